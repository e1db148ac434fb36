"""From raw to a published spiegel: run the models, in order, into a new DuckDB file."""

import hashlib
import json
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from functools import lru_cache, partial
from pathlib import Path

import duckdb

from etl.duck import connection, keep_together, quoted, text_literal
from etl.fouten import MagazijnFout
from etl.herkomst import create_levering, create_waarschuwing
from etl.magazijn import Magazijn, Manifest
from etl.modellen import MODELS, models_hash, ordered_models, run, suppression_models
from etl.signalen import ask_all
from etl.staging import create_staging, create_staging_as_known, drop_views

VERSIE = "0.3.0"
# Tables that can make an earlier figure one that must not be seen.
LATER_VAN_BELANG = {"indicatoren", "metingen"}
# What is needed while building and does not stay in the build.
HULPTABELLEN = ("staging.kleinste_groep", "staging.al_onderdrukt", "kern.onderdrukking")
Voortgang = Callable[[str], None]


def build(magazijn: Magazijn, werkmap: Path, peildatum: date | None = None, voortgang: Voortgang | None = None) -> Path:
    """Build from all shared leveringen, for today, and publish; returns the new build.

    When something was delivered in vertrouwen, a second build that holds it comes to stand beside it, for the tables of the
    ketens. What is suppressed is the same in both. A concept is in neither.
    With a peildatum: build from what had been delivered on that day or before, keep the build apart and publish nothing.
    Raises ModelFout when a model fails; the build that was served stays.
    """
    # First: what is read after it, hides at least as much.
    onderdrukking = suppressed_now(magazijn) if peildatum is not None else None
    moment, manifests = datetime.now(UTC), without_concepts(magazijn.manifests())
    gedeeld = shared(manifests)
    maak = partial(_make, magazijn, werkmap, manifests=manifests, moment=moment, peildatum=peildatum, voortgang=voortgang)
    if peildatum is not None:
        return magazijn.keep_as_known(maak("spiegel", known_on(gedeeld, peildatum)), as_known_name(manifests, peildatum, onderdrukking))
    tafel = maak("tafel", manifests) if len(gedeeld) < len(manifests) else None
    bouw = magazijn.add_build(maak("spiegel", gedeeld), moment, tafel)
    magazijn.publish(bouw)
    return bouw


def build_with_concept(magazijn: Magazijn, werkmap: Path, concept: Manifest, voortgang: Voortgang | None = None) -> Path:
    """Build from what is shared and one concept, and keep it apart; suppressed is also what the rest of the magazijn asks for."""
    alle = magazijn.manifests()
    manifests = [m for m in alle if m.status != "concept" or m.levering == concept.levering]
    bekend = [m for m in manifests if m.status != "in_vertrouwen"]
    tijdelijk = _make(
        magazijn, werkmap, "spiegel", bekend, manifests=manifests, moment=datetime.now(UTC), peildatum=None, voortgang=voortgang
    )
    return magazijn.keep_as_known(tijdelijk, concept_name(alle, concept))


def concept_name(manifests: Sequence[Manifest], concept: Manifest) -> str:
    """The name of the build with a concept: another levering, status, version, model or day makes it another build."""
    return f"spiegel-concept-{_fingerprint([concept.levering, str(date.today()), *_as_seen(manifests)])}.duckdb"


def shared(manifests: Sequence[Manifest]) -> list[Manifest]:
    """The leveringen that everyone who may see the keten may see."""
    return [m for m in manifests if m.status == "gedeeld"]


def without_concepts(manifests: Sequence[Manifest]) -> list[Manifest]:
    """The leveringen that somebody besides their makers may see."""
    return [m for m in manifests if m.status != "concept"]


def known_on(manifests: Sequence[Manifest], peildatum: date) -> list[Manifest]:
    """The leveringen that had been delivered at the end of a day, by the clock of this machine."""
    return [m for m in manifests if m.geleverd_dag <= peildatum]


def as_known_name(manifests: Sequence[Manifest], peildatum: date, onderdrukking: str | None) -> str:
    """The name of the build of a peildatum: another levering, version or model makes it another build.

    Later passports and metingen may suppress more. Whether they do, the published build knows (`suppressed_now`): what it does not hold
    yet counts from the moment that today shows it too. Where it does not know, each of them counts.
    """
    bekend = [m for m in manifests if m.geleverd_dag <= peildatum]
    if onderdrukking:
        return f"spiegel-{peildatum}-{_fingerprint([*_as_seen(bekend), onderdrukking])}.duckdb"
    later = [m for m in manifests if m.geleverd_dag > peildatum and LATER_VAN_BELANG & m.tabellen.keys()]
    return f"spiegel-{peildatum}-{_fingerprint(_as_seen([*bekend, *later]))}.duckdb"


def suppressed_now(magazijn: Magazijn) -> str | None:
    """What the published build says of suppression; None when there is none, or one of another version."""
    try:
        bouw = magazijn.current_build()
        vol = magazijn.for_table(bouw) if bouw and magazijn.for_table(bouw).exists() else bouw
        feiten = _facts(vol, vol.stat().st_mtime_ns) if vol else None
    except (MagazijnFout, duckdb.Error, OSError):
        return None
    return feiten[1] if feiten and feiten[0] == VERSIE else None


@lru_cache(maxsize=32)
def _facts(bouw: Path, _veranderd: int) -> tuple[str, str | None]:
    """By which version a build was made, and what it says of suppression."""
    with duckdb.connect() as con:
        con.execute(f"attach {text_literal(str(bouw))} as bouw (read_only)")
        versie, onderdrukking = con.execute("select versie, onderdrukking from bouw.staging.bouw").fetchall()[0]
    return versie, onderdrukking


