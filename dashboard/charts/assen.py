"""Axes that say few things well: round numbers, years and school years as people write them."""

import json
import math
from dataclasses import dataclass, field

import altair as alt
import pandas as pd

from dashboard.charts.reeksen import DAG, ms
from dashboard.charts.woorden import MAANDEN, PROCENT, decimalen, getal, maand_kort, periode_kort

NUL_VANAF = 0.7
"""A scale may leave out zero only when the lowest value is above this share of the highest: below it the empty
space is small, and a bar of air misleads less than a cut axis."""
KLEINSTE_SPAN = 0.25
"""A scale without zero spans at least this share of the highest value, so that a small change stays small."""
STAPPEN = 4
MEESTE_JAARLABELS = 10
JAARPIXELS, MAANDPIXELS = 44, 70
KORTE_TIJD = 430
"""Up to this many days (fourteen months) the axis names months, above it years."""


@dataclass(frozen=True)
class YAs:
    """Where the value axis runs and which few numbers stand on it."""

    laag: float
    hoog: float
    streepjes: list[float]
    decimalen: int

    @property
    def vanaf_nul(self) -> bool:
        """Whether zero is on the axis."""
        return self.laag <= 0 <= self.hoog

    @property
    def waarschuwing(self) -> str:
        """What must be said when it is not."""
        return "" if self.vanaf_nul else f"de as begint bij {getal(self.laag, self.decimalen)}"


@dataclass(frozen=True)
class XAs:
    """Where the time axis runs (milliseconds) and what stands on it."""

    van: float
    tot: float
    labels: dict[float, str | list[str]] = field(default_factory=dict)

    @property
    def label_expr(self) -> str:
        """Vega expression that looks the label of a tick up: the words are made here, not in the browser."""
        tabel = {str(int(moment)): label for moment, label in self.labels.items()}
        return f"{json.dumps(tabel, ensure_ascii=False)}[time(datum.value)]"

    def as_altair(self, **stijl: object) -> alt.Axis:
        """The axis for Altair."""
        return alt.Axis(
            values=[int(moment) for moment in self.labels],
            labelExpr=self.label_expr,
            labelOverlap="parity",
            title=None,
            **stijl,  # type: ignore[arg-type]
        )


def y_as(waarden: list[float], eenheid: str | None = None) -> YAs:
    """A value axis with about four steps that holds all values, from zero unless they lie far from it."""
    laagste, hoogste = min(waarden), max(waarden)
    onder = _onderkant(laagste, hoogste)
    boven = max(0.0, hoogste)
    if boven == onder:
        boven = onder + 1
    stap = ronde_stap((boven - onder) / STAPPEN)
    laag = math.floor(onder / stap + 1e-9) * stap
    hoog = math.ceil(boven / stap - 1e-9) * stap
    if eenheid in PROCENT and hoogste <= 100 < hoog:
        hoog = 100.0
    streepjes = [laag + i * stap for i in range(round((hoog - laag) / stap) + 1)]
    streepjes = [round(streep, 10) for streep in streepjes if streep <= hoog + 1e-9]
    return YAs(laag, hoog, streepjes, decimalen(streepjes))


def strak(waarden: list[float]) -> tuple[float, float]:
    """Lowest and highest value for a chart without an axis, by the same rule about zero."""
    laagste, hoogste = min(waarden), max(waarden)
    laag = _onderkant(laagste, hoogste)
    hoog = max(0.0, hoogste)
    return laag, hoog if hoog > laag else laag + 1


def _onderkant(laagste: float, hoogste: float) -> float:
    """Where a scale starts: at zero (or the lowest value below it), or well under values that lie far from it."""
    if laagste <= NUL_VANAF * hoogste or laagste <= 0:
        return min(0.0, laagste)
    return min(laagste - (hoogste - laagste) / 4, (1 - KLEINSTE_SPAN) * hoogste)


def ronde_stap(ruw: float) -> float:
    """The nearest step of 1, 2, 2.5 or 5 times a power of ten that is not smaller."""
    macht = 10 ** math.floor(math.log10(ruw))
    return next(f * macht for f in (1, 2, 2.5, 5, 10) if f * macht >= ruw * (1 - 1e-9))


def x_as(punten: pd.DataFrame, tot_en_met: pd.Timestamp | None = None) -> XAs:
    """A time axis over whole periods; school years and years get their own name, longer spans the year."""
    van = punten["van"].fillna(punten["tot"]).min()
    tot = punten["tot"].fillna(punten["van"]).max() + DAG
    if punten["open"].ne("").any():
        rand = max((tot - van) / 6, 20 * DAG)
        van = van - rand if (punten["open"] == "links").any() else van
        tot = tot + rand if (punten["open"] == "rechts").any() else tot
    if tot - van < 7 * DAG:
        van, tot = van - 10 * DAG, tot + 10 * DAG
    if tot_en_met is not None:
        tot = max(tot, tot_en_met + DAG)
    return XAs(ms(van), ms(tot), _labels(punten, van, tot))


