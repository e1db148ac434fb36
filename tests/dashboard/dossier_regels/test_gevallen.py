"""Every rule of the dossier against its case table: what must ask, what must not, and what has too few observations."""

from typing import Any

import pytest

from dashboard.dossier import vragen
from tests.dashboard.dossier_regels.gevallen import GELEVERD_OP, HIER, fill_register
from tests.etl.signalen.gevallen import VERWACHT, as_word, build_cases, read_cases

# The build that holds every case is made by one worker.
NAMEN = sorted(pad.stem for pad in vragen.REGELS.glob("*.toml"))


def test_every_rule_that_was_agreed_is_there() -> None:
    assert NAMEN == [
        "afspraak_onvolledig", "een_perspectief", "escalatie_blijft_liggen", "geen_verhaal", "gesprek_zonder_gevolg",
        "kopie_duiding", "nooit_besproken", "ritme_stokt", "stem_ontbreekt", "zelfde_knelpunt",
    ]  # fmt: skip


@pytest.fixture(scope="module")
def gevraagd(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    """What is asked of the cases of all rules in one build and one register, each in a keten of its own."""
    map_ = tmp_path_factory.mktemp("gevallen")
    gevallen = [geval for regel in NAMEN for geval in read_cases(regel, HIER)]
    return list(vragen.ask(build_cases(gevallen, map_, GELEVERD_OP), fill_register(gevallen, map_ / "d.sqlite"))["alles"])


@pytest.mark.parametrize("regel", NAMEN)
def test_a_rule_does_what_its_cases_say(regel: str, gevraagd: list[dict[str, Any]]) -> None:
    gevallen = read_cases(regel, HIER)
    assert {geval.cellen["verwacht"] for geval in gevallen} == set(VERWACHT)
    verwacht = {g.cellen["geval"]: g.cellen["verwacht"] for g in gevallen}
    gekregen: dict[str, list[tuple[str, str]]] = {}
    for rij in gevraagd:
        if rij["regel"] == regel:
            gekregen.setdefault(rij["keten"], []).append((rij["status"], rij["vraag"]))
    assert {g.cellen["geval"]: as_word(gekregen.get(g.keten, [])) for g in gevallen} == verwacht
    for geval in gevallen:
        if "vraag" in geval.cellen:
            assert [tekst for _, tekst in gekregen[geval.keten]] == [geval.cellen["vraag"]]
