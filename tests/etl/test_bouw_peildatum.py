"""The spiegel as it could be known on an earlier day. Add here what concerns builds of a peildatum."""

import json
import os
import shutil
import threading
import time
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import duckdb
import pytest

from etl import bouw
from etl.fouten import MagazijnFout
from etl.magazijn import BEWAARDE_PEILDATUMS, Magazijn
from etl.peildatum import NietsBekend, PeildatumFout, Toekomst, build_as_known, find_as_known, parse_peildatum
from tests.etl.hulp import keep, laad, query, write_levering
from tests.etl.test_opdracht import run

pytestmark = pytest.mark.usefixtures("zonder_vragen")

KETENS = "keten,naam,maatschappelijk_resultaat\nk,Keten K,Beter\n"
INDICATOREN = "indicator,keten,naam,dimensie,soort,eenheid,definitie,eigenaar,bron\ni,k,I,resultaten,kwantitatief,dagen,D,E,B\n"
PASPOORTKOP, PASPOORT = INDICATOREN.splitlines()
PASPOORTKOP += ",min_groep,kanttekening\n"
MORGEN = date.today() + timedelta(days=1)


def metingen(*waarden: tuple[str, str]) -> str:
    return "indicator,periode,waarde\n" + "".join(f"i,{periode},{waarde}\n" for periode, waarde in waarden)


