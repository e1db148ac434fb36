"""Preparing an overleg: what changed, what is open, who has not spoken, and the agenda that is made of it."""

from typing import Any

import streamlit as st

from dashboard import spiegel
from dashboard.components import opmaak
from dashboard.components.kalender import overlegknop
from dashboard.components.keten import ketenkop
from dashboard.components.koppeling import adres, koppeling
from dashboard.components.leeg import lege_staat, niet_gemeten
from dashboard.components.markering import Html, el, samen
from dashboard.components.overleg.opslaan import filled, form_key, keep, kop, read_only_reason
from dashboard.components.overleg.punten import add_point, agenda, choices, edit_points
from dashboard.components.overleg.stukken import download_stukken
from dashboard.components.overleg.verhalen import first_for_owner, missing_voices, verhaalblok
from dashboard.components.signaal import newest_first
from dashboard.dossier import lezen
from dashboard.dossier import vragen as dossiervragen
from dashboard.dossier.register import Wie
from dashboard.dossier.ritme import DUIDING_DAGEN, mijlpalen, previous
from dashboard.dossier.tijd import today
from etl.contract import contract

Rij = dict[str, Any]


def voorbereiden(overleg: Rij, overleggen: list[Rij], werkwijze: Rij, door: Wie | None) -> None:
    """The whole page, from what the keten is for to the private notes."""
    keten = overleg["keten"]
    punten = lezen.read_rows("overleg_punten", overleg=overleg["id"])
    duidingen = lezen.read_rows("overleg_duidingen", keten=keten)
    partijen = spiegel.read_rows("keten_partijen", keten=keten)
    afspraken = lezen.read_rows("overleg_open_afspraken", keten=keten)
    knelpunten = lezen.read_rows("overleg_open_knelpunten", keten=keten)
    st.html(samen(ketenkop(keten), _dagen(overleg, werkwijze)))
    overlegknop(overleg, werkwijze)
    if sinds := _sinds(overleg, overleggen):
        st.html(sinds)
    download_stukken(overleg, "stukken")
    kop("De agenda", agenda(punten, keten))
    if not read_only_reason():
        with st.expander("Zet iets op de agenda", expanded=True):
            add_point(overleg, punten, choices(_vragen(keten), afspraken, knelpunten, _deferred(keten)), _namen(partijen), door)
        edit_points(punten, _namen(partijen), door)
    kop("Het verhaal bij de cijfers", missing_voices(partijen, duidingen, punten) or el("p", "Er staan nog geen cijfers op de agenda."))
    for p in punten:
        if p["signaal"] or p["indicator"]:
            dagen = werkwijze.get("duiding_dagen")
            eerst = first_for_owner(p, DUIDING_DAGEN if dagen is None else dagen, spiegel.read_bouw().peildatum) if p["indicator"] else None
            st.html(samen(el("p", p["vraag"], klasse="ks-signaalvraag"), eerst))
            verhaalblok(keten, p, duidingen, p["id"], door)
    st.html(samen(_afspraken(afspraken, keten), _knelpunten(knelpunten)))
    _praktijk(keten, door)
    _notities(overleg, door)
    if overleg["stand"] != "gehouden" and not read_only_reason():
        st.html(
            el(
                "p",
                el("a", "Begin het overleg", href=adres("overleg", keten=keten, overleg=overleg["id"], fase="houden"), klasse="ks-knop"),
            )
        )


def _namen(partijen: list[Rij]) -> list[str]:
    return sorted({p["partij"] for p in partijen})


def _dagen(overleg: Rij, werkwijze: Rij) -> Html:
    """The days that follow from the date."""
    if not overleg["datum_van"] or overleg["datum_van"] != overleg["datum_tot"]:
        return lege_staat("De dag van dit overleg is nog niet bekend. Daardoor zijn ook de dagen ervoor niet bekend.")
    regels = [el("li", el("strong", opmaak.datum(dag)), f" {wat}") for wat, dag in mijlpalen(overleg["datum_van"], werkwijze)]
    regels.append(el("li", el("strong", opmaak.datum(overleg["datum_van"])), f" {overleg['naam']}"))
    return samen(el("h2", "Op weg naar het overleg"), el("ol", regels, klasse="ks-mijlpalen"))


def _sinds(overleg: Rij, overleggen: list[Rij]) -> Html | None:
    """A way to what changed since the previous overleg of this soort."""
    vorige = previous(overleg, overleggen)
    if vorige is None:
        return None
    weg = koppeling(
        f"Wat is er veranderd sinds het vorige overleg ({opmaak.datum(vorige['datum'])})?",
        "verschil",
        keten=overleg["keten"],
        sinds=vorige["datum"],
    )
    return el("p", weg, klasse="ks-naar-verschil")


def _deferred(keten: str) -> list[Rij]:
    """Points of earlier overleggen that were put off and are not on this agenda or a later one yet."""
    return lezen.read_rows("overleg_doorgeschoven", keten=keten)


