"""The page Indicator: what the figure is, which parts to show, and the table behind it."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.charts.kaartwoorden import gewoon_tussen, wat_valt_op
from dashboard.charts.woorden import is_leeg
from dashboard.components import opmaak
from dashboard.components.basis import basis, is_procent
from dashboard.components.keuze import keuzelijst
from dashboard.components.markering import Html, el, samen
from dashboard.components.paspoort import RICHTINGEN, dimensie
from dashboard.components.tabel import tabel
from dashboard.components.uitvoer import download_knoppen

Rij = dict[str, Any]
TOTAAL = "totaal"
HERKENNING = ("periode", "gebied", "groep", "bron_partij", "definitie_versie")
"""What tells one meting of an indicator from another."""
VEEL_METINGEN = 12
"""Below this many there is nothing to gain by choosing years."""
AANTALLEN = {"Teller": "teller", "Noemer": "noemer", "Personen": "n"}
GETALKOPPEN = ("Waarde", "Basis", *AANTALLEN)


def indicatorkop(gegevens: Rij) -> Html:
    """Name, side, layer, direction and project of the indicator in two lines."""
    delen = [
        dimensie(gegevens),
        gegevens["laag"],
        RICHTINGEN.get(gegevens["richting"] or ""),
        f"project: {gegevens['projectnaam']}" if gegevens["projectnaam"] else None,
    ]
    pilot = el("p", "Dit hoort bij een pilot. Daarom staan er geen streefwaarden bij.", klasse="ks-bron") if gegevens["is_pilot"] else None
    return el(
        "section",
        el("p", gegevens["naam"], klasse="ks-resultaat"),
        el("p", " · ".join(d for d in delen if d), klasse="ks-bron"),
        pilot,
        klasse="ks-ketenkop",
    )


def keuze_delen(metingen: pd.DataFrame) -> pd.DataFrame:
    """Lists for gebied, groep and years where there is something to choose; returns what was chosen."""
    gekozen = metingen
    with st.container(horizontal=True, key="ks-delen"):
        for woord, kolom in (("Gebied", "gebied"), ("Groep", "groep")):
            gekozen = _choose_part(gekozen, woord, kolom)
        return _choose_years(gekozen)


def _choose_part(metingen: pd.DataFrame, woord: str, kolom: str) -> pd.DataFrame:
    namen = sorted(metingen[kolom].dropna().unique())
    heeft_totaal = bool(metingen[kolom].isna().any())
    if not namen or (len(namen) == 1 and not heeft_totaal):
        return metingen
    opties = (
        ({TOTAAL: f"Totaal (alle {'gebieden' if kolom == 'gebied' else 'groepen'})"} if heeft_totaal else {})
        | {"alle": "Alles naast elkaar"}
        | {n: n for n in namen}
    )
    keuze = keuzelijst(woord, kolom, opties)
    if keuze == "alle":
        return metingen
    return metingen[metingen[kolom].isna() if keuze == TOTAAL else metingen[kolom] == keuze]


def _choose_years(metingen: pd.DataFrame) -> pd.DataFrame:
    jaren = sorted({pd.Timestamp(dag).year for dag in metingen["van"].dropna()})
    if len(jaren) < 3 or len(metingen) < VEEL_METINGEN:
        return metingen
    vanaf = keuzelijst("Vanaf jaar", "vanaf", {str(jaar): str(jaar) for jaar in jaren}, alles="Alle jaren")
    return metingen if vanaf is None else metingen[metingen["van"].isna() | (pd.to_datetime(metingen["van"]).dt.year >= int(vanaf))]


def download_delen(indicator: str, delen: pd.DataFrame) -> None:
    """The metingen on screen as a file, with their source, their passport and their limits."""
    op_scherm = {_recognised(rij) for rij in delen.to_dict("records")}
    download_knoppen("cijfers", "cijfers", houd=lambda rij: _recognised(rij) in op_scherm, indicator=indicator)


def _recognised(rij: Mapping[Any, Any]) -> tuple[str | None, ...]:
    return tuple(None if is_leeg(rij[naam]) else str(rij[naam]) for naam in HERKENNING)


def metingentabel(gegevens: Rij, metingen: pd.DataFrame, peildatum: date) -> Html:
    """Every meting behind the chart with its source, remarks and age; columns without content are left out."""
    if metingen.empty:
        return Html("")
    rijen = [_meting(rij, gegevens["eenheid"], peildatum) for rij in metingen.to_dict("records")]
    koppen = [kop for kop in rijen[0] if kop in ("Periode", "Waarde") or any(rij[kop] for rij in rijen)]
    in_getallen = bool(metingen["waarde"].notna().all())
    inhoud = tabel(
        "Cijfers op volgorde van tijd",
        [_kop(kop, gegevens["eenheid"]) for kop in koppen],
        [[rij[kop] for kop in koppen] for rij in rijen],
        getallen={i for i, kop in enumerate(koppen) if kop in GETALKOPPEN and (kop != "Waarde" or in_getallen)},
        toon_onderschrift=False,
    )
    if len(rijen) > 15:
        return samen(
            el("h2", "De cijfers zelf"),
            el("details", el("summary", f"Toon de tabel met {len(rijen)} rijen"), inhoud),
        )
    return samen(el("h2", "De cijfers zelf"), inhoud)


def _kop(kop: str, eenheid: str | None) -> str:
    return f"Waarde ({eenheid})" if kop == "Waarde" and eenheid else kop


def _meting(rij: dict[Any, Any], eenheid: str | None, peildatum: date) -> dict[str, str]:
    def cel(naam: str) -> str:
        return "" if is_leeg(rij[naam]) else str(rij[naam])

    waarde = opmaak.ONDERDRUKT if rij["onderdrukt"] == "ja" else cel("tekst") if is_leeg(rij["waarde"]) else opmaak.getal(rij["waarde"])
    tot = None if is_leeg(rij["tot"]) else pd.Timestamp(rij["tot"]).date()
    return {
        "Periode": opmaak.periode(cel("periode") or None),
        "Waarde": waarde,
        **_aantallen(rij, eenheid),
        "Gewoon": gewoon_tussen(rij, None),
        "Wat valt op": wat_valt_op(rij),
        "Gebied": cel("gebied"),
        "Groep": cel("groep"),
        "Volgens": cel("bron_partij"),
        "Betwist": "betwist" if rij["betwist"] == "ja" else "",
        "Herzien": "herzien" if rij["is_herzien"] else "",
        "Kanttekening": cel("kanttekening"),
        "Versie": cel("definitie_versie"),
        "Bron": cel("bron"),
        "Geleverd op": opmaak.datum(pd.Timestamp(rij["geleverd_op"]).date()),
        "Leeftijd": opmaak.leeftijd(tot, peildatum) if tot else "",
    }


def _aantallen(rij: dict[Any, Any], eenheid: str | None) -> dict[str, str]:
    """The numbers behind a value; a percentage always says what it is a percentage of."""
    if is_procent(eenheid):
        return {"Basis": basis(rij, eenheid) or ""}
    return {kop: "" if is_leeg(rij[naam]) else opmaak.getal(rij[naam]) for kop, naam in AANTALLEN.items()}
