"""Gebieden or projecten side by side at one moment: the funnel plot with its sentence and its table in name order."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from dashboard import spiegel
from dashboard.charts.trechter import WOORDEN, Z95, grenzen, plaats, seen, trechter
from dashboard.components import opmaak
from dashboard.components.basis import is_procent
from dashboard.components.bron import bron_regel
from dashboard.components.grafiek import in_maten
from dashboard.components.koppeling import koppeling
from dashboard.components.markering import Html, el, samen
from dashboard.components.tabel import tabel

Rij = dict[str, Any]
MINSTE_DELEN = 3
SAMEN = ["van", "tot", "volgens", "definitie_versie"]
UITLEG = (
    "Hoe meer er meetellen, hoe minder toeval doet: daarom loopt de trechter smal toe. Binnen het donkere vlak liggen "
    "19 van de 20 {soort} als alleen toeval werkt; buiten het lichte vlak ligt er dan bijna nooit een."
)
NIET_IN_BEELD = (
    "Niet in dit beeld: {namen}. Daar is over deze periode geen cijfer te zien dat op dezelfde manier is geteld, of de groep is te klein."
)


@dataclass(frozen=True)
class Soort:
    """What stands side by side: the column with its name, and the words for one, for several and above the chart."""

    kolom: str
    enkel: str
    meer: str
    kop: str
    toelichting: str = ""


GEBIEDEN = Soort("gebied", "Gebied", "gebieden", "De gebieden naast elkaar")
PROJECTEN = Soort(
    "projectnaam",
    "Project",
    "projecten",
    "Hetzelfde cijfer in de projecten naast elkaar",
    "In deze projecten zijn naam, eenheid en definitie van het cijfer gelijk, en het komt uit één bron. "
    "Of de mensen in de projecten op elkaar lijken, zegt dit beeld niet.",
)


def trechterbeeld(gegevens: Rij, metingen: pd.DataFrame, peildatum: date) -> Html:
    """The funnel of gebieden; nothing where there is none to draw."""
    return _beeld(gegevens, metingen, GEBIEDEN, peildatum)


def projecttrechter(gegevens: Rij, peildatum: date) -> Html:
    """The funnel of the projecten of the keten that measure this same figure; nothing where there is none to draw."""
    return _beeld(gegevens, spiegel.read("indicator_in_projecten", indicator=gegevens["indicator"]), PROJECTEN, peildatum)


def _beeld(gegevens: Rij, metingen: pd.DataFrame, soort: Soort, peildatum: date) -> Html:
    """The funnel of the newest period that enough parts share; only of percentages of which teller and noemer are known."""
    delen = newest_parts(metingen, soort.kolom) if is_procent(gegevens["eenheid"]) else metingen.head(0)
    if delen.empty:
        return Html("")
    geheel = float(delen["teller"].sum() / delen["noemer"].sum())
    delen["plaats"] = [plaats(geheel, t, n) for t, n in zip(delen["teller"], delen["noemer"], strict=True)]
    zin, periode = seen(delen, soort.meer), opmaak.periode(delen["periode"].iloc[0])
    return samen(
        el("h2", soort.kop),
        el("p", zin, klasse="ks-beeldtitel"),
        in_maten(
            lambda breedte: trechter(delen, geheel, breedte),
            f"{gegevens['naam']}, {periode}. {zin} {_told(delen)}.",
        ),
        el("p", UITLEG.format(soort=soort.meer), klasse="ks-bron"),
        el("p", soort.toelichting, klasse="ks-bron") if soort.toelichting else None,
        _niet_in_beeld(metingen, delen, soort),
        _herkomst(delen, peildatum),
        tabel(
            f"{opmaak.met_hoofdletter(soort.meer)} op naam, {periode}",
            [soort.enkel, "Waarde", "Basis", "Gewoon bij deze omvang", "Wat valt op"],
            [_rij(deel, geheel, gegevens) for deel in delen.to_dict("records")],
            getallen={1},
        ),
    )


def newest_parts(metingen: pd.DataFrame, kolom: str = GEBIEDEN.kolom) -> pd.DataFrame:
    """The parts with teller and noemer in the newest period that at least three share, by name.

    All of one source and one definition: what is counted in different ways does not belong in one funnel.
    """
    heel = (metingen["teller"] >= 0) & (metingen["teller"] <= metingen["noemer"]) & (metingen["noemer"] > 0)
    delen = metingen[heel & metingen[kolom].notna() & metingen["groep"].isna() & metingen["tot"].notna()]
    delen = delen.assign(volgens=delen["bron_partij"].fillna(delen["bron"]))
    samen_geteld = [groep for _, groep in delen.groupby(SAMEN, dropna=False) if groep[kolom].nunique() >= MINSTE_DELEN]
    if not samen_geteld:
        return delen.head(0)
    nieuwste = max(samen_geteld, key=lambda groep: (groep["tot"].iloc[0], groep["van"].iloc[0]))
    return nieuwste.assign(naam=nieuwste[kolom]).sort_values("naam").reset_index(drop=True)


def _niet_in_beeld(metingen: pd.DataFrame, delen: pd.DataFrame, soort: Soort) -> Html | None:
    """Who is left out: gebieden with another figure over this period, and every other project with the same indicator."""
    zelfde_tijd = (metingen["van"] == delen["van"].iloc[0]) & (metingen["tot"] == delen["tot"].iloc[0])
    anderen = metingen if soort is PROJECTEN else metingen[zelfde_tijd]
    namen = sorted(set(anderen[soort.kolom].dropna()) - set(delen["naam"]))
    return el("p", NIET_IN_BEELD.format(namen=opmaak.opsomming(namen)), klasse="ks-bron") if namen else None


def _herkomst(delen: pd.DataFrame, peildatum: date) -> Html:
    return bron_regel(
        opmaak.opsomming(sorted(delen["bron"].unique())),
        peildatum,
        periode=delen["periode"].iloc[0],
        tot=pd.Timestamp(delen["tot"].iloc[0]).date(),
        geleverd_op=pd.Timestamp(delen["geleverd_op"].max()).date(),
    )


def _told(delen: pd.DataFrame) -> str:
    """Every part in words, for those who do not see the chart."""
    return opmaak.opsomming(
        [f"{d.naam} {opmaak.getal(round(100 * d.teller / d.noemer, 1))}% ({WOORDEN[d.plaats]})" for d in delen.itertuples()]
    )


def _rij(deel: dict[Any, Any], geheel: float, gegevens: Rij) -> list[object]:
    laag, hoog = (100 * grens for grens in grenzen(geheel, deel["noemer"], Z95))
    ander_cijfer = deel["indicator"] != gegevens["indicator"]
    return [
        koppeling(deel["naam"], "indicator", keten=gegevens["keten"], indicator=deel["indicator"]) if ander_cijfer else deel["naam"],
        f"{opmaak.getal(round(100 * deel['teller'] / deel['noemer'], 1))}%",
        f"{opmaak.getal(deel['teller'])} van {opmaak.getal(deel['noemer'])}",
        f"{opmaak.getal(round(laag, 1))}% tot {opmaak.getal(round(hoog, 1))}%",
        WOORDEN[deel["plaats"]],
    ]