@pytest.fixture(scope="module")
def gevuld(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """In March 2024 came 2022 and 2023; in March 2025 came 2024 and another figure for 2023."""
    map_ = tmp_path_factory.mktemp("peildatum")
    eerste = {"ketens": KETENS, "indicatoren": INDICATOREN, "metingen": metingen(("2022", "20"), ("2023", "30"))}
    keep(map_ / "m", write_levering(map_ / "een", "2024-03-15", **eerste))
    laad(map_ / "m", write_levering(map_ / "twee", "2025-03-14", metingen=metingen(("2023", "33"), ("2024", "40"))))
    return map_ / "m"


@pytest.fixture
def magazijn(gevuld: Path, tmp_path: Path) -> Magazijn:
    """The same, to change."""
    return Magazijn(Path(shutil.copytree(gevuld, tmp_path / "m")))


def read(pad: Path, sql: str) -> list[tuple[object, ...]]:
    with duckdb.connect(str(pad), read_only=True) as con:
        return con.execute(sql).fetchall()


WAARDEN = "select periode, waarde from kern.meting order by periode"


@pytest.mark.parametrize(
    ("dag", "verwacht"),
    [
        ("2024-03-15", [("2022", 20), ("2023", 30)]),
        ("2025-03-13", [("2022", 20), ("2023", 30)]),
        ("2025-03-14", [("2022", 20), ("2023", 33), ("2024", 40)]),
    ],
)
def test_a_day_sees_what_was_delivered_on_that_day_or_before(magazijn: Magazijn, dag: str, verwacht: list[tuple[str, float]]) -> None:
    pad = build_as_known(magazijn, date.fromisoformat(dag))
    assert read(pad, WAARDEN) == verwacht
    assert read(pad, "select peildatum from staging.bouw") == [(date.fromisoformat(dag),)]


def test_what_is_served_does_not_change(magazijn: Magazijn) -> None:
    in_gebruik, bouwen = magazijn.current_build(), magazijn.builds()
    pad = build_as_known(magazijn, date(2024, 6, 1))
    assert (magazijn.current_build(), magazijn.builds()) == (in_gebruik, bouwen)
    assert pad.parent == magazijn.map / "peildatum"
    assert query(magazijn.map, "select peildatum from staging.bouw") == [(date.today(),)]


def test_the_same_day_is_made_once(magazijn: Magazijn) -> None:
    pad = build_as_known(magazijn, date(2024, 6, 1))
    gemaakt = pad.stat().st_ino
    assert find_as_known(magazijn, date(2024, 6, 1)) == pad
    assert build_as_known(magazijn, date(2024, 6, 1)).stat().st_ino == gemaakt
    assert build_as_known(magazijn, date(2024, 6, 1), opnieuw=True).stat().st_ino != gemaakt


def test_two_who_ask_for_the_same_day_at_once_get_one_build(magazijn: Magazijn, monkeypatch: pytest.MonkeyPatch) -> None:
    gemaakt: list[Path] = []
    echt = bouw._make

    def slow(*args: object, **hoe: object) -> Path:
        time.sleep(0.3)
        gemaakt.append(echt(*args, **hoe))  # type: ignore[arg-type]
        return gemaakt[-1]

    monkeypatch.setattr(bouw, "_make", slow)
    paden: list[Path] = []
    vragers = [threading.Thread(target=lambda: paden.append(build_as_known(magazijn, date(2024, 6, 1)))) for _ in range(3)]
    for vrager in vragers:
        vrager.start()
    for vrager in vragers:
        vrager.join()
    assert len(gemaakt) == 1
    assert len(set(paden)) == 1
    assert len(paden) == 3


def test_loading_goes_on_while_an_earlier_day_is_made(magazijn: Magazijn, tmp_path: Path) -> None:
    with magazijn.as_known_workspace():
        verslag = laad(magazijn.map, write_levering(tmp_path / "drie", metingen=metingen(("2025", "50"))))
    assert [m.naam for m in verslag.bewaard] == ["drie"]


def test_a_later_loaded_levering_of_an_earlier_day_makes_another_build(magazijn: Magazijn, tmp_path: Path) -> None:
    eerder = build_as_known(magazijn, date(2024, 6, 1))
    laad(magazijn.map, write_levering(tmp_path / "nagekomen", "2024-05-31", metingen=metingen(("2021", "10"))))
    assert find_as_known(magazijn, date(2024, 6, 1)) is None
    nieuw = build_as_known(magazijn, date(2024, 6, 1))
    assert nieuw != eerder
    assert read(nieuw, WAARDEN) == [("2021", 10), ("2022", 20), ("2023", 30)]


def test_a_levering_of_a_later_day_leaves_the_build_as_it_is(magazijn: Magazijn, tmp_path: Path) -> None:
    eerder = build_as_known(magazijn, date(2024, 6, 1))
    gebeurtenissen = "keten,datum,soort,omschrijving\nk,2025-12-01,beleid,Nieuw plan\n"
    laad(magazijn.map, write_levering(tmp_path / "drie", "2026-01-01", gebeurtenissen=gebeurtenissen))
    assert find_as_known(magazijn, date(2024, 6, 1)) == eerder


def test_later_figures_that_hide_nothing_leave_it(magazijn: Magazijn, tmp_path: Path) -> None:
    pad = build_as_known(magazijn, date(2024, 6, 1))
    laad(magazijn.map, write_levering(tmp_path / "drie", "2026-01-01", metingen=metingen(("2025", "50"))))
    assert find_as_known(magazijn, date(2024, 6, 1)) == pad


def test_later_figures_that_hide_more_make_it_again(magazijn: Magazijn, tmp_path: Path) -> None:
    build_as_known(magazijn, date(2024, 6, 1))
    kop, rij = "indicator,periode,waarde,n\n", "i,2022,20,3\n"
    laad(magazijn.map, write_levering(tmp_path / "drie", "2026-01-01", metingen=kop + rij))
    assert find_as_known(magazijn, date(2024, 6, 1)) is None


def test_a_larger_smallest_group_makes_it_again(magazijn: Magazijn, tmp_path: Path) -> None:
    build_as_known(magazijn, date(2024, 6, 1))
    strenger = f"{PASPOORTKOP}{PASPOORT},25,Kleine gemeente\n"
    laad(magazijn.map, write_levering(tmp_path / "drie", "2026-01-01", indicatoren=strenger))
    assert find_as_known(magazijn, date(2024, 6, 1)) is None


def test_figures_that_hide_more_count_from_the_moment_that_today_shows_them(
    magazijn: Magazijn, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    eerder = build_as_known(magazijn, date(2024, 6, 1))
    drie = write_levering(tmp_path / "drie", "2026-01-01", metingen="indicator,periode,waarde,n\ni,2022,20,3\n")
    with monkeypatch.context() as zonder:
        zonder.setattr("etl.laden.build", lambda *_, **__: None)
        laad(magazijn.map, drie)
    assert find_as_known(magazijn, date(2024, 6, 1)) == eerder
    laad(magazijn.map, drie)
    assert find_as_known(magazijn, date(2024, 6, 1)) is None


def test_without_a_build_of_this_version_each_later_figure_counts(magazijn: Magazijn, tmp_path: Path) -> None:
    eerder = build_as_known(magazijn, date(2024, 6, 1))
    magazijn.aanwijzer.unlink()
    zonder = build_as_known(magazijn, date(2024, 6, 1))
    assert zonder != eerder
    keep(magazijn.map, write_levering(tmp_path / "drie", "2026-01-01", metingen=metingen(("2025", "50"))))
    assert find_as_known(magazijn, date(2024, 6, 1)) is None


def test_what_is_hidden_while_an_earlier_day_is_made_makes_it_again(
    magazijn: Magazijn, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The build was begun before the figures that hide more came: it must not pass for one that knew them."""
    make, drie = bouw._make, write_levering(tmp_path / "drie", "2026-01-01", metingen="indicator,periode,waarde,n\ni,2022,20,3\n")

    def overtaken(*a: Any, **k: Any) -> Path:
        gemaakt = make(*a, **k)
        monkeypatch.setattr(bouw, "_make", make)
        laad(magazijn.map, drie)
        return gemaakt

    monkeypatch.setattr(bouw, "_make", overtaken)
    build_as_known(magazijn, date(2024, 6, 1))
    assert find_as_known(magazijn, date(2024, 6, 1)) is None


def test_another_version_or_model_makes_another_build(magazijn: Magazijn, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    build_as_known(magazijn, date(2024, 6, 1))
    with monkeypatch.context() as ander:
        ander.setattr(bouw, "VERSIE", "9.9.9")
        assert find_as_known(magazijn, date(2024, 6, 1)) is None
    (tmp_path / "20_kern").mkdir()
    (tmp_path / "20_kern" / "x.sql").write_text("-- Eén rij.\nselect 1 as a")
    monkeypatch.setattr(bouw, "MODELS", tmp_path)
    assert find_as_known(magazijn, date(2024, 6, 1)) is None


def test_ten_days_are_kept_and_the_one_used_longest_ago_goes(magazijn: Magazijn, monkeypatch: pytest.MonkeyPatch) -> None:
    assert BEWAARDE_PEILDATUMS == 10
    monkeypatch.setattr("etl.magazijn.BEWAARDE_PEILDATUMS", 3)  # as many builds say the same
    dagen = [date(2024, 4, dag) for dag in range(1, 4)]
    for nummer, dag in enumerate(dagen):
        os.utime(build_as_known(magazijn, dag), (nummer, nummer))
    assert find_as_known(magazijn, dagen[0]) is not None  # looked at again: used now
    build_as_known(magazijn, date(2024, 5, 1))
    assert [dag for dag in dagen if find_as_known(magazijn, dag) is None] == [dagen[1]]


def test_left_overs_of_a_killed_run_are_removed(magazijn: Magazijn) -> None:
    rest = magazijn.map / "peildatum" / "werk"
    rest.mkdir(parents=True)
    (rest / "spiegel.duckdb").write_text("half")
    build_as_known(magazijn, date(2024, 6, 1))
    assert not rest.exists()


def test_before_the_first_levering_there_is_nothing(magazijn: Magazijn) -> None:
    with pytest.raises(NietsBekend) as fout:
        build_as_known(magazijn, date(2024, 3, 14))
    assert str(fout.value) == "Op 2024-03-14 was er nog niets geleverd. De eerste levering is van 2024-03-15."
    assert fout.value.eerste == date(2024, 3, 15)
    assert not (magazijn.map / "peildatum").exists()


def test_an_empty_magazijn_says_how_to_begin(tmp_path: Path) -> None:
    with pytest.raises(NietsBekend) as fout:
        find_as_known(Magazijn(tmp_path), date(2024, 3, 14))
    assert str(fout.value) == "Op 2024-03-14 was er nog niets geleverd. Laad eerst een levering: python -m etl laden MAP."


def test_a_magazijn_that_cannot_be_written_is_told(magazijn: Magazijn) -> None:
    (magazijn.map / "peildatum").write_text("in de weg")
    with pytest.raises(MagazijnFout) as fout:
        build_as_known(magazijn, date(2024, 6, 1))
    assert str(fout.value) == (
        f"In het magazijn {magazijn.map} kan niet worden geschreven (File exists). "
        "Daarom kan de spiegel van een eerdere dag niet worden gemaakt. Kijk of u in de map peildatum mag schrijven."
    )


@pytest.mark.parametrize("tekst", ["", "x", "30-06-2025", "20250630", "2025-02-30", "2025-6-30", "2025-W01-1", "2025-06-30T10:00"])
def test_what_is_no_day_is_refused(tekst: str) -> None:
    with pytest.raises(PeildatumFout) as fout:
        parse_peildatum(tekst)
    assert str(fout.value) == f"“{tekst}” is geen datum. Schrijf jaar, maand en dag, bijvoorbeeld 2025-06-30."


def test_a_day_that_has_not_been_is_refused_and_today_is_not() -> None:
    with pytest.raises(Toekomst) as fout:
        parse_peildatum(MORGEN.isoformat())
    assert str(fout.value) == f"{MORGEN} ligt in de toekomst. Kies een dag tot en met vandaag, {date.today()}."
    assert parse_peildatum(date.today().isoformat()) == date.today()


def test_a_day_that_was_delivered_as_such_is_that_day_in_any_time_zone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "Europe/Amsterdam")
    time.tzset()
    try:
        laad(tmp_path / "m", write_levering(tmp_path / "l", "2024-03-15", ketens=KETENS))
        assert query(tmp_path / "m", "select geleverd_op::date from staging.levering") == [(date(2024, 3, 15),)]
        assert build_as_known(Magazijn(tmp_path / "m"), date(2024, 3, 15)).exists()
    finally:
        monkeypatch.undo()
        time.tzset()


def test_the_command_makes_the_build_and_prints_where_it_is(magazijn: Magazijn) -> None:
    uitvoer = run("bouw", "--peildatum", "2024-06-01", magazijn=magazijn.map)
    pad = find_as_known(magazijn, date(2024, 6, 1))
    assert (uitvoer.returncode, uitvoer.stderr) == (0, "")
    assert uitvoer.stdout == f"Gebouwd zoals bekend op 2024-06-01. De bouw in gebruik is niet veranderd. Deze staat in:\n{pad}\n"


def test_the_command_tells_it_as_json(magazijn: Magazijn) -> None:
    pad = build_as_known(magazijn, date(2024, 6, 1))
    eerder = json.loads(run("bouw", "--peildatum", "2024-06-01", "--json", magazijn=magazijn.map).stdout)
    assert eerder == {"bouw": str(pad), "peildatum": "2024-06-01", "in_gebruik": False}
    nu = json.loads(run("bouw", "--json", magazijn=magazijn.map).stdout)
    assert nu == {"bouw": str(magazijn.current_build()), "peildatum": date.today().isoformat(), "in_gebruik": True}


@pytest.mark.parametrize(
    ("tekst", "zin"),
    [
        ("gisteren", "“gisteren” is geen datum. Schrijf jaar, maand en dag, bijvoorbeeld 2025-06-30."),
        (str(MORGEN), f"{MORGEN} ligt in de toekomst. Kies een dag tot en met vandaag, {date.today()}."),
        ("2020-01-01", "Op 2020-01-01 was er nog niets geleverd. De eerste levering is van 2024-03-15."),
    ],
)
def test_a_wrong_day_ends_the_command_with_2_and_a_sentence(magazijn: Magazijn, tekst: str, zin: str) -> None:
    uitvoer = run("bouw", "--peildatum", tekst, magazijn=magazijn.map)
    assert (uitvoer.returncode, uitvoer.stdout, uitvoer.stderr) == (2, "", zin + "\n")


@pytest.fixture(scope="module")
def kleine_groep(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """n was 22 in 2022, and 8 the year before; ten was enough then. The second is the name of what was known on 1 June 2024."""
    map_ = tmp_path_factory.mktemp("kleine groep")
    cijfers = "indicator,periode,waarde,n\ni,2021,20,8\ni,2022,30,22\n"
    eerste = {"ketens": KETENS, "indicatoren": f"{PASPOORTKOP}{PASPOORT},,\n", "metingen": cijfers}
    laad(map_ / "m", write_levering(map_ / "een", "2024-03-15", **eerste))
    return map_ / "m", build_as_known(Magazijn(map_ / "m"), date(2024, 6, 1)).name


@pytest.mark.parametrize(("nu", "waarden"), [("25", [None, None]), ("35", [None, None]), ("0", [None, 30]), ("", [None, 30])])
def test_a_group_that_is_too_small_by_the_passport_of_now_is_suppressed_on_an_earlier_day_too(
    kleine_groep: tuple[Path, str], tmp_path: Path, nu: str, waarden: list[float | None]
) -> None:
    """The passport of now may ask for a larger group than that of then, never for a smaller one."""
    winkel = Magazijn(Path(shutil.copytree(kleine_groep[0], tmp_path / "m")))
    laad(winkel.map, write_levering(tmp_path / "twee", "2025-03-14", indicatoren=f"{PASPOORTKOP}{PASPOORT},{nu},afgesproken\n"))
    pad = build_as_known(winkel, date(2024, 6, 1))
    assert (pad.name == kleine_groep[1]) is (nu == "")  # the same group as then hides nothing more
    assert [rij[0] for rij in read(pad, "select waarde from kern.meting order by periode")] == waarden
    assert read(pad, "select table_name from information_schema.tables where table_schema = 'staging' order by 1") == read(
        winkel.current_build() or pad, "select table_name from information_schema.tables where table_schema = 'staging' order by 1"
    )
