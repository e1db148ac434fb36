"""The funnel plot: parts of one whole at one moment, against what chance alone would give for their size.

Method: Spiegelhalter (2005), Funnel plots for comparing institutional performance, Statistics in Medicine 24,
1185-1202: limits around the proportion of the whole at 95% and 99.8%, by the normal approximation to the binomial.
"""

from dataclasses import dataclass
from math import ceil, floor, sqrt
from typing import Any

import altair as alt
import pandas as pd

from dashboard.charts.assen import NUL_BIJ_VEEL, YAs, ronde_stap, y_as
from dashboard.charts.lagen import Label, Vlak, beeld, horizontalen, teksten, verticalen
from dashboard.charts.meten import breek, tekstbreedte
from dashboard.charts.stijl import BAND, GEDEMPT, GRIJS, INKT, LETTERGROOTTE, WIT, ZACHT
from dashboard.charts.woorden import getal

Z95, Z998 = 1.959964, 3.090232
STAPPEN, STAPPEN_OP_AS = 60, 4
FIJN = 1000
"""The surface counts along its x in whole milliseconds; a size is that many of them, so that halves keep their place."""
BINNEN, RAND, BUITEN = "binnen", "rand", "buiten"
WOORDEN = {BINNEN: "past bij toeval", RAND: "aan de rand: kan nog toeval zijn", BUITEN: "verder van het geheel dan toeval meestal geeft"}
TEKENS = {BINNEN: ("circle", GRIJS, GRIJS), RAND: ("diamond", INKT, WIT), BUITEN: ("diamond", INKT, INKT)}
"""Shape, stroke and fill: never colour alone, and no colour for a side."""
ONDER, BOVEN, REGEL = 44, 28, 16
NAAMRUIMTE = 0.32
"""The share of the width that a line of a name may take."""


def grenzen(geheel: float, noemer: float, z: float) -> tuple[float, float]:
    """The limits for a part of this size around the proportion of the whole, cut at 0 and 1."""
    afstand = z * sqrt(geheel * (1 - geheel) / noemer)
    return max(geheel - afstand, 0.0), min(geheel + afstand, 1.0)


def plaats(geheel: float, teller: float, noemer: float) -> str:
    """Whether a part lies within the 95% limits, between them and the 99.8% limits, or outside."""
    for z, woord in ((Z95, BINNEN), (Z998, RAND)):
        laag, hoog = grenzen(geheel, noemer, z)
        if laag <= teller / noemer <= hoog:
            return woord
    return BUITEN


def seen(delen: pd.DataFrame, soort: str = "gebieden") -> str:
    """What is seen, in one sentence; delen holds naam and plaats."""
    buiten = list(delen.loc[delen["plaats"] == BUITEN, "naam"])
    if buiten:
        namen = buiten[0] if len(buiten) == 1 else f"{', '.join(buiten[:-1])} en {buiten[-1]}"
        ligt = "ligt" if len(buiten) == 1 else "liggen"
        return f"{namen} {ligt} verder van het geheel dan toeval meestal geeft. Wat is daar anders?"
    if (delen["plaats"] == RAND).any():
        return f"De {soort} passen bij wat toeval geeft; aan de rand is het niet zeker."
    return f"Alle {soort} passen bij wat u door toeval mag verwachten."


