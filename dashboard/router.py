"""One run of the screen: hold a build, draw navigation, peildatum and the shared choice, then the page."""

import logging
import math
import os
import time
from collections.abc import Sequence
from contextlib import nullcontext
from pathlib import Path
from threading import BoundedSemaphore

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from dashboard import spiegel
from dashboard.components.concept import GeenConcept, carried_concept, geen_concept, hold_concept
from dashboard.components.downloadknop import has_refusal
from dashboard.components.keuze import OnbekendeKeuze, carried, draw_keuze
from dashboard.components.kop import navigatie
from dashboard.components.melding import dossier_melding, eerdere_spiegel, fictief_banner, onbekende_keuze, regel_melding, spiegel_melding
from dashboard.components.peildatum import carried_peildatum, draw_peildatum, hold_peildatum, niet_gemaakt, peildatum_melding
from dashboard.components.toegang import bekeken_als, buiten, geen_rol, kapot, vertrouwelijk, voet
from dashboard.dossier import lezen
from dashboard.dossier.fouten import DossierFout
from dashboard.paginas import Pagina
from dashboard.toegang.bezoeker import Bezoeker, enter, is_same, keep_terms
from dashboard.toegang.logboek import log_refused, log_sign_in, log_viewed
from dashboard.toegang.rollen import ToegangFout
from etl.fouten import RegelFout
from etl.peildatum import PeildatumFout

log = logging.getLogger("ketenspiegel")

SECONDEN_TUSSEN_VERNIEUWEN = 60  # builds that follow each other quickly: an open screen takes the first at once, then one a minute
# Keys in session state: when this screen last started again by itself, and that it does so now.
VERNIEUWD, VANZELF = "vernieuwd", "vanzelf"
# Python does one thing at a time: thirty pages at once take far longer than thirty pages one after the other. A few at a time, so that a
# page that costs nothing does not wait for a chart that is drawn for the first time.
_plaatsen = BoundedSemaphore(2 * (os.cpu_count() or 2))
_vanzelf = BoundedSemaphore(1)  # screens that start again by themselves take turns: who asks for a page does not wait for all of them
SECONDEN_TUSSEN_KIJKEN = 3  # a new build is on a screen within five seconds; on many screens, one after the other
PAGINAS_MAP = Path(__file__).parent / "app_pages"


def draw(paginas: Sequence[Pagina]) -> None:
    """Draw the page the address asks for, when there is a place."""
    with _vanzelf if st.session_state.pop(VANZELF, False) else nullcontext(), _plaatsen:
        _draw(paginas)


def _draw(paginas: Sequence[Pagina]) -> None:
    doelen = [st.Page(PAGINAS_MAP / p.bestand, title=p.naam, url_path=p.adres) for p in paginas]
    # The first page also answers to the bare address: a link to a default page would lose its own address.
    voordeur = st.Page(PAGINAS_MAP / paginas[0].bestand, title=paginas[0].naam, url_path="voordeur", default=True)
    gekozen = st.navigation([voordeur, *doelen], position="hidden")
    huidige = next((p for p in paginas if p.adres == gekozen.url_path), paginas[0])
    st.set_page_config(page_title=f"{huidige.naam} · Ketenspiegel", layout="wide")
    leidraad = [(pagina, doel) for pagina, doel in zip(paginas, doelen, strict=True) if pagina.in_navigatie]
    try:
        hier = enter()
        if hier.stand in {"buiten", "verlopen"}:
            buiten(hier)
            return
        if hier.stand == "binnen" and not hier.toekenningen:
            log_refused(hier)
            geen_rol(hier)
            return
        log_sign_in(hier)
        _hold_build(leidraad, huidige)
        if hier.stand == "binnen":
            keep_terms(lezen.terms())
        bekeken_als(hier)
        hold_peildatum(huidige.adres)
        hold_concept(huidige.adres)
        draw_keuze(huidige.keuze)
        _draw_banners(huidige)
        _keep_in_confidence(hier, huidige)
        gekozen.run()
    except ToegangFout:
        log.exception("De rollen kunnen niet worden gelezen; niemand kan naar binnen")
        st.html(kapot())
        return
    except GeenConcept:
        st.html(geen_concept(huidige.adres))
    except PeildatumFout as fout:
        st.html(peildatum_melding(fout, huidige.adres))
    except spiegel.NietGemaakt as fout:
        log.exception("De spiegel van een eerdere dag kan niet worden gemaakt")
        st.html(niet_gemaakt(fout, huidige.adres))
    except spiegel.SpiegelFout as fout:
        log.exception("De spiegel kan niet worden gelezen")
        st.html(spiegel_melding(fout))
    except DossierFout as fout:
        log.exception("Het dossier kan niet worden gelezen")
        st.html(dossier_melding(fout))
    except RegelFout as fout:
        log.exception("Een regel van het dossier klopt niet")
        st.html(regel_melding(fout))
    except OnbekendeKeuze as fout:
        st.html(onbekende_keuze(fout, huidige.adres))
    voet(hier)
    _watch()


def _keep_in_confidence(hier: Bezoeker, huidige: Pagina) -> None:
    """Note in the log, before it is shown, that somebody sees what is in vertrouwen; and say that it is."""
    ketens = lezen.in_confidence()
    gekozen = carried().get("keten") if huidige.keuze != "geen" else None
    if op_pagina := [keten for keten in ketens if gekozen in (None, keten)]:
        for keten in op_pagina:
            log_viewed(hier, keten, huidige.adres)
        st.html(vertrouwelijk())


def _draw_banners(huidige: Pagina) -> None:
    """What everybody must know of what they see here."""
    for banner in (eerdere_spiegel() if spiegel.holds_fallback() else None, fictief_banner(huidige.keuze)):
        if banner:
            st.html(banner)


def _hold_build(leidraad: Sequence[tuple[Pagina, StreamlitPage]], huidige: Pagina) -> None:
    """Hold the build and draw the navigation, which is there also when nothing can be read."""
    keuze: dict[str, str] = {}
    is_leesbaar = False
    try:
        spiegel.hold_build()
        keuze = carried() | carried_peildatum() | carried_concept()
        is_leesbaar = True
    finally:
        navigatie(leidraad, huidige, keuze, draw_peildatum if is_leesbaar else None)


@st.fragment(run_every=SECONDEN_TUSSEN_KIJKEN)
def _watch() -> None:
    """Start the page again when another build has been published, the build of an earlier day was removed, or rights changed."""
    try:
        is_current = spiegel.is_current()
    except spiegel.SpiegelFout:
        return
    if not is_same() or has_refusal() or (not is_current and _may_renew()):
        st.session_state[VANZELF] = True
        st.rerun()


def _may_renew() -> bool:
    """Not so soon after the last time; what one asks for oneself always comes from the newest build."""
    nu = time.monotonic()
    if spiegel.held_day() is None and nu - st.session_state.get(VERNIEUWD, -math.inf) < SECONDEN_TUSSEN_VERNIEUWEN:
        return False
    st.session_state[VERNIEUWD] = nu
    return True
