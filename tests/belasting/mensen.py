"""Those who use one server at the same time: they read all pages, write through the real forms, or publish a new build."""

import asyncio
import csv
import json
import random
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from dashboard.app import PAGINAS
from tests.protocol.huis import WORTEL, Huis
from tests.protocol.sessie import Antwoord, Geweigerd, Sessie, fill_in

# What stands in place of a page when the spiegel or the register cannot be read: to a reader that page failed.
IN_PLAATS_VAN = ("kan niet worden gelezen", "kan nu niet worden", "Er is nog geen spiegel", "niet gevonden", "Log in om verder te gaan")
NICE = ("nice", "-n", "10")  # loading gives way to who looks, as in uitrol/systemd/ketenspiegel-laden.service
LEES_ELKE = 3.0  # a browser asks this often whether there is something new, in seconds


@dataclass
class Keer:
    """One page that one session got."""

    moment: float
    pagina: str
    seconden: float
    fout: str = ""
    vanzelf: bool = False
    """Drawn again because another build was published, or rights changed; nobody asked."""


@dataclass
class Uitkomst:
    """All that happened."""

    keren: list[Keer] = field(default_factory=list)
    eerste_keren: list[Keer] = field(default_factory=list)
    """The round before the others came."""
    bouwen: list[float] = field(default_factory=list)
    """How many seconds each build took, from command to published."""
    mislukte_bouwen: list[str] = field(default_factory=list)
    bevestigd: list[str] = field(default_factory=list)
    """The names of what the screen said was kept."""
    niet_bewaard: list[str] = field(default_factory=list)
    rss: list[tuple[float, float]] = field(default_factory=list)
    """Moment and MB."""


@dataclass
class Klok:
    """When it all ends, and how long people think; nobody leaves before the last build is there."""

    tot: float
    denktijd: float
    toeval: random.Random
    bouwt: bool = True

    @property
    def is_voorbij(self) -> bool:
        """Whether it is time to stop."""
        return time.monotonic() >= self.tot and not self.bouwt


async def read(huis: Huis, wie: str, keten: str, klok: Klok, uit: Uitkomst) -> None:
    """Go through all pages in an order of one's own, and think after each; the screen keeps itself up to date meanwhile."""
    await asyncio.sleep(klok.toeval.uniform(0, klok.denktijd))
    async with Sessie(huis.adres, huis.koekje(wie)) as s:
        while not klok.is_voorbij:
            paginas = [p for p in PAGINAS if p.in_navigatie or p.adres == "verschil"]
            for pagina in klok.toeval.sample(paginas, len(paginas)):
                if klok.is_voorbij:
                    return
                zoek = {} if pagina.keuze == "geen" else {"keten": keten}
                await _look(s, uit, pagina.adres, zoek)
                await _think(s, klok, uit, pagina.adres)


async def _look(s: Sessie, uit: Uitkomst, pagina: str, zoek: dict[str, str]) -> None:
    moment = time.monotonic()
    try:
        antwoord = await s.open(pagina, **zoek)
    except Geweigerd as fout:
        uit.keren.append(Keer(moment, pagina, time.monotonic() - moment, f"geen antwoord: {fout}"))
        return
    uit.keren.append(Keer(moment, pagina, antwoord.seconden, _fault(antwoord)))


async def _think(s: Sessie, klok: Klok, uit: Uitkomst, pagina: str) -> None:
    """As a browser does: every few seconds ask whether something is new; when it is, the whole page comes again."""
    tot = time.monotonic() + klok.toeval.uniform(0.5, 1.5) * klok.denktijd
    while (nog := tot - time.monotonic()) > 0 and not klok.is_voorbij:
        await asyncio.sleep(min(LEES_ELKE, nog))
        for fragment in list(s.fragmenten)[-1:] if time.monotonic() < tot else ():
            moment = time.monotonic()
            try:
                antwoord = await s.vraag(fragment=fragment, vanzelf=True)
            except Geweigerd as fout:
                uit.keren.append(Keer(moment, pagina, time.monotonic() - moment, f"geen antwoord: {fout}", vanzelf=True))
                return
            if antwoord.is_pagina:
                uit.keren.append(Keer(moment, pagina, antwoord.seconden, _fault(antwoord), vanzelf=True))


def _fault(antwoord: Antwoord) -> str:
    if not antwoord.is_goed:
        return f"einde {antwoord.einde}: {antwoord.fouten}"
    return next((zin for zin in IN_PLAATS_VAN if zin in antwoord.tekst), "")


