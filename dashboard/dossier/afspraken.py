"""Rules of afspraken and knelpunten: who may confirm, what a change needs, and how each of them came to be what it is."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import Any, NamedTuple

from dashboard.dossier.fouten import OngeldigeInvoer
from dashboard.dossier.register import Ding, Register, Wie, differences
from dashboard.dossier.vullen import delivered_differences, delivered_fields

BEVESTIGING = {"bevestigd_door": None, "bevestigd_op": None, "effect": None, "effect_op": None}


class Stap(NamedTuple):
    """One act in the history of something: who did it, when and why, and what it changed (field -> before, now)."""

    op: datetime
    wie: str
    reden: str | None
    anders: dict[str, tuple[Any, Any]]


def names(cel: str | None) -> list[str]:
    """The partijen in a cell, one by one."""
    return [deel.strip() for deel in (cel or "").split(";") if deel.strip()]


def change(register: Register, soort: str, ding: Mapping[str, Any], nummer: int, velden: Mapping[str, Any], wie: Wie, reden: str) -> Ding:
    """Change something with a reason. An afspraak that is no longer gereed, or changes hands, is no longer confirmed either."""
    if not reden.strip():
        raise OngeldigeInvoer({"reden": "Reden ontbreekt. Schrijf waarom dit verandert."})
    if not velden:
        raise OngeldigeInvoer({"velden": "U hebt niets veranderd. Verander eerst iets, en bewaar dan."})
    weg = BEVESTIGING if soort == "afspraak" and _needs_new_confirmation(ding, velden) else {}
    return register.change(soort, str(ding["id"]), nummer, {**weg, **velden}, wie, reden.strip())


def _needs_new_confirmation(afspraak: Mapping[str, Any], velden: Mapping[str, Any]) -> bool:
    nu = {**afspraak, **velden}
    return bool(afspraak["bevestigd_door"]) and (nu["status"] != "gereed" or nu["voortouw"] != afspraak["voortouw"])


def objection_to_confirming(afspraak: Mapping[str, Any], partij: str, ook_bekend_als: Collection[str] = ()) -> str | None:
    """Why this partij cannot confirm that it was carried out; None when it can, being another one than has the voortouw."""
    if afspraak["status"] != "gereed":
        return "Deze afspraak staat nog niet op gereed. Bevestigen kan pas daarna."
    voortouw = names(afspraak["voortouw"])
    if not voortouw:
        return "Wie het voortouw heeft, ontbreekt. Vul dat eerst in; daarna kan een andere partij bevestigen."
    eigen = {naam.casefold() for naam in (partij, *ook_bekend_als)}
    if any(naam.casefold() in eigen for naam in voortouw):
        return f"{partij} heeft zelf het voortouw. Een andere partij bevestigt dat het is uitgevoerd."
    return None


def confirm(register: Register, afspraak: Mapping[str, Any], nummer: int, wie: Wie, op: str, ook_bekend_als: Collection[str] = ()) -> Ding:
    """Another partij than the voortouw says that it was carried out."""
    bezwaar = objection_to_confirming(afspraak, wie.partij or "", ook_bekend_als)
    if bezwaar:
        raise OngeldigeInvoer({"bevestigd_door": bezwaar})
    return register.change("afspraak", str(afspraak["id"]), nummer, {"bevestigd_door": wie.partij, "bevestigd_op": op}, wie)


def objection_to_effect(afspraak: Mapping[str, Any]) -> str | None:
    """Why its effect cannot be established yet; None when it can."""
    if afspraak["bevestigd_door"]:
        return None
    return "Het effect vaststellen kan pas als een andere partij heeft bevestigd dat de afspraak is uitgevoerd."


def keep_effect(register: Register, afspraak: Mapping[str, Any], nummer: int, wie: Wie, effect: str | None, op: str | None) -> Ding:
    """What it brought about; only after it was confirmed that it was carried out."""
    if bezwaar := objection_to_effect(afspraak):
        raise OngeldigeInvoer({"effect": bezwaar})
    if not effect:
        raise OngeldigeInvoer({"effect": "Het effect ontbreekt. Schrijf wat u ziet dat er is veranderd."})
    return register.change("afspraak", str(afspraak["id"]), nummer, {"effect": effect, "effect_op": op}, wie)


def escalate(register: Register, knelpunt: Mapping[str, Any], nummer: int, wie: Wie, naar: str | None, op: str | None, reden: str) -> Ding:
    """Bring a knelpunt to another level of the ladder, on a day."""
    if not naar:
        raise OngeldigeInvoer({"escalatie_naar": "Het niveau ontbreekt. Kies waar het knelpunt naartoe gaat."})
    if naar == knelpunt["escalatie_naar"]:
        raise OngeldigeInvoer({"escalatie_naar": f"Het knelpunt ligt al bij {naar}. Kies een ander niveau."})
    velden = {"escalatie_naar": naar, "escalatie_op": op}
    return register.change("knelpunt", str(knelpunt["id"]), nummer, velden, wie, reden.strip() or None)


def close(
    register: Register, knelpunt: Mapping[str, Any], nummer: int, wie: Wie, wijze: str | None, op: str | None, oplossing: str | None
) -> Ding:
    """Close a knelpunt: in which of three ways, and when."""
    fouten = {
        "wijze": None if wijze else "Hoe het knelpunt is opgelost, ontbreekt. Kies voorkomen, omzeild of weggenomen.",
        "opgelost_op": None if op else "De dag waarop het knelpunt is opgelost, ontbreekt. Vul die in.",
    }
    if gevonden := {veld: zin for veld, zin in fouten.items() if zin}:
        raise OngeldigeInvoer(gevonden)
    velden = {"wijze": wijze, "opgelost_op": op, "oplossing": oplossing}
    return register.change("knelpunt", str(knelpunt["id"]), nummer, velden, wie)


def next_level(trap: list[str], nu: str | None) -> str | None:
    """The level above this one; the lowest when it is not on the ladder, None at the top."""
    hoger = trap[trap.index(nu) + 1 :] if nu in trap else trap
    return next(iter(hoger), None)


def steps(soort: str, versies: Iterable[Ding]) -> list[Stap]:
    """The history of one thing, the first act first."""
    rij = list(versies)
    paren = zip([{}, *rij], rij, strict=False)
    return [Stap(nu["op"], actor(nu), nu["reden"], differences(soort, eerder, nu)) for eerder, nu in paren]


def moved(stappen: Iterable[Stap], veld: str) -> list[Stap]:
    """The acts that put something else in the place of what stood in this field."""
    return [stap for stap in stappen if veld in stap.anders and stap.anders[veld][0] is not None]


def actor(versie: Mapping[str, Any]) -> str:
    """Who made a version: a role and a partij, or a levering."""
    if versie["herkomst"] == "levering":
        return f"levering van {versie['wie_partij'] or 'onbekende leverancier'}"
    return " van ".join(deel for deel in (versie["wie_rol"], versie["wie_partij"]) if deel) or "onbekend"


def later_delivered(soort: str, geleverd: Mapping[str, Any] | None, versies: Iterable[Ding]) -> dict[str, Any]:
    """What a levering after the change in the app says instead: field -> delivered value."""
    rij = list(versies)
    if geleverd is None or not rij:
        return {}
    zelf = {
        naam: nu["op"]
        for eerder, nu in zip([{}, *rij], rij, strict=False)
        if nu["herkomst"] == "app"
        for naam in differences(soort, eerder, nu)
    }
    verschil = delivered_differences(soort, geleverd, rij)
    return {
        naam: verschil[naam][0] for naam in delivered_fields(soort) if naam in verschil and geleverd["geleverd_op"] >= zelf[naam].date()
    }
