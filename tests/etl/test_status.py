"""Who may see a levering: concept, in vertrouwen or gedeeld. Add here what concerns the status of leveringen in the ETL."""

import io
import json
import shutil
from contextlib import redirect_stderr, redirect_stdout
from datetime import date
from pathlib import Path

import duckdb
import pytest

from etl import cli
from etl.bouw import is_up_to_date
from etl.concept import build_concept, concepts
from etl.magazijn import Magazijn, hash_beside
from etl.peildatum import NietsBekend, build_as_known
from tests.etl.hulp import keep, laad, messages, query, write_levering

# What is built once, is built by one worker.
pytestmark = pytest.mark.usefixtures("zonder_vragen")
KETENS = "keten,naam,maatschappelijk_resultaat\nk,Keten K,Beter\n"
KOP = "indicator,keten,naam,dimensie,soort,eenheid,definitie,eigenaar,bron\n"
INDICATOREN = KOP + "i,k,I,resultaten,kwantitatief,cliënten,D,E,B\n"


def levering(map_: Path, status: str, op: str = "2025-01-01", **tabellen: str) -> Path:
    pad = write_levering(map_, op, **tabellen)
    (pad / "levering.json").write_text(json.dumps({"leverancier": "GGD", "geleverd_op": op, "status": status}), encoding="utf-8")
    return pad


def run(*argumenten: object) -> tuple[int, str]:
    """Run a command; its exit code and the last line it said."""
    gezegd = io.StringIO()
    with redirect_stdout(gezegd), redirect_stderr(gezegd):
        code = cli.run([str(a) for a in argumenten])
    return code, gezegd.getvalue().strip().splitlines()[-1]


def metingen(*rijen: tuple[str, str, int]) -> str:
    return "indicator,periode,gebied,waarde\n" + "".join(f"i,{periode},{gebied},{waarde}\n" for periode, gebied, waarde in rijen)


