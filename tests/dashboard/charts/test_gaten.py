import pandas as pd

from dashboard.charts.gaten import Gat, breuken, gaten, gatzin
from dashboard.charts.reeksen import tekenbaar
from tests.dashboard.charts.rijen import VSV, gebeurtenissen, metingen


def in_woorden(df: pd.DataFrame) -> list[tuple[str, str]]:
    return [(gat.periode, gat.reden) for gat in gaten(df, tekenbaar(df))]


def gat(periode: str, reden: str = "ontbreekt") -> Gat:
    return Gat("", pd.Timestamp("2024-01-01"), pd.Timestamp("2024-01-31"), periode, reden)


def test_the_missing_school_year_is_named() -> None:
    assert in_woorden(VSV) == [("schooljaar 2007/08", "ontbreekt")]


def test_a_suppressed_value_and_one_in_words_are_not_called_missing() -> None:
    df = metingen(("2020", 12.0), ("2021", None, {"onderdrukt": "ja"}), ("2022", None, {"tekst": "weinig"}), ("2024", 11.0))
    assert in_woorden(df) == [("2021", "onderdrukt"), ("2022", "alleen in woorden"), ("2023", "ontbreekt")]


def test_weeks_and_quarters_are_counted_in_their_own_kind() -> None:
    assert in_woorden(metingen(("2024-W51", 1.0), ("2025-W02", 2.0))) == [
        ("week 52 van 2024", "ontbreekt"),
        ("week 1 van 2025", "ontbreekt"),
    ]
    assert in_woorden(metingen(("2023-K4", 1.0), ("2024-K2", 2.0))) == [("1e kwartaal 2024", "ontbreekt")]


def test_days_and_intervals_have_no_missing_periods() -> None:
    assert in_woorden(metingen(("2024-01-01", 1.0), ("2024-06-01", 2.0), ("2024-07-01/2024-07-09", 3.0))) == []


def test_a_date_a_thousand_years_away_does_not_fill_the_list() -> None:
    assert in_woorden(metingen(("1024-01", 1.0), ("2024-01", 2.0))) == []


def test_gaps_become_one_sentence_per_reason() -> None:
    assert gatzin([gat("schooljaar 2007/08")]) == "schooljaar 2007/08 ontbreekt"
    assert gatzin([gat("2021"), gat("2022")]) == "2021 en 2022 ontbreken"
    assert gatzin([gat("2021"), gat("2022"), gat("2023"), gat("2024", "onderdrukt")]) == "3 perioden ontbreken; 2024 is onderdrukt"


def test_a_change_of_definition_inside_the_drawn_time_breaks_the_line() -> None:
    feiten = gebeurtenissen(("2024-03", "definitiewijziging", "Ook deeltijd"), ("2024-05", "interventie", "Start"))
    punten = tekenbaar(metingen(("2024-01", 1.0), ("2024-06", 2.0)))
    assert [(b.woorden, b.sinds) for b in breuken(punten, feiten)] == [("definitie gewijzigd", "maart 2024")]


def test_a_change_before_or_at_the_first_figure_breaks_nothing() -> None:
    feiten = gebeurtenissen(("2002", "registratiewijziging", "Beter geteld"), ("2005-08", "registratiewijziging", "Nulmeting"))
    assert breuken(tekenbaar(VSV), feiten) == []


def test_a_new_definition_version_breaks_once_even_where_an_event_says_so_too() -> None:
    punten = tekenbaar(metingen(("2023", 1.0, {"definitie_versie": "1"}), ("2024", 2.0, {"definitie_versie": "2"})))
    assert [b.woorden for b in breuken(punten, None)] == ["nieuwe definitie"]
    feiten = gebeurtenissen(("2024-01-01", "definitiewijziging", "Ook deeltijd"))
    assert [b.woorden for b in breuken(punten, feiten)] == ["definitie gewijzigd"]
