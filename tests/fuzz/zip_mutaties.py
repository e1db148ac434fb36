"""Zips with strange names, zips in zips, bombs, and zips that were cut off, bent or tell lies about themselves."""

import io
import random
import struct
import warnings
import zipfile

from tests.fuzz import csv_mutaties, json_mutaties, waarden

METHODEN = (zipfile.ZIP_DEFLATED, zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA)
# Per field of a central directory entry: where it stands after the signature, and how wide it is.
VELDEN = (
    (4, "<H"),
    (6, "<H"),
    (8, "<H"),
    (14, "<I"),
    (18, "<I"),
    (20, "<I"),
    (24, "<I"),
    (26, "<H"),
    (28, "<H"),
    (30, "<H"),
    (38, "<I"),
    (42, "<I"),
)


def mutated(rng: random.Random) -> bytes:
    """One zip, mostly with a readable table in it."""
    inhoud = as_zip(rng, _members(rng))
    for _ in range(rng.randrange(3)):
        inhoud = damaged(rng, inhoud)
    return inhoud


def as_zip(rng: random.Random, delen: list[tuple[str, bytes]]) -> bytes:
    """These members as a zip, in some compression; the same name may come twice."""
    uit = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(uit, "w") as archief:
        warnings.simplefilter("ignore", UserWarning)
        for naam, inhoud in delen:
            info = zipfile.ZipInfo(naam, rng.choice(((2024, 3, 15, 12, 0, 0), (1980, 1, 1, 0, 0, 0), (2107, 12, 31, 23, 59, 58))))
            info.compress_type = rng.choice(METHODEN)
            info.external_attr = rng.choice((0o100644, 0o100644, 0o100000, 0o120777, 0o040755, 0o010644, 0o104777)) << 16
            archief.writestr(info, inhoud)
        if rng.random() < 0.05:
            archief.comment = rng.randbytes(rng.choice((1, 200, 65_000)))
    return uit.getvalue()


def _members(rng: random.Random) -> list[tuple[str, bytes]]:
    stuk = csv_mutaties.pick(rng)
    tabel = csv_mutaties.as_csv(rng, csv_mutaties.mutated_rows(rng, stuk, 1), stuk.scheiding)
    map_ = rng.choice(("", "", "map/", "2024-03-15/", "a/b/"))
    delen = [(f"{map_}{stuk.tabel}.csv", tabel)]
    for _ in range(rng.randrange(4)):
        match rng.randrange(8):
            case 0 | 1:
                delen.append((rng.choice(waarden.NAMEN), tabel))
            case 2:
                delen.append((map_ + "levering.json", json_mutaties.mutated(rng)))
            case 3:
                delen.append((rng.choice(("binnen.zip", "ketens.csv", "binnen.csv.zip", "b.ZIP")), as_zip(rng, delen)))
            case 4 if rng.random() < 0.3:
                delen.append(
                    (rng.choice(("ketens.csv", "bom.txt")), rng.choice((b"\x00", b"a,b\n", b"k,")) * rng.choice((1_000, 100_000, 700_000)))
                )
            case 5 if rng.random() < 0.05:
                delen += [(f"b{i}.csv", b"x") for i in range(rng.choice((199, 200, 201)))]
            case 6:
                delen.append(delen[0])
            case _:
                naam = waarden.cel(rng)[: rng.choice((20, 400))]
                delen.append((naam.encode("utf-8", "replace").decode("utf-8"), tabel))
    rng.shuffle(delen)
    return delen


def damaged(rng: random.Random, inhoud: bytes) -> bytes:
    """The zip with a lie in its directory, a byte changed, a piece lost or something put before or after it."""
    match rng.randrange(6):
        case 0 | 1:
            return _lie(rng, inhoud)
        case 2:
            return inhoud[: rng.randrange(len(inhoud) + 1)]
        case 3:
            return rng.choice((b"", rng.randbytes(20), b"PK\x03\x04")) + inhoud + rng.choice((b"", b"\x00" * 30, b"PK\x05\x06"))
        case 4:
            return inhoud + inhoud
        case _:
            return waarden.bytes_mutated(rng, inhoud, 3)


def _lie(rng: random.Random, inhoud: bytes) -> bytes:
    stuk = bytearray(inhoud)
    kop = rng.choice((b"PK\x01\x02", b"PK\x01\x02", b"PK\x03\x04", b"PK\x05\x06"))
    begin = stuk.find(kop)
    plaats, vorm = rng.choice(VELDEN)
    if begin < 0 or begin + plaats + struct.calcsize(vorm) > len(stuk):
        return bytes(stuk)
    hoogste = 2 ** (8 * struct.calcsize(vorm)) - 1
    waarde = rng.choice((0, 1, 8, 9, 12, 14, 99, 0x800, hoogste, hoogste // 2, rng.randrange(hoogste + 1)))
    struct.pack_into(vorm, stuk, begin + plaats, min(waarde, hoogste))
    return bytes(stuk)
