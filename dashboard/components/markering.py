"""Safe HTML: text is escaped unless it was built here."""

from html import escape
from typing import Any


class Html(str):
    """HTML that was built by `el`; anything else is text and will be escaped."""

    __slots__ = ()


def el(naam: str, *kinderen: object, klasse: str = "", **attributen: object) -> Html:
    """An element: `el("p", "tekst", klasse="ks-klein", aria_label="...")`.

    Children that are None or False are left out; an attribute that is None or False too; True gives a bare one.
    """
    kenmerken = {
        "class": klasse or None,
        **{sleutel.rstrip("_").replace("_", "-"): w for sleutel, w in attributen.items()},
    }
    begin = naam + "".join(_attribuut(sleutel, waarde) for sleutel, waarde in kenmerken.items())
    if naam in ("br", "img", "hr", "col"):
        return Html(f"<{begin}>")
    return Html(f"<{begin}>{samen(*kinderen)}</{naam}>")


def samen(*kinderen: object) -> Html:
    """Several pieces after each other; lists are unfolded."""
    return Html("".join(_kind(kind) for kind in kinderen))


def _kind(kind: Any) -> str:
    if kind is None or kind is False:
        return ""
    if isinstance(kind, Html):
        return kind
    if isinstance(kind, list | tuple):
        return samen(*kind)
    return escape(str(kind))


def _attribuut(sleutel: str, waarde: object) -> str:
    if waarde is None or waarde is False:
        return ""
    return f" {sleutel}" if waarde is True else f' {sleutel}="{escape(str(waarde))}"'
