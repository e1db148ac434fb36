"""Figures that were delivered otherwise at first: how many, which, to which side, and by how much."""

from dataclasses import replace
from datetime import date
from typing import NamedTuple

import pytest

from etl.voorbeeld.herzieningen import make_verhalen
from etl.voorbeeld.ingrepen import afwijking_of
from etl.voorbeeld.ketenbestand import Indicator, Reeks, Rij
from etl.voorbeeld.punten import Punt
from etl.voorbeeld.reeksen import due_tijdvakken, make_reeksen
from tests.etl.voorbeeld.geleverd import KETENS, days, versions

INDICATOREN = {indicator.id: (keten, indicator) for keten in KETENS.values() for indicator in keten.indicatoren}
GEWOON = {naam: indicator.reeks.bijgesteld for naam, (_, indicator) in INDICATOREN.items() if indicator.reeks.bijgesteld}
GEPLANT = {
    naam: verschijnsel
    for naam, (_, indicator) in INDICATOREN.items()
    for verschijnsel in indicator.reeks.verschijnselen
    if verschijnsel.vorm == "herziening"
}


class Herzien(NamedTuple):
    """One figure that was delivered twice: the days, and what was said then."""

    periode: str
    dagen: tuple[date, date]
    eerst: Rij
    later: Rij

    @property
    def verschil(self) -> float:
        """How much higher the second figure is."""
        return float(self.later["waarde"]) - float(self.eerst["waarde"])


def revised(naam: str) -> list[Herzien]:
    """The figures of an indicator that were delivered more than once, by period."""
    keten, _ = INDICATOREN[naam]
    twee_keer = [v for sleutel, v in versions(keten.id, "metingen").items() if sleutel[0] == naam and len(v) > 1]
    assert all(len(verteld) == 2 for verteld in twee_keer)
    return sorted(Herzien(a["periode"], (dag_a, dag_b), a, b) for (dag_a, a), (dag_b, b) in twee_keer)


def test_only_indicatoren_that_say_so_have_revised_figures() -> None:
    assert {naam for naam in INDICATOREN if revised(naam)} == GEWOON.keys() | GEPLANT.keys()
    assert (sorted(GEPLANT), sorted(GEWOON)) == (
        ["sch-nazorg-gesproken"],
        ["pvg-buiten-cel", "pvg-crisismaatregelen", "sch-klachten", "sch-regeling-geslaagd", "sch-schuldenvrij"],
    )


@pytest.mark.parametrize("naam", GEWOON)
def test_ordinary_revisions_are_as_many_as_stated_and_lean_to_no_side(naam: str) -> None:
    omhoog = [een.verschil > 0 for een in revised(naam)]
    assert len(omhoog) == GEWOON[naam]
    assert omhoog == [nummer % 2 == 0 for nummer in range(GEWOON[naam])]  # up and down in turn


def test_planted_revisions_cover_the_newest_periods_and_lean_to_the_stated_side() -> None:
    herzien = revised("sch-nazorg-gesproken")
    assert [een.periode for een in herzien] == [f"2025-{m:02}" for m in range(7, 13)] + [f"2026-{m:02}" for m in range(1, 7)]
    assert [een.verschil > 0 for een in herzien].count(True) == 11  # of 12: the stated share of 0.9


@pytest.mark.parametrize("naam", [*GEWOON, *GEPLANT])
def test_a_figure_is_put_right_in_the_very_next_levering(naam: str) -> None:
    dagen = days(INDICATOREN[naam][0])
    for een in revised(naam):
        assert dagen.index(een.dagen[1]) == dagen.index(een.dagen[0]) + 1, een.periode


@pytest.mark.parametrize("naam", [*GEWOON, *GEPLANT])
def test_only_totals_are_revised_and_nothing_but_their_figure(naam: str) -> None:
    for een in revised(naam):
        assert not een.later.keys() & {"gebied", "groep"}
        anders = {kolom for kolom in een.eerst.keys() | een.later.keys() if een.eerst.get(kolom) != een.later.get(kolom)}
        assert anders == ({"teller", "waarde"} if "teller" in een.later else {"waarde"})


@pytest.mark.parametrize("naam", [*GEWOON, *GEPLANT])
def test_a_first_figure_is_off_by_less_than_one_standard_deviation(naam: str) -> None:
    reeks = INDICATOREN[naam][1].reeks
    for een in revised(naam):
        stap = 100 / int(een.later["noemer"]) if "noemer" in een.later else 1
        assert 0 < abs(een.verschil) <= max(0.9 * afwijking_of(reeks), stap) + stap / 2 + 0.1, een.periode


@pytest.mark.parametrize("naam", [*GEWOON, *GEPLANT])
def test_a_first_share_is_a_possible_share(naam: str) -> None:
    for een in revised(naam):
        for rij in (een.eerst, een.later):
            assert float(rij["waarde"]) >= 0
            if "noemer" in rij:
                teller, noemer = int(rij["teller"]), int(rij["noemer"])
                assert 0 <= teller <= noemer
                assert rij["waarde"] == f"{100 * teller / noemer:.1f}"


