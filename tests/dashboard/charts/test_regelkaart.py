"""The control chart: its band, and marks that are told apart by shape and by colour."""

import pytest

from dashboard.charts.indicator import indicator
from dashboard.charts.overleg import overleggen_in_tijd
from dashboard.charts.reeksen import tekenbaar
from dashboard.charts.regelkaart import grenswaarden, treden
from dashboard.charts.stijl import BLAUW, GRIJS, INKT, ORANJE
from dashboard.components.indicatorbeeld import leeswijzer
from tests.dashboard.charts.rijen import GEWOON, lagen, regelkaart


@pytest.mark.parametrize(("kant", "kleur"), [("gunstig", BLAUW), ("ongunstig", ORANJE), ("neutraal", INKT)])
def test_a_special_point_has_a_shape_and_a_colour_of_its_own(kant: str, kleur: str) -> None:
    chart = indicator(regelkaart(*GEWOON, "boven_grens", "onder_grens", kant=kant), "%")
    punten = [rij for laag in lagen(chart, "point") for rij in laag["rijen"] if "teken" in rij]
    assert {(rij["teken"], rij["vulling"]) for rij in punten} == {
        ("circle", GRIJS),
        ("triangle-up", kleur),
        ("triangle-down", kleur),
    }


def test_the_band_stops_at_a_gap_and_at_the_border_of_a_segment() -> None:
    heel = regelkaart(*GEWOON)
    heel.loc[12:, "segment"] = 2
    zonder_juni = tekenbaar(heel.drop(index=5))
    rijen = treden(zonder_juni, (0.0, 4e12))
    assert rijen.groupby("stuk", sort=False).size().tolist() == [10, 12, 24]


def test_without_limits_there_is_no_band() -> None:
    chart = indicator(regelkaart(*[""] * 11, status="te_weinig_waarnemingen", kaart="geen", reden="weinig_punten"), "%")
    assert lagen(chart, "area") == []


def test_limits_count_on_the_axis_and_what_counts_is_never_less_than_nothing() -> None:
    laag = regelkaart(*GEWOON).assign(ondergrens=-7.0)
    assert grenswaarden(tekenbaar(laag))[:1] == [0.0]
    assert grenswaarden(tekenbaar(laag.assign(waarde=-1.0)))[:1] == [-7.0]


def test_a_revised_figure_has_a_ring() -> None:
    punten = regelkaart(*GEWOON).assign(is_herzien=[nummer in (3, 7) for nummer in range(24)])
    (ringen,) = [laag for laag in lagen(indicator(punten, "%"), "point") if laag["mark"].get("fill") == "transparent"]
    assert [rij["waarde"] for rij in ringen["rijen"]] == [51, 51]
    assert leeswijzer(punten, tekenbaar(punten), overleggen_in_tijd(None, None)).endswith(
        "Een ring om een punt: dit cijfer is later met een andere waarde geleverd."
    )
