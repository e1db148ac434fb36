"""Try broken leveringen; ends with 1 when one of them crashed, hung, filled the memory or was refused without a sentence."""

import argparse
import importlib.util
import os
import random
import resource
import shutil
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from tests.fuzz.keuzes import ByteKeuzes

if TYPE_CHECKING:
    from tests.fuzz.ronde import Ronde

AANTAL = 100_000
LAAD_ELKE = 400
MAP = Path("build") / "fuzz"
HOOGSTE_DATA = 6 * 1024**3  # above this the machine itself is in danger: the process gets a MemoryError, which is a failure too
GELEID_DOOR = ("etl.lezen", "etl.keuring", "etl.periode", "zipfile", "openpyxl.worksheet._reader")


def main(argumenten: list[str]) -> int:
    """Run or repeat; gives the exit code."""
    keuze = _parser().parse_args(argumenten)
    os.environ["OPENPYXL_LXML"] = "False"  # what the product has: lxml comes with tools for developers only
    resource.setrlimit(resource.RLIMIT_DATA, (HOOGSTE_DATA, HOOGSTE_DATA))
    geleid = keuze.herhaal is None and not keuze.blind and importlib.util.find_spec("atheris") is not None
    if geleid:
        _import_with_coverage()
    snelle_map = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108 - small files that live for a moment
    with tempfile.TemporaryDirectory(prefix="ketenspiegel-fuzz-", dir=snelle_map) as werkmap:
        if keuze.herhaal:
            return _repeat(keuze, Path(werkmap))
        return _run(keuze, Path(werkmap), geleid)


def _parser() -> argparse.ArgumentParser:
    lezer = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    lezer.add_argument("--aantal", type=int, default=AANTAL, help="how many leveringen")
    lezer.add_argument("--minuten", type=float, help="stop after this time, however many were tried")
    lezer.add_argument("--zaad", type=int, default=int(time.time()), help="the same seed starts with the same leveringen")
    lezer.add_argument("--laad-elke", type=int, default=LAAD_ELKE, help="really load one of so many accepted leveringen; 0 loads none")
    lezer.add_argument("--blind", action="store_true", help="without coverage: case n of a seed is then always the same")
    lezer.add_argument("--map", type=Path, default=MAP, help="where failing leveringen are kept")
    lezer.add_argument("--herhaal", type=Path, metavar="LEVERING", help="try one levering again")
    lezer.add_argument("--snel", action="store_true", help="with --herhaal: by the reader of big files")
    lezer.add_argument("--laden", action="store_true", help="with --herhaal: load it too")
    return lezer


def _import_with_coverage() -> None:
    """Import the readers so that the engine sees which branches a levering reaches."""
    import atheris  # type: ignore[import-untyped,import-not-found,unused-ignore]

    with atheris.instrument_imports(include=list(GELEID_DOOR)):
        from tests.fuzz import ronde  # noqa: F401


def _run(keuze: argparse.Namespace, werkmap: Path, geleid: bool) -> int:
    from tests.fuzz.grenzen import Grenzen
    from tests.fuzz.proef import Proefbank
    from tests.fuzz.ronde import Ronde

    shutil.rmtree(keuze.map, ignore_errors=True)
    keuze.map.mkdir(parents=True)
    wijze = "geleid door wat de lezers raken (atheris)" if geleid else "zonder atheris, alleen op zaad"
    print(f"{keuze.aantal} leveringen in één proces, zaad {keuze.zaad}, {wijze}.", flush=True)
    tot = time.monotonic() + keuze.minuten * 60 if keuze.minuten else float("inf")
    ronde = Ronde(Proefbank(werkmap, Grenzen(hard=True)), keuze.map, keuze.aantal, keuze.laad_elke, tot)
    if geleid:
        _guided(ronde, keuze.zaad, werkmap)
    while not ronde.is_klaar:
        ronde.step(random.Random(f"{keuze.zaad}-{ronde.gedaan + 1}"))
    return _finish(ronde)


def _finish(ronde: "Ronde") -> int:
    print("\n".join(ronde.figures()), flush=True)
    ronde.bank.close()
    shutil.rmtree(ronde.map_ / "bezig", ignore_errors=True)
    return 1 if ronde.mislukt else 0


def _guided(ronde: "Ronde", zaad: int, werkmap: Path) -> None:
    """Let libFuzzer choose; it never comes back, so the process ends here with its exit code."""
    import atheris

    def try_one(inhoud: bytes) -> None:
        ronde.step(ByteKeuzes(inhoud))
        if ronde.is_klaar:
            code = _finish(ronde)
            shutil.rmtree(werkmap, ignore_errors=True)
            os._exit(code)

    begin = werkmap / "begin"
    begin.mkdir()
    rng = random.Random(zaad)
    for nummer in range(300):
        (begin / str(nummer)).write_bytes(rng.randbytes(rng.choice((16, 64, 200))))
    # Its own watches are off: time and memory are watched per case, and what failed is kept as a levering.
    stil = ["-timeout=0", "-rss_limit_mb=0", "-malloc_limit_mb=0", "-verbosity=0", "-report_slow_units=9999"]
    atheris.Setup(["tests.fuzz", str(begin), f"-seed={zaad % 2**31 or 1}", "-max_len=400", "-len_control=0", *stil], try_one)
    atheris.Fuzz()


def _repeat(keuze: argparse.Namespace, werkmap: Path) -> int:
    from tests.fuzz.gevallen import Geval
    from tests.fuzz.grenzen import Grenzen
    from tests.fuzz.proef import Proefbank

    bank = Proefbank(werkmap, Grenzen(hard=True))
    uitkomst = bank.try_out(Geval("herhaald", keuze.herhaal.name, snel=keuze.snel), keuze.herhaal.resolve(), echt_laden=keuze.laden)
    bank.close()
    print(f"{uitkomst.einde} na {uitkomst.seconden:.2f} s, {uitkomst.geheugen / 1024**2:.0f} MiB.\n{uitkomst.toelichting}")
    return 1 if uitkomst.is_mislukt else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
