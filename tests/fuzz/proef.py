"""Trying one levering: read it, check it, tell what is wrong, and now and then load it; nothing may break on the way."""

import shutil
import tempfile
import time
import traceback
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path
from typing import Literal

import duckdb

from etl.contract import Tabel, contract
from etl.duck import quoted
from etl.keuring import Gekeurd, Keuringsverslag, keuring
from etl.keuring.afkeuring import fouten
from etl.keuring.tabellen import load_tables
from etl.laden import load
from etl.lezen import limieten
from etl.lezen.levering import open_levering
from etl.magazijn import Magazijn
from etl.verslag import print_report, write_csv
from tests.fuzz.gevallen import Geval
from tests.fuzz.grenzen import Grenzen, Hangt, Wacht, memory, reset_peak, watched
from tests.fuzz.voorraad import WORTEL

Einde = Literal["geweigerd", "goed", "geladen", "CRASH", "HANGT", "GEHEUGEN", "ZWIJGT"]
MISLUKT = ("CRASH", "HANGT", "GEHEUGEN", "ZWIJGT")
# A workspace is used for so many leveringen: making one costs as much as trying a dozen.
GEVALLEN_PER_WERKPLAATS = 400
# What the readers refuse is refused whatever the keuring says; one in so many goes on, because the command goes on too.
ONDANKS_FOUT = 5
# Loading builds the whole spiegel again, which takes seconds whatever was delivered; a hang is much longer.
LANGSTE_LADING = 120.0


@dataclass(frozen=True)
class Uitkomst:
    """How a case ended, how long reading and checking it took, the highest memory meanwhile, and how long loading took."""

    einde: Einde
    seconden: float
    geheugen: int
    toelichting: str = ""
    laadseconden: float = 0.0

    @property
    def is_mislukt(self) -> bool:
        """True when it ended in something else than a message or a load."""
        return self.einde in MISLUKT


class Zwijgt(Exception):
    """A levering was refused without a sentence that says why, or with one that cannot be shown."""


class Proefbank:
    """A workspace of the keuring that stays open, beside a magazijn in which the good levering was loaded.

    The steps of the keuring are those of `etl.keuring`; only the making of the workspace is shared between cases.
    """

    def __init__(self, map_: Path, grenzen: Grenzen) -> None:
        self.map, self.grenzen = map_, grenzen
        self.magazijn = Magazijn(map_ / "magazijn")
        load([WORTEL / "tests" / "etl" / "goed"], self.magazijn)
        self._stapel = ExitStack()
        self._nummers = count()
        self._con: duckdb.DuckDBPyConnection | None = None
        self._over = 0

    def close(self) -> None:
        """Let go of the workspace."""
        self._stapel.close()
        self._con = None

    def try_out(self, geval: Geval, pad: Path, *, echt_laden: bool = False) -> Uitkomst:
        """Read and check the levering that stands at pad; echt_laden: an accepted one is loaded too."""
        reset_peak()
        begin, klaar, wacht = time.process_time(), 0.0, Wacht()
        einde: Einde
        try:
            with watched(self.grenzen) as wacht, _readers(geval.snel):
                einde, toelichting = self._outcome(pad), ""
            klaar = time.process_time()
            if einde == "goed" and echt_laden:
                with watched(replace(self.grenzen, seconden=LANGSTE_LADING)) as wacht, _readers(geval.snel):
                    einde = self._load(pad)
        except Hangt:
            einde, toelichting = "HANGT", traceback.format_exc()
        except Zwijgt:
            einde, toelichting = "ZWIJGT", traceback.format_exc()
        except Exception:
            einde, toelichting = "HANGT" if wacht.ging_af else "CRASH", traceback.format_exc()
        eind = time.process_time()
        seconden, geheugen = (klaar or eind) - begin, memory()
        if geheugen > self.grenzen.geheugen and einde not in MISLUKT:
            einde, toelichting = "GEHEUGEN", f"{geheugen / 1024**2:.0f} MiB"
        if einde in MISLUKT:
            self.close()
        return Uitkomst(einde, seconden, geheugen, toelichting, eind - klaar if einde == "geladen" else 0.0)

    def _outcome(self, pad: Path) -> Einde:
        gekeurd = self._check(pad)
        tell(gekeurd, self.map)
        return "geweigerd" if gekeurd.is_geweigerd else "goed"

    def _check(self, pad: Path) -> Gekeurd:
        con = self._workspace()
        nummer = next(self._nummers)
        eigen_map = self._werkmap / f"levering-{nummer}"
        eigen_map.mkdir()
        try:
            levering = open_levering(pad, eigen_map)
            if fouten(levering.afkeuringen) and nummer % ONDANKS_FOUT:
                return Gekeurd(levering, "", afkeuringen=levering.afkeuringen)
            gekeurd = Gekeurd(levering, f"levering_{nummer}")
            gekeurd.tabellen = load_tables(con, gekeurd.schema, levering, eigen_map)
            keuring._check(con, gekeurd, lambda _stap: None)
        finally:
            shutil.rmtree(eigen_map, ignore_errors=True)
        return gekeurd

    def _load(self, pad: Path) -> Einde:
        kopie = self.map / "laden"
        shutil.rmtree(kopie, ignore_errors=True)
        shutil.copytree(self.magazijn.map, kopie)
        verslag = load([pad], Magazijn(kopie))
        tell(verslag.keuring.gekeurd[0], self.map)
        if not verslag.keuring.is_goed:
            return "geweigerd"
        assert verslag.bouw
        assert verslag.bewaard
        with duckdb.connect(str(verslag.bouw), read_only=True) as con:
            assert con.execute("select count(*) from kern.keten").fetchall()[0][0] >= 1
        return "geladen"

    def _workspace(self) -> duckdb.DuckDBPyConnection:
        self._over -= 1
        if self._con is None or self._over < 0:
            self.close()
            self._werkmap = Path(self._stapel.enter_context(tempfile.TemporaryDirectory(dir=self.map, ignore_cleanup_errors=True)))
            self._con, _ = self._stapel.enter_context(keuring.inspect([], self.magazijn, self._werkmap))
            self._con.execute("set threads = 1")  # a handful of rows: more threads only wait for each other
            self._over = GEVALLEN_PER_WERKPLAATS
            self._stapel.enter_context(_only_changed_views())
        return self._con


