"""Overleggen on a time axis: which strokes there are, and what is said of them."""

import pandas as pd

from dashboard.charts.assen import XAs
from dashboard.charts.indicator import drawn_overleggen, indicator
from dashboard.charts.overleg import overleggen_in_tijd, overlegzin, streepjeszin
from dashboard.charts.reeksen import ms
from tests.dashboard.charts.rijen import VSV, gebeurtenissen, lagen, metingen, overleggen, teksten

BIJEEN = overleggen(
    ("2008-12-19", None),
    ("2004-06-30", "bestuurlijk"),
    ("2007-06-29", "bestuurlijk"),
    ("2006-02-01", "casus"),
    ("2005-11-08", "bestuurlijk"),
    ("2006", "reflectie"),
    (None, "bestuurlijk"),
)
JAAR_2006 = XAs(ms("2006-01-01"), ms("2007-01-01"))


def _strokes(chart: object) -> list[tuple[float, float]]:
    """Moment and height (in pixels) of each stroke."""
    (laag,) = [laag for laag in lagen(chart, "rule") if laag["mark"].get("strokeWidth") == 1.6]
    (laagste, hoogste), (onder, boven) = (laag["encoding"]["y"]["scale"][naam] for naam in ("domain", "range"))
    pixels = (onder - boven) / (hoogste - laagste)
    return [(rij["van"], round((rij["onder"] - rij["boven"]) * pixels, 1)) for rij in laag["rijen"]]


def test_overleggen_in_the_drawn_time_are_strokes_in_order_of_time_and_a_bestuurlijk_one_is_longer() -> None:
    chart = indicator(VSV, None, None, None, None, 980, BIJEEN)
    assert _strokes(chart) == [(ms("2005-11-08"), 14), (ms("2006-02-01"), 7), (ms("2007-06-29"), 14), (ms("2008-12-19"), 7)]
    assert teksten(chart).count("overleg") == 1


def test_overleggen_of_which_none_is_bestuurlijk_are_all_long() -> None:
    chart = indicator(VSV, None, None, None, None, 980, overleggen(("2006-02-01", "casus"), ("2006-03-01", "ambtelijk")))
    assert _strokes(chart) == [(ms("2006-02-01"), 14), (ms("2006-03-01"), 14)]


def test_an_overleg_of_which_only_the_year_is_known_is_a_stretch_that_stays_within_the_chart() -> None:
    chart = indicator(VSV, None, None, None, None, 980, overleggen(("2005", "bestuurlijk"), ("2007-03", "bestuurlijk")))
    (stukken,) = [laag for laag in lagen(chart, "rule") if laag["mark"].get("strokeWidth") == 6]
    assert [(rij["van"], rij["tot"]) for rij in stukken["rijen"]] == [
        (ms("2005-08-01"), ms("2006-01-01")),
        (ms("2007-03-01"), ms("2007-04-01")),
    ]


def test_the_strokes_lie_under_the_numbers_of_the_gebeurtenissen_and_take_no_room_from_the_figures() -> None:
    feiten = gebeurtenissen(("2006-03", "bestuurswissel", "Nieuw college"))
    zonder, met = (indicator(VSV, None, None, None, feiten, 980, bijeen).to_dict() for bijeen in (None, BIJEEN))
    assert met["height"] == zonder["height"] + 24
    assert met["layer"][0]["encoding"]["y"]["scale"]["range"] == zonder["layer"][0]["encoding"]["y"]["scale"]["range"]


def test_without_an_overleg_in_the_drawn_time_there_is_no_lane_and_no_word() -> None:
    chart = indicator(VSV, None, None, None, None, 980, overleggen(("2001-01-01", "bestuurlijk"), (None, "casus")))
    assert "overleg" not in teksten(chart)
    assert chart.to_dict() == indicator(VSV, None, None, None, None, 980).to_dict()


def test_an_overleg_on_the_first_and_on_the_last_day_belongs_to_the_time_and_one_a_day_off_does_not() -> None:
    dagen = overleggen(*[(dag, "casus") for dag in ("2005-12-31", "2006-01-01", "2006-12-31", "2007-01-01")])
    assert list(overleggen_in_tijd(dagen, JAAR_2006)["datum"]) == ["2006-01-01", "2006-12-31"]


def test_without_figures_on_a_time_axis_no_overleg_is_drawn() -> None:
    assert drawn_overleggen(metingen((None, 5.0)), BIJEEN).empty
    assert drawn_overleggen(VSV, None).empty


def test_the_words_say_how_many_of_each_soort_from_when_until_when() -> None:
    assert overlegzin(drawn_overleggen(VSV, BIJEEN)) == (
        "In deze tijd was er 2 keer bestuurlijk overleg (8 november 2005 tot en met 29 juni 2007), 1 keer casusoverleg (1 februari 2006), "
        "1 keer reflectie (2006) en 1 keer overleg van onbekende soort (19 december 2008)."
    )


def test_the_key_tells_long_from_short_strokes() -> None:
    assert streepjeszin(drawn_overleggen(VSV, BIJEEN)) == (
        "Lange streepjes onder de as: bestuurlijk overleg. Korte streepjes: casusoverleg, reflectie en overleg van onbekende soort. "
        "Een lichte balk: van dat overleg is alleen de maand of het jaar bekend."
    )


def test_the_key_of_one_soort_is_one_sentence() -> None:
    assert streepjeszin(drawn_overleggen(VSV, BIJEEN.iloc[[1, 2, 4]])) == "Streepjes onder de as: bestuurlijk overleg."


def test_nothing_is_said_where_there_is_nothing() -> None:
    leeg = overleggen_in_tijd(BIJEEN, None)
    assert (overlegzin(leeg), streepjeszin(leeg)) == ("", "")
    assert isinstance(leeg, pd.DataFrame)
