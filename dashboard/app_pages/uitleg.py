"""Hoe lees ik dit?"""

import streamlit as st

from dashboard import spiegel
from dashboard.components.kop import paginakop
from dashboard.components.regels import regeluitleg
from dashboard.components.uitleg import inhoudsopgave, uitleg, woordenlijst

st.html(paginakop("Hoe lees ik dit?", "De regels, de vier kanten, de beelden en de woorden van Ketenspiegel."))
st.html(inhoudsopgave())
st.html(uitleg())
st.html(regeluitleg(spiegel.read_rows("signaal_regels")))
st.html(woordenlijst())
