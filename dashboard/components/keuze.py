"""Choices that live in the address: which keten, which project.

The address is the only place where a choice is kept. (Streamlit's own bind="query-params" writes the label a
user sees; we want the id there, which stays the same when a name changes.)
"""

from collections.abc import Collection, Mapping

import streamlit as st

from dashboard import spiegel
from dashboard.paginas import Keuzesoort

ALLES = ""  # the option that stands for no choice
# Pages that follow the project, and what their list says where none is chosen.
ZONDER_PROJECT: dict[Keuzesoort, str] = {"project": "Kies een project", "keten of alle": "Alle projecten"}


class OnbekendeKeuze(Exception):
    """The address asks for something that does not exist; carries what there is."""

    def __init__(self, woord: str, parameter: str, gevraagd: str, opties: Mapping[str, str]) -> None:
        super().__init__(f"{woord} “{gevraagd}” is er niet.")
        self.woord, self.parameter, self.gevraagd, self.opties = woord, parameter, gevraagd, opties


def chosen(parameter: str) -> str | None:
    """The choice in the address; where the address is silent, the one the list on this page stands on."""
    return st.query_params.get(parameter) or st.session_state.get(_key(parameter)) or None


def keuzelijst(
    woord: str,
    parameter: str,
    opties: Mapping[str, str],
    *,
    alles: str | None = None,
    standaard: str | None = None,
    laat_los: Collection[str] = (),
) -> str | None:
    """A list to choose from (id -> label) that follows the address; returns the id.

    Where the address is silent: `standaard`, else None when `alles` gives a label for that, else the first option
    (None and nothing on screen when there is no option). We never write that into the address: it would make a
    step in the browser's history that Back cannot pass. A choice that does not exist raises OnbekendeKeuze.
    Another choice removes the parameters in `laat_los`.
    """
    gevraagd = st.query_params.get(parameter)
    if gevraagd and gevraagd not in opties:
        raise OnbekendeKeuze(woord, parameter, gevraagd, opties)
    if not opties and not alles:
        st.session_state.pop(_key(parameter), None)  # `chosen` must not find what was chosen where there still was something
        return None
    labels = {ALLES: alles, **opties} if alles else dict(opties)
    gekozen = gevraagd or (standaard if standaard in opties else next(iter(labels)))
    st.session_state[_key(parameter)] = gekozen
    st.selectbox(
        woord,
        list(labels),
        format_func=lambda id_: str(labels.get(id_, id_)),
        key=_key(parameter),
        on_change=_write,
        args=(parameter, tuple(laat_los)),
        placeholder="Kies",
    )
    return gekozen or None


def _key(parameter: str) -> str:
    return f"keuze_{parameter}"


def _write(parameter: str, laat_los: tuple[str, ...]) -> None:
    """Write the choice into the address in one go: one step in the browser's history."""
    nieuw = {naam: waarde for naam, waarde in st.query_params.to_dict().items() if naam not in laat_los}
    nieuw[parameter] = st.session_state[_key(parameter)]
    st.query_params.from_dict({naam: waarde for naam, waarde in nieuw.items() if waarde})


def ketens() -> dict[str, str]:
    """All ketens in name order: id -> name; the names of fictitious ones say so."""
    rijen = spiegel.read_rows("ketens")
    return {rij["keten"]: rij["naam"] + (" (fictief)" if rij["fictief"] == "ja" else "") for rij in rijen}


def projecten(keten: str) -> dict[str, str]:
    """The projecten of a keten in name order: id -> name."""
    return {rij["project"]: rij["naam"] for rij in spiegel.read_rows("projecten_van_keten", keten=keten)}


def carried() -> dict[str, str]:
    """The part of the choice that goes along to another page: only what exists."""
    keten, project = chosen("keten") or _referred_keten(), chosen("project")
    if keten not in ketens():
        return {}
    return {"keten": keten, "project": project} if project in projecten(keten) else {"keten": keten}


def is_fictief(keten: str | None) -> bool:
    """Whether the figures of this keten (or, without one, of any keten) are made up."""
    rijen = spiegel.read_rows("ketens")
    return any(rij["fictief"] == "ja" and keten in (None, rij["keten"]) for rij in rijen)


def draw_keuze(soort: Keuzesoort) -> None:
    """The shared choice, drawn once above the page; pages read it with `chosen`."""
    if soort == "geen":
        return
    with st.container(horizontal=True, key="ks-keuze"):
        keten = keuzelijst(
            "Keten",
            "keten",
            ketens(),
            alles="Alle ketens" if soort == "keten of alle" else None,
            standaard=_referred_keten(),
            laat_los=("project", "indicator", "overleg", "afspraak", "knelpunt"),
        )
        if keten and soort in ZONDER_PROJECT:
            keuzelijst("Project", "project", projecten(keten), alles=ZONDER_PROJECT[soort])


def _referred_keten() -> str | None:
    """A link may name only a project or an indicator: then its keten is the one that is meant."""
    for soort in ("project", "indicator"):
        if gevonden := spiegel.read_rows("keten_van", soort=soort, id=st.query_params.get(soort)):
            return str(gevonden[0]["keten"])
    return None
