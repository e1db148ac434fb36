"""What a sight holds, as a key: a new build costs only those for whom something changed, and nobody gets an old or another's answer."""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest
import streamlit as st

from dashboard import bouwen, spiegel
from dashboard.toegang.zicht import ALLES, KETEN_VAN, NIETS, Zicht, depends_on
from dashboard.vensters import GENOEMD, close_windows
from etl.magazijn import Magazijn
from tests.dashboard.conftest import gegevens
from tests.dashboard.handbouw import PEILDATUM, publish, write_build
from tests.etl.hulp import copy_good, laad, query, write_levering

JEUGD, OPVANG = Zicht(("jeugd",), (), None), Zicht(("opvang",), (), None)
TWEE = Zicht(("jeugd", "opvang"), (), None)


GELEZEN = re.compile(r'"schema_name":"(\w*)","table_name":"(\w+)"')


@pytest.fixture
def oud(magazijn: Path) -> Path:
    return magazijn / "bouw" / "spiegel-1.duckdb"


def changed(oud: Path, anders: Callable[[dict[str, list[dict[str, Any]]]], object], **keuze: Any) -> Path:
    rijen = gegevens()
    anders(rijen)
    return write_build(oud.parent.parent, rijen, naam="spiegel-2.duckdb", **keuze)


def test_a_build_with_the_same_in_it_has_the_same_key_whenever_it_was_made(oud: Path) -> None:
    nieuw = changed(oud, lambda _: None)
    with duckdb.connect(str(nieuw)) as con:
        con.execute("update staging.bouw set gebouwd_op = gebouwd_op + interval 1 hour")
    for wat in (ALLES, NIETS, JEUGD, OPVANG, TWEE):
        assert bouwen.contents(nieuw, wat) == bouwen.contents(oud, wat)


def test_another_figure_changes_the_key_of_its_keten_only(oud: Path) -> None:
    nieuw = changed(oud, lambda rijen: next(m for m in rijen["metingen"] if m["indicator"] == "slapers").update(waarde=4711))
    assert bouwen.contents(nieuw, JEUGD) == bouwen.contents(oud, JEUGD)
    for wat in (ALLES, OPVANG, TWEE):
        assert bouwen.contents(nieuw, wat) != bouwen.contents(oud, wat)


def test_another_day_changes_every_key(oud: Path) -> None:
    nieuw = changed(oud, lambda _: None, peildatum=date(2026, 11, 25))
    assert date(2026, 11, 25) != PEILDATUM
    for wat in (ALLES, JEUGD, OPVANG):
        assert bouwen.contents(nieuw, wat) != bouwen.contents(oud, wat)


def test_a_row_more_in_any_table_is_seen_by_who_sees_everything(oud: Path) -> None:
    ongezien, eerder = [], bouwen.contents(changed(oud, lambda _: None), ALLES)
    with duckdb.connect(str(oud), read_only=True) as con:
        tabellen = con.execute("select schema_name || '.' || table_name, column_count from duckdb_tables() order by all").fetchall()
    for tabel, kolommen in tabellen:
        close_windows()  # a file that is open to read cannot be written
        nieuw = changed(oud, lambda _: None)
        with duckdb.connect(str(nieuw)) as con:
            con.execute(f"insert into {tabel} values ({', '.join(['null'] * kolommen)})")
        if bouwen.contents(nieuw, ALLES) == eerder:
            ongezien.append(tabel)
    assert len(tabellen) > 30
    assert ongezien == []


def test_tables_without_a_keten_hang_on_something_that_has_one() -> None:
    assert set(KETEN_VAN) == {"indicator", "doel", "reeks", "levering"}


def test_a_build_too_big_to_go_through_counts_as_another_one(oud: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bouwen, "MEESTE_RIJEN", 0)
    bouwen._holdings.cache_clear()
    assert bouwen.contents(changed(oud, lambda _: None), JEUGD) != bouwen.contents(oud, JEUGD)
    bouwen._holdings.cache_clear()


