"""What a path stands for: one levering, or a folder with leveringen."""

from pathlib import Path

import pytest

from etl.contract import contract
from etl.keuring.afkeuring import choice_of
from etl.lezen.levering import list_leveringen
from tests.etl.hulp import messages, write_levering

KETENS = "keten,naam,maatschappelijk_resultaat\n{},K,Beter\n"


def make(map_: Path, *namen: str) -> Path:
    """A folder with these in it: a name with a slash behind it is a folder, any other an empty file."""
    map_.mkdir(exist_ok=True)
    for naam in namen:
        (map_ / naam).mkdir() if naam.endswith("/") else (map_ / naam).touch()
    return map_


def test_a_folder_of_folders_stands_for_each_of_them_in_order_of_name(tmp_path: Path) -> None:
    hoofdmap = make(tmp_path / "stad", "2024-05-16/", "2023-11-16/", "2024-11-14/")
    assert list_leveringen(hoofdmap) == [hoofdmap / "2023-11-16", hoofdmap / "2024-05-16", hoofdmap / "2024-11-14"]


@pytest.mark.parametrize(
    "inhoud",
    [(), ("ketens.csv",), ("ketens.csv", "2024-05-16/"), ("2024-05-16/", "2024-11-14.zip"), (".DS_Store", "__MACOSX/")],
    ids=["leeg", "tabellen", "tabellen en een map", "een map en een zip", "alleen wat de computer zelf maakt"],
)
def test_any_other_folder_stands_for_itself(inhoud: tuple[str, ...], tmp_path: Path) -> None:
    hoofdmap = make(tmp_path / "levering", *inhoud)
    assert list_leveringen(hoofdmap) == [hoofdmap]


def test_what_the_computer_makes_itself_is_no_levering(tmp_path: Path) -> None:
    hoofdmap = make(tmp_path / "stad", ".git/", ".DS_Store", "__MACOSX/", "schulden/")
    assert list_leveringen(hoofdmap) == [hoofdmap / "schulden"]


def test_only_the_first_layer_is_looked_at(tmp_path: Path) -> None:
    diep = make(make(tmp_path / "stad", "schulden/") / "schulden", "2023-11-16/")
    assert list_leveringen(tmp_path / "stad") == [diep]


@pytest.mark.parametrize("naam", ["levering.zip", "levering.xlsx", "bestaat-niet"])
def test_what_is_no_folder_stands_for_itself(naam: str, tmp_path: Path) -> None:
    if naam != "bestaat-niet":
        (tmp_path / naam).touch()
    assert list_leveringen(tmp_path / naam) == [tmp_path / naam]


def test_every_levering_in_a_folder_is_checked(tmp_path: Path) -> None:
    write_levering(tmp_path / "stad" / "a", ketens=KETENS.format("a"))
    write_levering(tmp_path / "stad" / "b", ketens=KETENS.format("Fout!"))
    assert messages(tmp_path / "stad") == [
        'fout | ketens.csv, rij 2, kolom keten: "Fout!" is geen kenmerk.'
        " Gebruik kleine letters, cijfers en koppeltekens, zoals mijn-keten-1."
    ]


def test_an_empty_folder_is_a_levering_without_tables(tmp_path: Path) -> None:
    assert messages(make(tmp_path / "leeg")) == [
        f"fout | leeg: In deze levering staat geen enkele tabel. Noem de bestanden {choice_of(contract())} (.csv)."
    ]


def test_a_folder_between_tables_is_named_and_not_read(tmp_path: Path) -> None:
    levering = write_levering(tmp_path / "levering", ketens=KETENS.format("a"))
    write_levering(levering / "oud", ketens=KETENS.format("Fout!"))
    assert messages(levering) == ["waarschuwing | oud: Dit bestand hoort niet bij het leverformaat en is niet gelezen."]
