"""The passport and its history: old and new side by side, and a figure that says what it is a percentage of."""

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from dashboard.components.basis import basis
from dashboard.components.verandering import verandering
from dashboard.components.wijzigingen import marked_words
from tests.dashboard.conftest import fresh, gegevens, html, visit
from tests.dashboard.handbouw import add_versie, write_build
from tests.dashboard.test_overzicht import words
from tests.dashboard.vragen import Rij

Opener = Callable[..., AppTest]
OUD: Rij = {
    "indicator": "slapers", "keten": "opvang", "naam": "Buitenslapers", "dimensie": "resultaten", "soort": "kwantitatief",
    "eenheid": "personen", "frequentie": "jaar", "richting": "lager", "bron_partij": "Gemeente", "geleverd_op": "2024-02-03",
}  # fmt: skip


@pytest.fixture
def met_versie(leeg_magazijn: Path) -> Callable[..., AppTest]:
    """Open the indicator `slapers` on a build that also holds this older version."""

    def open_(tabel: str, oud: Rij, nieuw: Rij | None = None) -> AppTest:
        rijen = gegevens()
        rijen["indicatoren"][0] |= nieuw or {}
        add_versie(write_build(leeg_magazijn, rijen), tabel, oud)
        return visit(fresh(), "indicator", indicator="slapers")

    return open_


def test_a_new_definition_stands_beside_the_old_with_its_day_and_deliverer(met_versie: Opener) -> None:
    nieuw = {"definitie": "Mensen die buiten slapen in de winter", "definitie_versie": "2"}
    tekst = html(met_versie("indicator", OUD | {"definitie": "Mensen die buiten slapen", "definitie_versie": "1"}, nieuw))
    assert words(tekst.split("<h2>Een andere definitie</h2>")[1]).startswith(
        "Geleverd op 1 november 2026 door Onderzoek. Wat anders is, is onderstreept. "
        "Was (versie 1) Mensen die buiten slapen Werd (versie 2) Mensen die buiten slapen in de winter"
    )
    assert "<mark>in de winter</mark>" in tekst


def test_another_owner_is_told_in_the_history_of_the_passport(met_versie: Opener) -> None:
    at = met_versie("indicator", OUD | {"eigenaar": "Hoofd opvang"}, {"eigenaar": "Hoofd zorg", "herijken_op": "2027"})
    historie = words(html(at).split("Wat veranderde er in het paspoort?</h2>")[1])
    assert "Eigenaar Hoofd opvang Hoofd zorg 1 november 2026 Onderzoek" in historie
    assert "Opnieuw bekijken op leeg 2027 1 november 2026 Onderzoek" in historie
    assert "Een andere definitie" not in html(at)


def test_a_passport_that_never_changed_has_no_history(met_versie: Opener) -> None:
    assert "Wat veranderde er in het paspoort?" not in html(met_versie("indicator", OUD))


def test_a_version_at_the_figures_without_its_text_is_named(leeg_magazijn: Path) -> None:
    rijen = gegevens()
    rijen["metingen"][0]["definitie_versie"] = "2019"
    write_build(leeg_magazijn, rijen)
    tekst = html(visit(fresh(), "indicator", indicator="slapers"))
    assert "Bij deze cijfers hoort ook definitie 2019. De tekst daarvan is niet geleverd." in tekst


def test_a_streefwaarde_that_changed_shows_old_and_new_and_who_set_them(met_versie: Opener) -> None:
    oud = {
        "indicator": "slapers",
        "van": "2025",
        "waarde": 80,
        "soort": "norm",
        "vastgesteld_door": "Gemeenteraad",
        "vastgesteld_op": "2024-12",
    }
    tekst = words(html(met_versie("streefwaarde", oud)).split("Wat veranderde er aan het streven?</h2>")[1]).replace("\u00a0", " ")
    assert tekst.startswith(
        "Wat veranderde er aan het streven? Was Werd Geleverd op Door Norm 80 personen, vanaf 2025 "
        "vastgesteld door Gemeenteraad, december 2024 "
        "Richting 50 personen, vanaf 2025 wie dit vaststelde, ontbreekt 1 november 2026 Onderzoek"
    )


