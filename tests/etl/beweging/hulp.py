"""Series in, beweging out: every test builds through the real pipeline, many series in one levering."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from tests.etl.hulp import laad, query, write_levering

INDICATOR = "indicator,keten,naam,dimensie,soort,eenheid,richting,frequentie,seizoen,bron_partij\n"


def month(nummer: int, vanaf: int = 2015) -> str:
    """The month that comes so many months after January of a year."""
    return f"{vanaf + nummer // 12}-{nummer % 12 + 1:02}"


def build_series(
    map_: Path,
    reeksen: Mapping[str, Any],
    *,
    eenheid: str = "punten",
    richting: str | Mapping[str, str] = "hoger",
    seizoen: str = "nee",
    streefwaarden: str = "",
    gebeurtenissen: str = "",
    perioden: Sequence[str] | None = None,
) -> Path:
    """A magazijn with one monthly series per indicator.

    A value is a number, a pair (teller, noemer), or None for a month without a meting. Streefwaarden and
    gebeurtenissen are csv rows below their header. A richting holds for all, or is told per indicator.
    """
    kop = "indicator,periode,waarde,teller,noemer\n"
    regels = []
    for indicator, waarden in reeksen.items():
        for nummer, waarde in enumerate(waarden):
            periode = perioden[nummer] if perioden else month(nummer)
            if isinstance(waarde, tuple):
                regels.append(f"{indicator},{periode},,{waarde[0]},{waarde[1]}\n")
            elif waarde is not None:
                regels.append(f"{indicator},{periode},{_technical(waarde)},,\n")
    kant = dict.fromkeys(reeksen, richting) if isinstance(richting, str) else richting
    indicatoren = "".join(f"{i},k,{i},resultaten,kwantitatief,{eenheid},{kant[i]},maand,{seizoen},Gemeente\n" for i in reeksen)
    tabellen = {
        "ketens": "keten,naam,maatschappelijk_resultaat\nk,Keten,Het gaat beter.\n",
        "indicatoren": INDICATOR + indicatoren,
        "metingen": kop + "".join(regels),
    }
    if streefwaarden:
        tabellen["streefwaarden"] = "indicator,van,tot,volgens,waarde,soort\n" + streefwaarden
    if gebeurtenissen:
        tabellen["gebeurtenissen"] = "keten,indicator,datum,soort,omschrijving\n" + gebeurtenissen
    verslag = laad(map_ / "magazijn", write_levering(map_ / "levering", **tabellen))
    assert verslag.bewaard, verslag.keuring.afkeuringen
    return map_ / "magazijn"


def _technical(waarde: object) -> str:
    tekst = repr(waarde)
    return f"{waarde:.17f}" if "e" in tekst else tekst


def points(magazijn: Path, indicator: str) -> list[tuple[Any, ...]]:
    """Segment, mean, limits and mark of every point of an indicator, in order of time."""
    return query(
        magazijn,
        "select segment, gemiddelde, ondergrens, bovengrens, bijzonder from beweging.punt "
        f"where indicator = '{indicator}' order by reeks, van, tot",
    )


def marks_of(magazijn: Path, indicator: str) -> list[Any]:
    """The mark of every point of an indicator, in order of time."""
    return [punt[-1] for punt in points(magazijn, indicator)]


def series(magazijn: Path, indicator: str, kolommen: str) -> tuple[Any, ...]:
    """Columns of beweging.reeks for the one reeks of an indicator."""
    [rij] = query(magazijn, f"select {kolommen} from beweging.reeks where indicator = '{indicator}'")
    return rij
