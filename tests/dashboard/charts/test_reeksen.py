import pandas as pd
import pytest

from dashboard.charts.reeksen import periodenummer, tekenbaar
from tests.dashboard.charts.rijen import VSV, metingen


def stukken(df: pd.DataFrame, frequentie: str | None = None) -> list[int]:
    return list(tekenbaar(df, frequentie)["stuk"])


def test_a_line_does_not_run_over_a_missing_school_year() -> None:
    assert stukken(VSV) == [1, 1, 2]


@pytest.mark.parametrize(
    ("eerste", "tweede", "derde"),
    [
        ("2024-01", "2024-02", "2024-04"),
        ("2024-K1", "2024-K2", "2024-K4"),
        ("2024-H1", "2024-H2", "2025-H2"),
        ("2024-W52", "2025-W01", "2025-W03"),
        ("2023", "2024", "2026"),
    ],
)
def test_the_length_of_a_period_is_known_per_kind(eerste: str, tweede: str, derde: str) -> None:
    assert stukken(metingen((eerste, 1.0), (tweede, 2.0), (derde, 3.0))) == [1, 1, 2]


def test_a_line_does_not_cross_a_segment_or_a_definition_version() -> None:
    assert stukken(metingen(("2023", 1.0), ("2024", 2.0, {"segment": 2}))) == [1, 2]
    assert stukken(metingen(("2023", 1.0, {"definitie_versie": "1"}), ("2024", 2.0, {"definitie_versie": "2"}))) == [1, 2]


def test_a_line_does_not_join_two_sources() -> None:
    df = tekenbaar(metingen(("2023", 1.0, {"bron_partij": "GGD"}), ("2024", 2.0, {"bron_partij": "Politie"})))
    assert list(df["naam"]) == ["GGD", "Politie"]
    assert list(df["stuk"]) == [1, 2]


def test_figures_of_one_day_join_when_they_fall_in_periods_that_follow_each_other() -> None:
    dagen = metingen(("2024-01-31", 1.0), ("2024-02-29", 2.0), ("2024-04-30", 3.0))
    assert stukken(dagen, "maand") == [1, 1, 2]
    assert stukken(dagen, None) == [1, 2, 3]


def test_a_value_in_words_or_without_a_period_has_no_place_on_the_axis() -> None:
    df = metingen(("2023", None, {"tekst": "veel"}), (None, 4.0), ("2024", 5.0))
    assert list(tekenbaar(df)["waarde"]) == [5.0]


def test_an_interval_is_a_bar_and_knows_its_open_side() -> None:
    df = tekenbaar(metingen(("../2001-08-29", 49.0), ("2001-08-29/..", 91.0), ("2002-07-29/2002-08-09", 11.0)))
    assert list(df["vorm"]) == ["balk", "balk", "balk"]
    assert list(df["open"]) == ["links", "rechts", ""]
    assert df["stuk"].is_unique


def test_a_reeks_is_named_by_what_differs_only() -> None:
    df = metingen(("2024", 1.0, {"gebied": "Noord"}), ("2024", 2.0), bron_partij="GGD")
    assert list(tekenbaar(df)["naam"]) == ["Noord", "alle gebieden"]
    assert set(tekenbaar(VSV)["naam"]) == {""}


def test_a_frame_without_the_optional_columns_can_be_drawn() -> None:
    kaal = VSV[["periode", "periodesoort", "van", "tot", "waarde"]]
    assert len(tekenbaar(kaal)) == 3


def test_a_school_year_starts_in_august() -> None:
    assert periodenummer("2006-07-31", "schooljaar") + 1 == periodenummer("2006-08-01", "schooljaar")
