"""What the web server adds to Streamlit: a Dutch page shell, security headers, and GET /gezond."""

import base64
import hashlib
import json
import logging
import os
import re
import secrets
from collections.abc import Mapping, MutableMapping
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st
from google.protobuf.message import DecodeError
from starlette.middleware import Middleware
from starlette.requests import HTTPConnection, Request
from starlette.responses import JSONResponse, PlainTextResponse
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.auth_util import get_cookie_with_chunks
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.runtime import get_instance
from streamlit.web.server.server_util import get_cookie_secret
from streamlit.web.server.starlette.starlette_app_utils import decode_signed_value
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME

from dashboard.toegang.rollen import ToegangFout

log = logging.getLogger("ketenspiegel")

INDEX = Path(st.__file__).parent / "static" / "index.html"
SHELL = """<title>Ketenspiegel</title>
    <meta name="description" content="Een spiegel voor ketens: prestatiemeting die betekenis houdt" />
    <link rel="stylesheet" href="./app/static/stijl.css" />"""
NOSCRIPT = "<noscript><p>Ketenspiegel heeft JavaScript nodig. Zet JavaScript aan in uw browser.</p></noscript>"
MELDEN = "https://github.com/ketenspiegel/ketenspiegel/security/advisories/new"
HSTS = {"strict-transport-security": "max-age=31536000; includeSubDomains"}
# Files that a screen offers, and files that somebody sends in: only for who has a role, not for whoever holds the link.
MET_ROL = ("/media/", "/_stcore/upload_file")
NOOIT = ("/_stcore/metrics", "/_stcore/agent", "/_stcore/mcp")
# What a page needs to say to the server. The rest is for who develops: it empties what is kept for everyone, or tells about the machine.
BERICHTEN = frozenset({"rerun_script", "stop_script", "app_heartbeat", "file_urls_request", "backend_operation_request"})
BESTAND = re.compile(rb"/media/([\w.-]+)")
MEESTE_BESTANDEN = 10_000  # files whose reader is remembered; who comes back later opens the page again
HOST = re.compile(r"[\w.-]+(:\d+)?|\[[0-9a-fA-F:]+\](:\d+)?", re.ASCII)
FIXED_HEADERS = {
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "cross-origin-opener-policy": "same-origin",
}


@cache
def dutch_index() -> bytes:
    """Streamlit's page shell in Dutch, with our own title, style and icon, and without its preloaded font."""
    html = INDEX.read_text(encoding="utf-8")
    for patroon, nieuw in (
        (r'<html lang="en">', '<html lang="nl">'),
        (r"<title>Streamlit</title>", SHELL),
        (r'href="\./favicon\.png"', 'href="./app/static/icoon.svg"'),
        (r'<link\s+rel="preload"\s+href="\./static/media/SourceSans[^>]*>', ""),
        (r"<noscript>.*?</noscript>", NOSCRIPT),
        (r"<!--.*?-->", ""),
    ):
        html = re.sub(patroon, nieuw, html, flags=re.DOTALL)
    return html.strip().encode()


def content_security_policy(host: str) -> str:
    """What the browser may load: this server only; the shell's one inline script by its hash."""
    scripts = re.findall(rb"<script>(.*?)</script>", dutch_index(), flags=re.DOTALL)
    hashes = [f"'sha256-{base64.b64encode(hashlib.sha256(tekst).digest()).decode()}'" for tekst in scripts]
    # Older browsers do not count a websocket to the same host as 'self'.
    socket = f" ws://{host} wss://{host}" if HOST.fullmatch(host) else ""
    return "; ".join(
        (
            "default-src 'self'",
            f"script-src 'self' {' '.join(hashes)}".strip(),
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self' data:",  # Streamlit's own style sheet carries one small font inside itself
            f"connect-src 'self'{socket}",
            "worker-src 'self' blob:",
            "object-src 'none'",
            "base-uri 'none'",
            "form-action 'self'",
            "frame-ancestors 'none'",
        )
    )


