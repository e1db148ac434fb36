"""What surrounds the code stays true: documents name what exists, and publiccode.yml follows its standard."""

import re
from pathlib import Path

import yaml

from etl.bouw import VERSIE
from etl.cli import etl

WORTEL = Path(__file__).parents[1]
DOCUMENTEN = [WORTEL / "README.md", *sorted((WORTEL / "docs").glob("*.md")), WORTEL / "dashboard" / "uitleg" / "uitleg.md"]
CATEGORIEEN = {"business-intelligence", "collaboration", "data-analytics", "data-visualization"}
VERPLICHT = {"name", "url", "platforms", "categories", "developmentStatus", "softwareType", "description", "legal", "maintenance"}
DOELGROEPEN = {"government", "local-authorities", "society", "welfare"}


def test_every_command_in_the_documents_exists() -> None:
    genoemd = {naam for pad in DOCUMENTEN for naam in re.findall(r"python -m etl (\w+)", pad.read_text(encoding="utf-8"))}
    assert genoemd <= set(etl.commands)


def test_the_handleiding_names_every_command() -> None:
    handleiding = (WORTEL / "docs" / "handleiding.md").read_text(encoding="utf-8")
    assert [naam for naam in etl.commands if f"python -m etl {naam}" not in handleiding] == []


def test_every_make_target_in_the_documents_exists() -> None:
    doelen = set(re.findall(r"^([a-z-]+):", (WORTEL / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    genoemd = {naam for pad in DOCUMENTEN for naam in re.findall(r"(?:^|`)make ([a-z-]+)", pad.read_text(encoding="utf-8"), re.MULTILINE)}
    assert genoemd <= doelen


def test_every_picture_and_link_in_the_documents_is_there() -> None:
    for pad in DOCUMENTEN:
        for doel in re.findall(r"\]\(([^)#]+)\)", pad.read_text(encoding="utf-8")):
            assert doel.startswith("http") or (pad.parent / doel).exists(), f"{pad.name}: {doel}"


def test_ci_runs_what_everyone_runs() -> None:
    assert (WORTEL / ".ci" / "run").read_text(encoding="utf-8").strip().endswith("make test")


def test_every_dependency_is_pinned_and_explained() -> None:
    uitleg = (WORTEL / "docs" / "architectuur.md").read_text(encoding="utf-8")
    for regel in (WORTEL / "requirements.txt").read_text(encoding="utf-8").splitlines():
        if regel and not regel.startswith("#"):
            naam, versie = regel.split("==")
            assert versie
            assert naam in uitleg


def test_publiccode_has_what_its_standard_asks() -> None:
    inhoud = yaml.safe_load((WORTEL / "publiccode.yml").read_text(encoding="utf-8"))
    assert inhoud["publiccodeYmlVersion"] == "0.4"
    assert set(inhoud) >= VERPLICHT
    assert set(inhoud["categories"]) <= CATEGORIEEN
    assert set(inhoud["intendedAudience"]["scope"]) <= DOELGROEPEN
    beschrijving = inhoud["description"]["nl"]
    assert len(beschrijving["shortDescription"]) <= 150
    assert 150 <= len(beschrijving["longDescription"]) <= 10_000
    assert beschrijving["features"]
    assert (inhoud["legal"]["license"], inhoud["softwareVersion"]) == ("EUPL-1.2", VERSIE)
    assert inhoud["maintenance"]["type"] == "community"
    assert inhoud["maintenance"]["contacts"][0]["name"]
    assert inhoud["localisation"]["availableLanguages"] == ["nl"]
