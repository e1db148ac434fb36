"""The large chart of an indicator with its title, its text alternative, what cannot be drawn, and the events."""

from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from dashboard import spiegel
from dashboard.charts.figuur import figuur
from dashboard.charts.indicator import indicator, numbered_events
from dashboard.charts.reeksen import tekenbaar
from dashboard.charts.tekst import beschrijving, titel
from dashboard.charts.woorden import is_leeg, met_eenheid
from dashboard.components import opmaak
from dashboard.components.bron import bron_regel
from dashboard.components.leeg import lege_staat
from dashboard.components.markering import Html, el, samen

BREED, SMAL, HOOG_SMAL = 1140, 360, 320
LEESWIJZER = (
    "Een lijn loopt alleen door als er geen periode ontbreekt en de definitie gelijk bleef. "
    "Een open ruit is een betwist cijfer. Een balk is een cijfer over een langere tijd."
)
Rij = dict[str, Any]


def indicatorbeeld(gegevens: Rij, metingen: pd.DataFrame, peildatum: date) -> Html:
    """Chart with title, list of gebeurtenissen and what stands beside the chart; kept per build and selection."""
    delen = tuple(metingen.index)
    return Html(_beeld(str(spiegel.held_build()), gegevens["indicator"], delen, gegevens, metingen, peildatum))


@st.cache_data(max_entries=500, show_spinner=False)
def _beeld(bouw: str, naam: str, delen: tuple[int, ...], _gegevens: Rij, _metingen: pd.DataFrame, peildatum: date) -> str:
    eenheid, frequentie = _gegevens["eenheid"], _gegevens["frequentie"]
    if _metingen.empty:
        wie = _gegevens["bron_partij"] or _gegevens["leverancier"]
        return lege_staat("Dit cijfer is nog niet gemeten.", wie=wie)
    kop = el("h2", titel(_metingen, eenheid, frequentie), klasse="ks-beeldtitel")
    if tekenbaar(_metingen, frequentie).empty:
        return samen(kop, _naast_de_tijdlijn(_metingen, eenheid))
    streef = spiegel.read("indicator_streefwaarden", indicator=naam)
    gebeurtenissen = spiegel.read("indicator_gebeurtenissen", indicator=naam)
    tekst = f"{_gegevens['naam']}. {beschrijving(_metingen, eenheid, frequentie)}"
    beelden = [
        el(
            "div",
            Html(
                figuur(
                    indicator(_metingen, eenheid, frequentie, streef, gebeurtenissen, breedte, **hoogte),
                    tekst,
                )
            ),
            klasse=klasse,
        )
        for breedte, hoogte, klasse in ((BREED, {}, "ks-breed"), (SMAL, {"hoogte": HOOG_SMAL}, "ks-smal"))
    ]
    laatste = _metingen[_metingen["waarde"].notna()].tail(1).to_dict("records")[0]
    return samen(
        kop,
        beelden,
        bron_regel(
            laatste["bron"],
            peildatum,
            periode=laatste["periode"],
            tot=_dag(laatste["tot"]),
            geleverd_op=laatste["geleverd_op"],
        ),
        el("p", LEESWIJZER, klasse="ks-bron"),
        _gebeurtenissen(numbered_events(_metingen, gebeurtenissen, frequentie), gebeurtenissen),
        _naast_de_tijdlijn(_metingen, eenheid),
    )


def _dag(moment: Any) -> date | None:
    return None if is_leeg(moment) else pd.Timestamp(moment).date()


def _gebeurtenissen(genummerd: pd.DataFrame, alle: pd.DataFrame) -> Html | None:
    """The numbers on the axis in words, and every change of definition or registration."""
    regels = [el("li", f"{opmaak.datum(r.datum)}: {r.omschrijving}", value=str(r.nummer)) for r in genummerd.itertuples()]
    breuk = alle[alle["soort"].isin(["definitiewijziging", "registratiewijziging"])]
    breuken = [el("li", f"{opmaak.datum(None if is_leeg(r.datum) else r.datum)}: {r.omschrijving} ({r.soort})") for r in breuk.itertuples()]
    if not regels and not breuken:
        return None
    return samen(
        samen(el("h3", "Wat gebeurde er in deze tijd?"), el("ol", regels, klasse="ks-lijst")) if regels else None,
        samen(el("h3", "Wat veranderde er aan het meten?"), el("ul", breuken, klasse="ks-lijst")) if breuken else None,
    )


def _naast_de_tijdlijn(metingen: pd.DataFrame, eenheid: str | None) -> Html | None:
    """Values that have no place on a time axis: in words, without a periode, or suppressed."""
    los = metingen[metingen["waarde"].isna() | (metingen["van"].isna() & metingen["tot"].isna())]
    if los.empty:
        return None
    regels = [el("li", _los(rij, eenheid)) for rij in los.to_dict("records")]
    lijst = el("ul", regels, klasse="ks-lijst")
    kop = "Niet op de tijdlijn"
    if len(regels) > 6:
        return el(
            "details",
            el("summary", f"{kop}: waarden in woorden, zonder periode of van een kleine groep"),
            lijst,
        )
    return samen(el("h3", kop), lijst)


def _los(rij: dict[Any, Any], eenheid: str | None) -> str:
    if rij["onderdrukt"] == "ja":
        wat = opmaak.ONDERDRUKT
    else:
        wat = rij["tekst"] if is_leeg(rij["waarde"]) else met_eenheid(rij["waarde"], eenheid)
    delen = [
        opmaak.periode(None if is_leeg(rij["periode"]) else rij["periode"]),
        rij["gebied"],
        rij["groep"],
        rij["bron_partij"],
        "betwist" if rij["betwist"] == "ja" else None,
    ]
    toelichting = "" if is_leeg(rij["kanttekening"]) else f". {rij['kanttekening']}"
    return f"{wat} ({', '.join(str(d) for d in delen if not is_leeg(d))}){toelichting}"
