"""How long loading takes, beside what DuckDB's own csv reader needs for the same file, and how much memory."""

import os
import random
import statistics
import sys
import tempfile
import time
from pathlib import Path

import duckdb

from etl.magazijn import Magazijn
from tests.bench.beweging import time_build

WORTEL = Path(__file__).parents[2]
AANTALLEN = (10_000, 100_000, 1_000_000, 10_000_000)
METINGEN_PER_AANTAL = {10_000: 3, 100_000: 3, 1_000_000: 5, 10_000_000: 1}
KOP = "indicator,periode,waarde,tekst,teller,noemer,n,gebied,groep,bron_partij,definitie_versie,betwist,kanttekening,bron"
GETALLEN = ("waarde", "teller", "noemer", "n")
INDICATOREN = 1000


def main() -> None:
    """Print one line per size."""
    print("Laden: van de start van het proces tot een gepubliceerde bouw (mediaan), naast csv naar Parquet door DuckDB zelf")
    print("Tot en met kern: zonder de tijd die beweging en signalen in dezelfde bouw kosten.")
    print(
        f"{'metingen':>12} {'csv (MB)':>9} {'DuckDB (s)':>11} {'laden (s)':>10} {'t/m kern (s)':>13} "
        f"{'(t/m kern - 3 s) / DuckDB':>26} {'geheugen (MB)':>14}"
    )
    for aantal in AANTALLEN:
        with tempfile.TemporaryDirectory() as naam:
            map_ = Path(naam)
            levering = write_levering(map_ / "levering", aantal)
            csv = levering / "metingen.csv"
            herhaal = METINGEN_PER_AANTAL[aantal]
            ondergrens = statistics.median(time_duckdb(csv, map_ / "o.parquet") for _ in range(max(herhaal, 3)))
            metingen = [time_load(levering, map_ / f"magazijn-{i}") for i in range(herhaal)]
            duur = statistics.median(m[0] for m in metingen)
            geheugen = max(m[1] for m in metingen)
            lagen, _ = time_build(Magazijn(map_ / "magazijn-0"))
            kern = duur - lagen["beweging"] - lagen["signalen"]
            print(
                f"{aantal:>12,} {csv.stat().st_size / 1e6:>9.0f} {ondergrens:>11.2f} {duur:>10.2f} {kern:>13.2f} "
                f"{max(kern - 3, 0) / ondergrens:>26.2f} {geheugen:>14.0f}",
                flush=True,
            )
    print("De lat: bij 1.000.000 metingen hoogstens 4,00; bij 10.000.000 minder dan 2048 MB.")


def write_levering(map_: Path, aantal: int) -> Path:
    """A levering with this many metingen of a thousand indicatoren."""
    map_.mkdir()
    (map_ / "ketens.csv").write_text("keten,naam,maatschappelijk_resultaat\nk,Keten,Beter\n")
    rijen = "".join(f"ind-{i:04d},k,Indicator {i},resultaten,kwantitatief,dagen\n" for i in range(INDICATOREN))
    (map_ / "indicatoren.csv").write_text("indicator,keten,naam,dimensie,soort,eenheid\n" + rijen)
    toeval = random.Random(1)
    with (map_ / "metingen.csv").open("w") as bestand:
        bestand.write(KOP + "\n")
        for i in range(aantal):
            maand, deel = (i // INDICATOREN) % 120, i // (INDICATOREN * 120)
            bestand.write(
                f"ind-{i % INDICATOREN:04d},{2015 + maand // 12}-{maand % 12 + 1:02d},{toeval.random() * 100:.1f},,,,{20 + i % 800},"
                f"wijk-{deel},,Partij {i % 5},1,nee,,Registratie\n"
            )
    return map_


def time_duckdb(csv: Path, doel: Path) -> float:
    """Seconds that DuckDB needs to turn the csv into Parquet, types given."""
    kolommen = ", ".join(f"'{naam}': '{'DOUBLE' if naam in GETALLEN else 'VARCHAR'}'" for naam in KOP.split(","))
    begin = time.perf_counter()
    with duckdb.connect() as con:
        con.execute(f"copy (select * from read_csv('{csv}', header = true, columns = {{{kolommen}}})) to '{doel}' (format parquet)")
    return time.perf_counter() - begin


def time_load(levering: Path, magazijn: Path) -> tuple[float, float]:
    """Seconds and peak memory (MB) of `python -m etl laden` as a process of its own."""
    begin = time.perf_counter()
    kind = os.posix_spawn(
        sys.executable,
        [sys.executable, "-m", "etl", "laden", str(levering), "--magazijn", str(magazijn)],
        os.environ,
        file_actions=[(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)],
    )
    _, status, gebruik = os.wait4(kind, 0)
    duur = time.perf_counter() - begin
    if status:
        raise SystemExit(f"laden mislukte met status {status}")
    return duur, gebruik.ru_maxrss / 1024


if __name__ == "__main__":
    os.chdir(WORTEL)
    main()
