"""Writing Voorbeeldstad: the same zaad gives the same bytes. Add here what concerns files."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from etl.voorbeeld import write_voorbeeld
from etl.voorbeeld.ketenbestand import read_ketens
from etl.voorbeeld.reeksen import make_reeksen
from etl.voorbeeld.schrijven import write_table

LEVERDATA = [
    "2023-11-16",
    "2024-05-16",
    "2024-11-14",
    "2025-05-15",
    "2025-11-13",
    "2026-05-14",
    "2026-08-13",
    "2026-11-16",
]
TOT = date(2026, 11, 16)
GELEVERD = Path(__file__).parents[3] / "data" / "voorbeeldstad"


def contents(map_: Path) -> dict[str, bytes]:
    return {str(pad.relative_to(map_)): pad.read_bytes() for pad in sorted(map_.rglob("*")) if pad.is_file()}


def test_it_writes_per_keten_one_folder_per_day_of_delivery_and_returns_them(tmp_path: Path) -> None:
    mappen = write_voorbeeld(tmp_path)
    assert {folder.parent.name for folder in mappen} == {
        "inburgering",
        "jeugd-en-schooluitval",
        "personen-met-verward-gedrag",
        "schulden",
    }
    assert [folder.name for folder in mappen if folder.parent.name == "schulden"] == LEVERDATA
    assert all(folder.parents[1] == tmp_path and (folder / "metingen.csv").is_file() for folder in mappen)


def test_the_same_zaad_gives_the_same_bytes(tmp_path: Path) -> None:
    write_voorbeeld(tmp_path / "een", zaad=7)
    write_voorbeeld(tmp_path / "twee", zaad=7)
    assert contents(tmp_path / "een") == contents(tmp_path / "twee")


def test_another_zaad_changes_the_metingen_and_nothing_else(tmp_path: Path) -> None:
    write_voorbeeld(tmp_path / "een", zaad=1)
    write_voorbeeld(tmp_path / "twee", zaad=2)
    een, twee = contents(tmp_path / "een"), contents(tmp_path / "twee")
    anders = {Path(naam).name for naam in een if een[naam] != twee[naam]}
    assert een.keys() == twee.keys()
    assert anders == {"metingen.csv"}


def test_the_committed_leveringen_are_what_zaad_1_writes(tmp_path: Path) -> None:
    write_voorbeeld(tmp_path, zaad=1)
    assert contents(GELEVERD) == contents(tmp_path)


def test_files_are_utf8_with_plain_line_ends_and_commas(tmp_path: Path) -> None:
    for folder in write_voorbeeld(tmp_path):
        for bestand in folder.glob("*.csv"):
            inhoud = bestand.read_bytes()
            assert b"\r" not in inhoud and not inhoud.startswith(b"\xef\xbb\xbf")
            assert "," in inhoud.decode("utf-8").splitlines()[0]


def test_every_levering_says_that_it_is_fictief(tmp_path: Path) -> None:
    for folder in write_voorbeeld(tmp_path):
        levering = json.loads((folder / "levering.json").read_text(encoding="utf-8"))
        assert levering["leverancier"] == "Gemeente Voorbeeldstad (fictief)"
        assert (levering["fictief"], levering["status"]) == ("ja", "gedeeld")
        assert levering["geleverd_op"] == folder.name
        assert levering["toelichting"].startswith("Verzonnen gegevens")


def test_leaving_an_indicator_out_changes_no_other() -> None:
    keten = next(keten for keten in read_ketens() if keten.id == "schulden")
    rest = [indicator for indicator in keten.indicatoren if indicator.id != "sch-klachten"]
    alles = make_reeksen(keten.indicatoren, zaad=1, tot=TOT)
    assert make_reeksen(rest, zaad=1, tot=TOT) == {naam: alles[naam] for naam in alles if naam != "sch-klachten"}


def test_leaving_out_the_parts_does_not_change_the_total() -> None:
    keten = next(keten for keten in read_ketens() if keten.id == "personen-met-verward-gedrag")
    meldingen = next(indicator for indicator in keten.indicatoren if indicator.id == "pvg-meldingen")
    kaal = replace(meldingen, reeks=replace(meldingen.reeks, gebieden={}))
    punten = make_reeksen([meldingen], zaad=1, tot=TOT)[meldingen.id]
    assert make_reeksen([kaal], zaad=1, tot=TOT)[meldingen.id] == [punt for punt in punten if not punt.gebied]


def test_a_column_that_the_contract_does_not_know_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"Unknown columns for doelen\.csv: omschrijvig"):
        write_table(tmp_path / "doelen.csv", ["doel", "omschrijving"], [{"doel": "a", "omschrijvig": "b"}])
