"""The building blocks of a packet: plain data, which pakket.typ sets in type. Text is never markup."""

from collections.abc import Sequence
from typing import Any

Blok = dict[str, Any]
ONTBREEKT = "ontbreekt"
LANG = 400  # characters in one cell or story; a longer one may be broken over pages, a shorter one stays together


def kop(niveau: int, tekst: str, opschrift: str | None = None, *, nieuwe_pagina: bool = False) -> Blok:
    """A heading (and a bookmark), with a small line above it."""
    return {"blok": "kop", "niveau": niveau, "tekst": tekst, "opschrift": opschrift, "nieuwe_pagina": nieuwe_pagina}


def alinea(tekst: str, stijl: str = "gewoon", *, vast: bool = False) -> Blok:
    """A paragraph: gewoon, groot (a result), vraag, vet, klein (source, explanation) or leeg (that nothing is there).

    vast: it stays on the page of what follows.
    """
    return {"blok": "alinea", "tekst": tekst, "stijl": stijl, "vast": vast}


def lijst(regels: Sequence[str | tuple[str, str]], *, genummerd: bool = False) -> Blok:
    """A list; a line may carry a smaller one under it."""
    delen = [{"tekst": r, "onder": None} if isinstance(r, str) else {"tekst": r[0], "onder": r[1]} for r in regels]
    return {"blok": "lijst", "regels": delen, "genummerd": genummerd}


def cel(tekst: str | None, *onder: str, vet: bool = False) -> Blok:
    """A cell of a table; empty says ontbreekt; smaller lines under it."""
    return {"tekst": tekst or ONTBREEKT, "ontbreekt": not tekst, "onder": [regel for regel in onder if regel], "vet": vet}


def tabel(wat: str, koppen: Sequence[str], rijen: Sequence[Sequence[Any]], breedtes: Sequence[float], getallen: Sequence[int] = ()) -> Blok:
    """A table with a header that comes back on each page; breedtes are shares; getallen stand at the right."""
    vol = [[c if isinstance(c, dict) else {"tekst": c, "ontbreekt": False, "onder": [], "vet": False} for c in rij] for rij in rijen]
    return {
        "blok": "tabel", "wat": wat, "koppen": list(koppen), "breedtes": list(breedtes), "getallen": list(getallen),
        "rijen": [{"cellen": rij, "lang": max(map(_length, rij), default=0) > LANG} for rij in vol],
    }  # fmt: skip


def _length(deel: Blok) -> int:
    return sum(_room(tekst) for tekst in (deel["tekst"], *deel["onder"]))


def _room(tekst: str) -> int:
    """Characters, where a new line counts as a full one."""
    return len(tekst) + 40 * tekst.count("\n")


def figuur(svg: str, alt: str, onderschrift: str = "") -> Blok:
    """A chart with its text alternative."""
    return {"blok": "figuur", "svg": svg, "alt": alt, "onderschrift": onderschrift}


def figuren(delen: Sequence[Blok]) -> Blok:
    """Small charts beside each other."""
    return {"blok": "figuren", "delen": list(delen)}


def verhalen(delen: Sequence[Blok]) -> Blok:
    """Stories side by side: wie, wanneer, tekst, opmerkingen."""
    return {"blok": "verhalen", "delen": list(delen), "lang": any(_room(deel["wie"] + deel["tekst"]) > LANG for deel in delen)}
