"""`python -m etl gezondheid` on the dossier: what it names, what it puts back, and what it never writes over. Add here what can happen."""

import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import psycopg
import pytest

from dashboard.dossier.kopie import backup
from dashboard.dossier.logboek import Regel, append
from dashboard.dossier.register import Daad, Register, Wie, now
from dashboard.dossier.verbinding import close_engines, make_engine, migrate, open_engine
from etl.cli import run
from etl.gezondheid.dossier import examine_dossier
from etl.gezondheid.onderzoek import Onderzoek
from etl.magazijn import Magazijn
from etl.reservekopie import back_up
from tests.dashboard.dossier.conftest import GGD, REGISSEUR
from tests.dashboard.dossier.postgres import LEEG, Postgres
from tests.dashboard.dossier.test_register import rows

EINDE = (
    "\nIemand heeft buiten Ketenspiegel om iets veranderd, of de schijf is stuk. "
    "Vergelijk het met een reservekopie van daarvoor: python -m etl gezondheid --uit RESERVEKOPIE.zip."
)


def fill(register: Register) -> None:
    """A levering, an afspraak of three versions, and two rows in the log."""
    with register.change_set(Daad(Wie(None, "GGD"), now(), levering="levering-1")) as daad:
        daad.add("overleg", "opvang", {"naam": "Stuurgroep"}, "o1")
        daad.add("afspraak", "opvang", {"afspraak": "Komt later", "overleg": "nog-niet-geleverd"}, "a0")
    register.change("afspraak", "a0", 1, {"toelichting": "Van ons"}, GGD)
    register.add("afspraak", "opvang", {"afspraak": "Tien bedden erbij", "overleg": "o1"}, REGISSEUR, id_="a1")
    register.change("afspraak", "a1", 1, {"klaar_op": "2026-06"}, GGD)
    register.change("afspraak", "a1", 2, {"klaar_op": "2026-09"}, GGD)
    with register.engine.begin() as verbinding:
        append(verbinding, Regel("inloggen", "anna"))
        append(verbinding, Regel("uitloggen", "anna"))


@pytest.fixture
def gevuld(adres: str) -> str:
    """The address of a dossier in which something happened, and which nobody has open."""
    fill(Register(open_engine(adres)))
    close_engines()
    return adres


def look(adres: str, uit: Path | None = None) -> Onderzoek:
    onderzoek = Onderzoek()
    examine_dossier(adres, uit, onderzoek)
    return onderzoek


def save(adres: str, doel: Path) -> Path:
    """A backup as `bewaar` makes it, with an empty magazijn in it."""
    magazijn = Magazijn(doel.parent / "leeg")
    magazijn.create()
    back_up(magazijn, doel, lambda pad: backup(open_engine(adres), pad))
    close_engines()
    return doel


def all_rows(adres: str) -> dict[str, list[tuple[object, ...]]]:
    antwoord = rows(Register(open_engine(adres)))
    close_engines()
    return antwoord


def tamper(adres: str, *regels: str) -> None:
    """Change the database as somebody with the password would, past every guard."""
    if adres.startswith("sqlite"):
        with closing(sqlite3.connect(adres.removeprefix("sqlite:///"))) as verbinding, verbinding:
            for naam in ("wijzigen", "wissen", "vervangen"):
                verbinding.execute(f"drop trigger logboek_niet_{naam}")
            for regel in regels:
                verbinding.execute(regel)
    else:
        with psycopg.connect(adres) as pg:
            pg.execute("set session_replication_role = replica")
            for regel in regels:
                pg.execute(regel.encode())


def test_a_whole_dossier_is_said_to_be_whole_and_nothing_changes(gevuld: str, tmp_path: Path) -> None:
    voor = all_rows(gevuld)
    uit = save(gevuld, tmp_path / "kopie.zip")
    assert look(gevuld) == Onderzoek(versies=6)
    assert look(gevuld, uit) == Onderzoek(versies=6)
    assert all_rows(gevuld) == voor


@pytest.fixture
def bestand(tmp_path: Path) -> Path:
    """The file of such a dossier in SQLite, with a backup beside it."""
    pad = tmp_path / "map" / "dossier.sqlite"
    fill(Register(open_engine(f"sqlite:///{pad}")))
    save(f"sqlite:///{pad}", tmp_path / "kopie.zip")
    return pad


