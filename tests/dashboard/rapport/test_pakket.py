"""The papers of an overleg: what stands in them, in which order, and that a screen reader can read them."""

import io
import re
from datetime import date, datetime
from pathlib import Path
from typing import Any

import duckdb
import pytest
from PIL import Image

from dashboard.components import opmaak
from dashboard.dossier.register import Daad, Register, Wie
from dashboard.dossier.tijd import today
from dashboard.rapport import bronnen, pakket, veranderd, zetten
from dashboard.rapport.pakket import OnbekendPakket
from dashboard.toegang.zicht import Zicht
from etl.fouten import GebruiksFout, ModelFout
from tests.dashboard.conftest import gegevens
from tests.dashboard.handbouw import publish, write_build
from tests.dashboard.rapport.conftest import OVERLEG, REGISSEUR, Maak
from tests.dashboard.rapport.lezer import bladwijzers, lees, tags, tekst


def in_order(geheel: str, *delen: str) -> None:
    plaats = 0
    for deel in delen:
        assert deel in geheel[plaats:], f"“{deel}” is missing, or stands before what it should follow"
        plaats = geheel.index(deel, plaats) + len(deel)


@pytest.mark.usefixtures("agenda")
def test_the_papers_tell_first_what_it_is_for_then_what_is_asked_then_the_rest(maak: Maak) -> None:
    in_order(
        tekst(maak()),
        "Stukken voor het bestuurlijk overleg",
        "Opvang van daklozen",
        "17 december 2026 · peildatum 24 november 2026",
        "Niemand slaapt op straat",
        "Voorkeursdoel van het gekozen bestuur",
        "Iedereen een eigen huis",
        "Doelen van anderen",
        "Rust in de opvang (Leger des Heils",
        "Wat is er veranderd sinds het vorige overleg?",
        "Welke besluiten worden gevraagd?",
        "Samen 30 minuten; bij 1 punt ontbreekt de tijd.",
        "Openen we een tweede opvang?",
        "Besluit Gemeente 15",
        "Wie betaalt de bedden?",
        "Welke vragen bespreken we?",
        "Wat zien we bij gezinnen?",
        "Afspraken die nog lopen",
        "De punten van de agenda",
        "1. Openen we een tweede opvang?",
        "Verhalen van partijen",
        "Nog geen partij vertelde haar verhaal hierbij.",
        "4. Hoe staat het met het extra bed?",
        "Knelpunten die open staan",
        "Adviezen die open staan",
        "Van de werkvloer",
        "Bijlage: de cijfers zelf",
        "Waar dit stuk vandaan komt",
        "Leveringen",
    )


def test_a_point_about_a_question_shows_it_with_what_may_be_the_matter_as_well(maak: Maak, register: Register, bouw: Path) -> None:
    regel = {"titel": "Beweging", "soort": "gesprek", "getoond": "ja", "onschuldig": ["Het is toch toeval."], "regel": "beweging"}
    signaal: dict[str, Any] = {
        "signaal": "s1", "regel": "beweging", "keten": "opvang", "indicator": "slapers", "van": date(2025, 1, 1), "tot": date(2025, 12, 31),
        "vraag": "“Buitenslapers” ging omlaag in 2025. Wat is het verhaal daarbij?", "status": "vraag",
    }  # fmt: skip
    with duckdb.connect(str(bouw)) as con:
        for tabel, rij in (("regel", regel), ("signaal", signaal)):
            con.execute(f"insert into signalen.{tabel} ({', '.join(rij)}) values ({', '.join('?' * len(rij))})", list(rij.values()))
    punt = {"overleg": OVERLEG, "soort": "duiding", "vraag": "Wat gebeurde er?", "signaal": "s1"}
    register.add("agendapunt", "opvang", punt, REGISSEUR)
    in_order(
        tekst(maak()), "1. Wat gebeurde er?", signaal["vraag"], "2025 · regel: beweging",
        "Wat kan er ook aan de hand zijn? Het is toch toeval.", "Buitenslapers · resultaten", "Verhalen van partijen",
    )  # fmt: skip


