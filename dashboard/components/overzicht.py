"""The page Overzicht: every keten in a row with its four sides in miniature, and the gespreksagenda beside it."""

from datetime import date
from typing import Any

import streamlit as st

from dashboard import spiegel
from dashboard.components import opmaak
from dashboard.components.agenda import gespreksagenda
from dashboard.components.koppeling import koppeling
from dashboard.components.leeg import lege_staat, niet_gemeten
from dashboard.components.markering import Html, el, samen
from dashboard.components.signaal import newest_first
from dashboard.components.tekens import TEKENS, VOLDAAN, teken, voldaan
from dashboard.dossier import lezen
from dashboard.dossier import vragen as dossiervragen

Rij = dict[str, Any]
KANTEN = (
    ("resultaten", "Resultaten"),
    ("doelbereiking", "Doelbereiking"),
    ("tevredenheid", "Tevredenheid"),
    ("proceskwaliteit", "Proceskwaliteit"),
)
BRONNEN = ("indicatoren", "doelen", "doeloordelen", "oordelen", "criteria", "agenda")
MARKEN = {
    "cijfer": "een cijfer",
    "woorden": "een waarde in woorden",
    "onderdrukt": "onderdrukt, kleine groep",
    "leeg": "nog niet gemeten",
}


def overzicht() -> Html:
    """All ketens in name order and the agenda."""
    return Html(_overzicht(lezen.state()))


@st.cache_data(max_entries=50, show_spinner=False)
def _overzicht(stand: str) -> str:
    peildatum = spiegel.read_bouw().peildatum
    bronnen = {naam: lezen.read_rows(f"overzicht_{naam}") for naam in BRONNEN}
    ketens = spiegel.read_rows("overzicht_ketens")
    if not ketens:
        return lege_staat("Er is nog geen keten geleverd.", weg=koppeling("Bekijk hoe u levert", "uitleg", anker="leveren"))
    bronnen["vragen"] = spiegel.read_rows("signaal_vragen", keten=None, project=None, indicator=None)
    rijen = [_keten(k, bronnen, peildatum) for k in ketens]
    return el(
        "div",
        el("div", _legenda(), rijen, klasse="ks-ketens"),
        gespreksagenda(ketens, bronnen["agenda"], newest_first([*bronnen["vragen"], *dossiervragen.vragen()])),
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
            el("p", _stand(keten, eigen, peildatum), klasse="ks-bron"),
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


def _stand(keten: Rij, eigen: dict[str, list[Rij]], peildatum: date) -> Html:
    """Afspraken past their date, open questions and the age of the figures; a keten that has ended asks nothing."""
    laatste = keten["laatste_dag"]
    leeftijd = (
        f"nieuwste meting over {opmaak.datum(laatste)}, {opmaak.leeftijd(laatste, peildatum)}"
        if laatste
        else "nog geen meting met een datum"
    )
    if keten["is_voorbij"]:
        return samen(f"Deze keten eindigde {opmaak.op_datum(keten['tot'])} en vraagt niets meer. ", opmaak.met_hoofdletter(leeftijd), ".")
    return samen(_over_datum(keten, eigen["agenda"]), " · ", _vragen(keten, eigen["vragen"]), " · ", leeftijd)


def _over_datum(keten: Rij, agenda: list[Rij]) -> object:
    te_laat = sum(r["soort"] == "afspraak" for r in agenda)
    aantal = opmaak.aantal(te_laat, "afspraak", "afspraken")
    return el("strong", koppeling(f"{aantal} over datum", "afspraken", keten=keten["keten"])) if te_laat else "Geen afspraak over datum"


def _vragen(keten: Rij, vragen: list[Rij]) -> object:
    aantal = opmaak.aantal(len(vragen), "vraag", "vragen")
    return koppeling(f"{aantal} bij de cijfers", "keten", anker="vragen", keten=keten["keten"]) if vragen else "geen vraag bij de cijfers"
