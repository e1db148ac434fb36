"""The limits against published worked examples: reference tests, each with its source."""

from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from tests.etl.beweging.hulp import build_series, marks_of, points

# Montgomery, Introduction to Statistical Quality Control (6th ed.), example 6.5: costs of handling a loan application.
LENINGEN = [310, 288, 297, 298, 307, 303, 294, 297, 308, 306, 294, 299, 297, 299, 314, 295, 293, 306, 301, 304]
# The same book, example 7.1: cans that leak in samples of fifty.
BLIKKEN = [12, 15, 8, 10, 4, 7, 16, 9, 14, 10, 5, 6, 17, 12, 22, 8, 10, 5, 13, 11, 20, 18, 24, 15, 9, 12, 7, 13, 9, 6]
# The twenty values and limits in the snapshot tests of the R package NHSRplotthedots (normal draws with seed 123).
NHSR = [
    -0.56047565, -0.23017749, 1.55870831, 0.07050839, 0.12928774, 1.71506499, 0.46091621, -1.26506123, -0.68685285, -0.44566197,
    1.22408180, 0.35981383, 0.40077145, 0.11068272, -0.55584113, 1.78691314, 0.49785048, -1.96661716, 0.70135590, -0.47279141,
]  # fmt: skip
# The same package's test of the rule two out of three: near the limits, but on either side of the mean.
TWEE_KANTEN = [1, -1] * 7 + [5.5, -5.5]


@pytest.fixture(scope="module")
def magazijn(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One build with every example."""
    reeksen: dict[str, Any] = {"leningen": LENINGEN, "nhsr": NHSR, "twee-kanten": TWEE_KANTEN}
    return build_series(tmp_path_factory.mktemp("literatuur"), reeksen)


def test_an_individuals_chart_has_the_mean_and_limits_of_montgomery(magazijn: Path) -> None:
    _, gemiddelde, onder, boven, _ = points(magazijn, "leningen")[0]
    assert (round(gemiddelde, 2), round(onder, 2), round(boven, 2)) == (300.5, 279.78, 321.22)
    assert set(marks_of(magazijn, "leningen")) == {"gewoon"}


def test_a_p_chart_has_the_mean_and_the_limits_of_montgomery_once_the_widening_of_laney_is_undone(tmp_path: Path) -> None:
    magazijn = build_series(tmp_path, {"blikken": [(lek, 50) for lek in BLIKKEN]}, eenheid="aandeel")
    _, gemiddelde, onder, boven, _ = points(magazijn, "blikken")[0]
    z = [(lek / 50 - 0.23133333) / (0.23133333 * (1 - 0.23133333) / 50) ** 0.5 for lek in BLIKKEN]
    verruiming = sum(abs(b - a) for a, b in pairwise(z)) / 29 / 1.128
    afstand = (boven - gemiddelde) / verruiming
    assert round(gemiddelde, 4) == 0.2313
    assert (round(gemiddelde - afstand, 4), round(gemiddelde + afstand, 4)) == (0.0524, 0.4102)
    assert onder == 0  # the widened lower limit lies below nothing


def test_limits_equal_the_snapshot_of_the_reference_package(magazijn: Path) -> None:
    _, gemiddelde, onder, boven, _ = points(magazijn, "nhsr")[0]
    assert (round(gemiddelde, 3), round(onder, 2), round(boven, 2)) == (0.142, -3.01, 3.29)


def test_two_points_near_the_limits_on_either_side_of_the_mean_are_ordinary(magazijn: Path) -> None:
    assert marks_of(magazijn, "twee-kanten")[-2:] == ["gewoon", "gewoon"]
