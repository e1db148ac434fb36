"""A dossier of each earlier state of its tables, with rows in it, brought to that of now. A new migration is tested by being there."""

import json
import zipfile
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from alembic.script import ScriptDirectory
from sqlalchemy import Boolean, Connection, DateTime, Engine, Integer, MetaData, Table, insert, select

from dashboard.dossier.fouten import KopieFout, OnbereikbaarDossier
from dashboard.dossier.kopie import INHOUD, backup, migrate_to, restore
from dashboard.dossier.register import Register, Wie
from dashboard.dossier.tabellen import Basis
from dashboard.dossier.verbinding import MIGRATIES, close_engines, make_engine, open_engine
from etl.cli import run
from etl.gezondheid.dossier import examine_dossier
from etl.gezondheid.onderzoek import Onderzoek
from etl.magazijn import Magazijn
from tests.dashboard.dossier.conftest import POSTGRESQL
from tests.dashboard.dossier.postgres import LEEG, Postgres

REVISIES = [script.revision for script in ScriptDirectory(str(MIGRATIES)).walk_revisions()][::-1]
HOOFD = REVISIES[-1]
NIEUWER = "Dit dossier is gemaakt met een nieuwere versie van Ketenspiegel. Zet die versie neer; er is niets veranderd."
Rijen = dict[str, list[dict[str, Any]]]


@pytest.fixture(scope="session")
def postgres() -> Any:
    """One server for the tests of this folder."""
    server = Postgres()
    yield server
    server.remove()


