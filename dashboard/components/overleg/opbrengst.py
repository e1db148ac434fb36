"""What came out of an overleg: per point, and all of it read back."""

from typing import Any

from dashboard.components import opmaak
from dashboard.components.leeg import niet_gemeten
from dashboard.components.markering import Html, el, samen
from dashboard.dossier import lezen

WOORD = {"besluit": "Besluit", "afspraak": "Afspraak", "knelpunt": "Knelpunt", "standpunt": "Minderheidsstandpunt"}
STAND = {
    "open": "nog niet besproken",
    "besproken": "besproken",
    "doorgeschoven": "doorgeschoven naar het volgende overleg",
    None: "nog niet besproken",
}
Rij = dict[str, Any]


def voorlezen(overleg: Rij, punten: list[Rij]) -> Html:
    """Per point what was said, decided and agreed, in the order of the agenda."""
    opbrengst = lezen.read_rows("overleg_opbrengst", overleg=overleg["id"])
    bij_punt = {p["id"] for p in punten}
    los = [o for o in opbrengst if o["agendapunt"] not in bij_punt]
    blokken = [
        el("li", el("p", p["vraag"], klasse="ks-puntvraag"), opbrengst_van([o for o in opbrengst if o["agendapunt"] == p["id"]], p))
        for p in punten
    ]
    return samen(
        el("ol", blokken, klasse="ks-agendapunten") if blokken else None,
        samen(el("h3", "Niet bij een agendapunt"), _lijst(los)) if los else None,
    )


def opbrengst_van(opbrengst: list[Rij], punt: Rij) -> Html:
    """What was recorded with one point, and how it goes on."""
    delen = [STAND[punt["stand"]]]
    if punt["werkt_het"]:
        delen.append(punt["werkt_het"] + (f", omdat: {punt['werkt_het_omdat']}" if punt["werkt_het_omdat"] else ""))
    if punt["uitkomst"]:
        delen.append(punt["uitkomst"])
    zin = el("p", opmaak.met_hoofdletter(" · ".join(delen)), klasse="ks-bron")
    return samen(zin, _lijst(opbrengst) if opbrengst else None)


def _lijst(opbrengst: list[Rij]) -> Html:
    return el("ul", [el("li", regel(o)) for o in opbrengst], klasse="ks-opbrengst")


def regel(o: Rij) -> Html:
    """One thing that was recorded, with the fields that belong to it; an empty one says ontbreekt."""
    tekst = samen(el("span", WOORD[o["soort"]], klasse="ks-soort"), el("span", o["tekst"], klasse="ks-puntvraag"))
    if o["soort"] == "afspraak":
        klaar = opmaak.datum(o["klaar_op"]) if o["klaar_op"] else niet_gemeten("ontbreekt")
        met, voortouw = o["betrokken_partijen"] or niet_gemeten("ontbreekt"), o["partij"] or niet_gemeten("ontbreekt")
        return samen(tekst, el("span", "Voortouw: ", voortouw, " · met: ", met, " · klaar op: ", klaar, klasse="ks-herleid"))
    if o["soort"] == "knelpunt":
        return samen(tekst, el("span", "Gaat naar: ", o["escalatie_naar"] or niet_gemeten("ontbreekt"), klasse="ks-herleid"))
    return samen(tekst, el("span", f"Van: {o['partij']}", klasse="ks-herleid")) if o["partij"] else tekst
