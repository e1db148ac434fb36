"""The day of an act is a Dutch day, in winter and in summer, whatever the clock of the machine says."""

import time
from collections.abc import Iterator
from datetime import date, datetime

import pytest

from dashboard.dossier import tijd


@pytest.fixture(params=["UTC", "Europe/Amsterdam", "America/New_York"])
def zone(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The clock of the machine."""
    monkeypatch.setenv("TZ", request.param)
    time.tzset()
    yield request.param
    monkeypatch.undo()
    time.tzset()


@pytest.mark.parametrize(
    ("utc", "hier"),
    [
        (datetime(2026, 11, 24, 22, 59, 59), datetime(2026, 11, 24, 23, 59, 59)),
        (datetime(2026, 11, 24, 23), datetime(2026, 11, 25)),
        (datetime(2026, 7, 14, 21, 59, 59), datetime(2026, 7, 14, 23, 59, 59)),
        (datetime(2026, 7, 14, 22), datetime(2026, 7, 15)),
        (datetime(2026, 3, 29, 1), datetime(2026, 3, 29, 3)),
    ],
)
def test_a_kept_moment_has_a_dutch_day_and_comes_back_as_it_was(zone: str, utc: datetime, hier: datetime) -> None:
    assert tijd.dutch(utc) == hier
    assert tijd.kept(hier) == utc


@pytest.mark.parametrize(
    ("dag", "begin", "eind"),
    [
        (date(2026, 11, 24), datetime(2026, 11, 23, 23), datetime(2026, 11, 24, 22, 59, 59, 999999)),
        (date(2026, 7, 14), datetime(2026, 7, 13, 22), datetime(2026, 7, 14, 21, 59, 59, 999999)),
        (date(2026, 10, 25), datetime(2026, 10, 24, 22), datetime(2026, 10, 25, 22, 59, 59, 999999)),  # 25 hours
    ],
)
def test_a_dutch_day_begins_and_ends_at_dutch_midnight(zone: str, dag: date, begin: datetime, eind: datetime) -> None:
    assert (tijd.begin_of(dag), tijd.end_of(dag)) == (begin, eind)


def test_what_was_delivered_by_the_clock_of_this_machine_is_kept_in_utc(zone: str) -> None:
    uren = {"UTC": 12, "Europe/Amsterdam": 10, "America/New_York": 16}[zone]
    assert tijd.kept_from_here(datetime(2026, 7, 14, 12)) == datetime(2026, 7, 14, uren)
    assert tijd.dutch(tijd.kept_from_here(datetime(2026, 7, 14))).date() == date(2026, 7, 14)  # a levering of a whole day stays on it


def test_today_is_the_day_here(zone: str) -> None:
    assert tijd.today() in {tijd.dutch(tijd.kept_from_here(datetime.now())).date()}
