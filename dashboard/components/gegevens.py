"""The page Gegevens: what was delivered, how old it is, and what the keuring warned about."""

from collections.abc import Mapping
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
EERSTE_LEVERINGEN = 12
# What a rule of the keuring is about, in a few words; a rule that is not here is shown by its own name.
REGELS = {
    "onvolledig": "er ontbreekt iets",
    "op_activiteit": "een streefwaarde op een activiteit",
    "lege_periode": "een cijfer zonder periode",
    "percentage": "een percentage buiten 0 tot 100",
    "ver_van_reeks": "een cijfer ver van de cijfers eromheen",
    "waarde_wijkt_af": "waarde, teller en noemer passen niet bij elkaar",
    "overlap": "perioden die elkaar overlappen",
    "toekomst": "een datum in de toekomst",
    "duizendtallen": "een punt die twee dingen kan betekenen",
    "onbekend_bestand": "een bestand dat niet is gelezen",
}
ONDERDELEN = {
    "leveringen": "Wat is er geleverd?",
    "leeftijd": "Hoe oud zijn de cijfers?",
    "waarschuwingen": "Waarschuwingen",
    "keuring": "Klopt uw levering?",
    "downloads": "Gegevens meenemen",
}


def inhoud() -> Html:
    """Links to the parts of the page."""
    wegen = [el("li", el("a", titel, href=f"#{id_}")) for id_, titel in ONDERDELEN.items()]
    return el("nav", el("ul", wegen, klasse="ks-inhoud"), aria_label="Op deze pagina")


def leveringen(rijen: list[Rij], peildatum: date) -> Html:
    """Every levering, newest first; the earlier ones on demand."""
    if not rijen:
        return lege_staat("Er is nog niets geleverd.")
    cellen: list[list[object]] = [
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
        el("h2", "Wat is er geleverd?", id="leveringen"),
        _leveringtabel("Leveringen, nieuwste eerst", koppen, cellen[:EERSTE_LEVERINGEN]),
        _eerdere(koppen, cellen[EERSTE_LEVERINGEN:]),
    )


def _leveringtabel(onderschrift: str, koppen: list[str], cellen: list[list[object]]) -> Html:
    return el("div", tabel(onderschrift, koppen, cellen, getallen={4, 6}, toon_onderschrift=False), klasse="ks-breedtabel")


def _eerdere(koppen: list[str], cellen: list[list[object]]) -> Html | None:
    if not cellen:
        return None
    kop = f"Toon {opmaak.aantal(len(cellen), 'eerdere levering', 'eerdere leveringen')}"
    return el("details", el("summary", kop), _leveringtabel("Eerdere leveringen, nieuwste eerst", koppen, cellen))


def leeftijden(rijen: list[Rij], peildatum: date, ketens: Mapping[str, str]) -> Html:
    """Per keten (id -> name) how old the newest figure is."""
    if not rijen:
        return Html("")
    cellen = [
        [
            ketens[r["keten"]],
            opmaak.datum(r["laatste_dag"]) if r["laatste_dag"] else "geen cijfer met een datum",
            opmaak.leeftijd(r["laatste_dag"], peildatum) if r["laatste_dag"] else "",
            opmaak.datum(r["laatst_geleverd"]) if r["laatst_geleverd"] else "nog niets",
        ]
        for r in rijen
    ]
    koppen = ["Keten", "Nieuwste cijfer gaat over", "Leeftijd", "Laatst geleverd op"]
    return samen(
        el("h2", "Hoe oud zijn de cijfers?", id="leeftijd"),
        el("div", tabel("Leeftijd van de cijfers, ketens op naam", koppen, cellen, toon_onderschrift=False), klasse="ks-breedtabel"),
    )


def waarschuwingen(rijen: list[Rij]) -> Html:
    """What the keuring noticed in leveringen that were loaded: per levering, file and rule, examples on demand."""
    kop = el("h2", "Waarschuwingen", id="waarschuwingen")
    if not rijen:
        return samen(kop, el("p", "De keuring had niets op te merken."))
    return samen(
        kop,
        el("p", "Deze punten hielden het laden niet tegen. Ze zijn wel het bekijken waard."),
        [_levering_waarschuwingen(list(groep)) for _, groep in groupby(rijen, key=lambda r: r["levering"])],
    )


