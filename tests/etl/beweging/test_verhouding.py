"""Teller and noemer: p-charts, Laney's p', and when values stay values."""

from itertools import pairwise
from math import sqrt
from pathlib import Path
from random import Random
from typing import Any

import pytest

from tests.etl.beweging.hulp import build_series, points, series
from tests.etl.beweging.referentie import Grenzen, marks, mean

GROOT = [(round(Random(i).gauss(0.7, 0.02) * 5000), 5000) for i in range(24)]  # far more spread than chance: Laney
KLEIN = [(sum(Random(100 * i + j).random() < 0.3 for j in range(50 + i)), 50 + i) for i in range(24)]
UITSCHIETER = [*GROOT[:12], (1500, 5000), *GROOT[12:]]  # a step so large that a chart of individual values would screen it
GELIJK = [(30, 100), (30, 101)] * 12  # less spread than chance alone gives: plain p
BREUK = [(3.5, 10), (4, 10)] * 8


@pytest.fixture(scope="module")
def magazijn(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One build in percent."""
    reeksen: dict[str, Any] = {
        "groot": GROOT, "uitschieter": UITSCHIETER, "klein": KLEIN, "gelijk": GELIJK, "breuk": BREUK,
        "alles": [(20, 20)] * 14, "niets": [(0, 30)] * 14, "een-waarde-ertussen": [*GROOT[:14], 70, *GROOT[14:]],
        "meer-dan-de-noemer": [(12, 10), (13, 10)] * 7, "bijna-niets": [(0, 12)] * 13 + [(1, 12)],
    }  # fmt: skip
    return build_series(tmp_path_factory.mktemp("verhouding"), reeksen, eenheid="%")


def _limits(paren: list[tuple[int, int]], schaal: float) -> tuple[list[Grenzen], float]:
    p = sum(t for t, _ in paren) / sum(n for _, n in paren)
    z = [(t / n - p) / sqrt(p * (1 - p) / n) for t, n in paren]
    sigma_z = mean([abs(b - a) for a, b in pairwise(z)]) / 1.128
    breed = max(sigma_z, 1)
    grenzen = []
    for _, n in paren:
        s = sqrt(p * (1 - p) / n) * breed
        grenzen.append(Grenzen(*(schaal * x for x in (p, max(p - 3 * s, 0), min(p + 3 * s, 1), p - 2 * s, p + 2 * s))))
    return grenzen, sigma_z


@pytest.mark.parametrize(
    ("naam", "paren", "kaart"),
    [("groot", GROOT, "p_laney"), ("uitschieter", UITSCHIETER, "p_laney"), ("klein", KLEIN, None), ("gelijk", GELIJK, "p")],
)
def test_limits_per_point_follow_the_noemer(magazijn: Path, naam: str, paren: list[tuple[int, int]], kaart: str | None) -> None:
    grenzen, sigma_z = _limits(paren, 100)
    punten = points(magazijn, naam)
    assert series(magazijn, naam, "kaart, reden") == (kaart or ("p_laney" if sigma_z > 1 else "p"), "teller_en_noemer")
    for punt, grens in zip(punten, grenzen, strict=True):
        assert punt[1:4] == pytest.approx(grens[:3], abs=1e-9)
    assert [punt[-1] for punt in punten] == marks([100 * t / n for t, n in paren], grenzen)


def test_limits_are_cut_at_nothing_and_at_everything(magazijn: Path) -> None:
    assert {punt[2] for punt in points(magazijn, "bijna-niets")} == {0.0}


@pytest.mark.parametrize("naam", ["breuk", "een-waarde-ertussen", "meer-dan-de-noemer"])
def test_without_whole_numbers_in_the_whole_segment_values_stay_values(magazijn: Path, naam: str) -> None:
    assert series(magazijn, naam, "kaart, reden") == ("xmr", "losse_waarden")


@pytest.mark.parametrize("naam", ["alles", "niets"])
def test_a_proportion_that_never_varies_has_no_chart(magazijn: Path, naam: str) -> None:
    assert series(magazijn, naam, "kaart, reden, laatste_bijzonder") == ("geen", "weinig_verschil", None)


def test_limits_of_a_share_are_in_shares(tmp_path: Path) -> None:
    magazijn = build_series(tmp_path, {"groot": GROOT}, eenheid="aandeel")
    grenzen, _ = _limits(GROOT, 1)
    assert points(magazijn, "groot")[0][1:4] == pytest.approx(grenzen[0][:3], abs=1e-12)
