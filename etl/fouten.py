"""What can go wrong, in one class tree; each class knows the exit code of the command.

Faults in a levering are no exceptions but afkeuringen (see etl.keuring.afkeuring): they are collected and
reported all at once. The exceptions here end a command.
"""

from collections.abc import Sequence


class KetenspiegelFout(Exception):
    """Base of all faults that users are told about; the message is a Dutch sentence."""

    exitcode = 3


class GebruiksFout(KetenspiegelFout):
    """The command was called in a way that cannot work; the user can mend the call."""

    exitcode = 2


class MagazijnFout(KetenspiegelFout):
    """The magazijn cannot be read or written; the message says what to do about it."""


class ModelFout(KetenspiegelFout):
    """A model failed while building; carries the model's name and its SQL for the maintainer."""

    def __init__(self, model: str, sql: str, oorzaak: Exception) -> None:
        super().__init__(f"Het model {model} kon niet worden gebouwd: {oorzaak}. De vorige spiegel blijft in gebruik.")
        self.model = model
        self.sql = sql


class RegelFout(KetenspiegelFout):
    """Rule files of the signals hold mistakes; names every one of them, with its file and its key."""

    def __init__(self, fouten: Sequence[str]) -> None:
        regels = "\n".join(f"  {fout}" for fout in fouten)
        super().__init__(f"De regels van de signalen kloppen niet. De vorige spiegel blijft in gebruik.\n{regels}")
        self.fouten = tuple(fouten)
