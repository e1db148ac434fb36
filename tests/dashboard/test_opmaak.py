"""Numbers, dates, periods and ages read as people write them in Dutch. Add a row for every form that is delivered."""

from datetime import date, datetime

import pytest

from dashboard.components import opmaak


@pytest.mark.parametrize(
    ("waarde", "decimalen", "tekst"),
    [
        (1234.5, None, "1.234,5"),
        (1234567, None, "1.234.567"),
        (0.125, None, "0,12"),
        (12.0, None, "12"),
        (12, 1, "12,0"),
        (-3.5, None, "−3,5"),
        (-0.001, None, "0"),
        (0, None, "0"),
        (100, None, "100"),
        (None, None, "–"),
    ],
)
def test_a_number_is_written_the_dutch_way(waarde: float | None, decimalen: int | None, tekst: str) -> None:
    assert opmaak.getal(waarde, decimalen) == tekst


@pytest.mark.parametrize(
    ("bedrag", "eenheid", "tekst"),
    [
        (12.5, "%", "12,5%"),
        (12.5, "procent", "12,5%"),
        (1200, "euro", "€\u00a01.200"),
        (30, "bedden", "30\u00a0bedden"),
        (30, "aantal", "30"),
        (30, None, "30"),
        (None, "%", "–"),
    ],
)
def test_a_value_carries_its_unit(bedrag: float | None, eenheid: str | None, tekst: str) -> None:
    assert opmaak.waarde(bedrag, eenheid) == tekst


@pytest.mark.parametrize(
    ("dag", "tekst"),
    [
        ("2005", "2005"),
        ("2005-08", "augustus 2005"),
        ("2005-08-01", "1 augustus 2005"),
        (date(2026, 11, 24), "24 november 2026"),
        (datetime(2026, 11, 24, 8, 30), "24 november 2026"),
        (None, "datum onbekend"),
        ("", "datum onbekend"),
    ],
)
def test_a_date_is_as_precise_as_it_was_delivered(dag: date | str | None, tekst: str) -> None:
    assert opmaak.datum(dag) == tekst


@pytest.mark.parametrize(
    ("dag", "tekst"),
    [
        ("2005", "in 2005"),
        ("2005-08", "in augustus 2005"),
        ("2005-08-01", "op 1 augustus 2005"),
        (date(2026, 11, 24), "op 24 november 2026"),
        (None, "op een onbekende datum"),
    ],
)
def test_a_date_takes_the_right_preposition(dag: date | str | None, tekst: str) -> None:
    assert opmaak.op_datum(dag) == tekst


@pytest.mark.parametrize(
    ("tekst", "leesbaar"),
    [
        ("2024", "2024"),
        ("2024-01", "januari 2024"),
        ("2024-01-15", "15 januari 2024"),
        ("2024-K1", "1e kwartaal 2024"),
        ("2024-H2", "2e halfjaar 2024"),
        ("2024-W05", "week 5 van 2024"),
        ("2005/2006", "schooljaar 2005/06"),
        ("2005/06", "schooljaar 2005/06"),
        ("1999/2000", "schooljaar 1999/00"),
        ("2002/2004", "2002 tot en met 2004"),
        ("1982/..", "vanaf 1982"),
        ("../1995", "tot en met 1995"),
        ("2024-K1/2024-K3", "1e kwartaal 2024 tot en met 3e kwartaal 2024"),
        ("2002-07-29/2002-08-09", "29 juli 2002 tot en met 9 augustus 2002"),
        (None, "periode onbekend"),
    ],
)
def test_a_periode_is_written_out(tekst: str | None, leesbaar: str) -> None:
    assert opmaak.periode(tekst) == leesbaar


@pytest.mark.parametrize(
    ("van", "tot", "tekst"),
    [
        ("2002", "2004", "2002 tot en met 2004"),
        ("2002", "2002", "2002"),
        ("1982", None, "vanaf 1982"),
        (None, "1995-06", "tot en met juni 1995"),
        (None, None, "periode onbekend"),
    ],
)
def test_a_time_from_begin_to_end_may_be_open(van: str | None, tot: str | None, tekst: str) -> None:
    assert opmaak.tijdvak(van, tot) == tekst


@pytest.mark.parametrize(
    ("laatste_dag", "tekst"),
    [
        (date(2021, 8, 24), "5 jaar en 3 maanden oud"),
        (date(2021, 8, 25), "5 jaar en 2 maanden oud"),
        (date(2025, 11, 24), "1 jaar oud"),
        (date(2026, 10, 24), "1 maand oud"),
        (date(2026, 10, 31), "24 dagen oud"),
        (date(2026, 11, 23), "1 dag oud"),
        (date(2026, 11, 24), "van vandaag"),
        (date(2027, 1, 1), "van vandaag"),
        (None, "leeftijd onbekend"),
    ],
)
def test_the_age_of_a_figure_counts_from_the_last_day_it_speaks_of(laatste_dag: date | None, tekst: str) -> None:
    assert opmaak.leeftijd(laatste_dag, date(2026, 11, 24)) == tekst


@pytest.mark.parametrize(
    ("delen", "tekst"),
    [([], "niemand"), (["a"], "a"), (["a", "b"], "a en b"), (["a", "b", "c"], "a, b en c")],
)
def test_an_enumeration_ends_in_en(delen: list[str], tekst: str) -> None:
    assert opmaak.opsomming(delen, "niemand") == tekst


def test_a_count_agrees_with_its_noun() -> None:
    assert [opmaak.aantal(n, "overleg", "overleggen") for n in (0, 1, 1200)] == ["0 overleggen", "1 overleg", "1.200 overleggen"]
