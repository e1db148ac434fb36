"""Small data frames for the tests of charts, written as people write a levering."""

from typing import Any

import pandas as pd

from etl.periode import parse_datum, parse_periode

Kolommen = dict[str, Any]


def metingen(*rijen: tuple[Any, ...], **overal: Any) -> pd.DataFrame:
    """One row per (periode, waarde) or (periode, waarde, {kolom: cel}); `overal` fills a column of every row."""
    return pd.DataFrame([_meting(periode, waarde, {**overal, **(extra[0] if extra else {})}) for periode, waarde, *extra in rijen])


def _meting(periode: str | None, waarde: float | None, extra: Kolommen) -> Kolommen:
    van, tot, soort = (None, None, None)
    if periode:
        gelezen = parse_periode(periode)
        van, tot, soort = gelezen.van, gelezen.tot, gelezen.soort
    leeg = dict.fromkeys(("tekst", "gebied", "groep", "bron_partij", "definitie_versie", "kanttekening", "bron"))
    basis = {"periode": periode, "van": pd.Timestamp(van) if van else pd.NaT, "tot": pd.Timestamp(tot) if tot else pd.NaT}
    rij = {**leeg, **basis, "periodesoort": soort, "waarde": waarde, "betwist": "nee", "onderdrukt": "nee", "segment": 1, **extra}
    sleutel = "|".join(str(rij[kolom]) for kolom in ("definitie_versie", "gebied", "groep", "bron_partij", "periodesoort"))
    return {"reeks": sleutel if van and tot and waarde is not None else None, **rij}


def gebeurtenissen(*rijen: tuple[str | None, str, str]) -> pd.DataFrame:
    """One row per (datum, soort, omschrijving)."""
    return gedateerd([{"datum": datum, "soort": soort, "omschrijving": tekst} for datum, soort, tekst in rijen], "datum")


def overleggen(*rijen: tuple[str | None, str | None]) -> pd.DataFrame:
    """One row per (datum, soort)."""
    return gedateerd([{"datum": datum, "soort": soort} for datum, soort in rijen], "datum")


def streefwaarden(*rijen: Kolommen) -> pd.DataFrame:
    """One row per streefwaarde; a norm without anything else unless said."""
    leeg = {"van": None, "tot": None, "volgens": None, "tekst": None, "waarde": None, "soort": "norm"}
    return gedateerd([{**leeg, **rij} for rij in rijen], "van", "tot")


def gedateerd(rijen: list[Kolommen], *kolommen: str) -> pd.DataFrame:
    """Add the first and the last day each date can mean."""
    df = pd.DataFrame(rijen, columns=list(rijen[0]) if rijen else ["datum", "soort", "omschrijving"])
    for kolom in kolommen:
        dagen = [parse_datum(tekst) if isinstance(tekst, str) else (None, None) for tekst in df[kolom]]
        for i, einde in enumerate(("van", "tot")):
            df[f"{kolom}_{einde}"] = pd.to_datetime([paar[i] for paar in dagen])
    return df


VSV = metingen(("2005/2006", 3532.0), ("2006/2007", 3045.0), ("2008/2009", 2400.0))
"""The early school leavers: two years, a year that is missing, and one more."""


REGELKAART = {
    "reeks": "r",
    "kaart": "xmr",
    "reden": "losse_waarden",
    "status": "voldoende",
    "seizoen": "nee",
    "doelbereik": None,
    "streefwaarde": None,
}


def regelkaart(*tekens: str, kant: str = "gunstig", **anders: Any) -> pd.DataFrame:
    """Points in one reeks with limits 40 to 60 around 50 and these marks; a mark "" means no limits."""
    rijen = []
    for nummer, teken in enumerate(tekens):
        waarde = 50 + (15 if teken.endswith(("boven", "boven_grens", "op")) else -15 if teken not in ("", "gewoon") else nummer % 2)
        grens = {"gemiddelde": 50.0, "ondergrens": 40.0, "bovengrens": 60.0} if teken else {}
        merk = {"bijzonder": teken or None, "richting_van_verandering": (kant if teken != "gewoon" else "gewoon") if teken else None}
        rijen.append((f"{2024 + nummer // 12}-{nummer % 12 + 1:02d}", float(waarde), {"segment": 1} | REGELKAART | grens | merk | anders))
    return metingen(*rijen)


GEWOON = ["gewoon"] * 24


def lagen(chart: Any, mark: str) -> list[dict[str, Any]]:
    """The layers of a chart with this mark, each with its data inlined as `rijen`."""
    spec = chart.to_dict()
    gevonden = []
    for laag in spec["layer"]:
        soort = laag["mark"] if isinstance(laag["mark"], str) else laag["mark"]["type"]
        if soort == mark:
            naam = laag.get("data", spec.get("data", {})).get("name")
            gevonden.append({**laag, "rijen": spec.get("datasets", {}).get(naam, [])})
    return gevonden


def teksten(chart: Any) -> list[str]:
    """Everything that is written in a chart."""
    return [rij["tekst"] for laag in lagen(chart, "text") for rij in laag["rijen"]]
