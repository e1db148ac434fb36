"""Damage, lack and coincidence, one at a time. Each function says in a Dutch sentence what held; it raises when something did not."""

import io
import os
import resource
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from functools import partial
from pathlib import Path
from random import Random

from etl.cli import run
from etl.magazijn import Magazijn
from etl.reservekopie import back_up
from tests.chaos.doden import KOP, WORTEL, Proef, start
from tests.etl.hulp import laad, write_levering

Geval = Callable[[Path], str]
# The clock of the loading process is set back two days; everything else is the command itself.
KLOK_TERUG = """
import sys, datetime
echt = datetime.datetime
class Terug(echt):
    @classmethod
    def now(cls, tz=None):
        return echt.now(tz) - datetime.timedelta(days=2)
import etl.laden, etl.bouw, etl.magazijn
for module in (etl.laden, etl.bouw, etl.magazijn):
    module.datetime = Terug
from etl.cli import run
sys.exit(run(sys.argv[1:]))
"""


def command(*argumenten: object) -> tuple[int, str]:
    """Run a command here; gives its exit code and all it said."""
    uit = io.StringIO()
    with redirect_stdout(uit), redirect_stderr(uit):
        code = run([str(a) for a in argumenten])
    assert "Traceback" not in uit.getvalue()
    return code, uit.getvalue()


def truncated_zip(map_: Path, keer: int = 25) -> str:
    """A zip that was cut off anywhere is refused whole."""
    proef = Proef(map_)
    heel = io.BytesIO()
    with zipfile.ZipFile(heel, "w", zipfile.ZIP_DEFLATED) as archief:
        for pad in proef.levering(1).iterdir():
            archief.write(pad, pad.name)
    voor = len(Magazijn(proef.pad).manifests())
    for plaats in sorted(Random(1).sample(range(len(heel.getvalue())), keer)):
        (map_ / "half.zip").write_bytes(heel.getvalue()[:plaats])
        code, gezegd = command("laden", map_ / "half.zip", "--magazijn", proef.pad)
        assert code in (1, 2) and "half.zip" in gezegd, (plaats, code, gezegd)
        assert len(Magazijn(proef.pad).manifests()) == voor
    proef.check_served(0)
    return f"Afgekapte zip: {keer} keer geweigerd, niets bewaard."


def changed_raw(map_: Path) -> str:
    """A changed raw file: the served build stays, loading says what to do, a backup mends it."""
    proef = Proef(map_)
    back_up(Magazijn(proef.pad), map_ / "kopie.zip", lambda doel: doel.write_bytes(b""))
    ruw = next((proef.pad / "ruw" / "metingen").iterdir())
    ruw.write_bytes(ruw.read_bytes()[:-40])
    code, gezegd = command("laden", proef.levering(1), "--magazijn", proef.pad)
    assert (code, "python -m etl gezondheid" in gezegd) == (3, True), gezegd
    proef.check_served(0)
    code, gezegd = command("gezondheid", "--magazijn", proef.pad)
    assert (code, "metingen van levering begin" in gezegd) == (3, True), gezegd
    proef.check_served(0)
    assert command("gezondheid", "--magazijn", proef.pad, "--uit", map_ / "kopie.zip")[0] == 0
    laad(proef.pad, map_ / "l1")
    proef.check_once(1)
    return "Ruw bestand beschadigd: bouw bleef in gebruik, levering genoemd, teruggezet uit de reservekopie, daarna geladen."


def changed_build(map_: Path) -> str:
    """A damaged or missing build in use is built again; nobody has to do more than ask."""
    proef, keer = Proef(map_), 0
    for plaats in (0.0, 0.4, 0.9, None):
        bouw = Magazijn(proef.pad).current_build()
        assert bouw is not None
        if plaats is None:
            bouw.unlink()
        else:
            inhoud = bytearray(bouw.read_bytes())
            inhoud[int(plaats * len(inhoud))] ^= 0xFF
            bouw.write_bytes(inhoud)
        assert command("gezondheid", "--magazijn", proef.pad)[0] == 0
        proef.check_once(0)
        keer += 1
    return f"Bouw beschadigd of weg: {keer} keer opnieuw gebouwd."


def changed_pointer(map_: Path) -> str:
    """A pointer that is empty, cut off, of another kind, or names nothing."""
    proef = Proef(map_)
    inhouden = ("", "{", "[]", '{"bouw": 1}', '{"bouw": "../../etc/passwd"}', '{"bouw": "spiegel-weg.duckdb"}')
    for inhoud in inhouden:
        (proef.pad / "huidig.json").write_text(inhoud, encoding="utf-8")
        assert command("gezondheid", "--magazijn", proef.pad)[0] == 0, inhoud
        proef.check_once(0)
    return f"Aanwijzer beschadigd: {len(inhouden)} keer hersteld."


