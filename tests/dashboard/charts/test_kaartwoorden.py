"""What a control chart says: every sentence as a whole."""

from typing import Any

import pandas as pd
import pytest

from dashboard.charts.kaartwoorden import (
    DOELBEREIK,
    KAART,
    WAT_VALT_OP,
    bewegingzin,
    doelbereikzin,
    gewoon_tussen,
    grenszinnen,
    kaartzin,
    richtingzin,
    wat_valt_op,
)
from dashboard.charts.reeksen import tekenbaar
from dashboard.charts.regelkaart import heeft_band
from tests.dashboard.charts.rijen import GEWOON, metingen, regelkaart


@pytest.mark.parametrize(
    ("tekens", "zin"),
    [
        (GEWOON, "Gewone schommeling: geen verandering te zien."),
        ([*GEWOON, "boven_grens"], "De laatste meting ligt boven wat gewoon is."),
        ([*GEWOON, "onder_grens"], "De laatste meting ligt onder wat gewoon is."),
        ([*GEWOON, *["boven_grens"] * 3], "De laatste drie metingen liggen boven wat gewoon is."),
        ([*GEWOON, "onder_grens", "onder_grens"], "De laatste twee metingen liggen onder wat gewoon is."),
        ([*GEWOON, "onder_grens", "boven_grens"], "De laatste meting ligt boven wat gewoon is."),
        ([*GEWOON, *["boven_grens"] * 13], "De laatste 13 metingen liggen boven wat gewoon is."),
        ([*GEWOON, *["trend_op"] * 7], "Zeven metingen op rij steeds hoger: dit is geen toeval meer."),
        ([*GEWOON, *["trend_neer"] * 8], "Acht metingen op rij steeds lager: dit is geen toeval meer."),
        ([*GEWOON, "gewoon", *["verschuiving_boven"] * 7], "Zeven metingen op rij boven het gemiddelde: dit is geen toeval meer."),
        ([*GEWOON, *["verschuiving_onder"] * 7], "Zeven metingen op rij onder het gemiddelde: dit is geen toeval meer."),
        ([*GEWOON, *["verschuiving_onder"] * 12], "Twaalf metingen op rij onder het gemiddelde: dit is geen toeval meer."),
        ([*GEWOON, *["verschuiving_onder"] * 13], "13 metingen op rij onder het gemiddelde: dit is geen toeval meer."),
        (
            [*GEWOON, "twee_van_drie_boven", "twee_van_drie_boven"],
            "Kort na elkaar liggen twee of meer metingen ver boven het gemiddelde: dit is geen toeval meer.",
        ),
        (
            [*GEWOON, "twee_van_drie_onder", "twee_van_drie_onder"],
            "Kort na elkaar liggen twee of meer metingen ver onder het gemiddelde: dit is geen toeval meer.",
        ),
        (["onder_grens", *GEWOON], "De laatste meting is gewoon. Eerder viel er wel iets op, het laatst over januari 2024."),
        (
            ["onder_grens", *GEWOON, "boven_grens", "gewoon"],
            "De laatste meting is gewoon. Eerder viel er wel iets op, het laatst over februari 2026.",
        ),
    ],
)
def test_the_sentence_says_what_is_seen_at_the_end(tekens: list[str], zin: str) -> None:
    assert bewegingzin(tekenbaar(regelkaart(*tekens))) == zin


def test_a_shift_counts_on_over_a_point_that_is_special_for_another_reason() -> None:
    tekens = [*GEWOON, *["verschuiving_onder"] * 4, "onder_grens", *["verschuiving_onder"] * 4]
    assert bewegingzin(tekenbaar(regelkaart(*tekens))) == "Negen metingen op rij onder het gemiddelde: dit is geen toeval meer."


def test_only_the_last_segment_counts() -> None:
    punten = regelkaart("onder_grens", *GEWOON[:11], *GEWOON)
    punten.loc[12:, "segment"] = 2
    assert bewegingzin(tekenbaar(punten)) == "Gewone schommeling: geen verandering te zien."


def test_few_points_say_too_few_and_never_that_nothing_is_the_matter() -> None:
    punten = tekenbaar(regelkaart(*[""] * 11, status="te_weinig_waarnemingen", kaart="geen", reden="weinig_punten"))
    assert bewegingzin(punten) == "Te weinig waarnemingen om te zeggen of er iets verandert."
    assert kaartzin(punten) == "Er staat geen band bij: daarvoor zijn minstens 12 metingen nodig zonder wijziging in het meten."
    assert not heeft_band(punten)
    assert grenszinnen(punten, "%") == []


def test_a_series_without_difference_says_why_there_are_no_limits() -> None:
    punten = tekenbaar(regelkaart(*[""] * 24, kaart="geen", reden="weinig_verschil"))
    assert bewegingzin(punten) == "De metingen verschillen te weinig om grenzen te trekken."
    assert kaartzin(punten) == "Er staat geen band bij: de metingen verschillen daarvoor te weinig."


