"""What was delivered, and checking a file without loading it; on a magazijn made by the ETL itself."""

import csv
import io
import re
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard import spiegel
from dashboard.components.gegevens import MEESTE_REGELS, keuringsuitslag, leeftijden, leveringen, waarschuwingen
from dashboard.components.keuring import MEESTE_BESTANDEN, check_uploads, keep_uploads, safe_name
from dashboard.components.uitvoer import SOORTEN, as_csv
from dashboard.dossier import lezen
from dashboard.toegang.zicht import ALLES
from etl.fouten import GebruiksFout
from etl.keuring.afkeuring import Afkeuring
from etl.magazijn import Magazijn
from tests.dashboard.conftest import APP, html, visit
from tests.etl.hulp import laad, write_levering

PEILDATUM = date(2026, 11, 24)
TABELLEN = {
    "ketens": "keten,naam,maatschappelijk_resultaat\nzorg,Zorg <b>,Beter\n",
    "indicatoren": (
        "indicator,keten,naam,dimensie,soort,eenheid,definitie,eigenaar,bron\n"
        "wacht,zorg,Wachttijd,resultaten,kwantitatief,dagen,Dagen tot hulp,Manager,Register\n"
        "klein,zorg,Gezinnen,resultaten,kwantitatief,gezinnen,Gezinnen op straat,Manager,Register\n"
        "deel,zorg,Aandeel,resultaten,kwantitatief,%,Deel geholpen,Manager,Register\n"
    ),
    "metingen": (
        "indicator,periode,waarde,teller,noemer,n,bron_partij\n"
        "wacht,2024,12.5,,,,GGD\nklein,2024,7,,,,\ndeel,2024,88.25,3,4,4,\nwacht,,8,,,,\n"
    ),
    "afspraken": "afspraak_id,keten,afspraak\n" + "".join(f"a{i},zorg,Iets doen {i}\n" for i in range(7)),
    "knelpunten": "knelpunt_id,keten,knelpunt\nk1,zorg,Het zit vast\n",
    "oordelen": "keten,actor,onderwerp,oordeel,toelichting\nzorg,GGD,proces,positief,=1+1\n",
}


class Bestand:
    """An uploaded file."""

    def __init__(self, name: str, inhoud: str | bytes) -> None:
        self.name = name
        self.inhoud = inhoud.encode() if isinstance(inhoud, str) else inhoud

    def getbuffer(self) -> memoryview:
        return memoryview(self.inhoud)


@pytest.fixture(scope="module")
def echt_magazijn(tmp_path_factory: pytest.TempPathFactory) -> Path:
    map_ = tmp_path_factory.mktemp("echt")
    laad(map_ / "magazijn", write_levering(map_ / "zorglevering", "2026-11-01", **TABELLEN))
    return map_ / "magazijn"


@pytest.fixture
def gegevens(echt_magazijn: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., AppTest]:
    monkeypatch.setenv("KETENSPIEGEL_MAGAZIJN", str(echt_magazijn))
    return lambda **adres: visit(AppTest.from_file(APP, default_timeout=30), "gegevens", **adres)


def _words(deel: object) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", str(deel))).strip()


def _afkeuring(nummer: int = 2, ernst: str = "fout", levering: str = "levering", bestand: str = "metingen.csv") -> Afkeuring:
    return Afkeuring(levering, bestand, ernst, "getal", "is geen getal.", nummer, "waarde", "n.v.t.")  # type: ignore[arg-type]


def test_the_page_says_what_was_delivered_when_and_how_old_it_is(gegevens: Callable[..., AppTest]) -> None:
    at = gegevens()
    assert not at.exception
    tekst = _words(html(at))
    dag = r"\d+ [a-z]+ \d{4}"
    assert re.search(rf"zorglevering Gemeente Testdam 1 november 2026 [a-z0-9 ]+ {dag} 17 gedeeld 9 ", tekst)
    assert re.search(r"Zorg &lt;b&gt; 31 december 2024 [a-z0-9 ]+ oud 1 november 2026 ", tekst)
    assert "<b>" not in html(at)


def test_warnings_are_grouped_with_five_examples_and_a_number(gegevens: Callable[..., AppTest]) -> None:
    tekst = _words(html(gegevens()))
    assert "afspraken.csv: 7 keer. Er ontbreekt iets." in tekst
    assert "Rij 2, kolom voortouw, klaar_op: Bij a0 ontbreekt: voortouw en klaar_op. Op het scherm staat dan: ontbreekt." in tekst
    assert "Bij a4 ontbreekt" in tekst
    assert "Bij a5 ontbreekt" not in tekst
    assert "En nog 2 keer." in tekst


def test_a_warning_about_a_figure_does_not_show_the_figure(gegevens: Callable[..., AppTest]) -> None:
    tekst = html(gegevens())
    assert "is niet teller gedeeld door noemer: dat is …. Kijk welke van de drie klopt." in tekst
    assert "88.25" not in tekst
    assert "88,25" not in tekst
    assert "dat is 75" not in tekst


