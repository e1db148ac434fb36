"""Gebieden side by side at one moment: the funnel plot with its sentence and its table in name order."""

from datetime import date
from typing import Any

import pandas as pd

from dashboard.charts.trechter import WOORDEN, Z95, grenzen, plaats, seen, trechter
from dashboard.components import opmaak
from dashboard.components.bron import bron_regel
from dashboard.components.grafiek import in_maten
from dashboard.components.markering import Html, el, samen
from dashboard.components.tabel import tabel

Rij = dict[str, Any]
MINSTE_GEBIEDEN = 3
SAMEN = ["van", "tot", "bron_partij", "definitie_versie"]
UITLEG = (
    "Hoe meer er meetellen, hoe minder toeval doet: daarom loopt de trechter smal toe. Binnen het donkere vlak liggen "
    "19 van de 20 gebieden als alleen toeval werkt; buiten het lichte vlak ligt er dan bijna nooit een."
)


def trechterbeeld(gegevens: Rij, metingen: pd.DataFrame, peildatum: date) -> Html:
    """The funnel of the newest period that enough gebieden share; nothing where teller and noemer are not known."""
    delen = newest_parts(metingen)
    if delen.empty:
        return Html("")
    geheel = float(delen["teller"].sum() / delen["noemer"].sum())
    delen["plaats"] = [plaats(geheel, t, n) for t, n in zip(delen["teller"], delen["noemer"], strict=True)]
    zin = seen(delen)
    rij = delen.iloc[0]
    return samen(
        el("h2", "De gebieden naast elkaar"),
        el("p", zin, klasse="ks-beeldtitel"),
        in_maten(
            lambda breedte: trechter(delen, geheel, breedte),
            f"{gegevens['naam']}, {opmaak.periode(rij['periode'])}. {zin} {_told(delen)}.",
        ),
        el("p", UITLEG, klasse="ks-bron"),
        bron_regel(
            rij["bron"],
            peildatum,
            periode=rij["periode"],
            tot=pd.Timestamp(rij["tot"]).date(),
            geleverd_op=pd.Timestamp(rij["geleverd_op"]).date(),
        ),
        tabel(
            f"Gebieden op naam, {opmaak.periode(rij['periode'])}",
            ["Gebied", "Waarde", "Basis", "Gewoon bij deze omvang", "Wat valt op"],
            [_rij(deel, geheel) for deel in delen.to_dict("records")],
            getallen={1},
        ),
    )


def newest_parts(metingen: pd.DataFrame) -> pd.DataFrame:
    """Gebieden with teller and noemer in the newest period that at least three share, by name.

    All of one source and one definition: what is counted in different ways does not belong in one funnel.
    """
    heel = (metingen["teller"] >= 0) & (metingen["teller"] <= metingen["noemer"]) & (metingen["noemer"] > 0)
    delen = metingen[heel & metingen["gebied"].notna() & metingen["groep"].isna() & metingen["tot"].notna()]
    samen_geteld = [groep for _, groep in delen.groupby(SAMEN, dropna=False) if groep["gebied"].nunique() >= MINSTE_GEBIEDEN]
    if not samen_geteld:
        return delen.head(0)
    nieuwste = max(samen_geteld, key=lambda groep: (groep["tot"].iloc[0], groep["van"].iloc[0]))
    return nieuwste.assign(naam=nieuwste["gebied"]).sort_values("naam").reset_index(drop=True)


def _told(delen: pd.DataFrame) -> str:
    """Every part in words, for those who do not see the chart."""
    return opmaak.opsomming(
        [f"{d.naam} {opmaak.getal(round(100 * d.teller / d.noemer, 1))}% ({WOORDEN[d.plaats]})" for d in delen.itertuples()]
    )


def _rij(deel: dict[Any, Any], geheel: float) -> list[object]:
    laag, hoog = (100 * grens for grens in grenzen(geheel, deel["noemer"], Z95))
    return [
        deel["naam"],
        f"{opmaak.getal(round(100 * deel['teller'] / deel['noemer'], 1))}%",
        f"{opmaak.getal(deel['teller'])} van {opmaak.getal(deel['noemer'])}",
        f"{opmaak.getal(round(laag, 1))}% tot {opmaak.getal(round(hoog, 1))}%",
        WOORDEN[deel["plaats"]],
    ]
