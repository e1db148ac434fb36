"""As whom someone writes: a role and a partij, chosen once and kept for the session. Never a name."""

import streamlit as st

from dashboard import spiegel
from dashboard.components.keuze import chosen
from dashboard.dossier.register import Wie

ROLLEN = ("regisseur", "partner", "procesmanager", "secretaris", "anders")


def wie() -> Wie | None:
    """Role and partij of who is at the keyboard; None until both are chosen, or when nothing can be written."""
    if spiegel.held_day():
        return None
    partijen = sorted({p["partij"] for p in spiegel.read_rows("keten_partijen", keten=chosen("keten"))})
    with st.container(horizontal=True, key="ks-wie"):
        rol = st.selectbox("U doet dit als", ROLLEN, index=None, placeholder="Kies uw rol", key="wie-rol")
        partij = st.selectbox("Van partij", partijen, index=None, placeholder="Kies uw partij", key="wie-partij")
    return Wie(rol, partij) if rol and partij else None
