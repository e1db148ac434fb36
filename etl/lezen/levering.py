"""Opening a levering: which tables are in it, where they stand on disk, and what it says of itself."""

import json
import re
import zipfile
from dataclasses import dataclass, field
from datetime import MAXYEAR, UTC, date, datetime
from pathlib import Path, PurePosixPath

from etl.contract import Tabel, contract
from etl.fouten import GebruiksFout
from etl.keuring.afkeuring import Afkeuring, choice_of, nearest
from etl.lezen import limieten
from etl.lezen.csv_bestand import Vorm, inspect_csv
from etl.lezen.xlsx import WerkmapKapot, sheets_to_csv
from etl.magazijn import STATUSSEN

BEGELEIDEND = "levering.json"
JA_NEE = ("ja", "nee")
EERSTE_JAAR = 1900  # a levering from before is a slip of the pen; far before, the calendar has no moment in every time zone
_DAG = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


@dataclass(frozen=True)
class Begeleiding:
    """What a levering says of itself; `geleverd_op` is UTC, None where the moment of loading counts."""

    leverancier: str | None = None
    geleverd_op: datetime | None = None
    toelichting: str | None = None
    fictief: str = "nee"
    status: str = "gedeeld"


@dataclass(frozen=True)
class Tabelbestand:
    """One table of a levering: the name users know it by and the csv on disk that holds it."""

    tabel: Tabel
    naam: str
    pad: Path
    vorm: Vorm


@dataclass
class Levering:
    """One levering as opened: its tables, what it says of itself, and what is already wrong with it."""

    naam: str
    tabellen: list[Tabelbestand] = field(default_factory=list)
    begeleiding: Begeleiding = field(default_factory=Begeleiding)
    afkeuringen: list[Afkeuring] = field(default_factory=list)

    def reject(self, bestand: str, regel: str, tekst: str, **waar: object) -> None:
        """Note a fault that blocks this levering."""
        self.afkeuringen.append(Afkeuring(self.naam, bestand, "fout", regel, tekst, **waar))  # type: ignore[arg-type]

    def warn(self, bestand: str, regel: str, tekst: str, **waar: object) -> None:
        """Note something worth a look that does not block."""
        self.afkeuringen.append(Afkeuring(self.naam, bestand, "waarschuwing", regel, tekst, **waar))  # type: ignore[arg-type]


def open_levering(pad: Path, werkmap: Path) -> Levering:
    """Open a folder, zip or xlsx; what must be unpacked or rewritten goes into werkmap.

    Raises GebruiksFout when pad is none of these. All that is wrong inside becomes an afkeuring.
    """
    levering = Levering(naam=_name(pad.resolve()))
    if pad.is_dir():
        _open_map(levering, pad, werkmap)
    elif pad.suffix.lower() == ".zip" and pad.is_file():
        _open_zip(levering, pad, werkmap)
    elif pad.suffix.lower() == ".xlsx" and pad.is_file():
        _open_xlsx(levering, pad, werkmap)
    else:
        raise GebruiksFout(f"{pad} is geen levering. Geef een map, een .zip of een .xlsx op.")
    heeft_fout = any(a.ernst == "fout" for a in levering.afkeuringen)
    if not levering.tabellen and not heeft_fout:
        levering.reject(levering.naam, "lege_levering", _nothing_found())
    return levering


def list_leveringen(pad: Path) -> list[Path]:
    """Give the leveringen that a path stands for: itself, or the folders in it where it holds nothing else."""
    if not pad.is_dir():
        return [pad]
    inhoud = sorted(p for p in pad.iterdir() if not p.name.startswith((".", "__")))
    return inhoud if inhoud and all(p.is_dir() for p in inhoud) else [pad]


def _name(pad: Path) -> str:
    """A folder that is named after a day says little: the folder above it tells whose levering it is."""
    return f"{pad.parent.name} {pad.name}" if _DAG.fullmatch(pad.name) else pad.name


def _nothing_found() -> str:
    return f"In deze levering staat geen enkele tabel. Noem de bestanden {choice_of(contract())} (.csv)."


def _open_map(levering: Levering, map_: Path, werkmap: Path) -> None:
    for pad in sorted(map_.iterdir()):
        if pad.name == BEGELEIDEND:
            _read_begeleiding(levering, pad)
        elif pad.is_file() and pad.suffix == ".csv" and pad.stem in contract():
            _add_csv(levering, contract()[pad.stem], pad, werkmap)
        elif not pad.name.startswith((".", "__")):
            _warn_unknown_file(levering, pad.name)


def _warn_unknown_file(levering: Levering, naam: str) -> None:
    naam = naam.encode("utf-8", "backslashreplace").decode("utf-8")  # a name on disk need not be text
    lijkt_op = nearest(Path(naam).stem, contract())
    tip = f" Bedoelt u {lijkt_op}.csv?" if lijkt_op else ""
    levering.warn(naam, "onbekend_bestand", f"Dit bestand hoort niet bij het leverformaat en is niet gelezen.{tip}")


