"""The large chart of one indicator: points, gaps, breaks, intervals, streefwaarden, gebeurtenissen and sources."""

import altair as alt
import pandas as pd

from dashboard.charts.indicator_opzet import RUIM_VANAF, Opzet, drawn_overleggen, maak_opzet, numbered_events
from dashboard.charts.indicator_woorden import alle_woorden, nummerhoogte
from dashboard.charts.lagen import balken, beeld, horizontalen, lijnen, stippen, teksten, verticalen
from dashboard.charts.overleg import KORT, LANG, overlegstreepjes
from dashboard.charts.reeksen import DAG_MS, ms
from dashboard.charts.regelkaart import band
from dashboard.charts.stijl import GEDEMPT, GRIJS, LIJN, RASTER, WIT, ZACHT

__all__ = ["drawn_overleggen", "indicator", "numbered_events"]

STIPGROOTTEN = ((14, 72, 48), (36, 38, 24), (10_000, 20, 10))
"""Up to how many points of one reeks a dot has which size, in a roomy and in a narrow chart."""
ZICHTBARE_VORM = 44, 26
"""A shape that means something is never smaller than this, in a roomy and in a narrow chart."""

RING = 170
"""Area of the ring around a revised figure, in square pixels: free of the dot within."""


def indicator(
    metingen: pd.DataFrame,
    eenheid: str | None,
    frequentie: str | None = None,
    streefwaarden: pd.DataFrame | None = None,
    gebeurtenissen: pd.DataFrame | None = None,
    breedte: int = 1200,
    overleggen: pd.DataFrame | None = None,
) -> alt.LayerChart | alt.FacetChart:
    """The chart of the metingen that can be drawn (see `reeksen.tekenbaar`; at least one).

    Lines run only within a reeks and a segment and never over a missing period; disputed values are open diamonds.
    Gebeurtenissen stand as numbers below the axis: the numbers of `numbered_events`. The overleggen of
    `drawn_overleggen` are strokes in a lane under them.
    """
    opzet = maak_opzet(metingen, eenheid, frequentie, streefwaarden, gebeurtenissen, breedte, overleggen)
    lagen = [
        *band(opzet.punten, opzet.vlak),
        *_raster(opzet),
        *_breuken_en_streef(opzet),
        *lijnen(opzet.punten, opzet.vlak, 1.4 if opzet.punten["lijnkleur"].eq(GRIJS).any() else 2),
        *balken(opzet.punten, opzet.vlak),
        *_ringen(opzet),
        *_stippen(opzet),
        *_voorvallen(opzet),
        *_overleggen(opzet),
        *teksten(alle_woorden(opzet), opzet.vlak, omlijnd=False),
    ]
    return beeld(lagen, breedte, opzet.hoogte)


def _raster(opzet: Opzet) -> list[alt.Chart]:
    """A hairline per step of the value axis, a firmer one below, and a short stroke where a new period begins."""
    vlak = opzet.vlak
    streepjes = pd.DataFrame({"y": opzet.y.streepjes, "van": vlak.x_domein[0], "tot": vlak.x_domein[1]})
    lagen = [horizontalen(streepjes, vlak, color=RASTER), horizontalen(streepjes.head(1).assign(y=opzet.y.laag), vlak, color=ZACHT)]
    if opzet.x.grenzen:
        lagen.append(verticalen(opzet.x.grenzen, vlak, ZACHT, vlak.onder, vlak.onder + 5))
    return lagen


def _breuken_en_streef(opzet: Opzet) -> list[alt.Chart]:
    vlak, lagen = opzet.vlak, []
    if opzet.breuk:
        boven = vlak.boven - opzet.maat.regel * 1.1
        lagen.append(verticalen([ms(breuk.dag) for breuk in opzet.breuk], vlak, GEDEMPT, boven, vlak.onder))
    if len(opzet.streef):
        lagen.append(horizontalen(opzet.streef, vlak, color=GEDEMPT, strokeDash=[5, 4], strokeWidth=1.3))
    return lagen


def _stippen(opzet: Opzet) -> list[alt.Chart]:
    """The dots, smaller where there are many; disputed and special ones always large enough to see their shape."""
    punten = opzet.punten[opzet.punten["vorm"] == "punt"]
    if punten.empty:
        return []
    meeste = punten.groupby("naam").size().max()
    ruim, smal = next((ruim, smal) for grens, ruim, smal in STIPGROOTTEN if meeste <= grens)
    grootte, kleinste = (ruim, ZICHTBARE_VORM[0]) if opzet.breedte >= RUIM_VANAF else (smal, ZICHTBARE_VORM[1])
    vorm = (punten["betwist"] == "ja") | punten["teken"].str.startswith("triangle")
    delen = ((punten[~vorm], grootte), (punten[vorm], max(grootte, kleinste)))
    return [stippen(deel, opzet.vlak, maat) for deel, maat in delen if len(deel)]


def _ringen(opzet: Opzet) -> list[alt.Chart]:
    """A thin ring around every figure that was later delivered with another value."""
    herzien = opzet.punten[(opzet.punten["vorm"] == "punt") & opzet.punten["is_herzien"].eq(True)]
    if herzien.empty:
        return []
    basis = alt.Chart(herzien[["midden", "waarde"]]).encode(x=opzet.vlak.x("midden"), y=opzet.vlak.y("waarde"))
    return [basis.mark_point(size=RING, shape="circle", fill="transparent", stroke=GEDEMPT, strokeWidth=1, opacity=1)]


def _voorvallen(opzet: Opzet) -> list[alt.Chart]:
    """A circle for the number of each gebeurtenis; a date known to the month or year is a stretch on the axis."""
    if opzet.voorvallen.empty:
        return []
    vlak, df = opzet.vlak, opzet.voorvallen[["van", "tot", "midden", "rij"]].copy()
    df["y"] = [vlak.y_waarde(nummerhoogte(opzet, rij)) for rij in df["rij"]]
    df["as"] = vlak.y_waarde(vlak.onder)
    stuk = alt.Chart(df[df["tot"] - df["van"] > DAG_MS]).encode(x=vlak.x("van"), x2=alt.X2("tot:T"), y=vlak.y("as"))
    cirkel = alt.Chart(df).encode(x=vlak.x("midden"), y=vlak.y("y"))
    return [
        stuk.mark_rule(color=GEDEMPT, strokeWidth=3),
        cirkel.mark_rule(color=ZACHT).encode(y=vlak.y("as"), y2=alt.Y2("y:Q")),
        cirkel.mark_point(size=300, opacity=1, shape="circle", fill=WIT, stroke=LIJN, strokeWidth=1.2),
    ]


def _overleggen(opzet: Opzet) -> list[alt.Chart]:
    """The overleggen in one lane of strokes: bestuurlijk long, the others beside it short."""
    vlak, df = opzet.vlak, opzet.overleggen
    per_pixel = vlak.y_waarde(0) - vlak.y_waarde(1)
    return overlegstreepjes(
        df.assign(y=vlak.y_waarde(opzet.baanhoogte), half=df["is_kort"].map({True: KORT, False: LANG}) * per_pixel), vlak
    )
