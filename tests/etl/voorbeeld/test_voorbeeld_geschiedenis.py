"""The history of leveringen: what was known on each day, and what it said before it was settled, slipped or redefined."""

from collections import Counter
from datetime import date
from itertools import pairwise

import pytest

from etl.contract import contract
from etl.periode import parse_datum
from etl.voorbeeld.ketenbestand import Eerder, Rij
from etl.voorbeeld.schrijven import make_tabellen
from etl.voorbeeld.tijdvakken import list_tijdvakken
from tests.etl.voorbeeld.geleverd import KETENS, days, key_of, known_at, read_leveringen, versions, without_empty

NAMEN = list(KETENS)
TABELLEN = list(contract())
# These are known on their own date and nothing else refers to them.
OP_EIGEN_DATUM = {
    "oordelen": "datum", "doeloordelen": "datum", "procescriteria": "datum", "gebeurtenissen": "datum", "afspraken": "datum",
    "knelpunten": "datum",
}  # fmt: skip


def first_day(dagen: list[date], bekend: date) -> date | None:
    """The first levering that can hold what is known from this day on."""
    return next((dag for dag in dagen if dag >= bekend), None)


@pytest.mark.parametrize("keten", NAMEN)
def test_all_leveringen_together_are_the_keten_as_it_stands(keten: str) -> None:
    for tabel, rijen in make_tabellen(KETENS[keten], zaad=1).items():
        assert known_at(keten, tabel, date.max) == {key_of(tabel, rij): without_empty(rij) for rij in rijen}, tabel


@pytest.mark.parametrize("tabel", TABELLEN)
@pytest.mark.parametrize("keten", NAMEN)
def test_a_levering_holds_only_what_is_new_or_different(keten: str, tabel: str) -> None:
    for sleutel, verteld in versions(keten, tabel).items():
        rijen = [rij for _, rij in verteld]
        assert all(eerder != later for eerder, later in pairwise(rijen)), sleutel
        assert len({dag for dag, _ in verteld}) == len(verteld), f"{sleutel} twice in one levering"


@pytest.mark.parametrize("keten", NAMEN)
def test_at_every_levering_all_that_is_referred_to_is_known(keten: str) -> None:
    for dag, tabellen in read_leveringen(keten).items():
        bekend = {tabel: {sleutel[0] for sleutel in known_at(keten, tabel, dag)} for tabel in contract()}
        for tabel, rijen in tabellen.items():
            for kolom in contract()[tabel].kolommen:
                if kolom.verwijst_naar:
                    genoemd = {rij[kolom.naam] for rij in rijen if kolom.naam in rij}
                    assert genoemd <= bekend[kolom.verwijst_naar], f"{dag} {tabel}.{kolom.naam}"


@pytest.mark.parametrize("keten", NAMEN)
def test_the_first_levering_founds_the_keten_and_every_later_one_brings_figures_and_meetings(keten: str) -> None:
    eerste, *later = read_leveringen(keten).values()
    assert set(eerste) == set(contract()) - {"doeloordelen", "procescriteria", "succesfactoren"}
    assert len(eerste["ketens"]) == 1
    for tabellen in later:
        assert {"metingen", "overleggen"} <= set(tabellen)
        assert "schakels" not in tabellen
        assert len(tabellen["metingen"]) < len(eerste["metingen"])


