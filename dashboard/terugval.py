"""When the build in use cannot be served: the newest one of before that is whole, until somebody mends it."""

from functools import lru_cache
from pathlib import Path

import duckdb

from etl.bouw import narrowed_since
from etl.fouten import MagazijnFout
from etl.magazijn import Magazijn, is_whole

Stand = tuple[tuple[str, int, int], ...]
_beschadigd: set[tuple[Path, int]] = set()


def find_damage(bouw: Path) -> bool:
    """Whether a build that could not be read has other bytes than it was made with; remembered until the file changes."""
    try:
        gevonden = any(is_whole(pad) is False for pad in _files(bouw))
    except OSError:
        return False
    if gevonden:
        _beschadigd.add(_mark(bouw))
    return gevonden


def is_damaged(bouw: Path) -> bool:
    """Whether damage was found in this build."""
    return bool(_beschadigd) and _mark(bouw) in _beschadigd


def last_good(bron: Magazijn) -> Path | None:
    """The newest build that has the bytes it was made with; None when there is none, or when it holds what fewer people may see now."""
    bestanden = sorted([*bron.bouw_map.glob("*"), *bron.leveringen_map.glob("*.json")])
    return _last_good(bron.map, tuple((str(pad), s.st_mtime_ns, s.st_size) for pad in bestanden for s in [pad.stat()]))


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


def _mark(bouw: Path) -> tuple[Path, int]:
    try:
        return bouw, sum(pad.stat().st_mtime_ns for pad in _files(bouw))
    except OSError:
        return bouw, 0