def _labels(punten: pd.DataFrame, van: pd.Timestamp, tot: pd.Timestamp) -> dict[float, str | list[str]]:
    soorten = set(punten["periodesoort"])
    if soorten <= {"schooljaar"} or soorten <= {"jaar"}:
        return _per_periode(van, tot, soorten == {"schooljaar"})
    dagen = (tot - van).days
    if dagen <= 62:
        return _per_dag(van, tot)
    return _per_maand(van, tot) if dagen <= KORTE_TIJD else _per_jaar(van, tot)


def _per_periode(van: pd.Timestamp, tot: pd.Timestamp, is_schooljaar: bool) -> dict[float, str | list[str]]:
    begin = pd.Timestamp(year=van.year, month=8 if is_schooljaar else 1, day=1)
    begins = list(pd.date_range(begin, tot - DAG, freq=pd.DateOffset(years=1)))
    stap = math.ceil(len(begins) / MEESTE_JAARLABELS)
    labels: dict[float, str | list[str]] = {}
    for dag in begins[::stap]:
        volgend = dag + pd.DateOffset(years=1)
        tekst = f"{dag.year}/{volgend.year}" if is_schooljaar else str(dag.year)
        labels[(ms(dag) + ms(volgend)) / 2] = periode_kort(tekst)
    return labels


def _per_jaar(van: pd.Timestamp, tot: pd.Timestamp) -> dict[float, str | list[str]]:
    jaren = [jaar for jaar in range(van.year, tot.year + 1) if van <= pd.Timestamp(year=jaar, month=1, day=1) <= tot]
    stap = math.ceil(len(jaren) / MEESTE_JAARLABELS)
    return {ms(pd.Timestamp(year=jaar, month=1, day=1)): str(jaar) for jaar in jaren[::stap]}


def _per_maand(van: pd.Timestamp, tot: pd.Timestamp) -> dict[float, str | list[str]]:
    begins = list(pd.date_range(van.replace(day=1), tot - DAG, freq="MS"))
    stap = next(s for s in (1, 2, 3, 6) if len(begins) / s <= 8)
    labels: dict[float, str | list[str]] = {}
    for dag in begins[::stap]:
        if dag < van:
            continue
        naam = maand_kort(MAANDEN[dag.month - 1])
        midden = (ms(dag) + ms(dag + pd.DateOffset(months=1))) / 2
        labels[midden] = naam if labels and dag.month > stap else [naam, str(dag.year)]
    return labels


def _per_dag(van: pd.Timestamp, tot: pd.Timestamp) -> dict[float, str | list[str]]:
    aantal = max(1, (tot - van).days // 4)
    labels: dict[float, str | list[str]] = {}
    for dag in pd.date_range(van.normalize() + 1 * DAG, tot - DAG, freq=aantal * DAG):
        kort = f"{dag.day} {maand_kort(MAANDEN[dag.month - 1])}"
        labels[ms(dag)] = kort if labels else [kort, str(dag.year)]
    return labels


def streepjes(van_ms: float, tot_ms: float, pixels: float) -> dict[float, str]:
    """Moments on a long time axis with their words: years, or months where the time is short."""
    van, tot = (pd.Timestamp(moment, unit="ms") for moment in (van_ms, tot_ms))
    if (tot - van).days > 2 * KORTE_TIJD:
        stap = math.ceil((tot.year - van.year + 1) * JAARPIXELS / pixels)
        dagen = [pd.Timestamp(year=jaar, month=1, day=1) for jaar in range(van.year, tot.year + 1)]
        woorden = {ms(dag): str(dag.year) for dag in dagen[::-stap][::-1] if dag >= van}
    else:
        eerste = van.normalize().replace(day=1) + pd.DateOffset(months=0 if van.day == 1 else 1)
        dagen = list(pd.date_range(eerste, tot, freq="MS"))
        stap = math.ceil(len(dagen) * MAANDPIXELS / pixels)
        woorden = {ms(dag): f"{maand_kort(MAANDEN[dag.month - 1])} {dag.year}" for dag in dagen[::stap]}
    return {moment: woord for moment, woord in woorden.items() if (tot_ms - moment) / (tot_ms - van_ms) * pixels > 28}
