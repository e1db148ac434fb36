"""The spiegel as it would be with one concept levering in it, for its makers. Nothing of it is published."""

from pathlib import Path

from etl.bouw import Voortgang, build_with_concept, concept_name
from etl.magazijn import Magazijn, Manifest


def concepts(magazijn: Magazijn) -> list[Manifest]:
    """The leveringen that only their makers may see, newest first."""
    return [m for m in reversed(magazijn.manifests()) if m.status == "concept" and not m.niets_nieuws]


def build_concept(magazijn: Magazijn, concept: Manifest, voortgang: Voortgang | None = None) -> Path:
    """The build of what is shared and this concept, made when it is not there yet; publishes nothing."""
    with magazijn.as_known_workspace() as werkmap:
        bestaand = magazijn.as_known(concept_name(magazijn.manifests(), concept))
        return bestaand or build_with_concept(magazijn, werkmap, concept, voortgang)
