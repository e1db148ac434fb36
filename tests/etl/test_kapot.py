"""What broke the readers once, found by `make fuzz`: each ends in a sentence now. Add a case with every new find."""

import json
import struct
import zipfile
import zlib
from pathlib import Path

import openpyxl
import pytest

from etl.lezen import limieten
from etl.lezen.levering import open_levering
from tests.etl.hulp import laad, messages, query, write_levering

KETENS = "keten,naam,maatschappelijk_resultaat\nk,K,Beter\n"
KAPOTTE_ZIP = "fout | l.zip: Deze zip kan niet worden geopend. Maak de zip opnieuw, zonder wachtwoord."
KAPOTTE_WERKMAP = "fout | l.xlsx: Deze werkmap kan niet worden geopend. Bewaar haar opnieuw als .xlsx, zonder wachtwoord."
BLAD = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{}</sheetData></worksheet>'
KOLOMMEN = ("keten", "naam", "maatschappelijk_resultaat")
KOP = "".join(f'<c r="{k}1" t="inlineStr"><is><t>{naam}</t></is></c>' for k, naam in zip("ABC", KOLOMMEN, strict=True))
TE_GROOT = (
    "fout | werkblad ketens: Dit werkblad is te groot om te lezen, of er staat ver onder of naast de tabel nog iets. Lever csv-bestanden."
)


def _letter(map_: Path, inhoud: str) -> Path:
    pad = write_levering(map_ / "l", ketens=KETENS)
    (pad / "levering.json").write_text(inhoud, encoding="utf-8")
    return pad


@pytest.mark.parametrize(
    ("moment", "zin"),
    [
        ("0001-01-01", "ligt voor 1900. Vul de dag van levering in, of laat het kenmerk weg."),
        ("0001-01-01T00:00+14:00", "ligt voor 1900. Vul de dag van levering in, of laat het kenmerk weg."),
        ("9999-12-31T23:59-14:00", "ligt in de toekomst. Vul de dag van levering in, of laat het kenmerk weg."),
    ],
)
def test_a_day_at_the_edge_of_the_calendar_is_a_fault(moment: str, zin: str, tmp_path: Path) -> None:
    pad = _letter(tmp_path, json.dumps({"geleverd_op": moment}))
    assert messages(pad) == [f'fout | levering.json, kolom geleverd_op: "{moment}" {zin}']


def test_half_a_character_in_levering_json_is_a_fault(tmp_path: Path) -> None:
    zin = "fout | levering.json: Dit bestand is geen geldige json. Kijk naar ontbrekende komma's en aanhalingstekens."
    assert messages(_letter(tmp_path, '{"leverancier": "\\ud800"}')) == [zin]


def test_a_file_whose_name_is_no_text_is_named_in_a_way_that_can_be_shown(tmp_path: Path) -> None:
    pad = write_levering(tmp_path / "l", ketens=KETENS)
    (pad / "a\udcff.txt").write_bytes(b"x")
    (melding,) = messages(pad)
    assert melding == "waarschuwing | a\\udcff.txt: Dit bestand hoort niet bij het leverformaat en is niet gelezen."


def test_utf_16_without_a_mark_is_recognised(tmp_path: Path) -> None:
    pad = write_levering(tmp_path / "l", ketens="")
    (pad / "ketens.csv").write_bytes(KETENS.encode("utf-16-le"))
    assert messages(pad) == ["fout | ketens.csv: Dit bestand is bewaard als UTF-16. Bewaar het als CSV UTF-8."]


def test_a_line_end_inside_a_name_of_a_column_does_not_confuse_the_reader(tmp_path: Path) -> None:
    pad = write_levering(tmp_path / "l", ketens='keten,naam,maatschappelijk_resultaat,"\r"\r\nk,K,Beter,x\r\n')
    assert messages(pad) == ["fout | ketens.csv, rij 1: Kolom 4 heeft geen naam. Geef haar een naam of haal haar weg."]


def test_a_row_without_an_id_is_still_told_what_it_lacks(tmp_path: Path) -> None:
    pad = write_levering(tmp_path / "l", ketens=KETENS, afspraken="afspraak_id,keten,afspraak\n,k,Doen\n")
    assert messages(pad) == [
        "fout | afspraken.csv, rij 2, kolom afspraak_id: Deze cel is leeg. Vul haar in; zij is verplicht.",
        "waarschuwing | afspraken.csv, rij 2, kolom voortouw, klaar_op: In deze rij ontbreekt: voortouw en klaar_op. "
        "Op het scherm staat dan: ontbreekt.",
    ]


