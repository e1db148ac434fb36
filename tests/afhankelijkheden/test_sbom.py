"""The SBOM names what the product is made of, and nothing else. It is validated against CycloneDX 1.6 while it is made."""

import json
from importlib.metadata import version

from packaging.utils import canonicalize_name

from tests.afhankelijkheden import sbom
from tests.afhankelijkheden.pakketten import NODIG, needed, requirements


def test_it_names_every_package_of_the_product_with_version_and_licence() -> None:
    inhoud = json.loads(sbom.make())
    nodig = needed(requirements(NODIG))
    assert (inhoud["bomFormat"], inhoud["specVersion"], inhoud["metadata"]["component"]["name"]) == ("CycloneDX", "1.6", "ketenspiegel")
    assert {canonicalize_name(deel["name"]): deel["version"] for deel in inhoud["components"]} == {
        naam: p.version for naam, p in nodig.items()
    }
    assert [deel["name"] for deel in inhoud["components"] if not deel["licenses"]] == []
    kenmerken = {deel["bom-ref"]: deel["purl"] for deel in inhoud["components"]}
    assert f"pkg:pypi/duckdb@{version('duckdb')}" in kenmerken.values()
    eigen = next(een for een in inhoud["dependencies"] if een["ref"] == inhoud["metadata"]["component"]["bom-ref"])
    assert len(eigen["dependsOn"]) == len(requirements(NODIG))
    assert {verwijzing for een in inhoud["dependencies"] for verwijzing in een["dependsOn"]} <= set(kenmerken)
