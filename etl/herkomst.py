"""What a build tells of itself: which leveringen it was made from, and what in them was worth a look."""

from collections.abc import Sequence

import duckdb

from etl.duck import text_literal
from etl.magazijn import Magazijn, Manifest, local_moment

# The columns of a meting that hold figures: their values stay out of the warnings that are published.
GETALKOLOMMEN = ("waarde", "teller", "noemer", "n")
WAARSCHUWINGEN = "waarschuwingen"  # the raw file of what was worth a look in a levering


def create_levering(con: duckdb.DuckDBPyConnection, manifests: Sequence[Manifest]) -> None:
    """The table staging.levering: one row per levering."""
    con.execute(
        "create table staging.levering (levering varchar, leverancier varchar, naam varchar, geleverd_op timestamp, geladen_op timestamp, "
        "status varchar, fictief varchar, niets_nieuws varchar, toelichting varchar, rijen integer, hash varchar)"
    )
    if manifests:
        # All at once, for a statement each takes far longer; per column one list, for any number of rows.
        lijsten = [list(kolom) for kolom in zip(*map(_description, manifests), strict=True)]
        con.execute(f"insert into staging.levering select {', '.join(['unnest(?)'] * len(lijsten))}", lijsten)


def _description(m: Manifest) -> list[object]:
    """A levering as it stands in the build."""
    return [
        m.levering,
        m.leverancier,
        m.naam,
        local_moment(m.geleverd_op),
        local_moment(m.geladen_op),
        m.status,
        m.fictief,
        "ja" if m.niets_nieuws else "nee",
        m.toelichting,
        m.rijen,
        m.hash,
    ]


def create_waarschuwing(con: duckdb.DuckDBPyConnection, magazijn: Magazijn, manifests: Sequence[Manifest]) -> None:
    """The table staging.waarschuwing of these leveringen."""
    con.execute(
        "create table staging.waarschuwing "
        "(levering varchar, bestand varchar, rij integer, kolom varchar, waarde varchar, regel varchar, tekst varchar)"
    )
    paden = [
        (str(magazijn.raw_path(WAARSCHUWINGEN, m.tabellen[WAARSCHUWINGEN])), m.levering) for m in manifests if WAARSCHUWINGEN in m.tabellen
    ]
    if paden:
        bestanden, leveringen = (list(kolom) for kolom in zip(*paden, strict=True))
        con.execute(
            # A figure of a small group must not come out through a warning about it.
            "insert into staging.waarschuwing select levering, w.bestand, rij, kolom, "
            "case when over_getal then null else waarde end, regel, "
            "case when over_getal then regexp_replace(tekst, '[0-9]+([.,][0-9]+)*', '…', 'g') else tekst end "
            f"from (select *, coalesce(kolom in ({', '.join(map(text_literal, GETALKOLOMMEN))}), false) as over_getal "
            f"from read_parquet([{', '.join(map(text_literal, sorted(set(bestanden))))}], filename = true)) as w "
            "join (select unnest($bestanden) as pad, unnest($leveringen) as levering) as l on l.pad = w.filename",
            {"bestanden": bestanden, "leveringen": leveringen},
        )
