"""Splitting a keten in leveringen, on a small keten by hand: a project of 2025 and two indicatoren that guard one another."""

from datetime import date

import pytest

from etl.voorbeeld.geschiedenis import Verhaal, split_leveringen
from etl.voorbeeld.ketenbestand import Eerder, Keten, Rij

PROEF = Keten(
    "proef",
    {},
    ("2024-01-01", "2025-01-01", "2026-01-01"),
    {},
    [],
    eerder=(
        Eerder("projecten", "p", "2025-06-01", {"uitkomst": "Loopt"}),
        Eerder("projecten", "p", "2024-06-01", {"uitkomst": "Net begonnen"}),
    ),
)
RIJEN: dict[str, list[Rij]] = {
    "ketens": [{"keten": "proef"}],
    "projecten": [{"project": "p", "keten": "proef", "van": "2025-03-01", "uitkomst": "Klaar"}],
    "indicatoren": [
        {"indicator": "een", "keten": "proef", "project": "p", "tegenindicator": "twee"},
        {"indicator": "twee", "keten": "proef", "tegenindicator": "een"},
        {"indicator": "ongemeten", "keten": "proef"},
    ],
}


def meting(indicator: str, bekend: str, *eerder: tuple[date, Rij]) -> Verhaal:
    return Verhaal("metingen", {"indicator": indicator, "waarde": "5"}, date.fromisoformat(bekend), list(eerder))


def split(*metingen: Verhaal, keten: Keten = PROEF) -> dict[str, dict[str, list[Rij]]]:
    return split_leveringen(keten, RIJEN, metingen)


def told(leveringen: dict[str, dict[str, list[Rij]]], tabel: str, kolom: str) -> dict[str, list[str]]:
    """Per levering that holds the table, one column of its rows."""
    return {dag: [rij[kolom] for rij in tabellen[tabel]] for dag, tabellen in leveringen.items() if tabel in tabellen}


def test_a_row_is_known_no_later_than_what_refers_to_it() -> None:
    leveringen = split(meting("een", "2023-05-01"))
    assert told(leveringen, "indicatoren", "indicator") == {"2024-01-01": ["een"]}
    assert told(leveringen, "projecten", "project") == {"2024-01-01": ["p"], "2025-01-01": ["p"], "2026-01-01": ["p"]}


def test_an_indicator_that_nothing_refers_to_is_not_delivered() -> None:
    namen = told(split(meting("een", "2023-05-01"), meting("twee", "2024-05-01")), "indicatoren", "indicator")
    assert "ongemeten" not in {naam for indicatoren in namen.values() for naam in indicatoren}


def test_what_a_row_said_before_is_told_in_order_of_time_whatever_the_order_in_the_file() -> None:
    leveringen = split(meting("een", "2023-05-01"))
    assert told(leveringen, "projecten", "uitkomst") == {"2024-01-01": ["Net begonnen"], "2025-01-01": ["Loopt"], "2026-01-01": ["Klaar"]}


def test_a_tegenindicator_is_named_once_it_is_known() -> None:
    leveringen = split(meting("een", "2023-05-01"), meting("twee", "2024-05-01"))
    assert told(leveringen, "indicatoren", "tegenindicator") == {"2024-01-01": [""], "2025-01-01": ["twee", "een"]}


def test_what_is_known_on_the_day_of_a_levering_is_in_it_and_a_day_later_is_not() -> None:
    assert list(told(split(meting("een", "2025-01-01")), "metingen", "waarde")) == ["2025-01-01"]
    assert list(told(split(meting("een", "2025-01-02")), "metingen", "waarde")) == ["2026-01-01"]


def test_what_is_known_after_the_last_levering_is_in_none() -> None:
    assert told(split(meting("een", "2026-01-02")), "metingen", "waarde") == {}


def test_a_value_is_delivered_again_when_it_is_revised_and_not_before() -> None:
    herzien = meting("een", "2023-05-01", (date(2026, 1, 1), {"waarde": "4"}))
    assert told(split(herzien), "metingen", "waarde") == {"2024-01-01": ["4"], "2026-01-01": ["5"]}


def test_to_tell_of_a_row_that_does_not_exist_is_an_error() -> None:
    keten = Keten("proef", {}, PROEF.leverdata, {}, [], eerder=(Eerder("projecten", "weg", "2025-01-01", {}), *PROEF.eerder))
    with pytest.raises(ValueError) as gestopt:
        split(keten=keten)
    assert str(gestopt.value) == "Eerder is about rows that do not exist: [('projecten', 'weg')]"
