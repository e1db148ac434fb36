"""Print what one server takes while many read, ten write and builds are published; ends with 1 when a bar is missed."""

import argparse
import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from dashboard import spiegel
from dashboard.dossier.register import Register
from dashboard.dossier.verbinding import address, close_engines, open_engine
from dashboard.toegang.zicht import ALLES
from etl.laden import load
from etl.magazijn import Magazijn
from tests.belasting.mensen import Uitkomst, everyone
from tests.belasting.oordeel import failures, lines, slow
from tests.browser.conftest import LEVERINGEN
from tests.protocol.huis import open_huis
from tests.protocol.sessie import talk

LANG = 10  # minutes from which the bars of time and memory count


def main(argumenten: list[str]) -> int:
    """Run it; gives the exit code."""
    lezer = argparse.ArgumentParser(prog="python -m tests.belasting", description=__doc__)
    lezer.add_argument("--minuten", type=float, default=20)
    lezer.add_argument("--sessies", type=int, default=50)
    lezer.add_argument("--schrijvers", type=int, default=10)
    lezer.add_argument("--bouwen", type=int, default=100)
    lezer.add_argument("--denktijd", type=float, default=30, help="seconds between two pages of one session")
    k = lezer.parse_args(argumenten)
    print(f"belasting van de machine bij het begin: {os.getloadavg()}, kernen: {os.cpu_count()}", flush=True)
    with tempfile.TemporaryDirectory() as map_:
        uit, in_register = measure(Path(map_), LEVERINGEN, (k.sessies, k.schrijvers, k.bouwen, k.minuten, k.denktijd))
    mis = failures(uit, in_register, k.bouwen) + slow(uit, k.minuten >= LANG)
    print(*lines(uit, in_register), f"belasting van de machine aan het eind: {os.getloadavg()}", sep="\n")
    print(*(f"MIS: {regel}" for regel in mis[:40]), sep="\n")
    print("Alles bleef overeind." if not mis else f"{len(mis)} keer ging er iets mis.")
    return 1 if mis else 0


def measure(map_: Path, leveringen: Sequence[Path], maat: tuple[int, int, int, float, float]) -> tuple[Uitkomst, list[str]]:
    """Serve these leveringen to all of them; what happened, and the names of what they planned that are in the register."""
    magazijn = map_ / "magazijn"
    load(leveringen, Magazijn(magazijn))
    bouw = Magazijn(magazijn).current_build()
    if bouw is None:
        raise RuntimeError("there is nothing to serve")
    mensen = people(bouw)
    rollen = [(wie, wie.split(" ")[0], keten, "Gemeente") for wie, keten in mensen]
    with open_huis(map_, magazijn, rollen) as huis:
        uit = talk(everyone(huis, map_, mensen, maat))
    register = Register(open_engine(address(magazijn)))
    in_register = [str(o["naam"]) for o in register.all("overleg") if str(o["naam"]).startswith("Proefoverleg ")]
    close_engines()
    return uit, in_register


def people(bouw: Path) -> list[tuple[str, str]]:
    """Somebody of each role in each keten, with that keten."""
    ketens = [str(rij["keten"]) for rij in spiegel.read_rows_of(bouw, "ketens", ALLES)]
    return [(f"{rol} {keten}", keten) for rol in ("regisseur", "partner", "kijker") for keten in ketens]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
