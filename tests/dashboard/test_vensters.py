"""Windows that stay open: shared by who sees the same, closed when something breaks, and no way around the sight."""

import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from unittest.mock import Mock

import duckdb
import pytest

from dashboard import bouwen, vensters
from dashboard.toegang.zicht import ALLES, Zicht
from dashboard.vensters import Venster, close_windows, look_through
from tests.dashboard.conftest import gegevens
from tests.dashboard.handbouw import write_build

JEUGD, OPVANG = Zicht(("jeugd",), (), None), Zicht(("opvang",), (), None)
KETENS = "select keten from kern.keten order by keten"


@pytest.fixture(autouse=True)
def alles_dicht() -> Iterator[None]:
    close_windows()
    yield
    close_windows()


@pytest.fixture
def bouw(magazijn: Path) -> Path:
    return magazijn / "bouw" / "spiegel-1.duckdb"


def ask(bouw: Path, wat: Zicht, sql: str = KETENS) -> list[str]:
    with bouwen.look(bouw, wat, sql) as con:
        return [str(rij[0]) for rij in con.execute(sql).fetchall()]


def test_each_sight_has_a_window_of_its_own_and_asks_through_it_again(bouw: Path) -> None:
    for _ in range(3):
        assert (ask(bouw, JEUGD), ask(bouw, OPVANG)) == (["jeugd"], ["opvang"])
    assert len(vensters._open) == 2


def test_a_question_may_name_other_tables_than_the_one_before(bouw: Path) -> None:
    assert ask(bouw, JEUGD, "select 1") == ["1"]
    assert ask(bouw, JEUGD) == ["jeugd"]
    assert ask(bouw, JEUGD, "select distinct keten from kern.indicator") == ["jeugd"]


@pytest.mark.parametrize("wat", [ALLES, JEUGD], ids=["alles", "een keten"])
@pytest.mark.parametrize(
    "opdracht", ["set threads = 8", "copy (select 1) to 'x.csv'", "select * from read_text('/etc/hostname')", "attach 'x.duckdb' as x"]
)
def test_a_window_is_locked_and_reaches_no_other_file(bouw: Path, wat: Zicht, opdracht: str) -> None:
    with pytest.raises(duckdb.Error), bouwen.look(bouw, wat, "") as con:
        con.execute(opdracht)


@pytest.mark.parametrize("wat", [ALLES, JEUGD], ids=["alles", "een keten"])
def test_through_a_window_the_build_cannot_be_changed(bouw: Path, wat: Zicht) -> None:
    naam = "spiegel" if wat is ALLES else "bron"
    with pytest.raises(duckdb.Error, match="read-only"), bouwen.look(bouw, wat, "") as con:
        con.execute(f"delete from {naam}.kern.keten")


def test_a_build_in_place_of_another_gets_a_new_window(bouw: Path, tmp_path: Path) -> None:
    assert ask(bouw, JEUGD) == ["jeugd"]
    ander = write_build(tmp_path / "ander", {"ketens": [{"keten": "jeugd", "naam": "J"}, {"keten": "nieuw", "naam": "N"}]})
    ander.replace(bouw)
    assert ask(bouw, ALLES) == ["jeugd", "nieuw"]
    assert ask(bouw, JEUGD) == ["jeugd"]


def test_a_damaged_build_is_met_by_the_next_question_and_a_repaired_one_too(bouw: Path, tmp_path: Path) -> None:
    shutil.copyfile(bouw, tmp_path / "goed")
    assert ask(bouw, JEUGD) == ["jeugd"]
    bouw.write_bytes(b"geen database")
    with pytest.raises(duckdb.IOException):
        ask(bouw, JEUGD)
    shutil.copyfile(tmp_path / "goed", bouw)
    assert ask(bouw, JEUGD) == ["jeugd"]


