"""Questions on screen: what they say, where they lead, and what they never do."""

import json
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.components.onderbouwing import onderbouwing
from dashboard.components.signaal import GEEN, VOORBIJ, owners_first, te_weinig, tijd
from dashboard.toegang.zicht import ALLES, Zicht
from tests.dashboard.conftest import fresh, gegevens, html, visit
from tests.dashboard.handbouw import write_build
from tests.dashboard.test_overzicht import words
from tests.dashboard.vragen import REGELS, Rij, vraag

Opener = Callable[..., AppTest]


@pytest.fixture
def met_vragen(leeg_magazijn: Path) -> Callable[..., AppTest]:
    """Open a page on a build with these signalen."""

    def open_(signalen: list[Rij], pagina: str, regels: list[Rij] = REGELS, **adres: str) -> AppTest:
        rijen = gegevens() | {"regels": regels, "signalen": signalen}
        write_build(leeg_magazijn, rijen, naam=f"spiegel-{len(list(leeg_magazijn.glob('bouw/*')))}.duckdb")
        return visit(fresh(), pagina, **adres)

    return open_


def blok(at: AppTest) -> str:
    """The section with the questions."""
    return html(at).split('class="ks-signalen"')[1].split("</section>")[0].split(">", 1)[1]


def test_a_question_says_what_it_is_based_on_and_what_else_may_be_the_matter(met_vragen: Opener) -> None:
    tekst = words(blok(met_vragen([vraag()], "indicator", indicator="slapers")))
    assert tekst == (
        "Vragen bij deze cijfers Wat is er gebeurd met Buitenslapers? "
        "maart 2026 tot en met september 2026 · 47 waarnemingen · regel: ongewone beweging "
        "Wat kan er ook aan de hand zijn? Bij: Wat is er gebeurd met Buitenslapers? Er is anders geteld. Het is een seizoen. "
        "Waarop is dit gebaseerd? De laatste punten. Gemiddelde 61,25 Hoe deze regel werkt"
    )


def test_the_explanations_are_one_click_away_and_lead_to_the_rule(met_vragen: Opener) -> None:
    stuk = blok(met_vragen([vraag()], "indicator", indicator="slapers"))
    assert "Er is anders geteld." in stuk.split("<details>")[1].split("</details>")[0]
    assert 'href="uitleg#regel-beweging"' in stuk


@pytest.mark.parametrize(("pagina", "adres"), [("keten", {"keten": "opvang"}), ("project", {"keten": "opvang", "project": "eigen-huis"})])
def test_keten_and_project_show_their_own_questions_with_a_way_to_the_figure(
    met_vragen: Opener, pagina: str, adres: dict[str, str]
) -> None:
    stuk = blok(met_vragen([vraag(indicator="huizen", vraag="Wat is er gebeurd met Huizen?")], pagina, **adres))
    assert '<a href="indicator?keten=opvang&amp;indicator=huizen#vragen">Huizen toegewezen</a>' in stuk


def test_a_question_about_a_part_leads_to_that_part(met_vragen: Opener, leeg_magazijn: Path) -> None:
    rijen = gegevens() | {"regels": REGELS, "signalen": [vraag(reeks="slapers||Noord|jongeren||jaar")]}
    for jaar in ("2023", "2024"):
        rijen["metingen"].append({"indicator": "slapers", "periode": jaar, "waarde": 30, "gebied": "Noord", "groep": "jongeren"})
    write_build(leeg_magazijn, rijen)
    stuk = blok(visit(fresh(), "keten", keten="opvang"))
    assert 'href="indicator?keten=opvang&amp;indicator=slapers&amp;gebied=Noord&amp;groep=jongeren#vragen"' in stuk
    assert "Noord en jongeren · maart 2026" in stuk


def test_a_project_shows_no_question_of_another(met_vragen: Opener) -> None:
    at = met_vragen([vraag(), vraag("s2", project="nachtopvang", indicator=None)], "project", keten="opvang", project="eigen-huis")
    assert words(blok(at)) == f"Vragen bij deze cijfers {GEEN}"


def test_without_questions_it_is_not_said_that_all_is_well(met_vragen: Opener) -> None:
    assert words(blok(met_vragen([], "keten", keten="opvang"))) == (
        "Vragen bij deze cijfers Geen vragen bij deze cijfers. Dat is geen oordeel: de regels zagen alleen niets om naar te vragen."
    )
    assert "goed" not in GEEN


def test_a_keten_that_has_ended_says_why_it_asks_nothing(met_vragen: Opener) -> None:
    assert words(blok(met_vragen([], "keten", keten="aflopend"))) == f"Vragen bij deze cijfers {VOORBIJ}"


def test_newest_questions_stand_open_and_older_ones_one_click_away(met_vragen: Opener) -> None:
    rijen = [vraag(f"s{jaar}", tot=date(jaar, 12, 31), vraag=f"Vraag uit {jaar}?") for jaar in (2022, 2025, 2023, 2024)]
    stuk = blok(met_vragen(rijen, "keten", keten="opvang"))
    assert re.findall(r'ks-signaalvraag">Vraag uit (\d+)', stuk) == ["2025", "2024", "2023", "2022"]
    assert re.findall(r'ks-signaalvraag">Vraag uit (\d+)', stuk.split("Oudere vragen")[1]) == ["2022"]


