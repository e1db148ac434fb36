"""What the web server refuses, and what it adds behind TLS."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from starlette.responses import PlainTextResponse
from starlette.types import Receive, Scope, Send

from dashboard import server
from dashboard.toegang import bezoeker
from tests.dashboard.test_server import finish


async def inner(scope: Scope, receive: Receive, send: Send) -> None:
    antwoord = PlainTextResponse("van binnen")
    antwoord.set_cookie("_streamlit_user", "x", httponly=True, samesite="lax")
    await antwoord(scope, receive, send)


def ask(app: Any, pad: str, *koppen: tuple[bytes, bytes]) -> tuple[int, dict[str, str], bytes]:
    berichten: list[Any] = []

    async def receive() -> Any:
        return {"type": "http.request", "body": b""}

    async def send(bericht: Any) -> None:
        berichten.append(bericht)

    scope = {
        "type": "http",
        "method": "GET",
        "path": pad,
        "scheme": "http",
        "query_string": b"",
        "headers": [(b"host", b"stad.nl"), *koppen],
    }
    finish(app(scope, receive, send))
    return berichten[0]["status"], {n.decode(): w.decode() for n, w in berichten[0]["headers"]}, berichten[1]["body"]


@pytest.mark.parametrize("pad", ["/_stcore/metrics", "/_stcore/agent/openapi.json", "/_stcore/agent/mcp", "/pad/_stcore/metrics"])
def test_what_streamlit_measures_and_offers_to_machines_is_shut_for_everyone(pad: str) -> None:
    status, _, inhoud = ask(server.Poort(inner), pad)
    assert (status, inhoud) == (404, b"Niet gevonden")


@pytest.mark.parametrize("pad", ["/media/abc.csv", "/spiegel/media/abc.csv", "/_stcore/upload_file/s/f"])
def test_files_are_for_who_has_a_role_once_sign_in_is_set_up(pad: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert ask(server.Poort(inner), pad)[0] == 200
    monkeypatch.setattr(bezoeker, "sign_in_settings", lambda: {"client_id": "ks"})
    for koekje in (b"", b"_streamlit_user=verzonnen", b"_streamlit_user=2|1:0|10:1|4:abcd", "_streamlit_user=é".encode("latin-1")):
        status, _, inhoud = ask(server.Poort(inner), pad, (b"cookie", koekje))
        assert (status, inhoud) == (403, b"Log eerst in.")


def test_pages_themselves_are_served_and_then_ask_to_sign_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bezoeker, "sign_in_settings", lambda: {"client_id": "ks"})
    assert ask(server.Poort(inner), "/keten")[0] == 200


def test_behind_tls_cookies_stay_there_and_browsers_are_told_to() -> None:
    app = server.Huisregels(inner)
    _, koppen, _ = ask(app, "/", (b"x-forwarded-proto", b"https"))
    assert koppen["strict-transport-security"] == "max-age=31536000; includeSubDomains"
    assert koppen["set-cookie"] == "_streamlit_user=x; HttpOnly; Path=/; SameSite=lax; Secure"
    _, koppen, _ = ask(app, "/")
    assert "strict-transport-security" not in koppen
    assert koppen["set-cookie"] == "_streamlit_user=x; HttpOnly; Path=/; SameSite=lax"


def test_security_txt_says_where_to_report_a_leak_and_is_never_out_of_date() -> None:
    regels = bytes(server.answer_security_txt(None).body).decode().splitlines()  # type: ignore[arg-type]
    assert regels[0] == "Contact: https://github.com/ketenspiegel/ketenspiegel/security/advisories/new"
    tot = datetime.fromisoformat(regels[1].removeprefix("Expires: "))
    assert datetime.now(UTC) < tot <= datetime.now(UTC) + timedelta(days=365)
    assert regels[2] == "Preferred-Languages: nl, en"
