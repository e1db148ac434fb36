"""Wat doet dit project, en hoe is het gevorderd?"""

import streamlit as st

from dashboard.components.kop import paginakop

st.html(paginakop("Wat doet dit project, en hoe is het gevorderd?"))
