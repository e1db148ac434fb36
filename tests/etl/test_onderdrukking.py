"""Small groups: nothing hidden can be computed from what is shown. Add here what concerns suppression of figures together."""

import random
from calendar import monthrange
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from tests.etl.aanvaller import Rij, cells, recovered
from tests.etl.hulp import laad, query, write_levering

pytestmark = pytest.mark.usefixtures("zonder_vragen")

KETENS = "keten,naam,maatschappelijk_resultaat\nk,K,Beter\n"
INDICATOREN = "indicator,keten,naam,dimensie,soort,eenheid,richting,min_groep,kanttekening\n"
KOP = "indicator,periode,waarde,teller,noemer,n,gebied,groep,bron_partij,definitie_versie\n"
LEVERINGEN = ("2024-03-01", "2025-03-01")
Periode = tuple[str, date, date, str]


def months(jaar: int, een: int, laatste: int) -> tuple[date, date]:
    return date(jaar, een, 1), date(jaar, laatste, monthrange(jaar, laatste)[1])


def periods(jaar: int, vorm: str) -> list[Periode]:
    """The periods of one year: only the year, its quarters, its months too, or figures that add up through the year."""
    heel = (str(jaar), *months(jaar, 1, 12), "jaar")
    kwartalen = [(f"{jaar}-K{k}", *months(jaar, 3 * k - 2, 3 * k), "kwartaal") for k in range(1, 5)]
    maanden = [(f"{jaar}-{m:02d}", *months(jaar, m, m), "maand") for m in range(1, 7)]
    lopend = [(f"{jaar}-01/{jaar}-{m:02d}", *months(jaar, 1, m), "anders") for m in range(2, 5)]
    return {
        "jaar": [heel],
        "kwartaal": [heel, *kwartalen],
        "maand": [heel, *kwartalen, *maanden],
        "lopend": [*maanden[:4], *lopend],
        "los": [*maanden],
    }[vorm]


