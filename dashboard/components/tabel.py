"""An HTML table with a caption and headers that a screen reader understands; it scrolls sideways when narrow."""

import re
from collections.abc import Collection, Sequence

from dashboard.components.markering import Html, el
from dashboard.components.opmaak import MAANDEN

HEEL = re.compile(rf"(\d{{1,2}} )?({'|'.join(MAANDEN)}) \d{{4}}|\de (kwartaal|halfjaar) \d{{4}}|[\d.]+ (\w+|van [\d.]+)|\d+ \w+ oud")
"""A date, a count with its noun or an age: broken over two lines it reads badly."""
LANG = 28


def tabel(
    onderschrift: str,
    koppen: Sequence[str],
    rijen: Sequence[Sequence[object]],
    *,
    getallen: Collection[int] = (),
    toon_onderschrift: bool = True,
) -> Html:
    """Rows of text (escaped) or Html; the first cell of a row is its header; `getallen`: columns set right."""
    kop = el("tr", [el("th", tekst, scope="col", klasse=_klasse(i, getallen)) for i, tekst in enumerate(koppen)])
    inhoud = [el("tr", [_cel(i, cel, getallen) for i, cel in enumerate(rij)]) for rij in rijen]
    titel = el("caption", onderschrift, klasse="" if toon_onderschrift else "ks-alleen-voorlezen")
    return el(
        "div",
        el("table", titel, el("thead", kop), el("tbody", inhoud)),
        klasse="ks-tabel",
        role="region",
        aria_label=onderschrift,
        tabindex="0",
    )


def _cel(i: int, cel: object, getallen: Collection[int]) -> Html:
    if i == 0:
        return el("th", cel, scope="row")
    return el("td", "" if cel is None else cel, klasse=_klasse(i, getallen) or _ruimte(cel))


def _ruimte(cel: object) -> str:
    """The class for a text that must not be broken, or that needs some width to stay low."""
    if not isinstance(cel, str) or isinstance(cel, Html):
        return ""
    return "ks-heel" if HEEL.fullmatch(cel) else "ks-lang" if len(cel) > LANG else ""


def _klasse(i: int, getallen: Collection[int]) -> str:
    return "ks-getal" if i in getallen else ""
