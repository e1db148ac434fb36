"""What leaves the spiegel as a file: csv and xlsx with source and passport, safe to open in a spreadsheet."""

import csv
import io
from collections.abc import Callable, Sequence
from datetime import date, datetime
from decimal import Decimal
from functools import partial
from typing import Any

import streamlit as st
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font

from dashboard import spiegel
from dashboard.components.downloadknop import downloadknop
from dashboard.components.keuze import chosen
from dashboard.dossier import lezen

Rij = dict[str, Any]
FORMULETEKENS = ("=", "+", "-", "@", "\t", "\r", "\n")
SOORTEN = {
    "metingen": "uitvoer_metingen",
    "afspraken": "uitvoer_afspraken",
    "knelpunten": "uitvoer_knelpunten",
    "oordelen": "uitvoer_oordelen",
    "cijfers": "uitvoer_indicator",
}
MEESTE_WERKBLADRIJEN = 1_048_575  # what a worksheet can hold below its header
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def guarded(waarde: object) -> object:
    """A text that a spreadsheet could read as a formula gets an apostrophe in front; numbers stay numbers."""
    if isinstance(waarde, str) and waarde.lstrip(" ").startswith(FORMULETEKENS):
        return f"'{waarde}"
    return waarde


def as_csv(rijen: Sequence[Rij]) -> bytes:
    """Rows as csv in Dutch style: UTF-8 with BOM, semicolons, decimal commas."""
    uit = io.StringIO(newline="")
    schrijver = csv.writer(uit, delimiter=";")
    if rijen:
        schrijver.writerow(rijen[0])
        schrijver.writerows([_dutch(cel) for cel in rij.values()] for rij in rijen)
    return uit.getvalue().encode("utf-8-sig")


def as_xlsx(rijen: Sequence[Rij], blad: str) -> bytes:
    """Rows as a workbook with one sheet: bold header, frozen, text cells that are never formulas."""
    boek = Workbook(write_only=True)
    vel = boek.create_sheet(blad[:31])
    if len(rijen) > MEESTE_WERKBLADRIJEN:
        rijen = [{"Te groot": f"Deze tabel heeft {len(rijen)} rijen. Dat past niet in een werkblad. Neem de csv."}]
    vel.freeze_panes = "A2"
    if rijen:
        vel.append([_cell(vel, naam, Font(bold=True)) for naam in rijen[0]])
    for rij in rijen:
        vel.append([_cell(vel, waarde) for waarde in rij.values()])
    uit = io.BytesIO()
    boek.save(uit)
    return uit.getvalue()


def _cell(vel: Any, waarde: object, letter: Font | None = None) -> Any:
    cel = WriteOnlyCell(vel, value=_without_control(guarded(waarde)))
    if isinstance(waarde, str):
        cel.data_type = "s"
    if letter:
        cel.font = letter
    return cel


def _without_control(waarde: object) -> Any:
    """A workbook cannot hold control characters."""
    return ILLEGAL_CHARACTERS_RE.sub("", waarde) if isinstance(waarde, str) else waarde


def _dutch(waarde: object) -> object:
    if waarde is None:
        return ""
    if isinstance(waarde, float):
        return _decimal(waarde)
    if isinstance(waarde, datetime | date):
        return waarde.isoformat(sep=" ", timespec="minutes") if isinstance(waarde, datetime) else waarde.isoformat()
    return guarded(waarde)


def _decimal(waarde: float) -> str:
    """All digits, a decimal comma, no exponent: 12.0 -> "12", 1234567890.25 -> "1234567890,25"."""
    tekst = f"{Decimal(repr(waarde)):f}"
    return (tekst.rstrip("0").rstrip(".") if "." in tekst else tekst).replace(".", ",")


def _make(maak: Callable[[list[Rij]], bytes], rijen: Callable[[], list[Rij]]) -> bytes:
    return maak(rijen())


def download_knoppen(soort: str, naam: str, *, houd: Callable[[Rij], bool] = lambda _rij: True, **params: object) -> None:
    """Two buttons that give rows as a file; the file is made when a button is pressed.

    soort names the query (see SOORTEN), params fill it, and houd says which of its rows are on screen.
    """
    bouw, dag, wat = spiegel.held_build(), spiegel.held_day(), spiegel.zicht()
    gekozen = ", ".join(f"{veld} {waarde}" for veld, waarde in params.items() if veld != "keten" and waarde)

    def rijen() -> list[Rij]:
        return [rij for rij in lezen.read_rows_of(bouw, dag, SOORTEN[soort], wat, **params) if houd(rij)]

    with st.container(horizontal=True, key=f"ks-uitvoer-{soort}"):
        for ending, maak, mime in (("csv", as_csv, "text/csv"), ("xlsx", lambda r: as_xlsx(r, naam), XLSX)):
            downloadknop(
                f"Download {naam} ({ending})",
                partial(_make, maak, rijen),
                f"ketenspiegel-{naam}.{ending}",
                mime,
                f"uitvoer_{soort}_{ending}",
                keten=chosen("keten"),
                wat=gekozen,
            )
