"""The register: who would do what by when, and what is stuck. Precise, in order of time, without a verdict."""

from collections import Counter
from typing import Any

from dashboard.components import opmaak
from dashboard.components.leeg import lege_staat, niet_gemeten
from dashboard.components.markering import Html, el, samen
from dashboard.components.panelen.proceskwaliteit import STANDEN, knelpunt_leeftijd
from dashboard.components.tabel import tabel

Rij = dict[str, Any]
UITLEG = "Te laat is een afspraak alleen als zeker is dat zij na de afgesproken datum klaar was. Wat niet is ingevuld, heet ontbreekt."


def standen(afspraken: list[Rij]) -> Html:
    """Per keten, in name order, how many afspraken have each stand."""
    ketens = sorted({a["ketennaam"] for a in afspraken})
    rijen = []
    for keten in ketens:
        aantallen = Counter(a["stand"] for a in afspraken if a["ketennaam"] == keten)
        rijen.append([keten, *[str(aantallen[stand]) for stand in STANDEN]])
    koppen = ["Keten", *[opmaak.met_hoofdletter(stand) for stand in STANDEN]]
    return samen(
        el("h2", "Hoe staan de afspraken ervoor?"),
        tabel(
            "Aantal afspraken per keten en stand",
            koppen,
            rijen,
            getallen=range(1, len(koppen)),
            toon_onderschrift=False,
        ),
        el("p", UITLEG, klasse="ks-bron"),
    )


def register(afspraken: list[Rij], toon_keten: bool) -> Html:
    """Every afspraak, newest first; empty fields say so."""
    if not afspraken:
        return lege_staat("Er is geen afspraak die bij deze keuze past.")
    koppen = ["Afspraak", *(["Keten"] if toon_keten else []), "Afgesproken", "Voortouw", "Klaar op", "Stand"]
    rijen = [
        [
            _afspraak(a),
            *([a["ketennaam"]] if toon_keten else []),
            _afgesproken(a),
            _of_ontbreekt(a["voortouw"]),
            _klaar_op(a),
            _stand(a),
        ]
        for a in afspraken
    ]
    return samen(
        el("h2", "Register"),
        el(
            "div",
            tabel("Afspraken, nieuwste eerst", koppen, rijen, toon_onderschrift=False),
            klasse="ks-register",
        ),
    )


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
        el("details", el("summary", "Meer"), meer) if meer else None,
    )


def _afgesproken(afspraak: Rij) -> Html:
    waar = afspraak["overlegnaam"] or afspraak["aanleiding"]
    dag = opmaak.datum(afspraak["datum"]) if afspraak["datum"] else "datum ontbreekt"
    return samen(dag, el("span", waar, klasse="ks-herleid") if waar else None)


def _klaar_op(afspraak: Rij) -> Html:
    return el("span", opmaak.datum(afspraak["klaar_op"])) if afspraak["klaar_op"] else niet_gemeten("ontbreekt")


def _stand(afspraak: Rij) -> Html:
    sinds = f"sinds {opmaak.datum(afspraak['status_op'])}" if afspraak["status_op"] else "sinds wanneer: ontbreekt"
    return samen(el("strong", afspraak["stand"]), el("span", sinds, klasse="ks-herleid"))


def _of_ontbreekt(tekst: str | None) -> object:
    return tekst or niet_gemeten("ontbreekt")


def knelpunten(rijen: list[Rij], toon_keten: bool) -> Html:
    """What is stuck: since when, where it lies, and whether it was solved; oldest first."""
    kop = el("h2", "Knelpunten", id="knelpunten")
    if not rijen:
        return samen(kop, lege_staat("Er is geen knelpunt dat bij deze keuze past."))
    koppen = ["Knelpunt", *(["Keten"] if toon_keten else []), "Sinds", "Ligt bij", "Stand", "Oplossing"]
    cellen = [
        [
            k["knelpunt"],
            *([k["ketennaam"]] if toon_keten else []),
            opmaak.datum(k["datum"]) if k["datum"] else niet_gemeten("ontbreekt"),
            _of_ontbreekt(k["escalatie_naar"]),
            _knelpuntstand(k),
            _of_ontbreekt(k["oplossing"]),
        ]
        for k in rijen
    ]
    return samen(
        kop,
        el(
            "div",
            tabel("Knelpunten, oudste eerst", koppen, cellen, toon_onderschrift=False),
            klasse="ks-register",
        ),
    )


def _knelpuntstand(knelpunt: Rij) -> Html:
    if knelpunt["stand"] == "opgelost":
        wijze = f" ({knelpunt['wijze']})" if knelpunt["wijze"] else ""
        return samen(
            el("strong", f"opgelost{wijze}"),
            el("span", opmaak.datum(knelpunt["opgelost_op"]), klasse="ks-herleid"),
        )
    if knelpunt["stand"] == "open":
        return samen(
            el("strong", "open"),
            el("span", knelpunt_leeftijd({**knelpunt, "escalatie_naar": None}), klasse="ks-herleid"),
        )
    return el("strong", knelpunt["stand"])
