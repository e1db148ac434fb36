"""The indicatoren of one side: at most six small charts, the rest as one list of words and figures."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from dashboard import spiegel
from dashboard.charts.figuur import figuur
from dashboard.charts.kaartwoorden import bewegingzin, doelbereikzin
from dashboard.charts.klein import DRIEHOEKZIN, heeft_driehoek, klein
from dashboard.charts.reeksen import tekenbaar
from dashboard.charts.tekst import beschrijving, laatste_woorden
from dashboard.charts.woorden import met_eenheid
from dashboard.components import opmaak
from dashboard.components.basis import basis
from dashboard.components.bron import bron_regel
from dashboard.components.getekend import drawn
from dashboard.components.koppeling import koppeling
from dashboard.components.leeg import niet_gemeten
from dashboard.components.markering import Html, el, samen
from dashboard.components.panelen.bron import Paneelbron

MEESTE_BEELDEN = 6
BEWAARDE_BLOKKEN = 150
SCHALEN = "De schalen van deze beelden verschillen: vergelijk de hoogten niet."
KORTE_LIJST = 8  # so many lines stand open; what is more opens on demand
Rij = dict[str, Any]


def indicatorblok(bron: Paneelbron, dimensie: str) -> Html:
    """Small charts and list of one side; says *niet gemeten* when the side has no indicator. An act in the register leaves it as it is."""
    return Html(_indicatorblok(spiegel.state(), bron.keten, bron.project, dimensie, bron))


@st.cache_data(max_entries=BEWAARDE_BLOKKEN, show_spinner=False)
def _indicatorblok(stand: str, keten: str, project: str | None, dimensie: str, _bron: Paneelbron) -> str:
    bron = _bron
    indicatoren = bron.indicatoren_van(dimensie)
    if not indicatoren:
        return el("p", niet_gemeten("Niet gemeten"), ": deze kant heeft geen indicator.")
    met_beeld = _with_chart(bron, indicatoren)
    rest = [rij for rij in indicatoren if rij not in met_beeld]
    return el(
        "div",
        _leeswijzer(bron, met_beeld),
        el("div", [_kaart(bron, rij) for rij in met_beeld], klasse="ks-kaarten") if met_beeld else None,
        _lijst(bron, rest, bool(met_beeld)) if rest else None,
    )


def _leeswijzer(bron: Paneelbron, met_beeld: Sequence[Rij]) -> Html | None:
    """How to read the small charts that are really there."""
    driehoek = any(_heeft_driehoek(bron.metingen_van(rij["indicator"]), rij["frequentie"]) for rij in met_beeld)
    zinnen = [*([SCHALEN] if len(met_beeld) > 1 else []), *([DRIEHOEKZIN] if driehoek else [])]
    return el("p", " ".join(zinnen), klasse="ks-bron") if zinnen else None


def _heeft_driehoek(metingen: pd.DataFrame, frequentie: str | None) -> bool:
    return bool(drawn(_driehoekwoord, metingen, frequentie))


def _driehoekwoord(metingen: pd.DataFrame, frequentie: str | None) -> str:
    return "ja" if heeft_driehoek(metingen, frequentie) else ""


def _with_chart(bron: Paneelbron, indicatoren: Sequence[Rij]) -> list[Rij]:
    """Those marked uitgelicht, else those with two or more points; in name order and at most six."""
    punten = {rij["indicator"]: _aantal_punten(bron.metingen_van(rij["indicator"])) for rij in indicatoren}
    uitgelicht = [rij for rij in indicatoren if rij["is_uitgelicht"] and punten[rij["indicator"]]]
    return (uitgelicht or [rij for rij in indicatoren if punten[rij["indicator"]] >= 2])[:MEESTE_BEELDEN]


def _aantal_punten(metingen: pd.DataFrame) -> int:
    return int((metingen["waarde"].notna() & (metingen["van"].notna() | metingen["tot"].notna())).sum())


def _kaart(bron: Paneelbron, rij: Rij) -> Html:
    naam = koppeling(rij["naam"], "indicator", keten=bron.keten, indicator=rij["indicator"])
    metingen, streef, gebeurtenissen = (
        bron.metingen_van(rij["indicator"]),
        bron.streefwaarden_van(rij["indicator"]),
        bron.gebeurtenissen_van(rij),
    )
    inhoud = (bron.peildatum, naam, rij, metingen, streef, gebeurtenissen)
    return drawn(_teken_kaart, *inhoud)


def _teken_kaart(peildatum: date, naam: Html, rij: Rij, metingen: pd.DataFrame, streef: pd.DataFrame, gebeurtenissen: pd.DataFrame) -> Html:
    eenheid, frequentie = rij["eenheid"], rij["frequentie"]
    zin = f"{rij['naam']}. {beschrijving(metingen, eenheid, frequentie)}"
    laatste = metingen[metingen["tot"].notna() & metingen["waarde"].notna()].tail(1).to_dict("records")
    return el(
        "article",
        el("h3", naam),
        Html(figuur(klein(metingen, eenheid, frequentie, streef, gebeurtenissen), zin)),
        _beweging(metingen, rij),
        _in_woorden(metingen),
        _bron(peildatum, laatste[0], eenheid) if laatste else None,
        klasse="ks-kaart",
    )


def _beweging(metingen: pd.DataFrame, rij: Rij) -> Html | None:
    """What is seen in the chart, and what that says about the streefwaarde."""
    punten = tekenbaar(metingen, rij["frequentie"])
    zinnen = [zin for zin in (bewegingzin(punten), doelbereikzin(punten, rij["eenheid"])) if zin]
    return el("p", " ".join(zinnen), klasse="ks-beweging") if zinnen else None


def _in_woorden(metingen: pd.DataFrame) -> Html | None:
    woorden = metingen[metingen["tekst"].notna()].to_dict("records")
    if not woorden:
        return None
    tekst = opmaak.opsomming([f"{opmaak.periode(m['periode'])}: {m['tekst']}" for m in woorden[-2:]])
    return el("p", "In woorden: ", tekst, klasse="ks-bron")


def _bron(peildatum: date, meting: Rij, eenheid: str | None) -> Html:
    return bron_regel(
        meting["bron"],
        peildatum,
        periode=meting["periode"],
        tot=pd.Timestamp(meting["tot"]).date(),
        geleverd_op=meting["geleverd_op"],
        basis=basis(meting, eenheid),
    )


def _lijst(bron: Paneelbron, indicatoren: Sequence[Rij], naast_beelden: bool) -> Html:
    """Name and newest figure or words of each; a long list opens on demand, but a side is never a closed door."""
    regels = [_regel(bron, rij) for rij in indicatoren]
    zichtbaar = KORTE_LIJST if len(regels) <= KORTE_LIJST or not naast_beelden else 0
    rest = regels[zichtbaar:]
    kop = f"Nog {opmaak.aantal(len(rest), 'indicator', 'indicatoren')} als tekst"
    return samen(
        el("ul", regels[:zichtbaar], klasse="ks-lijst") if zichtbaar else None,
        el("details", el("summary", kop), el("ul", rest, klasse="ks-lijst")) if rest else None,
    )


def _regel(bron: Paneelbron, rij: Rij) -> Html:
    naam = koppeling(rij["naam"], "indicator", keten=bron.keten, indicator=rij["indicator"])
    inhoud = (bron.peildatum, naam, rij, bron.metingen_van(rij["indicator"]), bron.streefwaarden_van(rij["indicator"]))
    return drawn(_teken_regel, *inhoud)


def _teken_regel(peildatum: date, naam: Html, rij: Rij, metingen: pd.DataFrame, streef: pd.DataFrame) -> Html:
    return el("li", naam, ": ", _stand(rij, metingen, streef), _herkomst(peildatum, rij, metingen))


def _herkomst(peildatum: date, rij: Rij, metingen: pd.DataFrame) -> Html | None:
    """Source, base and age of the newest meting, as a few muted words."""
    if metingen.empty:
        return None
    nieuwste = metingen.sort_values("tot", na_position="first").to_dict("records")[-1]
    tot = None if pd.isna(nieuwste["tot"]) else pd.Timestamp(nieuwste["tot"]).date()
    delen = [
        f"Bron: {nieuwste['bron']}",
        basis(nieuwste, rij["eenheid"]),
        f"geleverd op {opmaak.datum(nieuwste['geleverd_op'])}",
        opmaak.leeftijd(tot, peildatum) if tot else None,
    ]
    return el("span", " " + " · ".join(deel for deel in delen if deel), klasse="ks-bron")


def _stand(rij: Rij, metingen: pd.DataFrame, streef: pd.DataFrame) -> str:
    """The newest figures or words; where nothing was measured, the streefwaarde that is there."""
    if len(metingen):
        return laatste_woorden(metingen, rij["eenheid"])
    woorden = [
        f"{s['soort']} {met_eenheid(s['waarde'], rij['eenheid']) if s['waarde'] == s['waarde'] else s['tekst']}"
        for s in streef.to_dict("records")
    ]
    return "nog niet gemeten" + (f" (streefwaarde: {opmaak.opsomming(list(dict.fromkeys(woorden)))})" if woorden else "")
