"""Wat is er gebeurd? Het logboek, voor de beheerder."""

import streamlit as st

from dashboard.components.datumkeuze import zin
from dashboard.components.kop import paginakop
from dashboard.components.leeg import lege_staat
from dashboard.components.logboek import WEL_EN_NIET, ZONDER_INLOGGEN, logboek
from dashboard.components.melding import melding
from dashboard.toegang.beleid import may_read_log
from dashboard.toegang.bezoeker import bezoeker
from dashboard.toegang.logboek import log_engine
from etl.peildatum import PeildatumFout

hier = bezoeker()
if hier.stand != "binnen":
    st.html(melding("Er is geen logboek", ZONDER_INLOGGEN))
elif not may_read_log(hier.toekenningen):
    st.html(melding("Het logboek is voor de beheerder", "Met uw rol kunt u het niet lezen. Vraag het de beheerder van alle ketens."))
else:
    st.html(paginakop("Wat is er gebeurd?", WEL_EN_NIET))
    try:
        logboek(log_engine())
    except PeildatumFout as fout:
        st.html(lege_staat(zin(fout)))
