"""Marks and limits equal the plain reference on every point of many kinds of series."""

from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from tests.etl.beweging.hulp import build_series, marks_of, points, series
from tests.etl.beweging.referentie import marks, xmr

AANTALLEN = (11, 12, 13, 20, 21, 30, 60)


def _walk(toeval: Random, n: int) -> list[float]:
    uit = [50.0]
    while len(uit) < n:
        uit.append(round(uit[-1] + toeval.gauss(0, 2), 2))
    return uit


VORMEN: dict[str, Callable[[Random, int], list[float]]] = {
    "ruis": lambda t, n: [round(t.gauss(50, 5), 1) for _ in range(n)],
    "wandeling": _walk,
    "tellingen": lambda t, n: [t.randint(0, 3) for _ in range(n)],
    "bijna-constant": lambda t, n: [t.choice([10, 10, 10, 10, 11]) for _ in range(n)],
    "helling": lambda t, n: [round(10 + i * 0.4 + t.gauss(0, 0.3), 2) for i in range(n)],
    "zaagtand": lambda t, n: [round(abs(i % 14 - 7) + t.gauss(0, 0.05), 3) for i in range(n)],
    "op-het-gemiddelde": lambda t, n: [t.choice([0.1, 0.2, 0.3]) for _ in range(n)],
    "sprong": lambda t, n: [t.choice([1, 2, 3]) * (1 if i < n / 2 else 3) for i in range(n)],
}
REEKSEN: dict[str, list[float]] = {
    f"{vorm}-{n}-{k}": maak(Random(f"{vorm}{n}{k}"), n) for vorm, maak in VORMEN.items() for n in AANTALLEN for k in range(6)
}  # fmt: skip


@pytest.fixture(scope="module")
def magazijn(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One build with all series."""
    bijzonder = {
        "zeven-op-rij": [10, 12] * 6 + [12] * 7,
        "twee-trends": [*[0, 14] * 10, 1, 2, 3, 4, 5, 6, 7, 7, 8, 9, 10, 11, 12, 13],
        "trend-keert": [0, 9, 0, 9, 1, 2, 3, 4, 5, 6, 7, 6, 5, 4, 3, 2, 1, 9, 0],
        "constant": [3] * 24,
        "een-sprong": [3] * 12 + [9] * 12,
    }
    return build_series(tmp_path_factory.mktemp("xmr"), REEKSEN | bijzonder)


@pytest.mark.parametrize("vorm", VORMEN)
def test_every_point_has_the_mark_and_the_limits_of_the_reference(magazijn: Path, vorm: str) -> None:
    for naam, waarden in REEKSEN.items():
        if not naam.startswith(f"{vorm}-"):
            continue
        grenzen = xmr(waarden) if len(waarden) >= 12 else None
        punten = points(magazijn, naam)
        if grenzen is None:
            assert [punt[1:] for punt in punten] == [(None, None, None, None)] * len(waarden), naam
            continue
        assert [punt[-1] for punt in punten] == marks(waarden, [grenzen] * len(waarden)), naam
        assert punten[0][1:4] == pytest.approx(grenzen[:3], abs=1e-9), naam


def test_seven_points_on_one_side_are_all_a_shift(magazijn: Path) -> None:
    assert marks_of(magazijn, "zeven-op-rij")[-7:] == ["verschuiving_boven"] * 7


def test_two_trends_with_a_flat_step_between_them_read_as_the_reference_reads_them(magazijn: Path) -> None:
    # The last point of the first trend takes the step to its right, and a step that is not up reads as down.
    assert marks_of(magazijn, "twee-trends")[20:] == ["trend_op"] * 6 + ["trend_neer"] + ["trend_op"] * 7


def test_the_top_of_two_trends_takes_the_direction_of_the_step_to_its_right(magazijn: Path) -> None:
    assert marks_of(magazijn, "trend-keert")[4:17] == ["trend_op"] * 6 + ["trend_neer"] * 7


def test_a_constant_series_has_no_chart(magazijn: Path) -> None:
    assert series(magazijn, "constant", "kaart, reden, status, laatste_waarde, laatste_bijzonder, aantal") == (
        "geen", "weinig_verschil", "voldoende", 3.0, None, 24,
    )  # fmt: skip


def test_a_series_whose_only_difference_is_screened_out_has_no_chart(magazijn: Path) -> None:
    assert series(magazijn, "een-sprong", "kaart, reden") == ("geen", "weinig_verschil")
    assert set(marks_of(magazijn, "een-sprong")) == {None}


@pytest.mark.parametrize(
    ("aantal", "status", "kaart", "reden"),
    [
        (11, "te_weinig_waarnemingen", "geen", "weinig_punten"),
        (12, "voorlopig", "xmr", "losse_waarden"),
        (20, "voorlopig", "xmr", "losse_waarden"),
        (21, "voldoende", "xmr", "losse_waarden"),
    ],
)
def test_the_number_of_points_decides_what_can_be_said(magazijn: Path, aantal: int, status: str, kaart: str, reden: str) -> None:
    assert series(magazijn, f"ruis-{aantal}-0", "status, kaart, reden, aantal") == (status, kaart, reden, aantal)
