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
# Words that every question may use; a query that gives a word of the same name wins.
VASTE_WOORDEN = {
    "keten": "k.naam",
    "project": "p.naam",
    "indicator": "i.naam || deel_in_woorden(d.gebied, d.groep)",
    "periode": "tijdvak_in_woorden(v.van, v.tot)",
}
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
    fouten: list[str] = []
    for regel in regels:
        if voortgang:
            voortgang(f"vragen: {regel.naam}")
        if gevonden is not None and regel.naam in gevonden:
            continue
        fouten += [*regel.fouten, *_ask(con, regel, peildatum, schema)]
    if fouten:
        raise RegelFout(fouten)
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


def _ask(con: duckdb.DuckDBPyConnection, regel: Regel, peildatum: date, schema: str) -> Iterator[str]:
    """Run one rule; yields what is wrong with what its query gives."""
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
        yield from _row_faults(con, regel)
        _keep(con, regel, _words_given(con), peildatum, schema)


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


def _row_faults(con: duckdb.DuckDBPyConnection, regel: Regel) -> Iterator[str]:
    """What holds for the rows of every rule: nothing empty that must be filled, each question once."""
    verplicht = {naam: f"{naam} is null" for naam in KOLOMMEN if naam not in MAG_LEEG}
    verplicht["reeks of onderwerp"] = "reeks is null and onderwerp is null"
    uniek = "keten" if regel.inhoud["soort"] == "ontwerp" else "reeks, onderwerp, van"
    leegten = ", ".join(f"bool_or({leeg})" for leeg in verplicht.values())
    # One question for all of it: what it costs to ask, is more than what it takes to answer.
    *is_leeg, aantal, verschillend = con.execute(f"select {leegten}, count(*), count(distinct row({uniek})) from gevonden").fetchall()[0]
    for naam in (naam for naam, leeg in zip(verplicht, is_leeg, strict=True) if leeg):
        yield f"{regel.naam}.sql, {naam}: is leeg in een rij. Vul dit altijd in."
    if verschillend < aantal:
        dubbel = con.execute(
            f"select any_value(coalesce(onderwerp, reeks, keten)) from gevonden group by {uniek} having count(*) > 1"
        ).fetchall()
        yield f"{regel.naam}.sql: meer dan één rij met dezelfde {uniek} ({dubbel[0][0]}). Geef elke vraag één rij."


def _keep(con: duckdb.DuckDBPyConnection, regel: Regel, woorden: dict[str, str], peildatum: date, schema: str) -> None:
    """Add the questions to the table they belong in; a keten that has ended asks nothing."""
    tabel = "signaal" if regel.inhoud["getoond"] else "proef"
    nodig = "v.woorden.nodig" if "nodig" in woorden else text_literal(str(regel.inhoud["minimum_waarnemingen"]))
    con.execute(
        f"""
        insert into {schema}.{tabel}
        select
            signaal_kenmerk($regel, v.reeks, v.onderwerp, v.van),
            $regel, v.keten, v.project, v.indicator, v.reeks, v.van, v.tot,
            case when v.te_weinig then te_weinig_in_woorden(coalesce(i.naam, 'de keten ' || k.naam), v.waarnemingen, {nodig})
                 else {_question(regel, woorden)} end,
            to_json(v.onderbouwing), v.waarnemingen,
            case when v.te_weinig then 'te_weinig_waarnemingen' else 'vraag' end
        from gevonden as v
        join kern.keten as k using (keten)
        left join kern.indicator as i on i.indicator = v.indicator
        left join kern.project as p on p.project = v.project
        left join (
            select reeks, any_value(gebied) as gebied, any_value(groep) as groep
            from kern.meting
            where reeks in (select reeks from gevonden)
            group by reeks
        ) as d on d.reeks = v.reeks
        where coalesce(k.tot_tot >= $peildatum, true)
        """,
        {"regel": regel.naam, "peildatum": peildatum},
    )


def _question(regel: Regel, woorden: dict[str, str]) -> str:
    """The question as an SQL text: its fixed pieces, and the words of the row between them."""
    stukken = WOORD.split(regel.vraag)
    delen = [text_literal(stuk) if plaats % 2 == 0 else _word(stuk, woorden) for plaats, stuk in enumerate(stukken)]
    return " || ".join(delen)


def _word(naam: str, woorden: dict[str, str]) -> str:
    return f"v.woorden.{quoted(naam)}" if naam in woorden else f"({VASTE_WOORDEN[naam]})"


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
