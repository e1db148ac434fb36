import pytest

from dashboard.charts.indicator import indicator, numbered_events
from dashboard.charts.reeksen import ms
from dashboard.charts.stijl import REEKSSTIJLEN
from tests.dashboard.charts.rijen import VSV, gebeurtenissen, lagen, metingen, streefwaarden, teksten

FEITEN = gebeurtenissen(
    ("2004-06-30", "interventie", "Eerste gesprek"),
    ("2006-03", "bestuurswissel", "Nieuw college"),
    ("2007-06-29", "interventie", "Laatste gesprek"),
    ("2005-08", "registratiewijziging", "Nulmeting"),
)


def test_the_school_leavers_have_one_stretch_of_line_and_three_dots() -> None:
    chart = indicator(VSV, "jongeren per schooljaar")
    (lijn,) = lagen(chart, "line")
    assert [rij["waarde"] for rij in lijn["rijen"]] == [3532, 3045]
    assert lijn["encoding"]["detail"]["field"] == "stuk"
    (stippen,) = lagen(chart, "point")
    assert [rij["waarde"] for rij in stippen["rijen"]] == [3532, 3045, 2400]


def test_the_school_leavers_say_every_value_the_gap_the_years_and_the_unit() -> None:
    geschreven = teksten(indicator(VSV, "jongeren per schooljaar"))
    assert {"3.532", "3.045", "2.400", "ontbreekt", "2005/06", "2007/08", "jongeren per schooljaar"} <= set(geschreven)


@pytest.mark.parametrize("breedte", [358, 680, 980, 1340])
def test_every_text_lies_inside_the_picture(breedte: int) -> None:
    streef = streefwaarden({"waarde": 2000.0, "volgens": "Gemeenteraad van een stad met een lange naam", "van": "2006"})
    chart = indicator(VSV, "jongeren per schooljaar", None, streef, FEITEN, breedte)
    spec = chart.to_dict()
    assert spec["width"] == breedte
    for laag in lagen(chart, "text"):
        van, tot = laag["encoding"]["x"]["scale"]["domain"]
        links, rechts = laag["encoding"]["x"]["scale"]["range"]
        for rij in laag["rijen"]:
            assert -1 <= links + (rij["x"] - van) / (tot - van) * (rechts - links) <= breedte + 1


def test_the_scale_starts_at_zero_or_says_that_it_does_not() -> None:
    assert indicator(VSV, None).to_dict()["layer"][0]["encoding"]["y"]["scale"]["domain"][0] == 0
    maanden = metingen(*[(f"2024-{m:02d}", 80.0 + m) for m in range(1, 13)])
    geschreven = teksten(indicator(maanden, "%"))
    assert any(woorden.startswith("procent, de as begint bij ") for woorden in geschreven)


def test_a_change_of_definition_is_a_hairline_with_its_words() -> None:
    df = metingen(("2023-12", 5.0), ("2024-01", 6.0, {"segment": 2}))
    feiten = gebeurtenissen(("2024-01-01", "definitiewijziging", "Ook deeltijd"))
    chart = indicator(df, None, None, None, feiten, 980)
    assert "definitie gewijzigd, 1 januari 2024" in teksten(chart)
    assert any(laag["rijen"] == [{"x": ms("2024-01-01")}] for laag in lagen(chart, "rule"))
    assert not lagen(chart, "line")


def test_streefwaarden_that_differ_are_all_shown_with_who_says_so() -> None:
    streef = streefwaarden(
        {"waarde": 100.0, "volgens": "Ministerie", "van": "2023"},
        {"waarde": 90.0, "volgens": "College", "van": "2024", "tot": "2024-06"},
        {"tekst": "onder het gemiddelde", "soort": "richting"},
    )
    chart = indicator(metingen(("2023", 80.0), ("2024", 85.0)), "%", None, streef, None, 980)
    assert {"norm 100%", "Ministerie", "norm 90%, volgens College"} <= set(teksten(chart))
    (streepjes,) = [laag for laag in lagen(chart, "rule") if laag["mark"].get("strokeDash")]
    assert [(rij["y"], rij["van"], rij["tot"]) for rij in streepjes["rijen"]] == [
        (100, ms("2023-01-01"), ms("2025-01-01")),
        (90, ms("2024-01-01"), ms("2024-07-01")),
    ]


