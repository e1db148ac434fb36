"""Reading a csv without guessing: encoding, separator, header and the width of every row.

A big, well-formed file is left where it is, for DuckDB to read in parallel. All other files go through the
careful reader, which knows the row of every fault and writes a clean copy with the row numbers in it.
"""

import csv
import mmap
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, TextIO

from etl.keuring.afkeuring import Afkeuring, Ernst
from etl.lezen import limieten

Getalstijl = Literal["nederlands", "technisch"]
RIJ = "rij"  # the column of a clean copy that holds the row as a spreadsheet shows it


@dataclass(frozen=True)
class Bevinding:
    """Something found while reading a file, before the levering it belongs to is known."""

    ernst: Ernst
    regel: str
    tekst: str
    rij: int | None = None
    kolom: str | None = None
    waarde: str | None = None

    def as_afkeuring(self, levering: str, bestand: str) -> Afkeuring:
        """The same, placed in a levering and a file."""
        return Afkeuring(levering, bestand, self.ernst, self.regel, self.tekst, self.rij, self.kolom, self.waarde)


@dataclass
class Vorm:
    """How a file is to be read: where, with which separator and number style, and its header.

    `schoon` says that pad is a clean copy: comma separated UTF-8 whose first column is the row number.
    """

    pad: Path
    scheiding: str = ","
    getalstijl: Getalstijl = "technisch"
    kop: list[str] = field(default_factory=list)
    schoon: bool = False
    leesbaar: bool = True
    bevindingen: list[Bevinding] = field(default_factory=list)

    def reject(self, regel: str, tekst: str, rij: int | None = None, waarde: str | None = None) -> None:
        """Note a fault."""
        self.bevindingen.append(Bevinding("fout", regel, tekst, rij, None, waarde))

    def give_up(self, regel: str, tekst: str, rij: int | None = None) -> "Vorm":
        """Note a fault that makes the rest of the file unreadable."""
        self.reject(regel, tekst, rij)
        self.leesbaar = False
        return self

    def has_too_wide_header(self) -> bool:
        """True when the header has more names than anyone meant; says so."""
        if len(self.kop) <= limieten.MEESTE_KOLOMMEN:
            return False
        tekst = (
            f"De eerste rij heeft {len(self.kop)} kolommen. Er mogen er {limieten.MEESTE_KOLOMMEN} zijn. Haal de kolommen zonder naam weg."
        )
        self.give_up("te_veel_kolommen", tekst, 1)
        return True

    def has_too_many(self) -> bool:
        """True when so much is wrong that reading on helps nobody; says so once."""
        if len(self.bevindingen) < limieten.MEESTE_BEVINDINGEN:
            return False
        self.give_up(
            "te_veel_fouten", f"Er zijn meer dan {limieten.MEESTE_BEVINDINGEN} fouten in dit bestand. De rest staat hier niet bij."
        )
        return True


def inspect_csv(pad: Path, werkmap: Path) -> Vorm:
    """Find out how to read a csv; small or odd files are rewritten as a clean copy into werkmap."""
    vorm = Vorm(pad)
    codering = _find_encoding(vorm)
    if not vorm.leesbaar:
        return vorm
    if not _read_header(vorm, codering):
        return vorm
    is_groot = pad.stat().st_size > limieten.KLEIN_BESTAND
    if is_groot and codering == "utf-8-sig" and not _has_blank_line(pad):
        return vorm
    return write_clean_copy(vorm, werkmap, codering)


def write_clean_copy(vorm: Vorm, werkmap: Path, codering: str = "utf-8-sig") -> Vorm:
    """Read every row with the careful reader; rows of a wrong width become faults, the rest is copied."""
    werkmap.mkdir(parents=True, exist_ok=True)
    doel = werkmap / f"{vorm.pad.stem}.schoon.csv"
    with (
        vorm.pad.open(encoding=codering, newline="") as bron,
        doel.open("w", encoding="utf-8", newline="") as uit,
    ):
        schrijver = csv.writer(uit)
        schrijver.writerow([RIJ, *vorm.kop])
        rijen = _rows(bron, vorm)
        next(rijen, None)
        for nummer, rij in rijen:
            if _fits(vorm, nummer, rij):
                schrijver.writerow([nummer, *rij])
            elif vorm.has_too_many():
                break
    vorm.pad, vorm.scheiding, vorm.schoon = doel, ",", True
    return vorm


