"""The command as people run it: Dutch, with the promised exit codes, and safe to stop at any moment."""

import csv
import io
import json
import os
import re
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path

import openpyxl
import pytest

from etl import cli
from etl.magazijn import Magazijn
from tests.etl.hulp import copy_good, query, write_levering

pytestmark = pytest.mark.usefixtures("zonder_vragen")

WORTEL = Path(__file__).parents[2]
KETENS = "keten,naam,maatschappelijk_resultaat\nk,K,Beter\n"
COMMANDOS = ("controleren", "laden", "bouw", "pad", "publiceer", "status", "sjabloon", "voorbeeld", "gezondheid", "bewaar", "herstel")
ENGELS = re.compile(
    r"\b(usage|options?|commands?|error|show|message|exit|missing|argument|such|invalid|value|does|"
    r"not exist|default|try|help for|the|is not)\b",
    re.IGNORECASE,
)


# Runs many commands as `python -m etl` would: its words are Dutch only when they are looked up before the commands are defined.
NA_ELKAAR = """
import io, json, sys
from contextlib import redirect_stderr, redirect_stdout
from etl.taal import use_dutch
use_dutch()
from etl.cli import run
uitkomsten = []
for argumenten in json.loads(sys.argv[1]):
    uit, fout = io.StringIO(), io.StringIO()
    with redirect_stdout(uit), redirect_stderr(fout):
        code = run(argumenten)
    uitkomsten.append([code, uit.getvalue(), fout.getvalue()])
print(json.dumps(uitkomsten))
"""


@dataclass
class Uitvoer:
    """What a command gave back and said."""

    returncode: int
    stdout: str
    stderr: str


def run(*argumenten: object, magazijn: Path | None = None) -> Uitvoer:
    """Run a command in this process, on a magazijn of our own; words that are not ours stay English here."""
    uit, fout = io.StringIO(), io.StringIO()
    with pytest.MonkeyPatch.context() as omgeving, redirect_stdout(uit), redirect_stderr(fout):
        omgeving.setenv("KETENSPIEGEL_MAGAZIJN", str(magazijn or WORTEL / "bestaat-niet"))
        code = cli.run([str(a) for a in argumenten])
    return Uitvoer(code, uit.getvalue(), fout.getvalue())


def run_apart(*argumenten: object, magazijn: Path | None = None) -> Uitvoer:
    """Run `python -m etl` as a user does, on a magazijn of our own."""
    return _start("-m", "etl", *map(str, argumenten), magazijn=magazijn)


def _start(*argumenten: str, magazijn: Path | None = None) -> Uitvoer:
    omgeving = {**os.environ, "KETENSPIEGEL_MAGAZIJN": str(magazijn or WORTEL / "bestaat-niet")}
    opdracht = [sys.executable, *argumenten]
    proces = subprocess.run(opdracht, cwd=WORTEL, env=omgeving, capture_output=True, text=True, check=False)
    return Uitvoer(proces.returncode, proces.stdout, proces.stderr)


HULP = [[*([commando] if commando else []), "--help"] for commando in ("", *COMMANDOS)]
VERKEERD = [
    (["laden"], "Fout: Er ontbreekt een waarde: 'MAP...'."),
    (["ladn"], "Fout: De opdracht 'ladn' is er niet. Bedoelt u 'laden'?"),
    (["laden", "--snel", "x"], "Fout: De optie '--snel' is er niet. (Bedoelt u een van deze: '--help', '--json'?)"),
    (["laden", "/bestaat/niet"], "Fout: Dit kan niet bij 'MAP...': Pad '/bestaat/niet' bestaat niet."),
    (["voorbeeld", "--zaad", "x"], "Fout: Dit kan niet bij '--zaad': 'x' is geen heel getal."),
    (["pad", "x"], "Fout: Deze waarde is er te veel: x"),
    (["controleren", "Makefile"], "Makefile is geen levering. Geef een map, een .zip of een .xlsx op."),
]


@pytest.fixture(scope="module")
def gezegd() -> dict[tuple[str, ...], Uitvoer]:
    """What is said to who asks for help or is mistaken, all in one process."""
    alle = [*HULP, *(argumenten for argumenten, _ in VERKEERD)]
    proces = _start("-c", NA_ELKAAR, json.dumps(alle))
    assert proces.returncode == 0, proces.stderr
    return {tuple(a): Uitvoer(*uitkomst) for a, uitkomst in zip(alle, json.loads(proces.stdout), strict=True)}


