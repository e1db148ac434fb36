"""A reminder of one keten: what is past its date, what is due soon, and the days on the way to the next overleg."""

from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any, NamedTuple

from dashboard import spiegel
from dashboard.components import opmaak
from dashboard.dossier import lezen
from dashboard.dossier.agendabestand import afspraakdagen, as_ics, one_line, overlegdagen, printable
from dashboard.dossier.fouten import OnbekendeKeten
from dashboard.dossier.register import Register
from dashboard.dossier.ritme import mijlpalen

GELEZEN = {"afspraak", "overleg", "werkwijze"}
Rij = dict[str, Any]


class Herinnering(NamedTuple):
    """What goes by mail: a subject, a text, and the same days as a file for a calendar."""

    onderwerp: str
    tekst: str
    agenda: bytes


def make_reminder(bouw: Path, register: Register, keten: str, vandaag: date, dagen: int) -> Herinnering | None:
    """What there is to remind of, counted from `vandaag`; None when there is nothing. OnbekendeKeten when there is no such keten."""
    with spiegel.readable(bouw), lezen.connect(bouw, register, GELEZEN) as con:

        def rijen(query: str, **params: object) -> list[Rij]:
            antwoord = con.execute(spiegel.sql_of(query), params)
            namen = [kolom[0] for kolom in antwoord.description or ()]
            return [dict(zip(namen, rij, strict=True)) for rij in antwoord.fetchall()]

        ketens = {k["keten"]: k for k in rijen("ketens")}
        if keten not in ketens:
            raise OnbekendeKeten(printable(keten), list(ketens))
        afspraken = rijen("kalender_afspraken", keten=keten, voortouw=None)
        werkwijze: Rij = next(iter(rijen("overleg_werkwijze", keten=keten)), {})
        overleg = next_overleg(rijen("overleg_lijst", keten=keten), vandaag)
    over_datum = [a for a in afspraken if a["klaar_op_tot"] < vandaag]
    binnenkort = [a for a in afspraken if vandaag <= a["klaar_op_tot"] <= vandaag + timedelta(days=dagen)]
    if not (over_datum or binnenkort or overleg):
        return None
    naam = one_line(ketens[keten]["naam"])
    regels = [
        f"Dit is een herinnering uit Ketenspiegel over de keten {naam}.",
        "Let op: de gegevens van deze keten zijn verzonnen." if ketens[keten]["fictief"] == "ja" else None,
        _afspraken("Afspraken over datum", over_datum, vandaag),
        _afspraken(f"Afspraken die {_within(dagen)} klaar moeten zijn", binnenkort, vandaag),
        _overleg(overleg, werkwijze),
        "In de bijlage staan deze dagen, voor zover de dag bekend is. Open het bestand om ze in uw agenda te zetten.",
    ]
    in_agenda = [*afspraakdagen([*over_datum, *binnenkort]), *(overlegdagen(overleg, werkwijze, naam) if overleg else [])]
    tekst = printable("\n\n".join(regel for regel in regels if regel))
    return Herinnering(f"Herinnering: {naam}", f"{tekst}\n", as_ics(naam, in_agenda))


def next_overleg(overleggen: list[Rij], vandaag: date) -> Rij | None:
    """The first overleg in preparation whose day is known and still to come."""
    komend = [
        o
        for o in overleggen
        if o["stand"] == "voorbereiding" and o["datum_van"] == o["datum_tot"] and (o["datum_van"] or date.min) >= vandaag
    ]
    return min(komend, key=lambda o: (o["datum_van"], o["id"]), default=None)


def _within(dagen: int) -> str:
    return f"binnen {opmaak.aantal(dagen, 'dag', 'dagen')}" if dagen else "vandaag"


def _afspraken(titel: str, afspraken: list[Rij], vandaag: date) -> str | None:
    return "\n".join([titel, *[_afspraak(a, vandaag) for a in afspraken]]) if afspraken else None


def _afspraak(afspraak: Mapping[str, Any], vandaag: date) -> str:
    tot = afspraak["klaar_op_tot"]
    over = f" ({opmaak.duur(tot, vandaag)} over datum)" if tot < vandaag else ""
    return "\n".join(
        [
            f"- {one_line(afspraak['afspraak'])}",
            f"  Klaar op: {opmaak.datum(afspraak['klaar_op'])}{over}",
            f"  Voortouw: {one_line(afspraak['voortouw'] or 'ontbreekt')}",
        ]
    )


def _overleg(overleg: Rij | None, werkwijze: Rij) -> str:
    if overleg is None:
        return "Het volgende overleg\nEr is nog geen volgend overleg gepland."
    regels = [f"- {opmaak.datum(dag)}: {wat}" for wat, dag in mijlpalen(overleg["datum_van"], werkwijze)]
    return "\n".join(["Het volgende overleg", *regels, f"- {opmaak.datum(overleg['datum_van'])}: {one_line(overleg['naam'])}"])
