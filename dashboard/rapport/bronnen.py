"""What a packet is made from: one build and the register as it was at one act, read together and outside any session."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd

from dashboard import spiegel
from dashboard.dossier import lezen
from dashboard.dossier.register import Register, RegisterOpStand
from dashboard.dossier.vragen import ask
from dashboard.toegang.zicht import ALLES, Zicht

Rij = dict[str, Any]
GELEZEN = {"werkwijze", "overleg", "agendapunt", "afspraak", "knelpunt", "besluit", "standpunt", "duiding", "advies", "praktijksignaal"}
"""The kinds a packet reads. Private notes are not among them, so they cannot appear in one."""


class Bronnen:
    """One build and one state of the dossier: queries/*.sql answered from both."""

    def __init__(self, con: duckdb.DuckDBPyConnection, bouw: Path, register: Register, dag: date | None, stand: int, wat: Zicht) -> None:
        self._con, self.bouw, self.stand, self.wat = con, bouw, stand, wat
        self._register, self._dag = register, dag
        regel = self.rows("bouw")[0]
        self.peildatum: date = regel["peildatum"]
        self.gebouwd_op: datetime = regel["gebouwd_op"]
        self.versie: str = regel["versie"]

    def rows(self, query: str, **params: object) -> list[Rij]:
        """The answer as rows with plain Python values."""
        antwoord = self._con.execute(spiegel.sql_of(query), params)
        namen = [kolom[0] for kolom in antwoord.description or ()]
        return [dict(zip(namen, rij, strict=True)) for rij in antwoord.fetchall()]

    def dossier_questions(self, keten: str) -> list[Rij]:
        """The questions that the dossier itself raises about a keten; its rules run for it, so ask only when needed."""
        return [v for v in ask(self.bouw, self._register, self._dag, self.wat)["signaal_vragen"] if v["keten"] == keten]

    def frame(self, query: str, **params: object) -> pd.DataFrame:
        """The answer as a data frame, for a chart."""
        return self._con.execute(spiegel.sql_of(query), params).df()


@contextmanager
def open_bronnen(
    bouw: Path, register: Register, dag: date | None = None, stand: int | None = None, wat: Zicht = ALLES
) -> Iterator[Bronnen]:
    """Open both for the time it takes to make one packet; `dag`: only what was known on that earlier day, `wat`: only this sight."""
    nummer = register.stand() if stand is None else min(stand, register.stand())
    toen = RegisterOpStand(register, nummer)
    with spiegel.readable(bouw), lezen.connect(bouw, toen, GELEZEN, dag, wat, _every_query()) as con:
        yield Bronnen(con, bouw, toen, dag, nummer, wat)


def _every_query() -> str:
    """What a packet may ask: a narrowed connection holds only the tables that are named beforehand."""
    return "\n".join(bestand.read_text(encoding="utf-8") for bestand in sorted(spiegel.QUERIES.glob("*.sql")))
