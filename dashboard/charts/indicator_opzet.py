"""The layout of the large chart: what is drawn, how large the letters are and where the plot lies."""

from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from dashboard.charts.assen import XAs, YAs, nul_vanaf, x_as, y_as
from dashboard.charts.gaten import BREUKSOORTEN, Breuk, Gat, breuken, gaten
from dashboard.charts.lagen import Vlak
from dashboard.charts.meten import breek, tekstbreedte
from dashboard.charts.opmaak import met_stijl
from dashboard.charts.overleg import overleggen_in_tijd
from dashboard.charts.plaatsing import stapels
from dashboard.charts.reeksen import DAG, ms, tekenbaar
from dashboard.charts.regelkaart import grenswaarden
from dashboard.charts.stijl import GEDEMPT
from dashboard.charts.streef import streeflijnen
from dashboard.charts.tijdlijn import op_volgorde
from dashboard.charts.woorden import decimalen, getal, is_leeg, kort_met_eenheid


@dataclass(frozen=True)
class Maat:
    """Sizes that go with a width."""

    letter: float
    cijfer: float
    kantlijn: int
    hoogte: int
    met_namen: bool

    @property
    def regel(self) -> float:
        """Height of one line of text."""
        return self.letter * 1.25


RUIM = Maat(letter=14, cijfer=16, kantlijn=190, hoogte=440, met_namen=True)
SMAL = Maat(letter=12.5, cijfer=14, kantlijn=84, hoogte=330, met_namen=False)
RUIM_VANAF = 600
BIJ_DE_RAND = 30
"""A reeks that ends within this many pixels from the right edge has its words in the margin."""
NUMMERRIJ, OVERLEGBAAN = 22, 24
"""Height of a row of numbers, and of the lane of overleggen under them."""
OVERLEG = "overleg"


@dataclass(frozen=True)
class Blok:
    """Lines of text in the right margin, at the height of what they name: (words, colour, weight, size)."""

    y: float
    regels: list[tuple[str, str, int, float]]

    @property
    def hoogte(self) -> float:
        """How much room the lines take."""
        return sum(grootte * 1.2 for *_, grootte in self.regels) + 3


@dataclass(frozen=True)
class Opzet:
    """All that is drawn, measured out."""

    maat: Maat
    eenheid: str | None
    punten: pd.DataFrame
    laatste: pd.DataFrame
    streef: pd.DataFrame
    voorvallen: pd.DataFrame
    overleggen: pd.DataFrame
    breuk: list[Breuk]
    gat: list[Gat]
    x: XAs
    y: YAs
    vlak: Vlak
    breedte: int
    hoogte: int
    decimalen: int

    @property
    def aslabelhoogte(self) -> float:
        """Where the words of the time axis stand: below the numbers of the gebeurtenissen and the strokes of the overleggen."""
        return self.baanhoogte + (20 if len(self.overleggen) else 0)

    @property
    def baanhoogte(self) -> float:
        """The middle of the lane of overleggen, below the numbers of the gebeurtenissen."""
        rijen = self.voorvallen["rij"].max() + 1 if len(self.voorvallen) else 0
        return float(self.vlak.onder + (20 if len(self.overleggen) else 16) + NUMMERRIJ * rijen)

    def cijfer(self, rij: Any) -> str:
        """The value of a point, with % or €, and the word when it is disputed."""
        return kort_met_eenheid(rij.waarde, self.eenheid, self.decimalen) + (", betwist" if rij.betwist == "ja" else "")


def maak_opzet(
    metingen: pd.DataFrame,
    eenheid: str | None,
    frequentie: str | None,
    streefwaarden: pd.DataFrame | None,
    gebeurtenissen: pd.DataFrame | None,
    breedte: int,
    overleggen: pd.DataFrame | None = None,
) -> Opzet:
    """Measure everything out for a width."""
    maat = RUIM if breedte >= RUIM_VANAF else SMAL
    punten = met_stijl(tekenbaar(metingen, frequentie))
    x = x_as(punten)
    streef = streeflijnen(streefwaarden, x.van, x.tot)
    y = y_as([*punten["waarde"], *streef["y"], *grenswaarden(punten)], eenheid, nul_vanaf(punten))
    bijeen = overleggen_in_tijd(overleggen, x)
    hoogte = maat.hoogte + (OVERLEGBAAN if len(bijeen) else 0)
    links = 12 + max(tekstbreedte(woord, maat.letter) for woord in _voor_de_as(y, bijeen))
    breuk = breuken(punten, gebeurtenissen)
    kop = maat.regel * (2.6 if breuk else 2.3)
    vlak = Vlak((x.van, x.tot), (y.laag, y.hoog), kop, hoogte, links, breedte - 2)
    opzet = Opzet(
        maat, eenheid, punten, punten.groupby("naam", sort=False).tail(1), streef, punten.head(0), bijeen, breuk,
        gaten(metingen, punten), x, y, vlak, breedte, hoogte, decimalen(list(punten["waarde"])),
    )  # fmt: skip
    return _met_rand(opzet, numbered_events(metingen, gebeurtenissen, frequentie))


