"""The time axis of a keten with its table."""

import pandas as pd
import streamlit as st

from dashboard import spiegel
from dashboard.charts.tijdlijn import op_volgorde, tijdlijn
from dashboard.charts.woorden import of_leeg
from dashboard.components import opmaak
from dashboard.components.getekend import drawn
from dashboard.components.grafiek import in_maten
from dashboard.components.leeg import niet_gemeten
from dashboard.components.markering import Html, el, samen
from dashboard.components.overleggen import overlegtabel
from dashboard.components.tabel import tabel
from dashboard.dossier import lezen


def tijdas(keten: str) -> Html:
    """Gebeurtenissen and overleggen on one axis, with the list of all of them on demand."""
    return Html(_tijdas(lezen.state(), keten))


@st.cache_data(max_entries=50, show_spinner=False)
def _tijdas(stand: str, keten: str) -> str:
    gebeurtenissen = spiegel.read("paneel_gebeurtenissen", keten=keten, project=None)
    overleggen = lezen.read("keten_overleggen", keten=keten)
    if gebeurtenissen["datum_van"].isna().all() and overleggen["datum_van"].isna().all():
        return samen(
            el("h2", "Tijdlijn"),
            el("p", niet_gemeten("Geen gebeurtenis of overleg met een datum geleverd"), "."),
        )
    zin = (
        f"Tijdlijn met {opmaak.aantal(len(gebeurtenissen), 'gebeurtenis', 'gebeurtenissen')} en "
        f"{opmaak.aantal(len(overleggen), 'overleg', 'overleggen')}. Alle staan ook in de tabel hieronder."
    )
    return samen(
        el("h2", "Tijdlijn: wat gebeurde er, en wanneer was er overleg?"),
        drawn(_teken_as, gebeurtenissen, overleggen, zin),
        _tabel(gebeurtenissen, overleggen),
    )


def _teken_as(gebeurtenissen: pd.DataFrame, overleggen: pd.DataFrame, zin: str) -> Html:
    return in_maten(lambda breedte: tijdlijn(gebeurtenissen, overleggen, breedte), zin)


def _tabel(gebeurtenissen: pd.DataFrame, overleggen: pd.DataFrame) -> Html:
    nummers = {rij.omschrijving: rij.nummer for rij in op_volgorde(gebeurtenissen).itertuples()}
    rijen = [
        [
            opmaak.datum(_leeg(r.datum)),
            r.soort,
            f"{nummers.get(r.omschrijving, '')}. {r.omschrijving}".lstrip(". "),
            _leeg(r.bron),
        ]
        for r in gebeurtenissen.itertuples()
    ]
    return el(
        "details",
        el("summary", "Toon de tijdlijn als tabel"),
        tabel("Gebeurtenissen op tijd", ["Datum", "Soort", "Wat gebeurde er?", "Bron"], rijen),
        overlegtabel(overleggen),
    )


def _leeg(waarde: object) -> str | None:
    return of_leeg(waarde) or None
