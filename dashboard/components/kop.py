"""The top of every screen: the name, the pages, and the question a page answers."""

from collections.abc import Callable, Mapping, Sequence

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from dashboard.components.markering import Html, el, samen
from dashboard.paginas import Pagina


def navigatie(
    paginas: Sequence[tuple[Pagina, StreamlitPage]],
    huidige: Pagina,
    keuze: Mapping[str, str],
    draw_peildatum: Callable[[], None] | None = None,
) -> None:
    """The product's name, a link to each page, and the peildatum at the end; the choice goes along."""
    with st.container(horizontal=True, key="ks-navigatie"):
        st.html(el("span", "Ketenspiegel", klasse="ks-merk"))
        for pagina, doel in paginas:
            if pagina == huidige:
                st.html(el("span", pagina.naam, klasse="ks-huidig", aria_current="page"))
            else:
                st.page_link(doel, label=pagina.naam, query_params=dict(keuze) or None)
        if draw_peildatum:
            draw_peildatum()


def paginakop(vraag: str, inleiding: object = None) -> Html:
    """The question this page answers, as its heading."""
    return samen(el("h1", vraag, klasse="ks-vraag"), el("p", inleiding, klasse="ks-inleiding") if inleiding else None)
