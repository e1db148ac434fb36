"""What a question is based on: the facts a rule left behind (JSON with Dutch names), in words."""

import json
import re
from typing import Any

from dashboard.components import opmaak
from dashboard.components.markering import Html, el

ISO_DAG = re.compile(r"\d{4}-\d{2}-\d{2}")
KLEINSTE = 0.005
"""Below this two decimals say nothing; the first two digits that count do."""


def onderbouwing(feiten: str | None) -> Html | None:
    """The facts as a list of names and values; lists below each other; None where there is nothing."""
    gelezen = json.loads(feiten) if feiten else None
    if not gelezen:
        return None
    return _inhoud(gelezen)


def _inhoud(feit: Any) -> Html:
    if isinstance(feit, dict):
        regels = [[el("dt", _naam(sleutel)), el("dd", _waarde(waarde))] for sleutel, waarde in feit.items() if waarde not in (None, "", [])]
        return el("dl", regels, klasse="ks-paspoort ks-feiten")
    return el("ul", [el("li", _waarde(deel)) for deel in (feit if isinstance(feit, list) else [feit])], klasse="ks-lijst")


def _waarde(waarde: Any) -> object:
    """A value in Dutch; within a list an object becomes one line."""
    if isinstance(waarde, list):
        if any(isinstance(deel, dict) for deel in waarde):
            return _inhoud(waarde)
        return opmaak.opsomming([str(_waarde(deel)) for deel in waarde])
    if isinstance(waarde, dict):
        return "; ".join(f"{_naam(s).lower()}: {_waarde(w)}" for s, w in waarde.items() if w not in (None, ""))
    if isinstance(waarde, bool):
        return "ja" if waarde else "nee"
    if isinstance(waarde, int | float):
        return _getal(waarde)
    return opmaak.datum(waarde) if isinstance(waarde, str) and ISO_DAG.fullmatch(waarde) else waarde


def _getal(waarde: float) -> str:
    if waarde and abs(waarde) < KLEINSTE:
        return f"{waarde:.2g}".replace(".", ",") if abs(waarde) >= 1e-4 else "minder dan 0,0001"
    return opmaak.getal(waarde)


def _naam(sleutel: str) -> str:
    return opmaak.met_hoofdletter(sleutel.replace("_", " "))
