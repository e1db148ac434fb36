"""A copy of the whole magazijn and the dossier in one file, made while both are in use, and put back where there is nothing yet.

The file is a zip. `inhoud.json` names every other file in it with its size and hash; what is not named there is refused.
The dossier is copied first: what it refers to was delivered before and is therefore in the magazijn that is copied after it.
"""

import hashlib
import json
import re
import shutil
import stat
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, BinaryIO

from etl.bouw import VERSIE, build
from etl.fouten import GebruiksFout, MagazijnFout
from etl.magazijn import Magazijn, as_json, file_hash, hash_beside, is_whole, place

INHOUD, DOSSIER, AANWIJZER = "inhoud.json", "dossier.zip", "huidig.json"
SOORT = "reservekopie van Ketenspiegel"
# Nothing else is ever unpacked: no other folder, no `..`, no absolute path, no link.
LID = re.compile(
    r"ruw/[a-z_]{1,60}/[0-9a-f]{64}\.parquet|leveringen/[0-9A-Za-z-]{1,80}\.json|"
    r"bouw/(spiegel|tafel)-[0-9A-Za-z-]{1,60}\.duckdb(\.sha256)?|huidig\.json|dossier\.zip"
)
GROOTSTE_INHOUD = 200_000_000
GEEN_KOPIE = (zipfile.BadZipFile, zlib.error, EOFError, KeyError, TypeError, ValueError, AttributeError, NotImplementedError, RuntimeError)
BLOK = 1 << 20
Dossier = Callable[[Path], object]


class ReservekopieFout(GebruiksFout):
    """The copy cannot be made or put back as asked; the message is a Dutch sentence."""


@dataclass(frozen=True)
class Uitkomst:
    """What is in a copy: how many leveringen, the build in use (None when there is none), and what was damaged when it was made."""

    leveringen: int
    bouw: str | None
    ontbreekt: tuple[str, ...]


def back_up(magazijn: Magazijn, doel: Path, save_dossier: Dossier) -> Uitkomst:
    """Write a copy to `doel`, which must not exist; what is damaged is left out and named. A half copy is never left behind."""
    if doel.exists():
        raise ReservekopieFout(f"{doel} bestaat al. Kies een andere naam; er is niets overschreven.")
    if not magazijn.leveringen_map.is_dir():
        raise ReservekopieFout(f"In {magazijn.map} staat geen magazijn. Geef met --magazijn de goede map op.")
    doel.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f".{doel.name}.", dir=doel.parent) as werkmap:
        half = Path(werkmap) / "half.zip"
        save_dossier(Path(werkmap) / DOSSIER)
        half.touch(mode=0o600)  # it holds everything: for the eyes of its maker only
        with zipfile.ZipFile(half, "w", zipfile.ZIP_STORED) as archief:
            uitkomst = _write_all(archief, magazijn, Path(werkmap) / DOSSIER)
        place(half, doel)
    return uitkomst


def _write_all(archief: zipfile.ZipFile, magazijn: Magazijn, dossier: Path) -> Uitkomst:
    bestanden = {DOSSIER: _write(archief, DOSSIER, dossier)}
    bouw = _write_build(archief, magazijn, bestanden)
    leveringen, ontbreekt = 0, []
    for pad in magazijn.manifest_paths():
        try:
            manifest = magazijn.read_manifest(pad)
        except MagazijnFout:
            ontbreekt.append(f"Het manifest {pad.name} is beschadigd.")
            continue
        leveringen += manifest.over is None
        bestanden[f"leveringen/{pad.name}"] = _write(archief, f"leveringen/{pad.name}", pad)
        for tabel, bestand in manifest.tabellen.items():
            ruw = magazijn.raw_path(tabel, bestand)
            naam = f"ruw/{tabel}/{ruw.name}"
            if naam not in bestanden and not (ruw.exists() and file_hash(ruw) == bestand.hash):
                ontbreekt.append(f"{tabel} van levering {manifest.naam} ({manifest.levering}) is beschadigd of weg.")
            elif naam not in bestanden:
                bestanden[naam] = _write(archief, naam, ruw)
    gemaakt_op = datetime.now(UTC).isoformat(timespec="seconds")
    inhoud = {"soort": SOORT, "versie": VERSIE, "gemaakt_op": gemaakt_op, "bestanden": bestanden, "ontbreekt": ontbreekt}
    archief.writestr(zipfile.ZipInfo(INHOUD), as_json(inhoud), zipfile.ZIP_DEFLATED)
    return Uitkomst(leveringen, bouw, tuple(ontbreekt))


