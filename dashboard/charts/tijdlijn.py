"""The time axis of a keten: what happened, and when the partijen met."""

from dataclasses import dataclass, replace

import altair as alt
import pandas as pd

from dashboard.charts.assen import streepjes
from dashboard.charts.lagen import Label, Vlak, beeld, teksten
from dashboard.charts.meten import breek, tekstbreedte
from dashboard.charts.overleg import LANG, OVERLEGSOORTEN, overlegstreepjes
from dashboard.charts.plaatsing import stapels, vlaggen
from dashboard.charts.reeksen import DAG, ms
from dashboard.charts.stijl import GEDEMPT, INKT, LIJN, WIT, ZACHT
from dashboard.charts.woorden import of_leeg

TEKENS = {
    "interventie": ("triangle-up", "▲"),
    "bestuurswissel": ("diamond", "◆"),
    "marktwijziging": ("square", "■"),
    "definitiewijziging": ("cross", "+"),
    "registratiewijziging": ("cross", "+"),
    "overig": ("circle", "●"),
}
"""Shape of each soort in a drawing and in a line of text."""
BREED = 600
"""From this width on there is room for words beside the lanes and for labels at the marks."""
REGEL, BAAN, SMALLE_BAAN, VOET = 17, 28, 42, 24
GOOT, RAND = 108, 12
MEESTE_REGELS = 14
WOORDPOGINGEN = ((600, RAND), (600, 130), (600, 240), (260, RAND), (260, 130), (190, RAND), (150, 80))
"""Widths at which the words are broken, and margins at the right, tried in turn until all words fit."""
WOORDEN, NUMMERS, STAPEL = "woorden", "nummers", "stapel"
HOOGSTE_NUMMERS, MEESTE_NUMMERS = 4, 40
"""Numbers on top of each other and in all; beyond it they say nothing any more and the marks themselves are piled."""
TEKENBREEDTE = 11
ONZEKER = 10
"""A date known to the month or year is a stretch; from this many pixels on the mark on it is left open."""
NUMMERBREEDTE = 18


@dataclass(frozen=True)
class Opzet:
    """What goes where: the marks with their labels, and the lanes of overleggen."""

    vlak: Vlak
    voorvallen: pd.DataFrame
    banen: list[tuple[str, pd.DataFrame]]
    sleutel: list[str]
    wijze: str
    lijnhoogte: float

    @property
    def breed(self) -> bool:
        """Whether lanes have their name beside them instead of above them."""
        return self.vlak.links == GOOT

    def baanhoogte(self, nummer: int) -> float:
        """The height of the centre of a lane."""
        return self.lijnhoogte + (BAAN * (nummer + 1) if self.breed else SMALLE_BAAN * (nummer + 1)) + 4


def tijdlijn(gebeurtenissen: pd.DataFrame, overleggen: pd.DataFrame, breedte: int) -> alt.LayerChart | alt.FacetChart:
    """Gebeurtenissen above the axis, overleggen in a lane per soort below it; at least one row must have a date.

    Both need datum_van, datum_tot and soort; gebeurtenissen also omschrijving. Every dated gebeurtenis has a number
    in order of time (`op_volgorde`); where all words fit they stand at the marks, else the numbers do.
    """
    opzet = _opzet(op_volgorde(gebeurtenissen), overleggen, breedte)
    lagen = [
        *_tijdas(opzet),
        *_voorvallen(opzet),
        *_overleggen(opzet),
        *teksten(_labels(opzet), opzet.vlak, False),
    ]
    return beeld(lagen, breedte, opzet.vlak.onder)


def op_volgorde(gebeurtenissen: pd.DataFrame) -> pd.DataFrame:
    """The gebeurtenissen with a date in order of time, with their number from 1."""
    df = gebeurtenissen[gebeurtenissen["datum_van"].notna()].copy()
    df = df.sort_values(["datum_van", "datum_tot", "omschrijving"], kind="stable").reset_index(drop=True)
    df["nummer"] = range(1, len(df) + 1)
    return df


