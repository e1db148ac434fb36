"""Wrong leveringen, one mistake each, with exactly what the keuring says about them."""

import shutil
import zipfile
from pathlib import Path

import openpyxl
import pytest

from etl.keuring.afkeuring import choice_of, nearest
from etl.lezen import limieten
from tests.etl.hulp import FOUT, copy_good, keep, messages, write_levering

KETENS = "keten,naam,maatschappelijk_resultaat\nk,K,Beter\n"
INDICATOREN = "indicator,keten,naam,dimensie,soort,eenheid,definitie,eigenaar,bron\ni,k,I,resultaten,kwantitatief,dagen,D,E,B\n"
GEVALLEN = sorted(map_ for map_ in FOUT.iterdir() if map_.is_dir())


def test_there_are_at_least_sixty_wrong_leveringen() -> None:
    assert len(GEVALLEN) >= 60


def test_the_good_levering_gives_no_message(tmp_path: Path) -> None:
    assert messages(copy_good(tmp_path / "levering")) == []


@pytest.mark.parametrize("geval", GEVALLEN, ids=lambda geval: geval.name)
def test_a_wrong_levering_gives_exactly_these_messages(geval: Path, tmp_path: Path) -> None:
    levering = copy_good(tmp_path / "levering")
    for bestand in geval.iterdir():
        if bestand.name != "verwacht.txt":
            shutil.copy(bestand, levering / bestand.name)
    verwacht = (geval / "verwacht.txt").read_text(encoding="utf-8").splitlines()
    assert messages(levering) == verwacht


# What is said of these is about files that are right by themselves.
OVER_DE_REST = {"bestand_onbekend", "kenmerk_met_hoofdletter", "waarschuwing_streefwaarde_activiteit"}


def test_the_parallel_reader_says_the_same_as_the_careful_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of each wrong levering the files that are wrong, on a magazijn that holds the rest."""
    monkeypatch.setattr(limieten, "KLEIN_BESTAND", 0)
    keep(tmp_path / "m", copy_good(tmp_path / "goed"))
    for geval in GEVALLEN:
        is_heel = geval.name in OVER_DE_REST
        levering = copy_good(tmp_path / geval.name) if is_heel else write_levering(tmp_path / geval.name)
        for bestand in geval.iterdir():
            if bestand.name != "verwacht.txt":
                shutil.copy(bestand, levering / bestand.name)
        verwacht = (geval / "verwacht.txt").read_text(encoding="utf-8").splitlines()
        assert messages(levering, magazijn=tmp_path / ("leeg" if is_heel else "m")) == verwacht, geval.name


def test_an_empty_folder_says_what_to_put_in(tmp_path: Path) -> None:
    leeg = tmp_path / "leeg"
    leeg.mkdir()
    (melding,) = messages(leeg)
    assert melding.startswith("fout | leeg: In deze levering staat geen enkele tabel. Noem de bestanden ")


def _zip(doel: Path, **leden: str) -> Path:
    with zipfile.ZipFile(doel, "w", zipfile.ZIP_DEFLATED) as archief:
        for naam, inhoud in leden.items():
            archief.writestr(naam.replace("__", "/"), inhoud)
    return doel


def test_a_zip_of_a_folder_is_read_like_the_folder(tmp_path: Path) -> None:
    assert messages(_zip(tmp_path / "l.zip", **{"map__ketens.csv": KETENS})) == []


@pytest.mark.parametrize(
    ("leden", "zin"),
    [
        ({"binnen.zip": "x"}, "In deze zip zit nog een zip (binnen.zip). Lever elke zip apart."),
        ({"..__ketens.csv": KETENS}, "Het pad ../ketens.csv wijst buiten de zip. Maak de zip opnieuw van één map."),
        ({"__etc__passwd": "x"}, "Het pad /etc/passwd wijst buiten de zip. Maak de zip opnieuw van één map."),
        (
            {"ketens.csv": "x" * 3_000_000},
            "Dit bestand wordt bij het uitpakken meer dan 100 keer zo groot. Dat is niet veilig. Lever losse csv-bestanden.",
        ),
        (
            {f"b{i}.csv": "x" for i in range(201)},
            "Deze zip heeft 201 bestanden. Er mogen er 200 in zitten. Splits de levering in delen.",
        ),
    ],
)
def test_a_dangerous_zip_is_refused_before_it_is_unpacked(leden: dict[str, str], zin: str, tmp_path: Path) -> None:
    assert messages(_zip(tmp_path / "l.zip", **leden)) == [f"fout | l.zip: {zin}"]


def test_a_zip_is_refused_when_its_files_together_are_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each of the files may be there by itself; exactly the limit may still be unpacked."""
    leden = {"ketens.csv": KETENS, "toelichting.txt": "x" * len(KETENS)}
    monkeypatch.setattr(limieten, "GROOTSTE_BESTAND", len(KETENS))
    monkeypatch.setattr(limieten, "MEESTE_UITGEPAKT", 2 * len(KETENS) - 1)
    te_groot = messages(_zip(tmp_path / "l.zip", **leden))
    assert te_groot == ["fout | l.zip: Dit bestand is uitgepakt groter dan 4 GiB. Splits de levering in delen."]
    monkeypatch.setattr(limieten, "MEESTE_UITGEPAKT", 2 * len(KETENS))
    (melding,) = messages(_zip(tmp_path / "l.zip", **leden))
    assert melding == "waarschuwing | toelichting.txt: Dit bestand hoort niet bij het leverformaat en is niet gelezen."


