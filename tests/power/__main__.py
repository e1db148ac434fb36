"""Print recall per phenomenon and false questions on clean series; ends with 1 when a bar is missed."""

import sys
import tempfile
from collections import Counter
from pathlib import Path
from random import Random

from etl.signalen.regelbestand import read_regels
from tests.etl.beweging.referentie import marks, xmr
from tests.power.oordeel import Uitslag, judge, wilson
from tests.power.stad import Stad
from tests.power.verschijnselen import GEPLANT, plant_clean

GEPLANT_PER_VERSCHIJNSEL = 300
SCHOON = 1600
RUIS = {"ruis": 0.0, "ruis met samenhang 0,3": 0.3}


def main() -> int:
    """Measure everything; gives the exit code."""
    uitslagen = [measure_recall(soort, zaad) for zaad, soort in enumerate(GEPLANT)]
    print(f"{'verschijnsel':<22}{'regel':<18}{'geplant':>8}{'gevonden':>9}{'vindt':>8}  interval (95%)")
    for u in uitslagen:
        laag, hoog = wilson(u.gevonden, u.geplant)
        print(f"{u.verschijnsel:<22}{u.regel:<18}{u.geplant:>8}{u.gevonden:>9}{u.gevonden / u.geplant:>8.1%}  {laag:.1%} - {hoog:.1%}")
    vals = {naam: measure_false(samenhang, zaad) for zaad, (naam, samenhang) in enumerate(RUIS.items())}
    fouten = judge(uitslagen, {naam: (sum(telling.values()), SCHOON) for naam, telling in vals.items()}, getoond())
    print("\n".join(fouten) if fouten else "Elke regel die gebruikers zien, haalt de lat.")
    return 1 if fouten else 0


def getoond() -> set[str]:
    """The rules that users see."""
    return {regel.naam for regel in read_regels() if regel.inhoud["getoond"]}


def measure_recall(verschijnsel: str, zaad: int) -> Uitslag:
    """Plant one phenomenon many times and count how often its rule asks about that indicator."""
    regel, plant = GEPLANT[verschijnsel]
    stad = Stad(Random(zaad))
    namen = [f"i{nummer}" for nummer in range(GEPLANT_PER_VERSCHIJNSEL)]
    for naam in namen:
        plant(stad, naam)
    with tempfile.TemporaryDirectory() as map_:
        vragen = stad.ask(Path(map_))
    gevraagd = {str(v["indicator"]).removesuffix("-tegen") for v in vragen if v["regel"] == regel}
    return Uitslag(verschijnsel, regel, len(namen), len(gevraagd & set(namen)))


def measure_false(samenhang: float, zaad: int) -> Counter[str]:
    """Questions on clean series per rule, beweging apart; prints them."""
    stad = Stad(Random(1000 + zaad))
    reeksen = plant_clean(stad, SCHOON, samenhang)
    with tempfile.TemporaryDirectory() as map_:
        vragen = [v for v in stad.ask(Path(map_)) if v["soort"] == "gesprek"]
    telling = Counter(str(v["regel"]) for v in vragen if v["regel"] != "beweging" and v["getoond"] == "ja")
    apart = Counter(str(v["regel"]) for v in vragen if v["getoond"] == "nee")
    laag, hoog = (20 * grens for grens in wilson(sum(telling.values()), SCHOON))
    print(f"\nSchone reeksen, samenhang {samenhang}: {SCHOON} reeksen, {sum(telling.values())} vragen buiten beweging,")
    print(f"  dat is {20 * sum(telling.values()) / SCHOON:.2f} per twintig reeksen ({laag:.2f} - {hoog:.2f}); de lat is 1.")
    print("  " + (", ".join(f"{regel} {n}" for regel, n in sorted(telling.items())) or "geen"))
    if apart:
        print("  Niet getoond aan gebruikers, en niet meegeteld: " + ", ".join(f"{regel} {n}" for regel, n in sorted(apart.items())))
    met_vraag = len({v["reeks"] for v in vragen if v["regel"] == "beweging"})
    ref = sum(map(_reference_asks, reeksen.values()))
    print(f"  beweging: bij {met_vraag / SCHOON:.1%} van de reeksen; de referentie in gewone Python: bij {ref / SCHOON:.1%}.")
    print("  Zo vaak ziet iemand bij een cijfer waarin niets gebeurt toch een bijzonder punt onder de laatste drie.")
    return telling


def _reference_asks(waarden: list[float]) -> bool:
    grenzen = xmr(waarden)
    return grenzen is not None and any(mark != "gewoon" for mark in marks(waarden, [grenzen] * len(waarden))[-3:])


if __name__ == "__main__":
    sys.exit(main())
