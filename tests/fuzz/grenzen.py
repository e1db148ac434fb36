"""What a case may cost: time, watched while it passes, and memory, read after it."""

import faulthandler
import re
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

MIB = 1024**2
WACHTEN = 6  # so many times as long may pass on the clock: other programs may be busy, and a wait that never ends costs no work
UITSTEL = 5.0  # a case that does not even listen to the alarm gets this many seconds more, then the process ends


@dataclass(frozen=True)
class Grenzen:
    """The longest time of a case, in seconds of work of this process, and the highest memory of the process in bytes.

    `hard` ends the whole process, with the place where it hangs, when code outside Python does not come back.
    """

    seconden: float = 10.0
    geheugen: int = 1024 * MIB
    hard: bool = False


class Hangt(BaseException):
    """The case took too long; no `except Exception` on its way may take it for something else."""


@dataclass
class Wacht:
    """Whether the alarm rang: DuckDB makes an error of its own of it."""

    ging_af: bool = False

    def ring(self, _nummer: int, _plaats: FrameType | None) -> None:
        """End what runs."""
        self.ging_af = True
        raise Hangt


@contextmanager
def watched(grenzen: Grenzen) -> Iterator[Wacht]:
    """Raise Hangt in the middle of what runs as soon as its time is up; works in the main thread."""
    wacht = Wacht()
    vorige = {soort: signal.signal(soort, wacht.ring) for soort in (signal.SIGPROF, signal.SIGALRM)}
    signal.setitimer(signal.ITIMER_PROF, grenzen.seconden)
    signal.setitimer(signal.ITIMER_REAL, WACHTEN * grenzen.seconden)
    if grenzen.hard:
        faulthandler.dump_traceback_later(WACHTEN * grenzen.seconden + UITSTEL, exit=True, file=2)
    try:
        yield wacht
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.setitimer(signal.ITIMER_REAL, 0)
        for soort, behandeling in vorige.items():
            signal.signal(soort, behandeling)
        if grenzen.hard:
            faulthandler.cancel_dump_traceback_later()


def memory(soort: str = "VmHWM") -> int:
    """Memory of this process in bytes: the highest since the last reset (VmHWM) or what it holds now (VmRSS)."""
    gevonden = re.search(rf"^{soort}:\s+(\d+) kB", Path("/proc/self/status").read_text(encoding="ascii"), re.MULTILINE)
    assert gevonden
    return int(gevonden[1]) * 1024


def reset_peak() -> None:
    """Let the highest memory count from now on, so that a peak belongs to one case."""
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")
