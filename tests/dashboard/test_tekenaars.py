"""Drawings are made beside the server; whatever happens to who draws, there is a drawing."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from dashboard import tekenaars


@pytest.fixture
def aan_het_werk() -> Iterator[None]:
    tekenaars.start()
    yield
    tekenaars.stop()


def said(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [regel.getMessage() for regel in caplog.records if regel.name == "ketenspiegel"]


def in_welk_proces(woord: str) -> str:
    return f"{woord} {os.getpid()}"


def val_weg_buiten(hoofdproces: int) -> str:
    """As a machine without memory does to the process that draws, each time."""
    if os.getpid() != hoofdproces:
        os.kill(os.getpid(), signal.SIGKILL)
    return "getekend"


def val_een_keer_weg(spoor: Path) -> str:
    if not spoor.exists():
        spoor.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return f"getekend door {os.getpid()}"


def heeft_geladen() -> str:
    return str("vl_convert" in sys.modules)


def lukt_niet(wat: str) -> str:
    raise ValueError(wat)


def test_a_drawing_is_made_in_another_process_once_they_are_at_work(aan_het_werk: None) -> None:
    woord, _, proces = tekenaars.draw(in_welk_proces, "hier").partition(" ")
    assert (woord, proces == str(os.getpid())) == ("hier", False)


def test_when_they_are_ready_what_drawing_takes_was_loaded(aan_het_werk: None) -> None:
    assert tekenaars.draw(heeft_geladen) == "False"
    tekenaars.get_ready()
    wachten_tot = time.monotonic() + 30
    while tekenaars.draw(heeft_geladen) == "False" and time.monotonic() < wachten_tot:
        time.sleep(0.05)
    assert tekenaars.draw(heeft_geladen) == "True"


def test_who_has_nobody_to_draw_has_nobody_to_get_ready() -> None:
    tekenaars.get_ready()
    assert tekenaars.draw(in_welk_proces, "hier") == f"hier {os.getpid()}"


def test_without_them_it_is_made_on_the_spot() -> None:
    assert tekenaars.draw(in_welk_proces, "hier") == f"hier {os.getpid()}"


def test_on_a_machine_where_they_cannot_work_the_server_draws_itself(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def geen_geheugen(*args: object, **kwargs: object) -> None:
        raise ImportError("This platform lacks a functioning sem_open implementation")

    monkeypatch.setattr(tekenaars, "ProcessPoolExecutor", geen_geheugen)
    tekenaars.start()
    assert tekenaars.draw(in_welk_proces, "hier") == f"hier {os.getpid()}"
    assert said(caplog) == ["Er kan niemand naast de server tekenen; de server tekent zelf"]


def test_when_one_is_killed_another_takes_over(aan_het_werk: None, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    uit = tekenaars.draw(val_een_keer_weg, tmp_path / "spoor")
    assert uit.startswith("getekend door ")
    assert uit != f"getekend door {os.getpid()}"
    assert said(caplog) == ["Een tekenaar viel weg; een andere neemt het over"]


def test_when_all_are_killed_the_server_draws_itself_and_goes_on_doing_so(aan_het_werk: None, caplog: pytest.LogCaptureFixture) -> None:
    assert tekenaars.draw(val_weg_buiten, os.getpid()) == "getekend"
    weg = "Een tekenaar viel weg; een andere neemt het over"
    assert said(caplog) == [weg, weg, "Tekenaars vallen steeds weg; vanaf nu tekent de server zelf"]
    assert tekenaars.draw(in_welk_proces, "hier") == f"hier {os.getpid()}"


def test_a_mistake_in_a_drawing_is_the_same_mistake_here_and_costs_nobody_their_work(
    aan_het_werk: None, caplog: pytest.LogCaptureFixture
) -> None:
    with pytest.raises(ValueError, match=r"^geen schaal$"):
        tekenaars.draw(lukt_niet, "geen schaal")
    assert tekenaars.draw(in_welk_proces, "daarna") != f"daarna {os.getpid()}"
    assert said(caplog) == []


def test_who_stops_waits_for_nobody_and_a_drawing_after_it_is_made_on_the_spot(aan_het_werk: None) -> None:
    tekenaars.stop()
    tekenaars.stop()
    assert tekenaars.draw(in_welk_proces, "hier") == f"hier {os.getpid()}"


def test_who_is_stopped_while_a_drawing_is_on_its_way_costs_nobody_a_page(aan_het_werk: None) -> None:
    assert tekenaars._aan_het_werk is not None
    tekenaars._aan_het_werk.shutdown()
    woord, _, _ = tekenaars.draw(in_welk_proces, "hier").partition(" ")
    assert woord == "hier"


def test_they_end_with_a_server_that_is_killed() -> None:
    opdracht = (
        "from dashboard import tekenaars; from tests.dashboard.test_tekenaars import in_welk_proces; import time; "
        "tekenaars.start(); print(tekenaars.draw(in_welk_proces, 'pid'), flush=True); time.sleep(60)"
    )
    with subprocess.Popen([sys.executable, "-c", opdracht], stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        tekenaar = Path("/proc") / server.stdout.readline().split()[1]
        assert tekenaar.exists()
        server.kill()
    tot = time.monotonic() + 10
    while tekenaar.exists() and time.monotonic() < tot:
        time.sleep(0.05)
    assert not tekenaar.exists()
