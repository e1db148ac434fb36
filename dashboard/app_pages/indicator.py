"""Wat zegt dit cijfer, en wat niet?"""

import streamlit as st

from dashboard.components.kop import paginakop

st.html(paginakop("Wat zegt dit cijfer, en wat niet?"))
