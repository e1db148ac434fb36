"""An empty levering for a supplier to fill in: csv files, and one workbook with help built in."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from etl.contract import GETALLEN, Kolom, Tabel, contract
from etl.lezen.levering import JA_NEE
from etl.lezen.xlsx import BEGELEIDEND_BLAD, UITLEGBLAD
from etl.magazijn import STATUSSEN

INGEVULDE_RIJEN = 2000  # so many rows get drop-down lists
BEGELEIDING = {
    "leverancier": "Naam van uw organisatie",
    "toelichting": "Waar komen deze gegevens vandaan?",
    "fictief": "nee",
    "status": "gedeeld",
}
VOORBEELDEN = {
    "id": "mijn-keten-1",
    "verwijzing": "mijn-keten-1",
    "getal": "12,5",
    "geheel": "12",
    "datum": "2024-03-15",
    "periode": "2024-03",
    "tekst": "",
    "partijen": "GGD; Politie",
}
VERPLICHT_VULLING = PatternFill("solid", fgColor="0F5B66")
GEWOON_VULLING = PatternFill("solid", fgColor="55606A")


def write_sjabloon(map_: Path) -> list[Path]:
    """Write csv/<tabel>.csv, csv/levering.json and levering.xlsx; returns what was written.

    The csv files use semicolons and UTF-8 with BOM, so that a Dutch spreadsheet opens them well.
    """
    csv_map = map_ / "csv"
    csv_map.mkdir(parents=True, exist_ok=True)
    geschreven = [_write_csv(csv_map, tabel) for tabel in contract().values()]
    begeleiding = csv_map / "levering.json"
    begeleiding.write_text(json.dumps(BEGELEIDING, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    return [*geschreven, begeleiding, _write_xlsx(map_ / "levering.xlsx")]


def _write_csv(map_: Path, tabel: Tabel) -> Path:
    pad = map_ / f"{tabel.naam}.csv"
    pad.write_text(";".join(tabel.kolomnamen) + "\r\n", encoding="utf-8-sig", newline="")
    return pad


def _write_xlsx(pad: Path) -> Path:
    boek = Workbook()
    blad = boek.active
    blad.title = UITLEGBLAD
    _fill_uitleg(blad)
    _fill_begeleiding(boek.create_sheet(BEGELEIDEND_BLAD))
    for tabel in contract().values():
        _fill_tabel(boek.create_sheet(tabel.naam), tabel)
    boek.save(pad)
    return pad


def _fill_uitleg(blad: Any) -> None:
    """One row per column of every table."""
    blad.append(["tabel", "kolom", "verplicht", "wat vult u in?", "keuzes", "voorbeeld"])
    for tabel in contract().values():
        for kolom in tabel.kolommen:
            verplicht = "ja" if kolom.verplicht else "nee"
            blad.append(
                [
                    tabel.naam,
                    kolom.naam,
                    verplicht,
                    kolom.omschrijving,
                    ", ".join(kolom.keuzes),
                    _example(kolom),
                ]
            )
    _style_header(blad, range(1, 7), verplicht=())
    for letter, breedte in zip("ABCDEF", (18, 22, 10, 80, 60, 16), strict=True):
        blad.column_dimensions[letter].width = breedte
    for rij in blad.iter_rows(min_row=2, min_col=4, max_col=5):
        for cel in rij:
            cel.alignment = Alignment(wrap_text=True, vertical="top")


def _example(kolom: Kolom) -> str:
    return kolom.keuzes[0] if kolom.keuzes else VOORBEELDEN[kolom.soort]


def _fill_begeleiding(blad: Any) -> None:
    blad.append(["kenmerk", "waarde"])
    for kenmerk, waarde in BEGELEIDING.items():
        blad.append([kenmerk, waarde])
    _style_header(blad, (1, 2), verplicht=())
    blad.column_dimensions["A"].width, blad.column_dimensions["B"].width = 18, 60
    _add_choices(blad, "B4", JA_NEE)
    _add_choices(blad, "B5", STATUSSEN)


def _fill_tabel(blad: Any, tabel: Tabel) -> None:
    blad.append(list(tabel.kolomnamen))
    verplicht = [i for i, kolom in enumerate(tabel.kolommen, start=1) if kolom.verplicht]
    _style_header(blad, range(1, len(tabel.kolommen) + 1), verplicht)
    for nummer, kolom in enumerate(tabel.kolommen, start=1):
        letter = get_column_letter(nummer)
        blad.column_dimensions[letter].width = max(14, len(kolom.naam) + 4)
        blad.cell(1, nummer).comment = Comment(f"{kolom.omschrijving}{' Verplicht.' if kolom.verplicht else ''}", "Ketenspiegel")
        if kolom.keuzes:
            _add_choices(blad, f"{letter}2:{letter}{INGEVULDE_RIJEN}", kolom.keuzes)
        if kolom.soort not in GETALLEN:
            # Excel changes 2005/06 and 2024-03 into dates unless the cells are text; a whole column is, also where nothing stands yet.
            blad.column_dimensions[letter].number_format = "@"


def _add_choices(blad: Any, bereik: str, keuzes: Iterable[str]) -> None:
    lijst = DataValidation(type="list", formula1=f'"{",".join(keuzes)}"', allow_blank=True, showErrorMessage=True)
    lijst.errorTitle, lijst.error = "Geen keuze", "Kies een waarde uit de lijst, of laat de cel leeg."
    blad.add_data_validation(lijst)
    lijst.add(bereik)


def _style_header(blad: Any, kolommen: Iterable[int], verplicht: Iterable[int]) -> None:
    nodig = set(verplicht)
    for nummer in kolommen:
        cel = blad.cell(1, nummer)
        cel.font = Font(bold=True, color="FFFFFF")
        cel.fill = VERPLICHT_VULLING if nummer in nodig else GEWOON_VULLING
    blad.freeze_panes = "A2"
