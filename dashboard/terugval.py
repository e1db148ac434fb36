"""When the build in use cannot be served: the newest one of before that is whole, until somebody mends it."""

from collections.abc import Sequence
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

import duckdb

from etl.bouw import narrowed_since
from etl.fouten import MagazijnFout
from etl.magazijn import Magazijn, is_whole

Stand = tuple[tuple[str, int, int], ...]
_beschadigd: set[tuple[Path, Stand]] = set()


def find_damage(bouw: Path) -> bool:
    """Whether a build that could not be read has other bytes than it was made with; remembered until the file changes."""
    stand = _stand_of(_files(bouw))
    with suppress(OSError):
        if _has_other_bytes(bouw, stand):
            _beschadigd.add((bouw, stand))
    return (bouw, stand) in _beschadigd


def is_damaged(bouw: Path) -> bool:
    """Whether damage was found in this build."""
    return bool(_beschadigd) and (bouw, _stand_of(_files(bouw))) in _beschadigd


def last_good(bron: Magazijn) -> Path | None:
    """The newest build that has the bytes it was made with and holds nothing that fewer people may see now; None when there is none."""
    return _last_good(bron.map, _stand_of(sorted([*bron.bouw_map.glob("*"), *bron.leveringen_map.glob("*.json")])))


@lru_cache(maxsize=32)
def _has_other_bytes(bouw: Path, _stand: Stand) -> bool:
    return any(is_whole(pad) is False for pad in _files(bouw))


@lru_cache(maxsize=4)
def _last_good(map_: Path, _stand: Stand) -> Path | None:
    bron = Magazijn(map_)
    for bouw in reversed(bron.builds()):
        try:
            if all(is_whole(pad) for pad in _files(bouw)) and not narrowed_since(bouw, bron.manifests()):
                return bouw
        except (MagazijnFout, duckdb.Error, OSError):
            continue
    return None


def _files(bouw: Path) -> list[Path]:
    tafel = Magazijn.for_table(bouw)
    return [bouw, tafel] if tafel.exists() else [bouw]


def _stand_of(paden: Sequence[Path]) -> Stand:
    """How these files are now; one that is gone, went while we looked."""
    uit = []
    for pad in paden:
        with suppress(FileNotFoundError):
            stat = pad.stat()
            uit.append((str(pad), stat.st_mtime_ns, stat.st_size))
    return tuple(uit)
