"""What changed between two moments: each kind of change, on the page and as a file. Add here what concerns the page verschil."""

import csv
import io
import re
import shutil
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.components import opmaak
from dashboard.components.registervergelijking import REGISTERSOORTEN, Versies, happened, register_changes, told, who_and_why
from dashboard.components.uitvoer import as_csv
from dashboard.components.vergelijking import SOORTEN, Verandering, changes, difference
from dashboard.components.verschilbestand import as_rows
from dashboard.dossier.register import Daad, Register, Wie
from dashboard.dossier.tijd import dutch, today
from dashboard.dossier.verbinding import address, open_engine
from etl.magazijn import Magazijn
from etl.peildatum import build_as_known
from tests.dashboard.conftest import fresh, html, visit
from tests.dashboard.test_router import run_app
from tests.etl.hulp import keep, laad, write_levering

# What is built once, is built by one worker.
PASPOORT = "indicator,keten,naam,dimensie,soort,eenheid,definitie,eigenaar,bron\n"
KOP = "indicator,periode,waarde,bron_partij,betwist,vervallen\n"
AFSPRAAK = "afspraak_id,keten,overleg,datum,afspraak,voortouw,klaar_op,status,status_op\n"
CIJFER, VRAAG = SOORTEN[0], SOORTEN[1]
AFSPRAKEN, KNELPUNTEN = REGISTERSOORTEN
COLLEGE, WIJKTEAM = Wie("regisseur", "College van B en W"), Wie("partner", "Wijkteam")
VANDAAG = opmaak.datum(today())


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
    keep(tmp_path / "m", write_levering(tmp_path / "een", "2024-03-15", **eerste))
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
    for dag in (date(2024, 9, 2), date(2024, 12, 1), date(2025, 6, 1)):  # the days that most tests look from
        build_as_known(Magazijn(tmp_path / "m"), dag)
    return tmp_path / "m"