class Huisregels:
    """Puts the security headers on every answer and serves the Dutch shell in place of Streamlit's."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        koppen = dict(scope["headers"])
        is_versleuteld = koppen.get(b"x-forwarded-proto", b"").split(b",")[0].strip() == b"https" or scope.get("scheme") == "https"
        vaste = {
            **FIXED_HEADERS,
            **(HSTS if is_versleuteld else {}),
            "content-security-policy": content_security_policy(koppen.get(b"host", b"").decode("latin-1")),
        }
        is_shell = False

        async def answer(bericht: Message) -> None:
            nonlocal is_shell
            if bericht["type"] == "http.response.start":
                is_shell = _is_html(bericht)
                nieuw = _with_headers(bericht, vaste, dutch_index() if is_shell else None)
                await send(_with_secure_cookies(nieuw) if is_versleuteld else nieuw)
            elif not is_shell:
                await send(bericht)
            elif not bericht.get("more_body"):
                inhoud = b"" if scope["method"] == "HEAD" else dutch_index()
                await send({"type": "http.response.body", "body": inhoud})

        await self.app(scope, receive, answer)


class Poort:
    """Closes what Streamlit leaves open for everyone: files that a screen offered, uploads, and its own measurements."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or refuse it."""
        if scope["type"] == "http" and (weigering := refusal(scope)):
            await weigering(scope, receive, send)
        else:
            await self.app(scope, receive, send)


class Berichten:
    """Listens at the door of the websocket: what a page does not need is not passed on, and who was offered which file is remembered."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on one session."""
        if scope["type"] != "websocket":
            await self.app(scope, receive, send)
            return
        persoon = str(signed_in(HTTPConnection(scope).cookies).get("sub") or "")

        async def hear() -> Message:
            while True:
                bericht = await receive()
                if bericht["type"] != "websocket.receive" or is_needed(bericht.get("bytes") or b""):
                    return bericht
                log.warning("Een bericht dat een pagina niet nodig heeft, is niet doorgegeven")

        async def tell(bericht: Message) -> None:
            for bestand in BESTAND.findall(bericht.get("bytes") or b""):
                remember(bestand.decode(), persoon)
            await send(bericht)

        await self.app(scope, hear, tell)


def is_needed(rauw: bytes) -> bool:
    """Whether a page may send this; what is no message at all goes on to Streamlit, which ends the session."""
    try:
        bericht = BackMsg.FromString(rauw)
    except DecodeError:
        return True
    soort = bericht.WhichOneof("type")
    if soort == "backend_operation_request":
        vraag = bericht.backend_operation_request
        return vraag.WhichOneof("payload") == "deferred_file" and _is_own_file(vraag.deferred_file.file_id, vraag.session_id)
    return soort in BERICHTEN


def _is_own_file(bestand: str, sessie: str) -> bool:
    """Whether this session drew the button of a file that is made when it is pressed. Streamlit checks that the session is the sender's.

    Its list of those files is not public: look here when its version changes.
    """
    gevonden = get_instance().media_file_mgr._deferred_callables.get(bestand)
    return gevonden is not None and gevonden["session_id"] == sessie


_lezers: dict[str, set[str]] = {}


def remember(bestand: str, persoon: str) -> None:
    """This file stands on a screen of this person."""
    lezers = _lezers.pop(bestand, set())
    _lezers[bestand] = lezers | {persoon}  # the newest last
    while len(_lezers) > MEESTE_BESTANDEN:
        _lezers.pop(next(iter(_lezers)))


def was_offered(pad: str, persoon: str) -> bool:
    """Whether the file at this address stood on a screen of this person."""
    return bool(persoon) and persoon in _lezers.get(pad.rsplit("/media/", 1)[-1], set())


def refusal(scope: Scope) -> PlainTextResponse | None:
    """The answer in place of what was asked for; None when it may be had."""
    pad = str(scope["path"])
    if any(deel in pad for deel in NOOIT):
        return PlainTextResponse("Niet gevonden", 404)
    if not any(deel in pad for deel in MET_ROL) or _is_open():
        return None
    koekjes = Request(scope).cookies
    if not has_role(koekjes):
        return PlainTextResponse("Log eerst in.", 403)
    if "/media/" in pad and "/static/media/" not in pad and not was_offered(pad, str(signed_in(koekjes).get("sub") or "")):
        return PlainTextResponse("Open eerst de pagina waar dit bestand bij hoort.", 403)
    return None


def _is_open() -> bool:
    from dashboard.toegang import bezoeker

    try:
        return bezoeker.sign_in_settings() is None
    except ToegangFout:
        return False


def has_role(koekjes: Mapping[str, str]) -> bool:
    """Whether whoever sends these cookies may see anything at all; everyone, as long as no sign-in is set up."""
    from dashboard.toegang import bezoeker

    try:
        instellingen = bezoeker.sign_in_settings()
        if instellingen is None:
            return True
        return bool(bezoeker.find(instellingen, signed_in(koekjes), os.environ).toekenningen)
    except ToegangFout:
        return False


