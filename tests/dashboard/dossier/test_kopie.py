"""A copy of the dossier: whole, of one moment, put back on an empty dossier only. Add here what a copy must survive."""

import json
import shutil
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from dashboard.dossier import kopie
from dashboard.dossier.fouten import KopieFout, OnbereikbaarDossier
from dashboard.dossier.kopie import backup, restore
from dashboard.dossier.register import Daad, Register, Wie, now
from dashboard.dossier.verbinding import close_engines, open_engine
from tests.dashboard.dossier.conftest import GGD, POSTGRESQL, REGISSEUR, new_address
from tests.dashboard.dossier.postgres import Postgres
from tests.dashboard.dossier.schrijvers import GEDEELD, start_writer
from tests.dashboard.dossier.test_register import rows
from tests.dashboard.dossier.test_schrijvers import check_nothing_lost, wait_for

NIET_LEEG = "Dit dossier is niet leeg. Zet een kopie alleen terug op een leeg dossier; er is niets veranderd."


@pytest.fixture(params=["sqlite", POSTGRESQL])
def leeg(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Register]:
    """Another dossier, in which there is nothing yet."""
    (tmp_path / "leeg").mkdir()
    engine = open_engine(new_address(request.param, request, tmp_path / "leeg"))
    yield Register(engine)
    engine.dispose()


@pytest.fixture
def gevuld(register: Register) -> Register:
    """A register in which a few things happened."""
    with register.change_set(Daad(Wie(None, "Gemeente"), now(), levering="levering-1")) as daad:
        daad.mark_processed("spiegel-1.duckdb")
        daad.add("overleg", "opvang", {"naam": "Stuurgroep", "datum": "2026-01"}, "o1")
    register.add("afspraak", "opvang", {"afspraak": "Tien bedden\n“erbij” ’n 漢 👩‍⚕️", "overleg": "o1"}, REGISSEUR, "Spoed", "a1")
    register.change("afspraak", "a1", 1, {"klaar_op": "2026-06"}, GGD)
    register.withdraw("afspraak", "a1", 2, GGD, "Dubbel")
    register.add("werkwijze", "opvang", {"stukken_dagen": 0}, REGISSEUR, id_="opvang")
    return register


def test_a_copy_put_back_is_the_same_dossier_on_either_database(gevuld: Register, leeg: Register, tmp_path: Path) -> None:
    aantal = backup(gevuld.engine, tmp_path / "map" / "kopie.zip")
    assert {naam: n for naam, n in aantal.items() if n} == {
        "verwerkte_bouw": 1, "wijziging": 5, "overleg_versie": 1, "afspraak_versie": 3, "werkwijze_versie": 1,
    }  # fmt: skip
    assert restore(leeg.engine, tmp_path / "map" / "kopie.zip") == aantal
    assert rows(leeg) == rows(gevuld)
    assert leeg.history("afspraak", "a1") == gevuld.history("afspraak", "a1")


def test_after_putting_back_the_work_goes_on(gevuld: Register, leeg: Register, tmp_path: Path) -> None:
    backup(gevuld.engine, tmp_path / "kopie.zip")
    restore(leeg.engine, tmp_path / "kopie.zip")
    nu = leeg.change("afspraak", "a1", 3, {"status": "open"}, REGISSEUR)
    assert (nu["nummer"], nu["wijziging"]) == (4, gevuld.stand() + 1)
    assert leeg.has_processed("spiegel-1.duckdb")


def test_more_rows_than_go_in_at_once_come_back_all(leeg: Register, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kopie, "RIJEN_PER_KEER", 3)
    bron = Register(open_engine(f"sqlite:///{tmp_path / 'bron.sqlite'}"))
    with bron.change_set(Daad(REGISSEUR, now())) as daad:
        for nummer in range(10):
            daad.add("advies", "opvang", {"van_wie": "GGD", "advies": str(nummer)})
    backup(bron.engine, tmp_path / "kopie.zip")
    restore(leeg.engine, tmp_path / "kopie.zip")
    assert rows(leeg) == rows(bron)
    bron.engine.dispose()


def test_the_copy_of_an_empty_dossier_can_be_put_back(leeg: Register, tmp_path: Path) -> None:
    assert set(backup(leeg.engine, tmp_path / "kopie.zip").values()) == {0}
    restore(leeg.engine, tmp_path / "kopie.zip")
    assert leeg.add("advies", "opvang", {"van_wie": "GGD", "advies": "Begin"}, REGISSEUR)["nummer"] == 1


