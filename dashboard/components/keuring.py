"""Checking an uploaded levering: it goes to a temporary folder, is checked, and nothing is loaded."""

import tempfile
from collections.abc import Sequence
from pathlib import Path, PurePosixPath

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from dashboard import spiegel
from dashboard.components.gegevens import keuringsuitslag
from dashboard.components.markering import el, samen
from dashboard.components.uitvoer import as_csv
from etl.fouten import KetenspiegelFout
from etl.keuring import check_leveringen
from etl.keuring.afkeuring import Afkeuring
from etl.magazijn import Magazijn

SOORTEN = ["csv", "xlsx", "zip", "json"]
UITLEG = samen(
    el("h2", "Klopt uw levering?", id="keuring"),
    el(
        "p",
        "Kies een zip of een Excelbestand, of alle csv-bestanden van één levering. De keuring kijkt ze na. Er wordt niets geladen.",
    ),
)


def keuring() -> None:
    """The upload field and what the keuring says."""
    st.html(UITLEG)
    bestanden = st.file_uploader("Bestanden om na te kijken", type=SOORTEN, accept_multiple_files=True, key="keuring_bestanden")
    if not bestanden:
        return
    try:
        afkeuringen = check_uploads(bestanden)
    except KetenspiegelFout as fout:
        st.html(el("p", str(fout)))
        return
    st.html(keuringsuitslag(afkeuringen))
    if afkeuringen:
        rapport = as_csv([{k: v for k, v in a.as_row().items() if k != "levering"} for a in afkeuringen])
        st.download_button("Download het rapport (csv)", rapport, "keuring.csv", "text/csv", on_click="ignore")
    else:
        st.html(el("p", "Laden doet een beheerder met ", el("code", "python -m etl laden MAP"), "."))


def check_uploads(bestanden: Sequence[UploadedFile]) -> list[Afkeuring]:
    """Check uploaded files as one levering (loose csv files) or one each (zip, xlsx)."""
    with tempfile.TemporaryDirectory(prefix="ketenspiegel-") as naam:
        map_ = Path(naam)
        los = map_ / "levering"
        paden = []
        for bestand in bestanden:
            veilig = PurePosixPath(bestand.name.replace("\\", "/")).name
            is_bundel = veilig.lower().endswith((".zip", ".xlsx"))
            doel = (map_ if is_bundel else los) / veilig
            doel.parent.mkdir(exist_ok=True)
            doel.write_bytes(bestand.getbuffer())
            if is_bundel:
                paden.append(doel)
        if los.exists():
            paden.append(los)
        return check_leveringen(paden, Magazijn(spiegel.magazijn())).afkeuringen
