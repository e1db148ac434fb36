"""Dossier and spiegel read together in SQL: the register as tables in memory beside the read-only build.

A query names `dossier.afspraak` for how things are now (withdrawn things apart) and `dossier.afspraak_versie` for every
version; a date column x has x_van and x_tot, the first and last day it can mean, as in the spiegel, and op is by the Dutch
clock. On an earlier peildatum both show what was known that day. Answers are cached under what the sight holds of
the spiegel, the day, the sight, and the newest act in it on what the query reads.
"""

import re
from collections.abc import Hashable, Iterable, Mapping
from contextlib import AbstractContextManager
from datetime import date
from functools import lru_cache, partial
from pathlib import Path
from threading import Lock
from typing import Any

import duckdb
import pandas as pd
import streamlit as st

from dashboard import bouwen, spiegel
from dashboard.dossier.register import Ding, Register, RegisterOpStand
from dashboard.dossier.ronde import visible
from dashboard.dossier.tabellen import TABELLEN
from dashboard.dossier.tijd import dutch, end_of
from dashboard.dossier.verbinding import address, open_engine
from dashboard.dossier.vullen import fill, fullest
from dashboard.toegang.beleid import require_write
from dashboard.toegang.bezoeker import Bezoeker
from dashboard.toegang.logboek import change_log
from dashboard.toegang.versies import CONCEPT, GEDEELD, seen
from dashboard.toegang.zicht import ALLES, Zicht, as_needed
from dashboard.vensters import look_through, mark
from dashboard.voorraad import Voorraad
from etl.fouten import MagazijnFout
from etl.magazijn import Magazijn
from etl.periode import parse_datum

TABEL = re.compile(r"\bdossier\.(\w+)")
DUCKDB_SOORT = {"INTEGER": "integer", "BOOLEAN": "boolean", "DATETIME": "timestamp"}
BEWAARDE_TABELLEN = 300
Arrow = Any  # a table as DuckDB hands it over and takes it back: typed, so that laying it out costs little
_bewaard = Voorraad[Arrow](BEWAARDE_TABELLEN)
Params = tuple[tuple[str, object], ...]
_vullen = Lock()
_stands: dict[tuple[str, tuple[str, ...] | None], tuple[int, dict[str, int]]] = {}  # register and ketens -> newest act, and it per kind
ACT = {"op": "timestamp", "wie_rol": "varchar", "wie_partij": "varchar", "reden": "varchar", "herkomst": "varchar", "levering": "varchar"}


def open_register() -> Register:
    """The register, with everything that was delivered in the published build in it; to read, for writing see `open_for`."""
    adres = address(spiegel.magazijn())
    if (bouw := spiegel.current_build()) is not None:
        _fill_once(adres, bouw)
    return Register(open_engine(adres))


def open_for(wie_er_is: Bezoeker) -> Register:
    """The register as this visitor may write in it; GeenRecht on everything else."""
    if wie_er_is.stand == "oefenen":
        return open_register()
    rollen = () if wie_er_is.bekijkt_als else wie_er_is.toekenningen
    return Register(open_register().engine, partial(require_write, rollen), change_log(wie_er_is))


def terms() -> dict[str, int]:
    """How many days a new question is for the owner of its figure first, for the ketens that agreed on a number."""
    return {w["keten"]: w["duiding_dagen"] for w in open_register().all("werkwijze") if w["duiding_dagen"] is not None}


def in_confidence() -> list[str]:
    """The ketens of which who is here can see something that was said or delivered in vertrouwen."""
    return [rij["keten"] for rij in read_rows("in_vertrouwen")] if spiegel.zicht().tafel != () else []


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


def read_rows_of(bouw: Path, dag: date | None, query: str, wat: Zicht, **params: object) -> list[Ding]:
    """The same for a build, a day and a sight named outright, for work that happens outside the run of a page (a download)."""
    return _answer(_rows, bouw, dag, query, params, wat)


def _answer(lezer: Any, bouw: Path, dag: date | None, query: str, params: Mapping[str, object], wat: Zicht | None = None) -> Any:
    register = open_register()
    key = tuple(sorted(params.items()))
    sql = spiegel.sql_of(query)
    zicht = needed(bouw, spiegel.zicht() if wat is None else wat, sql)
    inhoud = f"{bouwen.answer_key(bouw, zicht, sql)} {withheld(bouw)}"
    return lezer(inhoud, zicht, sql, key, dag, *place(register, zicht, kinds(sql)), register, bouw)


