"""Case tables for the rules of the dossier: what the register holds stands in a column per kind (see LEESMIJ.md)."""

import re
from datetime import datetime
from pathlib import Path
from typing import Any

from dashboard.dossier.register import Daad, Register, Wie
from dashboard.dossier.tabellen import TABELLEN
from dashboard.dossier.verbinding import open_engine
from tests.etl.signalen.gevallen import Geval

HIER = Path(__file__).parent
GELEVERD_OP = "2025-11-01"
BEWAARD_OP = "2025-12-01"
# What others refer to comes first.
EERST = ("overleg", "afspraak", "knelpunt", "agendapunt")
VOLGORDE = (*EERST, *(soort for soort in TABELLEN if soort not in EERST))
VAST: dict[str, dict[str, Any]] = {
    "overleg": {"naam": "Overleg"},
    "agendapunt": {"soort": "duiding", "vraag": "Hoe gaat het?", "stand": "besproken"},
    "afspraak": {"afspraak": "Samen bellen"},
    "knelpunt": {"knelpunt": "Wachten op een woning"},
    "duiding": {"duiding": "Het was druk"},
    "oordeel": {"actor": "Iemand", "onderwerp": "proces", "oordeel": "gemengd"},
    "besluit": {"besluit": "Zo doen we het"},
    "praktijksignaal": {"praktijksignaal": "Er staat een rij"},
    "standpunt": {"standpunt": "Liever anders"},
}
VAN_DE_DAAD = ("id", "op", "ingetrokken", "geleverd", "door")


def fill_register(gevallen: list[Geval], pad: Path) -> Register:
    """A register with what all cases say."""
    register = Register(open_engine(f"sqlite:///{pad}"))
    for geval in gevallen:
        for soort in VOLGORDE:
            if cel := geval.cellen.get(soort):
                for rij in _items(cel):
                    _keep(register, geval, soort, rij)
    return register


def _items(cel: str) -> list[dict[str, str]]:
    uit = []
    for item in cel.split(" | "):
        gevonden = re.fullmatch(r"(?:(\d+)x ?)?(.*)", item.strip())
        assert gevonden, item
        uit += [dict(paar.split("=", 1) for paar in gevonden[2].split(", ") if paar)] * int(gevonden[1] or 1)
    return uit


def _keep(register: Register, geval: Geval, soort: str, rij: dict[str, str]) -> None:
    velden = {naam: _value(geval, soort, naam, waarde) for naam, waarde in rij.items() if naam not in VAN_DE_DAAD}
    eigen = f"{geval.keten}-{rij['id']}" if "id" in rij else None
    id_ = geval.keten if soort == "werkwijze" else eigen
    levering = "een-levering" if rij.get("geleverd") else None
    daad = Daad(Wie("regisseur", rij.get("door")), datetime.fromisoformat(rij.get("op", BEWAARD_OP)), "Vergissing", levering)
    bekend = {v["id"]: v["nummer"] for v in register.versions(soort, geval.keten)}
    with register.change_set(daad) as wijzigingen:
        if rij.get("ingetrokken"):
            wijzigingen.withdraw(soort, str(id_), bekend[str(id_)])
        elif id_ is not None and id_ in bekend:
            wijzigingen.change(soort, id_, bekend[id_], velden)
        else:
            wijzigingen.add(soort, geval.keten, VAST.get(soort, {}) | velden, id_)


def _value(geval: Geval, soort: str, naam: str, waarde: str) -> str | int | None:
    """A cell as the register keeps it; names get the number of the case in front."""
    kenmerken = TABELLEN[soort].columns[naam].info
    if waarde == "leeg":
        return None
    if "grenzen" in kenmerken:
        return int(waarde)
    return f"{geval.keten}-{waarde}" if "naar" in kenmerken or naam == "indicator" else waarde
