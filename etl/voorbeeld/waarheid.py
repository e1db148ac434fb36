"""What is planted where: the rows of waarheid.csv, one per verschijnsel and rule, and one per reeks in which nothing is planted."""

from collections.abc import Iterator
from datetime import date

from etl.voorbeeld.ketenbestand import Indicator, Keten, Reeks, Rij
from etl.voorbeeld.punten import Punten
from etl.voorbeeld.reeksen import due_tijdvakken
from etl.voorbeeld.tijdvakken import Tijdvak
from etl.voorbeeld.verschijnsel import Verschijnsel

KOLOMMEN = ("regel", "keten", "project", "indicator", "met", "gebied", "groep", "van", "tot", "sterkte", "toelichting")
# What stands as regel where no rule but beweging (which chance alone may set off) may ask.
STIL = "stil"
# These cover a whole reeks and not its newest periods.
HELE_REEKS = ("golf", "drempel", "bestaand", "herziening")


def make_waarheid(keten: Keten, reeksen: dict[str, Punten]) -> Iterator[Rij]:
    """Give the rows of one keten: what holds for the whole keten first, then per indicator."""
    for verschijnsel in keten.verschijnselen:
        for regel in verschijnsel.regels:
            yield {"regel": regel, "keten": keten.id, "sterkte": f"{verschijnsel.sterkte:g}", "toelichting": verschijnsel.toelichting}
    for indicator in keten.indicatoren:
        for verschijnsel in indicator.reeks.verschijnselen:
            for regel in verschijnsel.regels:
                yield _row(keten, indicator, verschijnsel, regel, reeksen.get(indicator.id, []))
    yield from _silent(keten)


def _silent(keten: Keten) -> Iterator[Rij]:
    """Give the indicators whose reeks is level and chance alone, and that no planted pair is about."""
    genoemd = {v.met for indicator in keten.indicatoren for v in indicator.reeks.verschijnselen}
    for indicator in keten.indicatoren:
        if indicator.id not in genoemd and is_chance_alone(indicator.reeks):
            yield {
                "regel": STIL,
                "keten": keten.id,
                "project": indicator.paspoort.get("project", ""),
                "indicator": indicator.id,
                "toelichting": "Alleen toeval; hier is niets geplant",
            }


def is_chance_alone(reeks: Reeks) -> bool:
    """Say whether nothing in the reeks changes but by chance, the season and growth of the noemer."""
    verandering = (reeks.verschijnselen, reeks.stappen, reeks.hellingen, reeks.trend, reeks.versies, reeks.tweede_bron)
    return reeks.vorm != "woorden" and not any(verandering)


def _row(keten: Keten, indicator: Indicator, verschijnsel: Verschijnsel, regel: str, punten: Punten) -> Rij:
    van, tot = _span(keten, indicator, verschijnsel, punten)
    is_gebied = verschijnsel.deel in indicator.reeks.gebieden
    return {
        "regel": regel,
        "keten": keten.id,
        "project": indicator.paspoort.get("project", ""),
        "indicator": indicator.id,
        "met": verschijnsel.met,
        "gebied": verschijnsel.deel if is_gebied else "",
        "groep": "" if is_gebied else verschijnsel.deel,
        "van": van.isoformat(),
        "tot": tot.isoformat(),
        "sterkte": f"{verschijnsel.sterkte:g}",
        "toelichting": verschijnsel.toelichting,
    }


def _span(keten: Keten, indicator: Indicator, verschijnsel: Verschijnsel, punten: Punten) -> tuple[date, date]:
    """Give the first and last day of the periods that a verschijnsel covers."""
    tijdvakken = due_tijdvakken(indicator, date.fromisoformat(keten.leverdata[-1]))
    aantal = round(verschijnsel.sterkte) if verschijnsel.vorm in ("stilte", "te_laat") else verschijnsel.aantal
    nieuwste = _newest(tijdvakken, aantal) if verschijnsel.vorm not in HELE_REEKS else sorted({p.tijdvak for p in punten}, key=_order)
    return nieuwste[0].eerste_dag, nieuwste[-1].laatste_dag


def _newest(tijdvakken: list[Tijdvak], aantal: int) -> list[Tijdvak]:
    return tijdvakken[-aantal:]


def _order(tijdvak: Tijdvak) -> tuple[int, ...]:
    return tijdvak.maanden
