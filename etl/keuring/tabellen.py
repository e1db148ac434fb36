"""Loading the files of a levering into DuckDB, every cell as text, beside the values it can be read as.

Per levering there is one schema; per table it holds `<tabel>` with, besides the columns of the contract as
delivered: rij (as a spreadsheet shows it), `<kolom>_getal` for numbers, and for a periode `periode_van`,
`periode_tot` and `periodesoort`. Columns that were not delivered are empty.
"""

from pathlib import Path

import duckdb

from etl.contract import GETALLEN, VRIJE_TEKST, Kolom, Tabel
from etl.duck import quoted, text_literal
from etl.keuring.afkeuring import nearest
from etl.lezen import limieten
from etl.lezen.csv_bestand import Vorm, ends_with_separator, write_clean_copy
from etl.lezen.levering import Levering, Tabelbestand
from etl.periode import PeriodeFout, parse_periode

PERIODES = "periodes"
PERIODE_KOLOMMEN = ("periode_van", "periode_tot", "periodesoort")


def load_tables(con: duckdb.DuckDBPyConnection, schema: str, levering: Levering, werkmap: Path) -> list[Tabel]:
    """Load every readable table; faults of header and width go to the levering. Returns what was loaded."""
    con.execute(f"create schema {quoted(schema)}")
    geladen = []
    for bestand in levering.tabellen:
        if _check_header(levering, bestand):
            _load_table(con, schema, levering, bestand, werkmap)
            geladen.append(bestand.tabel)
    return geladen


def _check_header(levering: Levering, bestand: Tabelbestand) -> bool:
    """Note what is wrong with the names of the columns; False when the rows cannot be read."""
    kop, tabel = bestand.vorm.kop, bestand.tabel
    for nummer, naam in enumerate(kop, start=1):
        if not naam.strip():
            levering.reject(
                bestand.naam,
                "kolom_zonder_naam",
                f"Kolom {nummer} heeft geen naam. Geef haar een naam of haal haar weg.",
                rij=1,
            )
    dubbel = sorted({naam for naam in kop if kop.count(naam) > 1 and naam.strip()})
    for naam in dubbel:
        levering.reject(
            bestand.naam,
            "dubbele_kolom",
            "staat meer dan één keer in de kop. Houd één kolom met deze naam.",
            rij=1,
            waarde=naam,
        )
    for kolom in tabel.kolommen:
        if kolom.verplicht and kolom.naam not in kop:
            levering.reject(
                bestand.naam,
                "kolom_ontbreekt",
                f"De kolom {kolom.naam} ontbreekt. Voeg haar toe; zij is verplicht.",
                rij=1,
            )
    for naam in kop:
        if naam.strip() and naam not in tabel.kolomnamen:
            lijkt_op = nearest(naam, [n for n in tabel.kolomnamen if n not in kop])
            tip = f" Bedoelt u {lijkt_op}?" if lijkt_op else ""
            levering.warn(
                bestand.naam,
                "onbekende_kolom",
                f"is geen kolom van deze tabel en wordt niet geladen.{tip}",
                rij=1,
                waarde=naam,
            )
    return not dubbel


def _load_table(con: duckdb.DuckDBPyConnection, schema: str, levering: Levering, bestand: Tabelbestand, werkmap: Path) -> None:
    aantal = 0
    try:
        aantal = _copy_into(con, schema, bestand.tabel, bestand.vorm)
        needs_care = not bestand.vorm.schoon and (_has_empty_row(con, schema, bestand.tabel) or _has_extra_last_cell(con, bestand.vorm))
    except duckdb.Error:
        needs_care = True
    if needs_care:
        # The parallel reader met a row it cannot place; the careful reader knows which rows and says so.
        vorm = write_clean_copy(bestand.vorm, werkmap / levering.naam)
        vorm.leesbaar = True
        levering.afkeuringen += [b.as_afkeuring(levering.naam, bestand.naam) for b in vorm.bevindingen]
        aantal = _copy_into(con, schema, bestand.tabel, vorm)
    if aantal > limieten.MEESTE_RIJEN:
        levering.reject(
            bestand.naam,
            "te_veel_rijen",
            "Dit bestand heeft meer dan 50 miljoen rijen. Splits de levering in delen.",
        )


def _has_empty_row(con: duckdb.DuckDBPyConnection, schema: str, tabel: Tabel) -> bool:
    bron = f"{quoted(schema)}.{quoted(tabel.naam)}"
    cellen = ", ".join(quoted(naam) for naam in tabel.kolomnamen)
    return bool(con.execute(f"select 1 from {bron} where coalesce({cellen}) is null limit 1").fetchall())


