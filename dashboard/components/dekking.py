"""What is measured and what is not: figures, words and process, the four sides and the layers, with the empty places in sight."""

from collections.abc import Mapping, Sequence
from typing import Any

from dashboard.components.koppeling import koppeling
from dashboard.components.leeg import niet_gemeten
from dashboard.components.markering import Html, el, samen
from dashboard.components.panelen.doelbereiking import voorkeurslabel

LAGEN = ("input", "activiteit", "output", "resultaat", "effect")
VAKKEN = {
    "Waarmee": {"cijfers": "Cijfers", "woorden": "Woorden", "proces": "Proces"},
    "Vier kanten": {
        "resultaten": "Resultaten",
        "doelbereiking": "Doel\u00adbereiking",
        "tevredenheid": "Tevreden\u00adheid",
        "proceskwaliteit": "Proces\u00adkwaliteit",
    },
    "Lagen": {f"laag_{laag}": laag.capitalize() for laag in LAGEN},
}
UITLEG = (
    "Cijfers alleen vertellen niet genoeg, en woorden alleen ook niet. Elke rij laat zien wat er is en wat leeg is. "
    "Een leeg vak is geen fout: soms is meten niet nodig. Het is wel een vraag."
)
MARKEN = {True: ("ks-mark-cijfer", "gemeten"), False: ("ks-mark-woorden", "afgesproken, nog geen waarde")}
Rij = dict[str, Any]


def dekking(rijen: Sequence[Rij], namen: Mapping[str, str], doelen: Sequence[Rij]) -> Html:
    """A row per keten; with the doelen of one keten a row for the whole and one per doel."""
    is_een_keten = len(namen) == 1
    regels = [
        _regel("De hele keten" if is_een_keten else koppeling(naam, "meten", keten=keten), _gevuld(rijen, keten, None))
        for keten, naam in namen.items()
    ]
    regels += [
        _regel(samen(voorkeurslabel() if d["is_voorkeur"] else None, d["omschrijving"]), _gevuld(rijen, d["keten"], d["doel"]))
        for d in doelen
    ]
    leeg = el("p", niet_gemeten("Er is geen doel geleverd dat nu geldt"), ".") if is_een_keten and not doelen else None
    verder = None if is_een_keten else el("p", "Kies een keten om het per doel te zien.", klasse="ks-bron")
    return samen(el("h2", "Wat meten wij, en wat niet?"), el("p", UITLEG, klasse="ks-inleiding"), _legenda(), _tabel(regels), leeg, verder)


def _gevuld(rijen: Sequence[Rij], keten: str, doel: str | None) -> dict[str, bool]:
    return {r["vak"]: r["is_gemeten"] for r in rijen if r["keten"] == keten and r["doel"] == doel}


def _regel(naam: object, gevuld: Mapping[str, bool]) -> Html:
    return el("tr", el("th", naam, scope="row"), [_vak(gevuld.get(vak), vak in _eerste()) for groep in VAKKEN.values() for vak in groep])


def _vak(is_gemeten: bool | None, is_eerste: bool) -> Html:
    klasse = "ks-scheiding" if is_eerste else ""
    if is_gemeten is None:
        return el("td", niet_gemeten(), klasse=klasse)
    vorm, woord = MARKEN[is_gemeten]
    return el("td", el("span", el("span", woord, klasse="ks-alleen-voorlezen"), klasse=f"ks-mark {vorm}", title=woord), klasse=klasse)


def _eerste() -> set[str]:
    return {next(iter(groep)) for groep in VAKKEN.values()}


def _tabel(regels: list[Html]) -> Html:
    groepen = [el("th", naam, scope="colgroup", colspan=str(len(vakken)), klasse="ks-scheiding") for naam, vakken in VAKKEN.items()]
    koppen = [
        el("th", naam, scope="col", klasse="ks-scheiding" if vak in _eerste() else "")
        for groep in VAKKEN.values()
        for vak, naam in groep.items()
    ]
    return el(
        "div",
        el(
            "table",
            el("caption", "Wat er gemeten is en wat niet", klasse="ks-alleen-voorlezen"),
            el("thead", el("tr", el("th", "Waarover", scope="col", rowspan="2"), groepen), el("tr", koppen)),
            el("tbody", regels),
            klasse="ks-matrix ks-dekking",
        ),
        klasse="ks-tabel",
        role="region",
        aria_label="Wat er gemeten is en wat niet",
        tabindex="0",
    )


def _legenda() -> Html:
    tekens = [el("span", el("span", klasse=f"ks-mark {vorm}", aria_hidden="true"), f" {woord}") for vorm, woord in MARKEN.values()]
    return el("p", tekens, klasse="ks-legenda-regel")
