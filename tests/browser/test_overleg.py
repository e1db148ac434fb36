"""A whole cycle of a bestuurlijk overleg, as people live it: prepare, hold it on two screens, follow up."""

import os
import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from playwright.sync_api import TimeoutError as PlaywrightTimeout
from pypdf import PdfReader

from tests.browser.conftest import WACHT, Blik, Server, look, press, rest, serious, start_server

pytestmark = pytest.mark.browser

KETEN = "schulden"
DAG = (date.today() + timedelta(days=40)).isoformat()
VERHAAL = "Sinds maart doen twee mensen de intake samen."
STANDPUNT = "Twee weken lukt ons niet zonder extra mensen."
BEELDEN = os.environ.get("OVERLEG_BEELDEN")


@pytest.fixture(scope="module")
def eigen_server(nieuw_magazijn: Callable[[], Path]) -> Iterator[Server]:
    """A server of its own: these tests write into the dossier."""
    yield from start_server(nieuw_magazijn(), KETENSPIEGEL_OEFENEN="ja")


@pytest.fixture
def regisseur(browser: Browser, eigen_server: Server) -> Iterator[Blik]:
    yield from look(browser, eigen_server)


@pytest.fixture
def partner(browser: Browser, eigen_server: Server) -> Iterator[Blik]:
    yield from look(browser, eigen_server)


def picture(page: Page, naam: str) -> None:
    """A picture for those who make this screen; not in a normal run."""
    if BEELDEN:
        hoogte = page.evaluate("document.querySelector('[data-testid=stMain]').scrollHeight")
        page.set_viewport_size({"width": 1440, "height": min(hoogte + 20, 8000)})
        page.screenshot(path=str(Path(BEELDEN) / f"{naam}.png"))
        page.set_viewport_size({"width": 1440, "height": 900})


def choose(page: Page, lijst: str, keuze: str) -> None:
    """Choose from a list as a person does: type and press Enter; again when the page was drawn anew meanwhile."""
    veld, optie = page.get_by_role("combobox", name=lijst, exact=True).first, page.get_by_role("option", name=keuze, exact=True).first
    for _ in range(5):
        veld.click()
        veld.fill(keuze)
        try:
            optie.wait_for(timeout=5000)
        except PlaywrightTimeout:
            page.keyboard.press("Escape")
            continue
        page.keyboard.press("Enter")
        break
    expect(veld).to_have_value(keuze, timeout=WACHT)


def act_as(blik: Blik, rol: str, partij: str) -> None:
    choose(blik.page, "U doet dit als", rol)
    rest(blik)
    choose(blik.page, "Van partij", partij)
    rest(blik)


def save(blik: Blik, knop: str, zin: str, vak: str | None = None) -> None:
    press(blik, knop, vak)
    expect(blik.page.get_by_text(zin).first).to_be_visible(timeout=WACHT)
    rest(blik)


def test_an_overleg_is_prepared_held_on_two_screens_and_followed_up(regisseur: Blik, partner: Blik) -> None:
    plan(regisseur)
    compose_agenda(regisseur)
    tell_story(regisseur, partner)
    hold(regisseur, partner)
    partner.page.close()  # a window that stays open keeps asking for news
    lose_the_network(regisseur)
    finish_points(regisseur)
    read_back_and_close(regisseur)
    ask_around(regisseur)
    see_next_month(regisseur)
    assert regisseur.naar_buiten == partner.naar_buiten == []


def plan(regisseur: Blik) -> None:
    page = regisseur.open(f"/overleg?keten={KETEN}")
    act_as(regisseur, "regisseur", "College van B en W")
    page.get_by_text("Plan een overleg", exact=True).click()
    page.get_by_label("Datum (jaar-maand-dag)", exact=True).fill(DAG)
    save(regisseur, "Plan dit overleg", "Bestuurlijk overleg is gepland.")
    picture(page, "1-gepland")
    page.get_by_role("link", name="Bestuurlijk overleg", exact=True).first.click()
    page.wait_for_url("**fase=voorbereiden**", timeout=WACHT)
    rest(regisseur)
    act_as(regisseur, "regisseur", "College van B en W")
    expect(page.locator(".ks-mijlpalen")).to_contain_text("De stukken gaan de deur uit")


