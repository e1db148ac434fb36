"""The papers after an overleg: what was decided per point, and what was agreed."""

from collections.abc import Sequence
from datetime import date

from dashboard.components import opmaak
from dashboard.components.registervergelijking import Versies
from dashboard.rapport import register
from dashboard.rapport.blokken import Blok, alinea, kop, lijst, verhalen
from dashboard.rapport.bronnen import Bronnen, Rij
from dashboard.rapport.register import read_versies
from dashboard.rapport.stukken import SOORTEN, resultaat

STANDEN = {"open": "nog niet besproken", "besproken": "besproken", "doorgeschoven": "doorgeschoven naar een volgend overleg"}


def besluitenlijst(bronnen: Bronnen, kop_: Rij, overleg: Rij) -> list[Blok]:
    """Per point: what was decided, who sees it otherwise, whether it works, and what was agreed."""
    punten = bronnen.rows("overleg_punten", overleg=overleg["id"])
    opbrengst = bronnen.rows("overleg_opbrengst", overleg=overleg["id"])
    afspraken = read_versies(bronnen, "afspraak", kop_["keten"])
    tot_dag = register.last_day(kop_, bronnen.peildatum)
    bekend = {p["id"] for p in punten}
    los = [o for o in opbrengst if o["agendapunt"] not in bekend]
    blokken = [*resultaat(bronnen, kop_), kop(1, "Besluiten per punt van de agenda")]
    if not punten:
        blokken.append(alinea("Dit overleg had geen agendapunten.", "leeg"))
    for nr, punt in enumerate(punten, start=1):
        blokken += [kop(2, f"{nr}. {punt['vraag']}", SOORTEN[punt["soort"]].split(",")[0]), alinea(_state(punt), "klein")]
        blokken += _outcome(punt)
        blokken += _yield([o for o in opbrengst if o["agendapunt"] == punt["id"]], afspraken, tot_dag)
        blokken += _works(punt)
    if los:
        blokken += [kop(2, "Vastgelegd buiten de agenda"), *_yield(los, afspraken, tot_dag)]
    if not punten and not opbrengst:
        blokken.append(alinea("Er is geen besluit vastgelegd."))
    return blokken


def afsprakenlijst(bronnen: Bronnen, kop_: Rij, overleg: Rij) -> list[Blok]:
    """The new afspraken of this overleg, then those that still run."""
    afspraken = read_versies(bronnen, "afspraak", kop_["keten"])
    tot_dag = register.last_day(kop_, bronnen.peildatum)
    nieuw = [a for a in afspraken.nu() if a["overleg"] == overleg["id"]]
    lopend = [a for a in register.open_afspraken(afspraken) if a["overleg"] != overleg["id"]]
    return [
        kop(1, "Nieuwe afspraken"),
        *register.afspraakblokken(nieuw, afspraken, "Nieuwe afspraken", "In dit overleg is geen afspraak gemaakt.", tot_dag),
        kop(1, "Afspraken die nog lopen"),
        *register.afspraakblokken(
            lopend, afspraken, "Afspraken die nog lopen, oudste termijn eerst", "Er loopt geen andere afspraak.", tot_dag
        ),
    ]


def _state(punt: Rij) -> str:
    keer = f"al {opmaak.aantal(punt['keer'], 'keer', 'keer')} eerder doorgeschoven" if punt["keer"] else ""
    delen = [f"Brengt in: {punt['partij'] or 'ontbreekt'}", STANDEN[punt["stand"] or "open"], keer]
    return " · ".join(deel for deel in delen if deel)


def _outcome(punt: Rij) -> list[Blok]:
    return [alinea(punt["uitkomst"])] if punt["uitkomst"] else []


def _yield(opbrengst: Sequence[Rij], afspraken: Versies, tot_dag: date) -> list[Blok]:
    """Besluiten first, the minority views beside them in their own words, then afspraken and knelpunten."""
    per_soort = {soort: [o for o in opbrengst if o["soort"] == soort] for soort in ("besluit", "standpunt", "afspraak", "knelpunt")}
    blokken = [alinea("Besluit", "vet"), *(lijst([b["tekst"] for b in per_soort["besluit"]]),)] if per_soort["besluit"] else []
    if not per_soort["besluit"]:
        blokken = [alinea("Hierover is geen besluit vastgelegd.")]
    if per_soort["standpunt"]:
        blokken.append(alinea("Wie het anders ziet", "vet"))
        blokken.append(
            verhalen(
                [
                    {"wie": s["partij"], "wanneer": f"vastgelegd op {opmaak.datum(s['op'].date())}", "tekst": s["tekst"], "opmerkingen": []}
                    for s in per_soort["standpunt"]
                ]
            )
        )
    eigen = [afspraken.per_ding[a["id"]][-1] for a in per_soort["afspraak"] if a["id"] in afspraken.per_ding]
    blokken += register.afspraakblokken(eigen, afspraken, "Afspraken bij dit punt", "", tot_dag) if eigen else []
    if per_soort["knelpunt"]:
        regels = [(k["tekst"], f"Ligt nu bij: {k['escalatie_naar'] or 'ontbreekt'}") for k in per_soort["knelpunt"]]
        blokken += [alinea("Knelpunt", "vet"), lijst(regels)]
    return blokken


def _works(punt: Rij) -> list[Blok]:
    """Werkt het? with the reason; silent where it was not asked."""
    if not punt["werkt_het"]:
        return [alinea("Werkt het? Niet besproken.", "klein")]
    omdat = punt["werkt_het_omdat"] or "de reden ontbreekt"
    return [alinea("Werkt het?", "vet"), alinea(f"{opmaak.met_hoofdletter(punt['werkt_het'])}, want: {omdat}")]
