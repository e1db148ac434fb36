"""The papers before an overleg: the result, what is asked, what changed, afspraken, the points with their figures, knelpunten."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from dashboard.components import opmaak
from dashboard.components.paspoort import dimensie
from dashboard.components.registervergelijking import Versies
from dashboard.components.signaal import tijd
from dashboard.dossier.duiding import remarks
from dashboard.dossier.register import Register
from dashboard.rapport import register as lijsten
from dashboard.rapport import veranderd
from dashboard.rapport.adviezen import adviesblokken, praktijkblokken
from dashboard.rapport.blokken import Blok, alinea, cel, kop, lijst, tabel, verhalen
from dashboard.rapport.bronnen import Bronnen, Rij
from dashboard.rapport.cijfers import Cijfer, cijferblokken, cijfertabel, read_cijfer
from dashboard.rapport.register import read_versies

GEVRAAGD = ("besluit", "knoop")
SOORTEN = {
    "informatie": "Informatie, om te weten",
    "duiding": "Duiding, om het verhaal bij een cijfer te horen",
    "besluit": "Besluit, om samen te besluiten",
    "knoop": "Knoop, om door te hakken wat vastzit",
}
KANTEN = ("resultaten", "doelbereiking", "tevredenheid", "proceskwaliteit")


def stukken(bronnen: Bronnen, register: Register, magazijn: Path, kop_: Rij, overleg: Rij) -> list[Blok]:
    """All blocks of the papers, without the provenance."""
    keten = kop_["keten"]
    punten = bronnen.rows("overleg_punten", overleg=overleg["id"])
    signalen = _questions(bronnen, keten, {p["signaal"] for p in punten if p["signaal"]})
    punten = [p | {"nr": nr, "indicator": p["indicator"] or _of_signal(p, signalen)} for nr, p in enumerate(punten, start=1)]
    namen = dict.fromkeys(p["indicator"] for p in punten if p["indicator"])
    cijfers = {naam: cijfer for naam in namen if (cijfer := read_cijfer(bronnen, naam))}
    overleggen = bronnen.rows("overleg_lijst", keten=keten)
    sinds = veranderd.compare(bronnen, register, magazijn, overleg, overleggen)
    afspraken, knelpunten = read_versies(bronnen, "afspraak", keten), read_versies(bronnen, "knelpunt", keten)
    tot_dag = lijsten.last_day(kop_, bronnen.peildatum)
    duidingen = bronnen.rows("overleg_duidingen", keten=keten)
    aan_tafel = [p["partij"] for p in bronnen.rows("keten_partijen", keten=keten) if p["aan_tafel"] == "ja"]
    return [
        *resultaat(bronnen, kop_),
        kop(1, "Wat is er veranderd sinds het vorige overleg?"),
        *veranderd.summary(sinds),
        *_asked(punten),
        kop(1, "Afspraken die nog lopen", nieuwe_pagina=True),
        *lijsten.afspraakblokken(
            lijsten.open_afspraken(afspraken),
            afspraken,
            "Afspraken die nog lopen, oudste termijn eerst",
            "Er loopt geen afspraak.",
            tot_dag,
        ),
        *_points(bronnen, punten, cijfers, signalen, (afspraken, knelpunten), duidingen, aan_tafel, kop_),
        kop(1, "Knelpunten die open staan"),
        *lijsten.knelpuntblokken(lijsten.open_knelpunten(knelpunten), tot_dag, "Er staat geen knelpunt open."),
        *_ladder(bronnen, keten),
        *adviesblokken(bronnen, keten),
        *praktijkblokken(bronnen, overleg, overleggen),
        *veranderd.details(sinds),
        *_annex(cijfers),
    ]


def _questions(bronnen: Bronnen, keten: str, gezocht: set[str]) -> dict[str, Rij]:
    """The questions of the figures, and those of the dossier where a point is about one of these."""
    signalen = {s["signaal"]: s for s in bronnen.rows("signaal_vragen", keten=keten, project=None, indicator=None)}
    if gezocht <= signalen.keys():
        return signalen
    return signalen | {s["signaal"]: s for s in bronnen.dossier_questions(keten)}


def _of_signal(punt: Rij, signalen: Mapping[str, Rij]) -> str | None:
    return signalen[punt["signaal"]]["indicator"] if punt["signaal"] in signalen else None


def resultaat(bronnen: Bronnen, kop_: Rij) -> list[Blok]:
    """What the keten is for: its result, the goals of the chosen body, and those of others without a click."""
    doelen = [d for d in bronnen.rows("paneel_doelen", keten=kop_["keten"], project=None) if not d["is_voorbij"] and not d["project"]]
    voorkeur, andere = ([d for d in doelen if d["is_voorkeur"] is soort] for soort in (True, False))
    vast = lijst([(d["omschrijving"], _whose(d)) for d in voorkeur])
    geen = alinea("Er is geen voorkeursdoel van een gekozen bestuur geleverd.", "leeg")
    return [
        kop(1, "Het maatschappelijk resultaat"),
        alinea(kop_["maatschappelijk_resultaat"] or "Ontbreekt.", "groot"),
        alinea("Voorkeursdoel van het gekozen bestuur", "vet"),
        vast if voorkeur else geen,
        *([alinea("Doelen van anderen", "vet"), lijst([f"{d['omschrijving']} ({_whose(d)})" for d in andere])] if andere else []),
    ]


def _whose(doel: Rij) -> str:
    delen = [
        doel["van_partij"] or "van wie is niet genoemd",
        doel["status"] or "status onbekend",
        opmaak.tijdvak(doel["van"], doel["tot"]) if doel["van"] or doel["tot"] else "",
    ]
    return " · ".join(deel for deel in delen if deel)


def _asked(punten: Sequence[Rij]) -> list[Blok]:
    """Which besluiten are asked, and which questions are to be discussed."""
    if not punten:
        return [kop(1, "De agenda"), alinea("Er staat nog niets op de agenda van dit overleg.", "leeg")]
    gevraagd = [p for p in punten if p["soort"] in GEVRAAGD]
    rest = [p for p in punten if p["soort"] not in GEVRAAGD]
    geen = [alinea("Er wordt geen besluit gevraagd.")]
    return [
        kop(1, "Welke besluiten worden gevraagd?"),
        alinea(_time(punten), "klein", vast=True),
        *([_agenda("Gevraagde besluiten", gevraagd)] if gevraagd else geen),
        kop(1, "Welke vragen bespreken we?"),
        *([_agenda("Vragen om te bespreken", rest)] if rest else [alinea("Er staan geen andere vragen op de agenda.")]),
    ]


def _agenda(wat: str, punten: Sequence[Rij]) -> Blok:
    rijen = [
        [str(p["nr"]), cel(p["vraag"], *_deferred(p), vet=True), opmaak.met_hoofdletter(p["soort"]), cel(p["partij"]), _minutes(p)]
        for p in punten
    ]
    return tabel(wat, ("Punt", "Vraag", "Soort", "Brengt in", "Minuten"), rijen, (0.6, 4, 1.1, 1.8, 1), getallen=(4,))


def _minutes(punt: Rij) -> Blok:
    return cel(opmaak.getal(punt["minuten"]) if punt["minuten"] else None)


def _deferred(punt: Rij) -> list[str]:
    """How often a point was put off: the hard ones must not be parked for ever."""
    return [f"al {opmaak.aantal(punt['keer'], 'keer', 'keer')} doorgeschoven"] if punt["keer"] else []


def _time(punten: Sequence[Rij]) -> str:
    minuten, zonder = sum(p["minuten"] or 0 for p in punten), sum(not p["minuten"] for p in punten)
    if not minuten:
        return "Hoeveel tijd de punten krijgen, ontbreekt. De nummers zijn die van de agenda."
    rest = f"; bij {opmaak.aantal(zonder, 'punt', 'punten')} ontbreekt de tijd" if zonder else ""
    return f"Samen {opmaak.aantal(minuten, 'minuut', 'minuten')}{rest}. De nummers zijn die van de agenda."


def _points(
    bronnen: Bronnen,
    punten: Sequence[Rij],
    cijfers: Mapping[str, Cijfer],
    signalen: Mapping[str, Rij],
    versies: tuple[Versies, Versies],
    duidingen: Sequence[Rij],
    aan_tafel: Sequence[str],
    kop_: Rij,
) -> list[Blok]:
    if not punten:
        return []
    blokken = [kop(1, "De punten van de agenda", nieuwe_pagina=True), *_four_sides(bronnen, cijfers, kop_["keten"])]
    getoond: dict[str, int] = {}
    uitgelegd: set[str] = set()
    for punt in punten:
        cijfer = cijfers.get(punt["indicator"] or "")
        beeld: list[Blok] = []
        if cijfer and punt["indicator"] in getoond:
            beeld = [alinea(f"Het cijfer “{cijfer.naam}” staat bij punt {getoond[punt['indicator']]}.")]
        elif cijfer:
            getoond[punt["indicator"]] = punt["nr"]
            beeld = cijferblokken(cijfer, uitgelegd)
        met_grafiek = any(b["blok"] in ("figuur", "figuren") for b in beeld)
        titel = kop(2, f"{punt['nr']}. {punt['vraag']}", SOORTEN[punt["soort"]], nieuwe_pagina=met_grafiek and punt["nr"] > 1)
        blokken += [titel, alinea(_meta(punt), "klein", vast=True), *_signal(signalen.get(punt["signaal"] or "")), *beeld]
        blokken += _linked(punt, versies, lijsten.last_day(kop_, bronnen.peildatum))
        if cijfer or punt["signaal"]:
            blokken += _stories(punt, duidingen, cijfer, aan_tafel)
    return blokken


def _meta(punt: Rij) -> str:
    minuten = opmaak.aantal(punt["minuten"], "minuut", "minuten") if punt["minuten"] else "tijd: ontbreekt"
    return " · ".join([f"Brengt in: {punt['partij'] or 'ontbreekt'}", minuten, *_deferred(punt)])


def _four_sides(bronnen: Bronnen, cijfers: Mapping[str, Cijfer], keten: str) -> list[Blok]:
    """The four sides next to each other, equally large: what of each is on the agenda. An empty side says so."""
    gemeten = {rij["dimensie"] for rij in bronnen.rows("paneel_indicatoren", keten=keten, project=None)}
    kolommen = []
    for kant in KANTEN:
        namen = sorted(c.naam for c in cijfers.values() if c.paspoort["dimensie"] == kant)
        leeg = "geen cijfer op deze agenda" if kant in gemeten else "niet gemeten in deze keten"
        kolommen.append({**cel(";\n".join(namen)), "tekst": ";\n".join(namen) or leeg, "ontbreekt": not namen})
    koppen = [opmaak.met_hoofdletter(dimensie({"dimensie": kant})) for kant in KANTEN]
    return [
        alinea("Welke van de vier kanten staan op de agenda?", "vet"),
        tabel("De vier kanten op deze agenda", koppen, [kolommen], (1, 1, 1, 1)),
    ]


def _signal(signaal: Rij | None) -> list[Blok]:
    """The question that the figures raise, and what may be the matter as well."""
    if signaal is None:
        return []
    blokken = [
        alinea(signaal["vraag"], "vraag"),
        alinea(f"{tijd(signaal['van'], signaal['tot'])} · regel: {signaal['titel'].lower()}", "klein"),
    ]
    if signaal["onschuldig"]:
        blokken.append(alinea(f"Wat kan er ook aan de hand zijn? {' '.join(signaal['onschuldig'])}"))
    return blokken


def _linked(punt: Rij, versies: tuple[Versies, Versies], tot_dag: date) -> list[Blok]:
    afspraken, knelpunten = versies
    blokken: list[Blok] = []
    if punt["afspraak"] in afspraken.per_ding:
        eigen = [afspraken.per_ding[punt["afspraak"]][-1]]
        blokken += lijsten.afspraakblokken(eigen, afspraken, "De afspraak bij dit punt", "", tot_dag)
    if punt["knelpunt"] in knelpunten.per_ding:
        blokken += lijsten.knelpuntblokken([knelpunten.per_ding[punt["knelpunt"]][-1]], tot_dag, "")
    return blokken


def _stories(punt: Rij, duidingen: Sequence[Rij], cijfer: Cijfer | None, aan_tafel: Sequence[str]) -> list[Blok]:
    """The stories beside this figure or question, oldest first, and whose story is missing; names, no counts."""
    eigen = [
        d
        for d in duidingen
        if (punt["signaal"] and d["signaal"] == punt["signaal"]) or (punt["indicator"] and d["indicator"] == punt["indicator"])
    ]
    stil = sorted(set(aan_tafel) - {d["partij"] for d in eigen})
    slot = [alinea(f"Nog geen verhaal bij dit punt van: {opmaak.opsomming(stil)}.", "klein")] if stil and eigen else []
    if not eigen:
        return [alinea("Verhalen van partijen", "vet"), alinea("Nog geen partij vertelde haar verhaal hierbij.", "leeg")]
    return [alinea("Verhalen van partijen", "vet"), verhalen(list(_told(eigen, cijfer))), *slot]


def _told(duidingen: Sequence[Rij], cijfer: Cijfer | None) -> list[Blok]:
    nieuwste = cijfer.nieuwste_levering if cijfer else None
    uit = []
    for plaats, d in enumerate(duidingen):
        eerdere = [e for e in duidingen[:plaats] if e["partij"] == d["partij"]]
        dag = opmaak.datum(d["datum"] or d["op"].date())
        lezers = ["In vertrouwen: alleen voor de tafel van deze keten."] if d["zichtbaarheid"] == "in_vertrouwen" else []
        opmerkingen = [*lezers, *remarks(d, eerdere, nieuwste)]
        uit.append({"wie": d["partij"], "wanneer": dag, "tekst": d["duiding"], "opmerkingen": opmerkingen})
    return uit


def _ladder(bronnen: Bronnen, keten: str) -> list[Blok]:
    werkwijze = bronnen.rows("overleg_werkwijze", keten=keten)
    trap = [trede.strip() for trede in ((werkwijze[0]["trap"] if werkwijze else None) or "").split(";") if trede.strip()]
    return [alinea(f"De niveaus in deze keten, laagste eerst: {opmaak.opsomming(trap)}.", "klein")] if trap else []


def _annex(cijfers: Mapping[str, Cijfer]) -> list[Blok]:
    if not cijfers:
        return []
    blokken = [kop(1, "Bijlage: de cijfers zelf", nieuwe_pagina=True)]
    for cijfer in cijfers.values():
        blokken += [kop(2, cijfer.naam), *cijfertabel(cijfer)]
    return blokken
