"""What changed in what was agreed about a figure: old and new side by side, with the day and who delivered it."""

import difflib
import itertools
from collections.abc import Iterable, Sequence
from typing import Any

from dashboard.charts.streef import streefwoorden
from dashboard.components import opmaak
from dashboard.components.leeg import niet_gemeten
from dashboard.components.markering import Html, el, samen
from dashboard.components.paspoort import paspoortregels
from dashboard.components.tabel import tabel

Rij = dict[str, Any]
KOPPEN = ["Was", "Werd", "Geleverd op", "Door"]
IN_BLOK = ("Definitie", "Versie van de definitie")


def definitiewijzigingen(versies: Sequence[Rij], in_cijfers: Iterable[str]) -> Html:
    """Each change of the definition as two texts; and versions that stand at figures but whose text never came."""
    paren = [(oud, nieuw) for oud, nieuw in itertools.pairwise(versies) if _definitie(oud) != _definitie(nieuw)]
    bekend = {v["definitie_versie"] for v in versies}
    zonder = sorted({v for v in in_cijfers if v} - bekend)
    if not paren and not zonder:
        return Html("")
    tekst = f"Bij deze cijfers hoort ook definitie {opmaak.opsomming(zonder)}. De tekst daarvan is niet geleverd."
    return samen(
        el("h2", "Een andere definitie"),
        [_naast_elkaar(oud, nieuw) for oud, nieuw in reversed(paren)],
        el("p", tekst) if zonder else None,
    )


def _definitie(versie: Rij) -> tuple[str | None, str | None]:
    return versie["definitie"], versie["definitie_versie"]


def _naast_elkaar(oud: Rij, nieuw: Rij) -> Html:
    was, werd = marked_words(oud["definitie"] or "", nieuw["definitie"] or "")
    leverancier = f" door {nieuw['leverancier']}" if nieuw["leverancier"] else ""
    return samen(
        el("p", f"Geleverd op {opmaak.datum(nieuw['geleverd_op'])}{leverancier}. Wat anders is, is onderstreept.", klasse="ks-bron"),
        el("div", _tekst("Was", oud, was), _tekst("Werd", nieuw, werd), klasse="ks-twee ks-vergelijk"),
    )


def _tekst(kop: str, versie: Rij, woorden: Html) -> Html:
    nummer = f" (versie {versie['definitie_versie']})" if versie["definitie_versie"] else ""
    return el("section", el("h3", f"{kop}{nummer}"), el("p", woorden or niet_gemeten("geen tekst geleverd")))


def marked_words(oud: str, nieuw: str) -> tuple[Html, Html]:
    """Both texts, with the words that the other lacks in a mark."""
    a, b = oud.split(), nieuw.split()
    links, rechts = [], []
    for soort, a0, a1, b0, b1 in difflib.SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        links.append(_woorden(a[a0:a1], soort == "equal"))
        rechts.append(_woorden(b[b0:b1], soort == "equal"))
    return samen(links), samen(rechts)


def _woorden(woorden: Sequence[str], is_gelijk: bool) -> object:
    tekst = " ".join(woorden)
    return f"{tekst} " if is_gelijk else samen(el("mark", tekst), " ") if tekst else None


def paspoortwijzigingen(versies: Sequence[Rij]) -> Html:
    """Every other field of the passport that was delivered with another content."""
    rijen: list[list[object]] = [
        [naam, was or niet_gemeten("leeg"), werd or niet_gemeten("leeg"), *_levering(nieuw)]
        for oud, nieuw in reversed(list(itertools.pairwise(versies)))
        for (naam, was), (_, werd) in zip(_velden(oud), _velden(nieuw), strict=True)
        if was != werd and naam not in IN_BLOK
    ]
    return _wijzigingen("Wat veranderde er in het paspoort?", ["Wat", *KOPPEN], rijen)


def _velden(versie: Rij) -> list[tuple[str, object]]:
    return [("Naam", versie["naam"]), *paspoortregels(versie)]


def streefwijzigingen(versies: Sequence[Rij], eenheid: str | None) -> Html:
    """Each streefwaarde that came in the place of another, of the same melder; a path set at once is no change."""
    rijen: list[list[object]] = [
        [_streven(oud, eenheid), _streven(nieuw, eenheid), *_levering(nieuw)]
        for _, eigen in itertools.groupby(versies, key=lambda v: v["volgens"])
        for oud, nieuw in itertools.pairwise(eigen)
        if _is_change(oud, nieuw)
    ]
    return _wijzigingen("Wat veranderde er aan het streven?", KOPPEN, rijen)


def _is_change(oud: Rij, nieuw: Rij) -> bool:
    """The same one delivered again, or a later one that was set or delivered on another day."""
    if oud["van"] == nieuw["van"]:
        return True
    return bool(oud["vastgesteld_op"] != nieuw["vastgesteld_op"] or oud["geleverd_op"] != nieuw["geleverd_op"])


def _streven(rij: Rij, eenheid: str | None) -> Html:
    if rij["vervallen"] == "ja":
        return samen("ingetrokken")
    wie = f"vastgesteld door {rij['vastgesteld_door']}" if rij["vastgesteld_door"] else "wie dit vaststelde, ontbreekt"
    wanneer = f", {opmaak.datum(rij['vastgesteld_op'])}" if rij["vastgesteld_op"] else ""
    return samen(opmaak.met_hoofdletter(streefwoorden(rij, eenheid)), el("span", f"{wie}{wanneer}", klasse="ks-herleid"))


def _levering(versie: Rij) -> tuple[str, str]:
    return opmaak.datum(versie["geleverd_op"]), versie["leverancier"] or "onbekend"


def _wijzigingen(kop: str, koppen: Sequence[str], rijen: list[list[object]]) -> Html:
    return samen(el("h2", kop), tabel(kop, koppen, rijen, toon_onderschrift=False)) if rijen else Html("")
