"""The rules of Making Data Count point by point, written out plainly: what the models in SQL must equal.

Follows the computation of the R package NHSRplotthedots 0.2.2 (screened moving ranges, the four rules in their
order, the side a trend takes), in our own words and without windows or queries.
"""

from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple

GRENS, UITSCHIETER = 2.66, 3.267
NABIJ = 2 * (GRENS / 3)


class Grenzen(NamedTuple):
    """Mean, limits and near limits, in the unit of the values."""

    gemiddelde: float
    onder: float
    boven: float
    nabij_onder: float
    nabij_boven: float


def mean(waarden: Sequence[float]) -> float:
    """The mean, rounded once at the end."""
    return float(sum(map(Fraction, waarden)) / len(waarden))


def xmr(waarden: Sequence[float]) -> Grenzen | None:
    """Limits of a chart of individual values; None where the screened moving range is 0."""
    verschillen = [abs(b - a) for a, b in pairwise(waarden)]
    alle = mean(verschillen)
    gezeefd = [v for v in verschillen if v < UITSCHIETER * alle]
    if not gezeefd or mean(gezeefd) == 0:
        return None
    midden, verschil = mean(waarden), mean(gezeefd)
    afstand, nabij = GRENS * verschil, NABIJ * verschil
    return Grenzen(midden, midden - afstand, midden + afstand, midden - nabij, midden + nabij)


def marks(waarden: Sequence[float], grenzen: Sequence[Grenzen]) -> list[str]:
    """What is special about each value, given the limits at each value."""
    kant = [_sign(w - g.gemiddelde) for w, g in zip(waarden, grenzen, strict=True)]
    buiten = [w > g.boven or w < g.onder for w, g in zip(waarden, grenzen, strict=True)]
    nabij = [
        not uit and (w > g.nabij_boven or w < g.nabij_onder) for w, g, uit in zip(waarden, grenzen, buiten, strict=True)
    ]  # fmt: skip
    verschuiving = _part_of_run(kant, 7)
    trend = _part_of_trend(waarden)
    twee = _two_in_three(nabij, kant)
    uitkomst = []
    for i in range(len(waarden)):
        boven = kant[i] > 0
        if buiten[i]:
            uitkomst.append("boven_grens" if boven else "onder_grens")
        elif trend[i]:
            naar_rechts = i + 1 < len(waarden) and trend[i + 1]
            omhoog = waarden[i + 1] > waarden[i] if naar_rechts else waarden[i] > waarden[i - 1]
            uitkomst.append("trend_op" if omhoog else "trend_neer")
        elif twee[i] and nabij[i]:
            uitkomst.append("twee_van_drie_boven" if boven else "twee_van_drie_onder")
        elif verschuiving[i]:
            uitkomst.append("verschuiving_boven" if boven else "verschuiving_onder")
        else:
            uitkomst.append("gewoon")
    return uitkomst


def _sign(x: float) -> int:
    return (x > 0) - (x < 0)


def _part_of_run(tekens: Sequence[int], lengte: int) -> list[bool]:
    deel = [False] * len(tekens)
    for begin in range(len(tekens) - lengte + 1):
        stuk = set(tekens[begin : begin + lengte])
        if stuk in ({1}, {-1}):
            deel[begin : begin + lengte] = [True] * lengte
    return deel


def _part_of_trend(waarden: Sequence[float]) -> list[bool]:
    deel = [False] * len(waarden)
    for begin in range(len(waarden) - 6):
        stappen = {_sign(b - a) for a, b in pairwise(waarden[begin : begin + 7])}
        if stappen in ({1}, {-1}):
            deel[begin : begin + 7] = [True] * 7
    return deel


def _two_in_three(nabij: Sequence[bool], kant: Sequence[int]) -> list[bool]:
    deel = [False] * len(nabij)
    for begin in range(len(nabij) - 2):
        if sum(nabij[begin : begin + 3]) >= 2 and abs(sum(kant[begin : begin + 3])) == 3:
            deel[begin : begin + 3] = [True] * 3
    return deel
