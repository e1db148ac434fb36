"""A known season is taken out before the rules look, and comes back in the limits."""

from math import sin, tau
from pathlib import Path
from random import Random
from statistics import median

import pytest

from tests.etl.beweging.hulp import build_series, points, series
from tests.etl.beweging.referentie import marks, xmr

TOEVAL = Random(11)
GOLF = [round(50 + 10 * sin(tau * m / 12) + TOEVAL.gauss(0, 1), 2) for m in range(60)]
SPRONG = [w + (9 if m >= 52 else 0) for m, w in enumerate(GOLF)]


def _effect(waarden: list[float], plaats: int) -> float:
    andere = [(m, w) for m, w in enumerate(waarden) if m // 12 != plaats // 12]
    return median(w for m, w in andere if m % 12 == plaats % 12) - median(w for _, w in andere)


@pytest.fixture(scope="module")
def magazijn(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Series whose passport says there is a season."""
    reeksen = {"golf": GOLF, "sprong": SPRONG, "kort": GOLF[:35], "drie-jaar": GOLF[:36]}
    return build_series(tmp_path_factory.mktemp("seizoen"), reeksen, seizoen="ja")


@pytest.mark.parametrize(("naam", "waarden"), [("golf", GOLF), ("sprong", SPRONG), ("drie-jaar", GOLF[:36])])
def test_the_rules_look_at_values_without_the_effect_of_their_month(magazijn: Path, naam: str, waarden: list[float]) -> None:
    effecten = [_effect(waarden, m) for m in range(len(waarden))]
    maten = [w - e for w, e in zip(waarden, effecten, strict=True)]
    grenzen = xmr(maten)
    assert grenzen is not None
    punten = points(magazijn, naam)
    assert series(magazijn, naam, "seizoen, kaart") == ("ja", "xmr")
    assert [punt[-1] for punt in punten] == marks(maten, [grenzen] * len(maten))
    for punt, effect in zip(punten, effecten, strict=True):
        assert punt[1:4] == pytest.approx([g + effect for g in grenzen[:3]], abs=1e-9)


def test_a_step_shows_through_the_season(magazijn: Path) -> None:
    assert series(magazijn, "golf", "laatste_bijzonder") == ("gewoon",)
    assert series(magazijn, "sprong", "laatste_bijzonder")[0] in ("boven_grens", "verschuiving_boven")


def test_without_three_full_years_nothing_is_adjusted(magazijn: Path) -> None:
    assert series(magazijn, "kort", "seizoen") == ("nee",)
    assert points(magazijn, "kort")[0][1] == pytest.approx(sum(GOLF[:35]) / 35)


def test_a_season_that_the_passport_does_not_name_stays(tmp_path: Path) -> None:
    magazijn = build_series(tmp_path, {"golf": GOLF})
    assert series(magazijn, "golf", "seizoen") == ("nee",)
    assert len({punt[1] for punt in points(magazijn, "golf")}) == 1
