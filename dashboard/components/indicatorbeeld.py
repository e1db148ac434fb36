"""What a figure shows: the large chart, or the values themselves where a chart would say nothing more."""

from datetime import date
from typing import Any

import pandas as pd

from dashboard import spiegel
from dashboard.charts.assen import nul_vanaf, strak
from dashboard.charts.figuur import figuur
from dashboard.charts.gaten import BREUKSOORTEN
from dashboard.charts.indicator import drawn_overleggen, indicator, numbered_events
from dashboard.charts.kaartwoorden import RICHTING, bewegingzin, doelbereikzin, kaartzin, richtingzin
from dashboard.charts.klein import DRIEHOEKZIN, heeft_driehoek, klein
from dashboard.charts.overleg import overlegzin, streepjeszin
from dashboard.charts.reeksen import reeksnamen, tekenbaar, volledig
from dashboard.charts.regelkaart import grenswaarden, heeft_band
from dashboard.charts.streef import streefwoorden
from dashboard.charts.tekst import MEESTE_REEKSEN, beschrijving, titel, titel_van_waarden, wat
from dashboard.charts.woorden import is_leeg, of_leeg
from dashboard.components import opmaak
from dashboard.components.basis import basis
from dashboard.components.bron import bron_regel
from dashboard.components.getekend import drawn
from dashboard.components.grafiek import in_maten
from dashboard.components.leeg import lege_staat
from dashboard.components.markering import Html, el, samen
from dashboard.components.overleggen import overlegdetails, overleglijst
from dashboard.dossier import lezen

MEESTE_KAARTEN = 6
"""More values than this outside the chart are a list on demand; they are in the table too."""
ZELFDE_SCHAAL = "Alle beelden hieronder hebben dezelfde schaal."
Rij = dict[str, Any]


def indicatorbeeld(gegevens: Rij, metingen: pd.DataFrame, peildatum: date) -> Html:
    """Everything that shows the chosen metingen of an indicator; kept under all that is shown."""
    naam = gegevens["indicator"]
    overleggen = drawn_overleggen(metingen, lezen.read("keten_overleggen", keten=gegevens["keten"]), gegevens["frequentie"])
    inhoud = (
        gegevens,
        metingen,
        overleggen.reset_index(drop=True),  # one that is planned for later changes no drawing
        spiegel.read("indicator_streefwaarden", indicator=naam),
        spiegel.read("indicator_gebeurtenissen", indicator=naam),
        spiegel.read_rows("indicator_streefwaarden", indicator=naam),
        peildatum,
    )
    return drawn(_beeld, *inhoud)


def _beeld(
    gegevens: Rij,
    metingen: pd.DataFrame,
    bijeen: pd.DataFrame,
    streef: pd.DataFrame,
    gebeurtenissen: pd.DataFrame,
    streven: list[Rij],
    peildatum: date,
) -> Html:
    eenheid, frequentie = gegevens["eenheid"], gegevens["frequentie"]
    if metingen.empty:
        wie = gegevens["bron_partij"] or gegevens["leverancier"]
        return samen(lege_staat("Dit cijfer is nog niet gemeten.", wie=wie), _streefwaarden(streven, eenheid))
    punten = tekenbaar(metingen, frequentie)
    maak_titel = titel if punten["midden"].nunique() > 1 else titel_van_waarden
    cijfers = maak_titel(metingen, eenheid, frequentie)
    beweging = bewegingzin(punten) if heeft_band(punten) else ""
    kop = el("h2", beweging or cijfers, klasse="ks-beeldtitel")
    if beweging:
        kop = samen(kop, el("p", " ".join(deel for deel in (cijfers, richtingzin(punten)) if deel)))
    if punten["midden"].nunique() < 2:
        return samen(kop, _kaarten(metingen, eenheid, peildatum), _streefwaarden(streven, eenheid))
    # The chart with the source of its newest figure, and under it what the marks and numbers stand for.
    return samen(
        kop,
        _beelden(gegevens, metingen, streef, gebeurtenissen, bijeen),
        _herkomst(metingen[metingen["waarde"].notna()].to_dict("records")[-1], eenheid, peildatum),
        el("p", _over_de_kaart(punten, eenheid), klasse="ks-kaartuitleg"),
        el("p", leeswijzer(metingen, punten, bijeen), klasse="ks-bron"),
        _naast_de_tijdlijn(metingen, eenheid, peildatum),
        el(
            "div",
            _gebeurtenissen(numbered_events(metingen, gebeurtenissen, frequentie)),
            _wijzigingen(gebeurtenissen),
            _streefwaarden(streven, eenheid),
            overleglijst(bijeen),
            klasse="ks-bij-beeld",
        ),
        overlegdetails(bijeen),
    )


