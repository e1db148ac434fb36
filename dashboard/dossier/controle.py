"""What may be kept in a field; all that is wrong is said at once."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Column

from dashboard.dossier.fouten import OngeldigeInvoer
from dashboard.dossier.tabellen import TABELLEN
from etl.periode import parse_datum

LANGSTE_TEKST = 20_000


def check(soort: str, velden: Mapping[str, Any], *, is_nieuw: bool) -> None:
    """OngeldigeInvoer with a sentence for every field that cannot be kept; KeyError for a field that does not exist."""
    kolommen = TABELLEN[soort].columns
    fouten = {naam: zin for naam, waarde in velden.items() if (zin := _objection(kolommen[naam], waarde))}
    verplicht = [k.name for k in kolommen if k.info.get("verplicht") and (is_nieuw or k.name in velden)]
    fouten |= {naam: f"{_name(naam)} ontbreekt. Vul dit in." for naam in verplicht if not velden.get(naam)}
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


def _text_objection(naam: str, waarde: str) -> str | None:
    if len(waarde) > LANGSTE_TEKST:
        return f"{naam}: deze tekst is te lang. Hoogstens {LANGSTE_TEKST:,} tekens.".replace(",", ".")
    return f"{naam}: deze tekst bevat een teken dat niet kan worden bewaard." if "\x00" in waarde else None


def _date_objection(naam: str, waarde: str) -> str | None:
    try:
        parse_datum(waarde)
    except ValueError:
        return f"{naam}: “{waarde}” is geen datum. Schrijf 2026-11-24, of 2026-11 of 2026 als u het niet preciezer weet."
    return None


def _name(kolom: str) -> str:
    return kolom.replace("_", " ").capitalize()
