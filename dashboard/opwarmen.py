"""What a server does before the first visitor comes: load the heavy parts, open the spiegel and fill the register.

Nothing waits for it, and what goes wrong here, the first page says better.
"""

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from threading import Thread
from typing import Any

from dashboard import tekenaars

log = logging.getLogger("ketenspiegel")


@asynccontextmanager
async def warm_start(_app: Any) -> AsyncIterator[None]:
    """For the life of the server: warm up beside the first requests, and have others draw."""
    tekenaars.start()
    Thread(target=warm_up, name="opwarmen", daemon=True).start()
    yield
    tekenaars.stop()


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

        tekenaars.get_ready()
        if (bouw := spiegel.current_build()) is not None:
            bouwen.contents(bouw, ALLES)
            lezen.open_register()
    except Exception:
        log.warning("Opwarmen lukte niet; de eerste pagina zegt waarom", exc_info=True)
