"""The peildatum: looking at the spiegel as it could be known on an earlier day, against wisdom after the fact."""

from datetime import date
from pathlib import Path

import streamlit as st

from dashboard import spiegel
from dashboard.components import opmaak
from dashboard.components.datumkeuze import dag_in_adres, datumkeuze, momenten, zin
from dashboard.components.keuze import chosen
from dashboard.components.koppeling import adres
from dashboard.components.markering import Html, el
from dashboard.components.melding import melding
from etl.peildatum import NietsBekend, PeildatumFout

PARAMETER = "peildatum"


def peildatum_in_adres() -> date | None:
    """The earlier day in the address; None when the address asks for today, PeildatumFout when it names no such day."""
    dag = dag_in_adres(PARAMETER)
    return None if dag is None or dag == date.today() else dag


def carried_peildatum() -> dict[str, str]:
    """The part of the address that goes along to other pages; nothing when it cannot be followed."""
    try:
        dag = peildatum_in_adres()
    except PeildatumFout:
        return {}
    return {PARAMETER: dag.isoformat()} if dag else {}


def draw_peildatum() -> None:
    """The control, the same on every page: it names the day looked from, and opens to choose another."""
    dag = carried_peildatum().get(PARAMETER)
    with st.popover(f"Peildatum: {opmaak.datum(dag) if dag else 'vandaag'}", type="tertiary", key="ks-peildatum"):
        st.html(el("p", "Bekijk de spiegel zoals die op een eerdere dag bekend kon zijn. Wat later is geleverd, telt dan niet mee."))
        datumkeuze("Moment", PARAMETER, momenten(chosen("keten"), date.today()), alles="Vandaag")


def hold_peildatum(pagina: str) -> None:
    """Look at the build of the day in the address, if it names one; the banner on this page says so."""
    if dag := peildatum_in_adres():
        spiegel.hold_as_known(dag, build_of(dag))
        st.html(banner(dag, pagina))


def build_of(dag: date) -> Path:
    """The build of a day; while it is made, a note says so."""
    if bouw := spiegel.as_known(dag):
        return bouw
    with st.spinner(f"De spiegel zoals bekend op {opmaak.datum(dag)} wordt gemaakt. Dat duurt een paar tellen."):
        return spiegel.make_as_known(dag)


def banner(dag: date, pagina: str) -> Html:
    """Above every page that looks from an earlier day, with the way back."""
    return el(
        "p",
        el("strong", f"U ziet de spiegel zoals die op {opmaak.datum(dag)} bekend kon zijn. "),
        terug(pagina),
        klasse="ks-peildatum",
        role="status",
    )


def terug(pagina: str) -> Html:
    """The same view from today."""
    return _weg("Terug naar vandaag", pagina, None)


def _weg(tekst: str, pagina: str, dag: date | None) -> Html:
    """The same view from another day; None is today."""
    keuze: dict[str, str | None] = {**st.query_params.to_dict(), PARAMETER: dag.isoformat() if dag else None}
    return el("a", tekst, href=adres(pagina, **keuze))


def peildatum_melding(fout: PeildatumFout, pagina: str) -> Html:
    """In place of a page: the day cannot be shown, why, and the ways on."""
    if not isinstance(fout, NietsBekend):
        return melding("Deze peildatum kan niet", zin(fout), terug(pagina))
    eerste = fout.eerste
    sinds = f" De eerste levering is van {opmaak.datum(eerste)}." if eerste else ""
    wegen = [_weg(f"Bekijk de spiegel van {opmaak.datum(eerste)}", pagina, eerste)] if eerste else []
    return melding(
        "Er was toen nog niets geleverd", f"Op {opmaak.datum(fout.peildatum)} was er nog niets geleverd.{sinds}", *wegen, terug(pagina)
    )


def niet_gemaakt(fout: spiegel.NietGemaakt, pagina: str) -> Html:
    """In place of a page: the build of this day could not be made; today is there."""
    return melding("De spiegel van deze dag kan nu niet worden gemaakt", str(fout), "De spiegel van vandaag is er wel.", terug(pagina))
