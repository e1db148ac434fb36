"""What a percentage is a percentage of: 5% of 20 is another thing than 5% of 20.000."""

from collections.abc import Mapping
from typing import Any

from dashboard.charts.woorden import PROCENT, is_leeg, of_leeg
from dashboard.components import opmaak

ONBEKEND = "basis onbekend"


def is_procent(eenheid: object) -> bool:
    """Whether figures with this unit are percentages."""
    return of_leeg(eenheid).strip() in PROCENT


def basis(meting: Mapping[Any, Any], eenheid: object) -> str | None:
    """ "45 van 90", else "90 personen", else "basis onbekend"; None where there is no percentage to see."""
    if not is_procent(eenheid) or meting["onderdrukt"] == "ja" or is_leeg(meting["waarde"]):
        return None
    teller, noemer, personen = (None if is_leeg(meting[naam]) else opmaak.getal(meting[naam]) for naam in ("teller", "noemer", "n"))
    if noemer:
        return f"{teller} van {noemer}" if teller else f"van {noemer}"
    return f"{personen} personen" if personen else ONBEKEND
