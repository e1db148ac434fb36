"""Loading: check, keep raw, build, publish. A levering is taken whole or not at all."""

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import duckdb

from etl.bouw import build, is_up_to_date
from etl.contract import GETALLEN, Tabel
from etl.duck import quoted, text_literal
from etl.herkomst import WAARSCHUWINGEN
from etl.keuring import Gekeurd, Keuringsverslag, inspect
from etl.keuring.keuring import show_as_new
from etl.keuring.sleutels import DUBBEL
from etl.magazijn import Magazijn, Manifest, Ruwbestand
from etl.staging import content_expression, key_expression, raw_columns

Voortgang = Callable[[str], None]


@dataclass
class Laadverslag:
    """What a call did: the keuring, the leveringen that were kept, and the build that is served now."""

    keuring: Keuringsverslag
    bewaard: list[Manifest] = field(default_factory=list)
    bouw: Path | None = None


def load(paden: Sequence[Path], magazijn: Magazijn, voortgang: Voortgang | None = None) -> Laadverslag:
    """Load leveringen; those with faults are refused whole, the others are kept and the spiegel is rebuilt.

    Safe to stop at any moment: a levering exists from the moment its manifest does, and a later call builds
    what is there.
    """
    meld = voortgang or (lambda _stap: None)
    with magazijn.lock(), magazijn.workspace() as werkmap:
        geladen_op = magazijn.next_moment()
        with inspect(paden, magazijn, werkmap, voortgang) as (con, keuring):
            verslag = Laadverslag(keuring)
            for plaats, gekeurd in enumerate(_suppliers_first(con, keuring.gekeurd)):
                if not gekeurd.is_geweigerd:
                    meld(f"bewaren: {gekeurd.levering.naam}")
                    if manifest := _keep(con, gekeurd, magazijn, werkmap, geladen_op, plaats):
                        verslag.bewaard.append(manifest)
        (werkmap / "keuring.duckdb").unlink()
        if not is_up_to_date(magazijn, magazijn.manifests()):
            build(magazijn, werkmap, voortgang=voortgang)
        verslag.bouw = magazijn.current_build()
    return verslag


def _suppliers_first(con: duckdb.DuckDBPyConnection, gekeurd: Sequence[Gekeurd]) -> list[Gekeurd]:
    """Leveringen with ketens first, so that a stop halfway keeps no levering that refers to nothing."""

    def rang(een: Gekeurd) -> int:
        namen = {tabel.naam for tabel in een.tabellen}
        return 0 if "ketens" in namen else 1 if "indicatoren" in namen else 2

    return sorted(gekeurd, key=rang)


def _keep(
    con: duckdb.DuckDBPyConnection,
    gekeurd: Gekeurd,
    magazijn: Magazijn,
    werkmap: Path,
    geladen_op: datetime,
    plaats: int,
) -> Manifest | None:
    """Write the raw files and then the manifest; None when this very levering is already the newest word."""
    show_as_new(con, gekeurd)
    niets_nieuws = not any(_has_news(con, tabel, magazijn) for tabel in gekeurd.tabellen)
    tabellen: dict[str, Ruwbestand] = {}
    if not niets_nieuws:
        tabellen = {tabel.naam: _write_raw(con, gekeurd, tabel, magazijn, werkmap) for tabel in gekeurd.tabellen}
        if waarschuwingen := _write_warnings(con, gekeurd, magazijn, werkmap):
            tabellen[WAARSCHUWINGEN] = waarschuwingen
    manifest = _manifest(gekeurd, tabellen, geladen_op, plaats, niets_nieuws)
    if niets_nieuws and _is_known_repeat(manifest, magazijn.manifests()):
        return None
    magazijn.keep_manifest(manifest)
    return manifest


