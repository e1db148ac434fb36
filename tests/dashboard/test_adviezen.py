"""Advice, and what goes to other hands: what the page Overleg says, keeps and refuses."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.components.overleg.adviezen import advieskaart, advieslijst
from dashboard.components.overleg.overdracht import overdrachtwegen
from dashboard.dossier.register import Register, Wie
from dashboard.dossier.ritme import ritmes
from dashboard.dossier.verbinding import address, open_engine
from tests.dashboard.conftest import html
from tests.dashboard.overleg.test_overleg_pagina import act, field, press

Opener = Callable[..., AppTest]
Rij = dict[str, Any]
REGISSEUR = Wie("regisseur", "Gemeente")
ADVIES: Rij = {
    "id": "x", "nummer": 1, "van_wie": "Rekenkamer", "datum": "2026-03", "advies": "Begin met één loket", "besluit": None,
    "besluit_op": None, "gedaan": None, "gedaan_op": None, "bron": None, "is_open": True,
}  # fmt: skip


@pytest.fixture
def register(magazijn: Path) -> Register:
    return Register(open_engine(address(magazijn)))


def advise(register: Register, advies: str, **velden: Any) -> Rij:
    return register.add("advies", "opvang", {"van_wie": "Rekenkamer", "advies": advies, **velden}, REGISSEUR)


def own(register: Register, soort: str) -> list[Rij]:
    return [d for d in register.all(soort, "opvang") if d["herkomst"] == "app"]


# --- the list of advice ---


def test_without_advice_the_page_says_so_and_only_asks_for_a_first_one(open_app: Opener) -> None:
    at = open_app("overleg", keten="opvang")
    assert "Er is nog geen advies opgeschreven." in html(at)
    labels = [e.label for e in at.expander]
    assert "Schrijf een advies op" in labels and "Leg vast wat er met een advies gebeurt" not in labels


def test_advice_stands_under_the_rhythm_with_the_open_ones_first_in_order_of_date(open_app: Opener, register: Register) -> None:
    advise(register, "Zonder datum")
    advise(register, "Nieuw", datum="2026-05-01")
    advise(register, "Loopt nog", datum="2026-06", besluit="deels overgenomen", gedaan="Proef in Oost")
    advise(register, "Oud", datum="2024")
    advise(register, "Afgewezen", datum="2020", besluit="niet overgenomen")
    advise(register, "Klaar", datum="2021", besluit="overgenomen", gedaan_op="2022")
    at = open_app("overleg", keten="opvang")
    tekst = html(at)
    volgorde = ["Het ritme", "Adviezen", "Oud", "Nieuw", "Loopt nog", "Zonder datum", "Toon 2 afgehandelde adviezen", "Afgewezen", "Klaar"]
    plaatsen = [tekst.index(f">{woord}<") for woord in volgorde]
    assert plaatsen == sorted(plaatsen)
    keuze = next(s for s in at.selectbox if s.label == "Welk advies?")
    assert keuze.options == ["Oud", "Nieuw", "Loopt nog", "Zonder datum", "Afgewezen", "Klaar"]


def test_advice_of_another_keten_or_withdrawn_is_not_shown(open_app: Opener, register: Register) -> None:
    register.add("advies", "jeugd", {"van_wie": "Raad", "advies": "Elders"}, REGISSEUR)
    weg = advise(register, "Ingetrokken advies")
    register.withdraw("advies", weg["id"], 1, REGISSEUR, "dubbel")
    tekst = html(open_app("overleg", keten="opvang"))
    assert "Elders" not in tekst and "Ingetrokken advies" not in tekst


@pytest.mark.parametrize(
    ("velden", "zinnen"),
    [
        ({}, ["Rekenkamer · maart 2026", "nog geen besluit", "nog niets opgeschreven"]),
        ({"datum": None}, ["Rekenkamer · datum onbekend"]),
        ({"besluit": "overgenomen"}, ["overgenomen · ", "datum: ontbreekt", "nog niets opgeschreven"]),
        ({"besluit": "overgenomen", "besluit_op": "2026-04-01", "gedaan": "Loket open"},
         ["overgenomen · 1 april 2026", "Loket open · nog niet klaar"]),
        ({"besluit": "deels overgenomen", "gedaan": "Loket open", "gedaan_op": "2026-09"}, ["Loket open · klaar: september 2026"]),
        ({"besluit": "overgenomen", "gedaan_op": "2026-09"}, ["<dd>klaar: september 2026</dd>"]),
        ({"bron": "Brief, bladzijde 3"}, ["Brief, bladzijde 3"]),
        ({"advies": "<script>", "van_wie": "A & B"}, ["&lt;script&gt;", "A &amp; B"]),
    ],
)  # fmt: skip
def test_a_card_says_what_is_known_and_what_is_missing(velden: Rij, zinnen: list[str]) -> None:
    kaart = advieskaart(ADVIES | velden)
    assert [zin for zin in zinnen if zin not in kaart] == []


def test_what_is_not_taken_over_needs_nothing_done() -> None:
    assert "Gedaan" not in advieskaart(ADVIES | {"besluit": "niet overgenomen"})
    assert "Toch geprobeerd" in advieskaart(ADVIES | {"besluit": "niet overgenomen", "gedaan": "Toch geprobeerd"})


def test_when_all_is_dealt_with_the_list_says_so() -> None:
    lijst = advieslijst([ADVIES | {"is_open": False, "besluit": "niet overgenomen"}])
    assert "Er staat geen advies meer open." in lijst and "Toon 1 afgehandeld advies" in lijst


def test_advice_is_written_down(open_app: Opener, register: Register) -> None:
    at = act(open_app("overleg", keten="opvang"))
    field(at, "Van welke partij of instantie komt het? Noem geen naam van een mens.").set_value(" Rekenkamer ")
    field(at, "Wanneer is het gegeven? (jaar-maand-dag)").set_value("2026-03")
    field(at, "Wat is het advies?").set_value("Begin met één loket")
    at = press(at, "Bewaar dit advies")
    assert "Het advies is bewaard." in html(at) and "Rekenkamer · maart 2026" in html(at)
    [nieuw] = own(register, "advies")
    assert [nieuw[n] for n in ("van_wie", "datum", "advies", "bron", "besluit", "wie_rol")] == [
        "Rekenkamer", "2026-03", "Begin met één loket", None, None, "regisseur",
    ]  # fmt: skip


def test_advice_that_misses_something_is_refused_and_what_was_typed_stays(open_app: Opener, register: Register) -> None:
    at = act(open_app("overleg", keten="opvang"))
    field(at, "Wanneer is het gegeven? (jaar-maand-dag)").set_value("vorig jaar")
    at = press(at, "Bewaar dit advies")
    tekst = html(at)
    for zin in (
        "Van wie ontbreekt. Vul dit in.",
        "Advies ontbreekt. Vul dit in.",
        "Datum: “vorig jaar” is geen datum. Schrijf 2026-11-24, of 2026-11 of 2026 als u het niet preciezer weet.",
    ):
        assert zin in tekst
    assert field(at, "Wanneer is het gegeven? (jaar-maand-dag)").value == "vorig jaar"
    assert own(register, "advies") == []


def test_without_a_role_no_advice_is_kept(open_app: Opener, register: Register) -> None:
    at = press(open_app("overleg", keten="opvang"), "Bewaar dit advies")
    assert "Kies eerst bovenaan als wie u dit doet: uw rol en uw partij." in html(at)
    assert own(register, "advies") == []


def decide(at: AppTest, besluit: str, **velden: str) -> AppTest:
    next(s for s in at.selectbox if s.label == "Wat is besloten?").select(besluit)
    labels = {
        "besluit_op": "Wanneer is dat besloten? (jaar-maand-dag)",
        "gedaan": "Wat is ermee gedaan?",
        "gedaan_op": "Wanneer was dat klaar? Laat leeg zolang het loopt. (jaar-maand-dag)",
    }
    for naam, waarde in velden.items():
        field(at, labels[naam]).set_value(waarde)
    return next(b for b in at.button if b.label == "Bewaar" and b.form_id.startswith("advies-")).click().run()


def test_what_was_decided_and_done_is_recorded_with_the_advice(open_app: Opener, register: Register) -> None:
    advies = advise(register, "Begin met één loket", datum="2026")
    at = decide(act(open_app("overleg", keten="opvang")), "overgenomen", besluit_op="2026-04-01")
    assert "Wat er met het advies gebeurt, is bewaard." in html(at)
    assert "overgenomen · 1 april 2026" in html(at)
    at = decide(at, "overgenomen", gedaan="Loket open", gedaan_op="2026-09-01")
    assert "Toon 1 afgehandeld advies" in html(at)
    versies = register.history("advies", advies["id"])
    assert [(v["besluit"], v["gedaan"], v["gedaan_op"]) for v in versies] == [
        (None, None, None),
        ("overgenomen", None, None),
        ("overgenomen", "Loket open", "2026-09-01"),
    ]


def test_a_decision_on_advice_that_somebody_else_changed_shows_what_they_did(open_app: Opener, register: Register) -> None:
    advies = advise(register, "Begin met één loket")
    at = act(open_app("overleg", keten="opvang"))
    register.change("advies", advies["id"], 1, {"besluit": "niet overgenomen"}, Wie("partner", "Woningcorporatie"))
    tekst = html(decide(at, "overgenomen"))
    assert "Dit is intussen gewijzigd door Woningcorporatie. Kijk wat er nu staat en kies wat het wordt." in tekst
    assert "Besluit: was leeg, nu “niet overgenomen”" in tekst
    assert register.newest("advies", advies["id"])["besluit"] == "niet overgenomen"


def test_advice_is_withdrawn_with_a_reason_only(open_app: Opener, register: Register) -> None:
    advies = advise(register, "Dubbel")
    at = press(act(open_app("overleg", keten="opvang")), "Trek het advies in")
    assert "Reden ontbreekt. Schrijf waarom dit wordt ingetrokken." in html(at)
    field(at, "Reden (alleen nodig als u het advies intrekt)").set_value("Stond er al")
    at = press(at, "Trek het advies in")
    assert "Het advies is ingetrokken." in html(at) and "Er is nog geen advies opgeschreven." in html(at)
    laatste = register.newest("advies", advies["id"])
    assert (laatste["is_ingetrokken"], laatste["reden"]) == (True, "Stond er al")


def test_from_an_earlier_day_advice_can_be_read_and_not_written(
    open_app: Opener, register: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    advise(register, "Begin met één loket")
    monkeypatch.setattr("dashboard.components.overleg.adviezen.read_only_reason", lambda: "U kijkt vanaf een eerdere dag.")
    at = open_app("overleg", keten="opvang")
    assert "Begin met één loket" in html(at)
    assert [e.label for e in at.expander if "advies" in e.label] == []


# --- what goes to other hands ---


@pytest.fixture
def lopend(register: Register) -> Rij:
    """An overleg that goes on: the newest of its soort, last month."""
    velden = {"naam": "Casusoverleg", "datum": "2026-11-01", "soort": "casus", "stand": "gehouden"}
    return register.add("overleg", "opvang", velden, REGISSEUR)


def follow_up(open_app: Opener, overleg: str) -> AppTest:
    return act(open_app("overleg", keten="opvang", overleg=overleg, fase="opvolgen"))


def offered(at: AppTest) -> list[str | None]:
    """What can go on the list in one click."""
    return [b.key for b in at.button if b.label == "Zet op de lijst"]


def test_as_long_as_an_overleg_goes_on_nothing_is_offered_for_the_list(open_app: Opener, lopend: Rij) -> None:
    at = follow_up(open_app, lopend["id"])
    assert "Er staat niets op de overdrachtslijst." in html(at)
    assert "Dit staat nog open" not in html(at) and offered(at) == []


def test_an_overleg_that_ends_offers_what_is_open(open_app: Opener, lopend: Rij, register: Register) -> None:
    register.change("overleg", lopend["id"], 1, {"borgingsplan": "De GGZ houdt het bij", "terugkijken_op": "2027-06-01"}, REGISSEUR)
    at = follow_up(open_app, lopend["id"])
    assert "Dit overleg stopt of gaat rusten. Wie neemt over wat nog open staat?" in html(at)
    assert offered(at) == ["overdracht-afspraak-a1", "overdracht-afspraak-a2", "overdracht-knelpunt-k1"]


def test_a_rhythm_that_stopped_offers_it_at_its_last_overleg_only(open_app: Opener) -> None:
    zin = "Na dit overleg stopte het ritme: er kwam geen bestuurlijk overleg meer. Wie neemt over wat nog open staat?"
    assert zin in html(follow_up(open_app, "o7"))
    assert zin not in html(follow_up(open_app, "o5"))


def test_one_click_puts_it_on_the_list_once(open_app: Opener, register: Register) -> None:
    at = follow_up(open_app, "o7")
    at = next(b for b in at.button if b.key == "overdracht-afspraak-a1").click().run()
    assert "Het staat op de overdrachtslijst." in html(at)
    assert "van Gemeente naar ontbreekt · nog niet overgedragen" in html(at)
    assert offered(at) == ["overdracht-afspraak-a2", "overdracht-knelpunt-k1"]
    [nieuw] = register.all("overdracht", "opvang")
    assert (nieuw["overleg"], nieuw["wat"], nieuw["van_rol"], nieuw["gedaan_op"]) == ("o7", "Afspraak: Een bed meer", "Gemeente", None)


def test_all_of_it_goes_on_the_list_in_one_act(open_app: Opener, register: Register) -> None:
    at = press(follow_up(open_app, "o7"), "Zet alles op de overdrachtslijst")
    assert "Alles wat open stond, staat op de overdrachtslijst." in html(at)
    assert offered(at) == [] and "Dit staat nog open" not in html(at)
    rijen = register.all("overdracht", "opvang")
    assert [r["wat"] for r in rijen] == ["Afspraak: Een bed meer", "Afspraak: Sleutels bestellen", "Knelpunt: Te weinig bedden"]
    assert len({r["wijziging"] for r in rijen}) == 1


def test_who_was_second_is_told_and_nothing_comes_on_the_list_twice(open_app: Opener, register: Register) -> None:
    at = follow_up(open_app, "o7")
    register.add(
        "overdracht", "opvang", {"overleg": "o7", "wat": "Afspraak: Een bed meer"}, Wie("partner", "Politie"), id_="overdracht-afspraak-a1"
    )
    at = next(b for b in at.button if b.key == "overdracht-afspraak-a1").click().run()
    assert len(register.history("overdracht", "overdracht-afspraak-a1")) == 1
    assert offered(at) == ["overdracht-afspraak-a2", "overdracht-knelpunt-k1"]


def test_without_a_role_nothing_goes_on_the_list(open_app: Opener, register: Register) -> None:
    at = press(open_app("overleg", keten="opvang", overleg="o7", fase="opvolgen"), "Zet alles op de overdrachtslijst")
    assert "Kies eerst bovenaan als wie u dit doet: uw rol en uw partij." in html(at)
    assert register.all("overdracht") == []


def test_a_thing_on_the_list_is_marked_as_handed_over(open_app: Opener, register: Register) -> None:
    open_app("overleg", keten="opvang")  # what was delivered is in the register from here on
    ding = register.add("overdracht", "opvang", {"overleg": "o7", "wat": "De contacten met de corporatie"}, REGISSEUR)
    at = follow_up(open_app, "o7")
    dag = field(at, "Op welke dag? (jaar-maand-dag)")
    assert dag.value == date.today().isoformat()
    dag.set_value("eergisteren")
    at = press(at, "Het is overgedragen")
    assert "Gedaan op: “eergisteren” is geen datum." in html(at)
    field(at, "Op welke dag? (jaar-maand-dag)").set_value("2026-11-20")
    next(w for w in at.text_input if w.label == "Naar welke rol?").set_value("procesmanager")
    at = press(at, "Het is overgedragen")
    assert "van onbekend naar procesmanager · overgedragen op 20 november 2026" in html(at)
    assert [b.label for b in at.button if b.label == "Het is overgedragen"] == []
    assert [v["gedaan_op"] for v in register.history("overdracht", ding["id"])] == [None, "2026-11-20"]


def test_a_stopped_rhythm_leads_to_the_list_of_its_last_overleg(open_app: Opener) -> None:
    tekst = html(open_app("overleg", keten="opvang"))
    assert "Wat moet een ander overnemen na het overleg van 10 juli 2026 (Bestuurlijk overleg)?" in tekst
    assert "overleg?keten=opvang&amp;overleg=o7&amp;fase=opvolgen" in tekst


def test_a_rhythm_that_goes_on_leads_to_no_list() -> None:
    overleg: Rij = {
        "id": "o", "keten": "opvang", "naam": "Overleg", "soort": "bestuurlijk", "datum": "2026-11-01",
        "datum_van": date(2026, 11, 1), "datum_tot": date(2026, 11, 1),
    }  # fmt: skip
    assert overdrachtwegen([overleg], ritmes([overleg], date(2026, 11, 24))) is None


# --- the day in one's own calendar ---


def test_the_preparation_gives_the_days_for_a_calendar(open_app: Opener, register: Register) -> None:
    velden = {"naam": "Bestuurlijk overleg", "datum": "2027-01-14", "soort": "bestuurlijk", "stand": "voorbereiding"}
    met = register.add("overleg", "opvang", velden, REGISSEUR)
    zonder = register.add("overleg", "opvang", velden | {"datum": "2027-01"}, REGISSEUR)
    for overleg, knoppen in ((met, ["Zet in uw agenda"]), (zonder, [])):
        at = open_app("overleg", keten="opvang", overleg=overleg["id"], fase="voorbereiden")
        assert [k.proto.label for k in at.get("download_button") if k.proto.label == "Zet in uw agenda"] == knoppen


def test_the_afspraken_of_a_keten_or_of_one_voortouw_go_into_a_calendar(magazijn: Path) -> None:
    def page(keten: str | None, voortouw: str | None) -> None:
        from dashboard.components.kalender import afsprakenknop

        afsprakenknop(keten, voortouw)

    for keten, voortouw, knoppen in (
        ("opvang", None, 1),
        (None, None, 1),
        ("opvang", "Gemeente", 1),
        ("opvang", "Politie", 0),
        ("zonder", None, 0),
    ):
        at = AppTest.from_function(page, args=(keten, voortouw), default_timeout=30).run()
        assert not at.exception
        assert [k.proto.label for k in at.get("download_button")] == ["Zet de afspraken in uw agenda"] * knoppen
