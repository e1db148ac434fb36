"""Drawings kept by what is in them: where a figure did not change, a new build, another sight or another reader costs no new drawing.

Only equal content gives an equal key, so nobody gets a drawing of what they may not see. Who asks for a drawing that somebody
else is waiting for, waits for the same one. They are made beside the server, see tekenaars.py.
"""

import hashlib
from collections.abc import Callable

import streamlit as st

from dashboard import tekenaars
from dashboard.charts.inhoud import as_bytes
from dashboard.components.markering import Html

BEWAARDE_TEKENINGEN = 500  # the largest, a chart in four widths, takes a quarter of a MB


def drawn(teken: Callable[..., str], *inhoud: object) -> Html:
    """What `teken`, a function with a name in its module, draws of `inhoud`, and kept under that."""
    wat = as_bytes(teken.__module__, teken.__qualname__, *inhoud)
    return Html(_drawn(hashlib.sha256(wat).hexdigest(), teken, inhoud))


@st.cache_data(max_entries=BEWAARDE_TEKENINGEN, show_spinner=False)
def _drawn(sleutel: str, _teken: Callable[..., str], _inhoud: tuple[object, ...]) -> str:
    return tekenaars.draw(_teken, *_inhoud)
