"""The explanation: whole, in plain Dutch, and with links that lead somewhere."""

import re
from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.components.panelen.proceskwaliteit import STANDEN
from dashboard.components.uitleg import inhoudsopgave, uitleg, woordenlijst, words
from tests.dashboard.conftest import html


def test_every_link_in_the_contents_leads_to_a_part_of_the_page() -> None:
    wegen = re.findall(r'href="#([a-z-]+)"', inhoudsopgave())
    assert wegen == [
        "regels", "kanten", "beelden", "afspraken-lezen", "in-plaats-van-een-cijfer", "kleine-groepen", "leveren", "vragen", "woorden",
    ]  # fmt: skip
    assert re.findall(r'<h2 id="([a-z-]+)"', uitleg() + woordenlijst()) == wegen


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
