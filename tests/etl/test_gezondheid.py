"""`python -m etl gezondheid`: what it mends, what it names, and what it leaves alone. Add here what can happen to a magazijn."""

import json
import shutil
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from dashboard.dossier.kopie import backup
from dashboard.dossier.verbinding import close_engines, open_engine
from etl.cli import run
from etl.magazijn import Magazijn, file_hash, hash_beside, is_whole
from etl.peildatum import build_as_known
from etl.reservekopie import back_up
from tests.etl.hulp import copy_good, laad, query, write_levering

pytestmark = pytest.mark.usefixtures("zonder_vragen")

KOP = "indicator,periode,waarde,tekst,teller,noemer\n"
TWEEDE = KOP + "bedden,2022-01,21,,,\nbedden,2022-04,25,,,\n"
HEEL = "Nagekeken: 2 leveringen, 17 bewaarde tabellen, 2 bouwen en een dossier met 0 versies. Alles is heel."
UIT = "Zet haar terug uit een reservekopie: python -m etl gezondheid --uit RESERVEKOPIE.zip."


@pytest.fixture(scope="module")
def origineel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A magazijn with two leveringen and two builds, and a backup beside it."""
    map_ = tmp_path_factory.mktemp("origineel")
    laad(map_ / "m", copy_good(map_ / "a"))
    laad(map_ / "m", write_levering(map_ / "b", "2022-08-01", metingen=TWEEDE))
    back_up(Magazijn(map_ / "m"), map_ / "kopie.zip", lambda doel: backup(open_engine(f"sqlite:///{map_}/leeg.sqlite"), doel))
    close_engines()
    return map_


@pytest.fixture(autouse=True)
def eigen_dossier(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("KETENSPIEGEL_DOSSIER", raising=False)


@pytest.fixture
def m(origineel: Path, tmp_path: Path) -> Magazijn:
    """The same, of your own."""
    return Magazijn(Path(shutil.copytree(origineel / "m", tmp_path / "m")))


Kijk = Callable[..., tuple[int, list[str]]]


@pytest.fixture
def kijk(m: Magazijn, capsys: pytest.CaptureFixture[str]) -> Kijk:
    """Run the command; gives its exit code and what it said."""

    def kijk_(*woorden: object, commando: str = "gezondheid") -> tuple[int, list[str]]:
        capsys.readouterr()
        code = run([commando, "--magazijn", str(m.map), *map(str, woorden)])
        uit = capsys.readouterr()
        return code, [*uit.out.splitlines(), *uit.err.splitlines()]

    return kijk_


def newest(m: Magazijn) -> list[tuple[object, ...]]:
    return query(m.map, "select periode, waarde from kern.meting where indicator = 'bedden' and waarde is not null order by all")


CIJFERS = [("2022-01", 21.0), ("2022-02", 22.0), ("2022-04", 25.0)]


def current(m: Magazijn) -> Path:
    bouw = m.current_build()
    assert bouw is not None
    return bouw


def flip(pad: Path, plaats: float = 0.5) -> bytes:
    inhoud = bytearray(pad.read_bytes())
    inhoud[int(len(inhoud) * plaats)] ^= 0xFF
    pad.write_bytes(inhoud)
    return bytes(inhoud)


def second(m: Magazijn) -> tuple[Path, str]:
    """The raw metingen of the second levering, and her name."""
    manifest = m.manifests()[-1]
    return m.raw_path("metingen", manifest.tabellen["metingen"]), manifest.levering


def raw_hashes(m: Magazijn) -> dict[str, str]:
    return {str(pad.relative_to(m.map)): file_hash(pad) for pad in m.ruw.rglob("*.parquet")}


def test_a_whole_magazijn_is_said_to_be_whole_and_nothing_changes(m: Magazijn, kijk: Kijk) -> None:
    voor = {pad: pad.stat().st_mtime_ns for pad in m.map.rglob("*") if pad.is_file() and pad.name != "slot"}
    assert kijk() == (0, [HEEL])
    assert {pad: pad.stat().st_mtime_ns for pad in m.map.rglob("*") if pad.is_file() and pad.name != "slot"} == voor


def test_it_can_be_said_as_json(kijk: Kijk) -> None:
    code, regels = kijk("--json")
    assert (code, json.loads("\n".join(regels))) == (
        0,
        {"gezond": True, "leveringen": 2, "bestanden": 17, "bouwen": 2, "versies": 0, "hersteld": [], "let_op": [], "stuk": []},
    )


def test_where_there_is_no_magazijn_it_says_so_and_makes_none(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["gezondheid", "--magazijn", str(tmp_path / "weg")]) == 2
    assert capsys.readouterr().err == f"In {tmp_path / 'weg'} staat geen magazijn. Geef met --magazijn de goede map op.\n"
    assert not (tmp_path / "weg").exists()


def test_every_build_has_its_hash_beside_it_as_sha256sum_writes_it(m: Magazijn) -> None:
    for bouw in m.builds():
        assert hash_beside(bouw).read_text(encoding="ascii") == f"{file_hash(bouw)}  {bouw.name}\n"


def damage_build(m: Magazijn) -> str:
    flip(current(m))
    return f"De bouw {current(m).stem} was beschadigd."


def remove_build(m: Magazijn) -> str:
    current(m).unlink()
    return "De aanwijzer wees naar een bouw die er niet is."


def damage_pointer(m: Magazijn) -> str:
    m.aanwijzer.write_text("{", encoding="utf-8")
    return "De aanwijzer was beschadigd."


def remove_pointer(m: Magazijn) -> str:
    m.aanwijzer.unlink()
    return "Er was geen bouw in gebruik."


def forget_hash(m: Magazijn) -> str:
    hash_beside(current(m)).unlink()
    return f"Van de bouw {current(m).stem} was niet vastgelegd hoe hij hoort te zijn."


@pytest.mark.parametrize("breek", [damage_build, remove_build, damage_pointer, remove_pointer, forget_hash])
def test_what_is_served_is_built_again_when_it_is_damaged_or_missing(breek: Callable[[Magazijn], str], m: Magazijn, kijk: Kijk) -> None:
    reden, ruw = breek(m), raw_hashes(m)
    code, regels = kijk()
    assert code == 0
    bouw = current(m)
    assert f"Hersteld: {reden} De spiegel is opnieuw gebouwd uit alles wat geleverd is: {bouw.stem}." in regels
    assert regels[-1].endswith("Alles is heel.")
    assert (is_whole(bouw), newest(m), raw_hashes(m)) == (True, CIJFERS, ruw)
    assert [is_whole(ander) for ander in m.builds()] in ([True, True], [True, True, True], [True, None, True])


def test_a_damaged_build_is_set_aside(m: Magazijn, kijk: Kijk) -> None:
    oud = m.builds()[0]
    inhoud = flip(oud)
    code, regels = kijk()
    [opzij] = m.opzij.iterdir()
    assert (code, regels) == (
        0,
        [f"Let op: De bouw {oud.stem} was beschadigd en staat nu in {opzij}. Hij is niet meer nodig.", HEEL],
    )
    assert opzij.read_bytes() == inhoud
    assert kijk() == (0, ["Nagekeken: 2 leveringen, 17 bewaarde tabellen, 1 bouw en een dossier met 0 versies. Alles is heel."])


def test_an_earlier_build_that_somebody_chose_stays_in_use(m: Magazijn, kijk: Kijk) -> None:
    eerder = m.builds()[0]
    m.publish(eerder)
    assert kijk() == (0, [f"Let op: In gebruik is een eerdere bouw: {eerder.stem}. Een nieuwe maakt u met python -m etl bouw.", HEEL])
    assert current(m) == eerder


def test_a_changed_raw_file_is_named_set_aside_and_put_back_from_a_backup(m: Magazijn, kijk: Kijk, origineel: Path, tmp_path: Path) -> None:
    pad, levering = second(m)
    inhoud, bouw = flip(pad), current(m)
    code, regels = kijk()
    [opzij] = m.opzij.iterdir()
    wie = f"levering b ({levering}), van Gemeente Testdam, geleverd op 2022-08-01, geladen op {date.today()}"
    gezegd = [
        f"Stuk: De tabel metingen van {wie} is veranderd sinds zij werd bewaard. Het beschadigde bestand staat in {opzij}.",
        f"  {UIT}",
        f"  Is die er niet: verplaats {m.leveringen_map / levering}.json naar {m.opzij}, en vraag Gemeente Testdam om opnieuw te leveren.",
        "Nagekeken: 2 leveringen, 17 bewaarde tabellen, 2 bouwen en een dossier met 0 versies. Niet alles is heel: zie boven.",
    ]
    assert (code, regels) == (3, gezegd)
    assert opzij.read_bytes() == inhoud
    assert (current(m), newest(m)) == (bouw, CIJFERS)
    assert kijk() == (3, gezegd)
    code, regels = kijk(write_levering(tmp_path / "c", "2022-09-01", metingen=KOP + "bedden,2022-05,26,,,\n"), commando="laden")
    assert (code, regels[-1]) == (
        3,
        "De vorige spiegel blijft in gebruik. Kijk na wat er is en wat u kunt doen: python -m etl gezondheid",
    )
    kopie = origineel / "kopie.zip"
    assert kijk("--uit", kopie) == (
        0,
        [f"Hersteld: De tabel metingen van {wie} is teruggezet uit {kopie}. Het beschadigde bestand staat in {opzij}.", HEEL],
    )
    assert file_hash(pad) == pad.stem


def test_without_a_backup_the_next_step_works(m: Magazijn, kijk: Kijk, tmp_path: Path) -> None:
    pad, levering = second(m)
    pad.unlink()
    code, regels = kijk()
    assert (code, regels[0].partition(f"geladen op {date.today()}")[2]) == (3, " is weg.")
    m.opzij.mkdir()
    (m.leveringen_map / f"{levering}.json").rename(m.opzij / f"{levering}.json")
    assert kijk() == (0, ["Nagekeken: 1 levering, 16 bewaarde tabellen, 2 bouwen en een dossier met 0 versies. Alles is heel."])
    laad(m.map, write_levering(tmp_path / "b", "2022-08-01", metingen=TWEEDE))
    assert newest(m) == CIJFERS


def test_with_a_damaged_levering_and_a_damaged_build_an_earlier_whole_build_is_served(m: Magazijn, kijk: Kijk, origineel: Path) -> None:
    eerder, bouw = m.builds()
    flip(second(m)[0])
    flip(bouw)
    code, regels = kijk()
    assert (code, regels[0]) == (
        3,
        f"Hersteld: De bouw {bouw.stem} was beschadigd. Zolang er iets stuk is, wordt niet gebouwd. "
        f"In gebruik is nu een eerdere, hele bouw: {eerder.stem}.",
    )
    assert current(m) == eerder
    flip(eerder)
    code, regels = kijk()
    assert (code, regels[-2]) == (
        3,
        f"Stuk: De bouw {eerder.stem} was beschadigd. Er is geen hele bouw om in gebruik te nemen. "
        "Herstel eerst wat hierboven staat; voer dit daarna opnieuw uit.",
    )
    assert kijk("--uit", origineel / "kopie.zip")[0] == 0
    assert newest(m) == CIJFERS


def break_json(pad: Path) -> None:
    pad.write_text("{", encoding="utf-8")


def other_name(pad: Path) -> None:
    pad.write_text(pad.read_text(encoding="utf-8").replace(pad.stem, pad.stem[:-1] + "x"), encoding="utf-8")


def other_hash(pad: Path) -> None:
    velden = json.loads(pad.read_text(encoding="utf-8"))
    pad.write_text(json.dumps(velden | {"hash": "0" * 64}), encoding="utf-8")


@pytest.mark.parametrize("breek", [break_json, other_name, other_hash])
def test_a_damaged_manifest_is_named_and_put_back_from_a_backup(
    breek: Callable[[Path], None], m: Magazijn, kijk: Kijk, origineel: Path
) -> None:
    levering = second(m)[1]
    pad = m.leveringen_map / f"{levering}.json"
    breek(pad)
    stuk = pad.read_bytes()
    code, regels = kijk()
    assert (code, regels[:2]) == (
        3,
        [
            f"Stuk: Levering {levering}, geladen op {datetime.now(UTC):%Y-%m-%d}: haar manifest {pad} is beschadigd. Het is blijven staan.",
            "  Zet het terug uit een reservekopie: python -m etl gezondheid --uit RESERVEKOPIE.zip. "
            "Zolang dat niet is gebeurd, kan er niets worden geladen of gebouwd.",
        ],
    )
    assert pad.read_bytes() == stuk
    code, regels = kijk("--uit", origineel / "kopie.zip")
    [opzij] = m.opzij.iterdir()
    assert (code, regels[-1], opzij.read_bytes()) == (0, HEEL, stuk)


def test_a_manifest_with_another_number_of_rows_is_named_and_nothing_is_built_on_it(m: Magazijn, kijk: Kijk) -> None:
    pad = m.leveringen_map / f"{second(m)[1]}.json"
    pad.write_text(pad.read_text(encoding="utf-8").replace('"rijen": 2', '"rijen": 3'), encoding="utf-8")
    flip(current(m))
    eerder = m.builds()[0]
    code, regels = kijk()
    assert (code, current(m)) == (3, eerder)  # what could be built would be built on what somebody changed
    assert regels[2].endswith(
        "noemt 3 rijen in metingen; het zijn er 2. Iemand heeft het manifest veranderd. Vergelijk het met dat in een reservekopie."
    )


def test_a_manifest_that_is_gone_is_missed_and_put_back_from_a_backup(m: Magazijn, kijk: Kijk, origineel: Path) -> None:
    levering = second(m)[1]
    (m.leveringen_map / f"{levering}.json").unlink()
    code, regels = kijk()
    assert code == 3
    assert regels[-4] == (
        f"Stuk: Levering b ({levering}), van Gemeente Testdam, geladen op {datetime.now(UTC):%Y-%m-%d}: "
        "zij zit in de spiegel, maar haar manifest is weg."
    )
    assert kijk("--uit", origineel / "kopie.zip")[0] == 0
    assert [manifest.naam for manifest in m.manifests()] == ["a", "b"]


def test_what_a_killed_run_left_is_removed_and_what_it_had_kept_is_built(m: Magazijn, kijk: Kijk) -> None:
    eerder, nieuwer = m.builds()
    nieuwer.unlink()  # killed after the manifest, before the build
    m.publish(eerder)
    (m.map / "werk").mkdir()
    (m.map / "werk" / "half.parquet").touch()
    for half in (m.map / ".huidig.json.123", m.leveringen_map / ".x.json.99", m.bouw_map / ".spiegel-x.duckdb.sha256.7"):
        half.touch()
    code, regels = kijk()
    assert (code, regels[:2]) == (
        0,
        [
            "Hersteld: Resten van een gestopt commando zijn opgeruimd.",
            "Hersteld: Er was meer geleverd dan in de spiegel stond (van een gestopt laden). "
            f"De spiegel is opnieuw gebouwd uit alles wat geleverd is: {current(m).stem}.",
        ],
    )
    assert [pad for pad in m.map.rglob("*") if pad.name.startswith(".") or pad.name == "werk"] == []
    assert not hash_beside(nieuwer).exists()
    assert newest(m) == CIJFERS


def test_a_raw_file_without_a_levering_stays_when_whole_and_is_set_aside_when_damaged(m: Magazijn, kijk: Kijk, tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(b"heel")
    m.keep_raw("metingen", tmp_path / "x", 0)
    assert kijk() == (0, [f"Let op: In {m.ruw}: 1 bestand hoort bij geen levering (van een gestopt laden). Dat kan geen kwaad.", HEEL])
    kapot = m.ruw / "metingen" / f"{'0' * 64}.parquet"
    kapot.write_bytes(b"kapot")
    code, regels = kijk()
    [opzij] = m.opzij.iterdir()
    assert (code, regels[0]) == (
        0,
        f"Let op: Een beschadigd bestand dat bij geen levering hoort, staat nu in {opzij}. Er is niets verloren.",
    )
    assert opzij.read_bytes() == b"kapot"


def test_keeping_a_raw_file_over_a_damaged_one_sets_that_aside(m: Magazijn, tmp_path: Path) -> None:
    pad = second(m)[0]
    (tmp_path / "goed").write_bytes(pad.read_bytes())
    inhoud = flip(pad)
    m.keep_raw("metingen", tmp_path / "goed", 2)
    assert file_hash(pad) == pad.stem
    assert [opzij.read_bytes() for opzij in m.opzij.iterdir()] == [inhoud]


def test_a_damaged_build_of_an_earlier_day_is_removed_for_it_is_made_again_when_asked_for(m: Magazijn, kijk: Kijk) -> None:
    bouw = build_as_known(m, date(2022, 7, 15))
    assert kijk()[1][-1] == HEEL.replace("2 bouwen", "3 bouwen")
    flip(bouw)
    code, regels = kijk()
    assert (code, regels[0]) == (
        0,
        f"Hersteld: De bouw {bouw.stem} van een eerdere dag klopte niet. Hij wordt opnieuw gemaakt als iemand erom vraagt.",
    )
    assert not bouw.exists()
    assert not hash_beside(bouw).exists()


def test_a_file_that_is_no_backup_is_refused_and_nothing_changes(m: Magazijn, kijk: Kijk, tmp_path: Path) -> None:
    (tmp_path / "x.zip").write_text("geen zip", encoding="utf-8")
    flip(second(m)[0])
    code, regels = kijk("--uit", tmp_path / "x.zip")
    assert (code, regels) == (2, [f"{tmp_path / 'x.zip'} is geen reservekopie, of is beschadigd. Er is niets teruggezet."])
    assert not m.opzij.exists()


def test_a_moment_of_loading_is_never_before_that_of_an_earlier_levering(m: Magazijn) -> None:
    assert m.next_moment() > datetime.fromisoformat(m.manifests()[-1].geladen_op)
    manifest = m.manifests()[-1]
    pad = m.leveringen_map / f"{manifest.levering}.json"
    pad.write_text(pad.read_text(encoding="utf-8").replace(manifest.geladen_op, "2999-01-01T00:00:00.000000+00:00"), encoding="utf-8")
    assert m.next_moment() == datetime(2999, 1, 1, microsecond=1, tzinfo=UTC)


def test_a_build_made_after_the_clock_was_set_back_is_still_the_last_one(m: Magazijn, tmp_path: Path) -> None:
    laatste = m.builds()[-1]
    (tmp_path / "nieuw").write_bytes(b"nieuw")
    nieuw = m.add_build(tmp_path / "nieuw", datetime(2020, 1, 1, tzinfo=UTC))
    assert m.builds()[-1] == nieuw
    assert (nieuw > laatste, is_whole(nieuw)) == (True, True)


@pytest.fixture
def besloten(m: Magazijn, tmp_path: Path) -> Magazijn:
    """The same, with a levering in vertrouwen and a concept: beside the build stands one for the tables of the ketens."""
    for naam, status, maand in (("vertrouwd", "in_vertrouwen", "05"), ("concept", "concept", "06")):
        levering = write_levering(tmp_path / naam, "2022-09-01", metingen=KOP + f"bedden,2022-{maand},26,,,\n")
        (levering / "levering.json").write_text(json.dumps({"leverancier": "Gemeente Testdam", "status": status}), encoding="utf-8")
        laad(m.map, levering)
    assert m.for_table(current(m)).exists()
    return m


def test_what_is_not_shared_is_no_reason_to_build_again(besloten: Magazijn, kijk: Kijk) -> None:
    voor = current(besloten)
    code, regels = kijk()
    assert (code, len(regels), current(besloten)) == (0, 1, voor)
    assert regels[0].startswith("Nagekeken: 4 leveringen, ")


def test_a_build_for_the_tables_that_is_damaged_is_built_again(besloten: Magazijn, kijk: Kijk) -> None:
    voor = current(besloten)
    flip(besloten.for_table(voor))
    code, regels = kijk()
    assert (code, regels[0]) == (
        0,
        f"Hersteld: De bouw {voor.stem} was beschadigd. De spiegel is opnieuw gebouwd uit alles wat geleverd is: {current(besloten).stem}.",
    )
    assert is_whole(besloten.for_table(current(besloten))) is True
    assert is_whole(current(besloten)) is True
    assert kijk() == (0, [regels[-1]])


def test_a_changed_status_is_no_levering_and_is_checked_as_one(besloten: Magazijn, kijk: Kijk) -> None:
    [vertrouwd] = [m.levering for m in besloten.manifests() if m.naam == "vertrouwd"]
    assert kijk(vertrouwd, "gedeeld", commando="delen")[0] == 0
    code, regels = kijk()
    assert (code, regels[-1].partition(",")[0]) == (0, "Nagekeken: 4 leveringen")
    [status] = besloten.leveringen_map.glob("*-status.json")
    break_json(status)
    code, regels = kijk()
    assert code == 3
    assert f"haar manifest {status} is beschadigd. Het is blijven staan." in regels[0]
