"""The models: .sql files in etl/models/<nn_schema>/, of which each becomes the table <schema>.<file name>.

Folders run in order of their number; within a folder a model runs after the models it reads.
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import duckdb

from etl.duck import quoted
from etl.fouten import ModelFout
from etl.signalen import REGELS

MODELS = Path(__file__).parent / "models"


@dataclass(frozen=True)
class Model:
    """One .sql file: the table it makes and the query that makes it."""

    schema: str
    naam: str
    sql: str

    @property
    def tabel(self) -> str:
        """The full name of the table."""
        return f"{self.schema}.{self.naam}"


def run(con: duckdb.DuckDBPyConnection, model: Model) -> None:
    """Make the table of a model; raises ModelFout when its query fails."""
    con.execute(f"create schema if not exists {quoted(model.schema)}")
    try:
        con.execute(f"create table {quoted(model.schema)}.{quoted(model.naam)} as {model.sql}")
    except duckdb.Error as fout:
        raise ModelFout(model.tabel, model.sql, fout) from fout


def ordered_models(con: duckdb.DuckDBPyConnection, models: Path = MODELS) -> list[Model]:
    """All models in the order in which they run; raises ModelFout when models wait for each other."""
    return [model for map_ in sorted(p for p in models.iterdir() if p.is_dir() and p != REGELS) for model in _ordered(con, map_)]


def _ordered(con: duckdb.DuckDBPyConnection, map_: Path) -> Iterator[Model]:
    schema = map_.name.partition("_")[2]
    modellen = {pad.stem: Model(schema, pad.stem, pad.read_text(encoding="utf-8")) for pad in sorted(map_.glob("*.sql"))}
    afhankelijk = {naam: _tables_read(con, model) & modellen.keys() - {naam} for naam, model in modellen.items()}
    try:
        volgorde = list(TopologicalSorter(afhankelijk).static_order())
    except CycleError as fout:
        raise ModelFout(map_.name, "", fout) from fout
    return (modellen[naam] for naam in volgorde)


def _tables_read(con: duckdb.DuckDBPyConnection, model: Model) -> set[str]:
    """Names of the tables of its own schema that a model reads."""
    return {naam for schema, naam in _all_tables_read(con, model) if schema == model.schema}


def _all_tables_read(con: duckdb.DuckDBPyConnection, model: Model) -> set[tuple[str, str]]:
    """Schema and name of every table that a model reads, from the parsed query."""
    if model.sql not in _gelezen:
        _gelezen[model.sql] = _parsed_tables(con, model)
    return _gelezen[model.sql]


_gelezen: dict[str, set[tuple[str, str]]] = {}  # the files do not change, and one call may build twice


def _parsed_tables(con: duckdb.DuckDBPyConnection, model: Model) -> set[tuple[str, str]]:
    boom = json.loads(con.execute("select json_serialize_sql(?)", [model.sql]).fetchall()[0][0])
    if boom.get("error"):
        raise ModelFout(model.tabel, model.sql, ValueError(boom.get("error_message")))
    return set(_base_tables(boom))


def _base_tables(knoop: object) -> Iterator[tuple[str, str]]:
    if isinstance(knoop, dict):
        if knoop.get("type") == "BASE_TABLE":
            yield str(knoop.get("schema_name")), str(knoop.get("table_name"))
        for kind in knoop.values():
            yield from _base_tables(kind)
    elif isinstance(knoop, list):
        for kind in knoop:
            yield from _base_tables(kind)


def suppression_models(con: duckdb.DuckDBPyConnection) -> list[Model]:
    """The models that say what is suppressed, in the order in which they run."""
    modellen = ordered_models(con)
    nodig: set[str] = {"kern.onderdrukking"}
    for model in reversed(modellen):
        if model.tabel in nodig:
            nodig |= {f"{schema}.{naam}" for schema, naam in _all_tables_read(con, model)}
    return [model for model in modellen if model.tabel in nodig]


@lru_cache(maxsize=4)
def models_hash(map_: Path) -> str:
    """A hash of all that the models are."""
    kenmerk = hashlib.sha256()
    for pad in sorted(p for p in map_.rglob("*") if p.is_file()):
        kenmerk.update(pad.read_bytes())
    return kenmerk.hexdigest()
