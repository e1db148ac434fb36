"""Whether a streefwaarde lies within reach, and what a mark means against richting."""

from pathlib import Path

import pytest

from tests.etl.beweging.hulp import build_series, series
from tests.etl.hulp import query

GEWOON = [49, 51, 50, 52, 48, 50, 51, 49, 50, 52, 48, 50]  # limits about 44 to 56
OMHOOG = [49, 51, 50, 52, 48, 50, 51, 49, 50, 52, 48, 70]


@pytest.mark.parametrize(
    ("richting", "streef", "verwacht"),
    [
        ("hoger", 40, "vrijwel_altijd"), ("hoger", 50, "wisselt"), ("hoger", 60, "vrijwel_nooit"),
        ("lager", 40, "vrijwel_nooit"), ("lager", 50, "wisselt"), ("lager", 60, "vrijwel_altijd"), ("nvt", 60, None),
    ],
)  # fmt: skip
def test_the_limits_say_whether_a_streefwaarde_is_reached(tmp_path: Path, richting: str, streef: int, verwacht: str | None) -> None:
    magazijn = build_series(tmp_path, {"i": GEWOON}, richting=richting, streefwaarden=f"i,2014,,,{streef},norm\n")
    assert series(magazijn, "i", "doelbereik, streefwaarde") == (verwacht, streef)


@pytest.mark.parametrize(
    ("streefwaarden", "verwacht"),
    [
        ("i,2014,,,40,richting\n", (None, None)),  # a direction is no target
        ("i,2014,2014-12,,40,norm\n", (None, None)),  # no longer valid
        ("i,2016,,,40,norm\n", (None, None)),  # not valid yet
        ("i,2014,,,60,norm\ni,2015-06,,,40,mijlpaal\n", ("vrijwel_altijd", 40)),  # the newest counts
        ("i,2014,,Gemeente,40,norm\ni,2014,,Rijk,60,norm\n", (None, None)),  # partijen differ
        ("i,2014,,Gemeente,40,norm\ni,2015-02,,Rijk,40,norm\n", ("vrijwel_altijd", 40)),  # partijen agree
    ],
)
def test_only_a_streefwaarde_that_holds_and_is_agreed_counts(tmp_path: Path, streefwaarden: str, verwacht: tuple[object, object]) -> None:
    magazijn = build_series(tmp_path, {"i": GEWOON}, streefwaarden=streefwaarden)
    assert series(magazijn, "i", "doelbereik, streefwaarde") == verwacht


def test_with_too_few_points_nothing_is_said_of_a_streefwaarde(tmp_path: Path) -> None:
    magazijn = build_series(tmp_path, {"i": GEWOON[:11]}, streefwaarden="i,2014,,,40,norm\n")
    assert series(magazijn, "i", "doelbereik, streefwaarde") == (None, 40)


@pytest.mark.parametrize(
    ("richting", "streef", "verwacht"),
    [("hoger", 5, "vrijwel_altijd"), ("hoger", 4, "vrijwel_altijd"), ("hoger", 6, "vrijwel_nooit"), ("lager", 4, "vrijwel_nooit")],
)
def test_a_constant_series_is_compared_directly(tmp_path: Path, richting: str, streef: int, verwacht: str) -> None:
    magazijn = build_series(tmp_path, {"i": [5] * 12}, richting=richting, streefwaarden=f"i,2014,,,{streef},norm\n")
    assert series(magazijn, "i", "doelbereik, kaart") == (verwacht, "geen")


@pytest.mark.parametrize(("richting", "betekenis"), [("hoger", "gunstig"), ("lager", "ongunstig"), ("nvt", "neutraal")])
def test_a_mark_reads_against_the_richting(tmp_path: Path, richting: str, betekenis: str) -> None:
    magazijn = build_series(tmp_path, {"i": OMHOOG}, richting=richting)
    uit = query(magazijn, "select bijzonder, richting_van_verandering from beweging.punt order by van desc limit 2")
    assert uit == [("boven_grens", betekenis), ("gewoon", "gewoon")]
