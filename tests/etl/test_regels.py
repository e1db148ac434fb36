"""Every rule over rows fires on a row made for it and says exactly this. Add a row here with each new rule."""

import json
from pathlib import Path

import pytest

from etl.keuring import check_leveringen
from etl.keuring.regels import MAP
from etl.magazijn import Magazijn
from tests.etl.hulp import copy_good, keep, write_levering

VREEMD = '"nachtopvang" hoort bij de keten opvang, niet bij ander. Verbeter keten of project.'
TOEKOMST = '"2999-01-01" ligt in de toekomst. Kijk of dit klopt.'
ACHTERUIT = '"2019" ligt voor het begin (2020). Draai van en tot om, of verbeter ze.'
ANDERE_KETEN = "keten,naam,maatschappelijk_resultaat\nopvang,Opvang,Bed\nander,Ander,Rust\n"

# rule, file, its rows, the full messages (after "<ernst> | <file>, ")
RIJEN = [
    (
        "afspraken.project_van_andere_keten",
        "afspraken",
        "afspraak_id,keten,project,afspraak,voortouw,klaar_op\na,ander,nachtopvang,Doen,GGD,2023\n",
        f"rij 2, kolom project: {VREEMD}",
    ),
    (
        "doelen.project_van_andere_keten",
        "doelen",
        "doel,keten,project,omschrijving\ndoel-1,opvang,,Bed\nd2,ander,nachtopvang,Rust\n",
        f"rij 3, kolom project: {VREEMD}",
    ),
    (
        "gebeurtenissen.project_van_andere_keten",
        "gebeurtenissen",
        "keten,project,datum,soort,omschrijving\nander,nachtopvang,2022,overig,Iets\n",
        f"rij 2, kolom project: {VREEMD}",
    ),
    (
        "knelpunten.project_van_andere_keten",
        "knelpunten",
        "knelpunt_id,keten,project,knelpunt\nk,ander,nachtopvang,Geen plek\n",
        f"rij 2, kolom project: {VREEMD}",
    ),
    (
        "oordelen.project_van_andere_keten",
        "oordelen",
        "keten,project,actor,onderwerp,oordeel\nander,nachtopvang,Raad,proces,gemengd\n",
        f"rij 2, kolom project: {VREEMD}",
    ),
    (
        "procescriteria.project_van_andere_keten",
        "procescriteria",
        "keten,project,criterium,voldaan\nander,nachtopvang,Tafel,ja\n",
        f"rij 2, kolom project: {VREEMD}",
    ),
    ("doelen.achteruit", "doelen", "doel,keten,omschrijving,van,tot\ndoel-1,opvang,Bed,2020,2019\n", f"rij 2, kolom tot: {ACHTERUIT}"),
    ("partijen.achteruit", "partijen", "keten,partij,van,tot\nopvang,GGD,2020,2019\n", f"rij 2, kolom tot: {ACHTERUIT}"),
    (
        "streefwaarden.achteruit",
        "streefwaarden",
        "indicator,van,tot,waarde,soort\nbedden,2020,2019,25,norm\n",
        f"rij 2, kolom tot: {ACHTERUIT}",
    ),
    (
        "streefwaarden.waarde_of_tekst",
        "streefwaarden",
        "indicator,waarde,tekst,soort\nbedden,25,meer,norm\n",
        "rij 2, kolom waarde: De rij heeft een streefwaarde in woorden en ook een getal. Houd één van de twee.",
    ),
    (
        "afspraken.toekomst",
        "afspraken",
        "afspraak_id,keten,afspraak,voortouw,klaar_op,status_op\na,opvang,Doen,GGD,2999,2999-01-01\n",
        f"rij 2, kolom status_op: {TOEKOMST}",
    ),
    ("doeloordelen.toekomst", "doeloordelen", "doel,partij,datum\ndoel-1,GGD,2999-01-01\n", f"rij 2, kolom datum: {TOEKOMST}"),
    (
        "gebeurtenissen.toekomst",
        "gebeurtenissen",
        "keten,datum,soort,omschrijving\nopvang,2999-01-01,overig,Iets\n",
        f"rij 2, kolom datum: {TOEKOMST}",
    ),
    (
        "knelpunten.toekomst",
        "knelpunten",
        "knelpunt_id,keten,knelpunt,opgelost_op\nk,opvang,Geen plek,2999-01-01\n",
        f"rij 2, kolom opgelost_op: {TOEKOMST}",
    ),
    (
        "procescriteria.toekomst",
        "procescriteria",
        "keten,criterium,datum,voldaan\nopvang,Tafel,2999-01-01,ja\n",
        f"rij 2, kolom datum: {TOEKOMST}",
    ),
    (
        "streefwaarden.toekomst",
        "streefwaarden",
        "indicator,waarde,soort,vastgesteld_op\nbedden,25,norm,2999-01-01\n",
        f"rij 2, kolom vastgesteld_op: {TOEKOMST}",
    ),
]


