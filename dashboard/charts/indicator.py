"""The large chart of one indicator: points, gaps, breaks, intervals, streefwaarden, gebeurtenissen and sources."""

from dataclasses import dataclass

import altair as alt
import pandas as pd

from dashboard.charts.assen import XAs, YAs, x_as, y_as
from dashboard.charts.gaten import Breuk, Gat, breuken, gaten
from dashboard.charts.lagen import Label, Vlak, balken, horizontalen, lijnen, stippen, teksten, verticalen
from dashboard.charts.meten import breek, tekstbreedte
from dashboard.charts.opmaak import met_stijl, uiteen, vrije_kant
from dashboard.charts.reeksen import ms, tekenbaar
from dashboard.charts.stijl import GEDEMPT, INKT, RASTER, ZACHT
from dashboard.charts.streef import streeflijnen
from dashboard.charts.tijdlijn import op_volgorde
from dashboard.charts.woorden import decimalen, eenheid_in_woorden, getal, is_leeg

HOOGTE = 400
KOP, VOET, TEKENRIJ = 46, 30, 22
WAARDELETTER = 13
WEINIG_PUNTEN = 8
"""Up to this many points of one reeks every value is written at its dot; above it only the first and the last."""
MEESTE_GATWOORDEN = 4
BREEDSTE_NAAM = 170
REGEL = 15


@dataclass(frozen=True)
class Opzet:
    """All that is drawn, measured out."""

    punten: pd.DataFrame
    streef: pd.DataFrame
    voorvallen: pd.DataFrame
    breuk: list[Breuk]
    gat: list[Gat]
    x: XAs
    y: YAs
    vlak: Vlak
    breedte: int
    decimalen: int


def indicator(
    metingen: pd.DataFrame,
    eenheid: str | None,
    frequentie: str | None = None,
    streefwaarden: pd.DataFrame | None = None,
    gebeurtenissen: pd.DataFrame | None = None,
    breedte: int = 1100,
    hoogte: int = HOOGTE,
) -> alt.LayerChart | alt.FacetChart:
    """The chart of the metingen that can be drawn (see `reeksen.tekenbaar`; at least one).

    Lines run only within a reeks and a segment and never over a missing period; disputed values are open diamonds.
    Gebeurtenissen stand as numbers on the axis: the numbers of `numbered_events`.
    """
    opzet = _opzet(metingen, eenheid, frequentie, streefwaarden, gebeurtenissen, breedte, hoogte)
    lagen = [
        *_raster(opzet),
        *_streepjes(opzet),
        *lijnen(opzet.punten, opzet.vlak, 1.8),
        *balken(opzet.punten, opzet.vlak),
    ]
    lagen += [stippen(opzet.punten[opzet.punten["vorm"] == "punt"], opzet.vlak, 46)]
    lagen += teksten(_labels(opzet, eenheid), opzet.vlak, omlijnd=False)
    return alt.layer(*lagen).properties(width=breedte, height=hoogte, autosize=alt.AutoSizeParams(type="none"), padding=0)


def numbered_events(metingen: pd.DataFrame, gebeurtenissen: pd.DataFrame, frequentie: str | None = None) -> pd.DataFrame:
    """The gebeurtenissen that fall in the drawn time and break no line, with the number they have in the chart."""
    punten = tekenbaar(metingen, frequentie)
    if punten.empty or gebeurtenissen.empty:
        return op_volgorde(gebeurtenissen.head(0))
    x = x_as(punten)
    datums = pd.to_datetime(gebeurtenissen["datum_van"])
    erin = datums.map(lambda dag: not is_leeg(dag) and x.van <= ms(dag) <= x.tot).astype(bool)
    gewoon = ~gebeurtenissen["soort"].isin(["definitiewijziging", "registratiewijziging"])
    return op_volgorde(gebeurtenissen[erin & gewoon])


def _opzet(
    metingen: pd.DataFrame,
    eenheid: str | None,
    frequentie: str | None,
    streefwaarden: pd.DataFrame | None,
    gebeurtenissen: pd.DataFrame | None,
    breedte: int,
    hoogte: int,
) -> Opzet:
    punten = met_stijl(tekenbaar(metingen, frequentie))
    x = x_as(punten)
    streef = streeflijnen(streefwaarden, x.van, x.tot)
    y = y_as([*punten["waarde"], *streef["y"]], eenheid)
    voorvallen = op_volgorde(pd.DataFrame(columns=["datum_van", "datum_tot", "omschrijving", "soort"]))
    if gebeurtenissen is not None:
        voorvallen = numbered_events(metingen, gebeurtenissen, frequentie)
    aantal = decimalen(list(punten["waarde"]))
    links = max(tekstbreedte(getal(streep, y.decimalen)) for streep in y.streepjes) + 12
    rechts = (
        breedte
        - min(
            max(
                (tekstbreedte(tekst, WAARDELETTER, vet=True) for tekst in _eindteksten(punten, aantal)),
                default=0,
            ),
            BREEDSTE_NAAM,
        )
        - 14
    )
    onder = hoogte - VOET - (TEKENRIJ if len(voorvallen) else 0)
    vlak = Vlak((x.van, x.tot), (y.laag, y.hoog), KOP, onder, links, rechts)
    return Opzet(
        punten,
        streef,
        voorvallen,
        breuken(punten, gebeurtenissen),
        gaten(metingen, punten),
        x,
        y,
        vlak,
        breedte,
        aantal,
    )


