"""What a chart shows, in sentences: its title and its text alternative. Pure functions."""

from typing import Any

import pandas as pd

from dashboard.charts.gaten import gaten
from dashboard.charts.reeksen import tekenbaar
from dashboard.charts.woorden import (
    PROCENT,
    eenheid_in_woorden,
    getal,
    is_leeg,
    met_eenheid,
    of_leeg,
    opsomming,
    periode,
    zin,
)
from dashboard.components.opmaak import ONDERDRUKT

MEESTE_GATEN = 3


def titel(metingen: pd.DataFrame, eenheid: object, frequentie: str | None = None) -> str:
    """A sentence of what is seen: first and last figure of each reeks (at most two), and what is missing."""
    punten = tekenbaar(metingen, frequentie)
    if punten.empty:
        return _zonder_punten(metingen)
    delen = [_reeks(groep, eenheid, str(naam)) for naam, groep in list(punten.groupby("naam", sort=False))[:2]]
    return zin("; ".join([*delen, *_ontbreekt(metingen, punten)]))


def beschrijving(metingen: pd.DataFrame, eenheid: object, frequentie: str | None = None) -> str:
    """The text alternative: the title, how many figures there are, lowest and highest, and what is disputed."""
    punten = tekenbaar(metingen, frequentie)
    zinnen = [titel(metingen, eenheid, frequentie)]
    if len(punten):
        zinnen.append(f"Eenheid: {eenheid_in_woorden(eenheid)}.")
    if len(punten) > 2:
        laagste, hoogste = punten.loc[punten["waarde"].idxmin()], punten.loc[punten["waarde"].idxmax()]
        zinnen.append(f"{len(punten)} cijfers. Het laagste is {_op(laagste, eenheid)}, het hoogste {_op(hoogste, eenheid)}.")
    if betwist := int((metingen["betwist"] == "ja").sum()):
        zinnen.append("Eén cijfer is betwist." if betwist == 1 else f"{betwist} cijfers zijn betwist.")
    return " ".join(zinnen)


def laatste_woorden(metingen: pd.DataFrame, eenheid: object) -> str:
    """The newest figures or words of an indicator in one line; several sources stand beside each other."""
    if metingen.empty:
        return "nog niet gemeten"
    nieuwste = metingen[metingen["tot"].fillna(metingen["van"]) == metingen["tot"].fillna(metingen["van"]).max()]
    rijen = (nieuwste if len(nieuwste) else metingen).to_dict("records")
    return opsomming([_meting(rij, eenheid) for rij in rijen[:3]])


def _meting(rij: dict[Any, Any], eenheid: object) -> str:
    if rij["onderdrukt"] == "ja":
        wat = ONDERDRUKT
    else:
        waarde = rij["waarde"]
        wat = of_leeg(rij["tekst"]) if is_leeg(waarde) else met_eenheid(float(str(waarde)), eenheid)
    delen = [
        periode(rij["periode"]),
        of_leeg(rij["gebied"]),
        of_leeg(rij["groep"]),
        "betwist" if rij["betwist"] == "ja" else "",
    ]
    return f"{wat} ({', '.join(deel for deel in delen if deel)})"


def _zonder_punten(metingen: pd.DataFrame) -> str:
    if metingen.empty:
        return "Nog niet gemeten."
    if (metingen["onderdrukt"] == "ja").all():
        return "De cijfers zijn niet te zien: de groep is te klein."
    if metingen["tekst"].notna().any():
        return "De waarde staat in woorden, niet in een getal."
    return "De periode is niet bekend. Daarom staat er niets op de tijdlijn."


def _reeks(groep: pd.DataFrame, eenheid: object, naam: str) -> str:
    eerste, laatste = groep.iloc[0], groep.iloc[-1]
    voor = f"{naam}: " if naam else ""
    if len(groep) == 1:
        return voor + _op(eerste, eenheid)
    return f"{voor}{_op(eerste, eenheid)}, {_op(laatste, eenheid)}"


def _op(punt: pd.Series, eenheid: object) -> str:
    wanneer = periode(punt["periode"])
    voorzetsel = "" if wanneer.startswith(("vanaf", "tot en met")) else "in "
    return f"{_kort(float(punt['waarde']), eenheid)} {voorzetsel}{wanneer}"


def _kort(waarde: float, eenheid: object) -> str:
    """A number with % or €; a longer unit stands at the axis and need not be said again."""
    return met_eenheid(waarde, eenheid) if of_leeg(eenheid) in (*PROCENT, "euro") else getal(waarde)


def _ontbreekt(metingen: pd.DataFrame, punten: pd.DataFrame) -> list[str]:
    weg = [gat for gat in gaten(metingen, punten) if gat.reden == "ontbreekt"]
    if not weg:
        return []
    if len(weg) > MEESTE_GATEN:
        return [f"{len(weg)} perioden ontbreken"]
    namen = list(dict.fromkeys(gat.periode for gat in weg))
    return [f"{opsomming(namen)} {'ontbreekt' if len(namen) == 1 else 'ontbreken'}"]
