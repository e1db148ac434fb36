"""The command `python -m dashboard.dossier`: sentences and exit codes. Add here what an operator types."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from dashboard.dossier.opdracht import dossier
from dashboard.dossier.register import Register
from dashboard.dossier.verbinding import open_engine
from etl.cli import run
from tests.dashboard.dossier.conftest import REGISSEUR
from tests.etl.hulp import copy_good, laad

WORTEL = Path(__file__).parents[3]


@pytest.fixture
def magazijn(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A magazijn with one levering; the dossier lies in it."""
    monkeypatch.delenv("KETENSPIEGEL_DOSSIER", raising=False)
    laad(tmp_path / "magazijn", copy_good(tmp_path / "goed"))
    return tmp_path / "magazijn"


def type_in(*woorden: str | Path) -> int:
    return run([str(woord) for woord in woorden], dossier, "python -m dashboard.dossier")


def test_take_over_keep_and_put_back(magazijn: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert type_in("--magazijn", magazijn, "vul") == 0
    assert type_in("--magazijn", magazijn, "vul") == 0
    assert type_in("--magazijn", magazijn, "bewaar", tmp_path / "k.zip") == 0
    assert type_in("--magazijn", tmp_path / "ander", "terugzetten", tmp_path / "k.zip") == 0
    assert capsys.readouterr().out.splitlines() == [
        "4 nieuwe versies overgenomen.",
        "Er was niets nieuws over te nemen.",
        f"Bewaard in {tmp_path / 'k.zip'}: 4 versies en 1 wijziging.",
        f"Teruggezet uit {tmp_path / 'k.zip'}: 4 versies en 1 wijziging.",
    ]
    terug = Register(open_engine(f"sqlite:///{tmp_path / 'ander' / 'dossier' / 'dossier.sqlite'}"))
    assert [v["id"] for v in terug.all("afspraak")] == ["a1"]
    terug.engine.dispose()


def test_one_is_said_as_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("KETENSPIEGEL_DOSSIER", f"sqlite:///{tmp_path / 'd.sqlite'}")
    register = Register(open_engine(f"sqlite:///{tmp_path / 'd.sqlite'}"))
    register.add("advies", "opvang", {"van_wie": "GGD", "advies": "Begin"}, REGISSEUR)
    register.engine.dispose()
    assert type_in("bewaar", tmp_path / "k.zip") == 0
    assert capsys.readouterr().out == f"Bewaard in {tmp_path / 'k.zip'}: 1 versie en 1 wijziging.\n"


def test_what_cannot_be_is_said_with_exit_code_2(magazijn: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    type_in("--magazijn", magazijn, "vul")
    type_in("--magazijn", magazijn, "bewaar", tmp_path / "k.zip")
    capsys.readouterr()
    assert type_in("--magazijn", magazijn, "bewaar", tmp_path / "k.zip") == 2
    assert type_in("--magazijn", magazijn, "terugzetten", tmp_path / "k.zip") == 2
    assert type_in("--magazijn", tmp_path / "leeg", "terugzetten", tmp_path / "weg.zip") == 2
    uit = capsys.readouterr()
    assert uit.out == ""
    assert uit.err.splitlines() == [
        f"{tmp_path / 'k.zip'} bestaat al. Kies een andere naam; er is niets overschreven.",
        "Dit dossier is niet leeg. Zet een kopie alleen terug op een leeg dossier; er is niets veranderd.",
        f"{tmp_path / 'weg.zip'} is geen kopie van een dossier, of is beschadigd. Er is niets teruggezet.",
    ]


def test_without_a_spiegel_there_is_nothing_to_take_over(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert type_in("--magazijn", tmp_path, "vul") == 2
    assert "Er is nog geen spiegel. Laad eerst een levering: python -m etl laden MAP." in capsys.readouterr().err


def test_a_database_that_is_away_gives_exit_code_3(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("KETENSPIEGEL_DOSSIER", "postgresql://niemand@/d?host=/bestaat/niet")
    assert type_in("bewaar", tmp_path / "k.zip") == 3
    assert capsys.readouterr().err == "Het dossier is niet te bereiken. Er is niets verloren. Probeer het straks opnieuw.\n"
    assert not (tmp_path / "k.zip").exists()


def test_the_command_as_an_operator_types_it_speaks_dutch(tmp_path: Path) -> None:
    opdracht = [sys.executable, "-m", "dashboard.dossier", "terugzetten"]
    uit = subprocess.run(
        opdracht, check=False, cwd=WORTEL, capture_output=True, text=True, env={**os.environ, "KETENSPIEGEL_MAGAZIJN": str(tmp_path)}
    )
    assert uit.returncode == 2
    assert uit.stdout == ""
    assert uit.stderr.splitlines()[0] == "Gebruik: python -m dashboard.dossier terugzetten [OPTIES] BESTAND.zip"
    assert "Traceback" not in uit.stderr
