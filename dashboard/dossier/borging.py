"""Ending an overleg: a plan that makes the result last, a day to look back, and a slower rhythm; a keten is never archived."""

from typing import Any

from dashboard.dossier.fouten import NietGevonden, OngeldigeInvoer
from dashboard.dossier.register import Daad, Ding, Register, Wie, now

ONDERHOUD_DAGEN = 182  # twice a year, where the keten agreed no rhythm of its own for onderhoud


def keep_plan(register: Register, overleg: Ding, nummer: int, velden: dict[str, Any], door: Wie, *, onderhoud: bool) -> None:
    """Keep plan and day with the overleg; with `onderhoud` slow the rhythm of its keten too, in the same act.

    OngeldigeInvoer when the plan or the day is empty.
    """
    namen = {"borgingsplan": "Het borgingsplan", "terugkijken_op": "De dag om terug te kijken"}
    if leeg := {veld: f"{naam} ontbreekt. Vul dit in." for veld, naam in namen.items() if not velden.get(veld)}:
        raise OngeldigeInvoer(leeg)
    with register.change_set(Daad(door, now())) as daad:
        daad.change("overleg", overleg["id"], nummer, velden)
        if not onderhoud:
            return
        rustig = {"ritme": "onderhoud", "interval_dagen": ONDERHOUD_DAGEN}
        try:
            werkwijze = daad.newest("werkwijze", overleg["keten"])
        except NietGevonden:
            daad.add("werkwijze", overleg["keten"], rustig, overleg["keten"])
        else:
            daad.change("werkwijze", overleg["keten"], werkwijze["nummer"], rustig)
