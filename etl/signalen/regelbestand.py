"""Reading rule files: closed keys, every mistake found at once, each with its file, its key and what is expected."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path
from typing import Any

import duckdb

from etl.signalen.kenmerken import DREMPEL_KENMERKEN, KENMERKEN, is_getal, is_heel_getal

REGELS = Path(__file__).parents[1] / "models" / "40_signalen"
PEILDATUM = "peildatum"
MINIMUM = "minimum_waarnemingen"
WOORD = re.compile(r"\{([a-z_]+)\}")


@dataclass(frozen=True)
class Regel:
    """One rule as its two files say; `fouten` holds what is wrong with them."""

    naam: str
    sql: str
    inhoud: dict[str, Any]
    parameters: frozenset[str] = frozenset()
    fouten: list[str] = field(default_factory=list)

    @property
    def drempels(self) -> dict[str, Any]:
        """The thresholds that were read, by name."""
        drempels = self.inhoud.get("drempels", {})
        return {n: d for n, d in drempels.items() if isinstance(d, dict)} if isinstance(drempels, dict) else {}

    @property
    def vraag(self) -> str:
        """The question with its placeholders; empty when it is not a text."""
        vraag = self.inhoud.get("vraag", "")
        return vraag if isinstance(vraag, str) else ""

    def values(self, peildatum: date) -> dict[str, Any]:
        """The parameters that the query asks for and that have a usable value."""
        bekend: dict[str, Any] = {PEILDATUM: peildatum}
        if is_heel_getal(self.inhoud.get(MINIMUM)):
            bekend[MINIMUM] = self.inhoud[MINIMUM]
        bekend |= {naam: d["waarde"] for naam, d in self.drempels.items() if is_getal(d.get("waarde"))}
        return {naam: waarde for naam, waarde in bekend.items() if naam in self.parameters}


def read_regels(map_: Path = REGELS) -> list[Regel]:
    """All rules of a folder, in order of name, with their faults."""
    namen = sorted({pad.stem for pad in map_.iterdir() if pad.suffix in (".sql", ".toml")})
    return [_read_regel(map_, naam) for naam in namen]


def _read_regel(map_: Path, naam: str) -> Regel:
    fouten: list[str] = []
    sql = _read_text(map_ / f"{naam}.sql", "Schrijf de query van de regel in een bestand met die naam.", fouten)
    toml = _read_text(map_ / f"{naam}.toml", "Schrijf daarin de vraag, de uitleg en de drempels van de regel.", fouten)
    inhoud = _parsed(f"{naam}.toml", toml, fouten)
    parameters = _parameters(f"{naam}.sql", sql, fouten)
    if inhoud is not None:
        fouten += _key_faults(f"{naam}.toml", inhoud)
    if inhoud is not None and parameters is not None:
        fouten += _parameter_faults(naam, inhoud, parameters)
    return Regel(naam, (sql or "") if parameters is not None else "", inhoud or {}, parameters or frozenset(), fouten)


def _read_text(pad: Path, verwacht: str, fouten: list[str]) -> str | None:
    try:
        return pad.read_text(encoding="utf-8")
    except FileNotFoundError:
        fouten.append(f"{pad.name}: dit bestand ontbreekt. {verwacht}")
    except UnicodeDecodeError:
        fouten.append(f"{pad.name}: dit is geen UTF-8. Sla het bestand op als UTF-8.")
    return None


def _parsed(bestand: str, tekst: str | None, fouten: list[str]) -> dict[str, Any] | None:
    if tekst is None:
        return None
    try:
        return tomllib.loads(tekst)
    except tomllib.TOMLDecodeError as fout:
        fouten.append(f"{bestand}: dit is geen geldige TOML ({fout}). Verbeter die regel.")
    return None


def _parameters(bestand: str, sql: str | None, fouten: list[str]) -> frozenset[str] | None:
    """The names of the parameters of the one query in the file."""
    if sql is None:
        return None
    gevonden = _named_parameters(sql)
    if isinstance(gevonden, str):
        fouten.append(f"{bestand}: {gevonden}")
        return None
    return gevonden


@lru_cache(maxsize=256)
def _named_parameters(sql: str) -> frozenset[str] | str:
    """The names of the parameters of the one query in a text, or what is wrong with it; parsing costs more than the rest of reading."""
    try:
        opdrachten = duckdb.extract_statements(sql)
    except duckdb.Error as fout:
        return f"dit is geen geldige query ({first_line(fout)})."
    if [o.type for o in opdrachten] != [duckdb.StatementType.SELECT]:
        return "hier hoort precies één query te staan, die rijen oplevert."
    return frozenset(opdrachten[0].named_parameters)


def _key_faults(bestand: str, inhoud: dict[str, Any]) -> Iterator[str]:
    yield from _closed(bestand, "", inhoud, KENMERKEN)
    if inhoud.get("getoond") is False and "niet_getoond_omdat" not in inhoud:
        yield f"{bestand}, niet_getoond_omdat: ontbreekt. Schrijf waarom gebruikers deze vraag nog niet zien."
    if inhoud.get("getoond") is True and "niet_getoond_omdat" in inhoud:
        yield f"{bestand}, niet_getoond_omdat: hoort hier niet, want de vraag wordt getoond. Haal de reden weg of zet getoond op false."
    if isinstance(drempels := inhoud.get("drempels"), dict):
        for naam, drempel in drempels.items():
            yield from _drempel_faults(bestand, naam, drempel)
    if isinstance(vraag := inhoud.get("vraag"), str):
        yield from _question_faults(bestand, vraag)


def _drempel_faults(bestand: str, naam: str, drempel: object) -> Iterator[str]:
    if naam in (PEILDATUM, MINIMUM) or not re.fullmatch("[a-z][a-z0-9_]*", naam):
        yield (
            f"{bestand}, drempels.{naam}: zo kan een drempel niet heten. "
            f"Kies kleine letters en liggende streepjes, en geen {MINIMUM} of {PEILDATUM}."
        )
    if isinstance(drempel, dict):
        yield from _closed(bestand, f"drempels.{naam}.", drempel, DREMPEL_KENMERKEN)
    else:
        yield f"{bestand}, drempels.{naam}: schrijf [drempels.{naam}] met daaronder waarde en reden."


def _closed(bestand: str, voor: str, inhoud: dict[str, Any], kenmerken: dict[str, Any]) -> Iterator[str]:
    """Faults of a table with closed keys: unknown, missing, and of a wrong kind."""
    for naam in inhoud:
        if naam not in kenmerken:
            lijkt_op = get_close_matches(naam, kenmerken, 1)
            raad = f"Bedoelt u {lijkt_op[0]}?" if lijkt_op else f"Kies uit: {', '.join(kenmerken)}."
            yield f"{bestand}, {voor}{naam}: deze sleutel bestaat niet. {raad}"
    for naam, kenmerk in kenmerken.items():
        if naam not in inhoud:
            if kenmerk.verplicht:
                yield f"{bestand}, {voor}{naam}: ontbreekt. {kenmerk.verwacht}"
        elif not kenmerk.is_goed(inhoud[naam]):
            yield f"{bestand}, {voor}{naam}: klopt niet. {kenmerk.verwacht}"


def _question_faults(bestand: str, vraag: str) -> Iterator[str]:
    if not vraag.rstrip().endswith("?"):
        yield f"{bestand}, vraag: eindigt niet op een vraagteken. Schrijf een open vraag."
    if re.search(r"[{}]", WOORD.sub("", vraag)):
        yield f"{bestand}, vraag: een accolade staat los. Schrijf een in te vullen woord als {{indicator}}."


def _parameter_faults(naam: str, inhoud: dict[str, Any], parameters: frozenset[str]) -> Iterator[str]:
    """Every parameter used must be declared, every declared one used: no literal hides in a query."""
    drempels = inhoud["drempels"] if isinstance(inhoud.get("drempels"), dict) else {}
    for parameter in sorted(parameters - {*drempels, MINIMUM, PEILDATUM}):
        yield (
            f"{naam}.sql, ${parameter}: deze parameter is niet bekend. "
            f"Zet [drempels.{parameter}] in {naam}.toml, of gebruik ${MINIMUM} of ${PEILDATUM}."
        )
    for drempel in drempels:
        if drempel not in parameters:
            yield (
                f"{naam}.toml, drempels.{drempel}: de query gebruikt deze drempel niet. "
                f"Gebruik ${drempel} in {naam}.sql of haal de drempel weg."
            )
    if MINIMUM in inhoud and MINIMUM not in parameters:
        yield f"{naam}.toml, {MINIMUM}: de query gebruikt dit getal niet. Gebruik ${MINIMUM} in {naam}.sql."


def first_line(fout: Exception) -> str:
    """The first line of what the database says; the rest repeats the query."""
    return str(fout).strip().splitlines()[0]
