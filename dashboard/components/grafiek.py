"""A chart on the page in the width that fits: drawn for several widths of screen, one of them shown."""

from collections.abc import Callable

import altair as alt

from dashboard.charts.figuur import figuur
from dashboard.components.markering import Html, el

MATEN = {"smal": 358, "midden": 680, "ruim": 980, "breed": 1340}
"""Widths in pixels; stijl.css says from which width of the screen on each is shown (.ks-maat-smal and so on)."""


def in_maten(teken: Callable[[int], alt.TopLevelMixin], beschrijving: str) -> Html:
    """The chart that `teken` draws for a width, in every width, with one text alternative.

    Letters keep their size: a narrow screen gets another drawing, not a smaller one. The drawings that are not
    shown are hidden from screen readers too.
    """
    return el(
        "div",
        [el("div", Html(figuur(teken(breedte), beschrijving)), klasse=f"ks-maat-{naam}") for naam, breedte in MATEN.items()],
        klasse="ks-maten",
    )