def _beelden(gegevens: Rij, metingen: pd.DataFrame, streef: pd.DataFrame, gebeurtenissen: pd.DataFrame, bijeen: pd.DataFrame) -> Html:
    """One large chart; with more reeksen than the eye can follow a small one for each, in name order, on one scale."""
    eenheid, frequentie = gegevens["eenheid"], gegevens["frequentie"]
    namen = pd.Series(reeksnamen(volledig(metingen)), index=metingen.index)
    if namen.nunique() <= MEESTE_REEKSEN:
        delen = (
            f"{gegevens['naam']}.",
            beschrijving(metingen, eenheid, frequentie, streef, gebeurtenissen),
            overlegzin(bijeen),
        )
        zin = " ".join(deel for deel in delen if deel)
        return in_maten(lambda breedte: indicator(metingen, eenheid, frequentie, streef, gebeurtenissen, breedte, bijeen), zin)
    alles = tekenbaar(metingen, frequentie)
    grenzen = [grens for _, deel in alles.groupby("naam") for grens in grenswaarden(deel)]
    bereik = strak([*alles["waarde"], *grenzen], nul_vanaf(alles))
    kaarten = []
    for naam in sorted(namen.unique(), key=lambda naam: (not naam.startswith("alle "), naam)):
        deel = metingen[namen == naam]
        if len(tekenbaar(deel, frequentie)):
            beeld = figuur(klein(deel, eenheid, frequentie, bereik=bereik), f"{naam}. {beschrijving(deel, eenheid, frequentie)}")
            zin = bewegingzin(tekenbaar(deel, frequentie))
            kaarten.append(el("article", el("h3", naam), el("p", zin, klasse="ks-beweging"), Html(beeld), klasse="ks-kaart"))
    uitleg = (
        f"{ZELFDE_SCHAAL} {DRIEHOEKZIN}" if any(heeft_driehoek(deel, frequentie) for _, deel in metingen.groupby(namen)) else ZELFDE_SCHAAL
    )
    return samen(el("p", uitleg, klasse="ks-bron"), el("div", kaarten, klasse="ks-kaarten"))


def _over_de_kaart(punten: pd.DataFrame, eenheid: str | None) -> str:
    """What follows for the streefwaarde, that there are too few points, and which kind of chart this is and why."""
    te_weinig = "" if heeft_band(punten) else bewegingzin(punten)
    return " ".join(zin for zin in (te_weinig, doelbereikzin(punten, eenheid), kaartzin(punten)) if zin)


def leeswijzer(metingen: pd.DataFrame, punten: pd.DataFrame, overleggen: pd.DataFrame) -> str:
    """How to read the marks that are really in this chart."""
    zinnen = []
    if punten["stuk"].duplicated().any():
        zinnen.append("Een lijn loopt alleen door als er geen periode ontbreekt en de definitie gelijk bleef.")
    if heeft_band(punten):
        zinnen.append("De grijze band is wat gewoon is; de dunne lijn erin is het gemiddelde.")
        zinnen += _driehoeken(punten)
    if ((punten["betwist"] == "ja") & (punten["vorm"] == "punt")).any():
        zinnen.append("Een open ruit of open driehoek is een betwist cijfer.")
    if punten["is_herzien"].eq(True).any():
        zinnen.append("Een ring om een punt: dit cijfer is later met een andere waarde geleverd.")
    if (punten["vorm"] == "balk").any():
        zinnen.append("Een balk is een cijfer over een langere tijd; een pijl betekent dat het begin of het eind niet bekend is.")
    if 1 < punten["naam"].nunique() <= MEESTE_REEKSEN:
        zinnen.append("De cijfers van verschillende bronnen of groepen staan naast elkaar en worden niet gemiddeld.")
    if punten["naam"].nunique() <= MEESTE_REEKSEN and (zin := streepjeszin(overleggen)):
        zinnen.append(zin)
    return " ".join(zinnen)


def _driehoeken(punten: pd.DataFrame) -> list[str]:
    """What the triangles in this chart mean, in the word for each colour that is there."""
    kleuren = {"gunstig": "blauw", "ongunstig": "oranje", "neutraal": "zwart"}
    namen = [f"{kleur} is {RICHTING[soort]}" for soort, kleur in kleuren.items() if (punten["richting_van_verandering"] == soort).any()]
    if not namen:
        return []
    return [f"Een driehoek is een meting die opvalt: omhoog of omlaag ten opzichte van het gemiddelde; {opmaak.opsomming(namen)}."]


def _gebeurtenissen(genummerd: pd.DataFrame) -> Html | None:
    if genummerd.empty:
        return None
    regels = [
        el("li", el("strong", opmaak.datum(of_leeg(r.datum))), f" {r.omschrijving}", value=str(r.nummer)) for r in genummerd.itertuples()
    ]
    return el("section", el("h3", "Wat gebeurde er in deze tijd?"), el("ol", regels, klasse="ks-nummers"))


