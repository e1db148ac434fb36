"""The packet of an overleg: from a build and the register to the bytes of a PDF. No session is needed."""

from datetime import date
from pathlib import Path

from dashboard.charts.overleg import soort_in_woorden
from dashboard.components import opmaak
from dashboard.dossier.register import Register
from dashboard.rapport.blokken import Blok
from dashboard.rapport.bronnen import Bronnen, Rij, open_bronnen
from dashboard.rapport.herkomst import herkomst, kenmerken
from dashboard.rapport.lijsten import afsprakenlijst, besluitenlijst
from dashboard.rapport.stukken import stukken
from dashboard.rapport.zetten import zet
from dashboard.toegang.zicht import TAFEL, Zicht
from etl.fouten import GebruiksFout

SOORTEN = {"stukken": "Stukken", "besluitenlijst": "Besluitenlijst", "afsprakenlijst": "Afsprakenlijst"}


class OnbekendPakket(GebruiksFout):
    """There is no such keten, overleg or soort; the message says what there is."""


def maak_pakket(
    magazijn: Path,
    bouw: Path,
    register: Register,
    keten: str,
    overleg: str,
    *,
    soort: str = "stukken",
    dag: date | None = None,
    stand: int | None = None,
    wat: Zicht = TAFEL,
) -> bytes:
    """The PDF of an overleg; the same build and stand give the same bytes.

    magazijn: where the build of the previous overleg is found or made. dag: an earlier day from which is looked.
    stand: the number of the newest act of the register that counts; by default the newest there is.
    wat: what the reader may see; a story that is still a concept is in no paper.
    """
    if soort not in SOORTEN:
        raise OnbekendPakket(f"Het stuk “{soort}” bestaat niet. Kies uit: {opmaak.opsomming(list(SOORTEN))}.")
    with open_bronnen(bouw, register, dag, stand, wat._replace(eigen=())) as bronnen:
        kop, gekozen = _keten(bronnen, keten), _overleg(bronnen, keten, overleg)
        blokken = [*_content(bronnen, register, magazijn, kop, gekozen, soort), *herkomst(bronnen, keten, overleg, soort)]
        return zet(_stuk(bronnen, kop, gekozen, soort, blokken), bronnen.peildatum)


def _content(bronnen: Bronnen, register: Register, magazijn: Path, kop: Rij, overleg: Rij, soort: str) -> list[Blok]:
    if soort == "besluitenlijst":
        return besluitenlijst(bronnen, kop, overleg)
    return afsprakenlijst(bronnen, kop, overleg) if soort == "afsprakenlijst" else stukken(bronnen, register, magazijn, kop, overleg)


def _keten(bronnen: Bronnen, keten: str) -> Rij:
    rijen = bronnen.rows("keten_kop", keten=keten)
    if not rijen:
        namen = [rij["keten"] for rij in bronnen.rows("ketens")]
        raise OnbekendPakket(f"De keten “{keten}” is er niet. Kies uit: {opmaak.opsomming(namen, 'er is nog geen keten')}.")
    return rijen[0]


def _overleg(bronnen: Bronnen, keten: str, overleg: str) -> Rij:
    overleggen = bronnen.rows("overleg_lijst", keten=keten)
    for rij in overleggen:
        if rij["id"] == overleg:
            return rij
    namen = [rij["id"] for rij in overleggen[:5]]
    rest = f"De nieuwste zijn: {opmaak.opsomming(namen)}." if namen else "Deze keten heeft nog geen overleg."
    raise OnbekendPakket(f"Het overleg “{overleg}” is er niet in de keten “{keten}”. {rest}")


def _stuk(bronnen: Bronnen, kop: Rij, overleg: Rij, soort: str, blokken: list[Blok]) -> Blok:
    dag = opmaak.datum(overleg["datum"]) if overleg["datum"] else "datum: ontbreekt"
    onderkop = " · ".join([overleg["naam"], dag, f"peildatum {opmaak.datum(bronnen.peildatum)}"])
    woord = SOORTEN[soort]
    return {
        "titel": f"{woord}: {kop['naam']}, {overleg['naam']}, {dag}",
        "beschrijving": f"{woord} voor het {soort_in_woorden(overleg['soort'] or '')} van de keten {kop['naam']}.",
        "kenmerken": kenmerken(bronnen),
        "dag": [bronnen.peildatum.year, bronnen.peildatum.month, bronnen.peildatum.day],
        "opschrift": f"{woord} voor {_of_kind(overleg)}" if soort == "stukken" else f"{woord} van {_of_kind(overleg)}",
        "kop": kop["naam"],
        "onderkop": onderkop,
        "voet": f"{woord} · {kop['naam']} · {dag}"
        + (" · fictieve gegevens" if kop["fictief"] == "ja" else "")
        + (" · in vertrouwen, alleen voor de tafel" if {"keten": kop["keten"]} in bronnen.rows("in_vertrouwen") else ""),
        "fictief": kop["fictief"] == "ja",
        "blokken": blokken,
    }


def _of_kind(overleg: Rij) -> str:
    soort = soort_in_woorden(overleg["soort"] or "")
    return f"de {soort}" if soort == "reflectie" else f"het {soort}"
