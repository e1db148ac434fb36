"""The control chart's own layers: the band of what is ordinary and the thin line of the mean."""

from itertools import pairwise
from typing import Any

import altair as alt
import pandas as pd

from dashboard.charts.lagen import Vlak
from dashboard.charts.reeksen import DAG_MS
from dashboard.charts.stijl import BAND, GRIJS


def heeft_band(punten: pd.DataFrame) -> bool:
    """Whether a band belongs in this chart: limits are known and one reeks is shown."""
    return bool(len(punten) and punten["naam"].nunique() == 1 and punten["ondergrens"].notna().any())


def grenswaarden(punten: pd.DataFrame) -> list[float]:
    """The limits that must fit on the value axis."""
    return [float(w) for k in ("ondergrens", "bovengrens") for w in punten[k].dropna()] if heeft_band(punten) else []


def band(punten: pd.DataFrame, vlak: Vlak) -> list[alt.Chart]:
    """The band and the mean in steps, one per stretch of line: they stop at a gap and at the border of a segment."""
    if not heeft_band(punten):
        return []
    df = treden(punten, vlak.x_domein)
    basis = alt.Chart(df).encode(x=vlak.x("x"), detail=alt.Detail("stuk:N"))
    return [
        basis.mark_area(color=BAND, opacity=1).encode(y=vlak.y("ondergrens"), y2=alt.Y2("bovengrens:Q")),
        basis.mark_line(color=GRIJS, strokeWidth=1).encode(y=vlak.y("gemiddelde")),
    ]


def treden(punten: pd.DataFrame, domein: tuple[float, float]) -> pd.DataFrame:
    """Two rows per point with limits, at its left and its right edge, so that limits per point are drawn as steps."""
    rijen: list[dict[str, Any]] = []
    met_grens = punten[punten["ondergrens"].notna() & (punten["vorm"] == "punt")]
    for stuk, groep in met_grens.groupby("stuk", sort=False):
        for (links, rechts), rij in zip(_randen(groep), groep.to_dict("records"), strict=True):
            hoogten = {k: rij[k] for k in ("ondergrens", "gemiddelde", "bovengrens")}
            rijen += [{"x": min(max(x, domein[0]), domein[1]), "stuk": stuk, **hoogten} for x in (links, rechts)]
    return pd.DataFrame(rijen)


def _randen(groep: pd.DataFrame) -> list[tuple[float, float]]:
    """From where to where each point holds: its period, or for figures of one day halfway to its neighbours."""
    if (groep["tot_ms"] - groep["van_ms"] > DAG_MS).all():
        return list(zip(groep["van_ms"], groep["tot_ms"], strict=True))
    midden = list(groep["midden"])
    half = [(a + b) / 2 for a, b in pairwise(midden)]
    rand = (midden[1] - midden[0]) / 2 if len(midden) > 1 else DAG_MS * 3
    return list(zip([midden[0] - rand, *half], [*half, midden[-1] + rand], strict=True))
