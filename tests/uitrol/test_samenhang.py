"""docs/beheer.md, the scripts, the units and the container speak of the same things. Add here what two of them must agree on."""

import json
import re
from pathlib import Path

import pytest

from etl.cli import etl
from tests.uitrol.hulp import HUIDIG, SERVICES, TIMERS, UITROL, WORTEL, read_unit

BEHEER = (WORTEL / "docs" / "beheer.md").read_text(encoding="utf-8")
EIGEN = re.compile(r"/(?:opt|etc|var/lib|var/backups|var/log|usr/local/bin)/[\w./@-]*\w/?")
# What the machine has by itself.
VAN_DEBIAN = {"/var/log/nginx/", "/etc/nginx/sites-available/ketenspiegel", "/etc/nginx/sites-enabled/", "/etc/nginx/sites-enabled/default"}


def everything_in(map_: Path) -> str:
    """The text of all files, with the folders written out."""
    tekst = "\n".join(pad.read_text(encoding="utf-8") for pad in sorted(map_.rglob("*")) if pad.is_file())
    for naam, waarde in re.findall(r"^ {4}(OPT|VAR|ETC|BACKUP)=(\S+)$", tekst, re.MULTILINE):
        tekst = re.sub(rf"\$\{{?{naam}\b\}}?", waarde, tekst)
    return tekst.replace('"', "")


ALLES = everything_in(UITROL)


def test_every_path_in_the_document_is_one_that_the_recipe_makes_or_reads() -> None:
    genoemd = {pad.rstrip("/") for pad in EIGEN.findall(BEHEER)} - {pad.rstrip("/") for pad in VAN_DEBIAN}
    voorbeelden = {pad for pad in genoemd if re.search(r"-\d{8}T|\.van-", pad)}
    assert len(genoemd) > 15
    assert [pad for pad in sorted(genoemd - voorbeelden) if pad not in ALLES and not (WORTEL / pad.removeprefix(HUIDIG)).exists()] == []


def test_every_folder_that_a_unit_may_write_in_is_made_by_installeer_for_its_user() -> None:
    installeer = everything_in(UITROL / "bin")
    for pad in SERVICES:
        for map_ in read_unit(pad)["Service"]["ReadWritePaths"][0].split():
            assert re.search(
                rf"^install -d -m \d+ -o ketenspiegel -g ketenspiegel (.* )?{re.escape(map_)}( |$)", installeer, re.MULTILINE
            ), map_


def test_every_script_and_command_in_the_document_exists() -> None:
    for naam in re.findall(r"uitrol/bin/(\w+)", BEHEER):
        assert (UITROL / "bin" / naam).exists()
    opdrachten = re.findall(r"ketenspiegel etl (\w+)", BEHEER)
    assert {"gezondheid", "herstel", "bouw", "status", "laden"} <= set(opdrachten) <= set(etl.commands)
    assert "`--uit" in BEHEER or "gezondheid --uit" in BEHEER


@pytest.mark.parametrize("pad", TIMERS, ids=[pad.name for pad in TIMERS])
def test_the_document_says_when_each_task_runs(pad: Path) -> None:
    [wanneer] = read_unit(pad)["Timer"]["OnCalendar"]
    tijd = "elke tien minuten" if wanneer == "*:0/10" else wanneer.split()[-2][:5]
    [regel] = [regel for regel in BEHEER.splitlines() if regel.startswith(f"| `{pad.name}` |")]
    assert tijd in regel
    assert ("zondag" in regel) is wanneer.startswith("Sun")


def test_the_scripts_stop_and_start_every_task_there_is() -> None:
    [taken] = re.findall(r"TAKEN=\((.*)\)", (UITROL / "bin" / "gedeeld").read_text(encoding="utf-8"))
    assert sorted(f"ketenspiegel-{taak}.timer" for taak in taken.split()) == [pad.name for pad in TIMERS]


def test_the_document_says_how_many_backups_stay() -> None:
    tekst = (UITROL / "bin" / "reservekopie").read_text(encoding="utf-8")
    assert re.findall(r"KETENSPIEGEL_BEWAAR_(\w+):-(\d+)", tekst) == [("DAGEN", "14"), ("MAANDEN", "12")]
    assert "De nieuwste veertien reservekopieën blijven staan, en daarnaast de laatste van elke maand, twaalf maanden lang." in BEHEER


def test_what_a_visitor_reads_of_the_own_address_is_in_the_nginx_settings_so_often() -> None:
    woorden = {4: "vier", 5: "vijf"}
    aantal = (UITROL / "nginx" / "ketenspiegel.conf").read_text(encoding="utf-8").count("spiegel.gemeente.example")
    assert f"(het staat er {woorden[aantal - 1]} keer)" in BEHEER  # once it stands in the remark on top


CONTAINER = (UITROL / "Containerfile").read_text(encoding="utf-8")


def test_the_container_copies_what_exists() -> None:
    bronnen = [woord for regel in re.findall(r"^COPY (.*)$", CONTAINER, re.MULTILINE) for woord in regel.split()[:-1]]
    assert {"requirements.txt", ".streamlit", "etl", "dashboard"} <= set(bronnen)
    assert [bron for bron in bronnen if not (WORTEL / bron).exists()] == []


def test_the_container_starts_as_the_service_does_as_a_user_without_rights() -> None:
    [dienst] = read_unit(UITROL / "systemd" / "ketenspiegel.service")["Service"]["ExecStart"]
    [opdracht] = re.findall(r"^CMD (\[.*\])$", CONTAINER, re.MULTILINE)
    assert json.loads(opdracht) == dienst.replace("127.0.0.1", "0.0.0.0").split()  # noqa: S104  the proxy stands outside
    assert re.findall(r"^WORKDIR (.*)$", CONTAINER, re.MULTILINE) == [HUIDIG.rstrip("/")]
    assert CONTAINER.index("\nUSER ketenspiegel\n") < CONTAINER.index("\nCMD ")
    assert CONTAINER.startswith("# ")


def test_the_container_and_the_server_have_the_same_settings() -> None:
    omgeving = dict(re.findall(r"^([A-Z_]+)=(\S+)$", (UITROL / "omgeving").read_text(encoding="utf-8"), re.MULTILINE))
    [env] = re.findall(r"^ENV ((?:.*\\\n)*.*)$", CONTAINER, re.MULTILINE)
    assert dict(deel.split("=", 1) for deel in env.replace("\\\n", " ").split()) == omgeving
    assert omgeving["KETENSPIEGEL_MAGAZIJN"] == "/var/lib/ketenspiegel/magazijn"