@pytest.fixture(params=["sqlite", POSTGRESQL])
def leeg(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a database in which there is nothing at all."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'map' / 'dossier.sqlite'}"
    server: Postgres = request.getfixturevalue("postgres")
    return server.new_database(als=LEEG)


def tables(verbinding: Connection) -> dict[str, Table]:
    """The tables as they are in this database."""
    gevonden = MetaData()
    gevonden.reflect(verbinding, only=lambda naam, _: naam in Basis.metadata.tables)
    return dict(gevonden.tables)


def rows(engine: Engine) -> Rijen:
    with engine.connect().execution_options(alleen_lezen=True) as verbinding:
        return {
            naam: [dict(rij) for rij in verbinding.execute(select(t).order_by(*t.primary_key.columns)).mappings()]
            for naam, t in tables(verbinding).items()
        }


def rows_at(adres: str) -> Rijen:
    engine = make_engine(adres)
    uit = rows(engine)
    engine.dispose()
    return uit


def make_old(adres: str, revisie: str) -> Rijen:
    """A dossier as it was at that revision, with two versions of something of every kind, and every field filled."""
    engine = make_engine(adres)
    with engine.begin() as verbinding:
        migrate_to(verbinding, revisie)
        tabellen = tables(verbinding)
        for naam in sorted(tabellen, key=lambda naam: naam != "wijziging"):
            if naam != "logboek":  # its rows hang together by their hash
                for nummer in (1, 2):
                    verbinding.execute(insert(tabellen[naam]).values(**row(tabellen[naam], nummer)))
    uit = rows(engine)
    engine.dispose()
    return uit


def row(tabel: Table, nummer: int) -> dict[str, Any]:
    """Values that tell where they stand; act 1 is of a levering, act 2 of the app."""
    uit: dict[str, Any] = {}
    for kolom in tabel.columns:
        if isinstance(kolom.type, DateTime):
            uit[kolom.name] = datetime(2025, 1, nummer, 12, 30, 15, 123456)
        elif isinstance(kolom.type, Boolean):
            uit[kolom.name] = nummer == 2
        elif isinstance(kolom.type, Integer):
            uit[kolom.name] = nummer
        else:
            uit[kolom.name] = f"{kolom.name} “{nummer}”"[: getattr(kolom.type, "length", None) or 200]
    if tabel.name == "wijziging":
        uit |= {"herkomst": "levering", "levering": "l1"} if nummer == 1 else {"herkomst": "app", "levering": None}
        del uit["wijziging"]  # the database counts
    if tabel.name.endswith("_versie"):
        soort = tabel.name.removesuffix("_versie")
        verwijst = {k.name: k.info["naar"] for k in Basis.metadata.tables[tabel.name].columns if "naar" in k.info}
        uit |= {"id": f"{soort}-1"} | {naam: f"{naar}-1" for naam, naar in verwijst.items()}
    return uit


def check_all_there(eerder: Rijen, engine: Engine) -> None:
    """Every row of before is there with its values; what came with the migrations is empty."""
    nu = rows(engine)
    assert nu.keys() >= eerder.keys()
    for naam, toen in eerder.items():
        if not toen:
            continue
        assert [{k: rij[k] for k in toen[0]} for rij in nu[naam]] == toen
        nieuw = nu[naam][0].keys() - toen[0].keys()
        assert {rij[k] for rij in nu[naam] for k in nieuw} <= {None}
    assert all(not deel for naam, deel in nu.items() if not eerder.get(naam))


@pytest.mark.parametrize("revisie", REVISIES)
def test_nothing_is_lost_from_a_dossier_of_an_earlier_state(revisie: str, leeg: str) -> None:
    eerder = make_old(leeg, revisie)
    assert sum(len(deel) == 2 for deel in eerder.values()) >= 15
    register = Register(open_engine(leeg))
    check_all_there(eerder, register.engine)
    overleg = register.history("overleg", "overleg-1")
    assert [(v["nummer"], v["naam"], v["is_ingetrokken"], v["wie_partij"]) for v in overleg] == [
        (1, "naam “1”", False, "partij “1”"), (2, "naam “2”", True, "partij “2”"),
    ]  # fmt: skip
    assert register.add("advies", "opvang", {"van_wie": "GGD", "advies": "Verder"}, Wie("regisseur"))["wijziging"] == 3
    close_engines()
    onderzoek = Onderzoek()
    examine_dossier(leeg, None, onderzoek)
    assert (onderzoek.stuk, onderzoek.let_op) == ([], [])


def test_from_nothing_the_work_can_begin(leeg: str) -> None:
    register = Register(open_engine(leeg))
    assert register.add("advies", "opvang", {"van_wie": "GGD", "advies": "Begin"}, Wie("regisseur"))["nummer"] == 1
    close_engines()


@pytest.mark.parametrize("revisie", REVISIES)
def test_a_copy_of_an_earlier_state_is_put_back_in_the_tables_of_now(revisie: str, leeg: str, tmp_path: Path) -> None:
    oud = f"sqlite:///{tmp_path / 'oud.sqlite'}"
    eerder = make_old(oud, revisie)
    write_copy(oud, eerder, tmp_path / "kopie.zip")
    engine = open_engine(leeg)
    restore(engine, tmp_path / "kopie.zip")
    check_all_there(eerder, engine)
    assert Register(engine).add("advies", "opvang", {"van_wie": "GGD", "advies": "Verder"}, Wie("regisseur"))["wijziging"] == 3
    close_engines()


def write_copy(adres: str, rijen: Rijen, doel: Path) -> None:
    """A copy as the program of that state made it: with the tables and columns that there were."""
    engine = make_engine(adres)
    with pytest.MonkeyPatch.context() as toen, engine.connect() as verbinding:
        klasse = type("Toen", (), {"metadata": MetaData()})
        klasse.metadata.reflect(verbinding, only=[*rijen])  # type: ignore[attr-defined]
        toen.setattr("dashboard.dossier.kopie.Basis", klasse)
        backup(engine, doel)
    engine.dispose()


def test_the_copy_of_a_newer_version_is_refused_and_nothing_is_kept(tmp_path: Path) -> None:
    register = Register(open_engine(f"sqlite:///{tmp_path / 'a.sqlite'}"))
    register.add("advies", "opvang", {"van_wie": "GGD", "advies": "Begin"}, Wie("regisseur"))
    backup(register.engine, tmp_path / "goed.zip")
    with zipfile.ZipFile(tmp_path / "goed.zip") as goed, zipfile.ZipFile(tmp_path / "nieuwer.zip", "w") as nieuwer:
        for naam in goed.namelist():
            inhoud = goed.read(naam)
            nieuwer.writestr(naam, json.dumps(json.loads(inhoud) | {"schema": "9999"}) if naam == INHOUD else inhoud)
    leeg = open_engine(f"sqlite:///{tmp_path / 'b.sqlite'}")
    with pytest.raises(KopieFout) as fout:
        restore(leeg, tmp_path / "nieuwer.zip")
    assert str(fout.value) == (
        f"{tmp_path / 'nieuwer.zip'} is gemaakt met een andere versie (9999). Zet eerst die versie van Ketenspiegel neer."
    )
    assert not any(rows(leeg).values())
    close_engines()


def test_a_dossier_of_a_newer_version_is_refused_by_every_command_and_stays_as_it_is(
    leeg: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    make_old(leeg, HOOFD)
    engine = make_engine(leeg)
    with engine.begin() as verbinding:
        verbinding.exec_driver_sql("alter table advies_versie add column later text")
        verbinding.exec_driver_sql("update advies_versie set later = 'van later'")
        verbinding.exec_driver_sql("update alembic_version set version_num = '9999'")
    engine.dispose()
    voor = rows_at(leeg)
    Magazijn(tmp_path / "m").create()
    monkeypatch.setenv("KETENSPIEGEL_DOSSIER", leeg)
    with pytest.raises(OnbereikbaarDossier) as fout:
        open_engine(leeg)
    assert str(fout.value) == NIEUWER
    assert run(["bewaar", str(tmp_path / "k.zip"), "--magazijn", str(tmp_path / "m")]) == 3
    assert capsys.readouterr().err == f"{NIEUWER}\n"
    assert not (tmp_path / "k.zip").exists()
    assert run(["gezondheid", "--magazijn", str(tmp_path / "m")]) == 3
    assert f"Stuk: {NIEUWER}" in capsys.readouterr().out
    assert rows_at(leeg) == voor