def test_who_asks_when_the_build_was_made_never_gets_the_moment_of_another_one(oud: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    nieuw = changed(oud, lambda _: None)
    with duckdb.connect(str(nieuw)) as con:
        con.execute("update staging.bouw set gebouwd_op = gebouwd_op + interval 1 hour")
    momenten = [spiegel.read_rows_of(bouw, "bouw", ALLES)[0]["gebouwd_op"].hour for bouw in (oud, nieuw)]
    assert momenten == [6, 7]


def test_an_answer_is_kept_when_the_new_build_changed_nothing_for_this_sight(oud: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    gevraagd: list[str] = []
    echt = bouwen.look

    def count(bouw: Path, wat: Zicht, sql: str) -> Any:
        gevraagd.append(sql)
        return echt(bouw, wat, sql)

    nieuw = changed(oud, lambda rijen: next(m for m in rijen["metingen"] if m["indicator"] == "slapers").update(waarde=4711))
    antwoord = {wat: spiegel.read_rows_of(oud, "indicator_metingen", wat, indicator="slapers") for wat in (JEUGD, OPVANG)}
    ketens = spiegel.read_rows_of(oud, "ketens", OPVANG)
    bouwen.contents(nieuw, ALLES)
    monkeypatch.setattr(spiegel, "look", count)
    assert spiegel.read_rows_of(nieuw, "indicator_metingen", JEUGD, indicator="slapers") == antwoord[JEUGD] == []
    assert spiegel.read_rows_of(nieuw, "ketens", OPVANG) == ketens, "a figure says nothing of the names of ketens"
    assert gevraagd == []
    assert spiegel.read_rows_of(nieuw, "indicator_metingen", OPVANG, indicator="slapers") != antwoord[OPVANG]
    assert len(gevraagd) == 1


def test_a_question_depends_on_the_figures_that_decide_whether_it_is_still_new(oud: Path) -> None:
    nieuw = changed(oud, lambda rijen: next(m for m in rijen["metingen"] if m["indicator"] == "slapers").update(waarde=4711))
    sql = "from signalen.signaal"
    assert bouwen.contents(nieuw, OPVANG, sql) != bouwen.contents(oud, OPVANG, sql)
    assert bouwen.contents(nieuw, JEUGD, sql) == bouwen.contents(oud, JEUGD, sql)


def test_every_query_depends_on_all_that_it_reads() -> None:
    """What DuckDB finds in the text, is what the answer is kept under."""
    with duckdb.connect() as con:
        for pad in sorted(spiegel.QUERIES.glob("*.sql")):
            sql = pad.read_text(encoding="utf-8")
            boom = con.execute("select json_serialize_sql($1)", [sql]).fetchall()[0][0]
            gelezen = {f"{schema}.{tabel}" for schema, tabel in GELEZEN.findall(boom) if schema}
            assert gelezen, pad.name
            assert {naam for naam in gelezen if not naam.startswith("dossier.")} <= depends_on(sql), pad.name
            assert gelezen <= set(GENOEMD.findall(sql)), pad.name  # so that a window lays all of it out in the right sight


def test_building_twice_from_the_same_leveringen_gives_the_same_keys(tmp_path: Path) -> None:
    laad(tmp_path / "m", copy_good(tmp_path / "goed"))
    winkel = Magazijn(tmp_path / "m")
    eerst = winkel.current_build()
    laad(tmp_path / "m", write_levering(tmp_path / "leeg", ketens="keten,naam,maatschappelijk_resultaat\nanders,A,Beter\n"))
    later = winkel.current_build()
    assert eerst is not None and later is not None and eerst != later
    (keten,) = {rij[0] for rij in query(winkel.map, "select keten from kern.keten")} - {"anders"}
    assert bouwen.contents(later, Zicht((keten,), (), None)) == bouwen.contents(eerst, Zicht((keten,), (), None))
    assert bouwen.contents(later, ALLES) != bouwen.contents(eerst, ALLES)


def test_the_build_for_the_table_counts_for_who_sits_there_only(oud: Path) -> None:
    publish(oud.parent.parent, oud.name)
    tafel = Zicht(("opvang",), (), None, (), ("opvang",))
    eerst = {wat: bouwen.contents(oud, wat) for wat in (OPVANG, tafel)}
    assert eerst[OPVANG] == eerst[tafel]
    rijen = gegevens()
    next(m for m in rijen["metingen"] if m["indicator"] == "slapers").update(waarde=4711)
    write_build(oud.parent.parent, rijen, naam="tafel-1.duckdb")
    assert bouwen.contents(oud, OPVANG) == eerst[OPVANG]
    assert bouwen.contents(oud, tafel) != eerst[tafel]


def test_an_open_screen_starts_again_only_when_something_changed_for_who_looks(oud: Path) -> None:
    st.session_state.clear()
    spiegel.hold_build()
    assert spiegel.is_current()
    changed(oud, lambda _: None)
    assert spiegel.is_current()
    close_windows()
    changed(oud, lambda rijen: next(m for m in rijen["metingen"] if m["indicator"] == "slapers").update(waarde=4711))
    assert not spiegel.is_current()
    st.session_state.clear()


def test_an_open_screen_starts_again_when_the_build_it_looks_at_was_cleared_away(oud: Path) -> None:
    st.session_state.clear()
    spiegel.hold_build()
    changed(oud, lambda _: None)
    oud.unlink()
    assert not spiegel.is_current()
    st.session_state.clear()


def test_a_levering_whose_figures_were_all_revised_changes_nothing_for_another_keten(tmp_path: Path) -> None:
    kop = "indicator,keten,naam,dimensie,soort,eenheid,definitie,eigenaar,bron\n"
    ketens = "keten,naam,maatschappelijk_resultaat\na,A,Beter\nb,B,Beter\n"
    indicatoren = kop + "i,a,I,resultaten,kwantitatief,dagen,D,E,B\n"
    laad(tmp_path / "m", write_levering(tmp_path / "een", "2025-01-01", ketens=ketens, indicatoren=indicatoren))
    gebouwd = []
    for nummer in (1, 2, 3):
        metingen = f"indicator,periode,waarde\ni,2024,{nummer}\n"
        laad(tmp_path / "m", write_levering(tmp_path / f"l{nummer}", f"2025-02-0{nummer}", metingen=metingen))
        gebouwd.append(Magazijn(tmp_path / "m").current_build())
    gezien = {keten: {bouwen.contents(bouw, Zicht((keten,), (), None)) for bouw in gebouwd if bouw} for keten in ("a", "b")}
    assert (len(gezien["a"]), len(gezien["b"])) == (3, 1)
