"""The words in the large chart: values, names, streefwaarden, breaks, gaps, numbers and axes."""

from dataclasses import replace
from typing import Any

from dashboard.charts.indicator_opzet import NUMMERRIJ, OVERLEG, Opzet, is_rand, kantlijn
from dashboard.charts.lagen import Label
from dashboard.charts.meten import breek, tekstbreedte
from dashboard.charts.opmaak import uiteen, vrije_kant
from dashboard.charts.reeksen import ms
from dashboard.charts.stijl import GEDEMPT, INKT
from dashboard.charts.woorden import eenheid_in_woorden, getal, is_leeg, kort_met_eenheid

WEINIG_PUNTEN = 8
"""Up to this many points every value is written at its dot; above it only the first and the last of a reeks."""
MEESTE_GATWOORDEN = 4


def alle_woorden(opzet: Opzet) -> list[Label]:
    """Every label of the chart."""
    return [
        *_asnamen(opzet),
        *_breukwoorden(opzet),
        *_gatwoorden(opzet),
        *_streefwoorden(opzet),
        *_puntwoorden(opzet),
        *_balkwoorden(opzet),
        *_kantlijnwoorden(opzet),
        *_nummers(opzet),
    ]


def _asnamen(opzet: Opzet) -> list[Label]:
    """The unit above the value axis, its few numbers, and the names of the periods below."""
    vlak, letter = opzet.vlak, opzet.maat.letter
    waarschuwing = f", {opzet.y.waarschuwing}" if opzet.y.waarschuwing else ""
    eenheid = f"{eenheid_in_woorden(opzet.eenheid)}{waarschuwing}"
    labels = [Label(vlak.x_moment(0), vlak.y_waarde(letter * 0.7), eenheid, "left", kleur=GEDEMPT, grootte=letter)]
    labels += [
        Label(vlak.x_domein[0], streep, getal(streep, opzet.y.decimalen), "right", dx=-9, kleur=GEDEMPT, grootte=letter)
        for streep in opzet.y.streepjes
    ]
    if len(opzet.overleggen):
        labels.append(Label(vlak.x_domein[0], vlak.y_waarde(opzet.baanhoogte), OVERLEG, "right", dx=-9, kleur=GEDEMPT, grootte=letter))
    bezet = float("-inf")
    voet = vlak.y_waarde(opzet.aslabelhoogte)
    for moment, woord in opzet.x.labels.items():
        plek, half = vlak.x_pixel(moment), tekstbreedte(woord, letter) / 2
        if plek - half > bezet + 10 and plek + half <= opzet.breedte:
            bezet = plek + half
            labels.append(Label(moment, voet, woord, kleur=GEDEMPT, grootte=letter))
    return labels


def _breukwoorden(opzet: Opzet) -> list[Label]:
    """At the top of each break what changed, and since when where there is room."""
    labels, bezet, letter = [], float("-inf"), opzet.maat.letter
    for breuk in opzet.breuk:
        woorden = f"{breuk.woorden}, {breuk.sinds}" if opzet.maat.met_namen else breuk.woorden
        plek, breedte = opzet.vlak.x_pixel(ms(breuk.dag)), tekstbreedte(woorden, letter)
        naar_links = plek + breedte + 6 > opzet.breedte
        if (plek - breedte - 6 if naar_links else plek) > bezet:
            kant, dx = ("right", -6) if naar_links else ("left", 6)
            hoogte = opzet.vlak.y_waarde(opzet.vlak.boven - opzet.maat.regel * 0.65)
            labels.append(Label(ms(breuk.dag), hoogte, woorden, kant, dx=dx, kleur=GEDEMPT, grootte=letter))
            bezet = plek + (0 if naar_links else breedte) + 12
    return labels


def _gatwoorden(opzet: Opzet) -> list[Label]:
    """What is missing, in words in the empty place; only where there is room for them."""
    labels = []
    for gat in opzet.gat if len(opzet.gat) <= MEESTE_GATWOORDEN else []:
        van, tot = ms(gat.van), ms(gat.tot)
        if opzet.vlak.x_pixel(tot) - opzet.vlak.x_pixel(van) >= tekstbreedte(gat.reden, opzet.maat.letter):
            voet = opzet.vlak.y_waarde(opzet.vlak.onder - opzet.maat.letter)
            labels.append(Label((van + tot) / 2, voet, gat.reden, kleur=GEDEMPT, grootte=opzet.maat.letter))
    return labels


def _streefwoorden(opzet: Opzet) -> list[Label]:
    """The words of streefwaarden that ended before the chart does, above the end of their line."""
    labels = []
    for rij in opzet.streef.itertuples():
        if rij.tot < opzet.x.tot:
            woorden = f"{rij.soort} {kort_met_eenheid(rij.y, opzet.eenheid)}"
            if rij.volgens and opzet.maat.met_namen:
                woorden += f", volgens {rij.volgens}"
            past = opzet.vlak.x_pixel(rij.tot) - tekstbreedte(woorden, opzet.maat.letter) >= 0
            x, kant = (rij.tot, "right") if past else (rij.van, "left")
            labels.append(Label(x, rij.y, woorden, kant, dy=-opzet.maat.letter * 0.8, kleur=GEDEMPT, grootte=opzet.maat.letter))
    return labels


