"""What an examination found, and what its parts share."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import duckdb

from etl.fouten import MagazijnFout
from etl.magazijn import Magazijn, is_whole

Voortgang = Callable[[str], None]


@dataclass
class Onderzoek:
    """What was found, in Dutch sentences: what was mended, what to know, and what cannot be mended here."""

    leveringen: int = 0
    bestanden: int = 0
    bouwen: int = 0
    versies: int = 0
    hersteld: list[str] = field(default_factory=list)
    let_op: list[str] = field(default_factory=list)
    stuk: list[str] = field(default_factory=list)


def served_build(magazijn: Magazijn) -> Path | None:
    """The build in use; None also when the pointer cannot be read."""
    try:
        return magazijn.current_build()
    except MagazijnFout:
        return None


def leveringen_in_use(magazijn: Magazijn) -> list[tuple[str, str, str | None]]:
    """The leveringen that the build in use and that for the tables know, with name and supplier; none of what cannot be read or trusted."""
    bouw = served_build(magazijn)
    return sorted({rij for deel in (bouw, magazijn.for_table(bouw)) for rij in _leveringen_in(deel)}) if bouw else []


def _leveringen_in(bouw: Path) -> list[tuple[str, str, str | None]]:
    if not bouw.exists() or is_whole(bouw) is False:
        return []
    try:
        with duckdb.connect(str(bouw), read_only=True) as con:
            return con.execute("select levering, naam, leverancier from staging.levering order by levering").fetchall()
    except duckdb.Error:
        return []
