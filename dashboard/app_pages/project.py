"""Wat doet dit project, en hoe is het gevorderd?"""

import streamlit as st

from dashboard import spiegel
from dashboard.components.keten import projectenlijst
from dashboard.components.keuze import chosen
from dashboard.components.kop import paginakop
from dashboard.components.leeg import lege_staat
from dashboard.components.panelen import vier_panelen
from dashboard.components.project import projectkop
from dashboard.components.signaal import vragen_van

keten, project = chosen("keten"), chosen("project")
st.html(paginakop("Wat doet dit project, en hoe is het gevorderd?"))
if keten is None:
    st.html(lege_staat("Er is nog geen keten geleverd."))
elif project is None:
    st.html(projectenlijst(keten))
else:
    st.html(projectkop(spiegel.read_rows("project_kop", project=project)[0]))
    st.html(vier_panelen(keten, project))
    st.html(vragen_van(keten, project=project))