@pytest.fixture(scope="module")
def rest(tmp_path_factory: pytest.TempPathFactory) -> Magazijn:
    """What is right by itself and what the rows refer to: a correct levering with every table, and another keten."""
    map_ = tmp_path_factory.mktemp("rest")
    levering = copy_good(map_ / "l")
    (levering / "ketens.csv").write_text(ANDERE_KETEN, encoding="utf-8")
    keep(map_ / "m", levering)
    return Magazijn(map_ / "m")


@pytest.mark.parametrize(("regel", "tabel", "inhoud", "melding"), RIJEN, ids=[rij[0] for rij in RIJEN])
def test_a_rule_says_exactly_this_of_a_row_made_for_it(
    regel: str, tabel: str, inhoud: str, melding: str, rest: Magazijn, tmp_path: Path
) -> None:
    gevonden = check_leveringen([write_levering(tmp_path / "l", **{tabel: inhoud})], rest).afkeuringen
    naam = regel.partition(".")[2]
    assert [(a.regel, str(a)) for a in gevonden] == [(naam, f"{tabel}.csv, {melding}")]
    ernst = "fout" if (MAP / "fout" / f"{regel}.sql").exists() else "waarschuwing"
    assert [a.ernst for a in gevonden] == [ernst]


def test_an_agreement_of_the_future_on_an_indicator_is_a_warning(tmp_path: Path) -> None:
    levering = copy_good(tmp_path / "l")
    regels = (levering / "indicatoren.csv").read_text(encoding="utf-8").splitlines()
    toevoeging = ["overeengekomen_op", "2999-01-01", ""]
    nieuw = "".join(f"{regel},{eind}\n" for regel, eind in zip(regels, toevoeging, strict=True))
    (levering / "indicatoren.csv").write_text(nieuw, encoding="utf-8")
    gevonden = check_leveringen([levering], Magazijn(tmp_path / "m")).afkeuringen
    assert [(a.ernst, str(a)) for a in gevonden] == [("waarschuwing", f"indicatoren.csv, rij 2, kolom overeengekomen_op: {TOEKOMST}")]


def test_a_withdrawn_row_needs_no_value_and_no_known_project(tmp_path: Path) -> None:
    levering = copy_good(tmp_path / "l")
    (levering / "metingen.csv").write_text("indicator,periode,waarde,vervallen\nbedden,2022-01,,ja\n", encoding="utf-8")
    (levering / "streefwaarden.csv").write_text("indicator,soort,vervallen\nbedden,norm,ja\n", encoding="utf-8")
    (levering / "levering.json").write_text(json.dumps({"leverancier": "Testdam"}), encoding="utf-8")
    assert check_leveringen([levering], Magazijn(tmp_path / "m")).afkeuringen == []


def test_a_text_over_two_lines_and_a_last_empty_cell_are_good(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    levering = copy_good(tmp_path / "l")
    rijen = 'keten,volgorde,schakel,partij\nopvang,1,"Melden,\ndoor wie, dan ook",\nopvang,2,Helpen,\n'
    (levering / "schakels.csv").write_text(rijen, encoding="utf-8")
    for klein in (4 * 1024**2, 0):
        monkeypatch.setattr("etl.lezen.limieten.KLEIN_BESTAND", klein)
        assert check_leveringen([levering], Magazijn(tmp_path / "m")).afkeuringen == []


@pytest.mark.parametrize("klein", [4 * 1024**2, 0], ids=["careful", "parallel"])
@pytest.mark.parametrize("regeleinde", ["\n", "\r\n"], ids=["lf", "crlf"])
def test_one_empty_cell_too_many_at_the_end_of_a_row_is_a_fault_for_both_readers(
    klein: int, regeleinde: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("etl.lezen.limieten.KLEIN_BESTAND", klein)
    levering = copy_good(tmp_path / "l")
    rijen = regeleinde.join(["keten,volgorde,schakel", "opvang,1,Melden", "opvang,2,Helpen,", ""])
    (levering / "schakels.csv").write_text(rijen, encoding="utf-8", newline="")
    assert [str(a) for a in check_leveringen([levering], Magazijn(tmp_path / "m")).afkeuringen] == [
        "schakels.csv, rij 3: Deze rij heeft 4 cellen, de kop heeft er 3. Dat is er te veel. "
        'Zet tekst met een scheidingsteken erin tussen dubbele aanhalingstekens (").'
    ]
