"""A point of a reeks, and what making points needs to know."""

import math
import random
from collections.abc import Mapping
from dataclasses import dataclass

from etl.voorbeeld.ketenbestand import Reeks
from etl.voorbeeld.tijdvakken import Tijdvak


@dataclass(frozen=True)
class Punt:
    """One value of one period, of the total or of one part (a gebied or a groep)."""

    tijdvak: Tijdvak
    waarde: float
    teller: int | None = None
    noemer: int | None = None
    n: int | None = None
    gebied: str = ""
    groep: str = ""


Punten = list[Punt]
Bekend = Mapping[str, Punten]


@dataclass(frozen=True)
class Opdracht:
    """What to make: the reeks, its own source of chance, and the indicators that it may build on."""

    reeks: Reeks
    rng: random.Random
    bekend: Bekend


def make_aandeel(reeks: Reeks, tijdvak: Tijdvak, teller: int, noemer: int, **deel: str) -> Punt:
    """Make a point of teller and noemer; the waarde follows from them."""
    waarde = round(100 * teller / noemer, 1) if noemer else math.nan
    return Punt(tijdvak, waarde, teller, noemer, noemer if reeks.personen else None, **deel)


def is_stand(reeks: Reeks) -> bool:
    """Say whether the reeks follows the same people from period to period."""
    return reeks.vorm == "stand" or reeks.samenhang > 0


def noemer_from(opdracht: Opdracht, tijdvak: Tijdvak, gebied: str = "", groep: str = "") -> int:
    """Take the noemer of a period from the indicator that counts it."""
    reeks = opdracht.reeks
    return take_over(reeks.noemer_van, tijdvak.earlier(reeks.vertraging), opdracht.bekend, gebied, groep)


def take_over(naam: str, tijdvak: Tijdvak, bekend: Bekend, gebied: str = "", groep: str = "") -> int:
    """Add up what another indicator counted in the months of this period.

    `naam` is its id, with `:teller` behind it where its teller is meant and not its waarde.
    """
    indicator, _, kolom = naam.partition(":")
    return sum(
        int((punt.teller if kolom == "teller" else punt.waarde) or 0)
        for punt in bekend[indicator]
        if (punt.gebied, punt.groep) == (gebied, groep) and set(punt.tijdvak.maanden) <= set(tijdvak.maanden)
    )
