"""A register on each of the two databases, fresh for every test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from dashboard.dossier.register import Register, Wie
from dashboard.dossier.verbinding import open_engine
from tests.dashboard.dossier.postgres import Postgres

POSTGRESQL = "postgresql"
REGISSEUR, GGD = Wie("ketenregisseur", "Gemeente"), Wie("programmamanager", "GGD")


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """One server for all tests of a run: they are one group, so that one worker holds them."""
    server = Postgres()
    yield server
    server.remove()


@pytest.fixture(params=["sqlite", POSTGRESQL])
def adres(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty dossier, once on SQLite and once on PostgreSQL."""
    return new_address(request.param, request, tmp_path)


def new_address(soort: str, request: pytest.FixtureRequest, map_: Path) -> str:
    """The address of an empty dossier on one of the two."""
    if soort == "sqlite":
        return f"sqlite:///{map_ / 'dossier.sqlite'}"
    server: Postgres = request.getfixturevalue("postgres")
    return server.new_database()


@pytest.fixture
def register(adres: str) -> Iterator[Register]:
    """The register at that address."""
    engine = open_engine(adres)
    yield Register(engine)
    engine.dispose()


@pytest.fixture(scope="module", params=["sqlite", POSTGRESQL])
def gedeeld(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Register]:
    """A register that the tests of one file share: for tests of what is refused."""
    engine = open_engine(new_address(request.param, request, tmp_path_factory.mktemp("gedeeld")))
    yield Register(engine)
    engine.dispose()
