"""The questions that the dossier raises: its rules run when a page is read, for people change the register all day.

A rule is a pair of files in `regels/`, as in etl/models/40_signalen, and goes through the same engine; it may also read
`dossier.<soort>`. The answers have the columns of the questions in the spiegel, so that the same screens show them. They
look from the peildatum of the build, and are kept under what the sight holds, the day and the newest act in sight.
"""

from collections.abc import Hashable
from contextlib import suppress
from datetime import date
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

import duckdb
import streamlit as st

from dashboard import bouwen, spiegel
from dashboard.dossier import lezen
from dashboard.dossier.macros import called_by, split_macros
from dashboard.dossier.register import Ding, Register
from dashboard.toegang import zicht
from dashboard.toegang.zicht import Zicht
from dashboard.vensters import mark
from dashboard.voorraad import Voorraad
from etl.duck import MACROS as ETL_MACROS
from etl.signalen import ask_all, uitvoeren
from etl.signalen.regelbestand import Regel, read_regels
from etl.signalen.uitvoeren import Vondst

REGELS = Path(__file__).parent / "regels"
MACROS = Path(__file__).parent / "macros_regels.sql"
SCHEMA = "dossier.signalen"  # in memory; the spiegel itself is read only
# What etl.signalen.uitvoeren reads itself; kern.meting too, but only for the part of a reeks, and another part is another reeks.
VAN_ELKE_REGEL = "staging.bouw kern.keten kern.project kern.indicator"
MACHINE = Path(uitvoeren.__file__).read_text(encoding="utf-8")
_vondsten = Voorraad[Vondst](500)
_antwoorden = Voorraad[dict[str, list[Ding]]](50)
WAAROVER = {"gesprek": "over het gesprek", "ontwerp": "over het vastleggen"}
ALLES: dict[str, Any] = {"keten": None, "project": None, "indicator": None}
# The queries of the screens, asked of what the rules of the dossier left behind.
QUERIES: dict[str, dict[str, Any]] = {"signaal_vragen": ALLES, "meten_vragen": {"keten": None}, "signaal_regels": {}}


class Regelboek(NamedTuple):
    """All rules with what they use."""

    regels: list[Regel]
    macros: dict[str, str]
    leest: dict[str, str]
    """By rule: all SQL through which it reads."""
    kenmerken: dict[str, str]
    """By rule: a hash of that and of what its files say."""
    alles: str
    """All SQL that is asked while the rules run: by the rules, by their engine, and of their answers."""


def vragen(keten: str | None = None, project: str | None = None, indicator: str | None = None) -> list[Ding]:
    """The questions for the table, newest first: of all ketens, of one, or of one of its projecten or figures."""
    keuze = {"keten": keten, "project": project, "indicator": indicator}
    return [v for v in _answers("signaal_vragen") if all(w is None or v[naam] == w for naam, w in keuze.items())]


def ontwerpvragen(keten: str | None = None) -> list[Ding]:
    """The questions about how things are recorded, once per keten."""
    return [v for v in _answers("meten_vragen") if keten in (None, v["keten"])]


def regels() -> list[Ding]:
    """The rules of the dossier, in order of title, with how often they ask now."""
    return [regel | {"waarover": WAAROVER[regel["soort"]]} for regel in _answers("signaal_regels")]