def _voor_de_as(y: YAs, overleggen: pd.DataFrame) -> list[str]:
    """The words that stand left of the plot: the numbers of the value axis, and the name of the lane of overleggen."""
    return [*(getal(streep, y.decimalen) for streep in y.streepjes), *([OVERLEG] if len(overleggen) else [])]


def drawn_overleggen(metingen: pd.DataFrame, overleggen: pd.DataFrame | None, frequentie: str | None = None) -> pd.DataFrame:
    """The overleggen that stand on the time axis of the chart, in order of time; see `overleg.overleggen_in_tijd`."""
    punten = tekenbaar(metingen, frequentie)
    return overleggen_in_tijd(overleggen, None if punten.empty else x_as(punten))


def numbered_events(metingen: pd.DataFrame, gebeurtenissen: pd.DataFrame | None, frequentie: str | None = None) -> pd.DataFrame:
    """The gebeurtenissen that fall in the drawn time and break no line, with the number they have in the chart."""
    punten = tekenbaar(metingen, frequentie)
    if gebeurtenissen is None or gebeurtenissen.empty or punten.empty:
        return pd.DataFrame(columns=["datum_van", "datum_tot", "datum", "soort", "omschrijving", "nummer"])
    x = x_as(punten)
    erin = [not is_leeg(van) and ms(tot + DAG) > x.van and ms(van) < x.tot for van, tot in _dagen(gebeurtenissen)]
    gewoon = ~gebeurtenissen["soort"].isin(list(BREUKSOORTEN))
    return op_volgorde(gebeurtenissen[pd.Series(erin, index=gebeurtenissen.index, dtype=bool) & gewoon])


def _dagen(gebeurtenissen: pd.DataFrame) -> list[tuple[pd.Timestamp, pd.Timestamp]]:
    return [(pd.Timestamp(van), pd.Timestamp(tot)) for van, tot in gebeurtenissen[["datum_van", "datum_tot"]].itertuples(index=False)]


def _met_rand(opzet: Opzet, voorvallen: pd.DataFrame) -> Opzet:
    """The same layout with room for the words at the right and the numbers below."""
    vlak = replace(opzet.vlak, rechts=opzet.breedte - kantlijnbreedte(opzet))
    x = opzet.x
    if len(voorvallen):
        voorvallen = voorvallen.assign(
            van=[max(x.van, ms(van)) for van, _ in _dagen(voorvallen)], tot=[min(x.tot, ms(tot + DAG)) for _, tot in _dagen(voorvallen)]
        )
        voorvallen["midden"] = (voorvallen["van"] + voorvallen["tot"]) / 2
        voorvallen = voorvallen.sort_values("midden", kind="stable")
        voorvallen["rij"] = stapels([vlak.x_pixel(m) for m in voorvallen["midden"]], NUMMERRIJ)
    rijen = int(voorvallen["rij"].max()) + 1 if len(voorvallen) else 0
    onder = opzet.hoogte - 2 * opzet.maat.regel + 6 - NUMMERRIJ * rijen - (OVERLEGBAAN if len(opzet.overleggen) else 0)
    return replace(opzet, vlak=replace(vlak, onder=onder), voorvallen=voorvallen)


def is_rand(opzet: Opzet, rij: Any) -> bool:
    """Whether a last point lies so near the right edge that its words stand in the margin."""
    over = (opzet.x.tot - rij.midden) / (opzet.x.tot - opzet.x.van) * opzet.breedte
    return bool(rij.vorm == "punt" and over <= BIJ_DE_RAND)


def kantlijn(opzet: Opzet) -> list[Blok]:
    """What stands in the right margin: last values with the name of their reeks, and streefwaarden that still hold."""
    maat, blokken = opzet.maat, []
    for rij in opzet.laatste.itertuples():
        if is_rand(opzet, rij):
            namen = breek(rij.naam, maat.kantlijn, maat.letter)
            cijfer = (opzet.cijfer(rij), rij.kleur, 600, maat.cijfer)
            blokken.append(Blok(opzet.vlak.y_pixel(rij.waarde), [cijfer, *((naam, GEDEMPT, 400, maat.letter) for naam in namen)]))
    for rij in opzet.streef.itertuples():
        if rij.tot >= opzet.x.tot:
            namen = breek(rij.volgens, maat.kantlijn, maat.letter) if maat.met_namen else []
            regels = [f"{rij.soort} {kort_met_eenheid(rij.y, opzet.eenheid)}", *namen]
            blokken.append(Blok(opzet.vlak.y_pixel(rij.y), [(regel, GEDEMPT, 400, maat.letter) for regel in regels]))
    return blokken


def kantlijnbreedte(opzet: Opzet) -> float:
    """How wide the right margin must be; room for an arrowhead where there are no words."""
    breedtes = [tekstbreedte(tekst, grootte, vet=gewicht > 400) for blok in kantlijn(opzet) for tekst, _, gewicht, grootte in blok.regels]
    return max((breedte + 16 for breedte in breedtes), default=10.0)
