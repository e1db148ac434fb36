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
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.auth_util import get_cookie_with_chunks
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


def refusal(scope: Scope) -> PlainTextResponse | None:
    """The answer in place of what was asked for; None when it may be had."""
    pad = str(scope["path"])
    if any(deel in pad for deel in NOOIT):
        return PlainTextResponse("Niet gevonden", 404)
    if any(deel in pad for deel in MET_ROL) and not has_role(Request(scope).cookies):
        return PlainTextResponse("Log eerst in.", 403)
    return None


def has_role(koekjes: Mapping[str, str]) -> bool:
    """Whether whoever sends these cookies may see anything at all; everyone, as long as no sign-in is set up."""
    from dashboard.toegang import bezoeker

    instellingen = bezoeker.sign_in_settings()
    if instellingen is None:
        return True
    try:
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
    would not help. A build that cannot be read needs an operator (503, "beschadigd").
    """
    # Imported here: reads are cached, and the cache wants Streamlit's runtime to exist first.
    from dashboard import spiegel

    leeg: dict[str, str | None] = {"bouw": None, "gebouwd_op": None, "peildatum": None}
    try:
        pad = spiegel.current_build()
        if pad is None:
            return 200, {"status": "leeg", **leeg}
        bouw = spiegel.inspect_build(pad)
    except Exception:
        log.exception("De spiegel kan niet worden gelezen")
        return 503, {"status": "beschadigd", **leeg}
    return 200, {
        "status": "goed",
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
MIDDLEWARE = [Middleware(Huisregels), Middleware(Poort)]