def _opzet(voorvallen: pd.DataFrame, overleggen: pd.DataFrame, breedte: int) -> Opzet:
    banen = _banen(overleggen)
    links = GOOT if breedte >= BREED and banen else RAND
    vlak = Vlak(_tijd(voorvallen, overleggen), (1, 0), 0, 1, links, breedte - RAND)
    voorvallen = voorvallen.assign(
        van=[ms(dag) for dag in voorvallen["datum_van"]],
        tot=[ms(dag + DAG) for dag in voorvallen["datum_tot"]],
    )
    voorvallen["midden"] = (voorvallen["van"] + voorvallen["tot"]) / 2
    voorvallen, vlak, wijze = _gehangen(voorvallen.sort_values("midden", kind="stable"), vlak, breedte)
    sleutel = _sleutel(voorvallen, breedte)
    hoogste = max((r.boven + REGEL * len(r.regels) + 12 for r in voorvallen.itertuples()), default=0)
    lijnhoogte = 8 + REGEL * len(sleutel) + hoogste
    opzet = Opzet(vlak, voorvallen, banen, sleutel, wijze, lijnhoogte)
    hoogte = opzet.baanhoogte(len(banen) - 1) + BAAN / 2 + VOET
    return replace(opzet, vlak=replace(vlak, y_domein=(hoogte, 0), onder=hoogte))


def _tijd(voorvallen: pd.DataFrame, overleggen: pd.DataFrame) -> tuple[float, float]:
    """Whole months around everything that is drawn, with a little air."""
    dagen = pd.concat([df[kolom] for df in (voorvallen, overleggen) for kolom in ("datum_van", "datum_tot")])
    eerste, laatste = dagen.dropna().min().replace(day=1), dagen.dropna().max() + pd.offsets.MonthEnd(0) + DAG
    lucht = (laatste - eerste) * 0.015
    return ms(eerste - lucht), ms(laatste + lucht)


def _banen(overleggen: pd.DataFrame) -> list[tuple[str, pd.DataFrame]]:
    soorten = overleggen["soort"].map(of_leeg)
    return [(soort, overleggen[soorten == soort]) for soort in OVERLEGSOORTEN if (soorten == soort).any()]