def _warn_unknown_sheet(levering: Levering, naam: str) -> None:
    lijkt_op = nearest(naam, contract())
    tip = f" Bedoelt u het werkblad {lijkt_op}?" if lijkt_op else ""
    tekst = f"Dit werkblad hoort niet bij het leverformaat en is niet gelezen.{tip}"
    levering.warn(f"werkblad {naam}", "onbekend_bestand", tekst)


def _add_csv(levering: Levering, tabel: Tabel, pad: Path, werkmap: Path) -> None:
    if pad.stat().st_size > limieten.GROOTSTE_BESTAND:
        levering.reject(pad.name, "te_groot", "Dit bestand is groter dan 2 GiB. Splits de levering in delen.")
        return
    vorm = inspect_csv(pad, werkmap / levering.naam)
    levering.afkeuringen += [bevinding.as_afkeuring(levering.naam, pad.name) for bevinding in vorm.bevindingen]
    if vorm.leesbaar:
        levering.tabellen.append(Tabelbestand(tabel, pad.name, vorm.pad, vorm))


def _open_zip(levering: Levering, pad: Path, werkmap: Path) -> None:
    doel = werkmap / f"uitgepakt-{levering.naam}"
    try:
        bezwaar = _unpack(pad, doel)
    except MemoryError:
        raise
    except Exception:  # zipfile and its unpackers raise whatever they stumble over in a zip that is bent
        levering.reject(pad.name, "zip_kapot", "Deze zip kan niet worden geopend. Maak de zip opnieuw, zonder wachtwoord.")
        return
    if bezwaar:
        levering.reject(pad.name, "zip_geweigerd", bezwaar)
        return
    _open_map(levering, _only_folder(doel), werkmap)


def _unpack(pad: Path, doel: Path) -> str | None:
    """Unpack a zip into the folder doel, unless there is an objection against it.

    What comes out of a member never is more than its announced size, which the objections are about: zipfile stops there.
    """
    with zipfile.ZipFile(pad) as archief:
        if bezwaar := _zip_objection(archief):
            return bezwaar
        doel.mkdir()
        archief.extractall(doel)
    return None


def _only_folder(map_: Path) -> Path:
    """A zip of a folder holds that folder; look inside it when it is all there is."""
    inhoud = [p for p in map_.iterdir() if not p.name.startswith((".", "__"))]
    return inhoud[0] if len(inhoud) == 1 and inhoud[0].is_dir() else map_


def _zip_objection(archief: zipfile.ZipFile) -> str | None:
    """Why this zip is refused, read from its directory before anything is unpacked."""
    delen = archief.infolist()
    if len(delen) > limieten.MEESTE_ZIPDELEN:
        return f"Deze zip heeft {len(delen)} bestanden. Er mogen er 200 in zitten. Splits de levering in delen."
    for deel in delen:
        naam = PurePosixPath(deel.filename.replace("\\", "/"))
        if naam.is_absolute() or ".." in naam.parts or ":" in deel.filename:
            return f"Het pad {deel.filename} wijst buiten de zip. Maak de zip opnieuw van één map."
        if naam.suffix.lower() == ".zip":
            return f"In deze zip zit nog een zip ({deel.filename}). Lever elke zip apart."
        if deel.file_size > limieten.GROOTSTE_BESTAND:
            return f"Het bestand {deel.filename} is uitgepakt groter dan 2 GiB. Splits de levering in delen."
        if deel.compress_type not in limieten.ZIPMETHODEN:
            return f"Het bestand {deel.filename} is op een ongewone manier ingepakt. Maak de zip opnieuw, op de gewone manier (Deflate)."
    return _bomb_objection(delen)


def _bomb_objection(delen: list[zipfile.ZipInfo]) -> str | None:
    ingepakt = sum(deel.compress_size for deel in delen)
    uitgepakt = sum(deel.file_size for deel in delen)
    if uitgepakt > limieten.MEESTE_UITGEPAKT:
        return "Dit bestand is uitgepakt groter dan 4 GiB. Splits de levering in delen."
    if uitgepakt > limieten.GROOTSTE_UITPAKFACTOR * max(ingepakt, 1):
        return "Dit bestand wordt bij het uitpakken meer dan 100 keer zo groot. Dat is niet veilig. Lever losse csv-bestanden."
    return None


