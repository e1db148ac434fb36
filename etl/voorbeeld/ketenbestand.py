"""Reading a keten file: who, what and how each reeks behaves. A misspelt key is an error."""

import tomllib
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, Literal

from etl.voorbeeld.verschijnsel import Verschijnsel, check_keys, read_verschijnselen

KETENBESTANDEN = Path(__file__).parent / "ketens"
Vorm = Literal["aantal", "stand", "aandeel", "gemiddelde", "woorden"]
Rij = dict[str, str]


@dataclass(frozen=True)
class TweedeBron:
    """Another partij that counts the same thing differently, from one month on."""

    bron_partij: str
    vanaf: str
    factor: float
    kanttekening: str = ""


@dataclass(frozen=True)
class Reeks:
    """How the figures of one indicator come about; amounts are in the unit of the indicator.

    `trend` and `noemer_trend` are per year. A stap is [month, amount]; a helling is [from month, to month,
    amount]. `noemer_van` and `teller_van` name another indicator whose values are taken over, the noemer
    from `vertraging` months before. With `samenhang` each period looks like the one before, as when the
    same people are followed. `verschil` gives per part how much better or worse it does: a factor for an
    aandeel, an amount for a gemiddelde. `versies` holds [earlier version, last period of it]. `bijgesteld`
    periods were first delivered a little different, as often too high as too low.
    """

    vorm: Vorm
    niveau: float = 0.0
    trend: float = 0.0
    stappen: tuple[tuple[str, float], ...] = ()
    hellingen: tuple[tuple[str, str, float], ...] = ()
    seizoen: str = ""
    spreiding: float = 0.0
    samenhang: float = 0.0
    vanaf: str = "2021-11"
    ontbreekt: tuple[str, ...] = ()
    noemer: float = 0.0
    noemer_trend: float = 0.0
    noemer_van: str = ""
    vertraging: int = 0
    teller_van: str = ""
    personen: bool = True
    afwijking: float = 0.0
    decimalen: int = 1
    gebieden: dict[str, float] = field(default_factory=dict)
    groepen: dict[str, float] = field(default_factory=dict)
    verschil: dict[str, float] = field(default_factory=dict)
    versies: tuple[tuple[str, str], ...] = ()
    tweede_bron: TweedeBron | None = None
    bijgesteld: int = 0
    verschijnselen: tuple[Verschijnsel, ...] = ()
    woorden: dict[str, str] = field(default_factory=dict)
    kanttekeningen: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Indicator:
    """One indicator: its passport as it is delivered, and the reeks behind it."""

    paspoort: Rij
    reeks: Reeks

    @property
    def id(self) -> str:
        """The name by which other tables know it."""
        return self.paspoort["indicator"]


@dataclass(frozen=True)
class Eerder:
    """What a row said in leveringen before `tot`; `rij` is the first column of its key."""

    tabel: str
    rij: str
    tot: str
    was: Rij


@dataclass(frozen=True)
class Keten:
    """One keten: when it delivers, the tables of text as rows, the indicators, and what was different before.

    `bekend_op` holds, per table whose rows carry no date of their own, the day from which they are known.
    """

    id: str
    levering: Rij
    leverdata: tuple[str, ...]
    tabellen: dict[str, list[Rij]]
    indicatoren: list[Indicator]
    bekend_op: Rij = field(default_factory=dict)
    eerder: tuple[Eerder, ...] = ()
    verschijnselen: tuple[Verschijnsel, ...] = ()


def read_ketens(map_: Path = KETENBESTANDEN) -> list[Keten]:
    """Read all keten files, in order of name."""
    return [read_keten(bestand) for bestand in sorted(map_.glob("*.toml"))]


def read_keten(bestand: Path) -> Keten:
    """Read one keten file; what is wrong in it is told with the name of the file."""
    try:
        return _keten(tomllib.loads(bestand.read_text(encoding="utf-8")))
    except ValueError as fout:
        raise ValueError(f"{bestand.name}: {fout}") from fout


def _keten(inhoud: dict[str, Any]) -> Keten:
    naam = inhoud["keten"]["keten"]
    gebieden = inhoud.pop("gebieden")
    levering = inhoud.pop("levering")
    leverdata = tuple(levering.pop("geleverd_op"))
    indicatoren = [_indicator(naam, ruw, gebieden) for ruw in inhoud.pop("indicatoren")]
    eerder = tuple(_eerder(ruw) for ruw in inhoud.pop("eerder", []))
    verschijnselen = read_verschijnselen(inhoud.pop("verschijnselen", []))
    tabellen = {
        "ketens": [inhoud.pop("keten")],
        "overleggen": _overleggen(naam, inhoud.pop("overlegreeksen")),
    }
    bekend_op = {tabel: ruw["bekend_op"] for tabel, ruw in inhoud.items() if "bekend_op" in ruw}
    tabellen |= {tabel: _rijen(naam, tabel, ruw) for tabel, ruw in inhoud.items()}
    tabellen["indicatoren"] = [indicator.paspoort for indicator in indicatoren]
    return Keten(naam, levering, leverdata, tabellen, indicatoren, bekend_op, eerder, verschijnselen)


def _eerder(ruw: dict[str, Any]) -> Eerder:
    check_keys("eerder", ruw, {veld.name for veld in fields(Eerder)})
    return Eerder(**ruw)


def _rijen(keten: str, tabel: str, ruw: dict[str, Any]) -> list[Rij]:
    """Turn the columns and rows of a text table into one dict per row; all rows share what is in `overal`."""
    check_keys(tabel, ruw, {"kolommen", "rijen", "overal", "bekend_op"})
    overal = dict(ruw.get("overal", {}))
    if tabel not in ("doeloordelen", "streefwaarden"):
        overal["keten"] = keten
    return [overal | dict(zip(ruw["kolommen"], rij, strict=True)) for rij in ruw["rijen"]]


def _overleggen(keten: str, reeksen: list[dict[str, Any]]) -> list[Rij]:
    """Write out the meetings of each rhythm; the id is prefix, date and soort."""
    return [
        {
            "overleg": f"{reeks['voorvoegsel']}-{datum}-{reeks['soort']}",
            "keten": keten,
            "datum": datum,
            "uitkomst": uitkomst,
            **{kolom: waarde for kolom, waarde in reeks.items() if kolom not in ("voorvoegsel", "bijeenkomsten")},
        }
        for reeks in reeksen
        for datum, uitkomst in reeks["bijeenkomsten"]
    ]


def _indicator(keten: str, ruw: dict[str, Any], gebieden: dict[str, float]) -> Indicator:
    reeks = _reeks(ruw.pop("reeks"), gebieden)
    soort = "kwalitatief" if reeks.vorm == "woorden" else "kwantitatief"
    return Indicator({"keten": keten, "soort": soort, **ruw}, reeks)


def _reeks(ruw: dict[str, Any], gebieden: dict[str, float]) -> Reeks:
    check_keys("a reeks", ruw, {veld.name for veld in fields(Reeks)})
    verschijnselen = read_verschijnselen(ruw.pop("verschijnselen", []))
    if ruw.get("gebieden") is True:
        ruw["gebieden"] = gebieden
    if "tweede_bron" in ruw:
        ruw["tweede_bron"] = TweedeBron(**ruw["tweede_bron"])
    return Reeks(verschijnselen=verschijnselen, **{sleutel: _frozen(waarde) for sleutel, waarde in ruw.items()})


def _frozen(waarde: Any) -> Any:
    return tuple(_frozen(deel) for deel in waarde) if isinstance(waarde, list) else waarde
