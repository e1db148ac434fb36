"""The page Overleg, phase by phase: what it says, what it keeps, and what it refuses."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.components.overleg.houden import clock_sentence
from dashboard.components.overleg.punten import choices
from dashboard.dossier.register import Register, Wie
from dashboard.dossier.ronde import answer
from dashboard.dossier.verbinding import address, open_engine
from tests.dashboard.conftest import html, visit

Opener = Callable[..., AppTest]
Rij = dict[str, Any]
REGISSEUR = Wie("regisseur", "GGZ")


@pytest.fixture
def register(magazijn: Path) -> Register:
    return Register(open_engine(address(magazijn)))


@pytest.fixture
def gepland(register: Register) -> Rij:
    velden = {"naam": "Bestuurlijk overleg", "datum": "2027-01-14", "soort": "bestuurlijk", "stand": "voorbereiding"}
    return register.add("overleg", "opvang", velden, REGISSEUR)


def act(at: AppTest, rol: str = "regisseur", partij: str | None = None) -> AppTest:
    """Say as whom you write."""
    rollen, partijen = (next(s for s in at.selectbox if s.label == naam) for naam in ("U doet dit als", "Van partij"))
    rollen.select(rol)
    partijen.select(partij or partijen.options[0])
    return at.run()


def press(at: AppTest, knop: str) -> AppTest:
    return next(b for b in at.button if b.label == knop).click().run()


def field(at: AppTest, label: str) -> Any:
    return next(w for w in (*at.text_input, *at.text_area) if w.label == label)


def test_without_a_planned_overleg_the_page_says_so_and_shows_the_rhythm(open_app: Opener) -> None:
    tekst = html(open_app("overleg", keten="opvang"))
    assert "Zijn we klaar voor het overleg, en wat spreken we af?" in tekst
    assert "Er is nog geen volgend overleg gepland." in tekst
    assert "Het ritme" in tekst


def test_an_overleg_is_planned_and_stands_on_the_page_at_once(open_app: Opener, register: Register) -> None:
    at = act(open_app("overleg", keten="opvang"))
    field(at, "Datum (jaar-maand-dag)").set_value("2027-01-14")
    at = press(at, "Plan dit overleg")
    assert "Bestuurlijk overleg is gepland." in html(at)
    assert "14 januari 2027 · in voorbereiding" in html(at)
    [nieuw] = [o for o in register.all("overleg", "opvang") if o["herkomst"] == "app"]
    assert (nieuw["datum"], nieuw["soort"], nieuw["stand"], nieuw["wie_rol"]) == ("2027-01-14", "bestuurlijk", "voorbereiding", "regisseur")


def test_a_wrong_date_is_told_and_nothing_is_kept(open_app: Opener, register: Register) -> None:
    at = act(open_app("overleg", keten="opvang"))
    field(at, "Datum (jaar-maand-dag)").set_value("14 januari")
    at = press(at, "Plan dit overleg")
    assert "Datum: “14 januari” is geen datum. Schrijf 2026-11-24, of 2026-11 of 2026 als u het niet preciezer weet." in html(at)
    assert [o for o in register.all("overleg", "opvang") if o["herkomst"] == "app"] == []


def test_without_a_role_nothing_is_kept(open_app: Opener, register: Register) -> None:
    at = press(open_app("overleg", keten="opvang"), "Plan dit overleg")
    assert "Kies eerst bovenaan als wie u dit doet: uw rol en uw partij." in html(at)
    assert [o for o in register.all("overleg", "opvang") if o["herkomst"] == "app"] == []


def test_preparing_starts_with_what_the_keten_is_for_and_the_days_that_follow(open_app: Opener, gepland: Rij) -> None:
    tekst = html(open_app("overleg", keten="opvang", overleg=gepland["id"], fase="voorbereiden"))
    assert tekst.index("ks-resultaat") < tekst.index("Op weg naar het overleg") < tekst.index("De agenda")
    for dag in ("24 december 2026", "28 december 2026", "4 januari 2027", "14 januari 2027"):
        assert f"<strong>{dag}</strong>" in tekst
    assert "Er staat nog niets op de agenda." in tekst


def test_a_point_without_a_question_is_refused_and_what_was_typed_stays(open_app: Opener, gepland: Rij, register: Register) -> None:
    at = act(open_app("overleg", keten="opvang", overleg=gepland["id"], fase="voorbereiden"))
    field(at, "Minuten").set_value("900")
    at = press(at, "Zet op de agenda")
    assert "Minuten: “900” past niet. Schrijf een heel getal van 1 tot en met 480." in html(at)
    assert "Vraag ontbreekt. Vul dit in." in html(at)
    assert field(at, "Minuten").value == "900"
    assert register.all("agendapunt") == []


def test_a_point_comes_on_the_agenda_with_what_is_missing_in_sight(open_app: Opener, gepland: Rij) -> None:
    at = act(open_app("overleg", keten="opvang", overleg=gepland["id"], fase="voorbereiden"))
    field(at, "De vraag aan tafel").set_value("Kiezen wij één loket?")
    field(at, "Minuten").set_value("")
    tekst = html(press(at, "Zet op de agenda"))
    assert "Kiezen wij één loket?" in tekst
    assert "brengt in: ontbreekt · tijd: ontbreekt" in tekst
    assert "Samen 0 minuten; bij 1 punt staat geen tijd." in tekst


def add_point(register: Register, overleg: Rij, vraag: str, **velden: Any) -> Rij:
    return register.add(
        "agendapunt", "opvang", {"overleg": overleg["id"], "soort": "besluit", "vraag": vraag, "stand": "open", **velden}, REGISSEUR
    )


def test_private_notes_are_there_for_the_regisseur_alone(open_app: Opener, gepland: Rij, register: Register) -> None:
    register.add("notitie", "opvang", {"overleg": gepland["id"], "notitie": "Eerst bellen met de corporatie"}, REGISSEUR)
    at = open_app("overleg", keten="opvang", overleg=gepland["id"], fase="voorbereiden")
    assert "Eerst bellen" not in html(at)
    assert "Eerst bellen" not in html(act(at, "partner"))
    assert "Eerst bellen met de corporatie" in html(act(at, "regisseur"))


def test_holding_shows_one_point_at_a_time_and_reads_everything_back(open_app: Opener, gepland: Rij, register: Register) -> None:
    eerste = add_point(register, gepland, "Eerste vraag?", volgorde=1)
    add_point(register, gepland, "Tweede vraag?", volgorde=2)
    register.add("besluit", "opvang", {"overleg": gepland["id"], "agendapunt": eerste["id"], "besluit": "Wij doen het"}, REGISSEUR)
    at = open_app("overleg", keten="opvang", overleg=gepland["id"], fase="houden")
    assert "Punt 1 van 2" in html(at) and "Eerste vraag?" in html(at) and "Tweede vraag?" not in html(at)
    at = press(at, "Volgende")
    assert "Punt 2 van 2" in html(at) and "Eerste vraag?" not in html(at)
    at = press(at, "Voorlezen en sluiten")
    for zin in ("Dit is er gezegd en afgesproken", "Eerste vraag?", "Wij doen het", "Tweede vraag?", "Nog niet besproken"):
        assert zin in html(at)


def test_an_afspraak_may_be_kept_with_empty_fields_that_say_so(open_app: Opener, gepland: Rij, register: Register) -> None:
    add_point(register, gepland, "Eerste vraag?", volgorde=1)
    at = act(open_app("overleg", keten="opvang", overleg=gepland["id"], fase="houden"))
    field(at, "Welke actie?").set_value("Een bed meer")
    knoppen = [b for b in at.button if b.label == "Bewaar"]
    at = knoppen[1].click().run()
    assert "Bewaard: afspraak." in html(at)
    assert html(at).count("ontbreekt") >= 3
    [nieuw] = [a for a in register.all("afspraak", "opvang") if a["herkomst"] == "app"]
    assert (nieuw["afspraak"], nieuw["voortouw"], nieuw["klaar_op"], nieuw["status"]) == ("Een bed meer", None, None, "open")


def test_a_point_that_is_put_off_comes_back_and_shows_how_often(open_app: Opener, gepland: Rij, register: Register) -> None:
    add_point(register, gepland, "Lastige vraag?", volgorde=1)
    at = act(open_app("overleg", keten="opvang", overleg=gepland["id"], fase="houden"))
    at = press(at, "Doorschuiven naar het volgende overleg")
    assert "Het punt gaat naar het volgende overleg." in html(at)
    volgende = register.add("overleg", "opvang", {"naam": "Volgende", "datum": "2027-03-01", "stand": "voorbereiding"}, REGISSEUR)
    at = act(visit(at, "overleg", keten="opvang", overleg=volgende["id"], fase="voorbereiden"))
    keuze = next(s for s in at.selectbox if s.label == "Waarover gaat het?")
    keuze.select(next(o for o in keuze.options if o == "Doorgeschoven: Lastige vraag?"))
    at = press(at.run(), "Zet op de agenda")
    assert "al 1 keer doorgeschoven" in html(at)


def test_from_an_earlier_day_one_can_read_and_not_write(open_app: Opener, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dashboard.components.overleg.kiezen.read_only_reason", lambda: "U kijkt vanaf een eerdere dag.")
    at = open_app("overleg", keten="opvang")
    assert "Het ritme" in html(at)
    assert [b.label for b in at.button if b.label == "Plan dit overleg"] == []


def test_an_unknown_overleg_says_so(open_app: Opener) -> None:
    assert "Overleg niet gevonden" in html(open_app("overleg", keten="opvang", overleg="bestaat-niet"))


@pytest.mark.parametrize(
    ("minuten", "zin"),
    [(0, "Net begonnen"), (1, "1 minuut bezig"), (4, "4 minuten bezig"), (5, "5 minuten bezig. Besluiten of doorschuiven?")],
)
def test_the_clock_asks_after_five_minutes(minuten: int, zin: str) -> None:
    assert clock_sentence(minuten) == zin


def test_what_asks_for_attention_becomes_a_point_half_filled_in() -> None:
    keuzes = choices(
        [{"signaal": "s1", "regel": "beweging", "indicator": "slapers", "vraag": "Hoe komt dat?"}],
        [{"id": "a1", "afspraak": "Een bed meer", "voortouw": "GGZ"}],
        [{"id": "k1", "knelpunt": "Geen plek"}],
        [],
    )
    assert [k["label"] for k in keuzes.values()] == [
        "Een eigen punt",
        "Vraag: Hoe komt dat?",
        "Afspraak: Een bed meer",
        "Knelpunt: Geen plek",
    ]
    assert [k["soort"] for k in keuzes.values()] == ["besluit", "duiding", "besluit", "knoop"]
    assert keuzes["vraag-s1"]["over"] == {"signaal": "s1", "regel": "beweging", "indicator": "slapers"}
    assert (keuzes["afspraak-a1"]["partij"], keuzes["afspraak-a1"]["over"]) == ("GGZ", {"afspraak": "a1"})


def test_the_round_reaches_the_panel_of_tevredenheid_when_enough_people_answered(
    open_app: Opener, gepland: Rij, register: Register
) -> None:
    for keer in range(3):
        answer(register, gepland, "bestuur", {"proces": ("gemengd", "Korter vergaderen" if keer else None)})
        tekst = html(open_app("keten", keten="opvang"))
        assert ("Korter vergaderen" in tekst) is (keer == 2)


def test_a_story_stands_beside_the_figure_it_is_about(open_app: Opener, register: Register) -> None:
    assert "Nog geen partij vertelde haar verhaal hierbij." in html(open_app("indicator", keten="opvang", indicator="slapers"))
    for tekst in ("Er kwamen meer bedden.", "Er kwamen  meer bedden."):
        register.add("duiding", "opvang", {"indicator": "slapers", "partij": "GGZ", "duiding": tekst}, Wie("partner", "GGZ"))
    pagina = html(open_app("indicator", keten="opvang", indicator="slapers"))
    assert pagina.count("meer bedden.") == 2
    assert pagina.count("Dit is vrijwel hetzelfde verhaal als de vorige keer.") == 1


def test_a_point_that_could_not_be_kept_stays_in_sight_with_what_was_typed(open_app: Opener, gepland: Rij, register: Register) -> None:
    add_point(register, gepland, "Eerste vraag?", volgorde=1)
    add_point(register, gepland, "Tweede vraag?", volgorde=2)
    at = open_app("overleg", keten="opvang", overleg=gepland["id"], fase="houden")
    field(at, "Waarom?").set_value("Het liep vast")
    at = press(at, "Besproken").run()
    assert "Punt 1 van 2" in html(at)
    assert field(at, "Waarom?").value == "Het liep vast"
    assert {p["stand"] for p in register.all("agendapunt")} == {"open"}


def test_saving_after_a_clash_leaves_alone_what_only_the_other_changed(open_app: Opener, gepland: Rij, register: Register) -> None:
    punt = add_point(register, gepland, "Eerste vraag?", volgorde=1, minuten=10)
    at = act(open_app("overleg", keten="opvang", overleg=gepland["id"], fase="voorbereiden"))
    register.change("agendapunt", punt["id"], 1, {"vraag": "Betere vraag?"}, Wie("partner", "GGD"))
    [minuten] = [w for w in at.text_input if w.label == "Minuten" and w.value == "10"]
    minuten.set_value("25")
    at = press(at, "Bewaar")
    assert "Dit is intussen gewijzigd door GGD. Kijk wat er nu staat en kies wat het wordt." in html(at)
    assert "Vraag: was “Eerste vraag?”, nu “Betere vraag?”" in html(at)
    at = press(at, "Bewaar")
    nu = register.newest("agendapunt", punt["id"])
    assert (nu["vraag"], nu["minuten"], nu["nummer"]) == ("Betere vraag?", 25, 3)


def test_an_act_of_your_own_is_no_clash_with_another_form_of_yours(open_app: Opener, gepland: Rij, register: Register) -> None:
    add_point(register, gepland, "Eerste vraag?", volgorde=1)
    at = act(open_app("overleg", keten="opvang", overleg=gepland["id"], fase="houden"))
    at = visit(at, "overleg", keten="opvang", overleg=gepland["id"], fase="voorbereiden")
    [minuten] = [w for w in at.text_input if w.label == "Minuten" and w.value == ""]
    minuten.set_value("25")
    at = press(at, "Bewaar")
    at = visit(at, "overleg", keten="opvang", overleg=gepland["id"], fase="houden")
    at = press(at, "Besproken")
    assert "intussen gewijzigd" not in html(at)
    assert [(p["minuten"], p["stand"]) for p in register.all("agendapunt")] == [(25, "besproken")]
