"""The scripts do what docs/beheer.md says. Add here what a script must never do."""

import os
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest

from etl.cli import run
from etl.magazijn import Magazijn
from tests.etl.hulp import copy_good, query, write_levering
from tests.uitrol.hulp import SCRIPTS, UITROL, WORTEL

NAMEN = [pad.name for pad in SCRIPTS]


def test_these_are_the_scripts() -> None:
    assert NAMEN == ["bijwerken", "gedeeld", "installeer", "ketenspiegel", "laden", "oefening", "reservekopie", "terug"]


@pytest.mark.parametrize("pad", SCRIPTS, ids=NAMEN)
def test_each_can_be_run_says_what_it_is_and_stops_at_the_first_fault(pad: Path) -> None:
    eerste, uitleg, *rest = pad.read_text(encoding="utf-8").splitlines()
    assert eerste == "#!/bin/bash"
    assert uitleg.startswith("# ")
    assert "set -euo pipefail" in rest
    assert pad.stat().st_mode & 0o111 == 0o111


def test_bash_and_shellcheck_find_no_fault() -> None:
    for pad in SCRIPTS:
        subprocess.run(["bash", "-n", pad], check=True)
    opdracht = [str(Path(sys.executable).parent / "shellcheck"), "--external-sources", "--source-path", str(WORTEL), *map(str, SCRIPTS)]
    uit = subprocess.run(opdracht, capture_output=True, text=True, check=False)
    assert (uit.returncode, uit.stdout) == (0, "")


def script(naam: str, **omgeving: object) -> "subprocess.CompletedProcess[str]":
    """Run a script as its unit does, with other folders."""
    eigen = {"KETENSPIEGEL_PYTHON": sys.executable} | {f"KETENSPIEGEL_{n.upper()}": str(w) for n, w in omgeving.items()}
    kaal = {n: w for n, w in os.environ.items() if not n.startswith("KETENSPIEGEL_")}
    opdracht = [UITROL / "bin" / naam]
    return subprocess.run(opdracht, cwd=WORTEL, env=kaal | eigen, capture_output=True, text=True, check=False)


def names(map_: Path) -> list[str]:
    return sorted(pad.name for pad in map_.iterdir())


@pytest.fixture
def plek(tmp_path: Path) -> Path:
    """The folders for leveringen."""
    for naam in ("nieuw", "geladen"):
        (tmp_path / "leveringen" / naam).mkdir(parents=True)
    return tmp_path


def test_what_is_good_is_loaded_and_moves_and_what_is_not_stays_with_its_report(plek: Path) -> None:
    nieuw, geladen = plek / "leveringen" / "nieuw", plek / "leveringen" / "geladen"
    copy_good(nieuw / "opvang")
    fout = write_levering(nieuw / "fout", ketens="keten,naam\nx,X\n")
    (nieuw / "geen.zip").write_text("geen zip", encoding="utf-8")
    (nieuw / "half.zip.deel").write_text("half", encoding="utf-8")
    (nieuw / "koppeling").symlink_to(UITROL)
    waar = {"leveringen": plek / "leveringen", "magazijn": plek / "m", "rust": 0}
    uit = script("laden", **waar)
    assert (uit.returncode, uit.stderr) == (0, "")
    assert [naam.partition("-")[2] for naam in names(geladen)] == ["opvang"]
    geen = ["geen.zip", "geen.zip.rapport.csv", "geen.zip.rapport.txt"]
    assert names(nieuw) == ["fout", "fout.rapport.csv", "fout.rapport.txt", *geen, "half.zip.deel", "koppeling"]
    assert "maatschappelijk_resultaat" in (nieuw / "fout.rapport.txt").read_text(encoding="utf-8")
    assert uit.stdout.splitlines() == [
        f"Geweigerd: fout. Zie {nieuw}/fout.rapport.txt.",
        f"Geweigerd: geen.zip. Zie {nieuw}/geen.zip.rapport.txt.",
        "Overgeslagen: koppeling is een koppeling.",
        "Geladen: opvang.",
    ]
    assert script("laden", **waar).stdout == "Overgeslagen: koppeling is een koppeling.\n"  # what was refused waits
    (fout / "ketens.csv").write_text("keten,naam,maatschappelijk_resultaat\nx,X,Rust\n", encoding="utf-8")
    assert "Geladen: fout." in script("laden", **waar).stdout
    assert query(plek / "m", "select naam from kern.keten order by all") == [("Opvang",), ("X",)]
    assert [naam for naam in names(nieuw) if naam.startswith("fout")] == []


