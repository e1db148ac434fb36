"""What changed between two moments, as the rows of a file."""

from collections.abc import Sequence
from datetime import date

from dashboard.components.registervergelijking import who_and_why
from dashboard.components.vergelijking import Rij, Verandering, figure, part


def as_rows(veranderingen: Sequence[Verandering], keten: str, sinds: date, tot: date) -> list[Rij]:
    """The changes as rows of a table to take along, one per thing that changed."""
    return [
        {
            "keten": keten,
            "soort": v.soort.woord,
            "wat": v.wat,
            "onderwerp": v.rij[v.soort.naam],
            "periode": v.rij.get("periode") or v.rij.get("van"),
            "deel": part(v.rij) if "gebied" in v.rij else "",
            "was": _told(v, 1),
            "is": _told(v, 2),
            **_by_whom(v),
            "sinds": sinds,
            "peildatum": tot,
        }
        for v in veranderingen
    ]


def _by_whom(v: Verandering) -> Rij:
    """Who delivered it, or who did the last thing in the register; `verloop` is what the screen says of each act."""
    if not v.stappen:
        rij = v.rij
        return {"geleverd_op": rij.get("geleverd_op"), "door": rij.get("leverancier"), "verloop": "", "bron": rij.get("bron")}
    laatste = v.stappen[-1][1]
    geleverd_op = laatste["op"].date() if laatste["herkomst"] == "levering" else None
    bron = laatste["bron"] or (laatste["wie_partij"] if geleverd_op else None)
    return {"geleverd_op": geleverd_op, "door": laatste["wie_partij"], "verloop": ". ".join(who_and_why(v)), "bron": bron}


def _told(verandering: Verandering, kant: int) -> str:
    """The old (1) or new (2) side of a change in one cell."""
    if verandering.soort.woord == "cijfer":
        rij = verandering.toen if kant == 1 else verandering.nu
        return figure(rij) if rij else ""
    woorden = dict.fromkeys(f"{veld[0]}: {veld[kant]}" for veld in verandering.velden if veld[kant] not in ("", "leeg"))
    return "; ".join(woorden)
