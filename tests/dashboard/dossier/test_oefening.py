"""The drill: back everything up while people write and leveringen come in, lose the machine, and put it back elsewhere."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from dashboard.dossier.register import Register
from dashboard.dossier.verbinding import close_engines, open_engine
from etl.cli import run
from etl.magazijn import Magazijn
from tests.dashboard.dossier.conftest import POSTGRESQL, REGISSEUR, new_address
from tests.dashboard.dossier.schrijvers import GEDEELD, start_writer
from tests.dashboard.dossier.test_schrijvers import acknowledged, check_nothing_lost, wait_for
from tests.etl.hulp import copy_good, laad, query, write_levering

WORTEL = Path(__file__).parents[3]
KOP = "indicator,periode,waarde,tekst,teller,noemer\n"
CIJFERS = "select * from kern.meting_versie order by all"


@pytest.fixture(params=["sqlite", POSTGRESQL])
def leeg_adres(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The dossier of the machine that comes after: nothing is in it."""
    (tmp_path / "elders").mkdir()
    return new_address(request.param, request, tmp_path / "elders")


@pytest.fixture
def laders(tmp_path: Path) -> Iterator[subprocess.Popen[bytes]]:
    """Somebody who loads one levering after another."""
    leveringen = [
        write_levering(tmp_path / f"l{n}", f"2022-09-{n:02d}", metingen=f"{KOP}bedden,2023-{n:02d},{n},,,\n") for n in range(1, 10)
    ]
    programma = "import sys; from etl.cli import run\nfor levering in sys.argv[2:]: run(['laden', '--magazijn', sys.argv[1], levering])"
    stil = subprocess.DEVNULL
    opdracht = [sys.executable, "-c", programma, str(tmp_path / "magazijn"), *map(str, leveringen)]
    yield (proces := subprocess.Popen(opdracht, cwd=WORTEL, stdout=stil, stderr=stil))
    proces.kill()
    proces.wait()


def test_what_was_acknowledged_before_the_backup_is_there_after_the_machine_is_lost(
    adres: str, leeg_adres: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    magazijn, kopie, elders = tmp_path / "magazijn", tmp_path / "kopie.zip", tmp_path / "elders" / "magazijn"
    laad(magazijn, copy_good(tmp_path / "goed"))
    Register(open_engine(adres)).add("afspraak", "opvang", {"afspraak": "Van ons allen"}, REGISSEUR, id_=GEDEELD)
    lader: subprocess.Popen[bytes] = request.getfixturevalue("laders")
    schrijver = start_writer(adres, "s", 100_000, tmp_path / "s.ack")
    wait_for(tmp_path / "s.ack")

    bevestigd, geleverd = acknowledged(tmp_path), {m.levering for m in Magazijn(magazijn).manifests()}
    monkeypatch.setenv("KETENSPIEGEL_DOSSIER", adres)
    assert run(["bewaar", str(kopie), "--magazijn", str(magazijn)]) == 0
    assert (schrijver.is_alive(), lader.poll()) == (True, None)
    for proces in (schrijver, lader):
        proces.kill()
    schrijver.join(10)
    lader.wait(10)
    bouwen = tmp_path / "bouwen"
    shutil.copytree(magazijn / "bouw", bouwen)  # kept apart only to compare the figures with
    close_engines()

    monkeypatch.setenv("KETENSPIEGEL_DOSSIER", leeg_adres)
    assert run(["herstel", str(kopie), "--magazijn", str(elders)]) == 0
    terug = Register(open_engine(leeg_adres))
    check_nothing_lost(terug, bevestigd)
    assert len(bevestigd) >= 1
    assert geleverd <= {m.levering for m in Magazijn(elders).manifests()}
    huidig = Magazijn(elders).current_build()
    assert huidig is not None
    assert query(elders, CIJFERS) == figures_of(bouwen / huidig.name, tmp_path / "vergelijk")
    assert run(["gezondheid", "--magazijn", str(elders)]) == 0
    close_engines()


def figures_of(bouw: Path, map_: Path) -> list[tuple[object, ...]]:
    """The figures of a build that stood on the lost machine."""
    ander = Magazijn(map_)
    ander.create()
    shutil.copy(bouw, ander.bouw_map)
    ander.publish(ander.bouw_map / bouw.name)
    return query(map_, CIJFERS)