@pytest.mark.parametrize(
    ("laatste", "zin"),
    [
        ("gewoon", "Gewone schommeling: geen verandering te zien. Voorlopig: er zijn pas 14 metingen."),
        ("boven_grens", "De laatste meting ligt boven wat gewoon is. Voorlopig: er zijn pas 14 metingen."),
    ],
)
def test_up_to_twenty_points_are_provisional(laatste: str, zin: str) -> None:
    assert bewegingzin(tekenbaar(regelkaart(*["gewoon"] * 13, laatste, status="voorlopig"))) == zin


KAARTZINNEN = {
    ("xmr", "losse_waarden"): (
        "Dit is een regelkaart voor losse waarden (XmR): de band volgt uit het verschil tussen elke meting en de vorige."
    ),
    ("p", "teller_en_noemer"): (
        "Dit is een regelkaart voor aandelen (p-kaart): teller en noemer zijn bekend. Hoe kleiner de noemer, hoe breder de band."
    ),
    ("p_laney", "teller_en_noemer"): (
        "Dit is een regelkaart voor aandelen (p-kaart van Laney): teller en noemer zijn bekend. "
        "De metingen lopen verder uiteen dan toeval alleen verklaart; daarom is de band ruimer."
    ),
    ("geen", "weinig_punten"): "Er staat geen band bij: daarvoor zijn minstens 12 metingen nodig zonder wijziging in het meten.",
    ("geen", "weinig_verschil"): "Er staat geen band bij: de metingen verschillen daarvoor te weinig.",
}


def test_every_kind_of_chart_has_a_sentence_here() -> None:
    assert KAARTZINNEN.keys() == KAART.keys()


@pytest.mark.parametrize(("kaart", "reden"), KAARTZINNEN)
def test_the_chart_says_which_kind_it_is_and_why(kaart: str, reden: str) -> None:
    zin = KAARTZINNEN[kaart, reden]
    assert kaartzin(tekenbaar(regelkaart(*GEWOON, kaart=kaart, reden=reden))) == zin
    met_seizoen = kaartzin(tekenbaar(regelkaart(*GEWOON, kaart=kaart, reden=reden, seizoen="ja")))
    assert met_seizoen == f"{zin} De band gaat mee met het vaste seizoen van dit cijfer."


DOELBEREIKZINNEN = {
    "vrijwel_altijd": "Bij gewone schommeling haalt het cijfer de streefwaarde van 55% vrijwel altijd.",
    "wisselt": "Bij gewone schommeling wisselt het of het cijfer de streefwaarde van 55% haalt.",
    "vrijwel_nooit": "Bij gewone schommeling haalt het cijfer de streefwaarde van 55% vrijwel nooit.",
}


def test_every_reach_has_a_sentence_here() -> None:
    assert DOELBEREIKZINNEN.keys() == DOELBEREIK.keys()


@pytest.mark.parametrize("bereik", DOELBEREIKZINNEN)
def test_a_streefwaarde_is_told_in_words(bereik: str) -> None:
    assert doelbereikzin(tekenbaar(regelkaart(*GEWOON, doelbereik=bereik, streefwaarde=55.0)), "%") == DOELBEREIKZINNEN[bereik]


def test_a_streefwaarde_is_written_the_dutch_way() -> None:
    punten = tekenbaar(regelkaart(*GEWOON, doelbereik="wisselt", streefwaarde=1234.5))
    assert doelbereikzin(punten, "dagen") == "Bij gewone schommeling wisselt het of het cijfer de streefwaarde van 1.234,5 haalt."


@pytest.mark.parametrize("anders", [{"doelbereik": None, "streefwaarde": 55.0}, {"doelbereik": "wisselt", "streefwaarde": None}])
def test_without_streefwaarde_or_reach_nothing_is_said_of_it(anders: dict[str, Any]) -> None:
    assert doelbereikzin(tekenbaar(regelkaart(*GEWOON, **anders)), "%") == ""


@pytest.mark.parametrize(
    ("kant", "zin"), [("gunstig", "Dit is de gunstige kant."), ("ongunstig", "Dit is de ongunstige kant."), ("neutraal", "")]
)
def test_the_side_is_a_word_beside_the_colour(kant: str, zin: str) -> None:
    assert richtingzin(tekenbaar(regelkaart(*GEWOON, "boven_grens", kant=kant))) == zin


def test_an_ordinary_point_has_no_side() -> None:
    assert richtingzin(tekenbaar(regelkaart(*GEWOON))) == ""


def test_several_series_have_no_sentence_of_movement_and_say_why_there_is_no_band() -> None:
    punten = tekenbaar(pd.concat([regelkaart(*GEWOON, gebied=gebied, reeks=gebied) for gebied in ("Noord", "Zuid")], ignore_index=True))
    assert kaartzin(punten) == (
        "Er staat geen band bij, omdat hier meer reeksen naast elkaar staan. Kies er één om te zien of er iets verandert."
    )
    assert (bewegingzin(punten), richtingzin(punten), doelbereikzin(punten, "%"), grenszinnen(punten, "%")) == ("", "", "", [])


