"""Read access to the published build.

One run of a page looks at one build: the router holds it at the start (`hold_build`, or `hold_as_known` for an earlier
day) and all reads of that run use it. Every read goes through a hardened, read-only window (vensters.py) and is cached under what
its sight holds: a new build that changed something in it never meets old answers, and one that did not, costs nothing.
"""

import hashlib
import os
from collections.abc import Hashable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from datetime import date, datetime
from functools import cache, lru_cache, partial
from pathlib import Path
from threading import Lock
from typing import Any, NamedTuple

import duckdb
import pandas as pd
import streamlit as st

from dashboard.dossier.ritme import DUIDING_DAGEN
from dashboard.toegang.beleid import Bereik
from dashboard.toegang.bezoeker import bezoeker
from dashboard.toegang.zicht import ALLES, IEDEREEN_ZIET, VAN_DE_BOUW, Opbouw, Zicht, depends_on, holdings, narrow, read_opbouw
from dashboard.vensters import look_through, mark
from dashboard.voorraad import Voorraad
from etl import concept
from etl.duck import text_literal
from etl.fouten import KetenspiegelFout, MagazijnFout
from etl.magazijn import STANDAARD, Magazijn, Manifest
from etl.peildatum import PeildatumFout, build_as_known, find_as_known

QUERIES = Path(__file__).parent / "queries"
# Keys in session state: the build this run looks at, the published one it saw, and the earlier day it looks from.
VASTGEHOUDEN, GEPUBLICEERD, EERDERE_DAG, CONCEPT = "bouw", "gepubliceerde_bouw", "eerdere_dag", "met_concept"
CONFIGURATIE: dict[str, str | bool | int | float | list[str]] = {
    "enable_external_access": "false",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "memory_limit": "1GB",
    "threads": "1",  # many small questions at once: to divide one over the processors costs more than it saves
    "lock_configuration": "true",
}
LATER = ("enable_external_access", "lock_configuration")  # set when the build has been attached
# A file that is gone, cut off or no database, or a build of another version of the models.
ONLEESBAAR = (
    duckdb.IOException,
    duckdb.CatalogException,
    duckdb.BinderException,
    duckdb.SerializationException,
    duckdb.InvalidInputException,
    duckdb.InternalException,
    duckdb.FatalException,
)
NAAKT = Zicht(None, None, None)  # one build, without the one for the table
MEESTE_RIJEN = 5_000_000  # to go through more rows would take longer than it saves: then every build counts as another one
HEEL = "*"  # a build that is not looked at per table
_inhoud = Lock()
MEESTE_OPBOUWEN = 64
_opbouwen = Voorraad[Opbouw](MEESTE_OPBOUWEN)
RECENTE_BOUWEN = 7  # within what the magazijn keeps
_dragers = Voorraad[tuple[Path, tuple[tuple[Path, Hashable], ...]]](500)
# Cached answers per kind of read, for all users together: rows, and frames, which are larger.
BEWAARDE_ANTWOORDEN, BEWAARDE_FRAMES = 1000, 200


class SpiegelFout(Exception):
    """The spiegel cannot be read; the message is a Dutch sentence for the user."""


class GeenSpiegel(SpiegelFout):
    """Nothing was ever published."""


class BeschadigdeSpiegel(SpiegelFout):
    """There is a build, but it cannot be read."""


class NietGemaakt(SpiegelFout):
    """The build of an earlier day could not be made; the spiegel of today is fine."""


class Bouw(NamedTuple):
    """When the build was made, what date it looks from, and the version that made it."""

    gebouwd_op: datetime
    peildatum: date
    versie: str


def magazijn() -> Path:
    """The folder of the magazijn."""
    return Path(os.environ.get("KETENSPIEGEL_MAGAZIJN") or STANDAARD)


def current_build() -> Path | None:
    """The build the pointer names; None when nothing was published."""
    bron = Magazijn(magazijn())
    try:
        bouw = bron.current_build()
    except MagazijnFout as fout:
        raise BeschadigdeSpiegel(str(fout)) from fout
    if bouw is None and bron.aanwijzer.exists():
        raise BeschadigdeSpiegel("De spiegel die het laatst is gebouwd, is er niet meer.")
    return bouw


