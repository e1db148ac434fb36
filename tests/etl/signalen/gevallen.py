"""Case tables: every row of <regel>.csv becomes a keten of its own, all in one levering, through the real build.

How a table is written stands in LEESMIJ.md beside it.
"""

import csv
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import count
from pathlib import Path

import duckdb

from etl.bouw import build
from etl.contract import contract
from etl.magazijn import Magazijn
from tests.etl.hulp import keep, write_levering

HIER = Path(__file__).parent
PEILDATUM = date(2026, 1, 1)
VERWACHT = ("vraag", "stil", "te weinig")
REEKS = re.compile(
    r"(?:(?P<indicator>[a-z-]+)\.)?(?P<wat>waarden|tellers|noemers|n|versies|later)(?: (?P<soort>groep|gebied) (?P<deel>.+))?"
)
KOLOM = {"waarden": "waarde", "tellers": "teller", "noemers": "noemer", "n": "n", "versies": "definitie_versie", "later": "waarde"}
PASPOORT = {
    "naam": "Cijfer", "dimensie": "resultaten", "soort": "kwantitatief", "richting": "hoger", "min_groep": "0", "kanttekening": "Proef",
    "eigenaar": "Hoofd", "overeengekomen_met": "Partners", "definitie": "Proef", "bron": "Proef",
}  # fmt: skip
VAST = {
    "doelen": {"omschrijving": "Een doel"},
    "projecten": {"naam": "Een project"},
    "streefwaarden": {"soort": "norm"},
    "oordelen": {"actor": "Iemand", "onderwerp": "resultaat", "oordeel": "positief"},
    "procescriteria": {"criterium": "Een criterium", "voldaan": "ja"},
    "gebeurtenissen": {"omschrijving": "Iets"},
    "doeloordelen": {"partij": "Gemeente"},
}
MOMENT = "moment"  # which of the two leveringen a meting is in; no column of the contract
EIGEN_ID = {"indicatoren": "indicator", "doelen": "doel", "projecten": "project"}
VERWIJST = ("indicator", "doel", "project", "tegenindicator")
Rij = dict[str, str]


@dataclass
class Geval:
    """One row of a case table: a keten with the rows of its levering."""

    regel: str
    nummer: int
    cellen: Rij
    tabellen: dict[str, list[Rij]] = field(default_factory=lambda: defaultdict(list))

    @property
    def keten(self) -> str:
        """The keten of this case; cases of other rules may stand in the same build."""
        return f"{self.regel.replace('_', '-')}-{self.nummer}"

    def add(self, tabel: str, rij: Rij) -> None:
        """Add a row; names get the number of the case in front, decimals a point."""
        eigen = {naam: f"{self.keten}-{w}" if naam in VERWIJST and w else w for naam, w in rij.items()}
        getallen = {k.naam for k in contract()[tabel].of_soort("getal", "geheel")}
        self.tabellen[tabel].append({n: w.replace(",", ".") if n in getallen else w for n, w in eigen.items()})


def read_cases(regel: str, waar: Path = HIER) -> list[Geval]:
    """The cases of a rule, each with its rows."""
    with (waar / f"{regel}.csv").open(encoding="utf-8", newline="") as bestand:
        gevallen = [
            Geval(regel, nummer, {k: v for k, v in rij.items() if v})
            for nummer, rij in enumerate(csv.DictReader(bestand, delimiter=";"), 2)
        ]
    for geval in gevallen:
        _fill(geval)
    return gevallen


def outcome(bouw: Path, regel: str) -> dict[str, list[tuple[str, str]]]:
    """Per keten the status and the text of what the rule asked, in a build of cases."""
    gevraagd: dict[str, list[tuple[str, str]]] = defaultdict(list)
    with duckdb.connect(str(bouw), read_only=True) as con:
        vragen = "select keten, status, vraag from signalen.{} where regel = ? order by vraag"
        for tabel in ("signaal", "proef"):
            for keten, status, vraag in con.execute(vragen.format(tabel), [regel]).fetchall():
                gevraagd[keten].append((status, vraag))
    return gevraagd


def build_cases(gevallen: list[Geval], map_: Path, geleverd_op: str = "2025-12-30") -> Path:
    """A build of all cases at once; a build of today would tell nothing and is left out."""
    keep(
        map_ / "m",
        _write(map_ / "eerst", geleverd_op, gevallen, "eerst"),
        _write(map_ / "later", "2025-12-31", gevallen, "later"),
    )
    magazijn = Magazijn(map_ / "m")
    with magazijn.lock(), magazijn.workspace() as werkmap:
        return build(magazijn, werkmap, PEILDATUM)


def as_word(antwoorden: list[tuple[str, str]]) -> str:
    """What a rule said of a case, in the words of the table."""
    statussen = {status for status, _ in antwoorden}
    return "vraag" if "vraag" in statussen else "te weinig" if statussen else "stil"


