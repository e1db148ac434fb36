"""A levering.json that says too much, too little, something else, or nothing that can be read."""

import json
import random
from typing import Any

from tests.fuzz import voorraad, waarden

SLEUTELS = ("leverancier", "geleverd_op", "toelichting", "fictief", "status", "Status", "", "__class__", "naam")
RUW = (
    "",
    "null",
    "[]",
    '"tekst"',
    "1",
    "NaN",
    "{",
    "{}",
    "{}{}",
    '{"status": "gedeeld", "status": "concept"}',
    '{"leverancier": "\\ud800"}',
    '{"toelichting": "\\u0000"}',
    '{"geleverd_op": "\\ud800"}',
    '{"\\udfff": 1}',
    '{"leverancier": 1e999}',
    "[" * 100_000,
    '{"a":' * 5_000,
    '{"a": ' + "9" * 5_000 + "}",
    '{"leverancier": ' + "[" * 500 + "]" * 500 + "}",
)
MOMENTEN = (
    "2024-03-15",
    "2024-03-15T14:30",
    "2024-03-15T14:30+99:99",
    "0001-01-01",
    "0001-01-01T00:00+14:00",
    "9999-12-31",
    "9999-12-31T23:59-14:00",
    "2024-W10",
    "20240315",
    "2024-02-30",
    "2024-03-31T02:30",
    "2024-03-15T14:30:00.1234567",
    " 2024-03-15 ",
    "2024-03-15T14:30Z",
    "1800-01-01",
    "1937-07-01",
)


def mutated(rng: random.Random) -> bytes:
    """One levering.json."""
    match rng.randrange(5):
        case 0:
            return waarden.bytes_mutated(rng, rng.choice(voorraad.letters()))
        case 1:
            return rng.choice(RUW).encode("utf-8")
        case 2:
            tekst = json.dumps(_letter(rng), ensure_ascii=rng.random() < 0.5)
            return tekst.encode(rng.choice(("utf-8-sig", "utf-16", "latin-1")), errors="replace")
        case _:
            return json.dumps(_letter(rng), ensure_ascii=rng.random() < 0.9).encode("utf-8", errors="surrogatepass")


def _letter(rng: random.Random) -> dict[str, Any]:
    sleutels = [rng.choice(SLEUTELS) for _ in range(rng.randrange(6))]
    return {sleutel: rng.choice(MOMENTEN) if sleutel == "geleverd_op" and rng.random() < 0.8 else _value(rng) for sleutel in sleutels}


def _value(rng: random.Random, diepte: int = 0) -> Any:
    match rng.randrange(8 if diepte < 4 else 6):
        case 0 | 1 | 2:
            return rng.choice((waarden.cel(rng), "ja", "nee", "concept", "in_vertrouwen", "gedeeld", "\ud800", "\x00"))
        case 3:
            return rng.choice((0, -1, 1e300, 10**400, 2**63))
        case 4:
            return rng.choice((True, False))
        case 5:
            return None
        case 6:
            return [_value(rng, diepte + 1) for _ in range(rng.randrange(4))]
        case _:
            return {waarden.cel(rng): _value(rng, diepte + 1) for _ in range(rng.randrange(3))}
