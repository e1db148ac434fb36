"""Every role at every page, by every address: what belongs to another keten is not there, and no form where one may not write."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.app import PAGINAS
from dashboard.dossier.register import Register, Wie
from dashboard.dossier.verbinding import address, open_engine
from dashboard.toegang import bezoeker
from dashboard.toegang.rollen import ROLLEN
from dashboard.toegang.zicht import Zicht
from tests.dashboard.conftest import html, visit

Opener = Callable[..., AppTest]
PAGINANAMEN = [p.bestand.removesuffix(".py") for p in PAGINAS]
VREEMD = ("Opvang van daklozen", "Buitenslapers", "Leger des Heils", "Nachtopvang", "Een bed meer", "Te weinig bedden", "Wijkverwarming")
INVULLEN = ("Bewaar", "Plan dit overleg", "Zet op de agenda", "Verstuur", "Bewaar dit verhaal", "Bewaar deze afspraken")


@pytest.fixture
def enter(magazijn: Any, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Sign in with the roles in this text."""
    monkeypatch.setattr(bezoeker, "sign_in_settings", lambda: {"client_id": "ks"})
    monkeypatch.setattr(bezoeker, "read_user", lambda: {"is_logged_in": True, "sub": "u1", "iat": time.time()})

    def enter_(*rollen: tuple[str, str]) -> None:
        regels = [f'[[rol]]\npersoon = "u1"\nrol = "{rol}"\nketen = "{keten}"\npartij = "Gemeente"' for rol, keten in rollen]
        (magazijn / "toegang.toml").write_text("\n".join(regels), encoding="utf-8")

    return enter_


def everything(at: AppTest) -> str:
    """All that stands on the screen, lists and buttons too."""
    return html(at) + str([[w.label, getattr(w, "options", "")] for w in (*at.selectbox, *at.button, *at.text_input, *at.text_area)])


@pytest.mark.parametrize("rol", ROLLEN)
def test_a_role_in_one_keten_shows_nothing_of_another_by_any_address(rol: str, enter: Any, open_app: Opener) -> None:
    enter((rol, "jeugd"))
    at = open_app()
    for pagina in PAGINANAMEN:
        vreemd = {"keten": "opvang", "indicator": "slapers", "project": "nachtopvang", "overleg": "o1"}
        for adres in (vreemd, {}) if rol == "regisseur" else (vreemd,):
            at.query_params.clear()
            visit(at, pagina, **adres)
            assert not at.exception
            assert (pagina, [woord for woord in VREEMD if woord in everything(at)]) == (pagina, [])


@pytest.mark.parametrize("pagina", ["overleg", "afspraken", "indicator"])
@pytest.mark.parametrize(
    ("rol", "mag"), [("kijker", False), ("gegevensbeheerder", False), ("beheerder", False), ("partner", True), ("regisseur", True)]
)
def test_forms_are_there_only_for_who_may_write(rol: str, mag: bool, pagina: str, enter: Any, open_app: Opener) -> None:
    enter((rol, "opvang"))
    at = open_app(pagina, keten="opvang", **({"indicator": "slapers"} if pagina == "indicator" else {}))
    assert not at.exception
    assert any(b.label in INVULLEN for b in at.button) is mag


def test_who_is_not_signed_in_finds_a_door_and_nothing_else(enter: Any, open_app: Opener, monkeypatch: pytest.MonkeyPatch) -> None:
    enter(("beheerder", "*"))
    monkeypatch.setattr(bezoeker, "read_user", dict)
    at = open_app()
    for pagina in PAGINANAMEN:
        visit(at, pagina, keten="opvang", indicator="slapers")
        assert [b.label for b in at.button] == ["Inloggen"]
        assert "Log in om verder te gaan" in html(at)
        assert [woord for woord in VREEMD if woord in everything(at)] == []


def test_an_old_sign_in_asks_to_sign_in_again(enter: Any, open_app: Opener, monkeypatch: pytest.MonkeyPatch) -> None:
    enter(("beheerder", "*"))
    monkeypatch.setattr(bezoeker, "read_user", lambda: {"is_logged_in": True, "sub": "u1", "iat": time.time() - 11 * 3600})
    at = open_app("keten", keten="opvang")
    assert "Log opnieuw in" in html(at)
    assert "Opvang van daklozen" not in everything(at)


def test_a_stranger_is_told_whom_to_ask(enter: Any, open_app: Opener) -> None:
    enter()
    at = open_app("keten", keten="opvang")
    assert "U hebt hier nog geen rol" in html(at)
    assert [b.label for b in at.button] == ["Uitloggen"]


def test_a_wrong_file_with_roles_lets_nobody_in_and_tells_no_details(enter: Any, open_app: Opener) -> None:
    enter(("koning", "*"))
    at = open_app("keten", keten="opvang")
    assert "Nu kan niemand naar binnen" in html(at)
    assert "koning" not in html(at)
    assert [woord for woord in VREEMD if woord in everything(at)] == []


def test_the_whole_spiegel_is_offered_to_who_cares_for_all_data_only(enter: Any, open_app: Opener) -> None:
    for rol, keten, is_er in (
        ("gegevensbeheerder", "*", True),
        ("beheerder", "*", True),
        ("regisseur", "*", False),
        ("beheerder", "opvang", False),
    ):
        enter((rol, keten))
        at = open_app("gegevens")
        assert ("Zelf verder rekenen" in html(at)) is is_er


def test_the_term_that_a_keten_agreed_counts_for_who_is_signed_in(enter: Any, open_app: Opener, magazijn: Path) -> None:
    Register(open_engine(address(magazijn))).add("werkwijze", "opvang", {"duiding_dagen": 3}, Wie("regisseur", "Gemeente"), id_="opvang")
    enter(("partner", "opvang"))
    at = open_app("keten", keten="opvang")
    assert at.session_state["bezoeker"].zicht == Zicht(
        ("opvang",), (), ("Gemeente",), (("opvang", 3),), ("opvang",), (("opvang", "Gemeente"),)
    )


def test_without_sign_in_one_reads_all_and_writes_nothing(open_app: Opener, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("KETENSPIEGEL_OEFENEN")
    at = open_app("overleg", keten="opvang")
    assert "U kijkt zonder in te loggen. U kunt alles lezen en niets veranderen." in html(at)
    assert [b.label for b in at.button if b.label in INVULLEN] == []
