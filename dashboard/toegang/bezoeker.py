"""Who is here. With sign-in set up: a person with the roles that the file gives. Without: someone who may look, on this machine only."""

import os
from collections.abc import Mapping, Set
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal, NamedTuple

import streamlit as st
from streamlit import config
from streamlit.errors import StreamlitSecretNotFoundError

from dashboard.toegang.beleid import TAFEL, Bereik, may_view_as, roles_in, scope, writers
from dashboard.toegang.rollen import ALLE_KETENS, Rollen, ToegangFout, Toekenning, read_rollen
from dashboard.toegang.zicht import ALLES, NIETS, Zicht
from etl.magazijn import STANDAARD

SLEUTEL = "bezoeker"
BEKIJKT_ALS = "bekijkt_als"
Stand = Literal["open", "oefenen", "buiten", "verlopen", "binnen"]
OEFENEN = "KETENSPIEGEL_OEFENEN"
INSTELLINGEN_ONLEESBAAR = (
    "De instellingen voor inloggen zijn niet te lezen. Daarom blijft het dashboard dicht. "
    "Kijk of het bestand met [auth] er is, of het dashboard er bij mag, en of elke regel klopt. Begin daarna opnieuw."
)


class Bezoeker(NamedTuple):
    """Who looks at this screen, and with which roles.

    stand: open (no sign-in set up: look only), oefenen (the same, but writing may be tried), buiten (not signed in),
    verlopen (signed in too long ago), binnen (signed in).
    """

    stand: Stand
    toekenningen: tuple[Toekenning, ...] = ()
    kenmerk: str | None = None
    """The provider's name for this person; it stands in the log and nowhere else."""
    termijnen: tuple[tuple[str, int], ...] = ()
    """How many days a new question stays with its owner, per keten that agreed something else than usual."""
    bekijkt_als: Toekenning | None = None
    """The role through whose eyes a beheerder looks. What is in vertrouwen or private stays closed, and nothing can be written."""

    @property
    def zicht(self) -> Zicht:
        """What this person may see."""
        if self.stand == "oefenen":
            return ALLES
        if self.stand == "open":
            return Zicht(None, (), None)
        if self.stand != "binnen":
            return NIETS
        return Zicht(
            scope(self.toekenningen),
            () if self.bekijkt_als else _where(self.toekenningen, {"regisseur"}),
            self._voices(),
            self.termijnen,
            () if self.bekijkt_als else _where(self.toekenningen, TAFEL),
            () if self.bekijkt_als else tuple(sorted({(t.keten, t.partij) for t in self.toekenningen if t.partij and t.rol in TAFEL})),
        )

    def _voices(self) -> tuple[str, ...] | None:
        """The partijen this person speaks for; None for a beheerder of everything, who waits for nobody."""
        if any(t.rol == "beheerder" and t.keten == ALLE_KETENS for t in self.toekenningen):
            return None
        return tuple(sorted({t.partij for t in self.toekenningen if t.partij}))

    def roles(self, keten: str | None) -> tuple[Toekenning, ...]:
        """The roles that hold in this keten."""
        return roles_in(self.toekenningen, keten)

    def voices(self, keten: str | None) -> tuple[Toekenning, ...]:
        """The roles with which this person may write in this keten."""
        return () if self.bekijkt_als else writers(self.toekenningen, keten)


def _where(toekenningen: tuple[Toekenning, ...], rollen: Set[str]) -> Bereik:
    return scope([t for t in toekenningen if t.rol in rollen])


def enter() -> Bezoeker:
    """Find out who is here, at the start of every run of a page; ToegangFout when the file with roles is wrong."""
    st.session_state[SLEUTEL] = None  # whoever asks meanwhile, sees nothing
    nu = _who()
    st.session_state[SLEUTEL] = nu
    return nu


def view_as(als: Toekenning | None) -> None:
    """From the next run on, a beheerder looks as this role would; None: as oneself again."""
    st.session_state[BEKIJKT_ALS] = als


def looking_as(hier: Bezoeker, als: Toekenning | None) -> Bezoeker:
    """The same person through the eyes of another role, for who may do so."""
    return hier._replace(toekenningen=(als,), bekijkt_als=als) if als and may_view_as(hier.toekenningen) else hier


def _who() -> Bezoeker:
    instellingen = sign_in_settings()
    hier = find(instellingen, {} if instellingen is None else read_user(), os.environ)
    return looking_as(hier, st.session_state.get(BEKIJKT_ALS))


def keep_terms(termijnen: Mapping[str, int]) -> None:
    """What the ketens agreed about how long a new question is for its owner first; from here on this run looks with that."""
    st.session_state[SLEUTEL] = bezoeker()._replace(termijnen=tuple(sorted(termijnen.items())))


