"""An afkeuring: one thing wrong, or worth a look, in a levering."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from difflib import get_close_matches
from typing import Literal

Ernst = Literal["fout", "waarschuwing"]


@dataclass(frozen=True)
class Afkeuring:
    """One fault or warning: where it is, what stands there, and a sentence that says what to do.

    `rij` is the row as a spreadsheet shows it (the header is row 1); None where no single row is meant.
    """

    levering: str
    bestand: str
    ernst: Ernst
    regel: str
    tekst: str
    rij: int | None = None
    kolom: str | None = None
    waarde: str | None = None

    def __str__(self) -> str:
        plaats = [self.bestand]
        if self.rij is not None:
            plaats.append(f"rij {self.rij}")
        if self.kolom is not None:
            plaats.append(f"kolom {self.kolom}")
        return f"{', '.join(plaats)}: {self.zin}"

    @property
    def zin(self) -> str:
        """The sentence, opened by the value as delivered where there is one."""
        return self.tekst if self.waarde is None else f'"{_shortened(self.waarde)}" {self.tekst}'

    def as_row(self) -> dict[str, str | int | None]:
        """All fields by name, for a table or json."""
        return asdict(self)


def and_more(bestand: str, ernst: Ernst, meeste: int) -> Afkeuring:
    """Closes a list that stops after `meeste`: more of one file is not read by anyone."""
    wat = "fouten" if ernst == "fout" else "waarschuwingen"
    tekst = f"Er zijn meer dan {meeste} {wat} in dit bestand. De rest staat hier niet bij."
    return Afkeuring("", bestand, ernst, f"te_veel_{wat}", tekst)


def fouten(afkeuringen: Iterable[Afkeuring]) -> list[Afkeuring]:
    """Only the faults that block a levering."""
    return [a for a in afkeuringen if a.ernst == "fout"]


def nearest(waarde: str, keuzes: Iterable[str]) -> str | None:
    """The choice that looks most like what was written; None when nothing is near."""
    gevonden = get_close_matches(waarde.strip().lower(), list(keuzes), n=1, cutoff=0.6)
    return gevonden[0] if gevonden else None


def choice_of(keuzes: Iterable[str]) -> str:
    """A Dutch enumeration: `a, b of c`."""
    *begin, eind = keuzes
    return f"{', '.join(begin)} of {eind}" if begin else eind


def _shortened(waarde: str, lengte: int = 80) -> str:
    regel = " ".join(waarde.split())
    return regel if len(regel) <= lengte else f"{regel[: lengte - 1]}…"
