"""Proceskwaliteit: criteria with their evidence, knelpunten by age, the rhythm of the overleg, afspraken kept."""

import itertools
from collections import Counter
from statistics import median
from typing import Any

from dashboard.components import opmaak
from dashboard.components.koppeling import koppeling
from dashboard.components.leeg import niet_gemeten
from dashboard.components.markering import Html, el, samen
from dashboard.components.panelen.bron import Paneelbron
from dashboard.components.panelen.indicatoren import indicatorblok
from dashboard.components.tekens import voldaan

STANDEN = (
    "gereed op tijd",
    "gereed te laat",
    "gereed (datum onbekend)",
    "deels",
    "niet",
    "vervallen",
    "open",
    "open en over datum",
    "onbekend",
)
ZICHTBARE_KNELPUNTEN = 3
Rij = dict[str, Any]


def inhoud(bron: Paneelbron) -> Html:
    """All four parts; each says when nothing was delivered."""
    return el(
        "div",
        _criteria(bron.criteria),
        _afspraken(bron),
        _knelpunten(bron),
        _ritme(bron),
        el("h3", "Indicatoren"),
        indicatorblok(bron, "proceskwaliteit"),
    )


def _criteria(criteria: list[Rij]) -> Html:
    if not criteria:
        return samen(el("h3", "Criteria"), el("p", niet_gemeten("Niet beoordeeld"), ": er is geen criterium geleverd."))
    beoordelaars = {_beoordelaar(c) for c in criteria}
    gedeeld = beoordelaars.pop() if len(beoordelaars) == 1 else None
    lijst = el("ul", [_criterium(c, gedeeld) for c in criteria], klasse="ks-criteria")
    venster = el("div", lijst, klasse="ks-venster", role="region", aria_label="Procescriteria", tabindex="0")
    return samen(el("h3", "Is aan de criteria voldaan?"), el("p", gedeeld, klasse="ks-bron") if gedeeld else None, venster)


def _criterium(criterium: Rij, gedeeld: str | None) -> Html:
    """The answer, the criterium and who gave the answer; the evidence on demand."""
    bron = el("span", f" Bron: {criterium['bron'] or 'onbekend'}", klasse="ks-bron")
    volgens = None if gedeeld else el("span", f" {_beoordelaar(criterium)}", klasse="ks-bron")
    return el(
        "li",
        voldaan(criterium["voldaan"], toon_woord=True),
        el(
            "details",
            el("summary", criterium["criterium"], volgens),
            el("p", criterium["onderbouwing"] or "Geen onderbouwing geleverd.", bron),
        ),
    )


def _beoordelaar(criterium: Rij) -> str:
    return f"volgens {criterium['beoordelaar'] or 'onbekende beoordelaar'}, {opmaak.datum(criterium['datum'])}"


def _knelpunten(bron: Paneelbron) -> Html:
    if not bron.knelpunten:
        return samen(el("h3", "Knelpunten"), el("p", niet_gemeten("Geen knelpunt geleverd"), "."))
    open_ = [k for k in bron.knelpunten if k["stand"] == "open"]
    regels = [el("li", k["knelpunt"], el("span", f" {knelpunt_leeftijd(k)}", klasse="ks-bron")) for k in open_]
    zichtbaar, rest = regels[:ZICHTBARE_KNELPUNTEN], regels[ZICHTBARE_KNELPUNTEN:]
    return samen(
        el("h3", "Knelpunten die open zijn, oudste eerst" if open_ else "Knelpunten"),
        el("ol", zichtbaar, klasse="ks-lijst") if open_ else el("p", "Elk geleverd knelpunt heeft een oplossing."),
        el("details", el("summary", f"Nog {len(rest)} open"), el("ol", rest, klasse="ks-lijst", start=1 + len(zichtbaar)))
        if rest
        else None,
        el("p", koppeling("Alle knelpunten", "afspraken", anker="knelpunten", keten=bron.keten, project=bron.project)),
    )


def knelpunt_leeftijd(knelpunt: Rij) -> str:
    """How long a knelpunt has been open, at the end of its keten when that has ended."""
    waar = f", ligt bij {knelpunt['escalatie_naar']}" if knelpunt["escalatie_naar"] else ""
    if knelpunt["datum_van"] is None:
        return f"sinds wanneer is onbekend{waar}"
    duur = opmaak.duur(knelpunt["datum_van"], max(knelpunt["tot_dag"], knelpunt["datum_van"]))
    hoelang = f"nog open toen de keten eindigde, na {duur}" if knelpunt["keten_voorbij"] else f"{duur} open"
    return f"sinds {opmaak.datum(knelpunt['datum'])}, {hoelang}{waar}"


def _ritme(bron: Paneelbron) -> Html | None:
    """Per soort overleg the usual time between two, and the last one; only where days are known."""
    if bron.project is not None:
        return None
    if not bron.overleggen:
        return samen(el("h3", "Ritme van het overleg"), el("p", niet_gemeten("Geen overleg geleverd"), "."))
    regels = [
        el("li", zin)
        for soort in sorted({o["soort"] or "soort onbekend" for o in bron.overleggen})
        if (zin := _ritmezin(soort, bron.overleggen))
    ]
    return samen(el("h3", "Ritme van het overleg"), el("ul", regels, klasse="ks-lijst"))


def _ritmezin(soort: str, overleggen: list[Rij]) -> str:
    eigen = [o for o in overleggen if (o["soort"] or "soort onbekend") == soort]
    dagen = sorted({o["datum_van"] for o in eigen if o["datum_van"] and o["datum_van"] == o["datum_tot"]})
    aantal = opmaak.aantal(len(eigen), "overleg", "overleggen")
    if len(dagen) < 3:
        return f"{opmaak.met_hoofdletter(soort)}: {aantal}, te weinig data bekend voor een ritme"
    weken = round(median((b - a).days for a, b in itertools.pairwise(dagen)) / 7)
    ritme = f"meestal om de {opmaak.aantal(weken, 'week', 'weken')}"
    return f"{opmaak.met_hoofdletter(soort)}: {aantal}, {ritme}, laatste op {opmaak.datum(dagen[-1])}"


def _afspraken(bron: Paneelbron) -> Html:
    """Afspraken kept: how many stand where; the register has each of them."""
    if not bron.afspraken:
        return samen(el("h3", "Afspraken"), el("p", niet_gemeten("Geen afspraak geleverd"), "."))
    aantallen = Counter(a["stand"] for a in bron.afspraken)
    regels = [el("li", el("strong", aantallen[stand]), f" {stand}") for stand in STANDEN if aantallen[stand]]
    return samen(
        el("h3", "Afspraken: nagekomen?"),
        el("ul", regels, klasse="ks-standen"),
        el("p", koppeling("Alle afspraken", "afspraken", keten=bron.keten, project=bron.project)),
    )