def state() -> str:
    """A key for what is kept of screens that show the dossier too: another one after every act that is in sight."""
    adres, stand = place(open_register(), spiegel.zicht(), TABELLEN)
    return f"{adres} {stand} {withheld(spiegel.held_build())} {spiegel.state()}"


def kinds(sql: str) -> set[str]:
    """The kinds of things in the register that a query reads."""
    return {naam.removesuffix("_versie") for naam in TABEL.findall(sql)} & set(TABELLEN)


def place(register: Register, wat: Zicht, soorten: Iterable[str]) -> tuple[str, int]:
    """Where the register is, and the newest act that this sight can see on these kinds: the same place gives the same answers."""
    _, stands = _newest_acts(register, wat)
    return str(register.engine.url), max((stands[soort] for soort in soorten), default=0)


def needed(bouw: Path, wat: Zicht, sql: str) -> Zicht:
    """As much of a sight as decides what `sql` shows of a build and of the register."""
    return as_needed(wat, sql, tafel_ziet_meer=Magazijn.for_table(bouw).exists() or withheld(bouw) != (GEDEELD, ()))


def as_it_is(register: Register) -> Register:
    """The register of this moment: what others do meanwhile is not in it."""
    return RegisterOpStand(register, register.stand())


def _newest_acts(register: Register, wat: Zicht) -> tuple[int, dict[str, int]]:
    """The newest act of all, and per kind the newest one that this sight can see."""
    adres, nu, bereik = str(register.engine.url), register.stand(), _reach(wat)
    gezien, stands = _stands.get((adres, bereik), (None, {}))
    if gezien != nu:
        stands = RegisterOpStand(register, nu).stands(bereik)
        _stands[adres, bereik] = nu, stands
    return nu, stands


def _reach(wat: Zicht) -> tuple[str, ...] | None:
    if wat.ketens is None or wat.voorbereiding is None:
        return None
    return tuple(sorted({*wat.ketens, *wat.voorbereiding}))


def look(
    bouw: Path, register: Register, sql: str, dag: date | None = None, wat: Zicht = ALLES
) -> AbstractContextManager[duckdb.DuckDBPyConnection]:
    """A cursor through which `sql` sees this sight of a build and of the register, and nothing else."""
    nu, stands = _newest_acts(register, wat)
    van_bouw = bouwen.of_window(bouw, wat)
    drager = bouwen.carrier(bouw, van_bouw, sql)
    lay_out = partial(_lay_out, (drager, bouw), RegisterOpStand(register, nu), stands, dag, wat)  # all of it of one moment
    anders = (str(register.engine.url), dag, withheld(bouw))
    per_tabel = {f"dossier.{soort}": (stand, needed(bouw, wat, f"dossier.{soort}"), *anders) for soort, stand in stands.items()}
    bronnen = bouwen.sources(drager, van_bouw)
    return look_through(bronnen, (van_bouw,), lambda: bouwen.lock(bouwen.attach(drager, van_bouw)), lay_out, sql, per_tabel)


def connect(
    bouw: Path, register: Register, tabellen: Iterable[str], dag: date | None = None, wat: Zicht = ALLES, sql: str = ""
) -> duckdb.DuckDBPyConnection:
    """The same with a connection of its own, for what must not wait or leaves things behind; close it soon."""
    con = bouwen.attach(bouw, wat)
    stands = register.stands(_reach(wat))
    _lay_out((bouw, bouw), register, stands, dag, wat, con, " ".join([sql, *(f"dossier.{naam}" for naam in tabellen)]))
    con.execute("use spiegel")
    return bouwen.lock(con)


def _lay_out(
    paar: tuple[Path, Path],
    register: Register,
    stands: Mapping[str, int],
    dag: date | None,
    wat: Zicht,
    con: duckdb.DuckDBPyConnection,
    namen: str,
) -> None:
    """Put what is named beside each other: the build that is looked through in this sight, and the register as it was on a day.

    `paar`: that build, and the one that says who may see which levering.
    """
    drager, bouw = paar
    bouwen.show(drager, bouwen.of_window(bouw, wat), con, namen)
    for soort in sorted(kinds(namen)):
        _copy(con, soort, _versions_seen(con, register, soort, stands[soort], dag, needed(bouw, wat, f"dossier.{soort}"), bouw))


