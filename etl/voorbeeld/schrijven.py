"""Writing Voorbeeldstad: one levering folder per keten."""

import csv
import json
from collections.abc import Sequence
from pathlib import Path

from etl.contract import contract
from etl.voorbeeld.ketenbestand import Keten, Rij, read_ketens
from etl.voorbeeld.metingen import make_metingen
from etl.voorbeeld.reeksen import make_reeksen


def write_voorbeeld(map: Path, zaad: int = 1) -> list[Path]:
    """Write one levering folder per keten under `map` and return the folders."""
    return [write_levering(map, keten, zaad) for keten in read_ketens()]


def write_levering(map_: Path, keten: Keten, zaad: int) -> Path:
    """Write the levering of one keten and return its folder."""
    folder = map_ / keten.id
    folder.mkdir(parents=True, exist_ok=True)
    for tabel, rijen in make_tabellen(keten, zaad).items():
        write_table(folder / f"{tabel}.csv", contract()[tabel].kolomnamen, rijen)
    levering = json.dumps(keten.levering, ensure_ascii=False, indent=2)
    (folder / "levering.json").write_text(levering + "\n", encoding="utf-8", newline="\n")
    return folder


def make_tabellen(keten: Keten, zaad: int) -> dict[str, list[Rij]]:
    """Give all tables of a keten: its texts as they stand, and the metingen made with this zaad."""
    reeksen = make_reeksen(keten.indicatoren, zaad)
    metingen = [rij for indicator in keten.indicatoren for rij in make_metingen(indicator, reeksen.get(indicator.id, []), zaad)]
    return {**keten.tabellen, "metingen": metingen}


def write_table(bestand: Path, kolommen: Sequence[str], rijen: list[Rij]) -> None:
    """Write one csv file with technical numbers; a column that no row fills is left out.

    A column that the contract does not know is an error.
    """
    onbekend = {kolom for rij in rijen for kolom in rij} - set(kolommen)
    if onbekend:
        raise ValueError(f"Unknown columns for {bestand.name}: {', '.join(sorted(onbekend))}")
    onbekend = {kolom for rij in rijen for kolom in rij} - set(kolommen)
    if onbekend:
        raise ValueError(f"{bestand.name}: unknown columns {', '.join(sorted(onbekend))}")
    gevuld = [kolom for kolom in kolommen if any(rij.get(kolom) for rij in rijen)]
    with bestand.open("w", encoding="utf-8", newline="") as uit:
        schrijver = csv.DictWriter(uit, gevuld, restval="", extrasaction="ignore", lineterminator="\n")
        schrijver.writeheader()
        schrijver.writerows(rijen)
