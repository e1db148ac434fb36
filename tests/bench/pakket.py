"""How long a packet with twelve indicators takes, beside reading the same figures and setting one empty page."""

import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import typst
from streamlit.logger import set_log_level

from dashboard.dossier import vullen
from dashboard.dossier.register import Register, Wie
from dashboard.dossier.verbinding import address, open_engine
from dashboard.rapport.bronnen import open_bronnen
from dashboard.rapport.pakket import maak_pakket
from dashboard.rapport.tekens import letters
from etl.laden import load
from etl.magazijn import Magazijn
from tests.browser.conftest import LEVERINGEN

KETEN, OVERLEG, INDICATOREN, RONDES = "jeugd-en-schooluitval", "overleg-van-december", 12, 5
REGISSEUR = Wie("regisseur", "Gemeente Voorbeeldstad")
LEEG = b'#set document(title: "Leeg")\n#set text(font: "Source Sans 3", lang: "nl")\n= Leeg'


def main() -> None:
    """Print the medians of a packet and of the floor, their ratio, and how long the first packet takes."""
    set_log_level("ERROR")  # it warns that no page is running, and none should be
    with tempfile.TemporaryDirectory() as naam:
        magazijn = Path(naam) / "magazijn"
        load(LEVERINGEN, Magazijn(magazijn))
        bouw = Magazijn(magazijn).current_build()
        if bouw is None:
            raise SystemExit("laden gaf geen spiegel")
        register, indicatoren = fill_register(magazijn, bouw)
        eerste, _ = time_of(lambda: maak_pakket(magazijn, bouw, register, KETEN, OVERLEG))
        ondergrens, pakket = [], []
        for _ in range(RONDES):
            ondergrens.append(time_of(lambda: make_floor(bouw, register, indicatoren)))
            pakket.append(time_of(lambda: maak_pakket(magazijn, bouw, register, KETEN, OVERLEG)))
    (leeg, rekenen_leeg), (vol, rekenen_vol) = (map(statistics.median, zip(*metingen, strict=True)) for metingen in (ondergrens, pakket))
    print(f"Pakket: {INDICATOREN} indicatoren op de agenda, met wat er sinds het vorige overleg veranderde (mediaan)")
    print(
        f"pakket {vol:.2f} s (rekentijd {rekenen_vol:.2f} s), dezelfde cijfers en leeg blad {leeg:.2f} s (rekentijd {rekenen_leeg:.2f} s)"
    )
    print(
        f"verhouding {vol / leeg:.1f}, in rekentijd {rekenen_vol / rekenen_leeg:.1f}; de lat: een pakket duurt hoogstens 8 s op twee kernen"
    )
    print(f"de eerste keer, als ook de spiegel van het vorige overleg nog wordt gemaakt: {eerste:.2f} s")


def fill_register(magazijn: Path, bouw: Path) -> tuple[Register, list[str]]:
    """The register with what was delivered and an overleg about twelve indicatoren, with stories and an advice; and these indicatoren."""
    register = Register(open_engine(address(magazijn)))
    with duckdb.connect(str(bouw), read_only=True) as con:
        vullen.fill(register, bouw, con)
        vraag = "select indicator from kern.meting where keten = ? group by all order by count(*) desc, indicator limit ?"
        indicatoren = [rij[0] for rij in con.execute(vraag, [KETEN, INDICATOREN]).fetchall()]
    velden = {"naam": "Bestuurlijk overleg", "datum": "2026-12-17", "soort": "bestuurlijk", "stand": "voorbereiding"}
    register.add("overleg", KETEN, velden, REGISSEUR, id_=OVERLEG)
    for plaats, indicator in enumerate(indicatoren, start=1):
        punt = {"overleg": OVERLEG, "volgorde": plaats, "soort": "duiding", "vraag": "Wat zien wij hier?", "indicator": indicator}
        register.add("agendapunt", KETEN, punt, REGISSEUR)
        if plaats % 2:
            verhaal = {"partij": "Gemeente Voorbeeldstad", "duiding": "Wij zien het zo. " * 20, "indicator": indicator}
            register.add("duiding", KETEN, verhaal, REGISSEUR)
    register.add("advies", KETEN, {"van_wie": "Rekenkamer", "advies": "Spreek af wie belt."}, REGISSEUR)
    return register, indicatoren


def make_floor(bouw: Path, register: Register, indicatoren: list[str]) -> None:
    """What nobody can do without: open both sources, read these figures, and set a page of the same kind."""
    with open_bronnen(bouw, register) as bronnen:
        for indicator in indicatoren:
            bronnen.frame("indicator_metingen", indicator=indicator)
        typst.Compiler(LEEG, font_paths=letters()).compile(
            format="pdf", pdf_standards=["ua-1"], timestamp=datetime(2026, 11, 24, tzinfo=UTC)
        )


def time_of(doe: Callable[[], object]) -> tuple[float, float]:
    """Seconds of one call by the clock, and those that the processor worked for it: on a busy machine the clock says too much."""
    begin, rekenen = time.perf_counter(), time.process_time()
    doe()
    return time.perf_counter() - begin, time.process_time() - rekenen


if __name__ == "__main__":
    main()
