"""An HTML table with a caption and headers that a screen reader understands; it scrolls sideways when narrow."""

from collections.abc import Collection, Sequence

from dashboard.components.markering import Html, el


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
    return el("td", "" if cel is None else cel, klasse=_klasse(i, getallen))


def _klasse(i: int, getallen: Collection[int]) -> str:
    return "ks-getal" if i in getallen else ""
