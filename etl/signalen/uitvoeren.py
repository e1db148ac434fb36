"""Asking the questions: run every rule, check what its query gives, and fill the schema signalen."""

import json
from collections.abc import Callable, Iterator, Sequence
from datetime import date

import duckdb

from etl.duck import quoted, text_literal
from etl.fouten import RegelFout
from etl.signalen.regelbestand import REGELS, WOORD, Regel, first_line, read_regels

TEKST, DAG, AANTAL, JA_NEE, GROEP = ("tekst", "dag", "heel getal", "ja of nee (boolean)", "STRUCT")
SOORTEN = {
    TEKST: {"VARCHAR"},
    DAG: {"DATE"},
    AANTAL: {"UTINYINT", "TINYINT", "SMALLINT", "USMALLINT", "INTEGER", "UINTEGER", "BIGINT", "UBIGINT", "HUGEINT", "UHUGEINT"},
    JA_NEE: {"BOOLEAN"},
    GROEP: {"STRUCT"},
}
KOLOMMEN = {
    "keten": TEKST,
    "project": TEKST,
    "indicator": TEKST,
    "reeks": TEKST,
    "onderwerp": TEKST,
    "van": DAG,
    "tot": DAG,
    "waarnemingen": AANTAL,
    "te_weinig": JA_NEE,
    "onderbouwing": GROEP,
    "woorden": GROEP,
}
MAG_LEEG = ("project", "indicator", "reeks", "onderwerp", "van", "tot")
# Words that every question may use; a query that gives a word of the same name wins. They are filled in for all rules together:
# until then a sign stands in their place, and one for a word that is not there.
VASTE_WOORDEN = {
    "keten": "k.naam",
    "project": "p.naam",
    "indicator": "i.naam || deel_in_woorden(d.gebied, d.groep)",
    "periode": "tijdvak_in_woorden(v.van, v.tot)",
}
LEEG = "(chr(30) || chr(31))"
UNIEK = "reeks, onderwerp, van"  # what a question is about; a rule about how things are recorded asks once per keten
TABELLEN = ("signaal", "proef")
Vondst = dict[str, list[tuple[object, ...]]]
"""What one rule found: table of TABELLEN -> its rows."""
MACROS = REGELS.parent / "macros_signalen.sql"
SCHEMA = "signalen"


def ask_all(
    con: duckdb.DuckDBPyConnection,
    regels: Sequence[Regel] | None = None,
    voortgang: Callable[[str], None] | None = None,
    *,
    macros: str | None = None,
    schema: str = SCHEMA,
    gevonden: dict[str, Vondst] | None = None,
) -> None:
    """Run these rules (those of the ETL) and fill signaal, proef and regel in a schema; `macros` makes what several rules use.

    `gevonden`: what rules found before, by name. A rule that is in it is not asked again; what the others find comes in it.

    Raises RegelFout with every mistake in every rule file; the build then stops.
    """
    _create_tables(con, schema)
    for tabel in TABELLEN:
        _insert(con, f"{schema}.{tabel}", [rij for vondst in (gevonden or {}).values() for rij in vondst[tabel]])
    con.execute(MACROS.read_text(encoding="utf-8") if macros is None else macros)
    peildatum = con.execute("select peildatum from staging.bouw").fetchall()[0][0]
    regels = read_regels() if regels is None else regels
    te_vragen = [regel for regel in regels if gevonden is None or regel.naam not in gevonden]
    fouten: dict[str, list[str]] = {}
    for regel in te_vragen:
        if voortgang:
            voortgang(f"vragen: {regel.naam}")
        fouten[regel.naam] = [*regel.fouten, *_ask(con, regel, peildatum)]
    if te_vragen:
        for naam, fout in _row_faults(con):
            fouten[naam].append(fout)
        if alle := [fout for van_een in fouten.values() for fout in van_een]:
            raise RegelFout(alle)
        _keep(con, peildatum, schema)
    if gevonden is not None:
        gevonden |= _found(con, [regel.naam for regel in regels], schema)
    _insert(con, f"{schema}.regel", [_description(regel) for regel in regels])


def _create_tables(con: duckdb.DuckDBPyConnection, schema: str) -> None:
    con.execute(f"create schema if not exists {schema}")
    for tabel in TABELLEN:
        con.execute(
            f"create table {schema}.{tabel} (signaal varchar, regel varchar, keten varchar, project varchar, indicator varchar, "
            "reeks varchar, van date, tot date, vraag varchar, onderbouwing json, waarnemingen integer, status varchar)"
        )
    con.execute(
        "create or replace temp table gevraagd (regel varchar, tabel varchar, soort varchar, keten varchar, project varchar, "
        "indicator varchar, reeks varchar, onderwerp varchar, van date, tot date, waarnemingen integer, te_weinig boolean, "
        "onderbouwing json, woorden varchar, nodig varchar)"
    )
    con.execute(
        f"create table {schema}.regel (regel varchar, titel varchar, vraag varchar, kijkt_naar varchar, onschuldig varchar[], "
        "drempels varchar, minimum_waarnemingen integer, sinds varchar, soort varchar, getoond varchar, niet_getoond_omdat varchar)"
    )