def _wijzigingen(gebeurtenissen: pd.DataFrame) -> Html | None:
    """Every change of definition or registration, also those outside the chart."""
    breuk = gebeurtenissen[gebeurtenissen["soort"].isin(list(BREUKSOORTEN))]
    if breuk.empty:
        return None
    regels = [
        el("li", el("strong", opmaak.datum(of_leeg(r.datum) or None)), f" {BREUKSOORTEN[r.soort]}: {r.omschrijving}")
        for r in breuk.itertuples()
    ]
    return el("section", el("h3", "Wat veranderde er aan het meten?"), el("ul", regels, klasse="ks-lijst"))


def _streefwaarden(streven: list[Rij], eenheid: str | None) -> Html | None:
    """Every streefwaarde with its time, who reports it and who set it; those that differ stand side by side."""
    if not streven:
        return None
    regels = [el("li", el("strong", opmaak.met_hoofdletter(streefwoorden(rij, eenheid))), _vastgesteld(rij)) for rij in streven]
    return el("section", el("h3", "Wat is het streven?"), el("ul", regels, klasse="ks-lijst"))


def _vastgesteld(rij: Rij) -> Html:
    delen = [
        f"vastgesteld door {rij['vastgesteld_door']}" if rij["vastgesteld_door"] else "wie dit vaststelde, ontbreekt",
        opmaak.datum(rij["vastgesteld_op"]) if rij["vastgesteld_op"] else None,
        f"bron: {rij['bron']}" if rij["bron"] else None,
    ]
    return el("span", ". " + opmaak.met_hoofdletter(", ".join(deel for deel in delen if deel)), klasse="ks-bron")


def _naast_de_tijdlijn(metingen: pd.DataFrame, eenheid: str | None, peildatum: date) -> Html | None:
    """Values that have no place on a time axis: in words, without a periode, or suppressed."""
    los = metingen[metingen["waarde"].isna() | (metingen["van"].isna() & metingen["tot"].isna())]
    if los.empty:
        return None
    if len(los) <= MEESTE_KAARTEN:
        return samen(el("h3", "Niet op de tijdlijn"), _kaarten(los, eenheid, peildatum))
    regels = [el("li", _in_een_regel(rij, eenheid)) for rij in los.to_dict("records")]
    kop = f"Niet op de tijdlijn: {len(regels)} waarden in woorden, zonder periode of van een kleine groep"
    return el("details", el("summary", kop), el("ul", regels, klasse="ks-lijst"))


def _in_een_regel(rij: dict[Any, Any], eenheid: str | None) -> str:
    delen = [opmaak.periode(of_leeg(rij["periode"]) or None), *(of_leeg(rij[k]) for k in ("gebied", "groep", "bron_partij"))]
    toelichting = f". {rij['kanttekening']}" if of_leeg(rij["kanttekening"]) else ""
    return f"{wat(rij, eenheid)} ({', '.join(deel for deel in delen if deel)}){toelichting}"


def _kaarten(metingen: pd.DataFrame, eenheid: str | None, peildatum: date) -> Html:
    """The values themselves, large, each with its period, its voice, its remark and its source."""
    return el("div", [_kaart(rij, eenheid, peildatum) for rij in metingen.to_dict("records")], klasse="ks-waarden")


def _kaart(rij: dict[Any, Any], eenheid: str | None, peildatum: date) -> Html:
    waar = [opmaak.periode(of_leeg(rij["periode"]) or None), of_leeg(rij["gebied"]), of_leeg(rij["groep"])]
    volgens = f"volgens {rij['bron_partij']}" if of_leeg(rij["bron_partij"]) else ""
    is_getal = not is_leeg(rij["waarde"]) and rij["onderdrukt"] != "ja"
    return el(
        "article",
        el("p", wat(rij, eenheid), klasse="ks-waarde" if is_getal else "ks-waarde ks-in-woorden"),
        el("p", opmaak.met_hoofdletter(", ".join(deel for deel in [*waar, volgens] if deel))),
        el("p", el("span", "◇", aria_hidden="true"), " Betwist") if rij["betwist"] == "ja" else None,
        el("p", of_leeg(rij["kanttekening"])) if of_leeg(rij["kanttekening"]) else None,
        _herkomst(rij, eenheid, peildatum, met_periode=False),
    )


def _herkomst(rij: dict[Any, Any], eenheid: str | None, peildatum: date, *, met_periode: bool = True) -> Html:
    tot = None if is_leeg(rij["tot"]) else pd.Timestamp(rij["tot"]).date()
    return bron_regel(
        of_leeg(rij["bron"]) or None,
        peildatum,
        periode=of_leeg(rij["periode"]) or None if met_periode else None,
        tot=tot,
        geleverd_op=pd.Timestamp(rij["geleverd_op"]).date(),
        basis=basis(rij, eenheid),
    )
