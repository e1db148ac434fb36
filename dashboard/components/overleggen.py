"""When the partijen met: beside a chart in a line per soort, and all of them in a table on demand."""

import pandas as pd

from dashboard.charts.overleg import eerste_en_laatste, soort_in_woorden, soorten
from dashboard.charts.woorden import of_leeg
from dashboard.components import opmaak
from dashboard.components.markering import Html, el
from dashboard.components.tabel import tabel

SOORT_ONBEKEND = "onbekend"


def overleglijst(overleggen: pd.DataFrame) -> Html | None:
    """How often each soort met in the drawn time, from when until when; see `overleg.overleggen_in_tijd`."""
    if overleggen.empty:
        return None
    regels = []
    for soort in soorten(overleggen):
        groep = overleggen[overleggen["soort"] == soort]
        woorden = opmaak.met_hoofdletter(soort_in_woorden(soort))
        regels.append(el("li", el("strong", woorden), f" {len(groep)} keer, {eerste_en_laatste(groep)}"))
    return el("section", el("h3", "Wanneer was er overleg?"), el("ul", regels, klasse="ks-lijst"))


def overlegdetails(overleggen: pd.DataFrame) -> Html | None:
    """The same overleggen one by one, on demand."""
    if overleggen.empty:
        return None
    kop = f"Toon {opmaak.aantal(len(overleggen), 'overleg', 'overleggen')} als tabel"
    return el("details", el("summary", kop), overlegtabel(overleggen), klasse="ks-na-beeld")


def overlegtabel(overleggen: pd.DataFrame) -> Html:
    """One row per overleg, in the order given."""
    rijen = [
        [opmaak.datum(of_leeg(r.datum) or None), of_leeg(r.soort) or SOORT_ONBEKEND, r.naam, of_leeg(r.uitkomst), of_leeg(r.bron)]
        for r in overleggen.itertuples()
    ]
    return tabel("Overleggen op tijd", ["Datum", "Soort", "Naam", "Uitkomst", "Bron"], rijen)
