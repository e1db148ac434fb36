"""What movement and questions cost in a build, beside one window over the same points."""

import random
import statistics
import tempfile
import time
from collections import defaultdict
from pathlib import Path

import duckdb

from etl.bouw import build
from etl.laden import load
from etl.magazijn import Magazijn

REEKSEN = (1_000, 10_000, 100_000)
PUNTEN = 60
GEBIEDEN = 10
ONDERGRENS = "create or replace temp table o as select *, lag(waarde) over (partition by reeks order by van) as vorige from kern.meting"


def main() -> None:
    """Print one line per number of reeksen."""
    print(f"Beweging en signalen in een bouw, reeksen van {PUNTEN} punten, naast één venster over dezelfde punten")
    print(f"{'reeksen':>10} {'venster (s)':>12} {'beweging (s)':>13} {'signalen (s)':>13} {'beweging / venster':>19}")
    for aantal in REEKSEN:
        with tempfile.TemporaryDirectory() as naam:
            duur, ondergrens = measure(Path(naam), aantal)
        print(
            f"{aantal:>10,} {ondergrens:>12.2f} {duur['beweging']:>13.2f} {duur['signalen']:>13.2f} {duur['beweging'] / ondergrens:>19.1f}",
            flush=True,
        )
    print("De lat: bij 10.000 reeksen kost beweging hoogstens 3 s op twee kernen.")


def measure(map_: Path, reeksen: int) -> tuple[dict[str, float], float]:
    """Seconds per schema of the models in one real build, and of the floor on what it published."""
    magazijn = Magazijn(map_ / "magazijn")
    load([write_levering(map_ / "levering", reeksen)], magazijn)
    duur, bouw = time_build(magazijn)
    return duur, statistics.median(time_floor(bouw) for _ in range(3))


def time_build(magazijn: Magazijn) -> tuple[dict[str, float], Path]:
    """Seconds per schema of the models in one real build, and the build."""
    duur: dict[str, float] = defaultdict(float)
    begin, schema = time.perf_counter(), ""

    def note(stap: str) -> None:
        nonlocal begin, schema
        nu = time.perf_counter()
        duur[schema] += nu - begin
        soort, _, tabel = stap.partition(": ")
        begin, schema = nu, "signalen" if soort == "vragen" else tabel.partition(".")[0]

    with magazijn.lock(), magazijn.workspace() as werkmap:
        bouw = build(magazijn, werkmap, voortgang=note)
    note("klaar: klaar")
    return duur, bouw


def time_floor(bouw: Path) -> float:
    """Seconds of one window over all metingen."""
    with duckdb.connect(str(bouw), read_only=True) as con:
        begin = time.perf_counter()
        con.execute(ONDERGRENS)
        return time.perf_counter() - begin


def write_levering(map_: Path, reeksen: int) -> Path:
    """Half of the indicatoren in values, half in teller and noemer; a reeks per gebied."""
    map_.mkdir()
    indicatoren = max(reeksen // GEBIEDEN, 1)
    (map_ / "ketens.csv").write_text("keten,naam,maatschappelijk_resultaat\nk,Keten,Beter\n")
    rijen = "".join(f"i{i},k,Indicator {i},resultaten,kwantitatief,%,hoger,maand\n" for i in range(indicatoren))
    (map_ / "indicatoren.csv").write_text("indicator,keten,naam,dimensie,soort,eenheid,richting,frequentie\n" + rijen)
    toeval = random.Random(1)
    with (map_ / "metingen.csv").open("w") as bestand:
        bestand.write("indicator,periode,waarde,teller,noemer,gebied\n")
        for i in range(indicatoren):
            for maand in range(PUNTEN):
                periode = f"{2020 + maand // 12}-{maand % 12 + 1:02d}"
                for deel in range(GEBIEDEN):
                    gebied = "" if deel == 0 else f"wijk {deel}"
                    cijfers = f"{50 + toeval.gauss(0, 5):.1f},," if i % 2 else f",{round(300 + toeval.gauss(0, 15))},600"
                    bestand.write(f"i{i},{periode},{cijfers},{gebied}\n")
    return map_


if __name__ == "__main__":
    main()
