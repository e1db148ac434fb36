"""Before the server listens: without sign-in it serves this machine only, unless somebody says otherwise in so many words.

Practice, where everybody writes as whom they like, is for this machine only, whatever anybody says.
"""

import ipaddress
import os
from collections.abc import Mapping
from typing import Any

OPEN = "KETENSPIEGEL_OPEN"


def refusal(adres: str | None, instellingen: Mapping[str, Any] | None, omgeving: Mapping[str, str]) -> str | None:
    """Why the dashboard may not start at this address; None when it may."""
    from dashboard.toegang.bezoeker import OEFENEN

    if instellingen is not None or _is_loopback(adres):
        return None
    waar = adres or "alle adressen van deze machine"
    if omgeving.get(OEFENEN) == "ja":
        return (
            f"Het dashboard begint niet: u oefent, en dan zou iedereen die “{waar}” bereikt, alles kunnen lezen en wijzigen. "
            "Oefenen kan alleen op de eigen machine: gebruik --server.address localhost. "
            f"Wilt u dat anderen meekijken? Haal {OEFENEN} dan weg, en stel inloggen in (docs/veiligheid.md)."
        )
    if omgeving.get(OPEN) == "ja":
        return None
    return (
        f"Het dashboard begint niet: zonder inloggen zou iedereen die “{waar}” bereikt, alles kunnen lezen. "
        "Stel inloggen in (docs/veiligheid.md), of gebruik --server.address localhost. "
        f"Is alles wat erin staat openbaar? Zet dan {OPEN}=ja."
    )


def check_start() -> None:
    """End the process with a sentence when it may not start."""
    from streamlit import config

    from dashboard.toegang.bezoeker import sign_in_settings
    from dashboard.toegang.rollen import ToegangFout

    try:
        instellingen = sign_in_settings()
    except ToegangFout as fout:
        raise SystemExit(f"Het dashboard begint niet. {fout}") from None
    if zin := refusal(config.get_option("server.address"), instellingen, os.environ):
        raise SystemExit(zin)


def _is_loopback(adres: str | None) -> bool:
    if adres == "localhost":
        return True
    try:
        return ipaddress.ip_address(adres or "").is_loopback
    except ValueError:
        return False
