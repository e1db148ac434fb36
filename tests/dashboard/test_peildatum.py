"""Looking from an earlier day: the address, the control, the banner, and sentences where it cannot be."""

import shutil
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from dashboard import spiegel
from dashboard.app import PAGINAS
from dashboard.components.datumkeuze import parse_dag, zin
from dashboard.components.koppeling import adres
from etl import bouw
from etl.magazijn import Magazijn
from etl.peildatum import PeildatumFout, build_as_known, find_as_known
from tests.dashboard.conftest import fresh, html, visit
from tests.dashboard.test_router import run_app
from tests.etl.hulp import keep, laad, write_levering

# What is built once, is built by one worker.
KETENS = "keten,naam,maatschappelijk_resultaat\nk,Keten K,Beter\n"
INDICATOREN = "indicator,keten,naam,dimensie,soort,eenheid,definitie,eigenaar,bron\ni,k,Wachttijd,resultaten,kwantitatief,dagen,D,E,B\n"
OVERLEGGEN = "overleg,keten,datum,naam,soort\no1,k,2025-02-03,Stuurgroep,bestuurlijk\no0,k,2020-02-03,Te vroeg,bestuurlijk\n"
DAG = "2024-06-01"
BANNER = "U ziet de spiegel zoals die op 1 juni 2024 bekend kon zijn."


def metingen(**waarden: str) -> str:
    return "indicator,periode,waarde\n" + "".join(f"i,{periode[1:]},{waarde}\n" for periode, waarde in waarden.items())


