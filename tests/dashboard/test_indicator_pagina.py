"""Indicator: one figure with what it says and what it does not, whatever was delivered."""

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.dashboard.conftest import fresh, gegevens, html, visit
from tests.dashboard.handbouw import write_build
from tests.dashboard.test_overzicht import words

Opener = Callable[..., AppTest]
VSV = [
    {"indicator": "les", "periode": "2005/2006", "waarde": 3532, "bron": "Boek", "kanttekening": "Nulmeting", "levering": "verzonnen"},
    {"indicator": "les", "periode": "2006/2007", "waarde": 3045, "bron": "Boek", "levering": "verzonnen"},
    {"indicator": "les", "periode": "2008/2009", "waarde": 2400, "bron": "Boek", "levering": "verzonnen"},
]


@pytest.fixture
def met_metingen(leeg_magazijn: Path) -> Callable[..., AppTest]:
    """Open the page on a build in which one indicator has these metingen and nothing else."""

    def open_(indicator: str, metingen: list[dict[str, object]], **adres: str) -> AppTest:
        rijen = gegevens()
        rijen["metingen"] = metingen
        write_build(leeg_magazijn, rijen, naam=f"spiegel-{len(list(leeg_magazijn.glob('bouw/*')))}.duckdb")
        return visit(fresh(), "indicator", indicator=indicator, **adres)

    return open_


def test_the_school_leavers_are_told_in_a_sentence_a_chart_and_a_table(met_metingen: Opener) -> None:
    tekst = html(met_metingen("les", VSV))
    assert "3.532% in schooljaar 2005/06, 2.400% in schooljaar 2008/09; schooljaar 2007/08 ontbreekt." in words(tekst)
    assert tekst.count('class="ks-figuur"') == 4
    assert "Nulmeting" in tekst.split("De cijfers zelf")[1]


def test_two_sources_for_one_year_stand_side_by_side_and_are_not_averaged(open_app: Opener) -> None:
    tekst = html(open_app("indicator", indicator="slapers"))
    assert "95 in 2024 volgens bron niet genoemd" not in tekst
    assert "betwist" in words(tekst)
    assert {"120", "95", "140"} <= set(words(tekst).replace(",", "").split())
    assert "117,5" not in tekst
    assert "worden niet gemiddeld" in words(tekst)


def test_a_value_in_words_is_shown_large_as_words_and_never_as_markup(open_app: Opener) -> None:
    tekst = html(open_app("indicator", indicator="verhaal"))
    assert 'class="ks-waarde ks-in-woorden">Mensen voelen zich &lt;veiliger&gt;<' in tekst
    assert "<veiliger>" not in tekst
    assert 'class="ks-figuur"' not in tekst


def test_a_suppressed_value_is_a_word_everywhere(open_app: Opener) -> None:
    tekst = words(html(open_app("indicator", indicator="klein")))
    assert "De cijfers zijn niet te zien: de groep is te klein." in tekst
    assert tekst.count("onderdrukt (kleine groep)") == 2


def test_one_figure_is_no_chart_but_a_figure(open_app: Opener) -> None:
    tekst = html(open_app("indicator", indicator="huizen"))
    assert "Eén keer gemeten, in 2025. Of het verandert, is niet te zien." in words(tekst)
    assert 'class="ks-figuur"' not in tekst


def test_a_pilot_shows_no_streefwaarde_and_says_why(open_app: Opener) -> None:
    tekst = words(html(open_app("indicator", indicator="huizen")))
    assert "Dit hoort bij een pilot. Daarom staan er geen streefwaarden bij." in tekst
    assert "Wat is het streven?" not in tekst


def test_a_streefwaarde_is_listed_and_misses_its_maker(open_app: Opener) -> None:
    tekst = words(html(open_app("indicator", indicator="slapers")))
    assert "Richting 50 personen, vanaf 2025" in tekst.replace("\u00a0", " ")
    assert "Wie dit vaststelde, ontbreekt" in tekst


def test_an_indicator_without_metingen_says_who_could_deliver_them(open_app: Opener) -> None:
    assert "Dit cijfer is nog niet gemeten." in words(html(open_app("indicator", indicator="leeg")))


def test_a_value_without_a_period_never_stands_on_the_axis(met_metingen: Opener) -> None:
    metingen = [*VSV, {"indicator": "les", "waarde": 77, "bron": "Boek", "levering": "verzonnen"}]
    tekst = html(met_metingen("les", metingen))
    assert ">77%<" not in tekst.split('class="ks-maten"')[1].split("ks-bron")[0]
    assert "Niet op de tijdlijn" in tekst
    assert "Periode onbekend" in words(tekst)


