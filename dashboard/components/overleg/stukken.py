"""The papers of an overleg as a PDF: made when someone asks for them."""

from functools import partial
from typing import Any

import streamlit as st

from dashboard import spiegel
from dashboard.components.downloadknop import downloadknop
from dashboard.dossier import lezen
from dashboard.rapport.pakket import maak_pakket

NAMEN = {
    "stukken": "Download de stukken (pdf)",
    "besluitenlijst": "Download de besluitenlijst (pdf)",
    "afsprakenlijst": "Download de afsprakenlijst (pdf)",
}
Rij = dict[str, Any]


def download_stukken(overleg: Rij, *soorten: str) -> None:
    """A button per kind of paper; what is made shows what this screen shows."""
    with st.container(horizontal=True, key="ks-stukken"):
        for soort in soorten:
            downloadknop(
                NAMEN[soort],
                partial(
                    maak_pakket, spiegel.magazijn(), spiegel.held_build(), lezen.open_register(), overleg["keten"], overleg["id"],
                    soort=soort, dag=spiegel.held_day(), wat=spiegel.zicht(),
                ),
                f"{soort}-{overleg['datum'] or 'zonder-datum'}-{overleg['keten']}.pdf",
                "application/pdf",
                f"stukken_{soort}",
                keten=overleg["keten"],
                wat=f"overleg {overleg['id']}",
                gebeurtenis="stukken",
            )  # fmt: skip
