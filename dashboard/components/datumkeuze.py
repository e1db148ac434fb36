"""Choosing a day: a moment from a list, or a day of one's own in a field. The address is where the choice lives.

Our own field, because Streamlit's date field speaks English.
"""

import re
from collections.abc import Mapping
from datetime import date
from itertools import groupby
from typing import Any

import streamlit as st

from dashboard import spiegel
from dashboard.components import opmaak
from dashboard.components.keuze import keuzelijst
from dashboard.components.markering import el
from dashboard.dossier import lezen
from etl.peildatum import PeildatumFout, parse_peildatum

MAAND = {naam: nummer for nummer, naam in enumerate(opmaak.MAANDEN, start=1)}
MAAND |= {naam[:3]: nummer for naam, nummer in MAAND.items()} | {"mrt": 3}


def parse_dag(tekst: str) -> date:
    """ "30-6-2025", "30 juni 2025" or "2025-06-30"; PeildatumFout, with a sentence for the user, when it is none of these."""
    delen = re.split(r"[-/. ]+", tekst.strip().lower())
    dag, maand, jaar = reversed(delen) if len(delen[0]) == 4 and len(delen) == 3 else (*delen, "", "", "")[:3]
    nummer = MAAND.get(maand) or (int(maand) if maand.isdecimal() else 0)
    if len(delen) != 3 or not (dag.isdecimal() and re.fullmatch(r"[0-9]{4}", jaar)):
        raise PeildatumFout(f"“{tekst}” is geen datum. Schrijf dag, maand en jaar, bijvoorbeeld 30-6-2025.")
    try:
        return date(int(jaar), nummer, int(dag))
    except ValueError:
        raise PeildatumFout(f"De dag “{tekst}” bestaat niet. Schrijf dag, maand en jaar, bijvoorbeeld 30-6-2025.") from None


def dag_in_adres(parameter: str) -> date | None:
    """The day in the address; None where it is silent, PeildatumFout where it is no day or not yet."""
    tekst = st.query_params.get(parameter)
    return parse_peildatum(tekst) if tekst else None


def momenten(keten: str | None, tot: date) -> dict[str, str]:
    """Days to choose from, newest first: overleggen of the keten and leveringen before `tot`; ISO date -> label."""
    per_dag = groupby(_before(keten, tot), key=lambda r: r["dag"])
    return {dag.isoformat(): f"{opmaak.datum(dag)}: {opmaak.opsomming([r['wat'] for r in groep])}" for dag, groep in per_dag}


def vorig_moment(keten: str | None, tot: date) -> tuple[date | None, str]:
    """The last overleg of the keten before `tot`, else the last levering; and which of the two it is."""
    rijen = _before(keten, tot)
    for soort, woorden in (("overleg", "het vorige overleg"), ("levering", "de vorige levering")):
        for rij in rijen:
            if rij["soort"] == soort:
                return rij["dag"], woorden
    return None, ""


def _before(keten: str | None, tot: date) -> list[dict[str, Any]]:
    """From the published build: who looks from an earlier day may still choose a later one."""
    bouw = spiegel.current_build()
    return [r for r in lezen.read_rows_of(bouw, None, "momenten", spiegel.zicht(), keten=keten) if r["dag"] < tot] if bouw else []


def datumkeuze(woord: str, parameter: str, opties: Mapping[str, str], *, alles: str | None = None, standaard: str | None = None) -> None:
    """The list of moments and a field for a day of one's own; both write the day into the address."""
    gevraagd = st.query_params.get(parameter)
    if gevraagd and gevraagd not in opties:
        opties = dict(sorted({gevraagd: _label(gevraagd), **opties}.items(), reverse=True))
    keuzelijst(woord, parameter, opties, alles=alles, standaard=standaard)
    st.text_input(
        "Of zelf een dag, bijvoorbeeld 30-6-2025",
        key=_veld(parameter),
        on_change=_write,
        args=(parameter,),
        autocomplete="off",
        max_chars=20,
    )
    if fout := st.session_state.pop(_fout(parameter), None):
        st.html(el("p", fout, klasse="ks-veldfout", role="alert"))


def _label(gevraagd: str) -> str:
    """How a day that is in no list is called; a text that is no day stays as it is."""
    try:
        return opmaak.datum(parse_peildatum(gevraagd))
    except PeildatumFout:
        return gevraagd


def _veld(parameter: str) -> str:
    return f"dag_{parameter}"


def _fout(parameter: str) -> str:
    return f"dagfout_{parameter}"


def _write(parameter: str) -> None:
    """Write the day of the field into the address; what is wrong with it is told beside the field."""
    tekst = st.session_state[_veld(parameter)]
    if not tekst.strip():
        return
    try:
        st.query_params[parameter] = parse_peildatum(parse_dag(tekst).isoformat()).isoformat()
    except PeildatumFout as fout:
        st.session_state[_fout(parameter)] = zin(fout)
    else:
        st.session_state[_veld(parameter)] = ""


def zin(fout: PeildatumFout) -> str:
    """What is wrong with a day, with dates as people read them."""
    return re.sub(r"\b\d{4}-\d{2}-\d{2}\b", lambda gevonden: opmaak.datum(gevonden[0]), str(fout))
