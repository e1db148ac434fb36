"""Wat is er geleverd, en klopt het?"""

import streamlit as st

from dashboard.components.kop import paginakop

st.html(paginakop("Wat is er geleverd, en klopt het?"))
