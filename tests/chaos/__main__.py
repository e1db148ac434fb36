"""Print what held when things went wrong; ends with 1 when something was lost, doubled or not told."""

import argparse
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from tests.chaos import doden, dossier, gevallen

KEER = 200


def main(argumenten: list[str]) -> int:
    """Run everything; gives the exit code."""
    lezer = argparse.ArgumentParser(prog="python -m tests.chaos", description=__doc__)
    lezer.add_argument("--keer", type=int, default=KEER, help="how many loads are killed")
    lezer.add_argument("--zaad", type=int, default=1, help="another seed kills at other moments")
    keuze = lezer.parse_args(argumenten)
    mislukt = 0
    for geval in (*gevallen.GEVALLEN, *dossier.GEVALLEN):
        mislukt += _told(geval.__name__, geval)
    mislukt += _told("kill -9", partial(kills, keer=keuze.keer, zaad=keuze.zaad))
    print("Er is niets verloren en niets dubbel." if not mislukt else f"{mislukt} keer ging er iets mis.")
    return 1 if mislukt else 0


def kills(map_: Path, keer: int, zaad: int) -> str:
    """Kill so many loads, and say in which phases."""
    fasen = doden.kill_often(map_, keer, zaad)
    delen = ", ".join(f"{fasen[fase]} {fase}" for fase in (doden.VROEG, doden.BEWAARD, doden.KLAAR))
    klaar = f"daarnaast was het laden {fasen[doden.TE_LAAT]} keer al klaar"
    gevolg = "Elke keer: hele bouw in gebruik, volgende keer goed, niets verloren of dubbel."
    return f"kill -9 tijdens laden: {keer} keer ({delen}; {klaar}). {gevolg}"


def _told(naam: str, doe: Callable[[Path], str]) -> int:
    begin = time.monotonic()
    try:
        with tempfile.TemporaryDirectory(prefix="ketenspiegel-chaos-") as map_:
            print(f"{doe(Path(map_))} ({time.monotonic() - begin:.0f} s)", flush=True)
    except Exception as fout:
        print(f"MISLUKT: {naam}: {type(fout).__name__}: {fout}", flush=True)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
