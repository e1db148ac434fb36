"""Rows of one levering with the same key: identical ones count once, different ones are a fault."""

import duckdb

from etl.contract import Tabel
from etl.duck import quoted
from etl.keuring.afkeuring import Afkeuring, Ernst, and_more, choice_of
from etl.keuring.cellen import MEESTE_PER_TABEL
from etl.staging import content_expression, key_expression

DUBBEL = "dubbele_rijen"  # per levering: the rows that are left out because an identical row counts


def check_keys(con: duckdb.DuckDBPyConnection, tabel: Tabel, bestand: str, schema: str) -> list[Afkeuring]:
    """Compare rows with one key; notes the rows to leave out in the table `dubbele_rijen`.

    A hash finds the few candidates, the real key decides: two keys that share a hash are not confused.
    """
    bron = f"nieuw.{quoted(tabel.naam)}"
    sleutel = key_expression(tabel, "_getal")
    con.execute(
        "create or replace temp table meer_keer as "
        f"with verdacht as (select hash({sleutel}) as h from {bron} group by h having count(*) > 1), "
        f"rijen as (select rij, {sleutel} as sleutel, {content_expression(tabel, '_getal')} as inhoud "
        f"from {bron} where hash({sleutel}) in (select h from verdacht)) "
        "select rij, eerste, inhoud is not distinct from eerste_inhoud as gelijk from ("
        "select rij, inhoud, first_value(rij) over s as eerste, first_value(inhoud) over s as eerste_inhoud "
        "from rijen window s as (partition by sleutel order by rij)) where rij <> eerste"
    )
    con.execute(f"insert into {DUBBEL} select ?, ?, rij from meer_keer where gelijk", [schema, tabel.naam])
    # Faults and warnings apart: however many rows are merely double, the one that contradicts another is named.
    rijen = con.execute(
        "from meer_keer qualify row_number() over (partition by gelijk order by rij) <= ? order by rij", [MEESTE_PER_TABEL + 1]
    ).fetchall()
    con.execute("drop table meer_keer")
    meldingen = []
    soorten: tuple[tuple[Ernst, bool], ...] = (("fout", False), ("waarschuwing", True))
    for ernst, is_gelijk in soorten:
        van_deze = [rij for rij in rijen if rij[2] is is_gelijk]
        meldingen += [_afkeuring(tabel, bestand, *rij) for rij in van_deze[:MEESTE_PER_TABEL]]
        if len(van_deze) > MEESTE_PER_TABEL:
            meldingen.append(and_more(bestand, ernst, MEESTE_PER_TABEL))
    return meldingen


def _afkeuring(tabel: Tabel, bestand: str, rij: int, eerste: int, gelijk: bool) -> Afkeuring:
    if gelijk:
        return Afkeuring(
            "",
            bestand,
            "waarschuwing",
            "dubbele_rij",
            f"Deze rij is gelijk aan rij {eerste} en telt één keer.",
            rij,
        )
    sleutel = choice_of(tabel.sleutel).replace(" of ", " en ")
    werkwoord = "zijn" if len(tabel.sleutel) > 1 else "is"
    tekst = f"Deze rij spreekt rij {eerste} tegen: {sleutel} {werkwoord} gelijk, de rest niet. Houd één van de twee."
    return Afkeuring("", bestand, "fout", "dubbele_sleutel", tekst, rij)
