"""Workbooks with strange cells, with xml that no spreadsheet writes, and workbooks that are broken as a zip."""

import io
import random
import zipfile
from functools import lru_cache
from xml.sax.saxutils import escape, quoteattr

import openpyxl
from openpyxl.utils import get_column_letter

from tests.fuzz import csv_mutaties, waarden, zip_mutaties
from tests.fuzz.voorraad import Rijen

HOOFD = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
BOM = (
    '<!DOCTYPE b [<!ENTITY a "lol">'
    + "".join(f'<!ENTITY a{i} "{"&a" + (str(i - 1) if i else "") + ";"}{("&a" + (str(i - 1) if i else "") + ";") * 9}">' for i in range(9))
    + "]>"
)
XML = (
    "<c r='A1' t='s'><v>999999</v></c>",
    "<c r='A1' t='s'><v>-1</v></c>",
    "<c r='A1' t='s'><v>x</v></c>",
    "<c r='A1' t='s'/>",
    "<c r='A1' s='99'><v>1</v></c>",
    "<c r='A1' s='x'><v>1</v></c>",
    "<c r='AAAA1'><v>1</v></c>",
    "<c r='A0'><v>1</v></c>",
    "<c r='1A'><v>1</v></c>",
    "<c r=''><v>1</v></c>",
    "<c><v>1</v></c>",
    "<row r='0'><c><v>1</v></c></row>",
    "<row r='x'><c><v>1</v></c></row>",
    "<row r='2'/><row r='2'/><row r='1'/>",
    "<dimension ref='A1:XFD1048576'/>",
    "<dimension ref='x'/>",
    "<f t='shared' si='0' ref='x'>A1</f>",
    "<f t='array'/>",
    "<f>" + "(" * 3_000 + "</f>",
    "<is><r><t>a</t></r><r/></is>",
    "<mergeCell ref='A1:ZZ99'/>",
    "&a8;",
    "&#0;",
    "&#x1F;",
    "<![CDATA[<c>]]>",
    "<!--" + "-" * 20 + "-->",
    "<x:c/>",
    "</sheetData>",
    "<sheetData/>",
)
# Rows far below the table: a second of reading each, so they come less often.
VER = (
    "<row r='1048577'><c><v>1</v></c></row>",
    "<row r='900000'><c r='B900000'><v>1</v></c></row>",
    "<row r='99999999999999'><c><v>1</v></c></row>",
    "<row r='4'>" + "<c r='XFD4'><v>1</v></c>" * 40 + "</row>",
    "".join(f"<row r='{i}'><c r='XFD{i}'><v>1</v></c></row>" for i in range(10, 400)),
)
GETALLEN = (
    "1",
    "-1",
    "12.5",
    "1e308",
    "1e400",
    "nan",
    "inf",
    "-2958466",
    "2958466",
    "60",
    "0",
    "99999999999",
    "0.1",
    "x",
    "",
    "1,5",
    "TRUE",
    "#N/A",
)


def mutated(rng: random.Random) -> bytes:
    """One workbook."""
    delen = dict(_frame())
    bladen = [csv_mutaties.pick(rng) for _ in range(rng.choice((1, 1, 1, 2)))]
    namen = [_sheet_name(rng, stuk.tabel) for stuk in bladen]
    delen["xl/workbook.xml"] = _workbook(namen).encode("utf-8", "replace")
    for nummer, stuk in enumerate(bladen, start=1):
        blad = _sheet(rng, csv_mutaties.mutated_rows(rng, stuk, 1))
        delen[f"xl/worksheets/sheet{nummer}.xml"] = blad.encode("utf-8", "replace")
    _break_members(rng, delen)
    inhoud = _pack(delen)
    return zip_mutaties.damaged(rng, inhoud) if rng.random() < 0.25 else inhoud


def _sheet_name(rng: random.Random, tabel: str) -> str:
    return rng.choice((tabel, tabel, tabel, tabel, "levering", "uitleg", tabel.title(), waarden.cel(rng)[:40]))


