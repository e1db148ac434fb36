"""The tables of the register: one per kind of thing, one row per version of it; and the log. Nothing is ever updated or deleted.

`wijziging` says who did something, when and why; a version says what the thing looked like from then on. The
current state of a thing is its version with the highest nummer. A new field is a column here and a migration.
Dates that people give are kept as they write them (2024, 2024-03 or 2024-03-15): as precise as is known.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, ClassVar, cast

from sqlalchemy import DateTime, ForeignKey, Integer, String, Table, Text
from sqlalchemy.orm import DeclarativeBase, Mapped, MappedColumn, declared_attr, mapped_column

from etl.contract import contract


class Basis(DeclarativeBase):
    """All tables of the dossier."""


class Wijziging(Basis):
    """One act of one person, or of one levering: it carries one or more versions."""

    __tablename__ = "wijziging"
    wijziging: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=True)
    op: Mapped[datetime] = mapped_column(DateTime, comment="UTC")
    rol: Mapped[str | None] = mapped_column(String(200))
    partij: Mapped[str | None] = mapped_column(String(200))
    reden: Mapped[str | None] = mapped_column(Text)
    herkomst: Mapped[str] = mapped_column(String(20))
    levering: Mapped[str | None] = mapped_column(String(200))


class VerwerkteBouw(Basis):
    """A build whose delivered rows are in the register."""

    __tablename__ = "verwerkte_bouw"
    bouw: Mapped[str] = mapped_column(String(200), primary_key=True)
    op: Mapped[datetime] = mapped_column(DateTime, comment="UTC")


class Logregel(Basis):
    """One thing that happened: who did what with which thing, never what was in it. Each row is chained to the one before.

    The database refuses to change or remove a row; how the chain is made and checked is in logboek.py.
    """

    __tablename__ = "logboek"
    nummer: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    op: Mapped[datetime] = mapped_column(DateTime, comment="UTC")
    wie: Mapped[str | None] = mapped_column(Text)
    rol: Mapped[str | None] = mapped_column(Text)
    partij: Mapped[str | None] = mapped_column(Text)
    keten: Mapped[str | None] = mapped_column(Text, index=True)
    gebeurtenis: Mapped[str] = mapped_column(String(40), index=True)
    voorwerp: Mapped[str | None] = mapped_column(Text)
    vorige: Mapped[str] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(String(64))


class Versie:
    """What every kind shares: which thing, which version of it, whose keten, and the act that made it."""

    SOORT: ClassVar[str]
    id: Mapped[str] = mapped_column(Text, primary_key=True)
    nummer: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    keten: Mapped[str] = mapped_column(String(100), index=True)
    is_ingetrokken: Mapped[bool] = mapped_column(default=False)

    @declared_attr
    def wijziging(cls) -> Mapped[int]:  # noqa: N805
        """The act that made this version."""
        return mapped_column(ForeignKey("wijziging.wijziging"), index=True)

    @declared_attr.directive
    def __tablename__(cls) -> str:  # noqa: N805
        """The name of the kind with _versie behind it."""
        return f"{cls.SOORT}_versie"


def _tekst(*, verplicht: bool = False) -> MappedColumn[Any]:
    return mapped_column(Text, nullable=True, info={"verplicht": verplicht})


def _datum() -> MappedColumn[Any]:
    return mapped_column(String(10), nullable=True, info={"datum": True})


def _geheel(minstens: int, hoogstens: int) -> MappedColumn[Any]:
    return mapped_column(Integer, nullable=True, info={"grenzen": (minstens, hoogstens)})


def _keuze(keuzes: Iterable[str], *, verplicht: bool = False) -> MappedColumn[Any]:
    return mapped_column(String(40), nullable=True, info={"keuzes": tuple(keuzes), "verplicht": verplicht})


def _geleverde_keuze(tabel: str, kolom: str, *, verplicht: bool = False) -> MappedColumn[Any]:
    return _keuze(contract()[tabel].kolom(kolom).keuzes, verplicht=verplicht)


def _naar(soort: str, *, verplicht: bool = False) -> MappedColumn[Any]:
    """Another thing in the register."""
    return mapped_column(Text, nullable=True, info={"naar": soort, "verplicht": verplicht})


class Werkwijze(Versie, Basis):
    """How a keten meets: one per keten, with the keten as its id."""

    SOORT = "werkwijze"
    interval_dagen: Mapped[int | None] = _geheel(1, 1000)
    volgende_datum: Mapped[str | None] = _datum()
    stukken_dagen: Mapped[int | None] = _geheel(0, 100)
    cijfers_dagen: Mapped[int | None] = _geheel(0, 200)
    navraag_dagen: Mapped[int | None] = _geheel(0, 200)
    duiding_dagen: Mapped[int | None] = _geheel(0, 200)
    besluit_dagen: Mapped[int | None] = _geheel(1, 1000)
    trap: Mapped[str | None] = _tekst()
    ritme: Mapped[str | None] = _keuze(("gewoon", "onderhoud"))


class Overleg(Versie, Basis):
    """A meeting."""

    SOORT = "overleg"
    naam: Mapped[str | None] = _tekst(verplicht=True)
    datum: Mapped[str | None] = _datum()
    soort: Mapped[str | None] = _geleverde_keuze("overleggen", "soort")
    voorzitter: Mapped[str | None] = _tekst()
    deelnemers: Mapped[str | None] = _tekst()
    frequentie: Mapped[str | None] = _tekst()
    uitkomst: Mapped[str | None] = _tekst()
    bron: Mapped[str | None] = _tekst()
    stand: Mapped[str | None] = _keuze(("voorbereiding", "gehouden"))
    borgingsplan: Mapped[str | None] = _tekst()
    terugkijken_op: Mapped[str | None] = _datum()


class Agendapunt(Versie, Basis):
    """A point on the agenda of an overleg."""

    SOORT = "agendapunt"
    overleg: Mapped[str | None] = _naar("overleg", verplicht=True)
    volgorde: Mapped[int | None] = _geheel(1, 999)
    soort: Mapped[str | None] = _keuze(("informatie", "duiding", "besluit", "knoop"), verplicht=True)
    vraag: Mapped[str | None] = _tekst(verplicht=True)
    partij: Mapped[str | None] = _tekst()
    minuten: Mapped[int | None] = _geheel(1, 480)
    signaal: Mapped[str | None] = _tekst()
    regel: Mapped[str | None] = _tekst()
    indicator: Mapped[str | None] = _tekst()
    afspraak: Mapped[str | None] = _naar("afspraak")
    knelpunt: Mapped[str | None] = _naar("knelpunt")
    stand: Mapped[str | None] = _keuze(("open", "besproken", "doorgeschoven"))
    doorgeschoven_van: Mapped[str | None] = _naar("agendapunt")
    uitkomst: Mapped[str | None] = _tekst()
    werkt_het: Mapped[str | None] = _keuze(("doorgaan", "bijsturen", "iets anders proberen"))
    werkt_het_omdat: Mapped[str | None] = _tekst()


class Afspraak(Versie, Basis):
    """Who would do what by when."""

    SOORT = "afspraak"
    project: Mapped[str | None] = _tekst()
    overleg: Mapped[str | None] = _naar("overleg")
    agendapunt: Mapped[str | None] = _naar("agendapunt")
    aanleiding: Mapped[str | None] = _tekst()
    datum: Mapped[str | None] = _datum()
    afspraak: Mapped[str | None] = _tekst(verplicht=True)
    voortouw: Mapped[str | None] = _tekst()
    betrokken_partijen: Mapped[str | None] = _tekst()
    klaar_op: Mapped[str | None] = _datum()
    status: Mapped[str | None] = _geleverde_keuze("afspraken", "status")
    status_op: Mapped[str | None] = _datum()
    toelichting: Mapped[str | None] = _tekst()
    bron: Mapped[str | None] = _tekst()
    bevestigd_door: Mapped[str | None] = _tekst()
    bevestigd_op: Mapped[str | None] = _datum()
    effect: Mapped[str | None] = _tekst()
    effect_op: Mapped[str | None] = _datum()


class Knelpunt(Versie, Basis):
    """What is stuck, and at which level it lies."""

    SOORT = "knelpunt"
    project: Mapped[str | None] = _tekst()
    overleg: Mapped[str | None] = _naar("overleg")
    agendapunt: Mapped[str | None] = _naar("agendapunt")
    datum: Mapped[str | None] = _datum()
    knelpunt: Mapped[str | None] = _tekst(verplicht=True)
    soort: Mapped[str | None] = _geleverde_keuze("knelpunten", "soort")
    escalatie_naar: Mapped[str | None] = _tekst()
    escalatie_op: Mapped[str | None] = _datum()
    oplossing: Mapped[str | None] = _tekst()
    wijze: Mapped[str | None] = _geleverde_keuze("knelpunten", "wijze")
    opgelost_op: Mapped[str | None] = _datum()
    bron: Mapped[str | None] = _tekst()


class Oordeel(Versie, Basis):
    """A judgement of an actor; from a levering, or from the round after an overleg (then without a partij)."""

    SOORT = "oordeel"
    project: Mapped[str | None] = _tekst()
    overleg: Mapped[str | None] = _naar("overleg")
    actor: Mapped[str | None] = _tekst(verplicht=True)
    partij: Mapped[str | None] = _tekst()
    actorgroep: Mapped[str | None] = _geleverde_keuze("oordelen", "actorgroep")
    datum: Mapped[str | None] = _datum()
    onderwerp: Mapped[str | None] = _geleverde_keuze("oordelen", "onderwerp", verplicht=True)
    oordeel: Mapped[str | None] = _geleverde_keuze("oordelen", "oordeel", verplicht=True)
    toelichting: Mapped[str | None] = _tekst()
    bron: Mapped[str | None] = _tekst()


class Besluit(Versie, Basis):
    """What the table decided."""

    SOORT = "besluit"
    overleg: Mapped[str | None] = _naar("overleg", verplicht=True)
    agendapunt: Mapped[str | None] = _naar("agendapunt")
    besluit: Mapped[str | None] = _tekst(verplicht=True)
    datum: Mapped[str | None] = _datum()


class Standpunt(Versie, Basis):
    """A minority view beside a besluit or a point."""

    SOORT = "standpunt"
    overleg: Mapped[str | None] = _naar("overleg", verplicht=True)
    agendapunt: Mapped[str | None] = _naar("agendapunt")
    partij: Mapped[str | None] = _tekst(verplicht=True)
    standpunt: Mapped[str | None] = _tekst(verplicht=True)
    datum: Mapped[str | None] = _datum()


class Duiding(Versie, Basis):
    """The story of a partij beside a figure or a question; a newer one stands beside it, it does not replace it."""

    SOORT = "duiding"
    indicator: Mapped[str | None] = _tekst()
    signaal: Mapped[str | None] = _tekst()
    partij: Mapped[str | None] = _tekst(verplicht=True)
    duiding: Mapped[str | None] = _tekst(verplicht=True)
    datum: Mapped[str | None] = _datum()
    zichtbaarheid: Mapped[str | None] = _keuze(("concept", "in_vertrouwen", "gedeeld"))


class Praktijksignaal(Versie, Basis):
    """Something seen on the work floor, or a story from there."""

    SOORT = "praktijksignaal"
    project: Mapped[str | None] = _tekst()
    actorgroep: Mapped[str | None] = _geleverde_keuze("oordelen", "actorgroep")
    datum: Mapped[str | None] = _datum()
    praktijksignaal: Mapped[str | None] = _tekst(verplicht=True)
    bron: Mapped[str | None] = _tekst()


class Advies(Versie, Basis):
    """A recommendation, what was decided about it and what was done."""

    SOORT = "advies"
    van_wie: Mapped[str | None] = _tekst(verplicht=True)
    datum: Mapped[str | None] = _datum()
    advies: Mapped[str | None] = _tekst(verplicht=True)
    besluit: Mapped[str | None] = _keuze(("overgenomen", "deels overgenomen", "niet overgenomen"))
    besluit_op: Mapped[str | None] = _datum()
    gedaan: Mapped[str | None] = _tekst()
    gedaan_op: Mapped[str | None] = _datum()
    bron: Mapped[str | None] = _tekst()


class Notitie(Versie, Basis):
    """A note of those who prepare an overleg, for their eyes only."""

    SOORT = "notitie"
    overleg: Mapped[str | None] = _naar("overleg", verplicht=True)
    notitie: Mapped[str | None] = _tekst(verplicht=True)


class Overdracht(Versie, Basis):
    """Something that must go to other hands when an overleg ends or a role changes hands."""

    SOORT = "overdracht"
    overleg: Mapped[str | None] = _naar("overleg")
    wat: Mapped[str | None] = _tekst(verplicht=True)
    van_rol: Mapped[str | None] = _tekst()
    naar_rol: Mapped[str | None] = _tekst()
    gedaan_op: Mapped[str | None] = _datum()


TABELLEN: dict[str, Table] = {
    soort.SOORT: cast(Table, soort.__table__)
    for soort in (
        Werkwijze, Overleg, Agendapunt, Afspraak, Knelpunt, Oordeel, Besluit, Standpunt, Duiding, Praktijksignaal, Advies,
        Notitie, Overdracht,
    )
}  # fmt: skip