def test_a_keten_delivers_these_numbers_of_rows_in_words() -> None:
    rijen = {
        dag.isoformat(): {t: len(r) for t, r in tabellen.items() if t != "metingen"}
        for dag, tabellen in read_leveringen("schulden").items()
    }
    assert rijen == {
        "2023-11-16": {
            "afspraken": 5, "doelen": 4, "gebeurtenissen": 3, "indicatoren": 15, "ketens": 1, "knelpunten": 4, "oordelen": 7,
            "overleggen": 13, "partijen": 14, "projecten": 2, "schakels": 6, "streefwaarden": 8,
        },
        "2024-05-16": {
            "afspraken": 2, "doelen": 2, "gebeurtenissen": 1, "indicatoren": 1, "oordelen": 2, "overleggen": 4, "partijen": 1,
            "streefwaarden": 1,
        },
        "2024-11-14": {
            "afspraken": 1, "gebeurtenissen": 1, "knelpunten": 1, "oordelen": 2, "overleggen": 3, "procescriteria": 1, "projecten": 1,
        },
        "2025-05-15": {"afspraken": 4, "gebeurtenissen": 1, "indicatoren": 1, "knelpunten": 1, "oordelen": 2, "overleggen": 4},
        "2025-11-13": {
            "afspraken": 3, "doeloordelen": 1, "gebeurtenissen": 1, "knelpunten": 2, "oordelen": 7, "overleggen": 4, "procescriteria": 1,
            "projecten": 1, "streefwaarden": 1,
        },
        "2026-05-14": {
            "afspraken": 4, "doeloordelen": 7, "gebeurtenissen": 2, "knelpunten": 1, "oordelen": 8, "overleggen": 10,
            "procescriteria": 3, "projecten": 1,
        },
        "2026-08-13": {
            "afspraken": 4, "gebeurtenissen": 1, "oordelen": 1, "overleggen": 2, "procescriteria": 4, "succesfactoren": 6,
        },
        "2026-11-16": {"afspraken": 1, "ketens": 1, "knelpunten": 1, "oordelen": 1, "overleggen": 3, "procescriteria": 1},
    }  # fmt: skip


@pytest.mark.parametrize("tabel", OP_EIGEN_DATUM)
@pytest.mark.parametrize("keten", NAMEN)
def test_what_has_a_date_comes_in_the_first_levering_after_it(keten: str, tabel: str) -> None:
    for sleutel, verteld in versions(keten, tabel).items():
        eerste_dag, rij = verteld[0]
        assert eerste_dag == first_day(days(KETENS[keten]), parse_datum(rij[OP_EIGEN_DATUM[tabel]])[1]), sleutel


@pytest.mark.parametrize("tabel", ["projecten", "doelen", "overleggen", "streefwaarden"])
@pytest.mark.parametrize("keten", NAMEN)
def test_what_others_refer_to_comes_no_later_than_its_own_date(keten: str, tabel: str) -> None:
    kolommen = {"overleggen": ("datum",), "streefwaarden": ("vastgesteld_op", "van")}.get(tabel, ("van",))
    for sleutel, verteld in versions(keten, tabel).items():
        eerste_dag, rij = verteld[0]
        datum = next((rij[kolom] for kolom in kolommen if kolom in rij), "")
        uiterlijk = first_day(days(KETENS[keten]), parse_datum(datum)[1]) if datum else days(KETENS[keten])[0]
        assert uiterlijk is not None
        assert eerste_dag <= uiterlijk, sleutel


@pytest.mark.parametrize(
    ("keten", "dag"),
    [
        ("inburgering", "2026-05-14"),  # known since December 2025
        ("jeugd-en-schooluitval", "2026-05-14"),
        ("personen-met-verward-gedrag", "2026-05-14"),
        ("schulden", "2026-08-13"),  # known since May 2026: the month was not over in the levering of 14 May
    ],
)
def test_rows_without_a_date_come_when_the_keten_file_says_they_are_known(keten: str, dag: str) -> None:
    gekomen = {verteld[0][0].isoformat() for verteld in versions(keten, "succesfactoren").values()}
    assert gekomen == {dag}


@pytest.mark.parametrize("keten", NAMEN)
def test_a_figure_comes_in_the_first_levering_after_its_term(keten: str) -> None:
    indicatoren = {indicator.id: indicator for indicator in KETENS[keten].indicatoren}
    for sleutel, verteld in versions(keten, "metingen").items():
        indicator = indicatoren[sleutel[0]]
        if "tekst" not in verteld[0][1]:
            [tijdvak] = [t for t in list_tijdvakken(indicator.paspoort["frequentie"], indicator.reeks.vanaf) if t.code == sleutel[1]]
            klaar = tijdvak.due(indicator.paspoort.get("levertermijn", ""))
            assert verteld[0][0] == first_day(days(KETENS[keten]), klaar), sleutel


