"""The database of the dossier: SQLite in a file, or PostgreSQL when KETENSPIEGEL_DOSSIER holds its address."""

import os
from functools import lru_cache
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from sqlalchemy import Engine, create_engine, event, make_url
from sqlalchemy.exc import SQLAlchemyError

from dashboard.dossier.fouten import OnbereikbaarDossier

MIGRATIES = Path(__file__).parent / "migraties"
SECONDEN_WACHTEN = 30  # how long a writer waits for another one before it gives up


def address(magazijn: Path) -> str:
    """Where the dossier is, as an SQLAlchemy URL; unless KETENSPIEGEL_DOSSIER says otherwise, a file in the magazijn."""
    return os.environ.get("KETENSPIEGEL_DOSSIER") or f"sqlite:///{magazijn / 'dossier' / 'dossier.sqlite'}"


@lru_cache(maxsize=8)
def open_engine(adres: str) -> Engine:
    """An engine on a database that is up to date with the migrations; OnbereikbaarDossier when it cannot be reached."""
    engine = make_engine(adres)
    try:
        migrate(engine)
    except (SQLAlchemyError, OSError) as fout:
        engine.dispose()
        raise OnbereikbaarDossier("Het dossier is niet te bereiken. Er is niets verloren. Probeer het straks opnieuw.") from fout
    return engine


def make_engine(adres: str) -> Engine:
    """An engine that writes one transaction at a time and keeps what it acknowledged, also when the machine stops."""
    url = make_url(adres)
    if url.get_backend_name() != "sqlite":
        return create_engine(url.set(drivername="postgresql+psycopg"), pool_pre_ping=True)
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
    is_lezer = verbinding.get_execution_options().get("alleen_lezen", False)
    verbinding.exec_driver_sql("begin" if is_lezer else "begin immediate")


def migrate(engine: Engine) -> None:
    """Bring the tables up to date."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIES).replace("%", "%%"))
    with engine.begin() as verbinding:
        if engine.dialect.name == "postgresql":
            verbinding.exec_driver_sql("select pg_advisory_xact_lock(4201)")  # one at a time, when several servers start together
        config.attributes["connection"] = verbinding
        command.upgrade(config, "head")
