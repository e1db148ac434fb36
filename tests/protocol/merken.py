"""Two ketens with a mark in every text and figure, so that whatever of one shows up with somebody of the other is seen at once.

One row per delivery table, made from the contract: a new table or column gets its mark by itself.
"""

import csv
import json
import re
from datetime import date
from pathlib import Path
from typing import Any

from dashboard.components.opmaak import datum
from dashboard.dossier.register import Register, Wie
from dashboard.dossier.verbinding import address, close_engines, open_engine
from etl.contract import Kolom, contract
from etl.laden import load
from etl.magazijn import Magazijn

EIGEN, VREEMD = "eigen", "vreemd"
MERK = re.compile(rb"zq(eigen|vreemd|stil)(\w*)")
CIJFER = {EIGEN: 5261837, VREEMD: 4873195}
LEVERDAG = {EIGEN: "2026-09-01", VREEMD: "2026-08-17"}
MAANDEN = [f"{jaar}-{maand:02d}" for jaar in (2025, 2026) for maand in range(1, 9)]
PARTIJ = {naam: f"zq{naam}partij" for naam in (EIGEN, VREEMD)}
REGISSEUR = {naam: Wie("regisseur", PARTIJ[naam]) for naam in (EIGEN, VREEMD)}
# What the contract alone does not say: what must agree with something else in the row.
VAST: dict[str, dict[str, str]] = {
    "ketens": {"van": "2020", "tot": "", "soort": "keten"},
    "projecten": {"van": "2024-01", "tot": ""},
    "doelen": {"van": "2020", "tot": "", "voorkeur": "ja", "status": "vastgesteld"},
    "indicatoren": {
        "soort": "kwantitatief", "eenheid": "zaken", "frequentie": "maand", "richting": "hoger", "groep_van": "", "min_groep": "",
        "uitgelicht": "ja", "tegenindicator": "", "seizoen": "",
    },
    "metingen": {"teller": "", "noemer": "", "tekst": "", "gebied": "", "groep": "", "betwist": "nee", "n": "120"},
    "streefwaarden": {"van": "2025", "tot": "", "tekst": ""},
    "afspraken": {"status": "open", "klaar_op": "2026-06-01", "status_op": "2026-05-11"},
    "knelpunten": {"opgelost_op": "", "wijze": "", "oplossing": ""},
}  # fmt: skip


def found(inhoud: bytes, *namen: str) -> list[str]:
    """The marks of these ketens in what was sent, their figure, and the day on which they were delivered."""
    merken = {f"{van.decode()}{rest.decode()}" for van, rest in MERK.findall(inhoud) if van.decode() in namen}
    meer = {f"{naam} {wat}" for naam in namen if naam in CIJFER for wat, vorm in _other_marks(naam) if vorm.encode() in inhoud}
    return sorted(merken | meer)


def _other_marks(naam: str) -> list[tuple[str, str]]:
    getal, dag = CIJFER[naam], date.fromisoformat(LEVERDAG[naam])
    return [
        ("cijfer", str(getal)),
        ("cijfer", f"{getal:,}".replace(",", ".")),
        ("leverdag", LEVERDAG[naam]),
        ("leverdag", f"{dag:%d-%m-%Y}"),
        ("leverdag", datum(dag)),
    ]


def fill(map_: Path) -> Path:
    """A magazijn with both ketens, and a dossier in which each kind of thing is marked too."""
    for naam in (EIGEN, VREEMD):
        _write_levering(map_ / f"levering-{naam}", naam)
    magazijn = map_ / "magazijn"
    verslag = load([map_ / f"levering-{naam}" for naam in (EIGEN, VREEMD)], Magazijn(magazijn))
    if len(verslag.bewaard) != 2:
        raise AssertionError([str(fout) for een in verslag.keuring.gekeurd for fout in een.afkeuringen])
    register = Register(open_engine(address(magazijn)))
    for naam in (EIGEN, VREEMD):
        _write_dossier(register, naam)
    close_engines()
    return magazijn


def key(soort: str, naam: str) -> str:
    """The id of the one keten, project, indicator ... that this keten has; without a mark, for who asks for it sends it along."""
    return f"{soort}-{naam}"


def _write_levering(map_: Path, naam: str) -> None:
    map_.mkdir()
    (map_ / "levering.json").write_text(
        json.dumps({"leverancier": f"zq{naam}leverancier", "fictief": "ja", "status": "gedeeld", "geleverd_op": LEVERDAG[naam]}),
        encoding="utf-8",
    )
    for tabel in contract().values():
        rij = {kolom.naam: VAST.get(tabel.naam, {}).get(kolom.naam, _cell(kolom, tabel.enkelvoud, naam)) for kolom in tabel.kolommen}
        rijen = [rij | {"periode": maand} for maand in MAANDEN] if tabel.naam == "metingen" else [rij]
        with (map_ / f"{tabel.naam}.csv").open("w", encoding="utf-8", newline="") as uit:
            schrijver = csv.DictWriter(uit, list(rij))
            schrijver.writeheader()
            schrijver.writerows(rijen)


def _cell(kolom: Kolom, soort: str, naam: str) -> str:
    if kolom.naam == "vervallen":
        return "nee"
    if kolom.soort in {"id", "verwijzing"}:
        return key(kolom.naam, naam)
    if kolom.soort == "partijen" or "partij" in kolom.naam or kolom.naam in {"eigenaar", "trekker"}:
        return PARTIJ[naam]
    vaste = {"getal": str(CIJFER[naam]), "geheel": "3", "datum": "2026-05-10", "periode": "2026-05"}
    if kolom.soort == "keuze":
        return kolom.keuzes[0]
    return vaste.get(kolom.soort, f"zq{naam}{soort}{kolom.naam}".replace("_", ""))


def _write_dossier(register: Register, naam: str) -> None:
    """One of each kind that people write, on the overleg that is being prepared."""
    keten, wie = key("keten", naam), REGISSEUR[naam]

    def add(soort: str, /, **velden: Any) -> str:
        return str(register.add(soort, keten, velden, wie, id_=key(f"app-{soort}", naam))["id"])

    def merk(soort: str) -> str:
        return f"zq{naam}app{soort}"

    overleg = add("overleg", naam=merk("overleg"), datum="2027-01-10", soort="bestuurlijk", stand="voorbereiding")
    punt = add("agendapunt", overleg=overleg, volgorde=1, soort="besluit", vraag=merk("agendapunt"), partij=PARTIJ[naam])
    waar = {"overleg": overleg, "agendapunt": punt}
    add("besluit", **waar, besluit=merk("besluit"), datum="2026-11-01")
    add("standpunt", **waar, standpunt=merk("standpunt"), partij=PARTIJ[naam], datum="2026-11-01")
    add("afspraak", **waar, afspraak=merk("afspraak"), voortouw=PARTIJ[naam], klaar_op="2026-10-01", status="open", datum="2026-05-01")
    add("knelpunt", **waar, knelpunt=merk("knelpunt"), datum="2026-05-01")
    add("duiding", indicator=key("indicator", naam), partij=PARTIJ[naam], duiding=merk("duiding"), datum="2026-11-01")
    add("praktijksignaal", praktijksignaal=merk("praktijksignaal"), actorgroep="inwoner", datum="2026-11-01")
    add("advies", van_wie=merk("adviesvan"), advies=merk("advies"), datum="2026-05-01")
    add("notitie", overleg=overleg, notitie=f"zqstil{naam}notitie")
    add("overdracht", overleg=overleg, wat=merk("overdracht"))
    register.add("werkwijze", keten, {"trap": merk("trap"), "interval_dagen": 60}, wie, id_=keten)
