"""Dossier and spiegel in one query, as the screens ask it. Add here what a query may count on."""

import shutil
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb
import pytest
import streamlit as st

from dashboard import spiegel
from dashboard.dossier import lezen
from dashboard.dossier.register import Daad, Register, Wie
from dashboard.dossier.tabellen import TABELLEN
from dashboard.dossier.verbinding import open_engine
from tests.dashboard.dossier.conftest import GGD, REGISSEUR
from tests.etl.hulp import copy_good, laad

QUERIES = {
    "samen": """
        -- één rij per afspraak
        select a.id, a.afspraak, k.naam as keten, g.klaar_op as geleverd, a.klaar_op as afgesproken, a.klaar_op_van, a.klaar_op_tot
        from dossier.afspraak as a
        join kern.keten as k using (keten)
        left join kern.afspraak as g on g.afspraak_id = a.id
        order by a.id
    """,
    "versies": """
        -- één rij per versie
        select nummer, klaar_op, herkomst, wie_partij, reden, is_nieuwste, is_ingetrokken, op::date as dag
        from dossier.afspraak_versie where id = $id order by nummer
    """,
    "standpunten": "-- één rij per standpunt\nselect id, datum_van from dossier.standpunt",
    "spiegel": "-- één rij per keten\nselect keten from kern.keten",
}


