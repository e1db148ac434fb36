"""Mail through an SMTP server of one's own. Off until KETENSPIEGEL_SMTP holds its address; a password is never shown.

Everyone gets a mail of their own, so that nobody sees the address of another.
"""

import os
import re
import smtplib
import ssl
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, localtime, make_msgid
from typing import Literal
from urllib.parse import parse_qsl, unquote, urlsplit

from dashboard.dossier.agendabestand import one_line
from dashboard.dossier.fouten import PostFout, PostInstellingFout
from dashboard.dossier.herinnering import Herinnering

SERVER, AFZENDER = "KETENSPIEGEL_SMTP", "KETENSPIEGEL_AFZENDER"
VOORBEELD = f"{SERVER}=smtp://mail.gemeente.nl:587?starttls=1"
POORTEN = {"smtp": 25, "smtps": 465}
SECONDEN_WACHTEN = 20
EIGEN_MACHINE = ("localhost", "127.0.0.1", "::1")
# What browsers take for an e-mail address: no spaces, no line ends, nothing that a header or a command could trip over.
ADRES = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]{1,63}(\.[A-Za-z0-9-]{1,63})*")
Beveiliging = Literal["geen", "starttls", "tls"]


@dataclass(frozen=True)
class Server:
    """Where mail goes out, and how."""

    naam: str
    poort: int
    beveiliging: Beveiliging
    gebruiker: str | None = None
    wachtwoord: str | None = field(default=None, repr=False)

    def __str__(self) -> str:
        return f"{self.naam}:{self.poort}"


def check_addresses(adressen: tuple[str, ...]) -> None:
    """PostInstellingFout that names every one that is no e-mail address."""
    if not adressen:
        raise PostInstellingFout("Geef aan wie de mail krijgt: --aan naam@gemeente.nl. Of bekijk de mail eerst met --proef.")
    if fout := [adres for adres in adressen if not ADRES.fullmatch(adres)]:
        genoemd = ", ".join(f"“{one_line(adres)}”" for adres in fout)
        raise PostInstellingFout(f"Dit is geen e-mailadres: {genoemd}. Schrijf het zo: naam@gemeente.nl. Er is geen mail verstuurd.")


def read_settings() -> tuple[Server, str]:
    """The server and the address of the sender; PostInstellingFout when one is missing or wrong."""
    adres, afzender = os.environ.get(SERVER, ""), os.environ.get(AFZENDER, "")
    if not adres:
        raise PostInstellingFout(
            f"Versturen staat uit, want {SERVER} is leeg. Zet daar het adres van uw mailserver in, zoals {VOORBEELD}. "
            "Of bekijk de mail met --proef."
        )
    if not ADRES.fullmatch(afzender):
        wat = "is geen e-mailadres" if afzender else "is leeg"
        raise PostInstellingFout(f"{AFZENDER} {wat}. Zet daar het adres in waar de mail vandaan komt, zoals spiegel@gemeente.nl.")
    return parse_server(adres), afzender


def parse_server(adres: str) -> Server:
    """An address like smtp://user:pass@host:587?starttls=1 or smtps://host; PostInstellingFout, in which the address is not repeated."""
    try:
        delen = urlsplit(adres)
        soort, naam, poort = delen.scheme, delen.hostname, delen.port
    except ValueError:
        soort, naam, poort = "", None, None
    vraag = dict(parse_qsl(delen.query, keep_blank_values=True)) if naam else {}
    if soort not in POORTEN or not naam or delen.path.strip("/") or not _is_known(vraag):
        # `from None` and no address: what cannot be read may hold a password.
        raise PostInstellingFout(f"{SERVER} kan niet worden gelezen. Schrijf het zo: {VOORBEELD}, of smtps://mail.gemeente.nl.") from None
    beveiliging: Beveiliging = "tls" if soort == "smtps" else "starttls" if vraag.get("starttls") == "1" else "geen"
    gebruiker, wachtwoord = (unquote(deel) if deel else None for deel in (delen.username, delen.password))
    if wachtwoord and beveiliging == "geen" and naam not in EIGEN_MACHINE:
        raise PostInstellingFout(
            f"{SERVER} heeft een wachtwoord, maar de verbinding is niet beveiligd. Zet er ?starttls=1 achter, of gebruik smtps://."
        )
    return Server(naam, POORTEN[soort] if poort is None else poort, beveiliging, gebruiker, wachtwoord)


def _is_known(vraag: Mapping[str, str]) -> bool:
    return set(vraag) <= {"starttls"} and vraag.get("starttls", "0") in ("0", "1")


