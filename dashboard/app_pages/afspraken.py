"""Wie zou wat wanneer doen?"""

import streamlit as st

from dashboard.components.kop import paginakop

st.html(paginakop("Wie zou wat wanneer doen?"))
