"""Put a dossier back that cannot be read. The damaged file stays beside it, under another name.

As long as something newer than the backup can be read in the damaged file, nothing is put back: those acts would be lost.
"""

import fcntl
import sqlite3
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Engine, make_url
from sqlalchemy.exc import SQLAlchemyError

from dashboard.dossier.fouten import OnbereikbaarDossier
from dashboard.dossier.kopie import GEEN_KOPIE, backup, migrate_to, read_contents, read_rows, restore
from dashboard.dossier.verbinding import make_engine, migrate
from etl.gezondheid.onderzoek import Onderzoek
from etl.gezondheid.register import tables_of
from etl.magazijn import place
from etl.reservekopie import DOSSIER, open_copy

UIT = "python -m etl gezondheid --uit RESERVEKOPIE.zip"
STOP = "Stop eerst het dashboard: systemctl stop ketenspiegel."
LEEG = "er staat niets in"
# What a damaged file can raise: SQLite or SQLAlchemy sees it, a date or a text is none any more, or a table lost the name of a column.
ONLEESBAAR = (SQLAlchemyError, ValueError, TypeError, OverflowError, KeyError, AttributeError)
SAMEN = ("", "-wal", "-shm")  # the files of one SQLite database
BYTE_VAN_SQLITE = 128  # in the -shm file: whoever has the database open holds a lock on it


class Bewaard:
    """The dossier in a backup."""

    def __init__(self, uit: Path, pad: Path) -> None:
        self.uit, self.pad = uit, pad
        with zipfile.ZipFile(pad) as archief:
            inhoud = read_contents(archief)
            self.gemaakt_op = str(inhoud["gemaakt_op"])[:10]
            self.rijen = {naam: list(read_rows(archief, naam)) for naam in inhoud["tabellen"]}

    @property
    def laatste(self) -> int:
        """The number of its last act."""
        return max((rij["wijziging"] for rij in self.rijen["wijziging"]), default=0)

    @property
    def versies(self) -> int:
        """How many versions it holds."""
        return sum(len(rijen) for naam, rijen in self.rijen.items() if naam.endswith("_versie"))

    def __bool__(self) -> bool:
        return any(self.rijen.values())


@contextmanager
def saved(uit: Path | None, onderzoek: Onderzoek) -> Iterator[Bewaard | None]:
    """The dossier of a backup; None when there is none in it that can be read."""
    if uit is None:
        yield None
        return
    with tempfile.TemporaryDirectory(prefix="ketenspiegel-dossier-") as map_:
        bewaard = None
        with open_copy(uit) as kopie:
            dossier = kopie.unpack(DOSSIER, Path(map_) / DOSSIER) if DOSSIER in kopie.bestanden else None
        try:
            bewaard = Bewaard(uit, dossier) if dossier else None
        except GEEN_KOPIE:
            onderzoek.let_op.append(f"Het dossier in {uit} kan niet worden gelezen.")
        yield bewaard


def mend(adres: str, reden: str, bewaard: Bewaard | None, onderzoek: Onderzoek) -> bool:
    """Put back what cannot be read; nothing is put back over an act that can. True when all of it could be read and was written again."""
    pad = file_of(adres)
    if pad is None:
        _mend_postgresql(adres, reden, bewaard, onderzoek)
        return False
    wat = f"Het dossier {pad} is niet goed te lezen: {reden}."
    if _is_in_use(pad):
        onderzoek.stuk.append(f"{wat} Het is nog in gebruik.\n{STOP} Herhaal daarna dit commando.")
    elif reden != LEEG and _write_again(pad, onderzoek):
        return True
    elif not bewaard:
        onderzoek.stuk.append(f"{wat}\nZet het terug uit de nieuwste reservekopie: {UIT}. Het beschadigde bestand blijft bewaard.")
    elif nieuwer := _newer_acts(pad, bewaard.laatste):
        aantal = "1 handeling" if len(nieuwer) == 1 else f"{len(nieuwer)} handelingen"
        onderzoek.stuk.append(
            f"{wat}\nEr is niets teruggezet, want in het bestand is nog te lezen van na de reservekopie van {bewaard.gemaakt_op}: "
            f"{aantal}, van {nieuwer[0]} tot en met {nieuwer[-1]} (UTC).\nGebruik een nieuwere reservekopie. Is die er niet? {STOP} "
            "Geef het bestand een andere naam en herhaal dit commando. Voer daarna opnieuw in wat er toen is afgesproken."
        )
    else:
        _put_back(pad, reden, bewaard, onderzoek)
    return False


def _mend_postgresql(adres: str, reden: str, bewaard: Bewaard | None, onderzoek: Onderzoek) -> None:
    """An empty database is filled; a damaged one is for who looks after PostgreSQL."""
    if bewaard is None or reden != LEEG:
        onderzoek.stuk.append(
            f"Het dossier in PostgreSQL is niet goed te lezen: {reden}.\nLaat de beheerder van PostgreSQL kijken. "
            "Is de database niet te redden? Maak dan een nieuwe, lege database, wijs haar aan met KETENSPIEGEL_DOSSIER, "
            f"en zet de nieuwste reservekopie terug: {UIT}."
        )
        return
    engine = make_engine(adres)
    try:
        migrate(engine)
        restore(engine, bewaard.pad)
    finally:
        engine.dispose()
    _tell_restored("Het dossier was leeg", None, bewaard, onderzoek)


