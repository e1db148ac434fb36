"""Which versions of the register each may see. Add here what concerns stories, notes and deliveries that are not for everyone."""

from typing import Any

import pytest

from dashboard.toegang.versies import seen
from dashboard.toegang.zicht import ALLES, TAFEL, Zicht

KIJKER = Zicht(("opvang",), (), ())
AAN_TAFEL = Zicht(("opvang",), (), ("GGD",), (), ("opvang",), (("opvang", "GGD"),))
MAKER = Zicht(("opvang",), (), ("Leger",), (), ("opvang",), (("*", "Leger"),))
ELDERS = Zicht(("opvang", "jeugd"), (), ("Leger",), (), ("jeugd",), (("jeugd", "Leger"),))


def story(*standen: str | None, keten: str = "opvang", weg: int | None = None) -> list[dict[str, Any]]:
    """A story of the Leger, with who may read each version; version `weg` withdraws it."""
    return [
        {
            "id": "d", "nummer": n, "wijziging": n, "keten": keten, "partij": "Leger", "zichtbaarheid": stand, "levering": None,
            "is_nieuwste": n == len(standen), "is_ingetrokken": n == weg,
        }
        for n, stand in enumerate(standen, 1)
    ]  # fmt: skip


def read(wat: Zicht, versies: list[dict[str, Any]], soort: str = "duiding", **statussen: str) -> list[tuple[int, bool]]:
    return [(v["nummer"], v["is_nieuwste"]) for v in seen(versies, soort, wat, statussen)]


C, V, G = "concept", "in_vertrouwen", "gedeeld"


@pytest.mark.parametrize(
    ("standen", "kijker", "tafel", "maker"),
    [
        ([G], [1], [1], [1]),
        ([None], [1], [1], [1]),  # told before there was a choice
        ([V], [], [1], [1]),
        ([C], [], [], [1]),
        ([C, V], [], [2], [1, 2]),
        ([V, G], [2], [1, 2], [1, 2]),  # what was said at the table stays there
        ([G, V], [], [1, 2], [1, 2]),  # taken back to the table
        ([G, C], [1], [1], [1, 2]),  # a new version that is not ready yet
        ([V, C], [], [1], [1, 2]),
        ([C, G, C, V], [], [2, 4], [1, 2, 3, 4]),
    ],
)
def test_a_story_is_for_whom_its_partij_chose(standen: list[str | None], kijker: list[int], tafel: list[int], maker: list[int]) -> None:
    for wat, verwacht in ((KIJKER, kijker), (AAN_TAFEL, tafel), (TAFEL, tafel), (MAKER, maker), (ALLES, maker), (ELDERS, kijker)):
        # The last one that somebody sees is the newest for them, and no other is.
        assert read(wat, story(*standen)) == [(n, n == verwacht[-1]) for n in verwacht]


def test_the_own_partij_in_another_keten_is_somebody_else() -> None:
    assert read(ELDERS, story(C)) == []
    assert read(ELDERS, story(C, keten="jeugd")) == [(1, True)]


@pytest.mark.parametrize("standen", [[G, G], [G, C, C], [V, V], [C, G, C]])
def test_a_story_that_was_withdrawn_is_current_for_nobody(standen: list[str]) -> None:
    for wat in (KIJKER, AAN_TAFEL, MAKER, ALLES):
        versies = seen(story(*standen, weg=len(standen)), "duiding", wat, {})
        assert [v for v in versies if v["is_nieuwste"] and not v["is_ingetrokken"]] == []


def test_a_keten_that_is_not_yours_shows_nothing_whatever_its_status() -> None:
    for stand in (C, V, G):
        assert read(Zicht(("jeugd",), None, None, (), None, None), story(stand)) == []


def delivered(*leveringen: str | None) -> list[dict[str, Any]]:
    return [v | {"levering": levering} for v, levering in zip(story(*[None] * len(leveringen)), leveringen, strict=True)]


@pytest.mark.parametrize(
    ("leveringen", "kijker", "tafel"),
    [
        (["l-g"], [1], [1]),
        (["l-v"], [], [1]),
        (["l-c"], [], []),
        (["l-g", "l-v"], [1], [1, 2]),  # for others as if that levering had not come yet
        (["l-v", None], [], [1, 2]),  # changed in the app: its other fields are still in vertrouwen
        (["l-v", None, "l-g", None], [3, 4], [1, 2, 3, 4]),
        (["l-g", None, "l-v", None], [1, 2], [1, 2, 3, 4]),
        (["onbekend"], [1], [1]),
    ],
)
def test_what_was_delivered_has_the_readers_of_its_levering(leveringen: list[str | None], kijker: list[int], tafel: list[int]) -> None:
    statussen = {"l-g": G, "l-v": V, "l-c": C}
    for wat, verwacht in ((KIJKER, kijker), (AAN_TAFEL, tafel), (MAKER, tafel), (ELDERS, kijker)):
        gezien = seen(delivered(*leveringen), "afspraak", wat, statussen)
        assert [(v["nummer"], v["is_nieuwste"]) for v in gezien] == [(n, n == verwacht[-1]) for n in verwacht]


def test_without_a_readable_list_only_what_is_surely_shared_is_seen() -> None:
    assert seen(delivered("onbekend"), "afspraak", TAFEL, {}, anders=C) == []


def test_notes_stay_with_who_prepares() -> None:
    for wat, aantal in ((KIJKER, 0), (AAN_TAFEL, 0), (Zicht(("opvang",), ("opvang",), ()), 1), (ALLES, 1), (TAFEL, 0)):
        assert len(seen(story(None), "notitie", wat, {})) == aantal
