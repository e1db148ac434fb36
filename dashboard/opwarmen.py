"""What a server does before somebody asks: load the heavy parts, open the spiegel, fill the register, and keep the questions ready.

Nothing waits for it, and what goes wrong here, the first page says better.
"""

import logging
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from threading import Event, Thread
from typing import Any

from dashboard import tekenaars
from dashboard.drukte import await_quiet

log = logging.getLogger("ketenspiegel")

# Who comes back from the database waits until another page lets go, by default five milliseconds; a page comes back a hundred times.
SECONDEN_PER_BEURT = 0.0005
SECONDEN_TUSSEN_KIJKEN, SECONDEN_IN_BEELD, SECONDEN_GEDULD = 0.5, 300, 10


Stand = tuple[Path, int, frozenset[Any]]
"""A build, the newest act in the register, and who look."""


@asynccontextmanager
async def warm_start(_app: Any) -> AsyncIterator[None]:
    """For the life of the server: warm up beside the first requests, have others draw, and let those who wait in sooner."""
    sys.setswitchinterval(SECONDEN_PER_BEURT)
    tekenaars.start()
    stop = Event()
    Thread(target=_live, args=(stop,), name="opwarmen", daemon=True).start()
    yield
    stop.set()
    tekenaars.stop()


def _live(stop: Event) -> None:
    warm_up()
    klaar: Stand | None = None
    while not stop.wait(SECONDEN_TUSSEN_KIJKEN):
        klaar = stay_warm(klaar)


def stay_warm(klaar: Stand | None = None) -> Stand | None:
    """After new figures or an act: ask the rules for who looked in the last minutes, while nobody waits for a page.

    `klaar`: for what all was ready; gives for what it is now.
    """
    from dashboard import spiegel
    from dashboard.dossier import lezen, vragen

    try:
        if (bouw := spiegel.current_build()) is None:
            return None
        zichten = vragen.recent_sights(time.monotonic() - SECONDEN_IN_BEELD)
        nu = (bouw, lezen.open_register().stand(), frozenset(zichten))
        for wat in zichten if nu != klaar else ():
            if not await_quiet(SECONDEN_GEDULD):
                return klaar
            vragen.make_ready(bouw, wat)
    except Exception:  # the page that needs it says what is wrong
        log.debug("De vragen konden niet vooraf worden gesteld", exc_info=True)
        return None
    return nu


def warm_up() -> None:
    """Do once what every page needs."""
    try:
        # With these come altair and the writer of drawings: they take seconds, and no page needs more.
        import dashboard.components.indicatorbeeld
        import dashboard.components.panelen
        import dashboard.rapport.pakket  # noqa: F401
        from dashboard import bouwen, spiegel
        from dashboard.dossier import lezen
        from dashboard.toegang.zicht import ALLES

        if (bouw := spiegel.current_build()) is not None:
            bouwen.contents(bouw, ALLES)
            lezen.open_register()
    except Exception:
        log.warning("Opwarmen lukte niet; de eerste pagina zegt waarom", exc_info=True)
