"""The database of the dossier: SQLite in a file, or PostgreSQL when KETENSPIEGEL_DOSSIER holds its address."""

import logging
import os
from pathlib import Path
from threading import Lock
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.util import CommandError
from sqlalchemy import Engine, create_engine, event, make_url
from sqlalchemy.exc import SQLAlchemyError

from dashboard.dossier.fouten import BeschadigdDossier, OnbereikbaarDossier, is_damage

log = logging.getLogger("ketenspiegel")

MIGRATIES = Path(__file__).parent / "migraties"
SECONDEN_WACHTEN = 30  # how long a writer waits for another one before it gives up
SECONDEN_VERBINDEN = 5  # a database that does not answer must not hold up every page


MEESTE_OPEN = 8  # a server has one dossier; who opens more (tests, a move to another database) lets go of the oldest
_open: dict[str, Engine] = {}
_slot = Lock()


def address(magazijn: Path) -> str:
    """Where the dossier is, as an SQLAlchemy URL; unless KETENSPIEGEL_DOSSIER says otherwise, a file in the magazijn."""
    return os.environ.get("KETENSPIEGEL_DOSSIER") or f"sqlite:///{magazijn / 'dossier' / 'dossier.sqlite'}"


def open_engine(adres: str) -> Engine:
    """An engine on a database that is up to date with the migrations, made once; OnbereikbaarDossier when it cannot be reached."""
    with _slot:
        if adres not in _open:
            _open[adres] = _new_engine(adres)
            while len(_open) > MEESTE_OPEN:
                _open.pop(next(iter(_open))).dispose()
        return _open[adres]


def close_engines() -> None:
    """Let go of every database, as a stopped server does."""
    with _slot:
        while _open:
            _open.popitem()[1].dispose()


def _new_engine(adres: str) -> Engine:
    try:
        return _migrated(make_engine(adres))
    except CommandError as fout:
        raise OnbereikbaarDossier(
            "Dit dossier is gemaakt met een nieuwere versie van Ketenspiegel. Zet die versie neer; er is niets veranderd."
        ) from fout
    except (SQLAlchemyError, OSError, ValueError) as fout:  # ValueError: an address that is none
        if is_damage(fout):
            raise BeschadigdDossier from fout
        # Without the cause: what a driver says of an address may hold a piece of its password.
        log.error("Het dossier is niet te bereiken: %s", type(fout).__name__)
        raise OnbereikbaarDossier("Het dossier is niet te bereiken. Er is niets verloren. Probeer het straks opnieuw.") from None


def _migrated(engine: Engine) -> Engine:
    try:
        migrate(engine)
    except BaseException:
        engine.dispose()
        raise
    return engine


def make_engine(adres: str) -> Engine:
    """An engine that writes one transaction at a time and keeps what it acknowledged, also when the machine stops."""
    url = make_url(adres)
    if url.get_backend_name() != "sqlite":
        wachten = f"-c lock_timeout={SECONDEN_WACHTEN}s -c idle_in_transaction_session_timeout={2 * SECONDEN_WACHTEN}s"
        engine = create_engine(
            url.set(drivername="postgresql+psycopg"),
            pool_pre_ping=True,
            connect_args={"options": wachten, "connect_timeout": SECONDEN_VERBINDEN},
        )
        event.listen(engine, "begin", _lock_postgresql)
        return engine
    if url.database:
        Path(url.database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(url, connect_args={"timeout": SECONDEN_WACHTEN})
    event.listen(engine, "connect", _set_up_sqlite)
    event.listen(engine, "begin", _begin_at_once)
    return engine


def _set_up_sqlite(verbinding: Any, _: object) -> None:
    # The driver must not begin by itself: it would begin without a lock and fail halfway a change.
    verbinding.isolation_level = None
    for regel in ("journal_mode=wal", "synchronous=full", "foreign_keys=on"):
        verbinding.execute(f"pragma {regel}")


def _begin_at_once(verbinding: Any) -> None:
    """Take the lock at the start of a change, so that what is read in it cannot be overtaken; a reader takes none."""
    verbinding.exec_driver_sql("begin" if _reads_only(verbinding) else "begin immediate")


def _lock_postgresql(verbinding: Any) -> None:
    """The same for PostgreSQL: acts become visible in the order of their numbers, and the newest number says what is there."""
    if not _reads_only(verbinding):
        verbinding.exec_driver_sql("select pg_advisory_xact_lock(4201)")


def _reads_only(verbinding: Any) -> bool:
    return bool(verbinding.get_execution_options().get("alleen_lezen", False))


def migrate(engine: Engine) -> None:
    """Bring the tables up to date."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIES).replace("%", "%%"))
    with engine.begin() as verbinding:
        config.attributes["connection"] = verbinding
        command.upgrade(config, "head")
