import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.charts.assen import NUL_BIJ_VEEL, nul_vanaf, ronde_stap, strak, streepjes, x_as, y_as
from dashboard.charts.reeksen import ms, tekenbaar
from tests.dashboard.charts.rijen import VSV, metingen

getallen = st.lists(st.floats(-1e6, 1e6, allow_nan=False).map(lambda w: round(w, 3)), min_size=1, max_size=30)


def test_few_counts_start_at_zero_with_round_steps() -> None:
    assert y_as([3532, 3045, 2400]).streepjes == [0, 1000, 2000, 3000, 4000]


def test_an_axis_without_zero_says_where_it_begins() -> None:
    as_ = y_as([86.0, 87.7, 95.0], "%")
    assert as_.laag > 0
    assert as_.waarschuwing == f"de as begint bij {as_.laag:.0f}"


def test_percentages_never_run_past_a_hundred() -> None:
    assert y_as([30.0, 99.0], "%").hoog == 100


def test_many_points_show_their_variation_and_few_their_height() -> None:
    maanden = metingen(*[(f"2024-{m:02d}", 50.0 + m) for m in range(1, 13)])
    assert nul_vanaf(tekenbaar(maanden)) == NUL_BIJ_VEEL
    assert strak([60.0, 100.0])[0] == 0
    assert strak([60.0, 100.0], NUL_BIJ_VEEL)[0] > 0


@given(getallen)
def test_every_value_lies_on_its_axis_and_the_labels_are_few(waarden: list[float]) -> None:
    as_ = y_as(waarden)
    assert as_.laag <= min(waarden)
    assert as_.hoog >= max(waarden) - 1e-6 * abs(max(waarden))
    assert 2 <= len(as_.streepjes) <= 7


@given(getallen)
def test_a_scale_is_never_empty(waarden: list[float]) -> None:
    laag, hoog = strak(waarden)
    assert laag < hoog


@pytest.mark.parametrize(("ruw", "stap"), [(0.21, 0.25), (3, 5), (25, 25), (26, 50), (900, 1000)])
def test_steps_are_round(ruw: float, stap: float) -> None:
    assert ronde_stap(ruw) == stap


@pytest.mark.parametrize(
    ("perioden", "woorden"),
    [
        (("2005/2006", "2008/2009"), ["2005/06", "2006/07", "2007/08", "2008/09"]),
        (("2002", "2004"), ["2002", "2003", "2004"]),
        (("2021-11", "2023-12"), ["2022", "2023"]),
        (("2024-03", "2024-05"), ["mrt 2024", "apr", "mei"]),
        (("2023-11", "2024-02"), ["nov 2023", "dec", "jan 2024", "feb"]),
    ],
)
def test_the_time_axis_speaks_the_language_of_its_periods(perioden: tuple[str, str], woorden: list[str]) -> None:
    punten = tekenbaar(metingen(*[(periode, 1.0) for periode in perioden]))
    assert list(x_as(punten).labels.values()) == woorden


def test_school_years_stand_under_the_middle_of_their_year() -> None:
    assert next(iter(x_as(tekenbaar(VSV)).labels)) == tekenbaar(VSV)["midden"].iloc[0]


def test_an_open_interval_leaves_room_for_its_arrow() -> None:
    punten = tekenbaar(metingen(("../2001-08-29", 49.0), ("2001-08-29/..", 91.0)))
    as_ = x_as(punten)
    assert as_.van < punten["tot_ms"].min() < as_.tot


def test_a_mistyped_year_far_away_still_gives_an_axis() -> None:
    ver = tekenbaar(metingen(("0204", 1.0), ("2004", 2.0), ("9999", 3.0)))
    assert 2 <= len(x_as(ver).labels) <= 12


def test_a_long_axis_shows_years_and_a_short_one_months() -> None:
    assert list(streepjes(ms("2020-01-01"), ms("2024-01-01"), 1000).values()) == ["2020", "2021", "2022", "2023"]
    assert list(streepjes(ms("2024-01-01"), ms("2024-04-01"), 1000).values()) == ["jan 2024", "feb 2024", "mrt 2024"]
    assert streepjes(ms("1204-01-01"), ms("9999-12-31"), 1000)
