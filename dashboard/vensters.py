"""Windows: connections to DuckDB that stay open for many questions.

To open a database costs more than twenty milliseconds, and most questions take one. A window holds what one sight may see of one build
(and of the register, where that is asked for). It is locked before the first question. Questions take turns, each with a cursor of its
own: what is laid out for one does not change while it is asked.
"""

import re
from collections.abc import Callable, Hashable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from threading import Lock, RLock
from types import MappingProxyType

import duckdb

GENOEMD = re.compile(r"\b(?:staging|kern|beweging|signalen|dossier)\.\w+")
MEESTE_OPEN = 32  # a window takes ten MB and more; for all kinds of windows together; the one that was used longest ago closes first


LayOut = Callable[[duckdb.DuckDBPyConnection, str], None]
"""Puts in the tables with these names (in one text), in place of what stands there under the same name."""


class Venster:
    """One open database, and which tables are laid out in it: their names, and the state of each."""

    def __init__(self, open_: Callable[[], duckdb.DuckDBPyConnection]) -> None:
        self._open = open_
        self._con: duckdb.DuckDBPyConnection | None = None  # opened by the first who asks; whoever wants the same meanwhile waits for that
        self._klaar: dict[str, Hashable] = {}
        self._slot = RLock()
        self._bezig = 0  # how many times who has the turn is in it
        self._mag_weg = self._is_dicht = False

    def enter(self) -> bool:
        """Wait for one's turn; False when it was closed meanwhile."""
        self._slot.acquire()
        self._bezig += 1
        if self._is_dicht:
            self.leave()
        return not self._is_dicht

    def leave(self) -> None:
        """Give the turn to the next one."""
        self._bezig -= 1
        try:
            if self._mag_weg and not self._is_dicht and not self._bezig:
                self._is_dicht = True
                if self._con is not None:
                    self._con.close()
        finally:
            self._slot.release()

    def close(self) -> None:
        """Give its memory back: now, or when who asks through it is ready."""
        self._mag_weg = True
        if self._slot.acquire(blocking=False):
            self._bezig += 1
            self.leave()

    @contextmanager
    def cursor(self, lay_out: LayOut, sql: str, standen: Mapping[str, Hashable]) -> Iterator[duckdb.DuckDBPyConnection]:
        """A cursor on which `sql` can be asked, as often as you like, of the tables in these states; what has no state never changes.

        For whoever has the turn.
        """
        self._con = con = self._con or self._open()
        genoemd = {naam: standen.get(naam) for naam in map(_laid_out_as, GENOEMD.findall(sql))}
        if nieuw := {naam: stand for naam, stand in genoemd.items() if naam not in self._klaar or self._klaar[naam] != stand}:
            for naam in nieuw:
                self._klaar.pop(naam, None)  # when laying out breaks off, nobody knows what lies there
            lay_out(con, " ".join(sorted(nieuw)))
            self._klaar |= nieuw
        with con.cursor() as cursor:
            cursor.execute("use spiegel")
            yield cursor


def _laid_out_as(naam: str) -> str:
    """The versions of a kind in the register are laid out together with the newest of them."""
    return naam.removesuffix("_versie") if naam.startswith("dossier.") else naam


_open: dict[tuple[Hashable, ...], tuple[Venster, tuple[Path, ...]]] = {}
_slot = Lock()


@contextmanager
def look_through(
    bestanden: tuple[Path, ...],
    sleutel: tuple[Hashable, ...],
    open_: Callable[[], duckdb.DuckDBPyConnection],
    lay_out: LayOut,
    sql: str,
    standen: Mapping[str, Hashable] = MappingProxyType({}),
) -> Iterator[duckdb.DuckDBPyConnection]:
    """A cursor on the window with this key, opened when it is not there; a file that was changed or replaced gets a new window."""
    volledig = (*(mark(pad) for pad in bestanden), *sleutel)
    while not (venster := _window(volledig, bestanden, open_)).enter():
        pass  # another one comes in its place
    try:
        with venster.cursor(lay_out, sql, standen) as con:
            yield con
    except duckdb.Error:
        # Nobody else looks through a window in which something broke: a fatal fault stays until it is closed.
        with _slot:
            if volledig in _open and _open[volledig][0] is venster:
                del _open[volledig]
        venster.close()
        raise
    finally:
        venster.leave()


def close_windows() -> None:
    """Close all of them, as a stopped server does."""
    with _slot:
        while _open:
            _open.popitem()[1][0].close()


def _window(sleutel: tuple[Hashable, ...], bestanden: tuple[Path, ...], open_: Callable[[], duckdb.DuckDBPyConnection]) -> Venster:
    with _slot:
        if sleutel in _open:
            _open[sleutel] = _open.pop(sleutel)  # the newest last
            return _open[sleutel][0]
        # A build that was cleared away gives its room on the disk back when nobody has it open.
        for weg in [s for s, (_, paden) in _open.items() if not all(pad.exists() for pad in paden)]:
            _open.pop(weg)[0].close()
        while len(_open) >= MEESTE_OPEN:
            _open.pop(next(iter(_open)))[0].close()
        _open[sleutel] = (Venster(open_), bestanden)
        return _open[sleutel][0]


def mark(pad: Path) -> Hashable:
    """What tells a file from another one that came in its place."""
    try:
        feiten = pad.stat()
    except OSError:
        return str(pad)  # DuckDB says what is wrong with it
    return str(pad), feiten.st_ino, feiten.st_mtime_ns, feiten.st_size
