"""Buttons that give days as an .ics file, for people's own calendars."""

from typing import Any

import streamlit as st

from dashboard.components.keuze import ketens
from dashboard.dossier import lezen
from dashboard.dossier.agendabestand import Dag, afspraakdagen, as_ics, overlegdagen

Rij = dict[str, Any]


def overlegknop(overleg: Rij, werkwijze: Rij) -> None:
    """The overleg and the days on the way to it; no button as long as its day is unknown."""
    dagen = overlegdagen(overleg, werkwijze, ketens()[overleg["keten"]])
    if dagen:
        _knop("Zet in uw agenda", overleg["naam"], dagen, f"overleg-{overleg['datum_van']}")


def afsprakenknop(keten: str | None, voortouw: str | None = None) -> None:
    """The running afspraken of which the day is known: of a keten or of all, of everybody or of one voortouw."""
    namen = ketens()
    rijen = lezen.read_rows("kalender_afspraken", keten=keten, voortouw=voortouw)
    dagen = afspraakdagen([a | {"ketennaam": namen[a["keten"]]} for a in rijen])
    if dagen:
        _knop("Zet de afspraken in uw agenda", namen[keten] if keten else "Ketenspiegel", dagen, "afspraken")


def _knop(tekst: str, naam: str, dagen: list[Dag], bestand: str) -> None:
    st.download_button(
        tekst,
        data=lambda: as_ics(naam, dagen),
        file_name=f"ketenspiegel-{bestand}.ics",
        mime="text/calendar",
        key=f"kalender-{bestand}",
        on_click="ignore",
    )
