"""The small chart: one indicator in a strip, with its own unit, begin and end."""

from dataclasses import replace
from typing import Any

import altair as alt
import pandas as pd

from dashboard.charts.assen import nul_vanaf, strak
from dashboard.charts.gaten import Breuk, breuken
from dashboard.charts.lagen import (
    Label,
    Vlak,
    balken,
    beeld,
    horizontalen,
    lijnen,
    stippen,
    teksten,
    verticalen,
)
from dashboard.charts.meten import breek, tekstbreedte
from dashboard.charts.opmaak import met_stijl, uiteen
from dashboard.charts.reeksen import DAG_MS, ms, tekenbaar
from dashboard.charts.regelkaart import band, grenswaarden, heeft_band
from dashboard.charts.stijl import GEDEMPT, LIJN, REEKSSTIJLEN, ZACHT
from dashboard.charts.streef import streeflijnen
from dashboard.charts.woorden import decimalen, eenheid_in_woorden, kort_met_eenheid, periode_kort

BREEDTE, HOOGTE = 272, 108
LETTER, WAARDELETTER = 12.5, 14.5
KOP, VOET = 30, 28
STIP, DRIEHOEK = 34, 26
VEEL_PUNTEN = 14
"""From this many points on only the line is drawn, with a dot where it begins, ends or stands alone."""
DRIEHOEKZIN = "Een driehoek staat aan het eind van een stuk lijn dat opvalt."
REGEL = 16
TEKENS = "●■▲+"


def klein(
    metingen: pd.DataFrame,
    eenheid: str | None,
    frequentie: str | None = None,
    streefwaarden: pd.DataFrame | None = None,
    gebeurtenissen: pd.DataFrame | None = None,
    breedte: int = BREEDTE,
    hoogte: int = HOOGTE,
    bereik: tuple[float, float] | None = None,
) -> alt.LayerChart | alt.FacetChart:
    """A small chart of the metingen that can be drawn (see `reeksen.tekenbaar`; at least one).

    bereik: lowest and highest value of the scale, for charts that are meant to be compared with each other.
    """
    punten = met_stijl(tekenbaar(metingen, frequentie))
    van, tot = _tijd(punten)
    streef = streeflijnen(streefwaarden, van, tot)
    laag, hoog = bereik or strak([*punten["waarde"], *streef["y"], *grenswaarden(punten)], nul_vanaf(punten))
    eerste, laatste = _eindpunten(punten, eenheid)
    streef = _met_woorden(streef, eenheid, tot)
    kop = _kopregels(punten, eenheid, laag > 0 and len(punten) > 1, breedte)
    boven, onder = KOP + REGEL * (len(kop) - 1), hoogte - VOET
    vlak = Vlak((van, tot), (laag, hoog), boven, onder, _ruimte(eerste), breedte - _ruimte(laatste, streef))
    breuk = breuken(punten, gebeurtenissen)
    lagen = [
        *band(punten, vlak),
        _voetlijn(vlak, breedte),
        *([verticalen([ms(b.dag) for b in breuk], vlak, ZACHT, boven - 8, onder + 8)] if breuk else []),
        *([horizontalen(streef, vlak, color=GEDEMPT, strokeDash=[3, 3])] if len(streef) else []),
        *lijnen(punten, vlak, 1.6),
        *balken(punten, vlak),
        *[stippen(deel, vlak, maat) for deel, maat in _zichtbare_stippen(punten) if len(deel)],
        *teksten(
            _cijfers(vlak, eerste, laatste, streef) + _randwoorden(vlak, punten, kop, breuk, breedte),
            vlak,
            omlijnd=False,
        ),
    ]
    return beeld(lagen, breedte, hoogte)


def heeft_driehoek(metingen: pd.DataFrame, frequentie: str | None = None) -> bool:
    """Whether a triangle marks the end of a stretch that stands out; see DRIEHOEKZIN."""
    delen = _zichtbare_stippen(met_stijl(tekenbaar(metingen, frequentie)))
    return len(delen) > 1 and len(delen[0][0]) > 0


