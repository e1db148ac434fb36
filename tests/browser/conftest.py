"""A real server on a magazijn with the shipped data, and a real Chromium to look at it."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, WebSocket, sync_playwright

from etl.laden import load
from etl.magazijn import Magazijn

WORTEL = Path(__file__).parents[2]
LEVERINGEN = [*sorted((WORTEL / "data" / "casus-amsterdam").iterdir()), *sorted((WORTEL / "data" / "voorbeeldstad").glob("*/"))]
VLAGGEN = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync"
).split()
# Streamlit asks for these two below the address of a page and does without them.
BEKENDE_404 = ("/_stcore/health", "/_stcore/host-config")
WACHT = 30_000


@dataclass
class Server:
    """A running dashboard: its address and the magazijn it shows."""

    adres: str
    magazijn: Path


@dataclass
class Blik:
    """A page in the browser, with what the console and the network said."""

    page: Page
    server: Server
    console: list[str] = field(default_factory=list)
    naar_buiten: list[str] = field(default_factory=list)
    verzonden: list[bytes] = field(default_factory=list)

    def open(self, pad: str) -> Page:
        """Go to an address and wait until the page has been drawn."""
        self.page.goto(self.server.adres + pad)
        return self.settle()

    def settle(self) -> Page:
        """Wait until Streamlit has nothing left to draw."""
        self.page.locator("h1").first.wait_for(timeout=WACHT)
        self.page.locator("[data-testid=stApp][data-test-script-state=notRunning]").wait_for(timeout=WACHT)
        return self.page


def start_server(magazijn: Path, **omgeving: Any) -> Generator[Server, None, None]:
    """Serve a magazijn on a free port until the test is done."""
    for adres in start_streamlit(WORTEL / "dashboard" / "app.py", KETENSPIEGEL_MAGAZIJN=str(magazijn), **omgeving):
        yield Server(adres, magazijn)


def start_streamlit(script: Path, *opties: str, poort: int | None = None, **omgeving: Any) -> Generator[str, None, None]:
    """Serve a script, on a free port unless one is named; gives its address and stops the server in the end."""
    if poort is None:
        with socket.socket() as s:
            s.bind(("127.0.0.1", 0))
            poort = s.getsockname()[1]
    opdracht = [sys.executable, "-m", "streamlit", "run", str(script), "--server.port", str(poort), *opties]
    stil = subprocess.DEVNULL
    with subprocess.Popen(opdracht, cwd=WORTEL, env={**os.environ, **omgeving}, stdout=stil, stderr=stil) as proces:
        adres = f"http://localhost:{poort}"
        for _ in range(120):
            try:
                urllib.request.urlopen(f"{adres}/_stcore/health", timeout=2).close()
                break
            except OSError:
                time.sleep(0.25)
        try:
            yield adres
        finally:
            proces.terminate()


@pytest.fixture(scope="session")
def nieuw_magazijn(tmp_path_factory: pytest.TempPathFactory) -> Callable[[], Path]:
    """Make a magazijn with the shipped data; they are loaded once."""
    geladen = tmp_path_factory.mktemp("geladen") / "magazijn"
    load(LEVERINGEN, Magazijn(geladen))
    return lambda: Path(shutil.copytree(geladen, tmp_path_factory.mktemp("browser") / "magazijn"))


@pytest.fixture(scope="session")
def server(nieuw_magazijn: Callable[[], Path]) -> Iterator[Server]:
    yield from start_server(nieuw_magazijn())


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as p:
        chromium = p.chromium.launch(executable_path="/usr/bin/chromium", args=VLAGGEN)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def tab(browser: Browser) -> Iterator[Page]:
    """One tab for all who only look: it reads and compiles the scripts of the dashboard once, a quarter of what a browser does here."""
    page = browser.new_page(accept_downloads=True)
    yield page
    page.close()


@pytest.fixture
def blik(tab: Page, server: Server) -> Iterator[Blik]:
    yield from watch(tab, server)


@pytest.fixture
def smalle_blik(tab: Page, server: Server) -> Iterator[Blik]:
    yield from watch(tab, server, breedte=390)


def look(browser: Browser | BrowserContext, server: Server, breedte: int = 1440) -> Iterator[Blik]:
    """Look in a tab of one's own; in a browser of one's own too, unless a context is given."""
    page = browser.new_page() if isinstance(browser, BrowserContext) else browser.new_page(accept_downloads=True)
    yield from watch(page, server, breedte)
    page.close()


def watch(page: Page, server: Server, breedte: int = 1440) -> Iterator[Blik]:
    """Look in this tab, which shows nothing yet, and note what it says."""
    page.goto("about:blank")
    page.set_viewport_size({"width": breedte, "height": 900})
    blik = Blik(page, server)

    def note_console(bericht: ConsoleMessage) -> None:
        if bericht.type == "error" and not str(bericht.location.get("url", "")).endswith(BEKENDE_404):
            blik.console.append(bericht.text)

    def note_request(verzoek: Request) -> None:
        if not verzoek.url.startswith((server.adres, server.adres.replace("http", "ws"), "data:", "blob:")):
            blik.naar_buiten.append(verzoek.url)

    def note_socket(socket: WebSocket) -> None:
        socket.on("framesent", lambda stuk: blik.verzonden.append(stuk if isinstance(stuk, bytes) else stuk.encode()))

    luisteraars: dict[Any, Any] = {"websocket": note_socket, "console": note_console, "request": note_request}
    for wat, luisteraar in luisteraars.items():
        page.on(wat, luisteraar)
    yield blik
    for wat, luisteraar in luisteraars.items():
        page.remove_listener(wat, luisteraar)


def serious(page: Page) -> list[str]:
    """What axe-core finds that keeps people out."""
    gevonden = Axe().run(page).response["violations"]
    return [f"{v['id']}: {v['nodes'][0]['html'][:160]}" for v in gevonden if v["impact"] in ("serious", "critical")]


def press(blik: Blik, knop: str, vak: str | None = None) -> None:
    """Press a button, in the fold-out `vak` when there are more of that name, and see that the server hears it.

    On a busy machine a button can move away under the pointer, and a person presses again.
    """
    rest(blik)
    plek = blik.page.locator("[data-testid=stExpander]").filter(has_text=vak) if vak else blik.page
    for _ in range(4):
        eerder = len(blik.verzonden)
        plek.get_by_role("button", name=knop, exact=True).locator("visible=true").first.click()
        for _ in range(20):
            blik.page.wait_for_timeout(100)
            if any(knop.encode() in stuk for stuk in blik.verzonden[eerder:]):
                rest(blik)
                return
    raise AssertionError(f"De knop “{knop}” kwam niet aan bij de server.")


def rest(blik: Blik) -> None:
    """A moment for the page to start drawing, then wait until it stands still."""
    blik.page.wait_for_timeout(500)
    blik.settle()
