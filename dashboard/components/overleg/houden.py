"""Holding an overleg: one point at a time, large and calm, with a clock that asks to decide or to put off."""

from collections.abc import Callable
from time import time
from typing import Any

import streamlit as st

from dashboard import spiegel
from dashboard.components import opmaak
from dashboard.components.indicatorbeeld import indicatorbeeld
from dashboard.components.koppeling import adres
from dashboard.components.leeg import lege_staat
from dashboard.components.markering import el, samen
from dashboard.components.overleg.opbrengst import opbrengst_van, voorlezen
from dashboard.components.overleg.opslaan import changes, filled, form_key, keep, opened, read_only_reason
from dashboard.components.overleg.punten import SOORTEN, about
from dashboard.components.overleg.velden import afspraakvelden, knelpuntvelden
from dashboard.components.overleg.verhalen import newest_delivery, stories_about, tell, verhalen
from dashboard.components.overleg.voorbereiden import afspraakkaart
from dashboard.dossier import lezen
from dashboard.dossier.register import Register, Wie
from dashboard.dossier.tijd import today

MINUTEN = 5  # a point that takes longer without coming near a decision was not prepared well enough
SECONDEN_TUSSEN_KIJKEN = 5
WERKT_HET = ("doorgaan", "bijsturen", "iets anders proberen")
Rij = dict[str, Any]


def houden(overleg: Rij, door: Wie | None) -> None:
    """The point in the address, and behind the last one everything that was said."""
    keten, punten = overleg["keten"], lezen.read_rows("overleg_punten", overleg=overleg["id"])
    st.html(el("div", klasse="ks-vergadering"))
    if reden := read_only_reason():
        st.html(el("p", reden))
        return
    if not punten:
        weg = el("a", "Maak eerst de agenda", href=adres("overleg", keten=keten, overleg=overleg["id"], fase="voorbereiden"))
        st.html(lege_staat("Er staat niets op de agenda.", weg=weg))
        return
    plaats = _place(punten)
    if plaats == len(punten):
        _einde(overleg, punten, door)
    else:
        _punt(overleg, punten, plaats, door)
    _blader(overleg, plaats, len(punten))
    _volg(lezen.open_register().stand())


def _place(punten: list[Rij]) -> int:
    """Where the meeting is, from the address; past the last point is the end."""
    gevraagd = st.query_params.get("punt", "1")
    if gevraagd == "einde":
        return len(punten)
    return min(max(int(gevraagd) - 1, 0), len(punten) - 1) if gevraagd.isdecimal() else 0


def _punt(overleg: Rij, punten: list[Rij], plaats: int, door: Wie | None) -> None:
    punt, keten = punten[plaats], overleg["keten"]
    wie_brengt = punt["partij"] or "inbrenger ontbreekt"
    boven = f"Punt {plaats + 1} van {len(punten)} · {SOORTEN[punt['soort']].lower()} · {wie_brengt}"
    keer = f"Al {opmaak.aantal(punt['keer'], 'keer', 'keer')} doorgeschoven" if punt["keer"] else None
    st.html(samen(el("p", boven, klasse="ks-bron"), el("h1", punt["vraag"], klasse="ks-vergadervraag"), el("p", keer) if keer else None))
    _klok(punt)
    _beeld(punt, keten)
    duidingen = stories_about(lezen.read_rows("overleg_duidingen", keten=keten), punt)
    if punt["signaal"] or punt["indicator"]:
        st.html(samen(el("h2", "Verhalen van partijen"), verhalen(duidingen, newest_delivery(punt["indicator"]))))
        tell(keten, punt, f"houden-{punt['id']}", door)
    opbrengst = [o for o in lezen.read_rows("overleg_opbrengst", overleg=overleg["id"]) if o["agendapunt"] == punt["id"]]
    st.html(samen(el("h2", "Vastgelegd bij dit punt"), opbrengst_van(opbrengst, punt)))
    _vastleggen(overleg, punt, door)
    _afronden(overleg, punt, plaats, door)


