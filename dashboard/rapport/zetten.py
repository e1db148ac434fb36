"""From blocks to PDF: one template, the project's own letters, and the standard that a screen reader can rely on."""

import json
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

import typst

from dashboard.rapport.tekens import letters, printable

SJABLOON = Path(__file__).with_name("pakket.typ")


def zetter(stuk: dict[str, Any]) -> typst.Compiler:
    """The typesetter with these blocks in it."""
    inhoud = json.dumps(printable(stuk), ensure_ascii=False, sort_keys=True)
    return typst.Compiler(SJABLOON, font_paths=letters(), sys_inputs={"stuk": inhoud})


def zet(stuk: dict[str, Any], dag: date) -> bytes:
    """The PDF (PDF/UA-1). The same blocks and day give the same bytes: nothing depends on the clock or the machine."""
    pdf = zetter(stuk).compile(format="pdf", pdf_standards=["ua-1"], timestamp=datetime.combine(dag, time.min, UTC))
    if not isinstance(pdf, bytes):
        raise TypeError("The typesetter gave no single document.")
    return pdf
