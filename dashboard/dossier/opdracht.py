"""The command `python -m dashboard.dossier`: copy the dossier, put a copy back, take over what was delivered, or remind by mail."""

from pathlib import Path

import click

from dashboard.dossier import logboek
from dashboard.dossier.kopie import backup, restore
from dashboard.dossier.register import Register
from dashboard.dossier.tijd import today
from dashboard.dossier.verbinding import address, open_engine
from dashboard.dossier.vullen import fill, fullest
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
    engine = open_engine(address(map_))
    rijen = backup(engine, bestand)
    logboek.keep(engine, logboek.Regel("uitgevoerd", logboek.SERVER, voorwerp="kopie van het dossier"))
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
    *_, nieuw = _filled(map_)
    versies = "1 nieuwe versie" if nieuw == 1 else f"{nieuw} nieuwe versies"
    click.echo(f"{versies} overgenomen." if nieuw else "Er was niets nieuws over te nemen.")


@dossier.command()
@click.argument("keten", metavar="KETEN")
@click.option("--aan", "adressen", metavar="ADRES", multiple=True, help="Wie de mail krijgt. Voor meer mensen: nog een keer --aan.")
@click.option("--dagen", metavar="N", type=click.IntRange(0, 366), default=14, show_default=True,
              help="Noem afspraken die binnen zoveel dagen klaar zijn.")  # fmt: skip
@click.option("--proef", is_flag=True, help="Toon de mail en verstuur niets.")
@click.pass_obj
def herinner(map_: Path, keten: str, adressen: tuple[str, ...], dagen: int, proef: bool) -> None:
    """Mail wat over datum is, wat bijna klaar moet zijn, en de dagen naar het volgende overleg, met een agendabestand erbij."""
    # Late, for the other commands need no mail and no screen.
    from streamlit.logger import set_log_level

    set_log_level("ERROR")  # it warns that no page is running, and none should be
    from dashboard.dossier import post
    from dashboard.dossier.herinnering import make_reminder

    if adressen or not proef:
        post.check_addresses(adressen)
    if not proef:
        server, afzender = post.read_settings()
    bouw, register, _ = _filled(map_)
    herinnering = make_reminder(bouw, register, keten, today(), dagen)
    if herinnering is None:
        click.echo("Er is niets om aan te herinneren. Er is geen mail verstuurd.")
        return
    bestand = f"ketenspiegel-{keten}.ics"
    if proef:
        click.echo(
            f"Onderwerp: {herinnering.onderwerp}\n\n{herinnering.tekst}\nBijlage: {bestand}\nDit was een proef. Er is geen mail verstuurd."
        )
        return
    logboek.keep(register.engine, logboek.Regel("uitgevoerd", logboek.SERVER, keten=keten, voorwerp="herinnering per mail"))
    post.send(server, afzender, {adres: post.compose(herinnering, afzender, adres, bestand) for adres in adressen})
    click.echo(f"Verstuurd aan: {', '.join(adressen)}.")


def _filled(map_: Path) -> tuple[Path, Register, int]:
    """The build in use, the register with what was delivered in it, and how many versions were new."""
    import duckdb

    bouw = Magazijn(map_).current_build()
    if bouw is None:
        raise click.UsageError("Er is nog geen spiegel. Laad eerst een levering: python -m etl laden MAP.")
    register = Register(open_engine(address(map_)))
    with duckdb.connect(str(fullest(bouw)), read_only=True) as con:
        return bouw, register, fill(register, bouw, con)


def _in_words(rijen: dict[str, int]) -> str:
    versies = sum(aantal for naam, aantal in rijen.items() if naam.endswith("_versie"))
    wijzigingen = rijen["wijziging"]
    return f"{versies} {'versie' if versies == 1 else 'versies'} en {wijzigingen} {'wijziging' if wijzigingen == 1 else 'wijzigingen'}"
