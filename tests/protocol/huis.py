"""A dashboard with sign-in set up, in a process of its own, and the cookies of whoever a test needs."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.protocol.sessie import signed_cookie

WORTEL = Path(__file__).parents[2]
GEHEIM, KLANTGEHEIM = "k" * 40, "c" * 30


@dataclass
class Huis:
    """A running dashboard: its address, its magazijn, its process, and the file with what it said."""

    adres: str
    magazijn: Path
    proces: subprocess.Popen[bytes]
    logboek: Path

    def koekje(self, sub: str, **persoon: object) -> str:
        """The cookie of somebody who signed in here."""
        return signed_cookie(GEHEIM, self.adres, sub=sub, **persoon)

    def haal(self, pad: str, koekje: str | None = None) -> tuple[int, bytes]:
        """GET an address: status and content."""
        verzoek = urllib.request.Request(self.adres + pad, headers={"Cookie": f"_streamlit_user={koekje}"} if koekje else {})
        try:
            with urllib.request.urlopen(verzoek, timeout=20) as antwoord:
                return int(antwoord.status), antwoord.read()
        except urllib.error.HTTPError as fout:
            return fout.code, fout.read()

    def rss(self) -> float:
        """What the server and the processes beside it hold in memory now, in MB; what they share counts for each."""
        eigen = str(self.proces.pid)
        statussen = [_status(pad) for pad in Path("/proc").glob("[0-9]*/status")]
        van_ons = [s for s in statussen if eigen in (s.get("Pid"), s.get("PPid"))]
        return sum(int(s.get("VmRSS", "0 kB").split()[0]) / 1024 for s in van_ons)

    @property
    def leeft(self) -> bool:
        """Whether the server still answers."""
        return self.proces.poll() is None and self.haal("/_stcore/health")[0] == 200


@contextmanager
def open_huis(map_: Path, magazijn: Path, rollen: Sequence[tuple[str, str, str, str]], poort: int | None = None) -> Iterator[Huis]:
    """Serve a magazijn with sign-in; `rollen`: who (sub), rol, keten, partij."""
    poort = poort or free_port()
    adres = f"http://localhost:{poort}"
    regels = [f'[[rol]]\npersoon = "{s}"\nrol = "{r}"\nketen = "{k}"\npartij = "{p}"' for s, r, k, p in rollen]
    (magazijn / "toegang.toml").write_text("\n".join(regels), encoding="utf-8")
    (map_ / "geheim.toml").write_text(
        f'[auth]\nredirect_uri = "{adres}/oauth2callback"\ncookie_secret = "{GEHEIM}"\nclient_id = "ks"\nclient_secret = "{KLANTGEHEIM}"\n'
        'server_metadata_url = "http://localhost:9/.well-known/openid-configuration"\n',
        encoding="utf-8",
    )
    opdracht = [sys.executable, "-m", "streamlit", "run", "dashboard/app.py", "--server.port", str(poort)]
    opdracht += ["--secrets.files", str(map_ / "geheim.toml")]
    omgeving = {naam: waarde for naam, waarde in os.environ.items() if not naam.startswith("KETENSPIEGEL_")}
    omgeving["KETENSPIEGEL_MAGAZIJN"] = str(magazijn)
    logboek = map_ / "server.log"
    with logboek.open("wb") as uit, subprocess.Popen(opdracht, cwd=WORTEL, env=omgeving, stdout=uit, stderr=uit) as proces:
        huis = Huis(adres, magazijn, proces, logboek)
        try:
            _await(huis)
            yield huis
        finally:
            proces.terminate()


def _status(pad: Path) -> dict[str, str]:
    try:
        regels = pad.read_text(encoding="utf-8").splitlines()
    except OSError:  # it just ended
        return {}
    return {naam: waarde.strip() for naam, _, waarde in (regel.partition(":") for regel in regels)}


def free_port() -> int:
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return int(s.getsockname()[1])


def _await(huis: Huis) -> None:
    for _ in range(240):
        try:
            urllib.request.urlopen(f"{huis.adres}/_stcore/health", timeout=2).close()
            return
        except OSError:
            time.sleep(0.25)
    raise AssertionError(f"De server antwoordt niet:\n{huis.logboek.read_text(encoding='utf-8')}")
