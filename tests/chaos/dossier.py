"""What happens to the dossier when things go wrong: writers that are killed, PostgreSQL that goes away, and damage to its file."""

import logging
import os
import shutil
import signal
import sqlite3
import time
from collections import Counter
from collections.abc import Callable
from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path
from random import Random
from subprocess import CalledProcessError
from typing import Any

import pytest
from sqlalchemy.exc import DatabaseError
from streamlit.testing.v1 import AppTest

from dashboard.dossier.fouten import DossierFout
from dashboard.dossier.kopie import backup
from dashboard.dossier.register import Ding, Register
from dashboard.dossier.tabellen import TABELLEN
from dashboard.dossier.verbinding import close_engines, make_engine, migrate, open_engine
from etl.magazijn import Magazijn
from etl.reservekopie import back_up
from tests.chaos.doden import Proef
from tests.chaos.gevallen import command
from tests.dashboard.conftest import APP, html, visit
from tests.dashboard.dossier.conftest import REGISSEUR
from tests.dashboard.dossier.postgres import Postgres
from tests.dashboard.dossier.schrijvers import GEDEELD, NIET_TE_BEREIKEN, start_writer
from tests.dashboard.dossier.test_register import rows
from tests.dashboard.dossier.test_schrijvers import acknowledged, check_nothing_lost, wait_for

ONBEREIKBAAR = "Het dossier kan nu niet worden gelezen"
ALGEMEEN = "algemene zin"  # the page says that it cannot be shown, with a number for the beheerder


def killed_writers(map_: Path, keer: int = 50, zaad: int = 1) -> str:
    """A process that writes is killed again and again: what it was told is kept is there, once, and nothing is there half."""
    adres, toeval = f"sqlite:///{map_ / 'dossier.sqlite'}", Random(zaad)
    register = Register(open_engine(adres))
    register.add("afspraak", "opvang", {"afspraak": "Van ons allen"}, REGISSEUR, id_=GEDEELD)
    for ronde in range(keer):
        _kill_after_a_while(adres, map_, ronde, toeval)
        check_nothing_lost(register, acknowledged(map_))
    close_engines()
    code, gezegd = _examine(map_, adres)
    assert code == 0, gezegd
    bevestigd = len(acknowledged(map_))
    return f"kill -9 van een schrijver in het dossier: {keer} keer, {bevestigd} bevestigde regels, elk één keer aanwezig, geen half."


def _kill_after_a_while(adres: str, map_: Path, ronde: int, toeval: Random) -> None:
    bestand = map_ / f"{ronde}.ack"
    schrijver = start_writer(adres, f"r{ronde}", 100_000, bestand)
    wait_for(bestand)
    time.sleep(toeval.uniform(0, 0.1))
    schrijver.kill()
    schrijver.join(20)
    assert schrijver.exitcode == -signal.SIGKILL


def _examine(map_: Path, adres: str, *erbij: object) -> tuple[int, str]:
    """`gezondheid` on this dossier, beside a magazijn in which there is nothing."""
    Magazijn(map_ / "leeg").create()
    with pytest.MonkeyPatch.context() as omgeving:
        omgeving.setenv("KETENSPIEGEL_DOSSIER", adres)
        return command("gezondheid", "--magazijn", map_ / "leeg", *erbij)


def _save(map_: Path, register: Register, doel: Path) -> None:
    """A backup with an empty magazijn and this dossier."""
    magazijn = Magazijn(map_ / "leeg")
    magazijn.create()
    back_up(magazijn, doel, lambda pad: backup(register.engine, pad))


class VanMensen(Register):
    """The register without what was delivered."""

    def versions(self, soort: str, keten: str | None = None, tot: datetime | None = None) -> list[Ding]:
        """Versions that were made in the app."""
        return [versie for versie in super().versions(soort, keten, tot) if versie["herkomst"] == "app"]


