"""Text of people made fit for print: only characters the letters have, and no word wider than its column.

A PDF that a screen reader must read may hold no empty box where a letter is missing. What cannot be printed is named,
so that the reader knows that something stands there.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

import typst

from dashboard.charts.stijl import LETTERMAP

GEWOON = re.compile(r"[^\n\x20-\x7e\xa0-\u024f\u2010-\u2027\u202f\u20ac\u2212]")
"""Everything that is not a plain Latin letter, figure or sign: those all our letters have."""
ONZICHTBAAR = re.compile(r"[\u202a-\u202e\u2066-\u2069\ufeff\ufe00-\ufe0f\u200d]")
"""Signs that turn the direction of what follows, or join two signs into one: they would reach into our own sentences."""
NOOIT_VANAF = 0x2E80
"""From here on (Chinese, emoji) the letters have nothing that is worth a try."""
LANG_WOORD = re.compile(r"\S{25,}")
BREEKPLAATS = re.compile(r"([/_.\-?&=;:,])(?=\S)")
ZACHTE_BREUK = "\u200b"


@lru_cache(maxsize=1)
def letters() -> typst.Fonts:
    """The letters of the project and those within the typesetter; never those of the machine."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[str(LETTERMAP)])


def printable(inhoud: Any) -> Any:
    """The same blocks with every text made fit for print."""
    if isinstance(inhoud, str):
        return _tekst(inhoud)
    if isinstance(inhoud, dict):
        return {k: _svg(v) if k == "svg" else printable(v) for k, v in inhoud.items()}
    return [printable(deel) for deel in inhoud] if isinstance(inhoud, list | tuple) else inhoud


def _tekst(tekst: str) -> str:
    schoon = _known("".join(teken for teken in ONZICHTBAAR.sub("", tekst.replace("\r\n", "\n")) if teken == "\n" or not _is_control(teken)))
    return LANG_WOORD.sub(lambda woord: _breakable(woord[0]), schoon)


def _svg(tekst: str) -> str:
    """A drawing: only its characters; its words stand where they were measured."""
    return _known(ONZICHTBAAR.sub("", tekst))


def _is_control(teken: str) -> bool:
    return unicodedata.category(teken) in ("Cc", "Cs", "Zl", "Zp") and teken != "\t"


def _known(tekst: str) -> str:
    vreemd = set(GEWOON.findall(tekst))
    if not vreemd:
        return tekst
    mist = {teken for teken in vreemd if not _has_letter(teken)}
    if not mist:
        return tekst
    reeks = re.compile(f"[{''.join(map(re.escape, sorted(mist)))}]+")
    return reeks.sub(lambda gevonden: _named(gevonden[0]), tekst)


def _named(tekens: str) -> str:
    return "[teken dat hier niet kan staan]" if len(tekens) == 1 else f"[{len(tekens)} tekens die hier niet kunnen staan]"


@lru_cache(maxsize=NOOIT_VANAF)
def _has_letter(teken: str) -> bool:
    """Whether there is a letter for it; the typesetter itself says so."""
    if ord(teken) >= NOOIT_VANAF or unicodedata.category(teken) in ("Co", "Cn", "Cs"):
        return False
    proef = b'#set document(title: "x")\n#set text(font: "Source Sans 3")\n#sys.inputs.teken'
    try:
        typst.Compiler(proef, font_paths=letters(), sys_inputs={"teken": f"a{teken}"}).compile(format="pdf", pdf_standards=["ua-1"])
    except typst.TypstError:
        return False
    return True


def _breakable(woord: str) -> str:
    """A long word with places where it may go on on the next line."""
    delen = BREEKPLAATS.sub(rf"\1{ZACHTE_BREUK}", woord).split(ZACHTE_BREUK)
    return ZACHTE_BREUK.join(_pieces(deel) for deel in delen)


def _pieces(deel: str) -> str:
    """Hyphens come by themselves between syllables; what is no word is cut in equal pieces."""
    if len(deel) <= 40 and deel.isalpha():
        return deel
    return ZACHTE_BREUK.join(_chunks(deel, 12)) if len(deel) > 25 else deel


def _chunks(tekst: str, lengte: int) -> Iterable[str]:
    return (tekst[begin : begin + lengte] for begin in range(0, len(tekst), lengte))
