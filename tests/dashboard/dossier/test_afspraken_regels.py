"""Rules of afspraken and knelpunten: who may confirm, what a change needs, and what a later levering says instead."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from dashboard.dossier.afspraken import (
    actor,
    change,
    close,
    confirm,
    escalate,
    keep_effect,
    later_delivered,
    moved,
    next_level,
    objection_to_confirming,
    steps,
)
from dashboard.dossier.fouten import Gewijzigd, OngeldigeInvoer
from dashboard.dossier.register import Daad, Register, Wie
from dashboard.dossier.verbinding import address, open_engine

GEMEENTE, GGZ = Wie("regisseur", "Gemeente"), Wie("partner", "GGZ")
Rij = dict[str, Any]


@pytest.fixture
def register(tmp_path: Path) -> Register:
    return Register(open_engine(address(tmp_path)))


@pytest.fixture
def gereed(register: Register) -> Rij:
    velden = {"afspraak": "Een bed meer", "voortouw": "Gemeente", "klaar_op": "2026-06-01", "status": "gereed", "status_op": "2026-05-20"}
    return register.add("afspraak", "opvang", velden, GEMEENTE)


@pytest.fixture
def knelpunt(register: Register) -> Rij:
    return register.add("knelpunt", "opvang", {"knelpunt": "Te weinig bedden", "escalatie_naar": "Procesmanagers"}, GEMEENTE)


@pytest.mark.parametrize(
    ("velden", "partij", "zin"),
    [
        ({}, "Gemeente", "Gemeente heeft zelf het voortouw. Een andere partij bevestigt dat het is uitgevoerd."),
        ({"voortouw": "GGZ; gemeente"}, "Gemeente", "Gemeente heeft zelf het voortouw. Een andere partij bevestigt dat het is uitgevoerd."),
        ({"voortouw": "De stad"}, "Gemeente", "Gemeente heeft zelf het voortouw. Een andere partij bevestigt dat het is uitgevoerd."),
        ({"status": "open"}, "GGZ", "Deze afspraak staat nog niet op gereed. Bevestigen kan pas daarna."),
        ({"voortouw": None}, "GGZ", "Wie het voortouw heeft, ontbreekt. Vul dat eerst in; daarna kan een andere partij bevestigen."),
        ({"voortouw": " ; "}, "GGZ", "Wie het voortouw heeft, ontbreekt. Vul dat eerst in; daarna kan een andere partij bevestigen."),
        ({}, "GGZ", None),
    ],
)
def test_only_another_partij_than_the_voortouw_confirms(velden: Rij, partij: str, zin: str | None) -> None:
    afspraak = {"status": "gereed", "voortouw": "Gemeente", **velden}
    assert objection_to_confirming(afspraak, partij, ["De stad"] if partij == "Gemeente" else []) == zin


def test_a_refused_confirmation_keeps_nothing(register: Register, gereed: Rij) -> None:
    with pytest.raises(OngeldigeInvoer, match="Gemeente heeft zelf het voortouw"):
        confirm(register, gereed, 1, GEMEENTE, "2026-06-10")
    assert register.newest("afspraak", gereed["id"])["nummer"] == 1


def test_uitgevoerd_comes_before_effect_vastgesteld(register: Register, gereed: Rij) -> None:
    with pytest.raises(OngeldigeInvoer, match="kan pas als een andere partij heeft bevestigd"):
        keep_effect(register, gereed, 1, GGZ, "Minder mensen op straat", "2026-09-01")
    bevestigd = confirm(register, gereed, 1, GGZ, "2026-06-10")
    with pytest.raises(OngeldigeInvoer, match=r"Het effect ontbreekt\. Schrijf wat u ziet dat er is veranderd\."):
        keep_effect(register, bevestigd, 2, GGZ, None, "2026-09-01")
    nu = keep_effect(register, bevestigd, 2, GGZ, "Minder mensen op straat", "2026-09-01")
    velden = ("bevestigd_door", "bevestigd_op", "effect", "effect_op")
    assert [nu[veld] for veld in velden] == ["GGZ", "2026-06-10", "Minder mensen op straat", "2026-09-01"]


@pytest.mark.parametrize("velden", [{"status": "open"}, {"voortouw": "GGZ"}])
def test_what_opens_again_or_changes_hands_is_no_longer_confirmed(register: Register, gereed: Rij, velden: Rij) -> None:
    bevestigd = confirm(register, gereed, 1, GGZ, "2026-06-10")
    nu = change(register, "afspraak", bevestigd, 2, velden, GEMEENTE, "Het bed is weer weg")
    assert (nu["bevestigd_door"], nu["bevestigd_op"]) == (None, None)


def test_another_date_leaves_the_confirmation(register: Register, gereed: Rij) -> None:
    bevestigd = confirm(register, gereed, 1, GGZ, "2026-06-10")
    assert change(register, "afspraak", bevestigd, 2, {"toelichting": "x"}, GEMEENTE, "Zo is het")["bevestigd_door"] == "GGZ"


@pytest.mark.parametrize(
    ("velden", "reden", "zin"),
    [
        ({"klaar_op": "2026-07-01"}, " ", "Reden ontbreekt. Schrijf waarom dit verandert."),
        ({}, "Zomaar", "U hebt niets veranderd. Verander eerst iets, en bewaar dan."),
        (
            {"klaar_op": "juli"},
            "Later",
            "Klaar op: “juli” is geen datum. Schrijf 2026-11-24, of 2026-11 of 2026 als u het niet preciezer weet.",
        ),
    ],
)
def test_a_change_needs_a_reason_and_a_change(register: Register, gereed: Rij, velden: Rij, reden: str, zin: str) -> None:
    with pytest.raises(OngeldigeInvoer) as fout:
        change(register, "afspraak", gereed, 1, velden, GEMEENTE, reden)
    assert str(fout.value) == zin


def test_every_date_that_moved_stays_with_who_when_and_why(register: Register, gereed: Rij) -> None:
    change(register, "afspraak", gereed, 1, {"klaar_op": "2026-09-01"}, GEMEENTE, "Geen bouwer")
    change(register, "afspraak", gereed, 2, {"klaar_op": "2026-12-01"}, GGZ, "Geen geld")
    stappen = moved(steps("afspraak", register.history("afspraak", gereed["id"])), "klaar_op")
    gezien = [(s.anders["klaar_op"], s.wie, s.reden) for s in stappen]
    assert gezien == [
        (("2026-06-01", "2026-09-01"), "regisseur van Gemeente", "Geen bouwer"),
        (("2026-09-01", "2026-12-01"), "partner van GGZ", "Geen geld"),
    ]


def test_a_first_date_is_no_slip(register: Register) -> None:
    nieuw = register.add("afspraak", "opvang", {"afspraak": "Bellen"}, GEMEENTE)
    change(register, "afspraak", nieuw, 1, {"klaar_op": "2026-09-01"}, GEMEENTE, "Nu is het bekend")
    assert moved(steps("afspraak", register.history("afspraak", nieuw["id"])), "klaar_op") == []


def test_two_changes_on_one_version_are_never_both_kept(register: Register, gereed: Rij) -> None:
    change(register, "afspraak", gereed, 1, {"klaar_op": "2026-09-01"}, GEMEENTE, "Geen bouwer")
    with pytest.raises(Gewijzigd) as fout:
        change(register, "afspraak", gereed, 1, {"klaar_op": "2026-10-01"}, GGZ, "Geen geld")
    assert fout.value.anders == {"klaar_op": ("2026-06-01", "2026-09-01")}


def test_a_knelpunt_goes_up_and_where_it_lay_stays(register: Register, knelpunt: Rij) -> None:
    nu = escalate(register, knelpunt, 1, GEMEENTE, "Directeuren", "2026-11-24", "Drie keer besproken")
    assert (nu["escalatie_naar"], nu["escalatie_op"], nu["reden"]) == ("Directeuren", "2026-11-24", "Drie keer besproken")
    [stap] = moved(steps("knelpunt", register.history("knelpunt", nu["id"])), "escalatie_naar")
    assert stap.anders["escalatie_naar"] == ("Procesmanagers", "Directeuren")


@pytest.mark.parametrize(
    ("naar", "zin"),
    [
        (None, "Het niveau ontbreekt. Kies waar het knelpunt naartoe gaat."),
        ("Procesmanagers", "Het knelpunt ligt al bij Procesmanagers. Kies een ander niveau."),
    ],
)
def test_a_knelpunt_goes_nowhere_without_another_level(register: Register, knelpunt: Rij, naar: str | None, zin: str) -> None:
    with pytest.raises(OngeldigeInvoer) as fout:
        escalate(register, knelpunt, 1, GEMEENTE, naar, "2026-11-24", "")
    assert str(fout.value) == zin


@pytest.mark.parametrize("wijze", ["voorkomen", "omzeild", "weggenomen"])
def test_a_knelpunt_closes_in_one_of_three_ways(register: Register, knelpunt: Rij, wijze: str) -> None:
    nu = close(register, knelpunt, 1, GEMEENTE, wijze, "2026-11-24", None)
    assert (nu["wijze"], nu["opgelost_op"], nu["oplossing"]) == (wijze, "2026-11-24", None)


def test_closing_asks_how_and_when_at_once(register: Register, knelpunt: Rij) -> None:
    with pytest.raises(OngeldigeInvoer) as fout:
        close(register, knelpunt, 1, GEMEENTE, None, None, "Bedden")
    assert str(fout.value) == (
        "Hoe het knelpunt is opgelost, ontbreekt. Kies voorkomen, omzeild of weggenomen. "
        "De dag waarop het knelpunt is opgelost, ontbreekt. Vul die in."
    )


@pytest.mark.parametrize(("nu", "hoger"), [(None, "a"), ("a", "b"), ("b", "c"), ("c", None), ("elders", "a")])
def test_the_next_level_is_one_step_up(nu: str | None, hoger: str | None) -> None:
    assert next_level(["a", "b", "c"], nu) == hoger


def test_without_a_ladder_there_is_no_next_level() -> None:
    assert next_level([], "a") is None


@pytest.mark.parametrize(
    ("versie", "wie"),
    [
        ({"herkomst": "levering", "wie_rol": None, "wie_partij": "GGD"}, "levering van GGD"),
        ({"herkomst": "levering", "wie_rol": None, "wie_partij": None}, "levering van onbekende leverancier"),
        ({"herkomst": "app", "wie_rol": "regisseur", "wie_partij": "Gemeente"}, "regisseur van Gemeente"),
        ({"herkomst": "app", "wie_rol": None, "wie_partij": None}, "onbekend"),
    ],
)
def test_who_did_it_is_a_role_and_a_partij_or_a_levering(versie: Rij, wie: str) -> None:
    assert actor(versie) == wie


@pytest.mark.parametrize(
    ("geleverd", "anders"),
    [
        ({"status": "open", "klaar_op": "2026-06-01", "geleverd_op": date(2200, 1, 1)}, {"status": "open"}),
        ({"status": "gereed", "klaar_op": "2026-06-01", "geleverd_op": date(2200, 1, 1)}, {}),
        ({"status": "open", "klaar_op": "2026-06-01", "geleverd_op": date(2020, 1, 1)}, {}),
        (None, {}),
    ],
)
def test_only_a_later_levering_can_say_something_else(register: Register, geleverd: Rij | None, anders: Rij) -> None:
    with register.change_set(Daad(Wie(None, "GGD"), datetime(2020, 1, 1), levering="l1")) as daad:
        nieuw = daad.add("afspraak", "opvang", {"afspraak": "Bellen", "status": "open", "klaar_op": "2026-06-01"}, "a1")
    change(register, "afspraak", nieuw, 1, {"status": "gereed"}, GEMEENTE, "Klaar")
    assert later_delivered("afspraak", geleverd, register.history("afspraak", "a1")) == anders
