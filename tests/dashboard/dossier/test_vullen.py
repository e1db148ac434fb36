"""Leveringen fill the register, and give way to people. Add here what a next levering may and may not change.

LEVERINGEN are the leveringen of one keten; `bouw("januari", "maart")` is the build after loading these two, in this order.
"""

import json
import shutil
from collections.abc import Callable
from datetime import datetime
from functools import cache
from pathlib import Path
from time import tzset
from typing import Any

import duckdb
import pytest

from dashboard.dossier.fouten import Gewijzigd
from dashboard.dossier.register import Ding, Register
from dashboard.dossier.vullen import delivered_differences, delivered_fields, fill
from etl.magazijn import Magazijn
from tests.dashboard.dossier.conftest import GGD, REGISSEUR
from tests.dashboard.dossier.schrijvers import start_filler
from tests.dashboard.dossier.test_register import rows
from tests.etl.hulp import copy_good, laad, without_questions, write_levering

WORTEL = Path(__file__).parents[3]
CASUS = tuple(sorted((WORTEL / "data" / "casus-amsterdam").iterdir()))
KETENS = "keten,naam,maatschappelijk_resultaat\nk,Keten K,Beter\n"
O1 = "overleg,keten,datum,naam,soort\no1,k,2024-01-10,Stuurgroep,bestuurlijk\n"
O2 = O1 + "o2,k,2024-04-10,Stuurgroep,bestuurlijk\n"
KOP = "afspraak_id,keten,overleg,datum,afspraak,klaar_op,status,toelichting,vervallen\n"
BEGIN = {"ketens": KETENS, "overleggen": O1, "afspraken": KOP + "a1,k,o1,2024-01-10,Tien bedden erbij,2024-06,open,,\n"}


def a1(rest: str) -> dict[str, str]:
    return {"afspraken": f"{KOP}a1,k,o1,2024-01-10,Tien bedden erbij,{rest}\n"}


TWEE = KETENS + "l,Keten L,Ook\n"
NAAR_L = KOP + "a1,l,o1,2024-01-10,Tien bedden erbij,2024-09,open,,\n"
LEVERINGEN: dict[str, tuple[str, dict[str, str]]] = {
    "januari": ("2024-01-15T10:00", BEGIN),
    "februari": ("2024-02-15T10:00", a1("2024-07,open,Vergunning,")),
    "maart": ("2024-03-15T10:00", a1("2024-09,open,,")),
    "maart-later": ("2024-03-15T10:00", a1("2024-10,open,,")),
    "mei": ("2024-05-15T10:00", a1("2025,deels,,")),
    "ingetrokken": ("2024-06-15T10:00", a1("2024-06,open,,ja")),
    "toch": ("2024-07-15T10:00", a1("2024-06,open,,")),
    "verwijst": ("2024-02-20T10:00", {"afspraken": KOP + "a2,k,o2,2024-04-10,Vijf woningen,2024-12,open,,\n"}),
    "overleg-later": ("2024-04-15T10:00", {"overleggen": O2}),
    "zonder": ("2024-03-01T10:00", {"ketens": TWEE}),
    "verhuist": ("2024-03-20T10:00", {"ketens": TWEE, "overleggen": O1.replace("o1,k", "o1,l"), "afspraken": NAAR_L}),
    "terug": ("2024-05-20T10:00", {"afspraken": NAAR_L.replace("a1,l", "a1,k")}),
    "nul": ("2024-02-15T10:00", a1("2024-06,open,Ver\x00gunning,")),
    "lang": ("2024-02-15T10:00", a1(f"2024-06,open,{'é' * 25_000},")),
}
Bouw = Callable[..., Path]


@pytest.fixture(scope="module")
def bouw(tmp_path_factory: pytest.TempPathFactory) -> Bouw:
    """Give the build after loading these leveringen; what was loaded before for the same beginning is gone on from."""
    geladen: dict[tuple[str, ...], Path] = {}

    @cache
    def bouw_(*namen: str) -> Path:
        map_ = tmp_path_factory.mktemp("leveringen")
        begin = next((n for aantal in range(len(namen), 0, -1) if (n := namen[:aantal]) in geladen), ())
        if begin:
            shutil.copytree(geladen[begin], map_ / "magazijn")
        nieuw = [write_levering(map_ / naam, LEVERINGEN[naam][0], **LEVERINGEN[naam][1]) for naam in namen[len(begin) :]]
        with without_questions():  # the register takes none over
            verslag = laad(map_ / "magazijn", *nieuw)
        assert verslag.keuring.is_goed, verslag.keuring.afkeuringen
        geladen[namen] = map_ / "magazijn"
        return keep_build(map_ / "magazijn", map_ / f"{'+'.join(namen)}.duckdb")

    return bouw_


