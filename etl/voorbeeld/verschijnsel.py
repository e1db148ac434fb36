"""What is planted in a reeks or a keten, how strongly, and which rule must ask about it."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, Literal, get_args

Regel = Literal[
    "beweging",
    "doel_buiten_bereik",
    "stapeling",
    "herziening",
    "noemer_krimpt",
    "definitie_rond_omslag",
    "tegenindicator",
    "output_zonder_uitkomst",
    "samenstelling",
    "groep_ontbreekt",
    "seizoen_vermoed",
    "deelbeeld_totaalbeeld",
    "proces_en_resultaat",
    "comfortabele_stilstand",
    "late_levering",
    "te_veel",
    "lege_kant",
    "houdbaarheid",
    "eenzijdig_vastgesteld",
    "alleen_instroom",
]
Vorm = Literal["stap", "helling", "golf", "drempel", "herziening", "krimp", "menging", "stilte", "te_laat", "bestaand"]
# These move the total itself, so the rule beweging asks as well.
BEWEGENDE_VORMEN = ("stap", "helling", "krimp")


@dataclass(frozen=True)
class Verschijnsel:
    """One planted phenomenon.

    `sterkte` is signed and in standard deviations for a stap (held), helling (per period) and golf (amplitude
    of a year), a share for drempel, herziening, krimp and menging, a number of periods for stilte and te_laat.
    A `bestaand` one is not made but is how things are. `aantal` is how many of the newest periods (or values)
    it covers; `bij` is the streefwaarde of a drempel, `deel` the groep or gebied it is about, `met` the other
    indicator of a pair.
    """

    regel: Regel
    vorm: Vorm
    sterkte: float
    toelichting: str
    aantal: int = 0
    bij: float = 0.0
    deel: str = ""
    met: str = ""
    ook: tuple[Regel, ...] = ()

    @property
    def regels(self) -> tuple[Regel, ...]:
        """All rules that ask about it, the one it was planted for first."""
        mee: tuple[Regel, ...] = ("beweging",) if self.vorm in BEWEGENDE_VORMEN and self.regel != "definitie_rond_omslag" else ()
        return tuple(dict.fromkeys((self.regel, *mee, *self.ook)))


def read_verschijnselen(ruw: list[Mapping[str, Any]]) -> tuple[Verschijnsel, ...]:
    """Read what a keten file plants; a misspelt key, regel or vorm is an error."""
    return tuple(_read(dict(een)) for een in ruw)


def _read(ruw: dict[str, Any]) -> Verschijnsel:
    check_keys("a verschijnsel", ruw, {veld.name for veld in fields(Verschijnsel)})
    ruw["ook"] = tuple(ruw.get("ook", ()))
    for regel in (ruw["regel"], *ruw["ook"]):
        if regel not in get_args(Regel):
            raise ValueError(f"Unknown regel in a verschijnsel: {regel}")
    if ruw["vorm"] not in get_args(Vorm):
        raise ValueError(f"Unknown vorm in a verschijnsel: {ruw['vorm']}")
    return Verschijnsel(**ruw)


def check_keys(waar: str, ruw: Mapping[str, Any], bekend: set[str]) -> None:
    """Raise ValueError for keys that are not known."""
    if onbekend := ruw.keys() - bekend:
        raise ValueError(f"Unknown key in {waar}: {', '.join(sorted(onbekend))}")
