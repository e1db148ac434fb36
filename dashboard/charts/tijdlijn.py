"""The time axis of a keten: what happened, and when the partijen met."""

import math
from dataclasses import dataclass, replace
from typing import Any

import altair as alt
import pandas as pd

from dashboard.charts.lagen import Label, Vlak, teksten
from dashboard.charts.meten import breek, tekstbreedte
from dashboard.charts.plaatsing import stapels, vlaggen
from dashboard.charts.reeksen import DAG, ms
from dashboard.charts.stijl import ACCENT, GEDEMPT, INKT, LIJN, WIT, ZACHT
from dashboard.charts.woorden import is_leeg, of_leeg

TEKENS = {
    "interventie": ("triangle-up", "▲"),
    "bestuurswissel": ("diamond", "◆"),
    "marktwijziging": ("square", "■"),
    "definitiewijziging": ("cross", "+"),
    "registratiewijziging": ("cross", "+"),
    "overig": ("circle", "●"),
}
"""Shape of each soort in a drawing and in a line of text."""
OVERLEGSOORTEN = ("bestuurlijk", "ambtelijk", "uitvoering", "casus", "reflectie", "")
BREED = 600
"""From this width on there is room for words beside the lanes and for labels at the marks."""
MEESTE_REGELS = 14
WOORDBREEDTES = (600, 260, 190, 140)
"""Widths at which the words are broken, tried in turn until all of them fit."""
REGEL, BAAN, SMALLE_BAAN, VOET = 17, 28, 42, 24
GOOT, RAND = 108, 12
ONZEKER = 10
"""A date known to the month or year is a stretch; from this many pixels on the mark on it is left open."""
NUMMERBREEDTE = 18
JAARBREEDTE = 44


@dataclass(frozen=True)
class Opzet:
    """What goes where: the marks with their labels, and the lanes of overleggen."""

    vlak: Vlak
    voorvallen: pd.DataFrame
    banen: list[tuple[str, pd.DataFrame]]
    sleutel: list[str]
    met_woorden: bool
    lijnhoogte: float

    @property
    def breed(self) -> bool:
        """Whether lanes have their name beside them instead of above them."""
        return (self.vlak.rechts or 0) >= BREED - RAND

    def baanhoogte(self, nummer: int) -> float:
        """The height of the centre of a lane."""
        return self.lijnhoogte + (BAAN * (nummer + 1) if self.breed else SMALLE_BAAN * (nummer + 1)) + 4


def tijdlijn(gebeurtenissen: pd.DataFrame, overleggen: pd.DataFrame, breedte: int) -> alt.LayerChart:
    """Gebeurtenissen above the axis, overleggen in a lane per soort below it; at least one row must have a date.

    Both need datum_van, datum_tot and soort; gebeurtenissen also omschrijving. Every dated gebeurtenis has a number
    in order of time (`op_volgorde`); where all words fit they stand at the marks, else the numbers do.
    """
    opzet = _opzet(op_volgorde(gebeurtenissen), overleggen, breedte)
    lagen = [*_tijdas(opzet), *_voorvallen(opzet), *_overleggen(opzet), *teksten(_labels(opzet), opzet.vlak, False)]
    stil = alt.AutoSizeParams(type="none")
    return alt.layer(*lagen).properties(width=breedte, height=opzet.vlak.onder, autosize=stil, padding=0)


def op_volgorde(gebeurtenissen: pd.DataFrame) -> pd.DataFrame:
    """The gebeurtenissen with a date in order of time, with their number from 1."""
    df = gebeurtenissen[gebeurtenissen["datum_van"].notna()].copy()
    df = df.sort_values(["datum_van", "datum_tot", "omschrijving"], kind="stable").reset_index(drop=True)
    df["nummer"] = range(1, len(df) + 1)
    return df


def _opzet(voorvallen: pd.DataFrame, overleggen: pd.DataFrame, breedte: int) -> Opzet:
    banen = _banen(overleggen)
    breed = breedte >= BREED
    vlak = Vlak(_tijd(voorvallen, overleggen), (1, 0), 0, 1, GOOT if breed and banen else RAND, breedte - RAND)
    for kolom, bron in (("van", voorvallen["datum_van"]), ("tot", voorvallen["datum_tot"] + DAG)):
        voorvallen[kolom] = [ms(dag) for dag in bron]
    voorvallen["midden"] = (voorvallen["van"] + voorvallen["tot"]) / 2
    voorvallen["x"] = [vlak.x_pixel(moment) for moment in voorvallen["midden"]]
    voorvallen, met_woorden = _gehangen(voorvallen.sort_values("x", kind="stable"), breedte, breed)
    sleutel = _sleutel(voorvallen, breedte)
    hoogste = max((rij.boven + REGEL * len(rij.regels) + 14 for rij in voorvallen.itertuples()), default=0)
    lijnhoogte = 8 + REGEL * len(sleutel) + hoogste
    opzet = Opzet(vlak, voorvallen, banen, sleutel, met_woorden, lijnhoogte)
    hoogte = opzet.baanhoogte(len(banen) - 1) + BAAN / 2 + VOET
    return replace(opzet, vlak=replace(vlak, y_domein=(hoogte, 0), onder=hoogte))


