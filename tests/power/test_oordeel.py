"""The bar and the interval."""

import pytest

from tests.power.oordeel import Uitslag, judge, rate_interval, wilson


@pytest.mark.parametrize(
    ("gevonden", "totaal", "interval"),
    # Newcombe (1998), Statistics in Medicine 17, table I: the score method without continuity correction.
    [(81, 263, (0.2553, 0.3662)), (15, 148, (0.0624, 0.1605)), (0, 20, (0.0, 0.1611)), (1, 29, (0.0061, 0.1718))],
)
def test_the_interval_is_the_published_one(gevonden: int, totaal: int, interval: tuple[float, float]) -> None:
    assert tuple(round(grens, 4) for grens in wilson(gevonden, totaal)) == interval


def test_questions_that_come_together_in_few_ketens_make_the_interval_wider() -> None:
    # Mean 1 and 2 in a keten of ten reeksen; the second spreads as sd 10 / sqrt(100) = 1.
    assert rate_interval([1] * 100, 10) == (2.0, 2.0)
    laag, hoog = rate_interval([0, 20] * 50, 10)
    breedte = 1.959964 * 2 * (100 * 100 / 99) ** 0.5 / 100**0.5 * 10 / 10
    assert (laag, hoog) == pytest.approx((20 - breedte, 20 + breedte))
    assert rate_interval([0] * 99 + [1], 20)[0] == 0


def test_a_rule_that_finds_too_little_misses_the_bar() -> None:
    uitslag = Uitslag("sprong", "beweging", 100, 94)
    assert judge([uitslag], {}, {"beweging"}) == [
        "De regel beweging vindt 94 van de 100 keer een sprong. De lat is 95%. Zet getoond op false."
    ]
    assert judge([uitslag._replace(gevonden=95)], {}, {"beweging"}) == []


def test_a_rule_that_users_do_not_see_misses_no_bar() -> None:
    assert judge([Uitslag("sprong", "beweging", 100, 10)], {}, set()) == []


def test_more_than_one_question_per_twenty_clean_series_misses_the_bar() -> None:
    assert judge([], {"ruis": (6, 100)}, set()) == [
        "Bij ruis stellen de regels 6 vragen over 100 schone reeksen. De lat is één per twintig."
    ]
    assert judge([], {"ruis": (5, 100)}, set()) == []