def test_a_question_of_the_dossier_is_told_too(maak: Maak, register: Register, monkeypatch: pytest.MonkeyPatch) -> None:
    vraag: dict[str, Any] = {
        "signaal": "d1", "keten": "opvang", "indicator": None, "van": date(2026, 7, 10), "tot": date(2026, 11, 24),
        "vraag": "Er was al lang geen overleg. Hoe komt dat?", "titel": "Ritme stokt", "onschuldig": [],
    }  # fmt: skip
    monkeypatch.setattr(bronnen, "ask", lambda *_: {"signaal_vragen": [vraag, vraag | {"signaal": "d2", "keten": "jeugd"}]})
    punt = {"overleg": OVERLEG, "soort": "duiding", "vraag": "Komen wij nog bijeen?", "signaal": "d1"}
    register.add("agendapunt", "opvang", punt, REGISSEUR)
    in_order(tekst(maak()), "1. Komen wij nog bijeen?", "Er was al lang geen overleg. Hoe komt dat?", "regel: ritme stokt")


@pytest.mark.usefixtures("agenda")
def test_a_figure_stands_in_the_papers_once(maak: Maak, register: Register) -> None:
    punt = {"overleg": OVERLEG, "volgorde": 5, "soort": "duiding", "vraag": "En verder?", "indicator": "slapers"}
    register.add("agendapunt", "opvang", punt, REGISSEUR)
    pdf = maak()
    assert "Het cijfer “Buitenslapers” staat bij punt 1." in tekst(pdf)
    assert [tag.soort for tag in tags(pdf)].count("Figure") == 1


@pytest.mark.usefixtures("agenda")
def test_the_goal_that_was_let_go_is_not_shown_as_a_goal_that_holds(maak: Maak) -> None:
    assert "Opvang alleen in de winter" not in tekst(maak())


def test_an_overleg_without_agenda_says_so(maak: Maak) -> None:
    gelezen = tekst(maak())
    in_order(
        gelezen, "De agenda", "Er staat nog niets op de agenda van dit overleg.", "Afspraken die nog lopen", "Knelpunten die open staan"
    )
    assert "De punten van de agenda" not in gelezen
    assert "Bijlage" not in gelezen


def test_a_keten_without_anything_gives_an_honest_packet(maak: Maak, register: Register) -> None:
    register.add("overleg", "zonder", {"naam": "Eerste overleg"}, REGISSEUR, id_="leeg")
    in_order(
        tekst(maak("zonder", "leeg")),
        "Stukken voor het overleg van onbekende soort",
        "datum: ontbreekt",
        "Nog te bepalen",
        "Er is geen voorkeursdoel van een gekozen bestuur geleverd.",
        "Er is geen eerder overleg van deze soort met een bekende dag om mee te vergelijken.",
        "Er staat nog niets op de agenda van dit overleg.",
        "Er loopt geen afspraak.",
        "Er staat geen knelpunt open.",
        "Er staat geen advies open.",
        "Er is nog niets van de werkvloer opgeschreven.",
    )


@pytest.mark.usefixtures("agenda")
def test_a_figure_shows_its_source_date_and_age_and_those_who_differ_stand_beside_each_other(maak: Maak) -> None:
    gelezen = tekst(maak())
    in_order(
        gelezen, "Buitenslapers · resultaten", "Bron: Telling · 2025 · geleverd op 1 november 2026 · 10 maanden oud", "Wat is het streven?"
    )
    bijlage = gelezen[gelezen.index("Bijlage: de cijfers zelf") :]
    in_order(bijlage, "2024 betwist", "140 personen", "Leger des Heils", "2025 Zonder december", "80 personen")


@pytest.mark.usefixtures("agenda")
def test_a_suppressed_figure_says_so_everywhere(maak: Maak) -> None:
    gelezen = tekst(maak())
    punt = gelezen[gelezen.index("2. Wat zien we bij gezinnen?") : gelezen.index("3. Wie betaalt de bedden?")]
    assert "onderdrukt (kleine groep) (2024)" in punt
    assert "onderdrukt (kleine groep)" in gelezen[gelezen.index("Bijlage: de cijfers zelf") :]


@pytest.mark.usefixtures("agenda")
def test_the_four_sides_stand_beside_each_other_and_an_empty_one_says_so(maak: Maak) -> None:
    in_order(
        tekst(maak()), "Welke van de vier kanten staan op de agenda?", "Resultaten", "Doelbereiking", "Tevredenheid achteraf",
        "Proceskwaliteit", "Buitenslapers; Gezinnen op straat", "geen cijfer op deze agenda", "niet gemeten in deze keten",
    )  # fmt: skip


