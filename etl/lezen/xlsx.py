"""Reading a workbook: every sheet that is named after a table becomes a clean csv.

Values, not formulas. Text cells hold Dutch numbers, number cells are written in the same style, so that one
rule checks both.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl

from etl.contract import Tabel, contract
from etl.lezen import limieten
from etl.lezen.csv_bestand import RIJ, Bevinding, Vorm

UITLEGBLAD = "uitleg"
BEGELEIDEND_BLAD = "levering"


@dataclass
class Bladen:
    """What was found in a workbook: tables by name, what it says of itself, and unknown sheets."""

    tabellen: dict[str, Vorm] = field(default_factory=dict)
    begeleiding: dict[str, object] | None = None
    onbekend: list[str] = field(default_factory=list)


def sheets_to_csv(pad: Path, werkmap: Path) -> Bladen:
    """Write every table sheet of the workbook as a clean csv into werkmap.

    Raises ValueError, KeyError or OSError when the file is no readable workbook.
    """
    werkmap.mkdir(parents=True, exist_ok=True)
    boek = openpyxl.load_workbook(pad, read_only=True, data_only=True)
    formules = _formula_cells(pad)
    bladen = Bladen()
    try:
        for blad in boek.worksheets:
            if blad.title in contract():
                vorm = _write_sheet(contract()[blad.title], blad, werkmap / f"{blad.title}.csv", formules[blad.title])
                if vorm.kop:
                    bladen.tabellen[blad.title] = vorm
            elif blad.title == BEGELEIDEND_BLAD:
                bladen.begeleiding = dict(_pairs(blad))
            elif blad.title != UITLEGBLAD:
                bladen.onbekend.append(blad.title)
    finally:
        boek.close()
    return bladen


def _pairs(blad: Any) -> Iterator[tuple[str, str]]:
    for rij in blad.iter_rows(min_row=2, max_col=2):
        if rij and rij[0].value is not None and len(rij) > 1 and rij[1].value is not None:
            yield str(rij[0].value), _as_text(rij[1].value)


def _write_sheet(tabel: Tabel, blad: Any, doel: Path, formules: set[tuple[int, int]]) -> Vorm:
    vorm = Vorm(doel, ",", "nederlands", schoon=True)
    rijen = enumerate(blad.iter_rows(), start=1)
    vorm.kop = _header(next(rijen, (1, ()))[1])
    with doel.open("w", encoding="utf-8", newline="") as uit:
        schrijver = csv.writer(uit)
        schrijver.writerow([RIJ, *vorm.kop])
        leeg: list[int] = []
        for nummer, rij in rijen:
            _reject_empty_formulas(vorm, nummer, rij, formules)
            cellen = [_cell(tabel, vorm, nummer, kolom, cel) for kolom, cel in zip(vorm.kop, rij, strict=False)]
            if not any(cellen):
                leeg.append(nummer)  # empty rows at the end are left-overs of the program that wrote the file
                continue
            for lege_rij in leeg:
                vorm.reject("lege_rij", "Deze rij is leeg. Haal de lege rij weg.", lege_rij)
            leeg.clear()
            _reject_cells_beyond_header(vorm, nummer, rij)
            schrijver.writerow([nummer, *cellen, *[""] * (len(vorm.kop) - len(cellen))])
    return vorm


def _formula_cells(pad: Path) -> dict[str, set[tuple[int, int]]]:
    """(row, column) of every formula per sheet: the stored value of a formula can be missing."""
    boek = openpyxl.load_workbook(pad, read_only=True, data_only=False)
    try:
        return {
            blad.title: {
                (nummer, i)
                for nummer, rij in enumerate(blad.iter_rows(), start=1)
                for i, cel in enumerate(rij)
                if getattr(cel, "data_type", "") == "f"
            }
            for blad in boek.worksheets
        }
    finally:
        boek.close()


def _reject_empty_formulas(vorm: Vorm, nummer: int, rij: Any, formules: set[tuple[int, int]]) -> None:
    for i, kolom in enumerate(vorm.kop):
        if (nummer, i) in formules and i < len(rij) and rij[i].value is None:
            tekst = "In deze cel staat een formule zonder bewaarde uitkomst. Open en bewaar de werkmap in Excel, of plak de waarde."
            vorm.bevindingen.append(Bevinding("fout", "formule_zonder_waarde", tekst, nummer, kolom))


def _header(rij: Any) -> list[str]:
    namen = ["" if cel.value is None else str(cel.value) for cel in rij]
    while namen and not namen[-1]:
        namen.pop()
    return namen


def _reject_cells_beyond_header(vorm: Vorm, nummer: int, rij: Any) -> None:
    if any(cel.value is not None for cel in rij[len(vorm.kop) :]):
        tekst = "Deze rij heeft een gevulde cel zonder kolomnaam erboven. Maak de cel leeg of geef de kolom een naam."
        vorm.reject("rijbreedte", tekst, nummer)


def _cell(tabel: Tabel, vorm: Vorm, nummer: int, kolom: str, cel: Any) -> str:
    """The cell as text in Dutch style; what cannot be meant becomes a finding."""
    waarde = cel.value
    if waarde is None:
        return ""
    if getattr(cel, "data_type", "") == "e":
        tekst = "is een fout in een formule. Herstel de formule, of plak de waarde."
        vorm.bevindingen.append(Bevinding("fout", "formulefout", tekst, nummer, kolom, str(waarde)))
        return ""
    soort = tabel.kolom(kolom).soort if kolom in tabel.kolomnamen else "tekst"
    if isinstance(waarde, datetime | date | time) and soort == "periode":
        tekst = (
            "is door Excel in een datum veranderd. Zet de kolom periode op Tekst (Celeigenschappen) en schrijf "
            "de periode opnieuw, bijvoorbeeld 2005/06."
        )
        vorm.bevindingen.append(Bevinding("fout", "periode_is_datum", tekst, nummer, kolom, _as_text(waarde)))
        return ""
    if isinstance(waarde, int | float) and "%" in (getattr(cel, "number_format", "") or ""):
        tekst = "staat in een cel met procentopmaak: Excel bewaart 45% als 0,45. Kijk of het getal klopt."
        vorm.bevindingen.append(Bevinding("waarschuwing", "procentopmaak", tekst, nummer, kolom, _as_text(waarde)))
    return _as_text(waarde)


def _as_text(waarde: object) -> str:
    if isinstance(waarde, bool):
        return "WAAR" if waarde else "ONWAAR"
    if isinstance(waarde, datetime):
        return waarde.date().isoformat() if waarde.time() == time() else waarde.isoformat(sep=" ")
    if isinstance(waarde, date | time):
        return waarde.isoformat()
    if isinstance(waarde, float):
        waarde = int(waarde) if waarde.is_integer() else format(Decimal(repr(waarde)), "f").replace(".", ",")
    return str(waarde)[: limieten.LANGSTE_CEL]
