"""Every query meets only what somebody may see: the connection carries it, whatever is asked for."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pytest

from dashboard import bouwen, spiegel
from dashboard.dossier import lezen
from dashboard.dossier.register import Register, Wie
from dashboard.dossier.verbinding import address, open_engine
from dashboard.toegang.zicht import ALLES, NIETS, Zicht
from tests.dashboard.conftest import gegevens
from tests.dashboard.handbouw import GELEVERD_OP, PEILDATUM, write_build

JEUGD = Zicht(("jeugd",), (), None)
VREEMD = re.compile(r"opvang|slapers|Gemeente|Leger|Wijkverwarming|aflopend|Geheim|Notitie", re.IGNORECASE)
QUERIES = sorted(pad.stem for pad in spiegel.QUERIES.glob("*.sql"))
# What the rules themselves are is for everyone; the address asked for comes back in nothing.
VRAGEN: dict[str, Any] = {
    "keten": "opvang",
    "project": "eigen-huis",
    "indicator": "slapers",
    "overleg": "o1",
    "id": "slapers",
    "soort": "indicator",
}


@pytest.fixture(scope="module")
def gevuld(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A magazijn with a dossier, made once: these tests only read."""
    magazijn = tmp_path_factory.mktemp("zicht")
    write_build(magazijn, gegevens())
    register = Register(open_engine(address(magazijn)))
    overleg = register.add("overleg", "opvang", {"naam": "Geheim overleg", "datum": "2027-01-01"}, Wie("regisseur", "Gemeente"))
    register.add("notitie", "opvang", {"overleg": overleg["id"], "notitie": "Notitie vooraf"}, Wie("regisseur", "Gemeente"))
    return magazijn


