"""A change is told with its begin, its end and its number of steps, so that "in two years" cannot mean two things."""

from typing import Any

import pandas as pd

from dashboard.charts.woorden import decimalen, met_eenheid
from dashboard.components import opmaak
from dashboard.components.markering import Html, el

# How many of this kind of periode lie between two first days, and what several of them are called.
MAANDEN_PER = {"maand": 1, "kwartaal": 3, "halfjaar": 6, "jaar": 12, "schooljaar": 12}
MEERVOUD = {
    "week": "weken", "maand": "maanden", "kwartaal": "kwartalen", "halfjaar": "halve jaren", "jaar": "jaren", "schooljaar": "schooljaren",
}  # fmt: skip


def verandering(metingen: pd.DataFrame, eenheid: object) -> Html | None:
    """One sentence for a single reeks since its last break; None where nothing can be said to have changed."""
    punten = metingen[metingen["waarde"].notna() & metingen["reeks"].notna()]
    if punten["reeks"].nunique() != 1:
        return None
    heel = punten.sort_values("van")
    laatste = heel[heel["segment"] == heel["segment"].max()]
    if len(laatste) < 2:
        return None
    sinds = "Sinds de laatste breuk in de lijn: van" if len(laatste) < len(heel) else "Van"
    return el("p", f"{sinds} {_van_naar(laatste, eenheid)}.")


def _van_naar(punten: pd.DataFrame, eenheid: object) -> str:
    eerste, laatste = punten.iloc[0], punten.iloc[-1]
    aantal = decimalen(list(punten["waarde"]))
    begin, eind = (f"{met_eenheid(rij['waarde'], eenheid, aantal)} ({opmaak.periode(rij['periode'])})" for rij in (eerste, laatste))
    stappen = opmaak.aantal(len(punten) - 1, "stap", "stappen")
    return f"{begin} naar {eind}, in {_periods(eerste, laatste, len(punten))} ({stappen})"


def _periods(eerste: Any, laatste: Any, metingen: int) -> str:
    """ "3 schooljaren"; with a gap also how many metingen there are."""
    soort = eerste["periodesoort"]
    van, tot = pd.Timestamp(eerste["van"]), pd.Timestamp(laatste["van"])
    if soort == "week":
        periodes = round((tot - van).days / 7) + 1
    elif soort in MAANDEN_PER:
        periodes = ((tot.year - van.year) * 12 + tot.month - van.month) // MAANDEN_PER[soort] + 1
    else:
        return opmaak.aantal(metingen, "meting", "metingen")
    tijd = opmaak.aantal(periodes, soort, MEERVOUD[soort])
    return tijd if periodes == metingen else f"{tijd} met {opmaak.aantal(metingen, 'meting', 'metingen')}"
