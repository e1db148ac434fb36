"""Mail over a real connection: what arrives, and every way in which it does not."""

import socket
import ssl
from pathlib import Path
from threading import Thread
from urllib.parse import quote

import pytest

from dashboard.dossier import post
from dashboard.dossier.fouten import PostFout, PostInstellingFout
from dashboard.dossier.herinnering import Herinnering
from dashboard.dossier.post import Beveiliging, Server, check_addresses, compose, parse_server, read_settings, send
from tests.dashboard.dossier_post.conftest import GEHEIM, Openen, free_port, only_with_password

AFZENDER, BESTAND = "spiegel@gemeente.nl", "ketenspiegel-opvang.ics"
BRIEF = Herinnering("Herinnering: Opvang € één", "Eén bed.\nVan:\n.\nFrom hier.\n", b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n")


def send_to(server: Server, *adressen: str) -> None:
    send(server, AFZENDER, {adres: compose(BRIEF, AFZENDER, adres, BESTAND) for adres in adressen})


def told(server: Server, *adressen: str) -> PostFout:
    with pytest.raises(PostFout) as fout:
        send_to(server, *(adressen or ("a@gemeente.nl",)))
    assert GEHEIM not in str(fout.value) and GEHEIM not in repr(fout.value)
    return fout.value


def test_everyone_gets_a_mail_of_their_own_with_the_days_attached(postbus: Openen) -> None:
    bus = postbus()
    send_to(Server("127.0.0.1", bus.poort, "geen"), "a@gemeente.nl", "b@ggd.nl")
    assert [(van, naar, brief["To"]) for van, naar, brief in bus.brieven] == [
        (AFZENDER, ["a@gemeente.nl"], "a@gemeente.nl"),
        (AFZENDER, ["b@ggd.nl"], "b@ggd.nl"),
    ]
    brief = bus.brieven[0][2]
    assert (brief["From"], brief["Subject"]) == ("Ketenspiegel <spiegel@gemeente.nl>", "Herinnering: Opvang € één")
    assert brief["Auto-Submitted"] == "auto-generated" and brief["Message-ID"].endswith("@gemeente.nl>") and brief["Date"]
    tekst, bijlage = brief.iter_parts()
    assert tekst.get_content().replace("\r\n", "\n") == BRIEF.tekst
    assert (bijlage.get_content_type(), bijlage.get_filename()) == ("text/calendar", BESTAND)
    assert bijlage.get_payload(decode=True) == BRIEF.agenda
    assert bus.brieven[0][2]["Message-ID"] != bus.brieven[1][2]["Message-ID"]


def test_over_starttls_with_a_password(postbus: Openen, veilig: ssl.SSLContext, certificaat: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificaat))
    bus = postbus(tls_context=veilig, require_starttls=True, authenticator=only_with_password, auth_required=True)
    server = parse_server(f"smtp://spiegel:{quote(GEHEIM, safe='')}@localhost:{bus.poort}?starttls=1")
    send_to(server, "a@gemeente.nl")
    assert [naar for _, naar, _ in bus.brieven] == [["a@gemeente.nl"]]


def test_over_tls_from_the_start(postbus: Openen, veilig: ssl.SSLContext, certificaat: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificaat))
    bus = postbus(ssl_context=veilig)
    send_to(parse_server(f"smtps://localhost:{bus.poort}"), "a@gemeente.nl")
    assert len(bus.brieven) == 1


@pytest.mark.parametrize("beveiliging", ["starttls", "tls"])
def test_a_certificate_nobody_vouches_for_is_not_trusted(postbus: Openen, veilig: ssl.SSLContext, beveiliging: Beveiliging) -> None:
    bus = postbus(tls_context=veilig, require_starttls=True) if beveiliging == "starttls" else postbus(ssl_context=veilig)
    fout = told(Server("localhost", bus.poort, beveiliging, "spiegel", GEHEIM))
    assert str(fout) == (
        f"De beveiligde verbinding met de mailserver localhost:{bus.poort} lukt niet. Controleer de poort en het certificaat. "
        "Er is geen mail verstuurd."
    )
    assert (fout.exitcode, bus.brieven) == (3, [])


def test_a_server_without_starttls_never_sees_the_password(postbus: Openen) -> None:
    bus = postbus(authenticator=only_with_password, auth_require_tls=False)
    fout = told(Server("127.0.0.1", bus.poort, "starttls", "spiegel", GEHEIM))
    assert str(fout) == (
        f"De mailserver 127.0.0.1:{bus.poort} biedt geen STARTTLS aan. Vraag de beheerder hoe een beveiligde verbinding gaat, "
        "of gebruik smtps://. Er is geen mail verstuurd."
    )
    assert (fout.exitcode, bus.brieven) == (2, [])


