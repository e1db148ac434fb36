"""Wie zou wat wanneer doen?"""

import streamlit as st

from dashboard.components.afspraken import EERSTE_AFSPRAKEN, knelpunten, leads, register, standen
from dashboard.components.bijwerken import bijwerken, lees
from dashboard.components.kalender import afsprakenknop
from dashboard.components.keuze import chosen, ketens, keuzelijst
from dashboard.components.kop import paginakop
from dashboard.components.koppeling import adres
from dashboard.components.leeg import lege_staat
from dashboard.components.markering import el
from dashboard.components.panelen.proceskwaliteit import STANDEN
from dashboard.components.uitvoer import download_knoppen
from dashboard.components.verloop import ingetrokken

keten, project = chosen("keten"), chosen("project")
namen = ketens()
st.html(
    paginakop(
        "Wie zou wat wanneer doen?",
        "Een afspraak is hard: wie heeft het voortouw, wanneer is het klaar, en hoe staat het ervoor.",
    )
)
st.html(el("p", el("a", "Leg iets vast of werk iets bij", href="#bijwerken")))
afspraken, afspraken_weg = lees("afspraak", keten, project)
knopen, knopen_weg = lees("knelpunt", keten, project)
if not afspraken:
    st.html(lege_staat("Er zijn hier nog geen afspraken.", wie="De ketenregisseur"))
else:
    st.html(standen(afspraken, {k: naam for k, naam in namen.items() if keten in (None, k)}))
if afspraken:
    with st.container(horizontal=True, key="ks-delen"):
        # All there are, in whatever keten: another keten must not turn a choice into an unknown one.
        partijen = sorted({p for a in lees("afspraak", None, None)[0] for p in leads(a)})
        voortouw = keuzelijst("Voortouw", "voortouw", {p: p for p in partijen}, alles="Ieders voortouw")
        stand = keuzelijst("Stand", "stand", {s: s for s in STANDEN}, alles="Elke stand")
    gekozen = [a for a in afspraken if (voortouw is None or voortouw in leads(a)) and stand in (None, a["stand"])]
    is_lang = len(gekozen) > EERSTE_AFSPRAKEN and chosen("alles") != "ja"
    alles = adres("afspraken", keten=keten, project=project, voortouw=voortouw, stand=stand, alles="ja")
    st.html(register(gekozen, None if keten else namen, alles=alles if is_lang else None))
    op_scherm = {a["afspraak_id"] for a in gekozen}
    download_knoppen("afspraken", "afspraken", houd=lambda a: a["afspraak_id"] in op_scherm, keten=keten, project=project)
    afsprakenknop(keten, voortouw)
if weg := ingetrokken(afspraken_weg, "afspraak", "afspraken"):
    st.html(weg)
st.html(knelpunten(knopen, None if keten else namen))
download_knoppen("knelpunten", "knelpunten", keten=keten, project=project)
if weg := ingetrokken(knopen_weg, "knelpunt", "knelpunten"):
    st.html(weg)
bijwerken(keten, project, {"afspraak": (afspraken, afspraken_weg), "knelpunt": (knopen, knopen_weg)})
