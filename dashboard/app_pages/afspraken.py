"""Wie zou wat wanneer doen?"""

import streamlit as st

from dashboard import spiegel
from dashboard.components.afspraken import knelpunten, register, standen
from dashboard.components.keuze import chosen, keuzelijst
from dashboard.components.kop import paginakop
from dashboard.components.leeg import lege_staat
from dashboard.components.markering import samen
from dashboard.components.panelen.proceskwaliteit import STANDEN
from dashboard.components.uitvoer import download_knoppen

keten, project = chosen("keten"), chosen("project")
st.html(
    paginakop(
        "Wie zou wat wanneer doen?",
        "Een afspraak is hard: wie heeft het voortouw, wanneer is het klaar, en hoe staat het ervoor.",
    )
)
afspraken = spiegel.read_rows("afspraken_stand", keten=keten, project=project)
if not afspraken:
    st.html(lege_staat("Er zijn nog geen afspraken geleverd.", wie="De ketenregisseur"))
else:
    st.html(standen(afspraken))
    with st.container(horizontal=True, key="ks-delen"):
        partijen = sorted({a["voortouw"] or "ontbreekt" for a in afspraken})
        voortouw = keuzelijst("Voortouw", "voortouw", {p: p for p in partijen}, alles="Ieders voortouw")
        aanwezig = [s for s in STANDEN if any(a["stand"] == s for a in afspraken)]
        stand = keuzelijst("Stand", "stand", {s: s for s in aanwezig}, alles="Elke stand")
    gekozen = [a for a in afspraken if (voortouw in (None, a["voortouw"] or "ontbreekt")) and stand in (None, a["stand"])]
    st.html(register(gekozen, toon_keten=keten is None))
    download_knoppen("afspraken", "afspraken", keten=keten, project=project)
st.html(samen(knelpunten(spiegel.read_rows("paneel_knelpunten", keten=keten, project=project), toon_keten=keten is None)))
download_knoppen("knelpunten", "knelpunten", keten=keten, project=project)