def compose_agenda(regisseur: Blik) -> None:
    """A question beside a figure, and a point of one's own with a mistake in it first."""
    page = regisseur.page
    vraag = page.get_by_role("combobox", name="Waarover gaat het?")
    vraag.click()
    vraag.fill("Vraag: “Dagen van aanmelding")
    expect(page.get_by_role("option").first).to_be_visible(timeout=WACHT)
    page.keyboard.press("Enter")
    expect(page.get_by_label("De vraag aan tafel").first).to_have_value(re.compile("Dagen van aanmelding"), timeout=WACHT)
    choose(page, "Wie brengt het in?", "Schuldhulp Voorbeeldstad")
    page.get_by_label("Minuten").first.fill("15")
    save(regisseur, "Zet op de agenda", "Het punt staat op de agenda.")
    page.get_by_label("De vraag aan tafel").first.fill("Kiezen wij één loket voor schulden en huur?")
    page.get_by_label("Minuten").first.fill("xx")
    page.get_by_role("button", name="Zet op de agenda", exact=True).click()
    fout = page.get_by_role("alert").filter(has_text="Minuten")
    expect(fout).to_have_text("Minuten: “xx” past niet. Schrijf een heel getal van 1 tot en met 480.", timeout=WACHT)
    expect(page.get_by_label("De vraag aan tafel").first).to_have_value("Kiezen wij één loket voor schulden en huur?")
    page.get_by_label("Minuten").first.fill("20")
    save(regisseur, "Zet op de agenda", "Het punt staat op de agenda.")
    picture(page, "2-voorbereid")
    assert serious(page) == []


def tell_story(regisseur: Blik, partner: Blik) -> None:
    """A partij tells its story in another browser; then the packet is made and holds it."""
    page, anders = regisseur.page, partner.page
    anders.goto(page.url)
    rest(partner)
    act_as(partner, "partner", "Schuldhulp Voorbeeldstad")
    anders.get_by_text("Vertel het verhaal van uw partij", exact=True).first.click()
    anders.get_by_label("Wat is er gebeurd, volgens uw partij?").first.fill(VERHAAL)
    save(partner, "Bewaar dit verhaal", "Het verhaal is bewaard.")
    regisseur.open(page.url.removeprefix(regisseur.server.adres))
    expect(page.get_by_text(VERHAAL)).to_be_visible(timeout=WACHT)
    with page.expect_download(timeout=WACHT) as download:
        page.get_by_role("button", name="Download de stukken (pdf)").click()
    assert download.value.suggested_filename == f"stukken-{DAG}-{KETEN}.pdf"
    tekst = "".join(blad.extract_text() for blad in PdfReader(download.value.path()).pages)
    assert VERHAAL in " ".join(tekst.split())


def hold(regisseur: Blik, partner: Blik) -> None:
    """What one records, the other sees; an empty field says so."""
    page, anders = regisseur.page, partner.page
    page.get_by_role("link", name="Begin het overleg").click()
    page.wait_for_url("**fase=houden**", timeout=WACHT)
    rest(regisseur)
    act_as(regisseur, "regisseur", "College van B en W")
    anders.goto(page.url)
    rest(partner)
    picture(page, "3-houden")
    assert serious(page) == []
    page.get_by_text("Leg een afspraak vast", exact=True).click()
    page.get_by_label("Welke actie?").fill("Intake binnen twee weken, ook in de zomer")
    page.get_by_label("Wie neemt het voortouw?").fill("Schuldhulp Voorbeeldstad")
    save(regisseur, "Bewaar", "Bewaard: afspraak.", "Leg een afspraak vast")
    kaart = anders.locator(".ks-opbrengst")
    expect(kaart).to_contain_text("Intake binnen twee weken, ook in de zomer", timeout=WACHT)
    expect(kaart).to_contain_text("klaar op: ontbreekt")


def lose_the_network(regisseur: Blik) -> None:
    """The network drops while someone types; nothing typed is lost."""
    page = regisseur.page
    page.get_by_text("Leg een minderheidsstandpunt vast", exact=True).click()
    choose(page, "Welke partij denkt er anders over?", "Sociale Dienst")
    rest(regisseur)
    page.context.set_offline(True)
    page.get_by_label("Wat vindt zij?").fill(STANDPUNT)
    page.wait_for_timeout(4000)
    page.context.set_offline(False)
    expect(page.get_by_label("Wat vindt zij?")).to_have_value(STANDPUNT)
    page.locator("[data-testid=stApp][data-test-connection-state=CONNECTED]").wait_for(timeout=WACHT)
    rest(regisseur)
    save(regisseur, "Bewaar", "Bewaard: standpunt.", "Leg een minderheidsstandpunt vast")