@pytest.mark.parametrize("argumenten", HULP, ids=" ".join)
def test_the_help_is_dutch(argumenten: list[str], gezegd: dict[tuple[str, ...], Uitvoer]) -> None:
    uitvoer = gezegd[tuple(argumenten)]
    assert uitvoer.returncode == 0
    assert uitvoer.stdout.startswith("Gebruik: python -m etl")
    assert ENGELS.findall(uitvoer.stdout.replace("--help", "")) == []


@pytest.mark.parametrize(("argumenten", "zin"), VERKEERD)
def test_wrong_use_says_what_to_do_and_ends_with_2(argumenten: list[str], zin: str, gezegd: dict[tuple[str, ...], Uitvoer]) -> None:
    uitvoer = gezegd[tuple(argumenten)]
    assert uitvoer.returncode == 2
    assert uitvoer.stderr.splitlines()[-1] == zin
    assert "Traceback" not in uitvoer.stderr


def test_the_command_by_itself_says_the_same(gezegd: dict[tuple[str, ...], Uitvoer]) -> None:
    assert run_apart("laden", "--help") == gezegd["laden", "--help"]
    assert run_apart("ladn") == gezegd["ladn",]


def test_pad_without_a_build_says_how_to_begin(tmp_path: Path) -> None:
    uitvoer = run_apart("pad", magazijn=tmp_path / "m")
    assert uitvoer.returncode == 2
    assert uitvoer.stderr == f"In {tmp_path / 'm'} is nog geen bouw. Laad eerst een levering: python -m etl laden MAP.\n"


def test_checking_a_good_levering_ends_with_0_and_writes_nothing(tmp_path: Path) -> None:
    uitvoer = run("controleren", copy_good(tmp_path / "l"), magazijn=tmp_path / "m")
    assert (uitvoer.returncode, uitvoer.stdout, uitvoer.stderr) == (
        0,
        "l: in orde, geen fouten en geen waarschuwingen.\nNiets is geladen.\n",
        "",
    )
    assert not (tmp_path / "m").exists()


def test_checking_a_wrong_levering_ends_with_1_and_names_every_fault(tmp_path: Path) -> None:
    levering = write_levering(tmp_path / "l", ketens=KETENS + "K 2,,Goed\n")
    uitvoer = run_apart("controleren", levering, "--rapport", tmp_path / "r.csv", magazijn=tmp_path / "m")
    assert uitvoer.returncode == 1
    assert uitvoer.stdout.splitlines() == [
        "l: geweigerd, 2 fouten en geen waarschuwingen.",
        "  ketens.csv",
        '    fout         rij 3, kolom keten: "K 2" is geen kenmerk. Gebruik kleine letters, cijfers en koppeltekens, zoals mijn-keten-1.',
        "    fout         rij 3, kolom naam: Deze cel is leeg. Vul haar in; zij is verplicht.",
        "Niets is geladen.",
    ]
    with (tmp_path / "r.csv").open(encoding="utf-8-sig", newline="") as rapport:
        assert [(r["rij"], r["kolom"]) for r in csv.DictReader(rapport, delimiter=";")] == [("3", "keten"), ("3", "naam")]


def test_json_is_for_other_programs(tmp_path: Path) -> None:
    uitvoer = run_apart("laden", copy_good(tmp_path / "l"), "--json", magazijn=tmp_path / "m")
    gelezen = json.loads(uitvoer.stdout)
    assert (gelezen["goed"], gelezen["geladen"], gelezen["geweigerd"], gelezen["afkeuringen"]) == (True, ["l"], [], [])
    assert run("pad", magazijn=tmp_path / "m").stdout.strip() == str(Path(gelezen["bouw"]).resolve())
    stand = json.loads(run("status", "--json", magazijn=tmp_path / "m").stdout)
    assert [levering["naam"] for levering in stand["leveringen"]] == ["l"]
    assert stand["in_gebruik"] == Path(gelezen["bouw"]).stem


