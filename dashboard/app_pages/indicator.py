"""Wat zegt dit cijfer, en wat niet?"""

import streamlit as st

from dashboard import spiegel
from dashboard.components.herzieningen import herzieningen
from dashboard.components.indicator import download_delen, indicatorkop, keuze_delen, metingentabel
from dashboard.components.indicatorbeeld import indicatorbeeld
from dashboard.components.keuze import chosen, keuzelijst
from dashboard.components.kop import paginakop
from dashboard.components.leeg import lege_staat
from dashboard.components.markering import samen
from dashboard.components.overleg.verhalen import indicatorverhalen
from dashboard.components.paspoort import paspoort
from dashboard.components.signaal import te_weinig, vragen_van
from dashboard.components.trechter import projecttrechter, trechterbeeld
from dashboard.components.verandering import verandering
from dashboard.components.wijzigingen import definitiewijzigingen, paspoortwijzigingen, streefwijzigingen

keten = chosen("keten")
indicatoren = {r["indicator"]: r["naam"] for r in spiegel.read_rows("indicator_lijst", keten=keten)} if keten else {}
gekozen = keuzelijst("Indicator", "indicator", indicatoren) if indicatoren else None
st.html(paginakop("Wat zegt dit cijfer, en wat niet?"))
if keten is None or gekozen is None:
    st.html(lege_staat("Deze keten heeft nog geen indicatoren.", wie="Een partij uit de keten"))
    st.stop()
gegevens = spiegel.read_rows("indicator_paspoort", indicator=gekozen)[0]
metingen = spiegel.read("indicator_metingen", indicator=gekozen)
versies = spiegel.read_rows("indicator_paspoort_versies", indicator=gekozen)
peildatum = spiegel.read_bouw().peildatum
st.html(indicatorkop(gegevens))
delen = keuze_delen(metingen)
st.html(samen(indicatorbeeld(gegevens, delen, peildatum), verandering(delen, gegevens["eenheid"])))
st.html(
    samen(
        vragen_van(keten, indicator=gekozen, onder=te_weinig(spiegel.read_rows("signaal_te_weinig", indicator=gekozen))),
        metingentabel(gegevens, delen, peildatum),
    )
)
download_delen(gekozen, delen)
indicatorverhalen(keten, gekozen)
st.html(
    samen(
        trechterbeeld(gegevens, metingen, peildatum),
        projecttrechter(gegevens, peildatum),
        herzieningen(spiegel.read_rows("indicator_versies", indicator=gekozen), gegevens["eenheid"]),
        paspoort(gegevens, peildatum),
        definitiewijzigingen(versies, metingen["definitie_versie"].dropna().unique()),
        streefwijzigingen(spiegel.read_rows("indicator_streefwaarde_versies", indicator=gekozen), gegevens["eenheid"]),
        paspoortwijzigingen(versies),
    )
)
