"""What a visitor does, put in the log. Without sign-in there is nobody to name, and nothing is logged.

When the log cannot be written, these raise OnbereikbaarDossier: what should have been logged must then not happen. Only the
way out is always open.
"""

import logging
from collections.abc import Iterable
from threading import Lock
from typing import Any

from sqlalchemy import Connection, Engine

from dashboard import spiegel
from dashboard.dossier.fouten import OnbereikbaarDossier
from dashboard.dossier.logboek import Regel, append, keep
from dashboard.dossier.register import Log, Velden
from dashboard.dossier.verbinding import address, open_engine
from dashboard.toegang import bezoeker as toegang
from dashboard.toegang.bezoeker import Bezoeker

log = logging.getLogger("ketenspiegel")
MEESTE_ONTHOUDEN = 10_000
_gelogd: dict[tuple[Any, ...], None] = {}  # what this server logged of each sign-in, the oldest first
_slot = Lock()


def log_sign_in(wie: Bezoeker) -> None:
    """Somebody with a role came in; once per sign-in."""
    _keep_once(wie, _regel(wie, "inloggen"))


def log_refused(wie: Bezoeker) -> None:
    """Somebody signed in and has no role here; once per sign-in."""
    _keep_once(wie, _regel(wie, "geweigerd"))


def log_sign_out(wie: Bezoeker) -> None:
    """Somebody leaves. Nobody is kept in by a log that cannot be written: then the log of the server says so."""
    if wie.kenmerk:
        try:
            keep(log_engine(), _regel(wie, "uitloggen"))
        except OnbereikbaarDossier:
            log.exception("Iemand logde uit, en het logboek kon niet worden bijgehouden")


def log_viewed(wie: Bezoeker, keten: str, pagina: str) -> None:
    """Somebody is shown what is in vertrouwen on this page; once per sign-in, keten and page."""
    _keep_once(wie, _regel(wie, "bekeken_in_vertrouwen", keten, pagina))


def log_viewing_as(wie: Bezoeker, rol: str, keten: str) -> None:
    """A beheerder looks as somebody with this role would; once per sign-in, role and keten."""
    _keep_once(wie, _regel(wie, "bekeken_als", keten, f"als {rol}"))


def log_export(wie: Bezoeker, voorwerp: str, keten: str | None, gebeurtenis: str = "uitgevoerd") -> None:
    """A file is given; every time."""
    if wie.kenmerk:
        keep(log_engine(), _regel(wie, gebeurtenis, keten, voorwerp))


def change_log(wie: Bezoeker) -> Log | None:
    """What the register calls for every version this visitor makes; None when there is nobody to name."""
    kenmerk = wie.kenmerk
    if kenmerk is None:
        return None

    def log_change(verbinding: Connection, als: tuple[str | None, str | None], soort: str, versie: Velden) -> None:
        append(verbinding, Regel("gewijzigd", kenmerk, *als, versie["keten"], f"{soort} {versie['id']}, versie {versie['nummer']}"))

    return log_change


def log_engine() -> Engine:
    """The database of the dossier, where the log is."""
    return open_engine(address(spiegel.magazijn()))


def _regel(wie: Bezoeker, gebeurtenis: str, keten: str | None = None, voorwerp: str | None = None) -> Regel:
    """A row with the roles that count there; without a keten all that somebody has."""
    if wie.bekijkt_als:
        return Regel(gebeurtenis, wie.kenmerk, f"beheerder, als {wie.bekijkt_als.rol}", None, keten, voorwerp)
    rollen = wie.roles(keten) if keten else wie.toekenningen
    return Regel(gebeurtenis, wie.kenmerk, _together(t.rol for t in rollen), _together(t.partij for t in rollen), keten, voorwerp)


def _together(namen: Iterable[str | None]) -> str | None:
    return "; ".join(sorted({naam for naam in namen if naam})) or None


def _keep_once(wie: Bezoeker, regel: Regel) -> None:
    """Once per sign-in. Not per session: every link that loads a page begins a session, and the log would fill with those."""
    if wie.kenmerk is None:
        return
    # Without the roles: a beheerder who looks as another does not come in anew.
    sleutel = (address(spiegel.magazijn()), toegang.read_user().get("iat"), regel._replace(rol=None, partij=None))
    if sleutel in _gelogd:
        return
    keep(log_engine(), regel)
    with _slot:
        _gelogd[sleutel] = None
        while len(_gelogd) > MEESTE_ONTHOUDEN:
            _gelogd.pop(next(iter(_gelogd)))