def _tijd(voorvallen: pd.DataFrame, overleggen: pd.DataFrame) -> tuple[float, float]:
    """Whole years around everything that is drawn."""
    dagen = pd.concat([df[kolom] for df in (voorvallen, overleggen) for kolom in ("datum_van", "datum_tot")])
    eerste, laatste = dagen.dropna().min(), dagen.dropna().max()
    return ms(f"{eerste.year}-01-01"), ms(f"{laatste.year + 1}-01-01")


def _banen(overleggen: pd.DataFrame) -> list[tuple[str, pd.DataFrame]]:
    soorten = overleggen["soort"].map(of_leeg)
    return [(soort, overleggen[soorten == soort]) for soort in OVERLEGSOORTEN if (soorten == soort).any()]


def _gehangen(voorvallen: pd.DataFrame, breedte: int, breed: bool) -> tuple[pd.DataFrame, bool]:
    """Give each mark the lines of its label and their height: the words where they all fit, else the number."""
    xs = list(voorvallen["x"])
    for hoogste_breedte in WOORDBREEDTES if breed else ():
        regels = [breek(tekst, hoogste_breedte) for tekst in voorvallen["omschrijving"]]
        breedtes = [max(tekstbreedte(regel) for regel in stuk) + 6 for stuk in regels]
        per_laan = max(map(len, regels), default=1)
        gehangen = vlaggen(xs, breedtes, breedte, MEESTE_REGELS // per_laan)
        if gehangen is not None:
            laan = [v.laan * (per_laan * REGEL + (per_laan > 1) * 5) for v in gehangen]
            return voorvallen.assign(regels=regels, boven=laan, links=[v.naar_links for v in gehangen]), True
    nummers = [[str(nummer)] for nummer in voorvallen["nummer"]]
    lanen = [laan * REGEL for laan in stapels(xs, NUMMERBREEDTE)]
    return voorvallen.assign(regels=nummers, boven=lanen, links=False), False


def _sleutel(voorvallen: pd.DataFrame, breedte: int) -> list[str]:
    """What the shapes mean, in as many lines as it takes."""
    delen: dict[str, list[str]] = {}
    for soort in TEKENS:
        if (voorvallen["soort"] == soort).any():
            delen.setdefault(TEKENS[soort][1], []).append(soort)
    regels: list[str] = []
    for teken, soorten in delen.items():
        deel = f"{teken} {' of '.join(soorten)}"
        poging = f"{regels[-1]}    {deel}" if regels else deel
        if regels and tekstbreedte(poging) <= breedte - RAND:
            regels[-1] = poging
        else:
            regels.append(deel)
    return regels


def _tijdas(opzet: Opzet) -> list[alt.Chart]:
    """A hairline per year and one under the marks."""
    vlak, boven = opzet.vlak, opzet.lijnhoogte
    jaren = pd.DataFrame({"x": [moment for moment, _ in _jaren(vlak)]})
    rand = pd.DataFrame({"van": [vlak.x_domein[0]], "tot": [vlak.x_domein[1]], "y": [boven]})
    return [
        alt.Chart(jaren).mark_rule(color=LIJN).encode(x=vlak.x("x"), y=alt.value(boven), y2=alt.value(vlak.onder - VOET)),
        alt.Chart(rand).mark_rule(color=ZACHT).encode(x=vlak.x("van"), x2="tot:T", y=vlak.y("y")),
    ]


def _jaren(vlak: Vlak) -> list[tuple[float, int]]:
    """The years that get a line and a number, as many as there is room for."""
    begin, eind = (pd.Timestamp(moment, unit="ms").year for moment in vlak.x_domein)
    ruimte = (vlak.rechts or 0) - vlak.links
    stap = math.ceil((eind - begin) * JAARBREEDTE / ruimte)
    return [(ms(f"{jaar}-01-01"), jaar) for jaar in range(begin, eind + 1, stap)]


def _voorvallen(opzet: Opzet) -> list[alt.Chart]:
    """Leaders, stretches for dates known to the month or year, and the marks."""
    if opzet.voorvallen.empty:
        return []
    vlak, df = opzet.vlak, opzet.voorvallen.copy()
    df["y"] = opzet.lijnhoogte
    df["top"] = df["y"] - 12 - df["boven"] - [REGEL * (len(regels) - 1) + 8 * opzet.met_woorden for regels in df["regels"]]
    df["teken"] = [TEKENS.get(soort, TEKENS["overig"])[0] for soort in df["soort"]]
    onzeker = (df["tot"] - df["van"]) / (vlak.x_domein[1] - vlak.x_domein[0]) * ((vlak.rechts or 0) - vlak.links)
    df["vulling"] = [WIT if pixels >= ONZEKER else INKT for pixels in onzeker]
    df = df[["van", "tot", "midden", "y", "top", "teken", "vulling"]]
    return [
        alt.Chart(df).mark_rule(color=LIJN).encode(x=vlak.x("midden"), y=vlak.y("y"), y2="top:Q"),
        alt.Chart(df).mark_rule(strokeWidth=5, color=ZACHT).encode(x=vlak.x("van"), x2="tot:T", y=vlak.y("y")),
        alt.Chart(df)
        .mark_point(size=62, opacity=1, stroke=INKT, strokeWidth=1.4)
        .encode(
            x=vlak.x("midden"),
            y=vlak.y("y"),
            shape=alt.Shape("teken:N", scale=None),
            fill=alt.Fill("vulling:N", scale=None),
        ),
    ]


def _overleggen(opzet: Opzet) -> list[alt.Chart]:
    """A tick per overleg on a known day, a stretch where only the month or year is known."""
    vlak = opzet.vlak
    rijen: list[dict[str, Any]] = []
    for nummer, (_, groep) in enumerate(opzet.banen):
        for van, tot in groep[["datum_van", "datum_tot"]].dropna().drop_duplicates().itertuples(index=False):
            rijen.append({"van": ms(van), "tot": ms(tot + DAG), "y": opzet.baanhoogte(nummer), "dag": van == tot})
    if not rijen:
        return []
    df = pd.DataFrame(rijen)
    df["boven"], df["onder"] = df["y"] - 7, df["y"] + 7
    lagen = []
    if len(dagen := df[df["dag"]]):
        lagen.append(
            alt.Chart(dagen)
            .mark_rule(color=ACCENT, strokeWidth=1.6)
            .encode(x=vlak.x("van"), y=vlak.y("boven"), y2="onder:Q")
        )
    if len(stukken := df[~df["dag"]]):
        lagen.insert(
            0,
            alt.Chart(stukken)
            .mark_rule(color=ACCENT, strokeWidth=6, opacity=0.3)
            .encode(x=vlak.x("van"), x2="tot:T", y=vlak.y("y")),
        )
    return lagen


def _labels(opzet: Opzet) -> list[Label]:
    vlak = opzet.vlak
    begin = vlak.x_moment(0)
    labels = [
        Label(begin, 8 + REGEL * i, regel, "left", kleur=GEDEMPT) for i, regel in enumerate(opzet.sleutel)
    ]
    for rij in opzet.voorvallen.itertuples():
        kant, dx = ("center", 0) if not opzet.met_woorden else ("right", -5) if rij.links else ("left", 5)
        onderste = opzet.lijnhoogte - 16 - rij.boven
        labels += [
            Label(rij.midden, onderste - REGEL * i, regel, kant, dx=dx)
            for i, regel in enumerate(reversed(rij.regels))
        ]
    labels += [
        Label(moment, vlak.onder - VOET + 12, str(jaar), "left", dx=3, kleur=GEDEMPT)
        for moment, jaar in _jaren(vlak)
        if vlak.x_pixel(moment) < (vlak.rechts or 0) - 20
    ]
    return labels + [label for i, (soort, groep) in enumerate(opzet.banen) for label in _baanlabels(opzet, i, soort, groep)]


def _baanlabels(opzet: Opzet, nummer: int, soort: str, groep: pd.DataFrame) -> list[Label]:
    """The name of a lane, how many overleggen have no date, and how many share one stretch."""
    y, begin = opzet.baanhoogte(nummer), opzet.vlak.x_moment(0)
    zonder = int(groep["datum_van"].isna().sum())
    naam = (soort or "soort onbekend") + (f" ({zonder} zonder datum)" if zonder and not opzet.breed else "")
    labels = [Label(begin, y if opzet.breed else y - 16, naam, "left", kleur=INKT)]
    if zonder and opzet.breed:
        labels.append(Label(begin, y + 12, f"{zonder} zonder datum", "left", kleur=GEDEMPT, grootte=11))
    samen = groep[groep["datum_van"] != groep["datum_tot"]].groupby(["datum_van", "datum_tot"]).size()
    for (van, tot), aantal in samen.items():
        if aantal > 1 and not is_leeg(van):
            labels.append(Label((ms(van) + ms(tot)) / 2, y, f"{aantal} ×", kleur=INKT, grootte=11))
    return labels
