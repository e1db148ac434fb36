"""The parts of a total: per gebied or per groep, adding up to what the total says."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from etl.voorbeeld.ingrepen import shifted_gewichten
from etl.voorbeeld.punten import Opdracht, Punt, Punten, is_stand, make_aandeel, noemer_from, take_over
from etl.voorbeeld.toeval import draw_ruis
from etl.voorbeeld.verdeling import spread_aantal, spread_evenly, spread_gemiddelde, spread_teller

Kolom = Literal["gebied", "groep"]
Gewichten = Mapping[str, float]

# Parts of a stock of people shift slowly: so much in size and in result, nearly all kept in the next period.
GEWICHT_SPREIDING, KANS_SPREIDING, DEEL_SAMENHANG = 0.04, 0.12, 0.95


@dataclass(frozen=True)
class Verdeling:
    """How one total falls apart: the size of each part, and how much better or worse it does."""

    gewichten: Gewichten
    kansen: Gewichten


def make_delen(opdracht: Opdracht, totalen: Punten, kolom: Kolom, gewichten: Gewichten) -> Punten:
    """Make the points of all parts, part by part."""
    verdelingen = _verdelingen(opdracht, len(totalen), gewichten)
    per_tijdvak = [_split(opdracht, totaal, kolom, verdeling) for totaal, verdeling in zip(totalen, verdelingen, strict=True)]
    return [delen[nummer] for nummer in range(len(gewichten)) for delen in per_tijdvak]


def _verdelingen(opdracht: Opdracht, aantal: int, gewichten: Gewichten) -> list[Verdeling]:
    """Give the sizes and chances of the parts in each period: those of a stock shift slowly, others only where planted."""
    kansen = {naam: opdracht.reeks.verschil.get(naam, 1.0) for naam in gewichten}
    if not is_stand(opdracht.reeks):
        return [Verdeling(eigen, kansen) for eigen in shifted_gewichten(opdracht.reeks, dict(gewichten), aantal)]
    return [
        Verdeling(eigen_gewichten, eigen_kansen)
        for eigen_gewichten, eigen_kansen in zip(
            _shifted(opdracht, aantal, gewichten, GEWICHT_SPREIDING),
            _shifted(opdracht, aantal, kansen, KANS_SPREIDING),
            strict=True,
        )
    ]


def _shifted(opdracht: Opdracht, aantal: int, waarden: Gewichten, spreiding: float) -> list[Gewichten]:
    ruis = [draw_ruis(opdracht.rng, aantal, spreiding, DEEL_SAMENHANG) for _ in waarden]
    return [
        {naam: waarde * (1 + eigen[nummer]) for (naam, waarde), eigen in zip(waarden.items(), ruis, strict=True)}
        for nummer in range(aantal)
    ]


def _split(opdracht: Opdracht, totaal: Punt, kolom: Kolom, verdeling: Verdeling) -> Punten:
    """Split one total over its parts."""
    if opdracht.reeks.vorm == "aandeel":
        return _split_aandeel(opdracht, totaal, kolom, verdeling)
    if opdracht.reeks.vorm == "gemiddelde":
        return _split_gemiddelde(opdracht, totaal, kolom, verdeling)
    aantallen = _aantallen(opdracht, int(totaal.waarde), verdeling)
    return [_place(replace(totaal, waarde=aantal), kolom, naam) for naam, aantal in zip(verdeling.gewichten, aantallen, strict=True)]


def _split_aandeel(opdracht: Opdracht, totaal: Punt, kolom: Kolom, verdeling: Verdeling) -> Punten:
    noemers = _noemers(opdracht, totaal, kolom, verdeling)
    tellers = _tellers(opdracht, totaal, kolom, verdeling, noemers)
    return [
        _place(make_aandeel(opdracht.reeks, totaal.tijdvak, teller, noemer), kolom, naam)
        for naam, teller, noemer in zip(verdeling.gewichten, tellers, noemers, strict=True)
    ]


def _split_gemiddelde(opdracht: Opdracht, totaal: Punt, kolom: Kolom, verdeling: Verdeling) -> Punten:
    reeks = opdracht.reeks
    aantallen = spread_aantal(opdracht.rng, totaal.n or 0, list(verdeling.gewichten.values()))
    verschillen = [reeks.verschil.get(naam, 0.0) for naam in verdeling.gewichten]
    afwijkingen = spread_gemiddelde(opdracht.rng, aantallen, verschillen, reeks.afwijking)
    return [
        _place(replace(totaal, waarde=round(totaal.waarde + afwijking, reeks.decimalen), n=n), kolom, naam)
        for naam, afwijking, n in zip(verdeling.gewichten, afwijkingen, aantallen, strict=True)
    ]


def _place(punt: Punt, kolom: Kolom, naam: str) -> Punt:
    return replace(punt, gebied=naam) if kolom == "gebied" else replace(punt, groep=naam)


def _aantallen(opdracht: Opdracht, totaal: int, verdeling: Verdeling) -> list[int]:
    gewichten = list(verdeling.gewichten.values())
    # A planted menging has exactly its stated strength, without chance in the sizes.
    is_gemengd = any(verschijnsel.vorm == "menging" for verschijnsel in opdracht.reeks.verschijnselen)
    if is_stand(opdracht.reeks) or is_gemengd:
        return spread_evenly(totaal, gewichten)
    return spread_aantal(opdracht.rng, totaal, gewichten)


def _noemers(opdracht: Opdracht, totaal: Punt, kolom: Kolom, verdeling: Verdeling) -> list[int]:
    """Take the noemers of the parts from the indicator they come from, where it has the same parts."""
    if opdracht.reeks.noemer_van:
        overgenomen = [noemer_from(opdracht, totaal.tijdvak, **{kolom: naam}) for naam in verdeling.gewichten]
        if sum(overgenomen) == totaal.noemer:
            return overgenomen
    return _aantallen(opdracht, totaal.noemer or 0, verdeling)


def _tellers(opdracht: Opdracht, totaal: Punt, kolom: Kolom, verdeling: Verdeling, noemers: Sequence[int]) -> list[int]:
    """Take the tellers over as well, or divide the total's teller: evenly for a stock, else by chance."""
    reeks, teller, kansen = opdracht.reeks, totaal.teller or 0, list(verdeling.kansen.values())
    if reeks.teller_van:
        return [take_over(reeks.teller_van, totaal.tijdvak, opdracht.bekend, **{kolom: naam}) for naam in verdeling.gewichten]
    if is_stand(reeks):
        return spread_evenly(teller, [n * kans for n, kans in zip(noemers, kansen, strict=True)], noemers)
    return spread_teller(opdracht.rng, teller, noemers, kansen)
