"""Keeping what someone filled in: one place for what goes well, and for what goes wrong without losing a word."""

from collections.abc import Callable
from typing import Any

import streamlit as st

from dashboard import spiegel
from dashboard.components.markering import Html, el, samen
from dashboard.dossier import lezen
from dashboard.dossier.fouten import DossierFout, Gewijzigd, OngeldigeInvoer
from dashboard.dossier.register import Register, Wie

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
        doe(lezen.open_register(), door)
    except Gewijzigd as fout:
        st.session_state[f"nummer-{naam}"] = fout.huidig["nummer"]
        st.html(changed(fout))
    except DossierFout as fout:
        st.html(veldfout(fout))
    else:
        st.session_state[f"keer-{naam}"] = st.session_state.get(f"keer-{naam}", 0) + 1
        st.session_state.pop(f"nummer-{naam}", None)
        st.session_state[BEWAARD] = zin
        st.rerun()


def nummer_of(naam: str, nummer: int) -> int:
    """The version a form was opened on: what others do meanwhile must not go unseen."""
    return int(st.session_state.setdefault(f"nummer-{naam}", nummer))


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
        el("p", "Wat u invulde, staat er nog. Klik nog eens op bewaren om uw tekst ervoor in de plaats te zetten."),
        klasse="ks-veldfout",
        role="alert",
    )


def _word(waarde: Any) -> str:
    return {None: "leeg", True: "ja", False: "nee"}.get(waarde, f"“{waarde}”")


def read_only_reason() -> str | None:
    """Why nothing can be written now; None when it can."""
    return "U kijkt vanaf een eerdere dag. Dan kunt u alleen lezen." if spiegel.held_day() else None


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
