"""A build in use that is damaged or gone: the dashboard goes on with the last good one, and says so."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard import server, spiegel, terugval
from dashboard.vensters import close_windows
from etl.magazijn import Magazijn
from tests.dashboard.conftest import APP, html, visit
from tests.etl.hulp import laad, without_questions, write_levering

KETENS = "keten,naam,maatschappelijk_resultaat\nk,{},Beter\n"
BANNER = (
    "<strong>Er is iets mis met de spiegel. </strong>U ziet de laatste die goed is. Nieuwere cijfers kunnen ontbreken. "
    "Vraag uw beheerder de spiegel te herstellen."
)


@pytest.fixture
def bron(leeg_magazijn: Path) -> Magazijn:
    """A magazijn with two builds: in the first the keten is called Eerst, in the second Later."""
    with without_questions():
        for dag, naam in (("2026-01-01", "Eerst"), ("2026-02-01", "Later")):
            laad(leeg_magazijn, write_levering(leeg_magazijn.parent / naam, dag, ketens=KETENS.format(naam)))
    return Magazijn(leeg_magazijn)


def overzicht() -> AppTest:
    return visit(AppTest.from_file(APP, default_timeout=60), "overzicht")


def overwrite(pad: Path) -> None:
    pad.write_bytes(b"\xff" * pad.stat().st_size)


def spoil_all_but_the_head(bron: Magazijn) -> None:
    """It still looks like a database: only who reads meets the damage."""
    pad = bron.builds()[-1]
    inhoud = pad.read_bytes()
    pad.write_bytes(inhoud[:12288] + b"\xff" * (len(inhoud) - 12288))


def remove(bron: Magazijn) -> None:
    bron.builds()[-1].unlink()


def spoil(bron: Magazijn) -> None:
    overwrite(bron.builds()[-1])


def spoil_pointer(bron: Magazijn) -> None:
    bron.aanwijzer.write_text("{", encoding="utf-8")


def test_a_build_that_is_whole_is_shown_without_a_word(bron: Magazijn) -> None:
    at = overzicht()
    assert "Later" in html(at)
    assert BANNER not in html(at)
    assert (spiegel.find_build(), server.health()[0]) == ((bron.builds()[-1], False), 200)


@pytest.mark.parametrize("breek", [remove, spoil, spoil_all_but_the_head])
def test_the_last_good_build_is_served_and_everybody_is_told(bron: Magazijn, breek: Callable[[Magazijn], None]) -> None:
    close_windows()
    breek(bron)
    at = overzicht()
    assert "Eerst" in html(at)
    assert BANNER in html(at)
    status, tekst = server.health()
    assert (status, tekst["status"], tekst["bouw"]) == (503, "beschadigd", bron.builds()[0].name)


def test_a_pointer_that_cannot_be_read_leaves_the_newest_whole_build(bron: Magazijn) -> None:
    spoil_pointer(bron)
    at = overzicht()
    assert "Later" in html(at)
    assert BANNER in html(at)
    assert server.health()[0] == 503


def test_when_it_was_mended_the_newest_is_shown_again_by_itself(bron: Magazijn) -> None:
    with without_questions():
        goed = bron.builds()[-1].read_bytes()
        overwrite(bron.builds()[-1])
        assert "Eerst" in html(overzicht())
        bron.builds()[-1].write_bytes(goed)
        at = overzicht()
    assert "Later" in html(at)
    assert BANNER not in html(at)


def test_what_fewer_people_may_see_now_is_not_brought_back(bron: Magazijn) -> None:
    later = next(m for m in bron.manifests() if m.naam == "Eerst")
    bron.set_status(later, "in_vertrouwen")
    bron.builds()[-1].unlink()
    assert terugval.last_good(bron) is None
    with pytest.raises(spiegel.BeschadigdeSpiegel, match=r"^De spiegel die het laatst is gebouwd, is er niet meer\.$"):
        spiegel.current_build()


def test_nor_at_the_table_what_went_back_to_its_makers(bron: Magazijn) -> None:
    with without_questions():
        pad = write_levering(bron.map.parent / "tafel", "2026-03-01", ketens=KETENS.format("Tafel"))
        begeleiding = json.loads((pad / "levering.json").read_text(encoding="utf-8"))
        (pad / "levering.json").write_text(json.dumps(begeleiding | {"status": "in_vertrouwen"}), encoding="utf-8")
        laad(bron.map, pad)
    vertrouwelijk = bron.builds()[-1]
    assert terugval.last_good(bron) == vertrouwelijk
    bron.set_status(next(m for m in bron.manifests() if m.naam == "tafel"), "concept")
    assert terugval.last_good(bron) == bron.builds()[-2]


def test_without_a_good_build_it_is_said_as_before(bron: Magazijn) -> None:
    for bouw in bron.builds():
        overwrite(bouw)
    at = overzicht()
    assert "De spiegel kan niet worden gelezen" in html(at)
    assert server.health()[0] == 503
