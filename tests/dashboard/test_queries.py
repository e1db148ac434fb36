"""The queries of the screens: what one row is, parameters instead of text, and only published tables."""

import re
from pathlib import Path

import pytest

QUERIES = sorted((Path(__file__).parents[2] / "dashboard" / "queries").glob("*.sql"))
TABEL = re.compile(r"\b(staging|kern|beweging|signalen|dossier)\.(\w+)")
VAN_STAGING = {"levering", "waarschuwing", "bouw"}


@pytest.mark.parametrize("pad", QUERIES, ids=lambda p: p.stem)
def test_the_first_line_says_what_one_row_is(pad: Path) -> None:
    assert pad.read_text(encoding="utf-8").startswith("-- één rij")


@pytest.mark.parametrize("pad", QUERIES, ids=lambda p: p.stem)
def test_a_screen_reads_only_what_is_published(pad: Path) -> None:
    gelezen = TABEL.findall(pad.read_text(encoding="utf-8"))
    assert gelezen
    assert {tabel for laag, tabel in gelezen if laag == "staging"} <= VAN_STAGING


def test_only_screens_import_streamlit() -> None:
    wortel = Path(__file__).parents[2]
    zonder = [*wortel.glob("etl/**/*.py"), *wortel.glob("dashboard/charts/*.py")]
    assert [pad.name for pad in zonder if re.search(r"^\s*(import|from) streamlit", pad.read_text(encoding="utf-8"), re.MULTILINE)] == []
