"""What people do with the dashboard, in a real Chromium."""

import csv
import io
import json
import re
import urllib.request
import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from etl.laden import load
from etl.magazijn import Magazijn
from tests.browser.conftest import WACHT, Blik, Server, look, serious, start_server
from tests.etl.hulp import write_levering

pytestmark = pytest.mark.browser

VSV = "keten=voortijdig-schoolverlaten"
CIJFER = f"/indicator?{VSV}&indicator=vsv-aantal-voortijdig-schoolverlaters"
PAGINAS = {
    "overzicht": "/",
    "keten": "/keten?keten=crisisopvang",
    "keten_fictief": "/keten?keten=jeugd-en-schooluitval",
    "project": "/project?keten=crisisopvang&project=co-spor",
    "projectenlijst": "/project?keten=crisisopvang",
    "indicator": CIJFER,
    "indicator_delen": "/indicator?keten=personen-met-verward-gedrag&indicator=pvg-meldingen&gebied=alle",
    "afspraken": f"/afspraken?{VSV}",
    "gegevens": "/gegevens",
    "uitleg": "/uitleg",
    "onbekend": "/keten?keten=bestaat-niet",
}
ENGELS = ("Browse files", "Drag and drop", "Limit 200MB", "per file", "Loading", "Deploy", "No options")


OOK_VIERHONDERD_PROCENT = ("/", PAGINAS["keten"], CIJFER)


@pytest.mark.parametrize("pad", PAGINAS.values(), ids=PAGINAS)
def test_a_page_is_accessible_and_quiet_asks_nothing_from_outside_and_fits(pad: str, blik: Blik) -> None:
    page = blik.open(pad)
    assert serious(page) == []
    assert page.locator("html").get_attribute("lang") == "nl"
    assert page.title().endswith("· Ketenspiegel")
    tekst = page.inner_text("body")
    assert [woord for woord in ENGELS if woord in tekst] == []
    assert "kan nu niet worden getoond" not in tekst
    for breedte in (390, *([320] if pad in OOK_VIERHONDERD_PROCENT else [])):
        assert width_at(page, breedte) <= breedte
    assert blik.console == []
    assert blik.naar_buiten == []


