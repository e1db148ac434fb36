import pandas as pd
import pytest

from dashboard.charts.klein import BREEDTE, heeft_driehoek, klein
from tests.dashboard.charts.rijen import VSV, gebeurtenissen, lagen, metingen, regelkaart, streefwaarden, teksten

MAANDEN = metingen(*[(f"{2020 + i // 12}-{i % 12 + 1:02d}", 40.0 + i % 7) for i in range(60)])


def test_the_school_leavers_keep_their_gap_and_say_unit_begin_and_end() -> None:
    chart = klein(VSV, "jongeren per schooljaar")
    assert set(teksten(chart)) == {"jongeren per schooljaar", "3.532", "2.400", "2005/06", "2008/09"}
    assert [rij["waarde"] for rij in lagen(chart, "line")[0]["rijen"]] == [3532, 3045]


def test_many_points_are_a_line_with_a_dot_at_both_ends() -> None:
    (stippen,) = lagen(klein(MAANDEN, "%"), "point")
    assert [rij["periode"] for rij in stippen["rijen"]] == ["2020-01", "2024-12"]


def test_a_scale_without_zero_says_so() -> None:
    assert "procent, schaal niet vanaf 0" in teksten(klein(MAANDEN, "%"))
    assert "jongeren" in teksten(klein(VSV, "jongeren"))


def test_charts_that_are_compared_share_a_scale_when_asked() -> None:
    chart = klein(VSV, None, bereik=(0, 5000))
    assert lagen(chart, "line")[0]["encoding"]["y"]["scale"]["domain"] == [0, 5000]


def test_a_streefwaarde_is_a_dashed_line_with_its_words() -> None:
    chart = klein(VSV, None, None, streefwaarden({"waarde": 2000.0, "soort": "mijlpaal"}))
    assert "mijlpaal 2.000" in teksten(chart)
    assert any(laag["mark"].get("strokeDash") for laag in lagen(chart, "rule"))


def test_a_break_is_a_hairline_with_a_word() -> None:
    chart = klein(MAANDEN, "%", None, None, gebeurtenissen(("2022-06", "registratiewijziging", "Nieuw systeem")))
    assert "registratie gewijzigd" in teksten(chart)


def test_sources_stand_side_by_side_with_their_shape_and_dispute() -> None:
    df = metingen(("2002", 2.0, {"bron_partij": "Zorgkantoor"}), ("2002", 4.0, {"bron_partij": "Auteur"}), betwist="ja")
    assert {"●\u00a0Auteur ■\u00a0Zorgkantoor", "4, betwist", "2, betwist"} <= set(teksten(klein(df, "weken")))


def test_many_reeksen_are_not_named_one_by_one() -> None:
    df = metingen(*[("2024", float(i), {"gebied": f"wijk {i}"}) for i in range(6)])
    assert "6 reeksen naast elkaar" in teksten(klein(df, "aantal"))


@pytest.mark.parametrize("df", [metingen(("2008", 100.0)), metingen(("2008", 0.0)), metingen(("2008", -3.0), ("2009", -4.0))])
def test_one_value_zero_or_less_can_be_drawn(df: pd.DataFrame) -> None:
    assert klein(df, "%").to_dict()["width"] == BREEDTE


TWEE_STUKKEN = [
    *["gewoon"] * 5,
    *["verschuiving_boven"] * 8,
    "gewoon",
    *["verschuiving_onder", "onder_grens", "verschuiving_onder"],
    *["gewoon"] * 3,
]


def test_a_stretch_that_stands_out_is_one_triangle_at_its_end() -> None:
    df = regelkaart(*TWEE_STUKKEN)
    stippen = [rij for laag in lagen(klein(df, "%"), "point") for rij in laag["rijen"]]
    assert [(rij["periode"], rij["teken"]) for rij in stippen] == [
        ("2025-01", "triangle-up"), ("2025-05", "triangle-down"), ("2024-01", "circle"), ("2025-08", "circle"),
    ]  # fmt: skip
    assert heeft_driehoek(df)


def test_a_stretch_that_runs_over_a_break_is_a_triangle_on_both_sides() -> None:
    df = regelkaart(*["gewoon"] * 4, *["verschuiving_boven"] * 9, *["gewoon"] * 4)
    df.loc[8:, "segment"] = 2
    driehoeken = [rij["periode"] for laag in lagen(klein(df, "%"), "point") for rij in laag["rijen"] if rij["teken"] != "circle"]
    assert driehoeken == ["2024-08", "2025-01"]


def test_beside_another_source_nothing_is_marked_as_standing_out() -> None:
    df = pd.concat([regelkaart(*TWEE_STUKKEN, bron_partij=bron, reeks=bron) for bron in ("GGD", "Politie", "Zorg")], ignore_index=True)
    df.loc[df["periode"] >= "2025-01", "segment"] = 2
    assert sum(len(laag["rijen"]) for laag in lagen(klein(df, "%"), "point")) == 6
    assert not heeft_driehoek(df)
