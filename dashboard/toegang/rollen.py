"""Roles per keten, from the file that the beheerder keeps: who has which role where. What is not in it, nobody may.

geldig_uren = 10                # so long a sign-in holds; then one signs in again
groepen_in = "groups"           # the claim in which the provider puts somebody's groups

[[rol]]
groep = "ketenspiegel-schulden" # or: persoon = "sub or e-mail address at the provider"
rol = "regisseur"
keten = "schulden"              # or "*" for every keten
partij = "College van B en W"   # as whom this person speaks
"""

import tomllib
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from etl.fouten import KetenspiegelFout

ROLLEN = ("kijker", "partner", "regisseur", "gegevensbeheerder", "beheerder")
ALLE_KETENS = "*"
VELDEN = {"groep", "persoon", "rol", "keten", "partij"}
BOVEN = {"geldig_uren", "groepen_in", "rol"}


class ToegangFout(KetenspiegelFout):
    """The file with roles cannot be used; the message says all that is wrong, for the beheerder."""


class Toekenning(NamedTuple):
    """One role of one person or group in one keten (or in all of them), on behalf of a partij."""

    rol: str
    keten: str
    partij: str | None = None
    groep: str | None = None
    persoon: str | None = None


class Rollen(NamedTuple):
    """Everything the file says."""

    toekenningen: tuple[Toekenning, ...]
    geldig_uren: float = 10
    groepen_in: str = "groups"

    def of(self, namen: Collection[str], groepen: Collection[str]) -> tuple[Toekenning, ...]:
        """The roles of a person, known under these names (lower case) and in these groups."""
        return tuple(t for t in self.toekenningen if (t.persoon and t.persoon.lower() in namen) or (t.groep and t.groep in groepen))


def read_rollen(pad: Path) -> Rollen:
    """The file, checked as a whole: ToegangFout names every mistake at once. A file that is not there gives nobody a role."""
    if not pad.exists():
        return Rollen(())
    try:
        inhoud = tomllib.loads(pad.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as fout:
        raise ToegangFout(f"{pad.name} kan niet worden gelezen: {fout}. Verbeter het bestand.") from fout
    fouten = _mistakes(inhoud)
    if fouten:
        raise ToegangFout(f"{pad.name} klopt niet. {' '.join(fouten)}")
    return Rollen(
        tuple(Toekenning(**rij) for rij in inhoud.get("rol", [])),
        float(inhoud.get("geldig_uren", 10)),
        inhoud.get("groepen_in", "groups"),
    )


def _mistakes(inhoud: Mapping[str, Any]) -> list[str]:
    fouten = [f"Onbekend: {naam}. Kies uit: {', '.join(sorted(BOVEN))}." for naam in inhoud if naam not in BOVEN]
    uren = inhoud.get("geldig_uren", 10)
    if isinstance(uren, bool) or not isinstance(uren, int | float) or not 0 < uren <= 720:
        fouten.append("geldig_uren: schrijf een getal boven 0 en hoogstens 720.")
    if not isinstance(inhoud.get("groepen_in", ""), str):
        fouten.append("groepen_in: schrijf een naam tussen aanhalingstekens.")
    rijen = inhoud.get("rol", [])
    if not isinstance(rijen, list) or not all(isinstance(rij, dict) for rij in rijen):
        return [*fouten, "Schrijf boven elke rol een regel [[rol]]."]
    return fouten + [f"Rol {nummer}: {zin}" for nummer, rij in enumerate(rijen, 1) for zin in _mistakes_in(rij)]


def _mistakes_in(rij: Mapping[str, Any]) -> list[str]:
    zinnen = [f"onbekend veld {naam}; kies uit {', '.join(sorted(VELDEN))}." for naam in rij if naam not in VELDEN]
    zinnen += [f"{naam} hoort tekst te zijn, en niet leeg." for naam in VELDEN & set(rij) if not (isinstance(rij[naam], str) and rij[naam])]
    if rij.get("rol") not in ROLLEN:
        zinnen.append(f"rol is “{rij.get('rol', '')}”; kies uit {', '.join(ROLLEN)}.")
    if "keten" not in rij:
        zinnen.append("keten ontbreekt; noem een keten, of * voor alle.")
    if ("groep" in rij) == ("persoon" in rij):
        zinnen.append("noem een groep of een persoon, en niet allebei.")
    if rij.get("rol") in {"partner", "regisseur"} and "partij" not in rij:
        zinnen.append(f"een {rij['rol']} spreekt namens een partij; noem die.")
    return zinnen
