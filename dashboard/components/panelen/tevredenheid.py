"""Tevredenheid achteraf: every voice as one mark, proces apart from resultaat, and who was not heard."""

from itertools import groupby
from typing import Any

from dashboard.components import opmaak
from dashboard.components.leeg import niet_gemeten
from dashboard.components.markering import Html, el, samen
from dashboard.components.panelen.bron import Paneelbron
from dashboard.components.panelen.indicatoren import indicatorblok

PROCES = ("inhoud", "aanpak", "proces", "samenwerking", "leiderschap")
RESULTAAT = ("resultaat", "borging")
TEKENS = {"positief": "+", "gemengd": "±", "negatief": "−"}
GROEPEN = {
    "gebruiker": "Gebruikers",
    "inwoner": "Inwoners",
    "professional": "Professionals",
    "partner": "Partners",
    "bestuur": "Bestuur",
    "extern": "Buitenstaanders",
    "auteur": "Auteur van het onderzoek",
    "onbekend": "Groep onbekend",
}
MOETEN_GEHOORD = ("gebruiker", "inwoner")
Rij = dict[str, Any]


def inhoud(bron: Paneelbron) -> Html:
    """The matrix of actors by subject, their words on demand, who is missing, and the indicatoren of this side."""
    matrix = (
        samen(_legenda(), _matrix(bron.oordelen), _woorden(bron.oordelen))
        if bron.oordelen
        else el("p", niet_gemeten("Niemand is gehoord"), ": er is geen oordeel geleverd.")
    )
    return el("div", matrix, _wie_ontbreekt(bron), indicatorblok(bron, "tevredenheid"))


def teken(oordeel: str) -> Html:
    """One mark: a shape and a word (the word for those who do not see the shape)."""
    return el(
        "span",
        el("span", TEKENS[oordeel], aria_hidden="true"),
        el("span", f"{oordeel} ", klasse="ks-alleen-voorlezen"),
        klasse=f"ks-oordeel ks-{oordeel}",
    )


def _legenda() -> Html:
    return el("p", [samen(teken(o), f" {o}  ") for o in TEKENS], " Eén teken is één oordeel.", klasse="ks-bron")


def _matrix(oordelen: list[Rij]) -> Html:
    kop = el(
        "thead",
        el(
            "tr",
            el("th", "Wie", scope="col", rowspan="2"),
            el("th", "Over het proces", scope="colgroup", colspan=str(len(PROCES))),
            el(
                "th",
                "Over het resultaat",
                scope="colgroup",
                colspan=str(len(RESULTAAT)),
                klasse="ks-scheiding",
            ),
        ),
        el(
            "tr",
            [el("th", o, scope="col", klasse="ks-scheiding" if o == RESULTAAT[0] else "") for o in (*PROCES, *RESULTAAT)],
        ),
    )
    groepen = [_groep(groep, [o for o in oordelen if o["actorgroep"] == groep]) for groep in GROEPEN]
    return el(
        "div",
        el(
            "table",
            el("caption", "Oordelen per actor en onderwerp", klasse="ks-alleen-voorlezen"),
            kop,
            groepen,
            klasse="ks-matrix",
        ),
        klasse="ks-tabel ks-venster",
        role="region",
        aria_label="Oordelen per actor en onderwerp",
        tabindex="0",
    )


def _groep(groep: str, oordelen: list[Rij]) -> Html | None:
    if not oordelen:
        return None
    breedte = str(1 + len(PROCES) + len(RESULTAAT))
    return el(
        "tbody",
        el("tr", el("th", GROEPEN[groep], colspan=breedte, scope="rowgroup", klasse="ks-groep")),
        [_actor(actor, list(rijen)) for actor, rijen in groupby(oordelen, key=lambda o: o["actor"])],
    )


def _actor(actor: str, oordelen: list[Rij]) -> Html:
    herleid = next((o["herleid"] for o in oordelen if o["herleid"]), None)
    onder = None if herleid == actor else herleid or "niet herleid"
    cellen = [
        el(
            "td",
            [teken(o["oordeel"]) for o in oordelen if o["onderwerp"] == onderwerp],
            klasse="ks-scheiding" if onderwerp == RESULTAAT[0] else "",
        )
        for onderwerp in (*PROCES, *RESULTAAT)
    ]
    return el("tr", el("th", actor, el("span", onder, klasse="ks-herleid") if onder else None, scope="row"), cellen)


def _woorden(oordelen: list[Rij]) -> Html:
    """What they said, per subject, each with its source."""
    blokken = []
    for kop, onderwerpen in (("Woorden over het proces", PROCES), ("Woorden over het resultaat", RESULTAAT)):
        delen = [_onderwerp(o, [r for r in oordelen if r["onderwerp"] == o]) for o in onderwerpen]
        blokken.append(samen(el("h3", kop), delen) if any(delen) else None)
    return samen(blokken)


def _onderwerp(onderwerp: str, oordelen: list[Rij]) -> Html | None:
    if not oordelen:
        return None
    regels = [
        el(
            "li",
            teken(o["oordeel"]),
            " ",
            el("strong", _wie(o)),
            f" ({opmaak.datum(o['datum'])}): {o['oordeel']}. ",
            o["toelichting"] or "",
            el("span", f" Bron: {o['bron']}" if o["bron"] else "", klasse="ks-bron"),
        )
        for o in oordelen
    ]
    return el(
        "details",
        el("summary", f"Wat zeggen zij over {onderwerp}?"),
        el("ul", regels, klasse="ks-lijst ks-woorden"),
    )


def _wie(oordeel: Rij) -> str:
    """The actor; for a negative oordeel of a role first the group it speaks for."""
    if oordeel["oordeel"] == "negatief" and not oordeel["herleid"]:
        return f"{GROEPEN[oordeel['actorgroep']]}: {oordeel['actor']}"
    return str(oordeel["actor"])


def missing_voices(bron: Paneelbron) -> tuple[list[str], list[str]]:
    """Actorgroepen that must be heard and partijen without any oordeel, both in name order."""
    groepen = [GROEPEN[g].lower() for g in MOETEN_GEHOORD if not any(o["actorgroep"] == g for o in bron.oordelen)]
    gehoord = {o["herleid"] for o in bron.oordelen}
    partijen = [p["partij"] for p in bron.partijen if p["partij"] not in gehoord]
    return groepen, partijen


def _wie_ontbreekt(bron: Paneelbron) -> Html:
    groepen, partijen = missing_voices(bron)
    if not groepen and not partijen:
        return el(
            "p",
            el("strong", "Wie ontbreekt? "),
            "Gebruikers, inwoners en alle partijen zijn gehoord.",
            klasse="ks-ontbreekt",
        )
    delen: list[object] = [el("strong", "Wie ontbreekt? ")]
    if groepen:
        delen.append(f"Niet gehoord: {opmaak.opsomming(groepen)}. ")
    if partijen:
        delen.append(
            el(
                "details",
                el("summary", "Partijen zonder oordeel"),
                el("ul", [el("li", p) for p in partijen], klasse="ks-lijst"),
            )
        )
    return el("div", delen, klasse="ks-ontbreekt")
