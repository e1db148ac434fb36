"""The marks of judgements: always a shape and a word, in one ink, never a colour that decides."""

from dashboard.components.markering import Html, el

TEKENS = {"positief": "+", "gemengd": "±", "negatief": "−"}
VOLDAAN = {"ja": "●", "deels": "◐", "nee": "○", "onbekend": "?"}


def teken(oordeel: str, *, klein: bool = False, toon_woord: bool = False) -> Html:
    """One oordeel; `klein` where many stand together. The word is read aloud, and shown when asked."""
    return _teken(TEKENS[oordeel], f"{'ks-oordeeltje' if klein else 'ks-oordeel'} ks-{oordeel}", oordeel, toon_woord)


def voldaan(antwoord: str, *, toon_woord: bool = False) -> Html:
    """One answer to "is it met, is it reached": ja, deels, nee or onbekend."""
    return _teken(VOLDAAN[antwoord], f"ks-antwoordje ks-antwoord-{antwoord}", antwoord, toon_woord)


def _teken(vorm: str, klasse: str, woord: str, toon_woord: bool) -> Html:
    tekst = el("span", f"{woord} ", klasse="" if toon_woord else "ks-alleen-voorlezen")
    return el("span", el("span", vorm, aria_hidden="true", klasse=klasse), tekst)