def _found(con: duckdb.DuckDBPyConnection, namen: Sequence[str], schema: str) -> dict[str, Vondst]:
    """What is in the tables now, by rule."""
    uit: dict[str, Vondst] = {naam: {tabel: [] for tabel in TABELLEN} for naam in namen}
    for tabel in TABELLEN:
        for regel, *rij in con.execute(f"select regel, * from {schema}.{tabel}").fetchall():
            uit[regel][tabel].append(tuple(rij))
    return uit


def _insert(con: duckdb.DuckDBPyConnection, tabel: str, rijen: Sequence[Sequence[object]]) -> None:
    """All rows at once: a statement for each would take far longer."""
    if rijen:
        een = f"({', '.join('?' * len(rijen[0]))})"
        con.execute(f"insert into {tabel} values {', '.join([een] * len(rijen))}", [waarde for rij in rijen for waarde in rij])


def _ask(con: duckdb.DuckDBPyConnection, regel: Regel, peildatum: date) -> Iterator[str]:
    """Run one rule, and put what it finds with what the others found; yields what is wrong with what its query gives."""
    waarden = regel.values(peildatum)
    if not regel.sql or regel.parameters - waarden.keys():
        return
    try:
        rijen = con.execute(f"create or replace temp table gevonden as {regel.sql}", waarden).fetchall()[0][0]
    except duckdb.Error as fout:
        yield f"{regel.naam}.sql: de query werkt niet ({first_line(fout)})."
        return
    kolommen = {str(naam): str(soort) for naam, soort, *_ in con.execute("describe gevonden").fetchall()}
    fouten = [*_column_faults(regel, kolommen), *_word_faults(con, regel, kolommen)]
    yield from fouten
    if not fouten and not regel.fouten and rijen:
        _gather(con, regel, _words_given(con))


def _column_faults(regel: Regel, kolommen: dict[str, str]) -> Iterator[str]:
    for naam, soort in KOLOMMEN.items():
        gekregen = kolommen.get(naam)
        if gekregen is None:
            yield f"{regel.naam}.sql, {naam}: deze kolom ontbreekt. Verwacht: {soort}."
        elif gekregen.partition("(")[0] not in SOORTEN[soort] and not (naam in MAG_LEEG and gekregen == '"NULL"'):
            yield f"{regel.naam}.sql, {naam}: deze kolom is {gekregen}. Verwacht: {soort}."
    for naam in kolommen.keys() - KOLOMMEN.keys():
        yield f"{regel.naam}.sql, {naam}: deze kolom bestaat niet. Kies uit: {', '.join(KOLOMMEN)}."


def _word_faults(con: duckdb.DuckDBPyConnection, regel: Regel, kolommen: dict[str, str]) -> Iterator[str]:
    if not kolommen.get("woorden", "").startswith("STRUCT"):
        return
    woorden = _words_given(con)
    for naam, soort in woorden.items():
        if soort != "VARCHAR":
            yield f"{regel.naam}.sql, woorden.{naam}: dit woord is {soort}. Verwacht: tekst."
    for naam in dict.fromkeys(WOORD.findall(regel.vraag)):
        if naam not in {*VASTE_WOORDEN, *woorden}:
            keuze = ", ".join(sorted({*VASTE_WOORDEN, *woorden}))
            yield f"{regel.naam}.toml, vraag: de query geeft geen woord {{{naam}}}. Zet het in woorden, of kies uit: {keuze}."


