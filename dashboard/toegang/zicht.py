"""What somebody may see, put on the connection itself: every query meets views that hold only that, whatever it asks for."""

import re
from collections.abc import Mapping
from datetime import date
from itertools import groupby
from typing import NamedTuple

import duckdb

from dashboard.toegang.beleid import Bereik

TABEL = re.compile(r"\b(staging|kern|beweging|signalen)\.(\w+)")
SCHEMAS = ("staging", "kern", "beweging", "signalen")
# Tables without a keten of their own hang on something that has one; what is not named here and has none stays shut.
KETEN_VAN = {
    "indicator": "select b.indicator, b.keten from {bron}.kern.indicator as b",
    "doel": "select b.doel, b.keten from {bron}.kern.doel as b",
    "reeks": "select r.reeks, b.keten from {bron}.beweging.reeks as r join {bron}.kern.indicator as b on b.indicator = r.indicator",
    "levering": " union ".join(
        f"select b.levering, b.keten from {{bron}}.kern.{van} as b" for van in ("keten", "meting", "afspraak", "oordeel")
    ),
}
VAN_DE_BOUW = ("gebouwd_op", "onderdrukking")  # what says something of the making, and nothing of what is in it
DECIMALEN = 9
IEDEREEN_ZIET, VAN_GEEN_KETEN = "", "?"  # keys beside those of ketens, which are words
VOOR_IEDEREEN = {("staging", "bouw"), ("staging", "persoonseenheid"), ("signalen", "regel")}


class Zicht(NamedTuple):
    """What one visitor may see; equal for equal rights, so that it can be part of the key of what is kept."""

    ketens: Bereik = None
    voorbereiding: Bereik = ()
    """The ketens whose private notes somebody may read."""
    partijen: tuple[str, ...] | None = None
    """Whose questions come at once; None: all of them. Other questions first stay some days with the owner of the figure."""
    termijnen: tuple[tuple[str, int], ...] = ()
    """How many days, where a keten agreed something else than usual."""
    tafel: Bereik = ()
    """The ketens at whose table somebody sits: there, also what was said and delivered in vertrouwen."""
    eigen: tuple[tuple[str, str], ...] | None = ()
    """Keten and partij for whom somebody speaks: also stories that are still a concept."""


ALLES = Zicht(None, None, None, (), None, None)
NIETS = Zicht((), (), ())
TAFEL = Zicht(None, (), None, (), None, ())
"""What a paper for the table holds, when a command makes it: everything but private notes and concepts."""
IEDEREEN = Zicht(None, (), None)
"""What is shared in every keten."""


class Opbouw(NamedTuple):
    """What has to be known of a build to narrow it; it takes longer to ask than to use."""

    peildatum: date | None
    tabellen: Mapping[tuple[str, str], Mapping[str, str]]
    """Schema and table -> column -> type."""


def as_needed(wat: Zicht, sql: str, *, tafel_ziet_meer: bool) -> Zicht:
    """As much of a sight as decides what `sql` shows: whoever else has that much gets the same answer, kept once.

    `tafel_ziet_meer`: whether a levering is there that only the table sees. What falls away here, falls away in the asking
    too: the tables that a query names are laid out in the sight that its answer is kept under.
    """
    verhalen, vragen = "dossier.duiding" in sql, "signalen.signaal" in sql
    nodig = {
        "voorbereiding": "dossier.notitie" in sql or vragen,
        "partijen": vragen,
        "termijnen": vragen,
        "tafel": tafel_ziet_meer or verhalen,
        "eigen": verhalen,
    }
    return wat._replace(**{naam: () for naam, is_nodig in nodig.items() if not is_nodig and getattr(wat, naam) is not None})


def read_opbouw(con: duckdb.DuckDBPyConnection, bron: str) -> Opbouw:
    """Ask it of the build that is attached as `bron`."""
    vraag = "select schema_name, table_name, column_name, data_type from duckdb_columns() where database_name = ? order by all"
    per_tabel = groupby(con.execute(vraag, [bron]).fetchall(), key=lambda rij: (rij[0], rij[1]))
    rijen = con.execute(f"select peildatum from {bron}.staging.bouw").fetchall()
    return Opbouw(rijen[0][0] if rijen else None, {tabel: {naam: soort for *_, naam, soort in deel} for tabel, deel in per_tabel})


def narrow(con: duckdb.DuckDBPyConnection, opbouw: Opbouw, zicht: Zicht, dagen: int, sql: str, tafel: str | None = None) -> None:
    """Put views named as the tables of `bron` in the database `spiegel`: this sight and no more; those that are there stay.

    `dagen`: the usual term of an owner; `sql`: what will be asked, for only the tables that it names get a view; `tafel`: the
    database that holds the tables for the ketens in `zicht.tafel`, when they see more than others. Names of
    ketens and partijen are quoted, for a view takes no parameters; columns are qualified, for a macro's parameter of the
    same name would come in their place.
    """
    con.execute("attach if not exists ':memory:' as spiegel")
    delen = [("bron", _except(zicht.tafel) if tafel else None), *([(tafel, _only(zicht.tafel))] if tafel else [])]
    opdrachten = [f"create schema if not exists spiegel.{schema}" for schema in SCHEMAS]
    for schema, tabel in sorted(set(TABEL.findall(sql)) & opbouw.tabellen.keys()):
        kolommen = list(opbouw.tabellen[schema, tabel])
        uit = []
        for bron, welke in delen[:1] if (schema, tabel) in VOOR_IEDEREEN else delen:
            waar = _condition((schema, tabel), kolommen, zicht, bron, welke)
            if (schema, tabel) == ("signalen", "signaal") and zicht.partijen is not None:
                waar += f" and ({_no_longer_new(zicht, dagen, opbouw.peildatum, bron) if opbouw.peildatum else 'false'})"
            uit.append(f"select t.* from {bron}.{schema}.{tabel} as t where {waar}")
        # A levering may bring rows for several ketens, and is then on both sides.
        samen = " union all " if "keten" in kolommen else " union "
        opdrachten.append(f"create view if not exists spiegel.{schema}.{tabel} as {samen.join(uit)}")
    con.execute("; ".join(opdrachten))