def _beeld(punt: Rij, keten: str) -> None:
    """What the point is about: its chart, afspraak or knelpunt."""
    if punt["indicator"]:
        gegevens = spiegel.read_rows("indicator_paspoort", indicator=punt["indicator"])[0]
        metingen = spiegel.read("indicator_metingen", indicator=punt["indicator"])
        delen = metingen[metingen["gebied"].isna() & metingen["groep"].isna()]
        st.html(samen(el("p", gegevens["naam"], klasse="ks-bron"), indicatorbeeld(gegevens, delen, spiegel.read_bouw().peildatum)))
    elif punt["afspraak"]:
        rijen = [a for a in lezen.read_rows("overleg_open_afspraken", keten=keten) if a["id"] == punt["afspraak"]]
        st.html(el("ul", [afspraakkaart(a) for a in rijen], klasse="ks-afspraakkaarten") if rijen else el("p", about(punt, keten)))
    elif waarover := about(punt, keten):
        st.html(el("p", waarover))


@st.fragment(run_every=SECONDEN_TUSSEN_KIJKEN)
def _klok(punt: Rij) -> None:
    """How long this point takes in this session; after five minutes it asks."""
    begonnen = st.session_state.setdefault(f"begonnen-{punt['id']}", time())
    minuten = int((time() - begonnen) // 60)
    st.html(el("p", clock_sentence(minuten), klasse="ks-klok", role="status"))


def clock_sentence(minuten: int) -> str:
    """What the clock says after so many whole minutes."""
    if minuten >= MINUTEN:
        return f"{opmaak.aantal(minuten, 'minuut', 'minuten')} bezig. Besluiten of doorschuiven?"
    return f"{opmaak.aantal(minuten, 'minuut', 'minuten')} bezig" if minuten else "Net begonnen"


@st.fragment(run_every=SECONDEN_TUSSEN_KIJKEN)
def _volg(stand: int) -> None:
    """Another browser recorded something: show it here too. What is being typed stays."""
    if lezen.open_register().stand() != stand:
        st.rerun()


def _vastleggen(overleg: Rij, punt: Rij, door: Wie | None) -> None:
    """One form per kind; each of the four fields of an afspraak may stay empty and then shows ontbreekt."""
    waar = {"overleg": overleg["id"], "agendapunt": punt["id"]}
    vandaag = today().isoformat()
    _form(
        "besluit",
        "Leg een besluit vast",
        punt,
        lambda: {"besluit": st.text_area("Wat is besloten?", height=90)},
        {**waar, "datum": vandaag},
        overleg,
        door,
    )
    _form("afspraak", "Leg een afspraak vast", punt, afspraakvelden, {**waar, "datum": vandaag, "status": "open"}, overleg, door)
    _form("knelpunt", "Leg een knelpunt vast", punt, lambda: knelpuntvelden(overleg["keten"]), {**waar, "datum": vandaag}, overleg, door)
    _form(
        "standpunt",
        "Leg een minderheidsstandpunt vast",
        punt,
        lambda: _standpuntvelden(overleg["keten"]),
        {**waar, "datum": vandaag},
        overleg,
        door,
    )


def _form(
    soort: str, titel: str, punt: Rij, velden: Callable[[], dict[str, Any]], vast: dict[str, Any], overleg: Rij, door: Wie | None
) -> None:
    naam = f"{soort}-{punt['id']}"
    with st.expander(titel), st.form(form_key(naam)):
        ingevuld = filled(**velden())
        if st.form_submit_button("Bewaar"):
            vol = {n: w for n, w in {**vast, **ingevuld}.items() if w is not None}
            if soort == "knelpunt" and ingevuld.get("escalatie_naar"):
                vol["escalatie_op"] = vast["datum"]
            keep(naam, f"Bewaard: {soort}.", door, lambda r, w: r.add(soort, overleg["keten"], vol, w))


def _standpuntvelden(keten: str) -> dict[str, Any]:
    partijen = sorted({p["partij"] for p in spiegel.read_rows("keten_partijen", keten=keten)})
    return {
        "partij": st.selectbox(
            "Welke partij denkt er anders over?", ["", *partijen], format_func=lambda p: p or "nog niet gekozen", placeholder="Kies"
        ),
        "standpunt": st.text_area("Wat vindt zij?", height=90),
    }


def _afronden(overleg: Rij, punt: Rij, plaats: int, door: Wie | None) -> None:
    """Does it work, and is the point done or put off?"""
    naam = f"afronden-{punt['id']}"
    st.html(el("h2", "Werkt het?"))
    # Fields with a key of their own keep what was typed when somebody else changes the point meanwhile.
    geopend, sleutel = opened(naam, punt), form_key(naam)
    with st.form(sleutel):
        opties = ["", *WERKT_HET]
        huidig = opties.index(punt["werkt_het"]) if punt["werkt_het"] else 0
        werkt = st.radio("Hoe gaan we verder?", opties, huidig, _word, key=f"{sleutel}-werkt", horizontal=True)
        omdat = st.text_input("Waarom?", value=punt["werkt_het_omdat"] or "", key=f"{sleutel}-omdat")
        uitkomst = st.text_input("De uitkomst in één zin", value=punt["uitkomst"] or "", key=f"{sleutel}-uitkomst")
        besproken, schuif = st.form_submit_button("Besproken"), st.form_submit_button("Doorschuiven naar het volgende overleg")
    if not (besproken or schuif):
        return
    velden = filled(werkt_het=werkt, werkt_het_omdat=omdat, uitkomst=uitkomst, stand="besproken" if besproken else "doorgeschoven")

    def doe(register: Register, wie: Wie) -> Rij:
        nieuw = register.change("agendapunt", punt["id"], geopend["nummer"], changes(geopend, velden), wie)
        st.query_params["punt"] = str(plaats + 2)  # only what was kept turns the page
        return nieuw

    keep(naam, "Het punt is besproken." if besproken else "Het punt gaat naar het volgende overleg.", door, doe)


def _word(werkt: str) -> str:
    return werkt or "nog niet besproken"


def _einde(overleg: Rij, punten: list[Rij], door: Wie | None) -> None:
    """Everything read back, and the overleg closed."""
    st.html(samen(el("h1", "Dit is er gezegd en afgesproken", klasse="ks-vergadervraag"), voorlezen(overleg, punten)))
    if overleg["stand"] == "gehouden":
        return
    naam = f"sluiten-{overleg['id']}"
    geopend, sleutel = opened(naam, overleg), form_key(naam)
    with st.form(sleutel):
        vraag = "De uitkomst van dit overleg in enkele zinnen"
        uitkomst = st.text_area(vraag, value=overleg["uitkomst"] or "", height=110, key=f"{sleutel}-uitkomst")
        if st.form_submit_button("Sluit het overleg"):
            velden = filled(uitkomst=uitkomst, stand="gehouden")
            anders = changes(geopend, velden)
            keep(naam, "Het overleg is gesloten.", door, lambda r, w: r.change("overleg", overleg["id"], geopend["nummer"], anders, w))


def _blader(overleg: Rij, plaats: int, aantal: int) -> None:
    """Backward and forward, also with the Page Up and Page Down keys of a presenter."""
    with st.container(horizontal=True, key="ks-blader"):
        if st.button("Vorige", disabled=plaats == 0, shortcut="PageUp", key="vorige"):
            _ga(plaats - 1, aantal)
        if st.button(
            "Volgende" if plaats < aantal - 1 else "Voorlezen en sluiten", disabled=plaats == aantal, shortcut="PageDown", key="volgende"
        ):
            _ga(plaats + 1, aantal)
        terug = adres("overleg", keten=overleg["keten"], overleg=overleg["id"], fase="voorbereiden")
        st.html(el("a", "Terug naar de voorbereiding", href=terug))


def _ga(plaats: int, aantal: int) -> None:
    st.query_params["punt"] = "einde" if plaats >= aantal else str(plaats + 1)
    st.rerun()