def trechter(delen: pd.DataFrame, geheel: float, breedte: int, hoogte: int = 340) -> alt.LayerChart:
    """The funnel of parts (columns naam, teller, noemer, plaats) around the proportion of the whole (0 to 1)."""
    aandelen = 100 * delen["teller"] / delen["noemer"]
    x_domein = _omvang(delen["noemer"])
    band = _band(geheel, x_domein)
    y = y_as([*band["onder998"], *band["boven998"], *aandelen], "%", NUL_BIJ_VEEL)
    regels = [breek(naam, NAAMRUIMTE * breedte) for naam in delen["naam"]]
    rechts = breedte - max(tekstbreedte(regel, vet=True) for stuk in regels for regel in stuk) - 20
    vlak = Vlak((FIJN * x_domein[0], FIJN * x_domein[1]), (y.laag, y.hoog), BOVEN, hoogte - ONDER, 46, rechts)
    punten = delen.assign(x=FIJN * delen["noemer"], y=aandelen, regels=regels)
    streepjes = _streepjes(x_domein)
    lagen = [
        _vulling(band, vlak, "onder998", "boven998", "#f6f7f8"),
        _vulling(band, vlak, "onder95", "boven95", BAND),
        _liggend(100 * geheel, vlak, GEDEMPT),
        _liggend(y.laag, vlak, ZACHT),
        verticalen([FIJN * streep for streep in streepjes], vlak, ZACHT, vlak.onder, vlak.onder + 5),
        *[_stippen(punten[punten["plaats"] == soort], vlak, *TEKENS[soort]) for soort in TEKENS if (punten["plaats"] == soort).any()],
        *teksten(_namen(punten, vlak, vlak.y_pixel(100 * geheel)) + _assen(vlak, geheel, y, streepjes), vlak),
    ]
    return beeld(lagen, breedte, hoogte)


def _liggend(y: float, vlak: Vlak, kleur: str) -> alt.Chart:
    return horizontalen(pd.DataFrame([{"van": vlak.x_domein[0], "tot": vlak.x_domein[1], "y": y}]), vlak, color=kleur, strokeWidth=1)


def _omvang(noemers: pd.Series) -> tuple[float, float]:
    """From the smallest to the largest part with a little air; never less than one."""
    klein, groot = float(noemers.min()), float(noemers.max())
    ruimte = (groot - klein) * 0.08 or groot * 0.2
    return max(klein - ruimte, 1.0), groot + ruimte


def _streepjes(domein: tuple[float, float]) -> list[float]:
    """Round sizes on the axis below."""
    stap = ronde_stap((domein[1] - domein[0]) / STAPPEN_OP_AS)
    return [stap * i for i in range(ceil(domein[0] / stap), floor(domein[1] / stap) + 1)]


def _band(geheel: float, x_domein: tuple[float, float]) -> pd.DataFrame:
    """The limits along the axis, in percent."""
    stap = (x_domein[1] - x_domein[0]) / STAPPEN
    rijen = []
    for i in range(STAPPEN + 1):
        n = x_domein[0] + i * stap
        (laag95, hoog95), (laag998, hoog998) = (grenzen(geheel, n, z) for z in (Z95, Z998))
        rijen.append(
            {"x": FIJN * n, "onder95": 100 * laag95, "boven95": 100 * hoog95, "onder998": 100 * laag998, "boven998": 100 * hoog998}
        )
    return pd.DataFrame(rijen)


def _vulling(band: pd.DataFrame, vlak: Vlak, onder: str, boven: str, kleur: str) -> alt.Chart:
    return alt.Chart(band).mark_area(color=kleur, opacity=1).encode(x=vlak.x("x"), y=vlak.y(onder), y2=f"{boven}:Q")


def _stippen(punten: pd.DataFrame, vlak: Vlak, vorm: str, lijn: str, vulling: str) -> alt.Chart:
    basis = alt.Chart(punten[["x", "y"]]).mark_point(shape=vorm, stroke=lijn, fill=vulling, size=60, opacity=1, strokeWidth=1.6)
    return basis.encode(x=vlak.x("x"), y=vlak.y("y"))


@dataclass(frozen=True)
class Naam:
    """A name at the right of its dot: where the dot lies, until where the name runs and how high it is (pixels)."""

    begin: float
    midden: float
    eind: float
    hoogte: float

    def raakt_stip(self, y: float, ander: "Naam") -> bool:
        """Whether this name at height y runs over the dot of another."""
        return self.begin < ander.begin < self.eind and abs(ander.midden - y) < self.hoogte / 2 + 4

    def raakt_naam(self, y: float, ander: "Naam", ander_y: float) -> bool:
        """Whether this name at height y touches another name at its height."""
        naast = self.begin < ander.eind and ander.begin < self.eind
        return naast and abs(ander_y - y) < (self.hoogte + ander.hoogte) / 2


