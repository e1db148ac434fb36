"""The passport of an indicator: everything that was agreed about a figure, and what is missing."""

from datetime import date
from typing import Any

from dashboard.components import opmaak
from dashboard.components.koppeling import koppeling
from dashboard.components.leeg import niet_gemeten
from dashboard.components.markering import Html, el, samen

Rij = dict[str, Any]
RICHTINGEN = {"hoger": "hoger is gunstig", "lager": "lager is gunstig", "nvt": "geen gunstige kant"}
DIMENSIES = {"tevredenheid": "tevredenheid achteraf"}
SOORTEN = {"kwantitatief": "een cijfer", "kwalitatief": "woorden"}
MAG_LEEG = ("Kanttekening", "Vast seizoen")


def paspoortregels(gegevens: Rij) -> list[tuple[str, object]]:
    """Every field of a passport with its name on screen; None where it was not filled in."""
    return [
        ("Definitie", gegevens["definitie"]),
        ("Versie van de definitie", gegevens["definitie_versie"]),
        ("Kant", dimensie(gegevens)),
        ("Laag", gegevens["laag"]),
        ("Soort", SOORTEN.get(gegevens["soort"])),
        ("Eenheid", gegevens["eenheid"]),
        ("Gunstige richting", RICHTINGEN.get(gegevens["richting"] or "")),
        ("Doel", gegevens["doel_omschrijving"]),
        ("Hoe vaak gemeten", gegevens["frequentie"]),
        ("Komt binnen", _levertermijn(gegevens["levertermijn"])),
        ("Wie levert", gegevens["bron_partij"]),
        ("Eigenaar", gegevens["eigenaar"]),
        ("Afgesproken met", gegevens["overeengekomen_met"]),
        ("Afgesproken op", _datum(gegevens["overeengekomen_op"])),
        ("Opnieuw bekijken op", _datum(gegevens["herijken_op"])),
        ("Keerzijde in beeld", _tegenindicator(gegevens)),
        ("Groepen die het moeilijkst te helpen zijn", gegevens["zware_groepen"]),
        ("Vast seizoen", gegevens["seizoen"]),
        ("Kleinste groep die te zien is", opmaak.getal(gegevens["min_groep"]) if gegevens["min_groep"] is not None else "10 (standaard)"),
        ("Kanttekening", gegevens["kanttekening"]),
        ("Bron", gegevens["bron"]),
    ]


def dimensie(gegevens: Rij) -> str:
    """The side of the mirror this figure belongs to, in the words of the screen."""
    return DIMENSIES.get(gegevens["dimensie"]) or str(gegevens["dimensie"])


def paspoort(gegevens: Rij, peildatum: date) -> Html:
    """The passport; what is not filled in is named in one sentence."""
    regels = paspoortregels(gegevens)
    leeg = [naam.lower() for naam, waarde in regels if not waarde and naam not in MAG_LEEG]
    return samen(
        el("h2", "Paspoort van dit cijfer", id="paspoort"),
        el("dl", [[el("dt", naam), el("dd", waarde)] for naam, waarde in regels if waarde], klasse="ks-paspoort"),
        el("p", niet_gemeten("Ontbreekt"), f": {opmaak.opsomming(leeg)}.") if leeg else None,
        el("p", "De dag om dit cijfer opnieuw te bekijken is voorbij. Meet het nog wat u wilt weten?")
        if _is_over(gegevens, peildatum)
        else None,
    )


def _is_over(gegevens: Rij, peildatum: date) -> bool:
    return bool(gegevens["herijken_op_tot"] and gegevens["herijken_op_tot"] < peildatum)


def _datum(dag: str | None) -> str | None:
    return opmaak.datum(dag) if dag else None


def _levertermijn(dagen: float | None) -> str | None:
    return f"{opmaak.aantal(round(dagen), 'dag', 'dagen')} na de periode" if dagen is not None else None


def _tegenindicator(gegevens: Rij) -> Html | None:
    naam = gegevens["tegenindicator_naam"]
    return koppeling(naam, "indicator", keten=gegevens["keten"], indicator=gegevens["tegenindicator"]) if naam else None
