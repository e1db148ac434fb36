"""A concept levering: its makers look at the spiegel as it would be with it, before anybody else does."""

import streamlit as st

from dashboard import spiegel
from dashboard.components import opmaak
from dashboard.components.koppeling import adres
from dashboard.components.leeg import lege_staat
from dashboard.components.markering import Html, el, samen
from dashboard.components.tabel import tabel
from dashboard.toegang.beleid import may_see_concept
from dashboard.toegang.bezoeker import bezoeker
from etl.magazijn import Manifest

PARAMETER = "concept"


class GeenConcept(Exception):
    """The address names a concept that is not there (any more), or that is not for who is here."""


def own_concepts() -> list[Manifest]:
    """The concepts that who is here may see; who looks through the eyes of another made none."""
    hier = bezoeker()
    if hier.bekijkt_als:
        return []
    return [m for m in spiegel.concepts() if hier.stand == "oefenen" or may_see_concept(hier.toekenningen, m.leverancier)]


def carried_concept() -> dict[str, str]:
    """The part of the address that goes along to other pages; nothing when there is no such concept for who is here."""
    gevraagd = st.query_params.get(PARAMETER)
    return {PARAMETER: gevraagd} if gevraagd and gevraagd in {m.levering for m in own_concepts()} else {}


def hold_concept(pagina: str) -> None:
    """Look at the build with the concept in the address, if it names one; the banner on this page says so."""
    gevraagd = st.query_params.get(PARAMETER)
    if not gevraagd or spiegel.held_day():  # what was known on an earlier day holds no concept of now
        return
    concept = next((m for m in own_concepts() if m.levering == gevraagd), None)
    if concept is None:
        raise GeenConcept(gevraagd)
    with st.spinner("De spiegel met dit concept wordt gemaakt. Dat duurt een paar tellen."):
        spiegel.hold_concept(concept)
    st.html(
        el(
            "p",
            el("strong", f"U ziet de spiegel met een concept erin: {concept.naam}. "),
            "Anderen zien dit nog niet. U kunt nu alleen lezen. ",
            back(pagina),
            klasse="ks-peildatum",
            role="status",
        )
    )


def back(pagina: str) -> Html:
    """The same view without the concept."""
    keuze: dict[str, str | None] = {**st.query_params.to_dict(), PARAMETER: None}
    return el("a", "Terug naar wat gedeeld is", href=adres(pagina, **keuze))


def concepten() -> None:
    """On the page Gegevens: the concepts of who is here, and the way to look at each."""
    eigen = own_concepts()
    if not eigen:
        return
    rijen = [_row(m) for m in eigen]
    koppen = ["Levering", "Van", "Geleverd op", "Bekijk"]
    st.html(
        samen(
            el("h2", "Uw concepten", id="concepten"),
            el("p", "Deze leveringen ziet alleen wie ze maakte. Klopt alles? Vraag dan de gegevensbeheerder om ze te delen."),
            el("div", tabel("Uw concepten, nieuwste eerst", koppen, rijen, toon_onderschrift=False), klasse="ks-breedtabel"),
        )
    )


def _row(concept: Manifest) -> list[object]:
    weg = el("a", "Bekijk de spiegel met dit concept", href=adres("overzicht", concept=concept.levering))
    return [concept.naam, concept.leverancier or "leverancier niet genoemd", opmaak.datum(concept.geleverd_dag), weg]


def geen_concept(pagina: str) -> Html:
    """In place of a page: there is no such concept for who is here."""
    return lege_staat("Dit concept is er niet meer, of het is niet voor u.", weg=back(pagina))
