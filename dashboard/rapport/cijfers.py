"""An indicator in a packet: its chart as on the screen, how to read it, where it comes from, and the figures for the annex."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

import pandas as pd

from dashboard.charts.assen import nul_vanaf, strak
from dashboard.charts.figuur import svg
from dashboard.charts.indicator import drawn_overleggen, indicator, numbered_events
from dashboard.charts.kaartwoorden import bewegingzin, doelbereikzin, kaartzin, richtingzin
from dashboard.charts.klein import klein
from dashboard.charts.overleg import overlegzin
from dashboard.charts.reeksen import reeksnamen, tekenbaar, volledig
from dashboard.charts.regelkaart import grenswaarden, heeft_band
from dashboard.charts.streef import streefwoorden
from dashboard.charts.tekst import MEESTE_REEKSEN, beschrijving, titel, titel_van_waarden, wat
from dashboard.charts.woorden import is_leeg, of_leeg
from dashboard.components import opmaak
from dashboard.components.basis import basis
from dashboard.components.bron import bron_woorden
from dashboard.components.indicatorbeeld import ZELFDE_SCHAAL, leeswijzer
from dashboard.components.paspoort import dimensie
from dashboard.rapport.blokken import Blok, alinea, cel, figuren, figuur, lijst, tabel
from dashboard.rapport.bronnen import Bronnen, Rij

EIND_VAN_ZIN = re.compile(r"(?<=\.) (?=[A-Z])")
MAG_ERBOVEN = ("Deel", "Volgens", "Versie", "Bron")
BREEDTES = {
    "Periode": 1.6, "Waarde": 1.2, "Basis": 1.2, "Deel": 1.2, "Volgens": 1.3, "Versie": 0.7, "Bron": 1.8,
    "Geleverd op": 1.4, "Leeftijd": 1.7,
}  # fmt: skip
BREEDTE = 740
"""Pixels over the width of the text: the letters in a chart come out a little smaller than those beside it."""


class Cijfer(NamedTuple):
    """All that is known about one indicator; `bijeen` are the overleggen within the drawn time."""

    paspoort: Rij
    metingen: pd.DataFrame
    streef: pd.DataFrame
    gebeurtenissen: pd.DataFrame
    overleggen: pd.DataFrame
    bijeen: pd.DataFrame
    peildatum: date

    @property
    def naam(self) -> str:
        """Its name."""
        return str(self.paspoort["naam"])

    @property
    def nieuwste_levering(self) -> date | None:
        """The day on which its newest figure was delivered."""
        return None if self.metingen.empty else pd.Timestamp(self.metingen["geleverd_op"].max()).date()


def read_cijfer(bronnen: Bronnen, naam: str) -> Cijfer | None:
    """The indicator with the metingen of its total, else all its parts, as the screen shows it first."""
    paspoort = bronnen.rows("indicator_paspoort", indicator=naam)
    if not paspoort:
        return None
    metingen = bronnen.frame("indicator_metingen", indicator=naam)
    for kolom in ("gebied", "groep"):
        if metingen[kolom].isna().any():
            metingen = metingen[metingen[kolom].isna()]
    overleggen = bronnen.frame("keten_overleggen", keten=paspoort[0]["keten"])
    streef, gebeurtenissen = (bronnen.frame(q, indicator=naam) for q in ("indicator_streefwaarden", "indicator_gebeurtenissen"))
    bijeen = drawn_overleggen(metingen, overleggen, paspoort[0]["frequentie"])
    return Cijfer(paspoort[0], metingen, streef, gebeurtenissen, overleggen, bijeen, bronnen.peildatum)


def cijferblokken(cijfer: Cijfer, uitgelegd: set[str]) -> list[Blok]:
    """What the figure shows, with source, date and age, and how to read it.

    uitgelegd: sentences about reading a chart that stand earlier in the packet; those are not said twice.
    """
    kop = [alinea(f"{cijfer.naam} · {dimensie(cijfer.paspoort)}", "klein", vast=True)]
    if cijfer.metingen.empty:
        wie = cijfer.paspoort["bron_partij"] or cijfer.paspoort["leverancier"] or "onbekend"
        return [*kop, alinea(f"Dit cijfer is nog niet gemeten. Wie levert: {wie}.", "leeg"), *_streefwaarden(cijfer)]
    eenheid, frequentie = cijfer.paspoort["eenheid"], cijfer.paspoort["frequentie"]
    punten = tekenbaar(cijfer.metingen, frequentie)
    if punten["midden"].nunique() < 2:
        zin = titel_van_waarden(cijfer.metingen, eenheid, frequentie)
        return [*kop, alinea(zin, "vet"), _waarden(cijfer, cijfer.metingen), *_streefwaarden(cijfer)]
    beweging = bewegingzin(punten) if heeft_band(punten) else ""
    cijfers = titel(cijfer.metingen, eenheid, frequentie)
    onder = " ".join(deel for deel in (cijfers, richtingzin(punten)) if deel)
    return [
        *kop,
        alinea(beweging or cijfers, "vet"),
        *([alinea(onder, vast=True)] if beweging else []),
        *_beelden(cijfer, punten),
        alinea(_herkomst(cijfer.metingen[cijfer.metingen["waarde"].notna()].to_dict("records")[-1], cijfer), "klein"),
        *_uitleg(cijfer, punten, uitgelegd),
        *_gebeurtenissen(cijfer),
        *_streefwaarden(cijfer),
        *_naast_de_tijdlijn(cijfer),
    ]


def _beelden(cijfer: Cijfer, punten: pd.DataFrame) -> list[Blok]:
    """One chart; with more reeksen than the eye can follow a small one for each, in name order, on one scale."""
    metingen, eenheid, frequentie = cijfer.metingen, cijfer.paspoort["eenheid"], cijfer.paspoort["frequentie"]
    namen = pd.Series(reeksnamen(volledig(metingen)), index=metingen.index)
    if namen.nunique() <= MEESTE_REEKSEN:
        beeld = indicator(metingen, eenheid, frequentie, cijfer.streef, cijfer.gebeurtenissen, BREEDTE, cijfer.overleggen)
        woorden = beschrijving(metingen, eenheid, frequentie, cijfer.streef, cijfer.gebeurtenissen)
        return [figuur(svg(beeld), f"{cijfer.naam}. {woorden} {overlegzin(cijfer.bijeen)}".strip())]
    grenzen = [grens for _, deel in punten.groupby("naam") for grens in grenswaarden(deel)]
    bereik = strak([*punten["waarde"], *grenzen], nul_vanaf(punten))
    delen = []
    for naam in sorted(namen.unique(), key=lambda naam: (not naam.startswith("alle "), naam)):
        deel = metingen[namen == naam]
        if len(tekenbaar(deel, frequentie)):
            alt = f"{cijfer.naam}, {naam}. {beschrijving(deel, eenheid, frequentie)}"
            delen.append(figuur(svg(klein(deel, eenheid, frequentie, bereik=bereik)), alt, naam))
    return [alinea(ZELFDE_SCHAAL, "klein"), figuren(delen)]


def _uitleg(cijfer: Cijfer, punten: pd.DataFrame, uitgelegd: set[str]) -> list[Blok]:
    te_weinig = "" if heeft_band(punten) else bewegingzin(punten)
    eigen = [zin for zin in (te_weinig, doelbereikzin(punten, cijfer.paspoort["eenheid"])) if zin]
    lezen = f"{kaartzin(punten)} {leeswijzer(cijfer.metingen, punten, cijfer.bijeen)}"
    nieuw = [zin for zin in EIND_VAN_ZIN.split(lezen.strip()) if zin and zin not in uitgelegd]
    uitgelegd.update(nieuw)
    return [alinea(" ".join([*eigen, *nieuw]), "klein")] if eigen or nieuw else []


def _gebeurtenissen(cijfer: Cijfer) -> list[Blok]:
    genummerd = numbered_events(cijfer.metingen, cijfer.gebeurtenissen, cijfer.paspoort["frequentie"])
    if genummerd.empty:
        return []
    regels = [f"{opmaak.datum(of_leeg(r.datum))}: {r.omschrijving}" for r in genummerd.itertuples()]
    return [alinea("Wat gebeurde er in deze tijd?", "vet"), lijst(regels, genummerd=True)]


def _streefwaarden(cijfer: Cijfer) -> list[Blok]:
    """Every streefwaarde with who set it; those that differ stand side by side."""
    if cijfer.streef.empty:
        return []
    regels = []
    for rij in cijfer.streef.astype(object).where(cijfer.streef.notna(), None).to_dict("records"):
        wie = f"vastgesteld door {rij['vastgesteld_door']}" if rij["vastgesteld_door"] else "wie dit vaststelde, ontbreekt"
        wanneer = f", {opmaak.datum(rij['vastgesteld_op'])}" if rij["vastgesteld_op"] else ""
        regels.append((opmaak.met_hoofdletter(streefwoorden(rij, cijfer.paspoort["eenheid"])), f"{opmaak.met_hoofdletter(wie)}{wanneer}"))
    return [alinea("Wat is het streven?", "vet"), lijst(regels)]


def _naast_de_tijdlijn(cijfer: Cijfer) -> list[Blok]:
    """Values that have no place on a time axis: in words, without a periode, or suppressed."""
    los = cijfer.metingen[cijfer.metingen["waarde"].isna() | (cijfer.metingen["van"].isna() & cijfer.metingen["tot"].isna())]
    return [] if los.empty else [alinea("Niet op de tijdlijn", "vet"), _waarden(cijfer, los)]


def _waarden(cijfer: Cijfer, metingen: pd.DataFrame) -> Blok:
    """The values themselves, each with its period, its voice, its remark and its source."""
    regels = []
    for rij in metingen.to_dict("records"):
        waar = [opmaak.periode(of_leeg(rij["periode"]) or None), *(of_leeg(rij[k]) for k in ("gebied", "groep"))]
        volgens = f"volgens {rij['bron_partij']}" if of_leeg(rij["bron_partij"]) else ""
        betwist = "betwist" if rij["betwist"] == "ja" else ""
        kop = f"{wat(rij, cijfer.paspoort['eenheid'])} ({', '.join(deel for deel in (*waar, volgens, betwist) if deel)})"
        onder = "\n".join(deel for deel in (of_leeg(rij["kanttekening"]), _herkomst(rij, cijfer, met_periode=False)) if deel)
        regels.append((kop, onder))
    return lijst(regels)


def _herkomst(rij: Mapping[Any, Any], cijfer: Cijfer, *, met_periode: bool = True) -> str:
    return bron_woorden(
        of_leeg(rij["bron"]) or None,
        cijfer.peildatum,
        periode=of_leeg(rij["periode"]) or None if met_periode else None,
        tot=_day(rij["tot"]),
        geleverd_op=_day(rij["geleverd_op"]),
        basis=basis(rij, cijfer.paspoort["eenheid"]),
    )


def _day(waarde: Any) -> date | None:
    return None if is_leeg(waarde) else pd.Timestamp(waarde).date()


def cijfertabel(cijfer: Cijfer) -> list[Blok]:
    """Every figure of the chart, in order of time, for the annex; what is the same for all is said once above it."""
    if cijfer.metingen.empty:
        return [alinea("Nog niet gemeten.", "leeg")]
    rijen = [_tabelrij(rij, cijfer) for rij in cijfer.metingen.to_dict("records")]
    overal = {kop: rijen[0][kop] for kop in MAG_ERBOVEN if rijen[0][kop] and len({rij[kop] for rij in rijen}) == 1}
    koppen = [kop for kop in BREEDTES if kop in ("Periode", "Waarde") or (kop not in overal and any(rij[kop] for rij in rijen))]
    cellen = [[cel(rij[kop], *(rij["Merken"] if kop == "Periode" else ())) if rij[kop] else "" for kop in koppen] for rij in rijen]
    delen = [
        f"Definitie: {cijfer.paspoort['definitie'] or 'ontbreekt'}",
        f"Eenheid: {cijfer.paspoort['eenheid'] or 'geen'}",
        *(f"{kop}: {tekst}" for kop, tekst in overal.items()),
    ]
    wat_ = f"Cijfers van {cijfer.naam}, op volgorde van tijd"
    return [
        alinea(" · ".join(delen), "klein", vast=True),
        tabel(wat_, koppen, cellen, [BREEDTES[kop] for kop in koppen], [i for i, kop in enumerate(koppen) if kop == "Waarde"]),
    ]


def _tabelrij(rij: Mapping[Any, Any], cijfer: Cijfer) -> Rij:
    tot = _day(rij["tot"])
    return {
        "Periode": opmaak.periode(of_leeg(rij["periode"]) or None),
        "Waarde": wat(rij, cijfer.paspoort["eenheid"]),
        "Basis": basis(rij, cijfer.paspoort["eenheid"]) or "",
        "Deel": ", ".join(of_leeg(rij[k]) for k in ("gebied", "groep") if of_leeg(rij[k])),
        "Volgens": of_leeg(rij["bron_partij"]),
        "Versie": of_leeg(rij["definitie_versie"]),
        "Bron": of_leeg(rij["bron"]) or "onbekend",
        "Geleverd op": opmaak.datum(_day(rij["geleverd_op"])),
        "Leeftijd": opmaak.leeftijd(tot, cijfer.peildatum),
        "Merken": tuple(merk for merk in (
            "betwist" if rij["betwist"] == "ja" else "", "later herzien" if rij["is_herzien"] else "", of_leeg(rij["kanttekening"])
        ) if merk),
    }  # fmt: skip