def test_a_copy_made_while_others_write_is_of_one_moment(register: Register, adres: str, tmp_path: Path) -> None:
    register.add("afspraak", "opvang", {"afspraak": "Van ons allen"}, REGISSEUR, id_=GEDEELD)
    schrijvers = [start_writer(adres, f"s{n}", 100_000, tmp_path / f"{n}.ack") for n in range(3)]
    for n in range(3):
        wait_for(tmp_path / f"{n}.ack")
    for n in range(3):
        backup(register.engine, tmp_path / f"{n}.zip")
        wait_for_more(register)
    for schrijver in schrijvers:
        schrijver.kill()
        schrijver.join(10)
    for n in range(3):
        terug = Register(open_engine(f"sqlite:///{tmp_path / f'terug{n}.sqlite'}"))
        restore(terug.engine, tmp_path / f"{n}.zip")
        check_nothing_lost(terug, [])
        versies = sum(len(r) for naam, r in rows(terug).items() if naam in {"afspraak_versie", "knelpunt_versie"})
        assert terug.stand() <= register.stand()
        assert 0 < versies < sum(len(register.versions(soort)) for soort in ("afspraak", "knelpunt"))
        assert {v["wijziging"] for v in terug.versions("afspraak")} == {rij[0] for rij in rows(terug)["wijziging"]}
        terug.engine.dispose()


def wait_for_more(register: Register) -> None:
    """Until the writers have gone on."""
    stand, tot = register.stand(), time.monotonic() + 20
    while register.stand() == stand:
        assert time.monotonic() < tot, "the writers wrote nothing more"
        time.sleep(0.005)


def test_a_file_that_is_there_is_not_overwritten(gevuld: Register, tmp_path: Path) -> None:
    doel = tmp_path / "kopie.zip"
    doel.write_text("kopie van gisteren", encoding="utf-8")
    with pytest.raises(KopieFout) as fout:
        backup(gevuld.engine, doel)
    assert str(fout.value) == f"{doel} bestaat al. Kies een andere naam; er is niets overschreven."
    assert doel.read_text(encoding="utf-8") == "kopie van gisteren"


def full_disk(_: object) -> str:
    raise OSError(28, "No space left on device")


def test_half_a_copy_never_stays(gevuld: Register, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "map").mkdir()
    with monkeypatch.context() as vol:
        vol.setattr(kopie, "_revision", full_disk)
        with pytest.raises(OSError, match="No space left"):
            backup(gevuld.engine, tmp_path / "map" / "kopie.zip")
    assert list((tmp_path / "map").iterdir()) == []
    backup(gevuld.engine, tmp_path / "map" / "kopie.zip")
    assert [bestand.name for bestand in (tmp_path / "map").iterdir()] == ["kopie.zip"]


def test_a_copy_is_not_put_back_over_something(gevuld: Register, leeg: Register, tmp_path: Path) -> None:
    backup(gevuld.engine, tmp_path / "kopie.zip")
    leeg.add("advies", "opvang", {"van_wie": "GGD", "advies": "Begin"}, REGISSEUR)
    voor = rows(leeg)
    with pytest.raises(KopieFout) as fout:
        restore(leeg.engine, tmp_path / "kopie.zip")
    assert str(fout.value) == NIET_LEEG
    assert rows(leeg) == voor


def test_nor_over_a_dossier_that_only_knows_a_build(gevuld: Register, leeg: Register, tmp_path: Path) -> None:
    backup(gevuld.engine, tmp_path / "kopie.zip")
    with leeg.change_set(Daad(Wie(None), now())) as daad:
        daad.mark_processed("spiegel-1.duckdb")
    with pytest.raises(KopieFout) as fout:
        restore(leeg.engine, tmp_path / "kopie.zip")
    assert str(fout.value) == NIET_LEEG


def rewrite(bron: Path, doel: Path, **anders: Callable[[bytes], bytes | None]) -> None:
    """The same zip with some of its files changed; None leaves one out."""
    with zipfile.ZipFile(bron) as oud, zipfile.ZipFile(doel, "w", zipfile.ZIP_DEFLATED) as nieuw:
        for naam in oud.namelist():
            inhoud = anders.get(naam.split(".")[0], bytes)(oud.read(naam))
            if inhoud is not None:
                nieuw.writestr(naam, inhoud)


def content(**anders: Any) -> Callable[[bytes], bytes]:
    """The table of contents with other values; None leaves one out."""
    return lambda deel: json.dumps({k: v for k, v in (json.loads(deel) | anders).items() if v is not None}).encode()


def flip(doel: Path, plaats: float) -> None:
    inhoud = bytearray(doel.read_bytes())
    inhoud[int(len(inhoud) * plaats)] ^= 0xFF
    doel.write_bytes(inhoud)


