"""The page Overzicht: every keten in a row with its four sides in miniature, and the gespreksagenda beside it."""

from itertools import groupby
from typing import Any

import streamlit as st

from dashboard import spiegel
from dashboard.components import opmaak
from dashboard.components.koppeling import koppeling
from dashboard.components.leeg import lege_staat, niet_gemeten
from dashboard.components.markering import Html, el, samen
from dashboard.components.panelen.doelbereiking import voorkeurslabel
from dashboard.components.panelen.tevredenheid import teken

Rij = dict[str, Any]
KANTEN = (
    ("resultaten", "Resultaten"),
    ("doelbereiking", "Doelbereiking"),
    ("tevredenheid", "Tevredenheid"),
    ("proceskwaliteit", "Proceskwaliteit"),
)
ZICHTBARE_PUNTEN = 3
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
    bronnen = {naam: spiegel.read_rows(f"overzicht_{naam}") for naam in ("indicatoren", "oordelen", "criteria", "agenda")}
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
    marken = [samen(_mark(soort), f" {woorden}  ") for soort, woorden in MARKEN.items()]
    oordelen = [samen(teken(o), f" {o}  ") for o in ("positief", "gemengd", "negatief")]
    return el(
        "p",
        "Eén teken is één indicator: ",
        marken,
        el("br"),
        "of één oordeel: ",
        oordelen,
        klasse="ks-bron ks-legenda",
    )


def _keten(keten: Rij, bronnen: dict[str, list[Rij]], peildatum: Any) -> Html:
    eigen = {naam: [r for r in rijen if r["keten"] == keten["keten"]] for naam, rijen in bronnen.items()}
    return el(
        "article",
        el(
            "h2",
            koppeling(keten["naam"], "keten", keten=keten["keten"]),
            el("span", " fictief", klasse="ks-bron") if keten["fictief"] == "ja" else None,
        ),
        el("p", keten["maatschappelijk_resultaat"], klasse="ks-ketenresultaat"),
        el("p", voorkeurslabel(), keten["voorkeursdoel"], klasse="ks-ketendoel") if keten["voorkeursdoel"] else None,
        el("div", [_kant(naam, titel, eigen) for naam, titel in KANTEN], klasse="ks-kanten"),
        el("p", _voet(keten, eigen["agenda"], peildatum), klasse="ks-bron"),
        klasse="ks-ketenrij",
    )


def _kant(naam: str, titel: str, eigen: dict[str, list[Rij]]) -> Html:
    marken: list[object] = [_mark(r["soort"], r["naam"]) for r in eigen["indicatoren"] if r["dimensie"] == naam]
    if naam == "tevredenheid" and eigen["oordelen"]:
        delen = (("proces", False), ("resultaat", True))
        marken.append(
            [
                el(
                    "p",
                    el("span", f"over het {woord} ", klasse="ks-bron"),
                    [teken(o["oordeel"]) for o in eigen["oordelen"] if o["is_resultaat"] is waar],
                )
                for woord, waar in delen
            ]
        )
    return el("section", el("h3", titel), el("div", marken or niet_gemeten(), klasse="ks-marken"))


def _mark(soort: str, naam: str = "") -> Html:
    tekst = el("span", f"{naam}: {MARKEN[soort]}. ", klasse="ks-alleen-voorlezen") if naam else None
    return el("span", tekst, klasse=f"ks-mark ks-mark-{soort}", title=naam or None)


def _voet(keten: Rij, agenda: list[Rij], peildatum: Any) -> str:
    laatste = keten["laatste_dag"]
    leeftijd = (
        f"nieuwste cijfer gaat over {opmaak.datum(laatste)}, {opmaak.leeftijd(laatste, peildatum)}"
        if laatste
        else "nog geen cijfer met een datum"
    )
    if keten["is_voorbij"]:
        return f"Deze keten eindigde in {opmaak.datum(keten['tot'])} en vraagt niets meer. {opmaak.met_hoofdletter(leeftijd)}."
    te_laat = sum(r["soort"] == "afspraak" for r in agenda)
    afspraken = (
        "geen afspraak over datum" if not te_laat else "1 afspraak over datum" if te_laat == 1 else f"{te_laat} afspraken over datum"
    )
    return f"{opmaak.met_hoofdletter(afspraken)} · {leeftijd}"


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
        el("details", el("summary", f"Oudere punten van {naam}"), el("ul", ouder)) if ouder else None,
    )


def _punt(punt: Rij) -> Html:
    if punt["soort"] == "afspraak":
        wat, wanneer = (
            "Afspraak over datum",
            f"klaar op {opmaak.datum(punt['datum'])}, voortouw: {punt['wie'] or 'ontbreekt'}",
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
