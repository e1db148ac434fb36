"""Hoe staat deze keten ervoor, volgens wie?"""

import streamlit as st

from dashboard.components.kop import paginakop

st.html(paginakop("Hoe staat deze keten ervoor, volgens wie?"))
