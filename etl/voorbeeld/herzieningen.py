"""Figures that were first delivered otherwise: planted revisions, and ordinary ones that lean to no side."""

import random
from collections.abc import Iterator, Sequence
from datetime import date

from etl.voorbeeld.geschiedenis import Verhaal
from etl.voorbeeld.ingrepen import afwijking_of
from etl.voorbeeld.ketenbestand import Indicator, Rij
from etl.voorbeeld.metingen import make_metingen
from etl.voorbeeld.punten import Punten
from etl.voorbeeld.toeval import make_rng

# How far a first figure was off, in standard deviations of the reeks: at least and at most.
AFSTAND = (0.3, 0.9)


def make_verhalen(indicator: Indicator, punten: Punten, zaad: int, leverdata: Sequence[date]) -> Iterator[Verhaal]:
    """Give every meting of an indicator with the day it was due and, where it was revised, what it said first."""
    due = {punt.tijdvak.code: punt.tijdvak.due(indicator.paspoort.get("levertermijn", "")) for punt in punten}
    rijen = list(make_metingen(indicator, punten, zaad))
    eerder = _first_values(indicator, rijen, due, leverdata, make_rng(zaad, indicator.id, "herzien"))
    for nummer, rij in enumerate(rijen):
        bekend = due.get(rij["periode"]) or _due_woorden(indicator, rij)
        yield Verhaal("metingen", rij, bekend, eerder.get(nummer, []))


def _due_woorden(indicator: Indicator, rij: Rij) -> date:
    from etl.periode import parse_periode

    tot = parse_periode(rij["periode"]).tot
    assert tot is not None  # noqa: S101
    return tot


def _first_values(
    indicator: Indicator, rijen: Sequence[Rij], due: dict[str, date], leverdata: Sequence[date], rng: random.Random
) -> dict[int, list[tuple[date, Rij]]]:
    """Choose which totals were revised, spread over the leveringen but the last, and say what they were first."""
    kandidaten = [n for n, rij in enumerate(rijen) if _is_total(indicator, rij) and due[rij["periode"]] <= leverdata[-2]]
    gekozen: list[tuple[int, float]] = []
    for verschijnsel in indicator.reeks.verschijnselen:
        if verschijnsel.vorm == "herziening":
            goed = round(abs(verschijnsel.sterkte) * verschijnsel.aantal)
            kant = 1 if verschijnsel.sterkte > 0 else -1
            kanten = [kant] * goed + [-kant] * (verschijnsel.aantal - goed)
            rng.shuffle(kanten)
            gekozen += zip(kandidaten[-verschijnsel.aantal :], kanten, strict=True)
    if indicator.reeks.bijgesteld:
        aantal = indicator.reeks.bijgesteld
        gekozen += zip(sorted(rng.sample(kandidaten, aantal)), ([1, -1] * aantal)[:aantal], strict=True)
    return {n: _first(indicator, rijen[n], kant * rng.uniform(*AFSTAND), due[rijen[n]["periode"]], leverdata) for n, kant in gekozen}


def _is_total(indicator: Indicator, rij: Rij) -> bool:
    eigen = rij["bron_partij"] == indicator.paspoort.get("bron_partij", "")
    return eigen and not rij.get("gebied") and not rij.get("groep") and bool(rij.get("waarde"))


def _first(indicator: Indicator, rij: Rij, naar_boven: float, due: date, leverdata: Sequence[date]) -> list[tuple[date, Rij]]:
    """Say what the figure was in its first levering, given how far it was revised upwards."""
    eerste = next(nummer for nummer, dag in enumerate(leverdata) if dag >= due)
    return [(leverdata[eerste + 1], _lowered(indicator, rij, naar_boven * afwijking_of(indicator.reeks)))]


def _lowered(indicator: Indicator, rij: Rij, met: float) -> Rij:
    """Take `met` off the figure, and at least the smallest step that shows."""
    if rij.get("teller"):
        noemer, teller = int(rij["noemer"]), int(rij["teller"])
        stap = max(1, round(abs(met) / 100 * noemer))
        eerste = min(noemer, max(0, teller - (stap if met > 0 else -stap)))
        return {"teller": str(eerste), "waarde": f"{100 * eerste / noemer:.1f}"}
    decimalen = 0 if indicator.reeks.vorm in ("aantal", "stand") else indicator.reeks.decimalen
    stap_waarde = max(10.0**-decimalen, abs(met))
    return {"waarde": f"{max(0.0, float(rij['waarde']) - (stap_waarde if met > 0 else -stap_waarde)):.{decimalen}f}"}