def test_a_workbook_that_is_too_large_unpacked_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limieten, "MEESTE_UITGEPAKT", 100)
    boek = _boek(tmp_path / "l.xlsx", ketens=KETENBLAD)
    assert messages(boek) == ["fout | l.xlsx: Dit bestand is uitgepakt groter dan 4 GiB. Splits de levering in delen."]


def test_a_broken_zip_says_so(tmp_path: Path) -> None:
    (tmp_path / "l.zip").write_bytes(b"PK\x03\x04kapot")
    assert messages(tmp_path / "l.zip") == ["fout | l.zip: Deze zip kan niet worden geopend. Maak de zip opnieuw, zonder wachtwoord."]


def test_a_file_above_the_limit_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limieten, "GROOTSTE_BESTAND", 20)
    levering = write_levering(tmp_path / "l", ketens=KETENS)
    assert messages(levering) == ["fout | ketens.csv: Dit bestand is groter dan 2 GiB. Splits de levering in delen."]


def test_too_many_rows_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limieten, "MEESTE_RIJEN", 0)
    levering = write_levering(tmp_path / "l", ketens=KETENS)
    assert messages(levering) == ["fout | ketens.csv: Dit bestand heeft meer dan 50 miljoen rijen. Splits de levering in delen."]


def _boek(pad: Path, **bladen: list[list[object]]) -> Path:
    boek = openpyxl.Workbook()
    boek.remove(boek.active)
    for naam, rijen in bladen.items():
        blad = boek.create_sheet(naam)
        for rij in rijen:
            blad.append(rij)
    boek.save(pad)
    return pad


KETENBLAD: list[list[object]] = [["keten", "naam", "maatschappelijk_resultaat"], ["k", "K", "Beter"]]
INDICATORBLAD: list[list[object]] = [regel.split(",") for regel in INDICATOREN.splitlines()]  # type: ignore[misc]


def test_a_workbook_is_read_a_sheet_per_table(tmp_path: Path) -> None:
    metingen: list[list[object]] = [["indicator", "periode", "waarde"], ["i", "2022-01", 12.5], ["i", "2022-02", "1.234,5"]]
    assert messages(_boek(tmp_path / "l.xlsx", ketens=KETENBLAD, indicatoren=INDICATORBLAD, metingen=metingen)) == []


