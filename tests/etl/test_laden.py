"""Loading: whole or not at all, nothing lost, versions kept, small groups hidden, builds published."""

import json
import shutil
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from etl.bouw import VERSIE
from etl.contract import contract
from etl.fouten import MagazijnFout
from etl.magazijn import Magazijn
from tests.etl.hulp import copy_good, keep, laad, query, write_levering

pytestmark = pytest.mark.usefixtures("zonder_vragen")

KETENS = "keten,naam,maatschappelijk_resultaat\nk,K,Beter\n"
INDICATOREN = "indicator,keten,naam,dimensie,soort,eenheid,richting,min_groep,kanttekening\n"
KOP = "indicator,periode,waarde,tekst,teller,noemer,n,gebied,groep,bron_partij,definitie_versie,vervallen\n"


def meting(waarde: str = "20", periode: str = "2022-01", indicator: str = "i", **rest: str) -> str:
    velden = {"indicator": indicator, "periode": periode, "waarde": waarde} | rest
    return ",".join(velden.get(naam, "") for naam in KOP.strip().split(",")) + "\n"


def basis(map_: Path, *metingen: str, eenheid: str = "dagen", min_groep: str = "", reden: str = "", **rest: str) -> Path:
    indicatoren = INDICATOREN + f"i,k,I,resultaten,kwantitatief,{eenheid},hoger,{min_groep},{reden}\n"
    return write_levering(map_, "2022-07-01", ketens=KETENS, indicatoren=indicatoren, metingen=KOP + "".join(metingen), **rest)


@pytest.fixture
def magazijn(tmp_path: Path) -> Path:
    return tmp_path / "magazijn"


def test_every_promised_table_exists_with_its_columns_and_types(tmp_path: Path, magazijn: Path) -> None:
    laad(magazijn, write_levering(tmp_path / "l", ketens=KETENS))
    kolommen = {
        (t, k): soort
        for t, k, soort in query(
            magazijn, "select table_schema || '.' || table_name, column_name, data_type from information_schema.columns"
        )
    }
    for tabel in contract().values():
        for kolom in tabel.kolommen:
            if kolom.naam == "vervallen":
                continue
            verwacht = "DOUBLE" if kolom.soort in ("getal", "geheel") else "VARCHAR"
            assert kolommen[f"kern.{tabel.enkelvoud}", kolom.naam] == verwacht
            if kolom.soort == "datum":
                assert kolommen[f"kern.{tabel.enkelvoud}", f"{kolom.naam}_van"] == "DATE"
                assert kolommen[f"kern.{tabel.enkelvoud}", f"{kolom.naam}_tot"] == "DATE"
        assert kolommen[f"kern.{tabel.enkelvoud}", "levering"] == "VARCHAR"
    for naam in ("keten", "project", "dimensie", "reeks", "periodesoort", "onderdrukt"):
        assert kolommen["kern.meting", naam] == "VARCHAR"
    assert (kolommen["kern.meting", "van"], kolommen["kern.meting", "tot"]) == ("DATE", "DATE")
    for naam in ("levering", "leverancier", "geleverd_op", "geladen_op", "status", "fictief", "rijen", "hash"):
        assert ("staging.levering", naam) in kolommen
    for naam in ("levering", "bestand", "rij", "kolom", "waarde", "regel", "tekst"):
        assert ("staging.waarschuwing", naam) in kolommen
    for naam in ("gebouwd_op", "peildatum", "versie"):
        assert ("staging.bouw", naam) in kolommen


def test_the_peildatum_is_the_day_of_building(tmp_path: Path, magazijn: Path) -> None:
    laad(magazijn, write_levering(tmp_path / "l", ketens=KETENS))
    assert query(magazijn, "select peildatum, versie from staging.bouw") == [(date.today(), VERSIE)]


def test_a_refused_levering_leaves_nothing_behind_and_the_others_are_loaded(tmp_path: Path, magazijn: Path) -> None:
    goed = write_levering(tmp_path / "goed", ketens=KETENS)
    fout = write_levering(tmp_path / "fout", ketens="keten,naam,maatschappelijk_resultaat\nm,M,Beter\nn,,Beter\n")
    verslag = laad(magazijn, goed, fout)
    assert [g.is_geweigerd for g in verslag.keuring.gekeurd] == [False, True]
    assert query(magazijn, "select keten from kern.keten") == [("k",)]


