"""Agendapunten: how one reads, what it is about, and how it comes on the agenda."""

from typing import Any

import streamlit as st

from dashboard.components import opmaak
from dashboard.components.koppeling import koppeling
from dashboard.components.leeg import lege_staat
from dashboard.components.markering import Html, el, samen
from dashboard.components.overleg.opslaan import as_number, changes, filled, form_key, keep, opened
from dashboard.dossier.register import Wie

SOORTEN = {"informatie": "Informatie", "duiding": "Duiding", "besluit": "Besluit", "knoop": "Knoop"}
UITLEG = {
    "informatie": "om te weten",
    "duiding": "om het verhaal bij een cijfer te horen",
    "besluit": "om samen te besluiten",
    "knoop": "om door te hakken wat vastzit",
}
Rij = dict[str, Any]


def agenda(punten: list[Rij], keten: str) -> Html:
    """The agenda as a list with the time it takes."""
    if not punten:
        return lege_staat("Er staat nog niets op de agenda. Kies hieronder een vraag, afspraak of knelpunt, of schrijf een eigen punt.")
    minuten = sum(p["minuten"] or 0 for p in punten)
    zonder = sum(1 for p in punten if not p["minuten"])
    tijd = f"Samen {opmaak.aantal(minuten, 'minuut', 'minuten')}" + (
        f"; bij {opmaak.aantal(zonder, 'punt', 'punten')} staat geen tijd" if zonder else ""
    )
    return samen(el("ol", [el("li", punt(p, keten)) for p in punten], klasse="ks-agendapunten"), el("p", f"{tijd}.", klasse="ks-bron"))


def punt(rij: Rij, keten: str) -> Html:
    """One point: its soort, its question, who brings it, and what it is about."""
    wie_brengt = f"brengt in: {rij['partij']}" if rij["partij"] else "brengt in: ontbreekt"
    tijd = opmaak.aantal(rij["minuten"], "minuut", "minuten") if rij["minuten"] else "tijd: ontbreekt"
    return samen(
        el("span", SOORTEN[rij["soort"]], klasse="ks-soort"),
        el("span", rij["vraag"], klasse="ks-puntvraag"),
        el("span", " · ".join([wie_brengt, tijd, *_deferred(rij)]), klasse="ks-herleid"),
        about(rij, keten),
    )


def _deferred(rij: Rij) -> list[str]:
    """How often a point was put off: the hard ones must not be parked for ever."""
    return [f"al {opmaak.aantal(rij['keer'], 'keer', 'keer')} doorgeschoven"] if rij["keer"] else []


def about(rij: Rij, keten: str) -> Html | None:
    """A way to the figure, afspraak or knelpunt."""
    wegen = [
        koppeling(rij["indicatornaam"] or rij["indicator"], "indicator", keten=keten, indicator=rij["indicator"])
        if rij["indicator"]
        else None,
        koppeling(rij["afspraaktekst"], "afspraken", keten=keten, anker=rij["afspraak"]) if rij["afspraak"] else None,
        koppeling(rij["knelpunttekst"], "afspraken", keten=keten, anker="knelpunten") if rij["knelpunt"] else None,
    ]
    gevuld = [weg for weg in wegen if weg]
    return el("span", "Gaat over: ", gevuld, klasse="ks-herleid") if gevuld else None


def add_point(overleg: Rij, punten: list[Rij], keuzes: dict[str, Rij], partijen: list[str], door: Wie | None) -> None:
    """Choose something that asks for attention, or write a point of one's own."""
    gekozen = st.selectbox(
        "Waarover gaat het?", list(keuzes), format_func=lambda k: keuzes[k]["label"], key=f"{form_key('punt')}-over", placeholder="Kies"
    )
    keuze = keuzes[gekozen]
    sleutel = f"{form_key('punt')}-{gekozen}"
    with st.form(sleutel):
        velden = _fields(keuze, partijen, sleutel)
        if st.form_submit_button("Zet op de agenda"):
            volgorde = max((p["volgorde"] or 0 for p in punten), default=0) + 1
            ingevuld = filled(**velden, **keuze["over"], overleg=overleg["id"], volgorde=volgorde, stand="open")
            vol = {naam: waarde for naam, waarde in ingevuld.items() if waarde is not None}
            keep("punt", "Het punt staat op de agenda.", door, lambda r, w: r.add("agendapunt", overleg["keten"], vol, w))


def edit_points(punten: list[Rij], partijen: list[str], door: Wie | None) -> None:
    """Change a point, its place, or take it off."""
    for rij in punten:
        _edit(rij, partijen, door)


