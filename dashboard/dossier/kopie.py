"""A copy of the whole dossier in one file, made while it is in use, and put back on an empty dossier.

The file is a zip with one line of json per row, the same for SQLite and PostgreSQL: it also moves a dossier from one to the other.
A copy that an earlier version made goes through the migrations, in a file beside it, before it is put back.
"""

import hashlib
import json
import os
import tempfile
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, DateTime, Engine, MetaData, Table, insert, select, text
from sqlalchemy.exc import DatabaseError, OperationalError

from dashboard.dossier.fouten import KopieFout, OnbereikbaarDossier
from dashboard.dossier.tabellen import Basis
from dashboard.dossier.verbinding import MIGRATIES, make_engine

INHOUD = "inhoud.json"
RIJEN_PER_KEER = 1000
# What reading a file that we did not write, or that was damaged, can raise.
GEEN_KOPIE = (zipfile.BadZipFile, zlib.error, EOFError, KeyError, TypeError, ValueError, AttributeError)


def backup(engine: Engine, doel: Path) -> dict[str, int]:
    """Write a copy to `doel` (which must not exist); gives the number of rows per table. A half copy is never left behind."""
    if doel.exists():
        raise KopieFout(f"{doel} bestaat al. Kies een andere naam; er is niets overschreven.")
    doel.parent.mkdir(parents=True, exist_ok=True)
    half = doel.with_name(f"{doel.name}.{os.getpid()}.half")
    try:
        with one_moment(engine) as verbinding, zipfile.ZipFile(half, "w", zipfile.ZIP_DEFLATED) as archief:
            tabellen = {tabel.name: _write_table(verbinding, tabel, archief) for tabel in Basis.metadata.sorted_tables}
            gemaakt_op = datetime.now(UTC).isoformat(timespec="seconds")
            archief.writestr(
                INHOUD, json.dumps({"schema": _revision(verbinding), "gemaakt_op": gemaakt_op, "tabellen": tabellen}, indent=1)
            )
        half.rename(doel)
    except OperationalError as fout:
        raise OnbereikbaarDossier("Het dossier is niet te bereiken. Er is geen kopie gemaakt. Probeer het straks opnieuw.") from fout
    except DatabaseError as fout:
        raise OnbereikbaarDossier(
            "Het dossier is beschadigd. Er is geen kopie gemaakt. Kijk wat u kunt doen met: python -m etl gezondheid"
        ) from fout
    finally:
        half.unlink(missing_ok=True)
    return {naam: deel["rijen"] for naam, deel in tabellen.items()}


def restore(engine: Engine, bron: Path) -> dict[str, int]:
    """Put a copy back on an empty dossier, all of it or nothing; gives the number of rows per table."""
    try:
        with engine.connect() as verbinding:
            schema = _revision(verbinding)
        with _of_this_version(bron, schema) as kopie, zipfile.ZipFile(kopie) as archief, engine.begin() as verbinding:
            _expect_empty(verbinding)
            tabellen = read_contents(archief)["tabellen"]
            _read_tables(verbinding, Basis.metadata.sorted_tables, archief, tabellen, bron)
            _continue_counting(verbinding)
    except OperationalError as fout:
        raise OnbereikbaarDossier("Het dossier is niet te bereiken. Er is niets teruggezet. Probeer het straks opnieuw.") from fout
    except (*GEEN_KOPIE, OSError) as fout:
        raise KopieFout(f"{bron} is geen kopie van een dossier, of is beschadigd. Er is niets teruggezet.") from fout
    return {naam: deel["rijen"] for naam, deel in tabellen.items()}


@contextmanager
def _of_this_version(bron: Path, schema: str) -> Iterator[Path]:
    """The copy with the tables of this version: itself, or, when an earlier version made it, one that went through the migrations."""
    with zipfile.ZipFile(bron) as archief:
        inhoud = read_contents(archief)
        if inhoud["schema"] == schema:
            yield bron
            return
        if inhoud["schema"] not in _revisions():
            raise KopieFout(f"{bron} is gemaakt met een andere versie ({inhoud['schema']}). Zet eerst die versie van Ketenspiegel neer.")
        with tempfile.TemporaryDirectory(prefix="ketenspiegel-dossier-") as map_:
            tussen = make_engine(f"sqlite:///{map_}/dossier.sqlite")
            try:
                _replay(tussen, archief, inhoud, bron)
                backup(tussen, Path(map_) / "kopie.zip")
            finally:
                tussen.dispose()
            yield Path(map_) / "kopie.zip"


def _replay(engine: Engine, archief: zipfile.ZipFile, inhoud: dict[str, Any], bron: Path) -> None:
    """Make the tables as they were, fill them, and bring them up to date."""
    with engine.begin() as verbinding:
        migrate_to(verbinding, inhoud["schema"])
        toen = MetaData()
        toen.reflect(verbinding, only=lambda naam, _: naam in Basis.metadata.tables)
        _read_tables(verbinding, toen.sorted_tables, archief, inhoud["tabellen"], bron)
        migrate_to(verbinding, "head")


