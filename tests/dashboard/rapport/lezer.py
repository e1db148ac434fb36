"""Read a PDF as a reader, a search engine and a screen reader do."""

import io
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from pypdf import PdfReader
from pypdf.generic import IndirectObject


class Tag(NamedTuple):
    """One element of the tag tree."""

    soort: str
    alt: str | None
    ouders: tuple[str, ...]


def lees(pdf: bytes) -> PdfReader:
    """The file, opened."""
    return PdfReader(io.BytesIO(pdf))


def tekst(pdf: bytes) -> str:
    """All text in reading order, on one line, without hyphens at line ends and places where a word may break."""
    ruw = "\n".join(blad.extract_text() for blad in lees(pdf).pages)
    aaneen = re.sub(r"(?<=\w)[-\u00ad\u2010]\n(?=\w)", "", ruw.replace("\u200b", ""))
    return re.sub(r"\s+", " ", aaneen)


def tags(pdf: bytes) -> list[Tag]:
    """The tag tree, from top to bottom."""
    wortel: Any = lees(pdf).trailer["/Root"]
    return list(_walk(wortel["/StructTreeRoot"], ()))


def _walk(element: Any, ouders: tuple[str, ...]) -> Iterator[Tag]:
    kinderen = element.get("/K", [])
    for kind in kinderen if isinstance(kinderen, list) else [kinderen]:
        deel = kind.get_object() if isinstance(kind, IndirectObject) else kind
        if isinstance(deel, dict) and "/S" in deel:
            tag = Tag(deel["/S"][1:], str(deel["/Alt"]) if "/Alt" in deel else None, ouders)
            yield tag
            yield from _walk(deel, (*ouders, tag.soort))


def bladwijzers(pdf: bytes) -> list[str]:
    """The titles of all bookmarks, in order."""
    return list(_titles(lees(pdf).outline))


def _titles(deel: Any) -> Iterator[str]:
    for kind in deel:
        if isinstance(kind, list):
            yield from _titles(kind)
        else:
            yield str(kind.title).replace("\u200b", "")
