"""What a reminder says, word for word, and when there is nothing to say."""

from datetime import date
from pathlib import Path

import pytest
from icalendar import Calendar

from dashboard.dossier.fouten import OnbekendeKeten
from dashboard.dossier.herinnering import make_reminder
from dashboard.dossier.register import Register
from tests.dashboard.dossier_post.conftest import REGISSEUR, VANDAAG, Rij


def add(register: Register, afspraak: str, klaar_op: str, keten: str = "opvang", **velden: str) -> Rij:
    return register.add("afspraak", keten, {"afspraak": afspraak, "klaar_op": klaar_op, "status": "open", **velden}, REGISSEUR)


def test_a_reminder_word_for_word(register: Register, gepland: Rij, bouw: Path) -> None:
    add(register, "Een bed meer", "2026-06-01", voortouw="Gemeente")
    add(register, "Sleutels\nbestellen", "2026-12-04")
    add(register, "Kamers schilderen", "2026-11", voortouw="Leger des Heils")
    add(register, "Later pas", "2027-06-01")
    register.add("werkwijze", "opvang", {"stukken_dagen": 14}, REGISSEUR, id_="opvang")
    herinnering = make_reminder(bouw, register, "opvang", VANDAAG, 14)
    assert herinnering is not None
    assert herinnering.onderwerp == "Herinnering: Opvang van daklozen"
    assert (
        herinnering.tekst
        == """Dit is een herinnering uit Ketenspiegel over de keten Opvang van daklozen.

Afspraken over datum
- Een bed meer
  Klaar op: 1 juni 2026 (5 maanden over datum)
  Voortouw: Gemeente

Afspraken die binnen 14 dagen klaar moeten zijn
- Kamers schilderen
  Klaar op: november 2026
  Voortouw: Leger des Heils
- Sleutels bestellen
  Klaar op: 4 december 2026
  Voortouw: ontbreekt

Het volgende overleg
- 24 december 2026: De cijfers gaan dicht
- 28 december 2026: Eigenaren krijgen de vragen bij hun cijfers
- 31 december 2026: De stukken gaan de deur uit
- 14 januari 2027: Bestuurlijk overleg

In de bijlage staan deze dagen, voor zover de dag bekend is. Open het bestand om ze in uw agenda te zetten.
"""
    )
    dagen = [e.start.isoformat() for e in Calendar.from_ical(herinnering.agenda).events]
    assert dagen == ["2026-06-01", "2026-12-04", "2026-12-24", "2026-12-28", "2026-12-31", "2027-01-14"]


def test_the_last_day_of_the_term_still_counts_and_today_is_not_too_late(register: Register, bouw: Path) -> None:
    add(register, "Vandaag", "2026-11-24")
    add(register, "Morgen", "2026-11-25")
    add(register, "Overmorgen", "2026-11-26")
    een_dag, vandaag = (make_reminder(bouw, register, "opvang", VANDAAG, dagen) for dagen in (1, 0))
    assert een_dag is not None and vandaag is not None
    assert "Afspraken die binnen 1 dag klaar moeten zijn\n- Vandaag" in een_dag.tekst and "- Morgen" in een_dag.tekst
    assert "Overmorgen" not in een_dag.tekst and "over datum" not in een_dag.tekst
    assert "Afspraken die vandaag klaar moeten zijn\n- Vandaag" in vandaag.tekst and "Morgen" not in vandaag.tekst


def test_without_a_planned_overleg_it_says_so(register: Register, bouw: Path) -> None:
    add(register, "Een bed meer", "2026-06-01")
    herinnering = make_reminder(bouw, register, "opvang", VANDAAG, 14)
    assert herinnering is not None and "Het volgende overleg\nEr is nog geen volgend overleg gepland." in herinnering.tekst


def test_the_next_overleg_is_the_first_one_to_come_of_which_the_day_is_known(register: Register, gepland: Rij, bouw: Path) -> None:
    for naam, datum, stand in (
        ("Al geweest", "2026-10-01", "voorbereiding"),
        ("Gehouden", "2026-12-01", "gehouden"),
        ("Ooit", "2026-12", "voorbereiding"),
        ("Daarna", "2027-03-01", "voorbereiding"),
    ):
        register.add("overleg", "opvang", {"naam": naam, "datum": datum, "stand": stand}, REGISSEUR)
    herinnering = make_reminder(bouw, register, "opvang", VANDAAG, 14)
    assert herinnering is not None and "- 14 januari 2027: Bestuurlijk overleg" in herinnering.tekst
    assert make_reminder(bouw, register, "opvang", date(2027, 4, 1), 14) is None


def test_made_up_figures_say_so(register: Register, bouw: Path) -> None:
    add(register, "Elders", "2026-06-01", keten="jeugd")
    herinnering = make_reminder(bouw, register, "jeugd", VANDAAG, 14)
    assert herinnering is not None and "Let op: de gegevens van deze keten zijn verzonnen." in herinnering.tekst
    assert "Jeugd <naar> school" in herinnering.onderwerp


def test_when_there_is_nothing_to_remind_of_there_is_no_reminder(register: Register, bouw: Path) -> None:
    add(register, "Later pas", "2027-06-01")
    assert make_reminder(bouw, register, "opvang", VANDAAG, 14) is None


def test_an_unknown_keten_says_which_there_are(register: Register, bouw: Path) -> None:
    with pytest.raises(OnbekendeKeten) as fout:
        make_reminder(bouw, register, "bestaat\x1b[31mniet", VANDAAG, 14)
    assert str(fout.value) == "Keten “bestaat[31mniet” is er niet. Kies uit: jeugd, opvang, aflopend, zonder."
    assert fout.value.exitcode == 2


def test_private_notes_and_names_stay_out(register: Register, gepland: Rij, bouw: Path) -> None:
    register.add("notitie", "opvang", {"overleg": gepland["id"], "notitie": "Eerst bellen"}, REGISSEUR)
    herinnering = make_reminder(bouw, register, "opvang", VANDAAG, 14)
    assert herinnering is not None
    for woord in ("Eerst bellen", "Jansen", "De Vries"):
        assert woord not in herinnering.tekst and woord.encode() not in herinnering.agenda
