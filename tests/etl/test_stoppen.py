"""Stopping the process at any moment loses nothing and doubles nothing. Add here what concerns kill and lock."""

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from etl.magazijn import Magazijn
from tests.etl.hulp import copy_good, laad, query, write_levering

pytestmark = pytest.mark.usefixtures("zonder_vragen")

WORTEL = Path(__file__).parents[2]
KOP = "indicator,periode,waarde,tekst,teller,noemer\n"
# Kills the process just before the n-th time that a file gets its final name; no questions are asked on the way.
STOP_BIJ_HERNOEMEN = """
import os, signal, sys
from pathlib import Path
teller = [int(sys.argv.pop(1))]
def stopping(naam):
    echte = getattr(Path, naam)
    def hernoem(self, doel):
        teller[0] -= 1
        if teller[0] == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return echte(self, doel)
    setattr(Path, naam, hernoem)
stopping("rename")
stopping("replace")
from etl import bouw
from etl.signalen import uitvoeren
bouw.ask_all = lambda con, **_: uitvoeren._create_tables(con, uitvoeren.SCHEMA)
from etl.cli import run
sys.exit(run(sys.argv[1:]))
"""


def second_levering(map_: Path) -> Path:
    return write_levering(
        map_,
        "2022-08-01",
        metingen=KOP + "bedden,2022-01,21,,,\nbedden,2022-04,25,,,\n",
        knelpunten="knelpunt_id,keten,knelpunt\nk2,opvang,Geen sleutel\n",
    )


def start(*argumenten: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, *argumenten],
        cwd=WORTEL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONWARNINGS": "default"},
    )


def values(magazijn: Path) -> list[tuple[object, ...]]:
    return query(magazijn, "select indicator, periode, waarde, tekst from kern.meting order by all")


EERST = [
    ("aandeel", "2022", 50.0, None),
    ("bedden", "2022-01", 20.0, None),
    ("bedden", "2022-02", 22.0, None),
    ("bedden", "2022-03", None, "ongeveer twintig"),
]
DAARNA = [
    ("aandeel", "2022", 50.0, None),
    ("bedden", "2022-01", 21.0, None),
    ("bedden", "2022-02", 22.0, None),
    ("bedden", "2022-03", None, "ongeveer twintig"),
    ("bedden", "2022-04", 25.0, None),
]


def assert_complete(magazijn: Path) -> None:
    """Every levering and every version is there once."""
    assert values(magazijn) == DAARNA
    versies = "select periode, waarde from kern.meting_versie where indicator = 'bedden' order by all"
    assert query(magazijn, versies) == [
        ("2022-01", 20.0),
        ("2022-01", 21.0),
        ("2022-02", 22.0),
        ("2022-03", None),
        ("2022-04", 25.0),
    ]
    namen = "select naam, count(*) from staging.levering where niets_nieuws = 'nee' group by naam order by naam"
    assert query(magazijn, namen) == [("a", 1), ("b", 1)]
    assert not (magazijn / "werk").exists()


@pytest.fixture(scope="module")
def gevuld(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A magazijn with one levering."""
    map_ = tmp_path_factory.mktemp("stoppen")
    laad(map_ / "m", copy_good(map_ / "a"))
    return map_ / "m"


@pytest.fixture
def paden(gevuld: Path, tmp_path: Path) -> tuple[Path, Path]:
    """The same, of your own, and a second levering still to be loaded."""
    return Path(shutil.copytree(gevuld, tmp_path / "magazijn")), second_levering(tmp_path / "b")


@pytest.mark.parametrize("keer", range(1, 8))
def test_a_kill_before_any_rename_leaves_a_readable_build_and_the_next_run_completes_it(keer: int, paden: tuple[Path, Path]) -> None:
    magazijn, levering = paden
    proces = start("-c", STOP_BIJ_HERNOEMEN, str(keer), "laden", str(levering), "--magazijn", str(magazijn))
    proces.communicate(timeout=60)
    # Two raw files, a manifest, the hash of the build, the build and the pointer: the seventh rename does not happen.
    assert proces.returncode == (-signal.SIGKILL if keer < 7 else 0)
    assert values(magazijn) == (EERST if keer < 7 else DAARNA)
    laad(magazijn, levering)
    assert_complete(magazijn)


def test_a_kill_at_any_time_leaves_a_readable_build_and_a_last_run_completes_it(paden: tuple[Path, Path]) -> None:
    magazijn, levering = paden
    gestopt = 0
    for tiende in range(1, 9):
        proces = start("-m", "etl", "laden", str(levering), "--magazijn", str(magazijn))
        time.sleep(tiende * 0.15)
        gestopt += proces.poll() is None
        proces.kill()
        proces.communicate(timeout=60)
        assert values(magazijn) in (EERST, DAARNA)
    assert gestopt >= 3
    laad(magazijn, levering)
    assert_complete(magazijn)


def test_of_two_loads_at_once_the_second_is_told_to_wait_with_exit_code_3(paden: tuple[Path, Path]) -> None:
    magazijn, levering = paden
    with Magazijn(magazijn).lock():
        proces = start("-m", "etl", "laden", str(levering), "--magazijn", str(magazijn))
        uit, fout = proces.communicate(timeout=60)
    assert proces.returncode == 3
    assert uit == ""
    assert fout == (f"Een ander proces werkt nu in het magazijn {magazijn}. Wacht tot dat klaar is en probeer het opnieuw.\n")
    assert values(magazijn) == EERST
