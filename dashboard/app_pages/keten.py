"""Hoe staat deze keten ervoor, volgens wie?"""

import streamlit as st

from dashboard.components.keten import ketenkop, projectenlijst, schakels, succesfactoren
from dashboard.components.keuze import chosen
from dashboard.components.kop import paginakop
from dashboard.components.markering import samen
from dashboard.components.panelen import vier_panelen
from dashboard.components.signaal import vragen_van
from dashboard.components.tijdas import tijdas
from dashboard.components.verschil import verschil_koppeling

keten = chosen("keten")
if keten is None:
    st.html(paginakop("Hoe staat deze keten ervoor, volgens wie?", "Er is nog geen keten geleverd."))
    st.stop()
st.html(paginakop("Hoe staat deze keten ervoor, volgens wie?") + ketenkop(keten) + verschil_koppeling(keten))
st.html(vier_panelen(keten))
st.html(samen(vragen_van(keten), schakels(keten), projectenlijst(keten), tijdas(keten), succesfactoren(keten)))