def _as_seen(manifests: Sequence[Manifest]) -> list[str]:
    return sorted({f"{m.levering} {m.status}" for m in without_concepts(manifests)})


def _fingerprint(woorden: Sequence[str]) -> str:
    """Twelve characters that stand for these words, this version and these models."""
    return hashlib.sha256(json.dumps([VERSIE, *woorden, models_hash(MODELS)]).encode()).hexdigest()[:12]


def _make(
    magazijn: Magazijn,
    werkmap: Path,
    naam: str,
    bekend: Sequence[Manifest],
    *,
    manifests: Sequence[Manifest],
    moment: datetime,
    peildatum: date | None,
    voortgang: Voortgang | None,
) -> Path:
    """Run every model into a new database file, over the leveringen that are `bekend`; all manifests say what is suppressed."""
    meld = voortgang or (lambda _stap: None)
    tijdelijk = werkmap / f"{naam}.duckdb"
    with connection(tijdelijk, werkmap) as con:
        con.execute("set preserve_insertion_order = false")
        keep_together(con, sum(m.rijen for m in manifests))
        _create_frame(con, magazijn, manifests, bekend, moment, peildatum)
        for model in ordered_models(con):
            meld(f"bouwen: {model.tabel}")
            run(con, model)
        ask_all(con, voortgang=meld)
        if len(bekend) == len(manifests):
            con.execute("update staging.bouw set onderdrukking = ?", [_suppressed(con)])
        drop_views(con)
        for hulp in HULPTABELLEN:
            con.execute(f"drop table if exists {hulp}")
        con.execute("checkpoint")
    return tijdelijk


def is_up_to_date(magazijn: Magazijn, manifests: Sequence[Manifest]) -> bool:
    """True when the published build holds exactly these leveringen, was made by this version and for today."""
    huidig, te_zien = magazijn.current_build(), without_concepts(manifests)
    if huidig is None:
        return False
    gedeeld, tafel = shared(te_zien), magazijn.for_table(huidig)
    is_nodig = len(gedeeld) < len(te_zien)
    return _holds(huidig, gedeeld) and tafel.exists() == is_nodig and (not is_nodig or _holds(tafel, te_zien))


def narrowed_since(bouw: Path, manifests: Sequence[Manifest]) -> list[Manifest]:
    """The leveringen in this build that fewer people may see now than when it was made."""
    tafel = Magazijn.for_table(bouw)
    voor_allen, aan_tafel = _leveringen_in(bouw), _leveringen_in(tafel) if tafel.exists() else set()
    return [
        m for m in manifests if (m.levering in voor_allen and m.status != "gedeeld") or (m.levering in aan_tafel and m.status == "concept")
    ]


def _leveringen_in(bouw: Path) -> set[str]:
    with duckdb.connect(str(bouw), read_only=True) as con:
        return {rij[0] for rij in con.execute("select levering from staging.levering").fetchall()}


def _holds(bouw: Path, manifests: Sequence[Manifest]) -> bool:
    try:
        con = duckdb.connect(str(bouw), read_only=True)
    except duckdb.Error:
        return False
    try:
        leveringen = con.execute("select levering, status from staging.levering").fetchall()
        gemaakt = con.execute("select peildatum, versie from staging.bouw").fetchall()
    except duckdb.Error:
        return False
    finally:
        con.close()
    return set(leveringen) == {(m.levering, m.status) for m in manifests} and gemaakt == [(date.today(), VERSIE)]


def _create_frame(
    con: duckdb.DuckDBPyConnection,
    magazijn: Magazijn,
    manifests: Sequence[Manifest],
    bekend: Sequence[Manifest],
    moment: datetime,
    peildatum: date | None,
) -> None:
    """The staging tables that tell of the leveringen and of this build, and the views over the raw files."""
    if len(bekend) == len(manifests):
        create_staging(con, magazijn, _with_rows(bekend))
    else:
        create_staging_as_known(con, magazijn, _with_rows(bekend), _with_rows(manifests), lambda: _suppress(con))
        _drop_suppression(con)
    con.execute(
        "create table staging.bouw as select ?::timestamp as gebouwd_op, ?::date as peildatum, ? as versie, null::varchar as onderdrukking",
        [moment.replace(tzinfo=None), peildatum or date.today(), VERSIE],
    )
    create_levering(con, bekend)
    create_waarschuwing(con, magazijn, bekend)


def _suppressed(con: duckdb.DuckDBPyConnection) -> str:
    """A hash of which rows are suppressed and of the smallest group of every indicator; of no value that is hidden."""
    kenmerk = hashlib.sha256()
    for vraag in ("from kern.onderdrukking", "select indicator, coalesce(min_groep, 10) from kern.indicator"):
        kenmerk.update(repr(con.execute(f"{vraag} order by all").fetchall()).encode())
    return kenmerk.hexdigest()


def _with_rows(manifests: Sequence[Manifest]) -> list[Manifest]:
    return [m for m in manifests if not m.niets_nieuws]


def _suppress(con: duckdb.DuckDBPyConnection) -> None:
    """Run only the models that say what is suppressed."""
    for model in suppression_models(con):
        run(con, model)


def _drop_suppression(con: duckdb.DuckDBPyConnection) -> None:
    """Remove what _suppress made: the same models run again over the leveringen of the peildatum."""
    for model in suppression_models(con):
        con.execute(f"drop table {quoted(model.schema)}.{quoted(model.naam)}")
