"""A PostgreSQL of our own from Debian's package, reached through a socket only; add here what a test must do to a server."""

import os
import shutil
import subprocess
import tempfile
from itertools import count
from pathlib import Path

import psycopg
from psycopg.sql import SQL, Identifier

from dashboard.dossier.verbinding import make_engine, migrate

PROGRAMMAS = Path("/usr/lib/postgresql")
LEEG, GEMIGREERD = "template1", "gemigreerd"


class Postgres:
    """One server with a database for each test; what it acknowledges is on disk (fsync stays on)."""

    def __init__(self) -> None:
        self.map = Path(tempfile.mkdtemp(prefix="ketenspiegel-pg-"))
        if os.getuid() == 0:
            shutil.chown(self.map, "postgres")
        self._nummers = count(1)
        self._run("initdb", "-D", str(self.map / "data"), "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
        self.start()
        self._make_database(GEMIGREERD, LEEG)
        engine = make_engine(self._address(GEMIGREERD))
        migrate(engine)
        engine.dispose()

    def new_database(self, *, als: str = GEMIGREERD) -> str:
        """The address of a fresh database; the tables are in it unless `als` says otherwise."""
        naam = f"dossier_{next(self._nummers)}"
        self._make_database(naam, als)
        return self._address(naam)

    def start(self) -> None:
        """Start the server and wait until it answers."""
        # After a stop without a word all is brought to the disk first: at once, and not file by file of a database for every test.
        opties = f"-k {self.map} -c listen_addresses= -c max_connections=60 -c recovery_init_sync_method=syncfs"
        self._run("pg_ctl", "start", "-w", "-D", str(self.map / "data"), "-l", str(self.map / "log"), "-o", opties)

    def stop(self) -> None:
        """Stop as when the power goes: without a word to who is connected."""
        self._run("pg_ctl", "stop", "-w", "-m", "immediate", "-D", str(self.map / "data"))

    def remove(self) -> None:
        """Stop, and leave nothing behind."""
        self.stop()
        shutil.rmtree(self.map)

    def _address(self, naam: str) -> str:
        return f"postgresql://postgres@/{naam}?host={self.map}"

    def _make_database(self, naam: str, als: str) -> None:
        with psycopg.connect(f"host={self.map} user=postgres dbname=postgres", autocommit=True) as verbinding:
            verbinding.execute(SQL("create database {} template {}").format(Identifier(naam), Identifier(als)))

    def _run(self, programma: str, *argumenten: str) -> None:
        pad = next(iter(sorted(PROGRAMMAS.glob(f"*/bin/{programma}"), reverse=True)))
        als = ["runuser", "-u", "postgres", "--"] if os.getuid() == 0 else []
        with (self.map / "uitvoer").open("ab") as uitvoer:
            subprocess.run([*als, pad, *argumenten], check=True, cwd=self.map, stdout=uitvoer, stderr=uitvoer)
