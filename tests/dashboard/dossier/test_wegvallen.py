"""The database goes away and comes back, or cannot be reached at all: a Dutch sentence, nothing half kept, and then on."""

import os
from pathlib import Path

import pytest

from dashboard.dossier.fouten import OnbereikbaarDossier
from dashboard.dossier.register import Daad, Register, now
from dashboard.dossier.verbinding import address, close_engines, make_engine, migrate, open_engine
from tests.dashboard.dossier.conftest import REGISSEUR
from tests.dashboard.dossier.postgres import Postgres

NIET_BEWAARD = "Het dossier is niet te bereiken. Wat u net invulde, is niet bewaard. Probeer het opnieuw."
ONBEREIKBAAR = "Het dossier is niet te bereiken. Er is niets verloren. Probeer het straks opnieuw."
VELDEN = {"afspraak": "Tien bedden erbij"}


def test_when_postgresql_goes_away_it_is_said_and_afterwards_all_works_again(postgres: Postgres) -> None:
    adres = postgres.new_database()
    register = Register(open_engine(adres))
    register.add("afspraak", "opvang", VELDEN, REGISSEUR, id_="a1")
    postgres.stop()
    try:
        for poging in (
            lambda: register.add("afspraak", "opvang", VELDEN, REGISSEUR),
            lambda: register.newest("afspraak", "a1"),
            register.stand,
        ):
            with pytest.raises(OnbereikbaarDossier) as fout:
                poging()
            assert str(fout.value) == NIET_BEWAARD
        close_engines()
        with pytest.raises(OnbereikbaarDossier) as fout:
            open_engine(adres)
        assert str(fout.value) == ONBEREIKBAAR
    finally:
        postgres.start()
    assert [v["id"] for v in register.all("afspraak")] == ["a1"]
    register.change("afspraak", "a1", 1, {"status": "open"}, REGISSEUR)
    assert len(Register(open_engine(adres)).history("afspraak", "a1")) == 2
    register.engine.dispose()


def test_when_postgresql_goes_away_halfway_an_act_nothing_of_it_is_kept(postgres: Postgres) -> None:
    register = Register(open_engine(postgres.new_database()))
    with pytest.raises(OnbereikbaarDossier) as fout, register.change_set(Daad(REGISSEUR, now())) as daad:
        daad.add("afspraak", "opvang", VELDEN, "a1")
        postgres.stop()
        postgres.start()
        daad.add("afspraak", "opvang", VELDEN, "a2")
    assert str(fout.value) == NIET_BEWAARD
    assert (register.all("afspraak"), register.stand()) == ([], 0)
    register.add("afspraak", "opvang", VELDEN, REGISSEUR)
    assert len(register.all("afspraak")) == 1
    register.engine.dispose()


def test_a_writer_that_keeps_others_waiting_too_long_is_not_waited_for(postgres: Postgres, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dashboard.dossier.verbinding.SECONDEN_WACHTEN", 1)
    adres = postgres.new_database()
    check_waiting(adres)


def test_nor_is_one_on_sqlite(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dashboard.dossier.verbinding.SECONDEN_WACHTEN", 1)
    check_waiting(f"sqlite:///{tmp_path / 'd.sqlite'}")


def check_waiting(adres: str) -> None:
    """While one writes, readers read on and another writer is told after a while."""
    een, twee = Register(make_engine(adres)), Register(make_engine(adres))
    migrate(een.engine)
    with een.change_set(Daad(REGISSEUR, now())) as daad:
        daad.add("afspraak", "opvang", VELDEN, "a1")
        assert twee.all("afspraak") == []
        with pytest.raises(OnbereikbaarDossier) as fout:
            twee.add("afspraak", "opvang", VELDEN, REGISSEUR)
        assert str(fout.value) == NIET_BEWAARD
    assert [v["id"] for v in twee.all("afspraak")] == ["a1"]
    een.engine.dispose()
    twee.engine.dispose()


@pytest.mark.parametrize("adres", ["geen adres", "postgresql://niemand@/d?host=/bestaat/niet", "sqlite:////dev/null/d.sqlite"])
def test_an_address_that_leads_nowhere_is_told_in_dutch(adres: str) -> None:
    with pytest.raises(OnbereikbaarDossier) as fout:
        open_engine(adres)
    assert str(fout.value) == ONBEREIKBAAR


def test_a_file_that_is_no_dossier_is_told_in_dutch_and_left_alone(tmp_path: Path) -> None:
    bestand = tmp_path / "d.sqlite"
    bestand.write_text("Notulen van het overleg", encoding="utf-8")
    with pytest.raises(OnbereikbaarDossier):
        open_engine(f"sqlite:///{bestand}")
    assert bestand.read_text(encoding="utf-8") == "Notulen van het overleg"


def test_the_dossier_lies_in_the_magazijn_unless_an_address_is_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("KETENSPIEGEL_DOSSIER", raising=False)
    assert address(Path("/srv/magazijn")) == "sqlite:////srv/magazijn/dossier/dossier.sqlite"
    monkeypatch.setitem(os.environ, "KETENSPIEGEL_DOSSIER", "postgresql://dossier@db/dossier")
    assert address(Path("/srv/magazijn")) == "postgresql://dossier@db/dossier"
