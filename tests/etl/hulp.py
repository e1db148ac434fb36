"""What the tests of the ETL share: a correct levering, small leveringen written in a line, and reading a build."""

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb
import pytest

from etl.keuring import check_leveringen
from etl.laden import Laadverslag, load
from etl.magazijn import Magazijn
from etl.signalen import uitvoeren

HIER = Path(__file__).parent
GOED = HIER / "goed"
FOUT = HIER / "fout"


def copy_good(doel: Path) -> Path:
    """A correct levering with every table."""
    shutil.copytree(GOED, doel)
    return doel


def write_levering(doel: Path, geleverd_op: str | None = None, **tabellen: str) -> Path:
    """A levering from texts: write_levering(map, ketens="keten,naam\\nk,K\\n")."""
    doel.mkdir(parents=True, exist_ok=True)
    for naam, inhoud in tabellen.items():
        (doel / f"{naam}.csv").write_text(inhoud, encoding="utf-8")
    begeleiding = {"leverancier": "Gemeente Testdam"} | ({"geleverd_op": geleverd_op} if geleverd_op else {})
    (doel / "levering.json").write_text(json.dumps(begeleiding), encoding="utf-8")
    return doel


def messages(*paden: Path, magazijn: Path | None = None) -> list[str]:
    """Everything the keuring says of these leveringen."""
    verslag = check_leveringen(paden, Magazijn(magazijn or paden[0].parent / "leeg-magazijn"))
    return [f"{a.ernst} | {a}" for a in verslag.afkeuringen]


def laad(magazijn: Path, *paden: Path) -> Laadverslag:
    """Load leveringen into a magazijn."""
    return load(paden, Magazijn(magazijn))


@contextmanager
def without_questions() -> Iterator[None]:
    """Half of the time of a small build goes to its rules: here their tables come without rows."""

    def ask_nothing(con: duckdb.DuckDBPyConnection, **_: Any) -> None:
        uitvoeren._create_tables(con, uitvoeren.SCHEMA)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("etl.bouw.ask_all", ask_nothing)
        yield


@contextmanager
def without_build() -> Iterator[None]:
    """What is loaded here is checked and kept, and in no build: for who needs only the next one, or none."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("etl.laden.build", lambda *_, **__: None)
        yield


def keep(magazijn: Path, *paden: Path) -> Laadverslag:
    """Load leveringen that are first looked at in a build to come."""
    with without_build():
        return laad(magazijn, *paden)


def query(magazijn: Path, sql: str) -> list[tuple[Any, ...]]:
    """Ask the current build."""
    bouw = Magazijn(magazijn).current_build()
    assert bouw is not None
    with duckdb.connect(str(bouw), read_only=True) as con:
        return con.execute(sql).fetchall()
