"""Wat zegt dit cijfer, en wat niet?"""

import streamlit as st

from dashboard import spiegel
from dashboard.components.indicator import indicatorkop, keuze_delen, metingentabel, paspoort, versietabel
from dashboard.components.indicatorbeeld import indicatorbeeld
from dashboard.components.keuze import chosen, keuzelijst
from dashboard.components.kop import paginakop
from dashboard.components.leeg import lege_staat
from dashboard.components.markering import samen

keten = chosen("keten")
indicatoren = {r["indicator"]: r["naam"] for r in spiegel.read_rows("indicator_lijst", keten=keten)} if keten else {}
gekozen = keuzelijst("Indicator", "indicator", indicatoren) if indicatoren else None
st.html(paginakop("Wat zegt dit cijfer, en wat niet?"))
if gekozen is None:
    st.html(lege_staat("Deze keten heeft nog geen indicatoren.", wie="Een partij uit de keten"))
    st.stop()
gegevens = spiegel.read_rows("indicator_paspoort", indicator=gekozen)[0]
metingen = spiegel.read("indicator_metingen", indicator=gekozen)
peildatum = spiegel.read_bouw().peildatum
st.html(indicatorkop(gegevens))
delen = keuze_delen(metingen)
st.html(indicatorbeeld(gegevens, delen, peildatum))
st.html(
    samen(
        metingentabel(gegevens, delen, peildatum),
        versietabel(spiegel.read_rows("indicator_versies", indicator=gekozen), gegevens["eenheid"]),
        paspoort(gegevens),
    )
)
