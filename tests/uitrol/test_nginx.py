"""What nginx must do in front of the dashboard. Add here what a visitor must not be able to send or to reach."""

import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest
from streamlit.web.server.starlette import starlette_auth_routes, starlette_websocket

from dashboard.server import NOOIT
from tests.uitrol.hulp import UITROL, WORTEL, Blok, read_nginx

BESTAND = UITROL / "nginx" / "ketenspiegel.conf"
ADRES = "spiegel.gemeente.example"
EIGEN_KOPPEN = {
    "Host": "$host", "X-Forwarded-Proto": "https", "X-Forwarded-For": "$remote_addr", "X-Forwarded-Host": '""',
    "X-Real-IP": "$remote_addr", "Forwarded": '""', "Proxy": '""',
}  # fmt: skip


@pytest.fixture(scope="module")
def nginx() -> Blok:
    return read_nginx(BESTAND.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def site(nginx: Blok) -> Blok:
    """The server that visitors reach over TLS."""
    [blok] = [blok for blok in nginx.blokken if "ssl_certificate /etc/ketenspiegel/tls/keten.pem" in blok.regels]
    return blok


def test_http_goes_to_https_under_the_own_name_and_another_name_gets_nothing(nginx: Blok) -> None:
    [vreemd, http, _] = [blok for blok in nginx.blokken if blok.woorden == "server"]
    assert "ssl_reject_handshake on" in vreemd.regels
    assert "listen 443 ssl default_server" in vreemd.regels
    assert http.location("/").regels == [f"return 301 https://{ADRES}$request_uri"]


def test_only_modern_tls(site: Blok) -> None:
    assert site.value("server_name") == ADRES
    assert site.value("ssl_protocols") == "TLSv1.2 TLSv1.3"
    assert site.value("ssl_session_tickets") == "off"
    assert site.value("server_tokens") == "off"
    assert all(naam.startswith("ECDHE-") and ("GCM" in naam or "CHACHA20" in naam) for naam in site.value("ssl_ciphers").split(":"))


def test_what_a_visitor_sends_as_a_header_of_the_proxy_is_written_over(site: Blok) -> None:
    stroom = site.location("~ /_stcore/stream$")
    assert site.headers() == EIGEN_KOPPEN | {"Connection": '""'}
    assert stroom.headers() == EIGEN_KOPPEN | {"Upgrade": "$http_upgrade", "Connection": '"upgrade"'}
    met_eigen_koppen = [blok.woorden for blok in site.blokken if blok.headers() and blok != stroom]
    assert met_eigen_koppen == []  # nginx then forgets those of the server
    assert "$proxy_add_x_forwarded_for" not in BESTAND.read_text(encoding="utf-8")


def test_the_connection_of_a_page_is_upgraded_lasts_and_comes_from_the_own_address(site: Blok) -> None:
    stroom = site.location("~ /_stcore/stream$")
    assert re.search(stroom.woorden.removeprefix("location ~ "), f"/keten/{starlette_websocket._ROUTE_WEBSOCKET_STREAM}")
    assert site.value("proxy_http_version") == "1.1"
    assert stroom.value("proxy_buffering") == "off"
    assert stroom.value("proxy_read_timeout") == "1h"
    [vreemd] = stroom.blokken
    assert (vreemd.woorden, vreemd.regels) == (f'if ($http_origin != "https://{ADRES}")', ["return 403"])


def test_signing_in_is_slowed_down_where_streamlit_signs_in(nginx: Blok, site: Blok) -> None:
    [inloggen] = [blok for blok in site.blokken if any(regel.startswith("limit_req ") for regel in blok.regels)]
    patroon = re.compile(inloggen.woorden.removeprefix("location ~ "))
    routes = starlette_auth_routes
    for route in (routes._ROUTE_AUTH_LOGIN, routes._ROUTE_AUTH_LOGOUT, routes._ROUTE_OAUTH_CALLBACK):
        assert patroon.match(f"/{route}")
    assert not patroon.match("/keten")
    assert inloggen.value("limit_req_status") == "429"
    assert any(regel.startswith("limit_req_zone $binary_remote_addr zone=ketenspiegel_inloggen:") for regel in nginx.regels)


def test_only_a_file_to_be_checked_may_be_large_and_as_large_as_the_dashboard_allows(site: Blok) -> None:
    with (WORTEL / ".streamlit" / "config.toml").open("rb") as bestand:
        grootste = tomllib.load(bestand)["server"]["maxUploadSize"]
    assert site.value("client_max_body_size") == "1m"
    assert site.location("~ /_stcore/upload_file").value("client_max_body_size") == f"{grootste + 1}m"


def test_what_visitors_do_not_need_is_closed(site: Blok) -> None:
    [dicht] = [blok for blok in site.blokken if blok.regels == ["return 404"]]
    patroon = re.compile(dicht.woorden.removeprefix("location ~ "))
    for pad in ("/gezond", *(f"{voor}{pad}/x" for pad in NOOIT for voor in ("", "/keten"))):
        assert patroon.search(pad), pad
    for pad in ("/", "/keten", "/_stcore/health", "/_stcore/host-config", "/.well-known/security.txt", "/media/x.csv"):
        assert not patroon.search(pad), pad


def test_the_log_holds_nothing_that_stands_behind_the_question_mark(nginx: Blok, site: Blok) -> None:
    [opmaak] = [regel for regel in nginx.regels if regel.startswith("log_format ketenspiegel ")]
    assert "$uri" in opmaak
    assert not re.search(r"\$(request|request_uri|args|query_string|http_referer|http_cookie)\b", opmaak)
    assert site.value("access_log").endswith(" ketenspiegel")


def test_a_missing_brace_or_semicolon_is_seen() -> None:
    tekst = BESTAND.read_text(encoding="utf-8")
    with pytest.raises(AssertionError, match="brace"):
        read_nginx(tekst.rstrip().removesuffix("}"))
    with pytest.raises(AssertionError):
        read_nginx(
            tekst.replace("server_tokens off;\n    access_log", "server_tokens off\n    access_log").replace(
                "off;\n\n    location", "off\n}\n"
            )
        )


@pytest.mark.skipif(shutil.which("nginx") is None, reason="nginx is not on this machine")
def test_nginx_itself_finds_no_fault(tmp_path: Path) -> None:
    maak = "openssl req -x509 -newkey rsa:2048 -nodes -days 1 -subj /CN=proef -keyout sleutel.pem -out keten.pem"
    subprocess.run(maak.split(), cwd=tmp_path, capture_output=True, check=True)
    tekst = BESTAND.read_text(encoding="utf-8").replace("/etc/ketenspiegel/tls", str(tmp_path)).replace("/var/log/nginx", str(tmp_path))
    tekst = tekst.replace("443 ssl", "8743 ssl").replace("80 default_server", "8780 default_server")  # ports for who is not root
    mappen = " ".join(f"{soort}_temp_path {tmp_path}/{soort};" for soort in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    opzet = f"pid {tmp_path}/pid; error_log {tmp_path}/log; events {{}} http {{ {mappen} access_log off; {tekst} }}"
    (tmp_path / "nginx.conf").write_text(opzet, encoding="utf-8")
    uit = subprocess.run(["nginx", "-t", "-c", str(tmp_path / "nginx.conf")], capture_output=True, text=True, check=False)
    assert uit.returncode == 0, uit.stderr
