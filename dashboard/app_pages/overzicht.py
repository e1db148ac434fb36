"""Waar moet het gesprek over gaan?"""

import streamlit as st

from dashboard.components.kop import paginakop

st.html(paginakop("Waar moet het gesprek over gaan?"))
