"""What is planted in Voorbeeldstad is asked about, and nothing else moves there without a word in waarheid.csv."""

import csv
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest

from etl.bouw import build
from etl.magazijn import Magazijn
from tests.etl.hulp import keep

# What is built once, is built by one worker.
DATA = Path(__file__).parents[3] / "data" / "voorbeeldstad"
STIL = "stil"
GEVONDEN = (
    "select regel, keten, coalesce(indicator, ''), onderbouwing::varchar from (from signalen.signaal union all from signalen.proef) "
    "where status = 'vraag'"
)


@pytest.fixture(scope="module")
def gevraagd(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[Any, ...]]:
    """Every question of the shipped data, as on the day after the last levering."""
    magazijn = Magazijn(tmp_path_factory.mktemp("waarheid") / "m")
    keep(magazijn.map, *sorted(DATA.glob("*/")))
    with magazijn.lock(), magazijn.workspace() as werkmap:
        bouw = build(magazijn, werkmap, date(2026, 11, 24))
    with duckdb.connect(str(bouw), read_only=True) as con:
        return con.execute(GEVONDEN).fetchall()


def read_truth() -> list[dict[str, str]]:
    """The rows of waarheid.csv."""
    with (DATA / "waarheid.csv").open(encoding="utf-8", newline="") as bestand:
        return list(csv.DictReader(bestand))


def test_every_planted_phenomenon_is_asked_about_where_the_truth_says(gevraagd: list[tuple[Any, ...]]) -> None:
    # A question about two indicatoren names the other one in its onderbouwing.
    gemist = [
        rij
        for rij in read_truth()
        if rij["regel"] != STIL
        and not any(
            r == rij["regel"] and k == rij["keten"] and (rij["indicator"] in (i, "") or rij["indicator"] in o) for r, k, i, o in gevraagd
        )
    ]
    assert gemist == []


def test_the_truth_covers_every_rule_that_is_about_figures() -> None:
    geplant = {rij["regel"] for rij in read_truth()}
    assert {
        "beweging", "doel_buiten_bereik", "stapeling", "herziening", "noemer_krimpt", "definitie_rond_omslag", "tegenindicator",
        "output_zonder_uitkomst", "samenstelling", "groep_ontbreekt", "seizoen_vermoed", "deelbeeld_totaalbeeld", "proces_en_resultaat",
        "late_levering",
    } <= geplant  # fmt: skip


def test_series_in_which_nothing_was_planted_are_silent(gevraagd: list[tuple[Any, ...]]) -> None:
    stil = {rij["indicator"] for rij in read_truth() if rij["regel"] == STIL}
    assert len(stil) >= 10
    # Limits have a false rate of their own (make power prints it): one in some twenty series shows a mark by chance.
    assert [(r, i) for r, _, i, _ in gevraagd if i in stil and r != "beweging"] == []
    assert len({i for r, _, i, _ in gevraagd if i in stil and r == "beweging"}) <= 1