@pytest.fixture(scope="module")
def geladen(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A magazijn in which a correct levering was loaded."""
    map_ = tmp_path_factory.mktemp("geladen")
    laad(map_ / "magazijn", copy_good(map_ / "goed"))
    return map_ / "magazijn"


@pytest.fixture(autouse=True)
def magazijn(adres: str, geladen: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A published build, an empty dossier, and queries of our own."""
    shutil.copytree(geladen, tmp_path / "magazijn")
    (tmp_path / "queries").mkdir()
    for naam, sql in QUERIES.items():
        (tmp_path / "queries" / f"{naam}.sql").write_text(sql, encoding="utf-8")
    monkeypatch.setattr(spiegel, "QUERIES", tmp_path / "queries")
    monkeypatch.setenv("KETENSPIEGEL_MAGAZIJN", str(tmp_path / "magazijn"))
    monkeypatch.setenv("KETENSPIEGEL_DOSSIER", adres)
    st.session_state.clear()
    yield tmp_path / "magazijn"
    st.session_state.clear()
    open_engine(adres).dispose()
    lezen._filled.cache_clear()


def test_what_was_delivered_and_what_was_agreed_stand_in_one_row() -> None:
    register = lezen.open_register()
    register.change("afspraak", "a1", 1, {"klaar_op": "2022-09-15"}, REGISSEUR)
    dag = date(2022, 9, 15)
    assert lezen.read_rows("samen") == [
        {
            "id": "a1", "afspraak": "Tien bedden erbij", "keten": "Opvang", "geleverd": "2022-06", "afgesproken": "2022-09-15",
            "klaar_op_van": dag, "klaar_op_tot": dag,
        }
    ]  # fmt: skip


def test_the_register_fills_itself_from_the_published_build() -> None:
    assert [v["herkomst"] for v in lezen.read_rows("versies", id="a1")] == ["levering"]
    assert [v["id"] for v in lezen.open_register().all("overleg")] == ["overleg-1"]


def test_a_date_that_is_less_precise_says_what_it_can_mean() -> None:
    register = lezen.open_register()
    register.add("afspraak", "opvang", {"afspraak": "Zonder dag"}, REGISSEUR, id_="b1")
    register.add("afspraak", "opvang", {"afspraak": "In een jaar", "klaar_op": "2024"}, REGISSEUR, id_="b2")
    dagen = {r["id"]: (r["klaar_op_van"], r["klaar_op_tot"]) for r in lezen.read_rows("samen")}
    assert dagen == {
        "a1": (date(2022, 6, 1), date(2022, 6, 30)),
        "b1": (None, None),
        "b2": (date(2024, 1, 1), date(2024, 12, 31)),
    }


def test_a_change_is_seen_at_once_also_when_it_was_made_elsewhere(adres: str) -> None:
    register = lezen.open_register()
    assert len(lezen.read_rows("versies", id="a1")) == 1
    assert len(lezen.read_rows("versies", id="a1")) == 1
    elders = Register(register.engine)
    elders.change("afspraak", "a1", 1, {"klaar_op": "2022-08"}, GGD, "Levertijd")
    versies = lezen.read_rows("versies", id="a1")
    assert [(v["nummer"], v["klaar_op"], v["is_nieuwste"], v["wie_partij"], v["reden"]) for v in versies] == [
        (1, "2022-06", False, "Gemeente Testdam", None),
        (2, "2022-08", True, "GGD", "Levertijd"),
    ]


def test_what_was_withdrawn_is_only_among_the_versions() -> None:
    lezen.open_register().withdraw("afspraak", "a1", 1, REGISSEUR, "Dubbel")
    assert lezen.read_rows("samen") == []
    assert [v["is_ingetrokken"] for v in lezen.read_rows("versies", id="a1")] == [False, True]


def test_a_kind_of_which_there_is_nothing_gives_no_rows() -> None:
    assert lezen.read_rows("standpunten") == []


def test_a_query_of_the_spiegel_alone_works_as_well() -> None:
    assert lezen.read_rows("spiegel") == [{"keten": "opvang"}]


def test_on_an_earlier_day_stands_what_was_known_then() -> None:
    register = lezen.open_register()
    for nummer, (dag, klaar_op) in enumerate([(10, "2022-08"), (20, "2022-12")], start=1):
        with register.change_set(Daad(REGISSEUR, datetime(2022, 7, dag, 15))) as daad:
            daad.change("afspraak", "a1", nummer, {"klaar_op": klaar_op})
    bouw = spiegel.hold_build()
    verwacht = {9: "2022-06", 10: "2022-08", 19: "2022-08", 20: "2022-12"}
    for dag, klaar_op in verwacht.items():
        spiegel.hold_as_known(date(2022, 7, dag), bouw)
        assert [r["afgesproken"] for r in lezen.read_rows("samen")] == [klaar_op]
    spiegel.hold_as_known(date(2022, 6, 30), bouw)
    assert lezen.read_rows("samen") == lezen.read_rows("versies", id="a1") == []


@pytest.mark.parametrize(
    ("op", "dag"), [(datetime(2022, 7, 10, 21, 59), 10), (datetime(2022, 7, 10, 22, 1), 11), (datetime(2022, 12, 10, 22, 59), 10)]
)
def test_an_act_around_midnight_is_of_the_dutch_day(op: datetime, dag: int) -> None:
    with lezen.open_register().change_set(Daad(REGISSEUR, op)) as daad:
        daad.change("afspraak", "a1", 1, {"klaar_op": "2023"})
    gedaan = date(op.year, op.month, dag)
    assert lezen.read_rows("versies", id="a1")[1]["dag"] == gedaan
    bouw = spiegel.hold_build()
    spiegel.hold_as_known(gedaan, bouw)
    assert [r["afgesproken"] for r in lezen.read_rows("samen")] == ["2023"]
    spiegel.hold_as_known(gedaan - timedelta(days=1), bouw)
    assert [r["afgesproken"] for r in lezen.read_rows("samen")] == ["2022-06"]


def test_rows_are_your_own_copy() -> None:
    lezen.read_rows("samen")[0]["afspraak"] = "Iets anders"
    assert lezen.read_rows("samen")[0]["afspraak"] == "Tien bedden erbij"


def test_two_dossiers_never_meet_in_the_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lezen.open_register().change("afspraak", "a1", 1, {"klaar_op": "2022-08"}, GGD)
    assert [r["afgesproken"] for r in lezen.read_rows("samen")] == ["2022-08"]
    monkeypatch.setenv("KETENSPIEGEL_DOSSIER", f"sqlite:///{tmp_path / 'ander.sqlite'}")
    ander = lezen.open_register()
    ander.change("afspraak", "a1", 1, {"klaar_op": "2022-10"}, GGD)
    assert [r["afgesproken"] for r in lezen.read_rows("samen")] == ["2022-10"]
    ander.engine.dispose()


@pytest.mark.parametrize(
    "opdracht",
    [
        "select * from read_text('/etc/hostname')",
        "copy dossier.afspraak to '/dev/null'",
        "attach 'nieuw.duckdb' as nieuw",
        "set enable_external_access = true",
        "install httpfs",
        "create table kern.nieuw (a integer)",
        "delete from kern.afspraak",
    ],
)
def test_a_query_can_reach_no_file_and_change_nothing_of_the_build(opdracht: str) -> None:
    register, bouw = lezen.open_register(), spiegel.held_build()
    with lezen.connect(bouw, register, {"afspraak"}) as con, pytest.raises(duckdb.Error):
        con.execute(opdracht)


def test_every_kind_can_be_read_full_and_empty() -> None:
    register, bouw = lezen.open_register(), spiegel.held_build()
    register.add("overleg", "opvang", {"naam": "Stuurgroep"}, REGISSEUR, id_="vol")
    for soort, tabel in TABELLEN.items():
        velden = {k.name: value_for(k.info) for k in tabel.columns if k.info}
        register.add(soort, "opvang", {n: w for n, w in velden.items() if w is not None}, REGISSEUR)
    with lezen.connect(bouw, register, set(TABELLEN)) as con:
        for soort in TABELLEN:
            antwoord = con.execute(f"from dossier.{soort}_versie")
            assert [kolom[0] for kolom in antwoord.description or ()] == list(lezen.columns(soort))
            assert antwoord.fetchall()
    with lezen.connect(bouw, register, set(TABELLEN), date(2020, 1, 1)) as con:
        assert all(con.execute(f"from dossier.{soort}").fetchall() == [] for soort in TABELLEN)


def value_for(info: dict[str, Any]) -> Any:
    """Something that may stand in a column."""
    if "grenzen" in info:
        return info["grenzen"][1]
    if info.get("datum"):
        return "2024-02"
    if "keuzes" in info:
        return info["keuzes"][0]
    return {"overleg": "vol"}.get(info["naar"]) if "naar" in info else "Tekst"


def test_opening_the_register_again_does_not_read_the_build_again(monkeypatch: pytest.MonkeyPatch) -> None:
    lezen.open_register()
    monkeypatch.setattr(lezen, "fill", lambda *_: pytest.fail("the build was read again"))
    lezen.open_register()


def test_a_register_without_a_spiegel_is_empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KETENSPIEGEL_MAGAZIJN", str(tmp_path / "niets"))
    assert lezen.open_register().stand() == 0


def test_acts_without_a_role_or_partij_are_read_as_empty() -> None:
    lezen.open_register().change("afspraak", "a1", 1, {"status": "deels"}, Wie(None))
    assert lezen.read_rows("versies", id="a1")[1]["wie_partij"] is None
