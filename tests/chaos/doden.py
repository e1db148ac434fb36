"""Kill `python -m etl laden` at random moments, and look after each kill whether anything was lost or doubled."""

import shutil
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from random import Random

from etl.gezondheid import examine
from etl.magazijn import Magazijn, is_whole
from tests.etl.hulp import copy_good, laad, query, write_levering

WORTEL = Path(__file__).parents[2]
KOP = "indicator,periode,waarde,tekst,teller,noemer\n"
PER_MAGAZIJN = 20  # then a fresh one, for every levering makes building slower
VROEG, BEWAARD, KLAAR, TE_LAAT = "vóór het bewaren", "na het bewaren, vóór het publiceren", "na het publiceren", "het commando was al klaar"


class Proef:
    """A magazijn that gets one levering after another; each revises one figure and brings one that is new."""

    def __init__(self, map_: Path) -> None:
        self.map, self.pad = map_, map_ / "magazijn"
        laad(self.pad, copy_good(map_ / "begin"))
        self.geladen = 0

    def levering(self, nummer: int) -> Path:
        """The levering with this number, 1 for the first."""
        rijen = f"bedden,2022-01,{100 + nummer},,,\nbedden,{_month(nummer)},{nummer},,,\n"
        return write_levering(self.map / f"l{nummer}", f"2022-08-{nummer:02d}", metingen=KOP + rijen)

    def expected(self, nummer: int) -> list[tuple[object, ...]]:
        """Every version of bedden after so many leveringen: each once."""
        herzien = [("2022-01", 20.0), *(("2022-01", 100.0 + n) for n in range(1, nummer + 1))]
        nieuw = [(_month(n), float(n)) for n in range(1, nummer + 1)]
        return [*herzien, ("2022-02", 22.0), ("2022-03", None), *nieuw]

    def served(self) -> list[tuple[object, ...]]:
        """The same as the build in use shows it."""
        return query(self.pad, "select periode, waarde from kern.meting_versie where indicator = 'bedden' order by periode, waarde")

    def check_served(self, *mag: int) -> None:
        """The build in use is whole and shows the state after one of these numbers of leveringen."""
        bouw = Magazijn(self.pad).current_build()
        assert bouw is not None and is_whole(bouw), "the pointer serves no whole build"
        served = self.served()
        assert any(served == self.expected(nummer) for nummer in mag), f"served {served} after levering {mag}"

    def check_once(self, nummer: int) -> None:
        """So many leveringen were kept, each once."""
        self.check_served(nummer)
        namen = Counter(m.naam for m in Magazijn(self.pad).manifests() if not m.niets_nieuws)
        assert namen == Counter(["begin", *(f"l{n}" for n in range(1, nummer + 1))]), namen


def _month(nummer: int) -> str:
    return f"{2023 + (nummer - 1) // 12}-{(nummer - 1) % 12 + 1:02d}"


def start(*argumenten: object) -> subprocess.Popen[str]:
    """The command as people run it."""
    opdracht = [sys.executable, "-m", "etl", *map(str, argumenten)]
    return subprocess.Popen(opdracht, cwd=WORTEL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def kill_often(map_: Path, keer: int, zaad: int) -> Counter[str]:
    """Kill so many loads; gives how often in which phase. AssertionError at the first thing that is lost or doubled."""
    toeval, fasen, gedood, duur = Random(zaad), Counter[str](), 0, 0.0
    while gedood < keer:
        proef, nummer = Proef(map_ / f"m{gedood}"), 0
        if not duur:
            nummer, duur = 1, _duration(proef)
        while gedood < keer and nummer < PER_MAGAZIJN:
            nummer += 1
            fase = _kill_once(proef, nummer, toeval.uniform(0, duur))
            fasen[fase] += 1
            gedood += fase != TE_LAAT
            duur *= 0.9 if fase == TE_LAAT else 1.02  # the machine is busier at one time than at another
        onderzoek = examine(Magazijn(proef.pad))
        assert onderzoek.stuk == [], onderzoek.stuk
        shutil.rmtree(proef.map)
    return fasen


def _duration(proef: Proef) -> float:
    """How long a load takes that nobody kills: that of levering 1."""
    begin = time.monotonic()
    proces = start("laden", proef.levering(1), "--magazijn", proef.pad)
    _, fout = proces.communicate(timeout=120)
    assert proces.returncode == 0, fout
    proef.check_once(1)
    return time.monotonic() - begin


def _kill_once(proef: Proef, nummer: int, moment: float) -> str:
    """Kill a load, look, load again, look; gives the phase in which it was killed."""
    levering, eerder = proef.levering(nummer), len(Magazijn(proef.pad).manifests())
    proces = start("laden", levering, "--magazijn", proef.pad)
    time.sleep(moment)
    was_klaar = proces.poll() is not None
    proces.kill()
    proces.communicate()
    proef.check_served(nummer - 1, nummer)
    bewaard, gepubliceerd = len(Magazijn(proef.pad).manifests()) > eerder, proef.served() == proef.expected(nummer)
    laad(proef.pad, levering)
    proef.check_once(nummer)
    return TE_LAAT if was_klaar else KLAAR if gepubliceerd else BEWAARD if bewaard else VROEG
