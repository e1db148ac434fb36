"""Many writers at once, and writers that die: what was acknowledged is there, once."""

import random
import time
from pathlib import Path

import pytest

from dashboard.dossier.register import Register
from tests.dashboard.dossier.conftest import REGISSEUR
from tests.dashboard.dossier.schrijvers import GEDEELD, start_writer


@pytest.fixture(autouse=True)
def gedeelde_afspraak(register: Register) -> None:
    """What every writer changes."""
    register.add("afspraak", "opvang", {"afspraak": "Van ons allen"}, REGISSEUR, id_=GEDEELD)


def acknowledged(map_: Path) -> list[str]:
    """What the writers were told is kept."""
    return [regel for bestand in sorted(map_.glob("*.ack")) for regel in bestand.read_text(encoding="utf-8").splitlines()]


def check_nothing_lost(register: Register, bevestigd: list[str]) -> None:
    """Every acknowledged write is there once, and pairs are whole."""
    afspraken = [v for v in register.versions("afspraak") if v["id"] != GEDEELD]
    paren = [(v["id"], v["nummer"], v["afspraak"]) for v in afspraken]
    assert paren == [(v["id"], v["nummer"], v["knelpunt"]) for v in register.versions("knelpunt")]
    assert all((nummer, tekst) == (1, id_) for id_, nummer, tekst in paren)
    assert {regel for regel in bevestigd if not regel.startswith(GEDEELD)} <= {id_ for id_, _, _ in paren}
    gedeeld = register.history("afspraak", GEDEELD)
    assert [v["nummer"] for v in gedeeld] == list(range(1, len(gedeeld) + 1))
    eigen = [int(regel.split()[1]) for regel in bevestigd if regel.startswith(GEDEELD)]
    assert len(set(eigen)) == len(eigen)
    assert set(eigen) <= set(range(2, len(gedeeld) + 1))


def test_of_twenty_writers_at_once_every_write_is_there_and_none_twice(register: Register, adres: str, tmp_path: Path) -> None:
    schrijvers = [start_writer(adres, f"s{nummer}", 3, tmp_path / f"{nummer}.ack") for nummer in range(20)]
    for schrijver in schrijvers:
        schrijver.join(60)
    assert [schrijver.exitcode for schrijver in schrijvers] == [0] * 20
    bevestigd = acknowledged(tmp_path)
    assert len(bevestigd) == 20 * 3 * 2
    check_nothing_lost(register, bevestigd)
    assert len(register.all("knelpunt")) == 20 * 3
    assert len(register.history("afspraak", GEDEELD)) == 1 + 20 * 3


def test_a_writer_that_is_killed_loses_nothing_that_was_acknowledged(register: Register, adres: str, tmp_path: Path) -> None:
    toeval = random.Random(4)
    for ronde in range(6):
        bestand = tmp_path / f"{ronde}.ack"
        schrijver = start_writer(adres, f"r{ronde}", 100_000, bestand)
        wait_for(bestand)
        time.sleep(toeval.uniform(0, 0.1))
        schrijver.kill()
        schrijver.join(10)
        assert schrijver.exitcode == -9
        check_nothing_lost(register, acknowledged(tmp_path))
        assert register.add("advies", "opvang", {"van_wie": "GGD", "advies": str(ronde)}, REGISSEUR)["nummer"] == 1
    assert len(register.all("advies")) == 6
    if register.engine.dialect.name == "sqlite":
        with register.engine.connect() as verbinding:
            assert verbinding.exec_driver_sql("pragma integrity_check").scalar() == "ok"


def wait_for(bestand: Path) -> None:
    """Until something was acknowledged."""
    tot = time.monotonic() + 20
    while not bestand.exists() or not bestand.stat().st_size:
        assert time.monotonic() < tot, "the writer wrote nothing"
        time.sleep(0.005)
