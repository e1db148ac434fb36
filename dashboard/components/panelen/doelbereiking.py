"""Doelbereiking: whose goals, are they reached, do they still matter, and where do the figures stand."""

from typing import Any

from dashboard.components import opmaak
from dashboard.components.leeg import niet_gemeten
from dashboard.components.markering import Html, el
from dashboard.components.panelen.bron import Paneelbron
from dashboard.components.panelen.indicatoren import indicatorblok

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
    return el(
        "li",
        el("p", voorkeurslabel() if doel["is_voorkeur"] else None, doel["omschrijving"], klasse="ks-doel"),
        el("p", doelregel(doel), klasse="ks-bron"),
        _antwoorden("Bereikt?", "bereikt", oordelen),
        _antwoorden("Nog relevant?", "relevant", oordelen),
        None if oordelen or not bron.doeloordelen else el("p", niet_gemeten("nog door niemand beoordeeld"), klasse="ks-antwoord"),
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


def _antwoorden(vraag: str, veld: str, oordelen: list[Rij]) -> Html | None:
    """Every partij's answer with its date; the words behind it on demand."""
    antwoorden = [o for o in oordelen if o[veld]]
    if not antwoorden:
        return None
    regels = [
        el(
            "li",
            el("strong", o["partij"]),
            f", {opmaak.datum(o['datum'])}: {o[veld]}",
            f". {o['toelichting']}" if o["toelichting"] else "",
        )
        for o in antwoorden
    ]
    kort = ", ".join(f"{o['partij']}: {o[veld]}" for o in antwoorden)
    return el(
        "details",
        el("summary", el("strong", vraag), f" {kort}"),
        el("ul", regels, klasse="ks-lijst"),
        klasse="ks-antwoord",
    )
