"""Whatever people do in whatever order, the history tells it. Add here what must hold for every sequence of acts."""

from collections.abc import Mapping
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dashboard.dossier.controle import LANGSTE_TEKST
from dashboard.dossier.fouten import Gewijzigd
from dashboard.dossier.register import Ding, Register, Wie, fields
from dashboard.dossier.verbinding import make_engine, migrate
from tests.dashboard.dossier.conftest import REGISSEUR

DINGEN = ("a", "b", "c")
TEKST = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), min_size=1, max_size=40).filter(str.strip)
DATUM = st.dates().map(str).flatmap(lambda dag: st.sampled_from([dag, dag[:7], dag[:4]]))
VELDEN = st.fixed_dictionaries(
    {},
    optional={
        "afspraak": TEKST,
        "voortouw": st.none() | TEKST,
        "klaar_op": st.none() | DATUM,
        "status": st.sampled_from([None, "open", "gereed", "niet"]),
    },
)
DAAD = st.tuples(st.sampled_from(DINGEN), st.sampled_from(["change", "withdraw", "te laat"]), VELDEN)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(DAAD, max_size=14))
def test_the_history_of_everything_replays_to_how_it_is_now(daden: list[tuple[str, str, Mapping[str, Any]]]) -> None:
    engine = make_engine("sqlite://")
    migrate(engine)
    register, bekend = Register(engine), dict[str, Ding]()
    for id_, wat, velden in daden:
        do(register, bekend, id_, wat, velden)
    for id_, verwacht in bekend.items():
        geschiedenis = register.history("afspraak", id_)
        assert [v["nummer"] for v in geschiedenis] == list(range(1, len(geschiedenis) + 1))
        assert replay(geschiedenis) == {naam: verwacht[naam] for naam in fields("afspraak")} | {
            "is_ingetrokken": verwacht["is_ingetrokken"]
        }
        assert register.newest("afspraak", id_) == verwacht
        # Every version says something new, but for withdrawing again for another reason.
        assert all(v["anders"] or v["is_ingetrokken"] for v in geschiedenis)
    assert sorted(v["id"] for v in register.all("afspraak")) == sorted(id_ for id_, v in bekend.items() if not v["is_ingetrokken"])
    engine.dispose()


def do(register: Register, bekend: dict[str, Ding], id_: str, wat: str, velden: Mapping[str, Any]) -> None:
    """One act, kept beside what the register itself keeps; the first one on a thing adds it."""
    if id_ not in bekend:
        nieuw = {"afspraak": f"Afspraak {id_}"} | {naam: waarde for naam, waarde in velden.items() if waarde is not None}
        bekend[id_] = register.add("afspraak", "opvang", nieuw, REGISSEUR, id_=id_)
        assert {naam: bekend[id_][naam] for naam in nieuw} == nieuw
        return
    voor = bekend[id_]
    if wat == "withdraw":
        bekend[id_] = register.withdraw("afspraak", id_, voor["nummer"], REGISSEUR, "Vergissing")
    elif wat == "change":
        bekend[id_] = register.change("afspraak", id_, voor["nummer"], velden, REGISSEUR)
        assert {naam: bekend[id_][naam] for naam in fields("afspraak")} == {naam: voor[naam] for naam in fields("afspraak")} | dict(velden)
    elif voor["nummer"] > 1:
        try:
            register.change("afspraak", id_, voor["nummer"] - 1, {"bron": "te laat"}, Wie("wethouder"))
        except Gewijzigd as fout:
            assert fout.huidig == voor
        else:
            raise AssertionError("a change on an old version must be refused")


def replay(geschiedenis: list[Ding]) -> Ding:
    """How a thing looks when all its changes are made one after another, from nothing."""
    stand: Ding = dict.fromkeys(fields("afspraak")) | {"is_ingetrokken": False}
    for versie in geschiedenis:
        for naam, (eerder, nu) in versie["anders"].items():
            assert (stand[naam] or None) == (eerder or None)
            stand[naam] = nu
    return stand


@settings(max_examples=50, deadline=None)
@given(st.text(max_size=60))
def test_any_text_comes_back_as_it_was_or_is_refused_with_a_sentence(tekst: str) -> None:
    from dashboard.dossier.controle import check
    from dashboard.dossier.fouten import OngeldigeInvoer

    assert len(tekst) <= LANGSTE_TEKST
    engine = make_engine("sqlite://")
    migrate(engine)
    register = Register(engine)
    try:
        check("advies", {"van_wie": "GGD", "advies": tekst}, is_nieuw=True)
    except OngeldigeInvoer as fout:
        assert set(fout.fouten) == {"advies"}
    else:
        ding = register.add("advies", "opvang", {"van_wie": "GGD", "advies": tekst}, REGISSEUR)
        assert register.newest("advies", ding["id"])["advies"] == tekst
    engine.dispose()
