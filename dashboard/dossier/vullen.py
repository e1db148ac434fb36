"""Delivered overleggen, afspraken, knelpunten and oordelen into the register: the first time, and what is new later.

A field that someone changed in the app is theirs: a later levering no longer moves it, and `delivered_differences` shows
what was delivered instead. All other fields follow the leveringen, each as a version of its own with the moment it was
delivered, so that a date that slipped before the app was used is seen too. The keten, which nobody chooses in the app,
always follows.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import duckdb
from sqlalchemy.exc import IntegrityError

from dashboard.dossier.controle import LANGSTE_NAAM
from dashboard.dossier.fouten import NietGevonden
from dashboard.dossier.register import Daad, Ding, Register, Wie, Wijzigingen, differences, fields, now
from dashboard.dossier.tijd import kept_from_here
from etl.contract import contract
from etl.magazijn import Magazijn

# Kind in the register -> its id there, from a delivered row. Overleggen first: the others refer to them.
GELEVERD = {"overleg": "overleg", "afspraak": "afspraak_id", "knelpunt": "knelpunt_id", "oordeel": "kenmerk"}
VRAAG = """
    select v.* replace (v.geleverd_op::timestamp as geleverd_op), l.leverancier
    from kern.{soort}_versie as v join staging.levering as l using (levering)
    order by v.geleverd_op, v.levering, v.versie
