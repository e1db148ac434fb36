"""The bar, and the interval around a share."""

from collections.abc import Mapping, Sequence
from math import sqrt
from statistics import fmean, stdev
from typing import NamedTuple

VINDT = 0.95
PER_TWINTIG = 1.0
Z95 = 1.959964


class Uitslag(NamedTuple):
    """How often a phenomenon was planted, and how often its rule asked about it."""

    verschijnsel: str
    regel: str
    geplant: int
    gevonden: int


def komma(getal: float, decimalen: int) -> str:
    """A number as Dutch readers write it."""
    return f"{getal:.{decimalen}f}".replace(".", ",")


def procent(aandeel: float) -> str:
    """A share as a percentage with one decimal."""
    return f"{komma(100 * aandeel, 1)}%"


def wilson(gevonden: int, totaal: int) -> tuple[float, float]:
    """The 95% interval around a share (Wilson, 1927)."""
    p, z2 = gevonden / totaal, Z95**2
    midden = (p + z2 / (2 * totaal)) / (1 + z2 / totaal)
    breedte = Z95 / (1 + z2 / totaal) * sqrt(p * (1 - p) / totaal + z2 / (4 * totaal**2))
    return max(midden - breedte, 0), min(midden + breedte, 1)


def rate_interval(vragen: Sequence[int], reeksen_per_keten: int) -> tuple[float, float]:
    """The 95% interval around questions per twenty reeksen, from how much ketens differ.

    vragen: the number of questions in each keten. Questions within one keten hang together (one indicator can move two rules),
    ketens do not.
    """
    midden, breedte = fmean(vragen), Z95 * stdev(vragen) / sqrt(len(vragen))
    return max(midden - breedte, 0) * 20 / reeksen_per_keten, (midden + breedte) * 20 / reeksen_per_keten


def judge(uitslagen: list[Uitslag], vals: Mapping[str, tuple[int, int]], getoond: set[str]) -> list[str]:
    """A Dutch sentence for every bar that is missed; a rule that users do not see misses none."""
    fouten = [
        f"De regel {u.regel} vindt {u.gevonden} van de {u.geplant} keer een {u.verschijnsel}. De lat is {VINDT:.0%}. Zet getoond op false."
        for u in uitslagen
        if u.regel in getoond and u.gevonden < VINDT * u.geplant
    ]
    fouten += [
        f"Bij {naam} stellen de regels {vragen} vragen over {reeksen} schone reeksen. De lat is één per twintig."
        for naam, (vragen, reeksen) in vals.items()
        if 20 * vragen > PER_TWINTIG * reeksen
    ]
    return fouten