def test_the_total_is_shown_first_and_parts_can_be_chosen_in_the_address(met_metingen: Opener) -> None:
    delen = [{**rij, "gebied": "Noord", "waarde": 100 + i} for i, rij in enumerate(VSV)]
    assert "3.532" in words(html(met_metingen("les", [*VSV, *delen])))
    assert "100% in schooljaar 2005/06" in words(html(met_metingen("les", [*VSV, *delen], gebied="Noord")))
    assert "(alle gebieden)" in words(html(met_metingen("les", [*VSV, *delen], gebied="alle")))


def test_more_parts_than_the_eye_can_follow_each_get_their_own_chart_in_name_order(met_metingen: Opener) -> None:
    delen = [{**rij, "gebied": f"Wijk {letter}"} for letter in "FBDACE" for rij in VSV]
    tekst = html(met_metingen("les", [*VSV, *delen], gebied="alle"))
    beelden = tekst.split('class="ks-kaarten"')[1].split("De cijfers zelf")[0]
    namen = [deel.split("</h3>")[0].split("<h3>")[1] for deel in beelden.split("<article")[1:]]
    assert namen == ["alle gebieden", *(f"Wijk {letter}" for letter in "ABCDEF")]


def test_an_unknown_indicator_in_the_address_says_so(open_app: Opener) -> None:
    at = open_app("indicator", keten="opvang", indicator="bestaat-niet")
    assert not at.exception
    assert "bestaat-niet" in words(html(at))


def test_the_passport_names_what_is_missing_in_one_sentence(open_app: Opener) -> None:
    paspoort = words(html(open_app("indicator", indicator="slapers")).split("Paspoort van dit cijfer")[1])
    assert "Wie levert Gemeente" in paspoort
    assert "Ontbreekt : definitie, versie van de definitie, laag, doel," in paspoort


@pytest.mark.parametrize("indicator", ["slapers", "verhaal", "klein", "huizen", "leeg", "les"])
def test_every_kind_of_indicator_opens_without_a_word_of_english(open_app: Opener, indicator: str) -> None:
    at = open_app("indicator", indicator=indicator)
    assert not at.exception
    assert not {"null", "nan", "None", "NaT", "undefined"} & set(words(html(at)).split())


def test_overleggen_outside_the_time_of_the_figures_are_not_mentioned(open_app: Opener) -> None:
    assert "overleg?" not in html(open_app("indicator", indicator="slapers"))


def test_overleggen_in_the_time_of_the_figures_are_told_beside_the_chart(leeg_magazijn: Path) -> None:
    rijen = gegevens()
    rijen["overleggen"] += [
        {"overleg": "b1", "keten": "opvang", "naam": "Bestuurlijk <overleg>", "soort": "bestuurlijk", "datum": "2023-05-10"},
        {
            "overleg": "b2",
            "keten": "opvang",
            "naam": "Tweede ronde",
            "soort": "bestuurlijk",
            "datum": "2024-02-01",
            "uitkomst": "Meer bedden",
        },
        {"overleg": "a1", "keten": "opvang", "naam": "Werkgroep", "soort": "ambtelijk", "datum": "2024-03"},
        {"overleg": "x1", "keten": "jeugd", "naam": "Andere keten", "soort": "bestuurlijk", "datum": "2024-03-01"},
    ]
    write_build(leeg_magazijn, rijen)
    tekst = html(visit(fresh(), "indicator", keten="opvang", indicator="slapers"))
    beeld = words(tekst.split("De cijfers zelf")[0])
    geteld = "Bestuurlijk overleg 2 keer, 10 mei 2023 tot en met 1 februari 2024 Ambtelijk overleg 1 keer, maart 2024"
    assert f"Wanneer was er overleg? {geteld}" in beeld
    assert "Lange streepjes onder de as: bestuurlijk overleg. Korte streepjes: ambtelijk overleg." in beeld
    assert "Toon 3 overleggen als tabel" in beeld
    assert "Bestuurlijk &lt;overleg&gt;" in tekst
    assert "Andere keten" not in tekst
    assert tekst.count(
        "In deze tijd was er 2 keer bestuurlijk overleg (10 mei 2023 tot en met 1 februari 2024) en 1 keer ambtelijk overleg (maart 2024)."
    ) == tekst.count('class="ks-figuur"')