def _gehangen(voorvallen: pd.DataFrame, vlak: Vlak, breedte: int) -> tuple[pd.DataFrame, Vlak, str]:
    """Hang a label at each mark: all the words where they fit, else all the numbers, else the marks on a pile.

    Adds regels (the lines of the label), boven (pixels above the axis) and links; the surface comes back with the
    margin at the right that the words need.
    """
    for woordbreedte, marge in WOORDPOGINGEN if breedte >= BREED else ():
        poging = replace(vlak, rechts=breedte - marge)
        regels = [breek(tekst, woordbreedte) for tekst in voorvallen["omschrijving"]]
        breedtes = [max(tekstbreedte(regel) for regel in stuk) + 6 for stuk in regels]
        per_laan = max(map(len, regels), default=1)
        xs = [poging.x_pixel(moment) for moment in voorvallen["midden"]]
        gehangen = vlaggen(xs, breedtes, breedte, MEESTE_REGELS // per_laan)
        if gehangen is not None:
            boven = [v.laan * (per_laan * REGEL + (per_laan > 1) * 5) for v in gehangen]
            return (
                voorvallen.assign(regels=regels, boven=boven, links=[v.naar_links for v in gehangen]),
                poging,
                WOORDEN,
            )
    xs = [vlak.x_pixel(moment) for moment in voorvallen["midden"]]
    lanen = stapels(xs, NUMMERBREEDTE)
    if max(lanen, default=0) < HOOGSTE_NUMMERS and len(xs) <= MEESTE_NUMMERS:
        nummers = [[str(nummer)] for nummer in voorvallen["nummer"]]
        return (
            voorvallen.assign(regels=nummers, boven=[REGEL * laan for laan in lanen], links=False),
            vlak,
            NUMMERS,
        )
    leeg: list[list[str]] = [[] for _ in xs]
    op_stapel = [TEKENBREEDTE * laan for laan in stapels(xs, TEKENBREEDTE)]
    return voorvallen.assign(regels=leeg, boven=op_stapel, links=False), vlak, STAPEL


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
    """A hairline per year (or month) and one under the marks."""
    vlak, boven = opzet.vlak, opzet.lijnhoogte
    streepjes = pd.DataFrame({"x": list(_streepjes(vlak))})
    rand = pd.DataFrame({"van": [vlak.x_domein[0]], "tot": [vlak.x_domein[1]], "y": [boven]})
    return [
        alt.Chart(streepjes).mark_rule(color=LIJN).encode(x=vlak.x("x"), y=alt.value(boven), y2=alt.value(vlak.onder - VOET)),
        alt.Chart(rand).mark_rule(color=ZACHT).encode(x=vlak.x("van"), x2=alt.X2("tot:T"), y=vlak.y("y")),
    ]


def _streepjes(vlak: Vlak) -> dict[float, str]:
    return streepjes(*vlak.x_domein, (vlak.rechts or 0) - vlak.links)


def _voorvallen(opzet: Opzet) -> list[alt.Chart]:
    """Leaders, stretches for dates known to the month or year, and the marks."""
    if opzet.voorvallen.empty:
        return []
    vlak, df = opzet.vlak, opzet.voorvallen.copy()
    df["y"] = opzet.lijnhoogte
    woorden = opzet.wijze == WOORDEN
    df["top"] = df["y"] - df["boven"] - [12 + REGEL * (len(regels) - 1) + 8 * woorden for regels in df["regels"]]
    if opzet.wijze == STAPEL:
        df["y"] -= df["boven"]
        df["top"] = df["y"]
    df["teken"] = [TEKENS.get(soort, TEKENS["overig"])[0] for soort in df["soort"]]
    onzeker = (df["tot"] - df["van"]) / (vlak.x_domein[1] - vlak.x_domein[0]) * ((vlak.rechts or 0) - vlak.links)
    df["vulling"] = [WIT if pixels >= ONZEKER else INKT for pixels in onzeker]
    df = df[["van", "tot", "midden", "y", "top", "teken", "vulling"]]
    return [
        alt.Chart(df).mark_rule(color=LIJN).encode(x=vlak.x("midden"), y=vlak.y("y"), y2=alt.Y2("top:Q")),
        alt.Chart(df).mark_rule(strokeWidth=5, color=ZACHT).encode(x=vlak.x("van"), x2=alt.X2("tot:T"), y=vlak.y("y")),
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
    """The strokes of each soort in its own lane."""
    rijen = [
        groep.loc[groep["datum_van"].notna(), ["datum_van", "datum_tot"]].assign(y=opzet.baanhoogte(nummer), half=LANG)
        for nummer, (_, groep) in enumerate(opzet.banen)
    ]
    return overlegstreepjes(pd.concat(rijen), opzet.vlak) if rijen else []


def _labels(opzet: Opzet) -> list[Label]:
    vlak = opzet.vlak
    begin = vlak.x_moment(0)
    labels = [Label(begin, 8 + REGEL * i, regel, "left", kleur=GEDEMPT) for i, regel in enumerate(opzet.sleutel)]
    for rij in opzet.voorvallen.itertuples():
        kant, dx = ("center", 0) if opzet.wijze != WOORDEN else ("right", -5) if rij.links else ("left", 5)
        onderste = opzet.lijnhoogte - 16 - rij.boven
        labels += [Label(rij.midden, onderste - REGEL * i, regel, kant, dx=dx) for i, regel in enumerate(reversed(rij.regels))]
    labels += [Label(moment, vlak.onder - VOET + 12, woord, "left", dx=3, kleur=GEDEMPT) for moment, woord in _streepjes(vlak).items()]
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
    return labels + [
        Label(ms(van), y + 10, f"{aantal}×", "left", kleur=GEDEMPT, grootte=11) for (van, _), aantal in samen.items() if aantal > 1
    ]
