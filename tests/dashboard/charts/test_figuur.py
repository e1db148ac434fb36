import base64
import re

from dashboard.charts.figuur import figuur, svg
from dashboard.charts.indicator import indicator
from dashboard.charts.klein import klein
from dashboard.charts.meten import breek, tekstbreedte
from tests.dashboard.charts.rijen import VSV, metingen


def test_the_svg_holds_its_labels_in_the_letter_of_the_product() -> None:
    tekening = svg(klein(VSV, "jongeren"))
    assert "3.532" in tekening
    assert "2008/09" in tekening
    assert "Source Sans 3" in tekening


def test_the_page_gets_the_drawing_without_text_and_the_text_as_text() -> None:
    stuk = figuur(klein(VSV, "jongeren"), "Een zin")
    plaatje = base64.b64decode(re.findall(r"base64,([^\"]+)", stuk)[0]).decode()
    assert "<text" not in plaatje
    assert "<svg" not in stuk
    assert ">3.532</span>" in stuk


def test_the_picture_has_one_text_alternative_and_scales_with_its_place() -> None:
    stuk = figuur(klein(VSV, "jongeren"), 'Aantal "vsv" <x>')
    assert 'role="img" aria-label="Aantal &quot;vsv&quot; &lt;x&gt;"' in stuk
    assert 'alt=""' in stuk
    assert "cqw" in stuk
    assert "aspect-ratio" in stuk


def test_words_from_a_levering_are_escaped() -> None:
    stuk = figuur(klein(VSV, "<script>alert(1)</script>"), "x")
    assert "<script>" not in stuk
    assert "&lt;script&gt;" in stuk
    namen = metingen(("2024", 1.0, {"gebied": "<b>Noord"}), ("2025", 2.0, {"gebied": "Zuid"}))
    assert "<b>" not in figuur(indicator(namen, None), "x")


def test_measured_text_is_as_wide_as_the_renderer_draws_it() -> None:
    assert 117 < tekstbreedte("jongeren per schooljaar", 12) < 120
    assert tekstbreedte("87,7%", 12, vet=True) > tekstbreedte("87,7%", 12)


def test_text_is_broken_at_words_and_a_long_word_stays_whole() -> None:
    assert breek("een zin van vijf woorden", 66) == ["een zin van", "vijf", "woorden"]
    assert breek("9\u00a0uur per week", 20) == ["9\u00a0uur", "per", "week"]
    assert breek("onafscheidelijkelettergreep", 20) == ["onafscheidelijkelettergreep"]
