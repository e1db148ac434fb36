"""The page Indicator: what the figure is, which parts to show, the table behind it, revisions and passport."""

from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.charts.woorden import is_leeg, met_eenheid
from dashboard.components import opmaak
from dashboard.components.keuze import keuzelijst
from dashboard.components.koppeling import koppeling
from dashboard.components.leeg import niet_gemeten
from dashboard.components.markering import Html, el, samen
from dashboard.components.tabel import tabel

Rij = dict[str, Any]
TOTAAL = "totaal"
VEEL_METINGEN = 12
"""Below this many there is nothing to gain by choosing years."""
GETALKOPPEN = ("Waarde", "Teller", "Noemer", "Personen")
RICHTINGEN = {"hoger": "hoger is gunstig", "lager": "lager is gunstig", "nvt": "geen gunstige kant"}
DIMENSIES = {"tevredenheid": "tevredenheid achteraf"}


def indicatorkop(gegevens: Rij) -> Html:
    """Name, side, layer, direction and project of the indicator in two lines."""
    delen = [
        DIMENSIES.get(gegevens["dimensie"], gegevens["dimensie"]),
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


def metingentabel(gegevens: Rij, metingen: pd.DataFrame, peildatum: date) -> Html:
    """Every meting behind the chart with its source, remarks and age; columns without content are left out."""
    if metingen.empty:
        return Html("")
    rijen = [_meting(rij, peildatum) for rij in metingen.to_dict("records")]
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


def _meting(rij: dict[Any, Any], peildatum: date) -> dict[str, str]:
    def cel(naam: str) -> str:
        return "" if is_leeg(rij[naam]) else str(rij[naam])

    def aantal(naam: str) -> str:
        return "" if is_leeg(rij[naam]) else opmaak.getal(rij[naam])

    waarde = opmaak.ONDERDRUKT if rij["onderdrukt"] == "ja" else cel("tekst") if is_leeg(rij["waarde"]) else opmaak.getal(rij["waarde"])
    tot = None if is_leeg(rij["tot"]) else pd.Timestamp(rij["tot"]).date()
    return {
        "Periode": opmaak.periode(cel("periode") or None),
        "Waarde": waarde,
        "Teller": aantal("teller"),
        "Noemer": aantal("noemer"),
        "Personen": aantal("n"),
        "Gebied": cel("gebied"),
        "Groep": cel("groep"),
        "Volgens": cel("bron_partij"),
        "Betwist": "betwist" if rij["betwist"] == "ja" else "",
        "Kanttekening": cel("kanttekening"),
        "Versie": cel("definitie_versie"),
        "Bron": cel("bron"),
        "Geleverd op": opmaak.datum(pd.Timestamp(rij["geleverd_op"]).date()),
        "Leeftijd": opmaak.leeftijd(tot, peildatum) if tot else "",
    }


def versietabel(versies: list[Rij], eenheid: str | None) -> Html:
    """Figures that were delivered again with another value: old and new side by side."""
    if not versies:
        return Html("")
    rijen = [
        [
            opmaak.periode(v["periode"]),
            ", ".join(d for d in (v["gebied"], v["groep"], v["bron_partij"]) if d) or "totaal",
            opmaak.ONDERDRUKT if v["onderdrukt"] == "ja" else v["tekst"] if v["waarde"] is None else met_eenheid(v["waarde"], eenheid),
            opmaak.datum(v["geleverd_op"]),
            v["leverancier"] or "onbekend",
            "ja" if v["is_nieuwste"] else "nee",
        ]
        for v in versies
    ]
    return samen(
        el("h2", "Later anders geleverd"),
        tabel(
            "Versies op volgorde van levering",
            ["Periode", "Deel", "Waarde", "Geleverd op", "Door", "Geldt nu"],
            rijen,
            toon_onderschrift=False,
        ),
    )


def paspoort(gegevens: Rij) -> Html:
    """The passport; what is not filled in is named in one sentence."""
    tegen = (
        koppeling(
            gegevens["tegenindicator_naam"],
            "indicator",
            keten=gegevens["keten"],
            indicator=gegevens["tegenindicator"],
        )
        if gegevens["tegenindicator_naam"]
        else None
    )
    regels: list[tuple[str, object]] = [
        ("Definitie", gegevens["definitie"]),
        ("Versie van de definitie", gegevens["definitie_versie"]),
        ("Eenheid", gegevens["eenheid"]),
        ("Doel", gegevens["doel_omschrijving"]),
        ("Hoe vaak gemeten", gegevens["frequentie"]),
        (
            "Komt binnen",
            f"{gegevens['levertermijn']:.0f} dagen na de periode" if gegevens["levertermijn"] is not None else None,
        ),
        ("Wie levert", gegevens["bron_partij"]),
        ("Eigenaar", gegevens["eigenaar"]),
        ("Afgesproken met", gegevens["overeengekomen_met"]),
        (
            "Afgesproken op",
            opmaak.datum(gegevens["overeengekomen_op"]) if gegevens["overeengekomen_op"] else None,
        ),
        ("Opnieuw bekijken op", opmaak.datum(gegevens["herijken_op"]) if gegevens["herijken_op"] else None),
        ("Keerzijde in beeld", tegen),
        ("Groepen die het moeilijkst te helpen zijn", gegevens["zware_groepen"]),
        ("Vast seizoen", gegevens["seizoen"]),
        (
            "Kleinste groep die te zien is",
            opmaak.getal(gegevens["min_groep"]) if gegevens["min_groep"] is not None else "10 (standaard)",
        ),
        ("Kanttekening", gegevens["kanttekening"]),
        ("Bron", gegevens["bron"]),
    ]
    leeg = [naam.lower() for naam, waarde in regels if not waarde and naam not in ("Kanttekening", "Vast seizoen")]
    return samen(
        el("h2", "Paspoort van dit cijfer"),
        el(
            "dl",
            [[el("dt", naam), el("dd", waarde)] for naam, waarde in regels if waarde],
            klasse="ks-paspoort",
        ),
        el("p", niet_gemeten("Ontbreekt"), f": {opmaak.opsomming(leeg)}.") if leeg else None,
    )
