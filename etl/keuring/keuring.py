"""Checking the leveringen of one call together: they may refer to each other."""

import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

import duckdb

from etl.contract import GETALLEN, Tabel, contract
from etl.duck import connection, keep_together, quoted, text_literal
from etl.fouten import GebruiksFout
from etl.keuring.afkeuring import Afkeuring, fouten
from etl.keuring.cellen import check_cells, check_references, id_column
from etl.keuring.regels import check_rules
from etl.keuring.sleutels import DUBBEL, check_keys
from etl.keuring.tabellen import PERIODE_KOLOMMEN, PERIODES, load_tables
from etl.lezen.levering import Levering, list_leveringen, open_levering
from etl.magazijn import STATUSSEN, Magazijn, Manifest
from etl.staging import create_staging

VERWEZEN = ("ketens", "projecten", "doelen", "indicatoren", "overleggen")
Voortgang = Callable[[str], None]


@dataclass
class Gekeurd:
    """One levering after the keuring: where its tables stand in the workspace and what was found."""

    levering: Levering
    schema: str
    tabellen: list[Tabel] = field(default_factory=list)
    afkeuringen: list[Afkeuring] = field(default_factory=list)

    @property
    def is_geweigerd(self) -> bool:
        """True when there is at least one fault."""
        return bool(fouten(self.afkeuringen))


@dataclass
class Keuringsverslag:
    """What the keuring found, per levering, in the order of the call."""

    gekeurd: list[Gekeurd]

    @property
    def afkeuringen(self) -> list[Afkeuring]:
        """All faults and warnings."""
        return [afkeuring for gekeurd in self.gekeurd for afkeuring in gekeurd.afkeuringen]

    @property
    def is_goed(self) -> bool:
        """True when no levering has a fault."""
        return not any(gekeurd.is_geweigerd for gekeurd in self.gekeurd)


def check_leveringen(paden: Sequence[Path], magazijn: Magazijn, voortgang: Voortgang | None = None) -> Keuringsverslag:
    """Check leveringen (folder, zip, xlsx) without loading; reads the magazijn and writes nothing in it.

    Raises GebruiksFout when a path is no levering at all.
    """
    with (
        tempfile.TemporaryDirectory(prefix="ketenspiegel-") as werkmap,
        inspect(paden, magazijn, Path(werkmap), voortgang) as (_, verslag),
    ):
        return verslag


@contextmanager
def inspect(
    paden: Sequence[Path], magazijn: Magazijn, werkmap: Path, voortgang: Voortgang | None = None
) -> Iterator[tuple[duckdb.DuckDBPyConnection, Keuringsverslag]]:
    """Check leveringen and keep the workspace open, so that what was read can be kept."""
    meld = voortgang or (lambda _stap: None)
    with connection(werkmap / "keuring.duckdb", werkmap) as con:
        con.execute(f"create table {PERIODES} (periode varchar, periode_van date, periode_tot date, periodesoort varchar, fout varchar)")
        con.execute(f"create table {DUBBEL} (schema varchar, tabel varchar, rij integer)")
        con.execute("create schema nieuw; create schema alle; create schema bekend")
        leveringen = [levering for pad in paden for levering in list_leveringen(pad)]
        gekeurd = [_load(con, nummer, pad, werkmap, meld) for nummer, pad in enumerate(leveringen)]
        eerder = [m for m in magazijn.manifests() if not m.niets_nieuws and _is_known_to(gekeurd, m)]
        nieuw = con.execute("select coalesce(sum(estimated_size), 0) from duckdb_tables()").fetchall()[0][0]
        keep_together(con, int(nieuw) + sum(m.rijen for m in eerder))
        create_staging(con, magazijn, eerder)
        _create_context(con, gekeurd)
        for een in gekeurd:
            _check(con, een, meld)
        _refuse_dependents(con, gekeurd)
        yield con, Keuringsverslag(gekeurd)


