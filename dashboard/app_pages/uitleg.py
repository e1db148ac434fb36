"""Hoe lees ik dit?"""

import streamlit as st

from dashboard.components.kop import paginakop
from dashboard.components.regels import all_rules, regeluitleg
from dashboard.components.uitleg import inhoudsopgave, uitleg, woordenlijst

st.html(paginakop("Hoe lees ik dit?", "De regels, de vier kanten, de beelden en de woorden van Ketenspiegel."))
st.html(inhoudsopgave())
st.html(uitleg())
st.html(regeluitleg(all_rules()))
st.html(woordenlijst())
