"""Exact versions and good licences. Add a case when a package writes its licence in a new way."""

from email.message import Message
from importlib.metadata import Distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from tests.afhankelijkheden import __main__ as controle
from tests.afhankelijkheden.kwetsbaarheden import Uitslag
from tests.afhankelijkheden.licenties import Lijst, declared, is_allowed, objections
from tests.afhankelijkheden.pakketten import LOS, NODIG, ONTWIKKELEN, everything, needed, requirements, unpinned

LIJST = Lijst(frozenset({"MIT", "BSD-3-Clause"}), {"MIT License": "MIT"}, {"eigen": "LGPL-3.0-only"})


class Pakket(Distribution):
    """A package that says these things of itself."""

    def __init__(self, *kenmerken: tuple[str, str]) -> None:
        self._kenmerken = Message()
        for naam, waarde in (("Name", "p"), ("Version", "1.0"), *kenmerken):
            self._kenmerken[naam] = waarde

    @property
    def metadata(self) -> Message:  # type: ignore[override,unused-ignore]
        return self._kenmerken

    def read_text(self, filename: str) -> str | None:
        return None

    def locate_file(self, path: object) -> Path:
        return Path()


@pytest.mark.parametrize(("pad", "minstens"), [(NODIG, 10), (ONTWIKKELEN, 10), (LOS, 1)], ids=["product", "ontwikkelen", "los"])
def test_every_requirement_has_one_exact_version(pad: Path, minstens: int) -> None:
    assert len(requirements(pad)) >= minstens
    assert unpinned(pad) == []


@pytest.mark.parametrize("regel", ["a", "a>=1.0", "a==1.*", "a~=1.0", "a==1.0,!=1.1"])
def test_a_requirement_that_leaves_room_is_noticed(regel: str, tmp_path: Path) -> None:
    (tmp_path / "r.txt").write_text(f"# uitleg\n-r ander.txt\nb==1.0\n{regel}\nc[x]==2.0.post1; python_version < '4'\n", encoding="utf-8")
    assert [eis.partition("=")[0].rstrip("~>!") for eis in unpinned(tmp_path / "r.txt")] == ["a"]


def test_what_a_package_needs_by_an_extra_counts_as_needed() -> None:
    assert {"psycopg", "psycopg-binary", "starlette"} <= set(needed(requirements(NODIG)))
    assert not {"pytest", "pip-audit"} & set(needed(requirements(NODIG)))


def test_of_a_loose_tool_what_it_names_is_not_looked_for() -> None:
    los = [Requirement("cyclonedx-bom==1")]
    assert list(needed([], los)) == ["cyclonedx-bom"]
    assert "chardet" in needed([Requirement("frictionless==1")], los)


def test_every_installed_package_has_a_licence_that_was_looked_at() -> None:
    assert objections(everything(), Lijst.read()) == []


@pytest.mark.parametrize(
    ("kenmerken", "licentie"),
    [
        ([("License-Expression", "MIT"), ("License", "GPL")], "MIT"),
        ([("License", "MIT License")], "MIT"),
        ([("License", "Copyright 2020\nall of it"), ("Classifier", "License :: OSI Approved :: MIT License")], "MIT"),
        ([("Classifier", "License :: OSI Approved"), ("Classifier", "License :: Other")], "Other"),
        ([("Classifier", "Topic :: MIT License")], "(geen)"),
    ],
    ids=["expression", "name", "classifier", "other", "none"],
)
def test_a_licence_is_read_from_the_newest_field_that_is_filled_in(kenmerken: list[tuple[str, str]], licentie: str) -> None:
    assert declared(Pakket(*kenmerken), LIJST.namen) == licentie


@pytest.mark.parametrize(
    ("expressie", "goed"),
    [
        ("MIT", True),
        ("MIT AND GPL-3.0", False),
        ("GPL-3.0 OR MIT", True),
        ("MIT AND BSD-3-Clause OR GPL-3.0", True),
        ("(MIT)", False),
        ("", False),
    ],
)
def test_of_or_one_must_be_good_and_of_and_all(expressie: str, goed: bool) -> None:
    assert is_allowed(expressie, LIJST.toegestaan) is goed


def test_an_unknown_licence_is_told_and_an_exception_holds_for_that_licence_only() -> None:
    zin = "Die staat niet in licenties.toml. Lees de licentie en zet haar erbij met een reden, of kies een ander pakket."
    pakketten = {
        "eigen": Pakket(("License-Expression", "LGPL-3.0-only")),
        "p": Pakket(("License-Expression", "LGPL-3.0-only")),
        "q": Pakket(),
    }
    assert objections(pakketten, LIJST) == [f"p 1.0 heeft licentie LGPL-3.0-only. {zin}", f"q 1.0 heeft licentie (geen). {zin}"]
    assert objections({"eigen": Pakket(("License-Expression", "AGPL-3.0"))}, LIJST) == [f"eigen 1.0 heeft licentie AGPL-3.0. {zin}"]


def test_an_exception_without_a_reason_is_refused(tmp_path: Path) -> None:
    pad = tmp_path / "licenties.toml"
    pad.write_text('toegestaan = []\n[namen]\n[[uitzondering]]\npakket = "p"\nlicentie = "GPL"\nreden = "ja"\n', encoding="utf-8")
    with pytest.raises(ValueError, match="een uitzondering vraagt pakket, licentie en een reden"):
        Lijst.read(pad)


def test_the_check_ends_with_1_and_says_everything_that_is_wrong(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(controle, "objections", lambda *_: ["Licentie fout."])
    monkeypatch.setattr(controle, "audit", lambda *_: Uitslag(("Lek.",), "Nagekeken."))
    assert controle.main() == 1
    assert capsys.readouterr().out.splitlines()[1:] == ["Nagekeken.", "Licentie fout.", "Lek."]
    monkeypatch.setattr(controle, "objections", lambda *_: [])
    monkeypatch.setattr(controle, "audit", lambda *_: Uitslag((), "Nagekeken."))
    assert controle.main() == 0
