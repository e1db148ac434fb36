"""The rhythm of overleggen, and the days that follow from a date."""

from datetime import date
from typing import Any

import pytest

from dashboard.dossier.ritme import Ritme, mijlpalen, next_date, ritmes

Rij = dict[str, Any]


def overleg(dag: date | None, soort: str | None = "bestuurlijk", naam: str = "Overleg", tot: date | None = None) -> Rij:
    return {"soort": soort, "naam": naam, "datum_van": dag, "datum_tot": tot or dag}


def test_a_rhythm_is_the_median_of_the_days_between() -> None:
    dagen = [date(2026, 1, 1), date(2026, 1, 29), date(2026, 2, 26), date(2026, 6, 18)]
    [ritme] = ritmes([overleg(dag) for dag in dagen], date(2026, 6, 20))
    assert ritme == Ritme("bestuurlijk", 4, 28, None, date(2026, 6, 18), "Overleg", 2, ())
    assert not ritme.is_gestokt


@pytest.mark.parametrize(("dagen_later", "is_gestokt"), [(56, False), (57, True)])
def test_a_rhythm_stops_when_it_is_silent_for_more_than_twice_as_long(dagen_later: int, is_gestokt: bool) -> None:
    laatste = date(2026, 1, 29)
    tot = date.fromordinal(laatste.toordinal() + dagen_later)
    [ritme] = ritmes([overleg(date(2026, 1, 1)), overleg(laatste)], tot)
    assert ritme.is_gestokt is is_gestokt


def test_what_the_keten_agreed_goes_before_what_is_usual_and_only_for_the_bestuurlijk_overleg() -> None:
    rijen = [overleg(date(2026, 1, 1), s) for s in ("bestuurlijk", "casus")] + [
        overleg(date(2026, 1, 11), s) for s in ("bestuurlijk", "casus")
    ]
    bestuurlijk, casus = ritmes(rijen, date(2026, 2, 15), afgesproken=90)
    assert (bestuurlijk.afgesproken, bestuurlijk.is_gestokt) == (90, False)
    assert (casus.afgesproken, casus.gewoonlijk, casus.is_gestokt) == (None, 10, True)


def test_one_overleg_has_no_rhythm_and_never_stops() -> None:
    [ritme] = ritmes([overleg(date(2001, 1, 1))], date(2026, 1, 1))
    assert (ritme.gewoonlijk, ritme.is_gestokt, ritme.daarna) == (None, False, ())


def test_what_came_after_a_rhythm_that_stopped_is_told_whatever_its_soort() -> None:
    rijen = [
        *[overleg(date(2007, maand, 4), "casus") for maand in (5, 6, 7)],
        overleg(date(2007, 11, 5), "bestuurlijk", "Ambtswoninggesprek"),
        overleg(date(2008, 10, 29), "ambtelijk", "Leerinterventie"),
    ]
    casus = ritmes(rijen, date(2010, 1, 1))[0]
    assert casus.daarna == (
        (124, date(2007, 11, 5), "Ambtswoninggesprek"),
        (483, date(2008, 10, 29), "Leerinterventie"),
    )


def test_overleggen_without_a_known_day_or_in_the_future_do_not_count() -> None:
    rijen = [overleg(None), overleg(date(2008, 10, 1), tot=date(2008, 10, 31)), overleg(date(2030, 1, 1))]
    assert ritmes(rijen, date(2026, 1, 1)) == []


def test_two_overleggen_on_one_day_are_one_step() -> None:
    rijen = [overleg(date(2026, 1, 1)), overleg(date(2026, 1, 1)), overleg(date(2026, 1, 15))]
    [ritme] = ritmes(rijen, date(2026, 1, 15))
    assert (ritme.aantal, ritme.gewoonlijk) == (3, 14)


def test_the_days_before_an_overleg_follow_from_its_date() -> None:
    assert mijlpalen(date(2026, 12, 31), {}) == [
        ("De cijfers gaan dicht", date(2026, 12, 10)),
        ("Eigenaren krijgen de vragen bij hun cijfers", date(2026, 12, 14)),
        ("De stukken gaan de deur uit", date(2026, 12, 21)),
    ]


def test_a_keten_may_agree_other_days_also_none() -> None:
    eigen = {"cijfers_dagen": None, "navraag_dagen": 30, "stukken_dagen": 0}
    assert [dag for _, dag in mijlpalen(date(2026, 12, 31), eigen)] == [date(2026, 12, 1), date(2026, 12, 10), date(2026, 12, 31)]


@pytest.mark.parametrize(
    ("werkwijze", "dag"),
    [
        ({"volgende_datum": "2026-07-01", "interval_dagen": 10}, date(2026, 7, 1)),
        ({"volgende_datum": None, "interval_dagen": 42}, date(2026, 7, 14)),
        ({}, None),
    ],
)
def test_the_next_date_is_the_agreed_one_else_follows_from_the_interval(werkwijze: Rij, dag: date | None) -> None:
    assert next_date(date(2026, 6, 2), werkwijze) == dag
