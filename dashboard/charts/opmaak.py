"""Which ink, shape and place each figure gets in a chart."""

from collections.abc import Sequence

import pandas as pd

from dashboard.charts.kaartwoorden import OMHOOG
from dashboard.charts.regelkaart import heeft_band
from dashboard.charts.stijl import GRIJS, INKT, REEKSSTIJLEN, RICHTINGKLEUR, WIT
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
    df["lijnkleur"] = df["stipkleur"] = df["kleur"]
    if heeft_band(df):
        df = _met_beweging(df, betwist)
    df["vulling"] = df["stipkleur"].where(~betwist, WIT)
    return df


def _met_beweging(df: pd.DataFrame, betwist: pd.Series) -> pd.DataFrame:
    """Ordinary points grey; special ones a triangle that points the way they lie, in the ink of their direction."""
    bijzonder = ~df["bijzonder"].isna() & (df["bijzonder"] != "gewoon")
    kleur = df["richting_van_verandering"].map(RICHTINGKLEUR)
    df["kleur"] = kleur.where(bijzonder, INKT)
    df["lijnkleur"] = GRIJS
    df["stipkleur"] = kleur.where(bijzonder, GRIJS)
    omhoog = df["bijzonder"].isin(OMHOOG)
    df.loc[bijzonder & omhoog, "teken"] = "triangle-up"
    df.loc[bijzonder & ~omhoog, "teken"] = "triangle-down"
    df.loc[~bijzonder & ~betwist, "teken"] = "circle"
    return df


def uiteen(plaatsen: Sequence[float], hoogten: Sequence[float], laagste: float, hoogste: float) -> list[float]:
    """Push blocks along a line apart until none overlaps, in their own order and as near their place as goes.

    plaatsen are the wished middles, hoogten the sizes; all blocks stay between laagste and hoogste as long as they
    fit. Blocks that touch move together, so that a group stays centred around where its blocks want to be.
    """
    volgorde = sorted(range(len(plaatsen)), key=lambda i: (plaatsen[i], i))
    groepen: list[list[int]] = []
    for i in volgorde:
        groepen.append([i])
        while len(groepen) > 1 and _raken(groepen[-2], groepen[-1], plaatsen, hoogten, laagste, hoogste):
            groepen[-2:] = [groepen[-2] + groepen[-1]]
    uitkomst = [0.0] * len(plaatsen)
    for groep in groepen:
        boven = _bovenkant(groep, plaatsen, hoogten, laagste, hoogste)
        for i in groep:
            uitkomst[i] = boven + hoogten[i] / 2
            boven += hoogten[i]
    return uitkomst


def _bovenkant(groep: list[int], plaatsen: Sequence[float], hoogten: Sequence[float], laagste: float, hoogste: float) -> float:
    """Where a stack of blocks starts when it lies as near as possible to the places of its blocks."""
    wensen, gestapeld = [], 0.0
    for i in groep:
        wensen.append(plaatsen[i] - hoogten[i] / 2 - gestapeld)
        gestapeld += hoogten[i]
    return max(laagste, min(sum(wensen) / len(wensen), hoogste - gestapeld))


def _raken(
    boven: list[int],
    onder: list[int],
    plaatsen: Sequence[float],
    hoogten: Sequence[float],
    laagste: float,
    hoogste: float,
) -> bool:
    onderkant = _bovenkant(boven, plaatsen, hoogten, laagste, hoogste) + sum(hoogten[i] for i in boven)
    return onderkant > _bovenkant(onder, plaatsen, hoogten, laagste, hoogste)


def vrije_kant(vorige: float | None, waarde: float, volgende: float | None) -> tuple[str, int, int]:
    """On which side a label stays off the line to its neighbours: alignment, and direction right and down (-1, 0, 1).

    vorige and volgende are the neighbours the line really runs to.
    """
    buren = [buur for buur in (vorige, volgende) if buur is not None and not is_leeg(buur)]
    if buren and all(buur >= waarde for buur in buren) and any(buur > waarde for buur in buren):
        return "center", 0, 1
    if len(buren) < 2 or all(buur <= waarde for buur in buren):
        return "center", 0, -1
    return ("left", 1, -1) if vorige is not None and vorige > waarde else ("right", -1, -1)