def test_status_and_publiceer_tell_of_leveringen_and_builds(tmp_path: Path) -> None:
    magazijn = tmp_path / "m"
    run("laden", copy_good(tmp_path / "l"), magazijn=magazijn)
    eerste = Magazijn(magazijn).builds()[0].stem
    assert run("bouw", magazijn=magazijn).stdout.startswith("Gebouwd en in gebruik: spiegel-")
    assert run("publiceer", eerste, magazijn=magazijn).stdout.startswith(f"In gebruik: {eerste}.")
    assert f"  {eerste}  (in gebruik)" in run("status", magazijn=magazijn).stdout.splitlines()
    onbekend = run("publiceer", "spiegel-x", magazijn=magazijn)
    assert onbekend.returncode == 2
    assert onbekend.stderr.startswith("De bouw spiegel-x is er niet. Kies uit: spiegel-")


def test_a_magazijn_that_cannot_be_made_is_a_message_and_ends_with_3(tmp_path: Path) -> None:
    (tmp_path / "bestand").write_text("x")
    uitvoer = run_apart("laden", copy_good(tmp_path / "l"), "--magazijn", tmp_path / "bestand" / "m")
    assert uitvoer.returncode == 3
    assert uitvoer.stderr.startswith(f"Het magazijn {tmp_path / 'bestand' / 'm'} kan niet worden gemaakt (")


def test_the_sjabloon_passes_the_keuring(tmp_path: Path) -> None:
    assert run("sjabloon", tmp_path / "s").returncode == 0
    leeg = run("controleren", tmp_path / "s" / "csv", tmp_path / "s" / "levering.xlsx", magazijn=tmp_path / "m")
    assert leeg.returncode == 0, leeg.stdout


@pytest.fixture
def werkmap(tmp_path: Path) -> Path:
    """The workbook of the sjabloon."""
    run("sjabloon", tmp_path / "s")
    return tmp_path / "s" / "levering.xlsx"


def test_the_sjabloon_can_be_filled_in(werkmap: Path, tmp_path: Path) -> None:
    boek = openpyxl.load_workbook(werkmap)
    assert boek.sheetnames[:3] == ["uitleg", "levering", "ketens"]
    boek["ketens"]["A2"], boek["ketens"]["B2"], boek["ketens"]["D2"] = "k", "K", "Beter"
    boek["levering"]["B2"] = "Gemeente Testdam"
    boek.save(werkmap)
    assert run("laden", werkmap, magazijn=tmp_path / "m").returncode == 0
    assert query(tmp_path / "m", "select k.keten, l.leverancier from kern.keten as k join staging.levering as l using (levering)") == [
        ("k", "Gemeente Testdam")
    ]


def test_the_sjabloon_offers_the_choices_and_keeps_a_periode_as_text(werkmap: Path) -> None:
    boek = openpyxl.load_workbook(werkmap)
    lijsten = {str(v.sqref): v.formula1 for v in boek["ketens"].data_validations.dataValidation}
    assert '"keten,netwerk"' in lijsten.values()
    kop = {cel.value: boek["metingen"].column_dimensions[cel.column_letter].number_format for cel in boek["metingen"][1]}
    assert (kop["periode"], kop["waarde"]) == ("@", "General")


def test_checking_lists_every_warning_and_loading_a_few_of_each_kind(tmp_path: Path) -> None:
    metingen = "indicator,periode,waarde\n" + "i,,1\n" + "".join(f"i,{2990 + n},{n}\n" for n in range(6))
    indicatoren = "indicator,keten,naam,dimensie,soort,definitie,eigenaar,bron\ni,k,I,resultaten,kwantitatief,D,E,B\n"
    levering = write_levering(tmp_path / "l", ketens=KETENS, indicatoren=indicatoren, metingen=metingen)
    nagekeken = run("controleren", levering, magazijn=tmp_path / "m")
    assert nagekeken.stdout.count("begint in de toekomst. Kijk of dit klopt.") == 6
    geladen = run("laden", levering, magazijn=tmp_path / "m")
    assert geladen.stdout.count("begint in de toekomst. Kijk of dit klopt.") == 3
    assert "waarschuwing nog 3 keer zo (toekomst); met --rapport staan ze er alle in." in geladen.stdout
