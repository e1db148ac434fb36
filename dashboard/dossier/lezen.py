"""Dossier and spiegel read together in SQL: the register as tables in memory beside the read-only build.

A query names `dossier.afspraak` for how things are now (withdrawn things apart) and `dossier.afspraak_versie` for every
version; a date column x has x_van and x_tot, the first and last day it can mean, as in the spiegel. On an earlier
peildatum both show what was known that day. Answers are cached under the build, the day and the newest act.
"""

import re
from collections.abc import Mapping
from datetime import date, datetime, time
from functools import lru_cache
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import streamlit as st

from dashboard import spiegel
from dashboard.dossier.register import Ding, Register
from dashboard.dossier.ronde import visible
from dashboard.dossier.tabellen import TABELLEN
from dashboard.dossier.verbinding import address, open_engine
from dashboard.dossier.vullen import fill
from etl.periode import parse_datum

LATER = ("enable_external_access", "lock_configuration")  # set when the build has been attached
TABEL = re.compile(r"\bdossier\.(\w+)")
DUCKDB_SOORT = {"INTEGER": "integer", "BOOLEAN": "boolean", "DATETIME": "timestamp"}
ACT = {"op": "timestamp", "wie_rol": "varchar", "wie_partij": "varchar", "reden": "varchar", "herkomst": "varchar", "levering": "varchar"}


def open_register() -> Register:
    """The register, with everything that was delivered in the published build in it."""
    adres = address(spiegel.magazijn())
    if (bouw := spiegel.current_build()) is not None:
        _fill_once(adres, bouw)
    return Register(open_engine(adres))


def read_rows(query: str, **params: object) -> list[Ding]:
    """The answer of queries/<query>.sql, which may read dossier.* beside the spiegel, as rows with plain Python values."""
    bouw = spiegel.held_build()
    with spiegel.readable(bouw):
        return _answer(_rows, bouw, spiegel.held_day(), query, params)


def read(query: str, **params: object) -> pd.DataFrame:
    """The same as a data frame of your own."""
    bouw = spiegel.held_build()
    with spiegel.readable(bouw):
        return _answer(_frame, bouw, spiegel.held_day(), query, params)


def read_rows_of(bouw: Path, dag: date | None, query: str, **params: object) -> list[Ding]:
    """The same for a build and a day named outright, for work that happens outside the run of a page (a download)."""
    return _answer(_rows, bouw, dag, query, params)


def _answer(lezer: Any, bouw: Path, dag: date | None, query: str, params: Mapping[str, object]) -> Any:
    register = open_register()
    key = tuple(sorted(params.items()))
    return lezer(str(bouw), spiegel.sql_of(query), key, dag, str(register.engine.url), register.stand(), register)


def state() -> str:
    """A key for what is kept of screens that show the dossier: another one after every act, and for every day looked from."""
    register = open_register()
    return f"{register.engine.url.render_as_string(hide_password=True)} {register.stand()} {spiegel.held_day()}"


def connect(bouw: Path, register: Register, tabellen: set[str], dag: date | None = None) -> duckdb.DuckDBPyConnection:
    """A connection that reaches only this build (read-only) and these tables of the register (in memory); close it soon."""
    con = duckdb.connect(config={naam: waarde for naam, waarde in spiegel.CONFIGURATIE.items() if naam not in LATER})
    con.execute(f"attach '{str(bouw).replace(chr(39), chr(39) * 2)}' as spiegel (read_only); attach ':memory:' as dossier")
    tot = datetime.combine(dag, time.max) if dag else None
    for soort in {naam.removesuffix("_versie") for naam in tabellen}:
        _copy(con, soort, register.versions(soort, tot=tot))
    con.execute("use spiegel; set enable_external_access = false; set lock_configuration = true")
    return con


@st.cache_data(max_entries=spiegel.BEWAARDE_ANTWOORDEN, show_spinner=False)
def _rows(
    bouw: str, sql: str, params: tuple[tuple[str, object], ...], dag: date | None, adres: str, stand: int, _register: Register
) -> list[Ding]:
    with connect(Path(bouw), _register, set(TABEL.findall(sql)), dag) as con:
        antwoord = con.execute(sql, dict(params))
        namen = [kolom[0] for kolom in antwoord.description or ()]
        return [dict(zip(namen, rij, strict=True)) for rij in antwoord.fetchall()]


@st.cache_data(max_entries=spiegel.BEWAARDE_ANTWOORDEN, show_spinner=False)
def _frame(
    bouw: str, sql: str, params: tuple[tuple[str, object], ...], dag: date | None, adres: str, stand: int, _register: Register
) -> pd.DataFrame:
    with connect(Path(bouw), _register, set(TABEL.findall(sql)), dag) as con:
        return con.execute(sql, dict(params)).df()


def _copy(con: duckdb.DuckDBPyConnection, soort: str, versies: list[Ding]) -> None:
    """Two tables in memory: every version, and the newest of what was not withdrawn; of a round only what may be seen."""
    versies = visible(versies) if soort == "oordeel" else versies
    kolommen = columns(soort)
    con.register("versies", pd.DataFrame([_with_days(v, soort) for v in versies], columns=list(kolommen), dtype=object))
    typen = ", ".join(f'cast("{naam}" as {duckdb_soort}) as "{naam}"' for naam, duckdb_soort in kolommen.items())
    con.execute(f"create table dossier.{soort}_versie as select {typen} from versies")
    con.unregister("versies")
    con.execute(f"create view dossier.{soort} as from dossier.{soort}_versie where is_nieuwste and not is_ingetrokken")


def columns(soort: str) -> dict[str, str]:
    """The columns of a kind as a query sees them, with their type."""
    uit: dict[str, str] = {}
    for kolom in TABELLEN[soort].columns:
        uit[kolom.name] = DUCKDB_SOORT.get(str(kolom.type), "varchar")
        if kolom.info.get("datum"):
            uit |= {f"{kolom.name}_van": "date", f"{kolom.name}_tot": "date"}
    return uit | ACT | {"is_nieuwste": "boolean"}


def _with_days(versie: Ding, soort: str) -> Ding:
    dagen = {}
    for kolom in TABELLEN[soort].columns:
        if kolom.info.get("datum") and versie[kolom.name]:
            dagen[f"{kolom.name}_van"], dagen[f"{kolom.name}_tot"] = parse_datum(versie[kolom.name])
    return versie | dagen


@lru_cache(maxsize=64)
def _fill_once(adres: str, bouw: Path) -> int:
    with spiegel.readable(bouw), spiegel.connect(bouw) as con:
        return fill(Register(open_engine(adres)), bouw, con)
