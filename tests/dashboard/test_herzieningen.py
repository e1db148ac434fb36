"""Revisions of a figure on the page Indicator. Add here what concerns figures that were delivered again."""

import re
from pathlib import Path

import pytest

from tests.dashboard.conftest import fresh, html, visit
from tests.dashboard.test_verschil import rows_of
from tests.etl.hulp import laad, write_levering

PASPOORT = "indicator,keten,naam,dimensie,soort,eenheid,definitie,eigenaar,bron\ni,k,Tevreden,resultaten,kwantitatief,%,D,E,B\n"
KOP = "indicator,periode,waarde,teller,noemer,n,betwist,kanttekening,vervallen\n"
TABEL = "Herziene cijfers op volgorde van tijd"
EEN, TWEE = "15 maart 2024, door Gemeente Testdam", "14 maart 2025, door Gemeente Testdam"


def page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, eerst: str, later: str) -> str:
    """The page Indicator after two leveringen of these metingen."""
    monkeypatch.setenv("KETENSPIEGEL_MAGAZIJN", str(tmp_path / "m"))
    vast = {"ketens": "keten,naam,maatschappelijk_resultaat\nk,K,Beter\n", "indicatoren": PASPOORT}
    laad(tmp_path / "m", write_levering(tmp_path / "een", "2024-03-15", metingen=KOP + eerst, **vast))
    laad(tmp_path / "m", write_levering(tmp_path / "twee", "2025-03-14", metingen=KOP + later))
    at = visit(fresh(keten="k", indicator="i"), "indicator", keten="k", indicator="i")
    assert not at.exception
    return html(at)


@pytest.mark.parametrize(
    ("eerst", "later", "rij"),
    [
        ("i,2023,40,,,50,,,\n", "i,2023,42.5,,,80,,,\n", ["40% (50 personen)", "42,5% (80 personen)", "2,5\u00a0procentpunt hoger"]),
        ("i,2023,,20,50,,,,\n", "i,2023,,18,50,,,,\n", ["40% (20 van 50)", "36% (18 van 50)", "4\u00a0procentpunt lager"]),
        ("i,2023,40,,,,,,\n", "i,2023,40,,,,ja,,\n", ["40% (basis onbekend)", "40% (basis onbekend) (betwist)", "gelijk"]),
        ("i,2023,40,,,,,,\n", "i,2023,40,,,,,,ja\n", ["40% (basis onbekend)", "ingetrokken", ""]),
    ],
    ids=["hoger", "lager", "betwist", "ingetrokken"],
)
def test_old_and_new_stand_side_by_side(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, eerst: str, later: str, rij: list[str]) -> None:
    tekst = page(tmp_path, monkeypatch, eerst, later)
    assert rows_of(TABEL, tekst) == [["2023", "totaal", *rij, EEN, TWEE]]


def test_a_figure_that_turned_out_to_be_about_a_small_group_is_hidden_as_it_was_before_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tekst = page(tmp_path, monkeypatch, "i,2023,40,,,50,,,\n", "i,2023,40,,,5,,,\n")
    assert "onderdrukt (kleine groep)" in tekst
    assert "40%" not in tekst
    assert "Later anders geleverd" not in tekst


def test_the_same_value_with_another_remark_is_no_revision(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tekst = page(tmp_path, monkeypatch, "i,2023,40,,,50,,eerst,\n", "i,2023,40,,,50,,later,\n")
    assert "Later anders geleverd" not in tekst


def test_a_figure_that_came_back_twice_has_two_rows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page(tmp_path, monkeypatch, "i,2023,40,,,50,,,\n", "i,2023,42,,,50,,,\n")
    laad(tmp_path / "m", write_levering(tmp_path / "drie", "2026-03-13", metingen=KOP + "i,2023,40,,,50,,,\n"))
    rijen = rows_of(TABEL, html(visit(fresh(keten="k", indicator="i"), "indicator", keten="k", indicator="i")))
    assert [rij[2:5] for rij in rijen] == [
        ["40% (50 personen)", "42% (50 personen)", "2\u00a0procentpunt hoger"],
        ["42% (50 personen)", "40% (50 personen)", "2\u00a0procentpunt lager"],
    ]


def test_a_revised_figure_carries_the_word_in_the_table_of_figures(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tekst = page(tmp_path, monkeypatch, "i,2022,38,,,50,,,\ni,2023,40,,,50,,,\n", "i,2023,42,,,50,,,\n")
    koppen = re.findall(r"<th[^>]*>(.*?)</th>", tekst.split("Cijfers op volgorde van tijd", 1)[1].split("<tbody>", 1)[0])
    rijen = rows_of("Cijfers op volgorde van tijd", tekst)
    plaats = koppen.index("Herzien")
    assert [(rij[0], rij[plaats]) for rij in rijen] == [("2022", ""), ("2023", "herzien")]