async def write(huis: Huis, wie: str, keten: str, nummer: int, klok: Klok, uit: Uitkomst) -> None:
    """Plan an overleg with a name of its own through the form, again and again; what the screen confirms must be in the register."""
    keer = 0
    await asyncio.sleep(klok.toeval.uniform(0, klok.denktijd))
    async with Sessie(huis.adres, huis.koekje(wie)) as s:
        while not klok.is_voorbij:
            keer += 1
            naam = f"Proefoverleg {nummer}-{keer}"
            moment = time.monotonic()
            try:
                antwoord = await s.open("overleg", keten=keten)
                uit.keren.append(Keer(moment, "overleg", antwoord.seconden, _fault(antwoord)))
                staten = fill_in(antwoord, "Plan dit overleg", **{"Naam": naam, "Datum (jaar-maand-dag)": "2027-03-04"})
                await asyncio.sleep(klok.toeval.uniform(0.5, 1.5) * klok.denktijd)  # to fill in a form takes a while
                moment = time.monotonic()
                antwoord = await s.vraag(staten)
                uit.keren.append(Keer(moment, "bewaren", antwoord.seconden, _fault(antwoord)))
            except (Geweigerd, KeyError) as fout:
                uit.keren.append(Keer(moment, "bewaren", time.monotonic() - moment, f"geen antwoord: {fout}"))
                return
            (uit.bevestigd if f"{naam} is gepland." in antwoord.tekst else uit.niet_bewaard).append(naam)
            await asyncio.sleep(klok.toeval.uniform(0.5, 1.5) * klok.denktijd)


async def go_round(huis: Huis, mensen: Sequence[tuple[str, str]], uit: Uitkomst) -> None:
    """One person after the other opens every page once, as on the morning after a restart: all is drawn for the first time."""
    for wie, keten in mensen:
        async with Sessie(huis.adres, huis.koekje(wie)) as s:
            for pagina in (p for p in PAGINAS if p.in_navigatie or p.adres == "verschil"):
                await _look(s, uit, pagina.adres, {} if pagina.keuze == "geen" else {"keten": keten})


async def publish(huis: Huis, map_: Path, aantal: int, klok: Klok, uit: Uitkomst) -> None:
    """Load a small levering so many times, spread over the whole time; each gives a new build."""
    begin, stap = time.monotonic(), (klok.tot - time.monotonic()) / aantal
    for nummer in range(aantal):
        await asyncio.sleep(max(0.0, begin + nummer * stap - time.monotonic()))
        pad, moment = small_levering(map_, nummer), time.monotonic()
        proces = await asyncio.create_subprocess_exec(
            *(*NICE, sys.executable, "-m", "etl", "laden", str(pad), "--magazijn", str(huis.magazijn)),
            cwd=WORTEL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
        )
        tekst, _ = await proces.communicate()
        if proces.returncode:
            uit.mislukte_bouwen.append(tekst.decode()[-300:])
        else:
            uit.bouwen.append(time.monotonic() - moment)
    klok.bouwt = False


def small_levering(map_: Path, nummer: int) -> Path:
    """One figure that was revised once more."""
    pad = map_ / f"levering-{nummer:04d}"
    pad.mkdir()
    kop = {"leverancier": "Schuldhulp Voorbeeldstad", "fictief": "ja", "status": "gedeeld", "geleverd_op": date.today().isoformat()}
    (pad / "levering.json").write_text(json.dumps(kop), encoding="utf-8")
    with (pad / "metingen.csv").open("w", encoding="utf-8", newline="") as uit:
        schrijver = csv.writer(uit)
        schrijver.writerow(["indicator", "periode", "waarde", "bron_partij", "definitie_versie"])
        schrijver.writerow(["sch-aanmeldingen", "2026-10", 200 + nummer, "Schuldhulp Voorbeeldstad", "2"])
    return pad


async def weigh(huis: Huis, klok: Klok, uit: Uitkomst, elke: float) -> None:
    """Note the memory of the server, until the end."""
    while not klok.is_voorbij:
        uit.rss.append((time.monotonic(), huis.rss()))
        await asyncio.sleep(elke)


async def everyone(huis: Huis, map_: Path, mensen: Sequence[tuple[str, str]], maat: tuple[int, int, int, float, float]) -> Uitkomst:
    """All of them at once; `maat`: sessions, writers, builds, minutes, seconds of thinking."""
    sessies, schrijvers, bouwen, minuten, denktijd = maat
    uit = Uitkomst()
    eerst = Uitkomst()
    await go_round(huis, mensen, eerst)
    uit.eerste_keren = eerst.keren
    klok = Klok(time.monotonic() + minuten * 60, denktijd, random.Random(1))
    lezers = [mensen[i % len(mensen)] for i in range(sessies)]
    regisseurs = [m for m in mensen if m[0].startswith("regisseur")]
    async with asyncio.TaskGroup() as groep:
        for wie, keten in lezers:
            groep.create_task(read(huis, wie, keten, klok, uit))
        for nummer in range(schrijvers):
            groep.create_task(write(huis, *regisseurs[nummer % len(regisseurs)], nummer, klok, uit))
        groep.create_task(publish(huis, map_, bouwen, klok, uit))
        groep.create_task(weigh(huis, klok, uit, min(5.0, minuten * 60 / 20)))
    return uit
