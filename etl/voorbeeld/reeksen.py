"""From the description of every indicator to its points."""

from collections.abc import Sequence

from etl.voorbeeld.delen import make_delen
from etl.voorbeeld.ketenbestand import Indicator
from etl.voorbeeld.punten import Bekend, Opdracht, Punten
from etl.voorbeeld.tijdvakken import list_tijdvakken
from etl.voorbeeld.toeval import make_rng
from etl.voorbeeld.totalen import make_totalen


def make_reeksen(indicatoren: Sequence[Indicator], zaad: int) -> dict[str, Punten]:
    """Make the points of all indicators; one that builds on another stands after it in the keten file."""
    reeksen: dict[str, Punten] = {}
    for indicator in indicatoren:
        if indicator.reeks.vorm != "woorden":
            reeksen[indicator.id] = make_reeks(indicator, zaad, reeksen)
    return reeksen


def make_reeks(indicator: Indicator, zaad: int, bekend: Bekend) -> Punten:
    """Make the points of one indicator: the total first, then per gebied, then per groep."""
    reeks = indicator.reeks
    tijdvakken = list_tijdvakken(indicator.paspoort["frequentie"], reeks.vanaf)
    totalen = make_totalen(_opdracht(indicator, zaad, bekend, "totaal"), tijdvakken)
    punten = list(totalen)
    if reeks.gebieden:
        punten += make_delen(_opdracht(indicator, zaad, bekend, "gebied"), totalen, "gebied", reeks.gebieden)
    if reeks.groepen:
        punten += make_delen(_opdracht(indicator, zaad, bekend, "groep"), totalen, "groep", reeks.groepen)
    return [punt for punt in punten if punt.tijdvak.code not in reeks.ontbreekt]


def _opdracht(indicator: Indicator, zaad: int, bekend: Bekend, waarvoor: str) -> Opdracht:
    return Opdracht(indicator.reeks, make_rng(zaad, indicator.id, waarvoor), bekend)
