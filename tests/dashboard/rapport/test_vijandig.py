"""Hostile text in the packet: shown, never carried out, and nothing of this machine comes along. More cases stand in test_pakket.py."""

import re
from typing import Any

import pytest

from dashboard.dossier.register import Register
from tests.dashboard.rapport.conftest import OVERLEG, REGISSEUR, Maak
from tests.dashboard.rapport.lezer import lees, tekst

LEEST = '#read("/etc/passwd") #image("/etc/passwd") #include "/etc/hosts" #json("/etc/passwd") #eval("1+1")'
PROGRAMMA = (
    "<img src=x onerror=alert(1)> <iframe src='http://elders.example'></iframe> [klik](javascript:alert(1)) "
    "=1+1 =cmd|' /C calc'!A0 @SUM(A1)"
)
GEHEEL = "Begin\x07\x1b[31m\x7f midden\u2066\u2067\u202b\u202e\u2069 eind"


@pytest.fixture
def pdf(maak: Maak, register: Register) -> bytes:
    """The list of afspraken with all of it, in two fields (a NUL is refused by the register already)."""
    for woorden in (LEEST, PROGRAMMA, GEHEEL):
        register.add("afspraak", "opvang", {"overleg": OVERLEG, "afspraak": woorden, "voortouw": woorden}, REGISSEUR)
    return maak(soort="afsprakenlijst")


def test_what_looks_like_an_order_is_printed_and_not_carried_out(pdf: bytes) -> None:
    gelezen = tekst(pdf)
    kaal = re.sub(r"\s", "", gelezen)
    for woorden in (LEEST, PROGRAMMA):
        assert kaal.count(re.sub(r"\s", "", woorden)) == 2
    assert "root:" not in gelezen
    assert "localhost" not in gelezen


def test_signs_that_steer_a_screen_or_a_line_are_gone_and_the_words_are_whole(pdf: bytes) -> None:
    ruw = "\n".join(blad.extract_text() for blad in lees(pdf).pages)
    assert "Begin[31m midden eind" in re.sub(r"\s+", " ", ruw)
    assert re.findall("[\x07\x1b\x7f\u2066-\u2069\u202a-\u202e]", ruw) == []


def test_nothing_in_the_file_can_be_carried_out_or_leads_elsewhere(pdf: bytes) -> None:
    bestand = lees(pdf)
    wortel: Any = bestand.trailer["/Root"]
    assert not {"/OpenAction", "/AA", "/AcroForm"} & set(wortel)
    assert not {"/JavaScript", "/EmbeddedFiles"} & set(wortel.get("/Names", {}))
    soorten = {
        str(noot.get_object()["/A"]["/S"]) for blad in bestand.pages for noot in blad.get("/Annots", []) if "/A" in noot.get_object()
    }
    assert soorten <= {"/GoTo"}
