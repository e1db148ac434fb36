"""Reading the files of uitrol/: units, the settings of nginx, and what the scripts make."""

import re
from collections import defaultdict
from pathlib import Path
from typing import NamedTuple

WORTEL = Path(__file__).parents[2]
UITROL = WORTEL / "uitrol"
HUIDIG = "/opt/ketenspiegel/huidig/"
SCRIPTS = sorted(pad for pad in (UITROL / "bin").iterdir() if pad.is_file())
SERVICES = sorted((UITROL / "systemd").glob("*.service"))
TIMERS = sorted((UITROL / "systemd").glob("*.timer"))


def read_unit(pad: Path) -> dict[str, dict[str, list[str]]]:
    """Section -> key -> values, in order."""
    uit: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    sectie = ""
    for regel in pad.read_text(encoding="utf-8").splitlines():
        if regel.startswith("[") and regel.endswith("]"):
            sectie = regel[1:-1]
        elif regel and not regel.startswith("#"):
            sleutel, is_, waarde = regel.partition("=")
            assert is_ and sectie, f"{pad.name}: {regel}"
            uit[sectie][sleutel].append(waarde)
    return uit


class Blok(NamedTuple):
    """One block of nginx: its words (location ~ /x), its directives in order, and the blocks in it."""

    woorden: str
    regels: list[str]
    blokken: list["Blok"]

    def value(self, naam: str) -> str:
        """What the only directive of this name says."""
        [waarde] = [regel.removeprefix(f"{naam} ") for regel in self.regels if regel.split()[0] == naam]
        return waarde

    def headers(self) -> dict[str, str]:
        """What proxy_set_header says."""
        return {deel[1]: deel[2] for regel in self.regels if (deel := regel.split(maxsplit=2))[0] == "proxy_set_header"}

    def location(self, woorden: str) -> "Blok":
        """The location of these words."""
        [blok] = [blok for blok in self.blokken if blok.woorden == f"location {woorden}"]
        return blok


def read_nginx(tekst: str) -> Blok:
    """The settings as blocks; raises when a brace or a semicolon is missing."""
    stapel = [Blok("", [], [])]
    kaal = "\n".join(regel.partition("#")[0] if not re.search(r'["\']', regel) else regel for regel in tekst.splitlines())
    for stuk in re.findall(r"[^;{}]*(?:\{|\}|;)|\S+\s*$", kaal):
        woorden = " ".join(stuk[:-1].split())
        if stuk.endswith("{"):
            blok = Blok(woorden, [], [])
            stapel[-1].blokken.append(blok)
            stapel.append(blok)
        elif stuk.endswith("}"):
            assert not woorden, f"no semicolon behind: {woorden}"
            stapel.pop()
        else:
            assert stuk.endswith(";"), f"no semicolon behind: {stuk}"
            stapel[-1].regels.append(woorden)
    assert len(stapel) == 1, "a brace is missing"
    return stapel[0]