def _write_build(archief: zipfile.ZipFile, magazijn: Magazijn, bestanden: dict[str, Any]) -> str | None:
    """The build in use, before the manifests are read: all it was made of is then among them. Without a whole one: none."""
    try:
        bouw = magazijn.current_build()
        delen = [deel for deel in (bouw, magazijn.for_table(bouw)) if deel.exists()] if bouw else []
        if bouw is None or not all(is_whole(deel) for deel in delen):
            return None
        for pad in (pad for deel in delen for pad in (deel, hash_beside(deel))):
            bestanden[f"bouw/{pad.name}"] = _write(archief, f"bouw/{pad.name}", pad)
    except (FileNotFoundError, MagazijnFout):  # ten newer builds since: those leveringen are copied, and built when they are put back
        return None
    bestanden[AANWIJZER] = _write_text(archief, AANWIJZER, as_json({"bouw": bouw.name}))
    return bouw.stem


def _write(archief: zipfile.ZipFile, naam: str, bron: Path) -> dict[str, Any]:
    with bron.open("rb") as lezer, archief.open(zipfile.ZipInfo(naam), "w", force_zip64=True) as schrijver:
        hash_, aantal = hashlib.sha256(), 0
        for blok in _blocks(lezer):
            schrijver.write(blok)
            hash_.update(blok)
            aantal += len(blok)
    return {"bytes": aantal, "sha256": hash_.hexdigest()}


def _write_text(archief: zipfile.ZipFile, naam: str, tekst: str) -> dict[str, Any]:
    archief.writestr(zipfile.ZipInfo(naam), tekst)
    return {"bytes": len(tekst.encode()), "sha256": hashlib.sha256(tekst.encode()).hexdigest()}


def _blocks(lezer: BinaryIO | Any) -> Iterator[bytes]:
    while blok := lezer.read(BLOK):
        yield blok


class Kopie:
    """A copy that is open: what is in it, and a way to take out one file with its hash checked."""

    def __init__(self, bron: Path, archief: zipfile.ZipFile) -> None:
        self.bron, self._archief = bron, archief
        if archief.getinfo(INHOUD).file_size > GROOTSTE_INHOUD:
            raise ValueError(INHOUD)
        inhoud = json.loads(archief.read(INHOUD))
        if inhoud["soort"] != SOORT:
            raise ValueError(inhoud["soort"])
        self.bestanden: dict[str, dict[str, Any]] = inhoud["bestanden"]
        self.ontbreekt: tuple[str, ...] = tuple(map(str, inhoud["ontbreekt"]))
        self.bytes = sum(int(deel["bytes"]) for deel in self.bestanden.values())
        self._expect_only_what_belongs()

    def _expect_only_what_belongs(self) -> None:
        leden = [lid for lid in self._archief.infolist() if lid.filename != INHOUD]
        vreemd = [lid.filename for lid in leden if not LID.fullmatch(lid.filename) or lid.filename not in self.bestanden or _is_link(lid)]
        namen = [lid.filename for lid in self._archief.infolist()]
        if vreemd or len(set(namen)) != len(namen):
            wat = ascii(vreemd[0])[1:-1][:160] if vreemd else "een bestand twee keer"
            raise ReservekopieFout(f"In {self.bron} zit iets dat er niet hoort ({wat}). Er is niets teruggezet.")
        if {lid.filename for lid in leden} != set(self.bestanden) or any(
            lid.file_size != self.bestanden[lid.filename]["bytes"] for lid in leden
        ):
            raise ValueError(INHOUD)

    def unpack(self, naam: str, doel: Path) -> Path:
        """Write one file of the copy to `doel`; ReservekopieFout when its bytes are not those that were kept."""
        verwacht, hash_ = self.bestanden[naam], hashlib.sha256()
        doel.parent.mkdir(parents=True, exist_ok=True)
        with self._archief.open(naam) as lezer, doel.open("wb") as schrijver:
            for blok in _blocks(lezer):
                hash_.update(blok)
                schrijver.write(blok)
        if hash_.hexdigest() != verwacht["sha256"] or (naam.startswith("ruw/") and Path(naam).stem != verwacht["sha256"]):
            raise ReservekopieFout(f"{self.bron} is beschadigd: {naam} klopt niet. Er is niets teruggezet.")
        return doel