def _open_xlsx(levering: Levering, pad: Path, werkmap: Path) -> None:
    try:
        bezwaar = _objection(pad)
        bladen = None if bezwaar else sheets_to_csv(pad, werkmap / levering.naam)
    except (OSError, WerkmapKapot):
        levering.reject(
            pad.name,
            "xlsx_kapot",
            "Deze werkmap kan niet worden geopend. Bewaar haar opnieuw als .xlsx, zonder wachtwoord.",
        )
        return
    if bladen is None:
        levering.reject(pad.name, "xlsx_geweigerd", str(bezwaar))
        return
    if bladen.begeleiding is not None:
        levering.begeleiding = _check_begeleiding(levering, "werkblad levering", bladen.begeleiding)
    for naam in bladen.onbekend:
        _warn_unknown_sheet(levering, naam)
    for tabel, blad in bladen.tabellen.items():
        naam = f"werkblad {tabel}"
        levering.afkeuringen += [b.as_afkeuring(levering.naam, naam) for b in blad.bevindingen]
        if blad.leesbaar:
            levering.tabellen.append(Tabelbestand(contract()[tabel], naam, blad.pad, blad))


def _objection(pad: Path) -> str | None:
    """Why a workbook is refused as a zip, before anything of it is read."""
    try:
        with zipfile.ZipFile(pad) as archief:
            return _zip_objection(archief)
    except MemoryError:
        raise
    except Exception as fout:
        raise WerkmapKapot from fout


def _read_begeleiding(levering: Levering, pad: Path) -> None:
    try:
        gelezen = json.loads(pad.read_text(encoding="utf-8-sig"))
        json.dumps(gelezen, ensure_ascii=False).encode("utf-8")  # half a character can neither be kept nor shown
    except (ValueError, RecursionError):
        levering.reject(
            pad.name,
            "json_kapot",
            "Dit bestand is geen geldige json. Kijk naar ontbrekende komma's en aanhalingstekens.",
        )
        return
    if not isinstance(gelezen, dict):
        levering.reject(
            pad.name,
            "json_kapot",
            'Dit bestand is geen lijst van kenmerken. Begin met { en schrijf "leverancier": "naam".',
        )
        return
    levering.begeleiding = _check_begeleiding(levering, pad.name, gelezen)


def _check_begeleiding(levering: Levering, bestand: str, gelezen: dict[str, object]) -> Begeleiding:
    bekend = list(Begeleiding.__dataclass_fields__)
    for sleutel in gelezen:
        if sleutel not in bekend:
            levering.reject(
                bestand,
                "onbekend_kenmerk",
                f"is geen bekend kenmerk. Kies uit {choice_of(bekend)}.",
                waarde=str(sleutel),
            )
    teksten: dict[str, str] = {}
    for sleutel in bekend:
        waarde = gelezen.get(sleutel)
        if waarde is None or waarde == "":
            continue
        if isinstance(waarde, str):
            teksten[sleutel] = waarde.strip()
        else:
            levering.reject(
                bestand,
                "geen_tekst",
                "is geen tekst. Zet de waarde tussen aanhalingstekens.",
                kolom=sleutel,
                waarde=str(waarde),
            )
    for sleutel, keuzes in (("fictief", JA_NEE), ("status", STATUSSEN)):
        if teksten.get(sleutel, keuzes[0]) not in keuzes:
            levering.reject(
                bestand,
                "geen_keuze",
                f"is geen keuze. Kies {choice_of(keuzes)}.",
                kolom=sleutel,
                waarde=teksten.pop(sleutel),
            )
    geleverd_op = _parse_geleverd_op(levering, bestand, teksten.get("geleverd_op"))
    return Begeleiding(
        leverancier=teksten.get("leverancier"),
        geleverd_op=geleverd_op,
        toelichting=teksten.get("toelichting"),
        fictief=teksten.get("fictief", "nee"),
        status=teksten.get("status", "gedeeld"),
    )


def _parse_geleverd_op(levering: Levering, bestand: str, tekst: str | None) -> datetime | None:
    if tekst is None:
        return None
    try:
        dag_alleen = len(tekst) == len("2024-03-15")
        moment = datetime.combine(date.fromisoformat(tekst), datetime.min.time()) if dag_alleen else datetime.fromisoformat(tekst)
    except ValueError:
        levering.reject(
            bestand,
            "geen_datum",
            "is geen dag. Schrijf 2024-03-15 of 2024-03-15T14:30.",
            kolom="geleverd_op",
            waarde=tekst,
        )
        return None
    if moment.year < EERSTE_JAAR:
        levering.reject(
            bestand,
            "geen_datum",
            f"ligt voor {EERSTE_JAAR}. Vul de dag van levering in, of laat het kenmerk weg.",
            kolom="geleverd_op",
            waarde=tekst,
        )
        return None
    # The last year of the calendar has no moment in every time zone; it is in the future in all of them.
    moment = moment.replace(tzinfo=UTC) if moment.year == MAXYEAR else moment.astimezone(UTC)
    if moment > datetime.now(UTC):
        levering.reject(
            bestand,
            "toekomst",
            "ligt in de toekomst. Vul de dag van levering in, of laat het kenmerk weg.",
            kolom="geleverd_op",
            waarde=tekst,
        )
        return None
    return moment