def width_at(page: Page, breedte: int) -> int:
    """How wide the page is when its window becomes this wide, once it has been drawn so; 320 is four hundred percent."""
    page.set_viewport_size({"width": breedte, "height": 900})
    page.wait_for_function(f"document.documentElement.clientWidth <= {breedte}", timeout=WACHT)
    page.wait_for_timeout(500)
    return int(page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth"))


@pytest.mark.parametrize("pad", ["/keten?keten=jeugd-en-schooluitval", CIJFER])
def test_a_page_that_is_opened_on_a_small_screen_fits_it(pad: str, smalle_blik: Blik) -> None:
    page = smalle_blik.open(pad)
    assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth") <= 390
    assert width_at(page, 320) <= 320


def test_from_overzicht_to_keten_to_indicator_and_the_link_shows_a_colleague_the_same(blik: Blik, browser: Browser) -> None:
    page = blik.open("/")
    page.get_by_role("link", name="Voortijdig schoolverlaten", exact=True).click()
    blik.settle()
    expect(page.locator("h1").first).to_have_text("Hoe staat deze keten ervoor, volgens wie?")
    page.get_by_role("link", name="Aantal voortijdig schoolverlaters", exact=True).first.click()
    blik.settle()
    expect(page.locator("h2.ks-beeldtitel")).to_contain_text("schooljaar 2007/08 ontbreekt", timeout=WACHT)
    expect(page.locator(".ks-figuur:visible")).to_have_attribute("aria-label", re.compile(r"3\.532"))
    tabel = page.get_by_role("region", name="Cijfers op volgorde van tijd").inner_text()
    for stuk in (
        "3.532",
        "3.045",
        "2.400",
        "Schooljaar 2007/2008 ontbreekt in de tekst",
        "Eerste schooljaar dat betrouwbaar gemeten kon worden",
    ):
        assert stuk in tabel
    with browser.new_context() as andere:
        collega = andere.new_page()
        collega.goto(page.url)
        expect(collega.locator("h2.ks-beeldtitel")).to_have_text(page.locator("h2.ks-beeldtitel").inner_text(), timeout=WACHT)


def test_every_voice_is_one_mark_with_its_words_and_there_is_no_total(blik: Blik) -> None:
    page = blik.open(f"/keten?{VSV}")
    paneel = page.locator("section.ks-paneel", has_text="Tevredenheid achteraf")
    expect(paneel.locator("thead")).to_contain_text("Over het proces")
    expect(paneel.locator("thead")).to_contain_text("Over het resultaat")
    paneel.locator("summary", has_text=re.compile("^Borging$")).click()
    woorden = paneel.locator("details[open] li")
    negatief = [tekst for tekst in woorden.all_inner_texts() if ": negatief." in tekst]
    assert len(negatief) > woorden.count() / 2
    assert "Niet gehoord: gebruikers" in paneel.inner_text()
    for woord in ("totaal", "gemiddeld", "score"):
        assert woord not in paneel.inner_text().lower()


def test_keten_and_project_survive_a_change_of_page(blik: Blik) -> None:
    page = blik.open("/project?keten=crisisopvang&project=co-spor")
    page.get_by_role("link", name="Afspraken", exact=True).click()
    page.wait_for_url("**/afspraken?*", timeout=WACHT)
    blik.settle()
    assert "keten=crisisopvang" in page.url
    page.get_by_role("link", name="Project", exact=True).click()
    page.wait_for_url("**/project?*", timeout=WACHT)
    assert "project=co-spor" in page.url


def test_a_filter_is_in_the_address(blik: Blik) -> None:
    page = blik.open("/indicator?keten=personen-met-verward-gedrag&indicator=pvg-meldingen")
    page.get_by_label("Gebied").click()
    page.get_by_role("option").last.click()
    page.wait_for_url("**gebied=*", timeout=WACHT)
    blik.settle()
    keuze = page.url.split("gebied=")[1].split("&")[0]
    assert keuze != "totaal"


def test_a_link_to_something_unknown_says_so_and_shows_the_way_on(blik: Blik) -> None:
    page = blik.open("/keten?keten=bestaat-niet")
    expect(page.locator("h1")).to_have_text("Keten niet gevonden")
    page.get_by_role("link", name="Crisisopvang (acute psychiatrie)").click()
    blik.settle()
    expect(page.locator("h1").first).to_have_text("Hoe staat deze keten ervoor, volgens wie?")


def test_the_keyboard_alone_reaches_a_keten(blik: Blik) -> None:
    page = blik.open("/")
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent.trim()") == "Crisisopvang (acute psychiatrie)":
            break
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    page.wait_for_url("**/keten?keten=crisisopvang", timeout=WACHT)


def test_a_download_holds_source_and_passport(blik: Blik) -> None:
    page = blik.open(f"/gegevens?{VSV}")
    with page.expect_download(timeout=WACHT) as wacht:
        page.get_by_role("button", name="Download metingen (csv)").click()
    inhoud = Path(wacht.value.path()).read_bytes()
    assert inhoud.startswith(b"\xef\xbb\xbf")
    rijen = list(csv.DictReader(io.StringIO(inhoud.decode("utf-8-sig")), delimiter=";"))
    (rij,) = [r for r in rijen if r["indicator"] == "vsv-aantal-voortijdig-schoolverlaters" and r["periode"] == "2005/2006"]
    assert (rij["waarde"], rij["eenheid"], rij["leverancier"]) == ("3532", "jongeren per schooljaar", "Casusonderzoek Amsterdam")
    assert rij["bron"] == "Gerritsen (2011), De slimme gemeente nader beschouwd, regel 14924-14928"


def test_a_download_of_afspraken_follows_the_filters(blik: Blik) -> None:
    page = blik.open("/afspraken?keten=schulden&stand=open+en+over+datum")
    op_scherm = page.locator(".ks-register .ks-afspraak").all_inner_texts()
    rijen = _downloaded(page, "Download afspraken (csv)")
    assert sorted(rij["afspraak"] for rij in rijen) == sorted(op_scherm)
    assert {rij["status"] for rij in rijen} == {"open"}


def test_a_download_of_an_indicator_holds_the_part_and_the_years_on_screen(blik: Blik) -> None:
    page = blik.open("/indicator?keten=schulden&indicator=sch-vroegsignalering-gesproken&vanaf=2026")
    rijen = _downloaded(page, "Download cijfers (csv)")
    assert [rij["periode"] for rij in rijen] == [f"2026-{maand:02d}" for maand in range(1, 10)]
    assert {(rij["gebied"], rij["groep"], rij["eenheid"], rij["leverancier"]) for rij in rijen} == {
        ("", "", "%", "Gemeente Voorbeeldstad (fictief)")
    }
    assert all(rij["definitie"] and rij["bron"] and rij["gemiddelde"] and rij["bijzonder"] for rij in rijen)


def _downloaded(page: Page, knop: str) -> list[dict[str, str]]:
    with page.expect_download(timeout=WACHT) as wacht:
        page.get_by_role("button", name=knop).click()
    return list(csv.DictReader(io.StringIO(Path(wacht.value.path()).read_text(encoding="utf-8-sig")), delimiter=";"))


def test_the_build_comes_along_as_duckdb_and_as_parquet(blik: Blik) -> None:
    page = blik.open("/gegevens")
    with page.expect_download(timeout=WACHT) as wacht:
        page.get_by_role("button", name="Download de tabellen (Parquet)").click()
    with zipfile.ZipFile(wacht.value.path()) as archief:
        assert "meting.parquet" in archief.namelist()
    with page.expect_download(timeout=WACHT) as wacht:
        page.get_by_role("button", name="Download de spiegel (DuckDB)").click()
    assert Path(wacht.value.path()).read_bytes()[8:12] == b"DUCK"


def test_a_wrong_file_is_explained_and_nothing_is_loaded(blik: Blik, tmp_path: Path) -> None:
    page = blik.open("/gegevens")
    fout = tmp_path / "ketens.csv"
    fout.write_text("keten,naam,maatschappelijk_resultaat\nMijn Keten,,Beter\n", encoding="utf-8")
    page.locator("input[type=file]").set_input_files(fout)
    uitslag = page.locator(".stHtml", has_text="Er is nu niets geladen")
    uitslag.wait_for(timeout=WACHT)
    tekst = uitslag.inner_text()
    assert "2 fouten. Deze levering kan zo niet worden geladen. Er is nu niets geladen." in tekst
    assert "is geen kenmerk. Gebruik kleine letters, cijfers en koppeltekens, zoals mijn-keten-1." in tekst
    assert "Deze cel is leeg. Vul haar in; zij is verplicht." in tekst
    assert "Mijn Keten" in tekst


def test_health_and_headers(server: Server) -> None:
    with urllib.request.urlopen(server.adres + "/gezond") as antwoord:
        assert json.loads(antwoord.read())["status"] == "goed"
    with urllib.request.urlopen(server.adres) as antwoord:
        assert "frame-ancestors 'none'" in antwoord.headers["content-security-policy"]
        assert antwoord.headers["x-content-type-options"] == "nosniff"
        assert b'<html lang="nl">' in antwoord.read()


def test_an_empty_magazijn_says_what_to_do_and_a_new_build_appears_by_itself(browser: Browser, tmp_path: Path) -> None:
    for server in start_server(tmp_path / "m"):
        for blik in look(browser, server):
            page = blik.open("/")
            expect(page.locator("h1")).to_have_text("Er is nog geen spiegel")
            assert "make start" in page.inner_text("body")
            ketens = "keten,naam,maatschappelijk_resultaat\nk,Nieuwe keten,Beter\n"
            load([write_levering(tmp_path / "l", ketens=ketens)], Magazijn(tmp_path / "m"))
            expect(page.get_by_role("link", name="Nieuwe keten")).to_be_visible(timeout=WACHT)
            assert "kan nu niet worden getoond" not in page.inner_text("body")
