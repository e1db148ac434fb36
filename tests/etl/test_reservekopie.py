"""`python -m etl bewaar` and `herstel`: everything in one file, checked when it comes back. Add here what a backup must survive."""

import hashlib
import json
import shutil
import stat
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from dashboard.dossier.register import Register, Wie
from dashboard.dossier.verbinding import address, close_engines, open_engine
from etl import reservekopie
from etl.cli import run
from etl.magazijn import Magazijn, file_hash, is_whole
from tests.etl.hulp import copy_good, laad, query, write_levering

pytestmark = pytest.mark.usefixtures("zonder_vragen")

KOP = "indicator,periode,waarde,tekst,teller,noemer\n"


@pytest.fixture(scope="module")
def origineel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A magazijn with two leveringen, a dossier with one advies, and a good backup of both."""
    map_ = tmp_path_factory.mktemp("origineel")
    laad(map_ / "m", copy_good(map_ / "a"))
    laad(map_ / "m", write_levering(map_ / "b", "2022-08-01", metingen=KOP + "bedden,2022-01,21,,,\n"))
    engine = open_engine(address(map_ / "m"))
    Register(engine).add("advies", "opvang", {"van_wie": "GGD", "advies": "Begin"}, Wie("regisseur"), id_="v1")
    assert run(["bewaar", str(map_ / "goed.zip"), "--magazijn", str(map_ / "m")]) == 0
    close_engines()
    return map_


@pytest.fixture(autouse=True)
def eigen_dossier(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("KETENSPIEGEL_DOSSIER", raising=False)


@pytest.fixture
def m(origineel: Path, tmp_path: Path) -> Path:
    """The same magazijn, of your own."""
    return Path(shutil.copytree(origineel / "m", tmp_path / "m"))


def figures(map_: Path) -> list[tuple[object, ...]]:
    return query(map_, "select * from kern.meting_versie order by all")


def files(map_: Path) -> dict[str, str]:
    return {str(pad.relative_to(map_)): file_hash(pad) for pad in map_.rglob("*") if pad.is_file() and "dossier" not in str(pad)}


def names(map_: Path) -> list[str]:
    return [pad.name for pad in map_.iterdir()]


def type_in(*woorden: object) -> int:
    return run([str(woord) for woord in woorden])


def test_what_comes_back_is_the_same_magazijn_with_the_same_figures_and_dossier(
    origineel: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert type_in("herstel", origineel / "goed.zip", "--magazijn", tmp_path / "nieuw") == 0
    bouw = Magazijn(origineel / "m").current_build()
    assert bouw is not None
    assert capsys.readouterr().out == (
        f"Teruggezet uit {origineel / 'goed.zip'}: 2 leveringen, de bouw {bouw.stem} en een dossier met 1 versie.\n"
    )
    oud, nieuw = files(origineel / "m"), files(tmp_path / "nieuw")
    eerdere = {naam for naam in oud if naam.startswith("bouw/") and bouw.name not in naam}
    assert nieuw == {naam: hash_ for naam, hash_ in oud.items() if naam not in eerdere}
    assert figures(tmp_path / "nieuw") == figures(origineel / "m")
    assert Register(open_engine(address(tmp_path / "nieuw"))).newest("advies", "v1")["advies"] == "Begin"
    close_engines()
    assert type_in("gezondheid", "--magazijn", tmp_path / "nieuw") == 0


def test_the_work_goes_on_after_it_came_back(origineel: Path, tmp_path: Path) -> None:
    type_in("herstel", origineel / "goed.zip", "--magazijn", tmp_path / "nieuw")
    laad(tmp_path / "nieuw", write_levering(tmp_path / "c", "2022-09-01", metingen=KOP + "bedden,2022-05,26,,,\n"))
    assert query(tmp_path / "nieuw", "select waarde from kern.meting where periode = '2022-05'") == [(26.0,)]


def test_a_backup_says_what_is_in_it_and_only_its_maker_may_read_it(m: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    doel = tmp_path / "map" / "k.zip"
    assert type_in("bewaar", doel, "--magazijn", m) == 0
    bouw = Magazijn(m).current_build()
    assert bouw is not None
    assert capsys.readouterr().out == f"Bewaard in {doel}: 2 leveringen, de bouw {bouw.stem} en een dossier met 1 versie.\n"
    assert stat.S_IMODE(doel.stat().st_mode) == 0o600
    assert names(doel.parent) == ["k.zip"]


def test_a_file_that_is_there_is_not_overwritten(m: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "k.zip").write_text("van gisteren", encoding="utf-8")
    assert type_in("bewaar", tmp_path / "k.zip", "--magazijn", m) == 2
    assert capsys.readouterr().err == f"{tmp_path / 'k.zip'} bestaat al. Kies een andere naam; er is niets overschreven.\n"
    assert (tmp_path / "k.zip").read_text(encoding="utf-8") == "van gisteren"


def test_where_there_is_no_magazijn_no_backup_is_made(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert type_in("bewaar", tmp_path / "k.zip", "--magazijn", tmp_path / "weg") == 2
    assert capsys.readouterr().err == f"In {tmp_path / 'weg'} staat geen magazijn. Geef met --magazijn de goede map op.\n"
    assert names(tmp_path) == []


def test_half_a_backup_never_stays(m: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(reservekopie, "_write_build", full)
    assert type_in("bewaar", tmp_path / "map" / "k.zip", "--magazijn", m) == 3
    assert names(tmp_path / "map") == []


def test_what_is_damaged_is_left_out_named_and_the_rest_comes_back(m: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    winkel = Magazijn(m)
    levering = winkel.manifests()[-1]
    winkel.raw_path("metingen", levering.tabellen["metingen"]).write_bytes(b"kapot")
    assert type_in("bewaar", tmp_path / "k.zip", "--magazijn", m) == 3
    wat = f"metingen van levering b ({levering.levering}) is beschadigd of weg."
    assert capsys.readouterr().err.splitlines() == [
        wat,
        "Zij zitten niet in de reservekopie. Kijk wat u kunt doen met: python -m etl gezondheid.",
    ]
    assert type_in("herstel", tmp_path / "k.zip", "--magazijn", tmp_path / "nieuw") == 3
    assert capsys.readouterr().err.splitlines() == [
        wat,
        "Zij waren al stuk toen deze reservekopie werd gemaakt. Zet ze terug uit een oudere, met: gezondheid --uit.",
    ]
    assert figures(tmp_path / "nieuw") == figures(m)


def test_without_a_whole_build_the_spiegel_is_built_when_it_comes_back(m: Path, tmp_path: Path, origineel: Path) -> None:
    bouw = Magazijn(m).current_build()
    assert bouw is not None
    bouw.write_bytes(b"kapot")
    assert type_in("bewaar", tmp_path / "k.zip", "--magazijn", m) == 0
    assert type_in("herstel", tmp_path / "k.zip", "--magazijn", tmp_path / "nieuw") == 0
    nieuw = Magazijn(tmp_path / "nieuw").current_build()
    assert nieuw is not None
    assert is_whole(nieuw)
    assert figures(tmp_path / "nieuw") == figures(origineel / "m")


def test_it_is_not_put_back_over_a_magazijn_that_is_not_empty(origineel: Path, m: Path, capsys: pytest.CaptureFixture[str]) -> None:
    voor = files(m)
    assert type_in("herstel", origineel / "goed.zip", "--magazijn", m) == 2
    assert capsys.readouterr().err == (
        f"Het magazijn {m} is niet leeg. Er is niets veranderd. Zet die map opzij, of geef met --magazijn een lege map op.\n"
    )
    assert files(m) == voor


def test_nor_over_a_dossier_that_is_not_empty(origineel: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    register = Register(open_engine(address(tmp_path / "nieuw")))
    register.add("advies", "opvang", {"van_wie": "GGD", "advies": "Ander"}, Wie("regisseur"))
    assert type_in("herstel", origineel / "goed.zip", "--magazijn", tmp_path / "nieuw") == 2
    assert capsys.readouterr().err == "Dit dossier is niet leeg. Zet een kopie alleen terug op een leeg dossier; er is niets veranderd.\n"
    assert nothing_came(tmp_path / "nieuw")
    assert len(register.all("advies")) == 1
    close_engines()


def nothing_came(map_: Path) -> bool:
    return not any(pad.is_file() and pad.name != "slot" and "dossier" not in str(pad) for pad in map_.rglob("*"))


def rewrite(goed: Path, doel: Path, erbij: Callable[[zipfile.ZipFile, dict[str, object]], None], weg: str = "") -> None:
    """The same zip with something changed: `erbij` may add members and change the table of contents."""
    with zipfile.ZipFile(goed) as oud, zipfile.ZipFile(doel, "w") as nieuw:
        inhoud = json.loads(oud.read("inhoud.json"))
        for naam in oud.namelist():
            if naam != "inhoud.json" and not (weg and naam.startswith(weg)):
                nieuw.writestr(naam, oud.read(naam))
        erbij(nieuw, inhoud)
        nieuw.writestr("inhoud.json", json.dumps(inhoud))


def member(naam: str, *, genoemd: bool = True, soort: int = 0) -> Callable[[Path, Path], None]:
    """A backup with one member more; `soort` is its kind of file (a link, a device)."""

    def erbij(archief: zipfile.ZipFile, inhoud: dict[str, object]) -> None:
        lid = zipfile.ZipInfo(naam)
        lid.external_attr = (soort | 0o777) << 16
        archief.writestr(lid, b"/etc/passwd")
        if genoemd:
            bestanden = inhoud["bestanden"]
            assert isinstance(bestanden, dict)
            bestanden[naam] = {"bytes": 11, "sha256": "0" * 64}

    return lambda goed, doel: rewrite(goed, doel, erbij)


def change(goed: Path, doel: Path, naam: str) -> None:
    """A raw file with other bytes, and the table of contents in agreement with it."""

    def erbij(archief: zipfile.ZipFile, inhoud: dict[str, object]) -> None:
        bestanden = inhoud["bestanden"]
        assert isinstance(bestanden, dict)
        [ruw] = [lid for lid in bestanden if lid.startswith(naam)]
        archief.writestr(ruw, b"anders")
        bestanden[ruw] = {"bytes": 6, "sha256": hashlib.sha256(b"anders").hexdigest()}

    rewrite(goed, doel, erbij, weg=naam)


RUW = f"ruw/metingen/{'0' * 64}.parquet"
VREEMD = "In {bron} zit iets dat er niet hoort ({wat}). Er is niets teruggezet."
GEEN = "{bron} is geen reservekopie, of is beschadigd. Er is niets teruggezet."
VIJANDIG: dict[str, tuple[Callable[[Path, Path], object], str]] = {
    "naar boven": (member("../../buiten.txt"), VREEMD.format(bron="{bron}", wat="../../buiten.txt")),
    "naar boven via ruw": (member("ruw/../../buiten.parquet"), VREEMD.format(bron="{bron}", wat="ruw/../../buiten.parquet")),
    "absoluut": (member("/nergens/buiten.txt"), VREEMD.format(bron="{bron}", wat="/nergens/buiten.txt")),
    "met een regeleinde": (member(RUW + "\n"), VREEMD.format(bron="{bron}", wat=RUW + "\\n")),
    "schuine streep terug": (member("ruw\\buiten"), VREEMD.format(bron="{bron}", wat="ruw\\\\buiten")),
    "een programma": (member("dossier/dossier.sqlite"), VREEMD.format(bron="{bron}", wat="dossier/dossier.sqlite")),
    "een koppeling": (member(RUW, soort=stat.S_IFLNK), VREEMD.format(bron="{bron}", wat=RUW)),
    "een apparaat": (member(RUW, soort=stat.S_IFBLK), VREEMD.format(bron="{bron}", wat=RUW)),
    "een map": (member("ruw/metingen/"), VREEMD.format(bron="{bron}", wat="ruw/metingen/")),
    "niet genoemd": (member(RUW, genoemd=False), VREEMD.format(bron="{bron}", wat=RUW)),
    "ruw klopt niet": (member(RUW), "{bron} is beschadigd: " + RUW + " klopt niet. Er is niets teruggezet."),
    "aanwijzer naar niets": (lambda goed, doel: rewrite(goed, doel, without_build, weg="bouw/"), GEEN),
    "dossier weg": (lambda goed, doel: rewrite(goed, doel, lambda *_: None, weg="dossier"), GEEN),
    "is er niet": (lambda goed, doel: None, GEEN),
    "leeg": (lambda goed, doel: doel.touch(), GEEN),
    "afgekapt": (lambda goed, doel: doel.write_bytes(goed.read_bytes()[:-300]), GEEN),
    "halverwege afgekapt": (lambda goed, doel: doel.write_bytes(goed.read_bytes()[:100_000]), GEEN),
    "andere zip": (lambda goed, doel: zipfile.ZipFile(doel, "w").close(), GEEN),
}


def without_build(_: zipfile.ZipFile, inhoud: dict[str, object]) -> None:
    bestanden = inhoud["bestanden"]
    assert isinstance(bestanden, dict)
    inhoud["bestanden"] = {naam: deel for naam, deel in bestanden.items() if not naam.startswith("bouw/")}


@pytest.mark.parametrize("wat", VIJANDIG)
def test_what_is_no_whole_backup_of_ours_is_refused_and_nothing_comes(
    wat: str, origineel: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    breek, zin = VIJANDIG[wat]
    bron = tmp_path / "kapot.zip"
    breek(origineel / "goed.zip", bron)
    assert type_in("herstel", bron, "--magazijn", tmp_path / "diep" / "nieuw") == 2
    assert capsys.readouterr().err == zin.format(bron=bron) + "\n"
    assert nothing_came(tmp_path / "diep" / "nieuw")
    assert {pad.name for pad in tmp_path.iterdir()} <= {"kapot.zip", "diep"}
    assert not (tmp_path / "diep" / "nieuw" / "dossier").exists()


def test_a_raw_file_must_have_the_hash_of_its_name_whatever_the_contents_say(
    origineel: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    change(origineel / "goed.zip", tmp_path / "k.zip", "ruw/ketens/")
    assert type_in("herstel", tmp_path / "k.zip", "--magazijn", tmp_path / "nieuw") == 2
    assert capsys.readouterr().err.startswith(f"{tmp_path / 'k.zip'} is beschadigd: ruw/ketens/")
    assert nothing_came(tmp_path / "nieuw")


def test_one_wrong_byte_in_a_file_of_the_backup_is_seen(origineel: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    goed = origineel / "goed.zip"
    with zipfile.ZipFile(goed) as archief:
        leden = archief.infolist()
    for lid in leden[:: max(1, len(leden) // 12)]:
        inhoud = bytearray(goed.read_bytes())
        inhoud[lid.header_offset + 30 + len(lid.filename) + 20 + lid.compress_size // 2] ^= 0x01
        (tmp_path / "k.zip").write_bytes(inhoud)
        assert type_in("herstel", tmp_path / "k.zip", "--magazijn", tmp_path / "nieuw") == 2, lid.filename
        assert nothing_came(tmp_path / "nieuw")


def test_too_little_room_is_said_before_anything_is_unpacked(
    origineel: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: shutil._ntuple_diskusage(10, 9, 1))
    assert type_in("herstel", origineel / "goed.zip", "--magazijn", tmp_path / "nieuw") == 2
    assert capsys.readouterr().err.startswith("Er is te weinig ruimte: nodig is ")
    assert nothing_came(tmp_path / "nieuw")


def test_what_is_not_shared_comes_back_too_with_the_status_it_has_now(m: Path, tmp_path: Path) -> None:
    levering = write_levering(tmp_path / "c", "2022-09-01", metingen=KOP + "bedden,2022-05,26,,,\n")
    (levering / "levering.json").write_text(json.dumps({"leverancier": "Gemeente Testdam", "status": "concept"}), encoding="utf-8")
    laad(m, levering)
    [concept] = [manifest.levering for manifest in Magazijn(m).manifests() if manifest.status == "concept"]
    assert type_in("delen", concept, "in_vertrouwen", "--magazijn", m) == 0
    assert type_in("bewaar", tmp_path / "k.zip", "--magazijn", m) == 0
    assert type_in("herstel", tmp_path / "k.zip", "--magazijn", tmp_path / "nieuw") == 0
    close_engines()
    nieuw, oud = Magazijn(tmp_path / "nieuw"), Magazijn(m)
    assert nieuw.manifests() == oud.manifests()
    bouw, eerder = nieuw.current_build(), oud.current_build()
    assert bouw is not None
    assert eerder is not None
    assert file_hash(nieuw.for_table(bouw)) == file_hash(oud.for_table(eerder))
    assert type_in("gezondheid", "--magazijn", tmp_path / "nieuw") == 0
