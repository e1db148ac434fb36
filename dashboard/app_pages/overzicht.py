"""Waar moet het gesprek over gaan?"""

import streamlit as st

from dashboard.components.kop import paginakop
from dashboard.components.overzicht import overzicht

st.html(paginakop("Waar moet het gesprek over gaan?"))
st.html(overzicht())
