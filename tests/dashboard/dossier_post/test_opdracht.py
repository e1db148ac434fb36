"""`python -m dashboard.dossier herinner`: from the register of an operator into the mailbox of a partner."""

from pathlib import Path

import pytest

from dashboard.dossier import opdracht
from dashboard.dossier.register import Register
from etl.cli import run
from tests.dashboard.conftest import gegevens
from tests.dashboard.dossier_post.conftest import REGISSEUR, VANDAAG, Openen, Rij, free_port
from tests.dashboard.handbouw import write_build

Uitvoer = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def vandaag(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opdracht, "today", lambda: VANDAAG)
    for naam in ("KETENSPIEGEL_SMTP", "KETENSPIEGEL_AFZENDER", "KETENSPIEGEL_DOSSIER"):
        monkeypatch.delenv(naam, raising=False)


def remind(*woorden: str) -> int:
    return run(["herinner", *woorden], opdracht.dossier, "python -m dashboard.dossier")


def set_post(monkeypatch: pytest.MonkeyPatch, smtp: str) -> None:
    monkeypatch.setenv("KETENSPIEGEL_SMTP", smtp)
    monkeypatch.setenv("KETENSPIEGEL_AFZENDER", "spiegel@gemeente.nl")


def test_a_reminder_arrives(postbus: Openen, gepland: Rij, monkeypatch: pytest.MonkeyPatch, capsys: Uitvoer) -> None:
    bus = postbus()
    set_post(monkeypatch, f"smtp://127.0.0.1:{bus.poort}")
    assert remind("opvang", "--aan", "a@gemeente.nl", "--aan", "b@ggd.nl", "--dagen", "40") == 0
    assert capsys.readouterr().out == "Verstuurd aan: a@gemeente.nl, b@ggd.nl.\n"
    brief = bus.brieven[0][2]
    tekst, bijlage = brief.iter_parts()
    # What was delivered is in the register too: one afspraak past its date, one due within forty days.
    for zin in (
        "- Een bed meer",
        "Afspraken die binnen 40 dagen klaar moeten zijn\n- Sleutels bestellen",
        "14 januari 2027: Bestuurlijk overleg",
    ):
        assert zin in tekst.get_content().replace("\r\n", "\n")
    assert bijlage.get_filename() == "ketenspiegel-opvang.ics"


def test_a_trial_shows_the_mail_and_needs_no_server(gepland: Rij, capsys: Uitvoer) -> None:
    assert remind("opvang", "--proef") == 0
    uit = capsys.readouterr().out
    assert uit.startswith(
        "Onderwerp: Herinnering: Opvang van daklozen\n\nDit is een herinnering uit Ketenspiegel over de keten Opvang van daklozen.\n"
    )
    assert uit.endswith("\nBijlage: ketenspiegel-opvang.ics\nDit was een proef. Er is geen mail verstuurd.\n")


def test_a_keten_name_with_a_line_end_cannot_add_a_header(
    leeg_magazijn: Path, postbus: Openen, monkeypatch: pytest.MonkeyPatch, capsys: Uitvoer
) -> None:
    rijen = gegevens()
    rijen["ketens"][0]["naam"] = "Opvang\r\nBcc: z@z.nl\r\n\r\nKlik hier"
    write_build(leeg_magazijn, rijen)
    bus = postbus()
    set_post(monkeypatch, f"smtp://127.0.0.1:{bus.poort}")
    assert remind("opvang", "--aan", "a@gemeente.nl") == 0
    [(_, naar, brief)] = bus.brieven
    assert (naar, brief["Bcc"], brief["Subject"]) == (["a@gemeente.nl"], None, "Herinnering: Opvang Bcc: z@z.nl Klik hier")
    assert capsys.readouterr().out == "Verstuurd aan: a@gemeente.nl.\n"