def _tijd(punten: pd.DataFrame) -> tuple[float, float]:
    """From the first to the last mark; a single mark stands at the left, its figure beside it.

    Where a bar spans an interval, a point spans its whole period too: the axis then runs over all days.
    """
    heel = (punten["vorm"] == "balk").any()
    van = (punten["van_ms"].fillna(punten["midden"]) if heel else punten["midden"]).min()
    tot = (punten["tot_ms"].fillna(punten["midden"]) if heel else punten["midden"]).max()
    rand = (tot - van) / 3 or 30 * DAG_MS
    if (punten["open"] == "links").any():
        van -= rand
    if tot == van or (punten["open"] == "rechts").any():
        tot += rand
    return float(van), float(tot)


def _eindpunten(punten: pd.DataFrame, eenheid: str | None) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The points that get a figure: the first (where one reeks runs) and the last of every reeks."""
    laatste = punten.groupby("naam", sort=False).tail(1).copy()
    eerste = punten.head(1).copy() if len(punten) > 1 and punten["naam"].nunique() == 1 else punten.head(0).copy()
    aantal = decimalen([*eerste["waarde"], *laatste["waarde"]])
    for df in (eerste, laatste):
        balk = df["vorm"] == "balk"
        df["begin"] = df["midden"].where(~balk, df["van_ms"].fillna(_tijd(punten)[0]))
        df["eind"] = df["midden"].where(~balk, df["tot_ms"].fillna(_tijd(punten)[1]))
        betwist = [", betwist" if b == "ja" else "" for b in df["betwist"]]
        df["cijfer"] = [kort_met_eenheid(w, eenheid, aantal) + b for w, b in zip(df["waarde"], betwist, strict=True)]
    return eerste, laatste


def _met_woorden(streef: pd.DataFrame, eenheid: str | None, tot: float) -> pd.DataFrame:
    woorden = [f"{rij.soort} {kort_met_eenheid(rij.y, eenheid)}" for rij in streef.itertuples()]
    return streef.assign(woorden=woorden, geldt_nog=streef["tot"] >= tot)


def _ruimte(punten: pd.DataFrame, streef: pd.DataFrame | None = None) -> float:
    """Room beside the plot for the figures, and for the streefwaarden that still hold."""
    breedtes = [tekstbreedte(tekst, WAARDELETTER, vet=True) for tekst in punten["cijfer"]]
    if streef is not None:
        breedtes += [tekstbreedte(rij.woorden, LETTER) for rij in streef.itertuples() if rij.geldt_nog]
    return max(breedtes, default=-6) + 12


def _zichtbare_stippen(punten: pd.DataFrame) -> list[tuple[pd.DataFrame, int]]:
    """The dots to draw with their size: the ends, and one triangle for each stretch that stands out (at its last point)."""
    los = punten[punten["vorm"] == "punt"]
    if len(los) < VEEL_PUNTEN:
        return [(los, STIP)]
    alleen = los.groupby("stuk")["stuk"].transform("size") == 1
    uiteinde = ~los["naam"].duplicated() | ~los["naam"].duplicated(keep="last")
    driehoek = los["teken"].str.startswith("triangle") & heeft_band(los)
    laatste_van_stuk = driehoek & ((los["teken"] != los["teken"].shift(-1)) | (los["stuk"] != los["stuk"].shift(-1)))
    return [(los[laatste_van_stuk & ~alleen & ~uiteinde], DRIEHOEK), (los[alleen | uiteinde], STIP)]


def _voetlijn(vlak: Vlak, breedte: int) -> alt.Chart:
    return (
        alt.Chart(pd.DataFrame({"y": [0]})).mark_rule(color=LIJN).encode(x=alt.value(0), x2=alt.value(breedte), y=alt.value(vlak.onder + 8))
    )


def _kopregels(punten: pd.DataFrame, eenheid: str | None, schaal_zonder_nul: bool, breedte: int) -> list[str]:
    """The unit, whether the scale leaves zero out, and under it who says what, with the shape of each source."""
    regels = [eenheid_in_woorden(eenheid) + (", schaal niet vanaf 0" if schaal_zonder_nul else "")]
    namen = punten[punten["naam"] != ""].drop_duplicates("naam")
    if len(namen) > len(REEKSSTIJLEN):
        return [*regels, f"{len(namen)} reeksen naast elkaar"]
    tekens = {stijl[1]: letter for stijl, letter in zip(REEKSSTIJLEN, TEKENS, strict=True)}
    delen = [f"{tekens[t]}\u00a0{n}" for t, n in zip(namen["vorm_teken"], namen["naam"], strict=True)]
    return regels + breek("   ".join(delen), breedte, LETTER)


def _cijfers(vlak: Vlak, eerste: pd.DataFrame, laatste: pd.DataFrame, streef: pd.DataFrame) -> list[Label]:
    """The first figure at the left; at the right the last ones and the streefwaarden that still hold, none over another."""
    labels = [Label(rij.begin, rij.waarde, rij.cijfer, "right", dx=-8, kleur=GEDEMPT, grootte=WAARDELETTER) for rij in eerste.itertuples()]
    rechts = [
        Label(rij.eind, rij.waarde, rij.cijfer, "left", dx=8, kleur=rij.kleur, gewicht=600, grootte=WAARDELETTER)
        for rij in laatste.itertuples()
    ]
    for rij in streef.itertuples():
        if rij.geldt_nog:
            rechts.append(Label(vlak.x_domein[1], rij.y, rij.woorden, "left", dx=8, kleur=GEDEMPT, grootte=LETTER))
        else:
            labels.append(Label(rij.tot, rij.y, rij.woorden, "right", dy=-9, kleur=GEDEMPT, grootte=LETTER))
    hoogten = [vlak.y_pixel(label.y) for label in rechts]
    plaatsen = uiteen(hoogten, [REGEL] * len(hoogten), vlak.boven - 12, vlak.onder + 8)
    return labels + [replace(label, dy=plaats - hoogte) for label, plaats, hoogte in zip(rechts, plaatsen, hoogten, strict=True)]


def _randwoorden(vlak: Vlak, punten: pd.DataFrame, kop: list[str], breuk: list[Breuk], breedte: int) -> list[Label]:
    """What stands around the chart: the unit above, begin and end below, and the word for a break between them."""
    links, rechts = vlak.x_moment(0), vlak.x_moment(breedte)
    stijl: dict[str, Any] = {"kleur": GEDEMPT, "grootte": LETTER}
    voet = vlak.y_waarde(vlak.onder + 8)
    op_tijd = punten.sort_values(["van_ms", "tot_ms"], na_position="first", kind="stable")
    begin, eind = (periode_kort(op_tijd["periode"].iloc[i]) for i in (0, -1))
    labels = [Label(links, vlak.y_waarde(8 + REGEL * i), regel, "left", **stijl) for i, regel in enumerate(kop)]
    labels.append(Label(links, voet, begin, "left", dy=10, **stijl))
    if begin != eind:
        labels.append(Label(rechts, voet, eind, "right", dy=10, **stijl))
    grenzen = (tekstbreedte(begin, LETTER) + 10, breedte - tekstbreedte(eind, LETTER) - 10)
    for een in breuk[:1]:
        x, half = vlak.x_pixel(ms(een.dag)), tekstbreedte(een.woorden, LETTER) / 2
        if grenzen[0] + half <= x <= grenzen[1] - half:
            labels.append(Label(ms(een.dag), voet, een.woorden, dy=10, **stijl))
    return labels
