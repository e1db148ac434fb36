"""The limits against published worked examples: reference tests, each with its source."""

from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from tests.etl.beweging.hulp import build_series, marks_of, points, series

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

# Mohammed, Panesar, Laney and Wilson (2013), BMJ Quality & Safety 22(4), 362-368: patients seen within four hours and all who came,
# in twenty weeks. The counts are in table 13.1 of Anhoej and Mohammed, Mastering Statistical Process Control Charts in Healthcare.
SPOED = [
    (266501, 280443), (264225, 276823), (276532, 291681), (281461, 296155), (269071, 282343), (261215, 275888), (270409, 283867),
    (279778, 295251), (270483, 284468), (270320, 282529), (267923, 279618), (271478, 283932), (255353, 266629), (256820, 268091),
    (261835, 276803), (259144, 271578), (255910, 266005), (260863, 273520), (264465, 278574), (260989, 273772),
]  # fmt: skip
# What the R package qicharts2 0.8.1 makes of them as a p'-chart without screening, as kept in the tests of PowerBI-SPC
# (Department of Health, Western Australia): its mean, and its limits week by week.
SPOED_MIDDEN = 0.95289971134419116
SPOED_GRENZEN = [
    (0.9401296441775141, 0.96566977851086822), (0.94004641862513627, 0.96575300406324605), (0.9403780655785402, 0.96542135710984212),
    (0.94047300747792362, 0.9653264152104587), (0.94017268417608979, 0.96562673851229253), (0.94002465678041103, 0.96577476590797129),
    (0.94020689402152513, 0.96559252866685719), (0.94045399796641838, 0.96534542472196394), (0.94022030926792188, 0.96557911342046043),
    (0.94017687421815865, 0.96562254847022366), (0.94011081930595297, 0.96568860338242934), (0.94020834697566502, 0.96559107571271729),
    (0.93980301398912502, 0.96599640869925729), (0.9398387733905802, 0.96596064929780212), (0.94004595428549564, 0.96575346840288667),
    (0.93992289402775664, 0.96587652866062568), (0.93978766173624928, 0.96601176095213304), (0.93996904398143111, 0.96583037870695121),
    (0.9400868775214295, 0.96571254516695282), (0.93997499652290417, 0.96582442616547814),
]  # fmt: skip
# The limits of its plain p-chart in the first week; how much wider p' is, is Laney's sigma z.
SPOED_P = (0.95169956464601502, 0.9540998580423673)


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


@pytest.fixture(scope="module")
def spoed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A build with the emergency departments, in shares."""
    return build_series(tmp_path_factory.mktemp("spoed"), {"spoed": SPOED}, eenheid="aandeel")


def test_a_laney_chart_has_the_mean_and_the_limits_of_qicharts2_in_every_week(spoed: Path) -> None:
    assert series(spoed, "spoed", "kaart, reden") == ("p_laney", "teller_en_noemer")
    gekregen = [(midden, onder, boven) for _, midden, onder, boven, _ in points(spoed, "spoed")]
    for week, grenzen in zip(gekregen, SPOED_GRENZEN, strict=True):
        assert week == pytest.approx((SPOED_MIDDEN, *grenzen), abs=1e-12)


def test_a_laney_chart_is_as_much_wider_than_a_p_chart_as_the_published_ones_say(spoed: Path) -> None:
    _, midden, onder, boven, _ = points(spoed, "spoed")[0]
    p_onder, p_boven = SPOED_P
    sigma_z = (SPOED_GRENZEN[0][1] - SPOED_GRENZEN[0][0]) / (p_boven - p_onder)
    assert round(sigma_z, 2) == 10.64
    # The plain p-chart worked out from the counts: what we widened, divided by it, is sigma z as well.
    p = sum(teller for teller, _ in SPOED) / sum(noemer for _, noemer in SPOED)
    assert (boven - onder) / (6 * (p * (1 - p) / SPOED[0][1]) ** 0.5) == pytest.approx(sigma_z, rel=1e-9)
    assert midden == pytest.approx(p, abs=1e-12)


def test_where_a_p_chart_puts_most_weeks_outside_its_limits_laney_puts_none(spoed: Path) -> None:
    sigma = (SPOED_MIDDEN * (1 - SPOED_MIDDEN)) ** 0.5
    assert sum(abs(teller / noemer - SPOED_MIDDEN) > 3 * sigma / noemer**0.5 for teller, noemer in SPOED) == 16
    assert not {"boven_grens", "onder_grens"} & set(marks_of(spoed, "spoed"))


def test_limits_equal_the_snapshot_of_the_reference_package(magazijn: Path) -> None:
    _, gemiddelde, onder, boven, _ = points(magazijn, "nhsr")[0]
    assert (round(gemiddelde, 3), round(onder, 2), round(boven, 2)) == (0.142, -3.01, 3.29)


def test_two_points_near_the_limits_on_either_side_of_the_mean_are_ordinary(magazijn: Path) -> None:
    assert marks_of(magazijn, "twee-kanten")[-2:] == ["gewoon", "gewoon"]
