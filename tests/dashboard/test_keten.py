"""Keten and Project: four equal sides, every voice, what is missing, and nothing that judges."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.dashboard.conftest import fresh, gegevens, html, visit
from tests.dashboard.handbouw import write_build
from tests.dashboard.test_overzicht import words

Opener = Callable[..., AppTest]


def paneel(at: AppTest, naam: str) -> str:
    """One of the four panels."""
    return html(at).split(f'aria-labelledby="paneel-{naam}"')[1].split("</section>")[0].split(">", 1)[1]


def test_the_resultaat_and_the_valid_voorkeursdoelen_are_pinned_on_top(open_app: Opener) -> None:
    kop = html(open_app("keten", keten="opvang")).split('class="ks-ketenkop"')[1].split("</section>")[0]
    assert words(kop.split(">", 1)[1]) == (
        "Niemand slaapt op straat "
        "Voorkeursdoel Iedereen een eigen huis Gemeenteraad · vastgesteld · vanaf 2022 "
        "Voorkeursdoel Minder bedden op straat Gemeenteraad · vastgesteld · vanaf 2018 "
        "fase: uitvoering · regie: Ketenregisseur · vanaf 2020"
    )


def test_a_keten_without_voorkeursdoel_says_so(open_app: Opener) -> None:
    assert "Er is geen voorkeursdoel van een gekozen bestuur geleverd" in html(open_app("keten", keten="zonder"))


def test_there_are_four_panels_each_with_its_own_weakness(open_app: Opener) -> None:
    tekst = html(open_app("keten", keten="opvang"))
    assert re.findall(r'<h2 id="paneel-\w+">([^<]+)</h2><p class="ks-zwakte">([^<]+)</p>', tekst) == [
        ("Resultaten", "Cijfers vertellen een deel van het verhaal."),
        ("Doelbereiking", "Doelen zijn gezocht, niet gegeven. Ze mogen veranderen."),
        ("Tevredenheid achteraf", "Mensen sparen elkaar en zichzelf. Wie niets zei, is niet vanzelf tevreden."),
        ("Proceskwaliteit", "Een zorgvuldig proces bewijst nog geen goed resultaat."),
    ]


def test_an_empty_keten_says_on_every_side_what_was_not_measured(open_app: Opener) -> None:
    at = open_app("keten", keten="zonder")
    assert "Niet gemeten : deze kant heeft geen indicator." in words(paneel(at, "resultaten"))
    assert "Geen doel geleverd ." in words(paneel(at, "doelbereiking"))
    assert "Niemand is gehoord : er is geen oordeel geleverd." in words(paneel(at, "tevredenheid"))
    proces = words(paneel(at, "proceskwaliteit"))
    for zin in ("Niet beoordeeld", "Geen afspraak geleverd", "Geen knelpunt geleverd", "Geen overleg geleverd"):
        assert zin in proces


def test_resultaten_show_a_chart_words_suppression_and_dispute_each_with_its_source(open_app: Opener) -> None:
    resultaten = paneel(open_app("keten", keten="opvang"), "resultaten")
    kaart = resultaten.split("<article")[1].split("</article>")[0]
    assert '<a href="indicator?keten=opvang&amp;indicator=slapers">Buitenslapers</a>' in kaart
    assert 'role="img" aria-label="Buitenslapers. ' in kaart
    assert "betwist" in kaart
    assert "geleverd op 1 november 2026 · 1 jaar en 10 maanden oud" in kaart
    rest = words(resultaten.split("</article>")[1])
    assert "Gezinnen op straat : onderdrukt (kleine groep) (2024)" in rest
    assert "Verhaal van de straat : Mensen voelen zich &lt;veiliger&gt; (2024) Bron: Onderzoek" in rest


def test_every_actors_goal_is_visible_with_bereikt_apart_from_relevant(open_app: Opener) -> None:
    doelen = paneel(open_app("keten", keten="opvang"), "doelbereiking")
    volgorde = ["Iedereen een eigen huis", "Minder bedden op straat", "Opvang alleen in de winter", "Rust in de opvang"]
    plekken = [doelen.index(doel) for doel in volgorde]
    assert plekken == sorted(plekken)
    assert "Gemeente , mei 2026: bereikt? ◐ deels relevant? ● ja Er zijn te weinig huizen Bron: Evaluatie" in words(doelen)
    assert "College · losgelaten · 2010 tot en met 2017 · niet meer geldig" in doelen
    assert "nog door niemand beoordeeld" in doelen


def test_an_indicator_that_was_never_measured_says_so(open_app: Opener) -> None:
    assert "Nog te meten : nog niet gemeten" in words(paneel(open_app("keten", keten="opvang"), "doelbereiking"))


def test_the_matrix_has_one_mark_per_oordeel_and_says_where_an_actor_belongs(open_app: Opener) -> None:
    matrix = paneel(open_app("keten", keten="opvang"), "tevredenheid").split("</thead>")[1].split("</table>")[0]
    assert [words(rij) for rij in matrix.split("<tr>")[1:]] == [
        "Inwoners",
        "Bewoners Oost · niet herleid ± gemengd",
        "Professionals",
        "Professional Wijkagent · niet herleid − negatief",
        "Partners",
        "LdH · Leger des Heils + positief",
    ]


def test_the_role_behind_a_negative_oordeel_opens_on_demand(open_app: Opener) -> None:
    matrix = paneel(open_app("keten", keten="opvang"), "tevredenheid")
    assert "<details><summary>Professional</summary>Wijkagent</details>" in matrix


def test_who_was_not_heard_is_named(open_app: Opener) -> None:
    tekst = words(paneel(open_app("keten", keten="opvang"), "tevredenheid"))
    assert "Wie ontbreekt? Niet gehoord: gebruikers. Zonder oordeel: Gemeente en Woningcorporatie." in tekst


def test_the_words_stand_per_subject_with_their_source(open_app: Opener) -> None:
    tekst = words(paneel(open_app("keten", keten="opvang"), "tevredenheid"))
    assert "Samenwerking + positief LdH (maart 2025): positief. We bellen elkaar Bron: Interview" in tekst
    assert "− negatief Professional: Wijkagent (2025): negatief. Ik zie &lt;geen&gt; verschil" in tekst


def test_criteria_show_every_answer_with_who_gave_it(open_app: Opener) -> None:
    tekst = words(paneel(open_app("keten", keten="opvang"), "proceskwaliteit"))
    assert "◐ deels Alle partijen praten mee volgens Adviseur, 2025 De corporatie ontbreekt Bron: onbekend" in tekst
    assert "● ja Alle partijen praten mee volgens Gemeente, 2026 Geen onderbouwing geleverd." in tekst


def test_a_knelpunt_with_an_oplossing_is_never_open(open_app: Opener) -> None:
    tekst = words(paneel(open_app("keten", keten="opvang"), "proceskwaliteit"))
    assert "Knelpunten die open zijn, oudste eerst Te weinig bedden sinds 2024, 2 jaar en 10 maanden open, ligt bij Wethouder" in tekst
    assert "Geen sleutel" not in tekst


def test_afspraken_are_counted_per_state_and_overleg_has_a_rhythm(open_app: Opener) -> None:
    tekst = words(paneel(open_app("keten", keten="opvang"), "proceskwaliteit"))
    assert "Afspraken: nagekomen? 1 open 1 open en over datum Alle afspraken" in tekst
    assert "Bestuurlijk: 4 overleggen, meestal om de 9 weken, laatste op 10 juli 2026" in tekst


def test_schakels_stand_in_order_and_mark_who_is_not_at_the_table(open_app: Opener) -> None:
    schakels = html(open_app("keten", keten="opvang")).split('class="ks-schakels"')[1].split("</ol>")[0].split(">", 1)[1]
    assert [words(stap) for stap in schakels.split("<li>")[1:]] == [
        "1 Vinden Gemeente Woningcorporatie (niet aan tafel)",
        "2 Opvangen Leger des Heils Wat gebeurt hier? Een bed voor de nacht",
        "3 Wonen geen partij genoemd",
    ]
    assert "Niet aan tafel: Woningcorporatie. Deels aan tafel: Leger des Heils." in words(html(open_app("keten", keten="opvang")))


def test_projecten_stand_in_name_order_and_link_to_their_page(open_app: Opener) -> None:
    tekst = html(open_app("keten", keten="opvang"))
    assert re.findall(r'href="project\?keten=opvang&amp;project=[\w-]+">([^<]+)<', tekst) == ["Eerst een huis", "Nachtopvang"]


def test_the_time_axis_has_its_table(open_app: Opener) -> None:
    at = open_app("keten", keten="opvang")
    assert "Tijdlijn met 1 gebeurtenis en 4 overleggen. Alle staan ook in de tabel hieronder." in html(at)
    tekst = words(html(at).split("Tijdlijn: wat gebeurde er")[1])
    assert "juli 2024 interventie" in tekst
    assert "10 januari 2026 bestuurlijk Bestuurlijk overleg" in tekst


def test_a_side_shows_at_most_six_charts_the_uitgelichte_first(leeg_magazijn: Path) -> None:
    rijen = gegevens()
    for nummer in range(9):
        rijen["indicatoren"].append(
            {
                "indicator": f"i{nummer}",
                "keten": "opvang",
                "naam": f"Cijfer {nummer}",
                "dimensie": "resultaten",
                "soort": "kwantitatief",
                "eenheid": "keer",
            }
        )
        rijen["metingen"] += [{"indicator": f"i{nummer}", "periode": jaar, "waarde": 20 + nummer} for jaar in ("2023", "2024")]
    write_build(leeg_magazijn, rijen)
    resultaten = paneel(visit(fresh(keten="opvang"), "keten", keten="opvang"), "resultaten")
    assert resultaten.count("<article") == 6
    assert "Cijfer 8" in resultaten.split("</article>")[-1]
    rijen["indicatoren"][-1]["uitgelicht"] = "ja"
    write_build(leeg_magazijn, rijen, naam="spiegel-2.duckdb")
    resultaten = paneel(visit(fresh(keten="opvang"), "keten", keten="opvang"), "resultaten")
    assert resultaten.count("<article") == 1
    assert "Cijfer 8" in resultaten.split("</article>")[0]


def test_a_side_without_charts_shows_its_first_lines_and_the_rest_on_demand(leeg_magazijn: Path) -> None:
    rijen = gegevens()
    rijen["indicatoren"] += [
        {"indicator": f"i{nummer}", "keten": "zonder", "naam": f"Cijfer {nummer}", "dimensie": "resultaten", "soort": "kwalitatief"}
        for nummer in range(9)
    ]
    write_build(leeg_magazijn, rijen)
    resultaten = paneel(visit(fresh(keten="zonder"), "keten", keten="zonder"), "resultaten")
    open_, dicht = resultaten.split("<details>")
    assert open_.count("<li>") == 8
    assert words(dicht) == "Nog 1 indicator als tekst Cijfer 8 : nog niet gemeten"


def test_a_project_shows_the_same_four_sides_with_its_passport(open_app: Opener) -> None:
    at = open_app("project", keten="opvang", project="nachtopvang")
    kop = words(html(at).split('class="ks-ketenkop"')[1].split("</section>")[0].split(">", 1)[1])
    assert kop == (
        "Nachtopvang Keten Opvang van daklozen Soort Project Trekker Leger des Heils Periode vanaf september 2023 "
        "Doel Elke nacht een bed Uitkomst Loopt Bron ontbreekt"
    )
    for naam in ("resultaten", "doelbereiking", "tevredenheid", "proceskwaliteit"):
        assert "Niet gemeten" in paneel(at, naam)


def test_a_pilot_shows_no_streefwaarde(open_app: Opener) -> None:
    at = open_app("project", keten="opvang", project="eigen-huis")
    assert "Dit is een pilot: een proef om van te leren. Daarom staan er geen streefwaarden bij." in html(at)
    doelen = words(paneel(at, "doelbereiking"))
    assert "Huizen toegewezen : 12" in doelen
    assert "mijlpaal" not in doelen


def test_without_a_project_the_page_lists_those_of_the_keten(open_app: Opener) -> None:
    tekst = html(open_app("project", keten="opvang"))
    assert "Projecten op naam" in tekst
    assert "ks-vier" not in tekst
    assert "Geen projecten geleverd" in html(open_app("project", keten="zonder"))


@pytest.mark.parametrize("pagina", ["keten", "project"])
def test_no_average_score_or_ranking_appears(open_app: Opener, pagina: str) -> None:
    tekst = words(html(open_app(pagina, keten="opvang", project="nachtopvang"))).lower()
    assert not re.search(r"gemiddeld|totaalscore|eindoordeel|\d+ (positieve|negatieve|gemengde|oordelen)", tekst)
