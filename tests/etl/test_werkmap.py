"""Workbooks: what goes wrong in a cell or a sheet, and what is only worth a look. Add here what concerns xlsx."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.etl.hulp import laad, messages, query

KETENS = [["keten", "naam", "maatschappelijk_resultaat", "van"], ["k", "K", "Beter", "2020"]]
INDICATOREN = [
    ["indicator", "keten", "naam", "dimensie", "soort", "eenheid", "definitie", "eigenaar", "bron"],
    ["i", "k", "I", "resultaten", "kwantitatief", "%", "D", "E", "B"],
]
METINGEN = [["indicator", "periode", "waarde", "tekst"], ["i", "2022-01", 12.5, None]]


def workbook(pad: Path, verander: Callable[[Any], None] = lambda _boek: None) -> Path:
    """A correct workbook of three sheets, after one change."""
    boek = openpyxl.Workbook()
    for naam, rijen in (("ketens", KETENS), ("indicatoren", INDICATOREN), ("metingen", METINGEN)):
        blad = boek.create_sheet(naam)
        for rij in rijen:
            blad.append(rij)
    boek.remove(boek["Sheet"])
    verander(boek)
    boek.save(pad)
    return pad


def put(blad: str, cel: str, waarde: object, opmaak: str = "") -> Callable[[Any], None]:
    def verander(boek: Any) -> None:
        boek[blad][cel] = waarde
        if opmaak:
            boek[blad][cel].number_format = opmaak

    return verander


def error_cell(boek: Any) -> None:
    boek["metingen"]["C2"] = "#DIV/0!"
    boek["metingen"]["C2"].data_type = "e"


def sheet_levering(kenmerk: str, waarde: object) -> Callable[[Any], None]:
    def verander(boek: Any) -> None:
        blad = boek.create_sheet("levering")
        blad.append(["kenmerk", "waarde"])
        blad.append([kenmerk, waarde])

    return verander


WAARDE = "werkblad metingen, rij 2, kolom waarde"
GEVALLEN: dict[str, tuple[Callable[[Any], None], list[str]]] = {
    "goed": (lambda _boek: None, []),
    "percent": (
        put("metingen", "C2", 0.45, "0%"),
        [f'waarschuwing | {WAARDE}: "0,45" staat in een cel met procentopmaak: Excel bewaart 45% als 0,45. Kijk of het getal klopt.'],
    ),
    "fout in een formule": (
        error_cell,
        [
            f'fout | {WAARDE}: "#DIV/0!" is een fout in een formule. Herstel de formule, of plak de waarde.',
            f"fout | {WAARDE}: De rij heeft geen waarde. Vul waarde in, of tekst, of teller met noemer.",
        ],
    ),
    "cel zonder kolomnaam": (
        put("metingen", "F2", "los"),
        [
            "fout | werkblad metingen, rij 2: Deze rij heeft een gevulde cel zonder kolomnaam erboven. "
            "Maak de cel leeg of geef de kolom een naam."
        ],
    ),
    "onbekend werkblad": (
        lambda boek: boek.create_sheet("meting"),
        [
            "waarschuwing | werkblad meting: Dit werkblad hoort niet bij het leverformaat en is niet gelezen. "
            "Bedoelt u het werkblad metingen?"
        ],
    ),
    "onbekend kenmerk": (
        sheet_levering("leverancir", "Testdam"),
        [
            'fout | werkblad levering: "leverancir" is geen bekend kenmerk. '
            "Kies uit leverancier, geleverd_op, toelichting, fictief of status."
        ],
    ),
    "toekomst": (
        sheet_levering("geleverd_op", date(2999, 1, 1)),
        [
            'fout | werkblad levering, kolom geleverd_op: "2999-01-01" ligt in de toekomst. '
            "Vul de dag van levering in, of laat het kenmerk weg."
        ],
    ),
    "datumcel in een datumkolom": (
        put("ketens", "D2", date(2020, 5, 1)),
        [],
    ),
}


@pytest.mark.parametrize("naam", GEVALLEN)
def test_a_workbook_gives_exactly_these_messages(naam: str, tmp_path: Path) -> None:
    verander, verwacht = GEVALLEN[naam]
    assert messages(workbook(tmp_path / "l.xlsx", verander)) == verwacht


def test_a_broken_workbook_says_so(tmp_path: Path) -> None:
    (tmp_path / "l.xlsx").write_bytes(b"PK\x03\x04kapot")
    assert messages(tmp_path / "l.xlsx") == [
        "fout | l.xlsx: Deze werkmap kan niet worden geopend. Bewaar haar opnieuw als .xlsx, zonder wachtwoord."
    ]


def test_a_number_cell_and_a_dutch_text_cell_load_as_the_same_number(tmp_path: Path) -> None:
    def verander(boek: Any) -> None:
        boek["metingen"]["C2"] = 1234.5
        boek["metingen"].append(["i", "2022-02", "1.234,5", None])

    laad(tmp_path / "m", workbook(tmp_path / "l.xlsx", verander))
    assert query(tmp_path / "m", "select periode, waarde from kern.meting order by periode") == [
        ("2022-01", 1234.5),
        ("2022-02", 1234.5),
    ]
