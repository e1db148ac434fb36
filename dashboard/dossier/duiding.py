"""What may be said of a story beside a figure: that it repeats the one before, or is older than the figures."""

from collections.abc import Mapping, Sequence
from datetime import date
from difflib import SequenceMatcher
from typing import Any

GELIJK_VANAF = 0.9  # so much of the text the same as the partij's previous story, as in the rule kopie_duiding
MEESTE_WOORDEN = 1000  # comparing takes the square of the number of words; nobody repeats more than this by chance
Rij = Mapping[str, Any]


def remarks(duiding: Rij, eerdere: Sequence[Rij], nieuwste_cijfer: date | None) -> list[str]:
    """Dutch sentences about a story; `eerdere` are those of the same partij beside the same figure, oldest first.

    nieuwste_cijfer: the day on which the newest figure beside it was delivered.
    """
    zinnen = []
    if eerdere and _sameness(eerdere[-1]["duiding"], duiding["duiding"]) > GELIJK_VANAF:
        zinnen.append("Dit is vrijwel hetzelfde verhaal als de vorige keer.")
    if nieuwste_cijfer and duiding["op"].date() < nieuwste_cijfer:
        zinnen.append("Sinds dit verhaal zijn er nieuwe cijfers.")
    return zinnen


def _sameness(eerder: str, nu: str) -> float:
    """The part of the words, in their order, that two texts share: 0 is nothing, 1 is all."""
    a, b = eerder.split()[:MEESTE_WOORDEN], nu.split()[:MEESTE_WOORDEN]
    return SequenceMatcher(a=a, b=b, autojunk=False).ratio()
