"""The commands that keep everything: look whether all is whole, make a backup, and put one back.

The magazijn knows nothing of the dossier; here, where a person asks for both at once, the two come together.
"""

import json
from dataclasses import asdict
from pathlib import Path

import click

from etl.fouten import MagazijnFout
from etl.gezondheid import Onderzoek, examine
from etl.magazijn import Magazijn
from etl.opties import JSON, MAGAZIJN, Commando, progress
from etl.reservekopie import Uitkomst, back_up, put_back

BESTAND = click.argument("bestand", metavar="BESTAND.zip", type=click.Path(dir_okay=False, path_type=Path))


@click.command(cls=Commando, help="Kijk magazijn en dossier na, herstel wat kan en noem wat niet kan.")
@click.option(
    "--uit",
    metavar="BESTAND.zip",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Zet leveringen die stuk zijn, en een dossier dat niet te lezen is, terug uit deze reservekopie.",
)
@MAGAZIJN
@JSON
def gezondheid(uit: Path | None, map_: Path, als_json: bool) -> int:
    """Examine magazijn and dossier; exit code 3 when something cannot be mended."""
    from dashboard.dossier.verbinding import address
    from etl.gezondheid.dossier import examine_dossier

    with progress() as meld:
        onderzoek = examine(Magazijn(map_), uit, meld)
    examine_dossier(address(map_), uit, onderzoek)
    if als_json:
        click.echo(json.dumps({"gezond": not onderzoek.stuk, **asdict(onderzoek)}, ensure_ascii=False, indent=2))
    else:
        _tell(onderzoek)
    return MagazijnFout.exitcode if onderzoek.stuk else 0


def _tell(onderzoek: Onderzoek) -> None:
    for kop, zinnen in (("Hersteld", onderzoek.hersteld), ("Let op", onderzoek.let_op), ("Stuk", onderzoek.stuk)):
        for zin in zinnen:
            click.echo(f"{kop}: " + zin.replace("\n", "\n  "))
    click.echo(
        f"Nagekeken: {_counted(onderzoek.leveringen, 'levering', 'leveringen')}, "
        f"{_counted(onderzoek.bestanden, 'bewaarde tabel', 'bewaarde tabellen')}, {_counted(onderzoek.bouwen, 'bouw', 'bouwen')} "
        f"en een dossier met {_counted(onderzoek.versies, 'versie', 'versies')}. "
        + ("Niet alles is heel: zie boven." if onderzoek.stuk else "Alles is heel.")
    )


@click.command(cls=Commando, help="Maak een reservekopie van magazijn en dossier in één bestand, ook terwijl mensen werken.")
@BESTAND
@MAGAZIJN
def bewaar(bestand: Path, map_: Path) -> int:
    """Back up; exit code 3 when something was already damaged and could not be kept."""
    from dashboard.dossier.kopie import backup
    from dashboard.dossier.verbinding import address, open_engine

    adres = address(map_)
    rijen: dict[str, int] = {}
    uitkomst = back_up(Magazijn(map_), bestand, lambda doel: rijen.update(backup(open_engine(adres), doel)))
    click.echo(f"Bewaard in {bestand}: {_in_words(uitkomst, rijen)}.")
    return _missing(uitkomst, "Zij zitten niet in de reservekopie. Kijk wat u kunt doen met: python -m etl gezondheid.")


@click.command(cls=Commando, help="Zet een reservekopie terug, in een leeg magazijn en een leeg dossier.")
@BESTAND
@MAGAZIJN
def herstel(bestand: Path, map_: Path) -> int:
    """Restore; exit code 3 when the backup was made of a damaged magazijn."""
    from dashboard.dossier.kopie import restore
    from dashboard.dossier.verbinding import address, open_engine

    rijen: dict[str, int] = {}
    with progress() as meld:
        uitkomst = put_back(bestand, Magazijn(map_), lambda bron: rijen.update(restore(open_engine(address(map_)), bron)), meld)
    click.echo(f"Teruggezet uit {bestand}: {_in_words(uitkomst, rijen)}.")
    return _missing(uitkomst, "Zij waren al stuk toen deze reservekopie werd gemaakt. Zet ze terug uit een oudere, met: gezondheid --uit.")


def _in_words(uitkomst: Uitkomst, rijen: dict[str, int]) -> str:
    versies = sum(aantal for naam, aantal in rijen.items() if naam.endswith("_versie"))
    bouw = f"de bouw {uitkomst.bouw}" if uitkomst.bouw else "geen bouw"
    leveringen, dossier = _counted(uitkomst.leveringen, "levering", "leveringen"), _counted(versies, "versie", "versies")
    return f"{leveringen}, {bouw} en een dossier met {dossier}"


def _missing(uitkomst: Uitkomst, zin: str) -> int:
    for wat in uitkomst.ontbreekt:
        click.echo(wat, err=True)
    if uitkomst.ontbreekt:
        click.echo(zin, err=True)
    return MagazijnFout.exitcode if uitkomst.ontbreekt else 0


def _counted(aantal: int, enkelvoud: str, meervoud: str) -> str:
    return f"{aantal} {enkelvoud if aantal == 1 else meervoud}"