def test_loading_the_same_again_is_nothing_new_and_is_recorded_once(tmp_path: Path, magazijn: Path) -> None:
    levering = basis(tmp_path / "l", meting())
    for doe in (keep, keep, laad):
        doe(magazijn, levering)
    assert query(magazijn, "select niets_nieuws, rijen from staging.levering order by geladen_op") == [("nee", 3), ("ja", 0)]
    assert query(magazijn, "select count(*) from kern.meting_versie") == [(1,)]


def test_another_value_is_a_new_version_and_the_old_one_is_kept(tmp_path: Path, magazijn: Path) -> None:
    keep(magazijn, basis(tmp_path / "a", meting("20"), meting("30", "2022-02")))
    laad(magazijn, write_levering(tmp_path / "b", "2022-08-01", metingen=KOP + meting("21") + meting("30", "2022-02")))
    assert query(magazijn, "select periode, waarde from kern.meting order by periode") == [("2022-01", 21.0), ("2022-02", 30.0)]
    versies = "select periode, waarde, geleverd_op::date from kern.meting_versie order by periode, geleverd_op"
    assert query(magazijn, versies) == [
        ("2022-01", 20.0, date(2022, 7, 1)),
        ("2022-01", 21.0, date(2022, 8, 1)),
        ("2022-02", 30.0, date(2022, 7, 1)),
    ]


def test_the_newest_delivery_counts_and_not_the_newest_loading(tmp_path: Path, magazijn: Path) -> None:
    keep(magazijn, basis(tmp_path / "a", meting("20")))
    laad(magazijn, write_levering(tmp_path / "b", "2022-06-01", metingen=KOP + meting("19")))
    assert query(magazijn, "select waarde from kern.meting") == [(20.0,)]


def test_within_one_call_the_place_decides_between_equal_moments(tmp_path: Path, magazijn: Path) -> None:
    keep(magazijn, basis(tmp_path / "a", meting("20")))
    laad(magazijn, *[write_levering(tmp_path / f"b{i}", "2022-09-01", metingen=KOP + meting(str(i))) for i in (1, 2)])
    assert query(magazijn, "select waarde from kern.meting") == [(2.0,)]


def test_going_back_to_an_old_value_is_a_third_version(tmp_path: Path, magazijn: Path) -> None:
    keep(magazijn, basis(tmp_path / "a", meting("20")))
    keep(magazijn, write_levering(tmp_path / "b", "2022-08-01", metingen=KOP + meting("21")))
    laad(magazijn, write_levering(tmp_path / "c", "2022-09-01", metingen=KOP + meting("20")))
    assert query(magazijn, "select waarde from kern.meting_versie order by geleverd_op") == [(20.0,), (21.0,), (20.0,)]
    assert query(magazijn, "select waarde from kern.meting") == [(20.0,)]


def test_periods_that_mean_the_same_days_are_one_key(tmp_path: Path, magazijn: Path) -> None:
    keep(magazijn, basis(tmp_path / "a", meting("20", "2005/2006")))
    laad(magazijn, write_levering(tmp_path / "b", "2022-08-01", metingen=KOP + meting("21", "2005/06")))
    assert query(magazijn, "select periode, waarde, periodesoort from kern.meting") == [("2005/06", 21.0, "schooljaar")]


def test_a_withdrawn_row_is_gone_and_stays_in_the_history(tmp_path: Path, magazijn: Path) -> None:
    keep(magazijn, basis(tmp_path / "a", meting("20")))
    laad(magazijn, write_levering(tmp_path / "b", "2022-08-01", metingen=KOP + meting("", vervallen="ja")))
    assert query(magazijn, "select count(*) from kern.meting") == [(0,)]
    assert query(magazijn, "select waarde, vervallen from kern.meting_versie order by geleverd_op") == [(20.0, None), (None, "ja")]


def test_leaving_a_row_out_removes_nothing(tmp_path: Path, magazijn: Path) -> None:
    keep(magazijn, basis(tmp_path / "a", meting("20"), meting("30", "2022-02")))
    laad(magazijn, write_levering(tmp_path / "b", "2022-08-01", metingen=KOP + meting("21")))
    assert query(magazijn, "select count(*) from kern.meting") == [(2,)]


