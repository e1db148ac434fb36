"""The command `python -m dashboard.rapport`, run as an operator does."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import text

from dashboard.dossier.logboek import NIET_GESCHREVEN, Filter, Regel, read
from dashboard.dossier.verbinding import address, open_engine
from dashboard.rapport import opdracht
from etl.cli import run
from tests.dashboard.rapport.conftest import OVERLEG, Maak

WORTEL = Path(__file__).resolve().parents[3]
Hier = Callable[..., tuple[int, str, str]]


def rapport(*woorden: str, map_: Path) -> subprocess.CompletedProcess[str]:
    woorden_ = [sys.executable, "-m", "dashboard.rapport", *woorden]
    omgeving = os.environ | {"PYTHONPATH": str(WORTEL)}
    return subprocess.run(woorden_, capture_output=True, text=True, cwd=map_, env=omgeving, check=False)


@pytest.fixture
def hier(leeg_magazijn: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Hier:
    """The same in this process: that the command starts as one of its own is shown apart, and a process for every sentence is slow."""
    monkeypatch.chdir(leeg_magazijn)

    def hier_(*woorden: str) -> tuple[int, str, str]:
        capsys.readouterr()
        code = run(woorden, opdracht.rapport, "python -m dashboard.rapport")
        return code, *capsys.readouterr()

    return hier_


@pytest.mark.usefixtures("agenda")
def test_it_writes_the_packet_and_another_process_makes_the_same_bytes(leeg_magazijn: Path, maak: Maak) -> None:
    klaar = rapport("opvang", "--overleg", OVERLEG, "--magazijn", str(leeg_magazijn), map_=leeg_magazijn)
    assert (klaar.returncode, klaar.stdout, klaar.stderr) == (0, f"Gemaakt: stukken-{OVERLEG}.pdf\n", "")
    assert (leeg_magazijn / f"stukken-{OVERLEG}.pdf").read_bytes() == maak()


@pytest.mark.usefixtures("agenda")
def test_what_it_makes_is_in_the_log_and_without_a_log_it_makes_nothing(leeg_magazijn: Path, hier: Hier) -> None:
    engine = open_engine(address(leeg_magazijn))
    woorden = ("opvang", "--overleg", OVERLEG, "--soort", "besluitenlijst", "--magazijn", str(leeg_magazijn))
    assert hier(*woorden)[0] == 0
    regels = [{naam: rij[naam] for naam in Regel._fields} for rij in read(engine, Filter())]
    assert regels == [Regel("stukken", "server", keten="opvang", voorwerp=f"besluitenlijst, overleg {OVERLEG}")._asdict()]
    (leeg_magazijn / f"besluitenlijst-{OVERLEG}.pdf").unlink()
    with engine.begin() as verbinding:
        verbinding.execute(text("alter table logboek rename to weg"))
    code, uit, fout = hier(*woorden)
    assert (code, uit) == (3, "")
    assert NIET_GESCHREVEN in " ".join(fout.split())
    assert not list(leeg_magazijn.glob("*.pdf"))


@pytest.mark.usefixtures("agenda")
def test_a_list_goes_to_the_file_that_was_named(leeg_magazijn: Path, maak: Maak, hier: Hier) -> None:
    uit = leeg_magazijn / "lijst.pdf"
    woorden = ("opvang", "--overleg", OVERLEG, "--soort", "besluitenlijst", "--uit", str(uit))
    assert hier(*woorden) == (0, f"Gemaakt: {uit}\n", "")
    assert uit.read_bytes() == maak(soort="besluitenlijst")


@pytest.mark.usefixtures("register")
@pytest.mark.parametrize(
    ("woorden", "zin"),
    [
        (("weg", "--overleg", OVERLEG), "De keten “weg” is er niet. Kies uit: "),
        (("opvang", "--overleg", "weg"), "Het overleg “weg” is er niet in de keten “opvang”."),
        (("opvang", "--overleg", OVERLEG, "--bouw", "weg"), "De bouw “weg” is er niet (meer)."),
        (("opvang", "--overleg", OVERLEG, "--bouw", "../huidig"), "De bouw “../huidig” is er niet (meer)."),
    ],
)
def test_what_does_not_exist_gives_a_sentence_and_exit_code_2(leeg_magazijn: Path, woorden: tuple[str, ...], zin: str, hier: Hier) -> None:
    code, _, fout = hier(*woorden)
    assert code == 2
    gezegd = " ".join(fout.split())
    assert zin in gezegd
    assert "Traceback" not in gezegd
    assert not list(leeg_magazijn.glob("*.pdf"))


def test_without_a_spiegel_it_says_what_to_do(hier: Hier) -> None:
    code, _, fout = hier("opvang", "--overleg", OVERLEG)
    assert code == 2
    assert "Er is nog geen spiegel. Laad eerst een levering: python -m etl laden MAP." in fout


def test_the_help_is_dutch(leeg_magazijn: Path) -> None:
    klaar = rapport("--help", map_=leeg_magazijn)
    assert klaar.returncode == 0
    gelezen = " ".join(klaar.stdout.split())
    assert "Maak de stukken voor een overleg, of achteraf de besluitenlijst of de afsprakenlijst, als pdf." in gelezen
    assert "Gebruik: python -m dashboard.rapport" in klaar.stdout
