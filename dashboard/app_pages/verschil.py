"""Wat is er veranderd?"""

from functools import partial

import streamlit as st

from dashboard import spiegel
from dashboard.components import opmaak
from dashboard.components.datumkeuze import dag_in_adres, datumkeuze, momenten, vorig_moment, zin
from dashboard.components.downloadknop import downloadknop
from dashboard.components.keuze import chosen
from dashboard.components.kop import paginakop
from dashboard.components.leeg import lege_staat
from dashboard.components.markering import el
from dashboard.components.peildatum import build_of
from dashboard.components.registervergelijking import read_register_changes
from dashboard.components.uitvoer import as_csv
from dashboard.components.vergelijking import read_changes
from dashboard.components.verschil import verschil
from dashboard.components.verschilbestand import as_rows
from dashboard.dossier import tijd
from etl.peildatum import PeildatumFout

keten, peildatum = chosen("keten"), spiegel.read_bouw().peildatum
st.html(paginakop("Wat is er veranderd?", "Wat er bijkwam of anders werd sinds een eerder moment."))
if keten is None:
    st.html(lege_staat("Er is nog geen keten geleverd."))
    st.stop()
vorige, _ = vorig_moment(keten, peildatum)
with st.container(horizontal=True, key="ks-sinds"):
    datumkeuze("Sinds", "sinds", momenten(keten, peildatum), standaard=vorige.isoformat() if vorige else None)
try:
    sinds = dag_in_adres("sinds") or vorige
    if sinds is None:
        raise PeildatumFout("Er is nog geen eerder moment om mee te vergelijken.")
    if sinds >= peildatum:
        raise PeildatumFout(f"Kies een dag vóór {peildatum}.")
    toen = build_of(sinds)
except PeildatumFout as fout:
    st.html(lege_staat(zin(fout)))
    st.stop()
uitleg = f"Vergeleken: wat op {opmaak.datum(sinds)} bekend kon zijn, met wat op {opmaak.datum(peildatum)} bekend is."
if spiegel.held_day() is None and (vandaag := tijd.today()) > peildatum:
    uitleg += f" Afspraken en knelpunten staan hier zoals zij nu, op {opmaak.datum(vandaag)}, in het register staan."
veranderingen = [*read_changes(toen, spiegel.held_build(), keten, spiegel.zicht()), *read_register_changes(keten, sinds)]
st.html(el("p", uitleg, klasse="ks-bron") + verschil(veranderingen, keten, peildatum))
if rijen := as_rows(veranderingen, keten, sinds, peildatum):
    downloadknop(
        "Download wat er veranderd is (csv)",
        partial(as_csv, rijen),
        f"ketenspiegel-veranderd-sinds-{sinds}.csv",
        "text/csv",
        "uitvoer_verschil",
        keten=keten,
    )