@pytest.fixture(scope="module")
def gevuld(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """2023 is shared; 2024 and another figure for 2023 came in vertrouwen, 2025 is a concept."""
    map_ = tmp_path_factory.mktemp("status")
    keep(map_ / "m", levering(map_ / "basis", "gedeeld", ketens=KETENS, indicatoren=INDICATOREN, metingen=metingen(("2023", "", 100))))
    keep(map_ / "m", levering(map_ / "proef", "concept", "2025-03-01", metingen=metingen(("2025", "", 70))))
    laad(map_ / "m", levering(map_ / "later", "in_vertrouwen", "2025-02-01", metingen=metingen(("2023", "", 90), ("2024", "", 80))))
    return map_ / "m"


@pytest.fixture
def magazijn(gevuld: Path, tmp_path: Path) -> Magazijn:
    """The same, to change."""
    return Magazijn(Path(shutil.copytree(gevuld, tmp_path / "m")))


def read(bouw: Path | None, sql: str = "select periode, waarde from kern.meting order by periode") -> list[tuple[object, ...]]:
    assert bouw is not None
    with duckdb.connect(str(bouw), read_only=True) as con:
        return con.execute(sql).fetchall()


def table_build(magazijn: Magazijn) -> Path:
    bouw = magazijn.current_build()
    assert bouw is not None
    return magazijn.for_table(bouw)


def test_what_came_in_vertrouwen_is_in_the_build_for_the_table_only(magazijn: Magazijn) -> None:
    assert read(magazijn.current_build()) == [("2023", 100)]
    assert read(table_build(magazijn)) == [("2023", 90), ("2024", 80)]
    assert "in_vertrouwen" not in str(read(magazijn.current_build(), "from staging.levering"))
    assert hash_beside(table_build(magazijn)).exists()
    assert is_up_to_date(magazijn, magazijn.manifests())


def test_without_anything_in_vertrouwen_there_is_one_build(tmp_path: Path) -> None:
    laad(tmp_path / "m", levering(tmp_path / "basis", "gedeeld", ketens=KETENS))
    assert not table_build(Magazijn(tmp_path / "m")).exists()


def test_a_concept_is_in_no_build_that_is_published(magazijn: Magazijn) -> None:
    assert read(magazijn.current_build()) == [("2023", 100)]
    assert read(table_build(magazijn)) == [("2023", 90), ("2024", 80)]
    assert [m.naam for m in concepts(magazijn)] == ["proef"]


def test_makers_look_at_what_is_shared_with_their_concept_in_it(magazijn: Magazijn, tmp_path: Path) -> None:
    laad(magazijn.map, levering(tmp_path / "ander", "concept", "2025-03-02", metingen=metingen(("2026", "", 60))))
    ander, proef = concepts(magazijn)
    bouw = build_concept(magazijn, proef)
    assert read(bouw) == [("2023", 100), ("2025", 70)]
    assert read(build_concept(magazijn, ander)) == [("2023", 100), ("2026", 60)]
    gemaakt = bouw.stat().st_ino
    assert build_concept(magazijn, proef).stat().st_ino == gemaakt
    assert read(magazijn.current_build()) == [("2023", 100)]


@pytest.mark.parametrize("status", ["in_vertrouwen", "gedeeld"])
def test_a_levering_that_is_shared_later_is_seen_from_then_on(magazijn: Magazijn, status: str) -> None:
    woorden = status.replace("_", " ")
    assert run("delen", "proef", status, "--magazijn", magazijn.map) == (
        0,
        f"Levering proef is nu {woorden} (was concept). De spiegel is opnieuw gebouwd.",
    )
    assert (("2025", 70) in read(magazijn.current_build())) is (status == "gedeeld")
    assert ("2025", 70) in read(table_build(magazijn))
    assert concepts(magazijn) == []
    assert is_up_to_date(magazijn, magazijn.manifests())


def test_a_levering_can_be_taken_back_to_the_table(magazijn: Magazijn) -> None:
    run("delen", "later", "gedeeld", "--magazijn", magazijn.map)
    assert read(magazijn.current_build()) == [("2023", 90), ("2024", 80)]
    gedeeld = magazijn.current_build()
    assert not table_build(magazijn).exists()
    run("delen", "later", "in_vertrouwen", "--magazijn", magazijn.map)
    assert read(magazijn.current_build()) == [("2023", 100)]
    assert gedeeld is not None
    assert run("publiceer", gedeeld.stem, "--magazijn", magazijn.map) == (
        2,
        f"In {gedeeld.stem} staat wat nu minder mensen mogen zien: later (in vertrouwen). Bouw opnieuw: python -m etl bouw.",
    )


@pytest.mark.parametrize(
    ("woorden", "zin"),
    [
        (("weg", "gedeeld"), "De levering weg is er niet. Het kenmerk van elke levering staat in: python -m etl status."),
        (("later", "in_vertrouwen"), "Levering later heeft al de status in vertrouwen. Er is niets veranderd."),
    ],
)
def test_delen_says_what_cannot_be(magazijn: Magazijn, woorden: tuple[str, str], zin: str) -> None:
    bouw = magazijn.current_build()
    assert run("delen", *woorden, "--magazijn", magazijn.map) == (2, zin)
    assert magazijn.current_build() == bouw


def test_two_leveringen_of_one_name_are_told_apart_by_their_id(magazijn: Magazijn, tmp_path: Path) -> None:
    keep(magazijn.map, levering(tmp_path / "x" / "later", "in_vertrouwen", "2025-03-01", metingen=metingen(("2025", "", 70))))
    assert run("delen", "later", "gedeeld", "--magazijn", magazijn.map) == (
        2,
        "Er zijn 2 leveringen met de naam later. Het kenmerk van elke levering staat in: python -m etl status.",
    )
    kenmerk = next(m.levering for m in magazijn.manifests() if m.geleverd_dag == date(2025, 3, 1))
    assert run("delen", kenmerk, "gedeeld", "--magazijn", magazijn.map)[0] == 0
    assert read(magazijn.current_build()) == [("2023", 100), ("2025", 70)]


def test_the_same_rows_delivered_again_for_everyone_are_news(magazijn: Magazijn, tmp_path: Path) -> None:
    verslag = laad(
        magazijn.map, levering(tmp_path / "weer", "gedeeld", "2025-04-01", metingen=metingen(("2023", "", 90), ("2024", "", 80)))
    )
    assert [m.niets_nieuws for m in verslag.bewaard] == [False]
    assert read(magazijn.current_build()) == [("2023", 90), ("2024", 80)]


def test_what_is_shared_may_not_build_on_what_is_in_vertrouwen(magazijn: Magazijn, tmp_path: Path) -> None:
    nieuw = KOP + "geheim,k,G,resultaten,kwantitatief,dagen,D,E,B\n"
    keep(magazijn.map, levering(tmp_path / "paspoort", "in_vertrouwen", "2025-03-01", indicatoren=nieuw))
    rij = "indicator,periode,waarde\ngeheim,2024,7\n"
    open_, dicht = (levering(tmp_path / s, s, "2025-03-02", metingen=rij) for s in ("gedeeld", "in_vertrouwen"))
    assert any("geheim" in zin and zin.startswith("fout") for zin in messages(open_, magazijn=magazijn.map))
    assert messages(dicht, magazijn=magazijn.map) == []


def test_leveringen_of_one_call_have_one_status(magazijn: Magazijn, tmp_path: Path) -> None:
    een = levering(tmp_path / "een", "gedeeld", metingen=metingen(("2025", "", 70)))
    twee = levering(tmp_path / "twee", "concept", metingen=metingen(("2026", "", 60)))
    assert run("laden", een, twee, "--magazijn", magazijn.map) == (
        2,
        "Deze leveringen hebben niet dezelfde status: een (gedeeld), twee (concept). Laad ze apart, de ruimste status eerst.",
    )


def test_a_shared_figure_is_hidden_for_everyone_when_one_in_vertrouwen_would_give_it_away(tmp_path: Path) -> None:
    """The total is shared and one part is in vertrouwen and small: neither build may give what the other hides."""
    map_ = tmp_path / "m"
    gedeeld = metingen(("2023", "", 100), ("2023", "noord", 40), ("2023", "oost", 57))
    laad(map_, levering(tmp_path / "basis", "gedeeld", ketens=KETENS, indicatoren=INDICATOREN, metingen=gedeeld))
    alleen = read(Magazijn(map_).current_build(), "select gebied, waarde from kern.meting order by gebied nulls first")
    assert alleen == [(None, 100), ("noord", 40), ("oost", 57)]
    laad(map_, levering(tmp_path / "later", "in_vertrouwen", "2025-02-01", metingen=metingen(("2023", "west", 3))))
    magazijn = Magazijn(map_)
    cijfers = "select gebied, waarde from kern.meting"
    open_, tafel = ({rij[0]: rij[1] for rij in read(bouw, cijfers)} for bouw in (magazijn.current_build(), table_build(magazijn)))
    assert (tafel["west"], "west" in open_) == (None, False)
    assert {g: w for g, w in tafel.items() if g != "west"} == open_
    assert None in (open_["noord"], open_["oost"], open_[None])


def test_a_day_looked_from_holds_only_what_is_shared(magazijn: Magazijn, tmp_path: Path) -> None:
    assert read(build_as_known(magazijn, date(2025, 6, 1))) == [("2023", 100)]
    run("delen", "later", "gedeeld", "--magazijn", magazijn.map)
    assert read(build_as_known(magazijn, date(2025, 6, 1))) == [("2023", 90), ("2024", 80)]
    keep(tmp_path / "n", levering(tmp_path / "enkel", "in_vertrouwen", ketens=KETENS))
    with pytest.raises(NietsBekend):
        build_as_known(Magazijn(tmp_path / "n"), date(2025, 6, 1))


def test_everything_in_vertrouwen_gives_an_empty_build_for_everyone_else(tmp_path: Path) -> None:
    map_ = tmp_path / "m"
    laad(map_, levering(tmp_path / "enkel", "in_vertrouwen", ketens=KETENS, indicatoren=INDICATOREN, metingen=metingen(("2023", "", 100))))
    assert query(map_, "select count(*) from kern.keten") == [(0,)]
    assert read(table_build(Magazijn(map_))) == [("2023", 100)]


def test_a_build_takes_its_table_build_along_when_it_goes(magazijn: Magazijn, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("etl.magazijn.BEWAARDE_BOUWEN", 1)
    eerste = table_build(magazijn)
    laad(magazijn.map, levering(tmp_path / "weer", "in_vertrouwen", "2025-05-01", metingen=metingen(("2025", "", 70))))
    assert not eerste.exists()
    assert not hash_beside(eerste).exists()
    assert table_build(magazijn).exists()


def test_status_lists_what_not_everyone_sees(magazijn: Magazijn) -> None:
    gezegd = io.StringIO()
    with redirect_stdout(gezegd):
        cli.run(["status", "--magazijn", str(magazijn.map)])
    regels = [regel for regel in gezegd.getvalue().splitlines() if "GGD" in regel]
    assert [regel.rpartition(", ")[2] for regel in regels] == [regels[0].rpartition(", ")[2], "in vertrouwen", "concept"]
    assert "geleverd" in regels[0].rpartition(", ")[2]