def test_a_file_full_of_empty_rows_is_given_up_after_ten_thousand(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limieten, "MEESTE_BEVINDINGEN", 3)
    pad = write_levering(tmp_path / "l", ketens=KETENS + "\n" * 50)
    leeg = [f"fout | ketens.csv, rij {nummer}: Deze rij is leeg. Haal de lege rij weg." for nummer in (3, 4, 5)]
    assert messages(pad) == [
        *leeg,
        "fout | ketens.csv: Er zijn meer dan 3 fouten in dit bestand. De rest staat hier niet bij.",
    ]


PER_TABEL = ("etl.keuring.cellen.MEESTE_PER_TABEL", "etl.keuring.sleutels.MEESTE_PER_TABEL", "etl.keuring.regels.MEESTE_PER_TABEL")
NIET_ALLES = "ketens.csv: Er zijn meer dan 2 {} in dit bestand. De rest staat hier niet bij."


@pytest.fixture
def at_most_two(monkeypatch: pytest.MonkeyPatch) -> None:
    for naam in PER_TABEL:
        monkeypatch.setattr(naam, 2)


@pytest.mark.usefixtures("at_most_two")
def test_of_very_many_equal_rows_only_the_first_are_named_and_all_count_once(tmp_path: Path) -> None:
    pad = write_levering(tmp_path / "l", ketens=KETENS + "k,K,Beter\n" * 5)
    assert messages(pad) == [
        "waarschuwing | " + NIET_ALLES.format("waarschuwingen"),
        *(f"waarschuwing | ketens.csv, rij {rij}: Deze rij is gelijk aan rij 2 en telt één keer." for rij in (3, 4)),
    ]
    laad(tmp_path / "m", pad)
    assert query(tmp_path / "m", "select count(*) from kern.keten") == [(1,)]


@pytest.mark.usefixtures("at_most_two")
def test_a_row_that_contradicts_is_named_however_many_equal_rows_come_before(tmp_path: Path) -> None:
    pad = write_levering(tmp_path / "l", ketens=KETENS + "k,K,Beter\n" * 5 + "k,K,Slechter\n")
    tegen = "Deze rij spreekt rij 2 tegen: keten is gelijk, de rest niet. Houd één van de twee."
    assert f"fout | ketens.csv, rij 8: {tegen}" in messages(pad)


@pytest.mark.usefixtures("at_most_two")
def test_too_many_faults_of_two_kinds_are_said_once(tmp_path: Path) -> None:
    pad = write_levering(tmp_path / "l", ketens=KETENS + "k,K,\n" * 5)
    gezegd = messages(pad)
    assert gezegd.count("fout | " + NIET_ALLES.format("fouten")) == 1
    assert gezegd.count("fout | ketens.csv, rij 3: Deze rij spreekt rij 2 tegen: keten is gelijk, de rest niet. Houd één van de twee.") == 1
    assert gezegd.count("fout | ketens.csv, rij 3, kolom maatschappelijk_resultaat: Deze cel is leeg. Vul haar in; zij is verplicht.") == 1


@pytest.mark.usefixtures("at_most_two")
def test_of_very_many_unknown_ids_only_the_first_are_named(tmp_path: Path) -> None:
    doelen = "doel,keten,doel_zin\n" + "".join(f"d-{n},x-{n},Minder\n" for n in range(5))
    gezegd = messages(write_levering(tmp_path / "l", ketens=KETENS, doelen=doelen))
    assert "fout | doelen.csv: Er zijn meer dan 2 fouten in dit bestand. De rest staat hier niet bij." in gezegd
    assert len([zin for zin in gezegd if "bestaat niet" in zin]) == 2


