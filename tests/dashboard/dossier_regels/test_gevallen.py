"""Every rule of the dossier against its case table: what must ask, what must not, and what has too few observations."""

from pathlib import Path

import pytest

from dashboard.dossier import vragen
from tests.dashboard.dossier_regels.gevallen import GELEVERD_OP, HIER, fill_register
from tests.etl.signalen.gevallen import VERWACHT, as_word, build_cases, read_cases

NAMEN = sorted(pad.stem for pad in vragen.REGELS.glob("*.toml"))


def test_every_rule_that_was_agreed_is_there() -> None:
    assert NAMEN == [
        "afspraak_onvolledig", "een_perspectief", "escalatie_blijft_liggen", "geen_verhaal", "gesprek_zonder_gevolg",
        "kopie_duiding", "nooit_besproken", "ritme_stokt", "stem_ontbreekt", "zelfde_knelpunt",
    ]  # fmt: skip


@pytest.mark.parametrize("regel", NAMEN)
def test_a_rule_does_what_its_cases_say(regel: str, tmp_path: Path) -> None:
    gevallen = read_cases(regel, HIER)
    assert {geval.cellen["verwacht"] for geval in gevallen} == set(VERWACHT)
    verwacht = {g.cellen["geval"]: g.cellen["verwacht"] for g in gevallen}
    gevraagd: dict[str, list[tuple[str, str]]] = {}
    for rij in vragen.ask(build_cases(gevallen, tmp_path, GELEVERD_OP), fill_register(gevallen, tmp_path / "d.sqlite"))["alles"]:
        if rij["regel"] == regel:
            gevraagd.setdefault(rij["keten"], []).append((rij["status"], rij["vraag"]))
    assert {g.cellen["geval"]: as_word(gevraagd.get(g.keten, [])) for g in gevallen} == verwacht
    for geval in gevallen:
        if "vraag" in geval.cellen:
            assert [tekst for _, tekst in gevraagd[geval.keten]] == [geval.cellen["vraag"]]