def _namen(punten: pd.DataFrame, vlak: Vlak, lijn: float) -> list[Label]:
    """Each name at the right of its dot, in as many lines as it takes; off the line of the whole and of other dots and names."""
    namen = [
        Naam(
            vlak.x_pixel(rij.x), vlak.y_pixel(rij.y),
            vlak.x_pixel(rij.x) + 14 + max(tekstbreedte(regel, vet=True) for regel in rij.regels), REGEL * len(rij.regels),
        )
        for rij in punten.itertuples()
    ]  # fmt: skip
    labels = []
    for rij, naam, plek in zip(punten.itertuples(), namen, _hoogten(namen, vlak, lijn), strict=True):
        gewicht = 400 if rij.plaats == BINNEN else 600
        for i, regel in enumerate(rij.regels):
            dy = plek - naam.midden + REGEL * (i - (len(rij.regels) - 1) / 2)
            labels.append(Label(rij.x, rij.y, regel, "left", dx=10, dy=dy, gewicht=gewicht))
    return labels


def _hoogten(namen: list[Naam], vlak: Vlak, lijn: float) -> list[float]:
    """The height of each name: the nearest to the line of the whole first, the others from there outwards."""
    hoogten: dict[int, float] = {}
    for i in sorted(range(len(namen)), key=lambda i: abs(namen[i].midden - lijn)):
        naam = namen[i]
        geplaatst = [(namen[j], y) for j, y in hoogten.items()]
        vrij = [
            y
            for y in _wensen(naam, vlak, lijn)
            if not any(naam.raakt_stip(y, ander) for ander in namen) and not any(naam.raakt_naam(y, ander, z) for ander, z in geplaatst)
        ]
        hoogten[i] = vrij[0] if vrij else naam.midden
    return [hoogten[i] for i in range(len(namen))]


def _wensen(naam: Naam, vlak: Vlak, lijn: float) -> list[float]:
    """Heights for a name, the best first: as near to its dot as the line of the whole allows, and away from that line."""
    lucht = naam.hoogte / 2 + 4
    if naam.midden <= lijn:
        hoogste = min(naam.midden, lijn - lucht)
        return [hoogste - stap for stap in range(int(hoogste - vlak.boven) + 1)]
    laagste = max(naam.midden, lijn + lucht)
    return [laagste + stap for stap in range(int(vlak.onder - laagste) + 1)]


def _assen(vlak: Vlak, geheel: float, y: YAs, streepjes: list[float]) -> list[Label]:
    """Few words around the plot: round numbers on both axes, and the whole in darker ink."""
    van, tot = vlak.x_domein
    stijl: dict[str, Any] = {"kleur": GEDEMPT, "grootte": LETTERGROOTTE}
    onder, lijn = vlak.y_waarde(vlak.onder), 100 * geheel
    naast = [streep for streep in y.streepjes if abs(vlak.y_pixel(streep) - vlak.y_pixel(lijn)) >= REGEL]
    return [
        *[Label(van, streep, f"{getal(streep, y.decimalen)}%", "right", dx=-8, **stijl) for streep in naast],
        Label(van, lijn, f"{getal(lijn, 0)}%", "right", dx=-8, gewicht=600),
        *[Label(FIJN * streep, onder, getal(streep, 0), dy=14, **stijl) for streep in streepjes],
        Label((van + tot) / 2, onder, "hoeveel er meetellen (noemer)", dy=32, **stijl),
        Label(van, vlak.y_waarde(8), "procent; de lijn is het geheel", "left", dx=-46, **stijl),
    ]