@st.cache_data(max_entries=spiegel.BEWAARDE_ANTWOORDEN, show_spinner=False)
def _rows(
    inhoud: str, wat: Zicht, sql: str, params: Params, dag: date | None, adres: str, stand: int, _register: Register, _bouw: Path
) -> list[Ding]:
    with look(_bouw, _register, sql, dag, wat) as con:
        antwoord = con.execute(sql, dict(params))
        namen = [kolom[0] for kolom in antwoord.description or ()]
        return [dict(zip(namen, rij, strict=True)) for rij in antwoord.fetchall()]


@st.cache_data(max_entries=spiegel.BEWAARDE_FRAMES, show_spinner=False)
def _frame(
    inhoud: str, wat: Zicht, sql: str, params: Params, dag: date | None, adres: str, stand: int, _register: Register, _bouw: Path
) -> pd.DataFrame:
    with look(_bouw, _register, sql, dag, wat) as con:
        return con.execute(sql, dict(params)).df()


def _statuses(bouw: Path) -> tuple[dict[str, str], str]:
    """Who may see each levering now, and who may see one that is not in the list.

    Now, also for who still looks at an earlier build: the register is of now, and holds what came after that build.
    """
    bron = Magazijn(bouw.parent.parent)
    return _read_statuses(bouw, mark(bron.leveringen_map), mark(bron.aanwijzer))


@lru_cache(maxsize=64)
def _read_statuses(bouw: Path, *_marks: Hashable) -> tuple[dict[str, str], str]:
    try:
        return {m.levering: m.status for m in Magazijn(bouw.parent.parent).manifests()}, GEDEELD
    except MagazijnFout:  # a damaged manifest: what is in the shared build is shared, and nothing else
        with bouwen.connect(bouw) as con:
            return dict(con.execute("select levering, status from staging.levering").fetchall()), CONCEPT


def withheld(bouw: Path) -> tuple[Hashable, ...]:
    """Which leveringen are not for everyone: another list shows other things of the register, without any act in it."""
    statussen, anders = _statuses(bouw)
    return anders, tuple(sorted((naam, status) for naam, status in statussen.items() if status != anders))


def _versions_seen(
    con: duckdb.DuckDBPyConnection, register: Register, soort: str, stand: int, dag: date | None, wat: Zicht, bouw: Path
) -> Arrow:
    """All versions of a kind in a sight, for a query, in their types; of a round only what may be seen. Kept until one of them changes."""
    sleutel = (str(register.engine.url), soort, stand, dag, wat, withheld(bouw))
    if (eerder := _bewaard.get(sleutel)) is not None:
        return eerder
    versies = seen(register.versions(soort, tot=end_of(dag) if dag else None), soort, wat, *_statuses(bouw))
    versies = visible(versies) if soort == "oordeel" else versies
    kolommen = columns(soort)
    con.register("versies", pd.DataFrame([_with_days(v, soort) for v in versies], columns=list(kolommen), dtype=object))
    typen = ", ".join(f'cast("{naam}" as {duckdb_soort}) as "{naam}"' for naam, duckdb_soort in kolommen.items())
    uit = con.sql(f"select {typen} from versies").to_arrow_table()
    con.unregister("versies")
    return _bewaard.put(sleutel, uit)


def _copy(con: duckdb.DuckDBPyConnection, soort: str, versies: Arrow) -> None:
    """Two tables in memory: every version, and the newest of what was not withdrawn."""
    con.register("versies", versies)
    con.execute(f"create or replace table dossier.{soort}_versie as from versies")
    con.unregister("versies")
    con.execute(f"create view if not exists dossier.{soort} as from dossier.{soort}_versie where is_nieuwste and not is_ingetrokken")


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
    return versie | dagen | {"op": dutch(versie["op"])}


def _fill_once(adres: str, bouw: Path) -> int:
    """One at a time: all who open a page just after a build was published would read all of it."""
    with _vullen:
        return _filled(adres, bouw)


@lru_cache(maxsize=64)
def _filled(adres: str, bouw: Path) -> int:
    register = Register(open_engine(adres))
    if register.has_processed(bouw.name):
        return 0
    with spiegel.readable(bouw), bouwen.connect(fullest(bouw)) as con:
        return fill(register, bouw, con)
