"""The page Overzicht: every keten in a row with its four sides in miniature, and the gespreksagenda beside it."""

from datetime import date
from itertools import groupby
from typing import Any

import streamlit as st

from dashboard import spiegel
from dashboard.components import opmaak
from dashboard.components.koppeling import koppeling
from dashboard.components.leeg import lege_staat, niet_gemeten
from dashboard.components.markering import Html, el, samen
from dashboard.components.tekens import TEKENS, VOLDAAN, teken, voldaan

Rij = dict[str, Any]
KANTEN = (
    ("resultaten", "Resultaten"),
    ("doelbereiking", "Doelbereiking"),
    ("tevredenheid", "Tevredenheid"),
    ("proceskwaliteit", "Proceskwaliteit"),
)
BRONNEN = ("indicatoren", "doelen", "doeloordelen", "oordelen", "criteria", "agenda")
ZICHTBARE_PUNTEN = 2
MARKEN = {
    "cijfer": "een cijfer",
    "woorden": "een waarde in woorden",
    "onderdrukt": "onderdrukt, kleine groep",
    "leeg": "nog niet gemeten",
}


def overzicht() -> Html:
    """All ketens in name order and the agenda."""
    return Html(_overzicht(str(spiegel.held_build())))


@st.cache_data(max_entries=20, show_spinner=False)
def _overzicht(bouw: str) -> str:
    peildatum = spiegel.read_bouw().peildatum
    bronnen = {naam: spiegel.read_rows(f"overzicht_{naam}") for naam in BRONNEN}
    ketens = spiegel.read_rows("overzicht_ketens")
    if not ketens:
        return lege_staat("Er is nog geen keten geleverd.", weg=koppeling("Bekijk hoe u levert", "uitleg", anker="leveren"))
    rijen = [_keten(k, bronnen, peildatum) for k in ketens]
    return el(
        "div",
        el("div", _legenda(), rijen, klasse="ks-ketens"),
        gespreksagenda(bronnen["agenda"]),
        klasse="ks-overzicht",
    )


def _legenda() -> Html:
    """What the marks mean; the signs for criteria and goals are those of the page Keten."""
    groepen = (
        ("Eén indicator", [(_mark(soort), woorden) for soort, woorden in MARKEN.items()]),
        ("Eén oordeel", [(teken(o, klein=True, toon_woord=True), "") for o in TEKENS]),
        ("Eén antwoord", [(voldaan(v, toon_woord=True), "") for v in VOLDAAN]),
    )
    return el(
        "div",
        [el("p", el("strong", f"{naam}:"), [el("span", mark, woorden or None) for mark, woorden in tekens]) for naam, tekens in groepen],
        klasse="ks-legenda",
    )


def _keten(keten: Rij, bronnen: dict[str, list[Rij]], peildatum: date) -> Html:
    eigen = {naam: [r for r in rijen if r["keten"] == keten["keten"]] for naam, rijen in bronnen.items()}
    naam = keten["naam"] + (" (fictief)" if keten["fictief"] == "ja" else "")
    doelen = [el("li", el("strong", "Voorkeursdoel", klasse="ks-label"), d["omschrijving"]) for d in eigen["doelen"] if d["is_voorkeur"]]
    return el(
        "article",
        el(
            "div",
            el("h2", koppeling(naam, "keten", keten=keten["keten"])),
            el("p", keten["maatschappelijk_resultaat"]),
            el("ul", doelen, klasse="ks-voorkeur") if doelen else None,
            el("p", _stand(keten, eigen["agenda"], peildatum), klasse="ks-bron"),
            klasse="ks-ketentekst",
        ),
        el("div", [_kant(kant, titel, eigen) for kant, titel in KANTEN], klasse="ks-kanten"),
        klasse="ks-ketenrij",
    )


def _kant(kant: str, titel: str, eigen: dict[str, list[Rij]]) -> Html:
    """One side in miniature: a mark per indicator and, apart from it, one per oordeel, answer or criterium."""
    indicatoren = [_mark(r["soort"], r["naam"]) for r in eigen["indicatoren"] if r["dimensie"] == kant]
    regels = [
        el("div", el("span", woord, klasse="ks-markregel"), marken, klasse="ks-marken")
        for woord, marken in _andere_marken(kant, eigen)
        if marken
    ]
    eerste = el("div", indicatoren, klasse="ks-marken") if indicatoren else None
    return el("section", el("h3", titel), eerste, regels, None if eerste or regels else el("p", niet_gemeten()))