def _words_given(con: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """The words that the query gives, with their types."""
    soort = con.table("gevonden").select("woorden").types[0]
    return {str(naam): str(kind) for naam, kind in soort.children}


def _gather(con: duckdb.DuckDBPyConnection, regel: Regel, woorden: dict[str, str]) -> None:
    """The rows of one rule in the form that all have; the words of its question, with a sign where a fixed word comes."""
    tabel = "signaal" if regel.inhoud["getoond"] else "proef"
    nodig = "v.woorden.nodig" if "nodig" in woorden else text_literal(str(regel.inhoud["minimum_waarnemingen"]))
    con.execute(
        f"insert into gevraagd select $regel, {text_literal(tabel)}, {text_literal(regel.inhoud['soort'])}, "
        "v.keten, v.project, v.indicator, v.reeks, v.onderwerp, v.van, v.tot, v.waarnemingen, v.te_weinig, "
        "case when v.onderbouwing is not null then to_json(v.onderbouwing) end, "
        f"case when v.woorden is not null then coalesce({_question(regel, woorden)}, {LEEG}) end, {nodig} from gevonden as v",
        {"regel": regel.naam},
    )


def _row_faults(con: duckdb.DuckDBPyConnection) -> Iterator[tuple[str, str]]:
    """What holds for the rows of every rule: nothing empty that must be filled, each question once; gives rule and fault."""
    verplicht = {naam: f"{naam} is null" for naam in KOLOMMEN if naam not in MAG_LEEG}
    verplicht["reeks of onderwerp"] = "reeks is null and onderwerp is null"
    leegten = ", ".join(f"bool_or({leeg})" for leeg in verplicht.values())
    waarover = f"case when soort = 'ontwerp' then row(keten, null, null) else row({UNIEK}) end"
    # One question for all of it: what it costs to ask, is more than what it takes to answer.
    gevallen = con.execute(
        f"select regel, soort, {leegten}, count(*), count(distinct {waarover}) from gevraagd group by regel, soort"
    ).fetchall()
    for regel, soort, *is_leeg, aantal, verschillend in gevallen:
        for naam in (naam for naam, leeg in zip(verplicht, is_leeg, strict=True) if leeg):
            yield regel, f"{regel}.sql, {naam}: is leeg in een rij. Vul dit altijd in."
        if verschillend < aantal:
            uniek = "keten" if soort == "ontwerp" else UNIEK
            dubbel = con.execute(
                f"select any_value(coalesce(onderwerp, reeks, keten)) from gevraagd where regel = ? group by {uniek} having count(*) > 1",
                [regel],
            ).fetchall()
            yield regel, f"{regel}.sql: meer dan één rij met dezelfde {uniek} ({dubbel[0][0]}). Geef elke vraag één rij."


def _keep(con: duckdb.DuckDBPyConnection, peildatum: date, schema: str) -> None:
    """Add the questions of all rules to the table they belong in; a keten that has ended asks nothing."""
    vraag = "v.woorden"
    for naam, woord in VASTE_WOORDEN.items():
        vraag = f"replace({vraag}, {_sign(naam)}, coalesce({woord}, {LEEG}))"
    for tabel in [rij[0] for rij in con.execute("select distinct tabel from gevraagd").fetchall()]:
        con.execute(
            f"""
            insert into {schema}.{tabel}
            select
                signaal_kenmerk(v.regel, v.reeks, v.onderwerp, v.van),
                v.regel, v.keten, v.project, v.indicator, v.reeks, v.van, v.tot,
                case when v.te_weinig then te_weinig_in_woorden(v.waarover, v.waarnemingen, v.nodig)
                     when not contains(v.vraag, {LEEG}) then v.vraag end,
                v.onderbouwing, v.waarnemingen,
                case when v.te_weinig then 'te_weinig_waarnemingen' else 'vraag' end
            from (
                select v.*, {vraag} as vraag, coalesce(i.naam, 'de keten ' || k.naam) as waarover
                from gevraagd as v
                join kern.keten as k using (keten)
                left join kern.indicator as i on i.indicator = v.indicator
                left join kern.project as p on p.project = v.project
                left join (
                    select reeks, any_value(gebied) as gebied, any_value(groep) as groep
                    from kern.meting
                    where reeks in (select reeks from gevraagd)
                    group by reeks
                ) as d on d.reeks = v.reeks
                where v.tabel = $tabel and coalesce(k.tot_tot >= $peildatum, true)
            ) as v
            """,
            {"tabel": tabel, "peildatum": peildatum},
        )


def _question(regel: Regel, woorden: dict[str, str]) -> str:
    """The question as an SQL text: its fixed pieces, and the words of the row between them."""
    stukken = WOORD.split(regel.vraag)
    delen = [text_literal(stuk) if plaats % 2 == 0 else _word(stuk, woorden) for plaats, stuk in enumerate(stukken)]
    return " || ".join(delen)


def _word(naam: str, woorden: dict[str, str]) -> str:
    return f"v.woorden.{quoted(naam)}" if naam in woorden else _sign(naam)


def _sign(naam: str) -> str:
    """What stands in a question for a fixed word until it is filled in: characters that nobody types."""
    return f"(chr(30) || {text_literal(naam)} || chr(31))"


def _description(regel: Regel) -> list[object]:
    """A rule as it stands in the table of rules."""
    inhoud = regel.inhoud
    drempels = [{"naam": naam, **drempel} for naam, drempel in regel.drempels.items()]
    return [
        regel.naam,
        inhoud["titel"],
        inhoud["vraag"],
        inhoud["kijkt_naar"],
        inhoud["onschuldig"],
        json.dumps(drempels, ensure_ascii=False),
        inhoud["minimum_waarnemingen"],
        inhoud["sinds"].isoformat(),
        inhoud["soort"],
        "ja" if inhoud["getoond"] else "nee",
        inhoud.get("niet_getoond_omdat"),
    ]
