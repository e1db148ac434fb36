"""The units name what exists and may do no more than they need. Add here what every unit must have."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from streamlit import config

from etl.cli import etl
from tests.uitrol.hulp import HUIDIG, SERVICES, TIMERS, UITROL, WORTEL, read_unit

NAAM = [pad.name for pad in SERVICES]
BEPERKT = {
    "NoNewPrivileges": "yes", "CapabilityBoundingSet": "", "ProtectSystem": "strict", "ProtectHome": "yes", "PrivateTmp": "yes",
    "PrivateDevices": "yes", "PrivateUsers": "yes", "ProtectClock": "yes", "ProtectControlGroups": "yes", "ProtectHostname": "yes",
    "ProtectKernelLogs": "yes", "ProtectKernelModules": "yes", "ProtectKernelTunables": "yes", "ProtectProc": "invisible",
    "RestrictNamespaces": "yes", "RestrictRealtime": "yes", "RestrictSUIDSGID": "yes", "LockPersonality": "yes",
    "SystemCallArchitectures": "native", "RestrictAddressFamilies": "AF_UNIX AF_INET AF_INET6",
}  # fmt: skip
SCHRIJFT = {
    "ketenspiegel.service": "/var/lib/ketenspiegel",
    "ketenspiegel-bouw.service": "/var/lib/ketenspiegel",
    "ketenspiegel-laden.service": "/var/lib/ketenspiegel",
    "ketenspiegel-oefening.service": "/var/lib/ketenspiegel",
    "ketenspiegel-reservekopie.service": "/var/lib/ketenspiegel /var/backups/ketenspiegel",
}


def test_there_is_a_dashboard_and_four_tasks_each_with_its_clock() -> None:
    assert sorted(SCHRIJFT) == NAAM
    assert [pad.stem for pad in TIMERS] == [pad.stem for pad in SERVICES if pad.stem != "ketenspiegel"]


@pytest.mark.parametrize("pad", SERVICES, ids=NAAM)
def test_each_runs_as_its_own_user_and_may_write_only_where_it_must(pad: Path) -> None:
    dienst = read_unit(pad)["Service"]
    assert (dienst["User"], dienst["Group"]) == (["ketenspiegel"], ["ketenspiegel"])
    assert {naam: dienst[naam] for naam in BEPERKT} == {naam: [waarde] for naam, waarde in BEPERKT.items()}
    assert dienst["SystemCallFilter"] == ["@system-service", "~@privileged @resources"]
    assert dienst["ReadWritePaths"] == [SCHRIJFT[pad.name]]
    assert dienst["UMask"][0] in {"0027", "0077"}


@pytest.mark.parametrize("pad", SERVICES, ids=NAAM)
def test_each_starts_something_that_exists(pad: Path) -> None:
    dienst = read_unit(pad)["Service"]
    assert dienst["WorkingDirectory"] == [HUIDIG.rstrip("/")]
    assert dienst["EnvironmentFile"] == ["/etc/ketenspiegel/omgeving"]
    [opdracht] = dienst["ExecStart"]
    programma, *woorden = opdracht.split()
    assert programma.startswith(HUIDIG)
    if programma == f"{HUIDIG}.venv/bin/python":
        assert woorden[0] == "-m"
        assert woorden[1] == "streamlit" or (woorden[1] == "etl" and woorden[2] in etl.commands and woorden[3:] == [])
    else:
        script = WORTEL / programma.removeprefix(HUIDIG)
        assert (script.stat().st_mode & 0o111, woorden) == (0o111, [])


def test_the_dashboard_listens_on_this_machine_only_and_not_without_sign_in() -> None:
    unit = read_unit(UITROL / "systemd" / "ketenspiegel.service")
    opdracht = unit["Service"]["ExecStart"][0].split()[1:]
    assert opdracht[:4] == ["-m", "streamlit", "run", "dashboard/app.py"]
    assert (WORTEL / opdracht[3]).exists()
    opties = dict(zip(opdracht[4::2], opdracht[5::2], strict=True))
    assert opties == {
        "--server.address": "127.0.0.1", "--server.port": "8501", "--secrets.files": "/etc/ketenspiegel/secrets.toml",
    }  # fmt: skip
    assert all(optie.removeprefix("--") in config.get_config_options() for optie in opties)
    assert unit["Unit"]["AssertPathExists"] == ["/etc/ketenspiegel/secrets.toml", "/etc/ketenspiegel/toegang.toml"]
    assert unit["Service"]["ExecStartPre"] == [r"/usr/bin/grep -q ^\\[auth\\] /etc/ketenspiegel/secrets.toml"]


@pytest.mark.parametrize(("inhoud", "begint"), [('[auth]\nclient_id = "x"\n', True), ("# [auth]\n", False), ("", False)])
def test_a_file_without_the_part_auth_does_not_let_it_start(inhoud: str, begint: bool, tmp_path: Path) -> None:
    (tmp_path / "secrets.toml").write_text(inhoud, encoding="utf-8")
    [vooraf] = read_unit(UITROL / "systemd" / "ketenspiegel.service")["Service"]["ExecStartPre"]
    opdracht = vooraf.replace("\\\\", "\\").replace("/etc/ketenspiegel/", f"{tmp_path}/").split()  # systemd halves a backslash
    assert (subprocess.run(opdracht, check=False).returncode == 0) is begint


@pytest.mark.parametrize("pad", TIMERS, ids=[pad.name for pad in TIMERS])
def test_each_clock_says_when_and_is_switched_on_at_start(pad: Path) -> None:
    klok = read_unit(pad)
    [wanneer] = klok["Timer"]["OnCalendar"]
    assert re.fullmatch(r"\*:0/\d+|(Sun )?\*-\*-\* \d\d:\d\d:00 Europe/Amsterdam", wanneer)
    assert wanneer.startswith("*:0/") or klok["Timer"]["Persistent"] == ["true"]  # a server that was off does it later
    assert klok["Install"]["WantedBy"] == ["timers.target"]


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd-analyze is not on this machine")
def test_systemd_understands_when() -> None:
    momenten = [read_unit(pad)["Timer"]["OnCalendar"][0] for pad in TIMERS]
    uit = subprocess.run(["systemd-analyze", "calendar", *momenten], capture_output=True, text=True, check=False)
    assert (uit.returncode, uit.stderr) == (0, "")
