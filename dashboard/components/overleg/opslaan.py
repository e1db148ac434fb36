"""Keeping what someone filled in: one place for what goes well, and for what goes wrong without losing a word."""

from collections.abc import Callable, Mapping
from typing import Any

import streamlit as st

from dashboard import spiegel
from dashboard.components.keuze import chosen
from dashboard.components.markering import Html, el, samen
from dashboard.dossier import lezen
from dashboard.dossier.fouten import DossierFout, Gewijzigd, OngeldigeInvoer
from dashboard.dossier.register import Register, Wie
from dashboard.toegang.bezoeker import bezoeker

BEWAARD = "bewaard"
VELDEN = {
    "klaar_op": "klaar op", "betrokken_partijen": "met", "is_ingetrokken": "ingetrokken", "werkt_het": "werkt het?",
    "werkt_het_omdat": "omdat", "volgende_datum": "volgende datum", "escalatie_naar": "ligt bij",
}  # fmt: skip


def form_key(naam: str) -> str:
    """The key of a form; another one after each save, so that it is empty again."""
    return f"{naam}-{st.session_state.get(f'keer-{naam}', 0)}"


def keep(naam: str, zin: str, door: Wie | None, doe: Callable[[Register, Wie], Any]) -> None:
    """Do it and start the page again with `zin`; what goes wrong stands beside the form, which keeps what was typed."""
    try:
        if door is None:
            raise DossierFout("Kies eerst bovenaan als wie u dit doet: uw rol en uw partij.")
        nieuw = doe(lezen.open_for(bezoeker()), door)
    except Gewijzigd as fout:
        st.session_state[f"geopend-{naam}"]["nummer"] = fout.huidig["nummer"]
        st.html(changed(fout))
    except DossierFout as fout:
        st.html(veldfout(fout))
    else:
        st.session_state[f"keer-{naam}"] = st.session_state.get(f"keer-{naam}", 0) + 1
        st.session_state.pop(f"geopend-{naam}", None)
        _follow(nieuw)
        st.session_state[BEWAARD] = zin
        st.rerun()


def opened(naam: str, ding: Mapping[str, Any]) -> dict[str, Any]:
    """The version a form was opened on: what others do meanwhile must not go unseen."""
    geopend: dict[str, Any] = st.session_state.setdefault(f"geopend-{naam}", dict(ding))
    return geopend


def _follow(nieuw: Any) -> None:
    """Other forms about the same thing were opened before this act of your own: that is no clash with somebody else."""
    if not isinstance(nieuw, dict):
        return
    for sleutel, geopend in st.session_state.items():
        if str(sleutel).startswith("geopend-") and geopend.get("id") == nieuw["id"] and geopend["nummer"] == nieuw["nummer"] - 1:
            geopend["nummer"] = nieuw["nummer"]


def changes(geopend: Mapping[str, Any], velden: Mapping[str, Any]) -> dict[str, Any]:
    """The fields somebody really changed: saving them leaves alone what another changed elsewhere in the same thing."""
    return {veld: waarde for veld, waarde in velden.items() if waarde != geopend.get(veld)}


def bevestiging() -> None:
    """The sentence about what was kept last, once."""
    if zin := st.session_state.pop(BEWAARD, None):
        st.html(el("p", zin, klasse="ks-bewaard", role="status"))


def veldfout(fout: DossierFout) -> Html:
    """All that is wrong, one sentence each."""
    zinnen = list(fout.fouten.values()) if isinstance(fout, OngeldigeInvoer) else [str(fout)]
    return el("div", [el("p", zin) for zin in zinnen], klasse="ks-veldfout", role="alert")


def changed(fout: Gewijzigd) -> Html:
    """What the other changed, before and now; saving again is then a choice."""
    regels = [
        el("li", f"{VELDEN.get(naam, naam.replace('_', ' ')).capitalize()}: was {_word(toen)}, nu {_word(nu)}")
        for naam, (toen, nu) in fout.anders.items()
    ]
    return el(
        "div",
        el("p", str(fout)),
        el("ul", regels, klasse="ks-lijst"),
        el("p", "Wat u invulde, staat er nog. Bewaart u nog eens, dan komt alleen ervoor in de plaats wat u zelf veranderde."),
        klasse="ks-veldfout",
        role="alert",
    )


def _word(waarde: Any) -> str:
    return {None: "leeg", True: "ja", False: "nee"}.get(waarde, f"“{waarde}”")


def read_only_reason() -> str | None:
    """Why nothing can be written now; None when it can."""
    if spiegel.held_day():
        return "U kijkt vanaf een eerdere dag. Dan kunt u alleen lezen."
    if spiegel.holds_concept():
        return "U kijkt naar een concept. Dan kunt u alleen lezen."
    hier = bezoeker()
    if hier.stand == "open":
        return "U bent niet ingelogd. Dan kunt u alleen lezen."
    if hier.bekijkt_als:
        return "U bekijkt Ketenspiegel als een ander. Dan kunt u alleen lezen."
    if hier.stand == "binnen" and not hier.voices(chosen("keten")):
        return "Met uw rol kunt u hier alleen lezen."
    return None


def filled(**velden: Any) -> dict[str, Any]:
    """The fields as the register wants them: spaces at the ends off, empty is None."""
    return {naam: (waarde.strip() or None) if isinstance(waarde, str) else waarde for naam, waarde in velden.items()}


def as_number(tekst: str) -> int | str | None:
    """A whole number, nothing, or the text itself: the register then says what is wrong with it."""
    tekst = tekst.strip()
    return int(tekst) if tekst.isdecimal() else tekst or None


def kop(titel: str, *onder: object) -> None:
    """A heading with what stands under it."""
    st.html(samen(el("h2", titel), *onder))
