"""Drawings kept by what is in them: where a figure did not change, a new build, another sight or another reader costs no new drawing.

Only equal content gives an equal key, so nobody gets a drawing of what they may not see. Who asks for a drawing that somebody
else is waiting for, waits for the same one.
"""

import hashlib
import io
import pickle
from collections.abc import Callable

import streamlit as st

from dashboard.components.markering import Html

BEWAARDE_TEKENINGEN = 2000


def drawn(teken: Callable[[], str], *inhoud: object) -> Html:
    """What `teken` draws, kept under `inhoud`: that must hold everything the drawing is made of, a name for its kind first."""
    return Html(_drawn(hashlib.sha256(_written_out(inhoud)).hexdigest(), teken))


def _written_out(inhoud: tuple[object, ...]) -> bytes:
    """All of it as bytes; without references back, so that it does not matter which equal values are one object."""
    uit = io.BytesIO()
    schrijver = pickle.Pickler(uit, protocol=5)
    schrijver.fast = True
    schrijver.dump(inhoud)
    return uit.getvalue()


@st.cache_data(max_entries=BEWAARDE_TEKENINGEN, show_spinner=False)
def _drawn(sleutel: str, _teken: Callable[[], str]) -> str:
    return _teken()
