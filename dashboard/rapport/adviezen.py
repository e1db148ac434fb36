"""Advice that is still open, and what was seen on the work floor since the previous overleg."""

from collections.abc import Sequence

from dashboard.components import opmaak
from dashboard.dossier.ritme import previous
from dashboard.rapport.blokken import Blok, alinea, cel, kop, lijst, tabel
from dashboard.rapport.bronnen import Bronnen, Rij

KOPPEN = ("Advies", "Wat is besloten", "Wat is gedaan")
BREEDTES = (2.6, 1.4, 2)


def adviesblokken(bronnen: Bronnen, keten: str) -> list[Blok]:
    """Each open advice with what was decided and done, the oldest first; never how much of it was followed."""
    lopend = [a for a in bronnen.rows("overleg_adviezen", keten=keten) if a["is_open"]]
    if not lopend:
        return [kop(1, "Adviezen die open staan"), alinea("Er staat geen advies open.")]
    rijen = [[_advice(a), _decided(a), _done(a)] for a in lopend]
    return [kop(1, "Adviezen die open staan"), tabel("Adviezen die open staan, oudste eerst", KOPPEN, rijen, BREEDTES)]


def _advice(advies: Rij) -> Blok:
    wanneer = opmaak.datum(advies["datum"]) if advies["datum"] else "datum: ontbreekt"
    bron = f"bron: {advies['bron']}" if advies["bron"] else ""
    return cel(advies["advies"], f"van {advies['van_wie']} · {wanneer}", bron, vet=True)


def _decided(advies: Rij) -> Blok:
    if not advies["besluit"]:
        return _nothing("nog geen besluit")
    return cel(advies["besluit"], opmaak.datum(advies["besluit_op"]) if advies["besluit_op"] else "datum: ontbreekt")


def _done(advies: Rij) -> Blok:
    return cel(advies["gedaan"], "nog niet klaar") if advies["gedaan"] else _nothing("nog niets opgeschreven")


def _nothing(woorden: str) -> Blok:
    return {**cel(None), "tekst": woorden}


def praktijkblokken(bronnen: Bronnen, overleg: Rij, overleggen: Sequence[Rij]) -> list[Blok]:
    """In the words in which it was written down, with the group it came from; who wrote it down is not told, as on the screen."""
    vorige = previous(overleg, overleggen)
    sinds = vorige["datum_van"] if vorige else None
    rijen = bronnen.rows("rapport_praktijk", keten=overleg["keten"], sinds=sinds)
    vanaf = f"Gezien of opgeschreven na het vorige overleg van deze soort, {opmaak.datum(sinds)}." if sinds else ""
    niets = "Sindsdien is niets van de werkvloer opgeschreven." if sinds else "Er is nog niets van de werkvloer opgeschreven."
    return [
        kop(1, "Van de werkvloer"),
        *([alinea(vanaf, "klein", vast=True)] if sinds else []),
        lijst([(r["praktijksignaal"], _from(r)) for r in rijen]) if rijen else alinea(niets),
    ]


def _from(rij: Rij) -> str:
    delen = [rij["actorgroep"] or "groep onbekend", opmaak.datum(rij["datum"]) if rij["datum"] else "datum onbekend", rij["bron"]]
    return " · ".join(deel for deel in delen if deel)
