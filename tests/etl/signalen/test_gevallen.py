"""Every rule against its case table: what must ask, what must not, and what has too few observations."""

from pathlib import Path

import pytest

from etl.signalen import REGELS
from tests.etl.signalen.gevallen import HIER, VERWACHT, as_word, build_cases, expand, outcome, read_cases

# The build that holds every case is made by one worker.
NAMEN = sorted(pad.stem for pad in REGELS.glob("*.toml"))


@pytest.fixture(scope="module")
def bouw(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The cases of all rules in one build: every rule meets the cases of every other, each in a keten of its own."""
    return build_cases([geval for regel in NAMEN for geval in read_cases(regel)], tmp_path_factory.mktemp("gevallen"))


def test_a_series_is_written_out() -> None:
    assert expand("2x(1 2x3) - 9,5") == ["1", "3", "3", "1", "3", "3", "-", "9,5"]


@pytest.mark.parametrize("regel", NAMEN)
def test_a_rule_has_cases_of_every_kind(regel: str) -> None:
    assert (HIER / f"{regel}.csv").exists(), f"{regel} heeft nog geen tabel met gevallen"
    assert {geval.cellen["verwacht"] for geval in read_cases(regel)} == set(VERWACHT)


@pytest.mark.parametrize("regel", NAMEN)
def test_a_rule_does_what_its_cases_say(regel: str, bouw: Path) -> None:
    gevallen = read_cases(regel)
    gevraagd = outcome(bouw, regel)
    gekregen = {g.cellen["geval"]: as_word(gevraagd.get(g.keten, [])) for g in gevallen}
    assert gekregen == {g.cellen["geval"]: g.cellen["verwacht"] for g in gevallen}
    for geval in gevallen:
        if "vraag" in geval.cellen:
            assert [tekst for _, tekst in gevraagd[geval.keten]] == [geval.cellen["vraag"]]
