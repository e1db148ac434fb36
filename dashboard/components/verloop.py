"""How something in the register came to be what it is: dates that moved, who changed what, and what a levering says instead."""

from collections.abc import Iterable, Mapping
from typing import Any

from dashboard.components import opmaak
from dashboard.components.keuze import ketens
from dashboard.components.markering import Html, el, samen
from dashboard.components.overleg.opslaan import VELDEN
from dashboard.dossier.afspraken import Stap, later_delivered, moved, steps
from dashboard.dossier.tabellen import TABELLEN

ONTBREEKT = "ontbreekt"
Rij = dict[str, Any]


def with_history(soort: str, rijen: Iterable[Rij], versies: Iterable[Rij], geleverd: Iterable[Rij]) -> list[Rij]:
    """The rows of a register with their history (`stappen`) and what a later levering says instead (`anders_geleverd`)."""
    per_ding: dict[str, list[Rij]] = {}
    for versie in versies:
        per_ding.setdefault(versie["id"], []).append(versie)
    delivered = {rij[f"{soort}_id"]: rij for rij in geleverd}
    return [_with_history(soort, rij, per_ding[rij[f"{soort}_id"]], delivered.get(rij[f"{soort}_id"])) for rij in rijen]


def _with_history(soort: str, rij: Rij, versies: list[Rij], geleverd: Rij | None) -> Rij:
    anders = later_delivered(soort, geleverd, versies)
    return rij | {
        "id": rij[f"{soort}_id"],
        "stappen": steps(soort, versies),
        "anders_geleverd": anders,
        "geleverd": geleverd if anders else None,
    }


def eerder(rij: Mapping[str, Any], soort: str, veld: str, zin: str) -> list[Html]:
    """What stood in this field before, with who put something else there and when: each stays visible."""
    regels = []
    for stap in moved(rij.get("stappen", []), veld):
        waarom = f": {stap.reden}" if stap.reden else ""
        regels.append(f"{zin} {woord(soort, veld, stap.anders[veld][0])}; veranderd op {opmaak.datum(stap.op)} door {stap.wie}{waarom}")
    return [el("span", regel, klasse="ks-herleid") for regel in regels]


def anders_geleverd(rij: Mapping[str, Any], soort: str) -> Html | None:
    """Where a later levering says something else; what was agreed here stands."""
    if not rij.get("anders_geleverd"):
        return None
    delen = [f"{veldnaam(veld)} {woord(soort, veld, waarde)}" for veld, waarde in rij["anders_geleverd"].items()]
    levering = f"De levering van {opmaak.datum(rij['geleverd']['geleverd_op'])} zegt iets anders: "
    return el("span", levering, opmaak.opsomming(delen), ". Wat hier is veranderd, blijft staan.", klasse="ks-herleid")


def geschiedenis(rij: Mapping[str, Any], soort: str, *, is_open: bool = False) -> Html | None:
    """Who changed what and when, one click away; nothing when it stands as it was delivered."""
    stappen: list[Stap] = rij.get("stappen", [])
    if not stappen or (len(stappen) == 1 and rij["herkomst"] == "levering"):
        return None
    regels = [
        el("li", _wanneer(stap), el("span", _what(stap, soort, is_eerste=nr == 0), klasse="ks-herleid")) for nr, stap in enumerate(stappen)
    ]
    return el("details", el("summary", "Wie veranderde wat"), el("ol", regels, klasse="ks-lijst"), open=is_open)


def _wanneer(stap: Stap) -> str:
    return f"{opmaak.datum(stap.op)}, {stap.wie}"


def _what(stap: Stap, soort: str, *, is_eerste: bool) -> str:
    """The fields that changed, and why; of the first act only that it was the first."""
    waarom = f" Reden: {stap.reden}" if stap.reden else ""
    if is_eerste:
        return f"vastgelegd.{waarom}"
    delen = [_veranderd(soort, veld, toen, nu) for veld, (toen, nu) in stap.anders.items()]
    return f"{'; '.join(delen) or 'niets veranderd'}.{waarom}"


def _veranderd(soort: str, veld: str, toen: Any, nu: Any) -> str:
    if veld == "is_ingetrokken":
        return "ingetrokken" if nu else "weer terug in het register"
    return f"{veldnaam(veld)}: {woord(soort, veld, toen)} werd {woord(soort, veld, nu)}"


def ingetrokken(rijen: list[Rij], soort: str, meer: str) -> Html | None:
    """What was withdrawn stays readable, with who withdrew it and why."""
    if not rijen:
        return None
    regels = [
        el(
            "li",
            el("s", rij[soort]),
            el(
                "span",
                f"ingetrokken op {opmaak.datum(rij['op'])} door {rij['stappen'][-1].wie}. Reden: {rij['reden'] or ONTBREEKT}",
                klasse="ks-herleid",
            ),
            geschiedenis(rij, soort),
        )
        for rij in rijen
    ]
    return el(
        "details",
        el("summary", f"Toon {opmaak.aantal(len(rijen), f'ingetrokken {soort}', f'ingetrokken {meer}')}"),
        el("ul", regels, klasse="ks-lijst"),
    )


def veldnaam(veld: str) -> str:
    """A field as people call it."""
    return VELDEN.get(veld, veld.replace("_", " "))


def woord(soort: str, veld: str, waarde: Any) -> str:
    """A value as people read it; empty says so."""
    if waarde in (None, ""):
        return ONTBREEKT
    if isinstance(waarde, bool):
        return "ja" if waarde else "nee"
    if veld == "keten":
        return f"“{ketens().get(str(waarde), 'een andere keten')}”"
    kolom = TABELLEN[soort].columns.get(veld)
    return opmaak.datum(str(waarde)) if kolom is not None and kolom.info.get("datum") else f"“{waarde}”"


def stand_van_bevestiging(afspraak: Mapping[str, Any]) -> list[str]:
    """Two states: carried out, as another partij says; and its effect established."""
    if afspraak["bevestigd_door"]:
        bevestigd = f"uitgevoerd, bevestigd door {afspraak['bevestigd_door']} {opmaak.op_datum(afspraak['bevestigd_op'])}"
        effect = f"effect vastgesteld {opmaak.op_datum(afspraak['effect_op'])}: {afspraak['effect']}"
        return [bevestigd, effect if afspraak["effect"] else "effect nog niet vastgesteld"]
    return ["nog niet bevestigd door een andere partij"] if afspraak["status"] == "gereed" else []


def kaart(rij: Rij, soort: str, regels: Iterable[tuple[str, Any]]) -> Html:
    """One thing from the register, large, with its whole history open."""
    inhoud = [el("div", el("dt", naam), el("dd", waarde or el("span", ONTBREEKT, klasse="ks-niet-gemeten"))) for naam, waarde in regels]
    return el(
        "ul",
        el(
            "li",
            el("p", rij[soort], klasse="ks-afspraak"),
            el("dl", inhoud),
            samen(anders_geleverd(rij, soort), geschiedenis(rij, soort, is_open=True)),
        ),
        klasse="ks-afspraakkaarten ks-een-kaart",
    )
