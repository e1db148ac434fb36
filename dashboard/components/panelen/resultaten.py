"""Resultaten: what changed for people, as figures and words."""

from dashboard.components.markering import Html
from dashboard.components.panelen.bron import Paneelbron
from dashboard.components.panelen.indicatoren import indicatorblok


def inhoud(bron: Paneelbron) -> Html:
    """The small charts and the list."""
    return indicatorblok(bron, "resultaten")
