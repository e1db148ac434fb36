"""Numbers, units and periods as the charts write them; the plain Dutch forms come from `components.opmaak`."""

import math
import re

from dashboard.components import opmaak
from dashboard.components.opmaak import MAANDEN, datum, opsomming

__all__ = ["MAANDEN", "datum", "opsomming"]

PERIODE_ONBEKEND = "periode niet bekend"
PROCENT = ("%", "procent")
ZONDER_EENHEID = ("", "aantal", "stand")
"""Units that only say that something was counted: "3 aantal" is no Dutch."""
_DEEL = re.compile(r"(\d{4})-([KH])(\d)")


def is_leeg(waarde: object) -> bool:
    """Whether a cell holds nothing: None, NaN, NaT or an empty text."""
    return waarde is None or str(waarde).strip() in ("", "nan", "NaN", "NaT", "<NA>")


def of_leeg(waarde: object) -> str:
    """A cell as text; nothing becomes an empty text."""
    return "" if is_leeg(waarde) else str(waarde)


def decimalen(waarden: list[float]) -> int:
    """How many decimals (0, 1 or 2) a set of figures needs, so that a column lines up."""
    hoogste = max((abs(w) for w in waarden), default=0.0)
    ruimte = 0 if hoogste >= 10_000 else 1 if hoogste >= 10 else 2
    for aantal in range(ruimte):
        if all(math.isclose(round(w, aantal), round(w, ruimte), abs_tol=1e-9) for w in waarden):
            return aantal
    return ruimte


def getal(waarde: float, aantal_decimalen: int | None = None) -> str:
    """A number the Dutch way, with no more decimals than it needs: 1.234,5."""
    return opmaak.getal(waarde, decimalen([waarde]) if aantal_decimalen is None else aantal_decimalen)


def met_eenheid(waarde: float, eenheid: object, aantal_decimalen: int | None = None) -> str:
    """A number with its unit: 83,3%, € 1.200, 520 minuten."""
    tekst, woord = getal(waarde, aantal_decimalen), of_leeg(eenheid).strip()
    if woord in PROCENT:
        return f"{tekst}%"
    if woord == "euro":
        return f"€{opmaak.VAST}{tekst}"
    return tekst if woord in ZONDER_EENHEID else f"{tekst}{opmaak.VAST}{woord}"


def kort_met_eenheid(waarde: float, eenheid: object, aantal_decimalen: int | None = None) -> str:
    """A number with % or €; a longer unit stands at the axis and need not be said again."""
    if of_leeg(eenheid).strip() in (*PROCENT, "euro"):
        return met_eenheid(waarde, eenheid, aantal_decimalen)
    return getal(waarde, aantal_decimalen)


def eenheid_in_woorden(eenheid: object) -> str:
    """The unit as it stands beside an axis."""
    woord = of_leeg(eenheid).strip()
    return "procent" if woord in PROCENT else woord or "eenheid ontbreekt"


def periode(tekst: object) -> str:
    """A periode as written in a levering, in words: schooljaar 2005/06."""
    return PERIODE_ONBEKEND if is_leeg(tekst) else opmaak.periode(str(tekst))


def periode_kort(tekst: object) -> str:
    """A periode in few letters, for the foot of a chart: 2005/06, jan 2024, kw. 2 2024, vanaf apr 2003."""
    deel = _DEEL.fullmatch(of_leeg(tekst))
    if deel:
        return f"{'kw.' if deel[2] == 'K' else 'halfj.'} {deel[3]} {deel[1]}"
    kort = periode(tekst).removeprefix("schooljaar ").replace("tot en met", "t/m").replace("week ", "wk ")
    for maand in MAANDEN:
        kort = kort.replace(f"{maand} ", f"{maand_kort(maand)} ")
    return kort


def maand_kort(maand: str) -> str:
    """The usual Dutch abbreviation of a month: maart is mrt."""
    return "mrt" if maand == "maart" else maand[:3]


def zin(tekst: str) -> str:
    """A text as a sentence: a capital in front, one full stop behind."""
    tekst = tekst.strip()
    return f"{tekst[:1].upper()}{tekst[1:]}" + ("" if tekst.endswith((".", "?", "!")) else ".")
