"""The rules that ask questions, told from their own files: what they ask, look at, and where their numbers come from."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from dashboard import spiegel
from dashboard.components import opmaak
from dashboard.components.koppeling import koppeling
from dashboard.components.leeg import niet_gemeten
from dashboard.components.markering import Html, el, samen
from dashboard.components.tabel import tabel
from dashboard.dossier import vragen as dossiervragen

Rij = dict[str, Any]
SOORTEN = {"gesprek": "over de cijfers", "ontwerp": "over het meten zelf"}
REGELANKER = "regels-die-vragen"
REGELKOP = "De regels die een vraag stellen"
GEEN = "Er zijn geen regels in deze spiegel."
INLEIDING = (
    "Een regel kijkt naar cijfers en stelt soms een vraag. Hieronder staat van elke regel wat zij vraagt, wat er ook aan de hand "
    "kan zijn, en waarom haar grenzen liggen waar ze liggen. Wat tussen haken staat, vult de spiegel in."
)


def regeluitleg(regels: Sequence[Rij]) -> Html:
    """Every rule in full, for the page Uitleg."""
    return samen(
        el("h2", REGELKOP, id=REGELANKER),
        el("div", el("p", INLEIDING if regels else GEEN), [_regel(r) for r in regels], klasse="ks-leestekst"),
    )


def _regel(regel: Rij) -> Html:
    minimum = regel["minimum_waarnemingen"]
    return el(
        "section",
        el("h3", regel["titel"], id=f"regel-{regel['regel']}"),
        el("p", _sjabloon(regel["vraag"]), klasse="ks-signaalvraag"),
        el("p", regel["kijkt_naar"]),
        el("p", el("strong", "Wat kan er ook aan de hand zijn?")) if regel["onschuldig"] else None,
        el("ul", [el("li", zin) for zin in regel["onschuldig"] or []]),
        el("p", f"De regel vraagt pas iets bij minstens {opmaak.aantal(minimum, 'waarneming', 'waarnemingen')}.") if minimum else None,
        drempels(regel),
        el("p", f"Vraagt {_about(regel)}, sinds {opmaak.datum(regel['sinds'])}. {_proef(regel)}".strip(), klasse="ks-bron"),
    )


def _about(regel: Rij) -> str:
    """What the questions of a rule are about; a rule of the dossier says so itself."""
    return str(regel.get("waarover") or SOORTEN[regel["soort"]])


def all_rules() -> list[Rij]:
    """The rules of the spiegel and those of the dossier together, in order of title."""
    return sorted([*spiegel.read_rows("signaal_regels"), *dossiervragen.regels()], key=lambda regel: str(regel["titel"]).lower())


def _sjabloon(vraag: str) -> str:
    """The question with its placeholders as words between brackets."""
    return vraag.replace("{", "[").replace("}", "]").replace("_", " ")


def _proef(regel: Rij) -> str:
    """Why the questions of a rule are not shown yet."""
    if regel["getoond"] == "ja":
        return ""
    return f"Deze vraag is nog niet te zien: {regel['niet_getoond_omdat'] or 'de regel wordt nog beproefd.'}"


def drempels(regel: Rij) -> Html | None:
    """The thresholds of a rule, each with its reason."""
    gelezen = json.loads(regel["drempels"] or "[]")
    if not gelezen:
        return None
    regels = [
        el("li", el("strong", f"{opmaak.met_hoofdletter(d['naam'].replace('_', ' '))}: {_waarde(d['waarde'])}"), f". {d['reden']}")
        for d in gelezen
    ]
    return el("ul", regels, klasse="ks-lijst")


def _waarde(waarde: object) -> str:
    return f"{waarde:g}".replace(".", ",") if isinstance(waarde, int | float) and not isinstance(waarde, bool) else str(waarde)


def regeltabel(regels: Sequence[Rij], opbrengst: Mapping[str, Rij]) -> Html:
    """Every rule in one line: what it asks about, since when, how often now, what came of it, and its numbers on demand.

    opbrengst: by rule, what the dossier says of its questions (see queries/meten_opbrengst.sql).
    """
    if not regels:
        return el("p", GEEN)
    rijen = [
        [
            koppeling(r["titel"], "uitleg", anker=f"regel-{r['regel']}"),
            _about(r),
            opmaak.datum(r["sinds"]),
            opmaak.aantal(r["vragen"], "vraag", "vragen") if r["getoond"] == "ja" else niet_gemeten(_proef(r)),
            opmaak.aantal(r["te_weinig"], "cijfer", "cijfers") if r["te_weinig"] else "–",
            _led_to(opbrengst.get(r["regel"])),
            _op_verzoek(r),
        ]
        for r in regels
    ]
    koppen = ["Regel", "Vraagt", "Sinds", "Nu open", "Te weinig waarnemingen bij", "Wat ervan kwam", "Grenzen en hun reden"]
    return el("div", tabel("Regels op naam", koppen, rijen, toon_onderschrift=False), klasse="ks-breedtabel")


def _led_to(opbrengst: Rij | None) -> Html | str:
    """What was said and agreed about the questions of a rule that came on an agenda."""
    if opbrengst is None:
        return niet_gemeten("nog op geen agenda")
    namen = {
        "besproken": ("keer besproken", "keer besproken"),
        "doorgeschoven": ("keer doorgeschoven", "keer doorgeschoven"),
        "nog_te_bespreken": ("nog te bespreken", "nog te bespreken"),
        "verhalen": ("verhaal", "verhalen"),
        "besluiten": ("besluit", "besluiten"),
        "afspraken": ("afspraak", "afspraken"),
    }
    return opmaak.opsomming([opmaak.aantal(opbrengst[veld], *woorden) for veld, woorden in namen.items() if opbrengst[veld]])


def _op_verzoek(regel: Rij) -> Html | str:
    inhoud = drempels(regel)
    naam = el("span", f" van {regel['titel']}", klasse="ks-alleen-voorlezen")
    return el("details", el("summary", "Toon grenzen", naam), inhoud) if inhoud else "geen"
