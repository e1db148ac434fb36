"""How each vorm of a verschijnsel is made: in what is expected, in the totals, in the parts, or by leaving out."""

import math
import random
from collections.abc import Sequence
from dataclasses import replace

from etl.voorbeeld import verloop
from etl.voorbeeld.ketenbestand import Reeks
from etl.voorbeeld.punten import Punt, Punten, make_aandeel
from etl.voorbeeld.tijdvakken import Tijdvak
from etl.voorbeeld.verschijnsel import Verschijnsel

# Half the width, as a share, of the band around a streefwaarde in which values pile up.
BAND = 0.018
# How far the teller of a shrinking noemer drifts from the year before.
TELLER_SPELING = 0.008


def afwijking_of(reeks: Reeks) -> float:
    """Give the standard deviation of the total by chance alone, in the unit of the reeks."""
    toeval = {
        "aantal": reeks.niveau,
        "stand": 0.0,
        "aandeel": reeks.niveau * (100 - reeks.niveau) / (reeks.noemer or math.inf),
        "gemiddelde": reeks.afwijking**2 / (reeks.noemer or math.inf),
    }
    return math.sqrt(toeval[reeks.vorm] + (reeks.spreiding * reeks.niveau) ** 2)


def planted_delen(reeks: Reeks, tijdvakken: Sequence[Tijdvak]) -> list[verloop.Deel]:
    """Give what the verschijnselen add to the expected value of each month."""
    return [_deel(v, afwijking_of(reeks), tijdvakken) for v in reeks.verschijnselen if v.vorm in ("stap", "helling", "golf")]


def _deel(verschijnsel: Verschijnsel, afwijking: float, tijdvakken: Sequence[Tijdvak]) -> verloop.Deel:
    eenheden = verschijnsel.sterkte * afwijking
    if verschijnsel.vorm == "golf":
        return verloop.golf(eenheden)
    begin = tijdvakken[-verschijnsel.aantal].maanden[0]
    if verschijnsel.vorm == "stap":
        return verloop.stap(begin, eenheden)
    lengte = tijdvakken[-1].maanden[0] - begin + len(tijdvakken[-1].maanden)
    return verloop.helling(
        begin - len(tijdvakken[-1].maanden), begin - len(tijdvakken[-1].maanden) + lengte, eenheden * verschijnsel.aantal
    )


def change_totalen(reeks: Reeks, rng: random.Random, totalen: Punten) -> Punten:
    """Let values pile up at a streefwaarde, or a noemer shrink."""
    for verschijnsel in reeks.verschijnselen:
        if verschijnsel.vorm == "drempel":
            totalen = _pile_up(reeks, verschijnsel, rng, totalen)
        if verschijnsel.vorm == "krimp":
            totalen = _shrink(reeks, verschijnsel, rng, totalen)
    return totalen


def _pile_up(reeks: Reeks, verschijnsel: Verschijnsel, rng: random.Random, totalen: Punten) -> Punten:
    """Put `aantal` values in the band around the streefwaarde, a share `sterkte` of them on the good side.

    A negative sterkte makes lower the good side. All other values stay or move out of the band.
    """
    streef, breedte = verschijnsel.bij, verschijnsel.bij * BAND
    goede_kant = math.copysign(1, verschijnsel.sterkte)
    in_band = set(rng.sample(range(len(totalen)), verschijnsel.aantal))
    goed = set(rng.sample(sorted(in_band), round(abs(verschijnsel.sterkte) * verschijnsel.aantal)))
    punten = []
    for nummer, punt in enumerate(totalen):
        afstand = punt.waarde - streef
        if nummer in in_band:
            kant = goede_kant if nummer in goed else -goede_kant
            afstand = kant * rng.uniform(0.15 if nummer not in goed else 0.0, 1.0) * breedte
        elif abs(afstand) <= 1.25 * breedte:
            afstand = math.copysign(rng.uniform(1.3, 2.2) * breedte, afstand)
        punten.append(replace(punt, waarde=round(streef + afstand, reeks.decimalen)))
    return punten


def _shrink(reeks: Reeks, verschijnsel: Verschijnsel, rng: random.Random, totalen: Punten) -> Punten:
    """Keep the teller of the same period a year before, and take `sterkte` off its noemer."""
    begin = len(totalen) - verschijnsel.aantal
    eerder = {punt.tijdvak.maanden: punt for punt in totalen}
    return [*totalen[:begin], *(_shrunk(reeks, verschijnsel.sterkte, rng, punt, eerder) for punt in totalen[begin:])]


def _shrunk(reeks: Reeks, sterkte: float, rng: random.Random, punt: Punt, eerder: dict[tuple[int, ...], Punt]) -> Punt:
    jaar_terug = eerder[punt.tijdvak.earlier(12).maanden]
    noemer = round((jaar_terug.noemer or 0) * (1 - sterkte))
    teller = round((jaar_terug.teller or 0) * (1 + rng.uniform(-TELLER_SPELING, TELLER_SPELING)))
    return make_aandeel(reeks, punt.tijdvak, min(teller, noemer), noemer)


def shifted_gewichten(reeks: Reeks, gewichten: dict[str, float], aantal: int) -> list[dict[str, float]]:
    """Give the sizes of the parts per period: with a menging, one part loses `sterkte` to the others."""
    per_tijdvak = [dict(gewichten) for _ in range(aantal)]
    for verschijnsel in reeks.verschijnselen:
        if verschijnsel.vorm == "menging" and verschijnsel.deel in gewichten:
            heel, oud = sum(gewichten.values()), gewichten[verschijnsel.deel]
            nieuw = oud - verschijnsel.sterkte * heel
            rest = (heel - nieuw) / (heel - oud)
            for eigen in per_tijdvak[-verschijnsel.aantal :]:
                eigen.update({naam: nieuw if naam == verschijnsel.deel else waarde * rest for naam, waarde in gewichten.items()})
    return per_tijdvak


def leave_out(reeks: Reeks, punten: Punten, tijdvakken: Sequence[Tijdvak]) -> Punten:
    """Leave out the newest periods of a part that fell silent, or of all that is delivered too late."""
    for verschijnsel in reeks.verschijnselen:
        if verschijnsel.vorm in ("stilte", "te_laat"):
            weg = {tijdvak.code for tijdvak in tijdvakken[-round(verschijnsel.sterkte) :]}
            punten = [p for p in punten if not (p.tijdvak.code in weg and verschijnsel.deel in ("", p.gebied, p.groep))]
    return punten
