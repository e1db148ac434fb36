"""The funnel: limits, what lies where, and what is said of it."""

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
