"""A register beside the small magazijn of the screens, and a mail server on this machine that keeps what it gets."""

import asyncio
import shutil
import socket
import ssl
import subprocess
from collections.abc import Callable, Iterator
from datetime import date
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any, cast

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword

from dashboard.dossier.register import Register, Wie
from dashboard.dossier.verbinding import address, open_engine

REGISSEUR = Wie("regisseur", "Gemeente")
VANDAAG = date(2026, 11, 24)
GEHEIM = "s3cr/et@w:rd"
Rij = dict[str, Any]


@pytest.fixture
def register(magazijn: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Register]:
    """The register in the magazijn, without what was delivered: a test adds what it needs."""
    monkeypatch.delenv("KETENSPIEGEL_DOSSIER", raising=False)
    shutil.rmtree(magazijn / "dossier")
    engine = open_engine(address(magazijn))
    yield Register(engine)
    engine.dispose()


@pytest.fixture
def bouw(magazijn: Path) -> Path:
    """The build in the magazijn."""
    [pad] = magazijn.glob("**/*.duckdb")
    return pad


@pytest.fixture
def gepland(register: Register) -> Rij:
    velden = {"naam": "Bestuurlijk overleg", "datum": "2027-01-14", "soort": "bestuurlijk", "stand": "voorbereiding"}
    return register.add("overleg", "opvang", velden | {"voorzitter": "De heer Jansen", "deelnemers": "Mevrouw De Vries"}, REGISSEUR)


class Postbus:
    """Keeps what comes in; `weiger` says which command it refuses, and with what."""

    def __init__(self) -> None:
        self.brieven: list[tuple[str, list[str], EmailMessage]] = []
        self.weiger: dict[str, str] = {}
        self.poort = 0

    async def handle_MAIL(self, _server: Any, _session: Any, envelope: Any, adres: str, _opties: list[str]) -> str:  # noqa: N802
        envelope.mail_from = adres
        return self.weiger.get("MAIL", "250 OK")

    async def handle_RCPT(self, _server: Any, _session: Any, envelope: Any, adres: str, _opties: list[str]) -> str:  # noqa: N802
        if adres.startswith("weg@"):
            return "550 5.1.1 no such user here"
        envelope.rcpt_tos.append(adres)
        return "250 OK"

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802
        if "DATA" in self.weiger:
            return self.weiger["DATA"]
        self.brieven.append((envelope.mail_from, envelope.rcpt_tos, message_from_bytes(envelope.content, policy=policy.default)))
        return "250 OK"


class Postkantoor(Controller):
    """A mail server that hangs up on everyone before it closes: nothing is left half open."""

    def __init__(self, *args: Any, **opties: Any) -> None:
        super().__init__(*args, **opties)
        self._lijnen: list[SMTP] = []

    def factory(self) -> SMTP:
        self._lijnen.append(cast(SMTP, super().factory()))  # type: ignore[no-untyped-call]
        return self._lijnen[-1]

    def stop(self, no_assert: bool = False) -> None:
        asyncio.run_coroutine_threadsafe(self._hang_up(), self.loop).result()
        super().stop(no_assert=no_assert)

    async def _hang_up(self) -> None:
        for lijn in self._lijnen:
            if isinstance(lijn.transport, asyncio.WriteTransport):
                lijn.transport.abort()
        await asyncio.sleep(0.05)


Openen = Callable[..., Postbus]


@pytest.fixture
def postbus() -> Iterator[Openen]:
    """Start a mail server: postbus() plain, postbus(tls_context=...) with STARTTLS, postbus(ssl_context=...) with TLS at once."""
    servers: list[Postkantoor] = []

    def open_(**opties: Any) -> Postbus:
        bus = Postbus()
        bus.poort = free_port()
        servers.append(Postkantoor(bus, hostname="127.0.0.1", port=bus.poort, **opties))
        servers[-1].start()
        return bus

    yield open_
    for server in servers:
        server.stop()


def free_port() -> int:
    """A port on which nobody listens."""
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return int(s.getsockname()[1])


def only_with_password(_server: Any, _session: Any, _envelope: Any, _mechanisme: str, gegeven: LoginPassword) -> AuthResult:
    """Lets in who knows the password."""
    return AuthResult(success=(gegeven.login, gegeven.password) == (b"spiegel", GEHEIM.encode()), handled=False)


@pytest.fixture(scope="session")
def certificaat(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A fresh certificate of this machine, with its key in the same file."""
    map_ = tmp_path_factory.mktemp("certificaat")
    opdracht = "openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost -keyout sleutel.pem -out certificaat.pem".split()
    subprocess.run([*opdracht, "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1"], check=True, cwd=map_, capture_output=True)
    samen = map_ / "samen.pem"
    samen.write_bytes((map_ / "sleutel.pem").read_bytes() + (map_ / "certificaat.pem").read_bytes())
    return samen


@pytest.fixture
def veilig(certificaat: Path) -> ssl.SSLContext:
    """What a mail server with that certificate works with."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificaat)
    return context
