"""Of the macros in a file those are made that a query calls, with those that these call."""

import duckdb
import pytest

from dashboard.dossier import vragen
from dashboard.dossier.macros import called_by, split_macros
from etl.duck import MACROS

BESTAND = """-- Eerst dit.
create or replace temp macro dubbel(x) as x * 2;

-- Roept de vorige aan.
create or replace temp macro vier_keer(x) as dubbel(dubbel(x));
create or replace temp macro los(x) as x;
"""


def test_a_macro_comes_with_what_it_calls_and_in_the_order_of_the_file() -> None:
    macros = split_macros(BESTAND)
    assert list(macros) == ["dubbel", "vier_keer", "los"]
    assert called_by("select vier_keer(los(1))", macros) == list(macros.values())
    assert called_by("select vier_keer(1)", macros) == [macros["dubbel"], macros["vier_keer"]]
    assert called_by("select niets(1), losser(1), 'dubbel'", macros) == []


@pytest.mark.parametrize("naam", split_macros(MACROS.read_text(encoding="utf-8")))
def test_each_macro_can_be_made_with_no_other_than_those_it_calls(naam: str) -> None:
    with duckdb.connect() as con:
        con.execute("\n".join(called_by(f"{naam}(", split_macros(MACROS.read_text(encoding="utf-8")))))
        gemaakt = con.execute("select distinct function_name from duckdb_functions() where not internal").fetchall()
    assert (naam,) in gemaakt


def test_a_macro_that_calls_itself_ends() -> None:
    macros = split_macros("create or replace temp macro rond(x) as rond(x);")
    assert called_by("rond(1)", macros) == list(macros.values())


def test_all_that_a_file_makes_is_found() -> None:
    for pad in (MACROS, vragen.MACROS):
        tekst = pad.read_text(encoding="utf-8")
        assert len(split_macros(tekst)) == tekst.count("macro ")