def test_a_wrong_password_is_told_without_the_password(
    postbus: Openen, veilig: ssl.SSLContext, certificaat: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificaat))
    bus = postbus(tls_context=veilig, require_starttls=True, authenticator=only_with_password, auth_required=True)
    fout = told(Server("localhost", bus.poort, "starttls", "spiegel", f"fout{GEHEIM}"))
    assert str(fout) == (
        f"De mailserver localhost:{bus.poort} laat ons niet binnen. Controleer gebruikersnaam en wachtwoord in KETENSPIEGEL_SMTP. "
        "Er is geen mail verstuurd."
    )
    assert (fout.exitcode, bus.brieven) == (2, [])


def test_a_password_that_cannot_be_sent_says_why(postbus: Openen) -> None:
    bus = postbus(authenticator=only_with_password, auth_require_tls=False)
    fout = told(Server("127.0.0.1", bus.poort, "geen", "spiegel", f"é{GEHEIM}"))
    assert str(fout) == (
        "In de gebruikersnaam of het wachtwoord in KETENSPIEGEL_SMTP staat een letter met een accent. Dat kan post niet aan. "
        "Kies een ander wachtwoord. Er is geen mail verstuurd."
    )
    assert fout.exitcode == 2


def test_a_server_that_is_away_is_told() -> None:
    poort = free_port()
    fout = told(Server("127.0.0.1", poort, "geen", "spiegel", GEHEIM))
    assert str(fout) == (
        f"De mailserver 127.0.0.1:{poort} is niet te bereiken. Controleer naam en poort in KETENSPIEGEL_SMTP, en of de server aanstaat. "
        "Er is geen mail verstuurd."
    )
    assert fout.exitcode == 3


@pytest.mark.parametrize("naam", ["bestaat-niet.invalid", "x" * 80, "a..b"])
def test_a_server_name_that_leads_nowhere_is_told(naam: str) -> None:
    assert str(told(Server(naam, 25, "geen"))).startswith(f"De mailserver {naam}:25 is niet te bereiken.")


def test_an_address_the_server_does_not_know_is_named_and_the_others_get_their_mail(postbus: Openen) -> None:
    bus = postbus()
    fout = told(Server("127.0.0.1", bus.poort, "geen"), "a@gemeente.nl", "weg@gemeente.nl", "b@ggd.nl")
    assert str(fout) == (
        "De mailserver weigert: weg@gemeente.nl (code 550). Controleer het adres, of probeer het later nog eens. "
        "Wel verstuurd aan: a@gemeente.nl, b@ggd.nl."
    )
    assert (fout.exitcode, [naar for _, naar, _ in bus.brieven]) == (2, [["a@gemeente.nl"], ["b@ggd.nl"]])


@pytest.mark.parametrize(
    ("stap", "antwoord", "zin", "code"),
    [
        ("MAIL", "553 not yours", "weigert de afzender spiegel@gemeente.nl (code 553). Controleer KETENSPIEGEL_AFZENDER.", 2),
        ("DATA", "554 looks like spam", "weigert de mail (code 554). Vraag de beheerder van de mailserver waarom.", 3),
    ],
)
def test_a_refusal_is_told_in_dutch_with_its_code(postbus: Openen, stap: str, antwoord: str, zin: str, code: int) -> None:
    bus = postbus()
    bus.weiger[stap] = antwoord
    fout = told(Server("127.0.0.1", bus.poort, "geen"))
    assert str(fout) == f"De mailserver 127.0.0.1:{bus.poort} {zin} Er is geen mail verstuurd."
    assert fout.exitcode == code


def test_a_server_that_hangs_up_is_told() -> None:
    luisteraar = socket.create_server(("127.0.0.1", 0))
    poort = luisteraar.getsockname()[1]

    def hang_up() -> None:
        luisteraar.accept()[0].close()

    draad = Thread(target=hang_up)
    draad.start()
    fout = told(Server("127.0.0.1", poort, "geen"))
    draad.join()
    luisteraar.close()
    assert str(fout) == (
        f"De verbinding met de mailserver 127.0.0.1:{poort} viel weg. Probeer het straks opnieuw. Er is geen mail verstuurd."
    )


@pytest.mark.parametrize(
    ("adres", "server"),
    [
        ("smtp://mail.gemeente.nl", Server("mail.gemeente.nl", 25, "geen")),
        ("smtp://mail.gemeente.nl:587?starttls=1", Server("mail.gemeente.nl", 587, "starttls")),
        ("smtp://mail.gemeente.nl?starttls=0", Server("mail.gemeente.nl", 25, "geen")),
        ("smtps://jan%40x:w%2Fw@mail.gemeente.nl/", Server("mail.gemeente.nl", 465, "tls", "jan@x", "w/w")),
        ("smtp://u:w@localhost:25", Server("localhost", 25, "geen", "u", "w")),
        ("smtp://u:w@[::1]:2525", Server("::1", 2525, "geen", "u", "w")),
    ],
)
def test_an_address_of_a_server_is_read(adres: str, server: Server) -> None:
    assert parse_server(adres) == server


