"""When what a rule saw in some periods is one question, and until when it is asked."""

from datetime import date

import duckdb
import pytest

NIEUWSTE = date(2025, 12, 1)


def ask(con: duckdb.DuckDBPyConnection, *gezien: str, reeks: str = "r") -> list[tuple[str, str, str]]:
    """First month, last month and the month it tells of, of each question about the months in which something was seen."""
    con.execute("create or replace temp table waarneming (reeks varchar, van date, tot date, nieuwste date)")
    for maand in gezien:
        van = date.fromisoformat(f"{maand}-01")
        con.execute("insert into waarneming values (?, ?, last_day(?), ?)", [reeks, van, van, NIEUWSTE])
    return [
        (f"{van:%Y-%m}", f"{tot:%Y-%m}", f"{laatste:%Y-%m}")
        for van, tot, laatste in con.execute(
            "with gezien as (from waarneming) select van, tot, laatste.van from recente_vragen('gezien') order by van"
        ).fetchall()
    ]


def test_periods_less_than_a_year_apart_are_one_question_about_the_newest(con: duckdb.DuckDBPyConnection) -> None:
    assert ask(con, "2025-11", "2025-03", "2025-04") == [("2025-03", "2025-11", "2025-11")]


@pytest.mark.parametrize(
    ("eerder", "van"),
    [("2024-06", "2024-06"), ("2024-05", "2025-06")],
    ids=["precies een jaar eerder hoort erbij", "een maand langer geleden hoort er niet bij"],
)
def test_more_than_a_year_of_rest_makes_another_question(eerder: str, van: str, con: duckdb.DuckDBPyConnection) -> None:
    assert ask(con, eerder, "2025-06") == [(van, "2025-06", "2025-06")]


@pytest.mark.parametrize(("maand", "aantal"), [("2025-01", 1), ("2024-12", 0)])
def test_a_question_is_asked_as_long_as_it_was_seen_in_the_last_year(maand: str, aantal: int, con: duckdb.DuckDBPyConnection) -> None:
    assert len(ask(con, maand)) == aantal


def test_nothing_seen_is_no_question(con: duckdb.DuckDBPyConnection) -> None:
    assert ask(con) == []


def test_every_reeks_has_its_own_questions(con: duckdb.DuckDBPyConnection) -> None:
    ask(con, "2025-03", reeks="a")
    con.execute("insert into waarneming values ('b', '2025-08-01', '2025-08-31', '2025-12-01')")
    vragen = "with gezien as (from waarneming) select reeks, month(van), month(tot) from recente_vragen('gezien') order by reeks"
    assert con.execute(vragen).fetchall() == [("a", 3, 3), ("b", 8, 8)]
