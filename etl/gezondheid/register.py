"""What an append-only register cannot hold: a gap in the numbers, a version without an act, a reference to nothing.

Each check is a query that must return nothing; it gives the kenmerk of what is wrong. The tables are those of the database itself,
so that a dossier of an earlier version can be looked at too.
"""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from sqlalchemy import Column, Connection, MetaData, Select, Table, and_, exists, func, not_, or_, select, true

from dashboard.dossier.tabellen import TABELLEN, Basis

VOORBEELDEN = 3  # of what is wrong, so many are named


class Fout(NamedTuple):
    """What is wrong, in Dutch, and where it was seen."""

    wat: str
    waar: list[str]
    aantal: int

    def __str__(self) -> str:
        meer = f" en nog {self.aantal - len(self.waar)}" if self.aantal > len(self.waar) else ""
        return f"{self.wat}: {', '.join(self.waar)}{meer}."


def tables_of(verbinding: Connection) -> dict[str, Table]:
    """The tables of the dossier that this database has, as they are there."""
    gevonden = MetaData()
    gevonden.reflect(verbinding, only=lambda naam, _: naam in Basis.metadata.tables, resolve_fks=False)
    return dict(gevonden.tables)


def faults(verbinding: Connection, tabellen: Mapping[str, Table]) -> list[Fout]:
    """Everything that a register in which rows are only ever added cannot hold."""
    uit = [*_act_faults(verbinding, tabellen)]
    for soort in TABELLEN:
        if (tabel := tabellen.get(f"{soort}_versie")) is not None:
            uit += _faults_of(verbinding, soort, tabel, tabellen)
    return uit


def _faults_of(verbinding: Connection, soort: str, t: Table, tabellen: Mapping[str, Table]) -> Iterator[Fout]:
    act, eerder = tabellen["wijziging"], t.alias("eerder")
    vragen = {
        f"Van {soort} ontbreken versies": select(t.c.id)
        .group_by(t.c.id)
        .having(or_(func.min(t.c.nummer) != 1, func.max(t.c.nummer) != func.count())),
        f"Van {soort} heeft een versie geen handeling": select(t.c.id).where(~exists().where(act.c.wijziging == t.c.wijziging)),
        f"Van {soort} is een versie ouder dan de versie ervoor": select(t.c.id).where(
            exists().where(and_(eerder.c.id == t.c.id, eerder.c.nummer == t.c.nummer - 1, eerder.c.wijziging > t.c.wijziging))
        ),
        f"Van {soort} is de eerste versie al ingetrokken": select(t.c.id).where(t.c.nummer == 1, t.c.is_ingetrokken == true()),
    }
    for kolom in TABELLEN[soort].columns:
        if (naar := kolom.info.get("naar")) and kolom.name in t.c and f"{naar}_versie" in tabellen:
            vragen[f"Een {soort} verwijst naar een {naar} die er niet is"] = _dangling(t, t.c[kolom.name], tabellen[f"{naar}_versie"], act)
    for wat, vraag in vragen.items():
        yield from _found(verbinding, wat, vraag)


def _dangling(t: Table, kolom: "Column[str]", doel: Table, act: Table) -> "Select[tuple[str]]":
    """References that somebody made in the app; what was delivered may refer to what comes in a later levering."""
    geleverd = t.alias("geleverd")
    uit_levering = exists().where(
        and_(
            geleverd.c.id == t.c.id,
            geleverd.c[kolom.name] == kolom,
            act.c.wijziging == geleverd.c.wijziging,
            act.c.herkomst == "levering",
        )
    )
    return select(t.c.id).where(kolom.is_not(None), ~exists().where(doel.c.id == kolom), not_(uit_levering))


def _act_faults(verbinding: Connection, tabellen: Mapping[str, Table]) -> Iterator[Fout]:
    w = tabellen["wijziging"]
    gebruikt = [t for naam, t in tabellen.items() if naam.endswith("_versie")]
    zonder = and_(*(~exists().where(t.c.wijziging == w.c.wijziging) for t in gebruikt))
    vragen = {
        "Een handeling heeft geen enkele versie": select(w.c.wijziging).where(zonder),
        "Een handeling heeft een onbekende herkomst": select(w.c.wijziging).where(w.c.herkomst.not_in(("app", "levering"))),
        "Een handeling hoort bij een levering en noemt die niet, of andersom": select(w.c.wijziging).where(
            (w.c.herkomst == "levering") != w.c.levering.is_not(None)
        ),
    }
    for wat, vraag in vragen.items():
        yield from _found(verbinding, wat, vraag)


def _found(verbinding: Connection, wat: str, vraag: "Select[tuple[str]] | Select[tuple[int]]") -> Iterator[Fout]:
    waar = sorted({str(rij[0]) for rij in verbinding.execute(vraag)})
    if waar:
        yield Fout(wat, waar[:VOORBEELDEN], len(waar))
