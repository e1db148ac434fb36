"""A generated municipality: indicatoren and metingen as rows, loaded and built as any levering is."""

import csv
import io
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import duckdb

from etl.bouw import build
from etl.magazijn import Magazijn
from tests.etl.hulp import laad, write_levering

PEILDATUM = date(2026, 1, 1)
MAANDEN = [f"{2021 + m // 12}-{m % 12 + 1:02d}" for m in range(60)]
PASPOORT = {
    "dimensie": "resultaten", "laag": "resultaat", "soort": "kwantitatief", "eenheid": "punten", "richting": "hoger", "frequentie": "maand",
    "min_groep": 0, "kanttekening": "Verzonnen", "definitie": "Verzonnen", "eigenaar": "Hoofd", "overeengekomen_met": "Partners",
    "bron_partij": "Gemeente",
}  # fmt: skip
Rij = Mapping[str, object]


@dataclass
class Stad:
    """Rows per delivery table; what is delivered later revises what came first."""

    toeval: Random
    tabellen: dict[str, list[Rij]] = field(default_factory=lambda: defaultdict(list))
    later: list[Rij] = field(default_factory=list)

    def add(self, tabel: str, **rij: object) -> None:
        """Add a row to a table."""
        self.tabellen[tabel].append(rij)

    def indicator(self, naam: str, keten: str = "k", **paspoort: object) -> str:
        """Add an indicator; what is not named is an ordinary passport."""
        self.add("indicatoren", indicator=naam, keten=keten, naam=naam, **(PASPOORT | paspoort))
        return naam

    def metingen(self, indicator: str, waarden: list[float], **deel: object) -> None:
        """Add a monthly series of values."""
        for periode, waarde in zip(MAANDEN, waarden, strict=True):
            self.add("metingen", indicator=indicator, periode=periode, waarde=round(waarde, 3), **deel)

    def ask(self, map_: Path) -> list[dict[str, Any]]:
        """Load and build for the day after the last month; gives every question, shown to users or not."""
        for keten in sorted({str(rij["keten"]) for rij in self.tabellen["indicatoren"]}):
            self.add("ketens", keten=keten, naam=keten, maatschappelijk_resultaat="Beter")
        teksten = {tabel: _as_csv(rijen) for tabel, rijen in self.tabellen.items()}
        leveringen = [write_levering(map_ / "eerst", "2025-12-30", **teksten)]
        if self.later:
            leveringen.append(write_levering(map_ / "later", "2025-12-31", metingen=_as_csv(self.later)))
        verslag = laad(map_ / "m", *leveringen)
        assert len(verslag.bewaard) == len(leveringen), verslag.keuring.afkeuringen[:5]
        magazijn = Magazijn(map_ / "m")
        with magazijn.lock(), magazijn.workspace() as werkmap:
            bouw = build(magazijn, werkmap, PEILDATUM)
        with duckdb.connect(str(bouw), read_only=True) as con:
            vragen = con.execute(
                "select v.*, r.soort, r.getoond from (from signalen.signaal union all from signalen.proef) as v "
                "join signalen.regel as r using (regel) where v.status = 'vraag'"
            )
            namen = [kolom[0] for kolom in vragen.description or ()]
            return [dict(zip(namen, rij, strict=True)) for rij in vragen.fetchall()]


def _as_csv(rijen: list[Rij]) -> str:
    uit = io.StringIO()
    schrijver = csv.DictWriter(uit, list(dict.fromkeys(naam for rij in rijen for naam in rij)), lineterminator="\n")
    schrijver.writeheader()
    schrijver.writerows(rijen)
    return uit.getvalue()
