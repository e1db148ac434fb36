"""Where labels of moments on a line can hang so that no label touches another and no leader crosses one."""

from dataclasses import dataclass
from itertools import combinations

TUSSENRUIMTE = 10
"""Pixels of air between two labels in one lane, and between a label and the leader of another."""


@dataclass(frozen=True)
class Vlag:
    """A label on a leader: it starts at x and runs to the right, or ends there and runs to the left; lane 0 is lowest."""

    x: float
    breedte: float
    naar_links: bool
    laan: int = 0

    @property
    def begin(self) -> float:
        """Left end of the label."""
        return self.x - self.breedte if self.naar_links else self.x

    @property
    def eind(self) -> float:
        """Right end of the label."""
        return self.begin + self.breedte

    def dekt(self, x: float) -> bool:
        """Whether the label lies above (or next to) this place."""
        return self.begin - TUSSENRUIMTE < x < self.eind + TUSSENRUIMTE

    def overlapt(self, ander: "Vlag") -> bool:
        """Whether two labels would touch if they hung in one lane."""
        return self.begin < ander.eind + TUSSENRUIMTE and ander.begin < self.eind + TUSSENRUIMTE


def vlaggen(plaatsen: list[float], breedtes: list[float], grens: float, meeste_lanen: int) -> list[Vlag] | None:
    """Hang every label, in as few lanes as go without touching; None when that takes more than meeste_lanen.

    plaatsen must ascend. Labels run to the right, near the right edge (grens) to the left.
    """
    kanten = _kanten(plaatsen, breedtes, grens)
    if kanten is None:
        return None
    los = [Vlag(x, b, links) for x, b, links in zip(plaatsen, breedtes, kanten, strict=True)]
    volgorde = sorted(range(len(los)), key=lambda i: (sum(_moet_lager(los, j, i) for j in range(len(los))), -i))
    gehangen: dict[int, Vlag] = {}
    for i in _van_laag_naar_hoog(los, volgorde):
        laan = max((gehangen[j].laan + 1 for j in gehangen if _moet_lager(los, j, i)), default=0)
        while any(los[i].overlapt(v) for v in gehangen.values() if v.laan == laan):
            laan += 1
        gehangen[i] = Vlag(los[i].x, los[i].breedte, los[i].naar_links, laan)
    uitkomst = [gehangen[i] for i in range(len(los))] if len(gehangen) == len(los) else []
    past = len(uitkomst) == len(los) and all(v.laan < meeste_lanen for v in uitkomst) and vrij(uitkomst)
    return uitkomst if past else None


def vrij(vlaggen_: list[Vlag]) -> bool:
    """Whether no two labels touch and no leader crosses a label."""
    return not any((a.laan == b.laan and a.overlapt(b)) or _kruist(a, b) or _kruist(b, a) for a, b in combinations(vlaggen_, 2))


def _kruist(hoog: Vlag, laag: Vlag) -> bool:
    """Whether the leader of the higher one runs through the label of the lower one."""
    return hoog.laan > laag.laan and laag.begin < hoog.x < laag.eind


def _kanten(plaatsen: list[float], breedtes: list[float], grens: float) -> list[bool] | None:
    """Which labels run to the left: those that would leave the chart, and those caught between such labels."""
    links = [x + b > grens for x, b in zip(plaatsen, breedtes, strict=True)]
    for i in reversed(range(len(plaatsen))):
        gevangen = any(
            links[j] and plaatsen[j] - breedtes[j] - TUSSENRUIMTE < plaatsen[i] and plaatsen[j] < plaatsen[i] + breedtes[i] + TUSSENRUIMTE
            for j in range(i + 1, len(plaatsen))
        )
        links[i] = links[i] or gevangen
    if any(kant and x - b < 0 for kant, x, b in zip(links, plaatsen, breedtes, strict=True)):
        return None
    return links


def _moet_lager(los: list[Vlag], j: int, i: int) -> bool:
    """Whether label j must hang under label i, because i lies over the leader of j."""
    if i == j:
        return False
    aan_de_kant = j < i if los[i].naar_links else j > i
    return aan_de_kant and los[i].dekt(los[j].x)


def _van_laag_naar_hoog(los: list[Vlag], volgorde: list[int]) -> list[int]:
    """An order in which everything that must hang lower comes first (shorter when there is no such order)."""
    geplaatst: list[int] = []
    wachtend = list(volgorde)
    while wachtend:
        vrije = [i for i in wachtend if not any(_moet_lager(los, j, i) for j in wachtend)]
        if not vrije:
            return geplaatst
        geplaatst += vrije
        wachtend = [i for i in wachtend if i not in vrije]
    return geplaatst


def stapels(plaatsen: list[float], breedte: float) -> list[int]:
    """For marks in ascending order: the lane of each, so that marks in one lane lie at least breedte apart."""
    laatste: list[float] = []
    lanen: list[int] = []
    for x in plaatsen:
        laan = next((i for i, vorige in enumerate(laatste) if x - vorige >= breedte), len(laatste))
        laatste[laan : laan + 1] = [x]
        lanen.append(laan)
    return lanen
