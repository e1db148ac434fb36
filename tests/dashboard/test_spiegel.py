"""Reading the build: hardened, one build per run, with a sentence where it cannot be read."""

import re
from datetime import date, datetime
from pathlib import Path

import duckdb
import pytest

from dashboard import bouwen, spiegel
from dashboard.toegang.zicht import ALLES
from tests.dashboard.handbouw import write_build


def test_without_a_magazijn_there_is_no_build(leeg_magazijn: Path) -> None:
    assert spiegel.current_build() is None


def test_the_pointer_names_the_current_build(magazijn: Path) -> None:
    assert spiegel.current_build() == magazijn / "bouw" / "spiegel-1.duckdb"


def test_the_build_says_when_it_was_made_and_from_what_date_it_looks(magazijn: Path) -> None:
    bouw = spiegel.inspect_build(magazijn / "bouw" / "spiegel-1.duckdb")
    assert bouw == spiegel.Bouw(datetime(2026, 11, 24, 6), date(2026, 11, 24), "0.1.0")


def test_rows_come_as_plain_values(magazijn: Path) -> None:
    rijen = spiegel.read_rows_of(magazijn / "bouw" / "spiegel-1.duckdb", "keten_schakels", ALLES, keten="opvang")
    assert rijen == [
        {"volgorde": 1.0, "schakel": "Vinden", "partij": "Gemeente; Woningcorporatie", "omschrijving": None},
        {"volgorde": 2.0, "schakel": "Opvangen", "partij": "Leger des Heils", "omschrijving": "Een bed voor de nacht"},
        {"volgorde": 3.0, "schakel": "Wonen", "partij": None, "omschrijving": None},
    ]


def test_two_builds_never_meet_in_the_cache(magazijn: Path) -> None:
    oud = magazijn / "bouw" / "spiegel-1.duckdb"
    nieuw = write_build(magazijn, {}, naam="spiegel-2.duckdb")
    assert len(spiegel.read_rows_of(oud, "ketens", ALLES)) == 4
    assert spiegel.read_rows_of(nieuw, "ketens", ALLES) == []


def test_rows_are_your_own_copy(magazijn: Path) -> None:
    pad = magazijn / "bouw" / "spiegel-1.duckdb"
    spiegel.read_rows_of(pad, "ketens", ALLES).clear()
    assert len(spiegel.read_rows_of(pad, "ketens", ALLES)) == 4


@pytest.mark.parametrize(
    "opdracht",
    ["create table kern.nieuw (a integer)", "set threads = 8", "copy kern.keten to 'x.csv'", "select * from read_text('/etc/hostname')"],
)
def test_a_connection_can_reach_nothing_but_the_build_and_change_nothing(magazijn: Path, opdracht: str) -> None:
    with bouwen.connect(magazijn / "bouw" / "spiegel-1.duckdb") as con, pytest.raises(duckdb.Error):
        con.execute(opdracht)


def test_a_pointer_that_cannot_be_read_is_told_in_dutch(magazijn: Path) -> None:
    (magazijn / "huidig.json").write_text("{", encoding="utf-8")
    with pytest.raises(spiegel.BeschadigdeSpiegel) as fout:
        spiegel.current_build()
    assert str(fout.value) == f"De aanwijzer {magazijn / 'huidig.json'} is beschadigd. Voer `python -m etl bouw` uit."


def test_a_build_that_is_gone_is_told_in_dutch(magazijn: Path) -> None:
    (magazijn / "bouw" / "spiegel-1.duckdb").unlink()
    with pytest.raises(spiegel.BeschadigdeSpiegel) as fout:
        spiegel.current_build()
    assert str(fout.value) == "De spiegel die het laatst is gebouwd, is er niet meer."


def test_every_query_says_its_grain_and_reads_only_what_is_published() -> None:
    staging = {"staging.bouw", "staging.levering", "staging.waarschuwing"}
    for pad in sorted(spiegel.QUERIES.glob("*.sql")):
        sql = pad.read_text(encoding="utf-8")
        assert sql.startswith("-- één rij"), pad.name
        tabellen = {
            naam
            for naam in re.findall(r"(?:from|join)\s+(\w+\.\w+)", sql)
            if not naam.startswith(("kern.", "beweging.", "signalen.", "dossier."))
        }
        assert tabellen <= staging, pad.name
