"""The magazijn: a folder with the raw leveringen, the builds and a pointer to the current build.

    ruw/<tabel>/<sha256>.parquet   what was delivered, immutable, named by its content
    leveringen/<levering>.json     one manifest per levering; a levering exists when its manifest exists
    bouw/spiegel-*.duckdb          the last ten builds, each with the hash of its bytes beside it (.sha256, as sha256sum writes it)
    bouw/tafel-*.duckdb            beside a build, when something was delivered in vertrouwen: the same with that in it
    huidig.json                    the name of the build that is served
    peildatum/spiegel-*.duckdb     builds of what could be known on an earlier day, made when asked for
    opzij/                         what was found damaged (see etl.gezondheid), never used again and never thrown away

Everything is written under a temporary name, flushed and renamed, so that killing the process at any moment
leaves what was there.
"""

import fcntl
import hashlib
import json
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from etl.fouten import GebruiksFout, MagazijnFout

STANDAARD = Path("data/magazijn")
BOUWNAAM = re.compile(r"spiegel-\d{8}T\d{12}Z\.duckdb")
# Who may see a levering: its makers only, the table of the keten, or everyone who may see the keten.
STATUSSEN = ("concept", "in_vertrouwen", "gedeeld")
BEWAARDE_BOUWEN = 10
BEWAARDE_PEILDATUMS = 10


@dataclass(frozen=True)
class Ruwbestand:
    """One raw Parquet file of a levering: the hash of its bytes (also its name) and its number of rows."""

    hash: str
    rijen: int


@dataclass(frozen=True)
class Manifest:
    """One levering as kept; moments are UTC in ISO 8601. `niets_nieuws` leveringen add no rows."""

    levering: str
    naam: str
    leverancier: str | None
    geleverd_op: str
    geladen_op: str
    plaats: int
    toelichting: str | None
    fictief: str
    status: str
    niets_nieuws: bool
    hash: str
    tabellen: dict[str, Ruwbestand] = field(default_factory=dict)
    over: str | None = None
    """The levering that gets this status; such a manifest is no levering itself. None: this is a levering."""

    @property
    def rijen(self) -> int:
        """The number of rows over all tables."""
        return sum(bestand.rijen for naam, bestand in self.tabellen.items() if naam != "waarschuwingen")

    @property
    def geleverd_dag(self) -> date:
        """The day of delivery: a day that was delivered as such comes back as that day."""
        return local_moment(self.geleverd_op).date()

    @property
    def volgorde(self) -> tuple[str, str, int]:
        """Later leveringen come later: by delivery, then by loading, then by place in the call."""
        return (self.geleverd_op, self.geladen_op, self.plaats)


def local_moment(utc: str) -> datetime:
    """A kept moment by the clock of this machine, as people here know it, without its zone."""
    return datetime.fromisoformat(utc).astimezone().replace(tzinfo=None)


