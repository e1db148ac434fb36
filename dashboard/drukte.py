"""How busy the server is: work that can wait, waits until nobody is waiting for a page."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Condition

_stand = Condition()
_bezig = 0


@contextmanager
def drawing() -> Iterator[None]:
    """As long as a page is being drawn, or waits for that."""
    global _bezig  # noqa: PLW0603
    with _stand:
        _bezig += 1
    try:
        yield
    finally:
        with _stand:
            _bezig -= 1
            _stand.notify_all()


def await_quiet(seconden: float) -> bool:
    """Wait until no page is being drawn; False when that took too long."""
    with _stand:
        return _stand.wait_for(lambda: _bezig == 0, seconden)
