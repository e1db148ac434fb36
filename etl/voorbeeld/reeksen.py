"""From the description of every indicator to its points."""

from collections.abc import Sequence
from datetime import date

from etl.voorbeeld.delen import make_delen
from etl.voorbeeld.ingrepen import leave_out
from etl.voorbeeld.ketenbestand import Indicator
from etl.voorbeeld.punten import Bekend, Opdracht, Punten
from etl.voorbeeld.tijdvakken import Tijdvak, list_tijdvakken
from etl.voorbeeld.toeval import make_rng
from etl.voorbeeld.totalen import make_totalen


def make_reeksen(indicatoren: Sequence[Indicator], zaad: int, tot: date) -> dict[str, Punten]:
    """Make the points of all indicators that are due by `tot`; one that builds on another stands after it in the keten file."""
    reeksen: dict[str, Punten] = {}
    for indicator in indicatoren:
        if indicator.reeks.vorm != "woorden":
            reeksen[indicator.id] = make_reeks(indicator, zaad, reeksen, tot)
    return reeksen


def make_reeks(indicator: Indicator, zaad: int, bekend: Bekend, tot: date) -> Punten:
    """Make the points of one indicator: the total first, then per gebied, then per groep."""
    reeks = indicator.reeks
    tijdvakken = due_tijdvakken(indicator, tot)
    totalen = make_totalen(_opdracht(indicator, zaad, bekend, "totaal"), tijdvakken)
    punten = list(totalen)
    if reeks.gebieden:
        punten += make_delen(_opdracht(indicator, zaad, bekend, "gebied"), totalen, "gebied", reeks.gebieden)
    if reeks.groepen:
        punten += make_delen(_opdracht(indicator, zaad, bekend, "groep"), totalen, "groep", reeks.groepen)
    punten = leave_out(reeks, punten, tijdvakken)
    return [punt for punt in punten if punt.tijdvak.code not in reeks.ontbreekt]


def due_tijdvakken(indicator: Indicator, tot: date) -> list[Tijdvak]:
    """List the periods whose figure is to be delivered by `tot`."""
    termijn = indicator.paspoort.get("levertermijn", "")
    return [t for t in list_tijdvakken(indicator.paspoort["frequentie"], indicator.reeks.vanaf) if t.due(termijn) <= tot]


def _opdracht(indicator: Indicator, zaad: int, bekend: Bekend, waarvoor: str) -> Opdracht:
    return Opdracht(indicator.reeks, make_rng(zaad, indicator.id, waarvoor), bekend)