class Magazijn:
    """Paths and atomic writes; knows nothing of what is in the files."""

    def __init__(self, map_: Path) -> None:
        self.map = map_
        self.ruw = map_ / "ruw"
        self.leveringen_map = map_ / "leveringen"
        self.bouw_map = map_ / "bouw"
        self.peildatum_map = map_ / "peildatum"
        self.aanwijzer = map_ / "huidig.json"
        self.opzij = map_ / "opzij"

    def create(self) -> None:
        """Make the folders; MagazijnFout when that cannot be done."""
        try:
            for map_ in (self.ruw, self.leveringen_map, self.bouw_map):
                map_.mkdir(parents=True, exist_ok=True)
        except OSError as fout:
            raise MagazijnFout(
                f"Het magazijn {self.map} kan niet worden gemaakt ({fout.strerror}). Kijk of u in deze map mag schrijven."
            ) from fout

    @contextmanager
    def lock(self) -> Iterator[None]:
        """Only one process may change the magazijn; a second one is told so. The lock ends with the process."""
        self.create()
        with (self.map / "slot").open("w") as slot:
            try:
                fcntl.flock(slot, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                raise MagazijnFout(
                    f"Een ander proces werkt nu in het magazijn {self.map}. Wacht tot dat klaar is en probeer het opnieuw."
                ) from None
            yield

    @contextmanager
    def workspace(self) -> Iterator[Path]:
        """A folder for temporary files on the same disk; left-overs of killed runs are removed first."""
        werkmap = self.map / "werk"
        shutil.rmtree(werkmap, ignore_errors=True)
        werkmap.mkdir(parents=True)
        try:
            yield werkmap
        finally:
            shutil.rmtree(werkmap, ignore_errors=True)

    # --- leveringen ---

    def manifests(self) -> list[Manifest]:
        """All leveringen, in the order in which they count."""
        if not self.leveringen_map.is_dir():
            return []
        gelezen = self._all_manifests()
        later = {m.over: m.status for m in gelezen if m.over}
        leveringen = [replace(m, status=later.get(m.levering, m.status)) for m in gelezen if m.over is None]
        return sorted(leveringen, key=lambda manifest: manifest.volgorde)

    def _all_manifests(self) -> list[Manifest]:
        """Leveringen and changes of their status, in the order in which they came in."""
        return sorted((self.read_manifest(pad) for pad in self.manifest_paths()), key=lambda m: m.geladen_op)

    def manifest_paths(self) -> list[Path]:
        """Where the manifests stand, readable or not; what a stopped run left half (a hidden name) is none."""
        return sorted(pad for pad in self.leveringen_map.glob("*.json") if not pad.name.startswith("."))

    def read_manifest(self, pad: Path) -> Manifest:
        """One manifest; MagazijnFout when it is damaged."""
        try:
            velden: dict[str, Any] = json.loads(pad.read_text(encoding="utf-8"))
            tabellen = {naam: Ruwbestand(**bestand) for naam, bestand in velden.pop("tabellen").items()}
            return Manifest(**velden, tabellen=tabellen)
        except (OSError, ValueError, TypeError, KeyError) as fout:
            raise MagazijnFout(f"Het manifest {pad} is beschadigd. Zet het terug uit de reservekopie.") from fout

    def keep_manifest(self, manifest: Manifest) -> None:
        """From this moment the levering exists."""
        velden = {naam: waarde for naam, waarde in asdict(manifest).items() if naam != "over" or waarde}  # 0.2 does not know `over`
        write_atomically(self.leveringen_map / f"{manifest.levering}.json", as_json(velden))

    def find_levering(self, naam: str) -> Manifest:
        """The levering of this id, or the only one of this name; GebruiksFout says how to find it."""
        passend = [m for m in self.manifests() if not m.niets_nieuws and naam in (m.levering, m.naam)]
        if len(passend) != 1:
            wat = f"Er zijn {len(passend)} leveringen met de naam {naam}" if passend else f"De levering {naam} is er niet"
            raise GebruiksFout(f"{wat}. Het kenmerk van elke levering staat in: python -m etl status.")
        return passend[0]

    def set_status(self, levering: Manifest, status: str) -> Manifest:
        """From this moment the levering has another status; that it had another one before stays readable."""
        moment = self.next_moment()
        wijziging = replace(
            levering, levering=f"{moment:%Y%m%dT%H%M%S%f}-status", over=levering.levering, status=status,
            geladen_op=moment.isoformat(timespec="microseconds"), niets_nieuws=True, tabellen={},
        )  # fmt: skip
        self.keep_manifest(wijziging)
        return replace(levering, status=status)

    def raw_path(self, tabel: str, bestand: Ruwbestand) -> Path:
        """Where a raw file stands."""
        return self.ruw / tabel / f"{bestand.hash}.parquet"

    def keep_raw(self, tabel: str, tijdelijk: Path, rijen: int) -> Ruwbestand:
        """Move a finished Parquet file to its place; what is already there has the same content, or is set aside."""
        bestand = Ruwbestand(file_hash(tijdelijk), rijen)
        doel = self.raw_path(tabel, bestand)
        if doel.exists() and file_hash(doel) == bestand.hash:
            tijdelijk.unlink()
            return bestand
        if doel.exists():
            self.set_aside(doel)
        place(tijdelijk, doel)
        return bestand

    def set_aside(self, pad: Path) -> Path:
        """Move a damaged file out of the way, where a person can still look at it; gives its new place."""
        doel = self.opzij / f"{datetime.now(UTC):%Y%m%dT%H%M%S%f}Z-{pad.name}"
        place(pad, doel)
        return doel

    def next_moment(self) -> datetime:
        """Now in UTC, but never before a levering that was loaded earlier: a clock that was set back must not make new figures old."""
        laatste = max((datetime.fromisoformat(m.geladen_op) for m in self._all_manifests()), default=None)
        nu = datetime.now(UTC)
        return nu if laatste is None or nu > laatste else laatste + timedelta(microseconds=1)

    # --- builds ---

    def builds(self) -> list[Path]:
        """The builds that are kept, oldest first."""
        return sorted(self.bouw_map.glob("spiegel-*.duckdb"))

    def current_build(self) -> Path | None:
        """The build that is served; None when there is none yet."""
        try:
            naam = json.loads(self.aanwijzer.read_text(encoding="utf-8"))["bouw"]
        except FileNotFoundError:
            return None
        except (OSError, ValueError, KeyError, TypeError) as fout:
            raise MagazijnFout(f"De aanwijzer {self.aanwijzer} is beschadigd. Voer `python -m etl bouw` uit.") from fout
        bouw = self.bouw_map / Path(str(naam)).name
        return bouw if bouw.exists() else None

    @staticmethod
    def for_table(bouw: Path) -> Path:
        """Where the build for the tables of the ketens stands, with what was delivered in vertrouwen; often there is none."""
        return bouw.with_name(bouw.name.replace("spiegel-", "tafel-", 1))

    def publish(self, bouw: Path) -> None:
        """Serve this build from now on; removes builds beyond the last ten."""
        write_atomically(self.aanwijzer, as_json({"bouw": bouw.name}))
        for oud in self.builds()[:-BEWAARDE_BOUWEN]:
            if oud != bouw:
                _remove_build(oud)

    def add_build(self, tijdelijk: Path, moment: datetime, tafel: Path | None = None) -> Path:
        """Give a finished database file its name among the builds; `tafel` is the one for the tables and comes to stand beside it."""
        doel = self.bouw_map / _build_name(moment)
        eerder = max((bouw.name for bouw in self.builds() if BOUWNAAM.fullmatch(bouw.name)), default="")
        if doel.name <= eerder:  # the clock was set back; the newest build must stay the last one by name
            laatste = datetime.strptime(eerder, "spiegel-%Y%m%dT%H%M%S%fZ.duckdb")
            doel = self.bouw_map / _build_name(laatste + timedelta(microseconds=1))
        if tafel is not None:  # first, so that a build is never there without it
            _place_build(tafel, self.for_table(doel))
        _place_build(tijdelijk, doel)
        return doel

    def find_build(self, naam: str) -> Path:
        """The kept build of this name; GebruiksFout lists the choices when there is none."""
        for bouw in self.builds():
            if naam in (bouw.name, bouw.stem):
                return bouw
        keuzes = ", ".join(bouw.stem for bouw in self.builds()) or "er is nog geen bouw"
        raise GebruiksFout(f"De bouw {naam} is er niet. Kies uit: {keuzes}.")

    # --- builds of what could be known on an earlier day ---

    @contextmanager
    def as_known_workspace(self) -> Iterator[Path]:
        """A folder for making one of these builds; a second user waits until the first is done.

        Apart from `lock` and `workspace`: loading goes on, and a dashboard may do this beside it. Raw files never change.
        """
        werkmap = self.peildatum_map / "werk"
        try:
            self.peildatum_map.mkdir(parents=True, exist_ok=True)
            slot = (self.peildatum_map / "slot").open("w")
        except OSError as fout:
            raise MagazijnFout(
                f"In het magazijn {self.map} kan niet worden geschreven ({fout.strerror}). "
                "Daarom kan de spiegel van een eerdere dag niet worden gemaakt. Kijk of u in de map peildatum mag schrijven."
            ) from fout
        with slot:
            fcntl.flock(slot, fcntl.LOCK_EX)
            shutil.rmtree(werkmap, ignore_errors=True)
            werkmap.mkdir()
            try:
                yield werkmap
            finally:
                shutil.rmtree(werkmap, ignore_errors=True)

    def as_known(self, naam: str) -> Path | None:
        """The kept build of this name, marked as used now; None when it is not there."""
        bouw = self.peildatum_map / naam
        try:
            os.utime(bouw)
        except FileNotFoundError:
            return None
        except OSError:  # a magazijn that may only be read: what is there can still be looked at
            return bouw if bouw.exists() else None
        return bouw

    def keep_as_known(self, tijdelijk: Path, naam: str) -> Path:
        """Keep a finished build under this name; of more than ten those used longest ago are removed."""
        doel = self.peildatum_map / naam
        _place_build(tijdelijk, doel)
        os.utime(doel)
        for oud in sorted(self.peildatum_map.glob("spiegel-*.duckdb"), key=_last_used)[:-BEWAARDE_PEILDATUMS]:
            _remove_build(oud)
        return doel


def _last_used(bouw: Path) -> int:
    """When a build was last used; one that someone else has just removed comes first."""
    try:
        return bouw.stat().st_mtime_ns
    except FileNotFoundError:
        return 0


def _build_name(moment: datetime) -> str:
    return f"spiegel-{moment:%Y%m%dT%H%M%S%f}Z.duckdb"


def hash_beside(bouw: Path) -> Path:
    """The file that holds the hash of a build."""
    return bouw.with_name(f"{bouw.name}.sha256")


def is_whole(bouw: Path) -> bool | None:
    """Whether a build has the bytes it was made with; None when nobody wrote down which (before version 0.4)."""
    try:
        return hash_beside(bouw).read_text(encoding="ascii", errors="replace").split()[:1] == [file_hash(bouw)]
    except FileNotFoundError:
        return None


def _place_build(tijdelijk: Path, doel: Path) -> None:
    doel.parent.mkdir(parents=True, exist_ok=True)
    write_atomically(hash_beside(doel), f"{file_hash(tijdelijk)}  {doel.name}\n")
    place(tijdelijk, doel)


def _remove_build(bouw: Path) -> None:
    for pad in (bouw, Magazijn.for_table(bouw)):
        pad.unlink(missing_ok=True)
        hash_beside(pad).unlink(missing_ok=True)


def place(tijdelijk: Path, doel: Path) -> None:
    """Give a finished file its final name, with its bytes on the disk before its name is."""
    doel.parent.mkdir(parents=True, exist_ok=True)
    _flush(tijdelijk)
    tijdelijk.replace(doel)
    _flush(doel.parent)


def write_atomically(pad: Path, tekst: str) -> None:
    """Write a small file so that a reader sees the old text or the new one, never a part."""
    tijdelijk = pad.with_name(f".{pad.name}.{os.getpid()}")
    with tijdelijk.open("w", encoding="utf-8") as bestand:
        bestand.write(tekst)
        bestand.flush()
        os.fsync(bestand.fileno())
    tijdelijk.replace(pad)
    _flush(pad.parent)


def as_json(inhoud: object) -> str:
    """Readable json with a final newline."""
    return json.dumps(inhoud, ensure_ascii=False, indent=2) + "\n"


def file_hash(pad: Path) -> str:
    """The sha256 of a file's bytes."""
    with pad.open("rb") as bestand:
        return hashlib.file_digest(bestand, "sha256").hexdigest()


def _flush(pad: Path) -> None:
    """Make sure that a file or a folder's list of names is on the disk."""
    nummer = os.open(pad, os.O_RDONLY)
    try:
        os.fsync(nummer)
    finally:
        os.close(nummer)