def test_suppressed_values_are_in_no_file(echt_magazijn: Path) -> None:
    bouw = Magazijn(echt_magazijn).current_build()
    assert bouw is not None
    rijen = spiegel.read_rows_of(bouw, SOORTEN["metingen"], ALLES, keten="zorg", project=None)
    uit = {r["indicator"]: r for r in csv.DictReader(io.StringIO(as_csv(rijen).decode("utf-8-sig")), delimiter=";") if r["periode"]}
    assert (uit["klein"]["onderdrukt"], uit["klein"]["waarde"]) == ("ja", "")
    assert [uit["deel"][k] for k in ("onderdrukt", "waarde", "teller", "noemer", "n")] == ["ja", "", "", "", ""]
    wacht = uit["wacht"]
    assert (wacht["waarde"], wacht["eenheid"], wacht["bron"], wacht["leverancier"], wacht["definitie"]) == (
        "12,5", "dagen", "GGD", "Gemeente Testdam", "Dagen tot hulp",
    )  # fmt: skip


@pytest.mark.parametrize("soort", [soort for soort in SOORTEN if soort != "cijfers"])
def test_every_file_says_who_delivered_it_and_when(soort: str, echt_magazijn: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KETENSPIEGEL_MAGAZIJN", str(echt_magazijn))
    bouw = Magazijn(echt_magazijn).current_build()
    assert bouw is not None
    rijen = lezen.read_rows_of(bouw, None, SOORTEN[soort], ALLES, keten=None, project=None)
    assert rijen
    assert {(r["leverancier"], str(r["geleverd_op"])[:10], r["fictief"]) for r in rijen} == {("Gemeente Testdam", "2026-11-01", "nee")}
    assert lezen.read_rows_of(bouw, None, SOORTEN[soort], ALLES, keten="andere", project=None) == []


def test_a_formula_in_the_data_is_harmless_in_the_file(echt_magazijn: Path) -> None:
    bouw = Magazijn(echt_magazijn).current_build()
    assert bouw is not None
    assert ";'=1+1;" in as_csv(spiegel.read_rows_of(bouw, SOORTEN["oordelen"], ALLES, keten=None, project=None)).decode("utf-8-sig")


def test_a_wrong_upload_gives_every_fault_and_loads_nothing(echt_magazijn: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KETENSPIEGEL_MAGAZIJN", str(echt_magazijn))
    voor = sorted(p for p in echt_magazijn.rglob("*"))
    bestanden = [
        Bestand("levering.json", '{"leverancier": "Ik"}'),
        Bestand("metingen.csv", "indicator,periode,waarde\nwacht,2025-13,n.v.t.\nbestaat-niet,2025,1\n"),
    ]
    gevonden = check_uploads(bestanden)
    assert {(a.bestand, a.rij, a.kolom, a.waarde, a.ernst) for a in gevonden} == {
        ("metingen.csv", 2, "periode", "2025-13", "fout"),
        ("metingen.csv", 2, "waarde", "n.v.t.", "fout"),
        ("metingen.csv", 3, "indicator", "bestaat-niet", "fout"),
    }
    assert sorted(p for p in echt_magazijn.rglob("*")) == voor


def test_a_good_zip_has_no_faults(echt_magazijn: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KETENSPIEGEL_MAGAZIJN", str(echt_magazijn))
    uit = io.BytesIO()
    with zipfile.ZipFile(uit, "w") as archief:
        archief.writestr("metingen.csv", "indicator,periode,waarde\nwacht,2025,11\n")
    assert check_uploads([Bestand("nieuw.ZIP", uit.getvalue())]) == []


def test_a_file_that_only_looks_like_a_zip_is_a_fault_and_no_crash(echt_magazijn: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KETENSPIEGEL_MAGAZIJN", str(echt_magazijn))
    (gevonden,) = check_uploads([Bestand("kapot.zip", "geen zip")])
    assert str(gevonden) == "kapot.zip: Deze zip kan niet worden geopend. Maak de zip opnieuw, zonder wachtwoord."


@pytest.mark.parametrize("naam", ["..", "../..", "", ".zip", "x.exe", "x", "a\0.csv", "a" * 300 + ".csv"])
def test_a_name_that_is_no_file_of_ours_is_refused(naam: str) -> None:
    with pytest.raises(GebruiksFout, match="De naam van een bestand klopt niet"):
        safe_name(naam)


@pytest.mark.parametrize("naam", ["../../etc/metingen.csv", "C:\\map\\metingen.csv", "/metingen.csv"])
def test_only_the_last_part_of_a_name_counts(naam: str, tmp_path: Path) -> None:
    assert safe_name(naam) == "metingen.csv"
    assert keep_uploads([Bestand(naam, "x")], tmp_path) == [tmp_path / "levering"]
    assert [p.relative_to(tmp_path).as_posix() for p in tmp_path.rglob("*") if p.is_file()] == ["levering/metingen.csv"]


def test_the_same_name_twice_is_refused(tmp_path: Path) -> None:
    with pytest.raises(GebruiksFout, match=r"^Het bestand metingen.csv is twee keer gekozen. Haal er één weg.$"):
        keep_uploads([Bestand("metingen.csv", "x"), Bestand("map/metingen.csv", "y")], tmp_path)


def test_too_many_files_are_refused(tmp_path: Path) -> None:
    with pytest.raises(GebruiksFout, match=r"^Dit zijn 41 bestanden. Kies er hoogstens 40, of maak er één zip van.$"):
        keep_uploads([Bestand(f"{i}.csv", "x") for i in range(MEESTE_BESTANDEN + 1)], tmp_path)


def test_every_zip_and_workbook_is_a_levering_and_loose_files_are_one(tmp_path: Path) -> None:
    bestanden = [Bestand(naam, "x") for naam in ("a.zip", "ketens.csv", "b.xlsx", "levering.json")]
    assert keep_uploads(bestanden, tmp_path) == [tmp_path / "a.zip", tmp_path / "b.xlsx", tmp_path / "levering"]


@pytest.mark.parametrize(
    ("afkeuringen", "zin"),
    [
        ([], "In orde. De keuring vond geen fouten en geen waarschuwingen. Er is niets geladen."),
        ([_afkeuring()], "1 fout. Deze levering kan zo niet worden geladen. Er is nu niets geladen."),
        ([_afkeuring(), _afkeuring(3)], "2 fouten. Deze levering kan zo niet worden geladen."),
        ([_afkeuring(), _afkeuring(3, "waarschuwing")], "1 fout en 1 waarschuwing. Deze levering kan zo niet worden geladen."),
        ([_afkeuring(3, "waarschuwing")], "Geen fouten, wel 1 waarschuwing. Deze levering kan worden geladen. Er is nu niets geladen."),
    ],
)
def test_the_outcome_is_one_sentence(afkeuringen: list[Afkeuring], zin: str) -> None:
    assert _words(keuringsuitslag(afkeuringen)).replace(" .", ".").startswith(zin)


def test_faults_stand_per_file_and_per_levering_where_there_are_more() -> None:
    een = _words(keuringsuitslag([_afkeuring()]))
    assert "metingen.csv Fouten in metingen.csv Rij Kolom Waarde Wat is er, en wat kunt u doen? 2 waarde n.v.t. is geen getal." in een
    twee = _words(keuringsuitslag([_afkeuring(levering="a.zip"), _afkeuring(levering="b.zip")]))
    assert "a.zip, metingen.csv" in twee
    assert "b.zip, metingen.csv" in twee


def test_many_faults_stay_readable() -> None:
    tekst = _words(keuringsuitslag([_afkeuring(i) for i in range(2, MEESTE_REGELS + 12)]))
    assert "En nog 10. Ze staan alle in het rapport." in tekst


def test_an_uploaded_file_cannot_place_html() -> None:
    kwaad = Afkeuring("l", "<i>.csv", "fout", "x", "<b>", 2, "<u>", "<script>")
    assert re.findall(r"<(?:i|b|u|script)>", keuringsuitslag([kwaad])) == []


def test_the_newest_leveringen_are_in_sight_and_the_earlier_ones_on_demand() -> None:
    rij = {"leverancier": "GGD", "fictief": "nee", "geladen_op": datetime(2026, 11, 2), "niets_nieuws": "nee", "rijen": 5}
    rij |= {"status": "gedeeld", "waarschuwingen": 0, "geleverd_op": datetime(2026, 11, 1)}
    veel = leveringen([rij | {"naam": f"levering {i}"} for i in range(14)], PEILDATUM)
    zichtbaar, later = veel.split("<details>")
    assert "levering 11" in zichtbaar
    assert "levering 12" not in zichtbaar
    assert "Toon 2 eerdere leveringen" in later
    assert "levering 13" in later
    assert "<details>" not in leveringen([rij | {"naam": f"levering {i}"} for i in range(12)], PEILDATUM)


def test_nothing_delivered_and_nothing_noticed_say_so() -> None:
    assert "Er is nog niets geleverd." in leveringen([], PEILDATUM)
    assert "De keuring had niets op te merken." in waarschuwingen([])
    assert leeftijden([], PEILDATUM, {}) == ""


def test_a_keten_without_figures_says_so() -> None:
    rij = {"keten": "z", "laatste_dag": None, "laatst_geleverd": None}
    assert "Zorg geen cijfer met een datum nog niets" in _words(leeftijden([rij], PEILDATUM, {"z": "Zorg"}))
