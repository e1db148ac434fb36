"""The four sides of a keten or a project: equally large, never added up."""

import streamlit as st

from dashboard.components.markering import Html, el
from dashboard.components.panelen import doelbereiking, proceskwaliteit, resultaten, tevredenheid
from dashboard.components.panelen.bron import Paneelbron
from dashboard.dossier import lezen

PANELEN = (
    ("resultaten", "Resultaten", "Cijfers vertellen een deel van het verhaal.", resultaten.inhoud),
    (
        "doelbereiking",
        "Doelbereiking",
        "Doelen zijn gezocht, niet gegeven. Ze mogen veranderen.",
        doelbereiking.inhoud,
    ),
    (
        "tevredenheid",
        "Tevredenheid achteraf",
        "Mensen sparen elkaar en zichzelf. Wie niets zei, is niet vanzelf tevreden.",
        tevredenheid.inhoud,
    ),
    (
        "proceskwaliteit",
        "Proceskwaliteit",
        "Een zorgvuldig proces bewijst nog geen goed resultaat.",
        proceskwaliteit.inhoud,
    ),
)
BEWAARDE_PANELEN = 100


def vier_panelen(keten: str, project: str | None = None) -> Html:
    """The four panels as one piece of HTML, kept under what there is to see, so that a warm page costs nothing."""
    return Html(_vier_panelen(lezen.state(), keten, project))


@st.cache_data(max_entries=BEWAARDE_PANELEN, show_spinner=False)
def _vier_panelen(stand: str, keten: str, project: str | None) -> str:
    bron = Paneelbron(keten, project)
    return el("div", [_paneel(bron, *paneel) for paneel in PANELEN], klasse="ks-vier")


def _paneel(bron: Paneelbron, naam: str, titel: str, zwakte: str, inhoud: object) -> Html:
    return el(
        "section",
        el("h2", titel, id=f"paneel-{naam}"),
        el("p", zwakte, klasse="ks-zwakte"),
        inhoud(bron),  # type: ignore[operator]
        klasse="ks-paneel",
        aria_labelledby=f"paneel-{naam}",
    )
