"""A build made by hand: the published tables with a few rows, without any ETL, so that a screen's test says what it needs.

The columns come from the contract; what the models add to a meting is worked out here in the plainest way.
"""

import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import duckdb

from etl.contract import Tabel, contract
from etl.periode import parse_datum, parse_periode

Rij = Mapping[str, Any]
PEILDATUM = date(2026, 11, 24)
GELEVERD_OP = date(2026, 11, 1)
MEER_VAN_EEN_METING = {
    "keten": "VARCHAR", "project": "VARCHAR", "dimensie": "VARCHAR", "reeks": "VARCHAR", "van": "DATE", "tot": "DATE",
    "periodesoort": "VARCHAR", "geleverd_op": "DATE", "onderdrukt": "VARCHAR",
}  # fmt: skip
STAGING = """
create table staging.bouw (gebouwd_op timestamp, peildatum date, versie varchar);
create table staging.levering (
    levering varchar, leverancier varchar, geleverd_op date, geladen_op timestamp, status varchar, fictief varchar,
    rijen integer, hash varchar
);
create table staging.waarschuwing (
    levering varchar, bestand varchar, rij integer, kolom varchar, waarde varchar, regel varchar, tekst varchar
);
create table beweging.punt (reeks varchar, indicator varchar, segment integer, van date, tot date, waarde double);
"""


def write_build(magazijn: Path, rijen: Mapping[str, Sequence[Rij]], *, naam: str = "spiegel-1.duckdb", peildatum: date = PEILDATUM) -> Path:
    """Write a build with these rows per delivery table and let the pointer name it; returns its path."""
    (magazijn / "bouw").mkdir(parents=True, exist_ok=True)
    pad = magazijn / "bouw" / naam
    with duckdb.connect(str(pad)) as con:
        con.execute("create schema staging; create schema kern; create schema beweging;" + STAGING)
        con.execute("insert into staging.bouw values (?, ?, '0.1.0')", [datetime(2026, 11, 24, 6), peildatum])
        for levering, leverancier, fictief in (("echt", "Onderzoek", "nee"), ("verzonnen", "Voorbeeld", "ja")):
            con.execute(
                "insert into staging.levering values (?, ?, ?, ?, 'gedeeld', ?, 1, 'x')",
                [levering, leverancier, GELEVERD_OP, datetime(2026, 11, 2), fictief],
            )
        for tabel in contract().values():
            _fill(con, tabel, rijen.get(tabel.naam, ()), rijen.get("indicatoren", ()))
    publish(magazijn, naam)
    return pad


def publish(magazijn: Path, naam: str) -> None:
    """Point at a build, in one step as the ETL does."""
    tijdelijk = magazijn / ".huidig"
    tijdelijk.write_text(json.dumps({"bouw": naam}), encoding="utf-8")
    tijdelijk.replace(magazijn / "huidig.json")


def _fill(con: duckdb.DuckDBPyConnection, tabel: Tabel, rijen: Sequence[Rij], indicatoren: Sequence[Rij]) -> None:
    soorten = {"getal": "DOUBLE", "geheel": "DOUBLE"}
    kolommen = {k.naam: soorten.get(k.soort, "VARCHAR") for k in tabel.kolommen if k.naam != "vervallen"}
    for kolom in tabel.of_soort("datum"):
        kolommen |= {f"{kolom.naam}_van": "DATE", f"{kolom.naam}_tot": "DATE"}
    kolommen["levering"] = "VARCHAR"
    if tabel.naam == "metingen":
        kolommen |= MEER_VAN_EEN_METING
    con.execute(f"create table kern.{tabel.enkelvoud} ({', '.join(f'{n} {s}' for n, s in kolommen.items())})")
    for rij in rijen:
        vol = {"levering": "echt", **_dates(tabel, rij), **rij}
        if tabel.naam == "metingen":
            vol |= _meting(rij, indicatoren)
        if vreemd := set(vol) - set(kolommen):
            raise KeyError(f"{tabel.naam} has no column {sorted(vreemd)}")
        con.execute(
            f"insert into kern.{tabel.enkelvoud} ({', '.join(vol)}) values ({', '.join('?' * len(vol))})",
            list(vol.values()),
        )
    if tabel.naam == "metingen":
        con.execute("create table kern.meting_versie as select *, null::varchar as vervallen, true as is_nieuwste from kern.meting")
        con.execute("insert into beweging.punt select reeks, indicator, 1, van, tot, waarde from kern.meting where reeks is not null")


def _dates(tabel: Tabel, rij: Rij) -> dict[str, date]:
    gevuld = {}
    for kolom in tabel.of_soort("datum"):
        if rij.get(kolom.naam):
            gevuld[f"{kolom.naam}_van"], gevuld[f"{kolom.naam}_tot"] = parse_datum(rij[kolom.naam])
    return gevuld


def _meting(rij: Rij, indicatoren: Sequence[Rij]) -> dict[str, Any]:
    paspoort = next(i for i in indicatoren if i["indicator"] == rij["indicator"])
    periode = parse_periode(rij["periode"]) if rij.get("periode") else None
    van, tot, soort = (periode.van, periode.tot, periode.soort) if periode else (None, None, None)
    in_reeks = rij.get("waarde") is not None and van and tot
    kenmerk = "|".join(str(rij.get(k) or "") for k in ("indicator", "definitie_versie", "gebied", "groep", "bron_partij"))
    return {
        "keten": paspoort["keten"], "project": paspoort.get("project"), "dimensie": paspoort["dimensie"],
        "reeks": f"{kenmerk}|{soort}" if in_reeks else None, "van": van, "tot": tot, "periodesoort": soort,
        "geleverd_op": GELEVERD_OP, "onderdrukt": rij.get("onderdrukt", "nee"),
    }  # fmt: skip
