"""The round of questions after an overleg: answers by actorgroep, with nothing in them that leads to a person."""

from collections import Counter
from collections.abc import Mapping, Sequence

from dashboard.dossier.fouten import OngeldigeInvoer
from dashboard.dossier.register import Daad, Ding, Register, Wie
from dashboard.dossier.tijd import begin_of, today

# Answers from a group show three at a time: with two, each would know what the other said, and one that comes
# alone after the others could be told by looking again.
PER_KEER = 3


def answer(register: Register, overleg: Ding, actorgroep: str, antwoorden: Mapping[str, tuple[str | None, str | None]]) -> None:
    """Keep one person's answers (onderwerp -> oordeel, words); only the day is kept, no role, no partij and no time.

    OngeldigeInvoer when nothing was answered.
    """
    gegeven = {onderwerp: deel for onderwerp, deel in antwoorden.items() if deel[0]}
    if not gegeven:
        raise OngeldigeInvoer({"oordeel": "Kies bij minstens één vraag een antwoord."})
    dag = today()
    with register.change_set(Daad(Wie(None), begin_of(dag))) as daad:
        for onderwerp, (oordeel, woorden) in gegeven.items():
            velden = {
                "overleg": overleg["id"],
                "actor": actorgroep,
                "actorgroep": actorgroep,
                "datum": dag.isoformat(),
                "onderwerp": onderwerp,
                "oordeel": oordeel,
                "toelichting": (woorden or "").strip() or None,
                "bron": f"Vragenronde na {overleg['naam']}",
            }
            daad.add("oordeel", overleg["keten"], {n: w for n, w in velden.items() if w is not None})


def visible(oordelen: Sequence[Ding]) -> list[Ding]:
    """What may be seen of all oordelen, in any screen or paper: of a round only whole threes per group and subject, in order of arrival.

    What was delivered is not from a round, and stays.
    """

    def group(o: Ding) -> tuple[str, str, str]:
        return o["overleg"], o["actorgroep"], o["onderwerp"]

    rest = {g: aantal % PER_KEER for g, aantal in Counter(group(o) for o in oordelen if o["herkomst"] == "app").items()}
    uit: list[Ding] = []
    for oordeel in sorted(oordelen, key=lambda o: o["wijziging"], reverse=True):
        if oordeel["herkomst"] == "app" and rest[group(oordeel)] > 0:
            rest[group(oordeel)] -= 1
        else:
            uit.append(oordeel)
    return uit[::-1]
