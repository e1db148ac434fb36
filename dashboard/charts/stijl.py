"""The look of every chart: ink, accent, letters and the Dutch locale, registered as an Altair theme."""

from pathlib import Path
from typing import Any

import altair as alt
import pandas as pd
from altair.utils.schemapi import disable_debug_mode

from dashboard.charts.woorden import MAANDEN, maand_kort

INKT = "#1c2326"
GEDEMPT = "#55606a"
LIJN = "#d8dcdf"
RASTER = "#eceef0"
ACCENT = "#0f5b66"
ZACHT = "#b9c0c6"
WIT = "#ffffff"
BLAUW, ORANJE, GRIJS = "#1f5f9e", "#b04a00", "#7d8790"
"""Direction against richting: favourable, unfavourable; grey is ordinary. Always with a shape and a word."""
BAND = "#eef1f3"
RICHTINGKLEUR = {"gunstig": BLAUW, "ongunstig": ORANJE, "neutraal": INKT}

LETTER = "'Source Sans 3', 'Source Sans', sans-serif"
"""Quoted, because a family name that holds a bare number is no valid CSS."""
LETTERMAP = Path(__file__).parent / "lettertype"
LETTERGROOTTE = 13

REEKSSTIJLEN: tuple[tuple[str, str, list[int]], ...] = (
    (ACCENT, "circle", [1, 0]),
    (INKT, "square", [1, 0]),
    (GEDEMPT, "triangle-up", [5, 3]),
    (INKT, "cross", [2, 2]),
)
"""Colour, shape and dash of the first, second, ... reeks in one chart: never colour alone."""

LOCALE: dict[str, Any] = {
    "number": {"decimal": ",", "thousands": ".", "grouping": [3], "currency": ["€ ", ""]},
    "time": {
        "dateTime": "%A %-d %B %Y %H:%M",
        "date": "%-d-%-m-%Y",
        "time": "%H:%M",
        "periods": ["", ""],
        "days": ["zondag", "maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag"],
        "shortDays": ["zo", "ma", "di", "wo", "do", "vr", "za"],
        "months": list(MAANDEN),
        "shortMonths": [maand_kort(maand) for maand in MAANDEN],
    },
}


def als_rijen(data: pd.DataFrame) -> dict[str, list[dict[str, Any]]]:
    """The rows of a layer as JSON takes them; the types stand in the encodings, so nothing is guessed."""
    kolommen = {str(naam): _als_json(kolom) for naam, kolom in data.items()}
    return {"values": [dict(zip(kolommen, rij, strict=True)) for rij in zip(*kolommen.values(), strict=True)]}


def _als_json(kolom: pd.Series) -> list[Any]:
    """An empty value as null, a moment as text."""
    waarden = [w.isoformat() if isinstance(w, pd.Timestamp) else w for w in kolom.tolist()]
    return [None if leeg else waarde for waarde, leeg in zip(waarden, kolom.isna().tolist(), strict=True)]


# Altair holds every part against its schema while it is made, which takes as long as drawing; the tests hold whole charts against it.
disable_debug_mode()
alt.data_transformers.register("ketenspiegel", als_rijen)
alt.data_transformers.enable("ketenspiegel")


@alt.theme.register("ketenspiegel", enable=True)
def ketenspiegel() -> alt.theme.ThemeConfig:
    """The theme: much white, hairlines, muted axes, Dutch numbers and months."""
    as_stijl = {
        "domainColor": LIJN,
        "tickColor": LIJN,
        "gridColor": RASTER,
        "labelColor": GEDEMPT,
        "titleColor": GEDEMPT,
        "labelFontSize": LETTERGROOTTE,
        "titleFontSize": LETTERGROOTTE,
        "titleFontWeight": "normal",
        "grid": False,
        "labelPadding": 6,
    }
    config: dict[str, Any] = {
        "font": LETTER,
        "background": "transparent",
        "aria": False,  # a still picture carries one description; the parts need none
        "locale": LOCALE,
        "view": {"stroke": None},
        "axis": as_stijl,
        "text": {"font": LETTER, "fontSize": LETTERGROOTTE, "color": INKT},
        "line": {"color": ACCENT, "strokeWidth": 1.8, "strokeCap": "round", "strokeJoin": "round"},
        "point": {"color": ACCENT, "filled": True, "size": 52},
        "rule": {"color": LIJN},
        "title": {"font": LETTER, "fontSize": 16, "fontWeight": 600, "color": INKT, "anchor": "start"},
    }
    return {"config": config}  # type: ignore[typeddict-item]