def compose(herinnering: Herinnering, afzender: str, aan: str, bestand: str) -> EmailMessage:
    """One plain mail to one address, with the days attached as `bestand`."""
    bericht = EmailMessage()
    bericht["From"] = Address("Ketenspiegel", addr_spec=afzender)
    bericht["To"] = Address(addr_spec=aan)
    bericht["Subject"] = one_line(herinnering.onderwerp)
    bericht["Date"] = format_datetime(localtime())
    bericht["Message-ID"] = make_msgid(domain=afzender.partition("@")[2])
    bericht["Content-Language"] = "nl"
    bericht["Auto-Submitted"] = "auto-generated"  # no machine needs to answer
    bericht.set_content(herinnering.tekst, cte="quoted-printable")
    bericht.add_attachment(herinnering.agenda, maintype="text", subtype="calendar", filename=bestand, params={"charset": "utf-8"})
    return bericht


def send(server: Server, afzender: str, berichten: Mapping[str, EmailMessage]) -> None:
    """Send each mail to its address; PostFout says what went wrong, who got the mail and who did not."""
    verstuurd: list[str] = []
    geweigerd: dict[str, int] = {}
    try:
        with _connection(server) as smtp:
            for adres, bericht in berichten.items():
                try:
                    # Not send_message: it changes a line that begins with From.
                    smtp.sendmail(afzender, [adres], bericht.as_bytes(policy=SMTP))
                    verstuurd.append(adres)
                except smtplib.SMTPRecipientsRefused as fout:
                    geweigerd[adres] = fout.recipients[adres][0]
    except (PostFout, OSError, UnicodeError) as fout:
        raise _in_words(fout, server, afzender, verstuurd) from None
    if geweigerd:
        wie = ", ".join(f"{adres} (code {code})" for adres, code in geweigerd.items())
        raise PostInstellingFout(f"De mailserver weigert: {wie}. Controleer het adres, of probeer het later nog eens. {_sent(verstuurd)}")


@contextmanager
def _connection(server: Server) -> Iterator[smtplib.SMTP]:
    """A connection that is safe where that was asked, and logged in."""
    veilig = ssl.create_default_context()
    if server.beveiliging == "tls":
        smtp: smtplib.SMTP = smtplib.SMTP_SSL(server.naam, server.poort, timeout=SECONDEN_WACHTEN, context=veilig)
    else:
        smtp = smtplib.SMTP(server.naam, server.poort, timeout=SECONDEN_WACHTEN)
    with smtp:
        if server.beveiliging == "starttls":
            _start_tls(smtp, server, veilig)
        if server.gebruiker:
            _log_in(smtp, server)
        yield smtp


def _start_tls(smtp: smtplib.SMTP, server: Server, veilig: ssl.SSLContext) -> None:
    try:
        smtp.starttls(context=veilig)
    except (smtplib.SMTPNotSupportedError, smtplib.SMTPResponseException):
        raise PostInstellingFout(
            f"De mailserver {server} biedt geen STARTTLS aan. Vraag de beheerder hoe een beveiligde verbinding gaat, of gebruik smtps://."
        ) from None


def _log_in(smtp: smtplib.SMTP, server: Server) -> None:
    try:
        smtp.login(server.gebruiker or "", server.wachtwoord or "")
    except smtplib.SMTPServerDisconnected:
        raise
    except UnicodeError:
        raise PostInstellingFout(
            f"In de gebruikersnaam of het wachtwoord in {SERVER} staat een letter met een accent. Dat kan post niet aan. "
            "Kies een ander wachtwoord."
        ) from None
    except smtplib.SMTPException:
        raise PostInstellingFout(
            f"De mailserver {server} laat ons niet binnen. Controleer gebruikersnaam en wachtwoord in {SERVER}."
        ) from None


def _in_words(fout: Exception, server: Server, afzender: str, verstuurd: list[str]) -> PostFout:
    """What went wrong as a sentence, with what to do. What the server said may be in any language: only its code is told."""
    slot = _sent(verstuurd)
    if isinstance(fout, PostFout):
        return type(fout)(f"{fout} {slot}")
    if isinstance(fout, smtplib.SMTPSenderRefused):
        return PostInstellingFout(
            f"De mailserver {server} weigert de afzender {afzender} (code {fout.smtp_code}). Controleer {AFZENDER}. {slot}"
        )
    if isinstance(fout, smtplib.SMTPResponseException):
        return PostFout(
            f"De mailserver {server} weigert de mail (code {fout.smtp_code}). Vraag de beheerder van de mailserver waarom. {slot}"
        )
    if isinstance(fout, smtplib.SMTPException):
        return PostFout(f"De verbinding met de mailserver {server} viel weg. Probeer het straks opnieuw. {slot}")
    if isinstance(fout, ssl.SSLError):
        return PostFout(f"De beveiligde verbinding met de mailserver {server} lukt niet. Controleer de poort en het certificaat. {slot}")
    return PostFout(f"De mailserver {server} is niet te bereiken. Controleer naam en poort in {SERVER}, en of de server aanstaat. {slot}")


def _sent(verstuurd: list[str]) -> str:
    return f"Wel verstuurd aan: {', '.join(verstuurd)}." if verstuurd else "Er is geen mail verstuurd."
