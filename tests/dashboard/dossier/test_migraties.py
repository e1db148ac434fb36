"""The tables in the database are those of the code, however a dossier began. Add here what concerns its versions."""

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from dashboard.dossier.fouten import OnbereikbaarDossier
from dashboard.dossier.register import Register
from dashboard.dossier.tabellen import Basis
from dashboard.dossier.verbinding import make_engine, migrate, open_engine
from tests.dashboard.dossier.conftest import POSTGRESQL, REGISSEUR
from tests.dashboard.dossier.postgres import LEEG, Postgres
from tests.dashboard.dossier.schrijvers import start_opener


@pytest.fixture(params=["sqlite", POSTGRESQL])
def leeg(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a database in which there is nothing at all."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'map' / 'dossier.sqlite'}"
    server: Postgres = request.getfixturevalue("postgres")
    return server.new_database(als=LEEG)


def test_from_nothing_the_migrations_lead_to_the_tables_of_the_code(leeg: str) -> None:
    engine = make_engine(leeg)
    migrate(engine)
    with engine.connect() as verbinding:
        assert compare_metadata(MigrationContext.configure(verbinding, opts={"compare_type": True}), Basis.metadata) == []
    engine.dispose()


def test_migrating_again_changes_nothing_and_loses_nothing(leeg: str) -> None:
    register = Register(open_engine(leeg))
    register.add("afspraak", "opvang", {"afspraak": "Tien bedden erbij"}, REGISSEUR)
    voor = register.versions("afspraak")
    migrate(register.engine)
    assert register.versions("afspraak") == voor
    register.engine.dispose()


def test_servers_that_start_at_the_same_moment_all_find_their_tables(leeg: str, tmp_path: Path) -> None:
    klaar = [tmp_path / f"server{nummer}" for nummer in range(6)]
    servers = [start_opener(leeg, bestand) for bestand in klaar]
    for server in servers:
        server.join(30)
    assert [server.exitcode for server in servers] == [0] * 6
    register = Register(open_engine(leeg))
    assert sorted(v["advies"] for v in register.all("advies")) == [bestand.name for bestand in klaar]
    register.engine.dispose()


def test_a_dossier_of_a_newer_version_is_left_alone(leeg: str) -> None:
    engine = make_engine(leeg)
    migrate(engine)
    with engine.begin() as verbinding:
        verbinding.exec_driver_sql("update alembic_version set version_num = '9999'")
    with pytest.raises(OnbereikbaarDossier) as fout:
        open_engine(leeg)
    assert str(fout.value) == "Dit dossier is gemaakt met een nieuwere versie van Ketenspiegel. Zet die versie neer; er is niets veranderd."
    engine.dispose()
