"""Axes that say few things well: round numbers, years and school years as people write them."""

import math
from dataclasses import dataclass, field
from itertools import pairwise

import pandas as pd

from dashboard.charts.reeksen import DAG, ms
from dashboard.charts.woorden import MAANDEN, PROCENT, decimalen, getal, maand_kort, periode_kort

NUL_BIJ_WEINIG, NUL_BIJ_VEEL, VEEL = 0.7, 0.4, 12
"""A scale leaves zero out only when the lowest value is above this share of the highest. With few points the eye
compares heights, so zero goes first; from twelve points on it reads the variation, which needs the room."""
KLEINSTE_SPAN = 0.25
"""A scale without zero spans at least this share of the highest value, so that a small change stays small."""
STAPPEN = 4
MEESTE_LABELS = 12
DAGEN, MAANDEN_OP_AS = 62, 430
"""Up to this many days the axis names days, up to fourteen months it names months, above that years."""
JAARPIXELS, MAANDPIXELS = 44, 70
LAATSTE_JAAR = 9998
"""The calendar of the machine ends a year later; a mistyped year must not stop the chart."""
GENOEG_JAAR = 0.4
"""The share of a year that must be on the axis for its name to stand there."""


@dataclass(frozen=True)
class YAs:
    """Where the value axis runs and which few numbers stand on it."""

    laag: float
    hoog: float
    streepjes: list[float]
    decimalen: int

    @property
    def waarschuwing(self) -> str:
        """What must be said when zero is not on the axis."""
        return "" if self.laag <= 0 else f"de as begint bij {getal(self.laag, self.decimalen)}"


@dataclass(frozen=True)
class XAs:
    """Where the time axis runs (milliseconds), the words on it and where one stretch ends and the next begins."""

    van: float
    tot: float
    labels: dict[float, str] = field(default_factory=dict)
    grenzen: list[float] = field(default_factory=list)


def y_as(waarden: list[float], eenheid: str | None = None, nul: float = NUL_BIJ_WEINIG) -> YAs:
    """A value axis with about four steps that holds all values, from zero unless they lie far from it."""
    onder, boven = strak(waarden, nul)
    stap = ronde_stap((boven - onder) / STAPPEN)
    laag, hoog = math.floor(onder / stap + 1e-9) * stap, math.ceil(boven / stap - 1e-9) * stap
    if eenheid in PROCENT and max(waarden) <= 100 < hoog:
        hoog = 100.0
    streepjes = [laag + i * stap for i in range(math.floor((hoog - laag) / stap + 1e-9) + 1)]
    streepjes = [round(streep, 10) for streep in streepjes]
    return YAs(laag, hoog, streepjes, decimalen(streepjes))


def strak(waarden: list[float], nul: float = NUL_BIJ_WEINIG) -> tuple[float, float]:
    """Lowest and highest value for a chart without an axis, by the same rule about zero."""
    laagste, hoogste = min(waarden), max(waarden)
    laag = min(0.0, laagste)
    if laagste > 0 and laagste > nul * hoogste:
        laag = max(0.0, min(laagste - (hoogste - laagste) / 4, (1 - KLEINSTE_SPAN) * hoogste))
    hoog = max(0.0, hoogste)
    return laag, hoog if hoog > laag else laag + 1


def nul_vanaf(punten: pd.DataFrame) -> float:
    """From which share on zero may be left out, by how many points the longest reeks has."""
    return NUL_BIJ_VEEL if punten.groupby("naam").size().max() >= VEEL else NUL_BIJ_WEINIG


def ronde_stap(ruw: float) -> float:
    """The nearest step of 1, 2, 2.5 or 5 times a power of ten that is not smaller."""
    macht = 10.0 ** math.floor(math.log10(ruw))
    return next(f * macht for f in (1, 2, 2.5, 5, 10) if f * macht >= ruw * (1 - 1e-9))


def x_as(punten: pd.DataFrame) -> XAs:
    """A time axis over whole periods; school years and years get their own name, longer spans the year."""
    van = punten["van"].fillna(punten["tot"]).min()
    tot = punten["tot"].fillna(punten["van"]).max() + DAG
    if punten["open"].ne("").any():
        rand = max((tot - van) / 6, 60 * DAG)
        van = van - rand if (punten["open"] == "links").any() else van
        tot = tot + rand if (punten["open"] == "rechts").any() else tot
    if tot - van < 7 * DAG:
        van, tot = van - 10 * DAG, tot + 10 * DAG
    labels, grenzen = _labels(set(punten["periodesoort"]), van, tot)
    return XAs(ms(van), ms(tot), labels, [g for g in grenzen if ms(van) < g < ms(tot)])