def _put_back(pad: Path, reden: str, bewaard: Bewaard, onderzoek: Onderzoek) -> None:
    wat = "Het dossier was weg" if not pad.exists() else f"Het dossier was niet te lezen ({reden})"
    _tell_restored(wat, _replace(pad, bewaard.pad), bewaard, onderzoek)


def _tell_restored(wat: str, opzij: Path | None, bewaard: Bewaard, onderzoek: Onderzoek) -> None:
    waar = f" Het beschadigde bestand staat in {opzij}." if opzij else ""
    onderzoek.versies = bewaard.versies
    onderzoek.hersteld.append(
        f"{wat} en is teruggezet uit {bewaard.uit}.{waar} "
        f"Wat na {bewaard.gemaakt_op} is afgesproken, zit er niet in. Start het dashboard opnieuw."
    )


def _write_again(pad: Path, onderzoek: Onderzoek) -> bool:
    """Where every row can still be read but the file is not whole (an index, say): the same rows in a new file. False where not."""
    with tempfile.TemporaryDirectory(prefix="ketenspiegel-dossier-") as map_:
        engine = make_engine(f"sqlite:///{map_}/dossier.sqlite")
        try:
            _pour(pad, engine)
            backup(engine, Path(map_) / DOSSIER)
        except (*ONLEESBAAR, sqlite3.Error, OnbereikbaarDossier):
            return False
        finally:
            engine.dispose()
        opzij = _replace(pad, Path(map_) / DOSSIER)
    onderzoek.hersteld.append(
        "Het bestand van het dossier was beschadigd, maar alles was nog te lezen. Het is opnieuw geschreven. "
        f"Het beschadigde bestand staat in {opzij}. Start het dashboard opnieuw."
    )
    return True


def _pour(pad: Path, engine: Engine) -> None:
    """Every row of a damaged file into an empty database, read without its indexes; raises when a row cannot be read."""
    with closing(sqlite3.connect(f"{pad.resolve().as_uri()}?mode=ro", uri=True)) as oud, engine.begin() as verbinding:
        [(revisie,)] = oud.execute("select version_num from alembic_version not indexed")
        migrate_to(verbinding, revisie)
        tabellen = tables_of(verbinding)
        for naam in sorted(tabellen, key=lambda naam: naam != "wijziging"):  # what others refer to comes first
            namen = ", ".join(f'"{kolom.name}"' for kolom in tabellen[naam].columns)
            vakken = ", ".join("?" * len(tabellen[naam].columns))
            if rijen := oud.execute(f'select {namen} from "{naam}" not indexed').fetchall():
                verbinding.exec_driver_sql(f'insert into "{naam}" ({namen}) values ({vakken})', rijen)


def _replace(pad: Path, kopie: Path) -> Path | None:
    """Fill a new file from a copy, and only then set the damaged one aside; gives where that is."""
    nieuw = pad.with_name(f".{pad.name}.nieuw")
    for deel in _files(nieuw):
        deel.unlink()
    engine = make_engine(f"sqlite:///{nieuw}")
    try:
        migrate(engine)
        restore(engine, kopie)
    finally:
        engine.dispose()
    opzij = pad.with_name(f"{pad.name}.beschadigd-{datetime.now(UTC):%Y%m%dT%H%M%S%fZ}")
    oud = _files(pad)
    for deel in oud:
        deel.rename(opzij.with_name(opzij.name + deel.name.removeprefix(pad.name)))
    place(nieuw, pad)
    return opzij if oud else None


def _files(pad: Path) -> list[Path]:
    return [deel for achter in SAMEN if (deel := pad.with_name(pad.name + achter)).exists()]


def _newer_acts(pad: Path, laatste: int) -> list[str]:
    """The moments of the acts after `laatste` that can still be read, from both ends of the table."""
    gevonden: dict[int, str] = {}
    for volgorde in ("asc", "desc"):
        with suppress(sqlite3.DatabaseError), closing(sqlite3.connect(f"{pad.resolve().as_uri()}?mode=ro", uri=True)) as verbinding:
            verbinding.text_factory = lambda tekst: tekst.decode(errors="replace")
            for nummer, op in verbinding.execute(f"select wijziging, op from wijziging order by rowid {volgorde}"):
                gevonden[nummer] = str(op)[:16]
    return [op for nummer, op in sorted(gevonden.items()) if nummer > laatste]


def _is_in_use(pad: Path) -> bool:
    """Whether another process has the database open."""
    try:
        with pad.with_name(f"{pad.name}-shm").open("r+b") as shm:
            fcntl.lockf(shm, fcntl.LOCK_EX | fcntl.LOCK_NB, 1, BYTE_VAN_SQLITE)
    except FileNotFoundError:
        return False
    except OSError:
        return True
    return False


def file_of(adres: str) -> Path | None:
    """The file of the dossier; None when it is in PostgreSQL."""
    url = make_url(adres)
    return Path(url.database or "") if url.get_backend_name() == "sqlite" else None