@pytest.fixture
def geschiedenis(eenmaal_geladen: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """One magazijn for who only looks, of which the register is filled once."""
    monkeypatch.setenv("KETENSPIEGEL_MAGAZIJN", str(eenmaal_geladen))
    return eenmaal_geladen


@pytest.fixture
def eigen_geschiedenis(eenmaal_geladen: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A magazijn of its own, to change."""
    monkeypatch.setenv("KETENSPIEGEL_MAGAZIJN", str(tmp_path / "m"))
    return Path(shutil.copytree(eenmaal_geladen, tmp_path / "m"))


def open_verschil(**keuze: str) -> AppTest:
    return visit(fresh(keten="k", **keuze), "verschil", keten="k", **keuze)


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
    assert "Oplossing: was leeg, is nu “Convenant”. Opgelost op: was leeg, is nu 2 januari 2025." in tekst
    assert "Geleverd op 14 maart 2025 door Gemeente Testdam" in tekst


@pytest.fixture
def register(eigen_geschiedenis: Path) -> Register:
    """The register of this magazijn, with what was delivered in it."""
    run_app(keten="k")
    return Register(open_engine(address(eigen_geschiedenis)))


def lines_of(onderwerp: str, tekst: str) -> list[str]:
    """What the page says beneath a thing of the register."""
    regel = next(r for r in re.findall(r"<li>(.*?)</li>", tekst) if f">{onderwerp}</a>" in r)
    return re.findall(r'<span class="ks-herleid">(.*?)</span>', regel)


def do(register: Register, soort: str, id_: str, velden: dict[str, Any], dag: str, wie: Wie = COLLEGE, reden: str | None = None) -> None:
    """Change something on an earlier day."""
    with register.change_set(Daad(wie, datetime.fromisoformat(f"{dag}T10:00"), reden)) as daad:
        daad.change(soort, id_, daad.newest(soort, id_)["nummer"], velden)


def test_a_date_that_was_moved_in_the_app_says_who_moved_it_and_why(register: Register) -> None:
    register.change("afspraak", "a1", 2, {"klaar_op": "2025-12-01"}, COLLEGE, "de aanbesteding liep uit")
    assert lines_of("Wachtlijst delen", html(open_verschil(sinds="2025-06-01"))) == [
        "Klaar op: was 1 september 2024, is nu 1 december 2025.",
        f"Gewijzigd op {VANDAAG} door College van B en W (regisseur): de aanbesteding liep uit",
    ]


def test_every_date_in_between_stays_visible_delivered_or_not(register: Register) -> None:
    do(register, "afspraak", "a1", {"klaar_op": "2025-12-01"}, "2025-09-01", reden="geen mensen")
    do(register, "afspraak", "a1", {"klaar_op": "2026-03", "voortouw": "Wijkteam; GGZ"}, "2025-12-03", WIJKTEAM)
    assert lines_of("Wachtlijst delen", html(open_verschil())) == [
        "Voortouw: was Wijkteam, is nu Wijkteam en GGZ. Klaar op: was 1 juni 2024, is nu maart 2026. Stand: was open, is nu gereed. "
        "Stand sinds: was leeg, is nu 20 augustus 2024.",
        "Geleverd op 14 maart 2025 door Gemeente Testdam, "
        "klaar op werd 1 september 2024, stand werd gereed en stand sinds werd 20 augustus 2024",
        "Gewijzigd op 1 september 2025 door College van B en W (regisseur), klaar op werd 1 december 2025: geen mensen",
        "Gewijzigd op 3 december 2025 door Wijkteam (partner), voortouw werd Wijkteam en GGZ en klaar op werd maart 2026",
    ]


def test_what_was_recorded_after_the_spiegel_was_built_is_told_with_its_day(register: Register, monkeypatch: pytest.MonkeyPatch) -> None:
    zin = "Afspraken en knelpunten staan hier zoals zij nu, op 1 januari 2030, in het register staan."
    assert zin not in html(open_verschil())
    monkeypatch.setattr("dashboard.dossier.tijd.today", lambda: date(2030, 1, 1))
    assert zin in html(open_verschil())
    assert zin not in html(open_verschil(peildatum="2026-01-01"))


def test_what_was_done_before_the_moment_or_after_the_peildatum_is_not_told(register: Register) -> None:
    do(register, "afspraak", "a1", {"klaar_op": "2025-12-01"}, "2025-09-01")
    do(register, "afspraak", "a1", {"klaar_op": "2026-03-01"}, "2026-02-01")
    assert lines_of("Wachtlijst delen", html(open_verschil(sinds="2025-09-01"))) == [
        "Klaar op: was 1 december 2025, is nu 1 maart 2026.",
        "Gewijzigd op 1 februari 2026 door College van B en W (regisseur)",
    ]
    assert lines_of("Wachtlijst delen", html(open_verschil(sinds="2025-06-01", peildatum="2025-10-01"))) == [
        "Klaar op: was 1 september 2024, is nu 1 december 2025.",
        "Gewijzigd op 1 september 2025 door College van B en W (regisseur)",
    ]
    assert "Er is in deze tijd niets veranderd." in html(open_verschil(sinds="2025-10-01", peildatum="2026-01-01"))


def test_a_new_afspraak_from_the_app_says_who_recorded_it(register: Register) -> None:
    register.add("afspraak", "k", {"afspraak": "<Samen> bellen", "voortouw": "Wijkteam", "klaar_op": "2027-01"}, COLLEGE)
    assert lines_of("&lt;Samen&gt; bellen", html(open_verschil(sinds="2025-06-01"))) == [
        "Nieuw. Voortouw: Wijkteam, klaar in januari 2027, stand: onbekend.",
        f"Vastgelegd op {VANDAAG} door College van B en W (regisseur)",
    ]


def test_a_knelpunt_that_went_up_a_level_or_was_closed_is_told(register: Register) -> None:
    nieuw = register.add("knelpunt", "k", {"knelpunt": "Te weinig bedden", "escalatie_naar": "MT"}, WIJKTEAM)
    do(register, "knelpunt", "n1", {"escalatie_naar": "Burgemeester", "escalatie_op": "2025-07-01"}, "2025-07-01", reden="komt er niet uit")
    tekst = html(open_verschil(sinds="2025-06-01"))
    assert lines_of("Geen gegevens delen", tekst) == [
        "Ligt bij: was leeg, is nu Burgemeester. Ligt daar sinds: was leeg, is nu 1 juli 2025.",
        "Gewijzigd op 1 juli 2025 door College van B en W (regisseur): komt er niet uit",
    ]
    assert lines_of("Te weinig bedden", tekst) == ["Nieuw. Ligt bij: MT.", f"Vastgelegd op {VANDAAG} door Wijkteam (partner)"]
    register.change("knelpunt", nieuw["id"], 1, {"wijze": "omzeild", "opgelost_op": "2026-11-20"}, WIJKTEAM)
    assert lines_of("Te weinig bedden", html(open_verschil(sinds="2025-06-01")))[0] == "Nieuw. Het is al opgelost."


def test_what_was_withdrawn_is_told_once_with_the_reason(register: Register) -> None:
    register.withdraw("afspraak", "a1", 2, COLLEGE, "dubbel met een andere")
    assert lines_of("Wachtlijst delen", html(open_verschil(sinds="2025-06-01"))) == [
        f"Ingetrokken op {VANDAAG} door College van B en W (regisseur): dubbel met een andere",
    ]


def test_the_file_holds_what_people_did(register: Register) -> None:
    register.change("afspraak", "a1", 2, {"klaar_op": "2025-12-01"}, COLLEGE, "de aanbesteding liep uit")
    (verandering,) = register_changes(AFSPRAKEN, _with_days(register.versions("afspraak", "k")), date(2025, 6, 1))
    (rij,) = as_rows([verandering], "k", date(2025, 6, 1), date.today())
    assert (rij["was"], rij["is"], rij["door"], rij["geleverd_op"]) == (
        "klaar op: 1 september 2024", "klaar op: 1 december 2025", "College van B en W", None,
    )  # fmt: skip
    assert rij["verloop"] == f"Gewijzigd op {VANDAAG} door College van B en W (regisseur): de aanbesteding liep uit"


def _with_days(versies: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [v | {"datum_van": date.fromisoformat(v["datum"]), "op": dutch(v["op"])} for v in versies]


def versie(nummer: int, op: str, herkomst: str = "app", **velden: Any) -> dict[str, Any]:
    act = {"op": datetime.fromisoformat(op), "herkomst": herkomst, "wie_rol": None, "wie_partij": None, "reden": None, "bron": None}
    return {**dict.fromkeys(KNELPUNTEN.inhoud), **act, "id": "n", "nummer": nummer, "is_ingetrokken": False, "datum_van": None, **velden}


def test_a_levering_loaded_behind_an_act_does_not_take_that_act_for_its_own() -> None:
    versies = [
        versie(1, "2026-01-01", "levering", knelpunt="a"),
        versie(2, "2026-02-03", knelpunt="a", escalatie_naar="MT"),
        versie(3, "2026-02-01", "levering", knelpunt="a", escalatie_naar="MT", oplossing="b"),
    ]
    assert [v["nummer"] for v in Versies(versies).toen(date(2026, 2, 2))] == [1]
    (verandering,) = register_changes(KNELPUNTEN, versies, date(2026, 2, 2))
    assert who_and_why(verandering) == [
        "Gewijzigd op 3 februari 2026 door onbekend, ligt bij werd MT",
        "Geleverd op 1 februari 2026 door onbekend, oplossing werd “b”",
    ]


def test_what_came_and_went_in_between_or_is_as_it_was_is_no_change() -> None:
    heen_en_weer = [versie(1, "2026-01-01", knelpunt="a"), versie(2, "2026-02-01", knelpunt="b"), versie(3, "2026-02-02", knelpunt="a")]
    assert register_changes(KNELPUNTEN, heen_en_weer, date(2026, 1, 15)) == []
    kort = [versie(1, "2026-02-01", knelpunt="a"), versie(2, "2026-02-02", knelpunt="a", is_ingetrokken=True)]
    assert register_changes(KNELPUNTEN, kort, date(2026, 1, 15)) == []
    leeg = [versie(1, "2026-01-01", knelpunt="a"), versie(2, "2026-02-01", knelpunt="a", oplossing="")]
    assert register_changes(KNELPUNTEN, leeg, date(2026, 1, 15)) == []


def test_what_a_levering_withdrew_is_told_with_who_delivered_that() -> None:
    versies = [
        versie(1, "2026-01-01", "levering", knelpunt="a"),
        versie(2, "2026-02-01", "levering", knelpunt="a", is_ingetrokken=True, wie_partij="GGD"),
    ]
    (verandering,) = register_changes(KNELPUNTEN, versies, date(2026, 1, 15))
    assert told(verandering) == ["Ingetrokken op 1 februari 2026 door GGD"]


def test_what_comes_back_is_not_called_new() -> None:
    versies = [
        versie(1, "2026-01-01", knelpunt="a"),
        versie(2, "2026-01-02", knelpunt="a", is_ingetrokken=True),
        versie(3, "2026-02-01", knelpunt="a", wie_rol="regisseur"),
    ]
    (verandering,) = register_changes(KNELPUNTEN, versies, date(2026, 1, 15))
    assert happened(verandering) == "Weer terug in het register. Ligt bij: onbekend."
    assert who_and_why(verandering) == ["Teruggezet op 1 februari 2026 door regisseur"]


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
    leeg = dict.fromkeys(AFSPRAKEN.inhoud)
    act = {"op": datetime(2026, 11, 3, 9), "herkomst": "app", "wie_rol": "regisseur", "wie_partij": "=Wijkteam", "reden": "zo besloten"}
    afspraak = {**leeg, **act, "afspraak": "=1+1", "status": "open", "bron": None, "is_ingetrokken": False}
    veranderingen = [
        Verandering(CIJFER, meting(10.0), meting(12.5)),
        Verandering(AFSPRAKEN, None, afspraak, (({}, afspraak),)),
    ]
    inhoud = as_csv(as_rows(veranderingen, "k", date(2024, 9, 2), date(2026, 11, 24))).decode("utf-8-sig")
    rijen = list(csv.DictReader(io.StringIO(inhoud), delimiter=";"))
    assert rijen[0] == {
        "keten": "k", "soort": "cijfer", "wat": "anders", "onderwerp": "I", "periode": "2024", "deel": "totaal", "was": "10% (van 40)",
        "is": "12,5% (van 40)", "geleverd_op": "", "door": "L", "verloop": "", "bron": "B", "sinds": "2024-09-02",
        "peildatum": "2026-11-24",
    }  # fmt: skip
    assert (rijen[1]["onderwerp"], rijen[1]["was"], rijen[1]["is"]) == ("'=1+1", "", "afspraak: “=1+1”; stand: open")
    assert (rijen[1]["geleverd_op"], rijen[1]["door"]) == ("", "'=Wijkteam")
    assert rijen[1]["verloop"] == "Vastgelegd op 3 november 2026 door =Wijkteam (regisseur): zo besloten"


def test_a_figure_that_is_suppressed_now_is_not_told(tmp_path: Path) -> None:
    (verandering,) = changes([meting(10.0)], [meting(None, onderdrukt="ja")], CIJFER)
    assert as_rows([verandering], "k", date(2024, 9, 2), date(2026, 11, 24))[0]["is"] == "onderdrukt (kleine groep)"


def test_the_pages_keten_and_overzicht_lead_to_it(geschiedenis: Path) -> None:
    weg = '<a href="verschil?keten=k">Wat is er veranderd sinds het vorige overleg (2 september 2024)?</a>'
    assert weg in html(visit(fresh(keten="k"), "keten", keten="k"))
    assert '<a href="verschil">Wat is er veranderd?</a>' in html(run_app())


def test_before_the_first_overleg_the_last_levering_is_the_moment(geschiedenis: Path) -> None:
    dag = {"keten": "k", "peildatum": "2024-08-01"}
    assert '<a href="verschil?keten=k&amp;peildatum=2024-08-01">Wat is er veranderd sinds de vorige levering (15 maart 2024)?</a>' in html(
        visit(fresh(**dag), "keten", **dag)
    )
