"""The keys of a rule file: what each may hold and how that is said to the writer of a rule."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

SOORTEN = ("gesprek", "ontwerp")


@dataclass(frozen=True)
class Kenmerk:
    """One key: a check on its value, and a Dutch sentence that says what is expected."""

    is_goed: Callable[[Any], bool]
    verwacht: str
    verplicht: bool = True


def is_tekst(waarde: object) -> bool:
    """A text with something in it."""
    return isinstance(waarde, str) and bool(waarde.strip())


def is_getal(waarde: object) -> bool:
    """A number; ja/nee is none, and neither is an endless one."""
    return isinstance(waarde, int | float) and not isinstance(waarde, bool) and math.isfinite(waarde)


def is_heel_getal(waarde: object) -> bool:
    """A whole number of 1 or more."""
    return isinstance(waarde, int) and not isinstance(waarde, bool) and waarde >= 1


def is_dag(waarde: object) -> bool:
    """A day without a time."""
    return isinstance(waarde, date) and not isinstance(waarde, datetime)


def has_explanations(waarde: object) -> bool:
    """At least two different explanations: with one it is no question any more."""
    return isinstance(waarde, list) and all(is_tekst(uitleg) for uitleg in waarde) and len(set(waarde)) == len(waarde) >= 2


TEKST = 'Schrijf een tekst tussen aanhalingstekens ("...").'
KENMERKEN = {
    "titel": Kenmerk(is_tekst, TEKST),
    "vraag": Kenmerk(is_tekst, TEKST),
    "kijkt_naar": Kenmerk(is_tekst, TEKST),
    "onschuldig": Kenmerk(has_explanations, "Schrijf een lijst van ten minste twee verschillende onschuldige verklaringen."),
    "minimum_waarnemingen": Kenmerk(is_heel_getal, "Schrijf een heel getal van 1 of meer, zonder aanhalingstekens."),
    "sinds": Kenmerk(is_dag, "Schrijf een dag als 2026-11-24, zonder aanhalingstekens."),
    "soort": Kenmerk(lambda waarde: waarde in SOORTEN, f"Kies uit: {', '.join(SOORTEN)}."),
    "getoond": Kenmerk(lambda waarde: isinstance(waarde, bool), "Schrijf true of false, zonder aanhalingstekens."),
    "niet_getoond_omdat": Kenmerk(is_tekst, TEKST, verplicht=False),
    "drempels": Kenmerk(
        lambda waarde: isinstance(waarde, dict), "Schrijf elke drempel als [drempels.naam] met waarde en reden.", verplicht=False
    ),
}
DREMPEL_KENMERKEN = {
    "waarde": Kenmerk(is_getal, "Schrijf een getal met een punt (0.8), zonder aanhalingstekens."),
    "reden": Kenmerk(is_tekst, TEKST),
}
