"""The short form: a few read, two write, builds are published; nothing fails and nothing is lost. `make belasting` measures time."""

from pathlib import Path

import pytest

from tests.belasting.__main__ import measure
from tests.belasting.mensen import Keer, Uitkomst
from tests.belasting.oordeel import failures, lines, lows, p95, slope, slow
from tests.browser.conftest import LEVERINGEN

SCHULDEN = [pad for pad in LEVERINGEN if "schulden" in pad.parts]


def test_while_builds_are_published_nobody_misses_a_page_and_nothing_written_is_lost(tmp_path: Path) -> None:
    uit, in_register = measure(tmp_path, SCHULDEN, (4, 2, 2, 0.1, 2.0))
    assert failures(uit, in_register, 2) == []
    assert sorted(uit.bevestigd) == sorted(in_register)
    assert len([k for k in uit.keren if not k.vanzelf]) >= 10


def test_a_failed_page_a_lost_word_and_a_double_one_are_seen() -> None:
    uit = Uitkomst(
        keren=[Keer(0, "keten", 0.1), Keer(1, "keten", 0.1, "einde 1: []")],
        bevestigd=["A", "B"],
        niet_bewaard=["C"],
        bouwen=[2.0],
        mislukte_bouwen=["schijf vol"],
    )
    assert failures(uit, ["B", "B"], 2) == [
        "keten: einde 1: []",
        "bevestigd en niet in het register: A",
        "dubbel in het register: B",
        "niet bevestigd: C",
        "bouw mislukt: schijf vol",
        "1 van de 2 bouwen gemaakt",
    ]
    assert failures(Uitkomst(), [], 0) == ["niemand kon iets bewaren"]


def test_slow_pages_and_growing_memory_count_in_a_long_run_only() -> None:
    traag = Uitkomst(keren=[Keer(0, "keten", s) for s in (0.1, 2.0, 2.0)], rss=[(t, 300 + t / 10) for t in range(0, 1200, 5)])
    assert slow(traag, is_lang=True) == ["p95 2.00 s, grens 1.0 s", "geheugen +360 MB per uur, grens 60"]
    assert slow(traag, is_lang=False) == []
    vanzelf = Uitkomst(keren=[Keer(0, "keten", 0.2), Keer(0, "keten", 9.0, vanzelf=True)])
    assert slow(vanzelf, is_lang=True) == []
    assert "vernieuwde pagina's: 1, p50 9.00 s, p95 9.00 s, langste 9.00 s" in lines(vanzelf, [])


def test_nineteen_of_twenty_and_the_slope_after_warming_up() -> None:
    assert p95([s / 100 for s in range(101)]) == pytest.approx(0.95)
    assert (p95([]), p95([3.0])) == (0.0, 3.0)
    assert slope([(t, 100.0 if t < 600 else 200.0) for t in range(0, 1200, 5)]) == pytest.approx(0.0)
    assert slope([(t, t / 3600) for t in range(0, 1200, 5)]) == pytest.approx(1.0)
    assert (slope([]), slope([(0, 5.0)])) == (0.0, 0.0)


def test_what_is_held_for_a_moment_is_no_growth_and_what_stays_is() -> None:
    deining = [(t, 1000.0 + 80 * (t % 60 > 20) + 40 * (t % 420 > 300)) for t in range(0, 1200, 5)]
    assert slope(deining) == pytest.approx(0.0, abs=1)
    assert slope([(t, mb + t / 10) for t, mb in deining]) == pytest.approx(360, rel=0.1)
    assert lows([(0, 5.0), (10, 3.0), (61, 4.0)]) == [(10, 3.0), (61, 4.0)]
    assert lines(Uitkomst(rss=[(0, 5.0), (10, 3.0), (61, 4.0)]), [])[-1] == "  laagste per minuut, in MB: 3 4"
