"""The command `python -m dashboard.rapport`: write the packet of an overleg to a file."""

from pathlib import Path

import click

from dashboard.dossier import logboek, vullen
from dashboard.dossier.register import Register
from dashboard.dossier.verbinding import address, open_engine
from dashboard.rapport.pakket import SOORTEN, maak_pakket
from dashboard.toegang.zicht import IEDEREEN, TAFEL
from etl.magazijn import Magazijn
from etl.opties import MAGAZIJN, Commando

LEZERS = {"tafel": TAFEL, "iedereen": IEDEREEN}


@click.command(cls=Commando, context_settings={"help_option_names": ["--help"]})
@click.argument("keten", metavar="KETEN")
@click.option("--overleg", metavar="ID", required=True, help="Het kenmerk van het overleg; het staat in het adres van de pagina Overleg.")
@click.option("--soort", type=click.Choice(list(SOORTEN)), default="stukken", show_default=True, help="Welk stuk u wilt maken.")
@click.option("--uit", metavar="BESTAND.pdf", type=click.Path(dir_okay=False, path_type=Path), help="Waar het stuk komt te staan.")
@click.option("--bouw", metavar="NAAM", help="Maak het stuk opnieuw uit een eerdere bouw; de naam staat achter in het stuk.")
@click.option("--stand", metavar="NUMMER", type=click.IntRange(0), help="Maak het stuk met het dossier zoals het bij dit nummer was.")
@click.option("--voor", type=click.Choice(list(LEZERS)), default="tafel", show_default=True,
              help="Wie het leest: bij iedereen blijft weg wat in vertrouwen is.")  # fmt: skip
@MAGAZIJN
def rapport(keten: str, overleg: str, soort: str, uit: Path | None, bouw: str | None, stand: int | None, voor: str, map_: Path) -> None:
    """Maak de stukken voor een overleg, of achteraf de besluitenlijst of de afsprakenlijst, als pdf."""
    magazijn = Magazijn(map_)
    huidig = magazijn.current_build()
    if huidig is None:
        raise click.UsageError("Er is nog geen spiegel. Laad eerst een levering: python -m etl laden MAP.")
    register = _register(map_, huidig)
    pdf = maak_pakket(map_, _named(huidig, bouw), register, keten, overleg, soort=soort, stand=stand, wat=LEZERS[voor])
    doel = uit or Path(f"{soort}-{overleg}.pdf".replace("/", "-"))
    logboek.keep(register.engine, logboek.Regel("stukken", logboek.SERVER, keten=keten, voorwerp=f"{soort}, overleg {overleg}"))
    doel.write_bytes(pdf)
    click.echo(f"Gemaakt: {doel}")


def _register(map_: Path, bouw: Path) -> Register:
    """The register, with what was delivered in the published build in it."""
    import duckdb

    register = Register(open_engine(address(map_)))
    with duckdb.connect(str(vullen.fullest(bouw)), read_only=True) as con:
        vullen.fill(register, bouw, con)
    return register


def _named(huidig: Path, naam: str | None) -> Path:
    """The build that was asked for, beside the one in use; nothing outside that folder."""
    if naam is None:
        return huidig
    bouw = huidig.with_name(f"{naam.removesuffix('.duckdb')}.duckdb") if Path(naam).name == naam else None
    if bouw is None or not bouw.exists():
        raise click.UsageError(f"De bouw “{naam}” is er niet (meer). Laat --bouw weg voor de bouw die in gebruik is.")
    return bouw
