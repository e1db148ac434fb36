"""Buttons that give days as an .ics file, for people's own calendars."""

from functools import partial
from typing import Any

from dashboard.components.downloadknop import downloadknop
from dashboard.components.keuze import ketens
from dashboard.dossier import lezen
from dashboard.dossier.agendabestand import Dag, afspraakdagen, as_ics, overlegdagen

Rij = dict[str, Any]


def overlegknop(overleg: Rij, werkwijze: Rij) -> None:
    """The overleg and the days on the way to it; no button as long as its day is unknown."""
    dagen = overlegdagen(overleg, werkwijze, ketens()[overleg["keten"]])
    if dagen:
        _knop("Zet in uw agenda", overleg["naam"], dagen, f"overleg-{overleg['datum_van']}", overleg["keten"])


def afsprakenknop(keten: str | None, voortouw: str | None = None) -> None:
    """The running afspraken of which the day is known: of a keten or of all, of everybody or of one voortouw."""
    namen = ketens()
    rijen = lezen.read_rows("kalender_afspraken", keten=keten, voortouw=voortouw)
    dagen = afspraakdagen([a | {"ketennaam": namen[a["keten"]]} for a in rijen])
    if dagen:
        _knop("Zet de afspraken in uw agenda", namen[keten] if keten else "Ketenspiegel", dagen, "afspraken", keten)


def _knop(tekst: str, naam: str, dagen: list[Dag], bestand: str, keten: str | None) -> None:
    maak = partial(as_ics, naam, dagen)
    downloadknop(tekst, maak, f"ketenspiegel-{bestand}.ics", "text/calendar", f"kalender-{bestand}", keten=keten)
