from dashboard.charts import tekst
from dashboard.components.opmaak import VAST
from tests.dashboard.charts.rijen import VSV, gebeurtenissen, metingen, streefwaarden

JONGEREN = "jongeren per schooljaar"


def test_the_title_of_the_school_leavers_says_what_is_seen_and_what_is_missing() -> None:
    assert tekst.titel(VSV, JONGEREN) == "3.532 in schooljaar 2005/06, 2.400 in schooljaar 2008/09; schooljaar 2007/08 ontbreekt."


def test_the_text_alternative_of_the_school_leavers_stands_in_for_the_chart() -> None:
    feiten = gebeurtenissen(("2006-08", "definitiewijziging", "Ook het mbo"))
    streef = streefwaarden({"waarde": 2000.0, "volgens": "Gemeente", "van": "2006"})
    assert tekst.beschrijving(VSV, JONGEREN, None, streef, feiten) == (
        "3.532 in schooljaar 2005/06, 2.400 in schooljaar 2008/09; schooljaar 2007/08 ontbreekt. Eenheid: jongeren per schooljaar. "
        "3 cijfers. Het laagste is 2.400 in schooljaar 2008/09, het hoogste 3.532 in schooljaar 2005/06. "
        "De lijn breekt bij augustus 2006: definitie gewijzigd. "
        f"Streefwaarden: norm 2.000{VAST}jongeren per schooljaar, volgens Gemeente, vanaf 2006."
    )


def test_percentages_in_one_sentence_have_the_same_decimals() -> None:
    assert tekst.titel(metingen(("2021-11", 86.0), ("2021-12", 87.7)), "%") == "86,0% in november 2021, 87,7% in december 2021."


def test_sources_that_differ_stand_side_by_side_and_are_called_disputed() -> None:
    df = metingen(("2002", 2.0, {"bron_partij": "Zorgkantoor"}), ("2002", 4.0, {"bron_partij": "Auteur"}), betwist="ja")
    assert tekst.titel(df, "weken") == "4 volgens Auteur en 2 volgens Zorgkantoor, in 2002; beide cijfers zijn betwist."


def test_sources_with_other_periods_each_say_their_own() -> None:
    df = metingen(
        ("2002", 3.0, {"bron_partij": "Bestuurder"}),
        ("2002-07-29/2002-08-09", 11.0, {"bron_partij": "Auteur", "betwist": "ja"}),
        ("2002-07-30", 14.0, {"bron_partij": "Krant"}),
    )
    assert tekst.titel(df, "dagen") == (
        "11 van 29 juli 2002 tot en met 9 augustus 2002 volgens Auteur, 3 in 2002 volgens Bestuurder "
        "en 14 op 30 juli 2002 volgens Krant; een deel is betwist."
    )


def test_parts_of_a_city_are_not_called_sources() -> None:
    df = metingen(("2024", 2.0, {"gebied": "Noord"}), ("2024", 4.0, {"gebied": "Zuid"}))
    assert tekst.titel(df, "aantal") == "2 (Noord) en 4 (Zuid), in 2024."


def test_many_reeksen_are_not_ranked_in_words() -> None:
    df = metingen(*[("2024", float(i), {"gebied": f"wijk {i}"}) for i in range(6)])
    assert tekst.titel(df, "aantal") == "6 reeksen naast elkaar, op volgorde van naam."


def test_a_single_disputed_figure_says_so() -> None:
    assert tekst.titel(metingen(("2024", 7.0, {"betwist": "ja"})), None) == "7 in 2024; dit cijfer is betwist."


def test_without_anything_to_draw_the_title_says_why() -> None:
    assert tekst.titel(VSV.head(0), None) == "Nog niet gemeten."
    assert tekst.titel(metingen(("2024", None, {"tekst": "veel"})), None) == "De waarde staat in woorden, niet in een getal."
    assert tekst.titel(metingen(("2024", None, {"onderdrukt": "ja"})), None) == "De cijfers zijn niet te zien: de groep is te klein."
    assert tekst.titel(metingen((None, 26.0)), "%") == "De periode is niet bekend. Daarom staat er niets op de tijdlijn."


def test_one_measurement_is_called_one_measurement() -> None:
    assert tekst.titel_van_waarden(metingen(("2008", 100.0)), "%") == "Eén keer gemeten, in 2008. Of het verandert, is niet te zien."
    assert tekst.titel_van_waarden(metingen((None, 26.0)), "%") == "Eén keer gemeten. Wanneer is niet bekend."


def test_a_suppressed_figure_never_shows_its_value() -> None:
    rij = metingen(("2024", None, {"onderdrukt": "ja"})).iloc[0]
    assert tekst.wat(rij, "gezinnen") == "onderdrukt (kleine groep)"


def test_the_newest_figures_stand_in_one_line() -> None:
    df = metingen(("2023", 3.0), ("2024", 4.0, {"gebied": "Noord"}), ("2024", 5.0, {"gebied": "Zuid", "betwist": "ja"}))
    assert tekst.laatste_woorden(df, "%") == "4% (2024, Noord) en 5% (2024, Zuid, betwist)"


def test_each_period_gets_its_own_preposition() -> None:
    perioden = ["2024", "2024-05-03", "2024-K2", "2024-W05", "../2001-08-29", "2003-04/..", "2002/2005", None]
    assert [tekst.wanneer(periode) for periode in perioden] == [
        "in 2024",
        "op 3 mei 2024",
        "in het 2e kwartaal 2024",
        "in week 5 van 2024",
        "tot en met 29 augustus 2001",
        "vanaf april 2003",
        "van 2002 tot en met 2005",
        "periode niet bekend",
    ]
