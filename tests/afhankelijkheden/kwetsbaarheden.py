"""Known vulnerabilities in what is installed, by pip-audit; where its source cannot be reached, that is said and nothing breaks."""

import hashlib
import json
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from importlib.metadata import Distribution
from pathlib import Path
from typing import Any

LIJST = Path(__file__).with_name("kwetsbaarheden.toml")
BEWAARD = Path("build") / "kwetsbaarheden.json"
WACHT_SECONDEN = 90
Vragen = Callable[[Path], str | None]


@dataclass(frozen=True)
class Uitslag:
    """What is wrong (the check fails), and what is said either way."""

    fouten: tuple[str, ...]
    melding: str


def accepted(vandaag: date, pad: Path = LIJST) -> dict[tuple[str, str], date]:
    """(pakket, nummer) of what is accepted today, with its last day."""
    gevonden = {}
    for een in tomllib.loads(pad.read_text(encoding="utf-8")).get("aanvaard", []):
        if set(een) != {"nummer", "pakket", "reden", "tot"} or len(een["reden"]) < 20 or type(een["tot"]) is not date:
            raise ValueError(f"{pad.name}: wat aanvaard wordt, vraagt nummer, pakket, een reden en een dag in tot ({een}).")
        if een["tot"] >= vandaag:
            gevonden[een["pakket"], een["nummer"]] = een["tot"]
    return gevonden


def ask_pip_audit(pinnen: Path) -> str | None:
    """The answer of pip-audit as json; None when it could not ask."""
    vlaggen = ["--no-deps", "--disable-pip", "--format", "json", "--progress-spinner", "off", "--timeout", "5"]
    opdracht = [sys.executable, "-m", "pip_audit", "-r", str(pinnen), *vlaggen]
    try:
        gedaan = subprocess.run(opdracht, capture_output=True, text=True, timeout=WACHT_SECONDEN, check=False)
    except subprocess.TimeoutExpired:
        return None
    return gedaan.stdout if gedaan.stdout.lstrip().startswith("{") else None


def audit(
    pakketten: Mapping[str, Distribution], vandaag: date, vraag: Vragen = ask_pip_audit, bewaard: Path = BEWAARD, lijst: Path = LIJST
) -> Uitslag:
    """Look up every package, once a day for the same versions."""
    pinnen = "".join(f"{naam}=={pakket.version}\n" for naam, pakket in pakketten.items())
    gegevens = _remembered(bewaard, pinnen, vandaag) or _asked(bewaard, pinnen, vandaag, vraag)
    bekeken = [een for een in gegevens if "skip_reason" not in een]
    if not bekeken:
        # pip-audit ends with "no known vulnerabilities" when it found no package at all: that is no answer.
        return Uitslag((), "Bekende kwetsbaarheden zijn NIET nagekeken: de bron (PyPI) geeft hier geen antwoord.")
    aanvaard = accepted(vandaag, lijst)
    gevonden = [(een["name"], een["version"], lek) for een in bekeken for lek in een["vulns"]]
    fouten = tuple(_sentence(*een) for een in gevonden if not any((een[0], nummer) in aanvaard for nummer in _numbers(een[2])))
    rest = f", {len(gegevens) - len(bekeken)} onbekend bij de bron" if len(bekeken) < len(gegevens) else ""
    return Uitslag(fouten, f"Bekende kwetsbaarheden: {len(bekeken)} pakketten nagekeken, {len(gevonden)} gevonden{rest}.")


def _numbers(lek: Mapping[str, Any]) -> list[str]:
    return [lek["id"], *lek.get("aliases", [])]


def _sentence(naam: str, versie: str, lek: Mapping[str, Any]) -> str:
    herstel = ", ".join(lek.get("fix_versions", [])) or "nog geen versie"
    return (
        f"{naam} {versie} heeft de bekende kwetsbaarheid {', '.join(_numbers(lek))}. Hersteld in: {herstel}. "
        f"Neem die versie, of aanvaard haar voor een tijd in {LIJST.name}, met de reden."
    )


def _key(pinnen: str, vandaag: date) -> str:
    return f"{vandaag}-{hashlib.sha256(pinnen.encode()).hexdigest()}"


def _remembered(bewaard: Path, pinnen: str, vandaag: date) -> list[dict[str, Any]]:
    """The answer of today for these versions; that there was no answer is not remembered."""
    try:
        inhoud = json.loads(bewaard.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return []
    return list(inhoud["antwoord"]) if inhoud.get("voor") == _key(pinnen, vandaag) else []


def _asked(bewaard: Path, pinnen: str, vandaag: date, vraag: Vragen) -> list[dict[str, Any]]:
    """Ask for one package first: where nobody answers, a hundred questions only cost time."""
    if not any("skip_reason" not in een for een in _answer(vraag, pinnen.partition("\n")[0] + "\n")):
        return []
    antwoord = _answer(vraag, pinnen)
    bewaard.parent.mkdir(parents=True, exist_ok=True)
    bewaard.write_text(json.dumps({"voor": _key(pinnen, vandaag), "antwoord": antwoord}), encoding="utf-8")
    return antwoord


def _answer(vraag: Vragen, pinnen: str) -> list[dict[str, Any]]:
    with tempfile.TemporaryDirectory() as map_:
        bestand = Path(map_) / "versies.txt"
        bestand.write_text(pinnen, encoding="utf-8")
        tekst = vraag(bestand)
    return list(json.loads(tekst)["dependencies"]) if tekst else []