def postgresql_away(map_: Path, keer: int = 10, zaad: int = 1, *, scherm: bool = True) -> str:
    """PostgreSQL is killed while a process writes, and comes back: the screen says so meanwhile, and works again by itself."""
    proef, toeval = Proef(map_), Random(zaad)
    server = Postgres()
    try:
        adres = server.new_database()
        register = VanMensen(open_engine(adres))
        register.add("afspraak", "opvang", {"afspraak": "Van ons allen"}, REGISSEUR, id_=GEDEELD)
        logging.disable()  # the faults are what is asked for
        with pytest.MonkeyPatch.context() as omgeving:
            omgeving.setenv("KETENSPIEGEL_DOSSIER", adres)
            omgeving.setenv("KETENSPIEGEL_MAGAZIJN", str(proef.pad))
            omgeving.setenv("KETENSPIEGEL_OEFENEN", "ja")
            for ronde in range(keer):
                assert not scherm or "Tien bedden erbij" in _screen()
                _go_away(server, register, map_, ronde, toeval)
                assert not scherm or ONBEREIKBAAR in _screen()
                _start_again(server)
                check_nothing_lost(register, acknowledged(map_))
                assert register.all("advies") == []
            assert not scherm or "Tien bedden erbij" in _screen()
        bevestigd = len(acknowledged(map_))
        close_engines()
    finally:
        logging.disable(logging.NOTSET)
        _kill(server)
        shutil.rmtree(server.map)
    op_scherm = " Het scherm zei het, en werkte daarna vanzelf weer." if scherm else ""
    gevolg = f"{bevestigd} bevestigde regels, elk één keer aanwezig, geen half.{op_scherm}"
    return f"kill -9 van PostgreSQL tijdens schrijven: {keer} keer, {gevolg}"


def _go_away(server: Postgres, register: Register, map_: Path, ronde: int, toeval: Random) -> None:
    bestand = map_ / f"{ronde}.ack"
    schrijver = start_writer(str(register.engine.url), f"r{ronde}", 100_000, bestand)
    try:
        wait_for(bestand)
        time.sleep(toeval.uniform(0, 0.2))
        _kill(server)
        schrijver.join(30)
        assert schrijver.exitcode == NIET_TE_BEREIKEN, schrijver.exitcode
    finally:
        schrijver.kill()
    for probeer in (register.stand, lambda: register.add("advies", "opvang", {"van_wie": "GGD", "advies": "Weg"}, REGISSEUR)):
        try:
            probeer()
        except DossierFout as fout:
            assert str(fout).startswith("Het dossier is niet te bereiken."), fout
        else:
            raise AssertionError("the register answered while its database was gone")


def _kill(server: Postgres) -> None:
    """kill -9 of the server and of every process that it started."""
    pid = server.map / "data" / "postmaster.pid"
    if not pid.exists():
        return
    hoofd = int(pid.read_text().split()[0])
    nummers = [hoofd, *_children(hoofd)]
    for nummer in nummers:
        with suppress(ProcessLookupError):
            os.kill(nummer, signal.SIGKILL)
    tot = time.monotonic() + 20
    while any(_is_alive(nummer) for nummer in nummers):
        assert time.monotonic() < tot, "PostgreSQL does not stop"
        time.sleep(0.01)


def _children(hoofd: int) -> list[int]:
    uit = []
    for pad in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            _, _, rest = pad.read_text().rpartition(")")
            if int(rest.split()[1]) == hoofd:
                uit.append(int(pad.parent.name))
    return uit


def _is_alive(nummer: int) -> bool:
    try:
        _, _, rest = Path(f"/proc/{nummer}/stat").read_text().rpartition(")")
    except OSError:
        return False
    return rest.split()[0] != "Z"


def _start_again(server: Postgres) -> None:
    """As systemd does: again, until the memory of the killed one is let go of."""
    for poging in range(20):
        try:
            server.start()
        except CalledProcessError:
            assert poging < 19
            time.sleep(0.5)
        else:
            return


def _screen() -> str:
    """The page Afspraken, opened anew."""
    at = visit(AppTest.from_file(APP, default_timeout=300).run(), "afspraken", keten="opvang")
    assert not at.exception, at.exception
    return html(at)


def damaged_dossier(map_: Path, keer: int = 100, zaad: int = 1) -> str:
    """The file is damaged anywhere, cut off or empty: what is read is right, or it is told; a backup mends it."""
    pad = map_ / "heel.sqlite"
    goed = _make_dossier(pad, map_ / "kopie.zip")
    toeval, uitkomsten, lezen = Random(zaad), Counter[str](), Counter[str]()
    grootte = pad.stat().st_size
    for nummer in range(keer):
        proef = map_ / "proef" / "dossier.sqlite"
        shutil.rmtree(proef.parent, ignore_errors=True)
        proef.parent.mkdir()
        proef.write_bytes(_damage(pad.read_bytes(), nummer, grootte, toeval))
        lezen[_read(proef, goed)] += 1
        uitkomsten[_mended(map_, proef, goed)] += 1
    delen = ", ".join(f"{aantal} keer {wat}" for wat, aantal in sorted(uitkomsten.items()))
    gelezen = ", ".join(f"{aantal} keer {wat}" for wat, aantal in sorted(lezen.items()))
    return f"Bestand van het dossier beschadigd: {keer} keer. Lezen: {gelezen}. Gezondheid met een reservekopie: {delen}."


