"""Stories, the anonymous round and the end of an overleg: what may be kept and what is said about it."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from time import perf_counter
from typing import Any

import pytest

from dashboard.dossier.borging import keep_plan
from dashboard.dossier.duiding import remarks
from dashboard.dossier.fouten import Gewijzigd, OngeldigeInvoer
from dashboard.dossier.register import Register, Wie
from dashboard.dossier.ronde import answer, visible
from dashboard.dossier.tijd import dutch
from dashboard.dossier.verbinding import make_engine, migrate

Rij = dict[str, Any]
REGISSEUR = Wie("regisseur", "Gemeente")
ZELFDE = "Dit is vrijwel hetzelfde verhaal als de vorige keer."
OUD = "Sinds dit verhaal zijn er nieuwe cijfers."


@pytest.fixture
def register(tmp_path: Path) -> Iterator[Register]:
    engine = make_engine(f"sqlite:///{tmp_path / 'dossier.sqlite'}")
    migrate(engine)
    yield Register(engine)
    engine.dispose()


@pytest.fixture
def overleg(register: Register) -> Rij:
    return register.add("overleg", "schulden", {"naam": "Bestuurlijk overleg", "datum": "2026-11-12"}, REGISSEUR)


def verhaal(tekst: str, op: date = date(2026, 11, 1)) -> Rij:
    return {"duiding": tekst, "op": datetime(op.year, op.month, op.day, 12)}


def test_a_story_of_its_own_needs_no_remark() -> None:
    eerder = [verhaal("In de zomer waren er minder mensen om te helpen.")]
    assert remarks(verhaal("Sinds maart doen twee mensen de intake samen."), eerder, date(2026, 10, 1)) == []


def test_a_story_that_repeats_the_previous_one_says_so() -> None:
    tekst = "In de zomer waren er minder mensen om te helpen, en daardoor duurde het langer."
    assert remarks(verhaal(tekst + " Echt."), [verhaal(tekst)], None) == [ZELFDE]


def test_the_longest_stories_are_compared_at_once() -> None:
    lang = "langer dan ooit " * 1250
    begin = perf_counter()
    assert remarks(verhaal(lang + "nu"), [verhaal(lang)], None) == [ZELFDE]
    assert perf_counter() - begin < 20  # a guard against minutes, not a measurement


def test_only_the_newest_earlier_story_counts() -> None:
    eerder = [verhaal("Precies dit."), verhaal("Toen was er iets heel anders aan de hand.")]
    assert remarks(verhaal("Precies dit."), eerder, None) == []


@pytest.mark.parametrize(("cijfer", "zinnen"), [(date(2026, 11, 1), []), (date(2026, 11, 2), [OUD]), (None, [])])
def test_a_story_older_than_the_figures_says_so(cijfer: date | None, zinnen: list[str]) -> None:
    assert remarks(verhaal("Het was druk."), [], cijfer) == zinnen


def test_an_answer_holds_a_group_and_a_day_and_nothing_that_leads_to_a_person(register: Register, overleg: Rij) -> None:
    answer(register, overleg, "bestuur", {"proces": ("gemengd", " Te lang "), "resultaat": ("positief", "")})
    proces, resultaat = sorted(register.all("oordeel"), key=lambda o: o["onderwerp"])
    assert (proces["onderwerp"], proces["oordeel"], proces["toelichting"], proces["actorgroep"]) == (
        "proces",
        "gemengd",
        "Te lang",
        "bestuur",
    )
    assert (resultaat["onderwerp"], resultaat["oordeel"], resultaat["toelichting"]) == ("resultaat", "positief", None)
    for rij in (proces, resultaat):
        assert (rij["wie_rol"], rij["wie_partij"], rij["partij"], rij["reden"]) == (None, None, None, None)
        assert dutch(rij["op"]).isoformat() == f"{rij['datum']}T00:00:00"
        assert rij["overleg"] == overleg["id"]


def test_a_question_without_an_answer_is_not_kept(register: Register, overleg: Rij) -> None:
    answer(register, overleg, "bestuur", {"proces": (None, "Wel woorden"), "resultaat": ("negatief", None)})
    assert [o["onderwerp"] for o in register.all("oordeel")] == ["resultaat"]


def test_no_answer_at_all_is_told(register: Register, overleg: Rij) -> None:
    with pytest.raises(OngeldigeInvoer, match=r"^Kies bij minstens één vraag een antwoord\.$"):
        answer(register, overleg, "bestuur", {"proces": (None, None), "resultaat": (None, None)})


def test_ending_an_overleg_asks_for_a_plan_and_a_day(register: Register, overleg: Rij) -> None:
    with pytest.raises(OngeldigeInvoer) as fout:
        keep_plan(register, overleg, 1, {"borgingsplan": None, "terugkijken_op": None}, REGISSEUR, onderhoud=True)
    assert fout.value.fouten == {
        "borgingsplan": "Het borgingsplan ontbreekt. Vul dit in.",
        "terugkijken_op": "De dag om terug te kijken ontbreekt. Vul dit in.",
    }
    assert register.all("werkwijze") == []


PLAN = {"borgingsplan": "De wijkteams nemen het over", "terugkijken_op": "2027-11"}


def test_a_keten_whose_goal_is_reached_slows_down_and_stays(register: Register, overleg: Rij) -> None:
    register.add("werkwijze", "schulden", {"interval_dagen": 56, "stukken_dagen": 14}, REGISSEUR, id_="schulden")
    keep_plan(register, overleg, 1, PLAN, REGISSEUR, onderhoud=True)
    nu = register.newest("werkwijze", "schulden")
    assert (nu["ritme"], nu["interval_dagen"], nu["stukken_dagen"]) == ("onderhoud", 182, 14)
    gehouden = register.newest("overleg", overleg["id"])
    assert (gehouden["borgingsplan"], gehouden["terugkijken_op"], gehouden["is_ingetrokken"]) == (*PLAN.values(), False)
    assert gehouden["wijziging"] == nu["wijziging"]


def test_without_an_agreed_rhythm_onderhoud_is_agreed_now(register: Register, overleg: Rij) -> None:
    keep_plan(register, overleg, 1, PLAN, REGISSEUR, onderhoud=True)
    assert register.newest("werkwijze", "schulden")["interval_dagen"] == 182


def test_a_plan_alone_leaves_the_rhythm_as_it_is(register: Register, overleg: Rij) -> None:
    keep_plan(register, overleg, 1, PLAN, REGISSEUR, onderhoud=False)
    assert register.all("werkwijze") == []


def test_when_somebody_else_changed_the_overleg_nothing_is_kept(register: Register, overleg: Rij) -> None:
    register.change("overleg", overleg["id"], 1, {"uitkomst": "Klaar"}, Wie("partner", "School"))
    with pytest.raises(Gewijzigd) as fout:
        keep_plan(register, overleg, 1, PLAN, REGISSEUR, onderhoud=True)
    assert fout.value.anders == {"uitkomst": (None, "Klaar")}
    assert register.all("werkwijze") == []


@pytest.mark.parametrize(("gegeven", "te_zien"), [(1, 0), (2, 0), (3, 3), (4, 3), (5, 3), (6, 6)])
def test_answers_of_a_group_come_into_sight_three_at_a_time(register: Register, overleg: Rij, gegeven: int, te_zien: int) -> None:
    for nummer in range(gegeven):
        answer(register, overleg, "bestuur", {"proces": ("gemengd", f"Antwoord {nummer}")})
    woorden = [o["toelichting"] for o in visible(register.versions("oordeel"))]
    assert woorden == [f"Antwoord {nummer}" for nummer in range(te_zien)]


def test_every_group_and_subject_is_counted_by_itself_and_what_was_delivered_stays(register: Register, overleg: Rij) -> None:
    for _ in range(3):
        answer(register, overleg, "bestuur", {"proces": ("positief", None)})
    answer(register, overleg, "partner", {"proces": ("negatief", None)})
    answer(register, overleg, "bestuur", {"resultaat": ("negatief", None)})
    geleverd = {"herkomst": "levering", "overleg": None, "actorgroep": None, "onderwerp": "proces", "oordeel": "gemengd", "wijziging": 0}
    zichtbaar = visible([geleverd, *register.versions("oordeel")])
    assert [(o["herkomst"], o["oordeel"]) for o in zichtbaar] == [("levering", "gemengd"), *[("app", "positief")] * 3]
