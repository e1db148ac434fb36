"""What a chart shows, in sentences: its title and its text alternative. Pure functions."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from dashboard.charts.gaten import breuken, gaten, gatzin
from dashboard.charts.kaartwoorden import bewegingzin, grenszinnen
from dashboard.charts.reeksen import tekenbaar
from dashboard.charts.streef import streefwoorden
from dashboard.charts.woorden import (
    decimalen,
    eenheid_in_woorden,
    is_leeg,
    kort_met_eenheid,
    met_eenheid,
    of_leeg,
    opsomming,
    periode,
    zin,
)
from dashboard.components.opmaak import ONDERDRUKT

MEESTE_REEKSEN = 4
"""More reeksen than this in one chart is a tangle: each gets its own small chart."""
ALLEEN_PERIODE = ("vanaf", "tot en met", "periode")


def titel(metingen: pd.DataFrame, eenheid: object, frequentie: str | None = None) -> str:
    """A sentence of what is seen.

    Of one reeks its first and last figure and what is missing between them; of several the last figure of each,
    with who or what it is about. Disputed figures are called that.
    """
    punten = tekenbaar(metingen, frequentie)
    if punten.empty:
        return _zonder_punten(metingen)
    if punten["naam"].nunique() > 1:
        return _naast_elkaar(punten, eenheid)
    aantal = decimalen(list(punten["waarde"]))
    uiteinden = punten.iloc[[0, -1]] if len(punten) > 1 else punten
    cijfers = ", ".join(_op(rij, eenheid, aantal) for rij in uiteinden.to_dict("records"))
    return zin("; ".join(deel for deel in (cijfers, gatzin(gaten(metingen, punten)), _betwist(uiteinden)) if deel))


def titel_van_waarden(metingen: pd.DataFrame, eenheid: object, frequentie: str | None = None) -> str:
    """The title where the values themselves stand on the page instead of a chart."""
    if len(metingen) != 1 or metingen["onderdrukt"].iloc[0] == "ja":
        return titel(metingen, eenheid, frequentie)
    tekst = metingen["periode"].iloc[0]
    if is_leeg(tekst):
        return "Eén keer gemeten. Wanneer is niet bekend."
    return f"Eén keer gemeten, {wanneer(tekst)}. Of het verandert, is niet te zien."


def beschrijving(
    metingen: pd.DataFrame,
    eenheid: object,
    frequentie: str | None = None,
    streefwaarden: pd.DataFrame | None = None,
    gebeurtenissen: pd.DataFrame | None = None,
) -> str:
    """The text alternative: title, unit, lowest and highest figure, breaks, streefwaarden and what is disputed."""
    punten = tekenbaar(metingen, frequentie)
    zinnen = [titel(metingen, eenheid, frequentie)]
    if len(punten):
        zinnen.append(f"Eenheid: {eenheid_in_woorden(eenheid)}.")
    if len(punten) > 2:
        aantal = decimalen(list(punten["waarde"]))
        laagste, hoogste = (punten.loc[i].to_dict() for i in (punten["waarde"].idxmin(), punten["waarde"].idxmax()))
        zinnen.append(
            f"{len(punten)} cijfers. Het laagste is {_op(laagste, eenheid, aantal)}, het hoogste {_op(hoogste, eenheid, aantal)}."
        )
    zinnen += [zin for zin in (bewegingzin(punten),) if zin and punten["status"].notna().any()] + grenszinnen(punten, eenheid)
    zinnen += [f"De lijn breekt bij {breuk.sinds}: {breuk.woorden}." for breuk in breuken(punten, gebeurtenissen)]
    if streefwaarden is not None and len(streefwaarden):
        zinnen.append(f"Streefwaarden: {opsomming([streefwoorden(rij, eenheid) for rij in streefwaarden.to_dict('records')])}.")
    if betwist := int((metingen["betwist"] == "ja").sum()):
        zinnen.append("Eén cijfer is betwist." if betwist == 1 else f"{betwist} cijfers zijn betwist.")
    return " ".join(zinnen)


def laatste_woorden(metingen: pd.DataFrame, eenheid: object) -> str:
    """The newest figures or words of an indicator in one line; several sources stand beside each other."""
    if metingen.empty:
        return "nog niet gemeten"
    laatste_dag = metingen["tot"].fillna(metingen["van"])
    nieuwste = metingen[laatste_dag == laatste_dag.max()]
    rijen = (nieuwste if len(nieuwste) else metingen).to_dict("records")
    return opsomming([_meting(rij, eenheid) for rij in rijen[:3]])


def wat(meting: Mapping[Any, Any], eenheid: object) -> str:
    """A value as it may be shown: a number with its unit, its words, or the word for a suppressed one."""
    if meting["onderdrukt"] == "ja":
        return ONDERDRUKT
    return of_leeg(meting["tekst"]) if is_leeg(meting["waarde"]) else met_eenheid(float(meting["waarde"]), eenheid)


def wanneer(tekst: object) -> str:
    """A periode with the word that belongs before it: in 2005, op 24 januari 2007, vanaf april 2003."""
    woorden = periode(tekst)
    if woorden.startswith(ALLEEN_PERIODE):
        return woorden
    if " tot en met " in woorden:
        return f"van {woorden}"
    if "kwartaal" in woorden or "halfjaar" in woorden:
        return f"in het {woorden}"
    return f"op {woorden}" if woorden[0].isdigit() and len(woorden.split()) == 3 else f"in {woorden}"


def _meting(rij: Mapping[Any, Any], eenheid: object) -> str:
    delen = [periode(rij["periode"]), of_leeg(rij["gebied"]), of_leeg(rij["groep"]), "betwist" if rij["betwist"] == "ja" else ""]
    return f"{wat(rij, eenheid)} ({', '.join(deel for deel in delen if deel)})"


def _zonder_punten(metingen: pd.DataFrame) -> str:
    if metingen.empty:
        return "Nog niet gemeten."
    if (metingen["onderdrukt"] == "ja").all():
        return "De cijfers zijn niet te zien: de groep is te klein."
    if metingen["tekst"].notna().any():
        return "De waarde staat in woorden, niet in een getal."
    return "De periode is niet bekend. Daarom staat er niets op de tijdlijn."


def _naast_elkaar(punten: pd.DataFrame, eenheid: object) -> str:
    """The last figure of each reeks; of many only that they stand side by side."""
    laatste = punten.groupby("naam", sort=False).tail(1)
    if len(laatste) > MEESTE_REEKSEN:
        return f"{len(laatste)} reeksen naast elkaar, op volgorde van naam."
    aantal = decimalen(list(laatste["waarde"]))
    alleen_bron = punten[["gebied", "groep"]].nunique(dropna=False).max() == 1
    namen = [f"volgens {naam}" if alleen_bron else f"({naam})" for naam in laatste["naam"]]
    if laatste["periode"].nunique() == 1:
        cijfers = [kort_met_eenheid(w, eenheid, aantal) for w in laatste["waarde"]]
        delen = [f"{cijfer} {naam}" for cijfer, naam in zip(cijfers, namen, strict=True)]
        tekst = f"{opsomming(delen)}, {wanneer(laatste['periode'].iloc[0])}"
    else:
        rijen = zip(laatste.to_dict("records"), namen, strict=True)
        tekst = opsomming([f"{_op(rij, eenheid, aantal)} {naam}" for rij, naam in rijen])
    return zin("; ".join(deel for deel in (tekst, _betwist(laatste)) if deel))


def _betwist(rijen: pd.DataFrame) -> str:
    """How many of the figures in the sentence are disputed."""
    aantal = int((rijen["betwist"] == "ja").sum())
    if not aantal:
        return ""
    if aantal == len(rijen):
        return "dit cijfer is betwist" if aantal == 1 else "beide cijfers zijn betwist" if aantal == 2 else "alle cijfers zijn betwist"
    return "het laatste cijfer is betwist" if rijen["betwist"].iloc[-1] == "ja" and aantal == 1 else "een deel is betwist"


def _op(punt: Mapping[Any, Any], eenheid: object, aantal: int) -> str:
    return f"{kort_met_eenheid(float(punt['waarde']), eenheid, aantal)} {wanneer(punt['periode'])}"
