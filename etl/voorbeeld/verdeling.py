"""Spreading a total over its parts (gebieden or groepen) so that the parts add up to the total."""

import random
from collections.abc import Sequence

from etl.voorbeeld.toeval import draw_binomial


def spread_aantal(rng: random.Random, totaal: int, gewichten: Sequence[float]) -> list[int]:
    """Throw each of `totaal` into a part by chance, in proportion to the gewichten."""
    delen, rest, gewicht = [], totaal, sum(gewichten)
    for eigen in gewichten[:-1]:
        delen.append(draw_binomial(rng, rest, eigen / gewicht))
        rest, gewicht = rest - delen[-1], gewicht - eigen
    return [*delen, rest]


def spread_evenly(totaal: int, gewichten: Sequence[float], grenzen: Sequence[int] | None = None) -> list[int]:
    """Divide without chance: whole numbers, largest remainders first, never above a part's grens."""
    grenzen = grenzen or [totaal] * len(gewichten)
    heel = sum(gewichten) or 1.0
    precies = [totaal * gewicht / heel for gewicht in gewichten]
    delen = [min(int(deel), grens) for deel, grens in zip(precies, grenzen, strict=True)]
    while sum(delen) < totaal:
        open_delen = [nummer for nummer, grens in enumerate(grenzen) if delen[nummer] < grens]
        delen[max(open_delen, key=lambda nummer: precies[nummer] - delen[nummer])] += 1
    return delen


def spread_teller(rng: random.Random, teller: int, noemers: Sequence[int], kansen: Sequence[float]) -> list[int]:
    """Divide a teller over parts of known noemer by chance; kansen say which part does better."""
    delen: list[int] = []
    rest, later = teller, list(noemers)
    gewichten = [noemer * kans for noemer, kans in zip(noemers, kansen, strict=True)]
    for nummer, noemer in enumerate(noemers):
        later_noemer, gewicht = sum(later[nummer + 1 :]), sum(gewichten[nummer:])
        kans = rest * gewichten[nummer] / gewicht / noemer if noemer and gewicht else 0.0
        deel = draw_binomial(rng, noemer, kans)
        delen.append(min(noemer, rest, max(deel, rest - later_noemer)))
        rest -= delen[-1]
    return delen


def spread_gemiddelde(rng: random.Random, aantallen: Sequence[int], verschillen: Sequence[float], afwijking: float) -> list[float]:
    """Give each part its own distance from the total's mean; weighted by size the distances cancel out."""
    eigen = [
        verschil + (rng.gauss(0, afwijking / aantal**0.5) if aantal else 0.0)
        for verschil, aantal in zip(verschillen, aantallen, strict=True)
    ]
    gewogen = sum(e * n for e, n in zip(eigen, aantallen, strict=True)) / (sum(aantallen) or 1)
    return [e - gewogen for e in eigen]
