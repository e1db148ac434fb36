"""The control chart: its sentences, its band, and marks that are told apart by shape and by colour."""

from typing import Any

import pandas as pd
import pytest

from dashboard.charts.indicator import indicator
from dashboard.charts.kaartwoorden import bewegingzin, doelbereikzin, gewoon_tussen, grenszinnen, kaartzin, richtingzin, wat_valt_op
from dashboard.charts.reeksen import tekenbaar
from dashboard.charts.regelkaart import grenswaarden, heeft_band, treden
from dashboard.charts.stijl import BLAUW, GRIJS, INKT, ORANJE
from dashboard.components.indicatorbeeld import leeswijzer
from tests.dashboard.charts.rijen import lagen, metingen

KAART = {
    "reeks": "r",
    "kaart": "xmr",
    "reden": "losse_waarden",
    "status": "voldoende",
    "seizoen": "nee",
    "doelbereik": None,
    "streefwaarde": None,
}


def series(*tekens: str, kant: str = "gunstig", **anders: Any) -> pd.DataFrame:
    """Points in one reeks with limits 40 to 60 around 50 and these marks; a mark "" means no limits."""
    rijen = []
    for nummer, teken in enumerate(tekens):
        waarde = 50 + (15 if teken.endswith(("boven", "boven_grens", "op")) else -15 if teken not in ("", "gewoon") else nummer % 2)
        grens = {"gemiddelde": 50.0, "ondergrens": 40.0, "bovengrens": 60.0} if teken else {}
        merk = {"bijzonder": teken or None, "richting_van_verandering": (kant if teken != "gewoon" else "gewoon") if teken else None}
        rijen.append((f"{2024 + nummer // 12}-{nummer % 12 + 1:02d}", float(waarde), {"segment": 1} | KAART | grens | merk | anders))
    return metingen(*rijen)


GEWOON = ["gewoon"] * 24


@pytest.mark.parametrize(
    ("tekens", "zin"),
    [
        (GEWOON, "Gewone schommeling: geen verandering te zien."),
        ([*GEWOON, "boven_grens"], "De laatste meting ligt boven wat gewoon is."),
        ([*GEWOON, "onder_grens", "onder_grens"], "De laatste twee metingen liggen onder wat gewoon is."),
        ([*GEWOON, *["trend_op"] * 7], "Zeven metingen op rij steeds hoger: dit is geen toeval meer."),
        ([*GEWOON, *["trend_neer"] * 8], "Acht metingen op rij steeds lager: dit is geen toeval meer."),
        ([*GEWOON, *["verschuiving_onder"] * 7], "Zeven metingen op rij onder het gemiddelde: dit is geen toeval meer."),
        (
            [*GEWOON, "twee_van_drie_boven", "twee_van_drie_boven"],
            "Kort na elkaar liggen twee of meer metingen ver boven het gemiddelde: dit is geen toeval meer.",
        ),
        (["onder_grens", *GEWOON], "De laatste meting is gewoon. Eerder viel er wel iets op, het laatst over januari 2024."),
    ],
)
def test_the_sentence_says_what_is_seen_at_the_end(tekens: list[str], zin: str) -> None:
    assert bewegingzin(tekenbaar(series(*tekens))) == zin


def test_few_points_say_too_few_and_never_that_nothing_is_the_matter() -> None:
    punten = tekenbaar(series(*[""] * 11, status="te_weinig_waarnemingen", kaart="geen", reden="weinig_punten"))
    assert bewegingzin(punten) == "Te weinig waarnemingen om te zeggen of er iets verandert."
    assert kaartzin(punten) == "Er staat geen band bij: daarvoor zijn minstens 12 metingen nodig zonder wijziging in het meten."
    assert not heeft_band(punten)
    assert grenszinnen(punten, "%") == []


def test_a_series_without_difference_says_why_there_are_no_limits() -> None:
    punten = tekenbaar(series(*[""] * 24, kaart="geen", reden="weinig_verschil"))
    assert bewegingzin(punten) == "De metingen verschillen te weinig om grenzen te trekken."
    assert kaartzin(punten) == "Er staat geen band bij: de metingen verschillen daarvoor te weinig."


def test_up_to_twenty_points_are_provisional() -> None:
    punten = tekenbaar(series(*["gewoon"] * 14, status="voorlopig"))
    assert bewegingzin(punten) == "Gewone schommeling: geen verandering te zien. Voorlopig: er zijn pas 14 metingen."


