"""The one button that gives a file: it is in the log before anybody has it, and when that cannot be, nobody gets it."""

from collections.abc import Callable

import streamlit as st

from dashboard.components.markering import el
from dashboard.dossier.fouten import DossierFout
from dashboard.toegang.bezoeker import bezoeker, is_still
from dashboard.toegang.logboek import log_export

NIET_GEGEVEN = "niet_gegeven"  # the key in session state: per button the sentence why its file was not given
NIEUW = ""  # among those: something was refused since the page was drawn


def downloadknop(
    tekst: str,
    maak: Callable[[], bytes],
    bestand: str,
    mime: str,
    sleutel: str,
    *,
    keten: str | None,
    wat: str = "",
    gebeurtenis: str = "uitgevoerd",
) -> None:
    """A button that makes the file when it is pressed. `keten` and `wat` (which thing, not its content) are for the log."""
    wie, weigeringen = bezoeker(), _refusals()

    def give() -> bytes:
        # This runs outside the page: what it says must wait for the page to be drawn again.
        try:
            if not is_still(wie):
                raise DossierFout("Uw rol is veranderd sinds dit scherm werd getoond. Ververs de pagina.")
            inhoud = maak()
            log_export(wie, f"{bestand}, {wat}" if wat else bestand, keten, gebeurtenis)
        except DossierFout as fout:
            weigeringen.update({sleutel: str(fout), NIEUW: ""})
            raise
        return inhoud

    st.download_button(tekst, data=give, file_name=bestand, mime=mime, key=sleutel, on_click="ignore")
    if zin := weigeringen.pop(sleutel, None):
        st.html(el("p", f"{tekst}: dit bestand krijgt u nu niet. {zin}", klasse="ks-veldfout", role="alert"))


def has_refusal() -> bool:
    """Whether a file was not given since this was asked last: then the page must be drawn again, to say so."""
    return _refusals().pop(NIEUW, None) is not None


def _refusals() -> dict[str, str]:
    weigeringen: dict[str, str] = st.session_state.setdefault(NIET_GEGEVEN, {})
    return weigeringen