def test_rules_under_their_bar_and_rules_about_the_design_ask_nothing_here(met_vragen: Opener) -> None:
    rijen = [vraag("s1", regel="creaming"), vraag("s2", regel="houdbaarheid"), vraag("s3", status="te_weinig_waarnemingen")]
    assert words(blok(met_vragen(rijen, "keten", keten="opvang"))) == f"Vragen bij deze cijfers {GEEN}"


def test_too_few_observations_is_one_calm_sentence_on_the_page_of_the_figure(met_vragen: Opener) -> None:
    at = met_vragen([vraag(status="te_weinig_waarnemingen", waarnemingen=5)], "indicator", indicator="slapers")
    assert words(blok(at)).endswith("Te weinig waarnemingen voor deze regels: ongewone beweging (5 van minstens 12).")


@pytest.mark.parametrize("kwaad", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>'])
def test_words_in_a_question_never_become_markup(met_vragen: Opener, kwaad: str) -> None:
    regels = [REGELS[0] | {"onschuldig": [kwaad], "kijkt_naar": kwaad, "titel": kwaad}]
    at = met_vragen([vraag(vraag=kwaad, onderbouwing=json.dumps({kwaad: [{kwaad: kwaad}]}))], "keten", regels, keten="opvang")
    assert kwaad not in html(at)
    assert "<script" not in html(at)
    assert "<img src=x" not in html(at)


@pytest.mark.parametrize(
    ("feiten", "woorden"),
    [
        ({"eerste_dag": "2026-03-01", "kans": 0.0031, "verschil": -1234.5}, "Eerste dag 1 maart 2026 Kans 0,0031 Verschil \u22121.234,5"),
        ({"kans": 0.00000002, "is_nieuw": True, "leeg": None, "niets": []}, "Kans minder dan 0,0001 Is nieuw ja"),
        ({"perioden": ["2026-K1", "2026-K2"]}, "Perioden 2026-K1 en 2026-K2"),
        ({"lijst": [{"naam": "Slapers", "aantal": 3}]}, "Lijst naam: Slapers; aantal: 3"),
        (["een", "twee"], "een twee"),
    ],
)
def test_facts_are_told_in_dutch(feiten: object, woorden: str) -> None:
    gevonden = onderbouwing(json.dumps(feiten))
    assert gevonden is not None
    assert words(gevonden) == woorden


@pytest.mark.parametrize("feiten", [None, "", "{}", "[]", "null"])
def test_no_facts_is_nothing_on_screen(feiten: str | None) -> None:
    assert onderbouwing(feiten) is None


@pytest.mark.parametrize(
    ("van", "tot", "woorden"),
    [
        (date(2026, 1, 1), date(2026, 12, 31), "2026"),
        (date(2024, 1, 1), date(2026, 12, 31), "2024 tot en met 2026"),
        (date(2026, 3, 1), date(2026, 3, 31), "maart 2026"),
        (date(2026, 3, 2), date(2026, 3, 8), "2 maart 2026 tot en met 8 maart 2026"),
        (None, date(2026, 3, 31), "tot en met maart 2026"),
        (None, None, "periode onbekend"),
    ],
)
def test_the_time_of_a_question_is_as_short_as_it_can_be(van: date | None, tot: date | None, woorden: str) -> None:
    assert tijd(van, tot) == woorden


def test_a_number_that_reaches_the_minimum_is_not_told_as_too_few() -> None:
    zin = te_weinig([{"titel": "Lijkt op een seizoen", "waarnemingen": 32, "minimum": 16}])
    assert "Te weinig waarnemingen voor deze regels: lijkt op een seizoen." in str(zin)


@pytest.mark.parametrize(
    ("wat", "zin"),
    [
        (Zicht(None, (), ("GGD",)), "U ziet haar na 10 dagen."),
        (Zicht(("opvang",), (), ("GGD",), (("opvang", 1),)), "U ziet haar na 1 dag."),
        (Zicht(("opvang",), (), ("GGD",), (("jeugd", 3),)), "U ziet haar na 10 dagen."),
    ],
)
def test_who_may_have_to_wait_is_told_that_the_owner_has_the_first_word(wat: Zicht, zin: str) -> None:
    assert f"Een nieuwe vraag is er eerst voor de eigenaar van het cijfer. {zin}" in str(owners_first("opvang", wat))


@pytest.mark.parametrize(
    "wat", [ALLES, Zicht(None, (), None), Zicht(None, None, ("GGD",)), Zicht(None, ("opvang",), ()), Zicht(None, (), (), (("opvang", 0),))]
)
def test_who_sees_every_question_at_once_is_told_nothing(wat: Zicht) -> None:
    assert owners_first("opvang", wat) is None
