"""What a project is: its trekker, time, goal and outcome."""

from typing import Any

from dashboard.components import opmaak
from dashboard.components.keten import SOORTEN
from dashboard.components.koppeling import koppeling
from dashboard.components.leeg import niet_gemeten
from dashboard.components.markering import Html, el

PILOT = "Dit is een pilot: een proef om van te leren. Daarom staan er geen streefwaarden bij."


def projectkop(project: dict[str, Any]) -> Html:
    """Everything the levering says of one project; what is not there says so."""
    regels = (
        ("Keten", koppeling(project["ketennaam"], "keten", keten=project["keten"])),
        ("Soort", SOORTEN.get(project["soort"] or "")),
        ("Trekker", project["trekker"]),
        ("Periode", opmaak.tijdvak(project["van"], project["tot"])),
        ("Doel", project["doel"]),
        ("Uitkomst", project["uitkomst"]),
        ("Bron", project["bron"]),
    )
    return el(
        "section",
        el("h2", project["naam"], klasse="ks-resultaat"),
        el(
            "dl",
            [[el("dt", naam), el("dd", waarde or niet_gemeten("ontbreekt"))] for naam, waarde in regels],
            klasse="ks-paspoort",
        ),
        el("p", PILOT, klasse="ks-bron") if project["soort"] == "pilot" else None,
        klasse="ks-ketenkop",
    )