def _is_known_to(gekeurd: Sequence[Gekeurd], eerder: Manifest) -> bool:
    """Whether a levering may build on an earlier one: whoever sees the one must be able to see the other."""
    statussen = {g.levering.begeleiding.status for g in gekeurd}
    if len(statussen) > 1:
        namen = ", ".join(f"{g.levering.naam} ({g.levering.begeleiding.status})" for g in gekeurd)
        raise GebruiksFout(f"Deze leveringen hebben niet dezelfde status: {namen}. Laad ze apart, de ruimste status eerst.")
    if eerder.status == "concept":
        return statussen == {"concept"} and eerder.leverancier in {g.levering.begeleiding.leverancier for g in gekeurd}
    return all(STATUSSEN.index(eerder.status) >= STATUSSEN.index(status) for status in statussen)


def _load(con: duckdb.DuckDBPyConnection, nummer: int, pad: Path, werkmap: Path, meld: Voortgang) -> Gekeurd:
    meld(f"lezen: {pad.name}")
    eigen_map = werkmap / f"levering-{nummer}"
    eigen_map.mkdir()
    levering = open_levering(pad, eigen_map)
    gekeurd = Gekeurd(levering, f"levering_{nummer}")
    gekeurd.tabellen = load_tables(con, gekeurd.schema, levering, eigen_map)
    return gekeurd


def show_as_new(con: duckdb.DuckDBPyConnection, gekeurd: Gekeurd) -> None:
    """Let the views `nieuw.<tabel>` show this levering; tables it does not have are empty."""
    for tabel in contract().values():
        con.execute(f"create or replace view nieuw.{quoted(tabel.naam)} as {_new_rows(gekeurd, tabel)}")


def _new_rows(gekeurd: Gekeurd, tabel: Tabel) -> str:
    if tabel not in gekeurd.tabellen:
        namen = ["rij", *_delivered_columns(tabel), *(PERIODE_KOLOMMEN if tabel.of_soort("periode") else ())]
        types = {"rij": "integer", "periode_van": "date", "periode_tot": "date"}
        kolommen = (f"null::{types.get(n, 'double' if n.endswith('_getal') else 'varchar')} as {quoted(n)}" for n in namen)
        return f"select {', '.join(kolommen)} where false"
    bron = f"{quoted(gekeurd.schema)}.{quoted(tabel.naam)}"
    if tabel.of_soort("periode"):
        return f"select t.*, p.* exclude (periode, fout) from {bron} as t left join {PERIODES} as p on t.periode = p.periode"
    return f"select * from {bron}"


def _delivered_columns(tabel: Tabel) -> list[str]:
    return [naam for k in tabel.kolommen for naam in ([k.naam, f"{k.naam}_getal"] if k.soort in GETALLEN else [k.naam])]


def _create_context(con: duckdb.DuckDBPyConnection, gekeurd: Sequence[Gekeurd]) -> None:
    """`alle.<tabel>`: what can be referred to, this call before the magazijn; `bekend.metingen`: what is current."""
    for naam in VERWEZEN:
        tabel = contract()[naam]
        sleutel = quoted(id_column(naam))
        bronnen = [
            f"select {', '.join(quoted(n) for n in _delivered_columns(tabel))}, {nummer} as voorrang from {quoted(g.schema)}.{quoted(naam)}"
            for nummer, g in enumerate(gekeurd, start=1)
            if tabel in g.tabellen
        ]
        bekend = ", ".join(
            f"{quoted(k.naam)}::varchar as {quoted(k.naam)}, {quoted(k.naam)} as {quoted(k.naam + '_getal')}"
            if k.soort in GETALLEN
            else quoted(k.naam)
            for k in tabel.kolommen
        )
        bronnen.append(f"select {bekend}, 0 as voorrang from nieuwste({text_literal('staging.' + tabel.enkelvoud)})")
        con.execute(
            f"create table alle.{quoted(naam)} as select * from ({' union all by name '.join(bronnen)}) "
            f"qualify row_number() over (partition by {sleutel} order by voorrang desc) = 1"
        )
        con.execute(f"delete from alle.{quoted(naam)} where vervallen = 'ja'")
    con.execute("create view bekend.metingen as select * from nieuwste('staging.meting') where vervallen is distinct from 'ja'")