def migrate_to(verbinding: Connection, revisie: str) -> None:
    """Bring the tables to the state of this migration; "head" for that of now."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIES).replace("%", "%%"))
    config.attributes["connection"] = verbinding
    command.upgrade(config, revisie)


def _revisions() -> set[str]:
    """Every state of the tables that this version knows."""
    return {script.revision for script in ScriptDirectory(str(MIGRATIES)).walk_revisions()}


def _expect_empty(verbinding: Connection) -> None:
    if any(verbinding.execute(select(tabel).limit(1)).first() for tabel in Basis.metadata.sorted_tables):
        raise KopieFout("Dit dossier is niet leeg. Zet een kopie alleen terug op een leeg dossier; er is niets veranderd.")


def one_moment(engine: Engine) -> Any:
    """A connection that sees the dossier as it is at one moment, whatever is written meanwhile."""
    if engine.dialect.name == "postgresql":
        return engine.connect().execution_options(isolation_level="REPEATABLE READ", alleen_lezen=True)
    return engine.connect().execution_options(alleen_lezen=True)


def _write_table(verbinding: Connection, tabel: Table, archief: zipfile.ZipFile) -> dict[str, Any]:
    hash_, rijen = hashlib.sha256(), 0
    with archief.open(f"{tabel.name}.jsonl", "w") as bestand:
        for rij in verbinding.execute(select(tabel).order_by(*tabel.primary_key.columns)).mappings():
            regel = json.dumps(dict(rij), ensure_ascii=False, default=_as_text).encode() + b"\n"
            hash_.update(regel)
            bestand.write(regel)
            rijen += 1
    return {"rijen": rijen, "sha256": hash_.hexdigest()}


def _read_tables(verbinding: Connection, tabellen: Sequence[Table], archief: zipfile.ZipFile, verwacht: dict[str, Any], bron: Path) -> None:
    for tabel in tabellen:
        _read_table(verbinding, tabel, archief, verwacht[tabel.name], bron)


def _read_table(verbinding: Connection, tabel: Table, archief: zipfile.ZipFile, verwacht: dict[str, Any], bron: Path) -> None:
    hash_ = hashlib.sha256()
    with archief.open(f"{tabel.name}.jsonl") as bestand:
        while blok := bestand.read(1 << 20):
            hash_.update(blok)
    if hash_.hexdigest() != verwacht["sha256"]:
        raise KopieFout(f"{bron} is beschadigd: {tabel.name} klopt niet. Er is niets teruggezet.")
    for deel in _batches(archief, tabel.name):
        verbinding.execute(insert(tabel), [_as_row(tabel, rij) for rij in deel])


def _batches(archief: zipfile.ZipFile, naam: str) -> Iterator[list[dict[str, Any]]]:
    deel: list[dict[str, Any]] = []
    with archief.open(f"{naam}.jsonl") as bestand:
        for regel in bestand:
            deel.append(json.loads(regel))
            if len(deel) == RIJEN_PER_KEER:
                yield deel
                deel = []
    if deel:
        yield deel


def _as_row(tabel: Table, rij: dict[str, Any]) -> dict[str, Any]:
    momenten = [k.name for k in tabel.columns if isinstance(k.type, DateTime) and rij[k.name] is not None]
    return rij | {naam: datetime.fromisoformat(rij[naam]) for naam in momenten}


def _continue_counting(verbinding: Connection) -> None:
    """PostgreSQL counts acts on its own; after rows with a given number it must go on behind the last one."""
    if verbinding.dialect.name == "postgresql":
        verbinding.execute(
            text("select setval(pg_get_serial_sequence('wijziging', 'wijziging'), (select greatest(max(wijziging), 1) from wijziging))")
        )


def read_contents(archief: zipfile.ZipFile) -> dict[str, Any]:
    """What the copy says of itself: schema, gemaakt_op, and per table its number of rows and its hash."""
    inhoud: dict[str, Any] = json.loads(archief.read(INHOUD))
    if not isinstance(inhoud["schema"], str) or not isinstance(inhoud["tabellen"], dict):
        raise ValueError(INHOUD)
    return inhoud


def read_rows(archief: zipfile.ZipFile, naam: str) -> Iterator[dict[str, Any]]:
    """The rows of one table of a copy, as they were written."""
    with archief.open(f"{naam}.jsonl") as bestand:
        for regel in bestand:
            yield json.loads(regel)


def _revision(verbinding: Connection) -> str:
    """Which migrations this database has had; empty when there are no tables yet."""
    return MigrationContext.configure(verbinding).get_current_revision() or ""


def as_kept(rij: Any) -> dict[str, Any]:
    """A row as it is written in a copy."""
    return json.loads(json.dumps(dict(rij), default=_as_text))


def _as_text(waarde: object) -> str:
    if isinstance(waarde, datetime):
        return waarde.isoformat()
    raise TypeError(type(waarde))