@pytest.fixture(scope="module")
def goed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The build of a correct levering with every table."""
    map_ = tmp_path_factory.mktemp("goed")
    with without_questions():
        laad(map_ / "magazijn", copy_good(map_ / "goed"))
    return keep_build(map_ / "magazijn", map_ / "goed.duckdb")


@pytest.fixture(scope="module")
def casus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The build of the real ketens."""
    map_ = tmp_path_factory.mktemp("casus")
    with without_questions():
        laad(map_ / "magazijn", *CASUS)
    return keep_build(map_ / "magazijn", map_ / "casus.duckdb")


def keep_build(magazijn: Path, doel: Path) -> Path:
    huidig = Magazijn(magazijn).current_build()
    assert huidig is not None
    return Path(shutil.copy(huidig, doel))


def take_over(register: Register, bouw: Path) -> int:
    with duckdb.connect(str(bouw), read_only=True) as con:
        return fill(register, bouw, con)


def delivered(bouw: Path) -> Ding:
    """a1 as it was delivered last."""
    with duckdb.connect(str(bouw), read_only=True) as con:
        antwoord = con.execute("from kern.afspraak where afspraak_id = 'a1'")
        namen = [kolom[0] for kolom in antwoord.description or ()]
        return dict(zip(namen, antwoord.fetchone() or (), strict=True))


def story(register: Register) -> list[tuple[Any, ...]]:
    """What happened to a1, without who."""
    return [(v["op"].month, v["klaar_op"], v["status"], v["is_ingetrokken"]) for v in register.history("afspraak", "a1")]


def test_the_first_time_everything_that_was_delivered_is_taken_over(register: Register, goed: Path) -> None:
    assert take_over(register, goed) == 4
    (overleg,), (afspraak,), (knelpunt,), (oordeel,) = (register.all(s) for s in ("overleg", "afspraak", "knelpunt", "oordeel"))
    assert (overleg["id"], overleg["naam"], overleg["stand"]) == ("overleg-1", "Bestuurlijk overleg", None)
    assert (afspraak["id"], afspraak["overleg"], afspraak["klaar_op"], afspraak["status"]) == ("a1", "overleg-1", "2022-06", "gereed")
    assert (knelpunt["id"], knelpunt["opgelost_op"]) == ("k1", "2022-04")
    assert (oordeel["actor"], oordeel["oordeel"], oordeel["toelichting"]) == ("Bezoekers", "positief", "Eindelijk rust")
    for ding in (overleg, afspraak, knelpunt, oordeel):
        assert (ding["keten"], ding["nummer"], ding["herkomst"], ding["wie_rol"]) == ("opvang", 1, "levering", None)
        assert (ding["wie_partij"], ding["op"]) == ("Gemeente Testdam", datetime(2022, 7, 1))
        assert ding["levering"]


def test_a_date_that_slipped_from_levering_to_levering_is_seen_slipping(register: Register, bouw: Bouw) -> None:
    assert take_over(register, bouw("januari")) == 2
    assert take_over(register, bouw("januari", "maart")) == 1
    assert take_over(register, bouw("januari", "maart", "mei")) == 1
    slip = [(1, "2024-06", "open", False), (3, "2024-09", "open", False), (5, "2025", "deels", False)]
    assert story(register) == slip
    assert register.history("afspraak", "a1")[1]["anders"] == {"klaar_op": ("2024-06", "2024-09")}


def test_the_slips_are_the_same_when_the_app_comes_later_than_the_leveringen(register: Register, bouw: Bouw) -> None:
    assert take_over(register, bouw("januari", "maart", "mei")) == 4
    assert story(register) == [(1, "2024-06", "open", False), (3, "2024-09", "open", False), (5, "2025", "deels", False)]


