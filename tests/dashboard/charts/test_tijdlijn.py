import pandas as pd
import pytest

from dashboard.charts.reeksen import ms
from dashboard.charts.tijdlijn import op_volgorde, tijdlijn
from tests.dashboard.charts.rijen import gebeurtenissen, lagen, overleggen, teksten

FEITEN = gebeurtenissen(
    ("2005-04-27", "interventie", "Lik op stuk"),
    ("2002", "registratiewijziging", "Beter geteld"),
    (None, "overig", "Ooit"),
    ("2006-03", "bestuurswissel", "Nieuw college"),
)
OVERLEGGEN = overleggen(("2004-06-30", "bestuurlijk"), ("2004", "ambtelijk"), ("2004", "ambtelijk"), (None, "bestuurlijk"), (None, None))


def test_events_are_numbered_in_order_of_time_and_undated_ones_are_not() -> None:
    assert list(op_volgorde(FEITEN)["omschrijving"]) == ["Beter geteld", "Lik op stuk", "Nieuw college"]
    assert list(op_volgorde(FEITEN)["nummer"]) == [1, 2, 3]


def test_a_wide_line_writes_the_words_at_the_marks() -> None:
    assert {"Beter geteld", "Lik op stuk", "Nieuw college"} <= set(teksten(tijdlijn(FEITEN, OVERLEGGEN, 1200)))


def test_a_narrow_line_writes_the_numbers() -> None:
    geschreven = teksten(tijdlijn(FEITEN, OVERLEGGEN, 358))
    assert {"1", "2", "3"} <= set(geschreven)
    assert "Lik op stuk" not in geschreven


def test_the_key_names_only_the_shapes_that_are_there() -> None:
    regels = [tekst for tekst in teksten(tijdlijn(FEITEN, OVERLEGGEN, 1200)) if tekst.startswith("▲")]
    assert regels == ["▲ interventie    ◆ bestuurswissel    + registratiewijziging"]


def test_a_year_is_drawn_as_the_whole_year() -> None:
    stukken = next(laag["rijen"] for laag in lagen(tijdlijn(FEITEN, OVERLEGGEN, 1200), "rule") if laag["mark"].get("strokeWidth") == 5)
    assert (stukken[0]["van"], stukken[0]["tot"]) == (ms("2002-01-01"), ms("2003-01-01"))


def test_overleggen_have_a_lane_per_kind_in_a_fixed_order_and_say_what_has_no_date() -> None:
    geschreven = teksten(tijdlijn(FEITEN, OVERLEGGEN, 1200))
    namen = [tekst for tekst in geschreven if tekst in ("bestuurlijk", "ambtelijk", "soort onbekend")]
    assert namen == ["bestuurlijk", "ambtelijk", "soort onbekend"]
    assert geschreven.count("1 zonder datum") == 2
    assert "2×" in geschreven
    assert "bestuurlijk (1 zonder datum)" in teksten(tijdlijn(FEITEN, OVERLEGGEN, 358))


def test_an_overleg_on_a_known_day_is_a_tick() -> None:
    streepjes = next(laag["rijen"] for laag in lagen(tijdlijn(FEITEN, OVERLEGGEN, 1200), "rule") if laag["mark"].get("strokeWidth") == 1.6)
    assert [rij["van"] for rij in streepjes] == [ms("2004-06-30")]


@pytest.mark.parametrize("breedte", [358, 680, 980, 1340])
def test_a_hundred_events_are_piled_and_none_is_lost(breedte: int) -> None:
    veel = gebeurtenissen(*[(f"{2019 + i % 7}-{i % 12 + 1:02d}-{i % 28 + 1:02d}", "overig", f"Voorval {i}") for i in range(120)])
    tekens = next(laag["rijen"] for laag in lagen(tijdlijn(veel, overleggen(), breedte), "point"))
    assert len(tekens) == 120
    plekken = pd.DataFrame(tekens)[["midden", "y"]]
    assert len(plekken.drop_duplicates()) == len({(rij["midden"], rij["y"]) for rij in tekens}) == 120


def test_only_overleggen_or_only_events_make_a_line_too() -> None:
    assert "bestuurlijk" in teksten(tijdlijn(FEITEN.head(0), OVERLEGGEN, 1200))
    assert "Lik op stuk" in teksten(tijdlijn(FEITEN, overleggen(), 1200))