@contextmanager
def _only_changed_views() -> Iterator[None]:
    """`show_as_new` makes sixteen views per levering; here only those that differ from the levering before are made again."""
    getoond: set[Tabel] | None = None

    def show(con: duckdb.DuckDBPyConnection, gekeurd: Gekeurd) -> None:
        nonlocal getoond
        tabellen = contract().values()
        for tabel in tabellen if getoond is None else [t for t in tabellen if t in getoond or t in gekeurd.tabellen]:
            con.execute(f"create or replace view nieuw.{quoted(tabel.naam)} as {keuring._new_rows(gekeurd, tabel)}")
        getoond = set(gekeurd.tabellen)

    origineel = keuring.show_as_new
    keuring.show_as_new = show
    try:
        yield
    finally:
        keuring.show_as_new = origineel


@contextmanager
def _readers(snel: bool) -> Iterator[None]:
    """snel: every file is taken for a big one, which the parallel reader of DuckDB reads."""
    klein = limieten.KLEIN_BESTAND
    limieten.KLEIN_BESTAND = 0 if snel else klein
    try:
        yield
    finally:
        limieten.KLEIN_BESTAND = klein


def tell(gekeurd: Gekeurd, map_: Path) -> None:
    """Say everything as the command does, on a screen and in a file; Zwijgt when there is nothing to read."""
    afkeuringen = gekeurd.afkeuringen
    regels: list[str] = []
    print_report(Keuringsverslag([gekeurd]), regels.append)
    try:
        "\n".join(regels).encode("utf-8")
        write_csv(afkeuringen, map_ / "rapport.csv")
    except UnicodeEncodeError as fout:
        raise Zwijgt(f"Een melding is niet te tonen: {regels!r}") from fout
    for afkeuring in afkeuringen:
        zin = afkeuring.tekst
        if len(zin) < 10 or zin[-1] not in ".?!" or any(woord in zin for woord in ("Traceback", "Error", "Exception", "None")):
            raise Zwijgt(f"Geen Nederlandse zin: {afkeuring}")
