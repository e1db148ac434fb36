"""The part of the page Afspraken where one writes: as whom, what is new, and one thing to bring up to date."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from dashboard.components import opmaak
from dashboard.components.bewerken import bewerk_afspraak, bewerk_knelpunt, is_being_edited, nieuw_knelpunt, nieuwe_afspraak
from dashboard.components.keuze import keuzelijst
from dashboard.components.markering import el, samen
from dashboard.components.overleg.opslaan import bevestiging, read_only_reason
from dashboard.components.verloop import eerder, kaart, stand_van_bevestiging, with_history
from dashboard.components.wie import wie
from dashboard.dossier import lezen
from dashboard.dossier.register import Wie

MEERVOUD = {"afspraak": "afspraken", "knelpunt": "knelpunten"}
STAND = {"afspraak": "afspraken_stand", "knelpunt": "paneel_knelpunten"}
LANGSTE = 90  # a longer text in a list is cut off by the browser anyhow
Rij = dict[str, Any]


def lees(soort: str, keten: str | None, project: str | None) -> tuple[list[Rij], list[Rij]]:
    """What stands in the register, and what was withdrawn from it; each with its history."""
    versies = lezen.read_rows(f"{MEERVOUD[soort]}_versies", keten=keten)
    geleverd = lezen.read_rows(f"{MEERVOUD[soort]}_geleverd", keten=keten)
    staat, weg = (
        with_history(soort, lezen.read_rows(STAND[soort], keten=keten, project=project, ingetrokken=is_weg), versies, geleverd)
        for is_weg in (False, True)
    )
    return staat, weg


def bijwerken(keten: str | None, project: str | None, dingen: Mapping[str, tuple[list[Rij], list[Rij]]]) -> None:
    """New ones, and one that is there; on an earlier day, or without a keten, a sentence says why not."""
    st.html(el("h2", "Vastleggen en bijwerken", id="bijwerken"))
    if reden := read_only_reason():
        st.html(el("p", reden))
        return
    if keten is None:
        st.html(el("p", "Kies bovenaan een keten. Dan kunt u afspraken en knelpunten vastleggen en bijwerken."))
        return
    door = wie()
    nieuwe_afspraak(keten, project, door)
    nieuw_knelpunt(keten, project, door)
    # Here, where one looks after pressing a button. Its place stays when the sentence goes, or the open forms below would close.
    with st.empty():
        bevestiging()
    for soort, (staat, weg) in dingen.items():
        _een(soort, staat, weg, door)


def _een(soort: str, staat: list[Rij], weg: list[Rij], door: Wie | None) -> None:
    """One that is there, with its history and what can be done with it."""
    opties = {rij["id"]: _kort(rij[soort]) for rij in staat} | {rij["id"]: f"Ingetrokken: {_kort(rij[soort])}" for rij in weg}
    if not opties:
        return
    gekozen = keuzelijst(opmaak.met_hoofdletter(soort), soort, opties, alles=f"Kies een {soort} om bij te werken")
    ding = next((rij for rij in [*staat, *weg] if rij["id"] == gekozen), None)
    if ding is None:
        return
    st.html(kaart(ding, soort, _afspraakregels(ding) if soort == "afspraak" else _knelpuntregels(ding)))
    if ding["is_ingetrokken"]:
        reden = ding["reden"] or "ontbreekt"
        st.html(el("p", f"Ingetrokken op {opmaak.datum(ding['op'])} door {ding['stappen'][-1].wie}. Reden: {reden}"))
        if not is_being_edited(soort, ding):
            return
    (bewerk_afspraak if soort == "afspraak" else bewerk_knelpunt)(ding, door)


def _kort(tekst: str) -> str:
    return tekst if len(tekst) <= LANGSTE else f"{tekst[:LANGSTE].rsplit(' ', 1)[0]} …"


def _afspraakregels(a: Rij) -> list[tuple[str, Any]]:
    dag = opmaak.datum(a["klaar_op"]) if a["klaar_op"] else None
    geschoven = eerder(a, "afspraak", "klaar_op", "eerder:")
    stand = samen(a["stand"], [el("span", regel, klasse="ks-herleid") for regel in stand_van_bevestiging(a)])
    return [
        ("Met", a["betrokken_partijen"]),
        ("Voortouw", a["voortouw"]),
        ("Klaar op", samen(dag or "ontbreekt", geschoven) if geschoven else dag),
        ("Stand", stand),
    ]


def _knelpuntregels(k: Rij) -> list[tuple[str, Any]]:
    niveaus = eerder(k, "knelpunt", "escalatie_naar", "eerder bij")
    return [
        ("Sinds", opmaak.datum(k["datum"]) if k["datum"] else None),
        ("Ligt bij", samen(k["escalatie_naar"] or "ontbreekt", niveaus) if niveaus else k["escalatie_naar"]),
        ("Stand", samen(k["stand"], f" ({k['wijze']})" if k["wijze"] else "")),
        ("Oplossing", k["oplossing"]),
    ]
