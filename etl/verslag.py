"""The report of a keuring: for people, grouped by file, and as a csv."""

import csv
from collections.abc import Callable, Iterable
from itertools import groupby
from pathlib import Path

from etl.keuring import Gekeurd, Keuringsverslag
from etl.keuring.afkeuring import Afkeuring, fouten

KOLOMMEN = ("levering", "bestand", "ernst", "rij", "kolom", "waarde", "regel", "tekst")
# In a short report a rule that warns more often about one file is shown by its first examples and a number.
VOORBEELDEN = 3
FORMULETEKENS = ("=", "+", "-", "@", "\t", "\r")


def print_report(verslag: Keuringsverslag, schrijf: Callable[[str], None], *, kort: bool = False) -> None:
    """Write every fault and warning per file; kort: the warnings with at most three examples per rule and file."""
    for gekeurd in verslag.gekeurd:
        schrijf(_headline(gekeurd))
        for bestand, groep in groupby(gekeurd.afkeuringen, key=lambda a: a.bestand):
            schrijf(f"  {bestand}")
            for regel in _lines(list(groep), VOORBEELDEN if kort else None):
                schrijf(f"    {regel}")


def _headline(gekeurd: Gekeurd) -> str:
    aantal_fouten = len(fouten(gekeurd.afkeuringen))
    aantal_waarschuwingen = len(gekeurd.afkeuringen) - aantal_fouten
    delen = [
        _counted(aantal_fouten, "fout", "fouten"),
        _counted(aantal_waarschuwingen, "waarschuwing", "waarschuwingen"),
    ]
    oordeel = "in orde" if not aantal_fouten else "geweigerd"
    return f"{gekeurd.levering.naam}: {oordeel}, {delen[0]} en {delen[1]}."


def _counted(aantal: int, enkelvoud: str, meervoud: str) -> str:
    return f"{aantal or 'geen'} {enkelvoud if aantal == 1 else meervoud}"


def _lines(afkeuringen: list[Afkeuring], voorbeelden: int | None) -> Iterable[str]:
    for fout in fouten(afkeuringen):
        yield f"fout         {_place(fout)}{fout.zin}"
    gezien: dict[str, int] = {}
    for waarschuwing in (a for a in afkeuringen if a.ernst == "waarschuwing"):
        gezien[waarschuwing.regel] = gezien.get(waarschuwing.regel, 0) + 1
        if voorbeelden is None or gezien[waarschuwing.regel] <= voorbeelden:
            yield f"waarschuwing {_place(waarschuwing)}{waarschuwing.zin}"
    for regel, aantal in gezien.items():
        if voorbeelden is not None and aantal > voorbeelden:
            yield f"waarschuwing nog {aantal - voorbeelden} keer zo ({regel}); met --rapport staan ze er alle in."


def _place(afkeuring: Afkeuring) -> str:
    delen = [f"rij {afkeuring.rij}"] if afkeuring.rij is not None else []
    delen += [f"kolom {afkeuring.kolom}"] if afkeuring.kolom else []
    return f"{', '.join(delen)}: " if delen else ""


def write_csv(afkeuringen: Iterable[Afkeuring], pad: Path) -> None:
    """Write all as a csv that a Dutch spreadsheet opens; no cell can start a formula."""
    with pad.open("w", encoding="utf-8-sig", newline="") as bestand:
        schrijver = csv.DictWriter(bestand, KOLOMMEN, delimiter=";")
        schrijver.writeheader()
        for afkeuring in afkeuringen:
            schrijver.writerow({naam: _guarded(waarde) for naam, waarde in afkeuring.as_row().items()})


def _guarded(waarde: object) -> object:
    return f"'{waarde}" if isinstance(waarde, str) and waarde.startswith(FORMULETEKENS) else waarde
