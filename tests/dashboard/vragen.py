"""Rules and questions for the tests of screens: one rule that asks, one about the design, one that is not shown yet."""

import json
from datetime import date
from typing import Any

Rij = dict[str, Any]
REGELS: list[Rij] = [
    {
        "regel": "beweging",
        "titel": "Ongewone beweging",
        "vraag": "Wat is er gebeurd met {indicator}?",
        "kijkt_naar": "De laatste punten.",
        "onschuldig": ["Er is anders geteld.", "Het is een seizoen."],
        "minimum_waarnemingen": 12,
        "sinds": "2026-11-24",
        "drempels": json.dumps([{"naam": "nieuwste_punten", "waarde": 3, "reden": "Ouder nieuws is geen nieuws."}]),
        "soort": "gesprek",
        "getoond": "ja",
    },
    {
        "regel": "houdbaarheid",
        "titel": "Over de houdbaarheid",
        "vraag": "Meten deze cijfers nog wat u wilt weten?",
        "kijkt_naar": "De dag om te herijken.",
        "onschuldig": ["De nieuwe dag is niet ingevuld."],
        "minimum_waarnemingen": None,
        "sinds": "2026-11-24",
        "drempels": "[]",
        "soort": "ontwerp",
        "getoond": "ja",
    },
    {
        "regel": "creaming",
        "titel": "Andere samenstelling",
        "vraag": "Wie wordt er geholpen?",
        "kijkt_naar": "Het aandeel.",
        "onschuldig": ["Er kwamen andere mensen."],
        "minimum_waarnemingen": None,
        "sinds": "2026-11-24",
        "drempels": "[]",
        "soort": "gesprek",
        "getoond": "nee",
        "niet_getoond_omdat": "Zij vraagt nog te vaak voor niets.",
    },
]


def vraag(signaal: str = "s1", **anders: Any) -> Rij:
    return {
        "signaal": signaal,
        "regel": "beweging",
        "keten": "opvang",
        "indicator": "slapers",
        "van": date(2026, 3, 1),
        "tot": date(2026, 9, 30),
        "vraag": "Wat is er gebeurd met Buitenslapers?",
        "waarnemingen": 47,
        "status": "vraag",
        "onderbouwing": '{"gemiddelde": 61.25}',
    } | anders
