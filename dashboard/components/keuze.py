"""Choices that live in the address: which keten, which project.

The address is the only place where a choice is kept. (Streamlit's own bind="query-params" writes the label a
user sees; we want the id there, which stays the same when a name changes.)
"""

from collections.abc import Collection, Mapping

import streamlit as st

from dashboard import spiegel
from dashboard.paginas import Keuzesoort

ALLES = ""  # the option that stands for no choice


class OnbekendeKeuze(Exception):
    """The address asks for something that does not exist; carries what there is."""

    def __init__(self, woord: str, parameter: str, gevraagd: str, opties: Mapping[str, str]) -> None:
        super().__init__(f"{woord} “{gevraagd}” is er niet.")
        self.woord, self.parameter, self.gevraagd, self.opties = woord, parameter, gevraagd, opties


def chosen(parameter: str) -> str | None:
    """The choice in the address, or None."""
    return st.query_params.get(parameter) or None


def keuzelijst(
    woord: str,
    parameter: str,
    opties: Mapping[str, str],
    *,
    alles: str | None = None,
    laat_los: Collection[str] = (),
) -> str | None:
    """A list to choose from (id -> label) that follows the address; returns the id.

    Without a choice in the address: None when `alles` gives a label for that, else the first option. A choice
    that does not exist raises OnbekendeKeuze. Another choice removes the parameters in `laat_los`.
    """
    gevraagd = chosen(parameter)
    if gevraagd and gevraagd not in opties:
        raise OnbekendeKeuze(woord, parameter, gevraagd, opties)
    labels = {ALLES: alles, **opties} if alles else dict(opties)
    if not gevraagd and not alles:
        gevraagd = next(iter(opties))
        st.query_params[parameter] = gevraagd
    sleutel = f"keuze_{parameter}"
    st.session_state[sleutel] = gevraagd or ALLES
    st.selectbox(
        woord,
        list(labels),
        format_func=lambda id_: str(labels.get(id_, id_)),
        key=sleutel,
        on_change=_write,
        args=(parameter, sleutel, tuple(laat_los)),
    )
    return gevraagd


def _write(parameter: str, sleutel: str, laat_los: tuple[str, ...]) -> None:
    for los in (parameter, *laat_los):
        if los in st.query_params:
            del st.query_params[los]
    if gekozen := st.session_state[sleutel]:
        st.query_params[parameter] = gekozen


def ketens() -> dict[str, str]:
    """All ketens in name order: id -> name; the names of fictitious ones say so."""
    return {rij["keten"]: rij["naam"] + (" (fictief)" if rij["fictief"] == "ja" else "") for rij in spiegel.read_rows("ketens")}


def is_fictief(keten: str | None) -> bool:
    """Whether the figures of this keten (or, without one, of any keten) are made up."""
    rijen = spiegel.read_rows("ketens")
    return any(rij["fictief"] == "ja" and keten in (None, rij["keten"]) for rij in rijen)


def draw_keuze(soort: Keuzesoort) -> None:
    """The shared choice, drawn once above the page; pages read it with `chosen`."""
    if soort == "geen":
        return
    _follow_reference()
    with st.container(horizontal=True, key="ks-keuze"):
        keten = keuzelijst(
            "Keten",
            "keten",
            ketens(),
            alles="Alle ketens" if soort == "keten of alle" else None,
            laat_los=("project", "indicator"),
        )
        if soort == "project" and keten:
            projecten = {r["project"]: r["naam"] for r in spiegel.read_rows("projecten_van_keten", keten=keten)}
            keuzelijst("Project", "project", projecten, alles="Kies een project")


def _follow_reference() -> None:
    """A link may name only a project or an indicator: then its keten is the chosen one."""
    if chosen("keten"):
        return
    for soort in ("project", "indicator"):
        if gevonden := spiegel.read_rows("keten_van", soort=soort, id=chosen(soort)):
            st.query_params["keten"] = gevonden[0]["keten"]
            return
