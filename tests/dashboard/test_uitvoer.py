"""What leaves as a file: Dutch numbers, no formulas, nothing lost."""

import io
import zipfile
from datetime import date, datetime
from pathlib import Path

import duckdb
import pytest
from openpyxl import load_workbook

from dashboard.components import uitvoer
from dashboard.components.bouwbestand import as_parquet
from dashboard.components.uitvoer import as_csv, as_xlsx, guarded
from tests.dashboard.handbouw import write_build


@pytest.mark.parametrize("begin", ["=", "+", "-", "@", "\t", "\r", "\n", " =", "  @"])
def test_a_text_that_could_be_a_formula_gets_an_apostrophe(begin: str) -> None:
    assert guarded(f"{begin}1+1") == f"'{begin}1+1"


@pytest.mark.parametrize("waarde", ["gewoon", "a=b", "", "1.5", -5.0, 3, None, date(2026, 1, 1)])
def test_anything_else_stays_what_it_is(waarde: object) -> None:
    assert guarded(waarde) == waarde


@pytest.mark.parametrize(
    ("getal", "tekst"),
    [
        (12.5, "12,5"),
        (12.0, "12"),
        (-0.25, "-0,25"),
        (1234567890.25, "1234567890,25"),
        (1e16, "10000000000000000"),
        (0.00001, "0,00001"),
        (100.0, "100"),
    ],
)
def test_a_number_is_written_in_full_with_a_comma(getal: float, tekst: str) -> None:
    assert as_csv([{"waarde": getal}]).decode("utf-8-sig") == f"waarde\r\n{tekst}\r\n"


def test_a_csv_opens_in_a_dutch_spreadsheet() -> None:
    rij = {"naam": 'José; de "baas"', "dag": date(2026, 3, 1), "moment": datetime(2026, 3, 1, 9, 5), "leeg": None, "kwaad": "=1+1"}
    inhoud = as_csv([rij])
    assert inhoud.startswith(b"\xef\xbb\xbf")
    assert inhoud.decode("utf-8-sig") == ("naam;dag;moment;leeg;kwaad\r\n" + '"José; de ""baas""";2026-03-01;2026-03-01 09:05;;\'=1+1\r\n')


def test_nothing_gives_an_empty_csv_and_an_empty_sheet() -> None:
    assert as_csv([]) == b"\xef\xbb\xbf"
    assert list(load_workbook(io.BytesIO(as_xlsx([], "leeg")))["leeg"].values) == []


def test_a_workbook_keeps_numbers_and_dates_and_never_holds_a_formula() -> None:
    rij = {"=kop": "=1+1", "getal": -2.5, "dag": date(2026, 3, 1), "tekst": "harde\u00a0spatie\x07", "leeg": None}
    vel = load_workbook(io.BytesIO(as_xlsx([rij], "metingen")))["metingen"]
    assert [cel.value for cel in vel[1]] == ["'=kop", "getal", "dag", "tekst", "leeg"]
    assert [cel.value for cel in vel[2]] == ["'=1+1", -2.5, datetime(2026, 3, 1), "harde\u00a0spatie", None]
    assert [cel.data_type for cel in vel[2]] == ["s", "n", "d", "s", "n"]
    assert vel.freeze_panes == "A2"


def test_a_table_that_does_not_fit_in_a_worksheet_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uitvoer, "MEESTE_WERKBLADRIJEN", 2)
    vel = load_workbook(io.BytesIO(as_xlsx([{"a": 1}] * 3, "groot")))["groot"]
    assert list(vel.values) == [("Te groot",), ("Deze tabel heeft 3 rijen. Dat past niet in een werkblad. Neem de csv.",)]


def test_the_parquet_zip_holds_every_kern_table_and_the_leveringen(tmp_path: Path) -> None:
    bouw = write_build(tmp_path, {"ketens": [{"keten": "k", "naam": "Keten", "maatschappelijk_resultaat": "Beter"}]})
    with zipfile.ZipFile(io.BytesIO(as_parquet(bouw))) as archief:
        namen = archief.namelist()
        archief.extract("keten.parquet", tmp_path)
        archief.extract("levering.parquet", tmp_path)
    assert {"keten.parquet", "meting.parquet", "meting_versie.parquet", "afspraak.parquet"} <= set(namen)
    with duckdb.connect() as con:
        assert con.execute("select keten, naam from read_parquet(?)", [str(tmp_path / "keten.parquet")]).fetchall() == [("k", "Keten")]
        assert con.execute("select count(*) from read_parquet(?)", [str(tmp_path / "levering.parquet")]).fetchall() == [(2,)]
