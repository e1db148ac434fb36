"""What changed between two moments: each kind of change, on the page and as a file. Add here what concerns the page verschil."""

import csv
import io
import re
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.components import opmaak
from dashboard.components.uitvoer import as_csv
from dashboard.components.vergelijking import SOORTEN, Verandering, as_rows, changes, difference
from tests.dashboard.conftest import html, visit
from tests.dashboard.test_router import run_app
from tests.etl.hulp import laad, write_levering

PASPOORT = "indicator,keten,naam,dimensie,soort,eenheid,definitie,eigenaar,bron\n"
KOP = "indicator,periode,waarde,bron_partij,betwist,vervallen\n"
AFSPRAAK = "afspraak_id,keten,overleg,datum,afspraak,voortouw,klaar_op,status,status_op\n"
CIJFER, VRAAG = SOORTEN[0], SOORTEN[1]


@pytest.fixture(scope="module")
def eenmaal_geladen(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two leveringen of one keten, a year apart, with one change of each kind."""
    tmp_path = tmp_path_factory.mktemp("geschiedenis")
    eerste = {
        "ketens": "keten,naam,maatschappelijk_resultaat\nk,Keten K,Beter\n",
        "indicatoren": PASPOORT + "i,k,Wachttijd,resultaten,kwantitatief,dagen,Van aanmelding tot hulp,E,B\n",
        "overleggen": "overleg,keten,datum,naam,soort\no,k,2024-09-02,Stuurgroep,bestuurlijk\n",
        "metingen": KOP + "i,2021,15,,,\ni,2022,20,,,\ni,2023,30,,,\n",
        "afspraken": AFSPRAAK + "a1,k,o,2024-02-01,Wachtlijst delen,Wijkteam,2024-06-01,open,\n",
        "knelpunten": "knelpunt_id,keten,knelpunt,datum\nn1,k,Geen gegevens delen,2024-01-10\n",
        "streefwaarden": "indicator,van,waarde,soort\ni,2024,25,norm\n",
    }
    laad(tmp_path / "m", write_levering(tmp_path / "een", "2024-03-15", **eerste))
    tweede = {
        "indicatoren": PASPOORT
        + "i,k,Wachttijd,resultaten,kwantitatief,dagen,Van aanmelding tot <eerste> gesprek,E,B\n"
        + "j,k,Bezoeken,resultaten,kwantitatief,bezoeken,D,E,B\n",
        "metingen": KOP + "i,2021,15,,,ja\ni,2023,33.5,,,\ni,2024,40,,,\ni,2024,44,Wijkteam,ja,\nj,2024,7000,,,\n",
        "afspraken": AFSPRAAK
        + "a1,k,o,2024-02-01,Wachtlijst delen,Wijkteam,2024-09-01,gereed,2024-08-20\n"
        + "a2,k,o,2025-01-15,=Loket openen,,,open,\n",
        "knelpunten": "knelpunt_id,keten,knelpunt,datum,oplossing,opgelost_op\nn1,k,Geen gegevens delen,2024-01-10,Convenant,2025-01-02\n",
        "streefwaarden": "indicator,van,waarde,soort\ni,2024,28,norm\ni,2026,20,mijlpaal\n",
    }
    laad(tmp_path / "m", write_levering(tmp_path / "twee", "2025-03-14", **tweede))
    return tmp_path / "m"


@pytest.fixture
def geschiedenis(eenmaal_geladen: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A magazijn of its own for every test: loading is what takes long."""
    monkeypatch.setenv("KETENSPIEGEL_MAGAZIJN", str(tmp_path / "m"))
    return Path(shutil.copytree(eenmaal_geladen, tmp_path / "m"))


def open_verschil(**keuze: str) -> AppTest:
    return visit(run_app(keten="k", **keuze), "verschil", keten="k", **keuze)


def rows_of(onderschrift: str, tekst: str) -> list[list[str]]:
    """The cells of a table on the screen, without its marking."""
    tabel = tekst.split(f'aria-label="{onderschrift}"')[1].split("</table>", maxsplit=1)[0].split("<tbody>")[1]
    return [[re.sub("<[^>]+>", "", cel) for cel in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", rij)] for rij in tabel.split("</tr>")[:-1]]


def test_without_a_choice_the_last_overleg_is_the_moment(geschiedenis: Path) -> None:
    at = open_verschil()
    assert not at.exception
    assert at.selectbox(key="keuze_sinds").value == "2024-09-02"
    assert f"Vergeleken: wat op 2 september 2024 bekend kon zijn, met wat op {opmaak.datum(date.today())} bekend is." in html(at)


def test_new_figures_stand_per_indicator_with_the_newest_of_every_voice(geschiedenis: Path) -> None:
    rijen = rows_of("Nieuwe cijfers op naam van de indicator", html(open_verschil()))
    assert [rij[:6] for rij in rijen] == [
        ["Bezoeken", "1 cijfer", "7.000\u00a0bezoeken", "2024", "Gemeente Testdam", "14 maart 2025"],
        ["Wachttijd", "2 cijfers", "40\u00a0dagen en 44\u00a0dagen (betwist)", "2024", "Gemeente Testdam en Wijkteam", "14 maart 2025"],
    ]
    assert all(rij[6].endswith("oud") for rij in rijen)


def test_a_revised_figure_stands_old_beside_new_without_a_verdict(geschiedenis: Path) -> None:
    tekst = html(open_verschil())
    assert rows_of("Herziene cijfers op naam van de indicator", tekst) == [
        [
            "Wachttijd", "2023", "totaal", "30\u00a0dagen", "33,5\u00a0dagen", "3,5\u00a0dagen hoger",
            "15 maart 2024", "14 maart 2025", "Gemeente Testdam",
        ]
    ]  # fmt: skip
    for woord in ("beter", "slechter", "gunstig"):
        assert woord not in tekst


def test_a_withdrawn_figure_is_told(geschiedenis: Path) -> None:
    assert rows_of("Ingetrokken cijfers op naam van de indicator", html(open_verschil())) == [
        ["Wachttijd", "2021", "totaal", "15\u00a0dagen", "15 maart 2024"]
    ]


def test_afspraken_and_knelpunten_tell_what_is_new_and_what_became_different(geschiedenis: Path) -> None:
    tekst = html(open_verschil())
    assert "Nieuw. Voortouw: ontbreekt, klaar op: ontbreekt, stand: open." in tekst
    assert (
        "Klaar op: was 1 juni 2024, is nu 1 september 2024. Stand: was open, is nu gereed. Stand sinds: was leeg, is nu 20 augustus 2024."
        in tekst
    )
    assert "Oplossing: was leeg, is nu Convenant. Opgelost op: was leeg, is nu 2 januari 2025." in tekst
    assert "Geleverd op 14 maart 2025 door Gemeente Testdam" in tekst


def test_definitions_and_streefwaarden_stand_old_beside_new(geschiedenis: Path) -> None:
    tekst = html(open_verschil())
    assert rows_of("Veranderde paspoorten op naam van de indicator", tekst) == [
        ["Wachttijd", "definitie", "Van aanmelding tot hulp", "Van aanmelding tot &lt;eerste&gt; gesprek"]
    ]
    assert rows_of("Veranderde streefwaarden op naam van de indicator", tekst) == [
        ["Wachttijd", "streefwaarde vanaf 2024: waarde", "25\u00a0dagen", "28\u00a0dagen"],
        ["Wachttijd", "streefwaarde vanaf 2026", "was er niet", "20\u00a0dagen"],
    ]
    assert '<p>Nieuw: <a href="indicator?keten=k&amp;indicator=j">Bezoeken</a>.</p>' in tekst


def test_what_did_not_change_is_named(geschiedenis: Path) -> None:
    assert "Niets veranderd bij: nieuwe vragen en vragen die niet meer gesteld worden." in html(open_verschil())
    assert "Er is in deze tijd niets veranderd." in html(open_verschil(sinds="2025-03-14"))


def test_it_compares_with_the_peildatum_when_there_is_one(geschiedenis: Path) -> None:
    tekst = html(open_verschil(sinds="2024-03-15", peildatum="2024-12-01"))
    assert "Vergeleken: wat op 15 maart 2024 bekend kon zijn, met wat op 1 december 2024 bekend is." in tekst
    assert "Er is in deze tijd niets veranderd." in tekst


@pytest.mark.parametrize(
    ("sinds", "zin"),
    [
        ("2020-01-01", "Op 1 januari 2020 was er nog niets geleverd. De eerste levering is van 15 maart 2024."),
        ("2024-12-01", "Kies een dag vóór 1 december 2024."),
        ("gisteren", "“gisteren” is geen datum. Schrijf jaar, maand en dag, bijvoorbeeld 30 juni 2025."),
        ("2100-01-01", "1 januari 2100 ligt in de toekomst."),
    ],
)
def test_a_moment_that_cannot_be_compared_is_told(geschiedenis: Path, sinds: str, zin: str) -> None:
    at = open_verschil(sinds=sinds, peildatum="2024-12-01")
    assert not at.exception
    assert zin in html(at)
    assert not at.get("download_button")


def test_without_an_earlier_moment_the_page_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KETENSPIEGEL_MAGAZIJN", str(tmp_path / "m"))
    laad(tmp_path / "m", write_levering(tmp_path / "l", ketens="keten,naam,maatschappelijk_resultaat\nk,K,Beter\n"))
    assert "Er is nog geen eerder moment om mee te vergelijken." in html(open_verschil())


def test_a_field_of_ones_own_chooses_the_moment(geschiedenis: Path) -> None:
    at = open_verschil()
    at.text_input(key="dag_sinds").input("1-4-2024").run()
    assert dict(at.query_params) == {"keten": "k", "sinds": "2024-04-01"}
    assert "wat op 1 april 2024 bekend kon zijn" in html(at)


def meting(waarde: float | None, **anders: Any) -> dict[str, Any]:
    return {
        "indicator": "i", "naam": "I", "eenheid": "%", "periode": "2024", "van": date(2024, 1, 1), "tot": date(2024, 12, 31),
        "gebied": None, "groep": None, "bron_partij": None, "definitie_versie": None, "waarde": waarde, "tekst": None,
        "teller": None, "noemer": 40.0, "n": None,
        "onderdrukt": "nee", "betwist": None, "geleverd_op": None, "leverancier": "L", "bron": "B", **anders,
    }  # fmt: skip


def test_a_row_is_the_same_row_by_its_key_alone() -> None:
    noord = {"gebied": "Noord"}
    assert changes([meting(1), meting(2, **noord)], [meting(2, **noord), meting(1)], CIJFER) == []
    assert [v.wat for v in changes([meting(1)], [meting(1, **noord), meting(3)], CIJFER)] == ["nieuw", "anders"]
    assert [v.wat for v in changes([meting(1), meting(2, **noord)], [meting(1)], CIJFER)] == ["weg"]


def test_a_remark_alone_is_no_revision() -> None:
    assert changes([meting(1, bron="oud")], [meting(1, bron="nieuw")], CIJFER) == []


def test_questions_are_the_same_question_by_their_signaal() -> None:
    def vraag(signaal: str, tekst: str) -> dict[str, Any]:
        return {"signaal": signaal, "vraag": tekst, "indicator": None, "project": None, "van": None, "tot": None}

    anders = changes([vraag("a", "Waarom?"), vraag("b", "Klopt dit?")], [vraag("a", "Waarom nu?"), vraag("c", "Wie mist?")], VRAAG)
    assert [(v.wat, v.rij["vraag"]) for v in anders] == [("nieuw", "Wie mist?"), ("weg", "Klopt dit?")]


@pytest.mark.parametrize(
    ("toen", "nu", "zin"),
    [
        (10, 12.5, "2,5\u00a0procentpunt hoger"),
        (12.5, 10, "2,5\u00a0procentpunt lager"),
        (10, 10.001, "gelijk"),
        (None, 10, ""),
        (10, None, ""),
    ],
)
def test_a_difference_has_a_size_and_a_direction(toen: float | None, nu: float | None, zin: str) -> None:
    assert difference(meting(toen), meting(nu)) == zin


def test_the_file_has_a_row_per_change_and_is_safe_in_a_spreadsheet() -> None:
    leeg = dict.fromkeys(("voortouw", "klaar_op", "status_op", "geleverd_op", "leverancier"))
    afspraak = {**leeg, "afspraak": "=1+1", "status": "open"}
    veranderingen = [Verandering(CIJFER, meting(10.0), meting(12.5)), Verandering(SOORTEN[2], None, afspraak)]
    inhoud = as_csv(as_rows(veranderingen, "k", date(2024, 9, 2), date(2026, 11, 24))).decode("utf-8-sig")
    rijen = list(csv.DictReader(io.StringIO(inhoud), delimiter=";"))
    assert rijen[0] == {
        "keten": "k", "soort": "cijfer", "wat": "anders", "onderwerp": "I", "periode": "2024", "deel": "totaal", "was": "10% (van 40)",
        "is": "12,5% (van 40)", "geleverd_op": "", "door": "L", "bron": "B", "sinds": "2024-09-02", "peildatum": "2026-11-24",
    }  # fmt: skip
    assert (rijen[1]["onderwerp"], rijen[1]["was"], rijen[1]["is"]) == ("'=1+1", "", "afspraak: =1+1; stand: open")


def test_a_figure_that_is_suppressed_now_is_not_told(tmp_path: Path) -> None:
    (verandering,) = changes([meting(10.0)], [meting(None, onderdrukt="ja")], CIJFER)
    assert as_rows([verandering], "k", date(2024, 9, 2), date(2026, 11, 24))[0]["is"] == "onderdrukt (kleine groep)"


def test_the_pages_keten_and_overzicht_lead_to_it(geschiedenis: Path) -> None:
    weg = '<a href="verschil?keten=k">Wat is er veranderd sinds het vorige overleg (2 september 2024)?</a>'
    assert weg in html(visit(run_app(keten="k"), "keten", keten="k"))
    assert '<a href="verschil">Wat is er veranderd?</a>' in html(run_app())


def test_before_the_first_overleg_the_last_levering_is_the_moment(geschiedenis: Path) -> None:
    dag = {"keten": "k", "peildatum": "2024-08-01"}
    assert '<a href="verschil?keten=k&amp;peildatum=2024-08-01">Wat is er veranderd sinds de vorige levering (15 maart 2024)?</a>' in html(
        visit(run_app(**dag), "keten", **dag)
    )