@pytest.fixture
def bouw(gevuld: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("KETENSPIEGEL_MAGAZIJN", str(gevuld))
    return gevuld / "bouw" / "spiegel-1.duckdb"


def params(query: str, waarden: dict[str, Any]) -> dict[str, Any]:
    return {naam: waarden.get(naam) for naam in re.findall(r"\$(\w+)", spiegel.sql_of(query))}


@pytest.mark.parametrize("query", QUERIES)
@pytest.mark.parametrize("waarden", [VRAGEN, {}, {"keten": "opvang"}], ids=["van een ander", "alles", "keten van een ander"])
def test_no_query_gives_anything_of_another_keten(bouw: Path, query: str, waarden: dict[str, Any]) -> None:
    rijen = lezen.read_rows_of(bouw, None, query, JEUGD, **params(query, waarden))
    assert not VREEMD.search(str(rijen).replace("signalen", "")), rijen


@pytest.mark.parametrize("query", QUERIES)
def test_who_may_see_nothing_gets_nothing_of_any_keten(bouw: Path, query: str) -> None:
    for waarden in (VRAGEN, {}):
        rijen = lezen.read_rows_of(bouw, None, query, NIETS, **params(query, waarden))
        assert not re.search(VREEMD.pattern + "|jeugd|school", str(rijen), re.IGNORECASE), rijen


def test_a_sight_shows_its_own_keten_as_the_whole_does(bouw: Path) -> None:
    for query, waarden in (("keten_kop", {"keten": "jeugd"}), ("paneel_metingen", {"keten": "jeugd", "project": None})):
        eigen = lezen.read_rows_of(bouw, None, query, JEUGD, **params(query, waarden))
        assert eigen
        assert eigen == lezen.read_rows_of(bouw, None, query, ALLES, **params(query, waarden))
    assert [k["keten"] for k in spiegel.read_rows_of(bouw, "ketens", JEUGD)] == ["jeugd"]


def test_what_is_kept_of_one_sight_is_never_given_to_another(bouw: Path) -> None:
    wijd = [k["keten"] for k in spiegel.read_rows_of(bouw, "ketens", ALLES)]
    assert len(wijd) == 4
    assert [k["keten"] for k in spiegel.read_rows_of(bouw, "ketens", JEUGD)] == ["jeugd"]
    assert spiegel.read_rows_of(bouw, "ketens", NIETS) == []
    assert [k["keten"] for k in spiegel.read_rows_of(bouw, "ketens", ALLES)] == wijd


def test_private_notes_are_for_who_prepares_that_keten(bouw: Path) -> None:
    for zicht, aantal in ((ALLES, 1), (Zicht(None, ("opvang",), None), 1), (Zicht(None, ("jeugd",), None), 0), (Zicht(None, (), None), 0)):
        with lezen.connect(bouw, Register(open_engine(address(bouw.parents[1]))), {"notitie"}, wat=zicht) as con:
            assert con.execute("select count(*) from dossier.notitie_versie").fetchone() == (aantal,)


@pytest.mark.parametrize(
    "sql",
    [
        "set enable_external_access = true",
        "attach 'x.duckdb' as x",
        "create table bron.kern.x (y integer)",
        "copy (select 1) to 'x.csv'",
    ],
)
def test_a_narrowed_connection_reaches_no_other_file_and_stays_shut(bouw: Path, sql: str) -> None:
    with bouwen.connect(bouw, JEUGD) as con, pytest.raises(duckdb.Error):
        con.execute(sql)


@pytest.fixture
def met_vragen(leeg_magazijn: Path) -> Path:
    inhoud = gegevens()
    inhoud["signalen"] = [
        {"signaal": "s1", "regel": "beweging", "keten": "opvang", "indicator": "slapers", "vraag": "Wat gebeurde er?", "status": "vraag"},
        {"signaal": "s2", "regel": "lege_kant", "keten": "opvang", "vraag": "Wie ontbreekt?", "status": "vraag"},
    ]
    write_build(leeg_magazijn, {n: r for n, r in inhoud.items() if n != "signalen"})
    pad = leeg_magazijn / "bouw" / "spiegel-1.duckdb"
    with duckdb.connect(str(pad)) as con:
        for rij in inhoud["signalen"]:
            con.execute(f"insert into signalen.signaal ({', '.join(rij)}) values ({', '.join('?' * len(rij))})", list(rij.values()))
    return pad


Vragen = Callable[[Zicht], list[str]]


@pytest.mark.parametrize(
    ("zicht", "verwacht"),
    [
        (Zicht(None, (), None), ["s1", "s2"]),
        (Zicht(None, (), ("Gemeente",)), ["s1", "s2"]),  # its own figure
        (Zicht(None, ("opvang",), ("Leger des Heils",)), ["s1", "s2"]),  # prepares the overleg of this keten
        (Zicht(None, ("jeugd",), ("Leger des Heils",)), ["s2"]),  # prepares another one
        (Zicht(None, (), ("Leger des Heils",)), ["s2"]),
        (Zicht(None, (), ()), ["s2"]),
        (Zicht(("opvang",), (), ("Leger des Heils",)), ["s2"]),
        (Zicht(None, (), ("Leger des Heils",), (("opvang", 5),)), ["s1", "s2"]),  # this keten agreed a shorter term
        (Zicht(None, (), ("Leger des Heils",), (("jeugd", 5),)), ["s2"]),
        (Zicht(None, (), ("O'Neil",)), ["s2"]),
    ],
)
def test_a_new_question_about_a_figure_is_with_its_owner_first(met_vragen: Path, zicht: Zicht, verwacht: list[str]) -> None:
    with duckdb.connect(str(met_vragen)) as con:
        con.execute("update kern.meting set geleverd_op = $dag", {"dag": PEILDATUM.replace(day=PEILDATUM.day - 8)})
    with bouwen.connect(met_vragen, zicht, "signalen.signaal") as con:
        assert [r[0] for r in con.execute("select signaal from signalen.signaal order by 1").fetchall()] == verwacht


def test_after_the_term_everyone_sees_the_question(met_vragen: Path) -> None:
    assert (PEILDATUM - GELEVERD_OP).days > 10
    with bouwen.connect(met_vragen, Zicht(None, (), ()), "signalen.signaal") as con:
        assert con.execute("select count(*) from signalen.signaal").fetchone() == (2,)
