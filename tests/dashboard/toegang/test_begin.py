"""Without sign-in the dashboard serves this machine only, and practice never anything else; what was closed stays closed."""

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from streamlit import config

from dashboard import server
from dashboard.toegang import bezoeker
from dashboard.toegang.begin import check_start, refusal
from dashboard.toegang.rollen import ToegangFout
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
    (tmp_path / "anders.toml").write_text('[mail]\nserver = "x"\n', encoding="utf-8")
    opdracht += ["--server.port", str(free_port()), "--secrets.files", str(tmp_path / "anders.toml")]
    omgeving = {naam: waarde for naam, waarde in os.environ.items() if not naam.startswith(("KETENSPIEGEL_", "STREAMLIT_"))}
    omgeving |= {"KETENSPIEGEL_MAGAZIJN": str(tmp_path), "KETENSPIEGEL_OEFENEN": "ja", "KETENSPIEGEL_OPEN": "ja", "PYTHONUTF8": "1"}
    einde = subprocess.run(opdracht, cwd=WORTEL, env=omgeving, capture_output=True, check=False, timeout=60)
    assert einde.returncode == 1
    assert einde.stderr.decode("utf-8").splitlines()[-1] == OEFENT.format("0.0.0.0")  # noqa: S104


# Once closed, closed: what is wrong with the file of the settings opens no door


@pytest.fixture
def bestand(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The only file in which Streamlit looks for its settings; it is not there yet."""
    pad = tmp_path / "secrets.toml"
    monkeypatch.setattr(bezoeker, "_ingesteld", [])
    get_option = config.get_option
    monkeypatch.setattr(config, "get_option", lambda naam: [str(pad)] if naam == "secrets.files" else get_option(naam))
    st.secrets._reset()
    yield pad
    st.secrets._reset()


def settings_of(pad: Path, inhoud: str | bytes) -> Mapping[str, Any] | None:
    """What the server makes of its settings after this was written in the file."""
    pad.write_bytes(inhoud.encode() if isinstance(inhoud, str) else inhoud)
    st.secrets._reset()
    return bezoeker.sign_in_settings()


GOED = '[auth]\nclient_id = "ks"\n'
KAPOT = ['[auth]\nclient_id = "ks\n', "[auth", b"\xff\xfe[auth]", "[auth]\nclient_id = ks\n"]


@pytest.mark.parametrize("inhoud", KAPOT)
def test_settings_that_cannot_be_read_keep_the_dashboard_closed(bestand: Path, inhoud: str | bytes) -> None:
    with pytest.raises(ToegangFout) as fout:
        settings_of(bestand, inhoud)
    assert str(fout.value) == (
        "De instellingen voor inloggen zijn niet te lezen. Daarom blijft het dashboard dicht. "
        "Kijk of het bestand met [auth] er is, of het dashboard er bij mag, en of elke regel klopt. Begin daarna opnieuw."
    )
    assert not server.has_role({})
    assert server.refusal({"type": "http", "path": "/media/x.csv", "headers": []}) is not None
    with pytest.raises(SystemExit, match=r"^Het dashboard begint niet\. De instellingen voor inloggen zijn niet te lezen\."):
        check_start()


@pytest.mark.parametrize("inhoud", [*KAPOT, "", "[mail]\nserver = 'x'\n", None])
def test_what_happens_to_the_file_while_the_server_runs_opens_nothing(bestand: Path, inhoud: str | bytes | None) -> None:
    assert settings_of(bestand, GOED) == {"client_id": "ks"}
    if inhoud is None:
        bestand.unlink()
        st.secrets._reset()
        assert bezoeker.sign_in_settings() == {"client_id": "ks"}
    else:
        assert settings_of(bestand, inhoud) == {"client_id": "ks"}
    assert not server.has_role({})
    assert bezoeker.find(bezoeker.sign_in_settings(), {}, {}).stand == "buiten"


def test_a_named_file_that_is_not_there_is_no_permission_either(bestand: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert bezoeker.sign_in_settings() is None
    monkeypatch.setattr(config, "is_manually_set", lambda naam: naam == "secrets.files")
    with pytest.raises(ToegangFout):
        bezoeker.sign_in_settings()


def test_settings_that_come_while_the_server_runs_close_it(bestand: Path) -> None:
    assert bezoeker.sign_in_settings() is None
    assert settings_of(bestand, GOED) == {"client_id": "ks"}


def test_a_server_with_a_mistake_in_its_settings_does_not_start(tmp_path: Path) -> None:
    (tmp_path / "geheim.toml").write_text('[auth]\nclient_id = "ks\n', encoding="utf-8")
    opdracht = [sys.executable, "-m", "streamlit", "run", "dashboard/app.py", "--server.port", "0", "--secrets.files"]
    gedaan = subprocess.run(
        [*opdracht, str(tmp_path / "geheim.toml")], cwd=WORTEL, capture_output=True, text=True, timeout=120, check=False
    )
    assert gedaan.returncode != 0
    assert "Het dashboard begint niet. De instellingen voor inloggen zijn niet te lezen." in gedaan.stdout + gedaan.stderr
