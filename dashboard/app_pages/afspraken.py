"""Wie zou wat wanneer doen?"""

import streamlit as st

from dashboard import spiegel
from dashboard.components.afspraken import EERSTE_AFSPRAKEN, knelpunten, leads, register, standen
from dashboard.components.keuze import chosen, ketens, keuzelijst
from dashboard.components.kop import paginakop
from dashboard.components.koppeling import adres
from dashboard.components.leeg import lege_staat
from dashboard.components.panelen.proceskwaliteit import STANDEN
from dashboard.components.uitvoer import download_knoppen

keten, project = chosen("keten"), chosen("project")
namen = ketens()
st.html(
    paginakop(
        "Wie zou wat wanneer doen?",
        "Een afspraak is hard: wie heeft het voortouw, wanneer is het klaar, en hoe staat het ervoor.",
    )
)
afspraken = spiegel.read_rows("afspraken_stand", keten=keten, project=project)
if not afspraken:
    st.html(lege_staat("Er zijn hier nog geen afspraken geleverd.", wie="De ketenregisseur"))
else:
    st.html(standen(afspraken, {k: naam for k, naam in namen.items() if keten in (None, k)}))
    with st.container(horizontal=True, key="ks-delen"):
        # All there are, in whatever keten: another keten must not turn a choice into an unknown one.
        overal = spiegel.read_rows("afspraken_stand", keten=None, project=None)
        partijen = sorted({p for a in overal for p in leads(a)})
        voortouw = keuzelijst("Voortouw", "voortouw", {p: p for p in partijen}, alles="Ieders voortouw")
        stand = keuzelijst("Stand", "stand", {s: s for s in STANDEN}, alles="Elke stand")
    gekozen = [a for a in afspraken if (voortouw is None or voortouw in leads(a)) and stand in (None, a["stand"])]
    is_lang = len(gekozen) > EERSTE_AFSPRAKEN and chosen("alles") != "ja"
    alles = adres("afspraken", keten=keten, project=project, voortouw=voortouw, stand=stand, alles="ja")
    st.html(register(gekozen, None if keten else namen, alles=alles if is_lang else None))
    op_scherm = {a["afspraak_id"] for a in gekozen}
    download_knoppen("afspraken", "afspraken", houd=lambda a: a["afspraak_id"] in op_scherm, keten=keten, project=project)
st.html(knelpunten(spiegel.read_rows("paneel_knelpunten", keten=keten, project=project), None if keten else namen))
download_knoppen("knelpunten", "knelpunten", keten=keten, project=project)