def _has_extra_last_cell(con: duckdb.DuckDBPyConnection, vorm: Vorm) -> bool:
    """The parallel reader passes over one empty cell too many at the end of a row: count in the lines themselves.

    A line that is half of a text over several lines cannot be counted; then the careful reader has the last word.
    """
    if not ends_with_separator(vorm):
        return False
    scheiding = text_literal(vorm.scheiding)
    breder = f"len(string_split(regexp_replace(regel, '\"[^\"]*\"', '', 'g'), {scheiding})) > {len(vorm.kop)}"
    half = "len(string_split(regel, '\"')) % 2 = 0"
    return bool(
        con.execute(
            f"select 1 from read_csv({text_literal(str(vorm.pad))}, auto_detect = false, header = false, quote = '', "
            f"escape = '', delim = '\x01', max_line_size = {2 * limieten.LANGSTE_CEL}, columns = {{'regel': 'VARCHAR'}}) "
            f"where suffix(regel, {scheiding}) and ({half} or {breder}) limit 1"
        ).fetchall()
    )


def _copy_into(con: duckdb.DuckDBPyConnection, schema: str, tabel: Tabel, vorm: Vorm) -> int:
    """Create the table from the csv; returns the number of rows."""
    namen = [f"c{i}" for i in range(len(vorm.kop) + vorm.schoon)]
    kolommen = ", ".join(f"'{naam}': 'VARCHAR'" for naam in namen)
    rij = "cast(c0 as integer)" if vorm.schoon else "null::integer"
    # Of a clean copy the line end is known; guessed from the first one found, it would be wrong where a cell holds another.
    regeleinde = r", new_line = '\r\n'" if vorm.schoon else ""
    plaats = dict(zip(vorm.kop, namen[vorm.schoon :], strict=True))
    cellen = [expression for kolom in tabel.kolommen for expression in _expressions(kolom, plaats.get(kolom.naam), vorm)]
    naam = f"{quoted(schema)}.{quoted(tabel.naam)}"
    con.execute(
        f"create or replace table {naam} as select {rij} as rij, {', '.join(cellen)} "
        f"from read_csv({text_literal(str(vorm.pad))}, auto_detect = false, header = true, quote = '\"', escape = '\"', "
        f"delim = '{vorm.scheiding}', max_line_size = {2 * limieten.LANGSTE_CEL}, columns = {{{kolommen}}}{regeleinde})"
    )
    if not vorm.schoon:
        con.execute(f"update {naam} set rij = rowid + 2")
    _add_periods(con, naam, tabel)
    return int(con.sql(f"select count(*) from {naam}").fetchall()[0][0])


def _expressions(kolom: Kolom, cel: str | None, vorm: Vorm) -> list[str]:
    naam = quoted(kolom.naam)
    if cel is None:
        return [
            f"null::varchar as {naam}",
            *([f"null::double as {quoted(kolom.naam + '_getal')}"] if kolom.soort in GETALLEN else []),
        ]
    if kolom.soort in VRIJE_TEKST:
        return [f"nullif(trim({cel}), '') as {naam}"]
    if kolom.soort in GETALLEN:
        return [f"{cel} as {naam}", f"getal_{vorm.getalstijl}({cel}) as {quoted(kolom.naam + '_getal')}"]
    return [f"{cel} as {naam}"]


def _add_periods(con: duckdb.DuckDBPyConnection, naam: str, tabel: Tabel) -> None:
    """Read every different periode once; what is none keeps its fault beside it."""
    if not tabel.of_soort("periode"):
        return
    nieuw = con.execute(
        f"select distinct periode from {naam} where periode is not null and periode not in (select periode from {PERIODES})"
    ).fetchall()
    rijen = [_read_period(tekst) for (tekst,) in nieuw]
    if rijen:
        con.execute(
            f"insert into {PERIODES} select unnest($periode), unnest($van::date[]), unnest($tot::date[]), "
            "unnest($soort), unnest($fout::varchar[])",
            {
                sleutel: list(waarden)
                for sleutel, waarden in zip(("periode", "van", "tot", "soort", "fout"), zip(*rijen, strict=True), strict=True)
            },
        )


def _read_period(tekst: str) -> tuple[str, object, object, str | None, str | None]:
    try:
        periode = parse_periode(tekst)
    except PeriodeFout as fout:
        return (tekst, None, None, None, str(fout))
    return (tekst, periode.van, periode.tot, periode.soort, None)
