"""The contract is a standard Table Schema: others can check with it, and we are never milder than they are."""

import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from etl.contract import MAP, contract
from etl.keuring import check_leveringen
from etl.magazijn import Magazijn
from tests.etl.hulp import FOUT, GOED, copy_good

CASUS = Path(__file__).parents[2] / "data" / "casus-amsterdam"
GEVALLEN = sorted(map_ for map_ in FOUT.iterdir() if map_.is_dir())


def is_accepted(pad: Path) -> bool:
    """What frictionless says of a csv under our Table Schema."""
    from frictionless import Resource, Schema, system

    with system.use_context(trusted=True):
        schema = Schema.from_descriptor(str(MAP / f"{pad.stem}.json"))
        return bool(Resource(path=str(pad), schema=schema).validate().valid)


@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::ResourceWarning")
@pytest.mark.parametrize("pad", sorted(CASUS.glob("*/*.csv")), ids=lambda p: f"{p.parent.name}-{p.stem}")
def test_frictionless_accepts_the_real_leveringen(pad: Path) -> None:
    assert is_accepted(pad)


@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::ResourceWarning")
@pytest.mark.parametrize("geval", GEVALLEN, ids=lambda g: g.name)
def test_what_frictionless_rejects_we_reject(geval: Path) -> None:
    verwacht = (geval / "verwacht.txt").read_text(encoding="utf-8")
    for pad in geval.glob("*.csv"):
        if pad.stem in contract() and not is_accepted(pad):
            assert f"fout | {pad.name}" in verwacht


@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::ResourceWarning")
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    tabel=st.sampled_from(sorted(p.stem for p in GOED.glob("*.csv"))),
    plek=st.floats(0, 1, exclude_max=True),
    teken=st.sampled_from([",", '"', "\n", " ", "x", "ja", "", ";", "-", "9", "é"]),
    lengte=st.integers(0, 3),
)
def test_what_frictionless_rejects_of_a_corrupted_file_we_reject(
    tabel: str, plek: float, teken: str, lengte: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    map_ = tmp_path_factory.mktemp("bederf")
    levering = copy_good(map_ / "levering")
    pad = levering / f"{tabel}.csv"
    tekst = pad.read_text(encoding="utf-8")
    begin = int(plek * len(tekst))
    pad.write_text(tekst[:begin] + teken + tekst[begin + lengte :], encoding="utf-8")
    if not is_accepted(pad):
        afkeuringen = check_leveringen([levering], Magazijn(map_ / "magazijn")).afkeuringen
        assert any(a.ernst == "fout" and a.bestand == pad.name for a in afkeuringen)
    shutil.rmtree(map_)
