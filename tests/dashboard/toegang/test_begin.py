"""Without sign-in the dashboard serves this machine only."""

import pytest

from dashboard.toegang.begin import refusal


@pytest.mark.parametrize("adres", ["localhost", "127.0.0.1", "127.8.8.8", "::1"])
def test_it_starts_for_this_machine_only(adres: str) -> None:
    assert refusal(adres, None, {}) is None


@pytest.mark.parametrize("adres", ["0.0.0.0", "::", "192.168.1.4", "spiegel.stad.nl", "", None])  # noqa: S104
def test_it_refuses_another_address_until_sign_in_is_set_up_or_openness_is_chosen(adres: str | None) -> None:
    waar = adres or "alle adressen van deze machine"
    assert refusal(adres, None, {"KETENSPIEGEL_OPEN": "nee"}) == (
        f"Het dashboard begint niet: zonder inloggen zou iedereen die “{waar}” bereikt, alles kunnen lezen. "
        "Stel inloggen in (docs/veiligheid.md), of gebruik --server.address localhost. "
        "Is alles wat erin staat openbaar? Zet dan KETENSPIEGEL_OPEN=ja."
    )
    assert refusal(adres, {"client_id": "ks"}, {}) is None
    assert refusal(adres, None, {"KETENSPIEGEL_OPEN": "ja"}) is None
