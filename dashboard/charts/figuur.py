"""From chart to page: a still picture with real text on top, as plain HTML that a sanitizer leaves whole.

A sanitizer for HTML removes inline SVG, and an SVG in an <img> cannot use the letters of the page. So the drawing
goes into an <img> (a data URI, no text in it) and every text becomes HTML at the same spot: sharp, selectable, in
the page's own letter, and it grows and shrinks with the picture.
"""

import base64
import html
import re
import xml.etree.ElementTree as ET
from dataclasses import dataclass

import altair as alt
import vl_convert

from dashboard.charts.stijl import LETTERMAP

SVG = "{http://www.w3.org/2000/svg}"
BASISLIJN = 0.812
"""Where the baseline of the chart's letter lies in a line as high as its own size."""
OMLIJNING = ",".join(f"{x}px {y}px 1px #fff" for x in (-1, 0, 1) for y in (-1, 0, 1) if x or y)
"""White around the letters, so that a label on a line stays readable."""
_VERSCHUIVING = re.compile(r"translate\(([-\d.eE]+)[ ,]+([-\d.eE]+)\)")

vl_convert.register_font_directory(str(LETTERMAP))
ET.register_namespace("", "http://www.w3.org/2000/svg")


@dataclass(frozen=True)
class Tekst:
    """One text of an SVG at its place (in pixels)."""

    x: float
    y: float
    woorden: str
    stijl: dict[str, str]


def svg(chart: alt.TopLevelMixin) -> str:
    """The chart as SVG, drawn without a browser."""
    return str(vl_convert.vegalite_to_svg(chart.to_dict(validate=False)))


def figuur(chart: alt.TopLevelMixin, beschrijving: str) -> str:
    """The chart as a piece of HTML with its text alternative."""
    wortel = ET.fromstring(svg(chart))  # noqa: S314
    breedte, hoogte = float(wortel.get("width", 0)), float(wortel.get("height", 0))
    teksten = _neem_teksten_uit(wortel, 0, 0)
    wortel.set("width", "100%")
    wortel.set("height", "100%")
    plaatje = base64.b64encode(ET.tostring(wortel)).decode()
    spans = "".join(_span(tekst, breedte, hoogte) for tekst in teksten)
    return (
        f'<div class="ks-figuur" role="img" aria-label="{html.escape(beschrijving)}" style="position:relative;'
        f"width:100%;max-width:{breedte:g}px;aspect-ratio:{breedte:g}/{hoogte:g};container-type:inline-size;"
        f'line-height:1;overflow:hidden;text-shadow:{OMLIJNING}"><img alt="" src="data:image/svg+xml;base64,{plaatje}" '
        f'style="position:absolute;inset:0;width:100%;height:100%;max-width:none">{spans}</div>'
    )


def _neem_teksten_uit(element: ET.Element, dx: float, dy: float) -> list[Tekst]:
    """Take every text out of the drawing and give it back with its place on the whole picture."""
    gevonden: list[Tekst] = []
    for kind in list(element):
        verschuiving = _VERSCHUIVING.match(kind.get("transform", ""))
        x, y = (float(deel) for deel in verschuiving.groups()) if verschuiving else (0.0, 0.0)
        if kind.tag == f"{SVG}text":
            element.remove(kind)
            gevonden.append(Tekst(dx + x, dy + y, "".join(kind.itertext()), dict(kind.attrib)))
        else:
            gevonden += _neem_teksten_uit(kind, dx + x, dy + y)
    return [tekst for tekst in gevonden if tekst.woorden and not tekst.stijl.get("stroke")]


def _span(tekst: Tekst, breedte: float, hoogte: float) -> str:
    """A text as HTML; sizes are shares of the picture's width (cqw), so that it scales along."""
    grootte = float(tekst.stijl.get("font-size", "12px").removesuffix("px"))
    schuif = {"middle": "-50%", "end": "-100%"}.get(tekst.stijl.get("text-anchor", "start"), "0")
    boven = tekst.y - BASISLIJN * grootte
    stijl = {
        "position": "absolute",
        "left": f"{100 * tekst.x / breedte:.3f}%",
        "top": f"{100 * boven / hoogte:.3f}%",
        "font-size": f"{100 * grootte / breedte:.4f}cqw",
        "font-weight": tekst.stijl.get("font-weight", "400"),
        "color": tekst.stijl.get("fill", "inherit"),
        "transform": f"translateX({schuif})",
        "white-space": "pre",
    }
    css = ";".join(f"{naam}:{waarde}" for naam, waarde in stijl.items())
    return f'<span aria-hidden="true" style="{css}">{html.escape(tekst.woorden)}</span>'
