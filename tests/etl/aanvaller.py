"""Someone who wants to know a hidden figure and has everything that is published: a plain reference, apart from the models.

The attacker is stronger than a real one: of every sum of gebieden, groepen or perioden, over all versions and sources, an
oracle tells whether it adds up, and of every two figures of one cell whether they are the same.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import product
from typing import NamedTuple

Cel = tuple[str, str, str, date, date]
PRIEM = 2_147_483_647
GROOT = 10**9


@dataclass(frozen=True)
class Rij:
    """One delivered figure: where it stands, from whom, in which levering, and what it truly is."""

    indicator: str
    gebied: str
    groep: str
    van: date
    tot: date
    bron: str
    levering: int
    waarde: int
    soort: str = field(compare=False, default="")

    @property
    def cel(self) -> Cel:
        """The figure, whoever gives it."""
        return (self.indicator, self.gebied, self.groep, self.van, self.tot)


class Som(NamedTuple):
    """A true sum: geheel is the sum of delen."""

    geheel: Rij
    delen: tuple[Rij, ...]


def true_sums(rijen: Sequence[Rij]) -> list[Som]:
    """Every sum that adds up: at each moment, within a source and over sources, and for each version of a total."""
    sommen: set[Som] = set()
    for moment in sorted({r.levering for r in rijen}):
        stand: dict[tuple[object, ...], Rij] = {}
        for rij in sorted((r for r in rijen if r.levering <= moment), key=lambda r: r.levering):
            stand[(*rij.cel, rij.bron)] = rij
        for plek, delen in _sets(list(stand.values())):
            for geheel in (r for r in rijen if r.cel == plek):
                if geheel.waarde == sum(d.waarde for d in delen):
                    sommen.add(Som(geheel, delen))
    return sorted(sommen, key=str)


def _sets(rijen: list[Rij]) -> Iterator[tuple[Cel, tuple[Rij, ...]]]:
    """The place of each total, and its parts: from one source, and from all sources together (the first that has a part)."""
    lijnen: dict[tuple[Cel, str, str | None], dict[str, Rij]] = defaultdict(dict)
    for rij in sorted(rijen, key=lambda r: r.bron):
        for bron in (rij.bron, None):
            if rij.gebied:
                lijnen[(rij.indicator, "", rij.groep, rij.van, rij.tot), "gebied", bron].setdefault(rij.gebied, rij)
            if rij.groep:
                lijnen[(rij.indicator, rij.gebied, "", rij.van, rij.tot), "groep", bron].setdefault(rij.groep, rij)
    yield from ((plek, tuple(delen.values())) for (plek, _, _), delen in lijnen.items())
    reeksen: dict[tuple[str, ...], list[Rij]] = defaultdict(list)
    for rij in rijen:
        reeksen[rij.indicator, rij.gebied, rij.groep, rij.bron].append(rij)
    perioden = {(r.van, r.tot) for r in rijen}
    for (indicator, gebied, groep, _), reeks in reeksen.items():
        for van, tot in perioden:
            yield from (((indicator, gebied, groep, van, tot), delen) for delen in _tilings(reeks, van, tot))


def _tilings(reeks: list[Rij], van: date, tot: date) -> Iterator[tuple[Rij, ...]]:
    """Every way to fill a periode with shorter ones of this reeks."""
    binnen = [r for r in reeks if r.van >= van and r.tot <= tot and (r.van, r.tot) != (van, tot)]

    def fill(vanaf: int) -> Iterator[tuple[Rij, ...]]:
        for rij in binnen:
            if rij.van.toordinal() == vanaf:
                if rij.tot == tot:
                    yield (rij,)
                else:
                    yield from ((rij, *rest) for rest in fill(rij.tot.toordinal() + 1))

    yield from fill(van.toordinal())


def same_figures(rijen: Sequence[Rij]) -> list[tuple[Rij, Rij]]:
    """Versions and sources that give the very same figure for one cell."""
    per_cel: dict[object, list[Rij]] = defaultdict(list)
    for rij in rijen:
        per_cel[rij.cel, rij.waarde].append(rij)
    return [(groep[0], ander) for groep in per_cel.values() for ander in groep[1:]]


def recovered(rijen: Sequence[Rij], verborgen: set[Rij]) -> set[Rij]:
    """Hidden figures that follow from what is shown, by exact linear algebra: those alone in a row of the reduced system."""
    kolom = {rij: nummer for nummer, rij in enumerate(sorted(verborgen, key=str))}
    vergelijkingen = [_row(kolom, [(s.geheel, -1), *((d, 1) for d in s.delen)]) for s in true_sums(rijen)]
    vergelijkingen += [_row(kolom, [(een, 1), (ander, -1)]) for een, ander in same_figures(rijen)]
    terug = {nummer: rij for rij, nummer in kolom.items()}
    return {terug[next(iter(rij))] for rij in _reduced(r for r in vergelijkingen if r) if len(rij) == 1}


def _row(kolom: dict[Rij, int], termen: Iterable[tuple[Rij, int]]) -> dict[int, int]:
    rij: dict[int, int] = defaultdict(int)
    for wat, factor in termen:
        if wat in kolom:
            rij[kolom[wat]] += factor
    return {k: v % PRIEM for k, v in rij.items() if v}


def _reduced(rijen: Iterable[dict[int, int]]) -> list[dict[int, int]]:
    """The reduced row echelon form, modulo a large prime."""
    basis: dict[int, dict[int, int]] = {}
    for ruw in rijen:
        rij = dict(ruw)
        for spil in [s for s in rij if s in basis]:
            _subtract(rij, basis[spil], rij[spil])
        if not rij:
            continue
        spil = min(rij)
        omgekeerd = pow(rij[spil], -1, PRIEM)
        rij = {k: v * omgekeerd % PRIEM for k, v in rij.items()}
        for ander in basis.values():
            if spil in ander:
                _subtract(ander, rij, ander[spil])
        basis[spil] = rij
    return list(basis.values())


def _subtract(rij: dict[int, int], ander: dict[int, int], factor: int) -> None:
    for k, v in ander.items():
        nieuw = (rij.get(k, 0) - factor * v) % PRIEM
        if nieuw:
            rij[k] = nieuw
        else:
            rij.pop(k, None)


def bounds(rijen: Sequence[Rij], omdat: dict[Rij, str], kleinste_groep: int = 10) -> dict[Rij, tuple[int, int]]:
    """What each hidden count can still be, by passing limits through every sum until nothing changes.

    The reason is published, so the attacker knows that a small group is 1 up to the limit, and that another hidden count is
    none or the limit and more.
    """
    grens = {r: (1, kleinste_groep - 1) if waarom == "kleine_groep" else (0, GROOT) for r, waarom in omdat.items()}
    sommen = [[(s.geheel, -1), *((d, 1) for d in s.delen)] for s in true_sums(rijen)]
    sommen += [[(een, 1), (ander, -1)] for een, ander in same_figures(rijen)]
    onzeker = [som for som in sommen if any(r in grens for r, _ in som)]
    veranderd = True
    while veranderd:
        veranderd = False
        for som in onzeker:
            for rij, teken in som:
                if rij not in grens:
                    continue
                rest = [(t, *grens.get(r, (r.waarde, r.waarde))) for r, t in som if r is not rij]
                hoogste = sum(t * (hi if t > 0 else lo) for t, lo, hi in rest)
                laagste = sum(t * (lo if t > 0 else hi) for t, lo, hi in rest)
                nieuw = (-hoogste, -laagste) if teken > 0 else (laagste, hoogste)
                smal = _possible(max(grens[rij][0], nieuw[0]), min(grens[rij][1], nieuw[1]), omdat[rij] == "kleine_groep", kleinste_groep)
                assert smal[0] <= rij.waarde <= smal[1], "the attacker reasons from something that is not so"
                if smal != grens[rij]:
                    grens[rij], veranderd = smal, True
    return grens


def _possible(laagste: int, hoogste: int, is_klein: bool, kleinste_groep: int) -> tuple[int, int]:
    if not is_klein and hoogste < kleinste_groep:
        hoogste = 0
    if not is_klein and laagste > 0:
        laagste = max(laagste, kleinste_groep)
    return laagste, hoogste


def cells(gebieden: Sequence[str], groepen: Sequence[str]) -> list[tuple[str, str]]:
    """Every combination of a gebied or the total with a groep or the total."""
    return list(product(["", *gebieden], ["", *groepen]))
