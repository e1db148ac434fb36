"""Before the first visitor: the register is filled, and a fault holds nobody up."""

import asyncio
import logging
from pathlib import Path

import pytest

from dashboard import opwarmen
from dashboard.dossier.register import Register
from dashboard.dossier.verbinding import address, open_engine


def test_after_warming_up_what_was_delivered_is_in_the_register(magazijn: Path) -> None:
    opwarmen.warm_up()
    assert Register(open_engine(address(magazijn))).has_processed("spiegel-1.duckdb")


def test_without_a_build_there_is_nothing_to_do(leeg_magazijn: Path, caplog: pytest.LogCaptureFixture) -> None:
    opwarmen.warm_up()
    assert caplog.messages == []


def test_a_damaged_build_is_noted_and_the_server_goes_on(magazijn: Path, caplog: pytest.LogCaptureFixture) -> None:
    (magazijn / "bouw" / "spiegel-1.duckdb").write_bytes(b"geen database")
    with caplog.at_level(logging.WARNING, logger="ketenspiegel"):
        opwarmen.warm_up()
    assert caplog.messages == ["Opwarmen lukte niet; de eerste pagina zegt waarom"]


def test_the_server_does_not_wait_for_it(monkeypatch: pytest.MonkeyPatch) -> None:
    gewarmd = asyncio.Event()

    async def live() -> None:
        loop = asyncio.get_running_loop()
        monkeypatch.setattr(opwarmen, "warm_up", lambda: loop.call_soon_threadsafe(gewarmd.set))
        async with opwarmen.warm_start(None):
            await asyncio.wait_for(gewarmd.wait(), 5)

    asyncio.run(live())
