"""A copy of the whole dossier in one file, made while it is in use, and put back on an empty dossier.

The file is a zip with one line of json per row, the same for SQLite and PostgreSQL: it also moves a dossier from one to the other.
"""

import hashlib
import json
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from alembic.migration import MigrationContext
from sqlalchemy import Connection, Engine, Table, func, insert, select, text

from dashboard.dossier.fouten import KopieFout
from dashboard.dossier.tabellen import Basis, Wijziging

INHOUD = "inhoud.json"
RIJEN_PER_KEER = 1000


def backup(engine: Engine, doel: Path) -> dict[str, int]:
    """Write a copy to `doel` (which must not exist); gives the number of rows per table. A half copy is never left behind."""
    if doel.exists():
        raise KopieFout(f"{doel} bestaat al. Kies een andere naam; er is niets overschreven.")
    doel.parent.mkdir(parents=True, exist_ok=True)
    half = doel.with_name(doel.name + ".half")
    try:
        with _one_moment(engine) as verbinding, zipfile.ZipFile(half, "x", zipfile.ZIP_DEFLATED) as archief:
            tabellen = {tabel.name: _write_table(verbinding, tabel, archief) for tabel in Basis.metadata.sorted_tables}
            gemaakt_op = datetime.now(UTC).isoformat(timespec="seconds")
            archief.writestr(
                INHOUD, json.dumps({"schema": _revision(verbinding), "gemaakt_op": gemaakt_op, "tabellen": tabellen}, indent=1)
            )
        half.rename(doel)
    finally:
        half.unlink(missing_ok=True)
    return {naam: deel["rijen"] for naam, deel in tabellen.items()}


def restore(engine: Engine, bron: Path) -> dict[str, int]:
    """Put a copy back on an empty dossier, all of it or nothing; gives the number of rows per table."""
    with _open(bron) as archief:
        inhoud = _content(archief, bron)
        with engine.begin() as verbinding:
            if verbinding.scalar(select(func.count()).select_from(Wijziging)):
                raise KopieFout("Dit dossier is niet leeg. Zet een kopie alleen terug op een leeg dossier; er is niets veranderd.")
            if inhoud["schema"] != _revision(verbinding):
                raise KopieFout(
                    f"{bron} is gemaakt met een andere versie ({inhoud['schema']}). Zet eerst die versie van Ketenspiegel neer."
                )
            for tabel in Basis.metadata.sorted_tables:
                _read_table(verbinding, tabel, archief, inhoud["tabellen"][tabel.name], bron)
            _continue_counting(verbinding)
    return {naam: deel["rijen"] for naam, deel in inhoud["tabellen"].items()}


def _one_moment(engine: Engine) -> Any:
    """A connection that sees the dossier as it is at one moment, whatever is written meanwhile."""
    if engine.dialect.name == "postgresql":
        return engine.connect().execution_options(isolation_level="REPEATABLE READ")
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


def _read_table(verbinding: Connection, tabel: Table, archief: zipfile.ZipFile, verwacht: dict[str, Any], bron: Path) -> None:
    hash_, rijen = hashlib.sha256(), 0
    for deel in _batches(archief, tabel.name, hash_):
        verbinding.execute(insert(tabel), [_as_row(tabel, rij) for rij in deel])
        rijen += len(deel)
    if (rijen, hash_.hexdigest()) != (verwacht["rijen"], verwacht["sha256"]):
        raise KopieFout(f"{bron} is beschadigd: {tabel.name} klopt niet. Er is niets teruggezet.")


def _batches(archief: zipfile.ZipFile, naam: str, hash_: Any) -> Iterator[list[dict[str, Any]]]:
    deel: list[dict[str, Any]] = []
    with archief.open(f"{naam}.jsonl") as bestand:
        for regel in bestand:
            hash_.update(regel)
            deel.append(json.loads(regel))
            if len(deel) == RIJEN_PER_KEER:
                yield deel
                deel = []
    if deel:
        yield deel


def _as_row(tabel: Table, rij: dict[str, Any]) -> dict[str, Any]:
    momenten = [k.name for k in tabel.columns if str(k.type) == "DATETIME"]
    return rij | {naam: datetime.fromisoformat(rij[naam]) for naam in momenten}


def _continue_counting(verbinding: Connection) -> None:
    """PostgreSQL counts acts on its own; after rows with a given number it must go on behind the last one."""
    if verbinding.dialect.name == "postgresql":
        verbinding.execute(
            text("select setval(pg_get_serial_sequence('wijziging', 'wijziging'), (select greatest(max(wijziging), 1) from wijziging))")
        )


def _open(bron: Path) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(bron)
    except (OSError, zipfile.BadZipFile):
        raise KopieFout(f"{bron} is geen kopie van een dossier, of is beschadigd. Er is niets teruggezet.") from None


def _content(archief: zipfile.ZipFile, bron: Path) -> dict[str, Any]:
    try:
        inhoud: dict[str, Any] = json.loads(archief.read(INHOUD))
        if set(inhoud["tabellen"]) == {t.name for t in Basis.metadata.sorted_tables}:
            return inhoud
    except (KeyError, ValueError, zipfile.BadZipFile):
        pass
    raise KopieFout(f"{bron} is geen kopie van een dossier, of is beschadigd. Er is niets teruggezet.")


def _revision(verbinding: Connection) -> str:
    return MigrationContext.configure(verbinding).get_current_revision() or ""


def _as_text(waarde: object) -> str:
    if isinstance(waarde, datetime):
        return waarde.isoformat()
    raise TypeError(type(waarde))
