"""Waar moet het gesprek over gaan?"""

import streamlit as st

from dashboard.components.kop import paginakop
from dashboard.components.overzicht import overzicht
from dashboard.components.verschil import verschil_koppeling

st.html(paginakop("Waar moet het gesprek over gaan?") + verschil_koppeling())
st.html(overzicht())