def _eindteksten(punten: pd.DataFrame, aantal: int) -> list[str]:
    laatste = punten.groupby("naam", sort=False).tail(1)
    return [regel for rij in laatste.itertuples() for regel in _eindregels(rij, aantal)]


def _eindregels(rij: object, aantal: int) -> list[str]:
    betwist = ", betwist" if rij.betwist == "ja" else ""  # type: ignore[attr-defined]
    cijfer = getal(rij.waarde, aantal) + betwist  # type: ignore[attr-defined]
    return [cijfer, *breek(rij.naam, BREEDSTE_NAAM)] if rij.naam else [cijfer]  # type: ignore[attr-defined]


def _raster(opzet: Opzet) -> list[alt.Chart]:
    """A hairline per step of the value axis and a firmer one below."""
    vlak = opzet.vlak
    lijnen_ = pd.DataFrame({"y": opzet.y.streepjes, "van": vlak.x_domein[0], "tot": vlak.x_domein[1]})
    voet = lijnen_.head(1).assign(y=opzet.y.laag)
    return [horizontalen(lijnen_, vlak, color=RASTER), horizontalen(voet, vlak, color=ZACHT)]


def _streepjes(opzet: Opzet) -> list[alt.Chart]:
    """Breaks as vertical hairlines, streefwaarden as dashes, gebeurtenissen as ticks on the axis."""
    vlak = opzet.vlak
    lagen = []
    if opzet.breuk:
        lagen.append(verticalen([ms(b.dag) for b in opzet.breuk], vlak, GEDEMPT, KOP - 16, vlak.onder))
    if len(opzet.streef):
        lagen.append(horizontalen(opzet.streef, vlak, color=GEDEMPT, strokeDash=[4, 3], strokeWidth=1.3))
    if len(opzet.voorvallen):
        lagen.append(verticalen([ms(d) for d in opzet.voorvallen["datum_van"]], vlak, ZACHT, vlak.onder, vlak.onder + VOET - 4))
    return lagen


def _labels(opzet: Opzet, eenheid: str | None) -> list[Label]:
    return [
        *_aslabels(opzet, eenheid),
        *_breukwoorden(opzet),
        *_streefwoorden(opzet),
        *_gatwoorden(opzet),
        *_cijfers(opzet),
        *_nummers(opzet),
    ]


def _aslabels(opzet: Opzet, eenheid: str | None) -> list[Label]:
    vlak = opzet.vlak
    waarschuwing = f" ({opzet.y.waarschuwing})" if opzet.y.waarschuwing else ""
    labels = [
        Label(
            vlak.x_moment(0),
            vlak.y_waarde(10),
            eenheid_in_woorden(eenheid) + waarschuwing,
            "left",
            kleur=GEDEMPT,
        )
    ]
    labels += [
        Label(vlak.x_domein[0], streep, getal(streep, opzet.y.decimalen), "right", dx=-8, kleur=GEDEMPT) for streep in opzet.y.streepjes
    ]
    bezet = float("-inf")
    for moment, woorden in opzet.x.labels.items():
        regels = [woorden] if isinstance(woorden, str) else woorden
        half = max(tekstbreedte(regel) for regel in regels) / 2
        plek = vlak.x_pixel(moment)
        if plek - half < bezet + 8 or plek + half > opzet.breedte:
            continue
        bezet = plek + half
        labels.append(Label(moment, vlak.y_waarde(vlak.onder + 14), " ".join(regels), kleur=GEDEMPT))
    return labels


def _breukwoorden(opzet: Opzet) -> list[Label]:
    labels, bezet = [], float("-inf")
    for breuk in opzet.breuk:
        plek, breedte = opzet.vlak.x_pixel(ms(breuk.dag)), tekstbreedte(breuk.woorden)
        naar_links = plek + breedte + 6 > opzet.breedte
        if (plek - breedte if naar_links else plek) > bezet:
            labels.append(
                Label(
                    ms(breuk.dag),
                    opzet.vlak.y_waarde(KOP - 12),
                    breuk.woorden,
                    "right" if naar_links else "left",
                    dx=-5 if naar_links else 5,
                    kleur=GEDEMPT,
                )
            )
            bezet = plek + breedte + 10
    return labels


