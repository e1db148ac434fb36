import pytest

from dashboard.charts import woorden


@pytest.mark.parametrize(
    ("waarden", "aantal"), [([3532.0, 2400.0], 0), ([86.0, 87.7], 1), ([7.0, 7.25], 2), ([12_345.6], 0), ([83.3333], 1), ([], 0)]
)
def test_a_set_of_figures_gets_no_more_decimals_than_tell_it_apart(waarden: list[float], aantal: int) -> None:
    assert woorden.decimalen(waarden) == aantal


@pytest.mark.parametrize(
    ("waarde", "eenheid", "tekst"),
    [
        (83.34, "%", "83,3%"),
        (83.0, "procent", "83%"),
        (1200.0, "euro", "€\u00a01.200"),
        (520.0, "minuten", "520\u00a0minuten"),
        (3.0, "aantal", "3"),
        (3.0, None, "3"),
    ],
)
def test_a_value_carries_its_unit_the_dutch_way(waarde: float, eenheid: str | None, tekst: str) -> None:
    assert woorden.met_eenheid(waarde, eenheid) == tekst


def test_a_long_unit_stands_at_the_axis_and_not_at_the_figure() -> None:
    assert woorden.kort_met_eenheid(520.0, "minuten") == "520"
    assert woorden.kort_met_eenheid(7.5, "%") == "7,5%"


def test_a_missing_unit_is_named() -> None:
    assert woorden.eenheid_in_woorden(None) == "eenheid ontbreekt"
    assert woorden.eenheid_in_woorden("%") == "procent"


@pytest.mark.parametrize(
    ("periode", "kort"),
    [
        ("2005/2006", "2005/06"),
        ("2024-03", "mrt 2024"),
        ("2024-K2", "kw. 2 2024"),
        ("2024-H1", "halfj. 1 2024"),
        ("2024-W05", "wk 5 van 2024"),
        ("../2001-08-29", "t/m 29 aug 2001"),
        ("2003-04/..", "vanaf apr 2003"),
        (None, "periode niet bekend"),
    ],
)
def test_a_period_has_a_short_form(periode: str | None, kort: str) -> None:
    assert woorden.periode_kort(periode) == kort


@pytest.mark.parametrize("leeg", [None, float("nan"), "", "  "])
def test_nothing_is_nothing(leeg: object) -> None:
    assert woorden.is_leeg(leeg)
    assert woorden.of_leeg(leeg) == ""


def test_a_sentence_has_one_capital_and_one_full_stop() -> None:
    assert woorden.zin(" er is niets ") == "Er is niets."
    assert woorden.zin("Klopt dit?") == "Klopt dit?"
