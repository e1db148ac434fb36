"""What was agreed about a figure is kept as it was: every version of a passport and of a streefwaarde."""

from pathlib import Path

import pytest

from tests.etl.hulp import keep, laad, query, write_levering

pytestmark = pytest.mark.usefixtures("zonder_vragen")

KETENS = "keten,naam,maatschappelijk_resultaat\nk,K,Beter\n"


@pytest.fixture
def magazijn(tmp_path: Path) -> Path:
    return tmp_path / "magazijn"


def indicatoren(definitie: str = "Oud", versie: str = "1", vervallen: str = "") -> str:
    kop = "indicator,keten,naam,dimensie,soort,definitie,definitie_versie,vervallen\n"
    return kop + f"i,k,I,resultaten,kwantitatief,{definitie},{versie},{vervallen}\n"


def streefwaarden(waarde: str, van: str = "2022", door: str = "Raad") -> str:
    return f"indicator,van,waarde,soort,vastgesteld_door\ni,{van},{waarde},norm,{door}\n"


def test_a_new_text_is_a_new_version_and_the_old_one_stays_with_its_delivery(tmp_path: Path, magazijn: Path) -> None:
    keep(magazijn, write_levering(tmp_path / "1", "2022-07-01", ketens=KETENS, indicatoren=indicatoren()))
    laad(magazijn, write_levering(tmp_path / "2", "2023-07-01", indicatoren=indicatoren("Nieuw", "2")))
    assert query(
        magazijn, "select versie, definitie, geleverd_op::date::varchar, is_nieuwste from kern.indicator_versie order by versie"
    ) == [
        (1, "Oud", "2022-07-01", False),
        (2, "Nieuw", "2023-07-01", True),
    ]
    assert query(magazijn, "select definitie from kern.indicator") == [("Nieuw",)]
    assert query(magazijn, "select count(distinct levering) from kern.indicator_versie") == [(2,)]


def test_the_same_passport_delivered_again_is_no_new_version(tmp_path: Path, magazijn: Path) -> None:
    keep(magazijn, write_levering(tmp_path / "1", "2022-07-01", ketens=KETENS, indicatoren=indicatoren()))
    laad(magazijn, write_levering(tmp_path / "2", "2023-07-01", indicatoren=indicatoren(), streefwaarden=streefwaarden("80")))
    assert query(magazijn, "select versie, is_nieuwste from kern.indicator_versie") == [(1, True)]


def test_a_late_levering_of_an_earlier_day_takes_its_place_in_time(tmp_path: Path, magazijn: Path) -> None:
    keep(magazijn, write_levering(tmp_path / "2", "2023-07-01", ketens=KETENS, indicatoren=indicatoren("Nieuw", "2")))
    laad(magazijn, write_levering(tmp_path / "1", "2022-07-01", indicatoren=indicatoren()))
    assert query(magazijn, "select definitie from kern.indicator_versie order by versie") == [("Oud",), ("Nieuw",)]
    assert query(magazijn, "select definitie from kern.indicator") == [("Nieuw",)]


def test_a_withdrawn_passport_is_still_a_version(tmp_path: Path, magazijn: Path) -> None:
    keep(magazijn, write_levering(tmp_path / "1", "2022-07-01", ketens=KETENS, indicatoren=indicatoren()))
    laad(magazijn, write_levering(tmp_path / "2", "2023-07-01", indicatoren=indicatoren(vervallen="ja")))
    assert query(magazijn, "select count(*) from kern.indicator") == [(0,)]
    assert query(magazijn, "select versie, vervallen from kern.indicator_versie order by versie") == [(1, None), (2, "ja")]


def test_a_streefwaarde_that_is_set_again_keeps_both_and_says_by_whom(tmp_path: Path, magazijn: Path) -> None:
    begin = {"ketens": KETENS, "indicatoren": indicatoren()}
    keep(magazijn, write_levering(tmp_path / "1", "2022-07-01", **begin, streefwaarden=streefwaarden("80")))
    keep(magazijn, write_levering(tmp_path / "2", "2023-07-01", streefwaarden=streefwaarden("70", door="College")))
    laad(magazijn, write_levering(tmp_path / "3", "2024-07-01", streefwaarden=streefwaarden("90", van="2025")))
    assert query(
        magazijn, "select van, versie, waarde, vastgesteld_door, is_nieuwste from kern.streefwaarde_versie order by van, versie"
    ) == [
        ("2022", 1, 80.0, "Raad", False),
        ("2022", 2, 70.0, "College", True),
        ("2025", 1, 90.0, "Raad", True),
    ]
    assert query(magazijn, "select waarde from kern.streefwaarde order by van") == [(70.0,), (90.0,)]
