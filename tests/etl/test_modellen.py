"""The models: which layer reads which, and what the first line says. Add here what holds for every model."""

import json
import os
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from etl.duck import VEEL_RIJEN, connection, keep_together
from etl.fouten import ModelFout
from etl.modellen import MODELS, Model, ordered_models

MAG_LEZEN = {
    "staging": {"ruw"},
    "kern": {"staging", "kern"},
    "beweging": {"kern", "beweging"},
    "signalen": {"kern", "beweging", "signalen"},
}


@pytest.fixture
def con(tmp_path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with connection(tmp_path / "t.duckdb", tmp_path) as verbinding:
        yield verbinding


def sources(con: duckdb.DuckDBPyConnection, model: Model) -> set[str]:
    """The full names of what a model reads; a name in a version macro counts as read."""
    boom = json.loads(con.execute("select json_serialize_sql(?)", [model.sql]).fetchall()[0][0])
    assert not boom["error"], model.tabel
    return set(_names(boom))


def _names(knoop: object) -> Iterator[str]:
    if isinstance(knoop, dict):
        if knoop.get("type") == "BASE_TABLE" and knoop.get("schema_name"):
            yield f"{knoop['schema_name']}.{knoop['table_name']}"
        if knoop.get("type") == "TABLE_FUNCTION":
            yield from (
                str(argument["expression"]["literal"]["text"])
                for argument in knoop["function"].get("arguments", [])
                if argument["expression"].get("literal", {}).get("kind") == "STRING"
            )
        for kind in knoop.values():
            yield from _names(kind)
    elif isinstance(knoop, list):
        for kind in knoop:
            yield from _names(kind)


def test_every_layer_reads_only_the_layers_below_it(con: duckdb.DuckDBPyConnection) -> None:
    overtredingen = [
        f"{model.tabel} leest {bron}"
        for model in ordered_models(con)
        for bron in sources(con, model)
        if bron.partition(".")[0] not in MAG_LEZEN[model.schema]
    ]
    assert overtredingen == []


def test_every_model_but_the_agreed_numbers_reads_something(con: duckdb.DuckDBPyConnection) -> None:
    zonder_bron = [m.tabel for m in ordered_models(con) if m.schema != "staging" and not sources(con, m)]
    assert zonder_bron == ["beweging.rekenregel"]  # agreed numbers with their reasons come from no levering


def test_a_model_runs_after_the_models_it_reads(con: duckdb.DuckDBPyConnection) -> None:
    modellen = ordered_models(con)
    namen = [m.tabel for m in modellen]
    for plaats, model in enumerate(modellen):
        eigen = sources(con, model) & set(namen)
        assert eigen <= set(namen[:plaats]), model.tabel


@pytest.mark.parametrize("pad", sorted(MODELS.glob("*/*.sql")), ids=lambda pad: f"{pad.parent.name}/{pad.stem}")
def test_the_first_line_of_a_model_says_the_grain_in_dutch(pad: Path) -> None:
    assert pad.read_text(encoding="utf-8").startswith("-- Eén rij per ")


def test_models_that_wait_for_each_other_are_named(con: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    kern = tmp_path / "modellen" / "20_kern"
    kern.mkdir(parents=True)
    (kern / "een.sql").write_text("-- Eén rij per ding\nselect * from kern.twee", encoding="utf-8")
    (kern / "twee.sql").write_text("-- Eén rij per ding\nselect * from kern.een", encoding="utf-8")
    with pytest.raises(ModelFout, match="20_kern"):
        ordered_models(con, tmp_path / "modellen")


def test_a_model_that_is_no_sql_is_named_and_the_old_spiegel_stays(con: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    kern = tmp_path / "modellen" / "20_kern"
    kern.mkdir(parents=True)
    (kern / "een.sql").write_text("-- Eén rij per ding\nselecteer alles", encoding="utf-8")
    with pytest.raises(ModelFout) as fout:
        ordered_models(con, tmp_path / "modellen")
    assert str(fout.value).startswith("Het model kern.een kon niet worden gebouwd: ")
    assert str(fout.value).endswith(" De vorige spiegel blijft in gebruik.")


@pytest.mark.parametrize(("rijen", "draden"), [(0, 1), (VEEL_RIJEN - 1, 1), (VEEL_RIJEN, os.cpu_count())])
def test_few_rows_are_left_to_one_thread_and_many_to_all(rijen: int, draden: int, tmp_path: Path) -> None:
    with connection(tmp_path / "draden.duckdb", tmp_path) as verbinding:
        keep_together(verbinding, rijen)
        assert verbinding.execute("select current_setting('threads')").fetchone() == (draden,)