@pytest.mark.parametrize(
    "adres",
    [
        f"mail.gemeente.nl {GEHEIM}",
        f"http://u:{quote(GEHEIM, safe='')}@mail.gemeente.nl",
        "smtp://",
        f"smtp://u:{GEHEIM}@",
        f"smtp://u:{quote(GEHEIM, safe='')}@mail.gemeente.nl:abc",
        f"smtp://u:{quote(GEHEIM, safe='')}@mail.gemeente.nl:99999",
        f"smtp://u:{GEHEIM}℀@mail.gemeente.nl",
        "smtp://mail.gemeente.nl?startls=1",
        "smtp://mail.gemeente.nl?starttls=ja",
        "smtp://mail.gemeente.nl/map",
        "smtp://[::1",
    ],
)
def test_what_is_no_address_of_a_server_is_told_and_not_repeated(adres: str) -> None:
    with pytest.raises(PostInstellingFout) as fout:
        parse_server(adres)
    assert str(fout.value) == (
        "KETENSPIEGEL_SMTP kan niet worden gelezen. Schrijf het zo: KETENSPIEGEL_SMTP=smtp://mail.gemeente.nl:587?starttls=1, "
        "of smtps://mail.gemeente.nl."
    )
    assert fout.value.__cause__ is None and fout.value.__suppress_context__


def test_a_password_does_not_go_out_in_the_open() -> None:
    with pytest.raises(PostInstellingFout) as fout:
        parse_server("smtp://u:geheim@mail.gemeente.nl")
    assert str(fout.value) == (
        "KETENSPIEGEL_SMTP heeft een wachtwoord, maar de verbinding is niet beveiligd. Zet er ?starttls=1 achter, of gebruik smtps://."
    )


def test_a_server_does_not_show_its_password() -> None:
    server = Server("mail.gemeente.nl", 465, "tls", "u", GEHEIM)
    assert GEHEIM not in f"{server} {server!r}"


@pytest.mark.parametrize(
    ("smtp", "afzender", "zin"),
    [
        ("", AFZENDER, "Versturen staat uit, want KETENSPIEGEL_SMTP is leeg. Zet daar het adres van uw mailserver in, zoals "
         "KETENSPIEGEL_SMTP=smtp://mail.gemeente.nl:587?starttls=1. Of bekijk de mail met --proef."),
        ("smtp://mail", "", "KETENSPIEGEL_AFZENDER is leeg. Zet daar het adres in waar de mail vandaan komt, zoals spiegel@gemeente.nl."),
        ("smtp://mail", "x@y\nBcc: z@z", "KETENSPIEGEL_AFZENDER is geen e-mailadres. Zet daar het adres in waar de mail vandaan komt, "
         "zoals spiegel@gemeente.nl."),
    ],
)  # fmt: skip
def test_what_is_not_set_is_asked_for(smtp: str, afzender: str, zin: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(post.SERVER, smtp)
    monkeypatch.setenv(post.AFZENDER, afzender)
    with pytest.raises(PostInstellingFout) as fout:
        read_settings()
    assert (str(fout.value), fout.value.exitcode) == (zin, 2)


@pytest.mark.parametrize(
    "adres",
    ["jan", "jan@", "@x.nl", "a b@x.nl", "a@x.nl\nBcc: z@z.nl", "a@x.nl\r\nRCPT TO:<z@z.nl>",
     "a@x.nl,b@x.nl", "<a@x.nl>", "a@x\x00.nl", "é@x.nl", "a@x.nl\n"],
)  # fmt: skip
def test_what_is_no_address_is_refused_before_anything_is_sent(adres: str) -> None:
    with pytest.raises(PostInstellingFout) as fout:
        check_addresses(("goed@gemeente.nl", adres))
    assert str(fout.value).startswith("Dit is geen e-mailadres: “") and str(fout.value).endswith("Er is geen mail verstuurd.")
    assert "goed@gemeente.nl" not in str(fout.value) and "\n" not in str(fout.value)


def test_an_address_that_is_one_passes() -> None:
    check_addresses(("jan.de-vries+keten@sub.gemeente.nl", "o'neil@localhost"))


def test_a_line_end_in_the_subject_cannot_add_a_header() -> None:
    kwaad = BRIEF._replace(onderwerp="Herinnering: Opvang\r\nBcc: z@z.nl\n\nBody")
    brief = compose(kwaad, AFZENDER, "a@gemeente.nl", "x\r\nBcc: y@y.nl.ics".replace("\r\n", ""))
    assert brief["Subject"] == "Herinnering: Opvang Bcc: z@z.nl Body"
    assert brief["Bcc"] is None and b"\nBcc:" not in brief.as_bytes()
