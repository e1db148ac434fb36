"""Periods as people write them: every kind, every mistake, and properties over all of them."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.periode import Periode, PeriodeFout, parse_datum, parse_periode


@pytest.mark.parametrize(
    ("tekst", "van", "tot", "soort"),
    [
        ("2024", date(2024, 1, 1), date(2024, 12, 31), "jaar"),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29), "maand"),
        ("2024-02-29", date(2024, 2, 29), date(2024, 2, 29), "dag"),
        ("2024-K3", date(2024, 7, 1), date(2024, 9, 30), "kwartaal"),
        ("2024-H2", date(2024, 7, 1), date(2024, 12, 31), "halfjaar"),
        ("2020-W53", date(2020, 12, 28), date(2021, 1, 3), "week"),
        ("2005/2006", date(2005, 8, 1), date(2006, 7, 31), "schooljaar"),
        ("2005/06", date(2005, 8, 1), date(2006, 7, 31), "schooljaar"),
        ("1999/00", date(1999, 8, 1), date(2000, 7, 31), "schooljaar"),
        ("2004/2007", date(2004, 1, 1), date(2007, 12, 31), "interval"),
        ("2005/2009", date(2005, 1, 1), date(2009, 12, 31), "interval"),
        ("2002-07-29/2002-08-09", date(2002, 7, 29), date(2002, 8, 9), "interval"),
        ("1982/..", date(1982, 1, 1), None, "interval"),
        ("../2001-08-29", None, date(2001, 8, 29), "interval"),
        ("2024-K1/2024-W30", date(2024, 1, 1), date(2024, 7, 28), "interval"),
    ],
)
def test_a_periode_means_these_days(tekst: str, van: date | None, tot: date | None, soort: str) -> None:
    assert parse_periode(tekst) == Periode(van, tot, soort)


@pytest.mark.parametrize(
    "tekst", ["", " 2024", "24", "2024-13", "2024-00", "2024-02-30", "2024-K0", "2024-K5", "2024-K01", "2024-H3", "2021-W53", "2024-W5",
              "2006/2005", "2005/07", "../..", "../", "/2004", "2004/2005/2006", "2024-1", "²024", "2024-01/2023-12", "0000"]
)  # fmt: skip
def test_what_is_no_periode_is_refused(tekst: str) -> None:
    with pytest.raises(PeriodeFout):
        parse_periode(tekst)


def test_a_reversed_interval_says_how_to_mend_it() -> None:
    with pytest.raises(PeriodeFout, match=r"^loopt achteruit: het eind ligt voor het begin\. Draai begin en eind om\.$"):
        parse_periode("2024-05/2024-01")


JAREN = st.integers(1900, 2100)
ENKEL = st.one_of(
    JAREN.map(str),
    st.dates(date(1900, 1, 1), date(2100, 12, 31)).map(lambda d: f"{d:%Y-%m}"),
    st.dates(date(1900, 1, 1), date(2100, 12, 31)).map(str),
    st.tuples(JAREN, st.integers(1, 4)).map(lambda t: f"{t[0]}-K{t[1]}"),
    st.tuples(JAREN, st.integers(1, 2)).map(lambda t: f"{t[0]}-H{t[1]}"),
    st.tuples(JAREN, st.integers(1, 52)).map(lambda t: f"{t[0]}-W{t[1]:02d}"),
    JAREN.map(lambda j: f"{j}/{j + 1}"),
)


@given(ENKEL)
def test_a_closed_periode_begins_before_it_ends(tekst: str) -> None:
    periode = parse_periode(tekst)
    assert periode.van is not None
    assert periode.tot is not None
    assert periode.van <= periode.tot


@given(JAREN)
def test_parts_of_a_year_follow_each_other_without_a_hole(jaar: int) -> None:
    for letter, aantal in (("K", 4), ("H", 2)):
        delen = [parse_periode(f"{jaar}-{letter}{i}") for i in range(1, aantal + 1)]
        assert (delen[0].van, delen[-1].tot) == (date(jaar, 1, 1), date(jaar, 12, 31))
        for eerste, tweede in pairwise(delen):
            assert eerste.tot is not None
            assert eerste.tot + timedelta(days=1) == tweede.van


@given(st.integers(1900, 2098))
def test_both_ways_to_write_a_school_year_mean_the_same(jaar: int) -> None:
    assert parse_periode(f"{jaar}/{jaar + 1}") == parse_periode(f"{jaar}/{(jaar + 1) % 100:02d}")


@given(st.text(max_size=20))
def test_any_text_is_a_valid_periode_or_a_fault_and_never_something_else(tekst: str) -> None:
    try:
        periode = parse_periode(tekst)
    except PeriodeFout:
        return
    assert periode.van or periode.tot
    assert not (periode.van and periode.tot) or periode.van <= periode.tot


@given(st.dates())
def test_a_day_means_itself(dag: date) -> None:
    assert parse_datum(dag.isoformat()) == (dag, dag)
