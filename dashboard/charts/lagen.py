"""The layers charts are made of: a surface with its scales, hairlines, lines, dots and text that stays in place."""

from dataclasses import asdict, dataclass
from typing import Any

import altair as alt
import pandas as pd

from dashboard.charts.stijl import INKT, LETTERGROOTTE, WIT


@dataclass(frozen=True)
class Vlak:
    """The surface of a chart: the domain (time in milliseconds, values) and the pixels it is drawn on.

    rechts is None where the width is only known in the browser.
    """

    x_domein: tuple[float, float]
    y_domein: tuple[float, float]
    boven: float
    onder: float
    links: float = 0
    rechts: float | None = None

    def x(self, veld: str, as_: alt.Axis | None = None) -> alt.X:
        """The x encoding of a field with milliseconds."""
        schaal: dict[str, Any] = {"type": "utc", "domain": list(self.x_domein), "nice": False}
        if self.rechts is not None:
            schaal["range"] = [self.links, self.rechts]
        return alt.X(f"{veld}:T", scale=alt.Scale(**schaal), axis=as_, title=None)

    def y(self, veld: str, as_: alt.Axis | None = None) -> alt.Y:
        """The y encoding of a field with values."""
        schaal = alt.Scale(domain=list(self.y_domein), range=[self.onder, self.boven], zero=False, nice=False)
        return alt.Y(f"{veld}:Q", scale=schaal, axis=as_, title=None)

    def y_pixel(self, waarde: float) -> float:
        """Where a value lies."""
        laag, hoog = self.y_domein
        return self.onder - (waarde - laag) / (hoog - laag) * (self.onder - self.boven)

    def y_waarde(self, pixel: float) -> float:
        """The value that lies at a pixel."""
        laag, hoog = self.y_domein
        return laag + (self.onder - pixel) / (self.onder - self.boven) * (hoog - laag)

    def x_pixel(self, moment: float, breedte: float | None = None) -> float:
        """Where a moment lies; breedte stands in where the width is not known yet."""
        van, tot = self.x_domein
        rechts = self.rechts if self.rechts is not None else breedte or 0
        return self.links + (moment - van) / (tot - van) * (rechts - self.links)

    def x_moment(self, pixel: float) -> float:
        """The moment that lies at a pixel."""
        van, tot = self.x_domein
        rechts = self.rechts if self.rechts is not None else self.links + 1
        return van + (pixel - self.links) / (rechts - self.links) * (tot - van)


@dataclass(frozen=True)
class Label:
    """One piece of text: where (time in milliseconds and value), what, and how it hangs on that spot."""

    x: float
    y: float
    tekst: str
    align: str = "center"
    dx: float = 0
    dy: float = 0
    kleur: str = INKT
    gewicht: int = 400
    grootte: float = LETTERGROOTTE


def beeld(lagen: list[alt.Chart], breedte: float, hoogte: float) -> alt.LayerChart:
    """Layers as one picture of exactly this size: places are computed here, so nothing may be moved for axes or titles."""
    stil = alt.AutoSizeParams(type="none")
    return alt.LayerChart(layer=lagen, width=breedte, height=hoogte, autosize=stil, padding=0)


def teksten(labels: list[Label], vlak: Vlak, omlijnd: bool = True) -> list[alt.Chart]:
    """Layers that write labels; a white outline under the letters keeps them readable on top of a line."""
    lagen: list[alt.Chart] = []
    for align in dict.fromkeys(label.align for label in labels):
        df = pd.DataFrame([asdict(label) for label in labels if label.align == align])
        basis = alt.Chart(df).encode(x=vlak.x("x"), y=vlak.y("y"), text=alt.Text("tekst:N"), size=alt.Size("grootte:Q", scale=None))
        stijl: dict[str, Any] = {
            "align": align,
            "baseline": "middle",
            "dx": alt.ExprRef("datum.dx"),
            "dy": alt.ExprRef("datum.dy"),
            "fontWeight": alt.ExprRef("datum.gewicht"),
        }
        if omlijnd:
            lagen.append(basis.mark_text(color=WIT, stroke=WIT, strokeWidth=4, strokeJoin="round", **stijl))
        lagen.append(basis.mark_text(**stijl).encode(color=alt.Color("kleur:N", scale=None)))
    return lagen