def _check(con: duckdb.DuckDBPyConnection, gekeurd: Gekeurd, meld: Voortgang) -> None:
    show_as_new(con, gekeurd)
    bestanden = {b.tabel.naam: b for b in gekeurd.levering.tabellen if b.tabel in gekeurd.tabellen}
    gevonden: list[Afkeuring] = []
    for naam, bestand in bestanden.items():
        meld(f"keuren: {gekeurd.levering.naam}, {bestand.naam}")
        tabel = contract()[naam]
        gevonden += check_cells(con, gekeurd.schema, tabel, bestand.naam, bestand.vorm.getalstijl, bestand.vorm.kop)
        gevonden += check_references(con, gekeurd.schema, tabel, bestand.naam)
        gevonden += check_keys(con, tabel, bestand.naam, gekeurd.schema)
    gevonden += check_rules(con, {naam: bestand.naam for naam, bestand in bestanden.items()})
    volgorde = {bestand.naam: nummer for nummer, bestand in enumerate(gekeurd.levering.tabellen)}
    gevonden = sorted(dict.fromkeys(gevonden), key=lambda a: (volgorde[a.bestand], a.rij or 0))  # too many is said once
    gekeurd.afkeuringen = [
        *gekeurd.levering.afkeuringen,
        *(replace(a, levering=gekeurd.levering.naam) for a in gevonden),
    ]


def _refuse_dependents(con: duckdb.DuckDBPyConnection, gekeurd: Sequence[Gekeurd]) -> None:
    """A levering that needs an id from a refused one is refused too, and so on until nothing changes."""
    veranderd = True
    while veranderd:
        veranderd = False
        for een in gekeurd:
            if een.is_geweigerd:
                continue
            for ander in gekeurd:
                if ander.is_geweigerd and (afkeuring := _dependence(con, een, ander, gekeurd)):
                    een.afkeuringen.append(afkeuring)
                    veranderd = True
                    break


def _dependence(con: duckdb.DuckDBPyConnection, een: Gekeurd, ander: Gekeurd, alle: Sequence[Gekeurd]) -> Afkeuring | None:
    for tabel in een.tabellen:
        for kolom in tabel.of_soort("verwijzing"):
            doel = contract()[str(kolom.verwijst_naar)]
            if doel not in ander.tabellen:
                continue
            cel, sleutel = quoted(kolom.naam), quoted(id_column(doel.naam))
            elders = [
                f"select {sleutel} from {quoted(g.schema)}.{quoted(doel.naam)}" for g in alle if not g.is_geweigerd and doel in g.tabellen
            ]
            elders.append(
                f"select {sleutel} from nieuwste({text_literal('staging.' + doel.enkelvoud)}) where vervallen is distinct from 'ja'"
            )
            gevonden = con.execute(
                f"select rij, {cel} from {quoted(een.schema)}.{quoted(tabel.naam)} "
                f"where {cel} in (select {sleutel} from {quoted(ander.schema)}.{quoted(doel.naam)}) "
                f"and {cel} not in ({' union all '.join(elders)}) order by rij limit 1"
            ).fetchall()
            if gevonden:
                bestand = next(b.naam for b in een.levering.tabellen if b.tabel == tabel)
                tekst = f"staat in de levering {ander.levering.naam}, en die is geweigerd. Herstel eerst die levering."
                return Afkeuring(
                    een.levering.naam,
                    bestand,
                    "fout",
                    "hangt_af",
                    tekst,
                    gevonden[0][0],
                    kolom.naam,
                    gevonden[0][1],
                )
    return None
