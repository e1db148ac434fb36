"""Which ink, shape and place each figure gets in a chart."""

import itertools

import pandas as pd

from dashboard.charts.stijl import REEKSSTIJLEN, WIT
from dashboard.charts.woorden import is_leeg

BETWIST_TEKEN = "diamond"


def met_stijl(punten: pd.DataFrame) -> pd.DataFrame:
    """Add kleur, teken, vulling and streep per reeks (in name order) and the open diamond for disputed values."""
    df = punten.copy()
    namen = sorted(df["naam"].unique())
    stijlen = {naam: REEKSSTIJLEN[i % len(REEKSSTIJLEN)] for i, naam in enumerate(namen)}
    betwist = df["betwist"] == "ja"
    df["kleur"] = [stijlen[naam][0] for naam in df["naam"]]
    df["vorm_teken"] = [stijlen[naam][1] for naam in df["naam"]]
    df["teken"] = df["vorm_teken"]
    df.loc[betwist, "teken"] = BETWIST_TEKEN
    df["streep"] = [stijlen[naam][2] for naam in df["naam"]]
    df["vulling"] = df["kleur"].where(~betwist, WIT)
    return df


def uiteen(plaatsen: list[float], afstand: float, laagste: float, hoogste: float) -> list[float]:
    """Push places along a line apart until they lie at least afstand from each other, in their own order."""
    volgorde = sorted(range(len(plaatsen)), key=lambda i: plaatsen[i])
    uitkomst = list(plaatsen)
    for vorige, huidige in itertools.pairwise(volgorde):
        uitkomst[huidige] = max(uitkomst[huidige], uitkomst[vorige] + afstand)
    grens = hoogste
    for huidige in reversed(volgorde):
        uitkomst[huidige] = max(laagste, min(uitkomst[huidige], grens))
        grens = uitkomst[huidige] - afstand
    return uitkomst


def vrije_kant(vorige: float | None, waarde: float, volgende: float | None) -> tuple[str, float, float]:
    """Alignment, dx and dy that keep the label of a point off the line that runs to its neighbours."""
    buren = [buur for buur in (vorige, volgende) if not is_leeg(buur)]
    hoger = [buur for buur in buren if buur is not None and buur > waarde]
    if len(hoger) == len(buren) and buren:
        return "center", 0, 16
    if not hoger or len(buren) < 2:
        return "center", 0, -15
    daalt = vorige is not None and vorige > waarde
    return ("left", 7, -11) if daalt else ("right", -7, -11)
