"""What the log promises, on both databases: it only grows, it hangs together, and it goes with what it is about."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, insert, select, text, update
from sqlalchemy.exc import DBAPIError

from dashboard.dossier import logboek
from dashboard.dossier.fouten import Gewijzigd, OnbereikbaarDossier
from dashboard.dossier.kopie import backup, restore
from dashboard.dossier.logboek import GEBEURTENISSEN, NIET_GESCHREVEN, Filter, Regel, append, check_chain, hash_of, keep, ketens_in, read
from dashboard.dossier.register import Daad, Register, Wie, now
from dashboard.dossier.ronde import answer
from dashboard.dossier.tabellen import Logregel
from dashboard.dossier.verbinding import make_engine, open_engine
from tests.dashboard.dossier.conftest import GGD, REGISSEUR

MERK = "MERKTEKEN"
ADVIES = {"van_wie": "GGD", "advies": "Doe dit"}
WEIGERING = "Het logboek kan alleen groeien."


def log(verbinding: Connection, als: tuple[str | None, str | None], soort: str, versie: Any) -> None:
    append(verbinding, Regel("gewijzigd", "u1", *als, versie["keten"], f"{soort} {versie['id']}, versie {versie['nummer']}"))


def refuse(*_: Any) -> None:
    raise OnbereikbaarDossier(NIET_GESCHREVEN)


def rows(engine: Engine) -> list[Regel]:
    """The log from its first row on, without moments and hashes."""
    return [Regel(**{naam: rij[naam] for naam in Regel._fields}) for rij in reversed(read(engine, Filter()))]


def fill(engine: Engine, aantal: int = 6) -> None:
    for nummer in range(1, aantal + 1):
        keep(engine, Regel("uitgevoerd", "u1", "kijker", None, "opvang", f"bestand {nummer}"))


@contextmanager
def around_the_guards(engine: Engine) -> Iterator[Connection]:
    """A connection on which the database no longer protects the log, as its owner can make."""
    with engine.begin() as verbinding:
        if engine.dialect.name == "postgresql":
            verbinding.execute(text("alter table logboek disable trigger all"))
        else:
            for naam in ("wijzigen", "wissen", "vervangen"):
                verbinding.execute(text(f"drop trigger logboek_niet_{naam}"))
        yield verbinding


# --- what is kept ---


def test_a_row_says_what_happened_when_by_whom_and_with_which_thing(register: Register) -> None:
    regels = [Regel(wat, f"u{i}", "partner", "GGD", "opvang", f"ding {i}") for i, wat in enumerate(GEBEURTENISSEN)]
    regels.append(Regel("stukken", "server"))
    voor = now()
    for regel in regels:
        keep(register.engine, regel)
    assert rows(register.engine) == regels
    momenten = [rij["op"] for rij in read(register.engine, Filter())]
    assert [rij["nummer"] for rij in read(register.engine, Filter())] == list(range(len(regels), 0, -1))
    assert momenten == sorted(momenten, reverse=True)
    assert voor <= momenten[-1] <= momenten[0] <= now()
    assert check_chain(register.engine) == []


def test_another_word_for_what_happened_is_not_kept(register: Register) -> None:
    with pytest.raises(ValueError, match="gelezen"):
        keep(register.engine, Regel("gelezen", "u1"))
    assert rows(register.engine) == []


def test_a_name_that_no_database_can_keep_does_not_stop_the_log(register: Register) -> None:
    keep(register.engine, Regel("inloggen", "a\0b\ud800c" + "x" * 400))
    assert [regel.wie for regel in rows(register.engine)] == ["a?b?c" + "x" * 295]
    assert check_chain(register.engine) == []


def test_rows_are_chosen_by_what_happened_keten_and_day_newest_first(register: Register) -> None:
    for wat, keten in (("inloggen", None), ("stukken", "opvang"), ("stukken", "jeugd"), ("gewijzigd", "opvang")):
        keep(register.engine, Regel(wat, "u1", keten=keten))

    def numbers(aantal: int | None = None, **waar: Any) -> list[int]:
        return [rij["nummer"] for rij in read(register.engine, Filter(**waar), aantal)]

    assert numbers() == [4, 3, 2, 1]
    assert numbers(2) == [4, 3]
    assert numbers(onder=3) == [2, 1]
    assert numbers(gebeurtenis="stukken") == [3, 2]
    assert numbers(gebeurtenis="stukken", keten="opvang", onder=4) == [2]
    assert numbers(vanaf=read(register.engine, Filter())[1]["op"]) == [4, 3]
    assert numbers(vanaf=now() + timedelta(days=1)) == []
    assert ketens_in(register.engine) == {"opvang", "jeugd"}


# --- it only grows ---


@pytest.mark.parametrize(
    "opdracht",
    ["update logboek set wie = 'ander' where nummer = 1", "delete from logboek where nummer = 2", "delete from logboek"],
    ids=["update", "delete", "delete-all"],
)
def test_the_database_refuses_to_change_or_remove_a_row(register: Register, opdracht: str) -> None:
    fill(register.engine, 2)
    voor = read(register.engine, Filter())
    with pytest.raises(DBAPIError, match=WEIGERING), register.engine.begin() as verbinding:
        verbinding.execute(text(opdracht))
    assert read(register.engine, Filter()) == voor


def test_the_database_refuses_every_way_around_that(register: Register) -> None:
    fill(register.engine, 2)
    voor = read(register.engine, Filter())
    rij = "into logboek (nummer, op, gebeurtenis, vorige, hash) values (2, '2026-01-01 00:00:00', 'stukken', '', '')"
    wegen = [f"insert {rij} on conflict (nummer) do update set wie = 'ander'"]
    wegen += ["truncate logboek"] if register.engine.dialect.name == "postgresql" else [f"insert or replace {rij}", f"replace {rij}"]
    for weg in wegen:
        with pytest.raises(DBAPIError, match=WEIGERING), register.engine.begin() as verbinding:
            verbinding.execute(text(weg))
    assert read(register.engine, Filter()) == voor


# --- it hangs together ---


@pytest.mark.parametrize(
    ("veld", "waarde"),
    [
        ("op", datetime(2020, 1, 1)),
        ("wie", None),
        ("rol", "beheerder"),
        ("partij", "GGD"),
        ("keten", "jeugd"),
        ("gebeurtenis", "stukken"),
        ("voorwerp", "iets anders"),
    ],
    ids=["op", "wie", "rol", "partij", "keten", "gebeurtenis", "voorwerp"],
)
def test_an_altered_row_is_named(register: Register, veld: str, waarde: Any) -> None:
    fill(register.engine)
    with around_the_guards(register.engine) as verbinding:
        verbinding.execute(update(Logregel).where(Logregel.nummer == 3).values({veld: waarde}))
    assert check_chain(register.engine) == ["Regel 3 van het logboek is veranderd nadat zij werd geschreven."]


def test_an_altered_row_with_a_fitting_hash_no_longer_fits_the_next(register: Register) -> None:
    fill(register.engine)
    with around_the_guards(register.engine) as verbinding:
        rij = dict(verbinding.execute(select(Logregel.__table__).where(Logregel.nummer == 3)).mappings().one())
        anders = rij | {"wie": "ander"}
        assert rij["hash"] != hash_of(anders)
        verbinding.execute(text("update logboek set wie = 'ander', hash = :hash where nummer = 3"), {"hash": hash_of(anders)})
    assert check_chain(register.engine) == ["Regel 4 van het logboek sluit niet aan op de regel ervoor."]


def test_a_row_that_was_taken_out_is_missed(register: Register) -> None:
    fill(register.engine)
    with around_the_guards(register.engine) as verbinding:
        verbinding.execute(text("delete from logboek where nummer in (3, 4)"))
    assert check_chain(register.engine) == ["In het logboek ontbreekt iets tussen regel 2 en regel 5."]


def test_a_row_that_was_taken_out_is_missed_when_the_rest_moves_up(register: Register) -> None:
    fill(register.engine)
    with around_the_guards(register.engine) as verbinding:
        verbinding.execute(text("delete from logboek where nummer = 3"))
        for nummer in (4, 5, 6):
            verbinding.execute(text("update logboek set nummer = :nieuw where nummer = :nummer"), {"nieuw": nummer - 1, "nummer": nummer})
    assert check_chain(register.engine) == [
        "Regel 3 van het logboek sluit niet aan op de regel ervoor.",
        "Regel 3 van het logboek is veranderd nadat zij werd geschreven.",
    ]


def test_a_first_row_that_was_taken_off_is_missed(register: Register) -> None:
    fill(register.engine)
    with around_the_guards(register.engine) as verbinding:
        verbinding.execute(text("delete from logboek where nummer = 1"))
    assert check_chain(register.engine) == ["In het logboek ontbreekt iets vóór regel 2."]


def test_a_row_that_was_put_in_is_seen(register: Register) -> None:
    fill(register.engine)
    with around_the_guards(register.engine) as verbinding:
        for nummer in (6, 5, 4):
            verbinding.execute(text("update logboek set nummer = :nieuw where nummer = :nummer"), {"nieuw": nummer + 1, "nummer": nummer})
        vorige = verbinding.execute(text("select hash from logboek where nummer = 3")).scalar_one()
        rij = {**Regel("inloggen", "verzonnen")._asdict(), "nummer": 4, "op": now(), "vorige": vorige}
        verbinding.execute(insert(Logregel).values(**rij, hash=hash_of(rij)))
    assert check_chain(register.engine) == [
        "Regel 5 van het logboek sluit niet aan op de regel ervoor.",
        "Regel 5 van het logboek is veranderd nadat zij werd geschreven.",
    ]


def test_rows_taken_off_the_end_are_seen_only_against_a_copy(register: Register) -> None:
    fill(register.engine)
    kopie = read(register.engine, Filter(), 1)[0]
    with around_the_guards(register.engine) as verbinding:
        verbinding.execute(text("delete from logboek where nummer > 4"))
    assert check_chain(register.engine) == []
    assert kopie["nummer"] not in [rij["nummer"] for rij in read(register.engine, Filter())]


def test_a_copy_holds_the_log_and_its_chain(register: Register, tmp_path: Path) -> None:
    fill(register.engine)
    backup(register.engine, tmp_path / "kopie.zip")
    elders = open_engine(f"sqlite:///{tmp_path / 'elders.sqlite'}")
    restore(elders, tmp_path / "kopie.zip")
    assert read(elders, Filter()) == read(register.engine, Filter())
    fill(elders, 1)
    assert check_chain(elders) == []
    elders.dispose()


def test_an_empty_log_fits(register: Register) -> None:
    assert check_chain(register.engine) == []


def test_eight_who_write_at_once_keep_one_chain(adres: str, register: Register) -> None:
    def write(nummer: int) -> None:
        engine = make_engine(adres)
        eigen = Register(engine, log=log)
        for keer in range(4):
            if nummer % 2:
                keep(engine, Regel("uitgevoerd", f"u{nummer}", voorwerp=f"{keer}"))
            else:
                eigen.add("afspraak", "opvang", {"afspraak": MERK}, GGD, id_=f"a{nummer}-{keer}")
        engine.dispose()

    draden = [Thread(target=write, args=(nummer,)) for nummer in range(8)]
    for draad in draden:
        draad.start()
    for draad in draden:
        draad.join()
    assert len(rows(register.engine)) == 32
    assert check_chain(register.engine) == []


# --- it goes with what it is about ---


def test_every_version_that_a_person_makes_is_logged_without_what_is_in_it(register: Register) -> None:
    eigen = Register(register.engine, log=log)
    eigen.add("afspraak", "opvang", {"afspraak": MERK, "voortouw": MERK}, REGISSEUR, MERK, id_="a1")
    eigen.change("afspraak", "a1", 1, {"toelichting": MERK}, GGD, MERK)
    eigen.withdraw("afspraak", "a1", 2, REGISSEUR, MERK)
    with eigen.change_set(Daad(GGD, now(), MERK)) as daad:
        daad.add("knelpunt", "jeugd", {"knelpunt": MERK}, "k1")
        daad.add("notitie", "jeugd", {"overleg": daad.add("overleg", "jeugd", {"naam": MERK}, "o1")["id"], "notitie": MERK}, "n1")
    gemeente, ggd = ("gewijzigd", "u1", "ketenregisseur", "Gemeente"), ("gewijzigd", "u1", "programmamanager", "GGD")
    assert rows(register.engine) == [
        Regel(*gemeente, "opvang", "afspraak a1, versie 1"),
        Regel(*ggd, "opvang", "afspraak a1, versie 2"),
        Regel(*gemeente, "opvang", "afspraak a1, versie 3"),
        Regel(*ggd, "jeugd", "knelpunt k1, versie 1"),
        Regel(*ggd, "jeugd", "overleg o1, versie 1"),
        Regel(*ggd, "jeugd", "notitie n1, versie 1"),
    ]
    assert MERK not in str(read(register.engine, Filter()))


def test_what_changes_nothing_and_what_came_with_a_levering_is_not_logged(register: Register) -> None:
    eigen = Register(register.engine, log=log)
    with eigen.change_set(Daad(Wie(None, "GGD"), now(), levering="2026-01-ggd")) as daad:
        daad.add("afspraak", "opvang", {"afspraak": "Bedden"}, "a1")
        with_person = daad.also(Daad(GGD, now()))
        with_person.change("afspraak", "a1", 1, {"afspraak": "Bedden"})
    assert rows(register.engine) == []
    eigen.change("afspraak", "a1", 1, {"afspraak": "Tien bedden"}, GGD)
    assert [regel.voorwerp for regel in rows(register.engine)] == ["afspraak a1, versie 2"]


def test_an_answer_in_the_round_leaves_nothing_in_the_log(register: Register) -> None:
    eigen = Register(register.engine, log=log)
    overleg = eigen.add("overleg", "opvang", {"naam": "Overleg"}, REGISSEUR, id_="o1")
    voor = rows(register.engine)
    answer(eigen, overleg, "professional", {"proces": ("positief", MERK), "resultaat": ("negatief", None)})
    assert len(register.all("oordeel")) == 2
    assert rows(register.engine) == voor != []


def test_without_a_log_there_is_no_change(register: Register) -> None:
    register.add("afspraak", "opvang", {"afspraak": "Bedden"}, REGISSEUR, id_="a1")
    voor, stand = register.versions("afspraak"), register.stand()
    eigen = Register(register.engine, log=refuse)
    daden: list[Callable[[], Any]] = [
        lambda: eigen.add("afspraak", "opvang", {"afspraak": "Bedden"}, GGD),
        lambda: eigen.change("afspraak", "a1", 1, {"status": "gereed"}, GGD),
        lambda: eigen.withdraw("afspraak", "a1", 1, GGD, "Dubbel"),
    ]
    for daad in daden:
        with pytest.raises(OnbereikbaarDossier, match="Daarom gaat dit niet door"):
            daad()
        assert (register.versions("afspraak"), register.stand()) == (voor, stand)


def test_without_the_change_there_is_no_log(register: Register) -> None:
    eigen = Register(register.engine, log=log)
    with pytest.raises(Gewijzigd), eigen.change_set(Daad(GGD, now())) as daad:
        daad.add("afspraak", "opvang", {"afspraak": "Bedden"}, "a1")
        daad.change("afspraak", "a1", 7, {"status": "gereed"})
    assert rows(register.engine) == []
    assert register.versions("afspraak") == []


def test_a_log_that_cannot_be_written_is_told_in_a_sentence(register: Register) -> None:
    with register.engine.begin() as verbinding:
        verbinding.execute(text("alter table logboek rename to weg"))
    eigen = Register(register.engine, log=log)
    for daad in (lambda: keep(register.engine, Regel("stukken", "server")), lambda: eigen.add("advies", "opvang", ADVIES, GGD)):
        with pytest.raises(OnbereikbaarDossier) as fout:
            daad()
        assert str(fout.value) == NIET_GESCHREVEN
    assert register.versions("advies") == []
    for lees in (lambda: read(register.engine, Filter()), lambda: check_chain(register.engine), lambda: ketens_in(register.engine)):
        with pytest.raises(OnbereikbaarDossier) as fout:
            lees()
        assert str(fout.value) == logboek.NIET_GELEZEN
