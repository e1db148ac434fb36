"""The short form of `make chaos`. Add a new fault to tests/chaos/gevallen.py; what the command says is in tests/etl/test_gezondheid.py."""

from pathlib import Path

import pytest

from tests.chaos import __main__ as chaos
from tests.chaos import doden, gevallen


def test_five_kills_lose_nothing_and_double_nothing(tmp_path: Path) -> None:
    fasen = doden.kill_often(tmp_path, 5, zaad=3)
    assert sum(fasen.values()) - fasen[doden.TE_LAAT] == 5
    assert fasen[doden.VROEG] + fasen[doden.BEWAARD] > 0


def test_a_zip_that_was_cut_off_changes_nothing(tmp_path: Path) -> None:
    assert gevallen.truncated_zip(tmp_path, keer=3) == "Afgekapte zip: 3 keer geweigerd, niets bewaard."


def test_it_ends_with_1_and_names_what_went_wrong(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def fails(_map: Path) -> str:
        raise AssertionError("levering weg")

    monkeypatch.setattr(gevallen, "GEVALLEN", (fails, lambda _map: "Goed."))
    monkeypatch.setattr(chaos, "kills", lambda _map, **_: "Geen kills.")
    assert chaos.main([]) == 1
    assert [regel.partition(" (")[0] for regel in capsys.readouterr().out.splitlines()] == [
        "MISLUKT: fails: AssertionError: levering weg",
        "Goed.",
        "Geen kills.",
        "1 keer ging er iets mis.",
    ]
