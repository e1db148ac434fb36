"""The log: who did what with which thing, never what was in it. It only grows, and each row is chained to the one before.

The database refuses to change or remove a row (see the migration that makes the table). Whoever gets around that, breaks
the chain, and `check_chain` says where.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, Engine, Select, insert, select
from sqlalchemy.exc import SQLAlchemyError

from dashboard.dossier.fouten import OnbereikbaarDossier
from dashboard.dossier.register import now
from dashboard.dossier.tabellen import Logregel

GEBEURTENISSEN = (
    "inloggen", "uitloggen", "geweigerd", "bekeken_in_vertrouwen", "bekeken_als", "gewijzigd", "uitgevoerd", "stukken",
)  # fmt: skip
SERVER = "server"  # who, when a command on the server did it
BEGIN = ""  # what the first row is chained to
LANGSTE_NAAM = 300
NIET_GESCHREVEN = (
    "Het logboek kan nu niet worden bijgehouden. Daarom gaat dit niet door; er is niets veranderd. Probeer het straks opnieuw."
)
NIET_GELEZEN = "Het logboek is niet te bereiken. Er is niets verloren. Probeer het straks opnieuw."
Rij = dict[str, Any]


class Regel(NamedTuple):
    """What happened. `wie` is the provider's name for a person, or a word for a command; `voorwerp` names a thing, not its content."""

    gebeurtenis: str
    wie: str | None = None
    rol: str | None = None
    partij: str | None = None
    keten: str | None = None
    voorwerp: str | None = None


class Filter(NamedTuple):
    """Which rows; what is None does not matter. `onder`: older than the row of this number."""

    gebeurtenis: str | None = None
    keten: str | None = None
    vanaf: datetime | None = None
    onder: int | None = None


def append(verbinding: Connection, regel: Regel) -> None:
    """Add a row within a transaction that writes, so that what is logged and the log exist together; OnbereikbaarDossier if it cannot.

    Such a transaction holds the one lock of the dossier from its start: nobody can come between the last row and this one.
    """
    if regel.gebeurtenis not in GEBEURTENISSEN:
        raise ValueError(f"no such gebeurtenis: {regel.gebeurtenis}")
    with _understood(NIET_GESCHREVEN):
        laatste = verbinding.execute(select(Logregel.nummer, Logregel.hash).order_by(Logregel.nummer.desc()).limit(1)).first()
        nummer, vorige = (laatste.nummer + 1, laatste.hash) if laatste else (1, BEGIN)
        rij = {**{naam: _kept(waarde) for naam, waarde in regel._asdict().items()}, "nummer": nummer, "op": now(), "vorige": vorige}
        verbinding.execute(insert(Logregel).values(**rij, hash=hash_of(rij)))


def keep(engine: Engine, regel: Regel) -> None:
    """Add a row in a transaction of its own."""
    with _understood(NIET_GESCHREVEN), engine.begin() as verbinding:
        append(verbinding, regel)


def read(engine: Engine, waar: Filter, aantal: int | None = None) -> list[Rij]:
    """Rows of the log, newest first; `aantal` at most."""
    with _understood(NIET_GELEZEN), engine.connect().execution_options(alleen_lezen=True) as verbinding:
        return [dict(rij) for rij in verbinding.execute(_question(waar).limit(aantal)).mappings()]


def ketens_in(engine: Engine) -> set[str]:
    """The ketens that the log names."""
    with _understood(NIET_GELEZEN), engine.connect().execution_options(alleen_lezen=True) as verbinding:
        return {keten for keten in verbinding.scalars(select(Logregel.keten).distinct()) if keten}


def check_chain(engine: Engine) -> list[str]:
    """What is wrong with the first row that does not fit, in sentences for the beheerder; an empty list when all rows fit.

    A row that was altered, put in or taken out is seen. Two things are not, for the log alone cannot tell: rows taken off the
    end, and a log that somebody with the run of the database wrote anew from some row on. Those are seen only against a copy:
    the number and the hash of a row must be in the log as they were in the copy.
    """
    vraag = select(Logregel.__table__).order_by(Logregel.nummer)
    vorige: Rij = {"nummer": 0, "hash": BEGIN}
    with (
        _understood(NIET_GELEZEN),
        engine.connect().execution_options(alleen_lezen=True, yield_per=1000) as verbinding,
        verbinding.execute(vraag) as antwoord,
    ):
        for rij in map(dict, antwoord.mappings()):
            if zinnen := _objections(vorige, rij):
                return zinnen
            vorige = rij
    return []


def hash_of(rij: Mapping[str, Any]) -> str:
    """The sha256 over the fields of a row, among them the hash of the row before."""
    velden = [rij["nummer"], rij["op"].isoformat(timespec="microseconds"), *(rij[naam] for naam in Regel._fields), rij["vorige"]]
    return hashlib.sha256(json.dumps(velden).encode()).hexdigest()


def _objections(vorige: Mapping[str, Any], rij: Mapping[str, Any]) -> list[str]:
    nummer, zinnen = rij["nummer"], []
    if nummer != vorige["nummer"] + 1:
        voor = f"tussen regel {vorige['nummer']} en regel {nummer}" if vorige["nummer"] else f"vóór regel {nummer}"
        zinnen.append(f"In het logboek ontbreekt iets {voor}.")
    elif rij["vorige"] != vorige["hash"]:
        zinnen.append(f"Regel {nummer} van het logboek sluit niet aan op de regel ervoor.")
    if rij["hash"] != hash_of(rij):
        zinnen.append(f"Regel {nummer} van het logboek is veranderd nadat zij werd geschreven.")
    return zinnen


def _question(waar: Filter) -> Select[Any]:
    vraag = select(Logregel.__table__).order_by(Logregel.nummer.desc())
    if waar.gebeurtenis is not None:
        vraag = vraag.where(Logregel.gebeurtenis == waar.gebeurtenis)
    if waar.keten is not None:
        vraag = vraag.where(Logregel.keten == waar.keten)
    if waar.vanaf is not None:
        vraag = vraag.where(Logregel.op >= waar.vanaf)
    return vraag if waar.onder is None else vraag.where(Logregel.nummer < waar.onder)


def _kept(tekst: str | None) -> str | None:
    """What any database can keep: a name from outside must not make the log, and with it everything else, fail."""
    return tekst and tekst.replace("\0", "?").encode("utf-8", "replace").decode()[:LANGSTE_NAAM]


@contextmanager
def _understood(zin: str) -> Iterator[None]:
    try:
        yield
    except SQLAlchemyError as fout:
        raise OnbereikbaarDossier(zin) from fout
