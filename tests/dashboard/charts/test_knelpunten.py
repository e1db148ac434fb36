from datetime import date

import pandas as pd

from dashboard.charts.knelpunten import knelpunten
from dashboard.charts.reeksen import ms
from tests.dashboard.charts.rijen import gedateerd, lagen, teksten

VANDAAG = date(2026, 11, 24)


def rijen(*delen: dict[str, object]) -> pd.DataFrame:
    leeg = {"knelpunt": "Te weinig bedden", "datum": "2026-01-24", "opgelost_op": None, "escalatie_naar": None}
    return gedateerd([{**leeg, **deel} for deel in delen], "datum", "opgelost_op")


def balken(df: pd.DataFrame) -> list[tuple[float, float]]:
    heel = [laag for laag in lagen(knelpunten(df, VANDAAG, 980), "rule") if laag["mark"].get("strokeWidth") == 6]
    return [(rij["zeker"], rij["tot"]) for rij in heel[-1]["rijen"]] if heel else []


def test_an_open_knelpunt_runs_until_today_and_a_solved_one_until_its_day() -> None:
    df = rijen({}, {"datum": "2026-02-01", "opgelost_op": "2026-03-01"})
    assert balken(df) == [(ms("2026-01-24"), ms("2026-11-25")), (ms("2026-02-01"), ms("2026-03-02"))]


def test_age_and_escalation_stand_in_words() -> None:
    geschreven = teksten(knelpunten(rijen({"escalatie_naar": "Wethouder"}, {"datum": "2026", "opgelost_op": "2026-03-01"}), VANDAAG, 980))
    assert "sinds 24 januari 2026, open, 10 maanden, voorgelegd aan Wethouder" in geschreven
    assert "sinds 2026, opgelost na ongeveer 2 maanden, niet verder voorgelegd" in geschreven


def test_an_unknown_begin_has_a_word_and_no_bar_and_stands_last() -> None:
    df = rijen({"datum": None, "knelpunt": "Onbekend sinds"}, {"knelpunt": "Sinds januari"})
    geschreven = teksten(knelpunten(df, VANDAAG, 980))
    assert geschreven.index("Sinds januari") < geschreven.index("Onbekend sinds")
    assert "begin niet bekend, niet verder voorgelegd" in geschreven
    assert len(balken(df)) == 1
    assert balken(rijen({"datum": None})) == []


def test_a_long_text_is_broken_on_a_narrow_screen() -> None:
    lang = "Schuldsanering zonder financiële en administratieve hulp voorkomt geen nieuwe schulden"
    assert lang in teksten(knelpunten(rijen({"knelpunt": lang}), VANDAAG, 980))
    smal = teksten(knelpunten(rijen({"knelpunt": lang}), VANDAAG, 358))
    assert {"Schuldsanering zonder financiële en administratieve hulp", "voorkomt geen nieuwe schulden"} <= set(smal)
