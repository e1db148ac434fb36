"""A round of many cases: counting, keeping what failed, and the figures at the end."""

import os
import shlex
import shutil
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from tests.fuzz.gevallen import Geval, make
from tests.fuzz.grenzen import MIB, memory
from tests.fuzz.proef import Proefbank, Uitkomst

VOORUITGANG = 5_000  # a line on the screen after so many cases


@dataclass
class Ronde:
    """What happened until now. Failing leveringen are kept in map_/mislukt, each with the command that repeats it."""

    bank: Proefbank
    map_: Path
    aantal: int
    laad_elke: int
    tot: float = float("inf")
    per_soort: dict[str, Counter[str]] = field(default_factory=dict)
    mislukt: list[Path] = field(default_factory=list)
    gedaan: int = 0
    goed: int = 0
    traagste: tuple[float, str] = (0.0, "")
    traagste_lading: float = 0.0
    hoogste: int = 0
    begin: float = field(default_factory=time.monotonic)
    rust: int = 0

    @property
    def is_klaar(self) -> bool:
        """True when the number or the time is reached."""
        return self.gedaan >= self.aantal or time.monotonic() > self.tot

    def step(self, rng: Random) -> Uitkomst:
        """Make a case, try it and count it."""
        geval = make(rng)
        pad = geval.write(self.map_ / "bezig")
        laden = self.laad_elke > 0 and (self.goed + 1) % self.laad_elke == 0
        uitkomst = self.bank.try_out(geval, pad, echt_laden=laden)
        self._count(geval, uitkomst)
        if uitkomst.is_mislukt:
            self._keep(geval, pad, uitkomst, laden)
        if self.gedaan % VOORUITGANG == 0:
            print(f"{self.gedaan} leveringen, {len(self.mislukt)} mislukt, {time.monotonic() - self.begin:.0f} s", flush=True)
        return uitkomst

    def _count(self, geval: Geval, uitkomst: Uitkomst) -> None:
        self.gedaan += 1
        self.goed += uitkomst.einde in ("goed", "geladen")
        self.per_soort.setdefault(geval.soort, Counter())[uitkomst.einde] += 1
        self.traagste = max(self.traagste, (uitkomst.seconden, f"{geval.soort}, nummer {self.gedaan}"))
        self.traagste_lading = max(self.traagste_lading, uitkomst.laadseconden)
        self.hoogste = max(self.hoogste, uitkomst.geheugen)
        if self.gedaan == min(1_000, self.aantal):
            self.rust = memory("VmRSS")

    def _keep(self, geval: Geval, pad: Path, uitkomst: Uitkomst, laden: bool) -> None:
        doel = self.map_ / "mislukt" / f"{len(self.mislukt) + 1:04d}-{uitkomst.einde.lower()}"
        shutil.rmtree(doel, ignore_errors=True)
        shutil.copytree(pad.parent, doel / "levering")
        kopie = doel / "levering" / pad.name
        opties = "".join(optie for optie, geldt in ((" --snel", geval.snel), (" --laden", laden)) if geldt)
        opdracht = f"python -m tests.fuzz --herhaal {shlex.quote(os.path.relpath(kopie))}{opties}"
        (doel / "uitleg.txt").write_text(f"{opdracht}\n\n{uitkomst.toelichting}\n", encoding="utf-8", errors="backslashreplace")
        self.mislukt.append(doel)
        print(f"{uitkomst.einde} bij {geval.soort}: {uitkomst.toelichting.strip().splitlines()[-1][:200]}\n  {opdracht}", flush=True)

    def figures(self) -> list[str]:
        """The figures of this round, as lines."""
        duur = time.monotonic() - self.begin
        som: Counter[str] = sum(self.per_soort.values(), Counter())
        kolommen = ("geweigerd", "goed", "geladen", "CRASH", "HANGT", "GEHEUGEN", "ZWIJGT")
        regels = [f"{'soort':<16}{'aantal':>8}" + "".join(f"{kolom:>11}" for kolom in kolommen)]
        for soort, telling in [*sorted(self.per_soort.items()), ("samen", som)]:
            regels.append(f"{soort:<16}{telling.total():>8}" + "".join(f"{telling[kolom]:>11}" for kolom in kolommen))
        traag, wat = self.traagste
        regels.append(f"Traagste levering: {traag:.2f} s rekentijd ({wat}). Hoogste geheugen van het proces: {self.hoogste / MIB:.0f} MiB.")
        regels.append(f"Traagste lading, met een nieuwe spiegel: {self.traagste_lading:.1f} s rekentijd.")
        groei = (memory("VmRSS") - self.rust) / MIB if self.rust else 0.0
        regels.append(
            f"Geheugen in rust, na de eerste duizend tot nu: {groei:+.0f} MiB. Duur: {duur:.0f} s, {self.gedaan / duur:.0f} per seconde."
        )
        slot = (
            "Elke levering eindigde in een melding of werd geladen." if not self.mislukt else f"{len(self.mislukt)} keer ging er iets mis."
        )
        return [*regels, slot]