@pytest.mark.parametrize(
    ("kaart", "reden", "begin"),
    [
        ("xmr", "losse_waarden", "Dit is een regelkaart"),
        ("p", "teller_en_noemer", "Dit is een regelkaart voor aandelen"),
        ("p_laney", "teller_en_noemer", "Dit is een regelkaart voor aandelen (p-kaart van Laney)"),
    ],
)
def test_the_chart_says_which_kind_it_is(kaart: str, reden: str, begin: str) -> None:
    assert kaartzin(tekenbaar(series(*GEWOON, kaart=kaart, reden=reden))).startswith(begin)
    assert kaartzin(tekenbaar(series(*GEWOON, kaart=kaart, reden=reden, seizoen="ja"))).endswith(
        "De band gaat mee met het vaste seizoen van dit cijfer."
    )


@pytest.mark.parametrize("bereik", ["vrijwel_altijd", "wisselt", "vrijwel_nooit"])
def test_a_streefwaarde_is_told_in_words(bereik: str) -> None:
    zin = doelbereikzin(tekenbaar(series(*GEWOON, doelbereik=bereik, streefwaarde=55.0)), "%")
    assert "55%" in zin
    assert bereik.replace("_", " ") in zin


@pytest.mark.parametrize(
    ("kant", "zin"), [("gunstig", "Dit is de gunstige kant."), ("ongunstig", "Dit is de ongunstige kant."), ("neutraal", "")]
)
def test_the_side_is_a_word_beside_the_colour(kant: str, zin: str) -> None:
    assert richtingzin(tekenbaar(series(*GEWOON, "boven_grens", kant=kant))) == zin


@pytest.mark.parametrize(("kant", "kleur"), [("gunstig", BLAUW), ("ongunstig", ORANJE), ("neutraal", INKT)])
def test_a_special_point_has_a_shape_and_a_colour_of_its_own(kant: str, kleur: str) -> None:
    chart = indicator(series(*GEWOON, "boven_grens", "onder_grens", kant=kant), "%")
    punten = [rij for laag in lagen(chart, "point") for rij in laag["rijen"] if "teken" in rij]
    assert {(rij["teken"], rij["vulling"]) for rij in punten} == {
        ("circle", GRIJS),
        ("triangle-up", kleur),
        ("triangle-down", kleur),
    }


def test_the_band_stops_at_a_gap_and_at_the_border_of_a_segment() -> None:
    heel = series(*GEWOON)
    heel.loc[12:, "segment"] = 2
    zonder_juni = tekenbaar(heel.drop(index=5))
    rijen = treden(zonder_juni, (0.0, 4e12))
    assert rijen.groupby("stuk", sort=False).size().tolist() == [10, 12, 24]


def test_without_limits_there_is_no_band() -> None:
    chart = indicator(series(*[""] * 11, status="te_weinig_waarnemingen", kaart="geen", reden="weinig_punten"), "%")
    assert lagen(chart, "area") == []


def test_limits_count_on_the_axis_and_what_counts_is_never_less_than_nothing() -> None:
    laag = series(*GEWOON).assign(ondergrens=-7.0)
    assert grenswaarden(tekenbaar(laag))[:1] == [0.0]
    assert grenswaarden(tekenbaar(laag.assign(waarde=-1.0)))[:1] == [-7.0]


def test_the_text_alternative_tells_the_newest_stretches_and_counts_the_rest() -> None:
    tekens = [*["boven_grens", "gewoon"] * 5, *GEWOON]
    zinnen = grenszinnen(tekenbaar(series(*tekens)), "%")
    assert zinnen[1] == (
        "Wat opvalt: mei 2024 boven wat gewoon is, juli 2024 boven wat gewoon is en september 2024 boven wat gewoon is. "
        "Daarvoor viel er nog 2 keer iets op."
    )


def test_the_table_has_the_limits_and_what_is_special() -> None:
    gewoon, boven = tekenbaar(series("gewoon", "boven_grens")).to_dict("records")
    assert (gewoon_tussen(gewoon, None), wat_valt_op(gewoon)) == ("40 – 60", "")
    assert wat_valt_op(boven) == "boven wat gewoon is (gunstige kant)"


def test_a_revised_figure_has_a_ring() -> None:
    punten = series(*GEWOON).assign(is_herzien=[nummer in (3, 7) for nummer in range(24)])
    (ringen,) = [laag for laag in lagen(indicator(punten, "%"), "point") if laag["mark"].get("fill") == "transparent"]
    assert [rij["waarde"] for rij in ringen["rijen"]] == [51, 51]
    assert leeswijzer(punten, tekenbaar(punten)).endswith("Een ring om een punt: dit cijfer is later met een andere waarde geleverd.")
