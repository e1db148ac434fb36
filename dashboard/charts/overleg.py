"""When the partijen met: the strokes on a time axis, and the same in words. Pure functions."""

import altair as alt
import pandas as pd

from dashboard.charts.assen import XAs
from dashboard.charts.lagen import Vlak
from dashboard.charts.reeksen import DAG, ms
from dashboard.charts.stijl import ACCENT
from dashboard.charts.woorden import datum, of_leeg, opsomming

OVERLEGSOORTEN = ("bestuurlijk", "ambtelijk", "uitvoering", "casus", "reflectie", "")
"""In the order in which they are drawn and told; the last is an overleg of which the soort is not known."""
BESTUURLIJK, ONBEKEND = "bestuurlijk", "van onbekende soort"
LANG, KORT = 7, 3.5
"""Half the height of a stroke in pixels: bestuurlijk overleg is long, another kind beside it is short."""


def overlegstreepjes(overleggen: pd.DataFrame, vlak: Vlak) -> list[alt.Chart]:
    """A stroke per overleg on a known day, a stretch where only the month or year is known.

    overleggen: datum_van, datum_tot, y (the middle of the lane) and half (half the height of a stroke, in units of y).
    """
    df = overleggen.drop_duplicates(["datum_van", "datum_tot", "y", "half"])
    if df.empty:
        return []
    tijden = {"van": [ms(dag) for dag in df["datum_van"]], "tot": [ms(dag + DAG) for dag in df["datum_tot"]]}
    begin, eind = vlak.x_domein
    rijen = (
        pd.DataFrame(tijden).clip(begin, eind).assign(y=list(df["y"]), boven=list(df["y"] - df["half"]), onder=list(df["y"] + df["half"]))
    )
    op_een_dag = list(df["datum_van"] == df["datum_tot"])
    dagen, stukken = rijen[op_een_dag], rijen[[not dag for dag in op_een_dag]]
    lagen = []
    if len(stukken):
        vlek = alt.Chart(stukken[["van", "tot", "y"]].drop_duplicates()).mark_rule(color=ACCENT, strokeWidth=6, opacity=0.3)
        lagen.append(vlek.encode(x=vlak.x("van"), x2=alt.X2("tot:T"), y=vlak.y("y")))
    if len(dagen):
        streep = alt.Chart(dagen[["van", "boven", "onder"]]).mark_rule(color=ACCENT, strokeWidth=1.6)
        lagen.append(streep.encode(x=vlak.x("van"), y=vlak.y("boven"), y2=alt.Y2("onder:Q")))
    return lagen


def overleggen_in_tijd(overleggen: pd.DataFrame | None, x: XAs | None) -> pd.DataFrame:
    """The overleggen with a date that fall (partly) within a time axis, in order of time, with is_kort for the short strokes."""
    if overleggen is None or overleggen.empty or x is None:
        return pd.DataFrame(columns=["datum", "datum_van", "datum_tot", "soort", "is_kort"])
    df = overleggen[overleggen["datum_van"].notna()]
    df = df.assign(datum_van=pd.to_datetime(df["datum_van"]), datum_tot=pd.to_datetime(df["datum_tot"]), soort=df["soort"].map(of_leeg))
    df = df[[ms(tot + DAG) > x.van and ms(van) < x.tot for van, tot in zip(df["datum_van"], df["datum_tot"], strict=True)]]
    bestuurlijk = df["soort"] == BESTUURLIJK
    return df.assign(is_kort=~bestuurlijk & bestuurlijk.any()).sort_values(["datum_van", "datum_tot"], kind="stable")


def streepjeszin(overleggen: pd.DataFrame) -> str:
    """How to read the strokes of `overleggen_in_tijd`: "Lange streepjes onder de as: bestuurlijk overleg. Korte streepjes: ..."."""
    if overleggen.empty:
        return ""
    kort = opsomming([soort_in_woorden(soort) for soort in soorten(overleggen[overleggen["is_kort"]])])
    lang = opsomming([soort_in_woorden(soort) for soort in soorten(overleggen[~overleggen["is_kort"]])])
    zin = f"Lange streepjes onder de as: {lang}. Korte streepjes: {kort}." if kort else f"Streepjes onder de as: {lang}."
    vaag = (overleggen["datum_van"] != overleggen["datum_tot"]).any()
    return zin + (" Een lichte balk: van dat overleg is alleen de maand of het jaar bekend." if vaag else "")


def overlegzin(overleggen: pd.DataFrame) -> str:
    """How many overleggen of each soort there were in the drawn time, with the first and the last date."""
    if overleggen.empty:
        return ""
    delen = []
    for soort in soorten(overleggen):
        groep = overleggen[overleggen["soort"] == soort]
        delen.append(f"{len(groep)} keer {soort_in_woorden(soort)} ({eerste_en_laatste(groep)})")
    return f"In deze tijd was er {opsomming(delen)}."


def eerste_en_laatste(groep: pd.DataFrame) -> str:
    """The first and the last date of overleggen in order of time, as precise as they were delivered."""
    eerste, laatste = str(groep["datum"].iloc[0]), str(groep["datum"].iloc[-1])
    return datum(eerste) if eerste == laatste else f"{datum(eerste)} tot en met {datum(laatste)}"


def soort_in_woorden(soort: str) -> str:
    """A soort as people say it: "bestuurlijk overleg", "reflectie"."""
    if soort == "reflectie":
        return soort
    return {"": f"overleg {ONBEKEND}", "uitvoering": "overleg over de uitvoering", "casus": "casusoverleg"}.get(soort, f"{soort} overleg")


def soorten(overleggen: pd.DataFrame) -> list[str]:
    """The soorten that are there, in the fixed order."""
    return [soort for soort in OVERLEGSOORTEN if (overleggen["soort"] == soort).any()]