def hold_build() -> Path:
    """Fix the published build for this run of the page; GeenSpiegel when there is none."""
    for sleutel in (VASTGEHOUDEN, GEPUBLICEERD, EERDERE_DAG, CONCEPT):
        st.session_state.pop(sleutel, None)
    bouw = current_build()
    if bouw is None:
        raise GeenSpiegel("Er is nog geen spiegel.")
    st.session_state[VASTGEHOUDEN] = st.session_state[GEPUBLICEERD] = str(bouw)
    return bouw


def hold_as_known(dag: date, bouw: Path) -> None:
    """From here on this run looks at the build of an earlier day; after `hold_build`."""
    st.session_state[EERDERE_DAG], st.session_state[VASTGEHOUDEN] = dag, str(bouw)


def concepts() -> list[Manifest]:
    """The leveringen that only their makers may see, newest first."""
    try:
        return concept.concepts(Magazijn(magazijn()))
    except MagazijnFout:  # looking at what is shared must go on
        return []


def hold_concept(levering: Manifest) -> None:
    """From here on this run looks at the build with a concept in it; after `hold_build`."""
    try:
        bouw = concept.build_concept(Magazijn(magazijn()), levering)
    except (KetenspiegelFout, duckdb.Error, OSError) as fout:
        raise NietGemaakt("Er ging iets mis bij het rekenen.") from fout
    st.session_state[CONCEPT], st.session_state[VASTGEHOUDEN] = levering.levering, str(bouw)


def holds_concept() -> bool:
    """Whether this run looks at a build with a concept in it."""
    return CONCEPT in st.session_state


def held_build() -> Path:
    """The build this run looks at; a key for what is kept per build."""
    return Path(st.session_state.get(VASTGEHOUDEN) or hold_build())


def held_day() -> date | None:
    """The earlier day this run looks from; None when that is today."""
    dag: date | None = st.session_state.get(EERDERE_DAG)
    return dag


def zicht() -> Zicht:
    """What who is at this screen may see; every read of a page carries it, also into what is kept."""
    return bezoeker().zicht


def is_current() -> bool:
    """Whether what this run holds is still what a new run would hold; marks the build of an earlier day as in use."""
    nieuw = current_build()
    if str(nieuw or "") != st.session_state.get(GEPUBLICEERD, ""):
        return nieuw is not None and held_day() is None and _holds_the_same(nieuw)
    return held_day() is None or Magazijn(magazijn()).as_known(held_build().name) is not None


def _holds_the_same(nieuw: Path) -> bool:
    """A new build in which nothing changed for this visitor asks for no new screen, as long as the one that is held is there."""
    oud = st.session_state.get(VASTGEHOUDEN)
    try:
        return oud is not None and Path(oud).exists() and contents(nieuw, zicht()) == contents(Path(oud), zicht())
    except duckdb.Error:
        return False


def as_known(dag: date) -> Path | None:
    """The build of what could be known on a day, when it is there; NietsBekend when nothing had been delivered."""
    try:
        return find_as_known(Magazijn(magazijn()), dag)
    except MagazijnFout as fout:
        raise BeschadigdeSpiegel(str(fout)) from fout


def make_as_known(dag: date) -> Path:
    """The same, made when it is not there yet: a few seconds. Who asks for the same day meanwhile gets the same build."""
    try:
        return build_as_known(Magazijn(magazijn()), dag)
    except PeildatumFout:
        raise
    except MagazijnFout as fout:
        raise NietGemaakt(str(fout)) from fout
    except (KetenspiegelFout, duckdb.Error, OSError) as fout:
        raise NietGemaakt("Er ging iets mis bij het rekenen.") from fout


def read(query: str, **params: object) -> pd.DataFrame:
    """The answer of queries/<query>.sql as a data frame of your own; params fill $naam."""
    return _answer(_frame, query, params)


def read_rows(query: str, **params: object) -> list[dict[str, Any]]:
    """The answer of queries/<query>.sql as rows with plain Python values (None where empty)."""
    return _answer(_rows, query, params)


def read_rows_of(bouw: Path, query: str, wat: Zicht, **params: object) -> list[dict[str, Any]]:
    """The same for a build and a sight named outright, for work that happens outside the run of a page (a download)."""
    sql = sql_of(query)
    return _rows(answer_key(bouw, wat, sql), wat, sql, tuple(sorted(params.items())), bouw)


def read_bouw() -> Bouw:
    """The date the figures look from, and when they were built."""
    return Bouw(**read_rows("bouw")[0])


