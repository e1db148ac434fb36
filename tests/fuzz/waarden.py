"""What people, programs and attackers put in a cell, a name or a file where something else was meant."""

import random

CELLEN = (
    "",
    " ",
    "\t",
    "\n",
    "regel 1\nregel 2",
    "\r",
    "\x00",
    "a\x00b",
    "\x01\x1b[31m",
    "\ufeff",
    "\u202eomgekeerd",
    "\u200b",
    "e\u0301",
    "𝕂𝕖𝕥𝕖𝕟",
    "👩‍👩‍👧",
    "0",
    "-0",
    "-1",
    "1e309",
    "1E5",
    "NaN",
    "nan",
    "Infinity",
    "-inf",
    "0x10",
    "1_000",
    "1.234,56",
    "1,234.56",
    "12,5",
    "12.5",
    "١٢",
    "９９",
    "½",
    "999999999999999999999999999999999999999",
    "9" * 400,
    "0," + "3" * 400,
    "50%",
    "€ 5",
    "ja",
    "Ja",
    "nee",
    "true",
    "null",
    "NULL",
    "\\N",
    "n.v.t.",
    "2024",
    "0000",
    "9999",
    "10000",
    "2024-00",
    "2024-13",
    "2024-02-30",
    "0000-01-01",
    "9999-12-31",
    "2024-W53",
    "2021-W53",
    "0000-W01",
    "9999-W53",
    "2024-K0",
    "2024-H2",
    "9999-H2",
    "9999/0000",
    "9999/00",
    "2024/25",
    "../..",
    "2024/..",
    "../9999",
    "0001-01-01/0000",
    "2024-01/2024-W01/..",
    "2024-03-15T25:00",
    "٢٠٢٤",
    "k",
    "i",
    "o",
    "p",
    "mijn-keten",
    "-",
    "a" * 5_000,
    "é" * 300,
    '"',
    '""',
    "'",
    "a,b;c",
    '="1+1"',
    "=1+1",
    "@SUM(A1)",
    "=cmd|' /C calc'!A0",
    "<script>alert(1)</script>",
    "&amp;&#0;",
    "]]>",
    "{naam}",
    "%s%n",
    "$naam",
    "; drop table ketens; --",
    "' or 1=1 --",
    "${jndi:ldap://x}",
    '#read("/etc/passwd")',
    "../../etc/passwd",
    "C:\\con",
    "\\\\server\\map",
)

NAMEN = (
    "ketens.csv",
    "Ketens.CSV",
    "ketens.csv ",
    " ketens.csv",
    "ketens.csv.csv",
    "metingen.csv",
    "levering.json",
    "LEVERING.JSON",
    ".csv",
    ".ketens.csv",
    "__MACOSX/._ketens.csv",
    "map/ketens.csv",
    "map/map/map/ketens.csv",
    "map/",
    "ketens.csv/",
    "ketens.csv/ketens.csv",
    "../ketens.csv",
    "/ketens.csv",
    "..\\ketens.csv",
    "C:\\ketens.csv",
    "\\\\server\\ketens.csv",
    "ketens.csv\x00.txt",
    "ket\nens.csv",
    "kêtens.csv",
    "\u202evsc.snetek",
    "con.csv",
    "a" * 255 + ".csv",
    "a" * 300,
    "/".join("m" * 60) + "/ketens.csv",
    "//",
    ".",
    "..",
    "./ketens.csv",
    "binnen.zip",
    "binnen.ZIP",
    "werkmap.xlsx",
)

LEVERINGNAMEN = ("levering", "2024-03-15", "Levering met spatie", "lev'er\"ing", "lévéring", "l%sv", "l;v", "levering.v2", "l" * 180)


def cel(rng: random.Random) -> str:
    """One strange cell; a long one is rare, because it is slow."""
    if rng.random() < 0.004:
        return rng.choice('ax,"\n;0é') * rng.choice((70_000, 400_000, 1_100_000))
    if rng.random() < 0.12:
        return "".join(chr(rng.choice((rng.randrange(32), rng.randrange(128), rng.randrange(0xD7FF)))) for _ in range(rng.randrange(12)))
    return rng.choice(CELLEN)


def bytes_mutated(rng: random.Random, inhoud: bytes, meeste: int = 6) -> bytes:
    """A few changes at the level of bytes: flipped, put in, taken out, doubled, cut off."""
    stuk = bytearray(inhoud)
    for _ in range(rng.randint(1, meeste)):
        plaats = rng.randrange(len(stuk) + 1)
        match rng.randrange(7):
            case 0 if plaats < len(stuk):
                stuk[plaats] ^= 1 << rng.randrange(8)
            case 1 if plaats < len(stuk):
                stuk[plaats] = rng.randrange(256)
            case 2:
                stuk[plaats:plaats] = rng.randbytes(rng.randint(1, 8))
            case 3:
                del stuk[plaats : plaats + rng.randint(1, 20)]
            case 4:
                stuk[plaats:plaats] = stuk[plaats : plaats + rng.randint(1, 60)]
            case 5:
                stuk[plaats:plaats] = rng.choice(
                    (b"\x00", b'"', b'""', b"\r", b"\n\n", b";", b",", b"\t", b"\xff\xfe", b"\xef\xbb\xbf", b"\x1a")
                )
            case _ if rng.random() < 0.3:
                del stuk[plaats:]
    return bytes(stuk)
