"""What changed since the previous overleg of the same soort: in the figures, from two builds; in the register, from its versions."""

from collections.abc import Sequence
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

import duckdb

from dashboard.components import opmaak
from dashboard.components.registervergelijking import REGISTERSOORTEN, register_changes, told
from dashboard.components.vergelijking import SOORTEN, Verandering, changes, difference, figure, part
from dashboard.dossier.register import Register
from dashboard.dossier.ritme import previous
from dashboard.rapport.blokken import Blok, alinea, cel, kop, lijst, tabel
from dashboard.rapport.bronnen import Bronnen, Rij, open_bronnen
from etl.fouten import KetenspiegelFout
from etl.magazijn import Magazijn
from etl.peildatum import NietsBekend, build_as_known

MEERVOUD = {
    "cijfer": ("cijfer", "cijfers"), "vraag": ("vraag", "vragen"), "afspraak": ("afspraak", "afspraken"),
    "knelpunt": ("knelpunt", "knelpunten"), "paspoort": ("paspoort", "paspoorten"), "streefwaarde": ("streefwaarde", "streefwaarden"),
}  # fmt: skip


class Sinds(NamedTuple):
    """The moment that is compared with; without one, a sentence says why."""

    dag: date | None
    waarom_niet: str = ""
    cijfers_niet: str = ""
    veranderingen: Sequence[Verandering] = ()


def compare(bronnen: Bronnen, register: Register, magazijn: Path, overleg: Rij, overleggen: Sequence[Rij]) -> Sinds:
    """Everything in the keten that is not what it was at the previous overleg."""
    vorige = previous(overleg, overleggen)
    if vorige is None:
        return Sinds(None, "Er is geen eerder overleg van deze soort met een bekende dag om mee te vergelijken.")
    dag = vorige["datum_van"]
    if dag >= bronnen.peildatum:
        return Sinds(None, f"Het vorige overleg was {opmaak.op_datum(dag)}: dat is niet eerder dan de peildatum.")
    toen, cijfers_niet = _build_of(magazijn, dag)
    keten = overleg["keten"]
    uit_register = [
        v
        for soort in REGISTERSOORTEN
        for v in register_changes(soort, bronnen.rows(soort.query, keten=keten), dag, leveringen_telden=toen is not None)
    ]
    return Sinds(dag, "", cijfers_niet, [*(_of_builds(bronnen, register, toen, keten) if toen else ()), *uit_register])


def _build_of(magazijn: Path, dag: date) -> tuple[Path | None, str]:
    try:
        return build_as_known(Magazijn(magazijn), dag), ""
    except NietsBekend:
        return None, f"Van vóór {opmaak.datum(dag)} is niets geleverd. Welke cijfers en vragen sindsdien nieuw zijn, is niet te zeggen."
    except (KetenspiegelFout, duckdb.Error, OSError):
        return None, f"De spiegel van {opmaak.datum(dag)} kon niet worden gemaakt. Daarom staan hier geen veranderde cijfers en vragen."


def _of_builds(bronnen: Bronnen, register: Register, toen: Path, keten: str) -> list[Verandering]:
    with open_bronnen(toen, register, stand=0, wat=bronnen.wat) as eerder:
        return [v for s in SOORTEN for v in changes(eerder.rows(s.query, keten=keten), bronnen.rows(s.query, keten=keten), s)]


def summary(sinds: Sinds) -> list[Blok]:
    """In a few lines for the first page; the rest of it stands in a chapter of its own."""
    if sinds.dag is None:
        return [alinea(sinds.waarom_niet)]
    regels = [regel for soort in MEERVOUD if (regel := _counted(soort, [v for v in sinds.veranderingen if v.soort.woord == soort]))]
    zin = f"Vergeleken met wat er op {opmaak.datum(sinds.dag)} bekend was, de dag van het vorige overleg van deze soort."
    niets = [] if regels or sinds.cijfers_niet else [alinea("Er is in deze tijd niets veranderd.")]
    return [
        alinea(zin, "klein"),
        *([alinea(sinds.cijfers_niet)] if sinds.cijfers_niet else []),
        *([lijst(regels)] if regels else niets),
    ]


