"""What a figure would be without chance: level, trend, steps, slopes and season.

Every part is a function of the month. Bijdragen are added, factoren multiply the sum; a new phenomenon
is one more function in one of the two lists.
"""

import math
from collections.abc import Callable, Mapping, Sequence

from etl.voorbeeld.tijdvakken import Tijdvak, month_of_year

Deel = Callable[[int], float]


def niveau(waarde: float) -> Deel:
    """Contribute the same value every month."""
    return lambda maand: waarde


def trend(per_jaar: float, vanaf: int) -> Deel:
    """Contribute a steady change, zero in the month `vanaf`."""
    return lambda maand: per_jaar * (maand - vanaf) / 12


def stap(vanaf: int, met: float) -> Deel:
    """Contribute `met` from one month on."""
    return lambda maand: met if maand >= vanaf else 0.0


def helling(van: int, tot: int, met: float) -> Deel:
    """Contribute a slope that starts after `van` and has reached `met` in `tot`; it stays there."""
    return lambda maand: met * min(1.0, max(0.0, (maand - van) / (tot - van)))


def seizoen(patroon: Sequence[float]) -> Deel:
    """Multiply each calendar month by its own factor, January first."""
    return lambda maand: patroon[month_of_year(maand) - 1]


def golf(uitslag: float) -> Deel:
    """Contribute a wave that repeats every year, `uitslag` at its top in April."""
    return lambda maand: uitslag * math.sin(2 * math.pi * (month_of_year(maand) - 1) / 12)


def expect(tijdvak: Tijdvak, bijdragen: Sequence[Deel], factoren: Sequence[Deel]) -> float:
    """Give the expected value of a period: the mean over its months."""
    return sum(_expect_month(maand, bijdragen, factoren) for maand in tijdvak.maanden) / len(tijdvak.maanden)


def _expect_month(maand: int, bijdragen: Sequence[Deel], factoren: Sequence[Deel]) -> float:
    waarde = sum(deel(maand) for deel in bijdragen)
    for factor in factoren:
        waarde *= factor(maand)
    return waarde


# Relative to an average month, January first. The school year and the holidays give the shape.
SEIZOENEN: Mapping[str, tuple[float, ...]] = {
    "verzuim": (1.20, 1.02, 1.22, 1.02, 0.98, 0.95, 0.36, 0.22, 1.10, 1.26, 1.46, 1.21),
    "uitval": (1.00, 1.20, 1.02, 0.86, 0.84, 0.92, 1.06, 0.74, 1.34, 1.36, 0.96, 0.70),
    "zomerdip": (1.06, 1.04, 1.06, 1.02, 0.98, 1.00, 0.84, 0.80, 1.06, 1.08, 1.08, 0.98),
    "geldzorgen": (1.24, 1.10, 1.08, 0.98, 0.94, 0.94, 0.86, 0.84, 1.04, 1.06, 1.06, 0.86),
    "stookkosten": (1.16, 1.14, 1.10, 1.00, 0.94, 0.90, 0.88, 0.90, 0.94, 0.96, 1.02, 1.06),
    "drukte": (0.99, 1.02, 1.00, 1.02, 1.03, 1.01, 1.07, 1.08, 1.00, 0.96, 0.90, 0.92),
    "schooldagen": (1.08, 0.98, 1.16, 1.04, 0.94, 1.06, 0.34, 0.20, 1.16, 1.24, 1.48, 1.32),
    "lesweken": (1.01, 1.02, 1.02, 1.00, 0.99, 0.97, 0.94, 0.95, 1.03, 1.03, 1.03, 1.01),
}
