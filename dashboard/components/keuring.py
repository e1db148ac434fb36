"""Checking an uploaded levering: it goes to a temporary folder, is checked, and nothing is loaded."""

import tempfile
from collections.abc import Sequence
from pathlib import Path, PurePosixPath
from threading import Lock
from typing import Protocol

import streamlit as st

from dashboard import spiegel
from dashboard.components.downloadknop import downloadknop
from dashboard.components.gegevens import keuringsuitslag
from dashboard.components.markering import el, samen
from dashboard.components.uitvoer import as_csv
from etl.fouten import GebruiksFout, KetenspiegelFout
from etl.keuring import check_leveringen
from etl.keuring.afkeuring import Afkeuring, fouten
from etl.magazijn import Magazijn

SOORTEN = ["csv", "xlsx", "zip", "json"]
MEESTE_BESTANDEN = 40  # sixteen tables and a levering.json fit twice
UITSLAG = "keuring_uitslag"  # the key in session state: another click on the page must not check again
EEN_TEGELIJK = Lock()  # a keuring may take a gigabyte; people wait for each other
UITLEG = samen(
    el("h2", "Klopt uw levering?", id="keuring"),
    el(
        "p",
        "Kies een zip of een Excelbestand, of alle csv-bestanden van één levering. De keuring kijkt ze na. Er wordt niets geladen.",
    ),
    el("p", "Een bestand mag 200 MB groot zijn. Grotere leveringen kijkt een beheerder na.", klasse="ks-bron"),
)


class Upload(Protocol):
    """What we need of an uploaded file."""

    name: str

    def getbuffer(self) -> memoryview:
        """Its bytes."""


def keuring() -> None:
    """The upload field and what the keuring says."""
    st.html(UITLEG)
    bestanden = st.file_uploader("Bestanden om na te kijken", type=SOORTEN, accept_multiple_files=True, key="keuring_bestanden")
    if not bestanden:
        st.session_state.pop(UITSLAG, None)
        return
    kenmerk = (str(spiegel.held_build()), *sorted(bestand.file_id for bestand in bestanden))
    try:
        if st.session_state.get(UITSLAG, (None,))[0] != kenmerk:
            with st.spinner("De keuring kijkt uw bestanden na."):
                st.session_state[UITSLAG] = (kenmerk, check_uploads(bestanden))
    except KetenspiegelFout as fout:
        st.html(el("p", el("strong", "Dit kan niet worden nagekeken. "), str(fout), role="alert"))
        return
    _show(st.session_state[UITSLAG][1])


def _show(afkeuringen: list[Afkeuring]) -> None:
    st.html(keuringsuitslag(afkeuringen))
    if afkeuringen:
        rapport = as_csv([a.as_row() for a in afkeuringen])
        downloadknop("Download het rapport (csv)", lambda: rapport, "keuring.csv", "text/csv", "keuring_rapport", keten=None)
    if not fouten(afkeuringen):
        st.html(el("p", "Laden doet een beheerder met ", el("code", "python -m etl laden MAP"), "."))


def check_uploads(bestanden: Sequence[Upload]) -> list[Afkeuring]:
    """Check uploaded files as one levering (loose csv files) or one each (zip, xlsx); GebruiksFout on bad names."""
    with EEN_TEGELIJK, tempfile.TemporaryDirectory(prefix="ketenspiegel-") as map_:
        return check_leveringen(keep_uploads(bestanden, Path(map_)), Magazijn(spiegel.magazijn())).afkeuringen


def keep_uploads(bestanden: Sequence[Upload], map_: Path) -> list[Path]:
    """Write the files under safe names in map_; gives the leveringen they make."""
    if len(bestanden) > MEESTE_BESTANDEN:
        raise GebruiksFout(f"Dit zijn {len(bestanden)} bestanden. Kies er hoogstens {MEESTE_BESTANDEN}, of maak er één zip van.")
    los = map_ / "levering"
    paden: list[Path] = []
    for bestand in bestanden:
        naam = safe_name(bestand.name)
        is_bundel = naam.lower().endswith((".zip", ".xlsx"))
        doel = (map_ if is_bundel else los) / naam
        if doel.exists():
            raise GebruiksFout(f"Het bestand {naam} is twee keer gekozen. Haal er één weg.")
        doel.parent.mkdir(exist_ok=True)
        doel.write_bytes(bestand.getbuffer())
        paden += [doel] if is_bundel else []
    return [*paden, los] if los.exists() else paden


def safe_name(naam: str) -> str:
    """The last part of a file's name; GebruiksFout when that is no name for a file of ours."""
    kort = PurePosixPath(naam.replace("\\", "/")).name
    ending = kort.rpartition(".")[2].lower()
    if kort.startswith(".") or "\0" in kort or len(kort.encode()) > 200 or ending not in SOORTEN:
        raise GebruiksFout("De naam van een bestand klopt niet. Gebruik een gewone naam die eindigt op .csv, .xlsx, .zip of .json.")
    return kort
