"""Make the magazijn of a version with the program of that version: python -m tests.opwaarderen.maken MAP-MET-DIE-VERSIE DOEL.zip

Get that version with `git archive <commit> | tar -x -C MAP`. Its own commands do the work; nothing here knows how it keeps things.
"""

import csv
import json
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

METINGEN = "indicator,periode,waarde,tekst,teller,noemer,n,vervallen\n"
AFSPRAKEN = "afspraak_id,keten,overleg,datum,afspraak,voortouw,klaar_op,status,status_op\n"
A1 = "a1,opvang,overleg-1,2022-01-10,Tien bedden erbij,GGD,{klaar_op},open,{op}\n"
GEHEEL = ("ketens", "partijen", "schakels", "projecten", "doelen", "overleggen")
DEEL = {"afspraken": 6, "knelpunten": 4, "oordelen": 8, "gebeurtenissen": 5, "procescriteria": 6, "indicatoren": 8}


def main(bron: Path, doel: Path) -> None:
    """Load five leveringen one after another, and keep what is then in the magazijn, with the last build."""
    with tempfile.TemporaryDirectory() as tijdelijk:
        map_ = Path(tijdelijk)
        for leveringen in _leveringen(bron, map_):
            opdracht = [sys.executable, "-m", "etl", "laden", *map(str, leveringen), "--magazijn", str(map_ / "magazijn")]
            subprocess.run(opdracht, cwd=bron, check=True)
        for oud in sorted((map_ / "magazijn" / "bouw").glob("*.duckdb"))[:-1]:
            oud.unlink()
        _pack(map_ / "magazijn", doel)


def _leveringen(bron: Path, map_: Path) -> list[list[Path]]:
    shutil.copytree(bron / "tests" / "etl" / "goed", map_ / "opvang")
    (map_ / "opvang" / "levering.json").write_text(_begeleiding("2022-07-01"), encoding="utf-8")
    return [
        [_part_of_example(bron / "data" / "casus-amsterdam" / "crisisopvang", map_ / "crisisopvang")],
        [map_ / "opvang"],
        [
            _levering(
                map_ / "correctie", "2022-08-01",
                metingen=METINGEN + "bedden,2022-01,21,,,,,\nbedden,2022-04,25,,,,,\naandeel,2021,,,4,8,8,\n",
                afspraken=AFSPRAKEN + A1.format(klaar_op="2022-09", op="2022-07-15")
                + "a2,opvang,overleg-1,2022-01-10,Vijf ploegen,Politie,2022-12,open,\n",
            ),
            _levering(
                map_ / "ingetrokken", "2022-09-01",
                metingen=METINGEN + "bedden,2022-02,22,,,,,ja\n", afspraken=AFSPRAKEN + A1.format(klaar_op="2022-11", op="2022-08-20"),
            ),
        ],
        [_levering(map_ / "nog-eens", "2022-09-02", metingen=METINGEN + "bedden,2022-04,25,,,,,\n")],
    ]  # fmt: skip


def _part_of_example(bron: Path, doel: Path) -> Path:
    doel.mkdir()
    rijen = {naam: _rows(bron / f"{naam}.csv") for naam in (*GEHEEL, *DEEL, "metingen")}
    rijen |= {naam: rijen[naam][:aantal] for naam, aantal in DEEL.items()}
    gekozen = {rij["indicator"] for rij in rijen["indicatoren"]}
    rijen["metingen"] = [rij for rij in rijen["metingen"] if rij["indicator"] in gekozen]
    for naam, deel in rijen.items():
        with (doel / f"{naam}.csv").open("w", encoding="utf-8", newline="") as bestand:
            schrijver = csv.DictWriter(bestand, list(deel[0]))
            schrijver.writeheader()
            schrijver.writerows(deel)
    (doel / "levering.json").write_text(_begeleiding("2022-06-01", "Casusonderzoek Amsterdam"), encoding="utf-8")
    return doel


def _levering(doel: Path, geleverd_op: str, **tabellen: str) -> Path:
    doel.mkdir()
    for naam, inhoud in tabellen.items():
        (doel / f"{naam}.csv").write_text(inhoud, encoding="utf-8")
    (doel / "levering.json").write_text(_begeleiding(geleverd_op), encoding="utf-8")
    return doel


def _begeleiding(geleverd_op: str, leverancier: str = "Gemeente Testdam") -> str:
    return json.dumps({"leverancier": leverancier, "geleverd_op": geleverd_op})


def _rows(pad: Path) -> list[dict[str, str]]:
    with pad.open(encoding="utf-8", newline="") as bestand:
        return list(csv.DictReader(bestand))


def _pack(map_: Path, doel: Path) -> None:
    with zipfile.ZipFile(doel, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archief:
        for pad in sorted(map_.rglob("*")):
            if pad.is_file() and pad.name != "slot":
                archief.write(pad, pad.relative_to(map_))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
