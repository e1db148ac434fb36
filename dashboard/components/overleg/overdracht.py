"""What must go to other hands when an overleg ends, its rhythm stops or a role changes hands."""

from typing import Any

import streamlit as st

from dashboard import spiegel
from dashboard.charts.overleg import soort_in_woorden
from dashboard.components import opmaak
from dashboard.components.koppeling import koppeling
from dashboard.components.markering import Html, el, samen
from dashboard.components.overleg.opslaan import changes, filled, form_key, keep, kop, opened, read_only_reason
from dashboard.dossier import lezen
from dashboard.dossier.register import Daad, Wie, now
from dashboard.dossier.ritme import Ritme, ritmes
from dashboard.dossier.tijd import today

EERST_GETOOND = 8  # things one by one; more than this is behind a click
Rij = dict[str, Any]


def overdracht(overleg: Rij, door: Wie | None) -> None:
    """The list, what could go on it in one click, and a form for anything else."""
    rijen = lezen.read_rows("overleg_overdracht", overleg=overleg["id"])
    kop("Overdracht", _lijst(rijen))
    if read_only_reason():
        return
    if reden := why_hand_over(overleg):
        _aanbod(overleg, reden, door)
    if lopend := [r for r in rijen if not r["gedaan_op"]]:
        _afvinken(lopend, door)
    _add(overleg, door)


def _lijst(rijen: list[Rij]) -> Html:
    if not rijen:
        return el("p", "Er staat niets op de overdrachtslijst.")
    return el("ul", [el("li", r["wat"], el("span", _hands(r), klasse="ks-herleid")) for r in rijen], klasse="ks-lijst")


def _hands(rij: Rij) -> str:
    gedaan = f"overgedragen op {opmaak.datum(rij['gedaan_op'])}" if rij["gedaan_op"] else "nog niet overgedragen"
    return f"van {rij['van_rol'] or 'onbekend'} naar {rij['naar_rol'] or 'ontbreekt'} · {gedaan}"


def why_hand_over(overleg: Rij) -> str | None:
    """Why open things look for other hands: the overleg ends, or it is the last of a soort whose rhythm stopped."""
    if overleg["borgingsplan"]:
        return "Dit overleg stopt of gaat rusten."
    overleggen = lezen.read_rows("overleg_lijst", keten=overleg["keten"])
    werkwijze: Rij = next(iter(lezen.read_rows("overleg_werkwijze", keten=overleg["keten"])), {})
    reeksen = ritmes(overleggen, spiegel.read_bouw().peildatum, werkwijze.get("interval_dagen"))
    if any(_is_last(overleg, ritme) for ritme in reeksen):
        soort = soort_in_woorden(overleg["soort"]) if overleg["soort"] else "overleg van deze soort"
        return f"Na dit overleg stopte het ritme: er kwam geen {soort} meer."
    return None


def _is_last(overleg: Rij, ritme: Ritme) -> bool:
    return ritme.is_gestokt and (ritme.soort, ritme.laatste) == (overleg["soort"], overleg["datum_van"])


def overdrachtwegen(overleggen: list[Rij], reeksen: list[Ritme]) -> Html | None:
    """From each rhythm that stopped a way to the hand-over list of its last overleg."""
    laatste = [o for o in overleggen if any(_is_last(o, ritme) and o["naam"] == ritme.laatste_naam for ritme in reeksen)]
    return samen([el("p", _weg(o)) for o in laatste]) if laatste else None


def _weg(overleg: Rij) -> Html:
    vraag = f"Wat moet een ander overnemen na het overleg van {opmaak.datum(overleg['datum'])} ({overleg['naam']})?"
    return koppeling(vraag, "overleg", keten=overleg["keten"], overleg=overleg["id"], fase="opvolgen")


def still_open(keten: str) -> list[Rij]:
    """Afspraken and knelpunten of a keten that are open and on no hand-over list yet: kenmerk (its id on the list) and wat."""
    afspraken = [
        {"kenmerk": f"overdracht-afspraak-{a['id']}", "wat": f"Afspraak: {a['afspraak']}", "van": a["voortouw"]}
        for a in lezen.read_rows("overleg_open_afspraken", keten=keten)
    ]
    knelpunten = [
        {"kenmerk": f"overdracht-knelpunt-{k['id']}", "wat": f"Knelpunt: {k['knelpunt']}", "van": k["escalatie_naar"]}
        for k in lezen.read_rows("overleg_open_knelpunten", keten=keten)
    ]
    al_op_lijst = {v["id"] for v in lezen.open_register().versions("overdracht", keten)}
    return [ding for ding in (*afspraken, *knelpunten) if ding["kenmerk"] not in al_op_lijst]


