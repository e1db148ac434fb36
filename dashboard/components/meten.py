"""The page Meten: what is measured and what is not, who agreed on it, whose work it is, and which questions that raises."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from dashboard.components import opmaak
from dashboard.components.koppeling import koppeling
from dashboard.components.leeg import niet_gemeten
from dashboard.components.markering import Html, el, samen
from dashboard.components.signaal import signaal
from dashboard.components.tabel import tabel

LANGE_TABEL = 15
GEEN_VRAGEN = "Er zijn geen vragen over het meten zelf. Dat is geen oordeel: de regels zagen alleen niets om naar te vragen."
LAST = "Elke waarde kost iemand werk. Hier staat hoeveel, op naam. Het zegt niets over hoe goed iemand werkt."
Rij = dict[str, Any]


def ontwerpvragen(rijen: Sequence[Rij], namen: Mapping[str, str]) -> Html:
    """The questions about the measuring itself, per keten in name order."""
    artikelen = [
        signaal(rij, koppeling(naam, "meten", keten=keten), f" · regel: {rij['titel'].lower()}")
        for keten, naam in namen.items()
        for rij in rijen
        if rij["keten"] == keten
    ]
    return samen(el("h2", "Vragen over het meten zelf", id="vragen"), artikelen or el("p", GEEN_VRAGEN))


def te_weinig(rijen: Sequence[Rij], namen: Mapping[str, str]) -> Html:
    """Per keten one calm sentence about the figures for which some rule has too few observations."""

    def zin(eigen: list[Rij], naam: str) -> Html:
        links = [koppeling(r["naam"], "indicator", keten=r["keten"], indicator=r["indicator"]) for r in eigen]
        regels = [
            el("li", link, f": {opmaak.opsomming([titel.lower() for titel in r['regels']])}") for link, r in zip(links, eigen, strict=True)
        ]
        kop = f"Bij {opmaak.aantal(len(eigen), 'cijfer', 'cijfers')} kan een regel nog niets vragen."
        return samen(el("p", kop), _op_verzoek("Toon welke", naam, el("ul", regels, klasse="ks-lijst"), is_lang=True))

    inhoud = _per_keten(rijen, namen, zin)
    return samen(
        el("h2", "Te weinig waarnemingen"), inhoud or el("p", "Bij geen enkel cijfer zegt een regel dat er te weinig waarnemingen zijn.")
    )


def paspoorten(rijen: Sequence[Rij], namen: Mapping[str, str]) -> Html:
    """Who owns each figure, who agreed to it, and what is past its life span."""

    def blok(eigen: list[Rij], naam: str) -> Html:
        kop = f"Toon {opmaak.aantal(len(eigen), 'paspoort', 'paspoorten')}"
        return samen(_over_tijd(eigen), _op_verzoek(kop, naam, _paspoorttabel(eigen, naam), len(namen) > 1 or len(eigen) > LANGE_TABEL))

    return samen(
        el("h2", "Paspoorten: van wie is dit cijfer, en hoe lang nog?"),
        _per_keten(rijen, namen, blok) or el("p", niet_gemeten("Geen indicator geleverd"), "."),
    )


def _over_tijd(rijen: Sequence[Rij]) -> Html:
    over = [el("li", _naam(r), f": {_houdbaarheid(r)}") for r in rijen if r["is_over_datum"] or r["is_oud"]]
    return (
        samen(el("p", "Over de houdbaarheid heen:"), el("ul", over, klasse="ks-lijst"))
        if over
        else el("p", "Geen cijfer is zichtbaar over zijn houdbaarheid heen.")
    )


def _naam(rij: Rij) -> Html:
    return koppeling(rij["naam"], "indicator", anker="paspoort", keten=rij["keten"], indicator=rij["indicator"])


def _houdbaarheid(rij: Rij) -> str:
    if rij["is_over_datum"]:
        return f"opnieuw bekijken had gemoeten {opmaak.op_datum(rij['herijken_op'])}"
    if rij["is_oud"]:
        return f"afgesproken {opmaak.op_datum(rij['overeengekomen_op'])}, zonder dag om het opnieuw te bekijken"
    return opmaak.datum(rij["herijken_op"]) if rij["herijken_op"] else "ontbreekt"


def _paspoorttabel(rijen: Sequence[Rij], van: str) -> Html:
    ontbreekt = niet_gemeten("ontbreekt")
    cellen: list[list[object]] = [
        [
            _naam(r),
            r["eigenaar"] or ontbreekt,
            r["overeengekomen_met"] or ontbreekt,
            r["definitie_versie"] or ontbreekt,
            opmaak.datum(r["overeengekomen_op"]) if r["overeengekomen_op"] else ontbreekt,
            opmaak.datum(r["herijken_op"]) if r["herijken_op"] else ontbreekt,
        ]
        for r in rijen
    ]
    koppen = ["Cijfer", "Eigenaar", "Afgesproken met", "Versie", "Afgesproken op", "Opnieuw bekijken op"]
    return el("div", tabel(f"Paspoorten op naam, {van}", koppen, cellen, toon_onderschrift=False), klasse="ks-breedtabel")


def registratielast(rijen: Sequence[Rij], namen: Mapping[str, str]) -> Html:
    """How many values each source hands over and how often: work, not performance."""

    def blok(eigen: list[Rij], naam: str) -> Html:
        kop = f"Toon {opmaak.aantal(len(eigen), 'bron', 'bronnen')}"
        return _op_verzoek(kop, naam, _lasttabel(eigen, naam), len(namen) > 1 or len(eigen) > LANGE_TABEL)

    return samen(
        el("h2", "Wie levert hoeveel?"),
        el("p", LAST),
        _per_keten(rijen, namen, blok) or el("p", niet_gemeten("Er is nog geen waarde geleverd"), "."),
    )


def _lasttabel(rijen: Sequence[Rij], van: str) -> Html:
    cellen: list[list[object]] = [
        [
            r["partij"],
            opmaak.getal(r["waarden"]),
            opmaak.getal(r["laatste_jaar"]),
            opmaak.getal(r["indicatoren"]),
            opmaak.opsomming([f"per {f}" if f != "onregelmatig" else f for f in r["frequenties"] or []], "onbekend"),
            opmaak.datum(r["laatste_levering"]),
        ]
        for r in rijen
    ]
    koppen = ["Bron", "Waarden", "Over het laatste jaar", "Cijfers", "Hoe vaak", "Laatst geleverd op"]
    return el("div", tabel(f"Bronnen op naam, {van}", koppen, cellen, getallen=(1, 2, 3), toon_onderschrift=False), klasse="ks-breedtabel")


def _per_keten(rijen: Sequence[Rij], namen: Mapping[str, str], maak: Callable[[list[Rij], str], Html]) -> Html:
    """A block per keten in name order; the heading only where there is more than one keten."""
    blokken = [(naam, [r for r in rijen if r["keten"] == keten]) for keten, naam in namen.items()]
    return samen([samen(el("h3", naam) if len(namen) > 1 else None, maak(eigen, naam)) for naam, eigen in blokken if eigen])


def _op_verzoek(kop: str, van: str, inhoud: Html, is_lang: bool) -> Html:
    """A short table of one keten stands open; a long one, or one of many, opens on demand."""
    if not is_lang:
        return inhoud
    return el("details", el("summary", kop, el("span", f" van {van}", klasse="ks-alleen-voorlezen")), inhoud)
