"""The advice a keten got: who advised what, what was decided about it, and what was done. Never how much of it was followed."""

from typing import Any

import streamlit as st

from dashboard.components import opmaak
from dashboard.components.leeg import lege_staat, niet_gemeten
from dashboard.components.markering import Html, el, samen
from dashboard.components.overleg.opslaan import changes, filled, form_key, keep, kop, opened, read_only_reason
from dashboard.dossier import lezen
from dashboard.dossier.register import Wie
from dashboard.dossier.tabellen import TABELLEN

BESLUITEN: tuple[str, ...] = TABELLEN["advies"].columns["besluit"].info["keuzes"]
DATUM = "(jaar-maand-dag)"
LANGSTE_KEUZE = 70
Rij = dict[str, Any]


def adviezen(keten: str, door: Wie | None) -> None:
    """All advice of a keten, the open ones first, with forms to add to it."""
    rijen = lezen.read_rows("overleg_adviezen", keten=keten)
    kop("Adviezen", advieslijst(rijen))
    if read_only_reason():
        return
    _add(keten, door)
    if rijen:
        _follow_up(rijen, door)


def advieslijst(rijen: list[Rij]) -> Html:
    """What is open, and on demand what is done with; in the order given."""
    if not rijen:
        return lege_staat("Er is nog geen advies opgeschreven.")
    lopend, klaar = ([r for r in rijen if r["is_open"] is is_open] for is_open in (True, False))
    summary = el("summary", f"Toon {opmaak.aantal(len(klaar), 'afgehandeld advies', 'afgehandelde adviezen')}")
    return samen(
        _kaarten(lopend) if lopend else el("p", "Er staat geen advies meer open."),
        el("details", summary, _kaarten(klaar)) if klaar else None,
    )


def _kaarten(rijen: list[Rij]) -> Html:
    return el("ul", [advieskaart(r) for r in rijen], klasse="ks-afspraakkaarten")


def advieskaart(advies: Rij) -> Html:
    """One piece of advice with its fields; what is not filled in says so."""
    velden = {
        "Van": f"{advies['van_wie']} · {opmaak.datum(advies['datum'])}",
        "Besluit": _besluit(advies),
        "Gedaan": None if advies["besluit"] == "niet overgenomen" and not advies["gedaan"] else _gedaan(advies),
        "Bron": advies["bron"],
    }
    regels = [el("div", el("dt", naam), el("dd", waarde)) for naam, waarde in velden.items() if waarde]
    return el("li", el("p", advies["advies"], klasse="ks-afspraak"), el("dl", regels))


def _besluit(advies: Rij) -> object:
    if not advies["besluit"]:
        return niet_gemeten("nog geen besluit")
    return samen(advies["besluit"], " · ", opmaak.datum(advies["besluit_op"]) if advies["besluit_op"] else niet_gemeten("datum: ontbreekt"))


def _gedaan(advies: Rij) -> object:
    if not (advies["gedaan"] or advies["gedaan_op"]):
        return niet_gemeten("nog niets opgeschreven")
    klaar = f"klaar: {opmaak.datum(advies['gedaan_op'])}" if advies["gedaan_op"] else "nog niet klaar"
    return " · ".join(deel for deel in (advies["gedaan"], klaar) if deel)


def _add(keten: str, door: Wie | None) -> None:
    with st.expander("Schrijf een advies op"), st.form(form_key("advies")):
        velden = {
            "van_wie": st.text_input("Van welke partij of instantie komt het? Noem geen naam van een mens."),
            "datum": st.text_input(f"Wanneer is het gegeven? {DATUM}", placeholder="2026-11-24"),
            "advies": st.text_area("Wat is het advies?", height=110),
            "bron": st.text_input("Waar staat het? (rapport, brief, bladzijde)"),
        }
        if st.form_submit_button("Bewaar dit advies"):
            # What must be there goes along when it is empty: the register then says that it is missing.
            vol = {n: w for n, w in filled(**velden).items() if w is not None or n in ("van_wie", "advies")}
            keep("advies", "Het advies is bewaard.", door, lambda r, w: r.add("advies", keten, vol, w))


def _follow_up(rijen: list[Rij], door: Wie | None) -> None:
    """What was decided and done, for one piece of advice at a time."""
    per_id = {r["id"]: r for r in rijen}
    with st.expander("Leg vast wat er met een advies gebeurt"):
        gekozen = st.selectbox(
            "Welk advies?", list(per_id), format_func=lambda id_: _short(per_id[id_]["advies"]), key="advies-keuze", placeholder="Kies"
        )
        if gekozen in per_id:
            _outcome(per_id[gekozen], door)


def _outcome(advies: Rij, door: Wie | None) -> None:
    naam, opties = f"advies-{advies['id']}", ["", *BESLUITEN]
    geopend, sleutel = opened(naam, advies), form_key(naam)
    with st.form(sleutel):
        velden = filled(
            besluit=st.selectbox(
                "Wat is besloten?",
                opties,
                index=opties.index(advies["besluit"] or ""),
                format_func=lambda o: o or "nog geen besluit",
                key=f"{sleutel}-besluit",
            ),
            besluit_op=st.text_input(f"Wanneer is dat besloten? {DATUM}", value=advies["besluit_op"] or "", key=f"{sleutel}-besluit-op"),
            gedaan=st.text_area("Wat is ermee gedaan?", value=advies["gedaan"] or "", height=90, key=f"{sleutel}-gedaan"),
            gedaan_op=st.text_input(
                f"Wanneer was dat klaar? Laat leeg zolang het loopt. {DATUM}", value=advies["gedaan_op"] or "", key=f"{sleutel}-gedaan-op"
            ),
        )
        reden = st.text_input("Reden (alleen nodig als u het advies intrekt)")
        bewaren, weg = st.form_submit_button("Bewaar"), st.form_submit_button("Trek het advies in")
    if bewaren:
        anders = changes(geopend, velden)
        zin = "Wat er met het advies gebeurt, is bewaard."
        keep(naam, zin, door, lambda r, w: r.change("advies", advies["id"], geopend["nummer"], anders, w))
    if weg:
        keep(naam, "Het advies is ingetrokken.", door, lambda r, w: r.withdraw("advies", advies["id"], geopend["nummer"], w, reden))


def _short(tekst: str) -> str:
    return tekst if len(tekst) <= LANGSTE_KEUZE else f"{tekst[: LANGSTE_KEUZE - 1].rstrip()}…"