def _has_news(con: duckdb.DuckDBPyConnection, tabel: Tabel, magazijn: Magazijn) -> bool:
    """True when some row differs from the newest version of its key in the magazijn."""
    nieuw = f"select {key_expression(tabel, '_getal')}, {content_expression(tabel, '_getal')} from nieuw.{quoted(tabel.naam)}"
    bekend = f"select sleutel, inhoud from nieuwste({text_literal('staging.' + tabel.enkelvoud)})"
    if not any(tabel.naam in m.tabellen for m in magazijn.manifests()):
        return bool(con.execute(f"select 1 from ({nieuw}) limit 1").fetchall())
    return bool(con.execute(f"{nieuw} except {bekend} limit 1").fetchall())


def _write_raw(con: duckdb.DuckDBPyConnection, gekeurd: Gekeurd, tabel: Tabel, magazijn: Magazijn, werkmap: Path) -> Ruwbestand:
    getallen = {k.naam for k in tabel.kolommen if k.soort in GETALLEN}
    kolommen = ", ".join(
        f"{quoted(naam + '_getal') if naam in getallen else quoted(naam)} as {quoted(naam)}" for naam in raw_columns(tabel)
    )
    doel = werkmap / f"{gekeurd.schema}-{tabel.naam}.parquet"
    dubbel = f"select rij from {DUBBEL} where schema = {text_literal(gekeurd.schema)} and tabel = {text_literal(tabel.naam)}"
    con.execute(
        f"copy (select {kolommen} from nieuw.{quoted(tabel.naam)} where rij not in ({dubbel})) "
        f"to {text_literal(str(doel))} (format parquet)"
    )
    rijen = con.execute(f"select count(*) from read_parquet({text_literal(str(doel))})").fetchall()[0][0]
    return magazijn.keep_raw(tabel.naam, doel, int(rijen))


def _write_warnings(con: duckdb.DuckDBPyConnection, gekeurd: Gekeurd, magazijn: Magazijn, werkmap: Path) -> Ruwbestand | None:
    rijen = [{k: v for k, v in a.as_row().items() if k not in ("levering", "ernst")} for a in gekeurd.afkeuringen]
    if not rijen:
        return None
    bron = werkmap / f"{gekeurd.schema}-waarschuwingen.ndjson"
    bron.write_text("\n".join(json.dumps(rij, ensure_ascii=False) for rij in rijen), encoding="utf-8")
    doel = bron.with_suffix(".parquet")
    kolommen = "{bestand: 'varchar', rij: 'integer', kolom: 'varchar', waarde: 'varchar', regel: 'varchar', tekst: 'varchar'}"
    con.execute(
        f"copy (select * from read_json({text_literal(str(bron))}, format = 'newline_delimited', columns = {kolommen})) "
        f"to {text_literal(str(doel))} (format parquet)"
    )
    return magazijn.keep_raw(WAARSCHUWINGEN, doel, len(rijen))


def _manifest(gekeurd: Gekeurd, tabellen: dict[str, Ruwbestand], geladen_op: datetime, plaats: int, niets_nieuws: bool) -> Manifest:
    begeleiding = gekeurd.levering.begeleiding
    inhoud = json.dumps([sorted((naam, b.hash) for naam, b in tabellen.items()), gekeurd.levering.naam, str(begeleiding)])
    korte_hash = hashlib.sha256(inhoud.encode()).hexdigest()
    return Manifest(
        levering=f"{geladen_op:%Y%m%dT%H%M%S%f}-{plaats:02d}-{korte_hash[:8]}",
        naam=gekeurd.levering.naam,
        leverancier=begeleiding.leverancier,
        geleverd_op=(begeleiding.geleverd_op or geladen_op).isoformat(timespec="microseconds"),
        geladen_op=geladen_op.isoformat(timespec="microseconds"),
        plaats=plaats,
        toelichting=begeleiding.toelichting,
        fictief=begeleiding.fictief,
        status=begeleiding.status,
        niets_nieuws=niets_nieuws,
        hash=korte_hash,
        tabellen=tabellen,
    )


def _is_known_repeat(manifest: Manifest, eerdere: Sequence[Manifest]) -> bool:
    """True when the same levering was already recorded as `niets nieuws`: repeating that tells nothing."""
    return any(m.niets_nieuws and m.hash == manifest.hash for m in eerdere)