@pytest.mark.parametrize(
    ("keten", "afspraak", "verteld"),
    [
        (
            "jeugd-en-schooluitval",
            "jes-a010",
            [
                ("2025-11-13", "2026-01-29", "open"),
                ("2026-05-14", "2026-05-21", "open"),
                ("2026-08-13", "2026-09-01", "open"),
                ("2026-11-16", "2026-09-01", "niet"),
            ],
        ),
        (
            "personen-met-verward-gedrag",
            "pvg-a008",
            [
                ("2025-11-13", "2025-11-01", "open"),
                ("2026-05-14", "2026-04-01", "open"),
                ("2026-08-13", "2026-10-01", "open"),
                ("2026-11-16", "2026-10-01", "open"),
            ],
        ),
        ("schulden", "sch-a006", [("2025-05-15", "2025-04-01", "open"), ("2025-11-13", "2025-07-01", "gereed")]),
        (
            "schulden",
            "sch-a012",
            [("2026-05-14", "2026-07-01", "open"), ("2026-08-13", "2026-09-01", "open"), ("2026-11-16", "2026-09-01", "open")],
        ),
        ("inburgering", "inb-a008", [("2025-05-15", "2025-07-01", "open"), ("2025-11-13", "2025-09-01", "deels")]),
        (
            "inburgering",
            "inb-a010",
            [("2026-05-14", "2026-06-01", "open"), ("2026-08-13", "2026-10-01", "open"), ("2026-11-16", "2026-10-01", "open")],
        ),
    ],
)
def test_an_afspraak_that_slipped_was_promised_for_an_earlier_day_before(
    keten: str, afspraak: str, verteld: list[tuple[str, str, str]]
) -> None:
    geleverd = versions(keten, "afspraken")[(afspraak,)]
    assert [(dag.isoformat(), rij["klaar_op"], rij["status"]) for dag, rij in geleverd] == verteld


@pytest.mark.parametrize(
    ("tabel", "afloop", "ervoor"),
    [
        ("afspraken", "status_op", {"status": "open", "status_op": "", "toelichting": ""}),
        ("knelpunten", "opgelost_op", {"opgelost_op": "", "oplossing": "", "wijze": ""}),
        ("doelen", "tot", {"tot": "", "status": "werkbaar"}),
    ],
)
@pytest.mark.parametrize("keten", NAMEN)
def test_how_it_ended_is_not_known_before_it_ended(keten: str, tabel: str, afloop: str, ervoor: Rij) -> None:
    for sleutel, rij in known_at(keten, tabel, date.max).items():
        for dag in days(KETENS[keten]):
            toen = known_at(keten, tabel, dag).get(sleutel)
            if toen and afloop in rij:
                geeindigd = parse_datum(rij[afloop])[1] <= dag
                verwacht = {kolom: rij.get(kolom, "") if geeindigd else cel for kolom, cel in ervoor.items()}
                assert {kolom: toen.get(kolom, "") for kolom in ervoor} == verwacht, f"{sleutel} {dag}"


@pytest.mark.parametrize(
    "eerder", [(naam, e) for naam, k in KETENS.items() for e in k.eerder], ids=lambda een: f"{een[1].rij} {een[1].tot}"
)
def test_what_the_keten_file_tells_of_before_stood_in_the_leveringen_until_that_day(eerder: tuple[str, Eerder]) -> None:
    keten, een = eerder
    gezien: Counter[bool] = Counter()
    for dag in days(KETENS[keten]):
        rijen = [rij for sleutel, rij in known_at(keten, een.tabel, dag).items() if sleutel[0] == een.rij]
        for rij in rijen:
            stond_er = een.was.items() <= rij.items()
            gezien[stond_er] += 1
            assert not (stond_er and dag >= date.fromisoformat(een.tot)), f"{dag}: {rij}"
    assert gezien[True] and gezien[False]
