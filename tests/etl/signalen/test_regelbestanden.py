"""A rule file with a mistake stops the build with a message that names file and key; all mistakes at once."""

from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from etl.duck import MACROS
from etl.fouten import RegelFout
from etl.magazijn import Magazijn
from etl.signalen import REGELS, ask_all
from etl.signalen.regelbestand import read_regels
from etl.signalen.uitvoeren import KOLOMMEN
from tests.etl.hulp import laad, query, write_levering

SQL = """-- Eén rij per keten
select keten, null as project, null as indicator, null as reeks, keten as onderwerp, null::date as van, null::date as tot,
    1 as waarnemingen, 1 < $minimum_waarnemingen or $grens > 5 as te_weinig, {'getal': 1.5} as onderbouwing, {'wat': 'iets'} as woorden
from kern.keten
"""
TOML = """titel = "Proef"
vraag = "Wat is {wat} in {keten}?"
kijkt_naar = "Niets."
onschuldig = ["Zomaar.", "Toeval."]
minimum_waarnemingen = 1
sinds = 2026-11-24
soort = "ontwerp"
getoond = true
[drempels.grens]
waarde = 2
reden = "Zomaar."
"""
KETENS = "keten,naam,maatschappelijk_resultaat,tot\nk,Kêten {{x}},Beter,\noud,Oud,Beter,2020\n"
TEKST = 'Schrijf een tekst tussen aanhalingstekens ("...").'


@pytest.fixture
def spiegel(tmp_path: Path) -> Callable[..., duckdb.DuckDBPyConnection]:
    """Runs the rules of the folder regels/ on a small spiegel."""

    def run() -> duckdb.DuckDBPyConnection:
        con = duckdb.connect()
        con.execute(MACROS.read_text(encoding="utf-8"))
        con.execute(
            "create schema staging; create schema kern; create schema beweging; "
            "create table staging.bouw as select date '2026-11-24' as peildatum;"
            "create table kern.keten as select * from (values ('k', 'Keten {indicator}', null::date), ('oud', 'Oud', date '2026-11-23'), "
            "('nog', 'Nog net', date '2026-11-24')) as t(keten, naam, tot_tot);"
            "create table kern.indicator (indicator varchar, naam varchar); create table kern.project (project varchar, naam varchar);"
            "create table kern.meting (reeks varchar, gebied varchar, groep varchar)"
        )
        ask_all(con, read_regels(tmp_path / "regels"))
        return con

    return run


@pytest.fixture
def regels(tmp_path: Path) -> Path:
    map_ = tmp_path / "regels"
    map_.mkdir()
    write(map_)
    return map_


