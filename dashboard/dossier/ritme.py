"""The rhythm of overleggen: how often each soort meets, whether that stopped, and the days that follow from a date."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from itertools import pairwise
from statistics import median
from typing import Any, NamedTuple

STOKT_VANAF = 2  # times the rhythm without an overleg, as in the rule ritme_stokt
# Days before an overleg, where the keten agreed nothing else. Papers ten days ahead is what worked in practice.
DAGEN_VOORAF = {"cijfers_dagen": 21, "navraag_dagen": 17, "stukken_dagen": 10}
MIJLPALEN = {
    "cijfers_dagen": "De cijfers gaan dicht",
    "navraag_dagen": "Eigenaren krijgen de vragen bij hun cijfers",
    "stukken_dagen": "De stukken gaan de deur uit",
}
DUIDING_DAGEN = 10  # so long only the owner of a figure sees its questions first
Rij = Mapping[str, Any]


class Ritme(NamedTuple):
    """One soort overleg: its last one, how many days usually lie between two, and how long it has been silent."""

    soort: str | None
    aantal: int
    gewoonlijk: int | None
    afgesproken: int | None
    laatste: date
    laatste_naam: str
    dagen_sinds: int
    daarna: tuple[tuple[int, date, str], ...]

    @property
    def is_gestokt(self) -> bool:
        """No overleg for more than twice the agreed rhythm, else twice the usual one."""
        maat = self.afgesproken or self.gewoonlijk
        return maat is not None and self.dagen_sinds > STOKT_VANAF * maat


def ritmes(overleggen: Sequence[Rij], tot_dag: date, afgesproken: int | None = None) -> list[Ritme]:
    """Per soort, in the order of the first overleg; only overleggen of which the day is known and past.

    overleggen: rows with soort, naam, datum_van and datum_tot (equal where the day is known). `afgesproken`: the interval in
    days that the keten agreed for its bestuurlijk overleg. `daarna`: what followed after the last one of a soort that stopped
    (days later, day, naam), of whatever soort.
    """
    bekend = sorted(
        (o for o in overleggen if o["datum_van"] and o["datum_van"] == o["datum_tot"] and o["datum_van"] <= tot_dag),
        key=lambda o: o["datum_van"],
    )
    soorten = dict.fromkeys(o["soort"] for o in bekend)
    return [_ritme(soort, [o for o in bekend if o["soort"] == soort], bekend, tot_dag, afgesproken) for soort in soorten]


def _ritme(soort: str | None, eigen: list[Rij], alle: list[Rij], tot_dag: date, afgesproken: int | None) -> Ritme:
    dagen = sorted({o["datum_van"] for o in eigen})
    tussen = [(later - eerder).days for eerder, later in pairwise(dagen)]
    laatste = eigen[-1]
    ritme = Ritme(
        soort=soort,
        aantal=len(eigen),
        gewoonlijk=round(median(tussen)) if tussen else None,
        afgesproken=afgesproken if soort == "bestuurlijk" else None,
        laatste=laatste["datum_van"],
        laatste_naam=laatste["naam"],
        dagen_sinds=(tot_dag - laatste["datum_van"]).days,
        daarna=(),
    )
    if not ritme.is_gestokt:
        return ritme
    later = [o for o in alle if o["datum_van"] > ritme.laatste]
    return ritme._replace(daarna=tuple(((o["datum_van"] - ritme.laatste).days, o["datum_van"], o["naam"]) for o in later))


def previous(overleg: Rij, overleggen: Sequence[Rij]) -> Rij | None:
    """The last overleg of the same soort before this one of which the day is known."""
    voor = overleg["datum_van"] or date.max
    bekend = [o for o in overleggen if o["soort"] == overleg["soort"] and o["datum_van"] and o["datum_van"] == o["datum_tot"]]
    return max((o for o in bekend if o["datum_van"] < voor), key=lambda o: (o["datum_van"], o["id"]), default=None)


def mijlpalen(datum: date, werkwijze: Rij) -> list[tuple[str, date]]:
    """What must happen before an overleg and on which day, first day first; `werkwijze` may leave days empty."""
    afgesproken = {veld: werkwijze[veld] for veld in DAGEN_VOORAF if werkwijze.get(veld) is not None}
    dagen = DAGEN_VOORAF | afgesproken
    return sorted(((MIJLPALEN[veld], datum - timedelta(days=aantal)) for veld, aantal in dagen.items()), key=lambda m: m[1])


def next_date(laatste: date, werkwijze: Rij) -> date | None:
    """The agreed next date, else the last one plus the agreed interval; None where nothing was agreed."""
    if werkwijze.get("volgende_datum"):
        return date.fromisoformat(werkwijze["volgende_datum"])
    return laatste + timedelta(days=werkwijze["interval_dagen"]) if werkwijze.get("interval_dagen") else None