@pytest.mark.parametrize(
    ("woorden", "smtp", "code", "zin"),
    [
        ([], "", 2, "Geef aan wie de mail krijgt: --aan naam@gemeente.nl. Of bekijk de mail eerst met --proef."),
        (["--aan", "jan"], "", 2, "Dit is geen e-mailadres: “jan”. Schrijf het zo: naam@gemeente.nl. Er is geen mail verstuurd."),
        (["--aan", "jan", "--proef"], "", 2, "Dit is geen e-mailadres: “jan”. Schrijf het zo: naam@gemeente.nl. "
         "Er is geen mail verstuurd."),
        (["--aan", "a@b.nl"], "", 2, "Versturen staat uit, want KETENSPIEGEL_SMTP is leeg. Zet daar het adres van uw mailserver in, zoals "
         "KETENSPIEGEL_SMTP=smtp://mail.gemeente.nl:587?starttls=1. Of bekijk de mail met --proef."),
        (["--aan", "a@b.nl"], "smtp://u:geheim@mail:x", 2, "KETENSPIEGEL_SMTP kan niet worden gelezen. Schrijf het zo: "
         "KETENSPIEGEL_SMTP=smtp://mail.gemeente.nl:587?starttls=1, of smtps://mail.gemeente.nl."),
    ],
)  # fmt: skip
def test_what_cannot_be_sent_is_told_without_a_traceback(
    woorden: list[str], smtp: str, code: int, zin: str, magazijn: Path, monkeypatch: pytest.MonkeyPatch, capsys: Uitvoer
) -> None:
    set_post(monkeypatch, smtp)
    assert remind("opvang", *woorden) == code
    uit = capsys.readouterr()
    assert (uit.out, uit.err) == ("", f"{zin}\n")


def test_a_server_that_is_away_gives_exit_code_3_and_keeps_the_password(
    gepland: Rij, monkeypatch: pytest.MonkeyPatch, capsys: Uitvoer
) -> None:
    poort = free_port()
    set_post(monkeypatch, f"smtp://spiegel:geheim@localhost:{poort}")
    assert remind("opvang", "--aan", "a@gemeente.nl") == 3
    fout = capsys.readouterr().err
    assert fout.startswith(f"De mailserver localhost:{poort} is niet te bereiken.") and "geheim" not in fout


def test_when_there_is_nothing_to_say_nothing_is_sent(
    postbus: Openen, magazijn: Path, monkeypatch: pytest.MonkeyPatch, capsys: Uitvoer
) -> None:
    bus = postbus()
    set_post(monkeypatch, f"smtp://127.0.0.1:{bus.poort}")
    assert remind("zonder", "--aan", "a@gemeente.nl") == 0
    assert capsys.readouterr().out == "Er is niets om aan te herinneren. Er is geen mail verstuurd.\n"
    assert bus.brieven == []


def test_an_unknown_keten_gives_exit_code_2(magazijn: Path, capsys: Uitvoer) -> None:
    assert remind("bestaat-niet", "--proef") == 2
    assert capsys.readouterr().err == "Keten “bestaat-niet” is er niet. Kies uit: jeugd, opvang, aflopend, zonder.\n"


@pytest.mark.parametrize("dagen", ["-1", "367", "veel"])
def test_a_term_that_cannot_be_is_refused(dagen: str, magazijn: Path, capsys: Uitvoer) -> None:
    assert remind("opvang", "--proef", "--dagen", dagen) == 2
    assert "--dagen" in capsys.readouterr().err


def test_without_a_spiegel_there_is_nothing_to_remind_of(leeg_magazijn: Path, capsys: Uitvoer) -> None:
    assert remind("opvang", "--proef") == 2
    assert "Er is nog geen spiegel. Laad eerst een levering: python -m etl laden MAP." in capsys.readouterr().err


def test_what_was_changed_in_the_app_is_what_is_reminded_of(register: Register, gepland: Rij, capsys: Uitvoer) -> None:
    remind("opvang", "--proef")
    register.change("afspraak", "a1", register.newest("afspraak", "a1")["nummer"], {"status": "gereed"}, REGISSEUR)
    capsys.readouterr()
    assert remind("opvang", "--proef") == 0
    assert "Een bed meer" not in capsys.readouterr().out