def _aanbod(overleg: Rij, reden: str, door: Wie | None) -> None:
    """What is open in the keten, each with one click, or all of it with one."""
    dingen = still_open(overleg["keten"])
    if not dingen:
        return
    st.html(samen(el("h3", "Dit staat nog open"), el("p", f"{reden} Wie neemt over wat nog open staat?")))
    if len(dingen) > 1 and st.button("Zet alles op de overdrachtslijst", key="overdracht-alles"):
        _hand_over(overleg, dingen, "Alles wat open stond, staat op de overdrachtslijst.", door)
    with st.container(key="ks-aanbod"):
        for ding in dingen[:EERST_GETOOND]:
            _een(overleg, ding, door)
        if rest := dingen[EERST_GETOOND:]:
            with st.expander(f"Toon nog {opmaak.getal(len(rest))}"):
                for ding in rest:
                    _een(overleg, ding, door)


def _een(overleg: Rij, ding: Rij, door: Wie | None) -> None:
    with st.container(horizontal=True, key=f"ks-{ding['kenmerk']}", vertical_alignment="center"):
        st.html(el("p", ding["wat"]))
        gedrukt = st.button("Zet op de lijst", key=ding["kenmerk"])
    if gedrukt:
        _hand_over(overleg, [ding], "Het staat op de overdrachtslijst.", door)


def _hand_over(overleg: Rij, dingen: list[Rij], zin: str, door: Wie | None) -> None:
    """Put these on the list in one act; the id says what it is about, so that nothing comes on it twice."""

    def doe(register: Any, wie: Wie) -> None:
        with register.change_set(Daad(wie, now())) as daad:
            for ding in dingen:
                velden = {"overleg": overleg["id"], "wat": ding["wat"]} | ({"van_rol": ding["van"]} if ding["van"] else {})
                daad.add("overdracht", overleg["keten"], velden, ding["kenmerk"])

    keep("overdracht-aanbod", zin, door, doe)


def _afvinken(lopend: list[Rij], door: Wie | None) -> None:
    """To whom it went, and when."""
    per_id = {r["id"]: r for r in lopend}
    with st.expander("Leg vast wat is overgedragen"):
        gekozen = st.selectbox("Wat is overgedragen?", list(per_id), format_func=lambda id_: per_id[id_]["wat"], placeholder="Kies")
        if gekozen not in per_id:
            return
        naam, rij = f"overgedragen-{gekozen}", per_id[gekozen]
        geopend, sleutel = opened(naam, rij), form_key(naam)
        with st.form(sleutel):
            van_rol = st.text_input("Van welke rol?", value=rij["van_rol"] or "", key=f"{sleutel}-van")
            naar_rol = st.text_input("Naar welke rol?", value=rij["naar_rol"] or "", key=f"{sleutel}-naar")
            dag = st.text_input("Op welke dag? (jaar-maand-dag)", value=today().isoformat(), key=f"{sleutel}-dag")
            gedrukt = st.form_submit_button("Het is overgedragen")
        if gedrukt:
            anders = changes(geopend, filled(van_rol=van_rol, naar_rol=naar_rol, gedaan_op=dag))
            keep(naam, "Het is overgedragen.", door, lambda r, w: r.change("overdracht", gekozen, geopend["nummer"], anders, w))


def _add(overleg: Rij, door: Wie | None) -> None:
    with st.expander("Zet iets op de overdrachtslijst"), st.form(form_key("overdracht")):
        velden = {
            "wat": st.text_area("Wat moet een ander overnemen?", height=90),
            "van_rol": st.text_input("Van welke rol?"),
            "naar_rol": st.text_input("Naar welke rol?"),
        }
        if st.form_submit_button("Bewaar"):
            vol = {n: w for n, w in filled(**velden, overleg=overleg["id"]).items() if w is not None}
            keep("overdracht", "Het staat op de overdrachtslijst.", door, lambda r, w: r.add("overdracht", overleg["keten"], vol, w))
