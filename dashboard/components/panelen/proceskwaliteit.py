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
Rij = dict[str, Any]


def inhoud(bron: Paneelbron) -> Html:
    """All four parts; each says when nothing was delivered."""
    return el(
        "div",
        _criteria(bron.criteria),
        indicatorblok(bron, "proceskwaliteit"),
        _knelpunten(bron),
        _ritme(bron),
        _afspraken(bron),
    )


def _criteria(criteria: list[Rij]) -> Html:
    if not criteria:
        return samen(el("h3", "Criteria"), el("p", niet_gemeten("Niet beoordeeld"), ": er is geen criterium geleverd."))
    regels = [
        el(
            "li",
            el("span", c["voldaan"], klasse=f"ks-voldaan ks-voldaan-{c['voldaan']}"),
            el(
                "details",
                el("summary", c["criterium"]),
                el(
                    "p",
                    c["onderbouwing"] or "Geen onderbouwing geleverd.",
                    " ",
                    el("span", _beoordelaar(c), klasse="ks-bron"),
                ),
            ),
        )
        for c in criteria
    ]
    return samen(
        el("h3", "Is aan de criteria voldaan?"),
        el(
            "div",
            el("ul", regels, klasse="ks-criteria"),
            klasse="ks-venster",
            role="region",
            aria_label="Procescriteria",
            tabindex="0",
        ),
    )


def _beoordelaar(criterium: Rij) -> str:
    delen = [
        f"Volgens {criterium['beoordelaar'] or 'onbekende beoordelaar'}",
        opmaak.datum(criterium["datum"]),
        f"bron: {criterium['bron'] or 'onbekend'}",
    ]
    return ", ".join(delen)


def _knelpunten(bron: Paneelbron) -> Html:
    open_ = [k for k in bron.knelpunten if k["stand"] == "open"]
    regels = [el("li", k["knelpunt"], el("span", f" {knelpunt_leeftijd(k)}", klasse="ks-bron")) for k in open_]
    meer = koppeling("Alle knelpunten", "afspraken", anker="knelpunten", keten=bron.keten, project=bron.project)
    if not bron.knelpunten:
        return samen(el("h3", "Knelpunten"), el("p", niet_gemeten("Geen knelpunt geleverd"), "."))
    kop = "Nog niet opgelost, oudste eerst" if open_ else "Elk geleverd knelpunt heeft een oplossing."
    return samen(
        el("h3", "Knelpunten"),
        el("details", el("summary", kop), el("ol", regels, klasse="ks-lijst")) if open_ else el("p", kop),
        el("p", meer),
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
    aantal = f"{len(eigen)} overleg" if len(eigen) == 1 else f"{len(eigen)} overleggen"
    if len(dagen) < 3:
        return f"{opmaak.met_hoofdletter(soort)}: {aantal}, te weinig data bekend voor een ritme"
    weken = round(median((b - a).days for a, b in itertools.pairwise(dagen)) / 7)
    return f"{opmaak.met_hoofdletter(soort)}: {aantal}, meestal om de {weken} weken, laatste op {opmaak.datum(dagen[-1])}"


def _afspraken(bron: Paneelbron) -> Html:
    if not bron.afspraken:
        return samen(el("h3", "Afspraken"), el("p", niet_gemeten("Geen afspraak geleverd"), "."))
    aantallen = Counter(a["stand"] for a in bron.afspraken)
    delen = [f"{stand}: {aantallen[stand]}" for stand in STANDEN if aantallen[stand]]
    return samen(
        el("h3", "Afspraken"),
        el("p", " · ".join(delen), klasse="ks-standen"),
        el("p", koppeling("Alle afspraken", "afspraken", keten=bron.keten, project=bron.project)),
    )
