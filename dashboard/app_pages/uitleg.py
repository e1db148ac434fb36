"""Hoe lees ik dit?"""

import streamlit as st

from dashboard.components.kop import paginakop

st.html(paginakop("Hoe lees ik dit?"))