def ask(bouw: Path, register: Register, dag: date | None = None, wat: Zicht = zicht.ALLES) -> dict[str, list[Ding]]:
    """Run every rule on a build and the register: query -> rows, and `alles` that was found; RegelFout names mistakes in rule files.

    A rule in whose tables nothing changed since it was asked, is not asked again.
    """
    boek = _regelboek()
    register = lezen.as_it_is(register)  # all of it of one moment, and kept as that
    sleutels = {regel.naam: _key(regel, boek, bouw, register, dag, wat) for regel in boek.regels}
    alle = tuple(sleutels.values())  # the screens read no more than the rules do, see VAN_ELKE_REGEL
    if (eerder := _antwoorden.get(alle)) is not None:
        return eerder
    gevonden = {naam: vondst for naam, sleutel in sleutels.items() if (vondst := _vondsten.get(sleutel)) is not None}
    te_vragen = [regel for regel in boek.regels if regel.naam not in gevonden]
    macros = called_by("\n".join([MACHINE, *(regel.sql for regel in te_vragen)]), boek.macros)
    leest = "\n".join([MACHINE, *(boek.leest[regel.naam] for regel in te_vragen), *(spiegel.sql_of(query) for query in QUERIES)])
    with lezen.look(bouw, register, leest, dag, wat) as con:
        try:
            ask_all(con, boek.regels, macros="\n".join(macros), schema=SCHEMA, gevonden=gevonden)
            for naam, vondst in gevonden.items():
                _vondsten.put(sleutels[naam], vondst)
            antwoorden = {q: _rows(con, spiegel.sql_of(q).replace("signalen.", f"{SCHEMA}."), params) for q, params in QUERIES.items()}
            antwoorden["alles"] = _rows(con, f"from {SCHEMA}.signaal order by regel, keten, vraag", {})
        finally:
            with suppress(duckdb.Error):  # what broke the question, is what should be told
                con.execute(f"drop schema if exists {SCHEMA} cascade")  # in a window that others look through too
        return _antwoorden.put(alle, antwoorden)


def _key(regel: Regel, boek: Regelboek, bouw: Path, register: Register, dag: date | None, wat: Zicht) -> tuple[Hashable, ...]:
    """What a rule finds is kept under all that it reads: of the build, of the register, and its own files."""
    sql = boek.leest[regel.naam]
    wat = lezen.needed(bouw, wat, sql)
    plaats = lezen.place(register, wat, lezen.kinds(sql))
    return boek.kenmerken[regel.naam], bouwen.contents(bouw, wat, sql), lezen.withheld(bouw), wat, dag, *plaats


def _regelboek() -> Regelboek:
    """The rules as they stand in their files now; read again when one of these changed."""
    return _read_regelboek(REGELS, tuple(mark(pad) for pad in (MACROS, ETL_MACROS, *sorted(REGELS.iterdir()))))


@lru_cache(maxsize=4)
def _read_regelboek(map_: Path, _marks: tuple[Hashable, ...]) -> Regelboek:
    regels = read_regels(map_)
    macros = split_macros(*(pad.read_text(encoding="utf-8") for pad in (ETL_MACROS, MACROS)))
    leest = {regel.naam: "\n".join([regel.sql, *called_by(regel.sql, macros), VAN_ELKE_REGEL]) for regel in regels}
    alles = "\n".join([*leest.values(), MACHINE, *(spiegel.sql_of(query) for query in QUERIES)])
    kenmerken = {regel.naam: sha256(repr((leest[regel.naam], regel.inhoud)).encode()).hexdigest() for regel in regels}
    return Regelboek(regels, macros, leest, kenmerken, alles)


def _rows(con: duckdb.DuckDBPyConnection, sql: str, params: dict[str, Any]) -> list[Ding]:
    antwoord = con.execute(sql, params)
    namen = [kolom[0] for kolom in antwoord.description or ()]
    return [dict(zip(namen, rij, strict=True)) for rij in antwoord.fetchall()]


def _answers(query: str) -> list[Ding]:
    register, bouw = lezen.open_register(), spiegel.held_build()
    with spiegel.readable(bouw):
        alles = _regelboek().alles
        wat = lezen.needed(bouw, spiegel.zicht(), alles)
        inhoud = f"{bouwen.contents(bouw, wat)} {lezen.withheld(bouw)}"
        return _asked(inhoud, wat, spiegel.held_day(), *lezen.place(register, wat, lezen.kinds(alles)), register, bouw)[query]


@st.cache_data(max_entries=100, show_spinner=False)
def _asked(inhoud: str, wat: Zicht, dag: date | None, adres: str, stand: int, _register: Register, _bouw: Path) -> dict[str, list[Ding]]:
    return ask(_bouw, _register, dag, wat)
