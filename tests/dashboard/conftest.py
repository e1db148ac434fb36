"""A small magazijn for the tests of screens: four ketens, among them a fictitious, an ended and an empty one."""

import sqlite3
import tomllib
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from streamlit.components.v2 import manifest_scanner
from streamlit.testing.v1 import AppTest, local_script_runner
from streamlit.testing.v1.local_script_runner import LocalScriptRunner

from dashboard.vensters import close_windows
from tests.dashboard.handbouw import copy_register, write_build

APP = str(Path(__file__).resolve().parents[2] / "dashboard" / "app.py")


def gegevens() -> dict[str, list[dict[str, Any]]]:
    """Rows per delivery table, fresh each time, so that a test may change them."""
    return tomllib.loads((Path(__file__).parent / "gegevens.toml").read_text(encoding="utf-8"))


@pytest.fixture(autouse=True, scope="session")
def quick_app_test() -> Iterator[None]:
    """Every AppTest looks through all installed packages for components of Streamlit, a tenth of a second each: look once.

    And it asks a thousand times a second whether the script has ended, which slows the script by a tenth: wait for its thread instead.
    """
    gevonden, ask_again = manifest_scanner.scan_component_manifests(), local_script_runner.require_widgets_deltas

    def wait(runner: LocalScriptRunner, timeout: float = 3) -> None:
        if runner._script_thread is not None:
            runner._script_thread.join(timeout)
        ask_again(runner, 1 if runner.script_stopped() else 0)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(manifest_scanner, "scan_component_manifests", lambda: gevonden)
        patch.setattr(local_script_runner, "require_widgets_deltas", wait)
        yield


@pytest.fixture(autouse=True)
def oefenen(monkeypatch: pytest.MonkeyPatch) -> None:
    """These tests are about what stands on the screens, forms too; who may see and write what is tested in tests/dashboard/toegang."""
    monkeypatch.setenv("KETENSPIEGEL_OEFENEN", "ja")


@pytest.fixture(autouse=True)
def windows_closed(request: pytest.FixtureRequest) -> Iterator[None]:
    """A server has one magazijn and keeps its windows; a test with its own closes them, or they would fill the memory."""
    yield
    if has_its_own(request):
        close_windows()


@pytest.fixture
def leeg_magazijn(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A magazijn in which nothing was published yet."""
    monkeypatch.setenv("KETENSPIEGEL_MAGAZIJN", str(tmp_path))
    return tmp_path


@pytest.fixture
def magazijn(leeg_magazijn: Path) -> Path:
    """A magazijn with the rows of `gegevens`, and a register that was filled from them."""
    copy_register(write_build(leeg_magazijn, gegevens()))
    return leeg_magazijn


def has_its_own(request: pytest.FixtureRequest) -> bool:
    """Whether this test asks for a magazijn of its own, to change something in it."""
    return "leeg_magazijn" in request.fixturenames


class Gedeeld:
    """The magazijn of `gegevens`, for tests that only look; after one that changed something the next gets another."""

    def __init__(self, maak_map: Callable[[], Path]) -> None:
        self._maak_map = maak_map
        self._map, self._stand = Path(), "nog niets"

    def untouched(self) -> Path:
        if self._stand != _fingerprint(self._map):
            self._map = self._maak_map()
            copy_register(write_build(self._map, gegevens()))
            self._stand = _fingerprint(self._map)
        return self._map


def _fingerprint(map_: Path) -> str:
    """What is in it: the files, and what the register holds; an open database leaves files beside it that say nothing."""
    register = map_ / "dossier" / "dossier.sqlite"
    if not register.exists():
        return "niets"
    with closing(sqlite3.connect(register)) as con:
        inhoud = "\n".join(con.iterdump())
    paden = sorted(str(pad) for pad in map_.rglob("*") if not pad.name.startswith("dossier.sqlite-"))
    return "\n".join([*paden, (map_ / "huidig.json").read_text(encoding="utf-8"), inhoud])


@pytest.fixture(scope="session")
def gedeeld(tmp_path_factory: pytest.TempPathFactory) -> Gedeeld:
    return Gedeeld(lambda: tmp_path_factory.mktemp("gedeeld"))


@pytest.fixture
def open_app(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Callable[..., AppTest]:
    """Open a page as a link does: open_app("keten", keten="opvang")."""
    if has_its_own(request):
        request.getfixturevalue("magazijn")
    else:
        monkeypatch.setenv("KETENSPIEGEL_MAGAZIJN", str(request.getfixturevalue("gedeeld").untouched()))

    def open_(pagina: str = "overzicht", **adres: str) -> AppTest:
        at = fresh(**adres)
        return at.run() if pagina == "overzicht" else visit(at, pagina, **adres)

    return open_


def fresh(**adres: str) -> AppTest:
    """The app before its first run, at this address; each page answers to the name of its file, so a visit needs no other run before it."""
    at = AppTest.from_file(APP, default_timeout=30)
    for naam, waarde in adres.items():
        at.query_params[naam] = waarde
    return at


def visit(at: AppTest, pagina: str, **adres: str) -> AppTest:
    """Go to another page with this selection."""
    at.switch_page(f"app_pages/{pagina}.py")
    for naam, waarde in adres.items():
        at.query_params[naam] = waarde
    return at.run()


def html(at: AppTest) -> str:
    """All our own HTML on the screen."""
    return "\n".join(str(deel.value) for deel in at.html)
