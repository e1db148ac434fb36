"""The log on screen, for the beheerder: what happened, when, by whom and with which thing. No content of anything."""

from collections.abc import Mapping
from datetime import timedelta

import streamlit as st
from sqlalchemy import Engine

from dashboard.components import opmaak
from dashboard.components.datumkeuze import dag_in_adres, datumkeuze
from dashboard.components.downloadknop import downloadknop
from dashboard.components.keuze import ketens, keuzelijst
from dashboard.components.koppeling import koppeling
from dashboard.components.leeg import lege_staat
from dashboard.components.markering import Html, el, samen
from dashboard.components.tabel import tabel
from dashboard.components.uitvoer import as_csv
from dashboard.dossier.logboek import Filter, Rij, check_chain, ketens_in, read
from dashboard.dossier.tijd import begin_of, dutch, today

GEBEURTENISSEN = {
    "inloggen": "ingelogd",
    "uitloggen": "uitgelogd",
    "geweigerd": "ingelogd zonder rol",
    "bekeken_in_vertrouwen": "bekeken wat in vertrouwen is",
    "bekeken_als": "gekeken zoals een ander kijkt",
    "gewijzigd": "iets vastgelegd of veranderd",
    "uitgevoerd": "een bestand meegenomen",
    "stukken": "stukken gemaakt",
}
PER_BLAD = 200
TERUG = (0, 7, 30, 90)  # days back that can be chosen from the list
KOPPEN = ("Wanneer", "Wat", "Wie", "Rol en partij", "Keten", "Waarover", "Regel")
ZONDER_INLOGGEN = "Ketenspiegel houdt alleen een logboek bij als mensen inloggen. Zonder inloggen is er niemand om te noemen."
WEL_EN_NIET = (
    "Hier staat wie wat deed, niet wat iemand las of schreef. Antwoorden in de vragenronde staan er niet bij: die zijn anoniem. "
    "Wat met een levering kwam, staat bij Gegevens."
)


def logboek(engine: Engine) -> None:
    """Choose, read and take along."""
    namen = dict.fromkeys(sorted(ketens_in(engine)), "") | ketens()
    waar = _chosen({id_: naam or id_ for id_, naam in namen.items()})
    rijen = read(engine, waar, PER_BLAD + 1)
    blad = rijen[:PER_BLAD]
    st.html(_table(blad, namen) if blad else lege_staat("Er zijn geen regels die hierbij passen."))
    if wegen := _ways(waar, blad, heeft_ouder=len(rijen) > PER_BLAD):
        st.html(wegen)
    downloadknop(
        "Download deze regels (csv)",
        lambda: as_csv([_as_text(rij) for rij in read(engine, waar._replace(onder=None))]),
        "ketenspiegel-logboek.csv",
        "text/csv",
        "uitvoer_logboek",
        keten=waar.keten,
    )
    _check(engine)


def _chosen(namen: Mapping[str, str]) -> Filter:
    with st.container(horizontal=True, key="ks-sinds"):
        gebeurtenis = keuzelijst("Wat gebeurde er?", "gebeurtenis", GEBEURTENISSEN, alles="Alles", laat_los=("onder",))
        keten = keuzelijst("Keten", "keten", namen, alles="Alle ketens", laat_los=("onder",))
        dagen = {(today() - timedelta(days)).isoformat(): label for days, label in zip(TERUG, _labels(), strict=True)}
        datumkeuze("Vanaf welke dag?", "vanaf", dagen, alles="Het begin")
    vanaf, onder = dag_in_adres("vanaf"), st.query_params.get("onder", "")
    return Filter(gebeurtenis, keten, begin_of(vanaf) if vanaf else None, int(onder) if onder.isdecimal() and len(onder) < 10 else None)


def _labels() -> list[str]:
    return ["Vandaag", *(f"{dagen} dagen terug" for dagen in TERUG[1:])]


def _table(rijen: list[Rij], namen: Mapping[str, str]) -> Html:
    inhoud = [[cel if i == 0 else _with_head(KOPPEN[i], cel) for i, cel in enumerate(_cells(rij, namen))] for rij in rijen]
    return el("div", tabel("Wat er gebeurde, het nieuwste eerst", KOPPEN, inhoud, toon_onderschrift=False), klasse="ks-register")


def _cells(rij: Rij, namen: Mapping[str, str]) -> list[str]:
    moment = dutch(rij["op"])
    return [
        f"{opmaak.datum(moment)}, {moment:%H:%M:%S}",
        GEBEURTENISSEN[rij["gebeurtenis"]],
        rij["wie"] or "",
        ", ".join(deel for deel in (rij["rol"], rij["partij"]) if deel),
        namen.get(rij["keten"]) or rij["keten"] or "",
        rij["voorwerp"] or "",
        str(rij["nummer"]),
    ]


def _with_head(kop: str, tekst: str) -> Html | None:
    """On a phone the cells stand below each other, each with its head; an empty one is left out."""
    return samen(el("span", f"{kop}: ", klasse="ks-kop-smal"), tekst) if tekst else None


def _ways(waar: Filter, blad: list[Rij], *, heeft_ouder: bool) -> Html:
    """To older rows, and back to the newest."""
    ouder = _way("Oudere regels", str(blad[-1]["nummer"])) if heeft_ouder else None
    nieuwst = _way("Naar de nieuwste regels") if waar.onder is not None else None
    return el("p", ouder, " · " if ouder and nieuwst else None, nieuwst) if ouder or nieuwst else Html("")


def _way(tekst: str, onder: str | None = None) -> Html:
    gevraagd = st.query_params
    return koppeling(
        tekst, "logboek", gebeurtenis=gevraagd.get("gebeurtenis"), keten=gevraagd.get("keten"), vanaf=gevraagd.get("vanaf"), onder=onder
    )


def _as_text(rij: Rij) -> Rij:
    """A row as it was chained, so that the file can be kept as a copy and compared later."""
    return rij | {"op": rij["op"].isoformat(sep=" ", timespec="microseconds")}


def _check(engine: Engine) -> None:
    st.html(
        samen(
            el("h2", "Is er niets veranderd of weggehaald?"),
            el("p", "Elke regel draagt een kenmerk dat volgt uit de regel ervoor. Zo valt op wat later is veranderd."),
            el("p", "Wat achteraan is weggehaald, ziet u alleen met een eerder bewaard bestand ernaast.", klasse="ks-bron"),
        )
    )
    if st.button("Kijk het logboek na", key="logboek_nakijken"):
        fouten = check_chain(engine)
        nieuwste = read(engine, Filter(), 1)
        goed = f"Alle regels sluiten aan. De nieuwste is regel {nieuwste[0]['nummer']}." if nieuwste else "Het logboek is nog leeg."
        hoe = {"klasse": "ks-veldfout", "role": "alert"} if fouten else {"role": "status"}
        st.html(el("p", " ".join(fouten) or goed, **hoe))