KLEIN = [
    ("dagen", {"waarde": "5", "n": "9"}, "ja"),
    ("dagen", {"waarde": "5", "n": "10"}, "nee"),
    ("dagen", {"waarde": "5"}, "nee"),
    ("jongeren", {"waarde": "9"}, "ja"),
    ("jongeren", {"waarde": "10"}, "nee"),
    ("jongeren", {"waarde": "0"}, "nee"),
    ("huishoudens per jaar", {"waarde": "3"}, "ja"),
    ("%", {"waarde": "5"}, "nee"),
    ("personen", {"waarde": "", "teller": "3", "noemer": "40"}, "ja"),
    ("personen", {"waarde": "", "teller": "35", "noemer": "40"}, "ja"),
    ("personen", {"waarde": "", "teller": "20", "noemer": "40"}, "nee"),
]


@pytest.fixture(scope="module")
def kleine_groepen(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Each of these groups as the one meting of an indicator, in a keten of its own."""
    map_ = tmp_path_factory.mktemp("klein")
    ketens = KETENS.splitlines()[0] + "\n" + "".join(f"k{i},K{i},Beter\n" for i in range(len(KLEIN)))
    indicatoren = INDICATOREN + "".join(
        f"i{i},k{i},I{i},resultaten,kwantitatief,{eenheid},hoger,,\n" for i, (eenheid, _, _) in enumerate(KLEIN)
    )
    rijen = "".join(meting(**velden, indicator=f"i{i}") for i, (_, velden, _) in enumerate(KLEIN))
    laad(map_ / "m", write_levering(map_ / "l", "2022-07-01", ketens=ketens, indicatoren=indicatoren, metingen=KOP + rijen))
    return map_ / "m"


@pytest.mark.parametrize("nummer", range(len(KLEIN)))
def test_a_small_group_is_suppressed_in_every_value_column(nummer: int, kleine_groepen: Path) -> None:
    onderdrukt = KLEIN[nummer][2]
    leeg = "waarde is null and teller is null and noemer is null and n is null and tekst is null and reeks is null"
    for tabel in ("kern.meting", "kern.meting_versie"):
        vraag = f"select onderdrukt, {leeg} from {tabel} where indicator = 'i{nummer}'"
        assert query(kleine_groepen, vraag) == [(onderdrukt, onderdrukt == "ja")]


def test_min_groep_zero_with_a_reason_switches_the_protection_off(tmp_path: Path, magazijn: Path) -> None:
    laad(magazijn, basis(tmp_path / "l", meting("3"), eenheid="jongeren", min_groep="0", reden="Openbare telling"))
    assert query(magazijn, "select waarde, onderdrukt from kern.meting") == [(3.0, "nee")]


def test_a_share_in_percent_is_a_hundred_times_teller_over_noemer(tmp_path: Path, magazijn: Path) -> None:
    laad(magazijn, basis(tmp_path / "l", meting("", teller="45", noemer="90"), eenheid="%"))
    assert query(magazijn, "select waarde, teller, noemer from kern.meting") == [(50.0, 45.0, 90.0)]


def test_a_reeks_holds_numbers_with_two_dates_and_nothing_else(tmp_path: Path, magazijn: Path) -> None:
    rijen = [meting("1", "2022-01"), meting("2", "2022-02"), meting("3", "2020/.."), meting("4", ""), meting("", "2022-03", tekst="veel")]
    laad(magazijn, basis(tmp_path / "l", *rijen))
    assert query(magazijn, "select periode, reeks is not null from kern.meting order by periode nulls last") == [
        ("2020/..", False),
        ("2022-01", True),
        ("2022-02", True),
        ("2022-03", False),
        (None, False),
    ]
    assert query(magazijn, "select count(distinct reeks) from kern.meting") == [(1,)]


def test_a_reeks_keeps_its_name_from_build_to_build_and_differs_per_part(tmp_path: Path, magazijn: Path) -> None:
    laad(magazijn, basis(tmp_path / "a", meting("1"), meting("1", gebied="Noord"), meting("1", definitie_versie="2")))
    eerst = query(magazijn, "select distinct reeks from kern.meting order by 1")
    laad(magazijn, write_levering(tmp_path / "b", "2022-08-01", metingen=KOP + meting("2")))
    assert len(eerst) == 3
    assert query(magazijn, "select distinct reeks from kern.meting order by 1") == eerst


KNIPPEN = [
    ("i0,2022-02-15,definitiewijziging", [1, 1, 2]),
    ("i1,2022-02-01,registratiewijziging", [1, 2, 2]),
    (",2022-03,registratiewijziging", [1, 1, 2]),
    ("i3,2022-02-15,interventie", [1, 1, 1]),
    ("i4,2021-01-01,definitiewijziging", [1, 1, 1]),
    ("i5,2023-01-01,definitiewijziging", [1, 1, 1]),
]


@pytest.fixture(scope="module")
def geknipt(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Each of these gebeurtenissen in a keten of its own with one indicator."""
    map_ = tmp_path_factory.mktemp("knippen")
    nummers = range(len(KNIPPEN))
    ketens = KETENS.splitlines()[0] + "\n" + "".join(f"k{i},K{i},Beter\n" for i in nummers)
    indicatoren = INDICATOREN + "".join(f"i{i},k{i},I{i},resultaten,kwantitatief,dagen,hoger,,\n" for i in nummers)
    gebeurtenissen = "keten,indicator,datum,soort,omschrijving\n" + "".join(f"k{i},{rij},X\n" for i, (rij, _) in enumerate(KNIPPEN))
    metingen = KOP + "".join(meting(str(m), f"2022-0{m}", f"i{i}") for i in nummers for m in (1, 2, 3))
    tabellen = {"ketens": ketens, "indicatoren": indicatoren, "metingen": metingen, "gebeurtenissen": gebeurtenissen}
    laad(map_ / "m", write_levering(map_ / "l", "2022-07-01", **tabellen))
    return map_ / "m"


@pytest.mark.parametrize("nummer", range(len(KNIPPEN)))
def test_a_change_of_definition_or_registration_starts_a_segment(nummer: int, geknipt: Path) -> None:
    segmenten = query(geknipt, f"select segment from beweging.punt where indicator = 'i{nummer}' order by van")
    assert [s for (s,) in segmenten] == KNIPPEN[nummer][1]


def test_dates_stay_as_delivered_beside_the_days_they_can_mean(tmp_path: Path, magazijn: Path) -> None:
    laad(magazijn, copy_good(tmp_path / "l"))
    assert query(magazijn, "select van, van_van, van_tot, tot, tot_tot from kern.project") == [
        ("2021-01", date(2021, 1, 1), date(2021, 1, 31), "2022-06", date(2022, 6, 30))
    ]


def test_warnings_are_kept_with_the_levering(tmp_path: Path, magazijn: Path) -> None:
    laad(magazijn, basis(tmp_path / "l", meting("1", "")))
    assert query(magazijn, "select bestand, rij, kolom, regel, tekst from staging.waarschuwing where bestand = 'metingen.csv'") == [
        ("metingen.csv", 2, "periode", "lege_periode", "De periode is leeg. Het cijfer staat straks in de tabel, maar niet op de tijdlijn.")
    ]


def test_a_warning_about_a_figure_does_not_give_the_figure_away(tmp_path: Path, magazijn: Path) -> None:
    laad(magazijn, basis(tmp_path / "l", meting("88.25", teller="3", noemer="4", n="4"), eenheid="%"))
    assert query(magazijn, "select kolom, waarde, tekst from staging.waarschuwing where regel = 'waarde_wijkt_af'") == [
        ("waarde", None, "is niet teller gedeeld door noemer: dat is …. Kijk welke van de drie klopt.")
    ]


def test_the_last_ten_builds_are_kept_and_an_earlier_one_can_be_served_again(tmp_path: Path, magazijn: Path) -> None:
    winkel = Magazijn(magazijn)
    laad(magazijn, basis(tmp_path / "eerst", meting("20")))
    eerste = winkel.builds()[0]
    for _ in range(10):  # copies count as builds
        winkel.publish(winkel.add_build(Path(shutil.copy(eerste, tmp_path / "kopie.duckdb")), datetime.now(UTC)))
    assert eerste not in winkel.builds()
    laad(magazijn, basis(tmp_path / "laatst", meting("21")))
    bouwen = winkel.builds()
    assert len(bouwen) == 10
    assert winkel.current_build() == bouwen[-1]
    winkel.publish(winkel.find_build(bouwen[3].stem))
    assert winkel.current_build() == bouwen[3]


def test_a_damaged_pointer_is_a_clear_message_and_a_build_mends_it(tmp_path: Path, magazijn: Path) -> None:
    from etl.bouw import build

    laad(magazijn, write_levering(tmp_path / "l", ketens=KETENS))
    winkel = Magazijn(magazijn)
    winkel.aanwijzer.write_text("kapot")
    with pytest.raises(MagazijnFout, match=r"is beschadigd\. Voer `python -m etl bouw` uit\.$"):
        winkel.current_build()
    with winkel.lock(), winkel.workspace() as werkmap:
        nieuw = build(winkel, werkmap)
    assert winkel.current_build() == nieuw


def test_a_damaged_manifest_says_which_file_to_put_back(tmp_path: Path, magazijn: Path) -> None:
    laad(magazijn, write_levering(tmp_path / "l", ketens=KETENS))
    (manifest,) = (magazijn / "leveringen").glob("*.json")
    manifest.write_text(json.dumps({"levering": "x"}))
    with pytest.raises(MagazijnFout) as fout:
        Magazijn(magazijn).manifests()
    assert str(fout.value) == f"Het manifest {manifest} is beschadigd. Zet het terug uit de reservekopie."


def test_a_second_process_is_told_to_wait(magazijn: Path) -> None:
    with Magazijn(magazijn).lock(), pytest.raises(MagazijnFout) as fout, Magazijn(magazijn).lock():
        pass
    assert str(fout.value) == f"Een ander proces werkt nu in het magazijn {magazijn}. Wacht tot dat klaar is en probeer het opnieuw."


def test_rebuilding_gives_the_same_rows(tmp_path: Path, magazijn: Path) -> None:
    from etl.bouw import build

    laad(magazijn, copy_good(tmp_path / "l"))
    rijen = {t.enkelvoud: query(magazijn, f"select * from kern.{t.enkelvoud} order by all") for t in contract().values()}
    winkel = Magazijn(magazijn)
    with winkel.lock(), winkel.workspace() as werkmap:
        build(winkel, werkmap)
    assert {t.enkelvoud: query(magazijn, f"select * from kern.{t.enkelvoud} order by all") for t in contract().values()} == rijen


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rijen=st.permutations(list(range(4))), kolommen=st.permutations(KOP.strip().split(",")))
def test_the_order_of_rows_and_columns_changes_nothing(
    rijen: list[int], kolommen: list[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    map_ = tmp_path_factory.mktemp("volgorde")
    velden = [{"indicator": "i", "periode": f"2022-0{m}", "waarde": str(20 + m), "gebied": "Noord" if m % 2 else ""} for m in range(1, 5)]
    keep(map_ / "m", basis(map_ / "a", *[meting(v["waarde"], v["periode"], gebied=v["gebied"]) for v in velden]))
    regels = [",".join(kolommen), *[",".join(velden[i].get(k, "") for k in kolommen) for i in rijen]]
    keep(map_ / "m", write_levering(map_ / "b", "2022-08-01", metingen="\n".join(regels) + "\n"))
    assert [m.niets_nieuws for m in Magazijn(map_ / "m").manifests()] == [False, True]


@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(getallen=st.lists(st.decimals(-(10**9), 10**9, places=3), min_size=1, max_size=12, unique=True), nederlands=st.booleans())
def test_a_number_comes_back_as_it_was_written_in_either_style(
    getallen: list[object], nederlands: bool, tmp_path_factory: pytest.TempPathFactory
) -> None:
    map_ = tmp_path_factory.mktemp("getallen")
    scheiding = ";" if nederlands else ","
    teksten = [f"{g:,.3f}".translate(str.maketrans(",.", ".,")) if nederlands else f"{g:.3f}" for g in getallen]
    regels = [scheiding.join(("i", str(1900 + nummer), tekst)) for nummer, tekst in enumerate(teksten)]
    metingen = scheiding.join(("indicator", "periode", "waarde")) + "\n" + "\n".join(regels) + "\n"
    basis(map_ / "l")
    (map_ / "l" / "metingen.csv").write_text(metingen)
    laad(map_ / "m", map_ / "l")
    assert [w for (w,) in query(map_ / "m", "select waarde from kern.meting order by van")] == [float(str(g)) for g in getallen]
