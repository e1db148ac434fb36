"""The shared pieces of screen give exactly this HTML, and never let text become markup."""

from datetime import date

import pytest

from dashboard.components.bron import bron_regel
from dashboard.components.koppeling import adres, koppeling
from dashboard.components.leeg import lege_staat, niet_gemeten
from dashboard.components.markering import Html, el, samen
from dashboard.components.tabel import tabel
from dashboard.components.tekens import teken, voldaan

PEILDATUM = date(2026, 11, 24)


def test_text_is_escaped_and_html_of_our_own_is_not() -> None:
    assert el("p", "a < b & ", el("b", "c")) == "<p>a &lt; b &amp; <b>c</b></p>"


def test_attributes_are_escaped_and_written_with_dashes() -> None:
    assert el("a", "x", href='k?a=1&b="2"', aria_label="<y>") == '<a href="k?a=1&amp;b=&quot;2&quot;" aria-label="&lt;y&gt;">x</a>'


def test_empty_children_and_attributes_fall_away_and_lists_unfold() -> None:
    assert (
        el("ul", None, False, [el("li", 0), [el("li", "b")]], klasse="", title=None, hidden=True) == "<ul hidden><li>0</li><li>b</li></ul>"
    )


def test_a_child_that_is_a_plain_string_of_html_stays_text() -> None:
    assert samen("<script>alert(1)</script>") == "&lt;script&gt;alert(1)&lt;/script&gt;"


def test_an_element_without_content_has_no_end_tag() -> None:
    assert el("img", src="data:,", alt="") == '<img src="data:," alt="">'


def test_the_source_line_names_source_period_delivery_and_age() -> None:
    regel = bron_regel("GGD", PEILDATUM, periode="2020/2021", tot=date(2021, 7, 31), geleverd_op=date(2021, 9, 1))
    assert regel == ('<p class="ks-bron">Bron: GGD · schooljaar 2020/21 · geleverd op 1 september 2021 · 5 jaar en 3 maanden oud</p>')


def test_a_figure_without_source_says_so() -> None:
    assert bron_regel(None, PEILDATUM) == '<p class="ks-bron">Bron: onbekend</p>'


def test_an_address_holds_the_selection_and_leaves_out_what_is_not_chosen() -> None:
    assert adres("keten", keten="a b&c", project=None) == "keten?keten=a+b%26c"
    assert adres("uitleg") == "uitleg"


def test_a_link_shows_its_text_and_goes_to_the_selection() -> None:
    assert koppeling("<Zorg>", "keten", keten="zorg", anker="x") == '<a href="keten?keten=zorg#x">&lt;Zorg&gt;</a>'


def test_an_empty_place_says_what_is_missing_since_when_and_who_can_deliver_it() -> None:
    html = lege_staat("Er zijn geen metingen.", sinds="mei 2024", wie="De GGD", weg=koppeling("Hoe levert u?", "uitleg"))
    assert html == (
        '<div class="ks-leeg"><p class="ks-leeg-wat">Er zijn geen metingen.</p><p>Sinds mei 2024. De GGD kan dit leveren.</p>'
        '<p><a href="uitleg">Hoe levert u?</a></p></div>'
    )


def test_not_measured_is_said_in_words() -> None:
    assert niet_gemeten() == '<span class="ks-niet-gemeten">niet gemeten</span>'


def test_a_table_has_a_caption_headers_with_scope_and_can_be_scrolled_by_keyboard() -> None:
    html = tabel("Wie <doet> wat", ["Naam", "Aantal"], [["A & B", 3], [koppeling("C", "keten"), None]], getallen={1})
    assert html == (
        '<div class="ks-tabel" role="region" aria-label="Wie &lt;doet&gt; wat" tabindex="0"><table>'
        "<caption>Wie &lt;doet&gt; wat</caption>"
        '<thead><tr><th scope="col">Naam</th><th class="ks-getal" scope="col">Aantal</th></tr></thead>'
        '<tbody><tr><th scope="row">A &amp; B</th><td class="ks-getal">3</td></tr>'
        '<tr><th scope="row"><a href="keten">C</a></th><td class="ks-getal"></td></tr></tbody></table></div>'
    )


@pytest.mark.parametrize(
    ("cel", "heel"),
    [
        ("16 november 2026", True), ("september 2026", True), ("12 van 1.042", True), ("24 cijfers", True),
        ("3e kwartaal 2026", True), ("4 maanden oud", True),
        ("2026", False), ("46,4% tot 78,9%", False), ("Team 3 van de wijk", False), ("1 jaar en 2 maanden oud", False),
    ],
)  # fmt: skip
def test_a_date_a_count_and_an_age_are_not_broken_over_two_lines(cel: str, heel: bool) -> None:
    assert (f'<td class="ks-heel">{cel}</td>' in tabel("Titel", ["a", "b"], [["x", cel]])) is heel


def test_a_long_text_gets_some_width() -> None:
    lang = "Eerste schooljaar dat betrouwbaar gemeten kon worden"
    assert f'<td class="ks-lang">{lang}</td>' in tabel("Titel", ["a", "b"], [["x", lang]])


def test_a_caption_can_be_for_the_ear_only() -> None:
    assert '<caption class="ks-alleen-voorlezen">Titel</caption>' in tabel("Titel", ["a"], [], toon_onderschrift=False)


def test_an_oordeel_is_a_shape_and_a_word() -> None:
    assert teken("negatief") == (
        '<span><span class="ks-oordeel ks-negatief" aria-hidden="true">−</span><span class="ks-alleen-voorlezen">negatief </span></span>'
    )
    assert teken("gemengd", klein=True, toon_woord=True) == (
        '<span><span class="ks-oordeeltje ks-gemengd" aria-hidden="true">±</span><span>gemengd </span></span>'
    )


def test_an_answer_is_a_shape_and_a_word() -> None:
    assert voldaan("deels") == (
        '<span><span class="ks-antwoordje ks-antwoord-deels" aria-hidden="true">◐</span>'
        '<span class="ks-alleen-voorlezen">deels </span></span>'
    )


def test_what_is_built_is_html() -> None:
    assert isinstance(samen(el("p", "x"), "y"), Html)