@pytest.mark.usefixtures("agenda")
def test_afspraken_show_four_fields_and_every_date_that_moved(maak: Maak, register: Register) -> None:
    register.change("afspraak", "a1", 1, {"klaar_op": "2026-09-01"}, REGISSEUR, "de aanbesteding liep uit")
    register.change("afspraak", "a1", 2, {"klaar_op": "2027-02-01"}, REGISSEUR)
    gelezen = tekst(maak())
    in_order(
        gelezen, "Welke actie", "Welke partijen", "Voortouw", "Klaar op", "Sleutels bestellen", "ontbreekt", "ontbreekt",
        "31 december 2026", "Een bed meer", "ontbreekt", "Gemeente", "1 februari 2027", "eerst 1 juni 2026, verzet op",
        "de aanbesteding liep uit", "eerst 1 september 2026, verzet op",
    )  # fmt: skip


def test_an_afspraak_past_its_date_says_how_long(maak: Maak) -> None:
    in_order(tekst(maak()), "Een bed meer", "1 juni 2026", "5 maanden over datum")


def test_a_knelpunt_shows_where_it_lies_and_how_many_days_it_is_open(maak: Maak) -> None:
    gelezen = tekst(maak())
    in_order(gelezen, "Knelpunten die open staan", "Te weinig bedden", "Wethouder", "2024", "ongeveer 1.058")
    assert "Geen sleutel" not in gelezen


def test_stories_stand_side_by_side_and_the_newest_replaces_none(maak: Maak, register: Register, agenda: dict[str, str]) -> None:
    for partij, woorden in (("Gemeente", "Meer bedden."), ("Leger des Heils", "Meer mensen."), ("Gemeente", "Nog steeds meer bedden.")):
        velden = {"partij": partij, "duiding": woorden, "indicator": "slapers", "datum": "2026-11-20"}
        register.add("duiding", "opvang", velden, Wie("bestuurder", partij))
    in_order(
        tekst(maak()), "Verhalen van partijen", "Gemeente 20 november 2026 Meer bedden.", "Leger des Heils 20 november 2026 Meer mensen.",
        "Gemeente 20 november 2026 Nog steeds meer bedden.",
    )  # fmt: skip
    assert agenda


@pytest.mark.usefixtures("agenda")
def test_who_did_not_tell_a_story_is_named(maak: Maak, register: Register) -> None:
    register.add("duiding", "opvang", {"partij": "Leger des Heils", "duiding": "Meer mensen.", "indicator": "slapers"}, REGISSEUR)
    assert "Nog geen verhaal bij dit punt van: Gemeente." in tekst(maak())


def test_a_point_that_was_put_off_says_how_often(maak: Maak, register: Register) -> None:
    velden = {"soort": "knoop", "vraag": "Wie betaalt?", "stand": "doorgeschoven"}
    eerder = register.add("agendapunt", "opvang", {"overleg": "o7", **velden}, REGISSEUR)
    register.add("agendapunt", "opvang", {"overleg": OVERLEG, **velden, "doorgeschoven_van": eerder["id"]}, REGISSEUR)
    assert "al 1 keer doorgeschoven" in tekst(maak())


@pytest.mark.usefixtures("agenda")
@pytest.mark.parametrize("soort", pakket.SOORTEN)
def test_private_notes_never_appear(maak: Maak, register: Register, soort: str) -> None:
    register.add("notitie", "opvang", {"overleg": OVERLEG, "notitie": "EERSTBELLEN met de directeur"}, REGISSEUR)
    assert "EERSTBELLEN" not in tekst(maak(soort=soort))


@pytest.mark.usefixtures("agenda")
def test_what_was_withdrawn_is_not_in_the_papers(maak: Maak, register: Register, agenda: dict[str, str]) -> None:
    register.withdraw("agendapunt", agenda["knoop"], 1, REGISSEUR, "hoort elders")
    assert "Wie betaalt de bedden?" not in tekst(maak())


# Advice, and the work floor


