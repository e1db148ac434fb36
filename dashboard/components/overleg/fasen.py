"""The top of the page of one overleg: what it is, and the three phases it goes through."""

from typing import Any

from dashboard.charts.overleg import soort_in_woorden
from dashboard.components import opmaak
from dashboard.components.kop import paginakop
from dashboard.components.koppeling import adres
from dashboard.components.markering import Html, el, samen

FASEN = {"voorbereiden": "Voorbereiden", "houden": "Houden", "opvolgen": "Opvolgen"}
Rij = dict[str, Any]


def overlegkop(overleg: Rij) -> Html:
    """Its name as the heading, with date, soort and chair."""
    delen = [
        opmaak.datum(overleg["datum"]) if overleg["datum"] else "datum: ontbreekt",
        soort_in_woorden(overleg["soort"]) if overleg["soort"] else None,
        f"voorzitter: {overleg['voorzitter']}" if overleg["voorzitter"] else None,
    ]
    return paginakop(overleg["naam"], " · ".join(deel for deel in delen if deel))


def fasen(overleg: Rij, huidige: str) -> Html:
    """The phases as links; the one you are in stands out."""

    def weg(fase: str, naam: str) -> Html:
        if fase == huidige:
            return el("span", naam, klasse="ks-huidig", aria_current="page")
        return el("a", naam, href=adres("overleg", keten=overleg["keten"], overleg=overleg["id"], fase=fase))

    alle = samen(
        [weg(fase, naam) for fase, naam in FASEN.items()], el("a", "Alle overleggen", href=adres("overleg", keten=overleg["keten"]))
    )
    return el("nav", alle, klasse="ks-fasen", aria_label="Fasen van het overleg")