def _make_dossier(pad: Path, kopie: Path) -> dict[str, list[Any]]:
    """A dossier of some hundred pages, and a backup of it."""
    register = Register(open_engine(f"sqlite:///{pad}"))
    for nummer in range(60):
        register.add("afspraak", "opvang", {"afspraak": f"Afspraak {nummer} " + "woord " * 40}, REGISSEUR, id_=f"a{nummer}")
        register.change("afspraak", f"a{nummer}", 1, {"klaar_op": "2026-06"}, REGISSEUR, "Later")
        register.add("knelpunt", "opvang", {"knelpunt": f"Knelpunt {nummer}"}, REGISSEUR, id_=f"k{nummer}")
    goed = rows(register)
    _save(pad.parent, register, kopie)
    close_engines()
    return goed


def _damage(inhoud: bytes, nummer: int, grootte: int, toeval: Random) -> bytes:
    """By turns: some bytes anywhere, a page of noise, cut off; and now and then nothing at all, or only the beginning damaged."""
    kapot = bytearray(inhoud)
    if nummer % 25 == 0:
        return b""
    if nummer % 5 == 0:
        return bytes(kapot[: toeval.randrange(1, grootte)])
    if nummer % 5 == 1:
        begin = toeval.randrange(grootte // 4096) * 4096
        kapot[begin : begin + 4096] = toeval.randbytes(4096)
    elif nummer % 5 == 2:
        kapot[toeval.randrange(100)] ^= 0xFF
    else:
        for _ in range(toeval.randrange(1, 6)):
            kapot[toeval.randrange(grootte)] ^= 1 << toeval.randrange(8)
    return bytes(kapot)


def _read(pad: Path, goed: dict[str, list[Any]]) -> str:
    """What somebody gets who reads everything, as the dashboard does, from a copy of the file."""
    proef = pad.with_name("gelezen.sqlite")
    shutil.copy(pad, proef)
    try:
        register = Register(open_engine(f"sqlite:///{proef}"))
        for soort in TABELLEN:
            register.versions(soort)
        return "goed" if rows(register) == goed else "anders of leeg (SQLite zag het niet)"
    except DossierFout:
        return "een zin"
    except (DatabaseError, ValueError, TypeError, OverflowError):
        return ALGEMEEN
    finally:
        close_engines()


def _mended(map_: Path, pad: Path, goed: dict[str, list[Any]]) -> str:
    """What gezondheid makes of it; never is anything said to be whole that is not."""
    kapot = pad.read_bytes()
    code, gezegd = _examine(map_, f"sqlite:///{pad}", "--uit", map_ / "kopie.zip")
    if code == 3:
        assert "Stuk: " in gezegd and ("reservekopie" in gezegd or "nieuwere versie" in gezegd or "niet te bereiken" in gezegd), gezegd
        return "genoemd"
    assert code == 0, gezegd
    with closing(sqlite3.connect(pad)) as verbinding:
        assert verbinding.execute("pragma integrity_check").fetchall() == [("ok",)]
    engine = make_engine(f"sqlite:///{pad}")
    migrate(engine)
    assert rows(Register(engine)) == goed, gezegd
    engine.dispose()
    if "Hersteld: " not in gezegd:
        return "niets aan de hand"
    [opzij] = pad.parent.glob("dossier.sqlite.beschadigd-*Z")
    assert not kapot or opzij.stat().st_size >= min(len(kapot), 4096)
    return "hersteld"


def lost_wal(map_: Path) -> str:
    """The file with the newest acts (-wal) is gone: SQLite does not see it, beside a backup it is named."""
    pad, adres = map_ / "dossier.sqlite", f"sqlite:///{map_ / 'dossier.sqlite'}"
    register = Register(open_engine(adres))
    register.add("advies", "opvang", {"van_wie": "GGD", "advies": "In het bestand"}, REGISSEUR)
    close_engines()
    register = Register(open_engine(adres))
    register.add("advies", "opvang", {"van_wie": "GGD", "advies": "Alleen in -wal"}, REGISSEUR)
    (map_ / "zonder").mkdir()
    shutil.copy(pad, map_ / "zonder" / "dossier.sqlite")
    _save(map_, register, map_ / "kopie.zip")
    close_engines()
    zonder = f"sqlite:///{map_ / 'zonder' / 'dossier.sqlite'}"
    assert _examine(map_, zonder)[0] == 0
    code, gezegd = _examine(map_, zonder, "--uit", map_ / "kopie.zip")
    assert code == 3 and "1 in wijziging, 1 in advies_versie" in gezegd, gezegd
    return "Het bestand -wal kwijt: lezen ging door met wat er nog was; naast een reservekopie werd genoemd wat ontbrak."


GEVALLEN: tuple[Callable[[Path], str], ...] = (killed_writers, postgresql_away, damaged_dossier, lost_wal)