def _puntwoorden(opzet: Opzet) -> list[Label]:
    """Values at their dots: all of them where there are few, else the first of a lonely reeks and every last one."""
    punten = opzet.punten[opzet.punten["vorm"] == "punt"]
    weinig = len(punten) <= WEINIG_PUNTEN
    eerste = opzet.maat.met_namen and opzet.punten["naam"].nunique() == 1
    labels: list[Label] = []
    for _, groep in punten.groupby("naam", sort=False):
        rijen = list(groep.itertuples())
        buren = zip([None, *rijen[:-1]], rijen, [*rijen[1:], None], strict=True)
        for vorige, rij, volgende in buren:
            if volgende is None:
                labels += [] if is_rand(opzet, rij) else _laatste(opzet, rij, vorige)
            elif weinig or (eerste and vorige is None):
                labels.append(_waarde(opzet, rij, vorige, volgende))
    return labels


def _laatste(opzet: Opzet, rij: Any, vorige: Any) -> list[Label]:
    """The last value of a reeks that ends before the edge, with the name of the reeks where it has one."""
    if rij.naam:
        return _losse_naam(opzet, rij)
    return [replace(_waarde(opzet, rij, vorige, None), kleur=rij.kleur, gewicht=600)]


def _waarde(opzet: Opzet, rij: Any, vorige: Any, volgende: Any) -> Label:
    kant, rechts, onder = vrije_kant(
        vorige.waarde if vorige is not None and vorige.stuk == rij.stuk else None,
        rij.waarde,
        volgende.waarde if volgende is not None and volgende.stuk == rij.stuk else None,
    )
    if opzet.vlak.y_pixel(rij.waarde) > opzet.vlak.onder - opzet.maat.regel:
        onder = -1
    dy = onder * opzet.maat.cijfer * (1.0 if rechts == 0 else 0.75)
    return Label(rij.midden, rij.waarde, opzet.cijfer(rij), kant, dx=8 * rechts, dy=dy, grootte=opzet.maat.cijfer)


def _losse_naam(opzet: Opzet, rij: Any) -> list[Label]:
    """Value and name beside the last dot of a reeks that ends in the middle of the chart."""
    maat, namen = opzet.maat, breek(rij.naam, opzet.maat.kantlijn, opzet.maat.letter)
    breedst = max(tekstbreedte(opzet.cijfer(rij), maat.cijfer, vet=True), *(tekstbreedte(n, maat.letter) for n in namen), 0)
    kant, dx = ("left", 9) if opzet.vlak.x_pixel(rij.midden) + breedst + 9 <= opzet.breedte else ("right", -9)
    labels = [Label(rij.midden, rij.waarde, opzet.cijfer(rij), kant, dx, kleur=rij.kleur, gewicht=600, grootte=maat.cijfer)]
    return labels + [
        Label(rij.midden, rij.waarde, naam, kant, dx, dy=maat.cijfer * 0.6 + maat.regel * (i + 0.6), kleur=GEDEMPT, grootte=maat.letter)
        for i, naam in enumerate(namen)
    ]


def _balkwoorden(opzet: Opzet) -> list[Label]:
    """Value and name above each bar, at its beginning, or at its end where it lies far to the right."""
    labels = []
    for rij in opzet.punten[opzet.punten["vorm"] == "balk"].itertuples():
        woorden = ", ".join(deel for deel in (opzet.cijfer(rij), rij.naam) if deel)
        begin = opzet.x.van if is_leeg(rij.van_ms) else rij.van_ms
        eind = opzet.x.tot if is_leeg(rij.tot_ms) else rij.tot_ms
        past = opzet.vlak.x_pixel(begin) + tekstbreedte(woorden, opzet.maat.cijfer, vet=True) <= opzet.breedte
        x, kant = (begin, "left") if past else (eind, "right")
        labels.append(Label(x, rij.waarde, woorden, kant, dy=-opzet.maat.cijfer, kleur=rij.kleur, gewicht=600, grootte=opzet.maat.cijfer))
    return labels


def _kantlijnwoorden(opzet: Opzet) -> list[Label]:
    """The right margin: each block as near as possible to the height of what it names."""
    blokken, vlak = kantlijn(opzet), opzet.vlak
    labels = []
    plaatsen = uiteen([blok.y for blok in blokken], [blok.hoogte for blok in blokken], 0, vlak.onder + 10)
    for blok, plaats in zip(blokken, plaatsen, strict=True):
        y = plaats - blok.hoogte / 2 + 1.5
        for tekst, kleur, gewicht, grootte in blok.regels:
            y += grootte * 0.6
            labels.append(Label(opzet.x.tot, vlak.y_waarde(y), tekst, "left", dx=10, kleur=kleur, gewicht=gewicht, grootte=grootte))
            y += grootte * 0.6
    return labels


def _nummers(opzet: Opzet) -> list[Label]:
    """The number of each gebeurtenis in its circle below the axis."""
    return [
        Label(rij.midden, opzet.vlak.y_waarde(nummerhoogte(opzet, rij.rij)), str(rij.nummer), kleur=INKT, grootte=12)
        for rij in opzet.voorvallen.itertuples()
    ]


def nummerhoogte(opzet: Opzet, rij: int) -> float:
    """The middle of a row of numbers."""
    return opzet.vlak.onder + 14 + NUMMERRIJ * rij