def test_a_date_cell_in_periode_says_what_excel_did(tmp_path: Path) -> None:
    from datetime import datetime

    metingen: list[list[object]] = [["indicator", "periode", "waarde"], ["i", datetime(2006, 5, 1), 12.5]]
    assert messages(_boek(tmp_path / "l.xlsx", ketens=KETENBLAD, indicatoren=INDICATORBLAD, metingen=metingen)) == [
        'fout | werkblad metingen, rij 2, kolom periode: "2006-05-01" is door Excel in een datum veranderd. Zet de kolom '
        "periode op Tekst (Celeigenschappen) en schrijf de periode opnieuw, bijvoorbeeld 2005/06.",
        "waarschuwing | werkblad metingen, rij 2, kolom periode: De periode is leeg. Het cijfer staat straks in de tabel, "
        "maar niet op de tijdlijn.",
    ]


def test_a_formula_without_a_stored_value_is_a_fault_and_not_an_empty_cell(tmp_path: Path) -> None:
    metingen: list[list[object]] = [["indicator", "periode", "waarde", "tekst"], ["i", "2022-01", "=1+1", "twee"]]
    assert messages(_boek(tmp_path / "l.xlsx", ketens=KETENBLAD, indicatoren=INDICATORBLAD, metingen=metingen)) == [
        "fout | werkblad metingen, rij 2, kolom waarde: In deze cel staat een formule zonder bewaarde uitkomst. "
        "Open en bewaar de werkmap in Excel, of plak de waarde."
    ]


def test_an_empty_row_between_rows_is_a_fault_and_after_them_it_is_not(tmp_path: Path) -> None:
    ketens: list[list[object]] = [*KETENBLAD, [None], ["m", "M", "Goed"], [None]]
    assert messages(_boek(tmp_path / "l.xlsx", ketens=ketens)) == ["fout | werkblad ketens, rij 3: Deze rij is leeg. Haal de lege rij weg."]


def test_a_text_cell_with_a_technical_number_is_a_fault(tmp_path: Path) -> None:
    metingen: list[list[object]] = [["indicator", "periode", "waarde"], ["i", "2022-01", "12.5"]]
    assert messages(_boek(tmp_path / "l.xlsx", ketens=KETENBLAD, indicatoren=INDICATORBLAD, metingen=metingen)) == [
        'fout | werkblad metingen, rij 2, kolom waarde: "12.5" is geen Nederlands getal. Schrijf 12,5: in dit bestand '
        "staat een komma voor de decimalen."
    ]


def test_a_levering_that_needs_a_refused_one_is_refused_too(tmp_path: Path) -> None:
    eerste = write_levering(tmp_path / "eerste", ketens=KETENS + "k2,,Goed\n")
    tweede = write_levering(tmp_path / "tweede", indicatoren=INDICATOREN)
    assert messages(eerste, tweede) == [
        "fout | ketens.csv, rij 3, kolom naam: Deze cel is leeg. Vul haar in; zij is verplicht.",
        'fout | indicatoren.csv, rij 2, kolom keten: "k" staat in de levering eerste, en die is geweigerd. Herstel eerst die levering.',
    ]


def test_leveringen_of_one_call_may_refer_to_each_other(tmp_path: Path) -> None:
    tweede = write_levering(tmp_path / "tweede", indicatoren=INDICATOREN)
    eerste = write_levering(tmp_path / "eerste", ketens=KETENS)
    assert messages(tweede, eerste) == []


def test_the_nearest_choice_is_named_and_a_far_one_is_not() -> None:
    assert nearest("uitvoring", ["verkenning", "uitvoering"]) == "uitvoering"
    assert nearest("xyz", ["verkenning", "uitvoering"]) is None


def test_choices_read_as_a_dutch_enumeration() -> None:
    assert choice_of(["a"]) == "a"
    assert choice_of(["a", "b", "c"]) == "a, b of c"
