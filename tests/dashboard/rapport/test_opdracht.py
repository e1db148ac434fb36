"""The command `python -m dashboard.rapport`, run as an operator does."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.dashboard.rapport.conftest import OVERLEG, Maak

WORTEL = Path(__file__).resolve().parents[3]


def rapport(*woorden: str, map_: Path) -> subprocess.CompletedProcess[str]:
    opdracht = [sys.executable, "-m", "dashboard.rapport", *woorden]
    omgeving = os.environ | {"PYTHONPATH": str(WORTEL)}
    return subprocess.run(opdracht, capture_output=True, text=True, cwd=map_, env=omgeving, check=False)


@pytest.mark.usefixtures("agenda")
def test_it_writes_the_packet_and_another_process_makes_the_same_bytes(leeg_magazijn: Path, maak: Maak) -> None:
    klaar = rapport("opvang", "--overleg", OVERLEG, "--magazijn", str(leeg_magazijn), map_=leeg_magazijn)
    assert (klaar.returncode, klaar.stdout, klaar.stderr) == (0, f"Gemaakt: stukken-{OVERLEG}.pdf\n", "")
    assert (leeg_magazijn / f"stukken-{OVERLEG}.pdf").read_bytes() == maak()


@pytest.mark.usefixtures("agenda")
def test_a_list_goes_to_the_file_that_was_named(leeg_magazijn: Path, maak: Maak) -> None:
    uit = leeg_magazijn / "lijst.pdf"
    klaar = rapport("opvang", "--overleg", OVERLEG, "--soort", "besluitenlijst", "--uit", str(uit), map_=leeg_magazijn)
    assert (klaar.returncode, klaar.stdout) == (0, f"Gemaakt: {uit}\n")
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
def test_what_does_not_exist_gives_a_sentence_and_exit_code_2(leeg_magazijn: Path, woorden: tuple[str, ...], zin: str) -> None:
    klaar = rapport(*woorden, map_=leeg_magazijn)
    assert klaar.returncode == 2
    assert zin in klaar.stderr
    assert "Traceback" not in klaar.stderr
    assert not list(leeg_magazijn.glob("*.pdf"))


def test_without_a_spiegel_it_says_what_to_do(leeg_magazijn: Path) -> None:
    klaar = rapport("opvang", "--overleg", OVERLEG, map_=leeg_magazijn)
    assert klaar.returncode == 2
    assert "Er is nog geen spiegel. Laad eerst een levering: python -m etl laden MAP." in klaar.stderr


def test_the_help_is_dutch(leeg_magazijn: Path) -> None:
    klaar = rapport("--help", map_=leeg_magazijn)
    assert klaar.returncode == 0
    gelezen = " ".join(klaar.stdout.split())
    assert "Maak de stukken voor een overleg, of achteraf de besluitenlijst of de afsprakenlijst, als pdf." in gelezen
    assert "Gebruik: python -m dashboard.rapport" in klaar.stdout
