"""What somebody may see, put on the connection itself: every query meets views that hold only that, whatever it asks for."""

import re
from datetime import date
from typing import NamedTuple

import duckdb

from dashboard.toegang.beleid import Bereik

TABEL = re.compile(r"\b(staging|kern|beweging|signalen)\.(\w+)")
SCHEMAS = ("staging", "kern", "beweging", "signalen")
# Tables without a keten of their own hang on something that has one; what is not named here and has none stays shut.
LANGS = {
    "indicator": "t.indicator in (select b.indicator from bron.kern.indicator as b where b.{keten})",
    "doel": "t.doel in (select b.doel from bron.kern.doel as b where b.{keten})",
    "reeks": "t.reeks in (select r.reeks from bron.beweging.reeks as r join bron.kern.indicator as b on b.indicator = r.indicator"
    " where b.{keten})",
    "levering": "t.levering in ("
    + " union ".join(f"select b.levering from bron.kern.{van} as b where b.{{keten}}" for van in ("keten", "meting", "afspraak", "oordeel"))
    + ")",
}
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


ALLES = Zicht(None, None, None)
NIETS = Zicht((), (), ())


def narrow(con: duckdb.DuckDBPyConnection, zicht: Zicht, dagen: int, sql: str) -> None:
    """Put views named as the tables of `bron` in the database `spiegel`: this sight and no more.

    `dagen`: the usual term of an owner; `sql`: what will be asked, for only the tables that it names get a view. Names of
    ketens and partijen are quoted, for a view takes no parameters; columns are qualified, for a macro's parameter of the
    same name would come in their place.
    """
    con.execute("attach ':memory:' as spiegel")
    rijen = con.execute("select peildatum from bron.staging.bouw").fetchall()
    termijn = _no_longer_new(zicht, dagen, rijen[0][0]) if rijen else "false"
    for schema in SCHEMAS:
        con.execute(f"create schema spiegel.{schema}")
    alle = con.execute("select schema_name, table_name from duckdb_tables() where database_name = 'bron'").fetchall()
    for schema, tabel in sorted(set(TABEL.findall(sql)) & set(alle)):
        kolommen = [kolom[0] for kolom in con.execute(f"from bron.{schema}.{tabel} limit 0").description or ()]
        waar = _condition(schema, tabel, kolommen, zicht, termijn)
        con.execute(f"create view spiegel.{schema}.{tabel} as select t.* from bron.{schema}.{tabel} as t where {waar}")


def _condition(schema: str, tabel: str, kolommen: list[str], zicht: Zicht, termijn: str) -> str:
    delen = []
    if zicht.ketens is not None and (schema, tabel) not in VOOR_IEDEREEN:
        keten = f"keten in ({_quoted(zicht.ketens)})"
        langs = next((LANGS[naam] for naam in LANGS if naam in kolommen), "false")
        delen.append(f"t.{keten}" if "keten" in kolommen else langs.format(keten=keten))
    if (schema, tabel) == ("signalen", "signaal") and zicht.partijen is not None:
        delen.append(termijn)
    return " and ".join(f"({deel})" for deel in delen) or "true"


def _no_longer_new(zicht: Zicht, dagen: int, peildatum: date) -> str:
    """Questions about figures whose owner had the first word, or that are somebody's own."""
    termijn = "".join(f" when {_quoted((keten,))} then {int(aantal)}" for keten, aantal in zicht.termijnen)
    termijn = f"case i.keten{termijn} else {int(dagen)} end" if termijn else str(int(dagen))
    eigen = _quoted(zicht.partijen or ())
    regie = f"or t.keten in ({_quoted(zicht.voorbereiding)})" if zicht.voorbereiding else "or true" if zicht.voorbereiding is None else ""
    return f"""t.indicator is null {regie} or t.indicator in (
        select i.indicator from bron.kern.indicator as i
        where coalesce(i.eigenaar, '') in ({eigen}) or coalesce(i.bron_partij, '') in ({eigen})
            or coalesce((select max(m.geleverd_op)::date from bron.kern.meting as m where m.indicator = i.indicator), date '1900-01-01')
                + {termijn} < date '{peildatum:%Y-%m-%d}')"""


def _quoted(woorden: tuple[str, ...]) -> str:
    return ", ".join("'" + woord.replace("'", "''") + "'" for woord in woorden) or "null"
