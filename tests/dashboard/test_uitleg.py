"""The explanation: whole, in plain Dutch, and with links that lead somewhere."""

import re
from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.components.panelen.proceskwaliteit import STANDEN
from dashboard.components.regels import regeluitleg
from dashboard.components.uitleg import inhoudsopgave, uitleg, woordenlijst, words
from tests.dashboard.conftest import html
from tests.dashboard.vragen import REGELS


def test_every_link_in_the_contents_leads_to_a_part_of_the_page() -> None:
    wegen = re.findall(r'href="#([a-z-]+)"', inhoudsopgave())
    assert wegen == [
        "regels", "kanten", "beelden", "regelkaart", "afspraken-lezen", "in-plaats-van-een-cijfer", "kleine-groepen", "leveren", "vragen",
        "regels-die-vragen", "woorden",
    ]  # fmt: skip
    assert re.findall(r'<h2 id="([a-z-]+)"', uitleg() + regeluitleg([]) + woordenlijst()) == wegen


def test_no_mark_of_the_text_format_is_left_on_screen() -> None:
    tekst = re.sub(r"<[^>]+>", "", uitleg())
    assert [teken for teken in ("**", "`", "{#", "##") if teken in tekst] == []


def test_the_five_rules_and_the_four_sides_are_there() -> None:
    tekst = uitleg()
    assert tekst.split("</ol>")[0].count("<li>") == 5
    assert tekst.count("Zwak punt:") == 4


@pytest.mark.parametrize("stand", STANDEN)
def test_every_stand_of_an_afspraak_is_explained(stand: str) -> None:
    deel = uitleg().split('id="afspraken-lezen"')[1].split("<h2")[0]
    assert stand.removesuffix(" (datum onbekend)") in deel.lower()


def test_a_word_has_one_short_meaning_and_stands_in_order() -> None:
    assert list(words()) == sorted(words())
    assert [woord for woord, betekenis in words().items() if not betekenis.endswith(".") or len(betekenis) > 120] == []


def test_the_page_shows_it_all(open_app: Callable[..., AppTest]) -> None:
    at = open_app("uitleg")
    assert not at.exception
    for stuk in ("Hoe lees ik dit?", "Vijf regels", "python -m etl laden MAP", "voorkeursdoel"):
        assert stuk in html(at)


def test_a_rule_is_told_from_its_own_file_with_its_numbers_and_their_reason() -> None:
    regel = re.sub(r"<[^>]+>", " ", regeluitleg([REGELS[0]]).split('id="regel-beweging"')[1].split(">", 1)[1])
    assert " ".join(regel.split()) == (
        "Ongewone beweging Wat is er gebeurd met [indicator]? De laatste punten. Wat kan er ook aan de hand zijn? "
        "Er is anders geteld. Het is een seizoen. De regel vraagt pas iets bij minstens 12 waarnemingen. "
        "Nieuwste punten: 3 . Ouder nieuws is geen nieuws. Vraagt over de cijfers, sinds 24 november 2026."
    )


def test_a_rule_under_its_bar_says_why_its_question_is_not_shown() -> None:
    assert "Deze vraag is nog niet te zien: Zij vraagt nog te vaak voor niets." in regeluitleg([REGELS[2]])


def test_without_rules_the_page_says_so() -> None:
    assert "Er zijn geen regels in deze spiegel." in regeluitleg([])
