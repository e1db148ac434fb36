import itertools

from hypothesis import given
from hypothesis import strategies as st

from dashboard.charts.opmaak import uiteen, vrije_kant
from dashboard.charts.plaatsing import Vlag, stapels, vlaggen, vrij

plaatsen = st.lists(st.floats(0, 1000), max_size=25).map(sorted)


@given(plaatsen, st.floats(5, 400))
def test_labels_that_are_hung_never_touch_and_no_leader_crosses_one(xs: list[float], breedte: float) -> None:
    gehangen = vlaggen(xs, [breedte] * len(xs), 1000, 14)
    if gehangen is not None:
        assert vrij(gehangen)
        assert [v.x for v in gehangen] == xs
        assert all(v.begin >= 0 and v.eind <= 1000 + breedte * (not v.naar_links) for v in gehangen)


def test_five_labels_far_apart_share_the_lowest_lane() -> None:
    gehangen = vlaggen([0, 200, 400, 600, 800], [120] * 5, 1000, 14)
    assert gehangen is not None
    assert {v.laan for v in gehangen} == {0}


def test_labels_close_together_step_down_to_the_right() -> None:
    gehangen = vlaggen([100, 150, 200], [300] * 3, 1000, 14)
    assert gehangen is not None
    assert [v.laan for v in gehangen] == [2, 1, 0]


def test_a_label_near_the_edge_runs_to_the_left() -> None:
    gehangen = vlaggen([100, 950], [200, 200], 1000, 14)
    assert gehangen == [Vlag(100, 200, naar_links=False), Vlag(950, 200, naar_links=True)]


def test_what_does_not_fit_is_not_hung() -> None:
    assert vlaggen([float(x) for x in range(0, 900, 9)], [300] * 100, 1000, 14) is None


@given(plaatsen, st.floats(1, 50))
def test_marks_in_one_lane_keep_their_distance(xs: list[float], breedte: float) -> None:
    lanen: dict[int, float] = {}
    for x, laan in zip(xs, stapels(xs, breedte), strict=True):
        assert x - lanen.get(laan, float("-inf")) >= breedte
        lanen[laan] = x


@given(st.lists(st.tuples(st.floats(0, 300), st.floats(10, 40)), max_size=10))
def test_blocks_are_pushed_apart_within_their_space(blokken: list[tuple[float, float]]) -> None:
    wensen, hoogten = [b[0] for b in blokken], [b[1] for b in blokken]
    gezet = sorted(zip(uiteen(wensen, hoogten, 0, 400), hoogten, strict=True))
    assert all(b - bh / 2 >= a + ah / 2 - 1e-6 for (a, ah), (b, bh) in itertools.pairwise(gezet))
    if gezet:
        assert gezet[0][0] - gezet[0][1] / 2 >= -1e-6
        assert gezet[-1][0] + gezet[-1][1] / 2 <= 400 + 1e-6


def test_a_block_with_room_stays_where_it_wants_to_be() -> None:
    assert uiteen([50, 200], [20, 20], 0, 300) == [50, 200]


def test_a_label_stays_off_the_line_to_its_neighbours() -> None:
    assert vrije_kant(None, 10, 5) == ("center", 0, -1)
    assert vrije_kant(10, 5, None) == ("center", 0, 1)
    assert vrije_kant(10, 5, 8) == ("center", 0, 1)
    assert vrije_kant(10, 8, 5) == ("left", 1, -1)
    assert vrije_kant(5, 8, 10) == ("right", -1, -1)
    assert vrije_kant(None, 8, None) == ("center", 0, -1)
