"""A whole cycle of a bestuurlijk overleg, as people live it: prepare, hold it on two screens, follow up."""

import os
import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from etl.laden import load
from etl.magazijn import Magazijn
from tests.browser.conftest import LEVERINGEN, WACHT, Blik, Server, look, start_server

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

KETEN = "schulden"
DAG = (date.today() + timedelta(days=40)).isoformat()
BEELDEN = os.environ.get("OVERLEG_BEELDEN")


@pytest.fixture(scope="module")
def eigen_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server of its own: these tests write into the dossier."""
    magazijn = tmp_path_factory.mktemp("overleg") / "magazijn"
    load([pad for pad in LEVERINGEN if KETEN in pad.parts or pad.name == "multiprobleemgezinnen"], Magazijn(magazijn))
    yield from start_server(magazijn)


@pytest.fixture
def regisseur(browser: Browser, eigen_server: Server) -> Iterator[Blik]:
    yield from look(browser, eigen_server)


@pytest.fixture
def partner(browser: Browser, eigen_server: Server) -> Iterator[Blik]:
    yield from look(browser, eigen_server)


def serious(page: Page) -> list[str]:
    gevonden = Axe().run(page).response["violations"]
    return [f"{v['id']}: {v['nodes'][0]['html'][:160]}" for v in gevonden if v["impact"] in ("serious", "critical")]


def picture(page: Page, naam: str) -> None:
    """A picture for those who make this screen; not in a normal run."""
    if BEELDEN:
        hoogte = page.evaluate("document.querySelector('[data-testid=stMain]').scrollHeight")
        page.set_viewport_size({"width": 1440, "height": min(hoogte + 20, 8000)})
        page.screenshot(path=str(Path(BEELDEN) / f"{naam}.png"))
        page.set_viewport_size({"width": 1440, "height": 900})


def rest(blik: Blik) -> None:
    """A moment for the page to start drawing, then wait until it stands still."""
    blik.page.wait_for_timeout(500)
    blik.settle()


def choose(page: Page, lijst: str, keuze: str) -> None:
    """Choose from a list as a person does: type and press Enter."""
    veld = page.get_by_role("combobox", name=lijst, exact=True).first
    veld.click()
    veld.fill(keuze)
    expect(page.get_by_role("option", name=keuze, exact=True).first).to_be_visible(timeout=WACHT)
    page.keyboard.press("Enter")


def act_as(blik: Blik, rol: str, partij: str) -> None:
    choose(blik.page, "U doet dit als", rol)
    rest(blik)
    choose(blik.page, "Van partij", partij)
    rest(blik)


def save(blik: Blik, knop: str, zin: str) -> None:
    blik.page.get_by_role("button", name=knop, exact=True).locator("visible=true").first.click()
    expect(blik.page.get_by_text(zin).first).to_be_visible(timeout=WACHT)
    rest(blik)


def test_an_overleg_is_prepared_held_on_two_screens_and_followed_up(regisseur: Blik, partner: Blik) -> None:
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
    assert "Stukken" in page.inner_text("body") or "De stukken gaan de deur uit" in page.inner_text("body")

    # The agenda: a question beside a figure, a knoop, and a point of one's own.
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

    # A partner tells its story from another browser.
    adres = page.url
    anders = partner.page
    anders.goto(adres)
    rest(partner)
    act_as(partner, "partner", "Schuldhulp Voorbeeldstad")
    anders.get_by_text("Vertel het verhaal van uw partij", exact=True).first.click()
    anders.get_by_label("Wat is er gebeurd, volgens uw partij?").first.fill("Sinds maart doen twee mensen de intake samen.")
    save(partner, "Bewaar dit verhaal", "Het verhaal is bewaard.")
    regisseur.open(page.url.removeprefix(regisseur.server.adres))
    expect(page.get_by_text("Sinds maart doen twee mensen de intake samen.")).to_be_visible(timeout=WACHT)

    # Both hold it: what one records, the other sees.
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
    save(regisseur, "Bewaar", "Bewaard: afspraak.")
    kaart = anders.locator(".ks-opbrengst")
    expect(kaart).to_contain_text("Intake binnen twee weken, ook in de zomer", timeout=WACHT)
    expect(kaart).to_contain_text("klaar op: ontbreekt")

    # The network drops while someone types; nothing typed is lost.
    page.get_by_text("Leg een minderheidsstandpunt vast", exact=True).click()
    choose(page, "Welke partij denkt er anders over?", "Sociale Dienst")
    page.context.set_offline(True)
    page.get_by_label("Wat vindt zij?").fill("Twee weken lukt ons niet zonder extra mensen.")
    page.wait_for_timeout(4000)
    page.context.set_offline(False)
    expect(page.get_by_label("Wat vindt zij?")).to_have_value("Twee weken lukt ons niet zonder extra mensen.")
    page.locator("[data-testid=stApp][data-test-connection-state=CONNECTED]").wait_for(timeout=WACHT)
    rest(regisseur)
    save(regisseur, "Bewaar", "Bewaard: standpunt.")
    page.get_by_text("bijsturen", exact=True).click()
    page.get_by_label("Waarom?").fill("De zomer was te druk")
    page.get_by_role("button", name="Besproken", exact=True).click()
    page.wait_for_url("**punt=2**", timeout=WACHT)
    rest(regisseur)
    expect(page.locator("h1")).to_have_text("Kiezen wij één loket voor schulden en huur?", timeout=WACHT)
    rest(regisseur)
    page.get_by_role("button", name="Doorschuiven naar het volgende overleg").click()
    page.wait_for_url("**punt=*", timeout=WACHT)
    rest(regisseur)
    page.locator("body").press("PageDown")
    page.wait_for_url("**punt=einde**", timeout=WACHT)
    rest(regisseur)
    expect(page.locator("h1")).to_have_text("Dit is er gezegd en afgesproken", timeout=WACHT)
    picture(page, "4-einde")
    voorgelezen = page.locator(".ks-agendapunten").inner_text()
    assert "Twee weken lukt ons niet zonder extra mensen." in voorgelezen
    assert "Bijsturen, omdat: De zomer was te druk" in voorgelezen or "bijsturen, omdat: De zomer was te druk" in voorgelezen
    page.get_by_label("De uitkomst van dit overleg in enkele zinnen").fill("Intake versneld; één loket volgende keer")
    save(regisseur, "Sluit het overleg", "Het overleg is gesloten.")

    # Afterwards: the round of questions stays anonymous until enough people answered.
    page.goto(page.url.replace("fase=houden", "fase=opvolgen"))
    rest(regisseur)
    for keer in range(3):
        groep = page.get_by_role("combobox", name="Uw groep")
        if not groep.is_visible():
            page.get_by_text("Beantwoord de twee vragen", exact=True).click()
        expect(groep).to_be_visible(timeout=WACHT)
        choose(page, "Uw groep", "bestuur")
        page.get_by_text("positief", exact=True).first.click()
        save(regisseur, "Verstuur", "Dank u. Uw antwoord telt mee.")
        if keer == 0:
            expect(page.get_by_text("Bestuur over het overleg: minder dan 3 antwoorden; niet te zien, zodat iedereen anoniem blijft.")).to_be_visible()
    expect(page.get_by_text("Bestuur over het overleg (3 antwoorden):")).to_be_visible(timeout=WACHT)
    picture(page, "5-opvolgen")
    assert serious(page) == []
    assert regisseur.naar_buiten == []
