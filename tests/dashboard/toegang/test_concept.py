"""A levering that is still a concept, in a magazijn that holds one: on the pages and in the files only for its makers."""

import json
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from dashboard.app import PAGINAS
from dashboard.toegang import bezoeker
from dashboard.toegang.rollen import ROLLEN, Toekenning
from etl.concept import concepts
from etl.magazijn import Magazijn
from tests.dashboard.conftest import fresh, html, visit
from tests.etl.hulp import keep, laad, without_questions, write_levering

MAKER, ANDER = "Leger des Heils", "GGD"
NAAM, CIJFER = "proeflevering", "4711"
NIET_VOOR_U = "Dit concept is er niet meer, of het is niet voor u."
MAKERS = [(rol, MAKER) for rol in ("partner", "regisseur", "gegevensbeheerder")] + [("gegevensbeheerder", ANDER)]
ANDEREN = [(rol, partij) for rol in ROLLEN for partij in (MAKER, ANDER) if (rol, partij) not in MAKERS]


@pytest.fixture(scope="module")
def gevuld(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A keten with one figure that is shared, and one in a concept."""
    map_ = tmp_path_factory.mktemp("concept")
    kop, meetkop = "indicator,keten,naam,dimensie,soort,eenheid,definitie,eigenaar,bron\n", "indicator,periode,waarde\n"
    basis = write_levering(
        map_ / "basis",
        "2025-01-01",
        ketens="keten,naam,maatschappelijk_resultaat\nk,Keten K,Beter\n",
        indicatoren=kop + "i,k,I,resultaten,kwantitatief,cliënten,D,E,B\n",
        metingen=meetkop + "i,2023,100\n",
    )
    proef = write_levering(map_ / NAAM, metingen=meetkop + f"i,2024,{CIJFER}\n")
    brief = {"leverancier": MAKER, "geleverd_op": "2025-02-01", "status": "concept"}
    (proef / "levering.json").write_text(json.dumps(brief), encoding="utf-8")
    with without_questions():
        keep(map_ / "m", basis)
        laad(map_ / "m", proef)
        yield map_ / "m"


@pytest.fixture
def enter(gevuld: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str, str], None]:
    monkeypatch.setenv("KETENSPIEGEL_MAGAZIJN", str(gevuld))
    monkeypatch.setattr(bezoeker, "sign_in_settings", lambda: {"client_id": "ks"})

    def enter_(rol: str, partij: str, keten: str = "k") -> None:
        kenmerk = f"{rol}-{keten}-{partij}"
        monkeypatch.setattr(bezoeker, "read_user", lambda: {"is_logged_in": True, "sub": kenmerk, "iat": time.time()})
        eigen = f'[[rol]]\npersoon = "{kenmerk}"\nrol = "{rol}"\nketen = "{keten}"\npartij = "{partij}"\n'
        ander = f'[[rol]]\ngroep = "g"\nrol = "partner"\nketen = "k"\npartij = "{MAKER}"\n'
        (gevuld / "toegang.toml").write_text(eigen + ander, encoding="utf-8")

    return enter_


@pytest.fixture
def bestanden(monkeypatch: pytest.MonkeyPatch) -> dict[str, Callable[[], bytes]]:
    """The files that the pages offered, by what stands on their button."""
    gezien: dict[str, Callable[[], bytes]] = {}

    def note(label: str, data: Callable[[], bytes], **_: Any) -> None:
        gezien[label] = data

    monkeypatch.setattr(st, "download_button", note)
    return gezien


@pytest.fixture
def concept(gevuld: Path) -> str:
    return concepts(Magazijn(gevuld))[0].levering


def is_listed(at: AppTest) -> bool:
    """Whether the page Gegevens offers the concept, by its name or its address."""
    gezien = html(visit(at, "gegevens"))
    assert "Gegevens meenemen" in gezien and not at.exception
    return "Uw concepten" in gezien or NAAM in gezien or "concept=" in gezien


@pytest.mark.parametrize(("rol", "partij"), ANDEREN)
def test_who_did_not_make_it_sees_no_concept_on_any_page_and_in_no_file(
    rol: str, partij: str, enter: Any, concept: str, bestanden: dict[str, Callable[[], bytes]]
) -> None:
    enter(rol, partij)
    at = fresh()
    assert not is_listed(at)
    assert bestanden and not [naam for naam, maak in bestanden.items() if naam.endswith("(csv)") and CIJFER in maak().decode("utf-8-sig")]
    bestanden.clear()
    for pagina in PAGINAS:
        visit(at, pagina.bestand.removesuffix(".py"), keten="k", indicator="i", concept=concept)
        assert NIET_VOOR_U in html(at) and not at.exception
        assert not [woord for woord in (NAAM, "4.711", CIJFER) if woord in html(at)]
    assert bestanden == {}


@pytest.mark.parametrize(("rol", "partij"), MAKERS)
def test_its_makers_find_it_see_it_and_take_it_along(
    rol: str, partij: str, enter: Any, concept: str, bestanden: dict[str, Callable[[], bytes]]
) -> None:
    enter(rol, partij)
    at = fresh()
    assert is_listed(at)
    assert CIJFER not in bestanden["Download metingen (csv)"]().decode("utf-8-sig")
    visit(at, "gegevens", keten="k", concept=concept)
    assert f"U ziet de spiegel met een concept erin: {NAAM}. " in html(at)
    assert CIJFER in bestanden["Download metingen (csv)"]().decode("utf-8-sig")
    assert "4.711" in html(visit(at, "indicator", keten="k", indicator="i", concept=concept))


def test_a_beheerder_who_looks_as_a_maker_sees_no_concept(enter: Any, concept: str) -> None:
    enter("beheerder", ANDER, "*")
    at = fresh().run()
    at.selectbox(key="rol-bekijken").set_value(Toekenning("partner", "k", MAKER))
    at.button(key="rol-bekijk").click().run()
    assert f"U bekijkt Ketenspiegel als partner van {MAKER} in k." in html(at)
    assert not is_listed(at)
    assert NIET_VOOR_U in html(visit(at, "keten", keten="k", concept=concept))