def _levering_waarschuwingen(rijen: list[Rij]) -> Html:
    groepen = [list(groep) for _, groep in groupby(rijen, key=lambda r: (r["bestand"], r["regel"]))]
    totaal = opmaak.aantal(sum(groep[0]["aantal"] for groep in groepen), "waarschuwing", "waarschuwingen")
    titel = f"{rijen[0]['naam']}, geleverd op {opmaak.datum(rijen[0]['geleverd_op'])}: {totaal}"
    return el("details", el("summary", titel), [_regel_waarschuwingen(groep) for groep in groepen])


def _regel_waarschuwingen(groep: list[Rij]) -> Html:
    eerste, rest = groep[0], groep[0]["aantal"] - len(groep)
    regel = opmaak.met_hoofdletter(REGELS.get(eerste["regel"], eerste["regel"].replace("_", " ")))
    return samen(
        el("h3", f"{eerste['bestand']}: {opmaak.aantal(eerste['aantal'], 'keer', 'keer')}. {regel}."),
        el("ul", [el("li", _place(r), f"“{r['waarde']}” " if r["waarde"] else None, r["tekst"]) for r in groep], klasse="ks-lijst"),
        el("p", f"En nog {opmaak.getal(rest)} keer.", klasse="ks-bron") if rest > 0 else None,
    )


def _place(rij: Rij) -> str:
    delen = [f"rij {rij['rij']}" if rij["rij"] else "", f"kolom {rij['kolom']}" if rij["kolom"] else ""]
    plaats = ", ".join(deel for deel in delen if deel)
    return f"{opmaak.met_hoofdletter(plaats)}: " if plaats else ""


def keuringsuitslag(afkeuringen: list[Afkeuring]) -> Html:
    """Every fault, per file, with row, column, value and what to do; the warnings on demand."""
    if not afkeuringen:
        return el(
            "p",
            el("strong", "In orde."),
            " De keuring vond geen fouten en geen waarschuwingen. Er is niets geladen.",
        )
    aantal_fouten = len(fouten(afkeuringen))
    gevolg = "Deze levering kan zo niet worden geladen." if aantal_fouten else "Deze levering kan worden geladen."
    heeft_meer = len({a.levering for a in afkeuringen}) > 1
    groepen = groupby(_in_order(afkeuringen), key=lambda a: (a.levering, a.bestand))
    return samen(
        el("p", el("strong", _counted(aantal_fouten, len(afkeuringen) - aantal_fouten)), f" {gevolg} Er is nu niets geladen."),
        [_per_bestand(f"{levering}, {bestand}" if heeft_meer else bestand, list(groep)) for (levering, bestand), groep in groepen],
    )


def _counted(aantal_fouten: int, aantal_waarschuwingen: int) -> str:
    delen = [opmaak.aantal(aantal_fouten, "fout", "fouten") if aantal_fouten else "Geen fouten"]
    if aantal_waarschuwingen:
        delen.append(opmaak.aantal(aantal_waarschuwingen, "waarschuwing", "waarschuwingen"))
    return (" en " if aantal_fouten else ", wel ").join(delen) + "."


def _in_order(afkeuringen: list[Afkeuring]) -> list[Afkeuring]:
    return sorted(afkeuringen, key=lambda a: (a.levering, a.bestand, a.rij or 0))


def _per_bestand(bestand: str, afkeuringen: list[Afkeuring]) -> Html:
    gevonden = fouten(afkeuringen)
    overig = [a for a in afkeuringen if a.ernst == "waarschuwing"]
    titel = opmaak.aantal(len(overig), "waarschuwing", "waarschuwingen")
    return samen(
        el("h3", bestand),
        _bevindingen(f"Fouten in {bestand}", gevonden) if gevonden else None,
        el("details", el("summary", titel), _bevindingen(f"Waarschuwingen in {bestand}", overig)) if overig else None,
    )


def _bevindingen(onderschrift: str, afkeuringen: list[Afkeuring]) -> Html:
    rijen = [[a.rij or "–", a.kolom or "–", a.waarde or "–", a.tekst] for a in afkeuringen[:MEESTE_REGELS]]
    rest = len(afkeuringen) - len(rijen)
    return samen(
        tabel(onderschrift, ["Rij", "Kolom", "Waarde", "Wat is er, en wat kunt u doen?"], rijen, toon_onderschrift=False),
        el("p", f"En nog {opmaak.getal(rest)}. Ze staan alle in het rapport.", klasse="ks-bron") if rest > 0 else None,
    )
