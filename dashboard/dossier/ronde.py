"""The round of questions after an overleg: answers by actorgroep, with nothing in them that leads to a person."""

from collections.abc import Mapping
from datetime import datetime, time

from dashboard.dossier.fouten import OngeldigeInvoer
from dashboard.dossier.register import Daad, Ding, Register, Wie, now

MINSTENS = 3  # fewer answers from a group are not shown: with two, each would know what the other said


def answer(register: Register, overleg: Ding, actorgroep: str, antwoorden: Mapping[str, tuple[str | None, str | None]]) -> None:
    """Keep one person's answers (onderwerp -> oordeel, words); only the day is kept, no role, no partij and no time.

    OngeldigeInvoer when nothing was answered.
    """
    gegeven = {onderwerp: deel for onderwerp, deel in antwoorden.items() if deel[0]}
    if not gegeven:
        raise OngeldigeInvoer({"oordeel": "Kies bij minstens één vraag een antwoord."})
    dag = datetime.combine(now().date(), time.min)
    with register.change_set(Daad(Wie(None), dag)) as daad:
        for onderwerp, (oordeel, woorden) in gegeven.items():
            velden = {
                "overleg": overleg["id"],
                "actor": actorgroep,
                "actorgroep": actorgroep,
                "datum": dag.date().isoformat(),
                "onderwerp": onderwerp,
                "oordeel": oordeel,
                "toelichting": (woorden or "").strip() or None,
                "bron": f"Vragenronde na {overleg['naam']}",
            }
            daad.add("oordeel", overleg["keten"], {n: w for n, w in velden.items() if w is not None})
