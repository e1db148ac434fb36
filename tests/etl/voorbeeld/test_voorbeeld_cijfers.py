"""The figures of Voorbeeldstad: possible values that add up. Add here what every meting must keep."""

from collections import defaultdict
from datetime import date
from statistics import mean

import pytest

from etl.voorbeeld.ketenbestand import Indicator, Rij, read_ketens
from etl.voorbeeld.reeksen import due_tijdvakken
from etl.voorbeeld.schrijven import make_tabellen
from etl.voorbeeld.tijdvakken import list_tijdvakken

KETENS = read_ketens()
INDICATOREN = {indicator.id: indicator for keten in KETENS for indicator in keten.indicatoren}
METINGEN: dict[str, list[Rij]] = defaultdict(list)
for _keten in KETENS:
    for _rij in make_tabellen(_keten, zaad=1)["metingen"]:
        METINGEN[_rij["indicator"]].append(_rij)


def of_vorm(*vormen: str) -> list[str]:
    return [naam for naam, indicator in INDICATOREN.items() if indicator.reeks.vorm in vormen]


def with_parts(*vormen: str) -> list[str]:
    return [naam for naam in of_vorm(*vormen) if _dimensies(INDICATOREN[naam])]


def total(naam: str) -> list[Rij]:
    eigen = INDICATOREN[naam].paspoort["bron_partij"]
    return [rij for rij in METINGEN[naam] if not rij.get("gebied") and not rij.get("groep") and rij["bron_partij"] == eigen]


def parts(naam: str, periode: str, kolom: str) -> list[Rij]:
    return [rij for rij in METINGEN[naam] if rij["periode"] == periode and rij.get(kolom)]


def _dimensies(indicator: Indicator) -> list[str]:
    return [kolom for kolom, delen in (("gebied", indicator.reeks.gebieden), ("groep", indicator.reeks.groepen)) if delen]


def _parts_of(naam: str, kolom: str) -> dict[str, float]:
    reeks = INDICATOREN[naam].reeks
    return reeks.gebieden if kolom == "gebied" else reeks.groepen


def test_every_indicator_has_metingen() -> None:
    assert METINGEN.keys() == INDICATOREN.keys()


def test_an_indicator_has_every_period_that_is_due_but_for_the_ones_it_misses() -> None:
    for naam in of_vorm("aantal", "stand", "aandeel", "gemiddelde"):
        indicator = INDICATOREN[naam]
        verwacht = due_tijdvakken(indicator, date(2026, 11, 16))
        gemist = [tijdvak.code for tijdvak in verwacht if tijdvak.code in indicator.reeks.ontbreekt]
        te_laat = sum(round(v.sterkte) for v in indicator.reeks.verschijnselen if v.vorm == "te_laat")
        assert len(total(naam)) == len(verwacht) - len(gemist) - te_laat
        assert len(gemist) == len(indicator.reeks.ontbreekt)
    assert len(total("pvg-crisismaatregelen")) == 60


def test_periods_of_every_frequentie_lie_inside_the_sixty_months() -> None:
    grenzen = {
        soort: [tijdvak.code for tijdvak in list_tijdvakken(soort)][:: len(list_tijdvakken(soort)) - 1]
        for soort in ("maand", "kwartaal", "halfjaar", "jaar", "schooljaar")
    }
    assert grenzen == {
        "maand": ["2021-11", "2026-10"],
        "kwartaal": ["2022-K1", "2026-K3"],
        "halfjaar": ["2022-H1", "2026-H1"],
        "jaar": ["2022", "2025"],
        "schooljaar": ["2022/2023", "2025/2026"],
    }


@pytest.mark.parametrize("naam", with_parts("aantal", "stand"))
def test_parts_of_a_count_add_up_to_the_total(naam: str) -> None:
    for rij in total(naam):
        for kolom in _dimensies(INDICATOREN[naam]):
            delen = parts(naam, rij["periode"], kolom)
            assert sum(int(deel["waarde"]) for deel in delen) == int(rij["waarde"])


@pytest.mark.parametrize("naam", with_parts("aandeel"))
def test_parts_of_a_proportion_add_up_in_teller_and_noemer(naam: str) -> None:
    for rij in total(naam):
        for kolom in _dimensies(INDICATOREN[naam]):
            delen = parts(naam, rij["periode"], kolom)
            if len(delen) < len(_parts_of(naam, kolom)):
                continue  # a part that was planted as silent
            for getal in ("teller", "noemer"):
                assert sum(int(deel[getal]) for deel in delen) == int(rij[getal])


