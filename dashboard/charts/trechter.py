"""The funnel plot: parts of one whole at one moment, against what chance alone would give for their size.

Method: Spiegelhalter (2005), Funnel plots for comparing institutional performance, Statistics in Medicine 24,
1185-1202: limits around the proportion of the whole at 95% and 99.8%, by the normal approximation to the binomial.
"""

from math import sqrt
from typing import Any

import altair as alt
import pandas as pd

from dashboard.charts.lagen import Label, Vlak, beeld, horizontalen, teksten
from dashboard.charts.meten import tekstbreedte
from dashboard.charts.opmaak import uiteen
from dashboard.charts.stijl import BAND, GEDEMPT, GRIJS, INKT, LETTERGROOTTE, LIJN, WIT
from dashboard.charts.woorden import getal

Z95, Z998 = 1.959964, 3.090232
STAPPEN = 60
BINNEN, RAND, BUITEN = "binnen", "rand", "buiten"
WOORDEN = {BINNEN: "past bij toeval", RAND: "aan de rand: kan nog toeval zijn", BUITEN: "verder van het geheel dan toeval meestal geeft"}
TEKENS = {BINNEN: ("circle", GRIJS, GRIJS), RAND: ("diamond", INKT, WIT), BUITEN: ("diamond", INKT, INKT)}
"""Shape, stroke and fill: never colour alone, and no colour for a side."""
ONDER, BOVEN, REGEL = 42, 26, 16


def grenzen(geheel: float, noemer: float, z: float) -> tuple[float, float]:
    """The limits for a part of this size around the proportion of the whole, cut at 0 and 1."""
    afstand = z * sqrt(geheel * (1 - geheel) / noemer)
    return max(geheel - afstand, 0.0), min(geheel + afstand, 1.0)


def plaats(geheel: float, teller: float, noemer: float) -> str:
    """Whether a part lies within the 95% limits, between them and the 99.8% limits, or outside."""
    for z, woord in ((Z95, BINNEN), (Z998, RAND)):
        laag, hoog = grenzen(geheel, noemer, z)
        if laag <= teller / noemer <= hoog:
            return woord
    return BUITEN


def seen(delen: pd.DataFrame, soort: str = "gebieden") -> str:
    """What is seen, in one sentence; delen holds naam and plaats."""
    buiten = list(delen.loc[delen["plaats"] == BUITEN, "naam"])
    if buiten:
        namen = buiten[0] if len(buiten) == 1 else f"{', '.join(buiten[:-1])} en {buiten[-1]}"
        ligt = "ligt" if len(buiten) == 1 else "liggen"
        return f"{namen} {ligt} verder van het geheel dan toeval meestal geeft. Wat is daar anders?"
    if (delen["plaats"] == RAND).any():
        return f"De {soort} passen bij wat toeval geeft; aan de rand is het niet zeker."
    return f"Alle {soort} passen bij wat u door toeval mag verwachten."


def trechter(delen: pd.DataFrame, geheel: float, breedte: int, hoogte: int = 340) -> alt.LayerChart:
    """The funnel of parts (columns naam, teller, noemer, plaats) around the proportion of the whole (0 to 1)."""
    aandelen = 100 * delen["teller"] / delen["noemer"]
    klein, groot = float(delen["noemer"].min()), float(delen["noemer"].max())
    ruimte = (groot - klein) * 0.08 or groot * 0.2
    x_domein = (max(klein - ruimte, 1.0), groot + ruimte)
    band = _band(geheel, x_domein)
    uiterste = [*band["onder998"], *band["boven998"], *aandelen]
    y_domein = (max(min(uiterste) - 2, 0), min(max(uiterste) + 2, 100))
    rechts = breedte - max(tekstbreedte(naam) for naam in delen["naam"]) - 20
    vlak = Vlak(x_domein, y_domein, BOVEN, hoogte - ONDER, 46, rechts)
    punten = delen.assign(x=delen["noemer"], y=aandelen)
    lagen = [
        _vulling(band, vlak, "onder998", "boven998", "#f6f7f8"),
        _vulling(band, vlak, "onder95", "boven95", BAND),
        horizontalen(pd.DataFrame([{"van": x_domein[0], "tot": x_domein[1], "y": 100 * geheel}]), vlak, color=GEDEMPT, strokeWidth=1),
        horizontalen(pd.DataFrame([{"van": x_domein[0], "tot": x_domein[1], "y": y_domein[0]}]), vlak, color=LIJN),
        *[_stippen(punten[punten["plaats"] == soort], vlak, *TEKENS[soort]) for soort in TEKENS if (punten["plaats"] == soort).any()],
        *teksten(_namen(punten, vlak) + _assen(vlak, geheel), vlak),
    ]
    return beeld(lagen, breedte, hoogte)


