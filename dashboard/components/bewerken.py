"""Writing in the register: forms for one afspraak or knelpunt. Two people on one thing: the second sees it, and chooses."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import streamlit as st

from dashboard import spiegel
from dashboard.components import opmaak
from dashboard.components.markering import Html, el, samen
from dashboard.components.overleg.opslaan import BEWAARD, changes, filled, form_key, keep, opened
from dashboard.components.overleg.velden import afspraakvelden, knelpuntvelden, ladder
from dashboard.components.tabel import tabel
from dashboard.components.verloop import veldnaam, woord
from dashboard.dossier.afspraken import (
    actor,
    change,
    close,
    confirm,
    escalate,
    keep_effect,
    names,
    next_level,
    objection_to_confirming,
    objection_to_effect,
)
from dashboard.dossier.fouten import Gewijzigd
from dashboard.dossier.register import Register, Wie
from dashboard.dossier.tijd import today
from etl.contract import contract

DAG = "(jaar-maand-dag)"
REGELBREEDTE = 720  # a line people can oversee; on a phone the form is as wide as the screen
Rij = dict[str, Any]
Doe = Callable[[Register, Wie, int], Any]


class Formulier:
    """One form about one thing: opened on a version, with fields that keep what was typed whatever others do meanwhile."""

    def __init__(self, soort: str, ding: Rij, daad: str) -> None:
        self.soort, self.ding, self.naam = soort, ding, f"{soort}-{ding['id']}-{daad}"
        self.sleutel = form_key(self.naam)
        if not any(str(naam).startswith(f"{self.sleutel}:") for naam in st.session_state):
            st.session_state.pop(f"geopend-{self.naam}", None)  # its fields begin anew, from what stands there now
        opened(self.naam, ding)

    @property
    def basis(self) -> Rij:
        """The version the form was opened on."""
        return opened(self.naam, self.ding)

    def tekst(self, veld: str, vraag: str, waarde: str | None = None, *, is_lang: bool = False) -> str:
        """A field for text or a date, with what stands there now."""
        sleutel = self._sleutel(veld, waarde or "")
        return str(st.text_area(vraag, key=sleutel, height=90) if is_lang else st.text_input(vraag, key=sleutel, autocomplete="off"))

    def keuze(self, veld: str, vraag: str, keuzes: Iterable[str], waarde: str | None) -> str:
        """A list to choose from; nothing is a choice too."""
        opties = list(dict.fromkeys(["", *keuzes, *([waarde] if waarde else [])]))
        return str(
            st.selectbox(
                vraag, opties, key=self._sleutel(veld, waarde or ""), format_func=lambda o: o or "niet ingevuld", placeholder="Kies"
            )
        )

    def changed(self, **velden: Any) -> Rij:
        """The fields that differ from what stood there when the form was opened."""
        return changes(self.basis, filled(**velden))

    def knop(self, tekst: str) -> bool:
        """The button that keeps it; after a clash two of them, for whose version it becomes."""
        if not self._botsing:
            return bool(st.form_submit_button(tekst))
        with st.container(horizontal=True):
            erover, laat = st.form_submit_button("Zet mijn versie erover"), st.form_submit_button("Laat staan wat er nu staat")
        if laat:
            self._laat_staan()
        return bool(erover)

    @property
    def is_in_botsing(self) -> bool:
        """Whether it waits for a choice between two versions."""
        return self._botsing is not None

    @property
    def _botsing(self) -> Any:
        return st.session_state.get(f"botsing-{self.naam}")

    def bewaar(self, zin: str, door: Wie | None, doe: Doe, getypt: Mapping[str, Any]) -> None:
        """Keep it; when somebody else was first, show what they changed beside what was typed."""

        def probeer(register: Register, wie: Wie) -> None:
            try:
                nieuw = doe(register, wie, self.basis["nummer"])
            except Gewijzigd as fout:
                self._clash(fout, changes(self.basis, getypt))
                st.rerun()
            st.session_state.pop(f"botsing-{self.naam}", None)
            self._follow(nieuw["nummer"])

        keep(self.naam, zin, door, probeer)

    def botsing(self) -> None:
        """What the other changed, and what you typed."""
        if self._botsing:
            st.html(botsing(self.soort, *self._botsing))

    def _clash(self, fout: Gewijzigd, getypt: Rij) -> None:
        """From here on the form is about the version of the other; a field you did not touch shows what they made of it."""
        anders = {veld: nu for veld, (_, nu) in fout.anders.items()}
        self.basis.update(anders, nummer=fout.huidig["nummer"])
        st.session_state[f"botsing-{self.naam}"] = (fout, getypt)
        st.session_state[f"van-de-ander-{self.naam}"] = {veld: nu or "" for veld, nu in anders.items() if veld not in getypt}

    def _laat_staan(self) -> None:
        fout, _ = st.session_state.pop(f"botsing-{self.naam}")
        self._follow(fout.huidig["nummer"], is_gezien=True)
        st.session_state[f"keer-{self.naam}"] = st.session_state.get(f"keer-{self.naam}", 0) + 1
        st.session_state[BEWAARD] = "U liet staan wat er nu staat."
        st.rerun()

    def _sleutel(self, veld: str, waarde: str) -> str:
        sleutel = f"{self.sleutel}:{veld}"
        st.session_state.setdefault(sleutel, waarde)
        van_de_ander = st.session_state.get(f"van-de-ander-{self.naam}", {})
        if veld in van_de_ander:
            st.session_state[sleutel] = van_de_ander.pop(veld)
        return sleutel

    def _follow(self, nummer: int, *, is_gezien: bool = False) -> None:
        """Other open forms about the same thing saw the version before this act: their next save is no clash with yourself."""
        for sleutel in _open_forms(self.soort, self.ding["id"]):
            if is_gezien or st.session_state[sleutel]["nummer"] == nummer - 1:
                st.session_state[sleutel]["nummer"] = nummer


def botsing(soort: str, fout: Gewijzigd, getypt: Mapping[str, Any]) -> Html:
    """Field by field: before, now, and what you typed; on a phone below each other."""
    koppen = ("Wat", "Was", f"Nu, volgens {actor(fout.huidig)}", "U vulde in")
    rijen = [
        [opmaak.met_hoofdletter(veldnaam(veld)), *map(_met_kop, koppen[1:], (woord(soort, veld, toen), woord(soort, veld, nu), eigen))]
        for veld, (toen, nu) in fout.anders.items()
        for eigen in (woord(soort, veld, getypt[veld]) if veld in getypt else "niets",)
    ]
    return el(
        "div",
        el("p", str(fout)),
        el("div", tabel("Wat de ander veranderde, en wat u invulde", koppen, rijen), klasse="ks-register"),
        el("p", "Wat u invulde, staat er nog. De rest staat er zoals de ander het maakte."),
        el("p", "Zet onderaan uw versie erover, of laat staan wat er nu staat."),
        klasse="ks-veldfout",
        role="alert",
    )


def _met_kop(kop: str, tekst: str) -> Html:
    return samen(el("span", f"{kop}: ", klasse="ks-kop-smal"), tekst)


def nieuwe_afspraak(keten: str, project: str | None, door: Wie | None) -> None:
    """Four questions; what stays empty shows ontbreekt."""
    vast = {"status": "open", "datum": today().isoformat(), "project": project}
    _nieuw("afspraak", "Leg een nieuwe afspraak vast", afspraakvelden, vast, keten, door)


def nieuw_knelpunt(keten: str, project: str | None, door: Wie | None) -> None:
    """What is stuck, and the level it goes to."""
    vast = {"datum": today().isoformat(), "project": project}
    _nieuw("knelpunt", "Meld een nieuw knelpunt", lambda: knelpuntvelden(keten), vast, keten, door)


def _nieuw(soort: str, titel: str, vragen: Callable[[], Rij], vast: Rij, keten: str, door: Wie | None) -> None:
    naam = f"nieuw-{soort}"
    with st.expander(titel), st.form(form_key(naam), border=False, width=REGELBREEDTE):
        ingevuld = filled(**vast, **vragen())
        if ingevuld.get("escalatie_naar"):
            ingevuld["escalatie_op"] = ingevuld["datum"]
        if st.form_submit_button("Bewaar"):
            vol = {veld: waarde for veld, waarde in ingevuld.items() if waarde is not None}
            zin = "De afspraak is bewaard." if soort == "afspraak" else "Het knelpunt is bewaard."
            keep(naam, zin, door, lambda r, w: r.add(soort, keten, vol, w))


def bewerk_afspraak(afspraak: Rij, door: Wie | None) -> None:
    """Everything that can be done with an afspraak; each way is a form of its own."""
    for titel, daad, vorm in (
        ("Verander status, datum of partijen", "verander", _verander),
        ("Bevestig dat het is uitgevoerd", "bevestig", _bevestig),
        ("Stel het effect vast", "effect", _effect),
        ("Trek deze afspraak in", "intrekken", _intrekken),
    ):
        _vorm(titel, Formulier("afspraak", afspraak, daad), vorm, door)


def bewerk_knelpunt(knelpunt: Rij, door: Wie | None) -> None:
    """Everything that can be done with a knelpunt."""
    for titel, daad, vorm in (
        ("Breng het naar een ander niveau", "escaleer", _escaleer),
        ("Sluit het knelpunt", "sluit", _sluit),
        ("Trek dit knelpunt in", "intrekken", _intrekken),
    ):
        _vorm(titel, Formulier("knelpunt", knelpunt, daad), vorm, door)


def is_being_edited(soort: str, ding: Rij) -> bool:
    """Whether this session opened a form about it before the newest version came."""
    return any(st.session_state[sleutel]["nummer"] < ding["nummer"] for sleutel in _open_forms(soort, ding["id"]))


def _open_forms(soort: str, id_: str) -> list[str]:
    return [str(sleutel) for sleutel in st.session_state if str(sleutel).startswith(f"geopend-{soort}-{id_}-")]


def _vorm(titel: str, formulier: Formulier, vorm: Callable[[Formulier, Wie | None], None], door: Wie | None) -> None:
    with st.expander(titel, expanded=formulier.is_in_botsing):
        formulier.botsing()
        with st.form(formulier.sleutel, border=False, width=REGELBREEDTE):
            vorm(formulier, door)


def _verander(f: Formulier, door: Wie | None) -> None:
    statussen = contract()["afspraken"].kolom("status").keuzes
    velden = {
        "status": f.keuze("status", "Status", statussen, f.basis["status"]),
        "status_op": f.tekst("status_op", f"Status op welke dag? {DAG}", f.basis["status_op"]),
        "klaar_op": f.tekst("klaar_op", f"Wanneer is het klaar? {DAG}", f.basis["klaar_op"]),
        "voortouw": f.tekst("voortouw", "Wie heeft het voortouw?", f.basis["voortouw"]),
        "betrokken_partijen": f.tekst(
            "betrokken_partijen", "Welke partijen verbinden zich? (met puntkomma's ertussen)", f.basis["betrokken_partijen"]
        ),
    }
    reden = f.tekst("reden", "Waarom verandert dit?")
    if f.knop("Bewaar de verandering"):
        anders = f.changed(**velden)
        f.bewaar(
            "De afspraak is veranderd.",
            door,
            lambda r, w, nummer: change(r, "afspraak", f.ding, nummer, anders, w, reden),
            filled(**velden),
        )


def _bevestig(f: Formulier, door: Wie | None) -> None:
    partij = door.partij if door else None
    ook = _also_known_as(f.ding["keten"], partij)
    wie_dan = "Dit doet een andere partij dan die met het voortouw. Bovenaan staat namens welke partij u dit doet."
    st.html(el("p", objection_to_confirming(f.ding, partij or "", ook) or wie_dan, klasse="ks-bron"))
    op = f.tekst("bevestigd_op", f"Op welke dag stelde u dit vast? {DAG}", today().isoformat())
    if f.knop("Bevestig"):
        f.bewaar(
            "De uitvoering is bevestigd.", door, lambda r, w, nummer: confirm(r, f.ding, nummer, w, op.strip(), ook), {"bevestigd_op": op}
        )


def _also_known_as(keten: str, partij: str | None) -> list[str]:
    rijen = spiegel.read_rows("keten_partijen", keten=keten)
    return [naam for rij in rijen if rij["partij"] == partij for naam in names(rij["ook_bekend_als"])]


def _effect(f: Formulier, door: Wie | None) -> None:
    if bezwaar := objection_to_effect(f.ding):
        st.html(el("p", bezwaar, klasse="ks-bron"))
    velden = {
        "effect": f.tekst("effect", "Wat ziet u dat er is veranderd?", f.basis["effect"], is_lang=True),
        "effect_op": f.tekst("effect_op", f"Op welke dag stelde u dit vast? {DAG}", f.basis["effect_op"] or today().isoformat()),
    }
    if f.knop("Bewaar het effect"):
        vol = filled(**velden)
        f.bewaar(
            "Het effect is vastgesteld.", door, lambda r, w, nummer: keep_effect(r, f.ding, nummer, w, vol["effect"], vol["effect_op"]), vol
        )


def _intrekken(f: Formulier, door: Wie | None) -> None:
    st.html(el("p", "Wat is ingetrokken, blijft leesbaar, met uw reden erbij.", klasse="ks-bron"))
    reden = f.tekst("reden", "Waarom trekt u dit in?")
    if f.knop("Trek in"):
        f.bewaar("Ingetrokken.", door, lambda r, w, nummer: r.withdraw(f.soort, f.ding["id"], nummer, w, reden.strip()), {})


def _escaleer(f: Formulier, door: Wie | None) -> None:
    trap = ladder(f.ding["keten"])
    vraag, nu = "Naar welk niveau gaat het?", f.basis["escalatie_naar"]
    naar = f.keuze("escalatie_naar", vraag, trap, next_level(trap, nu) or nu) if trap else f.tekst("escalatie_naar", vraag)
    op = f.tekst("escalatie_op", f"Op welke dag? {DAG}", today().isoformat())
    reden = f.tekst("reden", "Waarom? (als u wilt)")
    if f.knop("Breng verder"):
        vol = filled(escalatie_naar=naar, escalatie_op=op)
        zin = f"Het knelpunt ligt nu bij {vol['escalatie_naar']}."
        f.bewaar(zin, door, lambda r, w, nummer: escalate(r, f.ding, nummer, w, vol["escalatie_naar"], vol["escalatie_op"], reden), vol)


def _sluit(f: Formulier, door: Wie | None) -> None:
    wijzen = contract()["knelpunten"].kolom("wijze").keuzes
    velden = {
        "wijze": f.keuze("wijze", "Hoe is het opgelost?", wijzen, f.basis["wijze"]),
        "opgelost_op": f.tekst("opgelost_op", f"Op welke dag? {DAG}", f.basis["opgelost_op"] or today().isoformat()),
        "oplossing": f.tekst("oplossing", "Wat was de oplossing?", f.basis["oplossing"], is_lang=True),
    }
    if f.knop("Sluit"):
        vol = filled(**velden)
        f.bewaar("Het knelpunt is gesloten.", door, lambda r, w, nummer: close(r, f.ding, nummer, w, **_closing(vol)), vol)


def _closing(vol: Rij) -> Rij:
    return {"wijze": vol["wijze"], "op": vol["opgelost_op"], "oplossing": vol["oplossing"]}
