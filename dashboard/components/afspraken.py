"""The register: who would do what by when, and what is stuck. Precise, in order of time, without a verdict."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from dashboard.components import opmaak
from dashboard.components.leeg import lege_staat, niet_gemeten
from dashboard.components.markering import Html, el, samen
from dashboard.components.panelen.proceskwaliteit import STANDEN
from dashboard.components.tabel import tabel
from dashboard.components.verloop import ONTBREEKT, anders_geleverd, eerder, geschiedenis, stand_van_bevestiging
from dashboard.dossier.afspraken import names

Rij = dict[str, Any]
OPENSTAAND = ("open", "open en over datum")
EERSTE_AFSPRAKEN = 50  # a screen of a phone holds about four; more than this is a list nobody reads
UITLEG = "Te laat is een afspraak alleen als zeker is dat zij na de afgesproken datum klaar was. Wat niet is ingevuld, heet ontbreekt."


def standen(afspraken: list[Rij], ketens: Mapping[str, str]) -> Html:
    """How many afspraken have each stand, for these ketens (id -> name) in the order given."""
    rijen = []
    for keten, naam in ketens.items():
        aantallen = Counter(a["stand"] for a in afspraken if a["keten"] == keten)
        rijen.append([naam, *[str(aantallen[stand]) for stand in STANDEN]])
    koppen = ["Keten", *[opmaak.met_hoofdletter(stand) for stand in STANDEN]]
    telling = tabel("Aantal afspraken per keten en stand", koppen, rijen, getallen=range(1, len(koppen)), toon_onderschrift=False)
    return samen(
        el("h2", "Hoe staan de afspraken ervoor?"),
        el("div", telling, klasse="ks-standentabel"),
        el("p", UITLEG, klasse="ks-bron"),
    )


def leads(afspraak: Rij) -> list[str]:
    """Who has the voortouw, one by one; a single `ontbreekt` where nobody is named."""
    return names(afspraak["voortouw"]) or [ONTBREEKT]


def register(afspraken: list[Rij], ketens: Mapping[str, str] | None, alles: str | None = None) -> Html:
    """Every afspraak, newest first; empty fields say so.

    With `ketens` (id -> name) a column says whose it is; with `alles`, an address, the newest ones and a way to all.
    """
    kop = el("h2", "Register", id="register")
    if not afspraken:
        return samen(kop, lege_staat("Er is geen afspraak die bij deze keuze past."))
    getoond = afspraken[:EERSTE_AFSPRAKEN] if alles else afspraken
    koppen = ["Afspraak", *(["Keten"] if ketens else []), "Afgesproken", "Voortouw", "Klaar op", "Stand"]
    rijen: list[list[object]] = [
        [
            _afspraak(a),
            *([ketens[a["keten"]]] if ketens else []),
            _afgesproken(a),
            opmaak.opsomming(leads(a)) if a["voortouw"] else niet_gemeten(ONTBREEKT),
            samen(_dag(a["klaar_op"]), eerder(a, "afspraak", "klaar_op", "eerder:")),
            _stand(a),
        ]
        for a in getoond
    ]
    return samen(kop, _register("Afspraken, nieuwste eerst", koppen, rijen), _rest(len(getoond), len(afspraken), alles))


def _rest(getoond: int, totaal: int, alles: str | None) -> Html:
    if getoond == totaal:
        return el("p", f"{opmaak.aantal(totaal, 'afspraak', 'afspraken')}, nieuwste eerst.", klasse="ks-bron")
    weg = el("a", f"Toon alle {opmaak.getal(totaal)} afspraken", href=alles)
    return el("p", f"Dit zijn de nieuwste {opmaak.getal(getoond)}. ", weg)


def _register(onderschrift: str, koppen: list[str], rijen: list[list[object]]) -> Html:
    """A table that becomes cards on a small screen, where every cell says what it is."""
    met_kop = [
        [rij[0], *[samen(el("span", f"{kop}: ", klasse="ks-kop-smal"), cel) for kop, cel in zip(koppen[1:], rij[1:], strict=True)]]
        for rij in rijen
    ]
    return el("div", tabel(onderschrift, koppen, met_kop, toon_onderschrift=False), klasse="ks-register")


def _afspraak(afspraak: Rij) -> Html:
    regels = [
        ("Met", afspraak["betrokken_partijen"]),
        ("Project", afspraak["projectnaam"]),
        ("Toelichting", afspraak["toelichting"]),
        ("Bron", afspraak["bron"]),
    ]
    meer = [el("p", f"{naam}: {tekst}") for naam, tekst in regels if tekst]
    return samen(
        el("span", afspraak["afspraak"], id=afspraak["afspraak_id"], klasse="ks-afspraak"),
        anders_geleverd(afspraak, "afspraak"),
        el("details", el("summary", "Meer"), meer) if meer else None,
        geschiedenis(afspraak, "afspraak"),
    )


def _afgesproken(afspraak: Rij) -> Html:
    waar = afspraak["overlegnaam"] or afspraak["aanleiding"]
    return samen(_dag(afspraak["datum"]), el("span", waar, klasse="ks-herleid") if waar else None)


def _dag(dag: str | None) -> object:
    return opmaak.datum(dag) if dag else niet_gemeten(ONTBREEKT)


def _stand(afspraak: Rij) -> Html:
    regels = [*_standregels(afspraak), *stand_van_bevestiging(afspraak)]
    return samen(el("strong", afspraak["stand"]), [el("span", regel, klasse="ks-herleid") for regel in regels])


def _standregels(afspraak: Rij) -> list[str]:
    """When it got this stand, and how far from the agreed date."""
    stand, dag = afspraak["stand"], afspraak["status_op"]
    op = opmaak.datum(dag) if dag else None
    if stand == "gereed te laat":
        minstens = "" if _is_exact(dag) and _is_exact(afspraak["klaar_op"]) else "minstens "
        return [f"op {op}", f"{minstens}{opmaak.duur(afspraak['klaar_op_tot'], afspraak['status_op_van'])} na de afgesproken datum"]
    if stand.startswith("gereed"):
        return [f"op {op}" if op else f"op welke dag: {ONTBREEKT}"]
    bijgewerkt = f"laatst bekeken: {op or ONTBREEKT}"
    return [_overdue(afspraak), bijgewerkt] if stand in OPENSTAAND and _overdue(afspraak) else [bijgewerkt]


def _overdue(afspraak: Rij) -> str:
    """How long an open afspraak is past its date; for an ended keten, how it stood on its last day."""
    uiterlijk, tot_dag = afspraak["klaar_op_tot"], afspraak["tot_dag"]
    te_laat = f"{opmaak.duur(uiterlijk, tot_dag)} over datum" if uiterlijk and uiterlijk < tot_dag else ""
    if afspraak["keten_voorbij"]:
        return f"nog open toen de keten eindigde{', ' + te_laat if te_laat else ''}"
    return te_laat


def _is_exact(dag: str) -> bool:
    """Whether a date as delivered names a day, not just a month or year."""
    return len(dag) == len("2024-03-15")


def knelpunten(rijen: list[Rij], ketens: Mapping[str, str] | None) -> Html:
    """What is stuck: since when, where it lies, and whether it was solved; the open ones first, each oldest first."""
    kop = el("h2", "Knelpunten", id="knelpunten")
    if not rijen:
        return samen(kop, lege_staat("Er is geen knelpunt dat bij deze keuze past."))
    open_ = [k for k in rijen if k["stand"] == "open"]
    rest = [k for k in rijen if k["stand"] != "open"]
    return samen(
        kop,
        el("h3", "Nog open"),
        _knelpunten("Open knelpunten, oudste eerst", open_, ketens) if open_ else el("p", "Elk knelpunt heeft een oplossing."),
        el("h3", "Opgelost") if rest else None,
        el(
            "details",
            el("summary", f"Toon {opmaak.aantal(len(rest), 'opgelost knelpunt', 'opgeloste knelpunten')}"),
            _knelpunten("Opgeloste knelpunten, oudste eerst", rest, ketens),
        )
        if rest
        else None,
    )


def _knelpunten(onderschrift: str, rijen: list[Rij], ketens: Mapping[str, str] | None) -> Html:
    koppen = ["Knelpunt", *(["Keten"] if ketens else []), "Sinds", "Ligt bij", "Stand", "Oplossing"]
    cellen: list[list[object]] = [
        [
            samen(k["knelpunt"], anders_geleverd(k, "knelpunt"), geschiedenis(k, "knelpunt")),
            *([ketens[k["keten"]]] if ketens else []),
            _dag(k["datum"]),
            _level(k),
            _knelpuntstand(k),
            k["oplossing"] or niet_gemeten(ONTBREEKT),
        ]
        for k in rijen
    ]
    return _register(onderschrift, koppen, cellen)


def _level(knelpunt: Rij) -> Html:
    """Where it lies and since when, and where it lay before."""
    sinds = f"sinds {opmaak.datum(knelpunt['escalatie_op'])}" if knelpunt["escalatie_op"] else None
    return samen(
        knelpunt["escalatie_naar"] or niet_gemeten(ONTBREEKT),
        el("span", sinds, klasse="ks-herleid") if sinds else None,
        eerder(knelpunt, "knelpunt", "escalatie_naar", "eerder bij"),
    )


def _knelpuntstand(knelpunt: Rij) -> Html:
    if knelpunt["stand"] == "open":
        return samen(el("strong", "open"), el("span", _time_open(knelpunt), klasse="ks-herleid"))
    if knelpunt["stand"] == "opgelost":
        wijze = f" ({knelpunt['wijze']})" if knelpunt["wijze"] else ""
        return samen(
            el("strong", f"opgelost{wijze}"),
            el("span", f"op {opmaak.datum(knelpunt['opgelost_op'])}", klasse="ks-herleid"),
        )
    return samen(el("strong", knelpunt["stand"]), el("span", knelpunt["wijze"], klasse="ks-herleid") if knelpunt["wijze"] else None)


def _time_open(knelpunt: Rij) -> str:
    """How long a knelpunt has been open; for an ended keten, until its last day."""
    begin, tot_dag = knelpunt["datum_van"], knelpunt["tot_dag"]
    duur = opmaak.duur(begin, max(begin, tot_dag)) if begin else ""
    ongeveer = "" if not begin or _is_exact(knelpunt["datum"]) else "ongeveer "
    if knelpunt["keten_voorbij"]:
        return "nog open toen de keten eindigde" + (f", na {ongeveer}{duur}" if duur else "")
    return f"{ongeveer}{duur}" if duur else f"hoe lang: {ONTBREEKT}"
