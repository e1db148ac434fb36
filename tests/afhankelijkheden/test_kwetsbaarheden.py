"""Known vulnerabilities: found, accepted for a while, or not looked up because nobody answers."""

import json
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.afhankelijkheden import kwetsbaarheden
from tests.afhankelijkheden.kwetsbaarheden import Uitslag, accepted, ask_pip_audit, audit
from tests.afhankelijkheden.test_licenties import Pakket

VANDAAG = date(2026, 11, 28)
LEK = {"id": "GHSA-1", "aliases": ["CVE-2026-1"], "fix_versions": ["1.1"], "description": "x"}
NIET = "Bekende kwetsbaarheden zijn NIET nagekeken: de bron (PyPI) geeft hier geen antwoord."
GEVONDEN = (
    "p 1.0 heeft de bekende kwetsbaarheid GHSA-1, CVE-2026-1. Hersteld in: 1.1. "
    "Neem die versie, of aanvaard haar voor een tijd in kwetsbaarheden.toml, met de reden."
)


class Bron:
    """Answers with what it was given, and counts the questions."""

    def __init__(self, **lekken: list[dict[str, Any]] | None) -> None:
        self.lekken, self.vragen = lekken, list[str]()

    def __call__(self, pinnen: Path) -> str | None:
        self.vragen.append(pinnen.read_text(encoding="utf-8"))
        namen = [regel.partition("==")[0] for regel in self.vragen[-1].splitlines()]
        return json.dumps({"dependencies": [self._een(naam) for naam in namen]})

    def _een(self, naam: str) -> dict[str, Any]:
        lekken = self.lekken[naam]
        return {"name": naam, "skip_reason": "not found"} if lekken is None else {"name": naam, "version": "1.0", "vulns": lekken}


def _audit(map_: Path, bron: Any, aanvaard: str = "") -> Uitslag:
    (map_ / "lijst.toml").write_text(aanvaard, encoding="utf-8")
    return audit({"o": Pakket(), "p": Pakket()}, VANDAAG, bron, map_ / "bewaard.json", map_ / "lijst.toml")


def _aanvaard(tot: str, nummer: str = "CVE-2026-1", pakket: str = "p") -> str:
    return f'[[aanvaard]]\nnummer = "{nummer}"\npakket = "{pakket}"\nreden = "wij gebruiken dit deel niet"\ntot = {tot}\n'


def test_a_known_vulnerability_is_a_fault_with_what_to_do(tmp_path: Path) -> None:
    uitslag = _audit(tmp_path, Bron(o=[], p=[LEK]))
    assert uitslag == Uitslag((GEVONDEN,), "Bekende kwetsbaarheden: 2 pakketten nagekeken, 1 gevonden.")


@pytest.mark.parametrize(
    ("aanvaard", "fouten"),
    [
        (_aanvaard("2026-11-28"), ()),
        (_aanvaard("2026-11-28", nummer="GHSA-1"), ()),
        (_aanvaard("2026-11-27"), (GEVONDEN,)),
        (_aanvaard("2027-01-01", pakket="o"), (GEVONDEN,)),
        (_aanvaard("2027-01-01", nummer="CVE-2026-2"), (GEVONDEN,)),
    ],
    ids=["until today", "by its other number", "until yesterday", "of another package", "another number"],
)
def test_one_is_accepted_for_its_package_until_its_last_day(aanvaard: str, fouten: tuple[str, ...], tmp_path: Path) -> None:
    assert _audit(tmp_path, Bron(o=[], p=[LEK]), aanvaard).fouten == fouten


def test_acceptance_without_reason_or_day_is_refused(tmp_path: Path) -> None:
    (tmp_path / "l.toml").write_text('[[aanvaard]]\nnummer = "x"\npakket = "p"\nreden = "zomaar, omdat het mag"\n', encoding="utf-8")
    with pytest.raises(ValueError, match="vraagt nummer, pakket, een reden en een dag in tot"):
        accepted(VANDAAG, tmp_path / "l.toml")


def test_an_answer_about_no_package_at_all_is_no_answer(tmp_path: Path) -> None:
    bron = Bron(o=None, p=None)
    assert _audit(tmp_path, bron) == Uitslag((), NIET)
    assert bron.vragen == ["o==1.0\n"]


def test_no_answer_breaks_nothing_and_is_asked_again(tmp_path: Path) -> None:
    assert _audit(tmp_path, lambda _pinnen: None) == Uitslag((), NIET)
    assert _audit(tmp_path, Bron(o=[], p=[])) == Uitslag((), "Bekende kwetsbaarheden: 2 pakketten nagekeken, 0 gevonden.")


def test_the_source_is_asked_once_a_day_for_the_same_versions(tmp_path: Path) -> None:
    bron = Bron(o=[], p=[LEK])
    eerste = _audit(tmp_path, bron)
    assert _audit(tmp_path, bron) == eerste
    assert bron.vragen == ["o==1.0\n", "o==1.0\np==1.0\n"]
    audit({"o": Pakket()}, VANDAAG, bron, tmp_path / "bewaard.json", tmp_path / "lijst.toml")
    assert len(bron.vragen) == 4


def test_packages_that_the_source_does_not_know_are_counted(tmp_path: Path) -> None:
    assert (
        _audit(tmp_path, Bron(o=[], p=None)).melding == "Bekende kwetsbaarheden: 1 pakketten nagekeken, 0 gevonden, 1 onbekend bij de bron."
    )


def test_a_tool_that_fails_or_takes_too_long_is_no_answer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "p.txt").write_text("p==1.0\n", encoding="utf-8")
    monkeypatch.setattr(sys, "executable", "/bin/false")
    assert ask_pip_audit(tmp_path / "p.txt") is None
    traag = tmp_path / "traag"
    traag.write_text("#!/bin/sh\nexec sleep 5\n", encoding="utf-8")
    traag.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(traag))
    monkeypatch.setattr(kwetsbaarheden, "WACHT_SECONDEN", 0.1)
    assert ask_pip_audit(tmp_path / "p.txt") is None
