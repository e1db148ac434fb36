"""What the register promises, on both databases. Add here what people may count on when they write something down."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from functools import partial
from threading import Barrier, Thread
from typing import Any

import pytest
from sqlalchemy import event, select

from dashboard.dossier.controle import LANGSTE_TEKST
from dashboard.dossier.fouten import Gewijzigd, NietGevonden, OngeldigeInvoer
from dashboard.dossier.register import Daad, Ding, Register, RegisterOpStand, Wie, now
from dashboard.dossier.tabellen import TABELLEN, Basis
from tests.dashboard.dossier.conftest import GGD, REGISSEUR

BEDDEN = {"afspraak": "Tien bedden erbij", "voortouw": "GGD", "klaar_op": "2026-06"}


@pytest.fixture
def bedden(register: Register) -> Ding:
    """An afspraak as it was first written down."""
    return register.add("afspraak", "opvang", BEDDEN, REGISSEUR, id_="a1")


def rows(register: Register) -> dict[str, list[tuple[Any, ...]]]:
    """Everything in the database, per table, what was written first on top."""
    with register.engine.connect() as verbinding:
        return {
            t.name: [tuple(rij) for rij in verbinding.execute(select(t).order_by(t.c.get("wijziging", t.c.get("op")), *t.primary_key))]
            for t in Basis.metadata.sorted_tables
        }


@contextmanager
def writes_nothing(register: Register) -> Iterator[None]:
    """What happens inside leaves no trace in the database."""
    voor, stand = rows(register), register.stand()
    yield
    assert rows(register) == voor
    assert register.stand() == stand


def together(*taken: Callable[[], None]) -> None:
    """Do things at the same time, each in a thread, and wait for all."""
    draden = [Thread(target=taak) for taak in taken]
    for draad in draden:
        draad.start()
    for draad in draden:
        draad.join()


def test_what_is_added_can_be_read_back_with_who_and_when(register: Register) -> None:
    voor = now()
    ding = register.add("afspraak", "opvang", BEDDEN, REGISSEUR, "Besproken op 12 januari")
    assert ding == register.newest("afspraak", ding["id"])
    assert {naam: ding[naam] for naam in BEDDEN} == BEDDEN
    assert (ding["keten"], ding["nummer"], ding["is_ingetrokken"], ding["status"]) == ("opvang", 1, False, None)
    assert (ding["wie_rol"], ding["wie_partij"], ding["reden"]) == ("ketenregisseur", "Gemeente", "Besproken op 12 januari")
    assert (ding["herkomst"], ding["levering"]) == ("app", None)
    assert voor <= ding["op"] <= now()


def test_each_thing_gets_an_id_of_its_own(register: Register) -> None:
    ids = {register.add("afspraak", "opvang", BEDDEN, REGISSEUR)["id"] for _ in range(3)}
    assert len(ids) == 3
    assert all(id_.startswith("afspraak-") for id_ in ids)


def test_an_id_that_is_taken_is_not_taken_again(register: Register, bedden: Ding) -> None:
    with writes_nothing(register), pytest.raises(Gewijzigd) as fout:
        register.add("afspraak", "opvang", {"afspraak": "Iets anders"}, GGD, id_="a1")
    assert fout.value.huidig == bedden


def test_text_is_kept_as_it_was_written(register: Register) -> None:
    tekst = "Eén ’n “citaat”; 50% — ça va?\n\n\tß 漢字 👩‍⚕️ '; drop table afspraak_versie; --"
    ding = register.add("afspraak", "opvang", {"afspraak": tekst}, REGISSEUR)
    assert register.newest("afspraak", ding["id"])["afspraak"] == tekst


def test_a_change_makes_a_new_version_and_leaves_the_other_fields(register: Register, bedden: Ding) -> None:
    nu = register.change("afspraak", "a1", 1, {"klaar_op": "2026-09"}, GGD, "Vergunning duurt langer")
    assert nu == register.newest("afspraak", "a1")
    assert (nu["nummer"], nu["klaar_op"], nu["afspraak"], nu["voortouw"]) == (2, "2026-09", "Tien bedden erbij", "GGD")
    assert (nu["wie_partij"], nu["reden"]) == ("GGD", "Vergunning duurt langer")


def test_history_tells_who_changed_what_when_and_why(register: Register, bedden: Ding) -> None:
    register.change("afspraak", "a1", 1, {"klaar_op": "2026-09", "status": "open"}, GGD, "Vergunning duurt langer")
    register.change("afspraak", "a1", 2, {"voortouw": None}, REGISSEUR)
    geschiedenis = register.history("afspraak", "a1")
    assert [v["nummer"] for v in geschiedenis] == [1, 2, 3]
    assert [v["anders"] for v in geschiedenis] == [
        {naam: (None, waarde) for naam, waarde in BEDDEN.items()},
        {"klaar_op": ("2026-06", "2026-09"), "status": (None, "open")},
        {"voortouw": ("GGD", None)},
    ]
    assert [v["wie_partij"] for v in geschiedenis] == ["Gemeente", "GGD", "Gemeente"]
    assert [v["reden"] for v in geschiedenis] == [None, "Vergunning duurt langer", None]
    assert [v["is_nieuwste"] for v in geschiedenis] == [False, False, True]
    assert [v["op"] for v in geschiedenis] == sorted(v["op"] for v in geschiedenis)


def test_zero_is_an_answer_and_shows_as_a_change(register: Register) -> None:
    register.add("werkwijze", "opvang", {"interval_dagen": 42}, REGISSEUR, id_="opvang")
    register.change("werkwijze", "opvang", 1, {"stukken_dagen": 0}, REGISSEUR)
    assert register.history("werkwijze", "opvang")[-1]["anders"] == {"stukken_dagen": (None, 0)}


def test_what_never_was_has_no_history(register: Register) -> None:
    assert register.history("afspraak", "a1") == []
    with pytest.raises(NietGevonden) as fout:
        register.newest("afspraak", "a1")
    assert str(fout.value) == "Er is geen afspraak met kenmerk “a1”."


def test_an_equal_change_writes_nothing(register: Register, bedden: Ding) -> None:
    with writes_nothing(register):
        assert register.change("afspraak", "a1", 1, {"klaar_op": "2026-06", "status": None}, GGD) == bedden
        assert register.change("afspraak", "a1", 1, {}, GGD) == bedden


def test_what_is_withdrawn_stays_readable_with_the_reason(register: Register, bedden: Ding) -> None:
    nu = register.withdraw("afspraak", "a1", 1, GGD, "Dubbel opgeschreven")
    assert nu == register.newest("afspraak", "a1")
    assert (nu["is_ingetrokken"], nu["reden"], nu["afspraak"], nu["nummer"]) == (True, "Dubbel opgeschreven", "Tien bedden erbij", 2)
    assert register.all("afspraak") == []
    assert [v["anders"] for v in register.history("afspraak", "a1")][1] == {"is_ingetrokken": (False, True)}


def test_changing_what_was_withdrawn_brings_it_back(register: Register, bedden: Ding) -> None:
    register.withdraw("afspraak", "a1", 1, GGD, "Dubbel opgeschreven")
    register.change("afspraak", "a1", 2, {"klaar_op": "2026-06"}, REGISSEUR, "Toch niet dubbel")
    assert [(v["id"], v["nummer"]) for v in register.all("afspraak")] == [("a1", 3)]


@pytest.mark.parametrize("reden", ["", "  ", None])
def test_withdrawing_needs_a_reason(register: Register, bedden: Ding, reden: Any) -> None:
    with writes_nothing(register), pytest.raises(OngeldigeInvoer) as fout:
        register.withdraw("afspraak", "a1", 1, GGD, reden)
    assert fout.value.fouten == {"reden": "Reden ontbreekt. Schrijf waarom dit wordt ingetrokken."}


def test_all_gives_what_holds_now_in_order_of_first_keeping_per_keten(register: Register) -> None:
    for id_, keten in (("b", "opvang"), ("a", "opvang"), ("c", "inburgering")):
        register.add("knelpunt", keten, {"knelpunt": f"Knelpunt {id_}"}, REGISSEUR, id_=id_)
    register.withdraw("knelpunt", "a", 1, REGISSEUR, "Vergissing")
    register.add("knelpunt", "opvang", {"knelpunt": "Knelpunt d"}, REGISSEUR, id_="d")
    assert [k["id"] for k in register.all("knelpunt")] == ["b", "c", "d"]
    assert [k["id"] for k in register.all("knelpunt", "opvang")] == ["b", "d"]
    assert register.all("knelpunt", "onbekend") == register.all("afspraak") == []


def test_versions_of_an_earlier_moment_show_what_was_known_then(register: Register) -> None:
    dag = datetime(2026, 3, 1, 12)
    for nummer, (velden, op) in enumerate([(BEDDEN, dag), ({"klaar_op": "2026-09"}, dag + timedelta(days=30))]):
        with register.change_set(Daad(REGISSEUR, op)) as daad:
            daad.change("afspraak", "a1", nummer, velden) if nummer else daad.add("afspraak", "opvang", velden, "a1")
    assert register.versions("afspraak", tot=dag - timedelta(seconds=1)) == []
    for tot in (dag, dag + timedelta(days=29)):
        assert [(v["klaar_op"], v["is_nieuwste"]) for v in register.versions("afspraak", tot=tot)] == [("2026-06", True)]
    assert [(v["klaar_op"], v["is_nieuwste"]) for v in register.versions("afspraak")] == [("2026-06", False), ("2026-09", True)]


def test_stand_rises_with_every_act_and_with_nothing_else(register: Register) -> None:
    assert register.stand() == 0
    register.add("afspraak", "opvang", BEDDEN, REGISSEUR, id_="a1")
    eerst = register.stand()
    register.newest("afspraak", "a1")
    assert register.stand() == eerst > 0
    register.change("afspraak", "a1", 1, {"status": "gereed"}, REGISSEUR)
    assert register.stand() > eerst


def test_nothing_is_ever_updated_or_deleted(register: Register) -> None:
    opdrachten: list[str] = []
    event.listen(register.engine, "before_cursor_execute", lambda *deel: opdrachten.append(deel[2].split()[0].lower()))
    voor: dict[str, list[tuple[Any, ...]]] = {}
    stappen: list[Callable[[], Ding]] = [
        lambda: register.add("afspraak", "opvang", BEDDEN, REGISSEUR, id_="a1"),
        lambda: register.change("afspraak", "a1", 1, {"status": "gereed"}, GGD),
        lambda: register.withdraw("afspraak", "a1", 2, GGD, "Vergissing"),
        lambda: register.change("afspraak", "a1", 3, {"status": "open"}, REGISSEUR),
    ]
    for stap in stappen:
        stap()
        na = rows(register)
        assert all(na[tabel][: len(rijen)] == rijen for tabel, rijen in voor.items())
        voor = na
    assert {len(voor["afspraak_versie"]), len(voor["wijziging"])} == {4}
    assert not {"update", "delete", "replace"} & set(opdrachten)


def test_who_comes_second_sees_what_the_other_changed_and_nothing_is_written(register: Register, bedden: Ding) -> None:
    huidig = register.change("afspraak", "a1", 1, {"klaar_op": "2026-09", "status": "open"}, GGD)
    pogingen: list[Callable[[], Ding]] = [
        lambda: register.change("afspraak", "a1", 1, {"voortouw": "Gemeente"}, REGISSEUR),
        lambda: register.change("afspraak", "a1", 1, {"klaar_op": "2026-09"}, REGISSEUR),
        lambda: register.withdraw("afspraak", "a1", 1, REGISSEUR, "Vergissing"),
    ]
    for poging in pogingen:
        with writes_nothing(register), pytest.raises(Gewijzigd) as fout:
            poging()
        assert str(fout.value) == "Dit is intussen gewijzigd door GGD. Kijk wat er nu staat en kies wat het wordt."
        assert fout.value.huidig == huidig
        assert fout.value.anders == {"klaar_op": ("2026-06", "2026-09"), "status": (None, "open")}


@pytest.mark.parametrize(
    ("wie", "naam"),
    [(Wie("wethouder"), "wethouder"), (Wie(None), "iemand anders"), (Wie("wethouder", "Gemeente"), "Gemeente")],
)
def test_the_other_is_named_by_partij_or_role_never_by_nobody(register: Register, bedden: Ding, wie: Wie, naam: str) -> None:
    register.withdraw("afspraak", "a1", 1, wie, "Vergissing")
    with pytest.raises(Gewijzigd) as fout:
        register.change("afspraak", "a1", 1, {"status": "open"}, REGISSEUR)
    assert str(fout.value) == f"Dit is intussen gewijzigd door {naam}. Kijk wat er nu staat en kies wat het wordt."
    assert fout.value.anders == {"is_ingetrokken": (False, True)}


def test_a_version_that_does_not_exist_yet_cannot_be_changed(register: Register, bedden: Ding) -> None:
    with writes_nothing(register), pytest.raises(Gewijzigd):
        register.change("afspraak", "a1", 2, {"status": "open"}, REGISSEUR)


def test_of_two_at_the_same_moment_exactly_one_wins(register: Register, bedden: Ding) -> None:
    for nummer in range(1, 9):
        samen = Barrier(2)
        uitkomsten: list[Ding | Gewijzigd] = []

        def change(partij: str, nummer: int, samen: Barrier, uitkomsten: list[Ding | Gewijzigd]) -> None:
            samen.wait()
            try:
                uitkomsten.append(register.change("afspraak", "a1", nummer, {"toelichting": f"{partij} {nummer}"}, Wie(None, partij)))
            except Gewijzigd as fout:
                uitkomsten.append(fout)

        together(*(partial(change, partij, nummer, samen, uitkomsten) for partij in ("GGD", "Gemeente")))
        (winnaar,) = [u for u in uitkomsten if isinstance(u, dict)]
        (verliezer,) = [u for u in uitkomsten if isinstance(u, Gewijzigd)]
        assert register.newest("afspraak", "a1") == winnaar == verliezer.huidig
        assert verliezer.anders["toelichting"][1] == winnaar["toelichting"]
    assert [v["nummer"] for v in register.history("afspraak", "a1")] == list(range(1, 10))


def test_acts_become_visible_in_the_order_of_their_numbers(register: Register) -> None:
    # Were a later number visible first, a screen that keeps answers by `stand` would go on showing the old ones.
    gezien: list[list[int]] = []

    def write(naam: str) -> None:
        for nummer in range(10):
            register.add("advies", "opvang", {"van_wie": naam, "advies": str(nummer)}, REGISSEUR)
            gezien.append(sorted(v["wijziging"] for v in register.versions("advies")))

    together(*(partial(write, naam) for naam in ("Een", "Twee", "Drie")))
    einde = [v["wijziging"] for v in register.versions("advies")]
    assert len(einde) == 30
    assert all(deel == einde[: len(deel)] for deel in gezien)


def test_a_set_of_changes_is_one_act(register: Register, bedden: Ding) -> None:
    with register.change_set(Daad(REGISSEUR, now(), "Overleg van 12 januari")) as daad:
        overleg = daad.add("overleg", "opvang", {"naam": "Stuurgroep"})
        daad.change("afspraak", "a1", 1, {"overleg": overleg["id"]})
        daad.add("knelpunt", "opvang", {"knelpunt": "Geen plek", "overleg": overleg["id"]})
    nieuw = [register.newest("overleg", overleg["id"]), register.newest("afspraak", "a1"), *register.all("knelpunt")]
    assert len({v["wijziging"] for v in nieuw}) == 1
    assert {v["reden"] for v in nieuw} == {"Overleg van 12 januari"}


@pytest.mark.parametrize("stoort", [OngeldigeInvoer, NietGevonden, Gewijzigd, KeyError, RuntimeError])
def test_of_a_set_of_changes_all_is_kept_or_nothing(register: Register, bedden: Ding, stoort: type[Exception]) -> None:
    with writes_nothing(register), pytest.raises(stoort), register.change_set(Daad(REGISSEUR, now())) as daad:
        daad.add("overleg", "opvang", {"naam": "Stuurgroep"}, "o1")
        daad.change("afspraak", "a1", 1, {"status": "gereed"})
        if stoort is OngeldigeInvoer:
            daad.add("knelpunt", "opvang", {})
        if stoort is NietGevonden:
            daad.add("agendapunt", "opvang", {"overleg": "o2", "soort": "knoop", "vraag": "Wie?"})
        if stoort is Gewijzigd:
            daad.change("afspraak", "a1", 1, {"status": "open"})
        if stoort is KeyError:
            daad.change("afspraak", "a1", 2, {"kleur": "rood"})
        raise RuntimeError


def test_a_set_without_changes_leaves_no_act(register: Register) -> None:
    with writes_nothing(register), register.change_set(Daad(REGISSEUR, now())):
        pass


FOUTEN: list[tuple[str, dict[str, Any], dict[str, str]]] = [
    ("afspraak", {}, {"afspraak": "Afspraak ontbreekt. Vul dit in."}),
    ("afspraak", {"afspraak": None}, {"afspraak": "Afspraak ontbreekt. Vul dit in."}),
    ("afspraak", {"afspraak": ""}, {"afspraak": "Afspraak ontbreekt. Vul dit in."}),
    ("afspraak", {"afspraak": " \n "}, {"afspraak": "Afspraak: dit is geen tekst. Vul iets in of laat het leeg."}),
    ("afspraak", {"afspraak": 12}, {"afspraak": "Afspraak: dit is geen tekst. Vul iets in of laat het leeg."}),
    ("afspraak", {**BEDDEN, "toelichting": ""}, {"toelichting": "Toelichting: dit is geen tekst. Vul iets in of laat het leeg."}),
    ("afspraak", {**BEDDEN, "bron": "a\x00b"}, {"bron": "Bron: deze tekst bevat een teken dat niet kan worden bewaard."}),
    ("afspraak", {**BEDDEN, "bron": "a\ud83db"}, {"bron": "Bron: deze tekst bevat een teken dat niet kan worden bewaard."}),
    ("afspraak", {**BEDDEN, "bron": "x" * 20_001}, {"bron": "Bron: deze tekst is te lang. Hoogstens 20.000 tekens."}),
    (
        "afspraak",
        {**BEDDEN, "status": "klaar"},
        {"status": "Status: “klaar” kan niet. Kies uit: open, gereed, deels, niet, vervallen, onbekend."},
    ),
    *(
        (
            "afspraak",
            {**BEDDEN, "klaar_op": datum},
            {"klaar_op": f"Klaar op: “{datum}” is geen datum. Schrijf 2026-11-24, of 2026-11 of 2026 als u het niet preciezer weet."},
        )
        for datum in ("morgen", "24-11-2026", "2026-13", "2026-02-30", "26", "2026-11-24T10:00", "20261124", "２０２６")
    ),
    *(
        (
            "werkwijze",
            {"interval_dagen": getal},
            {"interval_dagen": f"Interval dagen: “{getal}” past niet. Schrijf een heel getal van 1 tot en met 1000."},
        )
        for getal in (0, -1, 1001, 2.5, "42", True)
    ),
]


@pytest.mark.parametrize(("soort", "velden", "fouten"), FOUTEN)
def test_what_cannot_be_kept_is_said_field_by_field(gedeeld: Register, soort: str, velden: dict[str, Any], fouten: dict[str, str]) -> None:
    with writes_nothing(gedeeld), pytest.raises(OngeldigeInvoer) as fout:
        gedeeld.add(soort, "opvang", velden, REGISSEUR)
    assert fout.value.fouten == fouten


def test_the_longest_text_fits(register: Register) -> None:
    ding = register.add("afspraak", "opvang", {"afspraak": "é" * LANGSTE_TEKST}, REGISSEUR)
    assert len(register.newest("afspraak", ding["id"])["afspraak"]) == LANGSTE_TEKST


def test_all_that_is_wrong_is_said_at_once(register: Register) -> None:
    velden = {"klaar_op": "morgen", "status": "klaar", "toelichting": "  "}
    zinnen = {
        "klaar_op": "Klaar op: “morgen” is geen datum. Schrijf 2026-11-24, of 2026-11 of 2026 als u het niet preciezer weet.",
        "status": "Status: “klaar” kan niet. Kies uit: open, gereed, deels, niet, vervallen, onbekend.",
        "toelichting": "Toelichting: dit is geen tekst. Vul iets in of laat het leeg.",
        "afspraak": "Afspraak ontbreekt. Vul dit in.",
    }
    with writes_nothing(register), pytest.raises(OngeldigeInvoer) as fout:
        register.add("afspraak", "opvang", velden, REGISSEUR)
    assert fout.value.fouten == zinnen
    assert str(fout.value) == " ".join(zinnen.values())


def test_a_change_is_looked_at_as_strictly(register: Register, bedden: Ding) -> None:
    with writes_nothing(register), pytest.raises(OngeldigeInvoer) as fout:
        register.change("afspraak", "a1", 1, {"afspraak": None, "status_op": "2026-00"}, REGISSEUR)
    assert list(fout.value.fouten) == ["status_op", "afspraak"]


@pytest.mark.parametrize("veld", ["kleur", "op", "id", "nummer", "keten", "is_ingetrokken", "wijziging"])
def test_a_field_that_is_not_for_people_is_a_mistake_of_ours(gedeeld: Register, veld: str) -> None:
    ding = gedeeld.add("afspraak", "opvang", BEDDEN, REGISSEUR)
    with writes_nothing(gedeeld), pytest.raises(KeyError, match=veld):
        gedeeld.change("afspraak", ding["id"], 1, {veld: "x"}, REGISSEUR)
    with writes_nothing(gedeeld), pytest.raises(KeyError, match=veld):
        gedeeld.add("afspraak", "opvang", {**BEDDEN, veld: "x"}, REGISSEUR)


def test_a_kind_that_does_not_exist_is_a_mistake_of_ours(register: Register) -> None:
    with writes_nothing(register), pytest.raises(KeyError, match="rapportcijfer"):
        register.add("rapportcijfer", "opvang", {}, REGISSEUR)


@pytest.mark.parametrize(
    ("wie", "reden", "fouten"),
    [
        (Wie("r" * 201), None, {"rol": "Rol: deze tekst is te lang. Hoogstens 200 tekens."}),
        (Wie(None, "p\x00"), None, {"partij": "Partij: deze tekst bevat een teken dat niet kan worden bewaard."}),
        (Wie("r" * 200, "p" * 200), "x" * 20_001, {"reden": "Reden: deze tekst is te lang. Hoogstens 20.000 tekens."}),
    ],
)
def test_who_and_why_are_looked_at_too(gedeeld: Register, wie: Wie, reden: str, fouten: dict[str, str]) -> None:
    with writes_nothing(gedeeld), pytest.raises(OngeldigeInvoer) as fout:
        gedeeld.add("afspraak", "opvang", BEDDEN, wie, reden)
    assert fout.value.fouten == fouten


VERWIJZINGEN = [(s, k.name, k.info["naar"]) for s, tabel in TABELLEN.items() for k in tabel.columns if "naar" in k.info]


@pytest.mark.parametrize(("soort", "veld", "naar"), VERWIJZINGEN)
def test_what_is_referred_to_must_exist(gedeeld: Register, soort: str, veld: str, naar: str) -> None:
    overleg = gedeeld.add("overleg", "opvang", {"naam": "Stuurgroep"}, REGISSEUR)["id"]
    verplicht: dict[str, Any] = {k.name: (k.info.get("keuzes") or ("x",))[0] for k in TABELLEN[soort].columns if k.info.get("verplicht")}
    velden = verplicht | ({"overleg": overleg} if "overleg" in verplicht else {}) | {veld: "weg"}
    with writes_nothing(gedeeld), pytest.raises(NietGevonden) as fout:
        gedeeld.add(soort, "opvang", velden, REGISSEUR)
    assert str(fout.value) == f"Er is geen {naar} met kenmerk “weg”."


def test_what_was_withdrawn_may_still_be_referred_to(register: Register) -> None:
    register.add("overleg", "opvang", {"naam": "Stuurgroep"}, REGISSEUR, id_="o1")
    register.withdraw("overleg", "o1", 1, REGISSEUR, "Gaat niet door")
    assert register.add("notitie", "opvang", {"overleg": "o1", "notitie": "Waarom niet?"}, REGISSEUR)["overleg"] == "o1"


def test_the_same_id_may_serve_two_kinds(register: Register, bedden: Ding) -> None:
    register.add("knelpunt", "opvang", {"knelpunt": "Geen plek"}, REGISSEUR, id_="a1")
    assert register.newest("afspraak", "a1") == bedden
    assert len(register.history("knelpunt", "a1")) == 1


def test_the_stand_of_a_keten_moves_with_what_is_done_there_and_per_kind(register: Register) -> None:
    register.add("overleg", "opvang", {"naam": "Stuurgroep"}, REGISSEUR, id_="o1")
    eerst = register.stands(["opvang"])
    register.add("overleg", "jeugd", {"naam": "Elders"}, REGISSEUR, id_="o2")
    assert register.stands(["opvang"]) == eerst
    assert register.stands(["jeugd"]) == dict.fromkeys(TABELLEN, 0) | {"overleg": register.stand()}
    register.add("notitie", "opvang", {"overleg": "o1", "notitie": "Waarom?"}, REGISSEUR)
    assert register.stands(["opvang"]) == eerst | {"notitie": register.stand()}
    assert register.stands() == dict.fromkeys(TABELLEN, 0) | {"overleg": register.stand() - 1, "notitie": register.stand()}
    assert register.stands([]) == dict.fromkeys(TABELLEN, 0)


def test_the_register_at_one_act_says_how_things_stood_then(register: Register) -> None:
    register.add("overleg", "opvang", {"naam": "Stuurgroep"}, REGISSEUR, id_="o1")
    toen = RegisterOpStand(register, register.stand())
    eerst = toen.stands(), toen.stands(["opvang"]), toen.versions("overleg")
    register.change("overleg", "o1", 1, {"naam": "Kerngroep"}, REGISSEUR)
    assert (toen.stands(), toen.stands(["opvang"]), toen.versions("overleg")) == eerst
    assert toen.stand() == register.stand() - 1
    assert [v["is_nieuwste"] for v in toen.versions("overleg")] == [True]