def test_what_was_changed_in_the_app_wins_field_by_field_and_the_difference_is_told(register: Register, bouw: Bouw) -> None:
    take_over(register, bouw("januari"))
    register.change("afspraak", "a1", 1, {"klaar_op": "2024-08"}, REGISSEUR, "Afgesproken in het overleg")
    assert take_over(register, bouw("januari", "maart", "mei")) == 1
    nu = register.newest("afspraak", "a1")
    assert (nu["nummer"], nu["klaar_op"], nu["status"], nu["herkomst"]) == (3, "2024-08", "deels", "levering")
    geleverd = delivered(bouw("januari", "maart", "mei"))
    assert delivered_differences("afspraak", geleverd, register.history("afspraak", "a1")) == {"klaar_op": ("2025", "2024-08")}


def test_without_a_change_in_the_app_there_is_no_difference_to_tell(register: Register, bouw: Bouw) -> None:
    take_over(register, bouw("januari", "maart"))
    geschiedenis = register.history("afspraak", "a1")
    assert delivered_differences("afspraak", delivered(bouw("januari", "maart")), geschiedenis) == {}
    register.change("afspraak", "a1", 2, {"status": "gereed", "effect": "Niemand wacht"}, GGD)
    assert delivered_differences("afspraak", delivered(bouw("januari", "maart")), register.history("afspraak", "a1")) == {
        "status": ("open", "gereed"),
        "effect": (None, "Niemand wacht"),
    }


def test_a_field_that_was_emptied_in_the_app_stays_empty(register: Register, bouw: Bouw) -> None:
    take_over(register, bouw("januari"))
    register.change("afspraak", "a1", 1, {"klaar_op": None}, REGISSEUR)
    take_over(register, bouw("januari", "maart"))
    assert register.newest("afspraak", "a1")["klaar_op"] is None
    geleverd = delivered(bouw("januari", "maart"))
    assert delivered_differences("afspraak", geleverd, register.history("afspraak", "a1")) == {"klaar_op": ("2024-09", None)}


def test_a_field_that_is_emptied_in_a_levering_becomes_empty(register: Register, bouw: Bouw) -> None:
    take_over(register, bouw("januari", "februari", "maart"))
    assert [v["toelichting"] for v in register.history("afspraak", "a1")] == [None, "Vergunning", None]


def test_what_a_levering_withdraws_is_withdrawn_and_comes_back_with_a_later_one(register: Register, bouw: Bouw) -> None:
    take_over(register, bouw("januari", "ingetrokken"))
    assert register.all("afspraak") == []
    assert story(register) == [(1, "2024-06", "open", False), (6, "2024-06", "open", True)]
    take_over(register, bouw("januari", "ingetrokken", "toch"))
    assert story(register) == [(1, "2024-06", "open", False), (6, "2024-06", "open", True), (7, "2024-06", "open", False)]
    assert [v["id"] for v in register.all("afspraak")] == ["a1"]


def test_what_people_worked_on_is_not_withdrawn_by_a_levering(register: Register, bouw: Bouw) -> None:
    take_over(register, bouw("januari"))
    register.change("afspraak", "a1", 1, {"status": "gereed"}, GGD)
    assert take_over(register, bouw("januari", "ingetrokken")) == 0
    assert [v["status"] for v in register.all("afspraak")] == ["gereed"]


def test_what_people_withdrew_stays_withdrawn(register: Register, bouw: Bouw) -> None:
    take_over(register, bouw("januari"))
    register.withdraw("afspraak", "a1", 1, REGISSEUR, "Dubbel opgeschreven")
    assert take_over(register, bouw("januari", "maart")) == 0
    assert register.all("afspraak") == []
    assert register.newest("afspraak", "a1")["reden"] == "Dubbel opgeschreven"


def test_what_a_levering_moves_to_another_keten_goes_there_with_its_history(register: Register, bouw: Bouw) -> None:
    take_over(register, bouw("januari"))
    assert take_over(register, bouw("januari", "verhuist")) == 2
    assert (register.all("afspraak", "k"), register.all("overleg", "k")) == ([], [])
    assert [v["id"] for v in register.all("overleg", "l")] == ["o1"]
    assert [v["id"] for v in register.all("afspraak", "l")] == ["a1"]
    eerst, nu = register.history("afspraak", "a1")
    assert (eerst["keten"], nu["keten"], nu["herkomst"]) == ("k", "l", "levering")
    assert nu["anders"] == {"keten": ("k", "l"), "klaar_op": ("2024-06", "2024-09")}
    assert take_over(register, bouw("januari", "verhuist", "terug")) == 1
    assert [v["keten"] for v in register.history("afspraak", "a1")] == ["k", "l", "k"]
    assert [v["id"] for v in register.all("afspraak", "k")] == ["a1"]