@contextmanager
def open_copy(bron: Path) -> Iterator[Kopie]:
    """A copy to read from; ReservekopieFout when it is none, or is damaged."""
    try:
        with zipfile.ZipFile(bron) as archief:
            yield Kopie(bron, archief)
    except ReservekopieFout:
        raise
    except (*GEEN_KOPIE, FileNotFoundError, IsADirectoryError) as fout:
        raise ReservekopieFout(f"{bron} is geen reservekopie, of is beschadigd. Er is niets teruggezet.") from fout


def put_back(bron: Path, magazijn: Magazijn, restore_dossier: Dossier, voortgang: Callable[[str], None] | None = None) -> Uitkomst:
    """Put a copy back in an empty magazijn and an empty dossier: all is checked before anything gets its place."""
    _expect_empty(magazijn)
    with magazijn.lock(), magazijn.workspace() as werkmap:
        _expect_empty(magazijn)
        with open_copy(bron) as kopie:
            namen = _unpack_all(kopie, magazijn, werkmap)
            ontbreekt = kopie.ontbreekt
        restore_dossier(werkmap / DOSSIER)
        for naam in namen:
            place(werkmap / naam, magazijn.map / naam)
        if AANWIJZER not in namen and magazijn.manifests() and not ontbreekt:
            build(magazijn, werkmap, voortgang=voortgang)
        huidig = magazijn.current_build()
        leveringen = sum(magazijn.read_manifest(pad).over is None for pad in magazijn.manifest_paths())
    return Uitkomst(leveringen, huidig.stem if huidig else None, ontbreekt)


def _unpack_all(kopie: Kopie, magazijn: Magazijn, werkmap: Path) -> list[str]:
    """Every file of the copy in the folder werkmap; gives their names in the order in which they may appear in the magazijn."""
    if kopie.bytes > (vrij := shutil.disk_usage(werkmap).free):
        raise ReservekopieFout(f"Er is te weinig ruimte: nodig is {_megabytes(kopie.bytes)}, vrij is {_megabytes(vrij)}.")
    for naam in kopie.bestanden:
        kopie.unpack(naam, werkmap / naam)
    for naam in kopie.bestanden:
        if naam.startswith("leveringen/"):
            magazijn.read_manifest(werkmap / naam)
    if AANWIJZER in kopie.bestanden:
        bouw = str(json.loads((werkmap / AANWIJZER).read_text(encoding="utf-8"))["bouw"])
        tafel = magazijn.for_table(werkmap / "bouw" / bouw)
        if f"bouw/{bouw}" not in kopie.bestanden or not is_whole(werkmap / "bouw" / bouw) or (tafel.exists() and not is_whole(tafel)):
            raise ValueError(bouw)
    volgorde = ("ruw/", "bouw/", "leveringen/", AANWIJZER)  # the raw files before the manifest, the pointer last
    return [naam for begin in volgorde for naam in kopie.bestanden if naam.startswith(begin)]


def _expect_empty(magazijn: Magazijn) -> None:
    mappen = (magazijn.ruw, magazijn.leveringen_map, magazijn.bouw_map)
    if magazijn.aanwijzer.exists() or any(pad.is_file() for map_ in mappen for pad in map_.rglob("*")):
        raise ReservekopieFout(
            f"Het magazijn {magazijn.map} is niet leeg. Er is niets veranderd. Zet die map opzij, of geef met --magazijn een lege map op."
        )


def _is_link(lid: zipfile.ZipInfo) -> bool:
    return stat.S_IFMT(lid.external_attr >> 16) not in (0, stat.S_IFREG)


def _megabytes(aantal: int) -> str:
    return f"{-(-aantal // 1_000_000):,} MB".replace(",", ".")
