"""Reading a workbook: every sheet that is named after a table becomes a clean csv.

Values, not formulas. Text cells hold Dutch numbers, number cells are written in the same style, so that one
rule checks both.
"""

import csv
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO, TypeVar

import openpyxl

from etl.contract import Tabel, contract
from etl.lezen import limieten
from etl.lezen.csv_bestand import RIJ, Bevinding, Vorm

UITLEGBLAD = "uitleg"
BEGELEIDEND_BLAD = "levering"
MEESTE_KENMERKEN = 1_000  # a levering tells five things of itself; what stands far below is not one of them
T = TypeVar("T")


class WerkmapKapot(Exception):
    """The file is no workbook that can be read."""


class BladTeGroot(Exception):
    """A sheet stretches further than a table of a levering can."""


@dataclass
class Bladen:
    """What was found in a workbook: tables by name, what it says of itself, and unknown sheets."""

    tabellen: dict[str, Vorm] = field(default_factory=dict)
    begeleiding: dict[str, object] | None = None
    onbekend: list[str] = field(default_factory=list)


def sheets_to_csv(pad: Path, werkmap: Path) -> Bladen:
    """Write every table sheet of the workbook as a clean csv into werkmap.

    Raises WerkmapKapot or OSError when the file is no readable workbook.
    """
    with warnings.catch_warnings():
        # openpyxl warns of a sheet without styles, which is no fault, and of a date that is none, which is told of the cell.
        warnings.simplefilter("ignore", UserWarning)
        with pad.open("rb") as bestand:  # openpyxl leaves a file open when it stumbles
            return _read_sheets(bestand, werkmap)


def _read_sheets(bestand: BinaryIO, werkmap: Path) -> Bladen:
    werkmap.mkdir(parents=True, exist_ok=True)
    boek = _read(lambda: openpyxl.load_workbook(bestand, read_only=True, data_only=True))
    formules = _formula_cells(bestand)
    bladen = Bladen()
    try:
        for blad in boek.worksheets:
            if blad.title in contract():
                vorm = _write_sheet(contract()[blad.title], blad, werkmap / f"{blad.title}.csv", formules[blad.title])
                if vorm.kop or not vorm.leesbaar:
                    bladen.tabellen[blad.title] = vorm
            elif blad.title == BEGELEIDEND_BLAD:
                bladen.begeleiding = dict(_pairs(blad))
            elif blad.title != UITLEGBLAD:
                bladen.onbekend.append(blad.title)
    finally:
        boek.close()
    return bladen


def _read(stap: Callable[[], T]) -> T:
    """Take a step of openpyxl, which raises whatever its parsers stumble over in a file that is bent."""
    try:
        return stap()
    except (MemoryError, OSError):
        raise
    except Exception as fout:
        raise WerkmapKapot from fout


def _rows(blad: Any) -> Iterator[tuple[Any, ...]]:
    """Every row, as wide as it is; what the sheet says of its own size is not believed."""
    blad.reset_dimensions()
    rijen = blad.iter_rows()
    cellen = 0
    for _ in range(limieten.MEESTE_BLADRIJEN):
        try:
            rij = next(rijen)
        except StopIteration:
            return
        except (MemoryError, OSError):
            raise
        except Exception as fout:
            raise WerkmapKapot from fout
        cellen += len(rij)
        if cellen > limieten.MEESTE_BLADCELLEN:
            raise BladTeGroot
        yield rij
    raise BladTeGroot


def _pairs(blad: Any) -> Iterator[tuple[str, str]]:
    for rij in islice(_rows(blad), 1, MEESTE_KENMERKEN):
        if len(rij) > 1 and rij[0].value is not None and rij[1].value is not None:
            yield str(rij[0].value), _as_text(rij[1].value)


def _write_sheet(tabel: Tabel, blad: Any, doel: Path, formules: set[tuple[int, int]] | None) -> Vorm:
    vorm = Vorm(doel, ",", "nederlands", schoon=True)
    try:
        if formules is None:
            raise BladTeGroot
        _copy_rows(tabel, vorm, blad, formules)
    except BladTeGroot:
        vorm.give_up(
            "te_groot", "Dit werkblad is te groot om te lezen, of er staat ver onder of naast de tabel nog iets. Lever csv-bestanden."
        )
    return vorm


def _copy_rows(tabel: Tabel, vorm: Vorm, blad: Any, formules: set[tuple[int, int]]) -> None:
    rijen = enumerate(_rows(blad), start=1)
    vorm.kop = _header(next(rijen, (1, ()))[1])
    if vorm.has_too_wide_header():
        return
    with vorm.pad.open("w", encoding="utf-8", newline="") as uit:
        schrijver = csv.writer(uit)
        schrijver.writerow([RIJ, *vorm.kop])
        leeg: list[int] = []
        for nummer, rij in rijen:
            if not rij:
                leeg.append(nummer)
                continue
            _reject_empty_formulas(vorm, nummer, rij, formules)
            cellen = [_cell(tabel, vorm, nummer, kolom, cel) for kolom, cel in zip(vorm.kop, rij, strict=False)]
            if not any(cellen):
                leeg.append(nummer)  # empty rows at the end are left-overs of the program that wrote the file
                continue
            for lege_rij in leeg[: limieten.MEESTE_BEVINDINGEN]:
                vorm.reject("lege_rij", "Deze rij is leeg. Haal de lege rij weg.", lege_rij)
            leeg.clear()
            _reject_cells_beyond_header(vorm, nummer, rij)
            schrijver.writerow([nummer, *cellen, *[""] * (len(vorm.kop) - len(cellen))])
            if vorm.has_too_many():
                break


def _formula_cells(bestand: BinaryIO) -> dict[str, set[tuple[int, int]] | None]:
    """(row, column) of every formula per sheet of a table: its stored value can be missing. None: the sheet is too big."""
    boek = _read(lambda: openpyxl.load_workbook(bestand, read_only=True, data_only=False))
    try:
        return {blad.title: _formulas_of(blad) for blad in boek.worksheets if blad.title in contract()}
    finally:
        boek.close()


def _formulas_of(blad: Any) -> set[tuple[int, int]] | None:
    try:
        return {
            (nummer, i)
            for nummer, rij in enumerate(_rows(blad), start=1)
            for i, cel in enumerate(rij)
            if getattr(cel, "data_type", "") == "f"
        }
    except BladTeGroot:
        return None


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
    if isinstance(waarde, int | float) and "%" in (_read(lambda: cel.number_format) or ""):
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