def _andere_marken(kant: str, eigen: dict[str, list[Rij]]) -> list[tuple[str, list[Html]]]:
    """What a side holds beside indicatoren, in words and marks."""
    if kant == "doelbereiking":
        return [("doel bereikt?", [voldaan(o["bereikt"]) for o in eigen["doeloordelen"]])]
    if kant == "tevredenheid":
        per_deel = {deel: [o for o in eigen["oordelen"] if o["is_resultaat"] is deel] for deel in (False, True)}
        return [
            (woord, [teken(o["oordeel"], klein=True) for o in per_deel[deel]])
            for woord, deel in (("over het proces", False), ("over het resultaat", True))
        ]
    if kant == "proceskwaliteit":
        return [("aan criterium voldaan?", [voldaan(c["voldaan"]) for c in eigen["criteria"]])]
    return []


def _mark(soort: str, naam: str = "") -> Html:
    tekst = el("span", f"{naam}: {MARKEN[soort]}. ", klasse="ks-alleen-voorlezen") if naam else None
    return el("span", tekst, klasse=f"ks-mark ks-mark-{soort}", title=naam or None)


def _stand(keten: Rij, agenda: list[Rij], peildatum: date) -> Html:
    """Afspraken past their date and the age of the figures; a keten that has ended asks nothing."""
    laatste = keten["laatste_dag"]
    leeftijd = (
        f"nieuwste meting over {opmaak.datum(laatste)}, {opmaak.leeftijd(laatste, peildatum)}"
        if laatste
        else "nog geen meting met een datum"
    )
    if keten["is_voorbij"]:
        return samen(f"Deze keten eindigde {opmaak.op_datum(keten['tot'])} en vraagt niets meer. ", opmaak.met_hoofdletter(leeftijd), ".")
    te_laat = sum(r["soort"] == "afspraak" for r in agenda)
    aantal = opmaak.aantal(te_laat, "afspraak", "afspraken")
    hard = el("strong", koppeling(f"{aantal} over datum", "afspraken", keten=keten["keten"])) if te_laat else "Geen afspraak over datum"
    return samen(hard, " · ", leeftijd)


def gespreksagenda(agenda: list[Rij]) -> Html:
    """What asks for attention, per keten in name order and newest first; each a link to where it can be seen."""
    blokken = [_agenda_van(naam, list(punten)) for naam, punten in groupby(agenda, key=lambda p: p["ketennaam"])]
    leeg = el("p", "Er is nu geen afspraak over datum en geen knelpunt dat een jaar open staat.")
    return el("aside", el("h2", "Gespreksagenda"), blokken or leeg, klasse="ks-agenda", aria_label="Gespreksagenda")


def _agenda_van(naam: str, punten: list[Rij]) -> Html:
    """The newest points in sight, the older ones on demand."""
    lijst = [_punt(punt) for punt in punten]
    ouder = lijst[ZICHTBARE_PUNTEN:]
    return samen(
        el("h3", naam),
        el("ul", lijst[:ZICHTBARE_PUNTEN]),
        el("details", el("summary", "Oudere punten", el("span", f" van {naam}", klasse="ks-alleen-voorlezen")), el("ul", ouder))
        if ouder
        else None,
    )


def _punt(punt: Rij) -> Html:
    if punt["soort"] == "afspraak":
        wat, wanneer = (
            "Afspraak over datum",
            f"klaar {opmaak.op_datum(punt['datum'])}, voortouw: {punt['wie'] or 'ontbreekt'}",
        )
    else:
        wat, wanneer = (
            "Knelpunt open",
            f"sinds {opmaak.datum(punt['datum'])}, ligt bij: {punt['wie'] or 'onbekend'}",
        )
    anker = "knelpunten" if punt["soort"] == "knelpunt" else punt["id"]
    return el(
        "li",
        el("span", wat, klasse="ks-soort"),
        koppeling(punt["tekst"], "afspraken", anker=anker, keten=punt["keten"]),
        el("span", wanneer, klasse="ks-herleid"),
    )