class Proef:
    """One indicator with figures that add up over gebieden, groepen and perioden, delivered twice, by one or two sources."""

    def __init__(self, nummer: int) -> None:
        self.toeval = random.Random(nummer)
        self.naam = f"i{nummer:03d}"
        kies = self.toeval.choice
        self.vorm = kies(["jaar", "jaar", "kwartaal", "maand", "lopend", "los"])
        self.soort = kies(["tel", "tel", "tel", "procent", "dagen"])
        self.gebieden = [f"g{i}" for i in range(kies([0, 2, 3, 5]))]
        self.groepen = [f"k{i}" for i in range(kies([0, 0, 2, 3]) if self.gebieden else kies([2, 3, 4]))]
        self.kruis = kies([True, True, False])
        self.herzien = kies(["niets", "alles", "totaal", "delen"])
        self.tweede_bron = kies(["", "", "zelfde", "totaal", "eigen"])
        self.rijen: list[Rij] = []
        self._deliver()

    def _base(self) -> dict[tuple[str, str, int], int]:
        hoogte = self.toeval.choice([6, 15, 40])
        plekken = [(g, k) for g in self.gebieden or [""] for k in self.groepen or [""]]
        return {(g, k, m): int(self.toeval.expovariate(1 / hoogte)) for g, k in plekken for m in range(1, 13)}

    def _deliver(self) -> None:
        basis = self._base()
        self._rows(basis, 1)
        if self.herzien != "niets":
            for plek in self.toeval.sample(sorted(basis), max(1, len(basis) // 6)):
                basis[plek] = int(self.toeval.expovariate(1 / 12))
            self._rows(basis, 2)

    def _rows(self, basis: dict[tuple[str, str, int], int], levering: int) -> None:
        for (gebied, groep), (_, van, tot, soort) in ((c, p) for c in cells(self.gebieden, self.groepen) for p in periods(2023, self.vorm)):
            is_deel = bool(gebied or groep)
            if (gebied and groep and not self.kruis) or (levering == 2 and self.herzien == ("totaal" if is_deel else "delen")):
                continue
            waarde = sum(n for (g, k, m), n in basis.items() if gebied in ("", g) and groep in ("", k) and van.month <= m <= tot.month)
            self._add(gebied, groep, van, tot, soort, levering, waarde, is_deel)

    def _add(self, gebied: str, groep: str, van: date, tot: date, soort: str, levering: int, waarde: int, is_deel: bool) -> None:
        for bron in ("", "b") if self.tweede_bron and not (self.tweede_bron == "totaal" and is_deel) else ("",):
            eigen = waarde * 3 + 40 if bron and self.tweede_bron == "eigen" else waarde
            rij = Rij(self.naam, gebied, groep, van, tot, bron, levering, eigen, soort)
            vorige = [r for r in self.rijen if (r.cel, r.bron) == (rij.cel, rij.bron)]
            if not vorige or vorige[-1].waarde != eigen:
                self.rijen.append(rij)

    @property
    def paspoort(self) -> str:
        eenheid = {"tel": "jongeren", "procent": "%", "dagen": "dagen"}[self.soort]
        return f"{self.naam},k,{self.naam},resultaten,kwantitatief,{eenheid},hoger,,\n"

    def line(self, rij: Rij) -> str:
        """The figure as it is delivered: a count, or n people beside a share or a mean."""
        periode = next(p[0] for p in periods(2023, self.vorm) if p[1:3] == (rij.van, rij.tot))
        n = rij.waarde
        getallen = {"tel": f"{n},,,", "procent": f",{n // 2},{n},{n}" if n else "0,,,0", "dagen": f"{20 + n % 7},,,{n}"}[self.soort]
        return f"{self.naam},{periode},{getallen},{rij.gebied},{rij.groep},{rij.bron},\n"


def load_all(map_: Path, proeven: Sequence[Proef]) -> dict[Rij, bool]:
    """Deliver everything in two leveringen; per row whether the build hides it."""
    for nummer, dag in enumerate(LEVERINGEN, start=1):
        regels = "".join(p.line(r) for p in proeven for r in p.rijen if r.levering == nummer)
        vast = {"ketens": KETENS, "indicatoren": INDICATOREN + "".join(p.paspoort for p in proeven)} if nummer == 1 else {}
        laad(map_ / "m", write_levering(map_ / str(nummer), dag, metingen=KOP + regels, **vast))
    gezien = query(
        map_ / "m",
        "select indicator, coalesce(gebied, ''), coalesce(groep, ''), van, tot, coalesce(bron_partij, ''), "
        "case when geleverd_op < date '2025-01-01' then 1 else 2 end, onderdrukt = 'ja' from kern.meting_versie",
    )
    uit = {tuple(rij[:7]): bool(rij[7]) for rij in gezien}
    return {r: uit[r.indicator, r.gebied, r.groep, r.van, r.tot, r.bron, r.levering] for p in proeven for r in p.rijen}


@pytest.fixture(scope="module")
def proeven() -> list[Proef]:
    return [Proef(nummer) for nummer in range(120)]


@pytest.fixture(scope="module")
def zicht(proeven: list[Proef], tmp_path_factory: pytest.TempPathFactory) -> dict[Rij, bool]:
    return load_all(tmp_path_factory.mktemp("aanval"), proeven)


def is_small(proef: Proef, rij: Rij) -> bool:
    """What the first step hides: fewer than ten people, or a figure about fewer than ten."""
    return 1 <= rij.waarde <= 9 if proef.soort == "tel" else rij.waarde <= 9


def test_every_small_group_is_hidden(proeven: list[Proef], zicht: dict[Rij, bool]) -> None:
    assert [r for p in proeven for r in p.rijen if is_small(p, r) and not zicht[r]] == []


def test_no_hidden_figure_follows_from_what_is_shown(proeven: list[Proef], zicht: dict[Rij, bool]) -> None:
    lekken = {p.naam: recovered(p.rijen, {r for r in p.rijen if zicht[r]}) for p in proeven}
    assert {naam: lek for naam, lek in lekken.items() if lek} == {}


def test_without_the_second_step_the_same_attack_finds_small_groups(proeven: list[Proef]) -> None:
    gevonden = [r for p in proeven for r in recovered(p.rijen, {r for r in p.rijen if is_small(p, r)})]
    assert len(gevonden) > 100
