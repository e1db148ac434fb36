"""Two people keep the register up to date, by keyboard; on a wide screen and on a phone."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import WACHT, Blik, Server, look, press, rest, serious, start_server

pytestmark = pytest.mark.browser

KETEN, AFSPRAAK = "schulden", "sch-a011"


@pytest.fixture(scope="module")
def eigen_server(nieuw_magazijn: Callable[[], Path]) -> Iterator[Server]:
    """A server of its own: these tests write into the dossier."""
    yield from start_server(nieuw_magazijn(), KETENSPIEGEL_OEFENEN="ja")


@pytest.fixture
def regisseur(browser: Browser, eigen_server: Server) -> Iterator[Blik]:
    yield from look(browser, eigen_server)


@pytest.fixture
def op_telefoon(browser: Browser, eigen_server: Server) -> Iterator[Blik]:
    yield from look(browser, eigen_server, breedte=390)


def choose(blik: Blik, lijst: str, keuze: str) -> None:
    """Choose from a list by keyboard."""
    veld = blik.page.get_by_role("combobox", name=lijst, exact=True).first
    veld.focus()
    veld.press_sequentially(keuze)
    expect(blik.page.get_by_role("option", name=keuze, exact=True).first).to_be_visible(timeout=WACHT)
    blik.page.keyboard.press("Enter")
    rest(blik)


def begin(blik: Blik, rol: str, partij: str) -> Page:
    """The afspraak, as this rol and partij, with the form for a change open; all by keyboard."""
    page = blik.open(f"/afspraken?keten={KETEN}&afspraak={AFSPRAAK}")
    choose(blik, "U doet dit als", rol)
    choose(blik, "Van partij", partij)
    page.locator("summary", has_text="Verander status, datum of partijen").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_label("Waarom verandert dit?")).to_be_visible(timeout=WACHT)
    return page


def change(page: Page, dag: str, reden: str) -> None:
    """Another day and the reason, typed; Tab goes on, Enter on the button keeps it."""
    page.get_by_label("Wanneer is het klaar? (jaar-maand-dag)").last.focus()
    page.keyboard.press("Control+A")
    page.keyboard.type(dag)
    for _ in range(3):
        page.keyboard.press("Tab")
    page.keyboard.type(reden)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")


def test_two_people_change_one_afspraak_and_nothing_is_lost(regisseur: Blik, op_telefoon: Blik) -> None:
    breed, smal = begin(regisseur, "regisseur", "Sociale Dienst"), begin(op_telefoon, "partner", "Schuldhulp Voorbeeldstad")
    change(breed, "2027-02-01", "De inkoop duurt langer")
    expect(breed.get_by_text("De afspraak is veranderd.")).to_be_visible(timeout=WACHT)
    expect(breed.get_by_text("door regisseur van Sociale Dienst: De inkoop duurt langer").first).to_be_visible(timeout=WACHT)
    rest(regisseur)
    assert serious(breed) == []
    # What cannot be kept is said in the form that is open, which stays open when the sentence above it goes.
    breed.locator("summary", has_text="Stel het effect vast").click()
    press(regisseur, "Bewaar het effect")
    expect(breed.locator(".ks-veldfout", has_text="Het effect vaststellen kan pas als een andere partij")).to_be_visible(timeout=WACHT)
    expect(breed.get_by_text("De afspraak is veranderd.")).to_have_count(0)

    change(smal, "2027-04-01", "Eerst werven")
    expect(smal.get_by_text("Dit is intussen gewijzigd door Sociale Dienst. Kijk wat er nu staat en kies wat het wordt.")).to_be_visible(
        timeout=WACHT
    )
    rest(op_telefoon)
    assert serious(smal) == []
    assert smal.locator(".ks-veldfout tbody td").all_inner_texts() == [
        "Was: 1 juli 2026",
        "Nu, volgens regisseur van Sociale Dienst: 1 februari 2027",
        "U vulde in: 1 april 2027",
    ]
    assert smal.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth") == 390
    expect(smal.get_by_label("Waarom verandert dit?")).to_have_value("Eerst werven")
    smal.get_by_role("button", name="Zet mijn versie erover").focus()
    smal.keyboard.press("Enter")
    expect(smal.get_by_text("De afspraak is veranderd.")).to_be_visible(timeout=WACHT)
    rest(op_telefoon)
    kaart = smal.locator(".ks-een-kaart").first.inner_text()
    assert "eerder: 1 juli 2026" in kaart
    assert "eerder: 1 februari 2027" in kaart
    assert regisseur.naar_buiten == op_telefoon.naar_buiten == []
