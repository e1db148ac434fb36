"""Which overleg: the next one, the rhythm of the keten, and all that were held."""

from datetime import date, timedelta
from typing import Any

import streamlit as st

from dashboard.charts.overleg import soort_in_woorden
from dashboard.components import opmaak
from dashboard.components.koppeling import koppeling
from dashboard.components.leeg import lege_staat, niet_gemeten
from dashboard.components.markering import Html, el, samen
from dashboard.components.overleg.adviezen import adviezen
from dashboard.components.overleg.opslaan import as_number, changes, filled, form_key, keep, opened, read_only_reason
from dashboard.components.overleg.overdracht import overdrachtwegen
from dashboard.components.tabel import tabel
from dashboard.dossier.register import Register, Wie
from dashboard.dossier.ritme import DAGEN_VOORAF, DUIDING_DAGEN, Ritme, next_date, ritmes
from etl.contract import contract

EERSTE_OVERLEGGEN = 12
FASE = {"voorbereiding": "voorbereiden", "gehouden": "opvolgen"}
DAGVELDEN: dict[str, tuple[str, int | None]] = {
    "interval_dagen": ("Dagen tussen twee bestuurlijke overleggen", None),
    "cijfers_dagen": ("Dagen vooraf dat de cijfers dichtgaan", DAGEN_VOORAF["cijfers_dagen"]),
    "navraag_dagen": ("Dagen vooraf dat eigenaren vragen krijgen", DAGEN_VOORAF["navraag_dagen"]),
    "stukken_dagen": ("Dagen vooraf dat de stukken uitgaan", DAGEN_VOORAF["stukken_dagen"]),
    "duiding_dagen": ("Dagen dat de eigenaar van een cijfer als eerste aan het woord is", DUIDING_DAGEN),
    "besluit_dagen": ("Dagen waarbinnen over een knelpunt wordt besloten", None),
}
Rij = dict[str, Any]


def kiezen(keten: str, overleggen: list[Rij], werkwijze: Rij, tot_dag: date, door: Wie | None) -> None:
    """The page before an overleg is chosen."""
    komende = [o for o in overleggen if o["stand"] != "gehouden"]
    st.html(_komende(komende, keten))
    if not read_only_reason():
        _plan(keten, overleggen, werkwijze, tot_dag, door)
    reeksen = ritmes(overleggen, tot_dag, werkwijze.get("interval_dagen"))
    st.html(samen(ritmeblok(reeksen), overdrachtwegen(overleggen, reeksen)))
    if not read_only_reason():
        _agree(keten, werkwijze, door)
    adviezen(keten, door)
    if gehouden := [o for o in overleggen if o["stand"] == "gehouden"]:
        st.html(_gehouden(gehouden, keten))


def _komende(komende: list[Rij], keten: str) -> Html:
    if not komende:
        return samen(el("h2", "Het volgende overleg"), lege_staat("Er is nog geen volgend overleg gepland."))
    regels = [el("li", overlegkoppeling(o, keten), el("span", _when(o), klasse="ks-herleid")) for o in reversed(komende)]
    return samen(el("h2", "Het volgende overleg"), el("ul", regels, klasse="ks-lijst ks-overleglijst"))


def overlegkoppeling(overleg: Rij, keten: str) -> Html:
    """A link to an overleg, in the phase it is in."""
    return koppeling(overleg["naam"], "overleg", keten=keten, overleg=overleg["id"], fase=FASE[overleg["stand"]])


def _when(overleg: Rij) -> str:
    dag = opmaak.datum(overleg["datum"]) if overleg["datum"] else "datum: ontbreekt"
    return f"{dag} · in voorbereiding"


def ritmeblok(reeksen: list[Ritme]) -> Html:
    """How often each soort meets; where it stopped, what followed and after how many days."""
    titel = el("h2", "Het ritme")
    if not reeksen:
        return samen(titel, lege_staat("Er is nog geen overleg met een bekende dag."))
    rijen = [[_soort(r), opmaak.aantal(r.aantal, "keer", "keer"), _rhythm(r), opmaak.datum(r.laatste), _silence(r)] for r in reeksen]
    koppen = ["Soort overleg", "Gehouden", "Ritme", "Laatste", "Sindsdien"]
    return samen(titel, tabel("Ritme per soort overleg", koppen, rijen, toon_onderschrift=False), [_after(r) for r in reeksen if r.daarna])


def _soort(ritme: Ritme) -> str:
    return opmaak.met_hoofdletter(soort_in_woorden(ritme.soort)) if ritme.soort else "Soort onbekend"


def _rhythm(ritme: Ritme) -> str:
    if ritme.afgesproken:
        return f"afgesproken: om de {opmaak.aantal(ritme.afgesproken, 'dag', 'dagen')}"
    return f"gewoonlijk om de {opmaak.aantal(ritme.gewoonlijk, 'dag', 'dagen')}" if ritme.gewoonlijk else "nog geen ritme te zien"


