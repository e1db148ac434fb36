"""The funnel: limits, what lies where, and what is said of it."""

from itertools import pairwise

import pandas as pd
import pytest

from dashboard.charts.trechter import BINNEN, BUITEN, RAND, Z95, Z998, grenzen, plaats, seen, trechter
from tests.dashboard.charts.rijen import lagen, teksten


def _parts(*rijen: tuple[str, int, int], geheel: float = 0.5) -> pd.DataFrame:
    df = pd.DataFrame(rijen, columns=["naam", "teller", "noemer"])
    return df.assign(plaats=[plaats(geheel, t, n) for t, n in zip(df["teller"], df["noemer"], strict=True)])


@pytest.mark.parametrize(
    ("geheel", "noemer", "z", "verwacht"),
    # By hand: 0.5 +/- 1.96 x 0.05 and 3.09 x 0.05; sqrt(0.2 x 0.8 / 400) = 0.02; near nothing the lower limit is cut.
    [
        (0.5, 100, Z95, (0.4020, 0.5980)),
        (0.5, 100, Z998, (0.3455, 0.6545)),
        (0.2, 400, Z95, (0.1608, 0.2392)),
        (0.02, 50, Z998, (0.0, 0.0812)),
    ],
)
def test_the_limits_are_those_of_a_share_of_this_size(geheel: float, noemer: float, z: float, verwacht: tuple[float, float]) -> None:
    assert tuple(round(grens, 4) for grens in grenzen(geheel, noemer, z)) == verwacht


@pytest.mark.parametrize(("teller", "waar"), [(59, BINNEN), (60, RAND), (65, RAND), (66, BUITEN), (41, BINNEN), (34, BUITEN)])
def test_a_part_lies_within_at_the_edge_or_outside(teller: int, waar: str) -> None:
    assert plaats(0.5, teller, 100) == waar


@pytest.mark.parametrize(
    ("delen", "zin"),
    [
        (_parts(("Noord", 50, 100), ("Zuid", 52, 100)), "Alle gebieden passen bij wat u door toeval mag verwachten."),
        (_parts(("Noord", 50, 100), ("Zuid", 62, 100)), "De gebieden passen bij wat toeval geeft; aan de rand is het niet zeker."),
        (_parts(("Noord", 50, 100), ("Zuid", 80, 100)), "Zuid ligt verder van het geheel dan toeval meestal geeft. Wat is daar anders?"),
        (
            _parts(("Noord", 20, 100), ("Oost", 50, 100), ("Zuid", 80, 100)),
            "Noord en Zuid liggen verder van het geheel dan toeval meestal geeft. Wat is daar anders?",
        ),
    ],
)
def test_the_sentence_says_what_is_seen_and_judges_nobody(delen: pd.DataFrame, zin: str) -> None:
    assert seen(delen) == zin


def test_every_part_is_named_and_told_apart_by_shape() -> None:
    delen = _parts(("Noord", 50, 100), ("Oost", 122, 200), ("Zuid", 240, 300))
    chart = trechter(delen, 0.5, 680)
    assert {"Noord", "Oost", "Zuid", "hoeveel er meetellen (noemer)"} <= set(teksten(chart))
    vormen = {laag["mark"]["shape"]: [rij["y"] for rij in laag["rijen"]] for laag in lagen(chart, "point")}
    assert vormen["circle"] == [50]
    assert sorted(y for laag in lagen(chart, "point") if laag["mark"]["shape"] == "diamond" for y in [r["y"] for r in laag["rijen"]]) == [
        61,
        80,
    ]


def test_the_funnel_narrows_with_size() -> None:
    licht, donker = lagen(trechter(_parts(("Noord", 50, 100), ("Zuid", 480, 1000)), 0.5, 680), "area")
    for laag, onder, boven in ((licht, "onder998", "boven998"), (donker, "onder95", "boven95")):
        breedten = [rij[boven] - rij[onder] for rij in laag["rijen"]]
        assert breedten == sorted(breedten, reverse=True)


def _labels(chart: object) -> dict[str, float]:
    """The height in pixels of every text."""
    hoogten: dict[str, float] = {}
    for laag in lagen(chart, "text"):
        (laag_, hoog), (onder, boven) = (laag["encoding"]["y"]["scale"][naam] for naam in ("domain", "range"))
        hoogten |= {rij["tekst"]: onder - (rij["y"] - laag_) / (hoog - laag_) * (onder - boven) + rij["dy"] for rij in laag["rijen"]}
    return hoogten


def test_the_line_of_the_whole_runs_through_no_name() -> None:
    hoogten = _labels(trechter(_parts(("Noord", 50, 100), ("Oost", 152, 300), ("Zuid", 249, 500)), 0.5, 980))
    assert all(abs(hoogten[naam] - hoogten["50%"]) >= 12 for naam in ("Noord", "Oost", "Zuid"))


def test_names_of_parts_of_one_size_do_not_touch_and_a_part_far_off_keeps_its_own_place() -> None:
    delen = _parts(("Aan de haven", 60, 100), ("Binnenstad", 60, 100), ("Centrum", 61, 100), ("Ver weg", 600, 1000), geheel=0.6)
    hoogten = _labels(trechter(delen, 0.6, 980))
    samen = sorted(hoogten[naam] for naam in ("Aan de haven", "Binnenstad", "Centrum"))
    assert all(later - eerder >= 15.9 for eerder, later in pairwise(samen))
    assert abs(hoogten["Ver weg"] - hoogten["60%"]) == pytest.approx(12)


def test_a_long_name_takes_more_lines_and_leaves_room_for_the_plot() -> None:
    delen = _parts(("Opvang aan de haven met een heel lange naam", 50, 100), ("Noord", 50, 120), ("Zuid", 50, 90))
    spec = trechter(delen, 0.5, 358).to_dict()
    links, rechts = spec["layer"][0]["encoding"]["x"]["scale"]["range"]
    assert rechts - links > 358 / 2
    assert "Opvang aan de" in teksten(trechter(delen, 0.5, 358))


def test_both_axes_carry_round_numbers_and_the_whole() -> None:
    geschreven = teksten(trechter(_parts(("Noord", 20, 100), ("Oost", 90, 200), ("Zuid", 127, 300), geheel=0.4), 0.4, 980))
    assert {"0%", "20%", "40%", "60%", "100", "200", "300"} == {tekst for tekst in geschreven if tekst.strip("%").isdigit()}


def test_a_name_moves_away_from_another_dot_that_is_in_its_way() -> None:
    delen = _parts(("Zuidpolder", 101, 200), ("Oosterveld", 108, 214), ("Klein", 20, 40))
    hoogten = _labels(trechter(delen, 0.5, 680))
    assert hoogten["50%"] - hoogten["Zuidpolder"] > hoogten["50%"] - hoogten["Oosterveld"] >= 12


def test_small_sizes_keep_their_exact_place() -> None:
    (licht, _) = lagen(trechter(_parts(("Noord", 5, 10), ("Oost", 6, 11), ("Zuid", 6, 12)), 0.5, 680), "area")
    plaatsen = [rij["x"] for rij in licht["rijen"]]
    assert len({int(plek) for plek in plaatsen}) == len(plaatsen) == 61
