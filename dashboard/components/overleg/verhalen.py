"""The stories of the partijen beside a figure or question: side by side, with partij and date; none replaces another."""

from datetime import date, timedelta
from functools import partial
from typing import Any

import streamlit as st

from dashboard import spiegel
from dashboard.components import opmaak
from dashboard.components.leeg import niet_gemeten
from dashboard.components.markering import Html, el, samen
from dashboard.components.overleg.opslaan import filled, form_key, keep, opened, read_only_reason
from dashboard.components.wie import wie
from dashboard.dossier import lezen
from dashboard.dossier.duiding import remarks
from dashboard.dossier.register import Register, Wie
from dashboard.dossier.tijd import today

Rij = dict[str, Any]
# Who may read a story; the first one is proposed, for a partij speaks more freely at the table.
LEZERS = {
    "in_vertrouwen": "De tafel van deze keten",
    "gedeeld": "Iedereen die deze keten mag zien",
    "concept": "Alleen mijn partij (concept)",
}
MERK = {"in_vertrouwen": "in vertrouwen: alleen voor de tafel van deze keten", "concept": "concept: alleen uw partij ziet dit"}


def stories_about(alle: list[Rij], rij: Rij) -> list[Rij]:
    """Those beside this question or this figure, oldest first."""
    return [
        d for d in alle if (rij["signaal"] and d["signaal"] == rij["signaal"]) or (rij["indicator"] and d["indicator"] == rij["indicator"])
    ]


def verhalen(duidingen: list[Rij], nieuwste_cijfer: date | None = None) -> Html:
    """All stories side by side; says so when one repeats the previous one or is older than the figures."""
    if not duidingen:
        return el("p", niet_gemeten("Nog geen partij vertelde haar verhaal hierbij."))
    kaarten = []
    for plaats, duiding in enumerate(duidingen):
        eerdere = [d for d in duidingen[:plaats] if d["partij"] == duiding["partij"]]
        kaarten.append(_kaart(duiding, remarks(duiding, eerdere, nieuwste_cijfer)))
    return el("div", kaarten, klasse="ks-verhalen")


def _kaart(duiding: Rij, opmerkingen: list[str]) -> Html:
    return el(
        "article",
        el("p", el("strong", duiding["partij"]), f" · {opmaak.datum(duiding['op'].date())}", klasse="ks-bron"),
        el("p", MERK[duiding["zichtbaarheid"]], klasse="ks-bron") if duiding["zichtbaarheid"] in MERK else None,
        el("p", duiding["duiding"]),
        [el("p", zin, klasse="ks-bron") for zin in opmerkingen],
        klasse="ks-verhaal",
    )


def tell(keten: str, over: Rij, sleutel: str, door: Wie | None) -> None:
    """A form in which a partij tells its story beside a figure or question."""
    if read_only_reason():
        return
    with st.expander("Vertel het verhaal van uw partij"):
        _story_form(keten, over, f"verhaal-{sleutel}", door)


def _story_form(keten: str, over: Rij, naam: str, door: Wie | None) -> None:
    with st.form(form_key(naam)):
        tekst = st.text_area("Wat is er gebeurd, volgens uw partij?", height=140)
        lezers = st.selectbox("Wie mag dit lezen?", LEZERS, format_func=LEZERS.__getitem__)
        if st.form_submit_button("Bewaar dit verhaal"):
            velden = filled(
                zichtbaarheid=lezers,
                signaal=over["signaal"],
                indicator=over["indicator"],
                partij=door.partij if door else None,
                duiding=tekst,
                datum=today().isoformat(),
            )
            vol = {n: w for n, w in velden.items() if w is not None}
            keep(
                naam,
                "Het verhaal is bewaard. Eerdere verhalen blijven ernaast staan.",
                door,
                lambda r, w: r.add("duiding", keten, vol, w),
            )


def _share(duidingen: list[Rij], door: Wie | None) -> None:
    """Stories of your own partij: who may read them from now on."""
    eigen = [d for d in duidingen if door and d["partij"] == door.partij]
    if not eigen:
        return
    with st.expander("Verander wie uw verhaal mag lezen"):
        for duiding in eigen:
            naam = f"lezers-{duiding['id']}"
            nu = opened(naam, duiding)
            with st.form(form_key(naam)):
                keuze = st.selectbox(
                    f"Wie mag uw verhaal van {opmaak.datum(duiding['op'].date())} lezen?",
                    LEZERS,
                    index=list(LEZERS).index(duiding["zichtbaarheid"] or "gedeeld"),
                    format_func=LEZERS.__getitem__,
                )
                if st.form_submit_button("Bewaar"):
                    keep(naam, "Dat is bewaard.", door, partial(_set_readers, nu, keuze))


def _set_readers(duiding: Rij, lezers: str, register: Register, door: Wie) -> Any:
    return register.change("duiding", duiding["id"], duiding["nummer"], {"zichtbaarheid": lezers}, door)


def indicatorverhalen(keten: str, indicator: str) -> None:
    """The stories beside one figure, on its own page, with a way to add one."""
    over = {"signaal": None, "indicator": indicator}
    hierover = stories_about(lezen.read_rows("overleg_duidingen", keten=keten), over)
    st.html(samen(el("h2", "Verhalen van partijen", id="verhalen"), verhalen(hierover, newest_delivery(indicator))))
    if not read_only_reason():
        with st.expander("Vertel het verhaal van uw partij"):
            door = wie()
            _story_form(keten, over, f"verhaal-{indicator}", door)
        _share(hierover, door)


def first_for_owner(over: Rij, dagen: int, peildatum: date) -> Html | None:
    """As long as a question is new, its owner is asked first; says until when."""
    nieuwste = newest_delivery(over["indicator"])
    if nieuwste is None or (tot := nieuwste + timedelta(days=dagen)) < peildatum:
        return None
    wie_eerst = spiegel.read_rows("indicator_paspoort", indicator=over["indicator"])[0]["eigenaar"] or "nog onbekend"
    return el("p", f"Tot en met {opmaak.datum(tot)} is de eigenaar ({wie_eerst}) als eerste aan het woord.", klasse="ks-bron")


def missing_voices(partijen: list[Rij], alle: list[Rij], punten: list[Rij]) -> Html | None:
    """Which partijen aan tafel did not tell their story beside the figures on this agenda; names, no counts."""
    over = [p for p in punten if p["signaal"] or p["indicator"]]
    if not over:
        return None
    verteld = {d["partij"] for p in over for d in stories_about(alle, p)}
    stil = sorted(p["partij"] for p in partijen if p["aan_tafel"] == "ja" and p["partij"] not in verteld)
    zin = f"Nog geen verhaal bij deze punten van: {opmaak.opsomming(stil)}." if stil else "Alle partijen aan tafel vertelden hun verhaal."
    return el("p", zin)


def newest_delivery(indicator: str | None) -> date | None:
    """The day on which the newest figure of an indicator was delivered."""
    rijen = spiegel.read_rows("indicator_laatst_geleverd", indicator=indicator) if indicator else []
    return rijen[0]["geleverd_op"] if rijen else None


def verhaalblok(keten: str, over: Rij, alle: list[Rij], sleutel: str, door: Wie | None) -> None:
    """Stories and the form to add one, under a question or figure."""
    hierover = stories_about(alle, over)
    st.html(samen(el("h3", "Verhalen van partijen"), verhalen(hierover, newest_delivery(over["indicator"]))))
    tell(keten, over, sleutel, door)
    if not read_only_reason():
        _share(hierover, door)