def inspect_build(bouw: Path) -> Bouw:
    """What staging.bouw says, read afresh and outside any session; BeschadigdeSpiegel when it cannot be read."""
    with connect(bouw) as con:
        rij = con.execute(sql_of("bouw")).fetchone()
    if rij is None:
        raise BeschadigdeSpiegel(f"De spiegel {bouw.name} is leeg.")
    return Bouw(*rij)


def look(bouw: Path, wat: Zicht, sql: str) -> AbstractContextManager[duckdb.DuckDBPyConnection]:
    """A cursor through which `sql` sees this sight of a build and nothing else."""
    drager = carrier(bouw, wat, sql)
    return look_through(sources(drager, wat), (wat,), lambda: lock(attach(drager, wat)), partial(show, drager, wat), sql)


def carrier(bouw: Path, wat: Zicht, sql: str) -> Path:
    """The build to look through: a recent one that holds the same for this sight, for its window is open and a new one is dear."""
    if any(naam in sql for naam in VAN_DE_BOUW):
        return bouw
    sleutel = (bouw.parent, wat, contents(bouw, wat))
    eerder = _dragers.get(sleutel)
    if eerder is not None and eerder[0] in _recent(bouw) and _marks(eerder[0], wat) == eerder[1]:
        return eerder[0]
    return _dragers.put(sleutel, (bouw, _marks(bouw, wat)))[0]


def _marks(bouw: Path, wat: Zicht) -> tuple[tuple[Path, Hashable], ...]:
    return tuple((pad, mark(pad)) for pad in sources(bouw, wat))


@lru_cache(maxsize=64)
def _recent(bouw: Path) -> frozenset[Path]:
    """This build and the few before it: those are there as long as this one is in use."""
    eerder = [pad for pad in bouw.parent.glob(f"*{bouw.suffix}") if pad.name < bouw.name]
    return frozenset([bouw, *sorted(eerder)[-RECENTE_BOUWEN:]])


def connect(bouw: Path, wat: Zicht = ALLES, sql: str = "") -> duckdb.DuckDBPyConnection:
    """The same with a connection of its own, for what must not wait or leaves things behind; close it soon."""
    con = attach(bouw, wat)
    show(bouw, wat, con, sql)
    con.execute("use spiegel")
    return lock(con)


