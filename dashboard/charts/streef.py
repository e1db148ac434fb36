"""Streefwaarden as lines: from when to when, of which soort and according to whom."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from dashboard.charts.reeksen import DAG, ms
from dashboard.charts.woorden import is_leeg, met_eenheid, of_leeg, opsomming
from dashboard.components.opmaak import tijdvak

KOLOMMEN = ["van", "tot", "y", "soort", "volgens"]


def streeflijnen(streefwaarden: pd.DataFrame | None, van: float, tot: float) -> pd.DataFrame:
    """One row per line to draw between two moments: van, tot, y, soort, volgens.

    Lines with the same value, time and soort become one that names everyone who reports it; different values stay
    side by side, each with its own words. A streefwaarde in words or outside the drawn time gives no line.
    """
    rijen = [] if streefwaarden is None else streefwaarden.to_dict("records")
    lijnen: dict[tuple[float, float, float, str], list[str]] = {}
    for rij in rijen:
        if is_leeg(rij["waarde"]):
            continue
        begin = van if is_leeg(rij["van_van"]) else ms(rij["van_van"])
        eind = tot if is_leeg(rij["tot_tot"]) else ms(pd.Timestamp(rij["tot_tot"]) + DAG)
        if begin >= tot or eind <= van:
            continue
        sleutel = (max(begin, van), min(eind, tot), float(rij["waarde"]), str(rij["soort"]))
        lijnen.setdefault(sleutel, []).append("" if is_leeg(rij["volgens"]) else str(rij["volgens"]))
    return pd.DataFrame(
        [(*sleutel, _volgens(wie)) for sleutel, wie in lijnen.items()],
        columns=KOLOMMEN,
    )


def streefwoorden(streefwaarde: Mapping[Any, Any], eenheid: object) -> str:
    """One streefwaarde in words: soort, height, according to whom and from when to when."""
    hoogte = of_leeg(streefwaarde["tekst"]) if is_leeg(streefwaarde["waarde"]) else met_eenheid(streefwaarde["waarde"], eenheid)
    van, tot = of_leeg(streefwaarde["van"]), of_leeg(streefwaarde["tot"])
    tijd = tijdvak(van or None, tot or None) if van or tot else ""
    volgens = f"volgens {streefwaarde['volgens']}" if of_leeg(streefwaarde["volgens"]) else ""
    return ", ".join(deel for deel in (f"{streefwaarde['soort']} {hoogte}", volgens, tijd) if deel)


def _volgens(wie: list[str]) -> str:
    return opsomming(sorted({naam for naam in wie if naam}))
