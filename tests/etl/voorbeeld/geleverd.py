"""The leveringen of Voorbeeldstad as they are written, and what was known of each row at each of them."""

import csv
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from etl.contract import contract
from etl.voorbeeld import write_voorbeeld
from etl.voorbeeld.ketenbestand import Keten, Rij, read_ketens

KETENS = {keten.id: keten for keten in read_ketens()}
Sleutel = tuple[str, ...]
Tabellen = dict[str, list[Rij]]


@cache
def read_leveringen(keten: str) -> dict[date, Tabellen]:
    """The rows of each levering of a keten by its day, without empty cells."""
    with TemporaryDirectory() as doel:
        mappen = write_voorbeeld(Path(doel), zaad=1, ketens=[KETENS[keten]])
        return {date.fromisoformat(map_.name): dict(_read_tables(map_)) for map_ in mappen}


def _read_tables(map_: Path) -> Iterator[tuple[str, list[Rij]]]:
    for bestand in sorted(map_.glob("*.csv")):
        with bestand.open(encoding="utf-8", newline="") as tekst:
            yield bestand.stem, [without_empty(rij) for rij in csv.DictReader(tekst)]


def without_empty(rij: Rij) -> Rij:
    """The cells of a row that hold something."""
    return {kolom: cel for kolom, cel in rij.items() if cel}


def key_of(tabel: str, rij: Rij) -> Sleutel:
    """What makes a row the same row in a later levering."""
    return tuple(rij.get(kolom, "") for kolom in contract()[tabel].sleutel)


def known_at(keten: str, tabel: str, dag: date) -> dict[Sleutel, Rij]:
    """The rows of a table as they stand after every levering up to and including this day."""
    bekend: dict[Sleutel, Rij] = {}
    for leverdag, tabellen in read_leveringen(keten).items():
        if leverdag <= dag:
            bekend |= {key_of(tabel, rij): rij for rij in tabellen.get(tabel, [])}
    return bekend


def versions(keten: str, tabel: str) -> dict[Sleutel, list[tuple[date, Rij]]]:
    """Each row of a table with the days on which it was delivered and what it said then."""
    verteld: dict[Sleutel, list[tuple[date, Rij]]] = {}
    for dag, tabellen in read_leveringen(keten).items():
        for rij in tabellen.get(tabel, []):
            verteld.setdefault(key_of(tabel, rij), []).append((dag, rij))
    return verteld


def days(keten: Keten) -> list[date]:
    """The days on which a keten delivers."""
    return [date.fromisoformat(dag) for dag in keten.leverdata]
