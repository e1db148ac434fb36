"""Tables that are wrong as tables (cells, rows, columns, headers) and as files (dialect, encoding, bytes)."""

import csv
import io
import random

from etl.contract import contract
from tests.fuzz import voorraad, waarden
from tests.fuzz.voorraad import Rijen, Stuk

CODERINGEN = ("utf-8", "utf-8-sig", "cp1252", "latin-1", "utf-16", "utf-16-le", "utf-32", "cp037", "mac_roman", "utf-7")


def pick(rng: random.Random) -> Stuk:
    """A table to start from; a good one half of the time, because a wrong one is soon refused."""
    stukken = voorraad.tables()
    return stukken[rng.randrange(len(contract()))] if rng.random() < 0.5 else rng.choice(stukken)


def mutated_rows(rng: random.Random, stuk: Stuk, meeste: int = 3) -> Rijen:
    """The rows after a few changes that somebody could make in a spreadsheet."""
    rijen = [list(rij) for rij in stuk.rijen]
    for _ in range(rng.randint(0, meeste)):
        _change(rng, rijen)
    return rijen


def _change(rng: random.Random, rijen: Rijen) -> None:
    nummer = rng.randrange(len(rijen)) if rijen else 0
    kolom = rng.randrange(max(len(rijen[0]), 1)) if rijen else 0
    match rng.randrange(12):
        case 0 | 1 | 2 | 3 if rijen and kolom < len(rijen[nummer]):
            rijen[nummer][kolom] = waarden.cel(rng)
        case 4 if rijen:
            rijen.insert(rng.randrange(len(rijen) + 1), list(rijen[nummer]))
        case 5 if rijen:
            del rijen[nummer]
        case 6 if rijen:
            rijen[nummer] = rijen[nummer][:kolom] if rng.random() < 0.5 else [*rijen[nummer], waarden.cel(rng)]
        case 7:
            rijen.insert(nummer, [])
        case 8:
            for rij in rijen:
                del rij[kolom : kolom + 1]
        case 9:
            naam = rng.choice([*contract()[rng.choice(list(contract()))].kolomnamen, *waarden.CELLEN])
            for i, rij in enumerate(rijen):
                rij.insert(kolom, waarden.cel(rng) if i else naam)
        case 10:
            for i, rij in enumerate(rijen[1:], start=1):
                rijen[i] = [rng.choice((waarde, waarde, waarden.cel(rng))) for waarde in rij]
        case _:
            rng.shuffle(rijen)


def as_csv(rng: random.Random, rijen: Rijen, scheiding: str) -> bytes:
    """The rows as a file that is mostly well written."""
    uit = io.StringIO(newline="")
    opties = {"quoting": rng.choice((csv.QUOTE_MINIMAL, csv.QUOTE_MINIMAL, csv.QUOTE_ALL)), "lineterminator": rng.choice(("\n", "\r\n"))}
    csv.writer(uit, delimiter=scheiding, **opties).writerows(rijen)  # type: ignore[arg-type]
    return uit.getvalue().encode("utf-8", errors="surrogatepass")


def odd_dialect(rng: random.Random, rijen: Rijen, scheiding: str) -> bytes:
    """The rows in a dialect, an encoding or with line ends that nobody asked for."""
    teken = rng.choice((scheiding, ";", ",", "\t", "|", " ", ":"))
    aanhaling = rng.choice(('"', "'", "", "“"))
    einde = rng.choice(("\n", "\r\n", "\r", "\n\r", "\n\n", "\x0b", "\u2028", "\x85"))
    ontsnapt = rng.choice((aanhaling * 2, "\\" + aanhaling, aanhaling))
    regels = []
    for rij in rijen:
        cellen = [c.replace(aanhaling, ontsnapt) if aanhaling else c for c in rij]
        regels.append(teken.join(f"{aanhaling}{c}{aanhaling}" if rng.random() < 0.3 else c for c in cellen))
    begin = rng.choice(("", "", "\ufeff", f"sep={teken}{einde}", "\n", " "))
    eind = rng.choice(("", einde, einde * 2, "\x1a", '"', teken)) * (100_000 if rng.random() < 0.002 else 1)
    return (begin + einde.join(regels) + eind).encode(rng.choice(CODERINGEN), errors="replace")