def test_figures_outside_any_series_have_no_sentence() -> None:
    punten = tekenbaar(metingen(("2024-01", 5.0)).drop(columns="reeks"))
    assert (bewegingzin(punten), richtingzin(punten), doelbereikzin(punten, "%"), kaartzin(punten), grenszinnen(punten, "%")) == (
        "", "", "", "", [],
    )  # fmt: skip


WAT_OPVALT = {
    "boven_grens": "boven wat gewoon is",
    "onder_grens": "onder wat gewoon is",
    "trend_op": "hoort bij zeven of meer metingen die steeds stijgen",
    "trend_neer": "hoort bij zeven of meer metingen die steeds dalen",
    "twee_van_drie_boven": "hoort bij twee van drie metingen ver boven het gemiddelde",
    "twee_van_drie_onder": "hoort bij twee van drie metingen ver onder het gemiddelde",
    "verschuiving_boven": "hoort bij zeven of meer metingen op rij boven het gemiddelde",
    "verschuiving_onder": "hoort bij zeven of meer metingen op rij onder het gemiddelde",
}


def test_every_mark_has_words_here() -> None:
    assert WAT_OPVALT.keys() == WAT_VALT_OP.keys()


@pytest.mark.parametrize("teken", WAT_OPVALT)
def test_a_mark_has_words_in_the_table_and_in_the_text_alternative(teken: str) -> None:
    punten = tekenbaar(regelkaart(*GEWOON, teken))
    assert wat_valt_op(punten.iloc[-1]) == f"{WAT_OPVALT[teken]} (gunstige kant)"
    assert grenszinnen(punten, "%")[1] == f"Wat opvalt: januari 2026 {WAT_OPVALT[teken]}."


@pytest.mark.parametrize(
    ("kant", "woorden"), [("gunstig", "gunstige kant"), ("ongunstig", "ongunstige kant"), ("neutraal", "niet gunstig of ongunstig")]
)
def test_the_table_tells_the_side_of_a_special_point(kant: str, woorden: str) -> None:
    assert wat_valt_op(tekenbaar(regelkaart("boven_grens", kant=kant)).iloc[0]) == f"boven wat gewoon is ({woorden})"


@pytest.mark.parametrize(
    ("eenheid", "aantal_decimalen", "tekst"), [(None, None, "40 – 60"), ("%", None, "40% – 60%"), ("dagen", 1, "40,0 – 60,0")]
)
def test_the_table_has_the_limits_with_a_short_unit(eenheid: str | None, aantal_decimalen: int | None, tekst: str) -> None:
    [gewoon] = tekenbaar(regelkaart("gewoon")).to_dict("records")
    assert gewoon_tussen(gewoon, eenheid, aantal_decimalen) == tekst


def test_a_point_without_limits_has_empty_cells() -> None:
    [zonder] = tekenbaar(regelkaart("")).to_dict("records")
    assert (gewoon_tussen(zonder, "%"), wat_valt_op(zonder)) == ("", "")


def test_the_text_alternative_tells_the_limits_what_stands_out_and_the_reach_of_the_streefwaarde() -> None:
    punten = tekenbaar(regelkaart(*GEWOON, *["trend_op"] * 7, doelbereik="wisselt", streefwaarde=55.0))
    assert grenszinnen(punten, "%") == [
        "Over juli 2026 is het gemiddelde 50% en is gewoon: 40% – 60%.",
        "Wat opvalt: januari 2026 tot en met juli 2026 hoort bij zeven of meer metingen die steeds stijgen.",
        "Bij gewone schommeling wisselt het of het cijfer de streefwaarde van 55% haalt.",
    ]


def test_the_text_alternative_says_when_nothing_stands_out() -> None:
    assert grenszinnen(tekenbaar(regelkaart(*GEWOON)), "%") == [
        "Over december 2025 is het gemiddelde 50% en is gewoon: 40% – 60%.",
        "Geen enkele meting valt op.",
    ]


def test_the_text_alternative_tells_the_newest_stretches_and_counts_the_rest() -> None:
    tekens = [*["boven_grens", "gewoon"] * 5, *GEWOON]
    assert grenszinnen(tekenbaar(regelkaart(*tekens)), "%")[1] == (
        "Wat opvalt: mei 2024 boven wat gewoon is, juli 2024 boven wat gewoon is en september 2024 boven wat gewoon is. "
        "Daarvoor viel er nog 2 keer iets op."
    )


def test_a_stretch_ends_where_a_segment_ends() -> None:
    punten = regelkaart(*["verschuiving_boven"] * 24)
    punten.loc[12:, "segment"] = 2
    op_rij = "hoort bij zeven of meer metingen op rij boven het gemiddelde"
    assert grenszinnen(tekenbaar(punten), "%")[1] == (
        f"Wat opvalt: januari 2024 tot en met december 2024 {op_rij} en januari 2025 tot en met december 2025 {op_rij}."
    )