def two_at_once(map_: Path, keer: int = 3) -> str:
    """Two loads at the same time: one waits its turn, and both leveringen are there once."""
    proef, gewacht = Proef(map_), 0
    for ronde in range(keer):
        nummers = (2 * ronde + 1, 2 * ronde + 2)
        processen = [start("laden", proef.levering(n), "--magazijn", proef.pad) for n in nummers]
        for proces in processen:
            _, fout = proces.communicate(timeout=120)
            assert proces.returncode in (0, 3), fout
            assert proces.returncode == 0 or "Wacht tot dat klaar is" in fout, fout
            gewacht += proces.returncode == 3
        for nummer in nummers:
            laad(proef.pad, proef.levering(nummer))
        proef.check_once(nummers[1])
    return f"Twee keer laden tegelijk: {keer} keer, waarvan {gewacht} keer met “wacht tot dat klaar is”; niets verloren of dubbel."


def clock_back(map_: Path) -> str:
    """The clock jumps back two days between two leveringen that say when they were delivered."""
    proef = Proef(map_)
    laad(proef.pad, proef.levering(1))
    opdracht = [sys.executable, "-c", KLOK_TERUG, "laden", str(proef.levering(2)), "--magazijn", str(proef.pad)]
    uit = subprocess.run(opdracht, cwd=WORTEL, capture_output=True, text=True, check=False)
    assert uit.returncode == 0, uit.stderr
    proef.check_once(2)
    laad(proef.pad, proef.levering(3))
    proef.check_once(3)
    return "Klok twee dagen terug: nieuwere levering telt als nieuwere, niets verloren."


def full_disk(map_: Path) -> str:
    """Files may not grow beyond a size, as on a disk that is full: nothing half is served, and later it goes on."""
    proef = Proef(map_)
    levering, geweigerd = proef.levering(1), 0
    for grens in (0, 5_000, 100_000, 700_000):
        opdracht = [sys.executable, "-m", "etl", "laden", str(levering), "--magazijn", str(proef.pad)]
        uit = subprocess.run(
            opdracht,
            cwd=WORTEL,
            capture_output=True,
            text=True,
            check=False,
            preexec_fn=partial(resource.setrlimit, resource.RLIMIT_FSIZE, (grens, grens)),
        )
        assert uit.returncode == 3 and "Traceback" not in uit.stderr, (grens, uit.returncode, uit.stderr)
        proef.check_served(0)
        geweigerd += 1
    laad(proef.pad, levering)
    proef.check_once(1)
    return f"Schijf vol (nagebootst met een grens aan de grootte van bestanden): {geweigerd} keer gestopt met een zin; daarna geladen."


def no_permission(map_: Path) -> str:
    """A magazijn that may not be written: told in a sentence, and what is there can still be read."""
    proef = Proef(map_)
    levering, paden = proef.levering(1), [proef.pad, *proef.pad.rglob("*")]
    for pad in paden:
        pad.chmod(0o555 if pad.is_dir() else 0o444)
    try:
        if _without_rights("-c", f"open({str(proef.pad / 'proef')!r}, 'w')").returncode == 0:
            return "Geen schrijfrecht: OVERGESLAGEN, want als root geldt het niet, en setpriv is er niet."
        assert _without_rights("-m", "etl", "status", "--magazijn", proef.pad).returncode == 0
        for woorden in (["laden", levering], ["bouw"], ["gezondheid"]):
            uit = _without_rights("-m", "etl", *woorden, "--magazijn", proef.pad)
            assert uit.returncode == 3 and "Traceback" not in uit.stderr and "rechten" in uit.stderr, (woorden, uit.stderr)
        proef.check_served(0)
    finally:
        for pad in paden:
            pad.chmod(0o755 if pad.is_dir() else 0o644)
        (proef.pad / "proef").unlink(missing_ok=True)
    laad(proef.pad, levering)
    proef.check_once(1)
    return "Geen schrijfrecht: laden, bouw en gezondheid zeggen het; lezen gaat door; daarna geladen."


def _without_rights(*argumenten: object) -> "subprocess.CompletedProcess[str]":
    """Run Python as somebody for whom rights on files count; root lets go of its power over them first."""
    kaal = ["setpriv", "--bounding-set=-dac_override,-dac_read_search"] if os.getuid() == 0 and shutil.which("setpriv") else []
    opdracht = [*kaal, sys.executable, *map(str, argumenten)]
    return subprocess.run(opdracht, cwd=WORTEL, capture_output=True, text=True, check=False)


def unreadable_levering(map_: Path) -> str:
    """A levering of random bytes among good ones changes nothing."""
    proef = Proef(map_)
    toeval = Random(2)
    for _ in range(5):
        levering = write_levering(map_ / "ruis", None, metingen=KOP)
        (levering / "metingen.csv").write_bytes(toeval.randbytes(500))
        assert command("laden", levering, "--magazijn", proef.pad)[0] == 1
    proef.check_once(0)
    return "Levering vol ruis: 5 keer geweigerd, niets bewaard."


GEVALLEN: tuple[Geval, ...] = (
    truncated_zip,
    unreadable_levering,
    changed_raw,
    changed_build,
    changed_pointer,
    two_at_once,
    clock_back,
    full_disk,
    no_permission,
)
