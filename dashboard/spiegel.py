"""Read access to the published build.

One run of a page looks at one build: the router holds it at the start (`hold_build`, or `hold_as_known` for an earlier
day) and all reads of that run use it. Every read goes through a hardened, read-only window (vensters.py) and is cached under what
its sight holds: a new build that changed something in it never meets old answers, and one that did not, costs nothing.
"""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import duckdb
import pandas as pd
import streamlit as st

from dashboard import terugval
from dashboard.bouwen import answer_key, connect, contents, look, needed
from dashboard.toegang.bezoeker import bezoeker
from dashboard.toegang.zicht import Zicht
from etl import concept
from etl.fouten import KetenspiegelFout, MagazijnFout
from etl.magazijn import STANDAARD, Magazijn, Manifest
from etl.peildatum import PeildatumFout, build_as_known, find_as_known

QUERIES = Path(__file__).parent / "queries"
# Keys in session state: the build this run looks at, the published one it saw, and the earlier day it looks from.
VASTGEHOUDEN, GEPUBLICEERD, EERDERE_DAG, CONCEPT = "bouw", "gepubliceerde_bouw", "eerdere_dag", "met_concept"
TERUGVAL = "terugval"  # and whether the published one is an earlier one in place of one that is damaged
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
    """The build the pointer names, or the last good one when that is damaged or gone; None when nothing was published."""
    return find_build()[0]


def find_build() -> tuple[Path | None, bool]:
    """The same, and whether it is an earlier one in place of what the pointer names."""
    bron = Magazijn(magazijn())
    try:
        bouw, fout = bron.current_build(), None
    except MagazijnFout as onleesbaar:
        bouw, fout = None, str(onleesbaar)
    if bouw is None and fout is None:
        if not bron.aanwijzer.exists():
            return None, False
        fout = "De spiegel die het laatst is gebouwd, is er niet meer."
    if bouw is not None and not terugval.is_damaged(bouw):
        return bouw, False
    if eerdere := terugval.last_good(bron):
        return eerdere, True
    if fout is not None:
        raise BeschadigdeSpiegel(fout)
    return bouw, False


def hold_build() -> Path:
    """Fix the published build for this run of the page; GeenSpiegel when there is none."""
    for sleutel in (VASTGEHOUDEN, GEPUBLICEERD, EERDERE_DAG, CONCEPT):
        st.session_state.pop(sleutel, None)
    bouw, st.session_state[TERUGVAL] = find_build()
    if bouw is None:
        raise GeenSpiegel("Er is nog geen spiegel.")
    st.session_state[VASTGEHOUDEN] = st.session_state[GEPUBLICEERD] = str(bouw)
    return bouw


def holds_fallback() -> bool:
    """Whether this run looks at an earlier build because the newest is damaged."""
    return held_day() is None and not holds_concept() and bool(st.session_state.get(TERUGVAL))


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
    wat = needed(bouw, wat, sql)
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


def sql_of(query: str) -> str:
    """The text of queries/<query>.sql, read once."""
    return _text(QUERIES / f"{query}.sql")


@cache
def _text(pad: Path) -> str:
    return pad.read_text(encoding="utf-8")


def _answer(lezer: Any, query: str, params: Mapping[str, object]) -> Any:
    bouw, sql = held_build(), sql_of(query)
    with readable(bouw):
        wat = needed(bouw, zicht(), sql)
        return lezer(answer_key(bouw, wat, sql), wat, sql, tuple(sorted(params.items())), bouw)


@contextmanager
def readable(bouw: Path) -> Iterator[None]:
    """What goes wrong in reading a build: another one took its place (the page starts again), or it is damaged."""
    try:
        yield
    except duckdb.Error as fout:
        # DuckDB has no kind of its own for a block that does not match its checksum.
        if not (terugval.find_damage(bouw) or isinstance(fout, ONLEESBAAR)):
            raise
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
