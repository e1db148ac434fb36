"""Writing Voorbeeldstad: per keten one levering folder per day of delivery, and what is planted in them."""

import csv
import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path

from etl.contract import contract
from etl.voorbeeld.geschiedenis import split_leveringen
from etl.voorbeeld.herzieningen import make_verhalen
from etl.voorbeeld.ketenbestand import Keten, Rij, read_ketens
from etl.voorbeeld.metingen import make_metingen
from etl.voorbeeld.punten import Punten
from etl.voorbeeld.reeksen import make_reeksen
from etl.voorbeeld.waarheid import KOLOMMEN, make_waarheid

WAARHEID = "waarheid.csv"


def write_voorbeeld(map: Path, zaad: int = 1, ketens: Sequence[Keten] | None = None) -> list[Path]:
    """Write the leveringen of each keten and the truth about them under `map`; return the levering folders."""
    mappen: list[Path] = []
    waarheid: list[Rij] = []
    for keten in read_ketens() if ketens is None else ketens:
        reeksen = make_reeksen(keten.indicatoren, zaad, _last_day(keten))
        mappen += write_leveringen(map / keten.id, keten, reeksen, zaad)
        waarheid += make_waarheid(keten, reeksen)
    write_rows(map / WAARHEID, KOLOMMEN, waarheid)
    return mappen


def write_leveringen(map_: Path, keten: Keten, reeksen: Mapping[str, Punten], zaad: int) -> list[Path]:
    """Write all leveringen of one keten, oldest first, and return their folders."""
    leverdata = [date.fromisoformat(dag) for dag in keten.leverdata]
    verhalen = [
        verhaal for indicator in keten.indicatoren for verhaal in make_verhalen(indicator, reeksen.get(indicator.id, []), zaad, leverdata)
    ]
    leveringen = split_leveringen(keten, keten.tabellen, verhalen)
    return [_write_levering(map_ / dag, keten, dag, tabellen) for dag, tabellen in leveringen.items()]


def _write_levering(folder: Path, keten: Keten, dag: str, tabellen: Mapping[str, list[Rij]]) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for oud in folder.glob("*.csv"):
        oud.unlink()
    for tabel, rijen in tabellen.items():
        write_table(folder / f"{tabel}.csv", contract()[tabel].kolomnamen, rijen)
    levering = json.dumps({**keten.levering, "geleverd_op": dag}, ensure_ascii=False, indent=2)
    (folder / "levering.json").write_text(levering + "\n", encoding="utf-8", newline="\n")
    return folder


def make_tabellen(keten: Keten, zaad: int) -> dict[str, list[Rij]]:
    """Give all tables of a keten as they stand after its last levering."""
    reeksen = make_reeksen(keten.indicatoren, zaad, _last_day(keten))
    metingen = [rij for indicator in keten.indicatoren for rij in make_metingen(indicator, reeksen.get(indicator.id, []), zaad)]
    return {**keten.tabellen, "metingen": metingen}


def _last_day(keten: Keten) -> date:
    return date.fromisoformat(keten.leverdata[-1])


def write_table(bestand: Path, kolommen: Sequence[str], rijen: Sequence[Rij]) -> None:
    """Write one csv file with technical numbers; a column that no row fills is left out.

    A column that the contract does not know is an error.
    """
    onbekend = {kolom for rij in rijen for kolom in rij} - set(kolommen)
    if onbekend:
        raise ValueError(f"Unknown columns for {bestand.name}: {', '.join(sorted(onbekend))}")
    write_rows(bestand, [kolom for kolom in kolommen if any(rij.get(kolom) for rij in rijen)], rijen)


def write_rows(bestand: Path, kolommen: Sequence[str], rijen: Iterable[Rij]) -> None:
    """Write these columns of the rows as csv in UTF-8."""
    with bestand.open("w", encoding="utf-8", newline="") as uit:
        schrijver = csv.DictWriter(uit, kolommen, restval="", extrasaction="ignore", lineterminator="\n")
        schrijver.writeheader()
        schrijver.writerows(rijen)
