"""After an overleg: the lists, the round of questions, what goes to other hands, and how the result is kept."""

from typing import Any

import streamlit as st

from dashboard.components import opmaak
from dashboard.components.leeg import niet_gemeten
from dashboard.components.markering import Html, el, samen
from dashboard.components.overleg.opbrengst import voorlezen
from dashboard.components.overleg.opslaan import filled, form_key, keep, kop, opened, read_only_reason
from dashboard.components.overleg.overdracht import overdracht
from dashboard.components.overleg.stukken import download_stukken
from dashboard.components.tekens import teken
from dashboard.dossier import lezen
from dashboard.dossier.borging import keep_plan
from dashboard.dossier.register import Wie
from dashboard.dossier.ronde import PER_KEER, answer
from etl.contract import contract

VANAF_WANNEER = f"Dat kan vanaf {PER_KEER} antwoorden uit één groep, zodat iedereen anoniem blijft."
BEWAARD_VAN_RONDE = (
    f"Wij bewaren uw groep, uw antwoord en de dag; niet wie u bent. De antwoorden van een groep komen per {PER_KEER} in beeld."
)
OORDELEN = ("positief", "gemengd", "negatief")
Rij = dict[str, Any]


def opvolgen(overleg: Rij, door: Wie | None) -> None:
    """What was agreed, and what has to happen with it."""
    punten = lezen.read_rows("overleg_punten", overleg=overleg["id"])
    kop("Besluiten en afspraken", overleg["uitkomst"] and el("p", overleg["uitkomst"]), _results(overleg, punten))
    download_stukken(overleg, "besluitenlijst", "afsprakenlijst")
    _ronde(overleg)
    overdracht(overleg, door)
    _borging(overleg, door)


def _results(overleg: Rij, punten: list[Rij]) -> Html:
    inhoud = voorlezen(overleg, punten)
    return inhoud or el("p", niet_gemeten("Van dit overleg is niets vastgelegd"), ".")


def _ronde(overleg: Rij) -> None:
    """The short round: proces and resultaat apart, per actorgroep, without a name or a partij."""
    rijen = lezen.read_rows("overleg_ronde", overleg=overleg["id"])
    kop("Hoe vonden de deelnemers het?", _round_results(rijen))
    if read_only_reason():
        return
    groepen = list(contract()["oordelen"].kolom("actorgroep").keuzes)
    with st.expander("Beantwoord de twee vragen"):
        st.html(
            el(
                "p",
                f"Wij bewaren uw groep, uw antwoord en de dag; niet wie u bent. Antwoorden van een groep zijn pas te zien per {PER_KEER}.",
                klasse="ks-bron",
            )
        )
        with st.form(form_key("ronde")):
            groep = st.selectbox("Uw groep", groepen, placeholder="Kies")
            proces = st.radio("Hoe ging het overleg?", OORDELEN, index=None, horizontal=True)
            proceswoorden = st.text_input("In één zin, als u wilt (over het overleg)")
            resultaat = st.radio("Wat leverde het op?", OORDELEN, index=None, horizontal=True)
            resultaatwoorden = st.text_input("In één zin, als u wilt (over het resultaat)")
            if st.form_submit_button("Verstuur"):
                antwoorden = {"proces": (proces, proceswoorden), "resultaat": (resultaat, resultaatwoorden)}
                keep("ronde", "Dank u. Uw antwoord telt mee.", Wie(None), lambda r, _: answer(r, overleg, groep, antwoorden))


def _round_results(rijen: list[Rij]) -> Html:
    if not rijen:
        return el(
            "p",
            niet_gemeten("Nog geen antwoorden te zien"),
            f". Dat kan vanaf {PER_KEER} antwoorden uit één groep, zodat iedereen anoniem blijft.",
        )
    return samen([_group(r) for r in rijen])


def _group(rij: Rij) -> Html:
    wat = f"{opmaak.met_hoofdletter(rij['actorgroep'])} over het {'overleg' if rij['onderwerp'] == 'proces' else 'resultaat'}"
    return samen(
        el(
            "p",
            el("strong", wat),
            f" ({opmaak.aantal(rij['gehoord'], 'antwoord', 'antwoorden')}): ",
            [samen(teken(o, toon_woord=True), " ") for o in rij["oordelen"]],
        ),
        el("ul", [el("li", woord) for woord in rij["woorden"] or []], klasse="ks-lijst") if rij["woorden"] else None,
    )


def _borging(overleg: Rij, door: Wie | None) -> None:
    """Ending an overleg asks how the result will last and when to look back; a keten is never archived."""
    plan = overleg["borgingsplan"] or niet_gemeten("Er is nog geen borgingsplan")
    terug = (
        f"Terugkijken op {opmaak.datum(overleg['terugkijken_op'])}."
        if overleg["terugkijken_op"]
        else "Een dag om terug te kijken ontbreekt."
    )
    kop("Hoe blijft het resultaat bestaan?", el("p", plan), el("p", terug, klasse="ks-bron"))
    if read_only_reason():
        return
    naam = f"borging-{overleg['id']}"
    geopend, sleutel = opened(naam, overleg), form_key(naam)
    with st.expander("Stop met dit overleg, of laat het rusten"), st.form(sleutel):
        vraag, plan_nu = "Borgingsplan: wie zorgt dat het blijft werken?", overleg["borgingsplan"] or ""
        tekst = st.text_area(vraag, value=plan_nu, height=110, key=f"{sleutel}-plan")
        dag = st.text_input("Op welke dag kijkt u terug? (jaar-maand-dag)", value=overleg["terugkijken_op"] or "", key=f"{sleutel}-dag")
        onderhoud = st.checkbox("Het doel is bereikt: de keten gaat over op onderhoud")
        if st.form_submit_button("Bewaar"):
            velden = filled(borgingsplan=tekst, terugkijken_op=dag)
            keep(
                naam,
                "Het borgingsplan is bewaard.",
                door,
                lambda r, w: keep_plan(r, overleg, geopend["nummer"], velden, w, onderhoud=onderhoud),
            )
