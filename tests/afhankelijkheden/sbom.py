"""The list of everything the product is made of, as CycloneDX: `python -m tests.afhankelijkheden.sbom`."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from packaging.utils import canonicalize_name

from tests.afhankelijkheden.licenties import Lijst, declared
from tests.afhankelijkheden.pakketten import NODIG, WORTEL, needed, requirements

DOEL = Path("build") / "sbom.json"


def make() -> str:
    """The packages that the product needs to run, with version and licence, as validated json; the same versions give the same text."""
    vlaggen = ["--pyproject", str(WORTEL / "pyproject.toml"), "--sv", "1.6", "--output-reproducible", "--no-validate"]
    opdracht = [sys.executable, "-m", "cyclonedx_py", "environment", *vlaggen, sys.executable]
    alles = json.loads(subprocess.run(opdracht, capture_output=True, text=True, check=True).stdout)
    tekst = json.dumps(_only_needed(alles), ensure_ascii=False, indent=2) + "\n"
    if fout := JsonStrictValidator(SchemaVersion.V1_6).validate_str(tekst):
        raise ValueError(f"De SBOM voldoet niet aan CycloneDX 1.6: {fout}")
    return tekst


def _only_needed(alles: dict[str, Any]) -> dict[str, Any]:
    """Without the tools of tests and checks, which stand in the same environment."""
    nodig = needed(requirements(NODIG))
    namen = Lijst.read().namen
    delen = [deel for deel in alles["components"] if canonicalize_name(deel["name"]) in nodig]
    for deel in delen:
        if not deel.get("licenses"):
            deel["licenses"] = [{"license": {"name": declared(nodig[canonicalize_name(deel["name"])], namen)}}]
    blijft = {deel["bom-ref"] for deel in delen} | {alles["metadata"]["component"]["bom-ref"]}
    directe = {canonicalize_name(eis.name) for eis in requirements(NODIG)}
    for een in alles["dependencies"]:
        een["dependsOn"] = [verwijzing for verwijzing in een.get("dependsOn", []) if verwijzing in blijft]
        if een["ref"] == alles["metadata"]["component"]["bom-ref"]:
            een["dependsOn"] = sorted(deel["bom-ref"] for deel in delen if canonicalize_name(deel["name"]) in directe)
    samenhang = [een for een in alles["dependencies"] if een["ref"] in blijft]
    return {**alles, "components": delen, "dependencies": samenhang}


if __name__ == "__main__":
    DOEL.parent.mkdir(parents=True, exist_ok=True)
    DOEL.write_text(make(), encoding="utf-8")
    print(f"De lijst van alle onderdelen staat in {DOEL}.")
