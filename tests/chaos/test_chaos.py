"""The short form of `make chaos`. Add a new fault to tests/chaos/gevallen.py; what the command says is in tests/etl/test_gezondheid.py."""

import re
from pathlib import Path

import pytest

from tests.chaos import __main__ as chaos
from tests.chaos import doden, dossier, gevallen
from tests.etl.hulp import without_questions


def test_five_kills_lose_nothing_and_double_nothing(tmp_path: Path) -> None:
    with without_questions():  # what is killed asks them; the load that completes it need not
        fasen = doden.kill_often(tmp_path, 5, zaad=3)
    assert sum(fasen.values()) - fasen[doden.TE_LAAT] == 5
    assert fasen[doden.VROEG] + fasen[doden.BEWAARD] > 0


def test_a_zip_that_was_cut_off_changes_nothing(tmp_path: Path) -> None:
    assert gevallen.truncated_zip(tmp_path, keer=3) == "Afgekapte zip: 3 keer geweigerd, niets bewaard."


def test_writers_of_the_dossier_that_are_killed_lose_nothing(tmp_path: Path) -> None:
    zin = dossier.killed_writers(tmp_path, keer=3)
    assert re.fullmatch(r"kill -9 van een schrijver in het dossier: 3 keer, \d+ bevestigde regels, elk één keer aanwezig, geen half\.", zin)


def test_when_postgresql_is_killed_nothing_is_lost_and_it_works_again(tmp_path: Path) -> None:
    zin = dossier.postgresql_away(tmp_path, keer=1, scherm=False)
    assert re.fullmatch(r"kill -9 van PostgreSQL tijdens schrijven: 1 keer, \d+ bevestigde regels, elk één keer aanwezig, geen half\.", zin)


def test_damage_to_the_dossier_is_never_taken_for_the_truth(tmp_path: Path) -> None:
    zin = dossier.damaged_dossier(tmp_path, keer=6)
    assert zin.startswith("Bestand van het dossier beschadigd: 6 keer. Lezen: ")
    assert " keer hersteld" in zin


def test_the_newest_acts_that_are_gone_are_named_beside_a_backup(tmp_path: Path) -> None:
    assert dossier.lost_wal(tmp_path) == (
        "Het bestand -wal kwijt: lezen ging door met wat er nog was; naast een reservekopie werd genoemd wat ontbrak."
    )


def test_it_ends_with_1_and_names_what_went_wrong(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def fails(_map: Path) -> str:
        raise AssertionError("levering weg")

    monkeypatch.setattr(gevallen, "GEVALLEN", (fails, lambda _map: "Goed."))
    monkeypatch.setattr(dossier, "GEVALLEN", ())
    monkeypatch.setattr(chaos, "kills", lambda _map, **_: "Geen kills.")
    assert chaos.main([]) == 1
    assert [regel.partition(" (")[0] for regel in capsys.readouterr().out.splitlines()] == [
        "MISLUKT: fails: AssertionError: levering weg",
        "Goed.",
        "Geen kills.",
        "1 keer ging er iets mis.",
    ]