def test_what_was_changed_in_the_app_wins_also_in_another_keten(register: Register, bouw: Bouw) -> None:
    take_over(register, bouw("januari"))
    register.change("afspraak", "a1", 1, {"klaar_op": "2024-08"}, REGISSEUR, "Afgesproken in het overleg")
    take_over(register, bouw("januari", "verhuist"))
    nu = register.newest("afspraak", "a1")
    assert (nu["nummer"], nu["keten"], nu["klaar_op"]) == (3, "l", "2024-08")
    verschil = delivered_differences("afspraak", delivered(bouw("januari", "verhuist")), register.history("afspraak", "a1"))
    assert verschil == {"klaar_op": ("2024-09", "2024-08")}


def test_who_had_it_open_in_the_old_keten_is_told_that_it_moved(register: Register, bouw: Bouw) -> None:
    take_over(register, bouw("januari"))
    take_over(register, bouw("januari", "verhuist"))
    with pytest.raises(Gewijzigd) as fout:
        register.change("afspraak", "a1", 1, {"status": "deels"}, REGISSEUR, "Bijna klaar")
    assert fout.value.anders["keten"] == ("k", "l")


def test_what_people_withdrew_does_not_move(register: Register, bouw: Bouw) -> None:
    take_over(register, bouw("januari"))
    register.withdraw("afspraak", "a1", 1, REGISSEUR, "Dubbel opgeschreven")
    take_over(register, bouw("januari", "verhuist"))
    assert (register.newest("afspraak", "a1")["keten"], register.all("afspraak")) == ("k", [])


@pytest.mark.parametrize("zone", ["UTC", "Europe/Amsterdam"])
def test_the_moment_of_a_levering_is_kept_in_utc(register: Register, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, zone: str) -> None:
    monkeypatch.setenv("TZ", zone)
    tzset()
    laad(tmp_path / "magazijn", write_levering(tmp_path / "levering", "2024-01-15T23:30", **BEGIN))
    take_over(register, keep_build(tmp_path / "magazijn", tmp_path / "avond.duckdb"))
    monkeypatch.undo()
    tzset()
    assert register.newest("afspraak", "a1")["op"] == datetime(2024, 1, 15, 23 if zone == "UTC" else 22, 30)


def test_an_old_levering_that_comes_late_changes_nothing_that_came_after(register: Register, bouw: Bouw) -> None:
    take_over(register, bouw("januari", "maart"))
    voor = rows(register)["afspraak_versie"]
    assert take_over(register, bouw("januari", "maart", "februari")) == 0
    assert rows(register)["afspraak_versie"] == voor
    assert take_over(register, bouw("januari", "maart", "februari", "mei")) == 1
    assert [v["klaar_op"] for v in register.history("afspraak", "a1")] == ["2024-06", "2024-09", "2025"]


def test_of_two_leveringen_of_one_moment_the_one_loaded_last_holds(register: Register, bouw: Bouw) -> None:
    take_over(register, bouw("januari", "maart"))
    assert take_over(register, bouw("januari", "maart", "maart-later")) == 1
    assert [v["klaar_op"] for v in register.history("afspraak", "a1")] == ["2024-06", "2024-09", "2024-10"]


def test_and_also_when_both_come_at_once(register: Register, bouw: Bouw) -> None:
    take_over(register, bouw("januari", "maart-later", "maart"))
    assert [v["klaar_op"] for v in register.history("afspraak", "a1")] == ["2024-06", "2024-10", "2024-09"]


def test_an_afspraak_may_be_older_than_the_levering_of_its_overleg(register: Register, bouw: Bouw) -> None:
    take_over(register, bouw("januari", "overleg-later", "verwijst"))
    assert register.newest("afspraak", "a2")["overleg"] == register.newest("overleg", "o2")["id"] == "o2"


