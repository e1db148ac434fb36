"""The parts of the page Keten around the four panels."""

from typing import Any

from dashboard import spiegel
from dashboard.components import opmaak
from dashboard.components.koppeling import koppeling
from dashboard.components.leeg import niet_gemeten
from dashboard.components.markering import Html, el, samen
from dashboard.components.panelen.doelbereiking import doelregel, voorkeurslabel
from dashboard.components.tabel import tabel

Rij = dict[str, Any]
SOORTEN = {
    "pilot": "Pilot",
    "project": "Project",
    "programma": "Programma",
    "instrument": "Instrument",
    "systeem": "Systeem",
}


def ketenkop(keten: str) -> Html:
    """The maatschappelijk resultaat and the voorkeursdoelen that hold now; all goals stand in the panel Doelbereiking."""
    rij = spiegel.read_rows("keten_kop", keten=keten)[0]
    doelen = spiegel.read_rows("paneel_doelen", keten=keten, project=None)
    voorkeur = [d for d in doelen if d["is_voorkeur"] and not d["is_voorbij"]]
    geen = el("p", niet_gemeten("Er is geen voorkeursdoel van een gekozen bestuur geleverd"), ".")
    return el(
        "section",
        el("p", rij["maatschappelijk_resultaat"], klasse="ks-resultaat"),
        el("ul", [_voorkeursdoel(d) for d in voorkeur], klasse="ks-voorkeur") if voorkeur else geen,
        el("p", ketenregel(rij), klasse="ks-bron"),
        klasse="ks-ketenkop",
        aria_label="Maatschappelijk resultaat en voorkeursdoelen",
    )


def _voorkeursdoel(doel: Rij) -> Html:
    return el("li", voorkeurslabel(), doel["omschrijving"], el("span", f" {doelregel(doel)}", klasse="ks-bron"))


def ketenregel(rij: Rij) -> str:
    """Netwerk, phase, role of the regisseur and time of a keten in one line."""
    delen = [
        rij["netwerk"],
        f"fase: {rij['fase']}" if rij["fase"] else None,
        f"regie: {rij['regisseur']}" if rij["regisseur"] else "regie: ontbreekt",
        opmaak.tijdvak(rij["van"], rij["tot"]) if rij["van"] or rij["tot"] else None,
        "deze keten is afgelopen" if rij["is_voorbij"] else None,
        f"bron: {rij['bron']}" if rij["bron"] else None,
    ]
    return " · ".join(deel for deel in delen if deel)


def schakels(keten: str) -> Html:
    """The steps as a chain with the partij per step, and the partijen that are missing at the table."""
    stappen = spiegel.read_rows("keten_schakels", keten=keten)
    partijen = spiegel.read_rows("keten_partijen", keten=keten)
    tafel = _aan_tafel(partijen)
    if not stappen:
        return samen(el("h2", "Schakels"), el("p", niet_gemeten("Geen schakels geleverd"), "."), tafel)
    weg = {p["partij"] for p in partijen if p["aan_tafel"] == "nee"}
    return samen(
        el("h2", "Schakels: wie doet welke stap?"),
        el("ol", [_schakel(stap, weg) for stap in stappen], klasse="ks-schakels"),
        tafel,
    )


def _schakel(stap: Rij, weg: set[str]) -> Html:
    """One step; a partij that is not at the table is marked in the picture itself."""
    partijen = [naam.strip() for naam in (stap["partij"] or "").split(";") if naam.strip()]
    namen = [el("span", naam, el("em", " (niet aan tafel)") if naam in weg else None) for naam in partijen]
    return el(
        "li",
        el("span", f"{stap['volgorde']:.0f}", klasse="ks-stap", aria_hidden="true"),
        el("strong", stap["schakel"]),
        el("span", namen or niet_gemeten("geen partij genoemd"), klasse="ks-stap-partij"),
        el("details", el("summary", "Wat gebeurt hier?"), el("p", stap["omschrijving"])) if stap["omschrijving"] else None,
    )


def _aan_tafel(partijen: list[Rij]) -> Html | None:
    if not partijen:
        return None
    weg = [p["partij"] for p in partijen if p["aan_tafel"] == "nee"]
    deels = [p["partij"] for p in partijen if p["aan_tafel"] == "deels"]
    zin = samen(
        el(
            "p",
            el("strong", "Niet aan tafel: "),
            opmaak.opsomming(weg, "van geen partij is dat gemeld"),
            ".",
            el("br"),
            el("strong", "Deels aan tafel: ") if deels else None,
            f"{opmaak.opsomming(deels)}." if deels else None,
            klasse="ks-ontbreekt",
        )
    )
    rijen = [
        [
            p["partij"],
            p["soort"] and p["soort"].replace("_", " en "),
            p["rol_in_keten"],
            p["aan_tafel"] or "onbekend",
        ]
        for p in partijen
    ]
    return samen(
        zin,
        el(
            "details",
            el("summary", "Alle partijen en hun rol"),
            tabel(
                "Partijen op naam",
                ["Partij", "Soort", "Rol in de keten", "Aan tafel"],
                rijen,
                toon_onderschrift=False,
            ),
        ),
    )


def projectenlijst(keten: str) -> Html:
    """The projecten in name order."""
    projecten = spiegel.read_rows("keten_projecten", keten=keten)
    if not projecten:
        return samen(el("h2", "Projecten"), el("p", niet_gemeten("Geen projecten geleverd"), "."))
    rijen = [
        [
            koppeling(p["naam"], "project", keten=keten, project=p["project"]),
            SOORTEN.get(p["soort"] or "", "–"),
            opmaak.tijdvak(p["van"], p["tot"]),
            p["trekker"] or niet_gemeten("ontbreekt"),
            p["uitkomst"] or niet_gemeten("nog niet beschreven"),
        ]
        for p in projecten
    ]
    koppen = ["Project", "Soort", "Periode", "Trekker", "Uitkomst"]
    lijst = tabel("Projecten op naam", koppen, rijen, toon_onderschrift=False)
    return samen(el("h2", "Projecten"), el("div", lijst, klasse="ks-projecten"))


def succesfactoren(keten: str) -> Html:
    """What helped and whether it was applied, on demand."""
    factoren = spiegel.read_rows("keten_succesfactoren", keten=keten)
    if not factoren:
        return Html("")
    rijen = [[f["factor"], f["toegepast"] or "onbekend", f["toelichting"], f["beoordelaar"], f["bron"]] for f in factoren]
    kop = ["Factor", "Toegepast", "Toelichting", "Volgens", "Bron"]
    return samen(
        el("h2", "Succesfactoren"),
        el(
            "details",
            el("summary", "Welke factoren zijn toegepast, en volgens wie?"),
            tabel("Succesfactoren op naam", kop, rijen, toon_onderschrift=False),
        ),
    )