def _vragen(keten: str) -> list[Rij]:
    """What figures and the dossier ask, newest first."""
    over_cijfers = spiegel.read_rows("signaal_vragen", keten=keten, project=None, indicator=None)
    return newest_first([*over_cijfers, *dossiervragen.vragen(keten)])


def _afspraken(afspraken: list[Rij], keten: str) -> Html:
    titel = el("h2", "Afspraken die nog lopen")
    if not afspraken:
        return samen(titel, el("p", "Er loopt geen afspraak."))
    return samen(titel, el("ul", [afspraakkaart(a, keten) for a in afspraken], klasse="ks-afspraakkaarten"))


def afspraakkaart(a: Rij, keten: str | None = None) -> Html:
    """An afspraak as a picture of four fields; what is not filled in says ontbreekt, moved dates stay in sight."""
    eerder = [el("s", opmaak.datum(dag)) for dag in a.get("eerdere_data") or []]
    klaar = opmaak.datum(a["klaar_op"]) if a["klaar_op"] else niet_gemeten("ontbreekt")
    wat = koppeling(a["afspraak"], "afspraken", keten=keten, anker=a["id"]) if keten else a["afspraak"]
    return el(
        "li",
        el("p", wat, klasse="ks-afspraak"),
        el(
            "dl",
            _veld("Voortouw", a["voortouw"] or niet_gemeten("ontbreekt")),
            _veld("Met", a["betrokken_partijen"] or niet_gemeten("ontbreekt")),
            _veld("Klaar op", samen([samen(d, " ") for d in eerder], klaar, " · over datum" if a.get("is_over_datum") else None)),
        ),
    )


def _veld(naam: str, waarde: object) -> Html:
    return el("div", el("dt", naam), el("dd", waarde))


def _knelpunten(knelpunten: list[Rij]) -> Html:
    titel = el("h2", "Knelpunten die open staan")
    if not knelpunten:
        return samen(titel, el("p", "Er staat geen knelpunt open."))
    return samen(
        titel, el("ul", [el("li", k["knelpunt"], el("span", _where(k), klasse="ks-herleid")) for k in knelpunten], klasse="ks-lijst")
    )


def _where(knelpunt: Rij) -> str:
    sinds = f"open sinds {opmaak.datum(knelpunt['datum'])}" if knelpunt["datum"] else "open sinds: ontbreekt"
    duur = f" ({opmaak.duur(knelpunt['datum_van'], knelpunt['peildatum'])})" if knelpunt["datum_van"] else ""
    return f"{sinds}{duur} · ligt bij: {knelpunt['escalatie_naar'] or 'ontbreekt'}"


def _from(rij: Rij) -> str:
    return f"{rij['actorgroep'] or 'groep onbekend'} · {opmaak.datum(rij['datum']) if rij['datum'] else 'datum onbekend'}"


def _praktijk(keten: str, door: Wie | None) -> None:
    """Signals and stories from the work floor."""
    rijen = lezen.read_rows("overleg_praktijk", keten=keten)
    regels = [el("li", r["praktijksignaal"], el("span", _from(r), klasse="ks-herleid")) for r in rijen]
    kop("Van de werkvloer", el("ul", regels, klasse="ks-lijst") if regels else el("p", "Er is nog niets van de werkvloer opgeschreven."))
    if read_only_reason():
        return
    with st.expander("Schrijf op wat er op de werkvloer speelt"):
        groepen = list(contract()["oordelen"].kolom("actorgroep").keuzes)
        with st.form(form_key("praktijk")):
            tekst = st.text_area("Wat is er gezien of verteld? Noem geen namen van mensen.", height=110)
            groep = st.selectbox("Van wie komt het?", groepen, index=groepen.index("professional"), placeholder="Kies")
            if st.form_submit_button("Bewaar"):
                velden = filled(praktijksignaal=tekst, actorgroep=groep, datum=today().isoformat())
                vol = {n: w for n, w in velden.items() if w is not None}
                keep("praktijk", "Bewaard.", door, lambda r, w: r.add("praktijksignaal", keten, vol, w))


def _may_read_notes(keten: str) -> bool:
    voor = spiegel.zicht().voorbereiding
    return voor is None or keten in voor


def _notities(overleg: Rij, door: Wie | None) -> None:
    """Notes for those who prepare; they are in no packet and no export."""
    if door is None or door.rol != "regisseur" or not _may_read_notes(overleg["keten"]):
        return
    rijen = lezen.read_rows("overleg_notities", overleg=overleg["id"])
    kop("Eigen aantekeningen", el("p", "Alleen voor wie voorbereidt. Zij komen niet in de stukken.", klasse="ks-bron"))
    st.html(el("ul", [el("li", r["notitie"]) for r in rijen], klasse="ks-lijst") if rijen else el("p", "Nog geen aantekeningen."))
    if read_only_reason():
        return
    with st.form(form_key("notitie")):
        tekst = st.text_area("Aantekening", height=90)
        if st.form_submit_button("Bewaar de aantekening"):
            velden = filled(overleg=overleg["id"], notitie=tekst)
            keep("notitie", "De aantekening is bewaard.", door, lambda r, w: r.add("notitie", overleg["keten"], velden, w))