def test_two_sources_with_the_same_streefwaarde_share_a_line() -> None:
    streef = streefwaarden({"waarde": 90.0, "volgens": "College"}, {"waarde": 90.0, "volgens": "Ministerie"})
    chart = indicator(metingen(("2023", 80.0), ("2024", 85.0)), "%", None, streef, None, 1340)
    assert "College en Ministerie" in teksten(chart)


def test_events_have_a_number_in_order_of_time_and_breaks_have_none() -> None:
    assert list(numbered_events(VSV, FEITEN)[["nummer", "omschrijving"]].itertuples(index=False, name=None)) == [
        (1, "Nieuw college"),
        (2, "Laatste gesprek"),
    ]
    geschreven = teksten(indicator(VSV, None, None, None, FEITEN, 980))
    assert {"1", "2"} <= set(geschreven)
    assert "3" not in geschreven


def test_a_month_is_drawn_as_a_month_and_not_as_a_day() -> None:
    stukken = [laag for laag in lagen(indicator(VSV, None, None, None, FEITEN, 980), "rule") if laag["mark"].get("strokeWidth") == 3]
    assert [(rij["van"], rij["tot"]) for rij in stukken[0]["rijen"]] == [(ms("2006-03-01"), ms("2006-04-01"))]


def test_a_disputed_value_has_its_own_shape_and_the_word() -> None:
    chart = indicator(metingen(("2023", 5.0), ("2024", 6.0, {"betwist": "ja"})), None)
    tekens = {rij["waarde"]: (rij["teken"], rij["vulling"]) for laag in lagen(chart, "point") for rij in laag["rijen"]}
    assert tekens == {5: ("circle", REEKSSTIJLEN[0][0]), 6: ("diamond", "#ffffff")}
    assert "6, betwist" in teksten(chart)


def test_sources_are_told_apart_by_name_shape_and_colour() -> None:
    df = metingen(*[(f"202{i}", float(i + 3 * (bron == "GGD")), {"bron_partij": bron}) for bron in ("Politie", "GGD") for i in range(4)])
    chart = indicator(df, None, None, None, None, 980)
    assert {"GGD", "Politie"} <= set(teksten(chart))
    assert [laag["mark"]["color"] for laag in lagen(chart, "line")] == [stijl[0] for stijl in REEKSSTIJLEN[:2]]
    tekens = {(rij["naam"], rij["teken"]) for laag in lagen(chart, "point") for rij in laag["rijen"]}
    assert tekens == {("GGD", "circle"), ("Politie", "square")}


def test_an_interval_is_a_bar_from_van_to_tot_with_an_arrow_on_its_open_side() -> None:
    chart = indicator(metingen(("../2001-08-29", 49.0), ("2001-08-29/..", 91.0)), "%")
    assert [laag["mark"]["shape"] for laag in lagen(chart, "point")] == ["triangle-left", "triangle-right"]
    (balken,) = [laag for laag in lagen(chart, "rule") if laag["mark"].get("strokeWidth") == 4]
    assert balken["rijen"][0]["rechts"] == balken["rijen"][1]["links"] + 86_400_000
    assert {"49%", "91%"} <= set(teksten(chart))


def test_sixty_months_say_the_first_and_the_last_value_only() -> None:
    df = metingen(*[(f"{2020 + i // 12}-{i % 12 + 1:02d}", 40.0 + i % 7) for i in range(60)])
    geschreven = teksten(indicator(df, "%", "maand", None, None, 1340))
    assert {tekst for tekst in geschreven if tekst.endswith("%")} == {"40%", "43%"}
