"""Zijn we klaar voor het overleg, en wat spreken we af?"""

import streamlit as st

from dashboard import spiegel
from dashboard.components.keuze import OnbekendeKeuze, chosen
from dashboard.components.kop import paginakop
from dashboard.components.leeg import lege_staat
from dashboard.components.markering import samen
from dashboard.components.overleg.fasen import fasen, overlegkop
from dashboard.components.overleg.houden import houden
from dashboard.components.overleg.kiezen import kiezen
from dashboard.components.overleg.opslaan import bevestiging
from dashboard.components.overleg.opvolgen import opvolgen
from dashboard.components.overleg.voorbereiden import voorbereiden
from dashboard.components.wie import wie
from dashboard.dossier import lezen

VRAAG = "Zijn we klaar voor het overleg, en wat spreken we af?"
keten, gekozen = chosen("keten"), st.query_params.get("overleg")
if keten is None:
    st.html(samen(paginakop(VRAAG), lege_staat("Er is nog geen keten geleverd.")))
    st.stop()
overleggen = lezen.read_rows("overleg_lijst", keten=keten)
werkwijze = next(iter(lezen.read_rows("overleg_werkwijze", keten=keten)), {})
overleg = next((o for o in overleggen if o["id"] == gekozen), None)
if gekozen and overleg is None:
    raise OnbekendeKeuze("Overleg", "overleg", gekozen, {o["id"]: o["naam"] for o in overleggen if o["stand"] != "gehouden"})
fase = st.query_params.get("fase", "voorbereiden")
if overleg is None:
    st.html(paginakop(VRAAG, "Kies een overleg, of plan het volgende."))
elif fase != "houden":
    st.html(samen(overlegkop(overleg), fasen(overleg, fase)))
with st.empty():
    bevestiging()
door = wie()
if overleg is None:
    kiezen(keten, overleggen, werkwijze, spiegel.read_bouw().peildatum, door)
elif fase == "houden":
    houden(overleg, door)
elif fase == "opvolgen":
    opvolgen(overleg, door)
else:
    voorbereiden(overleg, overleggen, werkwijze, door)