def test_open_advice_shows_what_was_decided_and_done_the_oldest_first(maak: Maak, register: Register) -> None:
    def advise(advies: str, **velden: str) -> None:
        register.add("advies", "opvang", {"van_wie": "Rekenkamer", "advies": advies, **velden}, REGISSEUR)

    advise("Begin met één loket")
    advise("Tel de bedden", datum="2026-03", besluit="deels overgenomen", besluit_op="2026-05-01", gedaan="Proef in Oost", bron="Blz. 12")
    advise("Sluit in de zomer", besluit="niet overgenomen")
    advise("Vraag het de mensen", besluit="overgenomen", gedaan="Panel", gedaan_op="2026-06-01")
    gelezen = tekst(maak())
    in_order(
        gelezen, "Adviezen die open staan", "Wat is besloten", "Wat is gedaan", "Tel de bedden", "van Rekenkamer · maart 2026",
        "bron: Blz. 12", "deels overgenomen", "1 mei 2026", "Proef in Oost", "nog niet klaar", "Begin met één loket",
        "van Rekenkamer · datum: ontbreekt", "nog geen besluit", "nog niets opgeschreven", "Van de werkvloer",
    )  # fmt: skip
    assert "Sluit in de zomer" not in gelezen
    assert "Vraag het de mensen" not in gelezen


def test_the_work_floor_since_the_previous_overleg_in_its_own_words(maak: Maak, register: Register) -> None:
    def note(woorden: str, **velden: str) -> None:
        register.add("praktijksignaal", "opvang", {"praktijksignaal": woorden, **velden}, Wie("partner", "Leger des Heils"))

    with register.change_set(Daad(REGISSEUR, datetime(2026, 7, 1, 9))) as daad:
        daad.add("praktijksignaal", "opvang", {"praktijksignaal": "Oud nieuws", "datum": "2026-06-30"})
        daad.add("praktijksignaal", "opvang", {"praktijksignaal": "Vooraf gezegd", "datum": "2026-08"})
    note("Er slapen weer mensen in het park.\nMet kinderen.", datum="2026-11-02", actorgroep="professional", bron="Nachtploeg")
    note("Al in juni gezien", datum="2026-06")
    note("Zonder dag")
    weg = register.add("praktijksignaal", "opvang", {"praktijksignaal": "Vergissing"}, REGISSEUR)
    register.withdraw("praktijksignaal", weg["id"], 1, REGISSEUR, "hoort elders")
    gelezen = tekst(maak())
    in_order(
        gelezen, "Van de werkvloer", "Gezien of opgeschreven na het vorige overleg van deze soort, 10 juli 2026.",
        "Er slapen weer mensen in het park. Met kinderen. professional · 2 november 2026 · Nachtploeg", "Vooraf gezegd",
        "groep onbekend · augustus 2026", "Al in juni gezien", "juni 2026", "Zonder dag", "datum onbekend",
    )  # fmt: skip
    assert "Oud nieuws" not in gelezen
    assert "Vergissing" not in gelezen
    assert "partner" not in gelezen[gelezen.index("Van de werkvloer") :]


def test_nothing_of_the_work_floor_since_the_previous_overleg_says_so(maak: Maak) -> None:
    in_order(tekst(maak()), "Er staat geen advies open.", "Van de werkvloer", "Sindsdien is niets van de werkvloer opgeschreven.")


@pytest.mark.parametrize("soort", ["besluitenlijst", "afsprakenlijst"])
def test_the_lists_afterwards_hold_neither(maak: Maak, register: Register, soort: str) -> None:
    register.add("advies", "opvang", {"van_wie": "Rekenkamer", "advies": "Tel de bedden"}, REGISSEUR)
    register.add("praktijksignaal", "opvang", {"praktijksignaal": "Het park"}, REGISSEUR)
    gelezen = tekst(maak(soort=soort))
    assert "Tel de bedden" not in gelezen
    assert "Het park" not in gelezen


# What changed since the previous overleg


def test_without_leveringen_of_before_it_says_that_it_cannot_be_said(maak: Maak) -> None:
    assert "Van vóór 10 juli 2026 is niets geleverd. Welke cijfers en vragen sindsdien nieuw zijn, is niet te zeggen." in tekst(maak())


