"""Those who draw: processes beside the server, so that a page without a drawing does not wait for somebody else's.

Python does one thing at a time within a process: a chart that takes a second would hold up every page of that second.
Where none are at work (a command, a test of one screen), a drawing is made on the spot.
"""

import logging
import os
import signal
from collections.abc import Callable
from concurrent.futures import CancelledError, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from multiprocessing import get_context, parent_process
from multiprocessing.connection import wait
from threading import Lock, Thread

log = logging.getLogger("ketenspiegel")

_slot = Lock()
_aan_het_werk: ProcessPoolExecutor | None = None


def start() -> None:
    """From here on drawings are made beside this process; the first one that is asked for starts a process."""
    global _aan_het_werk  # noqa: PLW0603
    with _slot:
        try:
            _aan_het_werk = _aan_het_werk or ProcessPoolExecutor(os.cpu_count(), mp_context=get_context("spawn"), initializer=_prepare)
        except (OSError, ImportError, NotImplementedError):  # a machine without shared memory
            log.warning("Er kan niemand naast de server tekenen; de server tekent zelf", exc_info=True)


def get_ready() -> None:
    """Have them load what drawing takes, before somebody waits for a drawing."""
    if (tekenaars := _aan_het_werk) is not None:
        with suppress(RuntimeError):  # stopped a moment ago
            for _ in range(os.cpu_count() or 1):
                tekenaars.submit(_load)


def stop() -> None:
    """From here on drawings are made on the spot."""
    if (weg := _dismiss(_aan_het_werk)) is not None:
        weg.shutdown(wait=False, cancel_futures=True)


def draw(teken: Callable[..., str], *inhoud: object) -> str:
    """What `teken`, a function with a name in its module, makes of `inhoud`: it knows nothing else, no visitor and no build."""
    for _ in range(2):
        if (tekenaars := _aan_het_werk) is None:
            break
        try:
            try:
                getekend = tekenaars.submit(teken, *inhoud)
            except RuntimeError as fout:  # they were stopped a moment ago; what goes wrong in a drawing comes with its result
                raise CancelledError from fout
            return getekend.result()
        except (BrokenProcessPool, CancelledError):
            # One was killed, by a machine without memory for instance: others take over. Who stopped them, wants no others.
            if _dismiss(tekenaars) is not None:
                log.warning("Een tekenaar viel weg; een andere neemt het over", exc_info=True)
                start()
    else:
        log.warning("Tekenaars vallen steeds weg; vanaf nu tekent de server zelf")
        stop()
    return teken(*inhoud)


def _dismiss(tekenaars: ProcessPoolExecutor | None) -> ProcessPoolExecutor | None:
    """Give these no more work; None when somebody else did that already."""
    global _aan_het_werk  # noqa: PLW0603
    with _slot:
        if tekenaars is not _aan_het_werk:
            return None
        _aan_het_werk = None
        return tekenaars


def _prepare() -> None:
    """At the start of a process: see to it that it ends together with the server, also when that is killed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the server
    Thread(target=_end_with_parent, daemon=True).start()


def _load() -> None:
    import dashboard.components.indicatorbeeld  # noqa: F401


def _end_with_parent() -> None:
    if (ouder := parent_process()) is not None:
        wait([ouder.sentinel])
        os._exit(0)
