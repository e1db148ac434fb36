"""Rules over rows: one .sql file per rule, picked up by being there.

A rule stands in regels/fout/ or regels/waarschuwing/ and is named `<tabel>.<regel>.sql`. It is a query that
should return nothing; each row it returns is one afkeuring (rij, kolom, waarde, tekst). It may read
`nieuw.<tabel>` (this levering), `alle.<tabel>` (the tables others refer to, with the magazijn) and
`bekend.metingen` (the current metingen in the magazijn).
"""

from functools import lru_cache
from pathlib import Path

import duckdb

from etl.contract import contract
from etl.keuring.afkeuring import Afkeuring, Ernst, and_more
from etl.keuring.cellen import MEESTE_PER_TABEL

MAP = Path(__file__).parent / "regels"
ERNSTEN: tuple[Ernst, ...] = ("fout", "waarschuwing")


@lru_cache(maxsize=1)
def _rules() -> list[tuple[Ernst, str, str, str]]:
    """(ernst, tabel, regel, sql) of every rule file; a name that fits no table is a mistake of ours."""
    regels = []
    for pad in sorted(MAP.glob("*/*.sql")):
        tabel, _, regel = pad.stem.partition(".")
        ernst = next((e for e in ERNSTEN if e == pad.parent.name), None)
        if tabel not in contract() or not regel or ernst is None:
            raise ValueError(f"{pad}: name a rule <tabel>.<regel>.sql in fout/ or waarschuwing/")
        regels.append((ernst, tabel, regel, pad.read_text(encoding="utf-8")))
    return regels


def check_rules(con: duckdb.DuckDBPyConnection, bestanden: dict[str, str]) -> list[Afkeuring]:
    """Run every rule for the tables in this levering; bestanden maps table names to file names."""
    meldingen = []
    for ernst, tabel, regel, sql in _rules():
        if tabel in bestanden:
            con.execute(sql)
            meldingen += [
                Afkeuring("", bestanden[tabel], ernst, regel, tekst, rij, kolom, waarde)
                for rij, kolom, waarde, tekst in con.fetchmany(MEESTE_PER_TABEL)
            ]
            if con.fetchone():
                meldingen.append(and_more(bestanden[tabel], ernst, MEESTE_PER_TABEL))
    return meldingen
