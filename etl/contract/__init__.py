"""The contract: one Table Schema per delivery table, read into closed, typed objects.

The json files in this folder are plain Table Schema (Data Package 2.0), so any supplier can check a file
with any tool that knows that standard. Three properties are our own: `tabel` (the singular name in the
spiegel), `sleutel` (the columns that name a row) and, per field, `soort` (how a cell is read) with
`verwijst_naar` (the delivery table in which the id must exist).
"""

import json
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

MAP = Path(__file__).parent
SOORTEN = ("id", "verwijzing", "getal", "geheel", "datum", "periode", "keuze", "tekst", "partijen")
GETALLEN = ("getal", "geheel")
VRIJE_TEKST = ("tekst", "partijen")


@dataclass(frozen=True)
class Kolom:
    """One column of a delivery table."""

    naam: str
    soort: str
    omschrijving: str
    verplicht: bool
    keuzes: tuple[str, ...]
    patroon: str | None
    verwijst_naar: str | None


@dataclass(frozen=True)
class Tabel:
    """One delivery table: its file name without ending, its singular name, key and columns."""

    naam: str
    enkelvoud: str
    omschrijving: str
    sleutel: tuple[str, ...]
    kolommen: tuple[Kolom, ...]

    @cached_property
    def kolomnamen(self) -> tuple[str, ...]:
        """The names of all columns, in the order of the contract."""
        return tuple(kolom.naam for kolom in self.kolommen)

    def kolom(self, naam: str) -> Kolom:
        """The column of this name; KeyError when there is none."""
        return next(k for k in self.kolommen if k.naam == naam)

    def of_soort(self, *soorten: str) -> tuple[Kolom, ...]:
        """The columns read in one of these ways."""
        return tuple(kolom for kolom in self.kolommen if kolom.soort in soorten)


@lru_cache(maxsize=1)
def contract() -> dict[str, Tabel]:
    """All delivery tables by name, parents before the tables that refer to them."""
    tabellen = {pad.stem: _read_tabel(pad) for pad in sorted(MAP.glob("*.json"))}
    return {naam: tabellen[naam] for naam in _parents_first(tabellen)}


def _read_tabel(pad: Path) -> Tabel:
    schema = json.loads(pad.read_text(encoding="utf-8"))
    kolommen = tuple(_read_kolom(veld, pad) for veld in schema["fields"])
    tabel = Tabel(schema["name"], schema["tabel"], schema["description"], tuple(schema["sleutel"]), kolommen)
    if tabel.naam != pad.stem or not set(tabel.sleutel) <= set(tabel.kolomnamen):
        raise ValueError(f"{pad.name}: name or sleutel does not fit the file or its fields")
    return tabel


def _read_kolom(veld: dict[str, object], pad: Path) -> Kolom:
    bekend = {"name", "type", "title", "description", "soort", "verwijst_naar", "constraints"}
    regels = veld.get("constraints", {})
    if set(veld) - bekend or veld["soort"] not in SOORTEN or not isinstance(regels, dict):
        raise ValueError(f"{pad.name}: field {veld['name']} has an unknown property or soort")
    return Kolom(
        naam=str(veld["name"]),
        soort=str(veld["soort"]),
        omschrijving=str(veld["description"]),
        verplicht=bool(regels.get("required", False)),
        keuzes=tuple(regels.get("enum", ())),
        patroon=regels.get("pattern"),
        verwijst_naar=str(veld["verwijst_naar"]) if "verwijst_naar" in veld else None,
    )


def _parents_first(tabellen: dict[str, Tabel]) -> list[str]:
    volgorde: list[str] = []

    def visit(naam: str) -> None:
        if naam in volgorde:
            return
        for kolom in tabellen[naam].of_soort("verwijzing"):
            if kolom.verwijst_naar and kolom.verwijst_naar != naam:
                visit(kolom.verwijst_naar)
        volgorde.append(naam)

    for naam in tabellen:
        visit(naam)
    return volgorde
