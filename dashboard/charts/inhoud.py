"""Content as a key: two frames, rows or words that are equal give the same bytes, whoever made them."""

import io
import pickle
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

import pandas as pd

from dashboard.voorraad import Voorraad

P = ParamSpec("P")
T = TypeVar("T", pd.DataFrame, list)  # type: ignore[type-arg]


def as_bytes(*delen: object) -> bytes:
    """All of it written out; without references back, so that it does not matter which equal values are one object."""
    uit = io.BytesIO()
    schrijver = pickle.Pickler(uit, protocol=5)
    schrijver.fast = True
    schrijver.dump(delen)
    return uit.getvalue()


def onthoud(hoeveel: int) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """Keep the last so many answers of a function by what goes in: one drawing asks the same many times. Each gets a copy."""

    def wikkel(functie: Callable[P, T]) -> Callable[P, T]:
        bewaard = Voorraad[T](hoeveel)

        @wraps(functie)
        def met_geheugen(*args: P.args, **kwargs: P.kwargs) -> T:
            sleutel = as_bytes(args, sorted(kwargs.items()))
            antwoord = bewaard.get(sleutel)
            if antwoord is None:
                antwoord = bewaard.put(sleutel, functie(*args, **kwargs).copy())  # what it gave may be what came in
            return antwoord.copy()

        return met_geheugen

    return wikkel