def _streefwoorden(opzet: Opzet) -> list[Label]:
    """The words of a streefwaarde at its left end, where no figure of the same time lies over it."""
    labels = []
    hoogten = uiteen([opzet.vlak.y_pixel(rij.y) - 9 for rij in opzet.streef.itertuples()], REGEL, 0, opzet.vlak.onder - 8)
    for rij, hoogte in zip(opzet.streef.itertuples(), hoogten, strict=True):
        labels.append(Label(rij.van, opzet.vlak.y_waarde(hoogte), rij.tekst, "left", dx=3, kleur=GEDEMPT))
    return labels


def _gatwoorden(opzet: Opzet) -> list[Label]:
    """What is missing, in words in the empty place; only where there is room for them."""
    if len(opzet.gat) > MEESTE_GATWOORDEN:
        return []
    labels = []
    for gat in opzet.gat:
        midden = (ms(gat.van) + ms(gat.tot)) / 2
        ruimte = opzet.vlak.x_pixel(ms(gat.tot)) - opzet.vlak.x_pixel(ms(gat.van))
        if ruimte >= tekstbreedte(gat.reden):
            labels.append(Label(midden, opzet.vlak.y_waarde(opzet.vlak.onder - 12), gat.reden, kleur=GEDEMPT))
    return labels


def _cijfers(opzet: Opzet) -> list[Label]:
    """The values at their dots, and at the end of each reeks its last value and its name."""
    labels: list[Label] = []
    laatste = opzet.punten.groupby("naam", sort=False).tail(1)
    for _, groep in opzet.punten.groupby("naam", sort=False):
        labels += _puntwaarden(opzet, groep)
    hoogten = [opzet.vlak.y_pixel(w) for w in laatste["waarde"]]
    regels = [_eindregels(rij, opzet.decimalen) for rij in laatste.itertuples()]
    afstand = REGEL * max((len(r) for r in regels), default=1)
    plaatsen = uiteen(hoogten, afstand, KOP, opzet.vlak.onder - 4)
    for rij, plaats, woorden in zip(laatste.itertuples(), plaatsen, regels, strict=True):
        x = rij.tot_ms if rij.vorm == "balk" and not is_leeg(rij.tot_ms) else opzet.x.tot if rij.vorm == "balk" else rij.midden
        for i, woord in enumerate(woorden):
            labels.append(
                Label(
                    x,
                    opzet.vlak.y_waarde(plaats + REGEL * i),
                    woord,
                    "left",
                    dx=9,
                    kleur=rij.kleur if i == 0 else GEDEMPT,
                    gewicht=600 if i == 0 else 400,
                    grootte=WAARDELETTER if i == 0 else 12,
                )
            )
    return labels


def _puntwaarden(opzet: Opzet, groep: pd.DataFrame) -> list[Label]:
    rijen = groep.to_dict("records")
    if opzet.punten["naam"].nunique() > 1:
        return []
    rijen_met_label = rijen[:1] if len(rijen) > WEINIG_PUNTEN else rijen[:-1]
    labels = []
    for i, rij in enumerate(rijen_met_label):
        vorige = rijen[i - 1]["waarde"] if i else None
        volgende = rijen[i + 1]["waarde"] if i + 1 < len(rijen) else None
        kant, dx, dy = vrije_kant(vorige, rij["waarde"], volgende)
        betwist = ", betwist" if rij["betwist"] == "ja" else ""
        moment = rij["van_ms"] if rij["vorm"] == "balk" and not is_leeg(rij["van_ms"]) else rij["midden"]
        labels.append(
            Label(
                moment,
                rij["waarde"],
                getal(rij["waarde"], opzet.decimalen) + betwist,
                kant,
                dx=dx,
                dy=dy,
                kleur=INKT,
                grootte=WAARDELETTER,
            )
        )
    return labels


def _nummers(opzet: Opzet) -> list[Label]:
    """The number of each gebeurtenis below the axis; those that would touch share one spot."""
    labels: list[Label] = []
    bezet = float("-inf")
    for rij in opzet.voorvallen.itertuples():
        plek, tekst = opzet.vlak.x_pixel(ms(rij.datum_van)), str(rij.nummer)
        half = tekstbreedte(tekst) / 2
        if plek - half < bezet + 3:
            plek = bezet + 3 + half
        bezet = plek + half
        labels.append(Label(opzet.vlak.x_moment(plek), opzet.vlak.y_waarde(opzet.vlak.onder + VOET + 6), tekst, kleur=INKT))
    return labels
