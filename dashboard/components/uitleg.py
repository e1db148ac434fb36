"""The explanation page, made from dashboard/uitleg/: our own text in a small part of Markdown, and the words."""

import re
import tomllib
from functools import cache
from pathlib import Path

from dashboard.components.markering import Html, el, samen
from dashboard.components.regels import REGELANKER, REGELKOP

MAP = Path(__file__).resolve().parents[1] / "uitleg"
KOP = re.compile(r"## (?P<tekst>.+) \{#(?P<id>[a-z-]+)\}")
NADRUK = re.compile(r"(\*\*[^*]+\*\*|\*[^*]+\*|`[^`]+`)")


@cache
def _delen() -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    """(id, heading, lines) of every part of the text."""
    delen: list[tuple[str, str, list[str]]] = []
    for regel in (MAP / "uitleg.md").read_text(encoding="utf-8").splitlines():
        if kop := KOP.fullmatch(regel):
            delen.append((kop["id"], kop["tekst"], []))
        elif regel.strip():
            delen[-1][2].append(regel)
    return tuple((id_, titel, tuple(regels)) for id_, titel, regels in delen)


@cache
def words() -> dict[str, str]:
    """Every word with its meaning, in alphabetical order."""
    gelezen: dict[str, str] = tomllib.loads((MAP / "woorden.toml").read_text(encoding="utf-8"))
    return dict(sorted(gelezen.items()))


def inhoudsopgave() -> Html:
    """Links to the parts of the page."""
    wegen = [*((id_, titel) for id_, titel, _ in _delen()), (REGELANKER, REGELKOP), ("woorden", "Woorden")]
    return el(
        "nav",
        el("ul", [el("li", el("a", titel, href=f"#{id_}")) for id_, titel in wegen], klasse="ks-inhoud"),
        aria_label="Op deze pagina",
    )


def uitleg() -> Html:
    """All parts of the text."""
    return el(
        "div",
        [samen(el("h2", titel, id=id_), _blok(regels)) for id_, titel, regels in _delen()],
        klasse="ks-leestekst",
    )


def _blok(regels: tuple[str, ...]) -> Html:
    if regels[0].startswith("1. "):
        return el("ol", [el("li", _zin(regel.split(". ", 1)[1])) for regel in regels])
    if regels[0].startswith("- "):
        return el("ul", [el("li", _zin(regel.removeprefix("- "))) for regel in regels])
    return samen([el("p", _zin(regel)) for regel in regels])


def _zin(tekst: str) -> Html:
    return samen([_stuk(stuk) for stuk in NADRUK.split(tekst)])


def _stuk(stuk: str) -> object:
    if stuk.startswith("**"):
        return el("strong", stuk.strip("*"))
    if stuk.startswith("*"):
        return el("em", stuk.strip("*"))
    return el("code", stuk.strip("`")) if stuk.startswith("`") else stuk


def woordenlijst() -> Html:
    """The words with their meaning."""
    return samen(
        el("h2", "Woorden", id="woorden"),
        el(
            "dl",
            [[el("dt", woord), el("dd", betekenis)] for woord, betekenis in words().items()],
            klasse="ks-paspoort",
        ),
    )