GEKNOEID = {
    "versie weg": (
        "delete from afspraak_versie where id = 'a1' and nummer = 2",
        ["Een handeling heeft geen enkele versie: 4.", "Van afspraak ontbreken versies: a1."],
    ),
    "eerste versie weg": (
        "delete from afspraak_versie where id = 'a1' and nummer = 1",
        ["Een handeling heeft geen enkele versie: 3.", "Van afspraak ontbreken versies: a1."],
    ),
    "laatste versie weg": ("delete from afspraak_versie where nummer = 3", ["Een handeling heeft geen enkele versie: 5."]),
    "handeling weg": ("delete from wijziging where wijziging = 4", ["Van afspraak heeft een versie geen handeling: a1."]),
    "volgorde": (
        "update afspraak_versie set nummer = 99 where nummer = 3; update afspraak_versie set nummer = 3 where id = 'a1' and nummer = 2; "
        "update afspraak_versie set nummer = 2 where nummer = 99",
        ["Van afspraak is een versie ouder dan de versie ervoor: a1."],
    ),
    "begint ingetrokken": (
        "update overleg_versie set is_ingetrokken = true",
        ["Van overleg is de eerste versie al ingetrokken: o1."],
    ),
    "naar niets": (
        "update afspraak_versie set overleg = 'weg' where id = 'a1'",
        ["Een afspraak verwijst naar een overleg die er niet is: a1."],
    ),
    "herkomst": ("update wijziging set herkomst = 'anders' where wijziging = 5", ["Een handeling heeft een onbekende herkomst: 5."]),
    "levering": (
        "update wijziging set levering = 'levering-2' where wijziging = 5",
        ["Een handeling hoort bij een levering en noemt die niet, of andersom: 5."],
    ),
}


@pytest.mark.parametrize("wat", GEKNOEID)
def test_what_an_append_only_register_cannot_hold_is_named(wat: str, bestand: Path) -> None:
    regel, zinnen = GEKNOEID[wat]
    tamper(f"sqlite:///{bestand}", *regel.split("; "))
    assert look(f"sqlite:///{bestand}").stuk == ["Het dossier klopt niet:\n" + "\n".join(f"- {zin}" for zin in zinnen) + EINDE]


def test_several_faults_are_named_at_once_on_either_database(gevuld: str) -> None:
    tamper(gevuld, *(GEKNOEID[wat][0] for wat in ("laatste versie weg", "naar niets", "begint ingetrokken", "herkomst")))
    assert look(gevuld).stuk == [
        "Het dossier klopt niet:\n- Een handeling heeft geen enkele versie: 5.\n- Een handeling heeft een onbekende herkomst: 5.\n"
        "- Van overleg is de eerste versie al ingetrokken: o1.\n- Een afspraak verwijst naar een overleg die er niet is: a1." + EINDE
    ]


def test_a_table_that_is_gone_is_named(gevuld: str) -> None:
    tamper(
        gevuld, "drop table overleg_versie", "drop table wijziging cascade" if gevuld.startswith("postgresql") else "drop table wijziging"
    )
    assert look(gevuld).stuk == ["Het dossier klopt niet:\n- De tabel overleg_versie is weg.\n- De tabel wijziging is weg." + EINDE]


def test_of_many_faults_a_few_are_named_and_the_rest_is_counted(gevuld: str) -> None:
    tamper(gevuld, "delete from afspraak_versie", "delete from overleg_versie")
    assert look(gevuld).stuk == ["Het dossier klopt niet:\n- Een handeling heeft geen enkele versie: 1, 2, 3 en nog 2." + EINDE]


def test_a_log_that_was_changed_is_named(gevuld: str) -> None:
    tamper(gevuld, "update logboek set wie = 'niemand' where nummer = 1")
    [zin] = look(gevuld).stuk
    assert zin.startswith("Het dossier klopt niet:\n- ") and zin.endswith(EINDE) and "Regel 1 van het logboek" in zin