def retold(naam: str, zaad: int, sterkte: float | None = None) -> list[tuple[str, float]]:
    """Period and first step of every revised figure of an indicator that is made with another zaad or strength."""
    keten, indicator = INDICATOREN[naam]
    if sterkte is not None:
        anders = tuple(replace(verschijnsel, sterkte=sterkte) for verschijnsel in indicator.reeks.verschijnselen)
        indicator = replace(indicator, reeks=replace(indicator.reeks, verschijnselen=anders))
    reeksen = make_reeksen([indicator if i.id == naam else i for i in keten.indicatoren], zaad, days(keten)[-1])
    return [
        (verhaal.rij["periode"], float(verhaal.rij["waarde"]) - float(verhaal.eerder[0][1]["waarde"]))
        for verhaal in make_verhalen(indicator, reeksen[naam], zaad, days(keten))
        if verhaal.eerder
    ]


def test_a_negative_strength_revises_downwards() -> None:
    omlaag = [verschil < 0 for _, verschil in retold("sch-nazorg-gesproken", 1, -0.9)]
    assert (omlaag.count(True), len(omlaag)) == (11, 12)


@pytest.mark.parametrize(("sterkte", "omhoog"), [(1.0, 12), (0.75, 9), (0.5, 6)])
def test_the_strength_is_the_share_to_its_side(sterkte: float, omhoog: int) -> None:
    assert sum(verschil > 0 for _, verschil in retold("sch-nazorg-gesproken", 1, sterkte)) == omhoog


def test_another_zaad_revises_other_ordinary_figures_and_the_same_planted_periods() -> None:
    def perioden(naam: str, zaad: int) -> list[str]:
        return [periode for periode, _ in retold(naam, zaad)]

    assert perioden("sch-klachten", 1) != perioden("sch-klachten", 2)
    assert perioden("sch-nazorg-gesproken", 1) == perioden("sch-nazorg-gesproken", 2)


LEVERDATA = [date(2022, 1, 1), date(2023, 1, 1), date(2024, 1, 1)]


def small(waarden: list[int], noemer: int | None = None, **reeks: object) -> list[tuple[Rij, list[tuple[date, Rij]]]]:
    """The history of a small indicator by month from November 2021, of which every figure but the newest is revised."""
    velden = {"vorm": "aandeel" if noemer else "aantal", "niveau": 50.0, "noemer": float(noemer or 0), "spreiding": 0.1} | reeks
    indicator = Indicator({"indicator": "i", "frequentie": "maand", "levertermijn": "5"}, Reeks(**velden))  # type: ignore[arg-type]
    maanden = due_tijdvakken(indicator, date(2030, 1, 1))
    punten = [
        Punt(maand, 100 * waarde / noemer if noemer else waarde, waarde if noemer else None, noemer)
        for maand, waarde in zip(maanden, waarden, strict=False)
    ]
    return [(verhaal.rij, verhaal.eerder) for verhaal in make_verhalen(indicator, punten, 1, LEVERDATA)]


def test_a_figure_of_the_last_levering_is_not_revised() -> None:
    verhalen = small([50] * 20, bijgesteld=13)  # thirteen months are due by the levering of January 2023
    assert [rij["periode"] for rij, eerder in verhalen if eerder][-1] == "2022-11"
    assert sum(bool(eerder) for _, eerder in verhalen) == 13


def test_more_revisions_than_there_are_figures_to_revise_is_an_error() -> None:
    with pytest.raises(ValueError, match="Sample larger than population"):
        small([50] * 20, bijgesteld=14)


@pytest.mark.parametrize(("waarden", "noemer"), [([0] * 13, 20), ([20] * 13, 20), ([0] * 13, None)])
def test_a_first_figure_never_lies_outside_what_is_possible(waarden: list[int], noemer: int | None) -> None:
    for _, eerder in small(waarden, noemer, bijgesteld=13):
        for _, rij in eerder:
            assert 0 <= float(rij["waarde"]) <= (100 if noemer else 1000)
            assert 0 <= int(rij.get("teller", "0")) <= (noemer or 0)


def test_values_in_words_are_known_when_their_period_is_over() -> None:
    keten, indicator = INDICATOREN["inb-meedoen-in-woorden"]
    verhalen = list(make_verhalen(indicator, [], 1, days(keten)))
    assert {verhaal.rij["periode"]: verhaal.bekend.isoformat() for verhaal in verhalen} == {
        "2023-H1": "2023-06-30", "2023-H2": "2023-12-31", "2024-H1": "2024-06-30", "2024-H2": "2024-12-31", "2025-H1": "2025-06-30",
        "2025-H2": "2025-12-31", "2026-H1": "2026-06-30",
    }  # fmt: skip
    assert not any(verhaal.eerder for verhaal in verhalen)
