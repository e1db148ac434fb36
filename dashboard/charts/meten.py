"""Measuring and breaking text, so that labels can be placed where they do not touch each other."""

from functools import lru_cache

from PIL import ImageFont

from dashboard.charts.stijl import LETTERGROOTTE, LETTERMAP

_MEETGROOTTE = 100


def tekstbreedte(tekst: str, grootte: float = LETTERGROOTTE, vet: bool = False) -> float:
    """Width in pixels of one line of text in the chart's letter."""
    return float(_lettertype(vet).getlength(tekst)) * grootte / _MEETGROOTTE


def breek(tekst: str, breedte: float, grootte: float = LETTERGROOTTE, vet: bool = False) -> list[str]:
    """Break a text into lines that fit the width; a word that is too long by itself gets its own line."""
    regels: list[str] = []
    for woord in filter(None, tekst.split(" ")):  # not at a no-break space
        poging = f"{regels[-1]} {woord}" if regels else woord
        if regels and tekstbreedte(poging, grootte, vet) <= breedte:
            regels[-1] = poging
        else:
            regels.append(woord)
    return regels


@lru_cache(maxsize=2)
def _lettertype(vet: bool) -> ImageFont.FreeTypeFont:
    bestand = "SourceSans3-SemiBold.ttf" if vet else "SourceSans3-Regular.ttf"
    return ImageFont.truetype(str(LETTERMAP / bestand), _MEETGROOTTE)
