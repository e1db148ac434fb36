"""Every rule against its case table: what must ask, what must not, and what has too few observations."""

from pathlib import Path

import pytest

from etl.signalen import REGELS
from tests.etl.signalen.gevallen import HIER, VERWACHT, as_word, expand, outcome, read_cases

NAMEN = sorted(pad.stem for pad in REGELS.glob("*.toml"))


def test_a_series_is_written_out() -> None:
    assert expand("2x(1 2x3) - 9,5") == ["1", "3", "3", "1", "3", "3", "-", "9,5"]


@pytest.mark.parametrize("regel", NAMEN)
def test_a_rule_has_cases_of_every_kind(regel: str) -> None:
    assert (HIER / f"{regel}.csv").exists(), f"{regel} heeft nog geen tabel met gevallen"
    assert {geval.cellen["verwacht"] for geval in read_cases(regel)} == set(VERWACHT)


@pytest.mark.parametrize("regel", NAMEN)
def test_a_rule_does_what_its_cases_say(regel: str, tmp_path: Path) -> None:
    gevallen = read_cases(regel)
    gevraagd = outcome(gevallen, tmp_path, regel)
    gekregen = {g.cellen["geval"]: as_word(gevraagd.get(g.keten, [])) for g in gevallen}
    assert gekregen == {g.cellen["geval"]: g.cellen["verwacht"] for g in gevallen}
    for geval in gevallen:
        if "vraag" in geval.cellen:
            assert [tekst for _, tekst in gevraagd[geval.keten]] == [geval.cellen["vraag"]]
