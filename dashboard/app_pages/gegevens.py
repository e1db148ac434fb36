"""Wat is er geleverd, en klopt het?"""

import streamlit as st

from dashboard import spiegel
from dashboard.components.bouwbestand import bouwbestanden
from dashboard.components.gegevens import leeftijden, leveringen, waarschuwingen
from dashboard.components.keuring import keuring
from dashboard.components.keuze import ketens, keuzelijst
from dashboard.components.kop import paginakop
from dashboard.components.markering import el, samen
from dashboard.components.uitvoer import download_knoppen

peildatum = spiegel.read_bouw().peildatum
st.html(paginakop("Wat is er geleverd, en klopt het?"))
st.html(
    samen(
        leveringen(spiegel.read_rows("gegevens_leveringen"), peildatum),
        leeftijden(spiegel.read_rows("gegevens_leeftijd"), peildatum),
        waarschuwingen(spiegel.read_rows("gegevens_waarschuwingen")),
    )
)
keuring()
st.html(
    samen(
        el("h2", "Gegevens meenemen", id="downloads"),
        el(
            "p",
            "Elk bestand bevat de bron en het paspoort van elk cijfer. Kleine groepen blijven onderdrukt.",
        ),
    )
)
if namen := ketens():
    keten = keuzelijst("Keten voor de bestanden", "keten", namen, alles="Alle ketens")
    for soort in ("metingen", "afspraken", "knelpunten", "oordelen"):
        download_knoppen(soort, soort, keten=keten)
bouwbestanden()