def _silence(ritme: Ritme) -> str:
    """How long there was none: people think in days about a rhythm, and in years about one that stopped."""
    if not ritme.is_gestokt:
        return opmaak.aantal(ritme.dagen_sinds, "dag", "dagen")
    return f"{opmaak.duur(ritme.laatste, ritme.laatste + timedelta(days=ritme.dagen_sinds))} geen; het ritme stopte"


def _after(ritme: Ritme) -> Html:
    regels = [
        el("li", f"{opmaak.aantal(dagen, 'dag', 'dagen')} later, op {opmaak.datum(dag)}: {naam}") for dagen, dag, naam in ritme.daarna
    ]
    zin = f"{_soort(ritme)} stopte op {opmaak.datum(ritme.laatste)} ({ritme.laatste_naam}). Daarna kwamen de partijen bijeen:"
    return samen(el("p", zin), el("ul", regels, klasse="ks-lijst"))


def _gehouden(gehouden: list[Rij], keten: str) -> Html:
    rijen = [
        [overlegkoppeling(o, keten), opmaak.datum(o["datum"]) if o["datum"] else niet_gemeten("ontbreekt"), o["soort"], o["uitkomst"]]
        for o in gehouden
    ]
    koppen = ["Overleg", "Datum", "Soort", "Uitkomst"]
    eerste = tabel("Gehouden overleggen, nieuwste eerst", koppen, rijen[:EERSTE_OVERLEGGEN], toon_onderschrift=False)
    rest = rijen[EERSTE_OVERLEGGEN:]
    ouder = tabel("Oudere overleggen", koppen, rest, toon_onderschrift=False) if rest else None
    summary = el("summary", f"Toon {opmaak.aantal(len(rest), 'ouder overleg', 'oudere overleggen')}")
    return samen(el("h2", "Gehouden"), eerste, el("details", summary, ouder) if rest else None)


def _plan(keten: str, overleggen: list[Rij], werkwijze: Rij, tot_dag: date, door: Wie | None) -> None:
    """A new overleg; the date the rhythm gives stands there already."""
    bestuurlijk = [o["datum_van"] for o in overleggen if o["soort"] == "bestuurlijk" and o["datum_van"] and o["datum_van"] <= tot_dag]
    volgende = next_date(max(bestuurlijk), werkwijze) if bestuurlijk else None
    with st.expander("Plan een overleg"), st.form(form_key("plan")):
        naam = st.text_input("Naam", value="Bestuurlijk overleg")
        datum = st.text_input("Datum (jaar-maand-dag)", value=volgende.isoformat() if volgende else "", placeholder="2026-12-17")
        soorten = list(contract()["overleggen"].kolom("soort").keuzes)
        soort = st.selectbox("Soort", soorten, index=soorten.index("bestuurlijk"), placeholder="Kies")
        if st.form_submit_button("Plan dit overleg"):
            velden = filled(naam=naam, datum=datum, soort=soort, stand="voorbereiding")
            keep("plan", f"{naam} is gepland.", door, lambda r, w: r.add("overleg", keten, velden, w))


def _agree(keten: str, werkwijze: Rij, door: Wie | None) -> None:
    """What the keten agreed about its rhythm; saved as a whole."""
    with st.expander("Afspraken over het ritme"):
        naam = f"werkwijze-{keten}"
        geopend, sleutel = opened(naam, werkwijze), form_key(naam)
        with st.form(sleutel):
            datum = st.text_input("Volgende datum (jaar-maand-dag)", value=werkwijze.get("volgende_datum") or "", key=f"{sleutel}-datum")
            dagen = {veld: _days(*deel, werkwijze.get(veld), f"{sleutel}-{veld}") for veld, deel in DAGVELDEN.items()}
            vraag = "Niveaus voor een knelpunt, laagste eerst, met puntkomma's"
            trap = st.text_input(vraag, value=werkwijze.get("trap") or "", key=f"{sleutel}-trap")
            if st.form_submit_button("Bewaar deze afspraken"):
                anders = changes(geopend, filled(volgende_datum=datum, trap=trap, **dagen))

                def doe(register: Register, wie: Wie) -> None:
                    if geopend:
                        register.change("werkwijze", keten, geopend["nummer"], anders, wie)
                    else:
                        register.add("werkwijze", keten, anders, wie, id_=keten)

                keep(naam, "De afspraken over het ritme zijn bewaard.", door, doe)


def _days(vraag: str, standaard: int | None, waarde: int | None, sleutel: str) -> int | str | None:
    getal = waarde if waarde is not None else standaard
    return as_number(st.text_input(vraag, value="" if getal is None else str(getal), max_chars=4, key=sleutel))
