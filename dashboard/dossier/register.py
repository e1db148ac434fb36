"""The register: add, change, withdraw and read what people agreed. Nothing that was kept is ever overwritten or removed.

Every change names the version it was made on. When somebody else was first, nothing is written and `Gewijzigd` says what
they changed, so that a person can choose; the primary key (id, nummer) holds that also between two servers.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any, NamedTuple
from uuid import uuid4

from sqlalchemy import Connection, Engine, ScalarSelect, Select, Table, func, insert, select
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError

from dashboard.dossier.controle import VAST, check, check_act
from dashboard.dossier.fouten import BeschadigdDossier, Gewijzigd, NietGevonden, OnbereikbaarDossier, OngeldigeInvoer, is_damage
from dashboard.dossier.tabellen import TABELLEN, VerwerkteBouw, Wijziging

Velden = Mapping[str, Any]
Ding = dict[str, Any]
# soort, keten, (rol, partij), what stands there now, what it becomes
Mag = Callable[[str, str, tuple[str | None, str | None], Velden, Velden], None]
# the transaction of the act, (rol, partij), soort, and the version that was written
Log = Callable[[Connection, tuple[str | None, str | None], str, Velden], None]


class Wie(NamedTuple):
    """Who does something: a role, and the partij it belongs to. Never the name of a person."""

    rol: str | None
    partij: str | None = None


class Daad(NamedTuple):
    """One act: who, when (UTC), why, and whether it came from the app or with a levering."""

    wie: Wie
    op: datetime
    reden: str | None = None
    levering: str | None = None

    @property
    def herkomst(self) -> str:
        """app or levering."""
        return "levering" if self.levering else "app"

    @property
    def is_naamloos(self) -> bool:
        """An answer in the round: nothing may lead to who gave it, so it is not in the log either."""
        return self.wie == Wie(None)


class Register:
    """The register in one database."""

    def __init__(self, engine: Engine, mag: Mag | None = None, log: Log | None = None) -> None:
        """`mag` is asked before every version is written, and refuses with an exception; None: everything may be written.

        `log` is told of every version that a person made, in the transaction that makes it: when it fails, nothing is kept.
        """
        self.engine, self._mag, self._log = engine, mag, log

    def add(self, soort: str, keten: str, velden: Velden, wie: Wie, reden: str | None = None, id_: str | None = None) -> Ding:
        """Keep something new and give it back; OngeldigeInvoer when a field cannot be kept."""
        with self.change_set(Daad(wie, now(), reden)) as daad:
            return daad.add(soort, keten, velden, id_)

    def change(self, soort: str, id_: str, nummer: int, velden: Velden, wie: Wie, reden: str | None = None) -> Ding:
        """Change these fields of version `nummer`; Gewijzigd when that is no longer the newest."""
        with self.change_set(Daad(wie, now(), reden)) as daad:
            return daad.change(soort, id_, nummer, velden)

    def withdraw(self, soort: str, id_: str, nummer: int, wie: Wie, reden: str) -> Ding:
        """Withdraw it; it stays readable, with the reason."""
        with self.change_set(Daad(wie, now(), reden)) as daad:
            return daad.withdraw(soort, id_, nummer)

    @contextmanager
    def change_set(self, daad: Daad) -> Iterator["Wijzigingen"]:
        """Several changes of one act: all are kept, or none."""
        if daad.herkomst == "app":
            check_act(*daad.wie, daad.reden)
        with self._transaction() as verbinding:
            yield Wijzigingen(verbinding, daad, self._mag, self._log)

    def newest(self, soort: str, id_: str) -> Ding:
        """How it is now, withdrawn or not; NietGevonden when it never was."""
        with self._transaction(alleen_lezen=True) as verbinding:
            return _newest(verbinding, soort, id_)

    def all(self, soort: str, keten: str | None = None) -> list[Ding]:
        """How everything of this kind is now, withdrawn things apart, in the order in which it last changed."""
        return [v for v in self.versions(soort, keten) if v["is_nieuwste"] and not v["is_ingetrokken"]]

    def history(self, soort: str, id_: str) -> list[Ding]:
        """Every version, the first one first, each with who, when, why and what it changed (`anders`: field -> before, now)."""
        rijen = [v for v in self.versions(soort) if v["id"] == id_]
        return [rij | {"anders": differences(soort, eerder, rij)} for eerder, rij in zip([{}, *rijen], rijen, strict=False)]

    def versions(self, soort: str, keten: str | None = None, tot: datetime | None = None) -> list[Ding]:
        """All versions of a kind, with the act that made each; `tot` leaves out what was done after that moment (UTC)."""
        with self._transaction(alleen_lezen=True) as verbinding:
            return _versions(verbinding, soort, keten, tot)

    def stand(self) -> int:
        """The number of the newest act: as long as it is the same, nothing has changed."""
        with self._transaction(alleen_lezen=True) as verbinding:
            return verbinding.scalar(select(func.coalesce(func.max(Wijziging.wijziging), 0))) or 0

    def stands(self, ketens: Collection[str] | None = None, tot: int | None = None) -> dict[str, int]:
        """Per kind the newest act (not after `tot`) on a thing that is or was of these ketens; of all ketens without them."""
        with self._transaction(alleen_lezen=True) as verbinding:
            rij = verbinding.execute(select(*(_newest_act(tabel, ketens, tot).label(soort) for soort, tabel in TABELLEN.items()))).one()
        return dict(rij._mapping)

    def has_processed(self, bouw: str) -> bool:
        """Whether the delivered rows of this build are in the register."""
        with self._transaction(alleen_lezen=True) as verbinding:
            return verbinding.scalar(select(VerwerkteBouw.bouw).where(VerwerkteBouw.bouw == bouw)) is not None

    @contextmanager
    def _transaction(self, *, alleen_lezen: bool = False) -> Iterator[Connection]:
        try:
            with self.engine.connect().execution_options(alleen_lezen=alleen_lezen) as verbinding, verbinding.begin():
                yield verbinding
        except OperationalError as fout:
            raise OnbereikbaarDossier("Het dossier is niet te bereiken. Wat u net invulde, is niet bewaard. Probeer het opnieuw.") from fout
        except DBAPIError as fout:
            if is_damage(fout):
                raise BeschadigdDossier from fout
            if fout.connection_invalidated:
                raise OnbereikbaarDossier("De verbinding met het dossier viel weg. Wat u net invulde, is niet bewaard.") from fout
            raise


class RegisterOpStand(Register):
    """The register as it was at one act, to read: what came later is not there."""

    def __init__(self, register: Register, stand: int) -> None:
        super().__init__(register.engine)
        self._stand = stand

    def stand(self) -> int:
        """That act."""
        return self._stand

    def stands(self, ketens: Collection[str] | None = None, tot: int | None = None) -> dict[str, int]:
        """The newest act of then, per kind."""
        return super().stands(ketens, self._stand if tot is None else min(tot, self._stand))

    def versions(self, soort: str, keten: str | None = None, tot: datetime | None = None) -> list[Ding]:
        """The versions of then, with the newest of them marked."""
        toen = [v for v in super().versions(soort, keten, tot) if v["wijziging"] <= self._stand]
        laatste: dict[str, int] = {}
        for versie in toen:
            laatste[versie["id"]] = max(versie["nummer"], laatste.get(versie["id"], 0))
        return [v | {"is_nieuwste": v["nummer"] == laatste[v["id"]]} for v in toen]


class Wijzigingen:
    """Changes within one transaction; one act is written, whatever it carries."""

    def __init__(self, verbinding: Connection, daad: Daad, mag: Mag | None = None, log: Log | None = None) -> None:
        self._verbinding, self.daad, self._mag, self._log = verbinding, daad, mag, log
        self._wijziging: int | None = None

    def also(self, daad: Daad) -> "Wijzigingen":
        """Another act within the same transaction."""
        return Wijzigingen(self._verbinding, daad, self._mag, self._log)

    def add(self, soort: str, keten: str, velden: Velden, id_: str | None = None) -> Ding:
        """Keep something new."""
        self._ask(soort, keten, {}, velden)
        self._check(soort, velden, is_nieuw=True)
        return self._write(
            soort, {**velden, "id": id_ or f"{soort}-{uuid4().hex[:12]}", "nummer": 1, "keten": keten, "is_ingetrokken": False}
        )

    def change(self, soort: str, id_: str, nummer: int, velden: Velden) -> Ding:
        """Change fields of version `nummer`; without a difference nothing is written."""
        self._check(soort, velden, is_nieuw=False)
        huidig = self._expect(soort, id_, nummer)
        self._ask(soort, huidig["keten"], huidig, velden)
        if all(huidig[naam] == waarde for naam, waarde in velden.items()) and not huidig["is_ingetrokken"]:
            return huidig
        return self._next(soort, huidig, {**velden, "is_ingetrokken": False})

    def withdraw(self, soort: str, id_: str, nummer: int) -> Ding:
        """Mark as withdrawn; in the app that needs a reason."""
        if self.daad.herkomst == "app" and not (self.daad.reden or "").strip():
            raise OngeldigeInvoer({"reden": "Reden ontbreekt. Schrijf waarom dit wordt ingetrokken."})
        huidig = self._expect(soort, id_, nummer)
        self._ask(soort, huidig["keten"], huidig, {"is_ingetrokken": True})
        return self._next(soort, huidig, {"is_ingetrokken": True})

    def newest(self, soort: str, id_: str) -> Ding:
        """How it is now."""
        return _newest(self._verbinding, soort, id_)

    def versions(self, soort: str) -> list[Ding]:
        """All versions of a kind."""
        return _versions(self._verbinding, soort)

    def mark_processed(self, bouw: str) -> None:
        """The delivered rows of this build are in."""
        self._verbinding.execute(insert(VerwerkteBouw).values(bouw=bouw, op=self.daad.op))

    def _ask(self, soort: str, keten: str, nu: Velden, nieuw: Velden) -> None:
        if self._mag:
            self._mag(soort, keten, (self.daad.wie.rol, self.daad.wie.partij), nu, nieuw)

    def _expect(self, soort: str, id_: str, nummer: int) -> Ding:
        huidig = self.newest(soort, id_)
        if huidig["nummer"] != nummer:
            raise self._changed(soort, id_, nummer, huidig)
        return huidig

    def _changed(self, soort: str, id_: str, nummer: int, huidig: Ding) -> Gewijzigd:
        tabel = TABELLEN[soort]
        toen = self._verbinding.execute(select(tabel).where(tabel.c.id == id_, tabel.c.nummer == nummer)).mappings().first()
        return Gewijzigd(huidig, differences(soort, dict(toen or {}), huidig))

    def _next(self, soort: str, huidig: Ding, velden: Velden) -> Ding:
        eigen = {naam: huidig[naam] for naam in ("id", "keten", *fields(soort))}
        return self._write(soort, {**eigen, **velden, "nummer": huidig["nummer"] + 1})

    def _write(self, soort: str, rij: Ding) -> Ding:
        if self._wijziging is None:
            d = self.daad
            waarden = {
                "op": d.op,
                "rol": d.wie.rol,
                "partij": d.wie.partij,
                "reden": d.reden,
                "herkomst": d.herkomst,
                "levering": d.levering,
            }
            self._wijziging = self._verbinding.scalar(insert(Wijziging).values(**waarden).returning(Wijziging.wijziging))
        try:
            with self._verbinding.begin_nested():
                self._verbinding.execute(insert(TABELLEN[soort]).values(**rij, wijziging=self._wijziging))
        except IntegrityError:
            # Another server wrote this version between our reading and our writing.
            huidig = self.newest(soort, rij["id"])
            raise self._changed(soort, rij["id"], rij["nummer"] - 1, huidig) from None
        if self._log and self.daad.herkomst == "app" and not self.daad.is_naamloos:
            self._log(self._verbinding, self.daad.wie, soort, rij)
        return self.newest(soort, rij["id"])

    def _check(self, soort: str, velden: Velden, *, is_nieuw: bool) -> None:
        if self.daad.herkomst == "levering":
            return  # the keuring did, also of what comes in a later levering
        check(soort, velden, is_nieuw=is_nieuw)
        for kolom in TABELLEN[soort].columns:
            if (naar := kolom.info.get("naar")) and velden.get(kolom.name):
                self.newest(naar, velden[kolom.name])


def fields(soort: str) -> list[str]:
    """The fields people fill in, in the order of the table."""
    return [kolom.name for kolom in TABELLEN[soort].columns if kolom.name not in VAST]


def differences(soort: str, eerder: Velden, nu: Velden) -> dict[str, tuple[Any, Any]]:
    """What differs between two versions: field -> before, now; the keten only when it went to another one."""
    namen = [*(("keten",) if eerder else ()), *fields(soort), "is_ingetrokken"]
    return {naam: (eerder.get(naam), nu.get(naam)) for naam in namen if _filled(eerder.get(naam)) != _filled(nu.get(naam))}


def _filled(waarde: Any) -> Any:
    """None for what is empty; the number 0 is not."""
    return None if waarde is False or waarde == "" else waarde


def _with_act(tabel: Table) -> Select[Any]:
    """Versions with the act that made them: who did it as wie_rol and wie_partij."""
    act = (
        Wijziging.op,
        Wijziging.rol.label("wie_rol"),
        Wijziging.partij.label("wie_partij"),
        Wijziging.reden,
        Wijziging.herkomst,
        Wijziging.levering,
    )
    return select(tabel, *act).join(Wijziging, Wijziging.wijziging == tabel.c.wijziging)


def _newest_act(tabel: Table, ketens: Collection[str] | None, tot: int | None) -> ScalarSelect[int]:
    vraag = select(func.coalesce(func.max(tabel.c.wijziging), 0))
    if ketens is not None:
        vraag = vraag.where(tabel.c.id.in_(select(tabel.c.id).where(tabel.c.keten.in_(ketens))))
    if tot is not None:
        vraag = vraag.where(tabel.c.wijziging <= tot)
    return vraag.scalar_subquery()


def _versions(verbinding: Connection, soort: str, keten: str | None = None, tot: datetime | None = None) -> list[Ding]:
    tabel = TABELLEN[soort]
    vraag = _with_act(tabel).order_by(tabel.c.wijziging, tabel.c.id, tabel.c.nummer)
    if tot is not None:
        vraag = vraag.where(Wijziging.op <= tot)
    rijen = [dict(rij) for rij in verbinding.execute(vraag).mappings()]
    laatste = {rij["id"]: rij["nummer"] for rij in sorted(rijen, key=lambda r: r["nummer"])}
    # Only here: a thing that went to another keten is no longer the newest of the keten it left.
    return [rij | {"is_nieuwste": rij["nummer"] == laatste[rij["id"]]} for rij in rijen if keten in (None, rij["keten"])]


def _newest(verbinding: Connection, soort: str, id_: str) -> Ding:
    tabel = TABELLEN[soort]
    rij = verbinding.execute(_with_act(tabel).where(tabel.c.id == id_).order_by(tabel.c.nummer.desc()).limit(1)).mappings().first()
    if rij is None:
        raise NietGevonden(f"Er is geen {soort} met kenmerk “{id_}”.")
    return dict(rij)


def now() -> datetime:
    """The moment of an act, in UTC."""
    return datetime.now(UTC).replace(tzinfo=None)
