"""As whom someone writes: a role and a partij, never a name. Who signed in has the roles of the file; who practises chooses freely."""

import streamlit as st

from dashboard import spiegel
from dashboard.components.keuze import chosen
from dashboard.components.markering import el
from dashboard.components.overleg.opslaan import read_only_reason
from dashboard.dossier.register import Wie
from dashboard.toegang.bezoeker import bezoeker

ROLLEN = ("regisseur", "partner", "procesmanager", "secretaris", "anders")


def wie() -> Wie | None:
    """Role and partij of who is at the keyboard; None until that is clear, or when nothing can be written."""
    if read_only_reason():
        return None
    if bezoeker().stand == "binnen":
        return _from_roles()
    partijen = sorted({p["partij"] for p in spiegel.read_rows("keten_partijen", keten=chosen("keten"))})
    with st.container(horizontal=True, key="ks-wie"):
        rol = st.selectbox("U doet dit als", ROLLEN, index=None, placeholder="Kies uw rol", key="wie-rol")
        partij = st.selectbox("Van partij", partijen, index=None, placeholder="Kies uw partij", key="wie-partij")
    return Wie(rol, partij) if rol and partij else None


def _from_roles() -> Wie | None:
    """The one way in which this person speaks in this keten; with more of them, a choice."""
    wegen = list(dict.fromkeys(Wie(t.rol, t.partij) for t in bezoeker().voices(chosen("keten"))))
    if not wegen:
        return None
    if len(wegen) == 1:
        st.html(el("p", f"U doet dit als {as_words(wegen[0])}.", klasse="ks-bron"))
        return wegen[0]
    return st.selectbox("U doet dit als", wegen, format_func=as_words, placeholder="Kies", key="wie-rol-en-partij")


def as_words(wie: Wie) -> str:
    """A role and a partij in words."""
    return f"{wie.rol} van {wie.partij}" if wie.partij else str(wie.rol)