def test_a_path_set_at_once_is_no_change(leeg_magazijn: Path) -> None:
    rijen = gegevens()
    rijen["streefwaarden"] = [
        {"indicator": "slapers", "van": str(jaar), "waarde": jaar - 1950, "soort": "mijlpaal"} for jaar in (2025, 2026)
    ]
    write_build(leeg_magazijn, rijen)
    assert "Wat veranderde er aan het streven?" not in html(visit(fresh(), "indicator", indicator="slapers"))


def test_only_the_words_that_differ_are_marked() -> None:
    assert marked_words("een bed per nacht", "een stoel per nacht") == (
        "een <mark>bed</mark> per nacht ",
        "een <mark>stoel</mark> per nacht ",
    )
    assert marked_words("", "<b>") == ("", "<mark>&lt;b&gt;</mark> ")


@pytest.mark.parametrize(
    ("teller", "noemer", "n", "woorden"),
    [
        (45, 90, None, "45 van 90"),
        (None, 1200, None, "van 1.200"),
        (None, None, 90, "90 personen"),
        (float("nan"), float("nan"), float("nan"), "basis onbekend"),
    ],
)
def test_a_percentage_says_what_it_is_a_percentage_of(teller: float, noemer: float, n: float, woorden: str) -> None:
    meting = {"waarde": 50.0, "onderdrukt": "nee", "teller": teller, "noemer": noemer, "n": n}
    assert basis(meting, "%") == woorden
    assert basis(meting, "personen") is None
    assert basis(meting | {"onderdrukt": "ja"}, "%") is None


def test_the_page_of_a_percentage_shows_its_base_or_that_it_is_unknown(leeg_magazijn: Path) -> None:
    rijen = gegevens()
    rijen["metingen"][-1] |= {"teller": 39, "noemer": 40}
    rijen["metingen"].append({"indicator": "les", "periode": "2025/2026", "waarde": 96, "levering": "verzonnen"})
    write_build(leeg_magazijn, rijen)
    tekst = words(html(visit(fresh(), "indicator", indicator="les")).split("De cijfers zelf")[1])
    assert "97,5 39 van 40" in tekst
    assert "96 basis onbekend" in tekst


def punten(*waarden: float, jaren: list[int] | None = None, segmenten: list[int] | None = None) -> pd.DataFrame:
    jaren = jaren or list(range(2004, 2004 + len(waarden)))
    return pd.DataFrame(
        {
            "waarde": waarden, "reeks": "r", "segment": segmenten or 1, "periodesoort": "schooljaar",
            "van": [pd.Timestamp(j, 8, 1) for j in jaren], "periode": [f"{j}/{j + 1}" for j in jaren],
        }
    )  # fmt: skip


def test_a_change_is_told_with_begin_end_and_steps() -> None:
    zin = verandering(punten(5.6, 4.4, 3.8), "%")
    assert zin == "<p>Van 5,6% (schooljaar 2004/05) naar 3,8% (schooljaar 2006/07), in 3 schooljaren (2 stappen).</p>"


def test_a_gap_is_named_and_a_change_never_crosses_a_break() -> None:
    met_gat = verandering(punten(5.6, 3.8, jaren=[2004, 2007]), "%")
    assert met_gat is not None
    assert "in 4 schooljaren met 2 metingen (1 stap)." in met_gat
    breuk = verandering(punten(9, 5.6, 3.8, segmenten=[1, 2, 2]), "%")
    assert breuk is not None
    assert "Sinds de laatste breuk in de lijn: van 5,6% (schooljaar 2005/06)" in breuk


@pytest.mark.parametrize("metingen", [punten(5.6), punten(9, 5, segmenten=[1, 2]), punten(5.6, 3.8).assign(reeks=["a", "b"])])
def test_one_point_or_several_reeksen_are_no_change(metingen: pd.DataFrame) -> None:
    assert verandering(metingen, "%") is None
