"""Which packages the product needs, and which only its makers, read from requirements and from what is installed."""

import re
from collections.abc import Iterable
from importlib.metadata import Distribution, distributions
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

WORTEL = Path(__file__).parents[2]
NODIG = WORTEL / "requirements.txt"
ONTWIKKELEN = WORTEL / "requirements-dev.txt"
LOS = WORTEL / "requirements-los.txt"


def requirements(pad: Path) -> list[Requirement]:
    """The requirements that a file names itself, without comments and without the files it includes."""
    regels = (regel.partition(" #")[0].strip() for regel in pad.read_text(encoding="utf-8").splitlines())
    return [Requirement(regel) for regel in regels if regel and not regel.startswith(("#", "-r"))]


def unpinned(pad: Path) -> list[str]:
    """Requirements that more than one version would do for."""
    return [str(eis) for eis in requirements(pad) if not re.fullmatch(r"==[0-9][^*,]*", str(eis.specifier))]


def installed() -> dict[str, Distribution]:
    """Every installed package by its normal name."""
    return {canonicalize_name(pakket.metadata["Name"]): pakket for pakket in distributions() if pakket.metadata["Name"]}


def everything() -> dict[str, Distribution]:
    """All that the product and its makers need."""
    return needed([*requirements(NODIG), *requirements(ONTWIKKELEN)], requirements(LOS))


def needed(eisen: Iterable[Requirement], los: Iterable[Requirement] = ()) -> dict[str, Distribution]:
    """These requirements and all that they need on this machine; of `los` only themselves. What is not installed is a mistake."""
    aanwezig, gevonden = installed(), dict[str, Distribution]()
    wachtrij, gezien = [*eisen, *los], set[tuple[str, str]]()
    alleen = {canonicalize_name(eis.name) for eis in los}
    while wachtrij:
        eis = wachtrij.pop()
        naam = canonicalize_name(eis.name)
        for extra in eis.extras | {""}:
            if (naam, extra) in gezien or (eis.marker and not eis.marker.evaluate()):
                continue
            gezien.add((naam, extra))
            if naam not in aanwezig:
                raise LookupError(f"{naam} staat in de lijst, maar is niet geïnstalleerd. Draai make klaar-test.")
            gevonden[naam] = aanwezig[naam]
            if naam in alleen:
                continue
            wachtrij += [_met_extra(tekst, extra) for tekst in aanwezig[naam].requires or () if _geldt(tekst, extra)]
    return dict(sorted(gevonden.items()))


def _geldt(tekst: str, extra: str) -> bool:
    merk = Requirement(tekst).marker
    return merk is None or merk.evaluate({"extra": extra})


def _met_extra(tekst: str, _extra: str) -> Requirement:
    """The requirement without its marker, which was looked at already."""
    eis = Requirement(tekst)
    eis.marker = None
    return eis
