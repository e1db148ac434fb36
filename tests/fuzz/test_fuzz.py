"""The short form of `make fuzz`, and that it notices what it is there for. What it found once stands in tests/etl/test_kapot.py."""

import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from etl.keuring import Gekeurd
from etl.keuring.afkeuring import Afkeuring
from tests.fuzz import __main__ as fuzz
from tests.fuzz import proef
from tests.fuzz.gevallen import SOORTEN, Geval, make
from tests.fuzz.grenzen import MIB, Grenzen, memory
from tests.fuzz.keuzes import ByteKeuzes
from tests.fuzz.proef import Proefbank
from tests.fuzz.ronde import Ronde

KETENS = Geval("goed", "levering", {"ketens.csv": b"keten,naam,maatschappelijk_resultaat\nk,K,Beter\n"})


@pytest.fixture(scope="module")
def bank(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Proefbank]:
    # Other tests have filled this process before: what counts here is what comes on top.
    bank = Proefbank(tmp_path_factory.mktemp("bank"), Grenzen(geheugen=memory("VmRSS") + 1024 * MIB))
    yield bank
    bank.close()


@pytest.fixture
def ronde(bank: Proefbank, tmp_path: Path) -> Iterator[Ronde]:
    grenzen = bank.grenzen
    yield Ronde(bank, tmp_path, aantal=1, laad_elke=0)
    bank.grenzen = grenzen


@pytest.fixture
def always_ketens(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.fuzz.ronde.make", lambda _rng: KETENS)


def test_some_hundred_broken_leveringen_end_in_a_message_or_a_load(bank: Proefbank, tmp_path: Path) -> None:
    ronde = Ronde(bank, tmp_path, aantal=200, laad_elke=0)
    while not ronde.is_klaar:
        ronde.step(random.Random(f"1-{ronde.gedaan}"))
    assert ronde.mislukt == [], [(pad / "uitleg.txt").read_text(encoding="utf-8") for pad in ronde.mislukt]
    assert set(ronde.per_soort) == {"csv: cellen", "csv: bestand", "levering.json", "zip", "xlsx"}
    assert ronde.goed > 5
    regels = ronde.figures()
    assert regels[-1] == "Elke levering eindigde in een melding of werd geladen."
    assert regels[6].split()[:2] == ["samen", "200"]


def test_an_accepted_levering_really_goes_into_a_magazijn(bank: Proefbank, tmp_path: Path) -> None:
    assert bank.try_out(KETENS, KETENS.write(tmp_path / "g"), echt_laden=True).einde == "geladen"


@pytest.mark.usefixtures("always_ketens")
def test_a_crash_is_kept_with_the_command_that_repeats_it(
    ronde: Ronde, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def crash(*_: Any) -> None:
        raise ZeroDivisionError("stuk")

    monkeypatch.setattr(proef, "open_levering", crash)
    assert ronde.step(random.Random(1)).einde == "CRASH"
    assert (ronde.map_ / "mislukt" / "0001-crash" / "levering" / "levering" / "ketens.csv").read_bytes() == KETENS.bestanden["ketens.csv"]
    uitleg = (ronde.map_ / "mislukt" / "0001-crash" / "uitleg.txt").read_text(encoding="utf-8")
    assert uitleg.startswith("python -m tests.fuzz --herhaal ")
    assert uitleg.splitlines()[0].endswith("/mislukt/0001-crash/levering/levering")
    assert "ZeroDivisionError: stuk" in uitleg
    assert "CRASH bij goed: ZeroDivisionError: stuk" in capsys.readouterr().out
    assert ronde.figures()[-1] == "1 keer ging er iets mis."
    monkeypatch.undo()
    assert ronde.bank.try_out(KETENS, ronde.map_ / "mislukt" / "0001-crash" / "levering" / "levering").einde == "goed"


@pytest.mark.usefixtures("always_ketens")
def test_a_hang_is_noticed_while_it_hangs(ronde: Ronde, monkeypatch: pytest.MonkeyPatch) -> None:
    def hang(*_: Any) -> None:
        while True:
            try:
                while True:
                    pass
            except Exception:  # noqa: S110 - what hangs may also swallow
                pass

    ronde.bank.grenzen = Grenzen(seconden=2)
    monkeypatch.setattr(proef, "open_levering", hang)
    uitkomst = ronde.step(random.Random(1))
    assert uitkomst.einde == "HANGT"
    assert 1 < uitkomst.seconden < 20
    assert "in hang" in uitkomst.toelichting


@pytest.mark.usefixtures("always_ketens")
def test_memory_that_was_full_for_a_moment_is_noticed(ronde: Ronde, monkeypatch: pytest.MonkeyPatch) -> None:
    echt = proef.open_levering  # type: ignore[attr-defined]

    def swell(*wat: Any) -> Any:
        bytearray(200 * MIB)
        return echt(*wat)

    ronde.bank.try_out(KETENS, KETENS.write(ronde.map_ / "eerst"))
    ronde.bank.grenzen = Grenzen(geheugen=memory("VmRSS") + 100 * MIB)
    assert ronde.bank.try_out(KETENS, ronde.map_ / "eerst" / "levering").einde == "goed"
    monkeypatch.setattr(proef, "open_levering", swell)
    assert ronde.step(random.Random(1)).einde == "GEHEUGEN"
    assert ronde.mislukt == [ronde.map_ / "mislukt" / "0001-geheugen"]


@pytest.mark.usefixtures("always_ketens")
@pytest.mark.parametrize("tekst", ["", "kort.", "Dit is geen zin", "Exception: dit mag niet.", "Half teken \ud800 in een zin."])
def test_a_refusal_without_a_sentence_is_noticed(tekst: str, ronde: Ronde, monkeypatch: pytest.MonkeyPatch) -> None:
    echt = Proefbank._check

    def refuse(bank: Proefbank, pad: Path) -> Gekeurd:
        gekeurd = echt(bank, pad)
        gekeurd.afkeuringen.append(Afkeuring("l", "b", "fout", "r", tekst))
        return gekeurd

    monkeypatch.setattr(Proefbank, "_check", refuse)
    assert ronde.step(random.Random(1)).einde == "ZWIJGT"


def test_the_same_seed_makes_the_same_levering_and_bytes_steer_the_choices() -> None:
    assert [make(random.Random(f"5-{i}")) for i in range(20)] == [make(random.Random(f"5-{i}")) for i in range(20)]
    assert make(ByteKeuzes(b"\x10" * 40)) == make(ByteKeuzes(b"\x10" * 40))
    soorten = {make(ByteKeuzes(bytes([i]) * 3)).soort for i in range(0, 256, 8)}
    assert len(soorten) == len(SOORTEN)


def test_the_command_repeats_one_levering_and_ends_with_1_when_it_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    pad = KETENS.write(tmp_path / "g")
    monkeypatch.setattr("resource.setrlimit", lambda *_: None)
    monkeypatch.setattr(proef, "tell", lambda *_: None)
    monkeypatch.setattr(proef, "memory", lambda: 300 * 1024**2)  # all tests before this one are in the memory of this process too
    assert fuzz.main(["--herhaal", str(pad)]) == 0
    assert capsys.readouterr().out.startswith("goed na ")

    def silent(*_: Any) -> None:
        raise proef.Zwijgt("niets te lezen")

    monkeypatch.setattr(proef, "tell", silent)
    assert fuzz.main(["--herhaal", str(pad)]) == 1
    assert "niets te lezen" in capsys.readouterr().out