def signed_in(koekjes: Mapping[str, str]) -> Mapping[str, Any]:
    """What Streamlit's own signed cookie says of a person; nothing when it is not there or was tampered with."""

    def decoded(naam: str) -> bytes | None:
        waarde = koekjes.get(naam)
        return decode_signed_value(get_cookie_secret(), naam, waarde.encode("latin-1")) if waarde else None

    try:
        inhoud = get_cookie_with_chunks(decoded, USER_COOKIE_NAME)
        persoon = json.loads(inhoud) if inhoud else {}
    except ValueError:
        return {}
    return persoon if isinstance(persoon, dict) else {}


def _with_secure_cookies(bericht: Message) -> Message:
    """Behind TLS no cookie travels without it; Streamlit leaves that out."""
    koppen = [
        (naam, waarde + b"; Secure" if naam == b"set-cookie" and b"secure" not in waarde.lower() else waarde)
        for naam, waarde in bericht["headers"]
    ]
    return {**bericht, "headers": koppen}


def _is_html(bericht: MutableMapping[str, Any]) -> bool:
    soort = dict(bericht["headers"]).get(b"content-type", b"")
    return bericht["status"] == 200 and soort.startswith(b"text/html")


def _with_headers(bericht: Message, vaste: dict[str, str], shell: bytes | None) -> Message:
    """The start of an answer with our headers; for the shell without what described Streamlit's own file."""
    weg = {naam.encode() for naam in vaste}
    if shell:
        weg |= {b"etag", b"last-modified", b"content-encoding", b"content-length"}
    koppen = [(naam, waarde) for naam, waarde in bericht["headers"] if naam not in weg]
    koppen += [(naam.encode(), waarde.encode("latin-1")) for naam, waarde in vaste.items()]
    if shell:
        koppen.append((b"content-length", str(len(shell)).encode()))
    return {**bericht, "headers": koppen}


def health() -> tuple[int, dict[str, str | None]]:
    """The status code and text of /gezond.

    Without a build the server is healthy and waits for the first levering (200, "leeg"): starting it again
    would not help. A build that cannot be read needs an operator (503, "beschadigd"), also when an earlier one is served in its place.
    """
    # Imported here: reads are cached, and the cache wants Streamlit's runtime to exist first.
    from dashboard import spiegel

    leeg: dict[str, str | None] = {"bouw": None, "gebouwd_op": None, "peildatum": None}
    try:
        pad, is_terugval = spiegel.find_build()
        if pad is None:
            return 200, {"status": "leeg", **leeg}
        bouw = spiegel.inspect_build(pad)
    except Exception:
        log.exception("De spiegel kan niet worden gelezen")
        return 503, {"status": "beschadigd", **leeg}
    return 503 if is_terugval else 200, {
        "status": "beschadigd" if is_terugval else "goed",
        "bouw": pad.name,
        "gebouwd_op": bouw.gebouwd_op.isoformat(),
        "peildatum": bouw.peildatum.isoformat(),
    }


def answer_gezond(_: Request) -> JSONResponse:
    """GET /gezond, for monitoring."""
    status, tekst = health()
    return JSONResponse(tekst, status_code=status, headers={"Cache-Control": "no-store"})


def report_script_error(fout: Exception) -> bool:
    """An unexpected fault in a page: the user gets a sentence and a number to quote, the log that number.

    Streamlit itself has just written the traceback to the log.
    """
    kenmerk = secrets.token_hex(3)
    log.error("Fout %s in een pagina: %s", kenmerk, fout)
    st.error(
        "Deze pagina kan nu niet worden getoond. Dat ligt niet aan u. Probeer het opnieuw. "
        f"Blijft het zo? Geef dan nummer {kenmerk} door aan uw beheerder."
    )
    return True


def answer_security_txt(_: Request) -> PlainTextResponse:
    """GET /.well-known/security.txt (RFC 9116): where to report a leak; valid for a year from the day it is read."""
    tot = (datetime.now(UTC) + timedelta(days=365)).strftime("%Y-%m-%dT00:00:00Z")
    return PlainTextResponse(f"Contact: {MELDEN}\nExpires: {tot}\nPreferred-Languages: nl, en\n")


ROUTES = [
    Route("/gezond", answer_gezond, methods=["GET"]),
    Route("/.well-known/security.txt", answer_security_txt, methods=["GET"]),
]
MIDDLEWARE = [Middleware(Huisregels), Middleware(Poort), Middleware(Berichten)]
