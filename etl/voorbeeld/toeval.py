"""Chance with a memory: the same zaad gives the same draws, and every reeks has its own.

Each reeks draws from its own source, derived from the zaad and its names, so that a new indicator
leaves all others as they were.
"""

import hashlib
import math
import random

NORMAL_FROM = 400


def make_rng(zaad: int, *namen: str) -> random.Random:
    """Give the source of chance that belongs to this zaad and these names."""
    tekst = "/".join([str(zaad), *namen])
    return random.Random(int.from_bytes(hashlib.sha256(tekst.encode()).digest()[:8]))  # noqa: S311


def draw_poisson(rng: random.Random, verwacht: float) -> int:
    """Draw a count of things that happen independently, `verwacht` on average."""
    if verwacht > NORMAL_FROM:
        return max(0, round(rng.gauss(verwacht, math.sqrt(verwacht))))
    grens, product, aantal = math.exp(-verwacht), rng.random(), 0
    while product > grens:
        product *= rng.random()
        aantal += 1
    return aantal


def draw_binomial(rng: random.Random, noemer: int, kans: float) -> int:
    """Draw how many of `noemer` come out right when each has this kans."""
    kans = min(1.0, max(0.0, kans))
    if noemer > NORMAL_FROM:
        afwijking = math.sqrt(noemer * kans * (1 - kans))
        return min(noemer, max(0, round(rng.gauss(noemer * kans, afwijking))))
    return sum(rng.random() < kans for _ in range(noemer))


def draw_ruis(rng: random.Random, aantal: int, spreiding: float, samenhang: float = 0.0) -> list[float]:
    """Draw noise around zero with standard deviation `spreiding`; `samenhang` ties each value to the last."""
    if aantal == 0:
        return []
    ruis = [rng.gauss(0, spreiding)]
    vers = spreiding * math.sqrt(1 - samenhang**2)
    for _ in range(aantal - 1):
        ruis.append(samenhang * ruis[-1] + rng.gauss(0, vers))
    return ruis
