"""Content as a key: equal content is one key, other content never is; answers are kept and cannot be spoiled."""

from datetime import date

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.charts.inhoud import as_bytes, onthoud

waarden = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False), st.text(), st.dates())


def frame(*rijen: tuple[object, ...]) -> pd.DataFrame:
    return pd.DataFrame(rijen, columns=["periode", "waarde"])


def test_equal_frames_give_the_same_bytes_whoever_made_them() -> None:
    woord = "2025"
    een = frame((woord, 1.0), (woord, None))
    ander = frame(("".join(["20", "25"]), 1.0), ("".join(["202", "5"]), None))
    assert as_bytes(een) == as_bytes(ander) == as_bytes(een.copy())


@pytest.mark.parametrize(
    "anders",
    [
        frame(("2025", 2.0)),
        frame(("2024", 1.0)),
        frame(("2025", None)),
        frame(("2025", 1.0), ("2025", 1.0)),
        frame(("2025", 1.0)).rename(columns={"waarde": "n"}),
        frame(("2025", 1.0)).set_axis([7]),
    ],
    ids=["waarde", "periode", "leeg", "een rij meer", "andere kolom", "andere index"],
)
def test_a_frame_that_differs_in_anything_gives_other_bytes(anders: pd.DataFrame) -> None:
    assert as_bytes(frame(("2025", 1.0))) != as_bytes(anders)


@given(st.lists(waarden, max_size=4), st.lists(waarden, max_size=4))
def test_only_equal_content_gives_the_same_bytes(een: list[object], ander: list[object]) -> None:
    zelfde = len(een) == len(ander) and all(type(a) is type(b) and repr(a) == repr(b) for a, b in zip(een, ander, strict=True))
    assert (as_bytes(*een) == as_bytes(*ander)) is zelfde


def test_a_day_is_told_from_its_text() -> None:
    assert as_bytes(date(2025, 1, 1)) != as_bytes("2025-01-01")


def test_an_answer_is_made_once_for_the_same_content_and_again_for_other() -> None:
    gemaakt = []

    @onthoud(2)
    def verdubbel(df: pd.DataFrame, keer: int = 2) -> pd.DataFrame:
        gemaakt.append(keer)
        return df.assign(waarde=df["waarde"] * keer)

    for _ in range(3):
        assert list(verdubbel(frame(("2025", 1.0)))["waarde"]) == [2.0]
    assert list(verdubbel(frame(("2025", 1.0)), keer=3)["waarde"]) == [3.0]
    assert gemaakt == [2, 3]


def test_who_changes_an_answer_changes_it_for_nobody_else() -> None:
    @onthoud(2)
    def zelf(df: pd.DataFrame) -> pd.DataFrame:
        return df

    erin = frame(("2025", 1.0))
    for df in (zelf(erin), erin, zelf(frame(("2025", 1.0)))):
        df["waarde"] = 99.0
    assert list(zelf(frame(("2025", 1.0)))["waarde"]) == [1.0]


def test_no_more_answers_are_kept_than_agreed() -> None:
    gemaakt = []

    @onthoud(2)
    def tel(lijst: list[int]) -> list[int]:
        gemaakt.append(lijst[0])
        return lijst

    for nummer in (1, 2, 3, 2, 3, 1):
        tel([nummer])
    assert gemaakt == [1, 2, 3, 1]
