"""Whether every installed package may travel with software under EUPL-1.2."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from email.message import Message
from importlib.metadata import Distribution
from pathlib import Path
from typing import cast

LIJST = Path(__file__).with_name("licenties.toml")
GEEN = "(geen)"
KORTSTE_REDEN = 20


@dataclass(frozen=True)
class Lijst:
    """What is allowed, how packages write it, and the packages that were looked at by themselves."""

    toegestaan: frozenset[str]
    namen: Mapping[str, str]
    uitzonderingen: Mapping[str, str]

    @classmethod
    def read(cls, pad: Path = LIJST) -> "Lijst":
        """Read the reviewed file; an exception without a reason is refused."""
        inhoud = tomllib.loads(pad.read_text(encoding="utf-8"))
        uitzonderingen = inhoud.get("uitzondering", [])
        for een in uitzonderingen:
            if set(een) != {"pakket", "licentie", "reden"} or len(een["reden"]) < KORTSTE_REDEN:
                raise ValueError(f"{pad.name}: een uitzondering vraagt pakket, licentie en een reden ({een}).")
        namen = {een["pakket"]: een["licentie"] for een in uitzonderingen}
        return cls(frozenset(inhoud["toegestaan"]), inhoud["namen"], namen)


def declared(pakket: Distribution, namen: Mapping[str, str]) -> str:
    """The licence as an SPDX expression, from the newest field that a package fills in."""
    kenmerken = cast(Message, pakket.metadata)
    if expressie := kenmerken.get("License-Expression"):
        return str(expressie)
    tekst = str(kenmerken.get("License") or "").strip()
    rubrieken = [str(r).rpartition(" :: ")[2] for r in kenmerken.get_all("Classifier", []) if str(r).startswith("License ::")]
    for naam in (tekst, *(r for r in rubrieken if r != "OSI Approved")):
        if naam and "\n" not in naam and not naam.startswith("Copyright"):
            return namen.get(naam, naam)
    return GEEN


def is_allowed(expressie: str, toegestaan: frozenset[str]) -> bool:
    """Whether an SPDX expression without brackets can be met with what is allowed: one of OR, all of AND."""
    return any(
        all(deel.strip() in toegestaan for deel in re.split(r"\s+AND\s+", keuze)) for keuze in re.split(r"\s+OR\s+", expressie.strip())
    )


def objections(pakketten: Mapping[str, Distribution], lijst: Lijst) -> list[str]:
    """One sentence per package whose licence is not known to be good."""
    bezwaren = []
    for naam, pakket in pakketten.items():
        licentie = declared(pakket, lijst.namen)
        if not is_allowed(licentie, lijst.toegestaan) and lijst.uitzonderingen.get(naam) != licentie:
            bezwaren.append(
                f"{naam} {pakket.version} heeft licentie {licentie}. Die staat niet in {LIJST.name}. "
                "Lees de licentie en zet haar erbij met een reden, of kies een ander pakket."
            )
    return bezwaren
