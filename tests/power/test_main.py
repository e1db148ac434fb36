"""What `make power` ends with: 0 when every rule that users see meets the bar, 1 when one does not."""

import tomllib
from collections import Counter

import pytest

from etl.signalen import REGELS
from tests.power import __main__ as power
from tests.power.oordeel import Uitslag

REGEL = {"sprong": "beweging", "seizoen": "seizoen_vermoed"}
GEHAALD = "Elke regel die gebruikers zien, haalt de lat."


@pytest.fixture
def measure(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """Nothing is planted: two phenomena found 96 of the 100 times, and no question on clean series."""
    monkeypatch.setattr(power, "GEPLANT", REGEL)
    monkeypatch.setattr(power, "SCHOON", 100)
    monkeypatch.setattr(power, "RUIS", {"ruis": 0.0, "ruis met samenhang 0,3": 0.3})
    monkeypatch.setattr(power, "getoond", lambda: {"beweging"})
    find(monkeypatch, sprong=96, seizoen=96)
    monkeypatch.setattr(power, "measure_false", lambda _samenhang, _zaad: Counter[str]())
    return monkeypatch


def find(monkeypatch: pytest.MonkeyPatch, **gevonden: int) -> None:
    """So many of the hundred times a phenomenon is found."""
    monkeypatch.setattr(power, "measure_recall", lambda soort, _zaad: Uitslag(soort, REGEL[soort], 100, gevonden[soort]))


def test_it_ends_with_0_and_says_so_when_every_bar_is_met(measure: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    assert power.main() == 0
    regels = capsys.readouterr().out.splitlines()
    assert regels[-1] == GEHAALD
    assert [regel.split()[:4] for regel in regels if "100" in regel] == [
        ["sprong", "beweging", "100", "96"],
        ["seizoen", "seizoen_vermoed", "100", "96"],
    ]


def test_it_ends_with_1_and_names_the_rule_that_finds_too_little(measure: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    find(measure, sprong=94, seizoen=96)
    assert power.main() == 1
    regels = capsys.readouterr().out.splitlines()
    assert regels[-1] == "De regel beweging vindt 94 van de 100 keer een sprong. De lat is 95%. Zet getoond op false."
    assert GEHAALD not in regels


def test_a_rule_that_users_do_not_see_does_not_fail_it(measure: pytest.MonkeyPatch) -> None:
    find(measure, sprong=96, seizoen=0)
    assert power.main() == 0


@pytest.mark.parametrize(("vragen", "code"), [({"stapeling": 3, "herziening": 2}, 0), ({"stapeling": 3, "herziening": 3}, 1)])
def test_it_ends_with_1_when_clean_series_are_asked_about_too_often(
    vragen: dict[str, int], code: int, measure: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    measure.setattr(power, "measure_false", lambda samenhang, _zaad: Counter(vragen if samenhang else {}))
    assert power.main() == code
    melding = "Bij ruis met samenhang 0,3 stellen de regels 6 vragen over 100 schone reeksen. De lat is één per twintig."
    assert (capsys.readouterr().out.splitlines()[-1] == melding) is bool(code)


def test_every_missed_bar_is_told(measure: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    measure.setattr(power, "getoond", lambda: {"beweging", "seizoen_vermoed"})
    measure.setattr(power, "measure_false", lambda _samenhang, _zaad: Counter({"herziening": 9}))
    find(measure, sprong=10, seizoen=20)
    assert power.main() == 1
    assert capsys.readouterr().out.splitlines()[-4:] == [
        "De regel beweging vindt 10 van de 100 keer een sprong. De lat is 95%. Zet getoond op false.",
        "De regel seizoen_vermoed vindt 20 van de 100 keer een seizoen. De lat is 95%. Zet getoond op false.",
        "Bij ruis stellen de regels 9 vragen over 100 schone reeksen. De lat is één per twintig.",
        "Bij ruis met samenhang 0,3 stellen de regels 9 vragen over 100 schone reeksen. De lat is één per twintig.",
    ]


def test_users_see_a_rule_when_its_file_says_so() -> None:
    assert power.getoond() == {pad.stem for pad in REGELS.glob("*.toml") if tomllib.loads(pad.read_text(encoding="utf-8"))["getoond"]}
    assert "beweging" in power.getoond()
