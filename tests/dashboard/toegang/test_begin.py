"""Without sign-in the dashboard serves this machine only, and practice never anything else."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from dashboard.toegang.begin import refusal
from tests.protocol.huis import WORTEL, free_port

ELDERS = ["0.0.0.0", "::", "192.168.1.4", "spiegel.stad.nl", "", None]  # noqa: S104
OEFENT = (
    "Het dashboard begint niet: u oefent, en dan zou iedereen die “{}” bereikt, alles kunnen lezen en wijzigen. "
    "Oefenen kan alleen op de eigen machine: gebruik --server.address localhost. "
    "Wilt u dat anderen meekijken? Haal KETENSPIEGEL_OEFENEN dan weg, en stel inloggen in (docs/veiligheid.md)."
)


@pytest.mark.parametrize("adres", ["localhost", "127.0.0.1", "127.8.8.8", "::1"])
def test_it_starts_for_this_machine_only(adres: str) -> None:
    for omgeving in ({}, {"KETENSPIEGEL_OEFENEN": "ja"}, {"KETENSPIEGEL_OEFENEN": "ja", "KETENSPIEGEL_OPEN": "ja"}):
        assert refusal(adres, None, omgeving) is None


@pytest.mark.parametrize("adres", ELDERS)
def test_it_refuses_another_address_until_sign_in_is_set_up_or_openness_is_chosen(adres: str | None) -> None:
    waar = adres or "alle adressen van deze machine"
    assert refusal(adres, None, {"KETENSPIEGEL_OPEN": "nee"}) == (
        f"Het dashboard begint niet: zonder inloggen zou iedereen die “{waar}” bereikt, alles kunnen lezen. "
        "Stel inloggen in (docs/veiligheid.md), of gebruik --server.address localhost. "
        "Is alles wat erin staat openbaar? Zet dan KETENSPIEGEL_OPEN=ja."
    )
    assert refusal(adres, {"client_id": "ks"}, {}) is None
    assert refusal(adres, None, {"KETENSPIEGEL_OPEN": "ja"}) is None


@pytest.mark.parametrize("adres", ELDERS)
@pytest.mark.parametrize("toestemming", [{}, {"KETENSPIEGEL_OPEN": "ja"}])
def test_practice_is_for_this_machine_only_whatever_is_permitted(adres: str | None, toestemming: dict[str, str]) -> None:
    oefenen = {"KETENSPIEGEL_OEFENEN": "ja"} | toestemming
    assert refusal(adres, None, oefenen) == OEFENT.format(adres or "alle adressen van deze machine")
    assert refusal(adres, {"client_id": "ks"}, oefenen) is None  # there it does nothing
    assert (refusal(adres, None, oefenen | {"KETENSPIEGEL_OEFENEN": "nee"}) is None) is bool(toestemming)


def test_a_server_that_would_let_everyone_practise_from_elsewhere_ends_with_that_sentence(tmp_path: Path) -> None:
    opdracht = [sys.executable, "-m", "streamlit", "run", "dashboard/app.py", "--server.address", "0.0.0.0"]  # noqa: S104
    opdracht += ["--server.port", str(free_port()), "--secrets.files", str(tmp_path / "geen.toml")]
    omgeving = {naam: waarde for naam, waarde in os.environ.items() if not naam.startswith(("KETENSPIEGEL_", "STREAMLIT_"))}
    omgeving |= {"KETENSPIEGEL_MAGAZIJN": str(tmp_path), "KETENSPIEGEL_OEFENEN": "ja", "KETENSPIEGEL_OPEN": "ja", "PYTHONUTF8": "1"}
    einde = subprocess.run(opdracht, cwd=WORTEL, env=omgeving, capture_output=True, check=False, timeout=60)
    assert einde.returncode == 1
    assert einde.stderr.decode("utf-8").splitlines()[-1] == OEFENT.format("0.0.0.0")  # noqa: S104