def finish_points(regisseur: Blik) -> None:
    """One point is discussed, the other is put off; the keys of a presenter turn the page."""
    page = regisseur.page
    page.get_by_text("bijsturen", exact=True).click()
    page.get_by_label("Waarom?").fill("De zomer was te druk")
    press(regisseur, "Besproken")
    page.wait_for_url("**punt=2**", timeout=WACHT)
    expect(page.get_by_role("heading", level=1, name="Kiezen wij één loket voor schulden en huur?")).to_be_visible(timeout=WACHT)
    rest(regisseur)
    press(regisseur, "Doorschuiven naar het volgende overleg")
    expect(page.get_by_text("Het punt gaat naar het volgende overleg.")).to_be_visible(timeout=WACHT)
    rest(regisseur)
    page.locator("body").press("PageDown")
    page.wait_for_url("**punt=einde**", timeout=WACHT)
    expect(page.get_by_role("heading", level=1, name="Dit is er gezegd en afgesproken")).to_be_visible(timeout=WACHT)
    rest(regisseur)


def read_back_and_close(regisseur: Blik) -> None:
    page = regisseur.page
    picture(page, "4-einde")
    voorgelezen = page.locator(".ks-agendapunten").inner_text()
    for zin in (STANDPUNT, "Intake binnen twee weken, ook in de zomer", "bijsturen, omdat: De zomer was te druk", "Doorgeschoven"):
        assert zin in voorgelezen
    page.get_by_label("De uitkomst van dit overleg in enkele zinnen").fill("Intake versneld; één loket volgende keer")
    save(regisseur, "Sluit het overleg", "Het overleg is gesloten.")


def ask_around(regisseur: Blik) -> None:
    """The round of questions stays anonymous until enough people answered."""
    page = regisseur.page
    page.goto(page.url.replace("fase=houden", "fase=opvolgen"))
    rest(regisseur)
    te_weinig = "Nog geen antwoorden te zien. Dat kan vanaf 3 antwoorden uit één groep, zodat iedereen anoniem blijft."
    for keer in range(3):
        groep = page.get_by_role("combobox", name="Uw groep")
        if not groep.is_visible():
            page.get_by_text("Beantwoord de twee vragen", exact=True).click()
        expect(groep).to_be_visible(timeout=WACHT)
        choose(page, "Uw groep", "bestuur")
        page.get_by_text("positief", exact=True).first.click()
        save(regisseur, "Verstuur", "Dank u. Uw antwoord telt mee.")
        if keer == 0:
            expect(page.get_by_text(te_weinig)).to_be_visible()
    expect(page.get_by_text("Bestuur over het overleg (3 antwoorden):")).to_be_visible(timeout=WACHT)
    picture(page, "5-opvolgen")
    assert serious(page) == []


def see_next_month(regisseur: Blik) -> None:
    """At the next overleg: what was put off comes back, what slipped is in sight, and whose story is missing."""
    page = regisseur.open(f"/overleg?keten={KETEN}")
    act_as(regisseur, "regisseur", "College van B en W")
    page.get_by_text("Plan een overleg", exact=True).click()
    page.get_by_label("Naam", exact=True).fill("Volgend overleg")
    page.get_by_label("Datum (jaar-maand-dag)", exact=True).fill((date.fromisoformat(DAG) + timedelta(days=56)).isoformat())
    save(regisseur, "Plan dit overleg", "Volgend overleg is gepland.")
    page.get_by_role("link", name="Volgend overleg", exact=True).first.click()
    page.wait_for_url("**fase=voorbereiden**", timeout=WACHT)
    rest(regisseur)
    act_as(regisseur, "regisseur", "College van B en W")
    for begin, vraag in (("Doorgeschoven: Kiezen", "Kiezen wij één loket"), ("Vraag: “Dagen van aanmelding", "Dagen van aanmelding")):
        over = page.get_by_role("combobox", name="Waarover gaat het?")
        over.click()
        over.fill(begin)
        expect(page.get_by_role("option").first).to_be_visible(timeout=WACHT)
        page.keyboard.press("Enter")
        expect(page.get_by_label("De vraag aan tafel").first).to_have_value(re.compile(vraag), timeout=WACHT)
        rest(regisseur)
        save(regisseur, "Zet op de agenda", "Het punt staat op de agenda.")
    picture(page, "6-volgend")
    expect(page.locator(".ks-agendapunten")).to_contain_text("al 1 keer doorgeschoven")
    stil = page.get_by_text("Nog geen verhaal bij deze punten van:").inner_text()
    assert "Sociale Dienst" in stil
    assert "Schuldhulp Voorbeeldstad" not in stil
    kaarten = page.locator(".ks-afspraakkaarten")
    expect(kaarten).to_contain_text("Intake binnen twee weken, ook in de zomer")
    expect(kaarten.locator("s").first).to_have_text("1 juli 2026")