def test_what_a_backup_holds_and_the_dossier_no_longer_does_is_named(gevuld: str, tmp_path: Path) -> None:
    uit = save(gevuld, tmp_path / "kopie.zip")
    tamper(
        gevuld, "delete from afspraak_versie where nummer = 3", "delete from wijziging where wijziging = 5",
        "update overleg_versie set naam = 'Ander overleg'", "delete from logboek where nummer = 2",
    )  # fmt: skip
    assert look(gevuld).stuk == []  # the end of a register that was cut off is seen only beside a backup
    assert look(gevuld, uit).stuk == [
        f"De reservekopie van {now():%Y-%m-%d} heeft rijen die in het dossier weg zijn of anders zijn: 1 in logboek, 1 in wijziging, "
        "1 in afspraak_versie, 1 in overleg_versie.\n"
        "Wilt u terug naar die reservekopie? Stop eerst het dashboard: systemctl stop ketenspiegel. Geef het bestand van het dossier dan "
        "een andere naam, en herhaal dit commando. Wat na de reservekopie is afgesproken, staat dan alleen nog in het oude bestand."
    ]


def overwrite_page(pad: Path, naam: str) -> None:
    """Make nonsense of the first page of a table or an index."""
    with closing(sqlite3.connect(pad)) as verbinding:
        [(pagina, grootte)] = verbinding.execute(f"select rootpage, page_size from sqlite_master, pragma_page_size where name = '{naam}'")
    with pad.open("r+b") as bestand:
        bestand.seek((pagina - 1) * grootte)
        bestand.write(b"\xff" * grootte)


