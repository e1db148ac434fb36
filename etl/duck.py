"""DuckDB for the ETL: connections with limits, identifiers, and the macros that cast what was delivered."""

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

# Ten million metingen must load within 2 GiB of memory for the whole process; DuckDB counts only its own
# buffers, and the readers and writers of files come on top.
GEHEUGEN = "1100MB"
VEEL_RIJEN = 200_000  # from here on two threads are faster than one
MACROS = Path(__file__).parent / "models" / "macros.sql"


@contextmanager
def connection(bestand: Path, tijdelijk: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection to a database file with our macros; spills to the folder tijdelijk when memory is short."""
    con = duckdb.connect(
        str(bestand),
        config={
            "memory_limit": GEHEUGEN,
            "temp_directory": str(tijdelijk),
            "threads": max(os.cpu_count() or 1, 1),
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
            # These files are temporary: what is kept is flushed when it gets its place (magazijn.place).
            "fsync_mode": "NONE",
        },
    )
    try:
        con.execute(MACROS.read_text(encoding="utf-8"))
        yield con
    finally:
        con.close()


def keep_together(con: duckdb.DuckDBPyConnection, rijen: int) -> None:
    """Leave it to one thread when there are few rows: to divide them costs more than it saves, and takes the processor of who looks."""
    if rijen < VEEL_RIJEN:
        con.execute("set threads = 1")


def quoted(naam: str) -> str:
    """An identifier, safe to put into SQL."""
    return '"' + naam.replace('"', '""') + '"'


def text_literal(tekst: str) -> str:
    """A text, safe to put into SQL where a parameter is not allowed (a view, a file to copy to)."""
    return "'" + tekst.replace("'", "''") + "'"


def listed(namen: Iterable[str]) -> str:
    """Identifiers separated by commas."""
    return ", ".join(quoted(naam) for naam in namen)
