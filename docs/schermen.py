"""Make the pictures of README and handleiding from the shipped data: `make schermen`."""

import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

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
        for server in start_server(Path(map_)):
            photograph(server.adres)


def photograph(adres: str) -> None:
    """Write one png per page and per chart."""
    with sync_playwright() as p:
        browser = p.chromium.launch(executable_path="/usr/bin/chromium", args=VLAGGEN)
        page = browser.new_page(viewport={"width": 1280, "height": 860})
        for naam, pad in SCHERMEN.items():
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