def test_what_changed_is_summed_up_in_front_and_told_in_an_annex(
    maak: Maak, leeg_magazijn: Path, register: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    eerder = gegevens()
    eerder["metingen"] = [m | {"waarde": 130} if m["indicator"] == "slapers" and m["periode"] == "2023" else m for m in eerder["metingen"]]
    toen = write_build(leeg_magazijn, eerder, naam="spiegel-0.duckdb", peildatum=date(2026, 7, 10))
    publish(leeg_magazijn, "spiegel-1.duckdb")
    monkeypatch.setattr(veranderd, "build_as_known", lambda _magazijn, _dag: toen)
    register.change("knelpunt", "k1", 1, {"escalatie_naar": "Burgemeester"}, REGISSEUR)
    gelezen = tekst(maak())
    in_order(
        gelezen,
        "Vergeleken met wat er op 10 juli 2026 bekend was",
        "1 nieuw cijfer en 1 herzien cijfer",
        "2 nieuwe afspraken",
        "2 nieuwe knelpunten",
    )
    bijlage = gelezen[gelezen.index("Bijlage: wat er veranderde") :]
    in_order(bijlage, "Nieuwe cijfers", "Buitenslapers", "80 personen", "2025, totaal", "Telling, geleverd op 1 november 2026")
    in_order(bijlage, "Herziene cijfers", "Buitenslapers", "130 personen", "120 personen", "10 personen lager")


def test_what_the_app_changed_after_the_previous_overleg_is_told_also_when_all_was_delivered_later(maak: Maak, register: Register) -> None:
    register.change("knelpunt", "k1", 1, {"escalatie_naar": "Burgemeester"}, REGISSEUR, "komt er niet uit")
    register.add("afspraak", "opvang", {"afspraak": "Een pand zoeken"}, REGISSEUR)
    in_order(
        tekst(maak()),
        "1 veranderd knelpunt",
        "Bijlage: wat er veranderde",
        "Een pand zoeken",
        "Nieuw. Voortouw: ontbreekt, klaar op: ontbreekt, stand: onbekend.",
        f"Vastgelegd op {opmaak.datum(today())} door Gemeente (regisseur)",
        "Te weinig bedden",
        "Ligt bij: was Wethouder, is nu Burgemeester.",
        f"Gewijzigd op {opmaak.datum(today())} door Gemeente (regisseur): komt er niet uit",
    )


def test_a_withdrawn_afspraak_is_told_with_the_reason(maak: Maak, register: Register) -> None:
    register.withdraw("afspraak", "a1", 1, REGISSEUR, "dubbel")
    in_order(
        tekst(maak()),
        "1 ingetrokken afspraak",
        "Bijlage: wat er veranderde",
        "Een bed meer",
        f"Ingetrokken op {opmaak.datum(today())} door Gemeente (regisseur): dubbel",
    )


def test_when_the_earlier_spiegel_cannot_be_made_the_packet_says_so(maak: Maak, monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks(*_: Any) -> Path:
        raise ModelFout("kern", "select", ValueError("x"))

    monkeypatch.setattr(veranderd, "build_as_known", breaks)
    assert "De spiegel van 10 juli 2026 kon niet worden gemaakt. Daarom staan hier geen veranderde cijfers en vragen." in tekst(maak())


# The lists afterwards


def test_the_besluitenlijst_shows_besluit_minority_view_and_whether_it_works(
    maak: Maak, register: Register, agenda: dict[str, str]
) -> None:
    punt = {"overleg": OVERLEG, "agendapunt": agenda["besluit"]}
    register.add("besluit", "opvang", {**punt, "besluit": "Er komt een tweede opvang."}, REGISSEUR)
    register.add("standpunt", "opvang", {**punt, "partij": "Woningcorporatie", "standpunt": "Eerst huizen."}, REGISSEUR)
    register.add("afspraak", "opvang", {**punt, "afspraak": "Een pand zoeken", "voortouw": "Gemeente"}, REGISSEUR)
    register.add("knelpunt", "opvang", {**punt, "knelpunt": "Er is geen pand", "escalatie_naar": "College"}, REGISSEUR)
    register.add("besluit", "opvang", {"overleg": OVERLEG, "besluit": "Volgende keer bij de corporatie."}, REGISSEUR)
    velden = {"stand": "besproken", "werkt_het": "iets anders proberen", "werkt_het_omdat": "bedden alleen helpen niet"}
    register.change("agendapunt", agenda["besluit"], 1, velden, REGISSEUR)
    register.change("agendapunt", agenda["knoop"], 1, {"stand": "doorgeschoven"}, REGISSEUR)
    in_order(
        tekst(maak(soort="besluitenlijst")),
        "Besluitenlijst van het bestuurlijk overleg",
        "1. Openen we een tweede opvang?",
        "Brengt in: Gemeente · besproken",
        "Er komt een tweede opvang.",
        "Wie het anders ziet",
        "Woningcorporatie",
        "Eerst huizen.",
        "Een pand zoeken",
        "Er is geen pand",
        "Ligt nu bij: College",
        "Iets anders proberen, want: bedden alleen helpen niet",
        "2. Wat zien we bij gezinnen?",
        "Hierover is geen besluit vastgelegd.",
        "3. Wie betaalt de bedden?",
        "doorgeschoven naar een volgend overleg",
        "Vastgelegd buiten de agenda",
        "Volgende keer bij de corporatie.",
    )


def test_a_besluitenlijst_of_nothing_says_so(maak: Maak) -> None:
    in_order(tekst(maak(soort="besluitenlijst")), "Dit overleg had geen agendapunten.", "Er is geen besluit vastgelegd.")


def test_the_afsprakenlijst_shows_new_ones_apart_from_those_that_still_run(maak: Maak, register: Register) -> None:
    leeg = tekst(maak(soort="afsprakenlijst"))
    in_order(leeg, "Nieuwe afspraken", "In dit overleg is geen afspraak gemaakt.", "Afspraken die nog lopen", "Een bed meer")
    register.add("afspraak", "opvang", {"overleg": OVERLEG, "afspraak": "Een pand zoeken", "klaar_op": "2027-01"}, REGISSEUR)
    vol = tekst(maak(soort="afsprakenlijst"))
    in_order(vol, "Nieuwe afspraken", "Een pand zoeken", "januari 2027", "Afspraken die nog lopen", "Een bed meer")
    assert vol.count("Een pand zoeken") == 1


# A document that everybody can read


@pytest.mark.usefixtures("agenda")
@pytest.mark.parametrize("soort", pakket.SOORTEN)
def test_it_is_tagged_and_has_a_title_and_a_language(maak: Maak, soort: str) -> None:
    bestand = lees(maak(soort=soort))
    wortel: Any = bestand.trailer["/Root"]
    assert wortel["/MarkInfo"]["/Marked"]
    assert wortel["/Lang"] in ("nl", "nl-NL")
    assert wortel["/ViewerPreferences"]["/DisplayDocTitle"]
    assert bestand.metadata is not None
    assert bestand.metadata.title == f"{pakket.SOORTEN[soort]}: Opvang van daklozen, Bestuurlijk overleg, 17 december 2026"
    assert b"<pdfuaid:part>1</pdfuaid:part>" in wortel["/Metadata"].get_data()


@pytest.mark.usefixtures("agenda")
def test_headings_tables_and_figures_are_tagged_as_what_they_are(maak: Maak) -> None:
    boom = tags(maak())
    soorten = [tag.soort for tag in boom]
    assert {"Title", "H1", "H2", "P", "L", "LI", "Table", "TR", "TH", "TD"} <= set(soorten)
    assert next(tag.soort for tag in boom if tag.soort in ("H1", "H2")) == "H1"
    figuren = [tag for tag in boom if tag.soort == "Figure"]
    assert len(figuren) == 1
    assert all(tag.alt for tag in figuren)
    assert figuren[0].alt is not None
    assert figuren[0].alt.startswith("Buitenslapers. 140 in 2024 volgens Leger des Heils en 80 in 2025")
    koppen = soorten.count("Table")
    assert sum(tag.soort == "THead" for tag in boom) == koppen
    assert all("Table" in tag.ouders for tag in boom if tag.soort in ("TH", "TD"))


@pytest.mark.usefixtures("agenda")
def test_bookmarks_lead_to_every_chapter_and_point(maak: Maak) -> None:
    assert bladwijzers(maak()) == [
        "Het maatschappelijk resultaat", "Wat is er veranderd sinds het vorige overleg?", "Welke besluiten worden gevraagd?",
        "Welke vragen bespreken we?", "Afspraken die nog lopen", "De punten van de agenda", "1. Openen we een tweede opvang?",
        "2. Wat zien we bij gezinnen?", "3. Wie betaalt de bedden?", "4. Hoe staat het met het extra bed?",
        "Knelpunten die open staan", "Adviezen die open staan", "Van de werkvloer", "Bijlage: de cijfers zelf", "Buitenslapers",
        "Gezinnen op straat", "Waar dit stuk vandaan komt", "Leveringen",
    ]  # fmt: skip


@pytest.mark.usefixtures("agenda")
def test_every_page_has_its_number(maak: Maak) -> None:
    bladen = lees(maak()).pages
    assert len(bladen) > 3
    for nummer, blad in enumerate(bladen, start=1):
        assert f"Pagina {nummer} van {len(bladen)}" in blad.extract_text()


def test_fictitious_data_say_so_in_front_and_on_every_page(maak: Maak, register: Register) -> None:
    register.add("overleg", "jeugd", {"naam": "Overleg", "soort": "ambtelijk"}, REGISSEUR, id_="j1")
    pdf = maak("jeugd", "j1")
    assert "Fictieve gegevens: dit is een verzonnen voorbeeld." in tekst(pdf)
    assert all("fictieve gegevens" in blad.extract_text() for blad in lees(pdf).pages)
    assert "ictieve gegevens" not in lees(maak()).pages[0].extract_text()


def test_it_brings_its_own_letters_and_none_of_the_machine(maak: Maak) -> None:
    namen = {str(font["/BaseFont"]).split("+")[-1] for blad in lees(maak()).pages for font in _fonts(blad)}
    assert namen == {"SourceSans3-Regular", "SourceSans3-SemiBold"}


def _fonts(blad: Any) -> list[Any]:
    return [font.get_object() for font in blad["/Resources"]["/Font"].values()]


# Text of people is data

VIJANDIG = (
    '#import "x.typ": * #sys.inputs #panic("x")',
    "$x^2$ *bold* _schuin_ `code` = Kop <script>alert(1)</script> @verwijzing // weg /* ook weg */",
    "\\u{41} \\ ~ -- --- ... ' \" ] ) } { ( [",
)


@pytest.mark.parametrize("woorden", VIJANDIG)
def test_what_people_write_is_shown_as_they_wrote_it(maak: Maak, register: Register, agenda: dict[str, str], woorden: str) -> None:
    register.add("duiding", "opvang", {"partij": "Gemeente", "duiding": woorden, "indicator": "slapers"}, REGISSEUR)
    register.change("agendapunt", agenda["knoop"], 1, {"vraag": woorden}, REGISSEUR)
    register.change("afspraak", "a1", 1, {"afspraak": woorden, "voortouw": woorden}, REGISSEUR)
    pdf = maak()
    kaal = re.sub(r"\s", "", tekst(pdf))
    assert kaal.count(re.sub(r"\s", "", woorden)) >= 4
    assert any(woorden in titel for titel in bladwijzers(pdf))


def test_signs_without_a_letter_are_named_so_that_the_reader_knows(maak: Maak, register: Register) -> None:
    for woorden in ("Goed 😀 zo", "Ook 中文中文 hier"):
        register.add("afspraak", "opvang", {"overleg": OVERLEG, "afspraak": woorden}, REGISSEUR)
    gelezen = tekst(maak(soort="afsprakenlijst"))
    assert "Goed [teken dat hier niet kan staan] zo" in gelezen
    assert "Ook [4 tekens die hier niet kunnen staan] hier" in gelezen


def test_other_scripts_are_printed_and_cannot_turn_our_own_sentences(maak: Maak, register: Register) -> None:
    register.add("afspraak", "opvang", {"overleg": OVERLEG, "afspraak": "Жук Ωμ ğış שלום مرحبا \u202eomgekeerd"}, REGISSEUR)
    gelezen = tekst(maak(soort="afsprakenlijst"))
    assert "Жук Ωμ ğış" in gelezen
    assert "omgekeerd" in gelezen
    assert "kan staan" not in gelezen
    assert "\u202e" not in gelezen


@pytest.mark.parametrize("woorden", ["x" * 20_000, "Wij zien het zo. " * 1_170, "regel\n" * 1_000], ids=["one word", "sentences", "lines"])
def test_nothing_is_cut_and_nothing_falls_off_the_page(
    maak: Maak, register: Register, agenda: dict[str, str], woorden: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    register.add("duiding", "opvang", {"partij": "Gemeente", "duiding": woorden, "indicator": "slapers"}, REGISSEUR)
    register.add("duiding", "opvang", {"partij": "W" * 300, "duiding": "Kort", "indicator": "slapers"}, REGISSEUR)
    register.change("agendapunt", agenda["knoop"], 1, {"vraag": woorden[:2_000], "partij": woorden[:2_000]}, REGISSEUR)
    register.change("afspraak", "a1", 1, {"afspraak": woorden, "voortouw": woorden}, REGISSEUR)
    stukken: list[Any] = []

    def remember(stuk: dict[str, Any], dag: date) -> bytes:
        stukken.append(stuk)
        return zetten.zet(stuk, dag)

    monkeypatch.setattr(pakket, "zet", remember)
    pdf = maak()
    gelezen = re.sub(r"[\s\u00ad-]", "", tekst(pdf))
    kaal = re.sub(r"\s", "", woorden)
    assert gelezen.count(kaal[:4]) >= 3 * woorden.count(kaal[:4])
    for beeld in zetten.zetter(stukken[0]).compile(format="png", ppi=36) or []:
        assert _margins_are_white(beeld)


def _margins_are_white(beeld: Any) -> bool:
    """Whether the outer 10 mm at the left, right and top, and the outer 5 mm below, hold nothing."""
    with Image.open(io.BytesIO(beeld)) as geopend:
        grijs = geopend.convert("L")
    breed, hoog = grijs.size
    tien, vijf = round(36 / 25.4 * 10), round(36 / 25.4 * 5)
    randen = [(0, 0, tien, hoog), (breed - tien, 0, breed, hoog), (0, 0, breed, tien), (0, hoog - vijf, breed, hoog)]
    return all(int(str(grijs.crop(rand).getextrema()[0])) > 250 for rand in randen)


# The same again


@pytest.mark.usefixtures("agenda")
def test_the_same_build_and_register_give_the_same_bytes(maak: Maak) -> None:
    assert maak() == maak()


@pytest.mark.usefixtures("agenda")
def test_it_can_be_made_again_as_it_was_after_the_register_went_on(maak: Maak, register: Register) -> None:
    toen, stand = maak(), register.stand()
    register.change("afspraak", "a1", 1, {"klaar_op": "2027-01-01"}, REGISSEUR)
    assert maak() != toen
    assert maak(stand=stand) == toen


@pytest.mark.usefixtures("agenda")
def test_it_remembers_what_it_was_made_from(maak: Maak, register: Register) -> None:
    pdf, stand = maak(), register.stand()
    metadata = lees(pdf).metadata
    assert metadata is not None
    assert str(metadata["/Keywords"]) == f"bouw=spiegel-1, peildatum=2026-11-24, stand={stand}, versie=0.1.0"
    assert [str(metadata[naam])[:16] for naam in ("/CreationDate", "/ModDate")] == ["D:20261124000000"] * 2
    in_order(
        tekst(pdf), "Waar dit stuk vandaan komt", "spiegel-1", "gebouwd op 24 november 2026, versie 0.1.0", "Peildatum", "24 november 2026",
        f"wijziging {stand}", f"--overleg {OVERLEG} --soort stukken --bouw spiegel-1 --stand {stand}", "Leveringen", "Onderzoek",
        "1 november 2026",
    )  # fmt: skip


def test_an_earlier_day_shows_what_was_recorded_until_then(maak: Maak) -> None:
    with pytest.raises(OnbekendPakket, match="Het overleg “o-december” is er niet"):
        maak(dag=date(2026, 11, 2))


def test_a_packet_holds_no_more_than_its_reader_may_see(maak: Maak) -> None:
    eigen = tekst(maak(wat=Zicht(("opvang",), (), ())))
    in_order(eigen, "Niemand slaapt op straat", "Knelpunten die open staan", "Te weinig bedden", "Adviezen die open staan")
    with pytest.raises(OnbekendPakket, match=r"De keten “opvang” is er niet\. Kies uit: jeugd\."):
        maak(wat=Zicht(("jeugd",), (), ()))


# What does not exist


@pytest.mark.parametrize(
    ("keuze", "zin"),
    [
        ({"keten": "weg"}, "De keten “weg” is er niet. Kies uit: "),
        ({"overleg": "weg"}, "Het overleg “weg” is er niet in de keten “opvang”. De nieuwste zijn: o-december, o7, o5, o3 en o1."),
        ({"keten": "zonder"}, "Het overleg “o-december” is er niet in de keten “zonder”. Deze keten heeft nog geen overleg."),
        ({"soort": "weg"}, "Het stuk “weg” bestaat niet. Kies uit: stukken, besluitenlijst en afsprakenlijst."),
    ],
)
def test_what_does_not_exist_is_said_in_a_sentence(maak: Maak, keuze: dict[str, str], zin: str) -> None:
    with pytest.raises(OnbekendPakket) as fout:
        maak(**keuze)
    assert str(fout.value).startswith(zin)
    assert isinstance(fout.value, GebruiksFout)
