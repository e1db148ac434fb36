"""Signing in as people do, with a real browser at a real OpenID provider on this machine: in, what one then sees, and out."""

import json
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect
from playwright.sync_api import TimeoutError as PlaywrightTimeout

from tests.browser.conftest import WACHT, WORTEL, Blik, Server, look, rest, serious, start_streamlit
from tests.browser.pkce import challenge_of
from tests.protocol.huis import GEHEIM
from tests.protocol.sessie import signed_cookie

pytestmark = pytest.mark.browser

GEBRUIKERS = (
    {"sub": "regie", "groups": ["ks-schulden"]},
    {"sub": "vreemd", "groups": ["anders"]},
    {"sub": "kijkt", "email": "kijkt@stad.example"},
)
ROLLEN = """
[[rol]]
groep = "ks-schulden"
rol = "regisseur"
keten = "schulden"
partij = "College van B en W"
[[rol]]
persoon = "kijkt"
rol = "kijker"
keten = "schulden"
"""


@dataclass
class Huis:
    """The dashboard with sign-in, and its provider."""

    server: Server
    provider: str


def free_port() -> int:
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return int(s.getsockname()[1])


@pytest.fixture(scope="module")
def huis(nieuw_magazijn: Callable[[], Path], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Huis]:
    magazijn, map_, poort, eigen = nieuw_magazijn(), tmp_path_factory.mktemp("inloggen"), free_port(), free_port()
    (magazijn / "toegang.toml").write_text(ROLLEN, encoding="utf-8")
    provider = f"http://localhost:{poort}"
    (map_ / "geheim.toml").write_text(
        f'[auth]\nredirect_uri = "http://localhost:{eigen}/oauth2callback"\ncookie_secret = "{GEHEIM}"\nclient_id = "ks"\n'
        f'client_secret = "s"\nserver_metadata_url = "{provider}/.well-known/openid-configuration"\n'
        'client_kwargs = { code_challenge_method = "S256" }\n',
        encoding="utf-8",
    )
    opdracht = [sys.executable, "-W", "ignore", "-m", "tests.browser.pkce", str(poort)]
    opdracht += [json.dumps(gebruiker) for gebruiker in GEBRUIKERS]
    with subprocess.Popen(opdracht, cwd=WORTEL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as proces:
        try:
            wait_for(f"{provider}/.well-known/openid-configuration")
            opties = ["--secrets.files", str(map_ / "geheim.toml")]
            for adres in start_streamlit(WORTEL / "dashboard" / "app.py", *opties, poort=eigen, KETENSPIEGEL_MAGAZIJN=str(magazijn)):
                yield Huis(Server(adres, magazijn), provider)
        finally:
            proces.terminate()


def wait_for(adres: str) -> None:
    for _ in range(120):
        try:
            urllib.request.urlopen(adres, timeout=2).close()
            return
        except OSError:
            time.sleep(0.25)
    raise AssertionError(f"{adres} antwoordt niet")


@pytest.fixture
def bezoek(browser: Browser, huis: Huis) -> Iterator[Blik]:
    """A browser of its own, so that no cookie of another test is in it."""
    context = browser.new_context()
    yield from look(context, huis.server)
    context.close()


def sign_in(blik: Blik, wie: str, pad: str = "/") -> Page:
    page = blik.page
    page.goto(blik.server.adres + pad)
    press_until(blik, "Inloggen", "**/oauth2/authorize**")
    page.get_by_role("button", name=wie, exact=True).first.click(timeout=WACHT)
    page.wait_for_url(f"{blik.server.adres}/**", timeout=WACHT)
    rest(blik)
    return page


def press_until(blik: Blik, knop: str, adres: str) -> None:
    """Press until the browser is at the provider: on a busy machine a page drawn anew can swallow a press."""
    rest(blik)
    for _ in range(5):
        blik.page.get_by_role("button", name=knop, exact=True).click(timeout=WACHT)
        try:
            blik.page.wait_for_url(adres, timeout=6000)
            return
        except PlaywrightTimeout:
            continue
    raise AssertionError(f"De knop “{knop}” bracht niemand naar {adres}.")


def status(adres: str, koekje: str = "") -> int:
    verzoek = urllib.request.Request(adres, headers={"Cookie": koekje} if koekje else {})
    try:
        with urllib.request.urlopen(verzoek, timeout=10) as antwoord:
            return int(antwoord.status)
    except urllib.error.HTTPError as fout:
        return fout.code


def test_who_is_outside_meets_one_button_on_every_page(bezoek: Blik) -> None:
    for pad in ("/", "/keten?keten=schulden", "/gegevens", "/overleg?keten=schulden"):
        page = bezoek.open(pad)
        expect(page.get_by_role("button", name="Inloggen", exact=True)).to_be_visible(timeout=WACHT)
        assert "Schulden" not in page.locator("body").inner_text()
    assert serious(page) == []


def test_a_regisseur_signs_in_sees_its_keten_only_and_writes_with_its_own_role(bezoek: Blik) -> None:
    page = sign_in(bezoek, "regie")
    expect(page.get_by_text("U bent ingelogd. Uw rol: regisseur (schulden).")).to_be_visible(timeout=WACHT)
    assert "Multiprobleemgezinnen" not in page.locator("body").inner_text()
    bezoek.open("/overleg?keten=schulden")
    expect(page.get_by_text("U doet dit als regisseur van College van B en W.")).to_be_visible(timeout=WACHT)
    expect(page.get_by_text("Plan een overleg", exact=True)).to_be_visible()
    bezoek.open("/keten?keten=multiprobleemgezinnen")
    expect(page.get_by_role("heading", level=1, name="Keten niet gevonden")).to_be_visible(timeout=WACHT)
    press_until(bezoek, "Uitloggen", "**/oauth2/end_session**")
    page.get_by_role("button", name="End session").click(timeout=WACHT)
    page.goto(bezoek.server.adres)
    expect(page.get_by_role("button", name="Inloggen", exact=True)).to_be_visible(timeout=WACHT)


def test_no_script_and_no_other_site_gets_the_cookies_and_behind_tls_none_travels_without_it(bezoek: Blik) -> None:
    page = sign_in(bezoek, "kijkt")
    koekjes = [k for k in page.context.cookies(bezoek.server.adres) if str(k.get("name")).startswith("_streamlit")]
    assert "_streamlit_user" in {k.get("name") for k in koekjes}
    van_script = "_streamlit_xsrf"  # a script sends it back, to show that it is of this site
    assert {k.get("name") for k in koekjes if not k.get("httpOnly")} <= {van_script}
    assert [k for k in koekjes if k.get("sameSite") not in {"Lax", "Strict"} and k.get("name") != van_script] == []
    uit = httpx.get(f"{bezoek.server.adres}/auth/logout", headers={"X-Forwarded-Proto": "https"}, timeout=10)
    gezet = uit.headers.get_list("set-cookie")
    assert gezet != []
    assert [k for k in gezet if "; secure" not in k.lower()] == []


def test_a_kijker_reads_and_a_stranger_does_not(browser: Browser, huis: Huis) -> None:
    for wie, zin in (("kijkt", "Met uw rol kunt u hier alleen lezen."), ("vreemd", "U hebt hier nog geen rol")):
        context = browser.new_context()
        for blik in look(context, huis.server):
            page = sign_in(blik, wie)
            blik.open("/afspraken?keten=schulden")
            expect(page.get_by_text(zin).first).to_be_visible(timeout=WACHT)
            assert page.get_by_role("button", name="Bewaar", exact=True).count() == 0
        context.close()


def carry_cookie(bezoek: Blik, uren: float) -> None:
    """The cookie of somebody who signed in so many hours ago, without pressing a button."""
    adres = bezoek.server.adres
    waarde = signed_cookie(GEHEIM, adres, sub="regie", groups=["ks-schulden"], iat=time.time() - uren * 3600)
    bezoek.page.context.add_cookies([{"name": "_streamlit_user", "value": waarde, "url": adres}])


def test_a_file_on_a_screen_is_for_who_has_a_role_and_not_for_who_has_the_link(bezoek: Blik, huis: Huis) -> None:
    carry_cookie(bezoek, 0)
    page = bezoek.open("/afspraken?keten=schulden")
    with page.expect_download(timeout=WACHT) as download:
        page.get_by_role("button", name="Download afspraken (csv)").click()
    koekjes = "; ".join(f"{k['name']}={k['value']}" for k in page.context.cookies() if k["name"].startswith("_streamlit_user"))
    assert "/media/" in download.value.url
    assert status(download.value.url, koekjes) == 200
    assert status(download.value.url) == 403
    assert status(download.value.url, koekjes.replace("=", "=A", 1)) == 403
    assert status(f"{huis.server.adres}/_stcore/metrics") == 404
    assert status(f"{huis.server.adres}/_stcore/agent/openapi.json") == 404


def test_signing_in_proves_that_the_code_comes_back_to_who_asked_for_it_and_a_bent_cookie_is_none(bezoek: Blik, huis: Huis) -> None:
    """PKCE: the provider gives a token only for the secret that belongs to the question."""
    eerder = tokens_given(huis)
    page = sign_in(bezoek, "regie")
    assert tokens_given(huis) == eerder + 1
    vals = [{**k, "value": k["value"][:-4] + "AAAA"} for k in page.context.cookies() if k["name"] == "_streamlit_user"]
    assert vals
    page.context.add_cookies(vals)  # type: ignore[arg-type]
    bezoek.open("/keten?keten=schulden")
    expect(page.get_by_role("button", name="Inloggen", exact=True)).to_be_visible(timeout=WACHT)


def test_somebody_who_signed_in_too_long_ago_signs_in_again(bezoek: Blik) -> None:
    carry_cookie(bezoek, 11)
    page = bezoek.open("/keten?keten=schulden")
    expect(page.get_by_text("U bent te lang geleden ingelogd.")).to_be_visible(timeout=WACHT)
    assert "Schulden" not in page.locator("body").inner_text()
    sign_in(bezoek, "regie", "/keten?keten=schulden")
    expect(page.get_by_text("U bent ingelogd. Uw rol: regisseur (schulden).")).to_be_visible(timeout=WACHT)


def test_the_provider_refuses_a_code_without_its_secret(huis: Huis) -> None:
    """So the test above can fail: without a challenge no code, and with another secret than it was made of no token."""
    assert status(f"{huis.provider}/oauth2/authorize?client_id=ks&response_type=code&redirect_uri={huis.server.adres}") == 400
    geheim = "g" * 43
    for verifier, uitkomst in (("h" * 43, 400), ("", 400), (geheim, 200)):
        code = code_for(huis, challenge_of(geheim))
        assert token(huis, code, verifier) == uitkomst
    code = code_for(huis, challenge_of(geheim))
    assert [token(huis, code, geheim) for _ in range(2)] == [200, 400]


def tokens_given(huis: Huis) -> int:
    with urllib.request.urlopen(f"{huis.provider}/gelukt", timeout=10) as antwoord:
        return int(json.loads(antwoord.read())["gelukt"])


def code_for(huis: Huis, challenge: str) -> str:
    vraag = {"client_id": "ks", "response_type": "code", "redirect_uri": f"{huis.server.adres}/oauth2callback", "scope": "openid"}
    vraag |= {"code_challenge": challenge, "code_challenge_method": "S256", "state": "x"}
    adres = f"{huis.provider}/oauth2/authorize?{urllib.parse.urlencode(vraag)}"
    antwoord = httpx.post(adres, data={"sub": "regie"}, timeout=10)
    return urllib.parse.parse_qs(urllib.parse.urlsplit(antwoord.headers["location"]).query)["code"][0]


def token(huis: Huis, code: str, verifier: str) -> int:
    vraag = {"grant_type": "authorization_code", "code": code, "redirect_uri": f"{huis.server.adres}/oauth2callback"}
    vraag |= {"client_id": "ks", "client_secret": "s", "code_verifier": verifier}
    return httpx.post(f"{huis.provider}/oauth2/token", data=vraag, timeout=10).status_code
