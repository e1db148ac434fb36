"""Tevredenheid achteraf: every voice as one mark, proces apart from resultaat, and who was not heard."""

from itertools import groupby
from typing import Any

from dashboard.components import opmaak
from dashboard.components.leeg import niet_gemeten
from dashboard.components.markering import Html, el, samen
from dashboard.components.panelen.bron import Paneelbron
from dashboard.components.panelen.indicatoren import indicatorblok
from dashboard.components.tekens import TEKENS, teken

PROCES = ("inhoud", "aanpak", "proces", "samenwerking", "leiderschap")
RESULTAAT = ("resultaat", "borging")
AFGEBROKEN = {"samenwerking": "samen\u00adwerking", "leiderschap": "leider\u00adschap"}  # where a narrow head may break
MEESTE_NAMEN = 8  # a longer list of partijen opens on demand
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
ENKELVOUD = {
    "gebruiker": "Gebruiker",
    "inwoner": "Inwoner",
    "professional": "Professional",
    "partner": "Partner",
    "bestuur": "Bestuurder",
    "extern": "Buitenstaander",
    "auteur": "Auteur van het onderzoek",
    "onbekend": "Iemand",
}
MOETEN_GEHOORD = ("gebruiker", "inwoner")
Rij = dict[str, Any]


def inhoud(bron: Paneelbron) -> Html:
    """The matrix of actors by subject, their words on demand, who is missing, and the indicatoren of this side."""
    matrix = (
        samen(_legenda(), _matrix(bron.oordelen))
        if bron.oordelen
        else el("p", niet_gemeten("Niemand is gehoord"), ": er is geen oordeel geleverd.")
    )
    return el(
        "div",
        matrix,
        _wie_ontbreekt(bron),
        _woorden(bron.oordelen) if bron.oordelen else None,
        el("h3", "Indicatoren"),
        indicatorblok(bron, "tevredenheid"),
    )


def _legenda() -> Html:
    tekens = [teken(oordeel, toon_woord=True) for oordeel in TEKENS]
    return el("p", el("span", "Eén teken is één oordeel:"), tekens, klasse="ks-legenda-regel")


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
            [
                el("th", AFGEBROKEN.get(o, o), scope="col", klasse="ks-scheiding" if o == RESULTAAT[0] else "")
                for o in (*PROCES, *RESULTAAT)
            ],
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
    naam = el("details", el("summary", ENKELVOUD[oordelen[0]["actorgroep"]]), actor) if _on_demand(oordelen) else actor
    cellen = [
        el(
            "td",
            [teken(o["oordeel"]) for o in oordelen if o["onderwerp"] == onderwerp],
            klasse="ks-scheiding" if onderwerp == RESULTAAT[0] else "",
        )
        for onderwerp in (*PROCES, *RESULTAAT)
    ]
    return el("tr", el("th", naam, el("span", f" · {onder}", klasse="ks-bron") if onder else None, scope="row"), cellen)


def _on_demand(oordelen: list[Rij]) -> bool:
    """A negative oordeel of one who speaks in a role shows the group first; the role opens on demand."""
    eerste = oordelen[0]
    return not eerste["is_partij"] and eerste["actorgroep"] != "auteur" and any(o["oordeel"] == "negatief" for o in oordelen)


def _woorden(oordelen: list[Rij]) -> Html:
    """What they said, per subject, each with its source; proces apart from resultaat."""
    delen = []
    for kop, onderwerpen in (("over het proces", PROCES), ("over het resultaat", RESULTAAT)):
        blokken = [_onderwerp(o, [r for r in oordelen if r["onderwerp"] == o]) for o in onderwerpen]
        delen.append(el("div", el("p", kop, klasse="ks-bron"), blokken) if any(blokken) else None)
    return samen(el("h3", "In hun eigen woorden"), el("div", delen, klasse="ks-twee"))


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
        el("summary", opmaak.met_hoofdletter(onderwerp)),
        el("ul", regels, klasse="ks-lijst ks-woorden"),
    )


def _wie(oordeel: Rij) -> str:
    """The actor; for a negative oordeel of a role first the group it speaks for."""
    if _on_demand([oordeel]):
        return f"{ENKELVOUD[oordeel['actorgroep']]}: {oordeel['actor']}"
    return str(oordeel["actor"])


def missing_voices(bron: Paneelbron) -> tuple[list[str], list[str]]:
    """Actorgroepen that must be heard and partijen without any oordeel, both in name order."""
    groepen = [GROEPEN[g].lower() for g in MOETEN_GEHOORD if not any(o["actorgroep"] == g for o in bron.oordelen)]
    gehoord = {o["herleid"] for o in bron.oordelen}
    partijen = [p["partij"] for p in bron.partijen if p["partij"] not in gehoord]
    return groepen, partijen


def _wie_ontbreekt(bron: Paneelbron) -> Html:
    groepen, partijen = missing_voices(bron)
    stil = f"Niet gehoord: {opmaak.opsomming(groepen)}. " if groepen else "Gebruikers en inwoners zijn gehoord. "
    return el("div", el("strong", "Wie ontbreekt? "), stil, _partijen_zonder(bron, partijen), klasse="ks-ontbreekt")


def _partijen_zonder(bron: Paneelbron, partijen: list[str]) -> object:
    """The partijen without oordeel: by name where they are few, else as a list on demand."""
    if not bron.partijen:
        return "Er zijn geen partijen geleverd."
    if not partijen:
        return "Van elke partij is er een oordeel."
    if len(partijen) <= MEESTE_NAMEN:
        return f"Zonder oordeel: {opmaak.opsomming(partijen)}."
    kop = f"{opmaak.aantal(len(partijen), 'partij', 'partijen')} zonder oordeel"
    return el("details", el("summary", kop), el("ul", [el("li", naam) for naam in partijen], klasse="ks-lijst"))