GEEN = "{bron} is geen kopie van een dossier, of is beschadigd. Er is niets teruggezet."
KAPOT = "{bron} is beschadigd: afspraak_versie klopt niet. Er is niets teruggezet."
ANDER = "{bron} is gemaakt met een andere versie (0999). Zet eerst die versie van Ketenspiegel neer."
BESCHADIGD: dict[str, tuple[Callable[[Path, Path], object], str]] = {
    "is er niet": (lambda goed, doel: None, GEEN),
    "is een map": (lambda goed, doel: doel.mkdir(), GEEN),
    "is leeg": (lambda goed, doel: doel.touch(), GEEN),
    "is geen zip": (lambda goed, doel: doel.write_text("Notulen", encoding="utf-8"), GEEN),
    "is afgekapt": (lambda goed, doel: doel.write_bytes(goed.read_bytes()[:-200]), GEEN),
    "zonder inhoud": (lambda goed, doel: rewrite(goed, doel, inhoud=lambda _: None), GEEN),
    "inhoud geen json": (lambda goed, doel: rewrite(goed, doel, inhoud=lambda _: b"{"), GEEN),
    "inhoud een lijst": (lambda goed, doel: rewrite(goed, doel, inhoud=lambda _: b"[1]"), GEEN),
    "inhoud geen tekst": (lambda goed, doel: rewrite(goed, doel, inhoud=lambda _: b"\xff\xfe"), GEEN),
    "zonder schema": (lambda goed, doel: rewrite(goed, doel, inhoud=content(schema=None)), GEEN),
    "zonder tabellen": (lambda goed, doel: rewrite(goed, doel, inhoud=content(tabellen=None)), GEEN),
    "tabel niet genoemd": (lambda goed, doel: rewrite(goed, doel, inhoud=content(tabellen={})), GEEN),
    "tabel weg": (lambda goed, doel: rewrite(goed, doel, afspraak_versie=lambda _: None), GEEN),
    "tabel leeg": (lambda goed, doel: rewrite(goed, doel, afspraak_versie=lambda _: b""), KAPOT),
    "rij weg": (lambda goed, doel: rewrite(goed, doel, afspraak_versie=lambda d: d.split(b"\n", 1)[1]), KAPOT),
    "rij anders": (lambda goed, doel: rewrite(goed, doel, afspraak_versie=lambda d: d.replace(b"2026-06", b"2026-07")), KAPOT),
    "rij half": (lambda goed, doel: rewrite(goed, doel, afspraak_versie=lambda d: d[:-20]), KAPOT),
    "andere versie": (lambda goed, doel: rewrite(goed, doel, inhoud=content(schema="0999")), ANDER),
    "andere versie met andere tabellen": (lambda goed, doel: rewrite(goed, doel, inhoud=content(schema="0999", tabellen={})), ANDER),
}


@pytest.mark.parametrize("wat", BESCHADIGD)
def test_what_is_no_whole_copy_of_this_version_is_refused_and_nothing_is_kept(
    gedeeld: Register, goed: Path, tmp_path: Path, wat: str
) -> None:
    breek, zin = BESCHADIGD[wat]
    breek(goed, tmp_path / "kapot.zip")
    voor = rows(gedeeld)
    with pytest.raises(KopieFout) as fout:
        restore(gedeeld.engine, tmp_path / "kapot.zip")
    assert str(fout.value) == zin.format(bron=tmp_path / "kapot.zip")
    assert fout.value.exitcode == 2
    assert rows(gedeeld) == voor == {naam: [] for naam in voor}


def test_one_wrong_byte_anywhere_is_seen(goed: Path, tmp_path: Path) -> None:
    register = Register(open_engine(f"sqlite:///{tmp_path / 'leeg.sqlite'}"))
    with zipfile.ZipFile(goed) as archief:
        einde = archief.start_dir  # behind it stands only the list of files, with names and times
    geweigerd = 0
    for plaats in range(0, einde, max(1, einde // 60)):
        shutil.copy(goed, tmp_path / "kapot.zip")
        flip(tmp_path / "kapot.zip", plaats / len(goed.read_bytes()))
        try:
            restore(register.engine, tmp_path / "kapot.zip")
        except KopieFout:
            geweigerd += 1
            assert register.stand() == 0
        else:  # a byte that carries nothing (a time): then all that was kept is there
            assert register.newest("afspraak", "a1")["klaar_op"] == "2026-06"
            register.engine.dispose()
            (tmp_path / "leeg.sqlite").unlink()
            close_engines()
            register = Register(open_engine(f"sqlite:///{tmp_path / 'leeg.sqlite'}"))
    assert geweigerd > 30
    register.engine.dispose()


@pytest.fixture(scope="module")
def goed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A good copy with one afspraak that was changed once."""
    map_ = tmp_path_factory.mktemp("goed")
    bron = Register(open_engine(f"sqlite:///{map_ / 'bron.sqlite'}"))
    bron.add("afspraak", "opvang", {"afspraak": "Tien bedden erbij"}, REGISSEUR, id_="a1")
    bron.change("afspraak", "a1", 1, {"klaar_op": "2026-06"}, GGD)
    backup(bron.engine, map_ / "goed.zip")
    bron.engine.dispose()
    return map_ / "goed.zip"


def test_when_the_database_is_away_no_copy_is_made_or_put_back(postgres: Postgres, goed: Path, tmp_path: Path) -> None:
    engine = open_engine(postgres.new_database())
    postgres.stop()
    try:
        with pytest.raises(OnbereikbaarDossier) as fout:
            backup(engine, tmp_path / "kopie.zip")
        assert str(fout.value) == "Het dossier is niet te bereiken. Er is geen kopie gemaakt. Probeer het straks opnieuw."
        assert not (tmp_path / "kopie.zip").exists()
        with pytest.raises(OnbereikbaarDossier) as fout:
            restore(engine, goed)
        assert str(fout.value) == "Het dossier is niet te bereiken. Er is niets teruggezet. Probeer het straks opnieuw."
    finally:
        postgres.start()
        engine.dispose()
