"""Before the first visitor: the register is filled, and a fault holds nobody up."""

import logging
from pathlib import Path
from threading import Event

import pytest

from dashboard import opwarmen
from dashboard.dossier.register import Register
from dashboard.dossier.verbinding import address, open_engine
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
