"""Which versions in the register somebody may see: notes, stories and what was delivered each have their own readers.

A story is a concept (for its own partij), in vertrouwen (for the table of the keten) or shared (empty means shared). What came
with a levering has the status of that levering. Withdrawing a story counts for everyone.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from dashboard.toegang.beleid import Bereik
from dashboard.toegang.zicht import Zicht

Versie = dict[str, Any]
GEDEELD, CONCEPT, IN_VERTROUWEN = "gedeeld", "concept", "in_vertrouwen"


def seen(versies: Sequence[Versie], soort: str, wat: Zicht, statussen: Mapping[str, str], anders: str = GEDEELD) -> list[Versie]:
    """The versions of one kind in this sight, with the newest of them marked.

    statussen: levering -> status; `anders` holds for a levering that is not in it.
    """
    bereik = wat.voorbereiding if soort == "notitie" else wat.ketens
    uit: list[Versie] = []
    for een in _per_thing(v for v in versies if _within(v["keten"], bereik)):
        gezien = _of_leveringen(een, wat, statussen, anders)
        uit += _stories(gezien, wat) if soort == "duiding" else gezien
    return sorted(uit, key=lambda v: (v["wijziging"], v["id"], v["nummer"]))


def _of_leveringen(versies: list[Versie], wat: Zicht, statussen: Mapping[str, str], anders: str) -> list[Versie]:
    """Without what was delivered for others: as if that levering had not come yet.

    What people changed in the app carries the other fields along, so it has the readers of the levering it was made on.
    """
    over, status = [], GEDEELD
    for versie in versies:
        status = statussen.get(versie["levering"], anders) if versie["levering"] else status
        if status == GEDEELD or (status == IN_VERTROUWEN and _within(versie["keten"], wat.tafel)):
            over.append(versie)
    return _newest_marked(over, versies)


def _stories(versies: list[Versie], wat: Zicht) -> list[Versie]:
    if not versies or _is_own(versies[0], wat):
        return versies
    zonder = [v for v in versies if v["zichtbaarheid"] != CONCEPT]
    if not zonder or (versies[-1]["is_nieuwste"] and versies[-1]["is_ingetrokken"] and zonder[-1] is not versies[-1]):
        return []
    if not _within(versies[0]["keten"], wat.tafel):
        zonder = [v for v in zonder if v["zichtbaarheid"] != IN_VERTROUWEN] if zonder[-1]["zichtbaarheid"] != IN_VERTROUWEN else []
    return _newest_marked(zonder, versies)


def _is_own(versie: Versie, wat: Zicht) -> bool:
    return wat.eigen is None or any(keten in (versie["keten"], "*") and partij == versie["partij"] for keten, partij in wat.eigen)


def _newest_marked(over: list[Versie], alle: list[Versie]) -> list[Versie]:
    """When the newest one fell away, the last that is left is the newest for who looks."""
    if len(over) == len(alle) or not over or not alle[-1]["is_nieuwste"]:
        return over
    return [*over[:-1], over[-1] | {"is_nieuwste": True}]


def _per_thing(versies: Any) -> list[list[Versie]]:
    uit: dict[str, list[Versie]] = defaultdict(list)
    for versie in versies:
        uit[versie["id"]].append(versie)
    return [sorted(een, key=lambda v: int(v["nummer"])) for een in uit.values()]


def _within(keten: str, bereik: Bereik) -> bool:
    return bereik is None or keten in bereik
