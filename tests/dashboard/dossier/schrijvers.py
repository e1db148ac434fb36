"""People who write at the same time, each a process of its own that can be killed. Add here what such a process does."""

import multiprocessing
import os
from multiprocessing.context import ForkServerProcess
from pathlib import Path

import duckdb

from dashboard.dossier.fouten import Gewijzigd, OnbereikbaarDossier
from dashboard.dossier.register import Daad, Register, Wie, now
from dashboard.dossier.verbinding import make_engine, open_engine
from dashboard.dossier.vullen import fill

PROCESSEN = multiprocessing.get_context("forkserver")
PROCESSEN.set_forkserver_preload(["tests.dashboard.dossier.schrijvers"])
GEDEELD = "gedeeld"
NIET_TE_BEREIKEN = 3
"""How a writer ends that was told that its dossier cannot be reached."""


def start_writer(adres: str, naam: str, aantal: int, bevestigd: Path) -> ForkServerProcess:
    """A process that adds `aantal` pairs and changes the shared afspraak after each; what is kept it writes in `bevestigd`."""
    proces = PROCESSEN.Process(target=_write, args=(adres, naam, aantal, bevestigd), daemon=True)
    proces.start()
    return proces


def _write(adres: str, naam: str, aantal: int, bevestigd: Path) -> None:
    try:
        _write_all(adres, naam, aantal, bevestigd)
    except OnbereikbaarDossier:
        raise SystemExit(NIET_TE_BEREIKEN) from None


def _write_all(adres: str, naam: str, aantal: int, bevestigd: Path) -> None:
    register, wie = Register(make_engine(adres)), Wie("schrijver", naam)
    bestand = os.open(bevestigd, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    for nummer in range(aantal):
        id_ = f"{naam}-{nummer}"
        with register.change_set(Daad(wie, now())) as daad:
            daad.add("afspraak", "opvang", {"afspraak": id_}, id_)
            daad.add("knelpunt", "opvang", {"knelpunt": id_}, id_)
        os.write(bestand, f"{id_}\n".encode())
        os.write(bestand, f"{GEDEELD} {_change_shared(register, wie, id_)}\n".encode())


def _change_shared(register: Register, wie: Wie, tekst: str) -> int:
    """Change what everybody changes, as often as it takes; gives the number of the version that is ours."""
    while True:
        nummer = register.newest("afspraak", GEDEELD)["nummer"]
        try:
            return int(register.change("afspraak", GEDEELD, nummer, {"toelichting": tekst}, wie)["nummer"])
        except Gewijzigd:
            continue


def start_opener(adres: str, klaar: Path) -> ForkServerProcess:
    """A process that opens a dossier as a server does when it starts."""
    proces = PROCESSEN.Process(target=_open, args=(adres, klaar), daemon=True)
    proces.start()
    return proces


def _open(adres: str, klaar: Path) -> None:
    register = Register(open_engine(adres))
    register.add("advies", "opvang", {"van_wie": "GGD", "advies": klaar.name}, Wie("server"))
    klaar.write_text("klaar", encoding="utf-8")


def start_filler(adres: str, bouw: Path) -> ForkServerProcess:
    """A process that takes over what was delivered, as a server does at its first page."""
    proces = PROCESSEN.Process(target=_fill, args=(adres, bouw), daemon=True)
    proces.start()
    return proces


def _fill(adres: str, bouw: Path) -> None:
    with duckdb.connect(str(bouw), read_only=True) as con:
        fill(Register(open_engine(adres)), bouw, con)
