"""One mutated levering: what kind it is, what stands on disk, and how it is read."""

import random
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from tests.fuzz import csv_mutaties, json_mutaties, waarden, xlsx_mutaties, zip_mutaties


@dataclass(frozen=True)
class Geval:
    """A levering to try; `snel` says that its files go to the reader of big files, however small they are."""

    soort: str
    naam: str
    bestanden: dict[str, bytes] = field(default_factory=dict)
    inhoud: bytes | None = None
    snel: bool = False

    def write(self, map_: Path) -> Path:
        """Put it on disk in an empty folder map_; gives the path of the levering."""
        shutil.rmtree(map_, ignore_errors=True)
        pad = map_ / self.naam
        if self.inhoud is not None:
            map_.mkdir(parents=True)
            pad.write_bytes(self.inhoud)
            return pad
        pad.mkdir(parents=True)
        for naam, inhoud in self.bestanden.items():
            (pad / naam).write_bytes(inhoud)
        return pad


# Files that stand beside the tables; the last one is a name that is no UTF-8.
BIJNAMEN = (
    "Metingen.csv",
    "meting.csv",
    "ketens.xls",
    ".DS_Store",
    "__x",
    "regel\neinde.csv",
    "\u202evsc.exe",
    "\x1b[31m.csv",
    "\udcff\udcfe.csv",
)


def _tables(rng: random.Random) -> Geval:
    bestanden = {}
    for _ in range(rng.choice((1, 1, 1, 1, 2))):
        stuk = csv_mutaties.pick(rng)
        bestanden[f"{stuk.tabel}.csv"] = csv_mutaties.as_csv(rng, csv_mutaties.mutated_rows(rng, stuk), stuk.scheiding)
    if rng.random() < 0.05:
        bestanden[rng.choice(BIJNAMEN)] = b"x"
    return Geval("csv: cellen", rng.choice(waarden.LEVERINGNAMEN), bestanden, snel=rng.random() < 0.25)


def _files(rng: random.Random) -> Geval:
    stuk = csv_mutaties.pick(rng)
    rijen = csv_mutaties.mutated_rows(rng, stuk, 1)
    if rng.random() < 0.5:
        inhoud = csv_mutaties.odd_dialect(rng, rijen, stuk.scheiding)
    else:
        inhoud = waarden.bytes_mutated(rng, csv_mutaties.as_csv(rng, rijen, stuk.scheiding))
    return Geval("csv: bestand", "levering", {f"{stuk.tabel}.csv": inhoud}, snel=rng.random() < 0.25)


def _letter(rng: random.Random) -> Geval:
    bestanden = {"levering.json": json_mutaties.mutated(rng)}
    if rng.random() < 0.3:
        stuk = csv_mutaties.pick(rng)
        bestanden[f"{stuk.tabel}.csv"] = csv_mutaties.as_csv(rng, stuk.rijen, stuk.scheiding)
    return Geval("levering.json", rng.choice(waarden.LEVERINGNAMEN), bestanden)


def _zip(rng: random.Random) -> Geval:
    return Geval("zip", rng.choice(("levering.zip", "levering.ZIP", "lévering 2.zip")), inhoud=zip_mutaties.mutated(rng))


def _workbook(rng: random.Random) -> Geval:
    return Geval("xlsx", rng.choice(("levering.xlsx", "levering.XLSX")), inhoud=xlsx_mutaties.mutated(rng))


SOORTEN: tuple[Callable[[random.Random], Geval], ...] = (_tables, _files, _letter, _zip, _workbook)


def make(rng: random.Random) -> Geval:
    """One levering, every kind as often as the others."""
    return rng.choice(SOORTEN)(rng)
