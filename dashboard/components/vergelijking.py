"""Comparing two moments: what came, changed or went, by key; and that of two builds of the spiegel."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import duckdb
import streamlit as st

from dashboard import bouwen, spiegel
from dashboard.components import opmaak
from dashboard.components.basis import basis
from dashboard.toegang.zicht import Zicht

Rij = dict[str, Any]
DATUMS = ("klaar_op", "status_op", "bevestigd_op", "effect_op", "escalatie_op", "opgelost_op", "herijken_op", "tot")
NAMEN = ("voortouw", "betrokken_partijen", "overeengekomen_met")
"""Columns that may name several partijen."""
IN_EIGEN_WOORDEN = ("afspraak", "knelpunt", "oplossing", "effect")
"""Columns with sentences of people, which stand in sentences of ours."""


@dataclass(frozen=True)
class Soort:
    """What is compared: its query, the columns that make a row the same row, and those that can change (with their words)."""

    woord: str
    query: str
    sleutel: tuple[str, ...]
    inhoud: Mapping[str, str]
    naam: str = "naam"


SOORTEN = (
    Soort(
        "cijfer",
        "verschil_cijfers",
        ("indicator", "van", "tot", "gebied", "groep", "bron_partij", "definitie_versie"),
        {"waarde": "waarde", "tekst": "waarde", "onderdrukt": "onderdrukt", "betwist": "betwist"},
    ),
    Soort("vraag", "verschil_vragen", ("signaal",), {}, "vraag"),
    Soort(
        "paspoort",
        "verschil_paspoorten",
        ("indicator",),
        {
            "naam": "naam",
            "definitie": "definitie",
            "definitie_versie": "versie van de definitie",
            "eenheid": "eenheid",
            "richting": "richting",
            "eigenaar": "eigenaar",
            "overeengekomen_met": "afgesproken met",
            "herijken_op": "opnieuw bekijken op",
        },
    ),
    Soort(
        "streefwaarde",
        "verschil_streefwaarden",
        ("indicator", "van", "volgens"),
        {"waarde": "waarde", "tekst": "waarde", "tot": "tot", "soort": "soort", "vastgesteld_door": "vastgesteld door"},
    ),
)


class Verandering(NamedTuple):
    """One thing that is not what it was: then None when it is new, now None when it went.

    stappen: of the register, what was done with it in between; each time how it was, and what it became with the act.
    """

    soort: Soort
    toen: Rij | None
    nu: Rij | None
    stappen: tuple[tuple[Rij, Rij], ...] = ()

    @property
    def rij(self) -> Rij:
        """The row as it is now, or as it was."""
        return self.nu or self.toen or {}

    @property
    def wat(self) -> str:
        """In one word what happened."""
        return "nieuw" if self.toen is None else "weg" if self.nu is None else "anders"

    @property
    def velden(self) -> list[tuple[str, str, str]]:
        """Of what is not the same: the word, the old text and the new text."""
        kolommen = [k for k in self.soort.inhoud if (self.toen or {}).get(k) != (self.nu or {}).get(k)]
        return [(self.soort.inhoud[k], in_woorden(self.toen, k), in_woorden(self.nu, k)) for k in kolommen]


def changes(toen: Sequence[Rij], nu: Sequence[Rij], soort: Soort) -> list[Verandering]:
    """What differs between two answers of one query, in the order of the answers; what went comes last."""
    eerder, later = _by_key(toen, soort), _by_key(nu, soort)
    anders = [Verandering(soort, eerder.get(s), rij) for s, rij in later.items() if s not in eerder or _differs(eerder[s], rij, soort)]
    return anders + [Verandering(soort, rij, None) for s, rij in eerder.items() if s not in later]


def _by_key(rijen: Sequence[Rij], soort: Soort) -> dict[tuple[object, ...], Rij]:
    return {tuple(rij[k] for k in soort.sleutel): rij for rij in rijen}


def _differs(toen: Rij, nu: Rij, soort: Soort) -> bool:
    return any(toen[k] != nu[k] for k in soort.inhoud)


def read_changes(toen: Path, nu: Path, keten: str, wat: Zicht) -> list[Verandering]:
    """Everything that changed in a keten between two builds, as far as this sight goes."""
    return _changes(bouwen.contents(toen, wat), bouwen.contents(nu, wat), keten, wat, toen, nu)


@st.cache_data(max_entries=50, show_spinner=False)
def _changes(inhoud_toen: str, inhoud_nu: str, keten: str, wat: Zicht, _toen: Path, _nu: Path) -> list[Verandering]:
    return [v for soort in SOORTEN for v in changes(_rows(_toen, soort, keten, wat), _rows(_nu, soort, keten, wat), soort)]


def _rows(bouw: Path, soort: Soort, keten: str, wat: Zicht) -> list[Rij]:
    try:
        return spiegel.read_rows_of(bouw, soort.query, wat, keten=keten)
    except duckdb.CatalogException:
        if soort.woord == "vraag":  # a build of before there were questions
            return []
        raise


def in_woorden(rij: Rij | None, kolom: str) -> str:
    """A value as people read it; nothing reads as "leeg"."""
    if rij is None:
        return ""
    waarde = rij[kolom]
    if kolom in ("waarde", "tekst"):
        return figure(rij)
    if kolom in DATUMS and isinstance(waarde, str):
        return opmaak.datum(waarde)
    if kolom in NAMEN and waarde:
        return opmaak.opsomming([naam.strip() for naam in waarde.split(";") if naam.strip()])
    if kolom in IN_EIGEN_WOORDEN and waarde:
        return f"“{waarde}”"
    return "leeg" if waarde in (None, "") else str(waarde)


def figure(rij: Rij) -> str:
    """The value of a meting or streefwaarde with its unit and base, its words, or that it is suppressed."""
    if rij.get("onderdrukt") == "ja":
        return opmaak.ONDERDRUKT
    if rij["waarde"] is None:
        return rij["tekst"] or "leeg"
    basis_tekst = basis(rij, rij["eenheid"]) if "noemer" in rij else None
    return opmaak.waarde(rij["waarde"], rij["eenheid"]) + (f" ({basis_tekst})" if basis_tekst else "")


def part(rij: Rij) -> str:
    """Which part of the indicator a meting speaks of, and according to whom."""
    return ", ".join(rij[k] for k in ("gebied", "groep", "bron_partij") if rij[k]) or "totaal"


def difference(toen: Rij, nu: Rij) -> str:
    """By how much a figure moved, and which way; no verdict. Empty when one of the two is no number."""
    if toen["waarde"] is None or nu["waarde"] is None:
        return ""
    verschil = nu["waarde"] - toen["waarde"]
    if round(verschil, 2) == 0:
        return "gelijk"
    eenheid = "procentpunt" if nu["eenheid"] in ("%", "procent") else nu["eenheid"]
    return f"{opmaak.waarde(abs(verschil), eenheid)} {'hoger' if verschil > 0 else 'lager'}"