def is_same() -> bool:
    """Whether who is here still has the same rights as when this run began; a role that was taken away counts within seconds."""
    try:
        return _who() == bezoeker()._replace(termijnen=())
    except ToegangFout:
        return False


def is_still(wie: Bezoeker) -> bool:
    """Whether the roles in the file are still those with which a button was drawn; for work outside the run of a page."""
    if wie.stand != "binnen":
        return True
    try:
        nu = roles_in_file() if wie.bekijkt_als else rollen_of(os.environ).toekenningen
    except ToegangFout:
        return False
    return set(wie.toekenningen) <= set(nu)


def bezoeker() -> Bezoeker:
    """Who is here in this run; outside the run of a page with sign-in set up, somebody from outside."""
    huidig: Bezoeker | None = st.session_state.get(SLEUTEL)
    return huidig if huidig is not None else find(sign_in_settings(), {}, os.environ)


def find(instellingen: Mapping[str, Any] | None, persoon: Mapping[str, Any], omgeving: Mapping[str, str]) -> Bezoeker:
    """Who is here, from the settings of the provider (None: not set up), what it says of a person, and the environment."""
    if instellingen is None:
        return Bezoeker("oefenen" if omgeving.get(OEFENEN) == "ja" else "open")
    if not persoon.get("is_logged_in") or not persoon.get("sub"):
        return Bezoeker("buiten")
    rollen = rollen_of(omgeving)
    if not _is_fresh(persoon.get("iat"), rollen.geldig_uren):
        return Bezoeker("verlopen")
    return Bezoeker("binnen", rollen.of(_names(persoon), _groups(persoon.get(rollen.groepen_in))), str(persoon["sub"]))


def _names(persoon: Mapping[str, Any]) -> set[str]:
    """How the file may name this person; an e-mail address counts only when the provider says that it checked it.

    Where anyone can write an address in their own profile, it would open the door of whoever it belongs to.
    """
    namen = {str(persoon["sub"]).lower()}
    if persoon.get("email") and persoon.get("email_verified") in (True, "true"):
        namen.add(str(persoon["email"]).lower())
    return namen


def _groups(waarde: Any) -> set[str]:
    return {str(groep) for groep in waarde} if isinstance(waarde, list | tuple) else {waarde} if isinstance(waarde, str) else set()


def _is_fresh(iat: Any, uren: float) -> bool:
    if isinstance(iat, bool) or not isinstance(iat, int | float):
        return False
    return datetime.fromtimestamp(iat, UTC) > datetime.now(UTC) - timedelta(hours=uren)


def read_user() -> Mapping[str, Any]:
    """What the provider says of who is at this screen."""
    return st.user.to_dict()


_ingesteld: list[Mapping[str, Any]] = []  # the settings for sign-in, once they were there


def sign_in_settings() -> Mapping[str, Any] | None:
    """The part [auth] of Streamlit's secrets; None when there is none.

    A door that was closed stays closed: what was once there counts as long as the server runs, whatever happens to its file. And a file
    that is there and cannot be read is no permission to be open: ToegangFout.
    """
    try:
        gevonden: Mapping[str, Any] | None = st.secrets.get("auth")
    except (StreamlitSecretNotFoundError, OSError, ValueError) as fout:
        if not _ingesteld and _secrets_are_meant():
            raise ToegangFout(INSTELLINGEN_ONLEESBAAR) from fout
        gevonden = None
    if gevonden is not None:
        _ingesteld[:] = [gevonden]
    return _ingesteld[0] if _ingesteld else None


def _secrets_are_meant() -> bool:
    """Whether there is a file with settings, or somebody named one when starting."""
    return config.is_manually_set("secrets.files") or any(Path(pad).exists() for pad in config.get_option("secrets.files"))


def roles_in_file() -> list[Toekenning]:
    """Every role that the file gives somebody, once, without who has it; ToegangFout when the file is wrong."""
    return sorted({t._replace(groep=None, persoon=None) for t in rollen_of(os.environ).toekenningen}, key=str)


def rollen_of(omgeving: Mapping[str, str]) -> Rollen:
    """The roles in KETENSPIEGEL_TOEGANG, or toegang.toml in the magazijn; read again when the file changed."""
    pad = Path(omgeving.get("KETENSPIEGEL_TOEGANG") or Path(omgeving.get("KETENSPIEGEL_MAGAZIJN") or STANDAARD) / "toegang.toml")
    try:
        stand = pad.stat()
    except FileNotFoundError:
        return Rollen(())
    except OSError as fout:
        raise ToegangFout(f"{pad.name} kan niet worden gelezen. Kijk of het dashboard er bij mag.") from fout
    return _read(pad, stand.st_mtime_ns, stand.st_size)


@lru_cache(maxsize=4)
def _read(pad: Path, _veranderd: int, _grootte: int) -> Rollen:
    return read_rollen(pad)