@pytest.fixture(scope="module")
def eenmaal_geladen(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """In March 2024 came 2022 and 2023; in March 2025 came 2024, another figure for 2023, and a second keten."""
    tmp_path = tmp_path_factory.mktemp("geschiedenis")
    map_ = tmp_path / "m"
    eerste = {"ketens": KETENS, "indicatoren": INDICATOREN, "overleggen": OVERLEGGEN, "metingen": metingen(_2022="20", _2023="30")}
    keep(map_, write_levering(tmp_path / "een", "2024-03-15", **eerste))
    tweede = {"ketens": KETENS.replace("k,Keten K", "l,Keten L"), "metingen": metingen(_2023="33", _2024="40")}
    laad(map_, write_levering(tmp_path / "twee", "2025-03-14", **tweede))
    build_as_known(Magazijn(map_), date.fromisoformat(DAG))
    return map_


@pytest.fixture(autouse=True)
def gedeeld(eenmaal_geladen: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who only looks, looks at one magazijn, of which the register is filled once."""
    monkeypatch.setenv("KETENSPIEGEL_MAGAZIJN", str(eenmaal_geladen))


@pytest.fixture
def geschiedenis(eenmaal_geladen: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A magazijn of its own, to change."""
    monkeypatch.setenv("KETENSPIEGEL_MAGAZIJN", str(tmp_path / "m"))
    return Path(shutil.copytree(eenmaal_geladen, tmp_path / "m"))


def open_page(pagina: str, **keuze: str) -> AppTest:
    return visit(fresh(**keuze), pagina, **keuze)


def control(at: AppTest) -> list[str]:
    """What stands on the button of the control."""
    return [str(deel.proto.popover.label) for deel in at.get("popover") if deel.proto]


@pytest.mark.parametrize("pagina", [p.bestand.removesuffix(".py") for p in PAGINAS])
def test_every_page_names_the_day_it_looks_from_and_says_how_to_go_back(pagina: str) -> None:
    at = open_page(pagina, keten="k", peildatum=DAG)
    assert not at.exception
    assert BANNER in html(at)
    assert f'<a href="{pagina}?keten=k">Terug naar vandaag</a>' in html(at)
    assert control(at) == ["Peildatum: 1 juni 2024"]
    assert control(open_page(pagina, keten="k")) == ["Peildatum: vandaag"]


def test_figures_are_those_of_that_day() -> None:
    toen, nu = html(open_page("indicator", keten="k", peildatum=DAG)), html(open_page("indicator", keten="k"))
    assert "<td>30</td>" in toen.replace(' class="ks-getal"', "")
    assert "<td>33</td>" not in toen.replace(' class="ks-getal"', "")
    assert "<td>33</td>" in nu.replace(' class="ks-getal"', "")
    assert "U ziet de spiegel" not in nu


def test_links_and_navigation_keep_the_day() -> None:
    at = open_page("keten", keten="k", peildatum=DAG)
    assert {link.proto.query_string for link in at.page_link} == {f"keten=k&peildatum={DAG}"}
    assert f'href="indicator?keten=k&amp;indicator=i&amp;peildatum={DAG}"' in html(at)
    assert "peildatum" not in html(open_page("keten", keten="k"))


def test_a_link_can_lead_back_to_today() -> None:
    st.session_state[spiegel.EERDERE_DAG] = date(2024, 6, 1)
    try:
        assert adres("keten", keten="k") == f"keten?keten=k&peildatum={DAG}"
        assert adres("keten", keten="k", peildatum=None) == "keten?keten=k"
        assert adres("keten", peildatum="2025-01-01") == "keten?peildatum=2025-01-01"
    finally:
        del st.session_state[spiegel.EERDERE_DAG]


def test_today_is_the_published_spiegel_without_a_banner(geschiedenis: Path) -> None:
    eerder = set((geschiedenis / "peildatum").glob("spiegel-*.duckdb"))
    at = open_page("keten", keten="k", peildatum=date.today().isoformat())
    assert "U ziet de spiegel" not in html(at)
    assert set((geschiedenis / "peildatum").glob("spiegel-*.duckdb")) == eerder != set()


def test_a_keten_that_was_not_there_yet_is_told() -> None:
    at = open_page("keten", keten="l", peildatum=DAG)
    assert not at.exception
    assert "Keten niet gevonden" in html(at)
    assert "Op 1 juni 2024 was die er nog niet, of de naam is veranderd." in html(at)
    assert f'<a href="keten?keten=k&amp;peildatum={DAG}">Keten K</a>' in html(at)


def test_before_the_first_levering_the_screen_says_since_when_there_is_something() -> None:
    at = open_page("keten", keten="k", peildatum="2020-01-01")
    assert not at.exception
    assert "Er was toen nog niets geleverd" in html(at)
    assert "Op 1 januari 2020 was er nog niets geleverd. De eerste levering is van 15 maart 2024." in html(at)
    assert '<a href="keten?keten=k&amp;peildatum=2024-03-15">Bekijk de spiegel van 15 maart 2024</a>' in html(at)
    assert '<a href="keten?keten=k">Terug naar vandaag</a>' in html(at)


@pytest.mark.parametrize(
    ("tekst", "zin_"),
    [
        ("<b>", "“&lt;b&gt;” is geen datum. Schrijf jaar, maand en dag, bijvoorbeeld 30 juni 2025."),
        ("2025-02-30", "is geen datum. Schrijf jaar, maand en dag"),
        ("2100-01-01", "1 januari 2100 ligt in de toekomst. Kies een dag tot en met vandaag, "),
    ],
)
def test_a_wrong_day_in_the_address_is_told_with_the_way_back(tekst: str, zin_: str) -> None:
    at = open_page("keten", keten="k", peildatum=tekst)
    assert not at.exception
    assert "Deze peildatum kan niet" in html(at)
    assert zin_ in html(at)
    assert '<a href="keten?keten=k">Terug naar vandaag</a>' in html(at)
    assert {link.proto.query_string for link in at.page_link} == {"keten=k"}


def test_the_list_offers_overleggen_of_the_keten_and_leveringen_newest_first() -> None:
    at = open_page("keten", keten="k")
    assert at.selectbox(key="keuze_peildatum").options == [
        "Vandaag",
        "14 maart 2025: levering van Gemeente Testdam",
        "3 februari 2025: Stuurgroep",
        "15 maart 2024: levering van Gemeente Testdam",
    ]


def test_choosing_a_moment_and_today_again_writes_the_address() -> None:
    at = open_page("keten", keten="k")
    at.selectbox(key="keuze_peildatum").select("2025-02-03").run()
    assert dict(at.query_params) == {"keten": "k", "peildatum": "2025-02-03"}
    assert "zoals die op 3 februari 2025 bekend kon zijn" in html(at)
    at.selectbox(key="keuze_peildatum").select("").run()
    assert dict(at.query_params) == {"keten": "k"}


@pytest.mark.parametrize("tekst", ["1-6-2024", "01/06/2024", "1 juni 2024", "1 JUN 2024", "2024-06-01", " 1.6.2024 "])
def test_a_day_of_ones_own_is_written_as_people_write_it(tekst: str) -> None:
    assert parse_dag(tekst) == date(2024, 6, 1)


def test_the_field_writes_the_address_and_empties_itself() -> None:
    at = open_page("keten", keten="k")
    at.text_input(key="dag_peildatum").input("1-6-2024").run()
    assert dict(at.query_params) == {"keten": "k", "peildatum": DAG}
    assert at.text_input(key="dag_peildatum").value == ""
    assert at.selectbox(key="keuze_peildatum").value == DAG
    assert BANNER in html(at)


MORGEN = date.today() + timedelta(days=1)


@pytest.mark.parametrize(
    ("tekst", "zin_"),
    [
        ("morgen", "“morgen” is geen datum. Schrijf dag, maand en jaar, bijvoorbeeld 30-6-2025."),
        ("1-6", "“1-6” is geen datum. Schrijf dag, maand en jaar, bijvoorbeeld 30-6-2025."),
        ("1-6-24", "“1-6-24” is geen datum. Schrijf dag, maand en jaar, bijvoorbeeld 30-6-2025."),
        ("1-6-2024-7", "“1-6-2024-7” is geen datum. Schrijf dag, maand en jaar, bijvoorbeeld 30-6-2025."),
        ("31-2-2024", "De dag “31-2-2024” bestaat niet. Schrijf dag, maand en jaar, bijvoorbeeld 30-6-2025."),
        ("1 mai 2024", "De dag “1 mai 2024” bestaat niet. Schrijf dag, maand en jaar, bijvoorbeeld 30-6-2025."),
    ],
)
def test_a_wrong_day_in_the_field_is_told_beside_it_and_changes_nothing(tekst: str, zin_: str) -> None:
    at = open_page("keten", keten="k")
    at.text_input(key="dag_peildatum").input(tekst).run()
    assert zin_ in html(at)
    assert dict(at.query_params) == {"keten": "k"}
    at.run()
    assert zin_ not in html(at)


def test_a_day_to_come_in_the_field_is_told_in_words() -> None:
    at = open_page("keten", keten="k")
    at.text_input(key="dag_peildatum").input(f"{MORGEN:%d-%m-%Y}").run()
    assert "ligt in de toekomst. Kies een dag tot en met vandaag" in html(at)
    assert MORGEN.isoformat() not in html(at)


def test_a_sentence_about_a_day_has_dates_in_words() -> None:
    assert zin(PeildatumFout("Kies een dag vóór 2025-06-30.")) == "Kies een dag vóór 30 juni 2025."


def test_a_build_that_was_removed_is_made_again(geschiedenis: Path) -> None:
    at = open_page("keten", keten="k", peildatum=DAG)
    pad = find_as_known(Magazijn(geschiedenis), date(2024, 6, 1))
    assert pad is not None
    pad.unlink()
    at.run()
    assert not at.exception
    assert BANNER in html(at)
    assert pad.exists()


@pytest.mark.usefixtures("geschiedenis")
def test_a_build_that_is_removed_while_a_page_reads_it_is_made_again(monkeypatch: pytest.MonkeyPatch) -> None:
    gehouden: list[Path] = []

    def hold_and_lose(dag: date, pad: Path, echt: Callable[[date, Path], None] = spiegel.hold_as_known) -> None:
        echt(dag, pad)
        gehouden.append(pad)
        if len(gehouden) == 1:
            pad.unlink()

    monkeypatch.setattr(spiegel, "hold_as_known", hold_and_lose)
    at = run_app(keten="k", peildatum=DAG)
    assert not at.exception
    assert BANNER in html(at)
    assert "kan niet worden gelezen" not in html(at)
    assert len(gehouden) == 2


def test_a_newly_loaded_levering_of_an_earlier_day_is_on_the_screen(geschiedenis: Path, tmp_path: Path) -> None:
    at = open_page("indicator", keten="k", peildatum=DAG)
    laad(geschiedenis, write_levering(tmp_path / "nagekomen", "2024-05-31", metingen=metingen(_2021="11")))
    assert "2021" in html(at.run())


def test_when_the_day_cannot_be_made_today_is_offered(monkeypatch: pytest.MonkeyPatch, geschiedenis: Path) -> None:
    shutil.rmtree(geschiedenis / "peildatum")
    (geschiedenis / "peildatum").write_text("in de weg")
    at = open_page("keten", keten="k", peildatum=DAG)
    assert not at.exception
    assert "De spiegel van deze dag kan nu niet worden gemaakt" in html(at)
    assert "Kijk of u in de map peildatum mag schrijven." in html(at)
    assert "De spiegel van vandaag is er wel." in html(at)
    assert '<a href="keten?keten=k">Terug naar vandaag</a>' in html(at)


def test_a_fault_while_making_it_is_a_sentence_without_a_stack_trace(monkeypatch: pytest.MonkeyPatch, geschiedenis: Path) -> None:
    shutil.rmtree(geschiedenis / "peildatum")

    def broken(*_: object, **__: object) -> Path:
        raise OSError("geen ruimte")

    monkeypatch.setattr(bouw, "_make", broken)
    at = open_page("keten", keten="k", peildatum=DAG)
    assert not at.exception
    assert "Er ging iets mis bij het rekenen." in html(at)
    assert "geen ruimte" not in html(at)
