"""Doelbereiking: whose goals, are they reached, do they still matter, and where do the figures stand."""

from typing import Any

from dashboard.components import opmaak
from dashboard.components.leeg import niet_gemeten
from dashboard.components.markering import Html, el, samen
from dashboard.components.panelen.bron import Paneelbron
from dashboard.components.panelen.indicatoren import indicatorblok
from dashboard.components.tekens import voldaan

Rij = dict[str, Any]


def inhoud(bron: Paneelbron) -> Html:
    """Goals with the voorkeursdoel on top, then the indicatoren of this side."""
    doelen = [_doel(bron, doel) for doel in bron.doelen]
    leeg = el("p", niet_gemeten("Geen doel geleverd"), ".") if not doelen else None
    stil = el("p", niet_gemeten("Nog niemand heeft gezegd of deze doelen bereikt zijn"), ".") if doelen and not bron.doeloordelen else None
    return el(
        "div",
        leeg,
        stil,
        el("ul", doelen, klasse="ks-doelen") if doelen else None,
        indicatorblok(bron, "doelbereiking"),
    )


def _doel(bron: Paneelbron, doel: Rij) -> Html:
    oordelen = [o for o in bron.doeloordelen if o["doel"] == doel["doel"]]
    onbeoordeeld = el("p", niet_gemeten("nog door niemand beoordeeld"), klasse="ks-antwoord")
    return el(
        "li",
        el("p", voorkeurslabel() if doel["is_voorkeur"] else None, doel["omschrijving"], klasse="ks-doel"),
        el("p", doelregel(doel), klasse="ks-bron"),
        [_antwoord(o) for o in oordelen],
        onbeoordeeld if bron.doeloordelen and not oordelen else None,
    )


def voorkeurslabel() -> Html:
    """The label of a goal of the democratically chosen body."""
    return el("strong", "Voorkeursdoel", klasse="ks-label")


def doelregel(doel: Rij) -> str:
    """Whose goal it is, how firm, since when and from which source."""
    delen = [
        doel["van_partij"] or "van wie is niet genoemd",
        doel["status"] or "status onbekend",
        opmaak.tijdvak(doel["van"], doel["tot"]) if doel["van"] or doel["tot"] else None,
        "niet meer geldig" if doel["is_voorbij"] else None,
    ]
    return " · ".join(deel for deel in delen if deel)


def _antwoord(oordeel: Rij) -> Html:
    """What one partij says: reached, and apart from that still relevant; its words on demand."""
    regel = samen(
        el("strong", oordeel["partij"]),
        f", {opmaak.datum(oordeel['datum'])}: ",
        el("span", "bereikt? ", voldaan(oordeel["bereikt"] or "onbekend", toon_woord=True), klasse="ks-vraagje"),
        el("span", "relevant? ", voldaan(oordeel["relevant"] or "onbekend", toon_woord=True), klasse="ks-vraagje"),
    )
    if not oordeel["toelichting"]:
        return el("p", regel, klasse="ks-antwoord")
    bron = el("span", f" Bron: {oordeel['bron'] or 'onbekend'}", klasse="ks-bron")
    return el("details", el("summary", regel), el("p", oordeel["toelichting"], bron), klasse="ks-antwoord")
