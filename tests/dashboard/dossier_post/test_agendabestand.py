"""The .ics file: what is on which day, how a day stays the same day, and what people wrote in it."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from dashboard import spiegel
from dashboard.dossier import lezen
from dashboard.dossier.agendabestand import LANGSTE_TITEL, Dag, afspraakdagen, as_ics, one_line, overlegdagen, printable
from dashboard.dossier.register import Register
from tests.dashboard.dossier_post.conftest import REGISSEUR, Rij

OP = datetime(2026, 11, 1, 9, 30, 12, 345)
OVERLEG: Rij = {
    "id": "o9", "nummer": 2, "keten": "opvang", "naam": "Bestuurlijk overleg", "op": OP, "voorzitter": "De heer Jansen",
    "deelnemers": "Mevrouw De Vries", "datum_van": date(2027, 1, 14), "datum_tot": date(2027, 1, 14),
}  # fmt: skip
AFSPRAAK: Rij = {
    "id": "a1", "nummer": 3, "keten": "opvang", "ketennaam": "Opvang", "afspraak": "Een bed meer", "voortouw": "Gemeente",
    "betrokken_partijen": None, "klaar_op": "2026-12-01", "klaar_op_van": date(2026, 12, 1), "klaar_op_tot": date(2026, 12, 1), "op": OP,
}  # fmt: skip


def events(bestand: bytes) -> list[Any]:
    return list(Calendar.from_ical(bestand).walk("VEVENT"))


def test_the_overleg_and_the_days_before_it_are_whole_days_in_order() -> None:
    gevonden = events(as_ics("Opvang", overlegdagen(OVERLEG, {}, "Opvang")))
    assert [(e["UID"], e["DTSTART"].dt, e["DTEND"].dt, e["SUMMARY"]) for e in gevonden] == [
        ("cijfers_dagen-overleg-o9@opvang.ketenspiegel", date(2026, 12, 24), date(2026, 12, 25), "De cijfers gaan dicht: Opvang"),
        ("navraag_dagen-overleg-o9@opvang.ketenspiegel", date(2026, 12, 28), date(2026, 12, 29),
         "Eigenaren krijgen de vragen bij hun cijfers: Opvang"),
        ("stukken_dagen-overleg-o9@opvang.ketenspiegel", date(2027, 1, 4), date(2027, 1, 5), "De stukken gaan de deur uit: Opvang"),
        ("overleg-o9@opvang.ketenspiegel", date(2027, 1, 14), date(2027, 1, 15), "Bestuurlijk overleg: Opvang"),
    ]  # fmt: skip
    assert gevonden[0]["DESCRIPTION"] == "Op weg naar: Bestuurlijk overleg op 14 januari 2027.\nKeten: Opvang."
    assert all(e["TRANSP"] == "TRANSPARENT" for e in gevonden)


def test_a_calendar_reminds_the_day_before_and_of_an_afspraak_a_week_before() -> None:
    dagen = [*overlegdagen(OVERLEG, {}, "Opvang")[-1:], *afspraakdagen([AFSPRAAK])]
    assert [e.walk("VALARM")[0]["TRIGGER"].dt for e in events(as_ics("Opvang", dagen))] == [
        timedelta(hours=-15),
        timedelta(days=-7, hours=9),
    ]


def test_no_names_of_people_go_along() -> None:
    bestand = as_ics("Opvang", overlegdagen(OVERLEG, {}, "Opvang"))
    assert b"Jansen" not in bestand and b"Vries" not in bestand and b"ATTENDEE" not in bestand and b"ORGANIZER" not in bestand


@pytest.mark.parametrize("dag", [(None, None), (date(2027, 1, 1), date(2027, 1, 31))])
def test_an_overleg_without_a_known_day_is_on_no_day(dag: tuple[date | None, date | None]) -> None:
    assert overlegdagen(OVERLEG | {"datum_van": dag[0], "datum_tot": dag[1]}, {}, "Opvang") == []


def test_the_same_state_gives_the_same_file_and_the_moment_is_that_of_the_version() -> None:
    werkwijze = {"op": datetime(2026, 11, 5, 8), "nummer": 4, "stukken_dagen": 7}
    bestand = as_ics("Opvang", overlegdagen(OVERLEG, werkwijze, "Opvang"))
    assert bestand == as_ics("Opvang", overlegdagen(OVERLEG, werkwijze, "Opvang"))
    assert {e["DTSTAMP"].dt for e in events(bestand)} == {datetime(2026, 11, 5, 7, tzinfo=UTC)}
    assert {e["SEQUENCE"] for e in events(bestand)} == {6}
    assert events(as_ics("Opvang", afspraakdagen([AFSPRAAK])))[0]["DTSTAMP"].dt == datetime(2026, 11, 1, 8, 30, 12, tzinfo=UTC)


def test_a_moved_day_takes_the_place_of_the_old_one(register: Register, gepland: Rij, bouw: Path) -> None:
    eerst = events(as_ics("x", overlegdagen(read(bouw, register, "overleg_lijst", keten="opvang")[0], {}, "x")))
    register.change("overleg", gepland["id"], 1, {"datum": "2027-02-01"}, REGISSEUR)
    later = events(as_ics("x", overlegdagen(read(bouw, register, "overleg_lijst", keten="opvang")[0], {}, "x")))
    assert [e["UID"] for e in eerst] == [e["UID"] for e in later]
    assert later[-1]["DTSTART"].dt == date(2027, 2, 1)
    assert all(nieuw["SEQUENCE"] > oud["SEQUENCE"] for oud, nieuw in zip(eerst, later, strict=True))


def test_an_afspraak_of_which_only_the_month_is_known_is_on_no_day() -> None:
    assert afspraakdagen([AFSPRAAK | {"klaar_op_van": date(2026, 12, 1), "klaar_op_tot": date(2026, 12, 31)}]) == []


def test_an_afspraak_says_who_has_the_voortouw_and_what_is_missing() -> None:
    volledig, zonder = events(
        as_ics("Opvang", afspraakdagen([AFSPRAAK | {"betrokken_partijen": "GGZ; Politie"}, AFSPRAAK | {"id": "a2", "voortouw": None}]))
    )
    assert volledig["SUMMARY"] == "Afspraak klaar: Een bed meer"
    assert volledig["DESCRIPTION"] == "Een bed meer\nVoortouw: Gemeente.\nMet: GGZ; Politie.\nKeten: Opvang."
    assert zonder["DESCRIPTION"] == "Een bed meer\nVoortouw: ontbreekt.\nKeten: Opvang."
    assert volledig["UID"] != zonder["UID"]


def test_a_long_afspraak_has_a_short_title_and_is_whole_below_it() -> None:
    lang = "Wij regelen " + "heel veel é " * 40
    [event] = events(as_ics("Opvang", afspraakdagen([AFSPRAAK | {"afspraak": lang}])))
    assert len(event["SUMMARY"]) == LANGSTE_TITEL and event["SUMMARY"].endswith("…")
    assert event["DESCRIPTION"].startswith(lang)


def test_what_people_write_cannot_become_something_else_in_the_calendar() -> None:
    kwaad = "Bed\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nATTENDEE:mailto:x@x.nl\x07\x1b[31m"
    bestand = as_ics("Opvang\r\nMETHOD:CANCEL", afspraakdagen([AFSPRAAK | {"afspraak": kwaad, "id": "a\r\nRRULE:FREQ=DAILY"}]))
    [event] = events(bestand)
    assert event["SUMMARY"] == "Afspraak klaar: Bed END:VEVENT BEGIN:VEVENT ATTENDEE:mailto:x@x.nl[31m"
    assert event["DESCRIPTION"].startswith("Bed\nEND:VEVENT\nBEGIN:VEVENT\nATTENDEE:mailto:x@x.nl[31m\n")
    assert "ATTENDEE" not in event and "RRULE" not in event and b"\r\nMETHOD" not in bestand
    assert not any(teken < 32 for teken in bestand if teken not in b"\r\n")


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=300))
def test_any_text_comes_back_as_it_was_without_control_characters(tekst: str) -> None:
    bestand = as_ics(tekst, [Dag("kenmerk", date(2026, 1, 1), tekst or "x", tekst, OP, 1)])
    [event] = events(bestand)
    assert event["DESCRIPTION"] == printable(tekst)
    assert all(len(regel) <= 75 for regel in bestand.split(b"\r\n"))
    assert "\n" not in one_line(tekst)


def read(bouw: Path, register: Register, query: str, **params: object) -> list[Rij]:
    with lezen.connect(bouw, register, {"afspraak", "overleg"}) as con:
        antwoord = con.execute(spiegel.sql_of(query), params)
        return [dict(zip([k[0] for k in antwoord.description or ()], rij, strict=True)) for rij in antwoord.fetchall()]


def test_only_what_still_runs_and_has_a_date_is_asked_for(register: Register, bouw: Path) -> None:
    for naam, velden in {
        "Loopt": {"klaar_op": "2027-01-01", "status": "open", "voortouw": "GGZ; Politie"},
        "Zonder stand": {"klaar_op": "2026-03", "voortouw": "Politie"},
        "Klaar": {"klaar_op": "2027-01-01", "status": "gereed"},
        "Zonder datum": {"status": "open"},
    }.items():
        register.add("afspraak", "opvang", {"afspraak": naam, **velden}, REGISSEUR)
    register.add("afspraak", "jeugd", {"afspraak": "Elders", "klaar_op": "2027-01-01"}, REGISSEUR)
    weg = register.add("afspraak", "opvang", {"afspraak": "Ingetrokken", "klaar_op": "2027-01-01"}, REGISSEUR)
    register.withdraw("afspraak", weg["id"], 1, REGISSEUR, "dubbel")

    def namen(keten: str | None, voortouw: str | None = None) -> list[str]:
        return [a["afspraak"] for a in read(bouw, register, "kalender_afspraken", keten=keten, voortouw=voortouw)]

    assert namen("opvang") == ["Zonder stand", "Loopt"]
    assert namen("opvang", "Politie") == ["Zonder stand", "Loopt"]
    assert namen("opvang", "GGZ") == ["Loopt"]
    assert namen("opvang", "Pol") == []
    assert namen(None) == ["Zonder stand", "Elders", "Loopt"]
