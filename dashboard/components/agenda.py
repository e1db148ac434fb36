"""The gespreksagenda: what asks for attention, per keten in name order and newest first, each with a way to it.

Afspraken and knelpunten are hard and carry a date; questions are soft and open a conversation. They stand apart,
look different and are never added up. Nothing is counted per partij, and nothing is sorted by how bad it is.
"""

from collections.abc import Sequence
from typing import Any

from dashboard.components import opmaak
from dashboard.components.koppeling import koppeling
from dashboard.components.markering import Html, el, samen
from dashboard.components.signaal import waar

ZICHTBAAR = 2
"""So many of each kind stand in sight per keten; thirty points must still be a page one reads in two minutes."""
LEEG = "Er is nu geen afspraak over datum, geen knelpunt dat een jaar open staat en geen open vraag."
Rij = dict[str, Any]


def gespreksagenda(ketens: Sequence[Rij], punten: Sequence[Rij], vragen: Sequence[Rij]) -> Html:
    """All points: `punten` are afspraken and knelpunten, `vragen` the questions, both newest first."""
    blokken = [
        _van_keten(k, [p for p in punten if p["keten"] == k["keten"]], [v for v in vragen if v["keten"] == k["keten"]]) for k in ketens
    ]
    gevuld = [blok for blok in blokken if blok]
    return el("aside", el("h2", "Gespreksagenda"), gevuld or el("p", LEEG), klasse="ks-agenda", aria_label="Gespreksagenda")


def _van_keten(keten: Rij, punten: list[Rij], vragen: list[Rij]) -> Html:
    """The newest of both kinds in sight, the older ones on demand."""
    if not punten and not vragen:
        return Html("")
    hard, zacht = [_punt(p) for p in punten], [_vraag(v, meer) for v, meer in _newest_per_indicator(vragen)]
    ouder = _lijsten(hard[ZICHTBAAR:], zacht[ZICHTBAAR:])
    kop = el("summary", "Oudere punten", el("span", f" van {keten['naam']}", klasse="ks-alleen-voorlezen"))
    return samen(el("h3", keten["naam"]), _lijsten(hard[:ZICHTBAAR], zacht[:ZICHTBAAR]), el("details", kop, ouder) if ouder else None)


def _lijsten(hard: list[Html], zacht: list[Html]) -> Html:
    return samen(el("ul", hard, klasse="ks-hard") if hard else None, el("ul", zacht, klasse="ks-zacht") if zacht else None)


def _punt(punt: Rij) -> Html:
    if punt["soort"] == "afspraak":
        wat, anker = "Afspraak over datum", punt["id"]
        wanneer = f"klaar {opmaak.op_datum(punt['datum'])}, voortouw: {punt['wie'] or 'ontbreekt'}"
    else:
        wat, anker = "Knelpunt open", "knelpunten"
        wanneer = f"sinds {opmaak.datum(punt['datum'])}, ligt bij: {punt['wie'] or 'onbekend'}"
    return el(
        "li",
        el("span", wat, klasse="ks-soort"),
        koppeling(punt["tekst"], "afspraken", anker=anker, keten=punt["keten"]),
        el("span", wanneer, klasse="ks-herleid"),
    )


def _newest_per_indicator(vragen: list[Rij]) -> list[tuple[Rij, int]]:
    """One movement may ask several times (first near the limit, then beyond it): the newest stands, with how many more there are."""
    gezien: dict[str, int] = {}
    uit: list[tuple[Rij, int]] = []
    for vraag in vragen:
        if vraag["regel"] != "beweging":
            uit.append((vraag, 0))
        elif (plaats := gezien.get(vraag["indicator"])) is None:
            gezien[vraag["indicator"]] = len(uit)
            uit.append((vraag, 0))
        else:
            uit[plaats] = (uit[plaats][0], uit[plaats][1] + 1)
    return uit


def _vraag(vraag: Rij, meer: int = 0) -> Html:
    deel = opmaak.opsomming([d for d in (vraag["gebied"], vraag["groep"]) if d])
    return el(
        "li",
        el("span", "Vraag: ", klasse="ks-alleen-voorlezen"),
        waar(vraag, vraag["vraag"]),
        el("span", deel, klasse="ks-herleid") if deel else None,
        el(
            "span",
            "Bij dit cijfer staat nog een eerdere vraag." if meer == 1 else "Bij dit cijfer staan nog eerdere vragen.",
            klasse="ks-herleid",
        )
        if meer
        else None,
    )
