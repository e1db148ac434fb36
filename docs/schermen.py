"""Make the screenshots of README and handleiding from the shipped data: `make schermen`."""

import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

from playwright.sync_api import sync_playwright

from etl.laden import load
from etl.magazijn import Magazijn

WORTEL = Path(__file__).parents[1]
BEELD = WORTEL / "docs" / "beeld"
VLAGGEN = "--no-sandbox --disable-gpu --disable-background-networking --disable-component-update --disable-sync".split()
SCHERMEN = {
    "overzicht": "/",
    "keten": "/keten?keten=jeugd-en-schooluitval",
    "indicator": "/indicator?keten=voortijdig-schoolverlaten&indicator=vsv-aantal-voortijdig-schoolverlaters",
    "regelkaart": "/indicator?keten=schulden&indicator=sch-vroegsignalering-gesproken",
    "meten": "/meten?keten=schulden",
    "veranderd": "/verschil?keten=schulden",
    "afspraken": "/afspraken?keten=schulden",
    "gegevens": "/gegevens",
}


def main() -> None:
    """Load the examples into a temporary magazijn, serve it, and photograph each page."""
    BEELD.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as map_:
        load([*(WORTEL / "data" / "casus-amsterdam").iterdir(), *(WORTEL / "data" / "voorbeeldstad").glob("*/")], Magazijn(Path(map_)))
        with socket.socket() as vrij:
            vrij.bind(("127.0.0.1", 0))
            poort = vrij.getsockname()[1]
        omgeving = {**os.environ, "KETENSPIEGEL_MAGAZIJN": map_}
        opdracht = [sys.executable, "-m", "streamlit", "run", "dashboard/app.py", "--server.port", str(poort)]
        with subprocess.Popen(opdracht, cwd=WORTEL, env=omgeving) as server:
            try:
                photograph(f"http://localhost:{poort}")
            finally:
                server.terminate()


def photograph(adres: str) -> None:
    """Write one png per page."""
    for _ in range(120):
        try:
            urllib.request.urlopen(f"{adres}/gezond", timeout=2).close()
            break
        except OSError:
            time.sleep(0.25)
    with sync_playwright() as p:
        browser = p.chromium.launch(executable_path="/usr/bin/chromium", args=VLAGGEN)
        page = browser.new_page(viewport={"width": 1280, "height": 860})
        for naam, pad in SCHERMEN.items():
            page.goto(adres + pad)
            page.locator("h1.ks-vraag").first.wait_for()
            page.locator("[data-testid=stApp][data-test-script-state=notRunning]").wait_for()
            page.wait_for_timeout(500)
            page.screenshot(path=BEELD / f"{naam}.png")
        browser.close()


if __name__ == "__main__":
    main()
