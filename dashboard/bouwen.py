"""Builds in a sight: how one is opened, through which window it is looked at, and what it holds.

Every connection is read-only and hardened. What a sight holds of a build is a hash per keten and table: answers are kept under that,
and a build that changes nothing for a sight is looked at through the window that is open.
"""

import hashlib
import re
from collections.abc import Hashable
from contextlib import AbstractContextManager
from functools import lru_cache, partial
from pathlib import Path
from threading import Lock

import duckdb

from dashboard.dossier.ritme import DUIDING_DAGEN
from dashboard.toegang.beleid import Bereik
from dashboard.toegang.zicht import ALLES, IEDEREEN_ZIET, VAN_DE_BOUW, Opbouw, Zicht, as_needed, depends_on, holdings, narrow, read_opbouw
from dashboard.vensters import look_through, mark
from dashboard.voorraad import Voorraad
from etl.duck import text_literal
from etl.magazijn import Magazijn

CONFIGURATIE: dict[str, str | bool | int | float | list[str]] = {
    "enable_external_access": "false",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "memory_limit": "1GB",
    "threads": "1",  # many small questions at once: to divide one over the processors costs more than it saves
    "async_threads": "0",  # eight for each engine otherwise, for files far away
    "lock_configuration": "true",
}
LATER = ("enable_external_access", "lock_configuration")  # set when the build has been attached
NAAKT = Zicht(None, None, None)  # one build, without the one for the table
MEESTE_RIJEN = 5_000_000  # to go through more rows would take longer than it saves: then every build counts as another one
DOSSIER = re.compile(r"\bdossier\b\s*\.", re.IGNORECASE)
HEEL = "*"  # a build that is not looked at per table
_inhoud = Lock()
MEESTE_OPBOUWEN = 32  # more than the windows that are open need
_opbouwen = Voorraad[Opbouw](MEESTE_OPBOUWEN)
RECENTE_BOUWEN = 7  # within what the magazijn keeps
_dragers = Voorraad[tuple[Path, tuple[tuple[Path, Hashable], ...]]](500)


def look(bouw: Path, wat: Zicht, sql: str) -> AbstractContextManager[duckdb.DuckDBPyConnection]:
    """A cursor through which `sql` sees this sight of a build and nothing else.

    The register may lie in the same window, in the sight of who asked it last: for that, see dossier/lezen.py.
    """
    if DOSSIER.search(sql):
        raise ValueError("the register is read through dashboard/dossier/lezen.py")
    wat = of_window(bouw, wat)
    drager = carrier(bouw, wat, sql)
    return look_through(sources(drager, wat), (wat,), lambda: lock(attach(drager, wat)), partial(show, drager, wat), sql)


def needed(bouw: Path, wat: Zicht, sql: str) -> Zicht:
    """As much of a sight as decides what `sql` shows of a build."""
    return as_needed(wat, sql, tafel_ziet_meer=Magazijn.for_table(bouw).exists())


def of_window(bouw: Path, wat: Zicht) -> Zicht:
    """As much as decides what any query can show of a build: who has that much looks through one window."""
    return needed(bouw, wat, "signalen.signaal")


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


def answer_key(bouw: Path, wat: Zicht, sql: str) -> str:
    """What answers are kept under: what the sight holds of what is asked, and the build itself for who asks when it was made."""
    return f"{contents(bouw, wat, sql)} {bouw if 'gebouwd_op' in sql else ''}"


def contents(bouw: Path, wat: Zicht, sql: str | None = None) -> str:
    """What a sight holds, as a hash, of all tables or of those that `sql` names: a build that changes nothing in it, leaves it as it is."""
    return _contents(_marks(bouw, wat), wat.ketens, sql)


@lru_cache(maxsize=3_000)  # some builds, ketens and queries
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


@lru_cache(maxsize=32)
def _holdings(pad: Path, _mark: Hashable) -> dict[str, dict[str, str]]:
    with connect(pad, NAAKT) as con:  # asked once, so no window
        rijen = con.execute("select sum(estimated_size) from duckdb_tables() where database_name = 'spiegel'").fetchall()[0][0]
        return holdings(con, "spiegel") if rijen <= MEESTE_RIJEN else {IEDEREEN_ZIET: {HEEL: str(pad)}}
