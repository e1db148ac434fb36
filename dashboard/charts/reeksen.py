"""From metingen to what may be drawn: points, stretches of line and bars.

The input is one row per meting with at least periode, periodesoort, van, tot and waarde; the columns in OPTIONEEL
are used when they are there.
"""

from typing import Any

import pandas as pd

from dashboard.charts.inhoud import onthoud
from dashboard.charts.woorden import is_leeg

NAAMKOLOMMEN = ("bron_partij", "gebied", "groep")
"""What makes two reeksen in one chart differ for the reader, in the order in which it is said."""
OPTIONEEL = (
    *NAAMKOLOMMEN, "reeks", "segment", "definitie_versie", "betwist", "onderdrukt", "tekst", "kanttekening", "bron",
    "gemiddelde", "ondergrens", "bovengrens", "bijzonder", "richting_van_verandering", "kaart", "reden", "status", "seizoen",
    "doelbereik", "streefwaarde", "is_herzien",
)  # fmt: skip
MAANDEN_PER_PERIODE = {"maand": 1, "kwartaal": 3, "halfjaar": 6, "jaar": 12, "schooljaar": 12}
SCHOOLJAAR_VERSCHUIVING = 7
"""A school year starts in August: seven months after the calendar year."""
DAG_MS = 86_400_000
DAG = pd.Timedelta(days=1)


def ms(dag: Any) -> float:
    """Milliseconds since 1970 (UTC) at the start of a day: the same number in every browser and renderer."""
    return float(pd.Timestamp(dag).timestamp()) * 1000


def volledig(metingen: pd.DataFrame) -> pd.DataFrame:
    """The same metingen with every optional column present and dates as timestamps."""
    df = metingen.copy()
    for kolom in OPTIONEEL:
        if kolom not in df:
            df[kolom] = None
    for kolom in ("van", "tot"):
        df[kolom] = pd.to_datetime(df[kolom])
    for kolom in ("waarde", "gemiddelde", "ondergrens", "bovengrens"):
        df[kolom] = df[kolom].astype(float)
    if (df["waarde"].dropna() >= 0).all():
        df["ondergrens"] = df["ondergrens"].clip(lower=0)  # what counts or lasts cannot be less than nothing
    return df


@onthoud(8)
def tekenbaar(metingen: pd.DataFrame, frequentie: str | None = None) -> pd.DataFrame:
    """The metingen that have a place on a time axis: a number and at least one date, in order of time per reeks.

    Adds van_ms and tot_ms (the end of the last day), midden, vorm [punt, balk], open [links, rechts or empty],
    naam (of the reeks; empty when there is nothing to tell apart) and stuk: points of one stuk may be joined by a
    line, because they lie in one reeks and one segment and no period between them is missing.
    """
    df = volledig(metingen)
    df = df[df["waarde"].notna() & (df["van"].notna() | df["tot"].notna())].copy()
    df["van_ms"] = [None if is_leeg(dag) else ms(dag) for dag in df["van"]]
    df["tot_ms"] = [None if is_leeg(dag) else ms(dag + DAG) for dag in df["tot"]]
    df[["van_ms", "tot_ms"]] = df[["van_ms", "tot_ms"]].astype(float)
    df["midden"] = (df["van_ms"].fillna(df["tot_ms"]) + df["tot_ms"].fillna(df["van_ms"])) / 2
    df["vorm"] = ["balk" if soort == "interval" else "punt" for soort in df["periodesoort"]]
    df["open"] = ""
    df.loc[df["van"].isna(), "open"] = "links"
    df.loc[df["tot"].isna(), "open"] = "rechts"
    df["naam"] = reeksnamen(df)
    df = df.sort_values(["naam", "van_ms", "midden", "definitie_versie"], kind="stable", na_position="first")
    df = df.reset_index(drop=True)
    df["stuk"] = _stukken(df, frequentie)
    return df


def reeksnamen(df: pd.DataFrame) -> list[str]:
    """What to call each row's reeks: only what differs between the rows of this chart."""
    verschilt = [kolom for kolom in NAAMKOLOMMEN if df[kolom].fillna("").nunique() > 1]
    return [_reeksnaam(rij, verschilt) for rij in df[verschilt].to_dict("records")] if verschilt else [""] * len(df)


def _reeksnaam(rij: dict[Any, Any], verschilt: list[str]) -> str:
    leeg = {"bron_partij": "bron niet genoemd", "gebied": "alle gebieden", "groep": "alle groepen"}
    return ", ".join(leeg[kolom] if is_leeg(rij[kolom]) else str(rij[kolom]) for kolom in verschilt)


def sluit_aan(vorige_tot: Any, van: Any, vorige_van: Any, periodesoort: str, frequentie: str | None) -> bool:
    """Whether two periods follow each other with nothing missing in between.

    A figure of one day in a reeks with an agreed frequentie stands for the period of that frequentie in which it
    falls; otherwise the next period starts on the day after the last.
    """
    stap = {"week": "week"}.get(str(frequentie), MAANDEN_PER_PERIODE.get(str(frequentie)))
    if periodesoort == "dag" and stap:
        return periodenummer(van, str(frequentie)) - periodenummer(vorige_van, str(frequentie)) == 1
    return bool(pd.Timestamp(vorige_tot) + DAG == pd.Timestamp(van))


def periodenummer(dag: Any, soort: str) -> int:
    """The number of the period of this soort in which a day falls; the next period has the next number."""
    moment = pd.Timestamp(dag)
    if soort == "week":
        return (moment.normalize() - pd.Timestamp("1900-01-01")).days // 7
    maanden = moment.year * 12 + moment.month - 1
    if soort == "schooljaar":
        maanden -= SCHOOLJAAR_VERSCHUIVING
    return maanden // MAANDEN_PER_PERIODE[soort]


def _stukken(df: pd.DataFrame, frequentie: str | None) -> list[int]:
    stukken: list[int] = []
    vorige: dict[str, dict[Any, Any]] = {}
    nummer = 0
    stuk_van: dict[str, int] = {}
    for rij in df.to_dict("records"):
        sleutel = str((rij["naam"], rij["reeks"], rij["segment"], rij["definitie_versie"], rij["periodesoort"]))
        voorganger = vorige.get(sleutel)
        los = is_leeg(rij["reeks"]) or rij["vorm"] == "balk"
        if los or voorganger is None or not sluit_aan(voorganger["tot"], rij["van"], voorganger["van"], rij["periodesoort"], frequentie):
            nummer += 1
            stuk_van[sleutel] = nummer
        vorige[sleutel] = rij
        stukken.append(stuk_van[sleutel])
    return stukken
