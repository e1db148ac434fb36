"""Where the mutations start: small pieces of every valid and every wrong levering that the project has."""

import csv
import io
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from etl.contract import contract

WORTEL = Path(__file__).parents[2]
MEESTE_RIJEN = 5
Rijen = list[list[str]]


@dataclass(frozen=True)
class Stuk:
    """One table as rows, the header first, and the separator that it was delivered with."""

    tabel: str
    rijen: Rijen
    scheiding: str


@lru_cache(maxsize=1)
def tables() -> tuple[Stuk, ...]:
    """Every table of the good, the wrong and the example leveringen, cut down to a few rows; the good ones first."""
    etl = WORTEL / "tests" / "etl"
    paden = [*sorted((etl / "goed").glob("*.csv")), *sorted((etl / "fout").glob("*/*.csv"))]
    paden += sorted((WORTEL / "data" / "casus-amsterdam").glob("*/*.csv"))
    paden += sorted((WORTEL / "data" / "voorbeeldstad").glob("*/*/*.csv"))
    stukken = [_piece(pad) for pad in paden if pad.stem in contract()]
    return tuple(stuk for stuk in stukken if stuk.rijen)


def _piece(pad: Path) -> Stuk:
    tekst = pad.read_bytes().decode("utf-8-sig", errors="replace")
    kop = tekst.partition("\n")[0]
    scheiding = ";" if kop.count(";") > kop.count(",") else ","
    rijen: Rijen = []
    for rij in csv.reader(io.StringIO(tekst, newline=""), delimiter=scheiding):
        if len(rijen) > MEESTE_RIJEN:
            break
        rijen.append(rij)
    return Stuk(pad.stem, rijen, scheiding)


@lru_cache(maxsize=1)
def letters() -> tuple[bytes, ...]:
    """Every levering.json of the good, the wrong and the example leveringen."""
    mappen = (WORTEL / "tests" / "etl" / "goed", WORTEL / "tests" / "etl" / "fout", WORTEL / "data")
    return tuple(sorted({pad.read_bytes() for map_ in mappen for pad in map_.rglob("levering.json")}))