"""


def fullest(bouw: Path) -> Path:
    """The build to fill from: with what was delivered in vertrouwen too, for who may see a version is decided on reading."""
    tafel = Magazijn.for_table(bouw)
    return tafel if tafel.exists() else bouw


def fill(register: Register, bouw: Path, con: duckdb.DuckDBPyConnection) -> int:
    """Bring the register up to date with a build, once; gives the number of versions that were added."""
    if register.has_processed(bouw.name):
        return 0
    geleverd = {soort: [_as_kept(rij) for rij in _rows(con, VRAAG.format(soort=soort))] for soort in GELEVERD}
    try:
        return _write(register, bouw, geleverd)
    except IntegrityError:
        return 0  # another server was filling the register with the same build, and has done it


def _write(register: Register, bouw: Path, geleverd: Mapping[str, list[Ding]]) -> int:
    """One act per levering, all in one transaction: half a levering is never seen."""
    gevuld = 0
    with register.change_set(Daad(Wie(None), now())) as laatste:
        laatste.mark_processed(bouw.name)
        # Read behind the lock: what another server or a person did just before is seen.
        bekend = {soort: _per_thing(laatste.versions(soort)) for soort in GELEVERD}
        nieuw = sorted(_unseen(geleverd, bekend), key=_moment)
        for levering, delen in _per_levering(nieuw).items():
            rij = delen[0][1]
            daad = laatste.also(Daad(Wie(None, (rij["leverancier"] or "")[:LANGSTE_NAAM] or None), rij["geleverd_op"], levering=levering))
            gevuld += sum(_take_over(daad, soort, deel, bekend[soort]) for soort, deel in delen)
    return gevuld


def delivered_differences(soort: str, geleverd: Mapping[str, Any], versies: Iterable[Ding]) -> dict[str, tuple[Any, Any]]:
    """Where the register differs from what was delivered last, because people changed it: field -> delivered, register."""
    versies = list(versies)
    eigen = _changed_in_app(soort, versies)
    return {naam: (geleverd.get(naam), versies[-1][naam]) for naam in eigen if (geleverd.get(naam) or None) != (versies[-1][naam] or None)}


def delivered_fields(soort: str) -> list[str]:
    """The fields that a levering and the register share."""
    tabel = next(t for t in contract().values() if t.enkelvoud == soort)
    return [naam for naam in fields(soort) if naam in tabel.kolomnamen]


def _unseen(geleverd: Mapping[str, list[Ding]], bekend: Mapping[str, Mapping[str, list[Ding]]]) -> Iterable[tuple[str, Ding]]:
    """Delivered versions that came after the newest one the register has; an older one that comes late changes nothing now."""
    for soort, rijen in geleverd.items():
        gezien = {(rij[GELEVERD[soort]], rij["levering"], rij["geleverd_op"]): rij["versie"] for rij in rijen}
        for rij in rijen:
            id_ = rij[GELEVERD[soort]]
            eerder = [v for v in bekend[soort].get(id_, []) if v["herkomst"] == "levering"]
            if not eerder or _is_later(rij, eerder[-1], gezien.get((id_, eerder[-1]["levering"], eerder[-1]["op"]))):
                yield soort, rij


def _is_later(rij: Ding, laatste: Ding, gezien: int | None) -> bool:
    """Whether a delivered version came after the last one taken over, of which `gezien` is the number if the build still has it."""
    return rij["versie"] > gezien if gezien is not None else rij["geleverd_op"] > laatste["op"]


def _moment(deel: tuple[str, Ding]) -> tuple[Any, ...]:
    """Order of delivery; the name of a levering begins with the moment of loading."""
    soort, rij = deel
    return rij["geleverd_op"], rij["levering"], list(GELEVERD).index(soort)


def _take_over(daad: Wijzigingen, soort: str, rij: Ding, bekend: Mapping[str, list[Ding]]) -> int:
    id_ = rij[GELEVERD[soort]]
    velden = {naam: rij[naam] for naam in ("keten", *delivered_fields(soort))}
    try:
        huidig = daad.newest(soort, id_)
    except NietGevonden:
        if rij["vervallen"] == "ja":
            return 0
        daad.add(soort, velden.pop("keten"), {n: w for n, w in velden.items() if w is not None}, id_)
        return 1
    eigen = _changed_in_app(soort, bekend.get(id_, []))
    if rij["vervallen"] == "ja" and not eigen and not huidig["is_ingetrokken"]:
        daad.withdraw(soort, id_, huidig["nummer"])
        return 1
    volgt = {naam: waarde for naam, waarde in velden.items() if naam not in eigen and huidig[naam] != waarde}
    if rij["vervallen"] == "ja" or "is_ingetrokken" in eigen or not (volgt or huidig["is_ingetrokken"]):
        return 0
    daad.change(soort, id_, huidig["nummer"], volgt)
    return 1


def _changed_in_app(soort: str, versies: list[Ding]) -> set[str]:
    """The fields whose value somebody chose in the app."""
    paren = zip([{}, *versies], versies, strict=False)
    return {naam for eerder, nu in paren if nu["herkomst"] == "app" for naam in differences(soort, eerder, nu)}


def _per_thing(versies: list[Ding]) -> dict[str, list[Ding]]:
    uit: dict[str, list[Ding]] = defaultdict(list)
    for versie in sorted(versies, key=lambda v: v["nummer"]):
        uit[versie["id"]].append(versie)
    return uit


def _per_levering(nieuw: list[tuple[str, Ding]]) -> dict[str, list[tuple[str, Ding]]]:
    uit: dict[str, list[tuple[str, Ding]]] = defaultdict(list)
    for soort, rij in nieuw:
        uit[rij["levering"]].append((soort, rij))
    return uit


def _rows(con: duckdb.DuckDBPyConnection, sql: str) -> list[Ding]:
    antwoord = con.execute(sql)
    namen = [kolom[0] for kolom in antwoord.description or ()]
    return [dict(zip(namen, map(_without_zero, rij), strict=True)) for rij in antwoord.fetchall()]


def _as_kept(rij: Ding) -> Ding:
    return rij | {"geleverd_op": kept_from_here(rij["geleverd_op"])}


def _without_zero(waarde: Any) -> Any:
    """PostgreSQL keeps no character zero, and nobody sees it."""
    return waarde.replace("\x00", "") if isinstance(waarde, str) else waarde
