"""A build made by hand: the published tables with a few rows, without any ETL, so that a screen's test says what it needs.

The columns come from the contract; what the models add to a meting is worked out here in the plainest way.
"""

import atexit
import json
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import duckdb

from dashboard.dossier import lezen
from dashboard.dossier.verbinding import close_engines
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
    levering varchar, leverancier varchar, geleverd_op timestamp, geladen_op timestamp, status varchar, fictief varchar,
    rijen integer, hash varchar, naam varchar, niets_nieuws varchar, toelichting varchar
);
create table staging.waarschuwing (
    levering varchar, bestand varchar, rij integer, kolom varchar, waarde varchar, regel varchar, tekst varchar
);
create table beweging.punt (
    reeks varchar, indicator varchar, segment integer, van date, tot date, waarde double, gemiddelde double, ondergrens double,
    bovengrens double, bijzonder varchar, richting_van_verandering varchar
);
create table beweging.reeks (
    reeks varchar, indicator varchar, aantal integer, laatste_waarde double, laatste_bijzonder varchar, kaart varchar,
    doelbereik varchar, status varchar, streefwaarde double, reden varchar, seizoen varchar, segment integer
);
"""
# Every reeks as one segment without limits; a test of movement puts its own numbers in with `update`.
BEWEGING = """
insert into beweging.punt (reeks, indicator, segment, van, tot, waarde)
select reeks, indicator, 1, van, tot, waarde from kern.meting where reeks is not null;
insert into beweging.reeks
select
    reeks, any_value(indicator), count(*), arg_max(waarde, van), null, 'geen', null, 'te_weinig_waarnemingen', null, 'weinig_punten',
    'nee', 1
from beweging.punt group by reeks;
"""
SIGNALEN = """
create table signalen.regel (
    regel varchar, titel varchar, vraag varchar, kijkt_naar varchar, onschuldig varchar[], drempels varchar,
    minimum_waarnemingen integer, sinds varchar, soort varchar, getoond varchar, niet_getoond_omdat varchar
);
create table signalen.signaal (
    signaal varchar, regel varchar, keten varchar, project varchar, indicator varchar, reeks varchar, van date, tot date,
    vraag varchar, onderbouwing varchar, waarnemingen integer, status varchar
);
create table signalen.proef as from signalen.signaal;
"""
VAN_SIGNALEN = {"regels": "regel", "signalen": "signaal"}
# Hundreds of tests begin with the same rows: each set is written once in a process, and copied.
GEMAAKT = tempfile.TemporaryDirectory(prefix="ketenspiegel-handbouw-")
atexit.register(GEMAAKT.cleanup)
MET_VERSIES = ("metingen", "indicatoren", "streefwaarden", "overleggen", "afspraken", "knelpunten", "oordelen")


def write_build(magazijn: Path, rijen: Mapping[str, Sequence[Rij]], *, naam: str = "spiegel-1.duckdb", peildatum: date = PEILDATUM) -> Path:
    """Write a build with these rows per delivery table and let the pointer name it; returns its path."""
    (magazijn / "bouw").mkdir(parents=True, exist_ok=True)
    pad = magazijn / "bouw" / naam
    kenmerk = sha256(json.dumps([rijen, peildatum], default=str, sort_keys=True).encode()).hexdigest()
    gemaakt = Path(GEMAAKT.name) / kenmerk
    if not gemaakt.exists():
        _write(gemaakt, rijen, peildatum)
    shutil.copyfile(gemaakt, pad)
    publish(magazijn, naam)
    return pad


def copy_register(bouw: Path) -> None:
    """Put a register beside a build that is filled from it, as after the first visit; filled once in a process for equal builds."""
    gevuld = Path(GEMAAKT.name) / f"register-{sha256(bouw.read_bytes()).hexdigest()}-{bouw.stem}"
    if not gevuld.exists():
        eigen = gevuld / "bouw" / bouw.name
        eigen.parent.mkdir(parents=True)
        shutil.copyfile(bouw, eigen)
        lezen._fill_once(f"sqlite:///{gevuld / 'dossier' / 'dossier.sqlite'}", eigen)
        close_engines()
    shutil.copytree(gevuld / "dossier", bouw.parent.parent / "dossier")


def _write(pad: Path, rijen: Mapping[str, Sequence[Rij]], peildatum: date) -> None:
    with duckdb.connect(str(pad), config={"threads": 1}) as con:
        con.begin()
        con.execute("create schema staging; create schema kern; create schema beweging; create schema signalen;" + STAGING + SIGNALEN)
        con.execute("insert into staging.bouw values (?, ?, '0.1.0')", [datetime(2026, 11, 24, 6), peildatum])
        for levering, leverancier, fictief in (("echt", "Onderzoek", "nee"), ("verzonnen", "Voorbeeld", "ja")):
            con.execute(
                "insert into staging.levering values (?, ?, ?, ?, 'gedeeld', ?, 1, 'x', null, 'nee', null)",
                [levering, leverancier, GELEVERD_OP, datetime(2026, 11, 2), fictief],
            )
        for tabel in contract().values():
            _fill(con, tabel, rijen.get(tabel.naam, ()), rijen.get("indicatoren", ()))
        for meervoud, enkelvoud in VAN_SIGNALEN.items():
            for rij in rijen.get(meervoud, ()):
                _insert(con, f"signalen.{enkelvoud}", rij)
        con.commit()


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
        _insert(con, f"kern.{tabel.enkelvoud}", vol)
    if tabel.naam in MET_VERSIES:
        _copy_versies(con, tabel)
    if tabel.naam == "metingen":
        con.execute(BEWEGING)


def _insert(con: duckdb.DuckDBPyConnection, tabel: str, rij: Rij) -> None:
    con.execute(f"insert into {tabel} ({', '.join(rij)}) values ({', '.join('?' * len(rij))})", list(rij.values()))


def _copy_versies(con: duckdb.DuckDBPyConnection, tabel: Tabel) -> None:
    """One version per row; a test that needs an older one inserts it with `add_versie`."""
    geleverd_op = "" if tabel.naam == "metingen" else f", date '{GELEVERD_OP}' as geleverd_op, 1 as versie"
    if tabel.naam == "oordelen":
        geleverd_op += ", md5(concat_ws('|', keten, project, actor, datum, onderwerp, oordeel, toelichting)) as kenmerk"
    con.execute(
        f"create table kern.{tabel.enkelvoud}_versie as "
        f"select *, null::varchar as vervallen, true as is_nieuwste{geleverd_op} from kern.{tabel.enkelvoud}"
    )


def add_versie(bouw: Path, tabel: str, rij: Rij) -> None:
    """An older version of an indicator or streefwaarde, as a levering before `GELEVERD_OP` would have left it."""
    with duckdb.connect(str(bouw)) as con:
        _insert(con, f"kern.{tabel}_versie", {"is_nieuwste": False, "versie": 0, "levering": "echt", **rij})


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