def test_after_something_broke_nobody_looks_through_that_window(bouw: Path) -> None:
    assert ask(bouw, JEUGD) == ["jeugd"]
    with pytest.raises(duckdb.CatalogException):
        ask(bouw, JEUGD, "from kern.bestaat_niet")
    assert not vensters._open
    assert ask(bouw, JEUGD) == ["jeugd"]


def test_a_build_that_was_cleared_away_is_let_go_when_another_is_opened(bouw: Path, tmp_path: Path) -> None:
    ander = write_build(tmp_path / "ander", gegevens())
    ask(bouw, JEUGD)
    bouw.unlink()
    ask(ander, JEUGD)
    assert [paden for _, paden in vensters._open.values()] == [(ander,)]


def test_no_more_stay_open_than_agreed_and_the_one_used_longest_ago_goes(bouw: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vensters, "MEESTE_OPEN", 2)
    ask(bouw, JEUGD)
    ask(bouw, OPVANG)
    ask(bouw, JEUGD)
    ask(bouw, ALLES)
    assert [sleutel[-1] for sleutel in vensters._open] == [JEUGD, ALLES]


def test_who_still_asks_through_a_window_that_was_closed_gets_the_answer(bouw: Path) -> None:
    with bouwen.look(bouw, JEUGD, KETENS) as con:
        close_windows()
        assert con.execute(KETENS).fetchall() == [("jeugd",)]


def test_a_window_that_was_closed_gives_its_room_back_at_once_and_another_comes_in_its_place(bouw: Path) -> None:
    gemaakt = list[duckdb.DuckDBPyConnection]()

    def make() -> duckdb.DuckDBPyConnection:
        gemaakt.append(bouwen.lock(bouwen.attach(bouw, JEUGD)))
        return gemaakt[-1]

    def ask_through() -> list[tuple[int]]:
        with look_through((bouw,), (JEUGD,), make, lambda _con, _namen: None, "") as con:
            return con.execute("select 1").fetchall()

    assert ask_through() == [(1,)]
    close_windows()
    with pytest.raises(duckdb.ConnectionException):
        gemaakt[0].execute("select 1")
    assert (ask_through(), len(gemaakt)) == ([(1,)], 2)


def test_who_waited_for_a_window_that_is_closed_meanwhile_asks_through_another(bouw: Path) -> None:
    with ThreadPoolExecutor(1) as draad:
        with bouwen.look(bouw, JEUGD, KETENS) as con:
            wachtende = draad.submit(ask, bouw, JEUGD)
            while not wachtende.running():
                pass
            draad_sluit = ThreadPoolExecutor(1)
            draad_sluit.submit(close_windows).result()
            assert con.execute(KETENS).fetchall() == [("jeugd",)]
        assert wachtende.result(timeout=10) == ["jeugd"]


def test_many_who_want_the_same_window_at_once_open_it_once(bouw: Path) -> None:
    geopend = list[int]()

    def make() -> duckdb.DuckDBPyConnection:
        geopend.append(1)
        return bouwen.lock(bouwen.attach(bouw, JEUGD))

    def ask_through(_: int) -> None:
        with look_through((bouw,), (JEUGD,), make, lambda _con, _namen: None, "") as con:
            con.execute("select 1").fetchall()

    with ThreadPoolExecutor(8) as draden:
        list(draden.map(ask_through, range(16)))
    assert geopend == [1]


def test_a_window_that_cannot_be_closed_holds_nobody_up() -> None:
    stuk = Venster(duckdb.connect)
    stuk._con = Mock(spec=duckdb.DuckDBPyConnection)
    stuk._con.close.side_effect = duckdb.IOException("schijf weg")
    assert stuk.enter()
    stuk.close()
    with pytest.raises(duckdb.IOException):
        stuk.leave()
    with ThreadPoolExecutor(1) as draad:
        assert draad.submit(stuk.enter).result(timeout=5) is False


