"""Before the first visitor: the register is filled, and a fault holds nobody up."""

import logging
from datetime import date
from pathlib import Path
from threading import Event
from typing import Any

import pytest

from dashboard import opwarmen, spiegel
from dashboard.dossier import lezen, vragen
from dashboard.dossier.register import Register
from dashboard.dossier.verbinding import address, open_engine
from dashboard.drukte import drawing
from dashboard.toegang.zicht import Zicht
from tests.dashboard.dossier.conftest import REGISSEUR as WIE
from tests.protocol.sessie import talk


def said(caplog: pytest.LogCaptureFixture) -> list[str]:
    """What we wrote ourselves; Streamlit notes that no server runs."""
    return [regel.getMessage() for regel in caplog.records if regel.name == "ketenspiegel"]


def test_after_warming_up_what_was_delivered_is_in_the_register(magazijn: Path) -> None:
    opwarmen.warm_up()
    assert Register(open_engine(address(magazijn))).has_processed("spiegel-1.duckdb")


def test_without_a_build_there_is_nothing_to_do(leeg_magazijn: Path, caplog: pytest.LogCaptureFixture) -> None:
    opwarmen.warm_up()
    assert said(caplog) == []


def test_a_damaged_build_is_noted_and_the_server_goes_on(magazijn: Path, caplog: pytest.LogCaptureFixture) -> None:
    (magazijn / "bouw" / "spiegel-1.duckdb").write_bytes(b"geen database")
    with caplog.at_level(logging.WARNING, logger="ketenspiegel"):
        opwarmen.warm_up()
    assert said(caplog) == ["Opwarmen lukte niet; de eerste pagina zegt waarom"]


def test_the_server_does_not_wait_for_it(monkeypatch: pytest.MonkeyPatch) -> None:
    mag_klaar, klaar = Event(), Event()

    def warm_up() -> None:
        mag_klaar.wait(5)
        klaar.set()

    async def live() -> bool:
        async with opwarmen.warm_start(None):
            return klaar.is_set()

    monkeypatch.setattr(opwarmen, "warm_up", warm_up)
    assert not talk(live())
    mag_klaar.set()
    assert klaar.wait(5)


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[Zicht]:
    """For which sights the rules are really asked, from now on."""
    zichten: list[Zicht] = []
    echt = vragen.ask

    def ask(bouw: Path, register: Register, dag: date | None, wat: Zicht) -> Any:
        zichten.append(wat)
        return echt(bouw, register, dag, wat)

    monkeypatch.setattr(vragen, "ask", ask)
    monkeypatch.setattr(vragen, "_gezien", {})
    return zichten


def test_after_an_act_the_questions_are_ready_before_somebody_asks(magazijn: Path, asked: list[Zicht]) -> None:
    spiegel.hold_build()
    vragen.vragen()
    klaar = opwarmen.stay_warm()
    asked.clear()
    assert opwarmen.stay_warm(klaar) == klaar
    assert asked == []
    lezen.open_register().add("afspraak", "jeugd", {"afspraak": "Wij bellen de wijkteams"}, WIE)
    assert opwarmen.stay_warm(klaar) != klaar
    assert asked == [spiegel.zicht()]
    vragen.vragen()
    assert asked == [spiegel.zicht()]


def test_who_did_not_look_for_a_while_is_not_kept_ready(magazijn: Path, asked: list[Zicht], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opwarmen, "SECONDEN_IN_BEELD", -1)
    spiegel.hold_build()
    vragen.vragen()
    asked.clear()
    lezen.open_register().add("afspraak", "jeugd", {"afspraak": "Wij bellen de wijkteams"}, WIE)
    opwarmen.stay_warm()
    assert asked == []


def test_who_waits_for_a_page_goes_first(magazijn: Path, asked: list[Zicht], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opwarmen, "SECONDEN_GEDULD", 0.01)
    spiegel.hold_build()
    vragen.vragen()
    lezen.open_register().add("afspraak", "jeugd", {"afspraak": "Wij bellen de wijkteams"}, WIE)
    asked.clear()
    with drawing():
        assert opwarmen.stay_warm() is None
    assert asked == []
    opwarmen.stay_warm()
    assert asked == [spiegel.zicht()]


def test_what_cannot_be_read_is_left_to_the_page_that_needs_it(
    magazijn: Path, asked: list[Zicht], caplog: pytest.LogCaptureFixture
) -> None:
    spiegel.hold_build()
    vragen.vragen()
    (magazijn / "bouw" / "spiegel-1.duckdb").write_bytes(b"geen database")
    assert opwarmen.stay_warm() is None
    assert said(caplog) == []
