"""Revisions of a figure on the page Indicator. Add here what concerns figures that were delivered again."""

import re
from pathlib import Path

import pytest

from tests.dashboard.conftest import fresh, html, visit
from tests.dashboard.test_verschil import rows_of
from tests.etl.hulp import keep, laad, write_levering

# What is built once, is built by one worker.
PASPOORT = "indicator,keten,naam,dimensie,soort,eenheid,definitie,eigenaar,bron\n"
KOP = "indicator,periode,waarde,teller,noemer,n,betwist,kanttekening,vervallen\n"
TABEL = "Herziene cijfers op volgorde van tijd"
EEN, TWEE = "15 maart 2024, door Gemeente Testdam", "14 maart 2025, door Gemeente Testdam"
# What came first and what came later of one period, and what of it stands in the table of revisions.
HERZIEN = {
    "hoger": ("40,,,50,,,", "42.5,,,80,,,", ["40% (50 personen)", "42,5% (80 personen)", "2,5\u00a0procentpunt hoger"]),
    "lager": (",20,50,,,,", ",18,50,,,,", ["40% (20 van 50)", "36% (18 van 50)", "4\u00a0procentpunt lager"]),
    "betwist": ("40,,,,,,", "40,,,,ja,,", ["40% (basis onbekend)", "40% (basis onbekend) (betwist)", "gelijk"]),
    "ingetrokken": ("40,,,,,,", "40,,,,,,ja", ["40% (basis onbekend)", "ingetrokken", ""]),
}
ANDERE = {
    "klein": ("40,,,50,,,", "40,,,5,,,"),
    "opmerking": ("40,,,50,,eerst,", "40,,,50,,later,"),
    "terug": ("40,,,50,,,", "42,,,50,,,"),
    "reeks": ("40,,,50,,,", "42,,,50,,,"),
}


@pytest.fixture(scope="module")
def eenmaal_geladen(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every revision of this file in an indicator of its own; one figure came back to what it was in a third levering."""
    map_ = tmp_path_factory.mktemp("herzieningen")
    gevallen = {naam: rijen[:2] for naam, rijen in (HERZIEN | ANDERE).items()}
    indicatoren = PASPOORT + "".join(f"{naam},k,Tevreden {naam},resultaten,kwantitatief,%,D,E,B\n" for naam in gevallen)
    vast = {"ketens": "keten,naam,maatschappelijk_resultaat\nk,K,Beter\n", "indicatoren": indicatoren}
    eerst = KOP + "reeks,2022,38,,,50,,,\n" + "".join(f"{naam},2023,{eerst}\n" for naam, (eerst, _) in gevallen.items())
    later = KOP + "".join(f"{naam},2023,{later}\n" for naam, (_, later) in gevallen.items())
    keep(map_ / "m", write_levering(map_ / "een", "2024-03-15", metingen=eerst, **vast))
    keep(map_ / "m", write_levering(map_ / "twee", "2025-03-14", metingen=later))
    laad(map_ / "m", write_levering(map_ / "drie", "2026-03-13", metingen=KOP + "terug,2023,40,,,50,,,\n"))
    return map_ / "m"


@pytest.fixture(autouse=True)
def geladen(eenmaal_geladen: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KETENSPIEGEL_MAGAZIJN", str(eenmaal_geladen))


def page(indicator: str) -> str:
    """The page of this indicator."""
    at = visit(fresh(keten="k", indicator=indicator), "indicator", keten="k", indicator=indicator)
    assert not at.exception
    return html(at)


@pytest.mark.parametrize("geval", HERZIEN)
def test_old_and_new_stand_side_by_side(geval: str) -> None:
    assert rows_of(TABEL, page(geval)) == [["2023", "totaal", *HERZIEN[geval][2], EEN, TWEE]]


def test_a_figure_that_turned_out_to_be_about_a_small_group_is_hidden_as_it_was_before_too() -> None:
    tekst = page("klein")
    assert "onderdrukt (kleine groep)" in tekst
    assert "40%" not in tekst
    assert "Later anders geleverd" not in tekst


def test_the_same_value_with_another_remark_is_no_revision() -> None:
    assert "Later anders geleverd" not in page("opmerking")


def test_a_figure_that_came_back_twice_has_two_rows() -> None:
    assert [rij[2:5] for rij in rows_of(TABEL, page("terug"))] == [
        ["40% (50 personen)", "42% (50 personen)", "2\u00a0procentpunt hoger"],
        ["42% (50 personen)", "40% (50 personen)", "2\u00a0procentpunt lager"],
    ]


def test_a_revised_figure_carries_the_word_in_the_table_of_figures() -> None:
    tekst = page("reeks")
    koppen = re.findall(r"<th[^>]*>(.*?)</th>", tekst.split("Cijfers op volgorde van tijd", 1)[1].split("<tbody>", 1)[0])
    rijen = rows_of("Cijfers op volgorde van tijd", tekst)
    plaats = koppen.index("Herzien")
    assert [(rij[0], rij[plaats]) for rij in rijen] == [("2022", ""), ("2023", "herzien")]