Labels = tuple[dict[float, str], list[float]]


def _labels(soorten: set[str], van: pd.Timestamp, tot: pd.Timestamp) -> Labels:
    if soorten == {"schooljaar"}:
        return _per_jaar(van, tot, 8)
    dagen = (tot - van).days
    if soorten == {"jaar"} or dagen > MAANDEN_OP_AS:
        return _per_jaar(van, tot, 1)
    return _per_maand(van, tot) if dagen > DAGEN else _per_dag(van, tot)


def _per_jaar(van: pd.Timestamp, tot: pd.Timestamp, maand: int) -> Labels:
    """The name of each (school) year in the middle of the part of it that is drawn."""
    begins = [pd.Timestamp(year=jaar, month=maand, day=1) for jaar in range(max(van.year - 1, 1), min(tot.year, LAATSTE_JAAR) + 1)]
    labels: dict[float, str] = {}
    for dag, volgend in pairwise([*begins, begins[-1].replace(year=begins[-1].year + 1)]):
        links, rechts = max(dag, van), min(volgend, tot)
        if rechts - links >= GENOEG_JAAR * (volgend - dag):
            naam = periode_kort(f"{dag.year:04d}/{volgend.year:04d}" if maand > 1 else str(dag.year))
            labels[(ms(links) + ms(rechts)) / 2] = naam
    stap = math.ceil(len(labels) / MEESTE_LABELS)
    return dict(list(labels.items())[::stap]), [ms(dag) for dag in begins]


def _per_maand(van: pd.Timestamp, tot: pd.Timestamp) -> Labels:
    begins = [dag for dag in pd.date_range(van.replace(day=1), tot - DAG, freq="MS") if dag >= van]
    stap = next(s for s in (1, 2, 3, 6) if len(begins) / s <= 8)
    labels: dict[float, str] = {}
    for dag in begins[::stap]:
        naam = maand_kort(MAANDEN[dag.month - 1])
        midden = (ms(dag) + ms(dag + pd.DateOffset(months=1))) / 2
        labels[midden] = naam if labels and dag.month > stap else f"{naam} {dag.year}"
    return labels, [ms(dag) for dag in begins]


def _per_dag(van: pd.Timestamp, tot: pd.Timestamp) -> Labels:
    stap = max(1, (tot - van).days // 4)
    labels: dict[float, str] = {}
    for dag in pd.date_range(van.normalize() + DAG, tot - DAG, freq=stap * DAG):
        kort = f"{dag.day} {maand_kort(MAANDEN[dag.month - 1])}"
        labels[ms(dag)] = kort if labels else f"{kort} {dag.year}"
    return labels, list(labels)


def streepjes(van_ms: float, tot_ms: float, pixels: float) -> dict[float, str]:
    """Moments on a long time axis with their words: years, or months where the time is short."""
    van, tot = (pd.Timestamp(int(moment), unit="ms") for moment in (van_ms, tot_ms))
    if (tot - van).days > 2 * MAANDEN_OP_AS:
        stap = max(1, math.ceil((tot.year - van.year + 1) * JAARPIXELS / pixels))
        dagen = [pd.Timestamp(year=jaar, month=1, day=1) for jaar in range(van.year, tot.year + 1)]
        woorden = {ms(dag): str(dag.year) for dag in dagen[::-stap][::-1] if dag >= van}
    else:
        eerste = van.normalize().replace(day=1) + pd.DateOffset(months=0 if van.day == 1 else 1)
        dagen = list(pd.date_range(eerste, tot, freq="MS"))
        stap = max(1, math.ceil(len(dagen) * MAANDPIXELS / pixels))
        woorden = {ms(dag): f"{maand_kort(MAANDEN[dag.month - 1])} {dag.year}" for dag in dagen[::stap]}
    return {moment: woord for moment, woord in woorden.items() if (tot_ms - moment) / (tot_ms - van_ms) * pixels > 28}
