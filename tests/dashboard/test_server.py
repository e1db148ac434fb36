"""What the web server adds: a Dutch shell, security headers, and /gezond for monitoring."""

import asyncio
import json
from collections.abc import Coroutine, MutableMapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from starlette.types import Message, Receive, Scope, Send

from dashboard import server


def finish(taak: Coroutine[Any, Any, None]) -> None:
    """Run to the end in a thread of its own: a browser test in this process keeps its own event loop running."""
    with ThreadPoolExecutor(1) as draad:
        draad.submit(asyncio.run, taak).result()


def ask(app: Any, pad: str = "/", methode: str = "GET", host: str = "spiegel.nl") -> tuple[int, dict[str, str], bytes]:
    """One request to an ASGI app: status, headers, body."""
    berichten: list[MutableMapping[str, Any]] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": b""}

    async def send(bericht: Message) -> None:
        berichten.append(bericht)

    scope = {"type": "http", "method": methode, "path": pad, "headers": [(b"host", host.encode())]}
    finish(app(scope, receive, send))
    koppen = {naam.decode(): waarde.decode() for naam, waarde in berichten[0]["headers"]}
    return berichten[0]["status"], koppen, b"".join(b.get("body", b"") for b in berichten[1:])


def answers(soort: bytes, inhoud: bytes = b"<html>Streamlit</html>", status: int = 200) -> Any:
    """An app that gives this one answer, in two pieces."""

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        koppen = [(b"content-type", soort), (b"etag", b"x"), (b"content-encoding", b"gzip"), (b"content-length", b"22")]
        await send({"type": "http.response.start", "status": status, "headers": koppen})
        await send({"type": "http.response.body", "body": inhoud[:5], "more_body": True})
        await send({"type": "http.response.body", "body": inhoud[5:]})

    return server.Huisregels(app)


def test_the_shell_is_dutch_and_names_the_product() -> None:
    html = server.dutch_index().decode()
    assert html.startswith('<!DOCTYPE html>\n<html lang="nl">')
    assert "<title>Ketenspiegel</title>" in html
    assert '<link rel="stylesheet" href="./app/static/stijl.css" />' in html
    assert "Ketenspiegel heeft JavaScript nodig. Zet JavaScript aan in uw browser." in html
    assert "You need to enable" not in html
    assert "http://" not in html.replace("http://www.w3.org", "")
    assert "https://" not in html


def test_html_is_replaced_by_the_shell_with_its_own_length() -> None:
    status, koppen, inhoud = ask(answers(b"text/html; charset=utf-8"))
    assert status == 200
    assert inhoud == server.dutch_index()
    assert koppen["content-length"] == str(len(inhoud))
    assert "etag" not in koppen
    assert "content-encoding" not in koppen


def test_a_head_request_gets_the_headers_only() -> None:
    _, koppen, inhoud = ask(answers(b"text/html"), methode="HEAD")
    assert inhoud == b""
    assert koppen["content-length"] == str(len(server.dutch_index()))


@pytest.mark.parametrize(("soort", "status"), [(b"text/css", 200), (b"text/html", 404)])
def test_everything_else_passes_unchanged(soort: bytes, status: int) -> None:
    uit, koppen, inhoud = ask(answers(soort, status=status))
    assert (uit, inhoud) == (status, b"<html>Streamlit</html>")
    assert koppen["etag"] == "x"


def test_every_answer_carries_the_security_headers() -> None:
    _, koppen, _ = ask(answers(b"text/css"))
    assert koppen["x-content-type-options"] == "nosniff"
    assert koppen["x-frame-options"] == "DENY"
    assert koppen["referrer-policy"] == "same-origin"
    assert koppen["permissions-policy"] == "camera=(), geolocation=(), microphone=(), payment=(), usb=()"


def test_the_browser_may_load_from_this_server_only() -> None:
    regels = dict(regel.split(" ", 1) for regel in server.content_security_policy("spiegel.nl").split("; "))
    hash_ = regels.pop("script-src")
    assert hash_.startswith("'self' 'sha256-")
    assert "unsafe" not in hash_
    assert regels == {
        "default-src": "'self'",
        "style-src": "'self' 'unsafe-inline'",
        "img-src": "'self' data: blob:",
        "font-src": "'self' data:",
        "connect-src": "'self' ws://spiegel.nl wss://spiegel.nl",
        "worker-src": "'self' blob:",
        "object-src": "'none'",
        "base-uri": "'none'",
        "form-action": "'self'",
        "frame-ancestors": "'none'",
    }


@pytest.mark.parametrize("host", ["", "evil.nl; script-src *", "a b", "x\n"])
def test_a_strange_host_adds_nothing_to_the_policy(host: str) -> None:
    assert "connect-src 'self'; " in server.content_security_policy(host)


def test_other_traffic_than_http_passes() -> None:
    gezien = []

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        gezien.append(scope["type"])

    finish(server.Huisregels(app)({"type": "websocket"}, None, None))  # type: ignore[arg-type]
    assert gezien == ["websocket"]


def test_healthy_with_a_build(magazijn: Path) -> None:
    assert server.health() == (
        200,
        {"status": "goed", "bouw": "spiegel-1.duckdb", "gebouwd_op": "2026-11-24T06:00:00", "peildatum": "2026-11-24"},
    )


def test_healthy_but_empty_before_the_first_levering(leeg_magazijn: Path) -> None:
    assert server.health() == (200, {"status": "leeg", "bouw": None, "gebouwd_op": None, "peildatum": None})


@pytest.mark.parametrize("inhoud", [b"", b"geen database", b"x" * 20_000])
def test_a_damaged_build_needs_the_operator(magazijn: Path, inhoud: bytes) -> None:
    (magazijn / "bouw" / "spiegel-1.duckdb").write_bytes(inhoud)
    assert server.health() == (503, {"status": "beschadigd", "bouw": None, "gebouwd_op": None, "peildatum": None})


def test_gezond_answers_json_that_is_not_kept(magazijn: Path) -> None:
    antwoord = server.answer_gezond(None)  # type: ignore[arg-type]
    assert antwoord.headers["cache-control"] == "no-store"
    assert json.loads(bytes(antwoord.body))["status"] == "goed"
