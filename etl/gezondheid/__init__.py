"""Is everything in the magazijn as it was kept? What can be made again is made again; what cannot is named, with the next step.

Nothing delivered is ever deleted or overwritten: a damaged file is moved to `opzij/`, where a person can still look at it.
As long as something delivered is damaged nothing is built, for the figures would be others; an earlier whole build is served.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from etl.fouten import GebruiksFout
from etl.gezondheid.bouwen import check_as_known, check_builds
from etl.gezondheid.leveringen import Leveringen
from etl.gezondheid.onderzoek import Onderzoek, Voortgang
from etl.magazijn import Magazijn
from etl.reservekopie import Kopie, open_copy

__all__ = ["Onderzoek", "examine"]


def examine(magazijn: Magazijn, uit: Path | None = None, voortgang: Voortgang | None = None) -> Onderzoek:
    """Look at everything and mend what can be mended; `uit` is a backup from which damaged leveringen are put back."""
    if not magazijn.leveringen_map.is_dir():
        raise GebruiksFout(f"In {magazijn.map} staat geen magazijn. Geef met --magazijn de goede map op.")
    meld, onderzoek = voortgang or (lambda _stap: None), Onderzoek()
    with magazijn.lock():
        _sweep(magazijn, onderzoek)
        with magazijn.workspace() as werkmap:
            with _copy_or_none(uit) as kopie:
                nagekeken = Leveringen(magazijn, werkmap, kopie, onderzoek)
                meld("nakijken: leveringen")
                manifests = nagekeken.check_manifests()
                nagekeken.check_raw(manifests, meld)
                nagekeken.check_known(manifests)
            meld("nakijken: bouwen")
            check_builds(magazijn, werkmap, manifests, onderzoek, voortgang)
    check_as_known(magazijn, onderzoek)
    return onderzoek


@contextmanager
def _copy_or_none(uit: Path | None) -> Iterator[Kopie | None]:
    if uit is None:
        yield None
        return
    with open_copy(uit) as kopie:
        yield kopie


def _sweep(magazijn: Magazijn, onderzoek: Onderzoek) -> None:
    """Remove what stopped runs left half: nothing that was ever acknowledged."""
    mappen = (magazijn.map, magazijn.leveringen_map, magazijn.bouw_map)
    half = [pad for map_ in mappen for pad in map_.glob(".*.*") if pad.is_file() and pad.suffix[1:].isdigit()]
    half += [pad for pad in magazijn.bouw_map.glob("*.sha256") if not pad.with_suffix("").exists()]
    for pad in half:
        pad.unlink()
    if half or (magazijn.map / "werk").exists():
        onderzoek.hersteld.append("Resten van een gestopt commando zijn opgeruimd.")
