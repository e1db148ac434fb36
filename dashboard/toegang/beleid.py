"""What a role may do, in one place: pages, downloads, packet, meeting mode and the register all ask here. Deny by default."""

from collections.abc import Collection, Mapping
from typing import Any

from dashboard.dossier.fouten import DossierFout
from dashboard.toegang.rollen import ALLE_KETENS, Toekenning

Velden = Mapping[str, Any]
Bereik = tuple[str, ...] | None  # the ketens somebody may see, in order; None is every keten, also one that is yet to come

# A partner says how far it is with what it committed to; the rest of an afspraak is for the table, and the regisseur writes it down.
MELDING = frozenset({"status", "status_op", "klaar_op", "effect", "effect_op", "bevestigd_op", "bevestigd_door"})
# What may be written, by whom. Figures come with leveringen, so nobody changes those here.
SCHRIJVERS: dict[str, frozenset[str]] = {
    **dict.fromkeys(
        ("werkwijze", "overleg", "agendapunt", "besluit", "standpunt", "notitie", "overdracht", "advies"), frozenset({"regisseur"})
    ),
    **dict.fromkeys(("afspraak", "knelpunt", "praktijksignaal", "duiding", "oordeel"), frozenset({"regisseur", "partner"})),
}
TAFEL = frozenset({"regisseur", "partner"})
"""Who sits at the table of a keten and speaks there for a partij: they see what is in vertrouwen, and the concepts of that partij."""
BIJ = {"regisseur": "de regisseur van deze keten", "partner": "een partner in deze keten"}


class GeenRecht(DossierFout):
    """This person may not do this; the message says who may."""


def scope(toekenningen: Collection[Toekenning]) -> Bereik:
    """The ketens these roles give sight of."""
    if any(t.keten == ALLE_KETENS for t in toekenningen):
        return None
    return tuple(sorted({t.keten for t in toekenningen}))


def roles_in(toekenningen: Collection[Toekenning], keten: str | None) -> tuple[Toekenning, ...]:
    """The roles that hold in this keten."""
    return tuple(t for t in toekenningen if t.keten in (keten, ALLE_KETENS))


def may_prepare(toekenningen: Collection[Toekenning], keten: str) -> bool:
    """Private notes of those who prepare the overleg."""
    return any(t.rol == "regisseur" for t in roles_in(toekenningen, keten))


def may_download_build(toekenningen: Collection[Toekenning]) -> bool:
    """The whole spiegel as one file: it holds every keten, so it takes a role over every keten that cares for the data."""
    return any(t.keten == ALLE_KETENS and t.rol in {"gegevensbeheerder", "beheerder"} for t in toekenningen)


def may_read_log(toekenningen: Collection[Toekenning]) -> bool:
    """Read the log: it names persons of every keten, so it takes a beheerder of everything."""
    return _is_head(toekenningen)


def may_view_as(toekenningen: Collection[Toekenning]) -> bool:
    """Look as somebody with another role would, to see whether the roles are as they were meant."""
    return _is_head(toekenningen)


def _is_head(toekenningen: Collection[Toekenning]) -> bool:
    return any(t.rol == "beheerder" and t.keten == ALLE_KETENS for t in toekenningen)


def may_see_concept(toekenningen: Collection[Toekenning], leverancier: str | None) -> bool:
    """Look at a levering that is still a concept: for who speaks for the partij that made it, and for who cares for leveringen.

    Both see their own ketens only. A partij beside a role that only looks, or that keeps the roles, makes nobody a maker.
    """
    return any(t.rol == "gegevensbeheerder" or (t.rol in TAFEL and t.partij and t.partij == leverancier) for t in toekenningen)


def may_check_files(toekenningen: Collection[Toekenning]) -> bool:
    """Have a file checked without loading it."""
    return any(t.rol in {"partner", "regisseur", "gegevensbeheerder", "beheerder"} for t in toekenningen)


def writers(toekenningen: Collection[Toekenning], keten: str | None) -> tuple[Toekenning, ...]:
    """The roles with which this person may write something in this keten."""
    return tuple(t for t in roles_in(toekenningen, keten) if any(t.rol in rollen for rollen in SCHRIJVERS.values()))


def require_write(
    toekenningen: Collection[Toekenning], soort: str, keten: str, als: tuple[str | None, str | None], nu: Velden, nieuw: Velden
) -> None:
    """GeenRecht unless this may be written: `als` is the role and partij it is done as, `nu` what stands there ({} when new).

    Nobody acts as somebody else. An answer in the round carries no role and no partij; there any writer's role will do.
    """
    passend = [t for t in writers(toekenningen, keten) if t.rol in SCHRIJVERS.get(soort, ()) and als in ((t.rol, t.partij), (None, None))]
    if als == (None, None) and soort != "oordeel":
        passend = []
    if not any(_fits(t, soort, nu, nieuw) for t in passend):
        raise GeenRecht(_refusal(soort))


def _fits(t: Toekenning, soort: str, nu: Velden, nieuw: Velden) -> bool:
    if soort == "duiding":  # a story is told by the partij itself, whoever else may write
        return bool(t.partij) and {nieuw.get("partij", nu.get("partij")), nu.get("partij", t.partij)} == {t.partij}
    if t.rol == "partner" and soort == "afspraak":
        return bool(nu) and set(nieuw) <= MELDING and (_is_involved(t, nu) or set(nieuw) <= {"bevestigd_op", "bevestigd_door"})
    if t.rol == "partner" and soort == "knelpunt":
        return not nu  # anyone may report one; where it goes is decided at the table
    if t.rol == "partner" and soort == "praktijksignaal":
        return not nu
    return True


def _is_involved(t: Toekenning, afspraak: Velden) -> bool:
    namen = ";".join(str(afspraak.get(veld) or "") for veld in ("voortouw", "betrokken_partijen"))
    return t.partij in {naam.strip() for naam in namen.split(";")}


def _refusal(soort: str) -> str:
    if soort == "duiding":
        return "Een verhaal bij een cijfer schrijft u alleen namens uw eigen partij."
    wie = " of ".join(BIJ[rol] for rol in ("regisseur", "partner") if rol in SCHRIJVERS.get(soort, ()))
    erbij = " Een partner meldt zelf alleen hoe ver het staat met een afspraak waaraan zijn partij meedoet." if soort == "afspraak" else ""
    return f"Dit mag u niet vastleggen met uw rol. Dat kan {wie or 'niemand hier'}.{erbij}"