@pytest.mark.parametrize(
    "sql", ["from dossier.duiding", "from DOSSIER.duiding_versie", "from dossier . duiding", "from dossier.main.duiding"]
)
def test_the_register_is_not_read_through_the_window_of_a_build(bouw: Path, sql: str) -> None:
    with pytest.raises(ValueError, match=r"dashboard/dossier/lezen\.py"):
        ask(bouw, JEUGD, sql)


def empty() -> duckdb.DuckDBPyConnection:
    con = duckdb.connect()
    con.execute("attach ':memory:' as spiegel")
    return con


def test_what_a_question_names_is_laid_out_once() -> None:
    gelegd = list[str]()
    for sql in ("from kern.a", "from kern.a join staging.b", "from staging.b"):
        with look_through((), ("proef",), empty, lambda _, namen: gelegd.append(namen), sql):
            pass
    assert gelegd == ["kern.a", "staging.b"]


def test_a_table_in_another_state_is_laid_out_again_and_the_others_stay() -> None:
    gelegd = list[str]()
    for stand in (1, 1, 2):
        with look_through((), ("proef",), empty, lambda _, n: gelegd.append(n), "from kern.a join dossier.b", {"dossier.b": stand}):
            pass
    assert gelegd == ["dossier.b kern.a", "dossier.b"]


def test_what_is_asked_does_not_change_while_somebody_asks_it() -> None:
    """Two ask the same window for a table in another state, again and again: each gets what it asked for."""

    def lay_out(stand: int, con: duckdb.DuckDBPyConnection, namen: str) -> None:
        con.execute(f"create schema if not exists spiegel.kern; create or replace table spiegel.kern.a as select {stand} as x")

    def ask_often(stand: int) -> set[tuple[int, ...]]:
        gezien = set[tuple[int, ...]]()
        for _ in range(40):
            with look_through((), ("proef",), empty, partial(lay_out, stand), "from kern.a", {"kern.a": stand}) as con:
                gezien |= {*con.execute("from kern.a").fetchall(), *con.execute("from kern.a").fetchall()}
        return gezien

    with ThreadPoolExecutor(2) as draden:
        assert list(draden.map(ask_often, (1, 2))) == [{(1,)}, {(2,)}]


def test_a_new_build_that_changes_nothing_for_a_sight_is_looked_at_through_the_window_that_is_open(bouw: Path) -> None:
    assert ask(bouw, JEUGD) == ["jeugd"]
    rijen = gegevens()
    rijen["ketens"].append(rijen["ketens"][0] | {"keten": "nieuw", "naam": "Nieuw"})
    nieuw = write_build(bouw.parent.parent, rijen, naam="spiegel-2.duckdb")
    assert ask(nieuw, JEUGD) == ["jeugd"]
    assert [paden for _, paden in vensters._open.values()] == [(bouw,)]
    assert "nieuw" in ask(nieuw, ALLES)
    assert "nieuw" not in ask(bouw, ALLES)


def test_who_asks_when_a_build_was_made_looks_at_that_build(bouw: Path) -> None:
    nieuw = write_build(bouw.parent.parent, gegevens(), naam="spiegel-2.duckdb")
    for een in (bouw, nieuw):
        assert ask(een, JEUGD, "select gebouwd_op from staging.bouw") == ["2026-11-24 06:00:00"]
    assert [paden for _, paden in vensters._open.values()] == [(bouw,), (nieuw,)]


def test_the_window_of_a_build_that_is_gone_or_was_replaced_is_not_used_for_a_later_one(bouw: Path) -> None:
    ask(bouw, JEUGD)
    nieuw = write_build(bouw.parent.parent, gegevens(), naam="spiegel-2.duckdb")
    write_build(bouw.parent.parent, {}, naam="spiegel-1.duckdb")
    assert ask(nieuw, JEUGD) == ["jeugd"]
    bouw.unlink()
    later = write_build(bouw.parent.parent, gegevens(), naam="spiegel-3.duckdb")
    nieuw.unlink()
    assert ask(later, JEUGD) == ["jeugd"]
    assert [paden for _, paden in vensters._open.values()] == [(later,)]