def _counted(soort: str, deel: Sequence[Verandering]) -> str:
    """ "12 nieuwe cijfers, 1 herzien cijfer". Things that differ, not partijen and not oordelen, are counted."""
    anders = "herzien" if soort == "cijfer" else "veranderd"
    delen = []
    for wat, woord in (("nieuw", "nieuw"), ("anders", anders), ("weg", "ingetrokken")):
        if aantal := sum(v.wat == wat for v in deel):
            enkel, meer = MEERVOUD[soort]
            if soort == "vraag" and wat == "weg":
                delen.append(f"{opmaak.aantal(aantal, 'vraag die niet meer gesteld wordt', 'vragen die niet meer gesteld worden')}")
                continue
            onzijdig = soort in ("cijfer", "knelpunt", "paspoort") and aantal == 1
            verbogen = woord if onzijdig or woord == "ingetrokken" else {"nieuw": "nieuwe", "herzien": "herziene"}.get(woord, "veranderde")
            delen.append(f"{opmaak.getal(aantal)} {verbogen} {enkel if aantal == 1 else meer}")
    return opmaak.met_hoofdletter(opmaak.opsomming(delen))


def details(sinds: Sinds) -> list[Blok]:
    """The chapter: questions, afspraken, knelpunten, and per indicator its new and revised figures."""
    if not sinds.veranderingen:
        return []
    deel = {soort: [v for v in sinds.veranderingen if v.soort.woord == soort] for soort in MEERVOUD}
    return [
        kop(1, "Bijlage: wat er veranderde", nieuwe_pagina=True),
        *_questions("Nieuwe vragen", [v for v in deel["vraag"] if v.wat == "nieuw"]),
        *_questions("Vragen die niet meer gesteld worden", [v for v in deel["vraag"] if v.wat == "weg"]),
        *_changed("Afspraken", deel["afspraak"]),
        *_changed("Knelpunten", deel["knelpunt"]),
        *_new_figures([v for v in deel["cijfer"] if v.wat == "nieuw"]),
        *_revised([v for v in deel["cijfer"] if v.wat == "anders"]),
        *_withdrawn([v for v in deel["cijfer"] if v.wat == "weg"]),
        *_changed("Definities en paspoorten", deel["paspoort"]),
        *_changed("Streefwaarden", deel["streefwaarde"]),
    ]


def _questions(titel: str, vragen: Sequence[Verandering]) -> list[Blok]:
    return [kop(2, titel), lijst([v.rij["vraag"] for v in vragen])] if vragen else []


def _changed(titel: str, veranderingen: Sequence[Verandering]) -> list[Blok]:
    if not veranderingen:
        return []
    return [kop(2, titel), lijst([(v.rij[v.soort.naam], "\n".join(told(v))) for v in veranderingen])]


def _new_figures(cijfers: Sequence[Verandering]) -> list[Blok]:
    if not cijfers:
        return []
    rijen = []
    for _, groep in groupby(cijfers, key=lambda v: v.rij["indicator"]):
        nieuw = [v.rij for v in groep]
        laatste = max(nieuw, key=lambda r: (r["tot"] or date.min, r["gebied"] is None, r["groep"] is None))
        bron = f"{laatste['bron'] or 'onbekend'}, geleverd op {opmaak.datum(laatste['geleverd_op'])}"
        rijen.append([
            laatste["naam"], opmaak.getal(len(nieuw)),
            cel(figure(laatste), ", ".join((opmaak.periode(laatste["periode"]), part(laatste)))), bron,
        ])  # fmt: skip
    koppen = ("Indicator", "Aantal", "Nieuwste", "Bron")
    return [kop(2, "Nieuwe cijfers"), tabel("Nieuwe cijfers, op naam van de indicator", koppen, rijen, (2.1, 0.8, 1.8, 1.8), (1,))]


def _revised(cijfers: Sequence[Verandering]) -> list[Blok]:
    if not cijfers:
        return []
    rijen = []
    for v in cijfers:
        toen, nu = v.toen or {}, v.nu or {}
        bron = f"{nu['bron'] or 'onbekend'}, geleverd op {opmaak.datum(nu['geleverd_op'])}"
        rijen.append([
            cel(nu["naam"], f"{opmaak.periode(nu['periode'])}, {part(nu)}"), figure(toen), cel(figure(nu), difference(toen, nu)), bron,
        ])  # fmt: skip
    koppen = ("Indicator en periode", "Was", "Is nu", "Bron")
    return [kop(2, "Herziene cijfers"), tabel("Herziene cijfers", koppen, rijen, (2.2, 1.2, 1.4, 1.8))]


def _withdrawn(cijfers: Sequence[Verandering]) -> list[Blok]:
    if not cijfers:
        return []
    regels = [(v.rij["naam"], f"{opmaak.periode(v.rij['periode'])}, {part(v.rij)}: was {figure(v.rij)}") for v in cijfers]
    return [kop(2, "Ingetrokken cijfers"), lijst(regels)]