def lock(con: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyConnection:
    """From here on it reaches no other file, whatever it is asked."""
    con.execute("set enable_external_access = false; set lock_configuration = true")
    return con


def attach(bouw: Path, wat: Zicht) -> duckdb.DuckDBPyConnection:
    """A connection in memory with the build read-only: as `spiegel` where the sight is whole, else behind it; `lock` it then.

    `dossier` beside it is empty: lezen.py lays it out.
    """
    con = duckdb.connect(config={naam: waarde for naam, waarde in CONFIGURATIE.items() if naam not in LATER})
    bronnen = sources(bouw, wat)
    namen = ["spiegel"] if _is_whole(bouw, wat) else ["bron", "tafel"][: len(bronnen)]
    for pad, naam in zip(bronnen, namen, strict=True):
        con.execute(f"attach {text_literal(str(pad))} as {naam} (read_only)")
    if namen != ["spiegel"]:
        con.execute("attach ':memory:' as spiegel")
    con.execute("attach ':memory:' as dossier")
    return con


def show(bouw: Path, wat: Zicht, con: duckdb.DuckDBPyConnection, sql: str) -> None:
    """Put the tables that `sql` names in `spiegel`, narrowed to the sight."""
    if not _is_whole(bouw, wat):
        narrow(
            con,
            _opbouw(con, sources(bouw, wat)[0]),
            wat,
            DUIDING_DAGEN,
            sql,
            "tafel" if len(sources(bouw, wat)) == 2 else None,
        )


def _is_whole(bouw: Path, wat: Zicht) -> bool:
    return wat.ketens is None and wat.partijen is None and len(sources(bouw, wat)) == 1


def sources(bouw: Path, wat: Zicht) -> tuple[Path, ...]:
    """The build, or the one for the table where somebody sits at every table, or both where that differs per keten."""
    tafel = Magazijn.for_table(bouw)
    if wat.tafel == () or not tafel.exists():
        return (bouw,)
    return (tafel,) if wat.tafel is None or wat.tafel == wat.ketens else (bouw, tafel)


def sql_of(query: str) -> str:
    """The text of queries/<query>.sql, read once."""
    return _text(QUERIES / f"{query}.sql")


@cache
def _text(pad: Path) -> str:
    return pad.read_text(encoding="utf-8")


def _answer(lezer: Any, query: str, params: Mapping[str, object]) -> Any:
    bouw, sql = held_build(), sql_of(query)
    with readable(bouw):
        return lezer(answer_key(bouw, zicht(), sql), zicht(), sql, tuple(sorted(params.items())), bouw)


@contextmanager
def readable(bouw: Path) -> Iterator[None]:
    """What goes wrong in reading a build: another one took its place (the page starts again), or it is damaged."""
    try:
        yield
    except ONLEESBAAR as fout:
        _follow(bouw)
        raise BeschadigdeSpiegel(f"De spiegel {bouw.name} kan niet worden gelezen.") from fout


def _follow(bouw: Path) -> None:
    """When another build took the place of the held one, or that of an earlier day was removed, start the page again."""
    nieuw = current_build()
    if held_day() is not None:
        if not bouw.exists():
            st.rerun()
    elif nieuw is not None and nieuw != bouw:
        st.rerun()


def state() -> str:
    """A key for what is kept of screens: the same key, the same answers to all that this run can ask of the spiegel."""
    bouw = held_build()
    with readable(bouw):
        return f"{contents(bouw, zicht())} {held_day()} {zicht()}"


def answer_key(bouw: Path, wat: Zicht, sql: str) -> str:
    """What answers are kept under: what the sight holds of what is asked, and the build itself for who asks when it was made."""
    return f"{contents(bouw, wat, sql)} {bouw if 'gebouwd_op' in sql else ''}"


def contents(bouw: Path, wat: Zicht, sql: str | None = None) -> str:
    """What a sight holds, as a hash, of all tables or of those that `sql` names: a build that changes nothing in it, leaves it as it is."""
    return _contents(_marks(bouw, wat), wat.ketens, sql)


@lru_cache(maxsize=10_000)
def _contents(bestanden: tuple[tuple[Path, Hashable], ...], ketens: Bereik, sql: str | None) -> str:
    tabellen, delen = None if sql is None else depends_on(sql), []
    for pad, teken in bestanden:
        with _inhoud:
            van = _holdings(pad, teken)
        for keten in sorted(van if ketens is None else {IEDEREEN_ZIET, *ketens}):
            delen += [f"{keten} {t} {som}" for t, som in van.get(keten, {}).items() if tabellen is None or t in tabellen or t == HEEL]
        delen.append("|")
    return hashlib.sha256("\n".join(delen).encode()).hexdigest()


def _opbouw(con: duckdb.DuckDBPyConnection, pad: Path) -> Opbouw:
    """How the build that is attached as `bron` is made up; asked once for each."""
    sleutel = mark(pad)
    return _opbouwen.get(sleutel) or _opbouwen.put(sleutel, read_opbouw(con, "bron"))


@lru_cache(maxsize=64)
def _holdings(pad: Path, _mark: Hashable) -> dict[str, dict[str, str]]:
    with connect(pad, NAAKT) as con:  # asked once, so no window
        rijen = con.execute("select sum(estimated_size) from duckdb_tables() where database_name = 'spiegel'").fetchall()[0][0]
        return holdings(con, "spiegel") if rijen <= MEESTE_RIJEN else {IEDEREEN_ZIET: {HEEL: str(pad)}}


@st.cache_data(max_entries=BEWAARDE_FRAMES, show_spinner=False)
def _frame(inhoud: str, wat: Zicht, sql: str, params: tuple[tuple[str, object], ...], _bouw: Path) -> pd.DataFrame:
    with look(_bouw, wat, sql) as con:
        return con.execute(sql, dict(params)).df()


@st.cache_data(max_entries=BEWAARDE_ANTWOORDEN, show_spinner=False)
def _rows(inhoud: str, wat: Zicht, sql: str, params: tuple[tuple[str, object], ...], _bouw: Path) -> list[dict[str, Any]]:
    with look(_bouw, wat, sql) as con:
        antwoord = con.execute(sql, dict(params))
        namen = [kolom[0] for kolom in antwoord.description or ()]
        return [dict(zip(namen, rij, strict=True)) for rij in antwoord.fetchall()]
