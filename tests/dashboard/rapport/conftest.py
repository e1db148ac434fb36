"""A keten with an overleg, its agenda and its stories, and the packet that is made of it."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dashboard import bouwen
from dashboard.dossier import vullen
from dashboard.dossier.register import Register, Wie
from dashboard.dossier.verbinding import address, close_engines, open_engine
from dashboard.rapport import pakket
from etl.magazijn import Magazijn
from tests.dashboard.conftest import gegevens
from tests.dashboard.handbouw import write_build

REGISSEUR = Wie("regisseur", "Gemeente")
OVERLEG = "o-december"
Maak = Callable[..., bytes]


@pytest.fixture(scope="session")
def begin(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A magazijn with the rows of the small one, with a year more of buitenslapers so that there is a line to draw.

    Its register holds what was delivered, and an overleg in December without an agenda.
    """
    map_ = tmp_path_factory.mktemp("rapport")
    rijen = gegevens()
    rijen["metingen"] += [{"indicator": "slapers", "periode": "2025", "waarde": 80, "bron": "Telling", "kanttekening": "Zonder december"}]
    bouw = write_build(map_, rijen)
    leeg = Register(open_engine(address(map_)))
    with bouwen.connect(bouw) as con:
        vullen.fill(leeg, bouw, con)
    velden = {"naam": "Bestuurlijk overleg", "datum": "2026-12-17", "soort": "bestuurlijk", "stand": "voorbereiding"}
    leeg.add("overleg", "opvang", velden, REGISSEUR, id_=OVERLEG)
    close_engines()
    return map_


@pytest.fixture
def bouw(begin: Path, leeg_magazijn: Path) -> Path:
    """The build of that magazijn, in one of your own."""
    shutil.copytree(begin, leeg_magazijn, dirs_exist_ok=True)
    huidig = Magazijn(leeg_magazijn).current_build()
    assert huidig is not None
    return huidig


@pytest.fixture
def register(bouw: Path, leeg_magazijn: Path) -> Register:
    """Its register."""
    return Register(open_engine(address(leeg_magazijn)))


@pytest.fixture
def agenda(register: Register) -> dict[str, str]:
    """Four points: a besluit, a figure, a suppressed one and a knoop; returns their ids."""
    punten: tuple[dict[str, Any], ...] = (
        {"soort": "besluit", "vraag": "Openen we een tweede opvang?", "partij": "Gemeente", "minuten": 15, "indicator": "slapers"},
        {"soort": "duiding", "vraag": "Wat zien we bij gezinnen?", "indicator": "klein"},
        {"soort": "knoop", "vraag": "Wie betaalt de bedden?", "knelpunt": "k1", "minuten": 10},
        {"soort": "informatie", "vraag": "Hoe staat het met het extra bed?", "afspraak": "a1", "minuten": 5},
    )
    namen = ("besluit", "duiding", "knoop", "informatie")
    return {
        naam: register.add("agendapunt", "opvang", {"overleg": OVERLEG, "volgorde": plaats, "stand": "open", **punt}, REGISSEUR)["id"]
        for plaats, (naam, punt) in enumerate(zip(namen, punten, strict=True), start=1)
    }


@pytest.fixture
def maak(leeg_magazijn: Path, bouw: Path, register: Register) -> Maak:
    """Make a packet: maak(soort="besluitenlijst")."""

    def maak_(keten: str = "opvang", overleg: str = OVERLEG, **keuze: Any) -> bytes:
        return pakket.maak_pakket(leeg_magazijn, bouw, register, keten, overleg, **keuze)

    return maak_
