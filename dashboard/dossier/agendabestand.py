"""Days for people's own calendars, as an .ics file (RFC 5545): an overleg with the days before it, and afspraken.

The same state of the register gives the same file, byte for byte, and a thing keeps its UID: who takes the file again gets
the moved day in place of the old one. No names of persons go along: no chair, no deelnemers.
"""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any, NamedTuple
from unicodedata import category

from icalendar import Alarm, Calendar, Event

from dashboard.components import opmaak
from dashboard.dossier.ritme import MIJLPALEN, mijlpalen
from dashboard.dossier.tijd import kept

MAKER = "-//Ketenspiegel//Agenda//NL"
# How long before it a calendar reminds: nine o'clock on the day before, for an afspraak a week before.
DAG_ERVOOR, WEEK_ERVOOR = timedelta(hours=-15), timedelta(days=-7, hours=9)
LANGSTE_TITEL = 120
Rij = Mapping[str, Any]


class Dag(NamedTuple):
    """One whole day in a calendar; `op` and `volgnummer` come from the version in the register it follows from."""

    kenmerk: str
    dag: date
    titel: str
    tekst: str
    op: datetime
    volgnummer: int
    herinner: timedelta = DAG_ERVOOR


def overlegdagen(overleg: Rij, werkwijze: Rij, ketennaam: str) -> list[Dag]:
    """The overleg and the days on the way to it, first day first; none as long as its day is unknown."""
    dag = overleg["datum_van"]
    if not dag or dag != overleg["datum_tot"]:
        return []
    kenmerk = f"overleg-{overleg['id']}@{overleg['keten']}.ketenspiegel"
    # The days before follow from two things in the register: they are as new as the newest of the two.
    op = max(overleg["op"], werkwijze.get("op") or overleg["op"])
    volgnummer = overleg["nummer"] + (werkwijze.get("nummer") or 0)
    veld_van = {wat: veld for veld, wat in MIJLPALEN.items()}
    waarvoor = f"Op weg naar: {overleg['naam']} op {opmaak.datum(dag)}.\nKeten: {ketennaam}."
    return [
        *(Dag(f"{veld_van[wat]}-{kenmerk}", eerder, f"{wat}: {ketennaam}", waarvoor, op, volgnummer)
          for wat, eerder in mijlpalen(dag, werkwijze)),
        Dag(kenmerk, dag, f"{overleg['naam']}: {ketennaam}", f"Keten: {ketennaam}.", op, volgnummer),
    ]  # fmt: skip


def afspraakdagen(afspraken: Iterable[Rij]) -> list[Dag]:
    """The day on which each afspraak would be ready, in the order given; not those of which only the month or year is known."""
    return [_afspraakdag(a) for a in afspraken if a["klaar_op_van"] and a["klaar_op_van"] == a["klaar_op_tot"]]


def _afspraakdag(afspraak: Rij) -> Dag:
    met = afspraak["betrokken_partijen"]
    regels = [
        afspraak["afspraak"],
        f"Voortouw: {afspraak['voortouw'] or 'ontbreekt'}.",
        f"Met: {met}." if met else None,
        f"Keten: {afspraak['ketennaam']}.",
    ]
    return Dag(
        kenmerk=f"afspraak-{afspraak['id']}@{afspraak['keten']}.ketenspiegel",
        dag=afspraak["klaar_op_van"],
        titel=f"Afspraak klaar: {afspraak['afspraak']}",
        tekst="\n".join(regel for regel in regels if regel),
        op=afspraak["op"],
        volgnummer=afspraak["nummer"],
        herinner=WEEK_ERVOOR,
    )


def as_ics(naam: str, dagen: Iterable[Dag]) -> bytes:
    """The file, with `naam` as the name of the calendar."""
    agenda = Calendar()
    for sleutel, waarde in {"prodid": MAKER, "version": "2.0", "calscale": "GREGORIAN", "x-wr-calname": one_line(naam)}.items():
        agenda.add(sleutel, waarde)
    for dag in dagen:
        agenda.add_component(_event(dag))
    return agenda.to_ical()


def _event(dag: Dag) -> Event:
    titel, moment = one_line(dag.titel), kept(dag.op).replace(microsecond=0, tzinfo=UTC)
    kort = titel if len(titel) <= LANGSTE_TITEL else f"{titel[: LANGSTE_TITEL - 1].rstrip()}…"
    velden: dict[str, object] = {
        "uid": one_line(dag.kenmerk), "dtstamp": moment, "last-modified": moment, "sequence": dag.volgnummer,
        "dtstart": dag.dag, "dtend": dag.dag + timedelta(days=1), "summary": kort, "description": printable(dag.tekst),
        "transp": "TRANSPARENT",
    }  # fmt: skip
    event, wekker = Event(), Alarm()
    for sleutel, waarde in velden.items():
        event.add(sleutel, waarde)
    for sleutel, waarde in {"action": "DISPLAY", "description": kort, "trigger": dag.herinner}.items():
        wekker.add(sleutel, waarde)
    event.add_component(wekker)
    return event


def printable(tekst: str) -> str:
    """The text without the control characters that no calendar, mail or terminal may get; lines stay lines."""
    lijnen = tekst.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(teken for teken in lijnen if teken in "\n\t" or category(teken) != "Cc")


def one_line(tekst: str) -> str:
    """The same on one line."""
    return " ".join(printable(tekst).split())