@lru_cache(maxsize=1)
def _frame() -> tuple[tuple[str, bytes], ...]:
    """The parts of a workbook as a program writes it: two sheets, styles with dates and percentages, shared strings."""
    boek = openpyxl.Workbook()
    blad = boek.active
    assert blad is not None
    for nummer, opmaak in enumerate(("0%", "yyyy-mm-dd", "hh:mm", "[h]:mm:ss", "@", "0.00"), start=1):
        blad.cell(nummer, 1, nummer).number_format = opmaak
    boek.create_sheet("twee").append(["tekst", "meer tekst"])
    uit = io.BytesIO()
    boek.save(uit)
    with zipfile.ZipFile(uit) as archief:
        # Without the part that holds the moment of making, so that a seed always gives the same bytes.
        return tuple((naam, archief.read(naam)) for naam in archief.namelist() if naam != "docProps/core.xml")


def _workbook(namen: list[str]) -> str:
    schoon = ["".join(teken for teken in naam if teken >= " ") for naam in namen]
    bladen = "".join(f'<sheet name={quoteattr(naam)} sheetId="{i}" r:id="rId{i}"/>' for i, naam in enumerate(schoon, start=1))
    relaties = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    return f'<workbook xmlns="{HOOFD}" xmlns:r="{relaties}"><sheets>{bladen}</sheets></workbook>'


def _sheet(rng: random.Random, rijen: Rijen) -> str:
    regels = []
    for nummer, rij in enumerate(rijen, start=1):
        cellen = "".join(_cell(rng, nummer, kolom, waarde) for kolom, waarde in enumerate(rij, start=1))
        regels.append(f'<row r="{nummer}">{cellen}</row>')
    xml = f'<worksheet xmlns="{HOOFD}"><sheetData>{"".join(regels)}</sheetData></worksheet>'
    if rng.random() < 0.35:
        plaats = rng.choice([i for i, teken in enumerate(xml) if teken == "<"])
        xml = xml[:plaats] + rng.choice(VER if rng.random() < 0.02 else XML) + xml[plaats:]
    return BOM + xml if rng.random() < 0.02 else xml


def _cell(rng: random.Random, nummer: int, kolom: int, waarde: str) -> str:
    plaats = f'r="{get_column_letter(kolom)}{nummer}"' if rng.random() < 0.98 else ""
    if rng.random() < 0.9:
        schoon = "".join(teken for teken in waarde if teken >= " " or teken in "\t\n")
        return f'<c {plaats} t="inlineStr"><is><t>{escape(schoon)}</t></is></c>'
    soort = rng.choice(("n", "n", "b", "e", "str", "d", "s", "z", "inlineStr"))
    formule = rng.choice(("", "", "<f>1+1</f>", "<f>cmd|' /C calc'!A0</f>"))
    getal = rng.choice(GETALLEN)
    inhoud = rng.choice((f"<v>{getal}</v>", f"<v>{getal}</v>", "<v/>", "", "<v>2024-03-15T99:00</v>"))
    return f'<c {plaats} s="{rng.randrange(8)}" t="{soort}">{formule}{inhoud}</c>'


def _break_members(rng: random.Random, delen: dict[str, bytes]) -> None:
    """Now and then a part is missing, empty, changed or doubled under another name."""
    if rng.random() < 0.7:
        return
    naam = rng.choice(sorted(delen))
    match rng.randrange(5):
        case 0:
            del delen[naam]
        case 1:
            delen[naam] = rng.choice((b"", b"<", b"<a/>", b"\xff\xfe<\x00", delen[naam][: len(delen[naam]) // 2]))
        case 2 | 3:
            delen[naam] = waarden.bytes_mutated(rng, delen[naam])
        case _:
            delen[rng.choice(waarden.NAMEN)] = delen[naam]


def _pack(delen: dict[str, bytes]) -> bytes:
    uit = io.BytesIO()
    with zipfile.ZipFile(uit, "w", zipfile.ZIP_DEFLATED) as archief:
        for naam, inhoud in delen.items():
            archief.writestr(zipfile.ZipInfo(naam), inhoud, zipfile.ZIP_DEFLATED)
    return uit.getvalue()
