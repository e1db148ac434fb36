"""Afspraken and knelpunten in a packet: four fields that are filled or say ontbreekt, and every date that moved."""

from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from typing import Any

from dashboard.components import opmaak
from dashboard.components.registervergelijking import REGISTERSOORTEN, Versies
from dashboard.rapport.blokken import Blok, alinea, cel, tabel
from dashboard.rapport.bronnen import Bronnen, Rij

OPEN = ("open", "deels", "onbekend")
AFSPRAAKKOPPEN = ("Welke actie", "Welke partijen", "Voortouw", "Klaar op")
AFSPRAAKBREEDTES = (2.5, 1.4, 1.2, 1.7)


def open_afspraken(versies: Versies) -> list[Rij]:
    """Those that still run, the oldest date first, without a date last."""
    lopend = [a for a in versies.nu() if a["status"] in OPEN]
    return sorted(lopend, key=lambda a: (a["klaar_op_tot"] is None, a["klaar_op_tot"], a["afspraak"]))


def afspraakblokken(afspraken: Sequence[Rij], versies: Versies, wat: str, geen: str, tot_dag: date) -> list[Blok]:
    """The four fields of each afspraak beneath each other."""
    if not afspraken:
        return [alinea(geen)]
    return [tabel(wat, AFSPRAAKKOPPEN, [_afspraak(a, versies.per_ding[a["id"]], tot_dag) for a in afspraken], AFSPRAAKBREEDTES)]


def _afspraak(afspraak: Rij, versies: list[Rij], tot_dag: date) -> list[Blok]:
    afgesproken = f"afgesproken {opmaak.op_datum(afspraak['datum'])}" if afspraak["datum"] else "afgesproken op: ontbreekt"
    return [
        cel(afspraak["afspraak"], f"{afgesproken} · stand: {_stand(afspraak)}", vet=True),
        cel(_names(afspraak["betrokken_partijen"])),
        cel(_names(afspraak["voortouw"])),
        cel(opmaak.datum(afspraak["klaar_op"]) if afspraak["klaar_op"] else None, *_over_datum(afspraak, tot_dag), *moved_dates(versies)),
    ]


def _stand(afspraak: Rij) -> str:
    sinds = f" sinds {opmaak.datum(afspraak['status_op'])}" if afspraak["status_op"] else ""
    return f"{afspraak['status']}{sinds}"


def _names(namen: str | None) -> str | None:
    return opmaak.opsomming([naam.strip() for naam in namen.split(";") if naam.strip()]) if namen else None


def _over_datum(afspraak: Rij, tot_dag: date) -> list[str]:
    uiterlijk = afspraak["klaar_op_tot"]
    is_over = afspraak["status"] in OPEN and uiterlijk and uiterlijk < tot_dag
    return [f"{opmaak.duur(uiterlijk, tot_dag)} over datum"] if is_over else []


def moved_dates(versies: Sequence[Rij]) -> list[str]:
    """Each date that was agreed before, with when and why it moved, oldest first."""
    regels = []
    for eerder, later in pairwise(versies):
        if eerder["klaar_op"] and eerder["klaar_op"] != later["klaar_op"]:
            waarom = f": {later['reden']}" if later["reden"] else ""
            regels.append(f"eerst {opmaak.datum(eerder['klaar_op'])}, verzet op {opmaak.datum(later['op'].date())}{waarom}")
    return regels


def open_knelpunten(versies: Versies) -> list[Rij]:
    """Those that are not solved, the oldest first."""
    staand = [k for k in versies.nu() if k["opgelost_op"] is None and k["oplossing"] is None]
    return sorted(staand, key=lambda k: (k["datum_van"] is None, k["datum_van"], k["knelpunt"]))


def knelpuntblokken(knelpunten: Sequence[Rij], tot_dag: date, geen: str) -> list[Blok]:
    """Each knelpunt with the level it lies at and how many days it has been open."""
    if not knelpunten:
        return [alinea(geen)]
    rijen = [[cel(k["knelpunt"], k["soort"] or "", vet=True), _where(k), _since(k), _days_open(k, tot_dag)] for k in knelpunten]
    return [tabel("Knelpunten, oudste eerst", ("Knelpunt", "Ligt bij", "Open sinds", "Dagen open"), rijen, (2.8, 1.5, 1.3, 1.4), (3,))]


def _where(knelpunt: Rij) -> Blok:
    sinds = f"sinds {opmaak.datum(knelpunt['escalatie_op'])}" if knelpunt["escalatie_op"] else ""
    return cel(knelpunt["escalatie_naar"], sinds)


def _since(knelpunt: Rij) -> Blok:
    return cel(opmaak.datum(knelpunt["datum"]) if knelpunt["datum"] else None)


def _days_open(knelpunt: Rij, tot_dag: date) -> Blok:
    if knelpunt["datum_van"] is None:
        return cel(None)
    ongeveer = "" if len(knelpunt["datum"]) == 10 else "ongeveer "
    return cel(ongeveer + opmaak.getal(max((tot_dag - knelpunt["datum_van"]).days, 0)))


def read_versies(bronnen: Bronnen, woord: str, keten: str) -> Versies:
    """All versions of the afspraken or knelpunten of a keten."""
    soort = next(s for s in REGISTERSOORTEN if s.woord == woord)
    return Versies(bronnen.rows(soort.query, keten=keten))


def last_day(kop: dict[str, Any], peildatum: date) -> date:
    """The day to which time is counted: the peildatum, or the last day of a keten that has ended."""
    return min(kop["tot_tot"], peildatum) if kop["tot_tot"] else peildatum