def verticalen(momenten: list[float], vlak: Vlak, kleur: str, boven: float, onder: float) -> alt.Chart:
    """Vertical hairlines from one height to another (in pixels)."""
    return (
        alt.Chart(pd.DataFrame({"x": momenten}))
        .mark_rule(color=kleur, strokeWidth=1)
        .encode(x=vlak.x("x"), y=alt.value(boven), y2=alt.value(onder))
    )


def horizontalen(df: pd.DataFrame, vlak: Vlak, **stijl: Any) -> alt.Chart:
    """Horizontal strokes from van to tot at the height y."""
    return alt.Chart(df).mark_rule(**stijl).encode(x=vlak.x("van"), x2=alt.X2("tot:T"), y=vlak.y("y"))


def lijn(df: pd.DataFrame, vlak: Vlak, kleur: str, streep: list[int], dikte: float) -> alt.Chart:
    """Lines through the points of one stuk and never across two."""
    return (
        alt.Chart(df[["midden", "waarde", "stuk"]])
        .mark_line(strokeWidth=dikte, color=kleur, strokeDash=streep)
        .encode(x=vlak.x("midden"), y=vlak.y("waarde"), detail=alt.Detail("stuk:N"))
    )


def stippen(df: pd.DataFrame, vlak: Vlak, grootte: float) -> alt.Chart:
    """Dots; the shape tells the reeks, an open diamond a disputed value: never colour alone."""
    return (
        alt.Chart(df[["midden", "waarde", "naam", "periode", "teken", "stipkleur", "vulling"]])
        .mark_point(size=grootte, opacity=1, strokeWidth=1.6)
        .encode(
            x=vlak.x("midden"),
            y=vlak.y("waarde"),
            shape=alt.Shape("teken:N", scale=None, legend=None),
            stroke=alt.Stroke("stipkleur:N", scale=None),
            fill=alt.Fill("vulling:N", scale=None),
        )
    )


def lijnen(punten: pd.DataFrame, vlak: Vlak, dikte: float) -> list[alt.Chart]:
    """One layer of lines per reeks that has a stretch of two or more points."""
    los = punten[punten["vorm"] == "punt"]
    los = los[los.groupby("stuk")["stuk"].transform("size") > 1]
    return [
        lijn(groep, vlak, kleur, streep, dikte)
        for _, groep in los.groupby("naam")
        for kleur, streep in [(groep["lijnkleur"].iloc[0], groep["streep"].iloc[0])]
    ]


def balken(punten: pd.DataFrame, vlak: Vlak) -> list[alt.Chart]:
    """Values over an interval as a bar from van to tot; an arrowhead where a side is open."""
    df = punten[punten["vorm"] == "balk"].copy()
    if df.empty:
        return []
    lucht = (vlak.x_domein[1] - vlak.x_domein[0]) / 100
    df["links"] = df["van_ms"].fillna(vlak.x_domein[0] + lucht)
    df["rechts"] = df["tot_ms"].fillna(vlak.x_domein[1] - lucht)
    kleur = alt.Color("kleur:N", scale=None)
    lagen = [
        alt.Chart(df)
        .mark_rule(strokeWidth=4, strokeCap="butt")
        .encode(x=vlak.x("links"), x2=alt.X2("rechts:T"), y=vlak.y("waarde"), color=kleur)
    ]
    for kant, teken in (("links", "triangle-left"), ("rechts", "triangle-right")):
        if (df["open"] == kant).any():
            lagen.append(
                alt.Chart(df[df["open"] == kant])
                .mark_point(shape=teken, size=110, opacity=1, strokeWidth=0)
                .encode(x=vlak.x(kant), y=vlak.y("waarde"), fill=alt.Fill("kleur:N", scale=None))
            )
    return lagen
