"""What can go wrong with the dossier, each with a Dutch sentence for the user."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy.exc import DatabaseError

from etl.fouten import GebruiksFout, KetenspiegelFout


class DossierFout(KetenspiegelFout):
    """The dossier cannot do this; the message is for the user."""


class OngeldigeInvoer(DossierFout):
    """One or more fields cannot be kept; `fouten` says which and why (field -> sentence)."""

    def __init__(self, fouten: Mapping[str, str]) -> None:
        super().__init__(" ".join(fouten.values()))
        self.fouten = dict(fouten)


class NietGevonden(DossierFout):
    """There is no such thing in the register."""


class Gewijzigd(DossierFout):
    """Somebody else changed it first: `huidig` is what stands there now, `anders` what they changed (field -> before, now)."""

    def __init__(self, huidig: Mapping[str, Any], anders: Mapping[str, tuple[Any, Any]]) -> None:
        wie = huidig["wie_partij"] or huidig["wie_rol"] or "iemand anders"
        super().__init__(f"Dit is intussen gewijzigd door {wie}. Kijk wat er nu staat en kies wat het wordt.")
        self.huidig, self.anders = dict(huidig), dict(anders)


class OnbekendeKeten(DossierFout, GebruiksFout):
    """There is no such keten; says which there are."""

    def __init__(self, gevraagd: str, ketens: Sequence[str]) -> None:
        super().__init__(f"Keten “{gevraagd}” is er niet. Kies uit: {', '.join(ketens)}.")


class PostFout(DossierFout):
    """The mail did not go out, or not to everyone; the message says to whom it did."""


class PostInstellingFout(PostFout, GebruiksFout):
    """The same, and who called can mend it: an address, a name or a setting is wrong."""


class KopieFout(DossierFout, GebruiksFout):
    """A copy cannot be put back: it is no copy, is damaged, or the dossier is not empty."""


class OnbereikbaarDossier(DossierFout):
    """The database does not answer or cannot be written."""


class BeschadigdDossier(OnbereikbaarDossier):
    """The file of the dossier is damaged."""

    def __init__(self) -> None:
        super().__init__("Het dossier is beschadigd. Uw beheerder kan zien wat er nog is en het terugzetten met: python -m etl gezondheid.")


def is_damage(fout: Exception) -> bool:
    """Whether a database error is about the file itself: SQLite gives those no class of their own, only the general one."""
    return type(fout) is DatabaseError
