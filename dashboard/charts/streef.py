"""Streefwaarden as lines: from when to when, of which soort and according to whom."""

import pandas as pd

from dashboard.charts.reeksen import DAG, ms
from dashboard.charts.woorden import getal, is_leeg, opsomming

KOLOMMEN = ["van", "tot", "y", "soort", "volgens", "tekst", "eindigt"]


def streeflijnen(streefwaarden: pd.DataFrame | None, van: float, tot: float) -> pd.DataFrame:
    """One row per line to draw between two moments: van, tot, y, soort, volgens, tekst, eindigt (on a drawn day).

    Lines with the same value, time and soort become one that names everyone who reports it; different values stay
    side by side, each with its own words. A streefwaarde in words or outside the drawn time gives no line.
    """
    rijen = [] if streefwaarden is None else streefwaarden.to_dict("records")
    lijnen: dict[tuple[float, float, float, str], list[str]] = {}
    einden: set[tuple[float, float, float, str]] = set()
    for rij in rijen:
        if is_leeg(rij["waarde"]):
            continue
        begin = van if is_leeg(rij["van_van"]) else ms(rij["van_van"])
        eind = tot if is_leeg(rij["tot_tot"]) else ms(pd.Timestamp(rij["tot_tot"]) + DAG)
        if begin >= tot or eind <= van:
            continue
        sleutel = (max(begin, van), min(eind, tot), float(rij["waarde"]), str(rij["soort"]))
        lijnen.setdefault(sleutel, []).append("" if is_leeg(rij["volgens"]) else str(rij["volgens"]))
        einden |= {sleutel} if eind <= tot and not is_leeg(rij["tot_tot"]) else set()
    return pd.DataFrame(
        [(*sleutel, _volgens(wie), _woorden(sleutel, wie), sleutel in einden) for sleutel, wie in lijnen.items()],
        columns=["van", "tot", "y", "soort", "volgens", "tekst", "eindigt"],
    )


def _volgens(wie: list[str]) -> str:
    return opsomming(sorted({naam for naam in wie if naam}))


def _woorden(sleutel: tuple[float, float, float, str], wie: list[str]) -> str:
    volgens = _volgens(wie)
    return f"{sleutel[3]} {getal(sleutel[2])}" + (f", volgens {volgens}" if volgens else "")
