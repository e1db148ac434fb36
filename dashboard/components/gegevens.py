"""The page Gegevens: what was delivered, how old it is, and what the keuring warned about."""

from datetime import date
from itertools import groupby
from typing import Any

from dashboard.components import opmaak
from dashboard.components.leeg import lege_staat
from dashboard.components.markering import Html, el, samen
from dashboard.components.tabel import tabel
from etl.keuring.afkeuring import Afkeuring, fouten

Rij = dict[str, Any]
STATUSSEN = {"concept": "concept", "in_vertrouwen": "in vertrouwen", "gedeeld": "gedeeld"}
MEESTE_REGELS = 200


def leveringen(rijen: list[Rij], peildatum: date) -> Html:
    """Every levering, newest first."""
    if not rijen:
        return lege_staat("Er is nog niets geleverd.")
    cellen = [
        [
            r["naam"],
            samen(
                r["leverancier"] or "leverancier niet genoemd",
                el("span", "fictieve gegevens", klasse="ks-herleid") if r["fictief"] == "ja" else None,
            ),
            samen(
                opmaak.datum(r["geleverd_op"]),
                el("span", opmaak.leeftijd(r["geleverd_op"].date(), peildatum), klasse="ks-herleid"),
            ),
            opmaak.datum(r["geladen_op"]),
            "niets nieuws" if r["niets_nieuws"] == "ja" else opmaak.getal(r["rijen"]),
            STATUSSEN.get(r["status"], r["status"]),
            opmaak.getal(r["waarschuwingen"]) if r["waarschuwingen"] else "geen",
        ]
        for r in rijen
    ]
    koppen = ["Levering", "Van", "Geleverd op", "Geladen op", "Rijen", "Status", "Waarschuwingen"]
    return samen(
        el("h2", "Wat is er geleverd?"),
        tabel("Leveringen, nieuwste eerst", koppen, cellen, getallen={4, 6}, toon_onderschrift=False),
    )


def leeftijden(rijen: list[Rij], peildatum: date) -> Html:
    """Per keten how old the newest figure is."""
    cellen = [
        [
            r["naam"],
            opmaak.datum(r["laatste_dag"]) if r["laatste_dag"] else "geen cijfer met een datum",
            opmaak.leeftijd(r["laatste_dag"], peildatum) if r["laatste_dag"] else "",
            opmaak.datum(r["laatst_geleverd"]) if r["laatst_geleverd"] else "nog niets",
        ]
        for r in rijen
    ]
    return samen(
        el("h2", "Hoe oud zijn de cijfers?"),
        tabel(
            "Ketens op naam",
            ["Keten", "Nieuwste cijfer gaat over", "Leeftijd", "Laatst geleverd op"],
            cellen,
            toon_onderschrift=False,
        ),
    )


def waarschuwingen(rijen: list[Rij]) -> Html:
    """What the keuring noticed in leveringen that were loaded, per levering and on demand."""
    if not rijen:
        return samen(el("h2", "Waarschuwingen"), el("p", "De keuring had niets op te merken."))
    blokken = [
        el("details", el("summary", naam), el("ul", [_waarschuwing(r) for r in groep], klasse="ks-lijst"))
        for naam, groep in groupby(rijen, key=lambda r: r["naam"])
    ]
    return samen(
        el("h2", "Waarschuwingen"),
        el("p", "Deze punten hielden het laden niet tegen. Ze zijn wel het bekijken waard."),
        blokken,
    )


def _waarschuwing(rij: Rij) -> Html:
    waar = f"{rij['bestand']}, {opmaak.getal(rij['aantal'])} keer" + (f", voor het eerst in rij {rij['rij']}" if rij["rij"] else "")
    waarde = f"“{rij['waarde']}” " if rij["waarde"] else ""
    return el("li", el("strong", waar), f": {waarde}{rij['voorbeeld']}")


def keuringsuitslag(afkeuringen: list[Afkeuring]) -> Html:
    """Every fault, then the warnings, per file, with row, column, value and what to do."""
    aantal_fouten = len(fouten(afkeuringen))
    if not afkeuringen:
        return el(
            "p",
            el("strong", "In orde."),
            " De keuring vond geen fouten en geen waarschuwingen. Er is niets geladen.",
        )
    kop = "Geen fouten." if not aantal_fouten else "1 fout." if aantal_fouten == 1 else f"{aantal_fouten} fouten."
    gevolg = "Deze levering kan zo niet worden geladen." if aantal_fouten else "Deze levering kan worden geladen."
    return samen(
        el("p", el("strong", kop), f" {gevolg} Er is nu niets geladen."),
        [_per_bestand(bestand, list(groep)) for bestand, groep in groupby(_in_order(afkeuringen), key=lambda a: a.bestand)],
    )


def _in_order(afkeuringen: list[Afkeuring]) -> list[Afkeuring]:
    return sorted(afkeuringen, key=lambda a: (a.bestand, a.ernst, a.rij or 0))


def _per_bestand(bestand: str, afkeuringen: list[Afkeuring]) -> Html:
    rijen = [[a.ernst, a.rij or "–", a.kolom or "–", a.waarde or "–", a.tekst] for a in afkeuringen[:MEESTE_REGELS]]
    rest = len(afkeuringen) - len(rijen)
    return samen(
        el("h3", bestand),
        tabel(
            f"Bevindingen in {bestand}",
            ["Soort", "Rij", "Kolom", "Waarde", "Wat is er, en wat kunt u doen?"],
            rijen,
            toon_onderschrift=False,
        ),
        el("p", f"En nog {opmaak.getal(rest)}. Ze staan alle in het rapport.", klasse="ks-bron") if rest > 0 else None,
    )