def _band(geheel: float, x_domein: tuple[float, float]) -> pd.DataFrame:
    """The limits along the axis, in percent."""
    stap = (x_domein[1] - x_domein[0]) / STAPPEN
    rijen = []
    for i in range(STAPPEN + 1):
        n = x_domein[0] + i * stap
        (laag95, hoog95), (laag998, hoog998) = (grenzen(geheel, n, z) for z in (Z95, Z998))
        rijen.append({"x": n, "onder95": 100 * laag95, "boven95": 100 * hoog95, "onder998": 100 * laag998, "boven998": 100 * hoog998})
    return pd.DataFrame(rijen)


def _vulling(band: pd.DataFrame, vlak: Vlak, onder: str, boven: str, kleur: str) -> alt.Chart:
    return alt.Chart(band).mark_area(color=kleur, opacity=1).encode(x=vlak.x("x"), y=vlak.y(onder), y2=f"{boven}:Q")


def _stippen(punten: pd.DataFrame, vlak: Vlak, vorm: str, lijn: str, vulling: str) -> alt.Chart:
    basis = alt.Chart(punten[["x", "y"]]).mark_point(shape=vorm, stroke=lijn, fill=vulling, size=60, opacity=1, strokeWidth=1.6)
    return basis.encode(x=vlak.x("x"), y=vlak.y("y"))


def _namen(punten: pd.DataFrame, vlak: Vlak) -> list[Label]:
    hoogten = [vlak.y_pixel(y) for y in punten["y"]]
    plaatsen = uiteen(hoogten, [REGEL] * len(hoogten), vlak.boven, vlak.onder)
    return [
        Label(rij.x, rij.y, rij.naam, "left", dx=10, dy=p - h, gewicht=400 if rij.plaats == BINNEN else 600)
        for rij, p, h in zip(punten.itertuples(), plaatsen, hoogten, strict=True)
    ]


def _assen(vlak: Vlak, geheel: float) -> list[Label]:
    """Few words around the plot: begin and end of both axes, and the whole."""
    van, tot = vlak.x_domein
    laag, hoog = vlak.y_domein
    stijl: dict[str, Any] = {"kleur": GEDEMPT, "grootte": LETTERGROOTTE}
    onder = vlak.y_waarde(vlak.onder)
    return [
        Label(van, hoog, f"{getal(hoog, 0)}%", "right", dx=-8, **stijl),
        Label(van, laag, f"{getal(laag, 0)}%", "right", dx=-8, **stijl),
        Label(van, 100 * geheel, f"{getal(100 * geheel, 0)}%", "right", dx=-8, **stijl),
        Label(van, onder, getal(van, 0), "left", dy=14, **stijl),
        Label(tot, onder, getal(tot, 0), "right", dy=14, **stijl),
        Label((van + tot) / 2, onder, "hoeveel er meetellen (noemer)", dy=30, **stijl),
        Label(van, vlak.y_waarde(10), "procent; lijn: het geheel", "left", **stijl),
    ]
