"""The total of a reeks, period by period: what is expected, and what chance makes of it."""

import math
from collections.abc import Sequence

from etl.voorbeeld import verloop
from etl.voorbeeld.ingrepen import change_totalen, planted_delen
from etl.voorbeeld.ketenbestand import Reeks
from etl.voorbeeld.punten import Opdracht, Punt, Punten, is_stand, make_aandeel, noemer_from, take_over
from etl.voorbeeld.tijdvakken import EERSTE_MAAND, Tijdvak, parse_maand
from etl.voorbeeld.toeval import draw_binomial, draw_poisson, draw_ruis


def expected_values(reeks: Reeks, tijdvakken: Sequence[Tijdvak]) -> list[float]:
    """Give the value that each period would have without chance."""
    bijdragen = [verloop.niveau(reeks.niveau), verloop.trend(reeks.trend, parse_maand(EERSTE_MAAND))]
    bijdragen += [verloop.stap(parse_maand(maand), met) for maand, met in reeks.stappen]
    bijdragen += [verloop.helling(parse_maand(van), parse_maand(tot), met) for van, tot, met in reeks.hellingen]
    bijdragen += planted_delen(reeks, tijdvakken)
    factoren = [verloop.seizoen(verloop.SEIZOENEN[reeks.seizoen])] if reeks.seizoen else []
    return [verloop.expect(tijdvak, bijdragen, factoren) for tijdvak in tijdvakken]


def make_totalen(opdracht: Opdracht, tijdvakken: Sequence[Tijdvak]) -> Punten:
    """Make the total of every period."""
    reeks = opdracht.reeks
    ruis = draw_ruis(opdracht.rng, len(tijdvakken), reeks.spreiding, reeks.samenhang)
    verwacht = expected_values(reeks, tijdvakken)
    totalen = [
        MAKERS[reeks.vorm](opdracht, tijdvak, waarde * (1 + afwijking))
        for tijdvak, waarde, afwijking in zip(tijdvakken, verwacht, ruis, strict=True)
    ]
    return change_totalen(reeks, opdracht.rng, totalen)


def _aantal(opdracht: Opdracht, tijdvak: Tijdvak, verwacht: float) -> Punt:
    return Punt(tijdvak, draw_poisson(opdracht.rng, max(0.0, verwacht)))


def _stand(opdracht: Opdracht, tijdvak: Tijdvak, verwacht: float) -> Punt:
    return Punt(tijdvak, max(0, round(verwacht)))


def _aandeel(opdracht: Opdracht, tijdvak: Tijdvak, procent: float) -> Punt:
    reeks, rng = opdracht.reeks, opdracht.rng
    noemer = _noemer(opdracht, tijdvak)
    kans = min(1.0, max(0.0, procent / 100))
    if reeks.teller_van:
        teller = take_over(reeks.teller_van, tijdvak, opdracht.bekend)
    elif is_stand(reeks):
        teller = round(noemer * kans)
    else:
        teller = draw_binomial(rng, noemer, kans)
    return make_aandeel(reeks, tijdvak, teller, noemer)


def _noemer(opdracht: Opdracht, tijdvak: Tijdvak) -> int:
    """Take over, draw, or (where the same people are followed) let the noemer grow evenly."""
    reeks = opdracht.reeks
    if reeks.noemer_van:
        return noemer_from(opdracht, tijdvak)
    groei = verloop.trend(reeks.noemer_trend, parse_maand(EERSTE_MAAND))
    verwacht = verloop.expect(tijdvak, [verloop.niveau(reeks.noemer), groei], [])
    return round(verwacht) if is_stand(reeks) else draw_poisson(opdracht.rng, verwacht)


def _gemiddelde(opdracht: Opdracht, tijdvak: Tijdvak, verwacht: float) -> Punt:
    reeks, rng = opdracht.reeks, opdracht.rng
    n = max(1, draw_poisson(rng, reeks.noemer))
    waarde = rng.gauss(verwacht, reeks.afwijking / math.sqrt(n))
    return Punt(tijdvak, round(waarde, reeks.decimalen), n=n)


MAKERS = {"aantal": _aantal, "stand": _stand, "aandeel": _aandeel, "gemiddelde": _gemiddelde}
