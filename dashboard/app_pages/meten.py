"""Meten wij nog betekenisvol?"""

import streamlit as st

from dashboard import spiegel
from dashboard.components.dekking import dekking
from dashboard.components.keuze import ketens, keuzelijst
from dashboard.components.kop import paginakop
from dashboard.components.leeg import lege_staat
from dashboard.components.markering import el, samen
from dashboard.components.meten import ontwerpvragen, paspoorten, registratielast, te_weinig
from dashboard.components.regels import all_rules, regeltabel
from dashboard.dossier import lezen
from dashboard.dossier import vragen as dossiervragen

st.html(
    paginakop("Meten wij nog betekenisvol?", "Niet de cijfers, maar het meten zelf: wat ontbreekt, van wie is het, en hoeveel werk is het?")
)
namen = ketens()
if not namen:
    st.html(lege_staat("Er is nog geen keten geleverd."))
    st.stop()
with st.container(horizontal=True, key="ks-delen"):
    keten = keuzelijst("Keten", "keten", namen, alles="Alle ketens")
gekozen = {id_: naam for id_, naam in namen.items() if keten in (None, id_)}
doelen = spiegel.read_rows("meten_doelen", keten=keten)
st.html(
    samen(
        dekking(spiegel.read_rows("meten_dekking", keten=keten), gekozen, doelen),
        ontwerpvragen([*spiegel.read_rows("meten_vragen", keten=keten), *dossiervragen.ontwerpvragen(keten)], gekozen),
        paspoorten(spiegel.read_rows("meten_paspoorten", keten=keten), gekozen),
        registratielast(spiegel.read_rows("meten_last", keten=keten), gekozen),
        te_weinig(spiegel.read_rows("meten_te_weinig", keten=keten), gekozen),
        el("h2", "De regels en hoe vaak ze vragen"),
        el("p", "Geteld over alle ketens samen. Wat ervan kwam, telt de vragen die op een agenda stonden."),
        regeltabel(all_rules(), {r["regel"]: r for r in lezen.read_rows("meten_opbrengst")}),
    )
)