@pytest.fixture(autouse=True)
def no_extra_macros(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The macros of the real rules read the real tables."""
    leeg = tmp_path / "macros.sql"
    leeg.write_text("select 1", encoding="utf-8")
    monkeypatch.setattr("etl.signalen.uitvoeren.MACROS", leeg)


def write(map_: Path, naam: str = "proef", sql: str | None = SQL, toml: str | None = TOML) -> None:
    for ending, inhoud in (("sql", sql), ("toml", toml)):
        pad = map_ / f"{naam}.{ending}"
        pad.unlink(missing_ok=True)
        if inhoud is not None:
            pad.write_text(inhoud, encoding="utf-8")


def faults(run: Callable[[], object]) -> list[str]:
    with pytest.raises(RegelFout) as fout:
        run()
    return list(fout.value.fouten)


def test_a_good_rule_asks_with_its_words_filled_in_and_ended_ketens_ask_nothing(
    regels: Path, spiegel: Callable[..., duckdb.DuckDBPyConnection]
) -> None:
    rijen = (
        spiegel().execute("select regel, keten, vraag, onderbouwing, waarnemingen, status from signalen.signaal order by keten").fetchall()
    )
    assert rijen == [
        ("proef", "k", "Wat is iets in Keten {indicator}?", '{"getal":1.5}', 1, "vraag"),
        ("proef", "nog", "Wat is iets in Nog net?", '{"getal":1.5}', 1, "vraag"),
    ]


def test_a_question_keeps_its_name_from_build_to_build(regels: Path, spiegel: Callable[..., duckdb.DuckDBPyConnection]) -> None:
    eerst, later = (spiegel().execute("select signaal from signalen.signaal order by keten").fetchall() for _ in range(2))
    assert eerst == later
    assert len(set(eerst)) == 2


def test_too_few_observations_say_so_instead_of_asking(regels: Path, spiegel: Callable[..., duckdb.DuckDBPyConnection]) -> None:
    write(regels, toml=TOML.replace("minimum_waarnemingen = 1", "minimum_waarnemingen = 3"))
    assert spiegel().execute("select vraag, status from signalen.signaal where keten = 'nog'").fetchall() == [
        ("Over de keten Nog net kan deze vraag nog niet worden gesteld: te weinig waarnemingen (1 van de 3).", "te_weinig_waarnemingen")
    ]


def test_a_rule_that_is_not_shown_stands_apart(regels: Path, spiegel: Callable[..., duckdb.DuckDBPyConnection]) -> None:
    write(regels, toml=TOML.replace("getoond = true", 'getoond = false\nniet_getoond_omdat = "Nog niet gemeten."'))
    con = spiegel()
    tellingen = con.execute("select (select count(*) from signalen.signaal), (select count(*) from signalen.proef)").fetchall()
    assert tellingen == [(0, 2)]
    assert con.execute("select getoond, niet_getoond_omdat from signalen.regel").fetchall() == [("nee", "Nog niet gemeten.")]


def test_the_rules_can_be_read_with_their_thresholds(regels: Path, spiegel: Callable[..., duckdb.DuckDBPyConnection]) -> None:
    assert spiegel().execute("select * exclude niet_getoond_omdat from signalen.regel").fetchall() == [
        (
            "proef", "Proef", "Wat is {wat} in {keten}?", "Niets.", ["Zomaar.", "Toeval."],
            '[{"naam": "grens", "waarde": 2, "reden": "Zomaar."}]', 1, "2026-11-24", "ontwerp", "ja",
        )
    ]  # fmt: skip


# what is replaced in the toml, by what, the message
TOML_FOUTEN = [
    ("titel", 'titel = "Proef"\n', "", f"proef.toml, titel: ontbreekt. {TEKST}"),
    ("titel_leeg", '"Proef"', '" "', f"proef.toml, titel: klopt niet. {TEKST}"),
    ("titel_getal", '"Proef"', "3", f"proef.toml, titel: klopt niet. {TEKST}"),
    ("onbekend", "titel =", 'titl = "x"\ntitel =', "proef.toml, titl: deze sleutel bestaat niet. Bedoelt u titel?"),
    (
        "een_uitleg",
        '["Zomaar.", "Toeval."]',
        '["Zomaar."]',
        "proef.toml, onschuldig: klopt niet. Schrijf een lijst van ten minste twee verschillende onschuldige verklaringen.",
    ),
    (
        "twee_gelijk",
        '["Zomaar.", "Toeval."]',
        '["Zomaar.", "Zomaar."]',
        "proef.toml, onschuldig: klopt niet. Schrijf een lijst van ten minste twee verschillende onschuldige verklaringen.",
    ),
    (
        "minimum_tekst",
        "minimum_waarnemingen = 1",
        'minimum_waarnemingen = "1"',
        "proef.toml, minimum_waarnemingen: klopt niet. Schrijf een heel getal van 1 of meer, zonder aanhalingstekens.",
    ),
    (
        "minimum_nul",
        "minimum_waarnemingen = 1",
        "minimum_waarnemingen = 0",
        "proef.toml, minimum_waarnemingen: klopt niet. Schrijf een heel getal van 1 of meer, zonder aanhalingstekens.",
    ),
    (
        "minimum_ja",
        "minimum_waarnemingen = 1",
        "minimum_waarnemingen = true",
        "proef.toml, minimum_waarnemingen: klopt niet. Schrijf een heel getal van 1 of meer, zonder aanhalingstekens.",
    ),
    ("sinds", "2026-11-24", '"2026-11-24"', "proef.toml, sinds: klopt niet. Schrijf een dag als 2026-11-24, zonder aanhalingstekens."),
    (
        "sinds_tijd",
        "2026-11-24",
        "2026-11-24T10:00:00",
        "proef.toml, sinds: klopt niet. Schrijf een dag als 2026-11-24, zonder aanhalingstekens.",
    ),
    ("soort", '"ontwerp"', '"Ontwerp"', "proef.toml, soort: klopt niet. Kies uit: gesprek, ontwerp."),
    ("soort_lijst", '"ontwerp"', '["ontwerp"]', "proef.toml, soort: klopt niet. Kies uit: gesprek, ontwerp."),
    ("getoond", "getoond = true", 'getoond = "ja"', "proef.toml, getoond: klopt niet. Schrijf true of false, zonder aanhalingstekens."),
    (
        "geen_reden",
        "getoond = true",
        "getoond = false",
        "proef.toml, niet_getoond_omdat: ontbreekt. Schrijf waarom gebruikers deze vraag nog niet zien.",
    ),
    (
        "reden_te_veel",
        "getoond = true",
        'getoond = true\nniet_getoond_omdat = "x"',
        "proef.toml, niet_getoond_omdat: hoort hier niet, want de vraag wordt getoond. Haal de reden weg of zet getoond op false.",
    ),
    ("geen_vraagteken", "{keten}?", "{keten}.", "proef.toml, vraag: eindigt niet op een vraagteken. Schrijf een open vraag."),
    (
        "losse_accolade",
        "{keten}?",
        "{keten?",
        "proef.toml, vraag: een accolade staat los. Schrijf een in te vullen woord als {indicator}.",
    ),
    (
        "onbekend_woord",
        "{wat}",
        "{iets}",
        "proef.toml, vraag: de query geeft geen woord {iets}. Zet het in woorden, of kies uit: indicator, keten, periode, project, wat.",
    ),
    (
        "drempel_tekst",
        "waarde = 2",
        'waarde = "2"',
        "proef.toml, drempels.grens.waarde: klopt niet. Schrijf een getal met een punt (0.8), zonder aanhalingstekens.",
    ),
    (
        "drempel_oneindig",
        "waarde = 2",
        "waarde = inf",
        "proef.toml, drempels.grens.waarde: klopt niet. Schrijf een getal met een punt (0.8), zonder aanhalingstekens.",
    ),
    ("drempel_reden", 'reden = "Zomaar."\n', "", f"proef.toml, drempels.grens.reden: ontbreekt. {TEKST}"),
    (
        "drempel_sleutel",
        "waarde = 2",
        "waarde = 2\nbron = 3",
        "proef.toml, drempels.grens.bron: deze sleutel bestaat niet. Kies uit: waarde, reden.",
    ),
]


@pytest.mark.parametrize(("oud", "nieuw", "melding"), [rij[1:] for rij in TOML_FOUTEN], ids=[rij[0] for rij in TOML_FOUTEN])
def test_a_mistake_in_the_toml_is_named(
    oud: str, nieuw: str, melding: str, regels: Path, spiegel: Callable[..., duckdb.DuckDBPyConnection]
) -> None:
    assert oud in TOML
    write(regels, toml=TOML.replace(oud, nieuw))
    assert faults(spiegel) == [melding]


SQL_FOUTEN = [
    ("kolom", "1 as waarnemingen, ", "", "proef.sql, waarnemingen: deze kolom ontbreekt. Verwacht: heel getal."),
    (
        "kolom_te_veel",
        "1 as waarnemingen",
        "1 as waarnemingen, 2 as extra",
        f"proef.sql, extra: deze kolom bestaat niet. Kies uit: {', '.join(KOLOMMEN)}.",
    ),
    ("soort", "1 as waarnemingen", "1.5 as waarnemingen", "proef.sql, waarnemingen: deze kolom is DECIMAL(2,1). Verwacht: heel getal."),
    ("dag", "null::date as van", "'2020' as van", "proef.sql, van: deze kolom is VARCHAR. Verwacht: dag."),
    ("woord", "{'wat': 'iets'}", "{'wat': 3}", "proef.sql, woorden.wat: dit woord is INTEGER. Verwacht: tekst."),
    ("keten_leeg", "select keten,", "select nullif(keten, 'k') as keten,", "proef.sql, keten: is leeg in een rij. Vul dit altijd in."),
    ("leeg", "keten as onderwerp", "null as onderwerp", "proef.sql, reeks of onderwerp: is leeg in een rij. Vul dit altijd in."),
    (
        "dubbel",
        "from kern.keten",
        "from (from kern.keten union all from kern.keten) where keten = 'k'",
        "proef.sql: meer dan één rij met dezelfde keten (k). Geef elke vraag één rij.",
    ),
    ("twee", "from kern.keten\n", "from kern.keten; select 1", "proef.sql: hier hoort precies één query te staan, die rijen oplevert."),
    ("geen_select", SQL, "create table x (a int)", "proef.sql: hier hoort precies één query te staan, die rijen oplevert."),
    (
        "onbekend",
        "$grens > 5",
        "$grens > $andere",
        "proef.sql, $andere: deze parameter is niet bekend. "
        "Zet [drempels.andere] in proef.toml, of gebruik $minimum_waarnemingen of $peildatum.",
    ),
    (
        "ongebruikt",
        " or $grens > 5",
        "",
        "proef.toml, drempels.grens: de query gebruikt deze drempel niet. Gebruik $grens in proef.sql of haal de drempel weg.",
    ),
    (
        "minimum",
        "1 < $minimum_waarnemingen or ",
        "",
        "proef.toml, minimum_waarnemingen: de query gebruikt dit getal niet. Gebruik $minimum_waarnemingen in proef.sql.",
    ),
]


@pytest.mark.parametrize(("oud", "nieuw", "melding"), [rij[1:] for rij in SQL_FOUTEN], ids=[rij[0] for rij in SQL_FOUTEN])
def test_a_mistake_in_the_query_is_named(
    oud: str, nieuw: str, melding: str, regels: Path, spiegel: Callable[..., duckdb.DuckDBPyConnection]
) -> None:
    assert oud in SQL
    write(regels, sql=SQL.replace(oud, nieuw))
    assert faults(spiegel) == [melding]


@pytest.mark.parametrize(
    ("sql", "toml", "begin"),
    [
        (None, TOML, "proef.sql: dit bestand ontbreekt. Schrijf de query van de regel in een bestand met die naam."),
        (SQL, None, "proef.toml: dit bestand ontbreekt. Schrijf daarin de vraag, de uitleg en de drempels van de regel."),
        (SQL, "titel = ", "proef.toml: dit is geen geldige TOML (Invalid value (at end of document)). Verbeter die regel."),
        ("selecteer", TOML, 'proef.sql: dit is geen geldige query (Parser Error: syntax error at or near "selecteer").'),
        (
            SQL.replace("kern.keten", "kern.ketens"),
            TOML,
            "proef.sql: de query werkt niet (Catalog Error: Table with name ketens does not exist!).",
        ),
        (SQL.replace("'iets'", "error('stuk')"), TOML, "proef.sql: de query werkt niet (Invalid Input Error: stuk)."),
    ],
    ids=["geen sql", "geen toml", "kapotte toml", "geen query", "onbekende tabel", "fout tijdens het draaien"],
)
def test_a_file_that_cannot_be_used_is_named(
    sql: str | None, toml: str | None, begin: str, regels: Path, spiegel: Callable[..., duckdb.DuckDBPyConnection]
) -> None:
    write(regels, sql=sql, toml=toml)
    assert faults(spiegel) == [begin]


def test_all_mistakes_come_at_once_and_the_message_is_one_text(regels: Path, spiegel: Callable[..., duckdb.DuckDBPyConnection]) -> None:
    write(regels, toml=TOML.replace('titel = "Proef"', "titel = 1"), sql=SQL.replace("1 as waarnemingen, ", ""))
    write(regels, "tweede", sql=None)
    with pytest.raises(RegelFout) as fout:
        spiegel()
    assert str(fout.value) == (
        "De regels van de signalen kloppen niet. De vorige spiegel blijft in gebruik.\n"
        f"  proef.toml, titel: klopt niet. {TEKST}\n"
        "  proef.sql, waarnemingen: deze kolom ontbreekt. Verwacht: heel getal.\n"
        "  tweede.sql: dit bestand ontbreekt. Schrijf de query van de regel in een bestand met die naam."
    )


def test_a_build_with_a_wrong_rule_stops_and_the_previous_spiegel_stays(
    tmp_path: Path, regels: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    levering = "keten,naam,maatschappelijk_resultaat\nk,{},Beter\n"
    monkeypatch.setattr("etl.bouw.ask_all", lambda con, voortgang=None: ask_all(con, read_regels(regels), voortgang))
    laad(tmp_path / "m", write_levering(tmp_path / "a", "2026-01-01", ketens=levering.format("Eerst")))
    vorige = Magazijn(tmp_path / "m").current_build()
    write(regels, toml=TOML.replace("titel", "titl"))
    with pytest.raises(RegelFout):
        laad(tmp_path / "m", write_levering(tmp_path / "b", "2026-02-01", ketens=levering.format("Later")))
    assert Magazijn(tmp_path / "m").current_build() == vorige
    assert query(tmp_path / "m", "select naam from kern.keten") == [("Eerst",)]


@pytest.mark.parametrize("pad", sorted(REGELS.glob("*.sql")), ids=lambda pad: pad.stem)
def test_a_rule_reads_only_kern_and_beweging(pad: Path) -> None:
    tabellen = duckdb.connect().execute("select json_serialize_sql(?)", [pad.read_text(encoding="utf-8")]).fetchall()[0][0]
    assert '"schema_name":"staging"' not in tabellen
    assert '"schema_name":"signalen"' not in tabellen
