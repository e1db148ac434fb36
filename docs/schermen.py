"""Make the pictures of README and handleiding from the shipped data: `make schermen`."""

import tempfile
from datetime import date, timedelta
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from dashboard.dossier.register import Register, Wie
from dashboard.dossier.verbinding import address, open_engine
from etl.laden import load
from etl.magazijn import Magazijn
from tests.browser.conftest import LEVERINGEN, VLAGGEN, start_server

BEELD = Path(__file__).parent / "beeld"
SCHERMEN = {
    "overzicht": "/",
    "keten": "/keten?keten=jeugd-en-schooluitval",
    "indicator": "/indicator?keten=voortijdig-schoolverlaten&indicator=vsv-aantal-voortijdig-schoolverlaters",
    "meten": "/meten?keten=schulden",
    "veranderd": "/verschil?keten=schulden",
    "afspraken": "/afspraken?keten=schulden",
    "gegevens": "/gegevens",
}
# Charts by themselves: what is gewoon, a shift, and too few points to say.
REGELKAARTEN = {
    "regelkaart-gewoon": "/indicator?keten=jeugd-en-schooluitval&indicator=jes-volgende-plek",
    "regelkaart-bijzonder": "/indicator?keten=schulden&indicator=sch-vroegsignalering-gesproken",
    "regelkaart-te-weinig": "/indicator?keten=voortijdig-schoolverlaten&indicator=vsv-aantal-voortijdig-schoolverlaters",
}


def main() -> None:
    """Load the examples into a temporary magazijn, serve it, and photograph each page."""
    BEELD.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as map_:
        load(LEVERINGEN, Magazijn(Path(map_)))
        overleg = prepare_overleg(Path(map_))
        for server in start_server(Path(map_)):
            photograph(server.adres, {**SCHERMEN, "overleg": f"/overleg?keten=schulden&overleg={overleg}&fase=voorbereiden"})


def prepare_overleg(magazijn: Path) -> str:
    """Plan an overleg with two points, so that there is something to see; gives its id."""
    register, wie = Register(open_engine(address(magazijn))), Wie("regisseur", "College van B en W")
    dag = (date.today() + timedelta(days=30)).isoformat()
    velden = {"naam": "Bestuurlijk overleg schulden", "datum": dag, "soort": "bestuurlijk", "stand": "voorbereiding"}
    overleg: str = register.add("overleg", "schulden", velden, wie)["id"]
    punten = (
        ("duiding", "Er wordt vaker iemand gesproken. Wat merken de bewoners daarvan?", "Wijkteams Voorbeeldstad", 15),
        ("knoop", "Zelfstandigen weten niet waar zij terechtkunnen. Wie wordt hun loket?", "Schuldhulp Voorbeeldstad", 20),
    )
    for volgorde, (soort, vraag, partij, minuten) in enumerate(punten, start=1):
        punt = {"overleg": overleg, "volgorde": volgorde, "soort": soort, "vraag": vraag, "partij": partij, "minuten": minuten}
        register.add("agendapunt", "schulden", {**punt, "stand": "open"}, wie)
    return overleg


def photograph(adres: str, schermen: dict[str, str]) -> None:
    """Write one png per page and per chart."""
    with sync_playwright() as p:
        browser = p.chromium.launch(executable_path="/usr/bin/chromium", args=VLAGGEN)
        page = browser.new_page(viewport={"width": 1280, "height": 860})
        for naam, pad in schermen.items():
            _open(page, adres + pad)
            page.screenshot(path=BEELD / f"{naam}.png")
        for naam, pad in REGELKAARTEN.items():
            _open(page, adres + pad)
            page.locator(".ks-maten").first.screenshot(path=BEELD / f"{naam}.png")
        browser.close()


def _open(page: Page, adres: str) -> None:
    page.goto(adres)
    page.locator("h1.ks-vraag").first.wait_for()
    page.locator("[data-testid=stApp][data-test-script-state=notRunning]").wait_for()
    page.wait_for_timeout(500)


if __name__ == "__main__":
    main()
