"""A magazijn of each earlier released version. Add the zip of the next version (see `maken.py`), and what must stay true of it."""

import shutil
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import duckdb
import pytest

from dashboard.dossier.register import Register
from dashboard.dossier.verbinding import address, close_engines, open_engine
from dashboard.dossier.vullen import fill
from etl.bouw import build
from etl.cli import run
from etl.magazijn import Magazijn, is_whole
from etl.peildatum import build_as_known
from tests.dashboard.conftest import fresh, html, visit
from tests.etl.hulp import laad, query, without_questions, write_levering

HIER = Path(__file__).parent
VERSIES = sorted(pad.stem.removeprefix("magazijn-") for pad in HIER.glob("magazijn-*.zip"))
LAATSTE = ("opvang", "correctie", "ingetrokken", "nog-eens")
# What tells of the build itself, and may differ; everything else must be the same.
OVER_DE_BOUW = ("staging.bouw",)
BEDDEN = [("2022-01", 20.0), ("2022-01", 21.0), ("2022-02", 22.0), ("2022-02", 22.0), ("2022-03", None), ("2022-04", 25.0)]


@pytest.fixture(autouse=True)
def eigen_dossier(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("KETENSPIEGEL_DOSSIER", raising=False)


@pytest.fixture(scope="module", params=VERSIES)
def gebouwd(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Magazijn:
    """The magazijn of that version, in which this version has built beside the build of that version."""
    magazijn = unpack(request.param, tmp_path_factory.mktemp("gebouwd") / request.param)
    with without_questions(), magazijn.lock(), magazijn.workspace() as werkmap:  # asked in the build that the dashboard shows below
        build(magazijn, werkmap)
    return magazijn


@pytest.fixture(params=VERSIES)
def oud(request: pytest.FixtureRequest, tmp_path: Path) -> Magazijn:
    """The magazijn as that version left it."""
    return unpack(request.param, tmp_path / "m")


def unpack(versie: str, doel: Path) -> Magazijn:
    with zipfile.ZipFile(HIER / f"magazijn-{versie}.zip") as archief:
        archief.extractall(doel)
    return Magazijn(doel)


def own(gebouwd: Magazijn, tmp_path: Path) -> Magazijn:
    return Magazijn(Path(shutil.copytree(gebouwd.map, tmp_path / "m")))


def tables(con: duckdb.DuckDBPyConnection, bouw: str) -> dict[str, list[str]]:
    vraag = """
        select schema_name || '.' || table_name, list(column_name order by column_index) from duckdb_columns()
        where database_name = ? and schema_name in ('staging', 'kern', 'beweging') group by all
    """
    return dict(con.execute(vraag, [bouw]).fetchall())


def test_there_is_a_magazijn_of_every_released_version() -> None:
    wijzigingen = (HIER.parents[1] / "CHANGELOG.md").read_text(encoding="utf-8")
    uitgebracht = [regel.split()[1] for regel in wijzigingen.splitlines() if regel.startswith("## ") and "(2" in regel]
    assert sorted(uitgebracht) == VERSIES != []


def test_every_row_and_version_of_the_earlier_build_is_in_the_new_one_with_its_values(gebouwd: Magazijn) -> None:
    eerder, nieuw = gebouwd.builds()
    with duckdb.connect() as con:
        con.execute(f"attach '{eerder}' as eerder (read_only); attach '{nieuw}' as nieuw (read_only)")
        toen, nu = tables(con, "eerder"), tables(con, "nieuw")
        assert {"kern.meting_versie", "kern.afspraak", "staging.levering"} <= toen.keys() <= nu.keys()
        for tabel, kolommen in toen.items():
            assert set(kolommen) <= set(nu[tabel]), tabel
            namen = ", ".join(f'"{kolom}"' for kolom in kolommen)
            anders = con.execute(f"select {namen} from eerder.{tabel} except all select {namen} from nieuw.{tabel}").fetchall()
            erbij = con.execute(f"select {namen} from nieuw.{tabel} except all select {namen} from eerder.{tabel}").fetchall()
            assert (tabel, anders, erbij) == (tabel, [], []) or tabel in OVER_DE_BOUW
        assert con.execute("select count(*) from eerder.kern.meting_versie").fetchall()[0][0] >= 15


def test_corrections_and_what_was_withdrawn_are_as_they_were_delivered(gebouwd: Magazijn) -> None:
    assert query(gebouwd.map, "select periode, waarde from kern.meting_versie where indicator = 'bedden' order by all") == BEDDEN
    assert query(gebouwd.map, "select periode, waarde from kern.meting where indicator = 'bedden' order by all") == [
        ("2022-01", 21.0), ("2022-03", None), ("2022-04", 25.0),
    ]  # fmt: skip
    assert query(gebouwd.map, "select onderdrukt, teller from kern.meting where indicator = 'aandeel' and periode = '2021'") == [
        ("ja", None)
    ]


def test_what_this_version_built_is_in_use_whole_and_the_earlier_build_stays(gebouwd: Magazijn) -> None:
    eerder, nieuw = gebouwd.builds()
    assert (gebouwd.current_build(), is_whole(nieuw), is_whole(eerder)) == (nieuw, True, None)
    assert (
        query(gebouwd.map, "select versie from staging.bouw")
        != duckdb.connect(str(eerder)).execute("select versie from staging.bouw").fetchall()
    )


def test_gezondheid_builds_again_and_is_then_content(oud: Magazijn, capsys: pytest.CaptureFixture[str]) -> None:
    [eerder] = oud.builds()
    assert run(["gezondheid", "--magazijn", str(oud.map)]) == 0
    assert f"Van de bouw {eerder.stem} was niet vastgelegd hoe hij hoort te zijn. De spiegel is opnieuw gebouwd" in capsys.readouterr().out
    assert run(["gezondheid", "--magazijn", str(oud.map)]) == 0
    assert capsys.readouterr().out == (
        "Nagekeken: 5 leveringen, 34 bewaarde tabellen, 2 bouwen en een dossier met 0 versies. Alles is heel.\n"
    )


def test_an_earlier_day_shows_what_was_known_then(gebouwd: Magazijn) -> None:
    with without_questions():
        bouw = build_as_known(gebouwd, date(2022, 7, 15))
    with duckdb.connect(str(bouw), read_only=True) as con:
        assert con.execute("select periode, waarde from kern.meting where indicator = 'bedden' order by all").fetchall() == [
            ("2022-01", 20.0), ("2022-02", 22.0), ("2022-03", None),
        ]  # fmt: skip


def test_loading_goes_on_and_repeats_are_still_known(gebouwd: Magazijn, tmp_path: Path) -> None:
    magazijn = own(gebouwd, tmp_path)
    kop = "indicator,periode,waarde,tekst,teller,noemer,n,vervallen\n"
    with without_questions():
        herhaald = laad(magazijn.map, write_levering(tmp_path / "nog-eens", "2022-09-02", metingen=kop + "bedden,2022-04,25,,,,,\n"))
        nieuw = laad(magazijn.map, write_levering(tmp_path / "nieuw", "2022-10-01", metingen=kop + "bedden,2022-05,26,,,,,\n"))
    assert (herhaald.bewaard, [m.niets_nieuws for m in nieuw.bewaard]) == ([], [False])
    assert query(magazijn.map, "select waarde from kern.meting where periode = '2022-05'") == [(26.0,)]


def test_dates_that_slipped_before_there_was_a_dossier_are_in_the_dossier(gebouwd: Magazijn, tmp_path: Path) -> None:
    magazijn = own(gebouwd, tmp_path)
    bouw = magazijn.current_build()
    assert bouw is not None
    register = Register(open_engine(address(magazijn.map)))
    with duckdb.connect(str(bouw), read_only=True) as con:
        fill(register, bouw, con)
    assert [versie["klaar_op"] for versie in register.history("afspraak", "a1")] == ["2022-06", "2022-09", "2022-11"]
    assert {v["id"] for v in register.all("afspraak", "opvang")} == {"a1", "a2"}
    close_engines()


def test_a_backup_of_it_comes_back(gebouwd: Magazijn, tmp_path: Path) -> None:
    magazijn = own(gebouwd, tmp_path)
    assert run(["bewaar", str(tmp_path / "k.zip"), "--magazijn", str(magazijn.map)]) == 0
    assert run(["herstel", str(tmp_path / "k.zip"), "--magazijn", str(tmp_path / "terug")]) == 0
    close_engines()
    assert query(tmp_path / "terug", "select periode, waarde from kern.meting_versie where indicator = 'bedden' order by all") == BEDDEN


@pytest.fixture
def kijk(oud: Magazijn, monkeypatch: pytest.MonkeyPatch) -> Callable[..., str]:
    """Open a page of the dashboard on that magazijn; gives its own HTML."""
    monkeypatch.setenv("KETENSPIEGEL_MAGAZIJN", str(oud.map))
    monkeypatch.setenv("KETENSPIEGEL_OEFENEN", "ja")

    def kijk_(pagina: str, **adres: str) -> str:
        at = fresh(**adres)
        at = at.run() if pagina == "overzicht" else visit(at, pagina, **adres)
        assert not at.exception
        return html(at)

    return kijk_


def test_on_an_earlier_build_the_dashboard_says_what_to_do_and_after_that_works(oud: Magazijn, kijk: Callable[..., str]) -> None:
    [eerder] = oud.builds()
    for pagina in ("overzicht", "keten", "indicator"):
        scherm = kijk(pagina, keten="opvang")
        assert f"De spiegel {eerder.name} kan niet worden gelezen." in scherm
        assert "Bouw de spiegel opnieuw met <code>python -m etl bouw</code>." in scherm
    assert run(["bouw", "--magazijn", str(oud.map)]) == 0
    for pagina, woord in (("overzicht", "Opvang"), ("keten", "Niemand slaapt op straat"), ("indicator", "Bedden")):
        scherm = kijk(pagina, keten="opvang", indicator="bedden")
        assert "kan niet worden gelezen" not in scherm
        assert woord in scherm
    close_engines()
