"""Print recall per phenomenon and false questions on clean series; ends with 1 when a bar is missed."""

import sys
import tempfile
from collections import Counter
from pathlib import Path
from random import Random

from etl.signalen.regelbestand import read_regels
from tests.etl.beweging.referentie import marks, xmr
from tests.power.oordeel import Uitslag, judge, komma, procent, rate_interval, wilson
from tests.power.stad import Stad
from tests.power.verschijnselen import GEPLANT, SCHONE_KETEN, plant_clean

GEPLANT_PER_VERSCHIJNSEL = 300
SCHOON = 1600
RUIS = {"ruis": 0.0, "ruis met samenhang 0,3": 0.3}


def main() -> int:
    """Measure everything; gives the exit code."""
    uitslagen = [measure_recall(soort, zaad) for zaad, soort in enumerate(GEPLANT)]
    print(f"{'verschijnsel':<22}{'regel':<18}{'geplant':>8}{'gevonden':>9}{'vindt':>8}  interval (95%)")
    for u in uitslagen:
        laag, hoog = wilson(u.gevonden, u.geplant)
        vindt = procent(u.gevonden / u.geplant)
        print(f"{u.verschijnsel:<22}{u.regel:<18}{u.geplant:>8}{u.gevonden:>9}{vindt:>8}  {procent(laag)} - {procent(hoog)}")
    print(f"Zonder afgesproken sterkte, dus zonder lat: {', '.join(sorted(gespreksregels() - {u.regel for u in uitslagen}))}.")
    vals = {naam: measure_false(samenhang, zaad) for zaad, (naam, samenhang) in enumerate(RUIS.items())}
    fouten = judge(uitslagen, {naam: (sum(telling.values()), SCHOON) for naam, telling in vals.items()}, getoond())
    print("\n".join(fouten) if fouten else "Elke regel die gebruikers zien, haalt de lat.")
    return 1 if fouten else 0


def getoond() -> set[str]:
    """The rules that users see."""
    return {regel.naam for regel in read_regels() if regel.inhoud["getoond"]}


def gespreksregels() -> set[str]:
    """The rules that ask about the keten, not about the design of measuring."""
    return {regel.naam for regel in read_regels() if regel.inhoud["soort"] == "gesprek"}


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
    losse_waarden = plant_clean(stad, SCHOON, samenhang)
    with tempfile.TemporaryDirectory() as map_:
        vragen = [v for v in stad.ask(Path(map_)) if v["soort"] == "gesprek"]
    telt = [v for v in vragen if v["regel"] != "beweging" and v["getoond"] == "ja"]
    telling = Counter(str(v["regel"]) for v in telt)
    per_keten = Counter(str(v["keten"]) for v in telt)
    apart = Counter(str(v["regel"]) for v in vragen if v["getoond"] == "nee")
    laag, hoog = rate_interval([per_keten[f"k{k}"] for k in range(SCHOON // len(SCHONE_KETEN))], len(SCHONE_KETEN))
    print(f"\nSchone reeksen, samenhang {komma(samenhang, 1)}: {SCHOON} reeksen, {len(telt)} vragen buiten beweging,")
    print(f"  dat is {komma(20 * len(telt) / SCHOON, 2)} per twintig reeksen ({komma(laag, 2)} - {komma(hoog, 2)}); de lat is 1.")
    print("  " + (", ".join(f"{regel} {n}" for regel, n in sorted(telling.items())) or "geen"))
    if apart:
        print("  Niet getoond aan gebruikers, en niet meegeteld: " + ", ".join(f"{regel} {n}" for regel, n in sorted(apart.items())))
    _print_beweging(losse_waarden, {str(v["indicator"]) for v in vragen if v["regel"] == "beweging"})
    return telling


def _print_beweging(losse_waarden: dict[str, list[float]], gevraagd: set[str]) -> None:
    los, ref = len(losse_waarden.keys() & gevraagd), sum(map(_reference_asks, losse_waarden.values()))
    print(f"  beweging: bij {procent(los / len(losse_waarden))} van de {len(losse_waarden)} reeksen van losse waarden; ", end="")
    print(f"de referentie in gewone Python: bij {procent(ref / len(losse_waarden))}.")
    rest = SCHOON - len(losse_waarden)
    print(f"  Bij de {rest} andere (teller en noemer, herzien, of twee definities): bij {procent((len(gevraagd) - los) / rest)}.")
    print("  Zo vaak ziet iemand bij een cijfer waarin niets gebeurt toch een bijzonder punt onder de laatste drie.")


def _reference_asks(waarden: list[float]) -> bool:
    grenzen = xmr(waarden)
    return grenzen is not None and any(mark != "gewoon" for mark in marks(waarden, [grenzen] * len(waarden))[-3:])


if __name__ == "__main__":
    sys.exit(main())
