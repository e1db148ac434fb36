"""From points to the rows of metingen.csv."""

import math
from collections.abc import Iterator

from etl.voorbeeld.ketenbestand import Indicator, Rij, TweedeBron
from etl.voorbeeld.punten import Punt, Punten
from etl.voorbeeld.tijdvakken import parse_maand
from etl.voorbeeld.toeval import make_rng

# How far two counts of the same thing drift apart from month to month.
BRON_SPREIDING = 0.06


def make_metingen(indicator: Indicator, punten: Punten, zaad: int) -> Iterator[Rij]:
    """Give all rows of one indicator: figures, what a second source says, and values in words."""
    for punt in punten:
        if punt.noemer != 0 and punt.n != 0:
            yield _row(indicator, punt)
    if indicator.reeks.tweede_bron:
        yield from _second_source(indicator, indicator.reeks.tweede_bron, punten, zaad)
    for periode, tekst in indicator.reeks.woorden.items():
        yield _shared(indicator, periode) | {"tekst": tekst}


def _row(indicator: Indicator, punt: Punt) -> Rij:
    tweede = indicator.reeks.tweede_bron
    betwist = tweede is not None and is_total(punt) and punt.tijdvak.maanden[0] >= parse_maand(tweede.vanaf)
    return _shared(indicator, punt.tijdvak.code, is_total(punt)) | {
        "waarde": _number(punt.waarde, indicator.reeks.decimalen),
        "teller": _number(punt.teller),
        "noemer": _number(punt.noemer),
        "n": _number(punt.n),
        "gebied": punt.gebied,
        "groep": punt.groep,
        "betwist": "ja" if betwist else "nee",
    }


def _shared(indicator: Indicator, periode: str, heeft_kanttekening: bool = True) -> Rij:
    kanttekening = indicator.reeks.kanttekeningen.get(periode, "") if heeft_kanttekening else ""
    return {
        "indicator": indicator.id,
        "periode": periode,
        "bron_partij": indicator.paspoort.get("bron_partij", ""),
        "definitie_versie": _version(indicator, periode),
        "betwist": "nee",
        "kanttekening": kanttekening,
    }


def _version(indicator: Indicator, periode: str) -> str:
    """Give the definition version of a period: an earlier one up to its last period, else the current one."""
    for versie, tot_en_met in indicator.reeks.versies:
        if periode <= tot_en_met:
            return versie
    return indicator.paspoort.get("definitie_versie", "")


def _second_source(indicator: Indicator, bron: TweedeBron, punten: Punten, zaad: int) -> Iterator[Rij]:
    rng = make_rng(zaad, indicator.id, "tweede bron")
    for punt in punten:
        if is_total(punt) and punt.tijdvak.maanden[0] >= parse_maand(bron.vanaf):
            waarde = round(punt.waarde * bron.factor * (1 + rng.gauss(0, BRON_SPREIDING)))
            yield _shared(indicator, punt.tijdvak.code, heeft_kanttekening=False) | {
                "waarde": str(waarde),
                "bron_partij": bron.bron_partij,
                "betwist": "ja",
                "kanttekening": bron.kanttekening,
            }


def is_total(punt: Punt) -> bool:
    """Say whether a point is the total and no part."""
    return not punt.gebied and not punt.groep


def _number(getal: float | None, decimalen: int = 0) -> str:
    if getal is None or math.isnan(getal):
        return ""
    return str(getal) if isinstance(getal, int) else f"{getal:.{decimalen}f}"
