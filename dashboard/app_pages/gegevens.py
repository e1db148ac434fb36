"""Wat is er geleverd, en klopt het?"""

import streamlit as st

from dashboard import spiegel
from dashboard.components.bouwbestand import bouwbestanden
from dashboard.components.concept import concepten
from dashboard.components.gegevens import inhoud, leeftijden, leveringen, waarschuwingen
from dashboard.components.keuring import keuring
from dashboard.components.keuze import ketens, keuzelijst
from dashboard.components.kop import paginakop
from dashboard.components.markering import el, samen
from dashboard.components.uitvoer import download_knoppen
from dashboard.toegang.beleid import may_check_files, may_download_build
from dashboard.toegang.bezoeker import bezoeker

hier = bezoeker()
peildatum, namen = spiegel.read_bouw().peildatum, ketens()
st.html(paginakop("Wat is er geleverd, en klopt het?", "Van wie de gegevens komen, hoe oud ze zijn, en hoe u ze nakijkt of meeneemt."))
st.html(
    samen(
        inhoud(),
        leveringen(spiegel.read_rows("gegevens_leveringen"), peildatum),
        leeftijden(spiegel.read_rows("gegevens_leeftijd"), peildatum, namen),
        waarschuwingen(spiegel.read_rows("gegevens_waarschuwingen")),
    )
)
concepten()
if may_check_files(hier.toekenningen) or hier.stand != "binnen":
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
if namen:
    keten = keuzelijst("Keten voor de bestanden", "keten", namen, alles="Alle ketens")
    for soort in ("metingen", "afspraken", "knelpunten", "oordelen"):
        download_knoppen(soort, soort, keten=keten, project=None)
if may_download_build(hier.toekenningen) or hier.stand != "binnen":
    bouwbestanden()
