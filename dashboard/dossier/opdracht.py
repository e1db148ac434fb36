"""The command `python -m dashboard.dossier`: copy the dossier, put a copy back, or take over what was delivered."""

from pathlib import Path

import click

from dashboard.dossier.kopie import backup, restore
from dashboard.dossier.register import Register
from dashboard.dossier.verbinding import address, open_engine
from dashboard.dossier.vullen import fill
from etl.cli import Commandos
from etl.magazijn import STANDAARD, Magazijn

BESTAND = click.argument("bestand", metavar="BESTAND.zip", type=click.Path(dir_okay=False, path_type=Path))


@click.group(cls=Commandos, subcommand_metavar="OPDRACHT [OPTIES]", options_metavar="[OPTIES]")
@click.option("--magazijn", "map_", metavar="MAP", default=STANDAARD, show_default=True, envvar="KETENSPIEGEL_MAGAZIJN",
              type=click.Path(file_okay=False, path_type=Path), help="Waar leveringen en bouwen staan.")  # fmt: skip
@click.pass_context
def dossier(context: click.Context, map_: Path) -> None:
    """Het dossier: wat mensen zeggen en afspreken. KETENSPIEGEL_DOSSIER kan naar PostgreSQL wijzen."""
    context.obj = map_


@dossier.command()
@BESTAND
@click.pass_obj
def bewaar(map_: Path, bestand: Path) -> None:
    """Maak een kopie van het hele dossier, ook terwijl het in gebruik is."""
    rijen = backup(open_engine(address(map_)), bestand)
    click.echo(f"Bewaard in {bestand}: {_in_words(rijen)}.")


@dossier.command()
@BESTAND
@click.pass_obj
def terugzetten(map_: Path, bestand: Path) -> None:
    """Zet een kopie terug op een leeg dossier."""
    rijen = restore(open_engine(address(map_)), bestand)
    click.echo(f"Teruggezet uit {bestand}: {_in_words(rijen)}.")


@dossier.command()
@click.pass_obj
def vul(map_: Path) -> None:
    """Neem over wat er is geleverd aan overleggen, afspraken, knelpunten en oordelen. Het dashboard doet dit ook vanzelf."""
    import duckdb

    bouw = Magazijn(map_).current_build()
    if bouw is None:
        raise click.UsageError("Er is nog geen spiegel. Laad eerst een levering: python -m etl laden MAP.")
    with duckdb.connect(str(bouw), read_only=True) as con:
        nieuw = fill(Register(open_engine(address(map_))), bouw, con)
    click.echo(f"{nieuw} nieuwe versies overgenomen." if nieuw else "Er was niets nieuws over te nemen.")


def _in_words(rijen: dict[str, int]) -> str:
    versies = sum(aantal for naam, aantal in rijen.items() if naam.endswith("_versie"))
    return f"{versies} versies en {rijen['wijziging']} wijzigingen"
