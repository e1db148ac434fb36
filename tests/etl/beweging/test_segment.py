"""Nothing is computed across a break, and a missing period breaks nothing."""

from pathlib import Path

import pytest

from tests.etl.beweging.hulp import build_series, marks_of, points, series
from tests.etl.beweging.referentie import xmr

LAAG = [10, 12, 11, 13, 10, 12, 11, 13, 10, 12, 11, 13, 12]
HOOG = [30, 33, 31, 34, 30, 33, 31, 34, 30, 33, 31, 34, 33, 32]


@pytest.mark.parametrize("soort", ["definitiewijziging", "registratiewijziging", "herijkpunt"])
def test_a_break_starts_a_segment_with_limits_of_its_own(tmp_path: Path, soort: str) -> None:
    magazijn = build_series(tmp_path, {"i": LAAG + HOOG}, gebeurtenissen=f"k,i,2016-02,{soort},Er wordt anders geteld.\n")
    punten = points(magazijn, "i")
    assert [punt[0] for punt in punten] == [1] * 13 + [2] * 14
    for waarden, punt in ((LAAG, punten[0]), (HOOG, punten[-1])):
        grenzen = xmr(waarden)
        assert grenzen is not None
        assert punt[1:4] == pytest.approx(grenzen[:3], abs=1e-9)
    assert set(marks_of(magazijn, "i")) == {"gewoon"}


def test_an_event_of_another_kind_breaks_nothing(tmp_path: Path) -> None:
    magazijn = build_series(tmp_path, {"i": LAAG + HOOG}, gebeurtenissen="k,i,2016-02,interventie,Er kwam een team bij.\n")
    assert {punt[0] for punt in points(magazijn, "i")} == {1}
    assert set(marks_of(magazijn, "i")) != {"gewoon"}


def test_a_run_does_not_cross_a_break(tmp_path: Path) -> None:
    stijgend = [5, 9, 5, 9, 5, 9, 5, 9, 5, 9, 1, 2, 3, 4]
    magazijn = build_series(
        tmp_path, {"i": [*stijgend, 5, 6, 7, *LAAG]}, gebeurtenissen="k,i,2016-03,definitiewijziging,Nieuwe definitie.\n"
    )
    assert "trend_op" not in marks_of(magazijn, "i")


def test_a_short_last_segment_says_too_few_and_takes_the_place_of_the_old_limits(tmp_path: Path) -> None:
    magazijn = build_series(tmp_path, {"i": LAAG + HOOG[:5]}, gebeurtenissen="k,,2016-02,registratiewijziging,Nieuw systeem.\n")
    assert series(magazijn, "i", "status, kaart, segment, aantal, laatste_bijzonder") == ("te_weinig_waarnemingen", "geen", 2, 18, None)
    assert [punt[4] for punt in points(magazijn, "i")] == ["gewoon"] * 13 + [None] * 5


def test_a_missing_period_counts_as_no_point_and_ends_no_run(tmp_path: Path) -> None:
    gat = [*LAAG, 20, 20.5, 20, None, None, 20.5, 20, 20.5, 20, 10, 11]
    magazijn = build_series(tmp_path, {"i": gat})
    gevuld = [w for w in gat if w is not None]
    grenzen = xmr(gevuld)
    assert grenzen is not None
    punten = points(magazijn, "i")
    assert len(punten) == len(gevuld)
    assert punten[0][1:4] == pytest.approx(grenzen[:3], abs=1e-9)