ONLEESBAAR: dict[str, Callable[[Path], object]] = {
    "leeg": lambda pad: pad.write_bytes(b""),
    "kop weg": lambda pad: pad.write_bytes(b"\x00" * 100 + pad.read_bytes()[100:]),
    "ruis": lambda pad: pad.write_bytes(b"ruis" * 5000),
    "afgekapt": lambda pad: pad.write_bytes(pad.read_bytes()[: len(pad.read_bytes()) // 3]),
    "tabel stuk": lambda pad: overwrite_page(pad, "afspraak_versie"),
    "lijst van tabellen stuk": lambda pad: pad.write_bytes(pad.read_bytes()[:100] + b"\xff" * 3996 + pad.read_bytes()[4096:]),
}


@pytest.mark.parametrize("wat", ONLEESBAAR)
def test_a_file_that_cannot_be_read_is_named_and_put_back_from_a_backup(wat: str, bestand: Path, tmp_path: Path) -> None:
    voor = all_rows(f"sqlite:///{bestand}")
    ONLEESBAAR[wat](bestand)
    kapot = bestand.read_bytes()
    [zin] = look(f"sqlite:///{bestand}").stuk
    assert zin.startswith(f"Het dossier {bestand} is niet goed te lezen: ")
    assert zin.endswith(
        ".\nZet het terug uit de nieuwste reservekopie: python -m etl gezondheid --uit RESERVEKOPIE.zip. "
        "Het beschadigde bestand blijft bewaard."
    )
    onderzoek = look(f"sqlite:///{bestand}", tmp_path / "kopie.zip")
    [opzij] = bestand.parent.glob("dossier.sqlite.beschadigd-*Z")
    assert (onderzoek.stuk, onderzoek.versies) == ([], 6)
    [zin] = onderzoek.hersteld
    assert zin.startswith("Het dossier was niet te lezen (")
    assert zin.endswith(
        f") en is teruggezet uit {tmp_path / 'kopie.zip'}. Het beschadigde bestand staat in {opzij}. "
        f"Wat na {now():%Y-%m-%d} is afgesproken, zit er niet in. Start het dashboard opnieuw."
    )
    assert all_rows(f"sqlite:///{bestand}") == voor
    assert opzij.read_bytes()[-2000:] == kapot[-2000:] or not kapot
    assert look(f"sqlite:///{bestand}", tmp_path / "kopie.zip") == Onderzoek(versies=6)


def test_a_file_that_is_gone_is_put_back_and_without_a_backup_none_is_made(bestand: Path, tmp_path: Path) -> None:
    voor = all_rows(f"sqlite:///{bestand}")
    bestand.unlink()
    assert look(f"sqlite:///{bestand}") == Onderzoek()
    assert not bestand.exists()
    assert look(f"sqlite:///{bestand}", tmp_path / "kopie.zip").hersteld == [
        f"Het dossier was weg en is teruggezet uit {tmp_path / 'kopie.zip'}. "
        f"Wat na {now():%Y-%m-%d} is afgesproken, zit er niet in. Start het dashboard opnieuw."
    ]
    assert all_rows(f"sqlite:///{bestand}") == voor


def test_nothing_is_put_back_over_newer_acts_that_can_still_be_read(bestand: Path, tmp_path: Path) -> None:
    register = Register(open_engine(f"sqlite:///{bestand}"))
    for nummer in range(3):
        register.add("advies", "opvang", {"van_wie": "GGD", "advies": str(nummer)}, REGISSEUR)
    momenten = [v["op"] for v in register.versions("advies")]
    close_engines()
    overwrite_page(bestand, "afspraak_versie")
    kapot = bestand.read_bytes()
    onderzoek = look(f"sqlite:///{bestand}", tmp_path / "kopie.zip")
    assert onderzoek.hersteld == []
    assert onderzoek.stuk[0].partition("\n")[2] == (
        f"Er is niets teruggezet, want in het bestand is nog te lezen van na de reservekopie van {now():%Y-%m-%d}: 3 handelingen, "
        f"van {momenten[0]:%Y-%m-%d %H:%M} tot en met {momenten[2]:%Y-%m-%d %H:%M} (UTC).\n"
        "Gebruik een nieuwere reservekopie. Is die er niet? Stop eerst het dashboard: systemctl stop ketenspiegel. "
        "Geef het bestand een andere naam en herhaal dit commando. Voer daarna opnieuw in wat er toen is afgesproken."
    )
    assert bestand.read_bytes() == kapot


@pytest.mark.parametrize("index", ["ix_afspraak_versie_keten", "sqlite_autoindex_afspraak_versie_1"])
def test_a_damaged_index_costs_nothing_the_rows_are_written_again(index: str, bestand: Path) -> None:
    voor = all_rows(f"sqlite:///{bestand}")
    overwrite_page(bestand, index)
    onderzoek = look(f"sqlite:///{bestand}")
    [opzij] = bestand.parent.glob("dossier.sqlite.beschadigd-*Z")
    assert (onderzoek.stuk, onderzoek.hersteld) == (
        [],
        [
            "Het bestand van het dossier was beschadigd, maar alles was nog te lezen. Het is opnieuw geschreven. "
            f"Het beschadigde bestand staat in {opzij}. Start het dashboard opnieuw."
        ],
    )
    assert all_rows(f"sqlite:///{bestand}") == voor
    assert look(f"sqlite:///{bestand}") == Onderzoek(versies=6)


def test_what_was_written_again_is_still_held_against_the_backup(bestand: Path, tmp_path: Path) -> None:
    bestand.write_bytes(bestand.read_bytes().replace(b"Tien bedden", b"Tiex bedden"))
    overwrite_page(bestand, "ix_afspraak_versie_keten")
    onderzoek = look(f"sqlite:///{bestand}", tmp_path / "kopie.zip")
    assert len(onderzoek.hersteld) == 1
    [zin] = onderzoek.stuk
    assert zin.startswith(
        f"De reservekopie van {now():%Y-%m-%d} heeft rijen die in het dossier weg zijn of anders zijn: 3 in afspraak_versie.\n"
    )


def test_a_letter_in_the_list_of_tables_that_changed_costs_nothing(bestand: Path) -> None:
    voor = all_rows(f"sqlite:///{bestand}")
    heel = bestand.read_bytes()
    kapot = heel.replace(b"REFERENCES wijziging (wijziging)", b"REFERENCES wijziging (sijziging)", 1)
    assert kapot != heel
    bestand.write_bytes(kapot)
    onderzoek = look(f"sqlite:///{bestand}")
    assert onderzoek.stuk == []
    assert onderzoek.hersteld[0].startswith("Het bestand van het dossier was beschadigd, maar alles was nog te lezen.")
    assert all_rows(f"sqlite:///{bestand}") == voor
    register = Register(open_engine(f"sqlite:///{bestand}"))
    assert register.change("afspraak", "a1", 3, {"status": "open"}, GGD)["nummer"] == 4
    close_engines()


HOUDT_OPEN = """
import sqlite3, sys
verbinding = sqlite3.connect(sys.argv[1])
verbinding.execute("select count(*) from wijziging").fetchall()
print("open", flush=True)
sys.stdin.read()
"""


def test_a_file_that_somebody_has_open_is_not_moved_away(bestand: Path, tmp_path: Path) -> None:
    opdracht = [sys.executable, "-c", HOUDT_OPEN, str(bestand)]
    with subprocess.Popen(opdracht, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as ander:
        assert ander.stdout and ander.stdout.readline() == "open\n"
        overwrite_page(bestand, "afspraak_versie")
        onderzoek = look(f"sqlite:///{bestand}", tmp_path / "kopie.zip")
        ander.communicate("")
    assert onderzoek.hersteld == []
    assert onderzoek.stuk[0].endswith(
        "Het is nog in gebruik.\nStop eerst het dashboard: systemctl stop ketenspiegel. Herhaal daarna dit commando."
    )
    assert look(f"sqlite:///{bestand}", tmp_path / "kopie.zip").stuk == []


def test_a_dossier_of_an_earlier_version_is_looked_at_as_it_is(tmp_path: Path) -> None:
    adres = f"sqlite:///{tmp_path / 'dossier.sqlite'}"
    engine = make_engine(adres)
    migrate(engine)
    with engine.begin() as verbinding:
        verbinding.exec_driver_sql("drop table logboek")
        verbinding.exec_driver_sql("alter table duiding_versie drop column zichtbaarheid")
        verbinding.exec_driver_sql("update alembic_version set version_num = '0001'")
        verbinding.exec_driver_sql("insert into wijziging (op, herkomst) values ('2026-01-01 00:00:00.000000', 'app')")
    engine.dispose()
    onderzoek = look(adres)
    assert onderzoek.let_op == ["Het dossier is van een eerdere versie. Het wordt vanzelf bijgewerkt als het dashboard start."]
    assert onderzoek.stuk == ["Het dossier klopt niet:\n- Een handeling heeft geen enkele versie: 1." + EINDE]


def test_a_dossier_of_a_newer_version_is_left_alone(gevuld: str) -> None:
    engine = make_engine(gevuld)
    with engine.begin() as verbinding:
        verbinding.exec_driver_sql("update alembic_version set version_num = '9999'")
    engine.dispose()
    assert look(gevuld).stuk == [
        "Dit dossier is gemaakt met een nieuwere versie van Ketenspiegel. Zet die versie neer; er is niets veranderd."
    ]


def test_a_postgresql_that_is_away_is_named_and_an_empty_one_is_filled(postgres: Postgres, bestand: Path, tmp_path: Path) -> None:
    voor = all_rows(f"sqlite:///{bestand}")
    adres = postgres.new_database(als=LEEG)
    assert look(adres) == Onderzoek()
    postgres.stop()
    try:
        [zin] = look(adres).stuk
    finally:
        postgres.start()
    assert zin.startswith("Het dossier is niet te bereiken: ")
    assert zin.endswith("\nKijk of PostgreSQL aan staat en of het adres in KETENSPIEGEL_DOSSIER klopt, en herhaal dit commando.")
    assert look(adres, tmp_path / "kopie.zip").hersteld == [
        f"Het dossier was leeg en is teruggezet uit {tmp_path / 'kopie.zip'}. "
        f"Wat na {now():%Y-%m-%d} is afgesproken, zit er niet in. Start het dashboard opnieuw."
    ]
    assert all_rows(adres) == voor


def test_the_command_tells_it_with_the_rest(
    bestand: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("KETENSPIEGEL_DOSSIER", f"sqlite:///{bestand}")
    magazijn = str(tmp_path / "leeg")
    assert run(["gezondheid", "--magazijn", magazijn]) == 0
    assert capsys.readouterr().out == (
        "Nagekeken: 0 leveringen, 0 bewaarde tabellen, 0 bouwen en een dossier met 6 versies. Alles is heel.\n"
    )
    overwrite_page(bestand, "afspraak_versie")
    assert run(["gezondheid", "--magazijn", magazijn]) == 3
    assert capsys.readouterr().out.startswith(f"Stuk: Het dossier {bestand} is niet goed te lezen: ")
    assert run(["bewaar", str(tmp_path / "nieuw.zip"), "--magazijn", magazijn]) == 3
    assert capsys.readouterr().err == (
        "Het dossier is beschadigd. Er is geen kopie gemaakt. Kijk wat u kunt doen met: python -m etl gezondheid\n"
    )
    assert not (tmp_path / "nieuw.zip").exists()
    close_engines()
    assert run(["gezondheid", "--magazijn", magazijn, "--uit", str(tmp_path / "kopie.zip")]) == 0
