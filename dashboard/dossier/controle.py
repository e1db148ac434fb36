"""What may be kept in a field; all that is wrong is said at once."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Column

from dashboard.dossier.fouten import OngeldigeInvoer
from dashboard.dossier.tabellen import TABELLEN
from etl.periode import parse_datum

LANGSTE_TEKST = 20_000
LANGSTE_NAAM = 200  # of a role or a partij
VAST = ("id", "nummer", "keten", "is_ingetrokken", "wijziging")  # what a version is; not for people to fill in


def check(soort: str, velden: Mapping[str, Any], *, is_nieuw: bool) -> None:
    """OngeldigeInvoer with a sentence for every field that cannot be kept; KeyError for a field that does not exist."""
    kolommen = {kolom.name: kolom for kolom in TABELLEN[soort].columns if kolom.name not in VAST}
    fouten = {naam: zin for naam, waarde in velden.items() if (zin := _objection(kolommen[naam], waarde))}
    verplicht = [k.name for k in kolommen.values() if k.info.get("verplicht") and (is_nieuw or k.name in velden)]
    fouten |= {naam: f"{_name(naam)} ontbreekt. Vul dit in." for naam in verplicht if not velden.get(naam)}
    if fouten:
        raise OngeldigeInvoer(fouten)


def check_act(rol: str | None, partij: str | None, reden: str | None) -> None:
    """The same for who does something and why."""
    langste = {"rol": (rol, LANGSTE_NAAM), "partij": (partij, LANGSTE_NAAM), "reden": (reden, LANGSTE_TEKST)}
    fouten = {naam: zin for naam, (waarde, lengte) in langste.items() if (zin := _text_objection(_name(naam), waarde or "", lengte))}
    if fouten:
        raise OngeldigeInvoer(fouten)


def _objection(kolom: "Column[Any]", waarde: Any) -> str | None:
    naam = _name(kolom.name)
    if waarde is None:
        return None
    if "grenzen" in kolom.info:
        return _number_objection(naam, waarde, *kolom.info["grenzen"])
    if not isinstance(waarde, str) or not waarde.strip():
        return f"{naam}: dit is geen tekst. Vul iets in of laat het leeg."
    if keuzes := kolom.info.get("keuzes"):
        return None if waarde in keuzes else f"{naam}: “{waarde}” kan niet. Kies uit: {', '.join(keuzes)}."
    return _date_objection(naam, waarde) if kolom.info.get("datum") else _text_objection(naam, waarde)


def _number_objection(naam: str, waarde: Any, laagst: int, hoogst: int) -> str | None:
    past = isinstance(waarde, int) and not isinstance(waarde, bool) and laagst <= waarde <= hoogst
    return None if past else f"{naam}: “{waarde}” past niet. Schrijf een heel getal van {laagst} tot en met {hoogst}."


def _text_objection(naam: str, waarde: str, lengte: int = LANGSTE_TEKST) -> str | None:
    if len(waarde) > lengte:
        return f"{naam}: deze tekst is te lang. Hoogstens {lengte:,} tekens.".replace(",", ".")
    return None if _can_be_kept(waarde) else f"{naam}: deze tekst bevat een teken dat niet kan worden bewaard."


def _can_be_kept(waarde: str) -> bool:
    """No database keeps half a character; PostgreSQL does not keep the character zero."""
    return "\x00" not in waarde and not any("\ud800" <= teken <= "\udfff" for teken in waarde)


def _date_objection(naam: str, waarde: str) -> str | None:
    try:
        parse_datum(waarde)
    except ValueError:
        return f"{naam}: “{waarde}” is geen datum. Schrijf 2026-11-24, of 2026-11 of 2026 als u het niet preciezer weet."
    return None


def _name(kolom: str) -> str:
    return kolom.replace("_", " ").capitalize()
