"""What is not drawn: missing periods with the reason why, and where a line breaks."""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pandas as pd

from dashboard.charts.inhoud import onthoud
from dashboard.charts.reeksen import (
    DAG,
    MAANDEN_PER_PERIODE,
    SCHOOLJAAR_VERSCHUIVING,
    periodenummer,
    volledig,
)
from dashboard.charts.woorden import is_leeg, periode

BREUKSOORTEN = {
    "definitiewijziging": "definitie gewijzigd",
    "registratiewijziging": "registratie gewijzigd",
    "herijkpunt": "herijkpunt",
}
NIEUWE_VERSIE = "nieuwe definitie"
EINDELOOS = 600
"""More missing periods in a row than this is no gap but a mistake in a date: counting stops."""


@dataclass(frozen=True)
class Gat:
    """One period between two figures of a reeks without a figure of its own, and the word for why."""

    naam: str
    van: pd.Timestamp
    tot: pd.Timestamp
    periode: str
    reden: str


@dataclass(frozen=True)
class Breuk:
    """A moment at which figures stop being comparable, with its words."""

    dag: pd.Timestamp
    woorden: str
    sinds: str


@onthoud(8)
def gaten(metingen: pd.DataFrame, punten: pd.DataFrame) -> list[Gat]:
    """The periods without a number between the first and the last point of each reeks, in order of time.

    metingen: everything that was delivered, so that a suppressed value or one in words is called that;
    punten: the output of `tekenbaar`.
    """
    zonder_getal = volledig(metingen)
    zonder_getal = zonder_getal[zonder_getal["waarde"].isna()]
    gevonden = [
        gat
        for (naam, soort), groep in punten[punten["vorm"] == "punt"].groupby(["naam", "periodesoort"])
        for gat in _gaten_in_reeks(str(naam), str(soort), groep, zonder_getal)
    ]
    return sorted(gevonden, key=lambda gat: (gat.van, gat.naam))


def _gaten_in_reeks(naam: str, soort: str, groep: pd.DataFrame, zonder: pd.DataFrame) -> Iterator[Gat]:
    if soort not in MAANDEN_PER_PERIODE and soort != "week":
        return
    dagen = list(groep["van"])
    aanwezig = {periodenummer(dag, soort) for dag in dagen}
    eerste, laatste = min(aanwezig), max(aanwezig)
    if laatste - eerste > EINDELOOS + len(aanwezig):
        return
    for nummer in range(eerste, laatste + 1):
        if nummer not in aanwezig:
            van, tot, tekst = _periode_van_nummer(nummer, soort)
            yield Gat(naam, van, tot, tekst, _reden(zonder, van, tot, groep.iloc[0]))


def _reden(zonder: pd.DataFrame, van: pd.Timestamp, tot: pd.Timestamp, punt: Any) -> str:
    zelfde = zonder[(zonder["van"] == van) & (zonder["tot"] == tot)]
    for kolom in ("bron_partij", "gebied", "groep"):
        zelfde = zelfde[zelfde[kolom].fillna("") == ("" if is_leeg(punt[kolom]) else punt[kolom])]
    if zelfde.empty:
        return "ontbreekt"
    return "onderdrukt" if (zelfde["onderdrukt"] == "ja").any() else "alleen in woorden"


def _periode_van_nummer(nummer: int, soort: str) -> tuple[pd.Timestamp, pd.Timestamp, str]:
    if soort == "week":
        van = pd.Timestamp("1900-01-01") + pd.Timedelta(weeks=nummer)
        jaar, week, _ = van.isocalendar()
        return van, van + 6 * DAG, periode(f"{jaar}-W{week:02d}")
    duur = MAANDEN_PER_PERIODE[soort]
    maanden = nummer * duur + (SCHOOLJAAR_VERSCHUIVING if soort == "schooljaar" else 0)
    van = pd.Timestamp(year=maanden // 12, month=maanden % 12 + 1, day=1)
    tot = van + pd.DateOffset(months=duur) - DAG
    deel = (van.month - 1) // duur + 1
    tekst = {
        "maand": f"{van.year}-{van.month:02d}",
        "kwartaal": f"{van.year}-K{deel}",
        "halfjaar": f"{van.year}-H{deel}",
        "jaar": f"{van.year}",
        "schooljaar": f"{van.year}/{van.year + 1}",
    }[soort]
    return van, tot, periode(tekst)


def gatzin(gevonden: list[Gat]) -> str:
    """Missing periods in words: "schooljaar 2007/08 ontbreekt", "3 maanden ontbreken"."""
    delen = []
    for reden in dict.fromkeys(gat.reden for gat in gevonden):
        perioden = list(dict.fromkeys(gat.periode for gat in gevonden if gat.reden == reden))
        enkel = len(perioden) == 1
        wie = perioden[0] if enkel else f"{len(perioden)} perioden" if len(perioden) > 2 else " en ".join(perioden)
        werkwoord = {"ontbreekt": "ontbreekt" if enkel else "ontbreken"}.get(reden)
        delen.append(f"{wie} {werkwoord or ('is' if enkel else 'zijn') + ' ' + reden}")
    return "; ".join(delen)


@onthoud(8)
def breuken(punten: pd.DataFrame, gebeurtenissen: pd.DataFrame | None) -> list[Breuk]:
    """The moments inside the drawn time at which a definition or registration changed, in order of time.

    A new definition version counts as one too, unless a gebeurtenis in the same stretch already says so.
    """
    if punten.empty:
        return []
    eerste, laatste = punten["van"].min(), punten["tot"].max()
    gevonden = [
        Breuk(pd.Timestamp(rij["datum_van"]), BREUKSOORTEN[rij["soort"]], periode(rij["datum"]))
        for rij in ([] if gebeurtenissen is None else gebeurtenissen.to_dict("records"))
        if rij["soort"] in BREUKSOORTEN and not is_leeg(rij["datum_van"]) and eerste < pd.Timestamp(rij["datum_van"]) <= laatste
    ]
    for begin, vorige_eind in _versiewissels(punten):
        if not any(vorige_eind - 31 * DAG <= breuk.dag <= begin + 31 * DAG for breuk in gevonden):
            gevonden.append(Breuk(begin, NIEUWE_VERSIE, periode(begin.strftime("%Y-%m-%d"))))
    uniek = {(breuk.dag, breuk.woorden): breuk for breuk in gevonden}
    return sorted(uniek.values(), key=lambda breuk: breuk.dag)


def _versiewissels(punten: pd.DataFrame) -> Iterator[tuple[pd.Timestamp, pd.Timestamp]]:
    """First day of each later definition version with the last day of the version before it."""
    versies = punten[punten["van"].notna()].groupby(punten["definitie_versie"].fillna(""))
    tijden = sorted((groep["van"].min(), groep["tot"].max()) for _, groep in versies)
    for (_, vorige_eind), (begin, _) in itertools.pairwise(tijden):
        if begin > vorige_eind:
            yield begin, vorige_eind
