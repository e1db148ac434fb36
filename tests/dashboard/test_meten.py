"""Meten: what is measured and what is not, of whom it is, how much work, and which questions the measuring raises."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.dossier.register import Register, Wie
from dashboard.dossier.verbinding import address, open_engine
from tests.dashboard.conftest import fresh, gegevens, html, visit
from tests.dashboard.handbouw import write_build
from tests.dashboard.test_overzicht import words
from tests.dashboard.vragen import REGELS, Rij, vraag

Opener = Callable[..., AppTest]
ONTWERP: Rij = vraag("d1", regel="houdbaarheid", indicator=None, van=None, tot=None, vraag="Meten deze cijfers nog wat u wilt weten?")


@pytest.fixture
def open_meten(leeg_magazijn: Path) -> Callable[..., AppTest]:
    """Open the page on a build in which these rows differ from `gegevens`."""

    def open_(anders: dict[str, list[Rij]] | None = None, **adres: str) -> AppTest:
        rijen = gegevens() | {"regels": REGELS, "signalen": [vraag(), ONTWERP]} | (anders or {})
        write_build(leeg_magazijn, rijen, naam=f"spiegel-{len(list(leeg_magazijn.glob('bouw/*')))}.duckdb")
        return visit(fresh(), "meten", **adres)

    return open_


def rij(at: AppTest, naam: str) -> list[str]:
    """The cells of one row of the matrix."""
    tabel = html(at).split('class="ks-matrix ks-dekking"')[1].split("</table>")[0]
    regel = next(r for r in tabel.split("<tr>") if naam in r)
    return [words(cel.split(">", 1)[1]) for cel in regel.split("</th>")[1].replace("</tr>", "").split("<td")[1:]]


def deel(at: AppTest, kop: str) -> str:
    """The words under one heading."""
    return words(re.split(rf"<h2[^>]*>{re.escape(kop)}</h2>", html(at))[1].split("<h2")[0])


def test_every_keten_has_a_row_in_name_order_and_empty_places_are_in_sight(open_meten: Opener) -> None:
    at = open_meten()
    namen = re.findall(r'<a href="meten\?keten=(\w+)">[^<]+</a></th>', html(at))
    assert namen == ["jeugd", "opvang", "aflopend", "zonder"]
    assert set(rij(at, "Zonder gegevens")) == {"niet gemeten"}
    assert len(rij(at, "Zonder gegevens")) == 12


def test_figures_words_process_and_sides_are_told_apart(open_meten: Opener) -> None:
    assert rij(open_meten(), "Opvang van daklozen")[:7] == ["gemeten"] * 7
    kaal: dict[str, list[Rij]] = {"oordelen": [], "procescriteria": [], "doeloordelen": [], "metingen": []}
    assert rij(open_meten(kaal), "Opvang van daklozen")[:7] == [
        "afgesproken, nog geen waarde", "afgesproken, nog geen waarde", "niet gemeten",
        "afgesproken, nog geen waarde", "afgesproken, nog geen waarde", "niet gemeten", "niet gemeten",
    ]  # fmt: skip


def test_one_keten_is_shown_per_doel_that_holds_voorkeursdoelen_first(open_meten: Opener) -> None:
    rijen = gegevens()
    rijen["indicatoren"][0] |= {"doel": "d-ldh", "laag": "effect"}
    at = open_meten({"indicatoren": rijen["indicatoren"]}, keten="opvang")
    tabel = html(at).split('class="ks-matrix ks-dekking"')[1].split("<tbody>")[1].split("</table>")[0]
    assert [words(kop) for kop in re.findall(r'<th scope="row">(.*?)</th>', tabel)] == [
        "De hele keten", "Voorkeursdoel Iedereen een eigen huis", "Voorkeursdoel Minder bedden op straat", "Rust in de opvang",
    ]  # fmt: skip
    rust = rij(at, "Rust in de opvang")
    assert [i for i, cel in enumerate(rust) if cel == "gemeten"] == [0, 3, 11]
    assert [i for i, cel in enumerate(rij(at, "eigen huis")) if cel == "gemeten"] == [1, 4]


def test_nothing_in_the_matrix_is_a_count(open_meten: Opener) -> None:
    assert not re.search(r"\d", " ".join(rij(open_meten(), "Opvang van daklozen")))


def test_a_passport_names_its_owner_and_what_is_missing(open_meten: Opener) -> None:
    rijen = gegevens()
    rijen["indicatoren"][0] |= {
        "eigenaar": "Hoofd opvang",
        "overeengekomen_met": "Corporatie",
        "definitie_versie": "2",
        "herijken_op": "2025-01",
    }
    rijen["indicatoren"][1] |= {"overeengekomen_op": "2020-05", "eigenaar": "Onderzoeker"}
    tekst = deel(open_meten({"indicatoren": rijen["indicatoren"]}, keten="opvang"), "Paspoorten: van wie is dit cijfer, en hoe lang nog?")
    assert "Over de houdbaarheid heen: Buitenslapers : opnieuw bekijken had gemoeten in januari 2025 Verhaal van de straat" in tekst
    assert "Verhaal van de straat : afgesproken in mei 2020, zonder dag om het opnieuw te bekijken" in tekst
    assert "Buitenslapers Hoofd opvang Corporatie 2 ontbreekt januari 2025" in tekst


def test_the_load_is_told_per_source_in_name_order_as_work(open_meten: Opener) -> None:
    tekst = deel(open_meten(keten="opvang"), "Wie levert hoeveel?")
    assert tekst.startswith("Elke waarde kost iemand werk. Hier staat hoeveel, op naam. Het zegt niets over hoe goed iemand werkt.")
    assert "Gemeente 2 0 1 per jaar 1 november 2026 Leger des Heils 1 0 1 per jaar 1 november 2026 Onderzoek 3 1 3 per jaar" in tekst


def test_questions_about_the_measuring_stand_here_and_questions_about_figures_do_not(open_meten: Opener) -> None:
    tekst = deel(open_meten(), "Vragen over het meten zelf")
    assert tekst.startswith("Meten deze cijfers nog wat u wilt weten? Opvang van daklozen · regel: over de houdbaarheid")
    assert "Buitenslapers" not in tekst
    assert deel(open_meten(keten="zonder"), "Vragen over het meten zelf").startswith("Er zijn geen vragen over het meten zelf.")


def test_rules_say_how_often_they_ask_and_that_nothing_came_of_it_yet(open_meten: Opener) -> None:
    tekst = deel(open_meten({"signalen": [vraag(), vraag("s2", keten="jeugd")]}), "De regels en hoe vaak ze vragen")
    assert "Geteld over alle ketens samen. Wat ervan kwam, telt de vragen die op een agenda stonden." in tekst
    assert "Ongewone beweging over de cijfers 24 november 2026 2 vragen – nog op geen agenda" in tekst
    assert (
        "Andere samenstelling over de cijfers 24 november 2026 Deze vraag is nog niet te zien: Zij vraagt nog te vaak voor niets." in tekst
    )


def test_too_few_observations_is_one_sentence_per_keten(open_meten: Opener) -> None:
    tekst = deel(open_meten({"signalen": [vraag(status="te_weinig_waarnemingen")]}), "Te weinig waarnemingen")
    assert tekst.startswith("Opvang van daklozen Bij 1 cijfer kan een regel nog niets vragen. Toon welke")
    assert tekst.endswith("Buitenslapers : ongewone beweging")


def test_an_unknown_keten_in_the_address_says_so(open_meten: Opener) -> None:
    at = open_meten(keten="bestaat-niet")
    assert not at.exception
    assert "Keten niet gevonden" in words(html(at))


def test_without_ketens_the_page_says_so(leeg_magazijn: Path) -> None:
    write_build(leeg_magazijn, {})
    assert "Er is nog geen keten geleverd." in html(visit(fresh(), "meten"))


def test_names_from_a_levering_never_become_markup(open_meten: Opener) -> None:
    kwaad = "<script>alert(1)</script>"
    rijen = gegevens()
    rijen["indicatoren"][0] |= {"naam": kwaad, "eigenaar": kwaad, "bron_partij": kwaad}
    rijen["doelen"][0]["omschrijving"] = kwaad
    at = open_meten({"indicatoren": rijen["indicatoren"], "doelen": rijen["doelen"]}, keten="opvang")
    assert "<script" not in html(at)


def test_what_the_questions_of_a_rule_led_to_stands_beside_it(leeg_magazijn: Path) -> None:
    write_build(leeg_magazijn, gegevens() | {"regels": REGELS, "signalen": [vraag()]})
    register, wie = Register(open_engine(address(leeg_magazijn))), Wie("regisseur", "GGZ")
    overleg = register.add("overleg", "opvang", {"naam": "Bestuurlijk overleg"}, wie)
    velden = {"overleg": overleg["id"], "soort": "duiding", "vraag": "Hoe komt dat?", "signaal": "s1", "regel": "beweging"}
    for stand in ("besproken", "besproken", "doorgeschoven"):
        punt = register.add("agendapunt", "opvang", velden | {"stand": stand}, wie)
    register.add("afspraak", "opvang", {"afspraak": "Uitzoeken", "agendapunt": punt["id"]}, wie)
    register.add("duiding", "opvang", {"signaal": "s1", "partij": "GGZ", "duiding": "Er kwamen bedden bij."}, wie)
    tekst = html(visit(fresh(), "meten"))
    assert "2 keer besproken, 1 keer doorgeschoven, 1 verhaal en 1 afspraak" in tekst
    assert "nog op geen agenda" in tekst