def test_a_text_longer_than_people_may_type_is_taken_over_whole(register: Register, bouw: Bouw) -> None:
    take_over(register, bouw("januari", "lang"))
    assert register.newest("afspraak", "a1")["toelichting"] == "é" * 25_000


def test_a_character_that_postgresql_cannot_keep_is_left_out(register: Register, bouw: Bouw) -> None:
    take_over(register, bouw("januari", "nul"))
    assert register.newest("afspraak", "a1")["toelichting"] == "Vergunning"


def test_a_very_long_name_of_who_delivered_is_cut(register: Register, tmp_path: Path) -> None:
    levering = write_levering(tmp_path / "levering", "2024-01-15", **BEGIN)
    (levering / "levering.json").write_text(json.dumps({"leverancier": "L" * 300, "geleverd_op": "2024-01-15"}), encoding="utf-8")
    laad(tmp_path / "magazijn", levering)
    take_over(register, keep_build(tmp_path / "magazijn", tmp_path / "lang.duckdb"))
    assert register.newest("afspraak", "a1")["wie_partij"] == "L" * 200


def test_the_same_build_twice_does_nothing_and_neither_does_one_with_nothing_new(register: Register, bouw: Bouw) -> None:
    take_over(register, bouw("januari"))
    voor, stand = rows(register), register.stand()
    assert take_over(register, bouw("januari")) == 0
    assert rows(register) == voor
    assert take_over(register, bouw("januari", "zonder")) == 0
    assert register.stand() == stand
    assert register.has_processed(bouw("januari", "zonder").name)
    assert not register.has_processed(bouw("januari", "maart").name)


def test_a_fill_that_fails_halfway_leaves_nothing(register: Register, bouw: Bouw, monkeypatch: pytest.MonkeyPatch) -> None:
    voor = rows(register)
    with monkeypatch.context() as stuk:
        stuk.setattr("dashboard.dossier.vullen.delivered_fields", lambda soort: 1 / 0 if soort == "afspraak" else ["naam"])
        with pytest.raises(ZeroDivisionError):
            take_over(register, bouw("januari", "maart"))
    assert rows(register) == voor
    assert take_over(register, bouw("januari", "maart")) == 3


def test_servers_that_fill_at_once_do_it_once(register: Register, adres: str, bouw: Bouw) -> None:
    vullers = [start_filler(adres, bouw(*namen)) for namen in [("januari", "maart"), ("januari", "maart"), ("januari", "maart", "mei")] * 2]
    for vuller in vullers:
        vuller.join(30)
    assert [vuller.exitcode for vuller in vullers] == [0] * 6
    assert story(register) == [(1, "2024-06", "open", False), (3, "2024-09", "open", False), (5, "2025", "deels", False)]
    assert len(register.versions("overleg")) == 1


def test_an_act_between_reading_and_writing_is_not_lost(register: Register, bouw: Bouw, monkeypatch: pytest.MonkeyPatch) -> None:
    take_over(register, bouw("januari"))
    from dashboard.dossier import vullen

    def somebody_is_first(*deel: Any) -> int:
        register.change("afspraak", "a1", 1, {"klaar_op": "2024-08"}, REGISSEUR)
        return echte(*deel)

    echte = vullen._write
    monkeypatch.setattr(vullen, "_write", somebody_is_first)
    take_over(register, bouw("januari", "maart"))
    assert [v["klaar_op"] for v in register.history("afspraak", "a1")] == ["2024-06", "2024-08"]


def test_the_real_ketens_are_in_the_register(register: Register, casus: Path) -> None:
    take_over(register, casus)
    aantal = {soort: len(register.all(soort)) for soort in ("afspraak", "knelpunt", "overleg")}
    assert aantal == {"afspraak": 168, "knelpunt": 148, "overleg": 78}
    assert {len(register.all("afspraak", k)) for k in {v["keten"] for v in register.all("afspraak")}} == {44, 38, 86}
    assert all(v["afspraak"] and v["herkomst"] == "levering" for v in register.all("afspraak"))


@pytest.mark.parametrize("soort", ["overleg", "afspraak", "knelpunt", "oordeel"])
def test_what_a_levering_and_the_register_share_is_what_people_fill_in(soort: str) -> None:
    gedeeld = delivered_fields(soort)
    assert "bron" in gedeeld
    assert not {"keten", "id", "vervallen", f"{soort}_id"} & set(gedeeld)