def test_what_may_still_be_being_written_waits(plek: Path) -> None:
    copy_good(plek / "leveringen" / "nieuw" / "opvang")
    uit = script("laden", leveringen=plek / "leveringen", magazijn=plek / "m", rust=2)
    assert (uit.returncode, uit.stdout, uit.stderr) == (0, "", "")
    assert names(plek / "leveringen" / "nieuw") == ["opvang"]


def test_when_the_server_is_the_trouble_the_levering_stays_and_the_task_fails(plek: Path) -> None:
    copy_good(plek / "leveringen" / "nieuw" / "opvang")
    magazijn = Magazijn(plek / "m")
    with magazijn.lock():
        uit = script("laden", leveringen=plek / "leveringen", magazijn=plek / "m", rust=0)
    assert uit.returncode == 3
    assert uit.stderr.startswith("Niet geladen: opvang.\nEen ander proces werkt nu in het magazijn")
    assert names(plek / "leveringen" / "nieuw") == ["opvang"]


def stand_in(map_: Path, regels: str) -> Path:
    """In place of Python: a script that gets the same words."""
    pad = map_ / "python"
    pad.write_text(f"#!/bin/bash\n{regels}\n", encoding="utf-8")
    pad.chmod(0o755)
    return pad


def a_year_and_a_half(map_: Path) -> list[str]:
    """A backup of every day until yesterday."""
    dagen = [date.today() - timedelta(days=n) for n in range(550, 0, -1)]
    for dag in dagen:
        (map_ / f"ketenspiegel-{dag:%Y%m%d}T013500Z.zip").touch()
    return names(map_)


def test_fourteen_backups_stay_and_the_last_one_of_each_of_twelve_months(tmp_path: Path) -> None:
    kopieen = tmp_path / "kopieen"
    kopieen.mkdir()
    voor = a_year_and_a_half(kopieen)
    (kopieen / "voor-0.4.0-20200101T000000Z.zip").touch()
    uit = script("reservekopie", reservekopieen=kopieen, python=stand_in(tmp_path, 'touch "$4"'))
    assert uit.returncode == 0
    alle = sorted({*voor, *(naam for naam in names(kopieen) if naam.startswith("ketenspiegel-"))})
    laatste_van_maand = {naam[13:19]: naam for naam in alle}
    maanden = [laatste_van_maand[maand] for maand in sorted(laatste_van_maand)[-12:]]
    assert names(kopieen) == [*sorted({*alle[-14:], *maanden}), "voor-0.4.0-20200101T000000Z.zip"]
    assert 24 <= len(names(kopieen)) <= 27


def test_nothing_is_removed_when_the_backup_fails(tmp_path: Path) -> None:
    kopieen = tmp_path / "kopieen"
    kopieen.mkdir()
    voor = a_year_and_a_half(kopieen)
    assert script("reservekopie", reservekopieen=kopieen, python=stand_in(tmp_path, "exit 3")).returncode == 3
    assert names(kopieen) == voor


def test_a_backup_is_practised_beside_what_is_in_use_and_a_damaged_one_is_told(tmp_path: Path) -> None:
    kopieen = tmp_path / "kopieen"
    kopieen.mkdir()
    assert run(["laden", str(copy_good(tmp_path / "opvang")), "--magazijn", str(tmp_path / "m")]) == 0
    waar = {"reservekopieen": kopieen, "magazijn": tmp_path / "m", "oefenplek": tmp_path, "dossier": f"sqlite:///{tmp_path}/d.sqlite"}
    leeg = script("oefening", **waar)
    assert (leeg.returncode, leeg.stderr) == (3, f"Er is nog geen reservekopie in {kopieen}.\n")
    assert script("reservekopie", **waar).returncode == 0
    voor = (tmp_path / "d.sqlite").read_bytes()
    uit = script("oefening", **waar)
    assert (uit.returncode, uit.stderr) == (0, "")
    [kopie] = kopieen.iterdir()
    assert uit.stdout.splitlines()[2] == f"De oefening is gelukt met {kopie.name}."
    assert uit.stdout.count("Alles is heel.") == 2
    assert (tmp_path / "d.sqlite").read_bytes() == voor
    assert names(tmp_path) == ["d.sqlite", "kopieen", "m", "opvang"]
    kopie.write_bytes(kopie.read_bytes()[:-100])
    assert script("oefening", **waar).returncode == 2
    assert names(tmp_path) == ["d.sqlite", "kopieen", "m", "opvang"]


@pytest.mark.parametrize("naam", ["installeer", "bijwerken", "terug"])
def test_what_changes_the_machine_is_for_root(naam: str) -> None:
    tekst = (UITROL / "bin" / naam).read_text(encoding="utf-8")
    assert tekst.index("\nexpect_root\n") < min(
        tekst.find(woord) for woord in ("install ", "adduser", "rm -rf", "mkdir", "mktemp", "systemctl") if woord in tekst
    )
