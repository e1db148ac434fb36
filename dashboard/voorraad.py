"""A store for what is dear to make: bounded, for all visitors together."""

from collections.abc import Hashable
from threading import Lock
from typing import Generic, TypeVar

T = TypeVar("T")


class Voorraad(Generic[T]):
    """At most so many things under their keys; the one that was put in longest ago goes first."""

    def __init__(self, meeste: int) -> None:
        self._meeste = meeste
        self._bewaard: dict[Hashable, T] = {}
        self._slot = Lock()

    def get(self, sleutel: Hashable) -> T | None:
        """What was kept under this key; None when it is not there (any more)."""
        with self._slot:
            return self._bewaard.get(sleutel)

    def put(self, sleutel: Hashable, ding: T) -> T:
        """Keep it, and give it back."""
        with self._slot:
            while len(self._bewaard) >= self._meeste and sleutel not in self._bewaard:
                del self._bewaard[next(iter(self._bewaard))]
            self._bewaard[sleutel] = ding
            return ding