def _edit(rij: Rij, partijen: list[str], door: Wie | None) -> None:
    naam = f"punt-{rij['id']}"
    with st.expander(f"Wijzig punt {rij['volgorde'] or ''}: {_short(rij['vraag'])}"):
        geopend, sleutel = opened(naam, rij), form_key(naam)
        with st.form(sleutel):
            plaats = st.text_input("Plaats op de agenda", value=str(rij["volgorde"] or ""), max_chars=3, key=f"{sleutel}-plaats")
            velden = filled(**_fields(rij, partijen, sleutel), volgorde=as_number(plaats))
            reden = st.text_input("Reden (alleen nodig als u het punt van de agenda haalt)", key=f"{sleutel}-reden")
            bewaren, weg = st.form_submit_button("Bewaar"), st.form_submit_button("Haal van de agenda")
        nummer = geopend["nummer"]
        if bewaren:
            anders = changes(geopend, velden)
            keep(naam, "Het punt is gewijzigd.", door, lambda r, w: r.change("agendapunt", rij["id"], nummer, anders, w))
        if weg:
            keep(
                naam,
                "Het punt is van de agenda gehaald.",
                door,
                lambda r, w: r.withdraw("agendapunt", rij["id"], nummer, w, reden),
            )


def _fields(rij: Rij, partijen: list[str], sleutel: str) -> dict[str, Any]:
    """The fields of a point; with keys of their own, so that what was typed stays when somebody else changes the point."""
    soorten, brengt = list(SOORTEN), ["", *partijen]
    return {
        "soort": st.selectbox(
            "Soort", soorten, index=soorten.index(rij["soort"]), format_func=lambda s: f"{SOORTEN[s]}: {UITLEG[s]}", key=f"{sleutel}-soort"
        ),
        "vraag": st.text_area("De vraag aan tafel", value=rij["vraag"], height=90, key=f"{sleutel}-vraag"),
        "partij": st.selectbox(
            "Wie brengt het in?",
            brengt,
            index=brengt.index(rij["partij"]) if rij["partij"] in brengt else 0,
            format_func=lambda p: p or "nog niet gekozen",
            key=f"{sleutel}-partij",
        ),
        "minuten": as_number(st.text_input("Minuten", value=str(rij["minuten"] or ""), max_chars=3, key=f"{sleutel}-minuten")),
    }


def choices(vragen: list[Rij], afspraken: list[Rij], knelpunten: list[Rij], doorgeschoven: list[Rij]) -> dict[str, Rij]:
    """What asks for attention, as points half filled in: put-off points first, then questions, afspraken past their date and knelpunten."""
    leeg: Rij = {"soort": "besluit", "vraag": "", "partij": None, "minuten": 5, "over": {}, "label": "Een eigen punt"}
    uit: dict[str, Rij] = {"eigen": leeg}
    for p in doorgeschoven:
        over = {naam: p[naam] for naam in ("signaal", "regel", "indicator", "afspraak", "knelpunt")} | {"doorgeschoven_van": p["id"]}
        uit[f"door-{p['id']}"] = {
            **leeg,
            **{n: p[n] for n in ("soort", "vraag", "partij", "minuten")},
            "over": over,
            "label": f"Doorgeschoven: {p['vraag']}",
        }
    for v in vragen:
        over = {"signaal": v["signaal"], "regel": v["regel"], "indicator": v["indicator"]}
        uit[f"vraag-{v['signaal']}"] = {**leeg, "soort": "duiding", "vraag": v["vraag"], "over": over, "label": f"Vraag: {v['vraag']}"}
    for a in afspraken:
        vraag = f"Wat is er nodig voor: {a['afspraak']}?"
        uit[f"afspraak-{a['id']}"] = {
            **leeg,
            "vraag": vraag,
            "partij": a["voortouw"],
            "over": {"afspraak": a["id"]},
            "label": f"Afspraak: {a['afspraak']}",
        }
    for k in knelpunten:
        vraag = f"Hoe lossen we dit op: {k['knelpunt']}?"
        uit[f"knelpunt-{k['id']}"] = {
            **leeg,
            "soort": "knoop",
            "vraag": vraag,
            "over": {"knelpunt": k["id"]},
            "label": f"Knelpunt: {k['knelpunt']}",
        }
    return uit


def _short(tekst: str) -> str:
    return tekst if len(tekst) <= 70 else f"{tekst[:67].rstrip()}…"