def expand(tekst: str) -> list[str]:
    """Write a series out: "3x(1 2) 2x9 -" is 1 2 1 2 1 2 9 9 -."""
    while gevonden := re.search(r"(\d+)x\(([^()]*)\)", tekst):
        tekst = tekst.replace(gevonden[0], " ".join([gevonden[2]] * int(gevonden[1])), 1)
    delen = [re.fullmatch(r"(?:(\d+)x)?(\S+)", deel) for deel in tekst.split()]
    return [waarde for d in delen if d for waarde in [d[2]] * int(d[1] or 1)]


def periods(begin: str) -> Iterator[str]:
    """Periods of the same kind, from the first one on."""
    jaar, _, deel = begin.partition("-")
    per_jaar, vorm = (4, "{}-K{}") if deel.startswith("K") else (12, "{}-{:02d}") if deel else (1, "{}")
    eerste = int(jaar) * per_jaar + int(deel.lstrip("K") or 1) - 1
    return (vorm.format(n // per_jaar, n % per_jaar + 1) for n in count(eerste))


def _fill(geval: Geval) -> None:
    paspoorten: dict[str, Rij] = defaultdict(dict)
    reeksen: dict[tuple[str, str, str, str], dict[str, str]] = defaultdict(dict)
    keten = {"keten": geval.keten, "naam": f"Geval {geval.nummer}", "maatschappelijk_resultaat": "Beter"}
    for kop, cel in geval.cellen.items():
        voor, _, naam = kop.rpartition(".")
        if gevonden := REEKS.fullmatch(kop):
            plek = (
                gevonden["indicator"] or "i",
                gevonden["soort"] or "",
                gevonden["deel"] or "",
                "later" if gevonden["wat"] == "later" else "eerst",
            )
            reeksen[plek][KOLOM[gevonden["wat"]]] = cel
            paspoorten[plek[0]] |= {}
        elif voor == "keten":
            keten[naam] = cel
        elif naam in contract()["indicatoren"].kolomnamen:
            paspoorten[voor or "i"][naam] = cel
        elif kop == "streefwaarde":
            geval.add("streefwaarden", {"indicator": "i", "waarde": cel, "soort": "norm"})
        elif kop in contract():
            _add_items(geval, kop, cel)
    geval.tabellen["ketens"].append(keten)
    for naam, paspoort in paspoorten.items():
        _add_indicator(geval, {"indicator": naam, **paspoort})
    begin = geval.cellen.get("begin", "2021-01")
    for (indicator, soort, deel, moment), kolommen in reeksen.items():
        _add_metingen(geval, {"indicator": indicator} | ({soort: deel} if soort else {}), kolommen, begin, moment)


def _add_items(geval: Geval, tabel: str, cel: str) -> None:
    """Rows in a cell: "4x doel=a, laag=output | doel=b"."""
    nummers = count(1)
    for item in cel.split(" | "):
        gevonden = re.fullmatch(r"(?:(\d+)x ?)?(.*)", item.strip())
        assert gevonden, item
        velden = dict(paar.split("=", 1) for paar in gevonden[2].split(", ") if paar)
        for _ in range(int(gevonden[1] or 1)):
            if tabel == "indicatoren":
                _add_indicator(geval, {"indicator": f"i{next(nummers)}"} | velden)
                continue
            eigen = {EIGEN_ID[tabel]: f"{tabel}{next(nummers)}"} if tabel in EIGEN_ID else {}
            verwijzing = {"indicator": "i"} if tabel == "streefwaarden" else {}
            keten = {"keten": geval.keten} if "keten" in contract()[tabel].kolomnamen else {}
            geval.add(tabel, VAST.get(tabel, {}) | eigen | verwijzing | keten | velden)


def _add_indicator(geval: Geval, velden: Rij) -> None:
    rij = {"keten": geval.keten} | PASPOORT | velden
    geval.add("indicatoren", {naam: "" if waarde == "leeg" else waarde for naam, waarde in rij.items()})


def _add_metingen(geval: Geval, wie: Rij, kolommen: dict[str, str], begin: str, moment: str) -> None:
    uitgeschreven = {kolom: expand(cel) for kolom, cel in kolommen.items()}
    langste = max(len(waarden) for waarden in uitgeschreven.values())
    for nummer, periode in zip(range(langste), periods(begin), strict=False):
        cellen = {k: w[nummer] for k, w in uitgeschreven.items() if nummer < len(w) and w[nummer] != "-"}
        if cellen:
            geval.add("metingen", wie | {"periode": periode, MOMENT: moment} | cellen)


def _write(doel: Path, geleverd_op: str, gevallen: list[Geval], moment: str) -> Path:
    """One levering with the rows of all cases; what is delivered later are metingen only."""
    teksten = {}
    for tabel in contract() if moment == "eerst" else ["metingen"]:
        rijen = [dict(rij) for geval in gevallen for rij in geval.tabellen.get(tabel, [])]
        if tabel == "metingen":
            rijen = [rij for rij in rijen if rij.pop(MOMENT) == moment]
        if rijen:
            koppen = list(dict.fromkeys(naam for rij in rijen for naam in rij))
            regels = [",".join(koppen), *(",".join(f'"{rij.get(naam, "")}"' for naam in koppen) for rij in rijen)]
            teksten[tabel] = "\n".join(regels) + "\n"
    return write_levering(doel, geleverd_op, **teksten)
