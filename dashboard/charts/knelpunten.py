"""Knelpunten by age: one bar each, from when it was reported until it was solved or until today."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import altair as alt
import pandas as pd

from dashboard.charts.assen import streepjes
from dashboard.charts.lagen import Label, Vlak, beeld, teksten
from dashboard.charts.meten import breek
from dashboard.charts.reeksen import DAG_MS, ms
from dashboard.charts.stijl import ACCENT, GEDEMPT, INKT, LETTERGROOTTE, LIJN
from dashboard.charts.woorden import datum, is_leeg, of_leeg
from dashboard.components.opmaak import duur

REGEL, KOP, BALK, LUCHT = 18, 28, 6, 18
BEGIN_ONBEKEND = "begin niet bekend"


@dataclass(frozen=True)
class Regel:
    """One knelpunt: its words, where they start, and its bar (begin and eind are None without a known begin)."""

    woorden: list[str]
    bij: list[str]
    boven: float
    begin: float | None
    zeker: float | None
    eind: float | None


def knelpunten(rijen: pd.DataFrame, peildatum: date, breedte: int) -> alt.LayerChart:
    """One bar per knelpunt, oldest first; those without a known begin have words and no bar, and stand last.

    Needs knelpunt, datum, datum_van, datum_tot, opgelost_op_van and escalatie_naar; at least one row. The lighter
    part of a bar is the time in which it began (a month, a year) when the day is not known.
    """
    op_leeftijd = rijen.sort_values(["datum_van", "datum_tot", "knelpunt"], na_position="last", kind="stable")
    regels = _regels(op_leeftijd, peildatum, breedte)
    begonnen = [regel.begin for regel in regels if regel.begin is not None]
    eind = ms(peildatum) + DAG_MS
    hoogte = regels[-1].boven + _hoogte(regels[-1])
    vlak = Vlak((min(begonnen, default=eind - 1), eind), (hoogte, 0), 0, hoogte, 0, breedte - 2)
    lagen = [_jaren(vlak, breedte), *_balken(regels, vlak), *teksten(_labels(regels, vlak, breedte), vlak, omlijnd=False)]
    return beeld(lagen, breedte, hoogte)


def _regels(rijen: pd.DataFrame, peildatum: date, breedte: int) -> list[Regel]:
    regels: list[Regel] = []
    boven = float(KOP)
    for rij in rijen.to_dict("records"):
        onbekend = is_leeg(rij["datum_van"])
        klaar = peildatum if is_leeg(rij["opgelost_op_van"]) else pd.Timestamp(rij["opgelost_op_van"]).date()
        begin, zeker = (None, None) if onbekend else (ms(rij["datum_van"]), min(ms(rij["datum_tot"]), ms(klaar)))
        woorden = breek(str(rij["knelpunt"]), breedte - 8, LETTERGROOTTE, vet=True)
        regels.append(Regel(woorden, breek(_bij(rij, klaar), breedte - 8), boven, begin, zeker, None if onbekend else ms(klaar) + DAG_MS))
        boven += _hoogte(regels[-1])
    return regels


def _tekst(regel: Regel) -> float:
    return REGEL * (len(regel.woorden) + len(regel.bij))


def _hoogte(regel: Regel) -> float:
    return _tekst(regel) + (BALK if regel.begin is not None else 0) + LUCHT


def _bij(rij: dict[Any, Any], klaar: date) -> str:
    """Since when, how long, and where it lies now."""
    delen = [BEGIN_ONBEKEND]
    if not is_leeg(rij["datum_van"]):
        hoelang = duur(pd.Timestamp(rij["datum_van"]).date(), klaar)
        ongeveer = "" if rij["datum_van"] == rij["datum_tot"] else "ongeveer "
        delen = [f"sinds {datum(rij['datum'])}", f"{'opgelost na' if not is_leeg(rij['opgelost_op_van']) else 'open,'} {ongeveer}{hoelang}"]
    escalatie = of_leeg(rij["escalatie_naar"])
    return ", ".join([*delen, f"voorgelegd aan {escalatie}" if escalatie else "niet verder voorgelegd"])


def _jaren(vlak: Vlak, breedte: int) -> alt.Chart:
    momenten = pd.DataFrame({"x": list(streepjes(*vlak.x_domein, breedte))})
    return alt.Chart(momenten).mark_rule(color=LIJN).encode(x=vlak.x("x"), y=alt.value(KOP - 8), y2=alt.value(vlak.onder))


def _balken(regels: list[Regel], vlak: Vlak) -> list[alt.Chart]:
    df = pd.DataFrame(
        [
            {
                "van": regel.begin,
                "zeker": regel.zeker,
                "tot": regel.eind,
                "y": regel.boven + REGEL * (len(regel.woorden) + len(regel.bij)) + BALK / 2 + 2,
            }
            for regel in regels
            if regel.begin is not None
        ]
    )
    if df.empty:
        return []
    basis = alt.Chart(df).encode(y=vlak.y("y"))
    return [
        basis.mark_rule(color=ACCENT, strokeWidth=BALK, opacity=0.35).encode(x=vlak.x("van"), x2="zeker:T"),
        basis.mark_rule(color=ACCENT, strokeWidth=BALK).encode(x=vlak.x("zeker"), x2="tot:T"),
    ]


def _labels(regels: list[Regel], vlak: Vlak, breedte: int) -> list[Label]:
    links = vlak.x_moment(0)
    labels = [Label(moment, 10, woord, "left", dx=3, kleur=GEDEMPT) for moment, woord in streepjes(*vlak.x_domein, breedte).items()]
    for regel in regels:
        for i, woord in enumerate([*regel.woorden, *regel.bij]):
            is_naam = i < len(regel.woorden)
            kleur, gewicht = (INKT, 600) if is_naam else (GEDEMPT, 400)
            labels.append(Label(links, regel.boven + REGEL * (i + 0.5), woord, "left", kleur=kleur, gewicht=gewicht))
    return labels