def test_the_nearest_id_is_sought_for_the_first_hundred_wrong_ones(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("etl.keuring.cellen.MEESTE_TIPS", 1)
    ketens = KETENS.replace("k,K", "schulden,K")
    doelen = "doel,keten,doel_zin\nd-1,schuld,Minder\nd-2,schulde,Minder\n"
    zin = "bestaat niet. Lever dit kenmerk in ketens, of verbeter het."
    assert [z for z in messages(write_levering(tmp_path / "l", ketens=ketens, doelen=doelen)) if "bestaat niet" in z] == [
        f'fout | doelen.csv, rij 2, kolom keten: "schuld" {zin} Bedoelt u schulden?',
        f'fout | doelen.csv, rij 3, kolom keten: "schulde" {zin}',
    ]


def test_a_header_of_a_hundred_thousand_columns_is_refused_at_once(tmp_path: Path) -> None:
    pad = write_levering(tmp_path / "l", ketens="")
    (pad / "ketens.csv").write_text("keten;" * 99_999 + "naam\n", encoding="utf-8")
    zin = "De eerste rij heeft 100000 kolommen. Er mogen er 1000 zijn. Haal de kolommen zonder naam weg."
    assert messages(pad) == [f"fout | ketens.csv, rij 1: {zin}"]


def test_a_sheet_with_a_name_far_to_the_right_is_refused_at_once(tmp_path: Path) -> None:
    pad = _boek(tmp_path / "l.xlsx", f"<row r='1'>{KOP}<c r='XFD1' t='inlineStr'><is><t>x</t></is></c></row>")
    zin = "De eerste rij heeft 16384 kolommen. Er mogen er 1000 zijn. Haal de kolommen zonder naam weg."
    assert messages(pad) == [f"fout | werkblad ketens, rij 1: {zin}"]


def test_an_empty_zip_holds_no_table(tmp_path: Path) -> None:
    zipfile.ZipFile(tmp_path / "l.zip", "w").close()
    (melding,) = messages(tmp_path / "l.zip")
    assert melding.startswith("fout | l.zip: In deze levering staat geen enkele tabel. Noem de bestanden ")


ONGEWONE_ZIP = (
    "fout | l.zip: Het bestand ketens.csv is op een ongewone manier ingepakt. Maak de zip opnieuw, op de gewone manier (Deflate)."
)


@pytest.mark.parametrize(
    ("plaats", "waarde", "melding"),
    [(8, b"\xff\xff", KAPOTTE_ZIP), (10, b"\x0e\x00", ONGEWONE_ZIP), (10, b"\x63\x00", ONGEWONE_ZIP)],
    ids=["flags", "as lzma", "unknown method"],
)
def test_a_zip_that_lies_about_a_file_is_refused(plaats: int, waarde: bytes, melding: str, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "l.zip", "w", zipfile.ZIP_DEFLATED) as archief:
        archief.writestr("ketens.csv", KETENS * 3)
    inhoud = bytearray((tmp_path / "l.zip").read_bytes())
    for kop, verschil in ((b"PK\x01\x02", 0), (b"PK\x03\x04", -2)):
        begin = inhoud.find(kop) + plaats + verschil
        inhoud[begin : begin + 2] = waarde
    (tmp_path / "l.zip").write_bytes(inhoud)
    assert messages(tmp_path / "l.zip") == [melding]


@pytest.mark.parametrize("methode", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_zip_packed_in_another_way_is_refused(methode: int, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "l.zip", "w", methode) as archief:
        archief.writestr("ketens.csv", KETENS)
    assert messages(tmp_path / "l.zip") == [ONGEWONE_ZIP]


@pytest.mark.parametrize("methode", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
@pytest.mark.parametrize("som_past", [False, True], ids=["checksum of all", "checksum of two lines"])
def test_no_more_is_unpacked_than_a_zip_announces(methode: int, som_past: bool, tmp_path: Path) -> None:
    """The directory says that a file of 3 MB holds two lines, with or without a checksum that agrees with it."""
    rijen, aangekondigd = KETENS.encode().ljust(3_000_000, b"x"), len(KETENS)
    with zipfile.ZipFile(tmp_path / "l.zip", "w", methode) as archief:
        archief.writestr("ketens.csv", rijen)
    inhoud = bytearray((tmp_path / "l.zip").read_bytes())
    begin = inhoud.rfind(b"PK\x01\x02")
    struct.pack_into("<I", inhoud, begin + 24, aangekondigd)
    if som_past:
        struct.pack_into("<I", inhoud, begin + 16, zlib.crc32(rijen[:aangekondigd]))
    (tmp_path / "l.zip").write_bytes(inhoud)
    werkmap = tmp_path / "werk"
    werkmap.mkdir()
    levering = open_levering(tmp_path / "l.zip", werkmap)
    (uitgepakt,) = werkmap.rglob("ketens.csv")
    assert uitgepakt.stat().st_size <= aangekondigd
    assert [str(a.regel) for a in levering.afkeuringen] == ([] if som_past else ["zip_kapot"])


def test_a_file_without_a_name_in_a_zip_is_no_crash(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "l.zip", "w") as archief:
        archief.writestr("x", KETENS)
    inhoud = bytearray((tmp_path / "l.zip").read_bytes())
    for kop, plaats in ((b"PK\x01\x02", 28), (b"PK\x03\x04", 26)):
        begin = inhoud.find(kop) + plaats
        inhoud[begin : begin + 4] = b"\x00\x00\x01\x00"  # the one letter of the name becomes something extra
    (tmp_path / "l.zip").write_bytes(inhoud)
    assert messages(tmp_path / "l.zip") == [KAPOTTE_ZIP]


def _boek(pad: Path, rijen: str) -> Path:
    """A workbook with one sheet, ketens, of which the xml is given."""
    boek = openpyxl.Workbook()
    blad = boek.active
    assert blad is not None
    blad.title = "ketens"
    boek.save(pad.with_suffix(".bron.xlsx"))
    with zipfile.ZipFile(pad.with_suffix(".bron.xlsx")) as bron, zipfile.ZipFile(pad, "w", zipfile.ZIP_DEFLATED) as doel:
        for naam in bron.namelist():
            doel.writestr(naam, BLAD.format(rijen) if naam == "xl/worksheets/sheet1.xml" else bron.read(naam))
    return pad


@pytest.mark.parametrize(
    "rijen",
    ["<c r='A1' t='s'><v>99</v></c>", "<row", "<row>&onbekend;</row>", "<row><c r='1A'><v>1</v></c></row>", "<row>&#0;</row>"],
    ids=["shared text that is not there", "cut off", "entity", "no place", "no character"],
)
def test_a_workbook_with_bent_xml_is_broken(rijen: str, tmp_path: Path) -> None:
    assert messages(_boek(tmp_path / "l.xlsx", f"<row r='1'>{rijen}</row>")) == [KAPOTTE_WERKMAP]


def test_a_workbook_of_entities_that_grow_is_broken_and_does_not_fill_the_memory(tmp_path: Path) -> None:
    pad = _boek(tmp_path / "l.xlsx", "<row r='1'><c t='str'><v>&a9;</v></c></row>")
    namen = "".join(f'<!ENTITY a{i} "{f"&a{i - 1};" * 10}">' for i in range(1, 10))
    with zipfile.ZipFile(pad) as bron:
        delen = {naam: bron.read(naam) for naam in bron.namelist()}
    delen["xl/worksheets/sheet1.xml"] = f'<!DOCTYPE b [<!ENTITY a0 "{"lol" * 9}">{namen}]>'.encode() + delen["xl/worksheets/sheet1.xml"]
    with zipfile.ZipFile(pad, "w", zipfile.ZIP_DEFLATED) as doel:
        for naam, inhoud in delen.items():
            doel.writestr(naam, inhoud)
    assert messages(pad) == [KAPOTTE_WERKMAP]


def test_a_cell_far_below_the_table_is_refused_and_not_walked_to(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limieten, "MEESTE_BLADRIJEN", 50)
    assert messages(_boek(tmp_path / "l.xlsx", f"<row r='1'>{KOP}</row><row r='99'><c r='A99'><v>1</v></c></row>")) == [TE_GROOT]


def test_cells_far_to_the_right_of_many_rows_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limieten, "MEESTE_BLADCELLEN", 20_000)
    rijen = "".join(f"<row r='{i}'><c r='XFD{i}'><v>1</v></c></row>" for i in (2, 3))
    assert messages(_boek(tmp_path / "l.xlsx", f"<row r='1'>{KOP}</row>{rijen}")) == [TE_GROOT]


def test_what_a_sheet_says_of_its_own_size_is_not_believed(tmp_path: Path) -> None:
    pad = _boek(tmp_path / "l.xlsx", f"<row r='1'>{KOP}</row><row r='2'><c r='A2' t='inlineStr'><is><t>k</t></is></c></row>")
    with zipfile.ZipFile(pad) as bron:
        delen = {naam: bron.read(naam) for naam in bron.namelist()}
    delen["xl/worksheets/sheet1.xml"] = delen["xl/worksheets/sheet1.xml"].replace(
        b"<sheetData>", b'<dimension ref="A1:XFD1048576"/><sheetData>'
    )
    with zipfile.ZipFile(pad, "w", zipfile.ZIP_DEFLATED) as doel:
        for naam, inhoud in delen.items():
            doel.writestr(naam, inhoud)
    assert messages(pad) == [
        f"fout | werkblad ketens, rij 2, kolom {kolom}: Deze cel is leeg. Vul haar in; zij is verplicht."
        for kolom in ("naam", "maatschappelijk_resultaat")
    ]
