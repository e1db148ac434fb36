"""A small magazijn for the tests of screens: four ketens, among them a fictitious, an ended and an empty one."""

import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from streamlit.components.v2 import manifest_scanner
from streamlit.testing.v1 import AppTest

from dashboard.vensters import close_windows
from tests.dashboard.handbouw import copy_register, write_build

APP = str(Path(__file__).resolve().parents[2] / "dashboard" / "app.py")


def gegevens() -> dict[str, list[dict[str, Any]]]:
    """Rows per delivery table, fresh each time, so that a test may change them."""
    return tomllib.loads((Path(__file__).parent / "gegevens.toml").read_text(encoding="utf-8"))


@pytest.fixture(autouse=True, scope="session")
def known_components() -> Iterator[None]:
    """Every AppTest looks through all installed packages for components of Streamlit, a tenth of a second each: look once."""
    gevonden = manifest_scanner.scan_component_manifests()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(manifest_scanner, "scan_component_manifests", lambda: gevonden)
        yield


@pytest.fixture(autouse=True)
def oefenen(monkeypatch: pytest.MonkeyPatch) -> None:
    """These tests are about what stands on the screens, forms too; who may see and write what is tested in tests/dashboard/toegang."""
    monkeypatch.setenv("KETENSPIEGEL_OEFENEN", "ja")


@pytest.fixture(autouse=True)
def windows_closed() -> Iterator[None]:
    """A server has one magazijn and keeps its windows; every test here has its own, and would fill the memory."""
    yield
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


@pytest.fixture
def open_app(magazijn: Path) -> Callable[..., AppTest]:
    """Open a page as a link does: open_app("keten", keten="opvang")."""

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