@pytest.mark.parametrize("naam", with_parts("gemiddelde"))
def test_the_weighted_mean_of_the_parts_is_the_total_but_for_rounding(naam: str) -> None:
    speling = 0.5 * 10 ** -INDICATOREN[naam].reeks.decimalen + 1e-9
    for rij in total(naam):
        delen = parts(naam, rij["periode"], "groep")
        gewogen = sum(float(deel["waarde"]) * int(deel["n"]) for deel in delen) / int(rij["n"])
        assert sum(int(deel["n"]) for deel in delen) == int(rij["n"])
        assert abs(gewogen - float(rij["waarde"])) <= speling


@pytest.mark.parametrize("naam", of_vorm("aandeel"))
def test_a_percentage_is_teller_over_noemer(naam: str) -> None:
    assert INDICATOREN[naam].paspoort["eenheid"] == "%"
    for rij in METINGEN[naam]:
        teller, noemer = int(rij["teller"]), int(rij["noemer"])
        assert 0 <= teller <= noemer and noemer > 0
        assert float(rij["waarde"]) == round(100 * teller / noemer, 1)
        assert rij["n"] in ("", rij["noemer"])


@pytest.mark.parametrize("naam", of_vorm("aantal", "stand"))
def test_a_count_is_a_whole_number_of_zero_or_more(naam: str) -> None:
    assert all(rij["waarde"].isdecimal() for rij in METINGEN[naam])


@pytest.mark.parametrize("naam", of_vorm("gemiddelde"))
def test_a_mean_lies_on_its_scale(naam: str) -> None:
    laagst, hoogst = (1, 10) if INDICATOREN[naam].paspoort["eenheid"].startswith("cijfer") else (1, 200)
    for rij in METINGEN[naam]:
        assert laagst <= float(rij["waarde"]) <= hoogst
        assert int(rij["n"]) > 0


def test_values_in_words_have_no_number() -> None:
    (naam,) = of_vorm("woorden")
    assert all(rij["tekst"] and not rij.get("waarde") for rij in METINGEN[naam])
    assert INDICATOREN[naam].paspoort["soort"] == "kwalitatief"


def test_a_disputed_figure_stands_in_two_rows_from_two_partijen() -> None:
    betwist: dict[tuple[str, str], list[Rij]] = defaultdict(list)
    for rij in METINGEN["pvg-meldingen"]:
        if rij["betwist"] == "ja":
            betwist[rij["indicator"], rij["periode"]].append(rij)
    assert len(betwist) == 15
    for bronnen in betwist.values():
        assert [rij["bron_partij"] for rij in bronnen] == [
            "Politie, basisteam Voorbeeldstad",
            "GGZ De Linde",
        ]
        assert bronnen[0]["waarde"] != bronnen[1]["waarde"]


def test_a_noemer_taken_over_is_what_the_other_indicator_counted() -> None:
    gesproken = {rij["periode"]: rij["teller"] for rij in total("sch-vroegsignalering-gesproken")}
    for rij in total("sch-vroegsignalering-hulp"):
        assert rij["noemer"] == gesproken[rij["periode"]]


def test_who_still_works_after_a_year_began_a_year_before() -> None:
    begonnen = {rij["periode"]: rij["waarde"] for rij in total("inb-startbaan-begonnen")}
    for rij in total("inb-startbaan-na-jaar"):
        jaar, kwartaal = rij["periode"].split("-")
        assert rij["noemer"] == begonnen[f"{int(jaar) - 1}-{kwartaal}"]


def test_some_groups_are_small_enough_to_be_suppressed_and_most_are_not() -> None:
    klein = [rij for rijen in METINGEN.values() for rij in rijen if rij.get("n") and int(rij["n"]) < 10]
    alle = [rij for rijen in METINGEN.values() for rij in rijen]
    assert 0 < len(klein) < len(alle) / 10


def test_zware_groepen_are_groepen_of_the_indicator() -> None:
    for indicator in INDICATOREN.values():
        for groep in filter(None, indicator.paspoort.get("zware_groepen", "").split(";")):
            assert groep in indicator.reeks.groepen


@pytest.mark.parametrize(
    ("naam", "laagst", "hoogst"),
    [
        ("pvg-meldingen", 95, 125),
        ("sch-aanmeldingen", 50, 70),
        ("jes-nieuwe-uitvallers", 17, 25),
        ("inb-in-traject", 200, 360),
    ],
)
def test_sizes_fit_a_municipality_of_120_000_inhabitants(naam: str, laagst: float, hoogst: float) -> None:
    assert laagst < mean(float(rij["waarde"]) for rij in total(naam)) < hoogst
