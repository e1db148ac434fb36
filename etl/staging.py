"""The staging layer: one view per table over all raw files, with the keys and casts the models build on.

Every view has the columns of the contract (numbers as DOUBLE, dates as VARCHAR beside x_van and x_tot) and
levering, geleverd_op, leveringsvolgorde (later leveringen are higher), rij, sleutel (the normalised key) and inhoud
(all that is not key; two rows with equal inhoud are the same version).
"""

from collections.abc import Callable, Sequence

import duckdb

from etl.contract import GETALLEN, VRIJE_TEKST, Kolom, Tabel, contract
from etl.duck import quoted, text_literal
from etl.magazijn import Magazijn, Manifest, local_moment

PERIODE_TYPES = {"periode_van": "date", "periode_tot": "date", "periodesoort": "varchar"}


def raw_columns(tabel: Tabel) -> dict[str, str]:
    """The columns of a raw file and their types."""
    kolommen = {"rij": "integer"}
    kolommen |= {k.naam: "double" if k.soort in GETALLEN else "varchar" for k in tabel.kolommen}
    return kolommen | (PERIODE_TYPES if tabel.of_soort("periode") else {})


def create_staging(con: duckdb.DuckDBPyConnection, magazijn: Magazijn, manifests: Sequence[Manifest]) -> None:
    """Create the schema staging with a view per table over the raw files of these leveringen."""
    con.execute("create schema if not exists staging")
    con.execute("create table if not exists staging.al_onderdrukt (levering varchar, rij integer, onderdrukt_omdat varchar)")
    _create_ruwbestand(con, magazijn, manifests)
    for tabel in contract().values():
        con.execute(_view(tabel, magazijn, manifests))


def create_staging_as_known(
    con: duckdb.DuckDBPyConnection,
    magazijn: Magazijn,
    bekend: Sequence[Manifest],
    alle: Sequence[Manifest],
    onderdruk: Callable[[], None],
) -> None:
    """The same over the leveringen of an earlier day. What is suppressed now stays suppressed there too: where the passport of
    now asks for a larger group than that of then, its number counts, and onderdruk fills kern.onderdrukking over all leveringen.
    """
    create_staging(con, magazijn, alle)
    onderdruk()
    con.execute("insert into staging.al_onderdrukt from kern.onderdrukking")
    con.execute(
        "create table staging.kleinste_groep as select indicator, coalesce(min_groep, 10) as aantal from huidige('staging.indicator')"
    )
    drop_views(con)
    create_staging(con, magazijn, bekend)
    con.execute("alter view staging.indicator rename to indicator_toen")
    con.execute(
        "create view staging.indicator as select t.* replace (case when k.aantal > coalesce(t.min_groep, 10) then k.aantal "
        "else t.min_groep end as min_groep) from staging.indicator_toen as t left join staging.kleinste_groep as k using (indicator)"
    )


def drop_views(con: duckdb.DuckDBPyConnection) -> None:
    """Remove the views over raw files: a published build reads nothing outside itself."""
    for tabel in contract().values():
        con.execute(f"drop view staging.{quoted(tabel.enkelvoud)}")
    con.execute("drop view if exists staging.indicator_toen")
    con.execute("drop table staging.ruwbestand")


def _create_ruwbestand(con: duckdb.DuckDBPyConnection, magazijn: Magazijn, manifests: Sequence[Manifest]) -> None:
    """One row per use of a raw file: the same content may be delivered more than once."""
    con.execute("create table staging.ruwbestand (bestand varchar, levering varchar, geleverd_op timestamp, leveringsvolgorde integer)")
    rijen = [
        (str(magazijn.raw_path(tabel, bestand)), m.levering, local_moment(m.geleverd_op), nummer)
        for nummer, m in enumerate(manifests, start=1)
        for tabel, bestand in m.tabellen.items()
    ]
    if rijen:
        bestand, levering, geleverd_op, volgorde = (list(kolom) for kolom in zip(*rijen, strict=True))
        con.execute(
            "insert into staging.ruwbestand select unnest($b), unnest($l), unnest($g::timestamp[]), unnest($v)",
            {"b": bestand, "l": levering, "g": geleverd_op, "v": volgorde},
        )


def _view(tabel: Tabel, magazijn: Magazijn, manifests: Sequence[Manifest]) -> str:
    paden = sorted({str(magazijn.raw_path(tabel.naam, m.tabellen[tabel.naam])) for m in manifests if tabel.naam in m.tabellen})
    kolommen = raw_columns(tabel)
    leeg = ", ".join(f"null::{soort} as {quoted(naam)}" for naam, soort in kolommen.items())
    ruw = f"select {leeg}, null::varchar as filename where false"
    if paden:
        bestanden = ", ".join(text_literal(pad) for pad in paden)
        ruw += f" union all by name select * from read_parquet([{bestanden}], union_by_name = true, filename = true)"
    uitvoer = ", ".join(_select(kolom) for kolom in tabel.kolommen)
    extra = ", ".join(quoted(naam) for naam in PERIODE_TYPES) + "," if tabel.of_soort("periode") else ""
    return (
        f"create view staging.{quoted(tabel.enkelvoud)} as select {uitvoer}, {extra} {key_expression(tabel)} as sleutel, "
        f"{content_expression(tabel)} as inhoud, r.rij, b.levering, b.geleverd_op, b.leveringsvolgorde "
        f"from ({ruw}) as r join staging.ruwbestand as b on r.filename = b.bestand"
    )


def _select(kolom: Kolom) -> str:
    naam = quoted(kolom.naam)
    if kolom.soort != "datum":
        return naam
    return f"{naam}, datum_van({naam}) as {quoted(kolom.naam + '_van')}, datum_tot({naam}) as {quoted(kolom.naam + '_tot')}"


def key_expression(tabel: Tabel, getal_achtervoegsel: str = "") -> str:
    """A struct that is equal for rows with the same key; a periode counts by its van and tot."""
    delen: list[str] = []
    for naam in tabel.sleutel:
        kolom = tabel.kolom(naam)
        if kolom.soort == "periode":
            delen += ["periode_van", "periode_tot"]
        elif kolom.soort in VRIJE_TEKST:
            delen.append(f"nfc_normalize({quoted(naam)})")
        elif kolom.soort in GETALLEN:
            delen.append(quoted(naam + getal_achtervoegsel))
        else:
            delen.append(quoted(naam))
    return f"row({', '.join(delen)})"


def content_expression(tabel: Tabel, getal_achtervoegsel: str = "") -> str:
    """A struct of all that is not part of the key."""
    namen = [quoted(k.naam + (getal_achtervoegsel if k.soort in GETALLEN else "")) for k in tabel.kolommen if k.naam not in tabel.sleutel]
    return f"row({', '.join(namen)})"