def _condition(welke_tabel: tuple[str, str], kolommen: list[str], zicht: Zicht, bron: str, welke: str | None) -> str:
    if welke_tabel in VOOR_IEDEREEN:
        return "true"
    delen = [deel for deel in (_only(zicht.ketens) if zicht.ketens is not None else None, welke) if deel]
    if not delen:
        return "true"
    van = {naam: " and ".join(f"({deel.format(van=naam)})" for deel in delen) for naam in ("t", "paar")}
    if "keten" in kolommen:
        return van["t"]
    via = next((naam for naam in KETEN_VAN if naam in kolommen), None)
    return f"t.{via} in (select paar.{via} from ({KETEN_VAN[via].format(bron=bron)}) as paar where {van['paar']})" if via else "false"


def _rounded(kolom: str, soort: str) -> str:
    """A column without the last decimals of a double: sums made by two threads differ there from build to build."""
    if soort == "DOUBLE":
        return f'round("{kolom}", {DECIMALEN}) as "{kolom}"'
    if kolom == "onderbouwing":
        return f"regexp_replace(\"{kolom}\"::varchar, '([.][0-9]{{{DECIMALEN}}})[0-9]+', '\\1', 'g') as \"{kolom}\""
    return f'"{kolom}"'


def depends_on(sql: str) -> set[str]:
    """The tables that decide what `sql` sees: those it names, and those that decide whether a question is still new."""
    namen = {f"{schema}.{tabel}" for schema, tabel in TABEL.findall(sql)}
    return namen | ({"kern.indicator", "kern.meting", "staging.bouw"} if "signalen.signaal" in namen else set())


def holdings(con: duckdb.DuckDBPyConnection, bron: str) -> dict[str, dict[str, str]]:
    """A hash per keten and table of what a build holds of it, and of what is for everyone or of no keten; not of the moment of building.

    What a sight shows of its ketens is worked out from these rows, so builds with equal hashes show it the same.
    """
    delen = []
    for (schema, tabel), kolommen in read_opbouw(con, bron).tabellen.items():
        via = next((naam for naam in KETEN_VAN if naam in kolommen), None)
        rij = ", ".join(_rounded(naam, soort) for naam, soort in kolommen.items() if naam not in VAN_DE_BOUW)
        keten, paren = f"'{IEDEREEN_ZIET if (schema, tabel) in VOOR_IEDEREEN else VAN_GEEN_KETEN}'", ""
        if "keten" in kolommen:
            keten = f"coalesce(t.keten, '{VAN_GEEN_KETEN}')"
        elif via:
            keten, paren = (
                f"coalesce(paar.keten, '{VAN_GEEN_KETEN}')",
                f"left join ({KETEN_VAN[via].format(bron=bron)}) as paar on paar.{via} = t.{via}",
            )
        delen.append(
            f"select '{schema}.{tabel}' as tabel, {keten} as keten, count(*) as aantal, sum(hash(t)::hugeint) as som "
            f"from (select {rij} from {bron}.{schema}.{tabel}) as t {paren} group by all"
        )
    per_keten: dict[str, dict[str, str]] = {}
    for tabel, keten, aantal, som in con.execute(" union all ".join(delen) + " order by all").fetchall():
        per_keten.setdefault(keten, {})[tabel] = f"{aantal} {som}"
    return per_keten


def _only(ketens: Bereik) -> str:
    return "true" if ketens is None else f"{{van}}.keten in ({_quoted(ketens)})"


def _except(ketens: Bereik) -> str:
    return "false" if ketens is None else f"{{van}}.keten is null or {{van}}.keten not in ({_quoted(ketens)})"


def _no_longer_new(zicht: Zicht, dagen: int, peildatum: date, bron: str) -> str:
    """Questions about figures whose owner had the first word, or that are somebody's own."""
    termijn = "".join(f" when {_quoted((keten,))} then {int(aantal)}" for keten, aantal in zicht.termijnen)
    termijn = f"case i.keten{termijn} else {int(dagen)} end" if termijn else str(int(dagen))
    eigen = _quoted(zicht.partijen or ())
    regie = f"or t.keten in ({_quoted(zicht.voorbereiding)})" if zicht.voorbereiding else "or true" if zicht.voorbereiding is None else ""
    return f"""t.indicator is null {regie} or t.indicator in (
        select i.indicator from {bron}.kern.indicator as i
        where coalesce(i.eigenaar, '') in ({eigen}) or coalesce(i.bron_partij, '') in ({eigen})
            or coalesce((select max(m.geleverd_op)::date from {bron}.kern.meting as m where m.indicator = i.indicator), date '1900-01-01')
                + {termijn} < date '{peildatum:%Y-%m-%d}')"""


def _quoted(woorden: tuple[str, ...]) -> str:
    return ", ".join("'" + woord.replace("'", "''") + "'" for woord in woorden) or "null"
