"""Comparing the register between two moments: which afspraken and knelpunten are not what they were, who did that, and why."""

from collections.abc import Sequence
from datetime import date
from itertools import pairwise, takewhile

from dashboard.components import opmaak
from dashboard.components.vergelijking import Rij, Soort, Verandering, changes, in_woorden
from dashboard.dossier import lezen

REGISTERSOORTEN = (
    Soort(
        "afspraak",
        "afspraken_versies",
        ("id",),
        {
            "afspraak": "afspraak",
            "voortouw": "voortouw",
            "betrokken_partijen": "met",
            "klaar_op": "klaar op",
            "status": "stand",
            "status_op": "stand sinds",
            "bevestigd_door": "bevestigd door",
            "bevestigd_op": "bevestigd op",
            "effect": "effect",
            "effect_op": "effect vastgesteld op",
        },
        "afspraak",
    ),
    Soort(
        "knelpunt",
        "knelpunten_versies",
        ("id",),
        {
            "knelpunt": "knelpunt",
            "escalatie_naar": "ligt bij",
            "escalatie_op": "ligt daar sinds",
            "oplossing": "oplossing",
            "wijze": "hoe opgelost",
            "opgelost_op": "opgelost op",
        },
        "knelpunt",
    ),
)


class Versies:
    """Every version of the afspraken or knelpunten of a keten, of each thing the first one first."""

    def __init__(self, rijen: Sequence[Rij]) -> None:
        self.per_ding: dict[str, list[Rij]] = {}
        for rij in rijen:
            vol = {naam: None if waarde == "" else waarde for naam, waarde in rij.items()}
            self.per_ding.setdefault(rij["id"], []).append(vol | {"status": vol["status"] or "onbekend"} if "status" in vol else vol)

    def nu(self) -> list[Rij]:
        """How each is now, withdrawn ones left out."""
        return [versies[-1] for versies in self.per_ding.values() if not versies[-1]["is_ingetrokken"]]

    def toen(self, dag: date, *, leveringen_telden: bool = True) -> list[Rij]:
        """How each was at the end of a day; without a levering of before that day, what was delivered later counts as known."""
        bekend = (self._known(versies, dag, leveringen_telden) for versies in self.per_ding.values())
        return [eerder[-1] for eerder in bekend if eerder and not eerder[-1]["is_ingetrokken"]]

    def stappen(self, id_: str, dag: date, *, leveringen_telden: bool = True) -> tuple[tuple[Rij, Rij], ...]:
        """What was done with one thing after that day: each time how it was, and what it became, with the act."""
        versies = self.per_ding[id_]
        return tuple(pairwise([{}, *versies]))[len(self._known(versies, dag, leveringen_telden)) :]

    @staticmethod
    def _known(versies: list[Rij], dag: date, leveringen_telden: bool) -> list[Rij]:
        """Up to the first act after the day: a levering that was loaded behind it holds what that act changed."""
        return list(takewhile(lambda v: v["op"].date() <= dag or (v["herkomst"] == "levering" and not leveringen_telden), versies))


def read_register_changes(keten: str, sinds: date) -> list[Verandering]:
    """What is not what it was at the end of that day, as this run of the page sees the register."""
    return [v for soort in REGISTERSOORTEN for v in register_changes(soort, lezen.read_rows(soort.query, keten=keten), sinds)]


def register_changes(soort: Soort, rijen: Sequence[Rij], sinds: date, *, leveringen_telden: bool = True) -> list[Verandering]:
    """The same from all versions, newest first; what was withdrawn comes last."""
    versies = Versies(rijen)
    toen, nu = versies.toen(sinds, leveringen_telden=leveringen_telden), versies.nu()
    return [
        v._replace(stappen=versies.stappen(v.rij["id"], sinds, leveringen_telden=leveringen_telden))
        for v in changes(_newest_first(toen), _newest_first(nu), soort)
    ]


def _newest_first(rijen: list[Rij]) -> list[Rij]:
    return sorted(rijen, key=lambda r: (r["datum_van"] is None, -r["datum_van"].toordinal() if r["datum_van"] else 0, r["id"]))


def told(v: Verandering) -> list[str]:
    """All there is to say of one thing: what happened to it, then each act; that it was withdrawn is said once."""
    acts = who_and_why(v)
    return acts if v.wat == "weg" and acts else [happened(v), *acts]


def happened(v: Verandering) -> str:
    """What happened to it between the two moments: that it is new, gone, or what it was and is."""
    if v.wat == "weg":
        return "Ingetrokken."
    if v.wat == "anders":
        return " ".join(f"{opmaak.met_hoofdletter(woord)}: was {was}, is nu {nu}." for woord, was, nu in v.velden)
    nieuw = "Weer terug in het register." if v.stappen and v.stappen[0][0] else "Nieuw."
    return f"{nieuw} {_knelpunt(v.rij) if v.soort.woord == 'knelpunt' else _afspraak(v.rij)}"


def _afspraak(rij: Rij) -> str:
    klaar = f"klaar {opmaak.op_datum(rij['klaar_op'])}" if rij["klaar_op"] else "klaar op: ontbreekt"
    voortouw = in_woorden(rij, "voortouw") if rij["voortouw"] else "ontbreekt"
    return f"Voortouw: {voortouw}, {klaar}, stand: {rij['status']}."


def _knelpunt(rij: Rij) -> str:
    is_open = rij["oplossing"] is None and rij["opgelost_op"] is None
    return f"Ligt bij: {rij['escalatie_naar'] or 'onbekend'}." if is_open else "Het is al opgelost."


def who_and_why(v: Verandering) -> list[str]:
    """One sentence per act in between: who did it, when, and why when a reason was given; after several, what each made of it."""
    stappen = [(eerder, later, _fields(eerder, later, v.soort)) for eerder, later in v.stappen]
    gezien = [stap for stap in stappen if stap[2] or stap[0].get("is_ingetrokken") != stap[1]["is_ingetrokken"]]
    return [_act(eerder, later, velden if len(gezien) > 1 else []) for eerder, later, velden in gezien]


def _fields(eerder: Rij, later: Rij, soort: Soort) -> list[str]:
    """What an act made of each field; of the first one nothing, for then all is new."""
    anders = [kolom for kolom in soort.inhoud if eerder and eerder[kolom] != later[kolom]]
    return [f"{soort.inhoud[kolom]} werd {in_woorden(later, kolom)}" for kolom in anders]


def _act(eerder: Rij, later: Rij, velden: list[str]) -> str:
    delen = [f"{_verb(eerder, later)} op {opmaak.datum(later['op'])} door {_who(later)}", *([opmaak.opsomming(velden)] if velden else [])]
    return ", ".join(delen) + (f": {later['reden']}" if later["reden"] else "")


def _verb(eerder: Rij, later: Rij) -> str:
    if later["is_ingetrokken"] and not eerder.get("is_ingetrokken"):
        return "Ingetrokken"
    if later["herkomst"] == "levering":
        return "Geleverd"
    if not eerder:
        return "Vastgelegd"
    return "Teruggezet" if eerder["is_ingetrokken"] else "Gewijzigd"


def _who(versie: Rij) -> str:
    """A partij with the role in which it acted."""
    rol = f"({versie['wie_rol']})" if versie["wie_rol"] and versie["wie_partij"] else versie["wie_rol"]
    return " ".join(deel for deel in (versie["wie_partij"], rol) if deel) or "onbekend"