def _fits(vorm: Vorm, nummer: int, rij: list[str]) -> bool:
    if not any(cel.strip() for cel in rij):
        vorm.reject("lege_rij", "Deze rij is leeg. Haal de lege rij weg.", nummer)
        return False
    if len(rij) == len(vorm.kop):
        return True
    meer_of_minder = "te veel" if len(rij) > len(vorm.kop) else "te weinig"
    vorm.reject(
        "rijbreedte",
        f"Deze rij heeft {len(rij)} cellen, de kop heeft er {len(vorm.kop)}. Dat is er {meer_of_minder}. "
        'Zet tekst met een scheidingsteken erin tussen dubbele aanhalingstekens (").',
        nummer,
    )
    return False


def _find_encoding(vorm: Vorm) -> str:
    with vorm.pad.open("rb") as bron:
        begin = bron.read(4)
    if not begin:
        vorm.give_up("leeg_bestand", "Dit bestand is leeg. Zet op de eerste rij de namen van de kolommen.")
        return ""
    if begin.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\x00" in begin:
        vorm.give_up("codering", "Dit bestand is bewaard als UTF-16. Bewaar het als CSV UTF-8.")
        return ""
    for codering in ("utf-8-sig", "cp1252"):
        if _decodes(vorm.pad, codering):
            break
    else:
        vorm.give_up("codering", "De tekens in dit bestand zijn niet te lezen. Bewaar het als CSV UTF-8.")
        return ""
    if codering == "cp1252":
        vorm.bevindingen.append(
            Bevinding(
                "waarschuwing",
                "codering",
                "Dit bestand is gelezen als Windows-1252. Kijk of letters als é en ë kloppen, of bewaar het als CSV UTF-8.",
            )
        )
    return codering


def _decodes(pad: Path, codering: str) -> bool:
    try:
        with pad.open(encoding=codering, newline="") as bron:
            while bron.read(limieten.MIB):
                pass
    except UnicodeDecodeError:
        return False
    return True


def _read_header(vorm: Vorm, codering: str) -> bool:
    with vorm.pad.open(encoding=codering, newline="") as bron:
        vorm.scheiding = _find_separator(bron.readline())
        bron.seek(0)
        vorm.kop = next(_rows(bron, vorm), (1, []))[1]
    if not any(vorm.kop) and vorm.leesbaar:
        vorm.give_up("kop_leeg", "De eerste rij is leeg. Zet daar de namen van de kolommen.", 1)
    vorm.getalstijl = "nederlands" if vorm.scheiding == ";" else "technisch"
    if vorm.scheiding == "\t":
        vorm.give_up("scheidingsteken", "De kolommen zijn gescheiden met tabs. Gebruik een komma of een puntkomma.", 1)
    return vorm.leesbaar and not vorm.has_too_wide_header()


def _find_separator(kopregel: str) -> str:
    buiten_aanhaling = "".join(kopregel.split('"')[::2])
    aantallen = {teken: buiten_aanhaling.count(teken) for teken in ",;\t"}
    meest = max(aantallen, key=lambda teken: aantallen[teken])
    return meest if aantallen[meest] else ","


def _rows(bron: TextIO, vorm: Vorm) -> Iterator[tuple[int, list[str]]]:
    """Rows with the number a spreadsheet shows; a quoting mistake ends the file with a fault."""
    csv.field_size_limit(min(limieten.LANGSTE_CEL, sys.maxsize))
    lezer = csv.reader(bron, delimiter=vorm.scheiding, strict=True)
    nummer = 0
    try:
        for nummer, rij in enumerate(lezer, start=1):
            yield nummer, rij
    except csv.Error:
        vorm.give_up(
            "aanhalingsteken",
            'Hier klopt een aanhalingsteken (") niet, of een cel is veel te lang. Zet om de hele cel dubbele '
            "aanhalingstekens en schrijf een aanhalingsteken in de tekst dubbel.",
            nummer + 1,
        )


def _has_blank_line(pad: Path) -> bool:
    """Blank lines are passed over in silence by the parallel reader, which would shift the row numbers."""
    with pad.open("rb") as bron, mmap.mmap(bron.fileno(), 0, access=mmap.ACCESS_READ) as inhoud:
        begin = inhoud[:3] == b"\xef\xbb\xbf"
        return any(inhoud.find(patroon) >= 0 for patroon in (b"\n\n", b"\n\r", b"\r\r")) or inhoud[3 * begin] in b"\r\n"


def ends_with_separator(vorm: Vorm) -> bool:
    """True when some line ends in the separator, so that its last cell is empty."""
    teken = vorm.scheiding.encode()
    with vorm.pad.open("rb") as bron, mmap.mmap(bron.fileno(), 0, access=mmap.ACCESS_READ) as inhoud:
        eind = inhoud[-1:] == teken
        return eind or any(inhoud.find(teken + regeleinde) >= 0 for regeleinde in (b"\n", b"\r"))
