"""Whether a streefwaarde lies within reach, and what a mark means against richting."""

from pathlib import Path

import pytest

from tests.etl.beweging.hulp import build_series, series
from tests.etl.hulp import query

GEWOON = [49, 51, 50, 52, 48, 50, 51, 49, 50, 52, 48, 50]  # limits about 44 to 56
OMHOOG = [49, 51, 50, 52, 48, 50, 51, 49, 50, 52, 48, 70]


# richting, streefwaarde, and whether it is reached
GRENZEN = [
    ("hoger", 40, "vrijwel_altijd"), ("hoger", 50, "wisselt"), ("hoger", 60, "vrijwel_nooit"),
    ("lager", 40, "vrijwel_nooit"), ("lager", 50, "wisselt"), ("lager", 60, "vrijwel_altijd"), ("nvt", 60, None),
]  # fmt: skip
VLAK = [("hoger", 5, "vrijwel_altijd"), ("hoger", 4, "vrijwel_altijd"), ("hoger", 6, "vrijwel_nooit"), ("lager", 4, "vrijwel_nooit")]
GELDIG = [
    ("X,2014,,,40,richting\n", (None, None)),  # a direction is no target
    ("X,2014,2014-12,,40,norm\n", (None, None)),  # no longer valid
    ("X,2016,,,40,norm\n", (None, None)),  # not valid yet
    ("X,2014,,,60,norm\nX,2015-06,,,40,mijlpaal\n", ("vrijwel_altijd", 40)),  # the newest counts
    ("X,2014,,Gemeente,40,norm\nX,2014,,Rijk,60,norm\n", (None, None)),  # partijen differ
    ("X,2014,,Gemeente,40,norm\nX,2015-02,,Rijk,40,norm\n", ("vrijwel_altijd", 40)),  # partijen agree
]
BETEKENIS = [("hoger", "gunstig"), ("lager", "ongunstig"), ("nvt", "neutraal")]


@pytest.fixture(scope="module")
def magazijn(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every series of this file in one levering, each with its own richting and streefwaarden."""
    reeksen: dict[str, list[int]] = {"kort": GEWOON[:11]}
    richting, streefwaarden = {"kort": "hoger"}, "kort,2014,,,40,norm\n"
    for naam, waarden, gevallen in (("grens", GEWOON, GRENZEN), ("vlak", [5] * 12, VLAK)):
        for nummer, (kant, streef, _) in enumerate(gevallen):
            reeksen[f"{naam}{nummer}"], richting[f"{naam}{nummer}"] = waarden, kant
            streefwaarden += f"{naam}{nummer},2014,,,{streef},norm\n"
    for nummer, (rijen, _) in enumerate(GELDIG):
        reeksen[f"geldig{nummer}"], richting[f"geldig{nummer}"] = GEWOON, "hoger"
        streefwaarden += rijen.replace("X", f"geldig{nummer}")
    for kant, _ in BETEKENIS:
        reeksen[f"omhoog-{kant}"], richting[f"omhoog-{kant}"] = OMHOOG, kant
    return build_series(tmp_path_factory.mktemp("doelbereik"), reeksen, richting=richting, streefwaarden=streefwaarden)


@pytest.mark.parametrize("nummer", range(len(GRENZEN)))
def test_the_limits_say_whether_a_streefwaarde_is_reached(magazijn: Path, nummer: int) -> None:
    _, streef, verwacht = GRENZEN[nummer]
    assert series(magazijn, f"grens{nummer}", "doelbereik, streefwaarde") == (verwacht, streef)


@pytest.mark.parametrize("nummer", range(len(GELDIG)))
def test_only_a_streefwaarde_that_holds_and_is_agreed_counts(magazijn: Path, nummer: int) -> None:
    assert series(magazijn, f"geldig{nummer}", "doelbereik, streefwaarde") == GELDIG[nummer][1]


def test_with_too_few_points_nothing_is_said_of_a_streefwaarde(magazijn: Path) -> None:
    assert series(magazijn, "kort", "doelbereik, streefwaarde") == (None, 40)


@pytest.mark.parametrize("nummer", range(len(VLAK)))
def test_a_constant_series_is_compared_directly(magazijn: Path, nummer: int) -> None:
    assert series(magazijn, f"vlak{nummer}", "doelbereik, kaart") == (VLAK[nummer][2], "geen")


@pytest.mark.parametrize(("richting", "betekenis"), BETEKENIS)
def test_a_mark_reads_against_the_richting(magazijn: Path, richting: str, betekenis: str) -> None:
    vraag = "select bijzonder, richting_van_verandering from beweging.punt where indicator = 'omhoog-{}' order by van desc limit 2"
    assert query(magazijn, vraag.format(richting)) == [("boven_grens", betekenis), ("gewoon", "gewoon")]
