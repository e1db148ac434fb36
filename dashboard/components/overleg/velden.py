"""The questions about a new afspraak or knelpunt: the same in the overleg as on the page Afspraken."""

from typing import Any

import streamlit as st

from dashboard.dossier import lezen


def afspraakvelden() -> dict[str, Any]:
    """The four fields of a new afspraak."""
    return {
        "afspraak": st.text_area("Welke actie?", height=90),
        "betrokken_partijen": st.text_input("Welke partijen verbinden zich? (met puntkomma's ertussen)"),
        "voortouw": st.text_input("Wie neemt het voortouw?"),
        "klaar_op": st.text_input("Wanneer is het klaar? (jaar-maand-dag)", placeholder="2027-03-01"),
    }


def knelpuntvelden(keten: str) -> dict[str, Any]:
    """What is stuck, and the level it goes to."""
    niveaus = ladder(keten)
    tekst = st.text_area("Wat zit er vast?", height=90)
    vraag = "Naar welk niveau gaat het?"
    naar = (
        st.selectbox(vraag, ["", *niveaus], format_func=lambda n: n or "nog niet gekozen", placeholder="Kies")
        if niveaus
        else st.text_input(vraag)
    )
    return {"knelpunt": tekst, "escalatie_naar": naar}


def ladder(keten: str) -> list[str]:
    """The levels a knelpunt can go to, lowest first; empty where the keten agreed none."""
    rijen = lezen.read_rows("overleg_werkwijze", keten=keten)
    return [deel.strip() for deel in (rijen[0]["trap"] or "").split(";") if deel.strip()] if rijen else []
