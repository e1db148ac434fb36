"""The command `python -m etl`. Help and messages are Dutch; exit codes: 0 good, 1 faults in a levering,
2 wrong use, 3 something broke on our side.
"""

import json
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import click
import duckdb

from etl import beheer
from etl.bouw import build, narrowed_since
from etl.fouten import GebruiksFout, KetenspiegelFout
from etl.keuring import Keuringsverslag, check_leveringen
from etl.laden import load
from etl.magazijn import STATUSSEN, Magazijn, Manifest
from etl.opties import JSON, MAGAZIJN, Commandos, progress
from etl.peildatum import build_as_known, parse_peildatum
from etl.verslag import print_report, write_csv

__all__ = ["Commandos", "etl", "run"]
STUK = 3
Paden = tuple[Path, ...]
MAPPEN = click.argument("mappen", metavar="MAP...", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
RAPPORT = click.option(
    "--rapport",
    metavar="BESTAND.csv",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Schrijf alle fouten en waarschuwingen als tabel.",
)


def run(argumenten: Sequence[str], opdracht: click.Command | None = None, naam: str = "python -m etl") -> int:
    """Run a command; user faults become a sentence and an exit code, without a traceback."""
    try:
        uitkomst = (opdracht or etl).main(args=list(argumenten), prog_name=naam, standalone_mode=False)
    except click.ClickException as fout:
        fout.show()
        return GebruiksFout.exitcode
    except click.Abort:
        click.echo("Gestopt. Wat er was, is blijven staan.", err=True)
        return GebruiksFout.exitcode
    except KetenspiegelFout as fout:
        click.echo(str(fout), err=True)
        return fout.exitcode
    except OSError as fout:
        click.echo(
            f"Dit lukte niet: {fout.strerror or fout} ({fout.filename or 'onbekend bestand'}). Kijk naar rechten en ruimte op de schijf.",
            err=True,
        )
        return STUK
    except duckdb.Error as fout:
        click.echo(
            f"Het magazijn kon niet worden gelezen of geschreven: {str(fout).splitlines()[0]}\n"
            "De vorige spiegel blijft in gebruik. Kijk na wat er is en wat u kunt doen: python -m etl gezondheid",
            err=True,
        )
        return STUK
    return uitkomst if isinstance(uitkomst, int) else 0


@click.group(
    cls=Commandos,
    options_metavar="[OPTIES]",
    subcommand_metavar="COMMANDO ...",
    help="Ketenspiegel: leveringen controleren, laden en tot een spiegel bouwen.",
    context_settings={"help_option_names": ["--help"]},
)
def etl() -> None:
    """Group all commands."""


@etl.command(help="Controleer leveringen (map, zip of xlsx) zonder ze te laden.")
@MAPPEN
@MAGAZIJN
@RAPPORT
@JSON
def controleren(mappen: Paden, map_: Path, rapport: Path | None, als_json: bool) -> int:
    """Check leveringen; exit code 1 when there are faults."""
    with progress() as meld:
        verslag = check_leveringen(mappen, Magazijn(map_), meld)
    return _report(verslag, rapport, als_json, "Niets is geladen.")


@etl.command(help="Controleer leveringen, bewaar ze en bouw de spiegel opnieuw.")
@MAPPEN
@MAGAZIJN
@RAPPORT
@JSON
def laden(mappen: Paden, map_: Path, rapport: Path | None, als_json: bool) -> int:
    """Load leveringen; exit code 1 when at least one was refused."""
    with progress() as meld:
        verslag = load(mappen, Magazijn(map_), meld)
    geweigerd = [g.levering.naam for g in verslag.keuring.gekeurd if g.is_geweigerd]
    nieuw = [m.naam for m in verslag.bewaard if not m.niets_nieuws]
    ongewijzigd = [g.levering.naam for g in verslag.keuring.gekeurd if g.levering.naam not in {*geweigerd, *nieuw}]
    slot = " ".join(
        f"{woord}: {', '.join(namen)}."
        for woord, namen in (("Geladen", nieuw), ("Niets nieuws", ongewijzigd), ("Geweigerd", geweigerd))
        if namen
    )
    extra = {"geladen": nieuw, "niets_nieuws": ongewijzigd, "geweigerd": geweigerd, "bouw": str(verslag.bouw)}
    return _report(verslag.keuring, rapport, als_json, slot, extra)


@etl.command(help="Verander wie een levering mag zien, en bouw de spiegel opnieuw.")
@click.argument("levering", metavar="LEVERING")
@click.argument("wie", metavar="STATUS", type=click.Choice(STATUSSEN))
@MAGAZIJN
def delen(levering: str, wie: str, map_: Path) -> int:
    """Give a levering another status: concept, in_vertrouwen or gedeeld."""
    magazijn = Magazijn(map_)
    with progress() as meld, magazijn.lock(), magazijn.workspace() as werkmap:
        manifest = magazijn.find_levering(levering)
        if manifest.status == wie:
            raise GebruiksFout(f"Levering {manifest.naam} heeft al de status {in_words(wie)}. Er is niets veranderd.")
        magazijn.set_status(manifest, wie)
        build(magazijn, werkmap, voortgang=meld)
    click.echo(f"Levering {manifest.naam} is nu {in_words(wie)} (was {in_words(manifest.status)}). De spiegel is opnieuw gebouwd.")
    return 0


@etl.command(help="Bouw de spiegel opnieuw uit alles wat geleverd is.")
@click.option(
    "--peildatum",
    metavar="JJJJ-MM-DD",
    help="Maak de spiegel zoals die op deze dag bekend kon zijn. Die staat apart: de bouw in gebruik blijft dezelfde.",
)
@MAGAZIJN
@JSON
def bouw(peildatum: str | None, map_: Path, als_json: bool) -> int:
    """Rebuild from raw; for an earlier day into a build that is kept apart."""
    magazijn = Magazijn(map_)
    dag = parse_peildatum(peildatum) if peildatum is not None else None
    with progress() as meld:
        if dag:
            nieuw = build_as_known(magazijn, dag, meld, opnieuw=True)
        else:
            with magazijn.lock(), magazijn.workspace() as werkmap:
                nieuw = build(magazijn, werkmap, voortgang=meld)
    if als_json:
        uitkomst = {"bouw": str(nieuw.resolve()), "peildatum": str(dag or date.today()), "in_gebruik": dag is None}
        click.echo(json.dumps(uitkomst, ensure_ascii=False, indent=2))
    elif dag:
        click.echo(f"Gebouwd zoals bekend op {dag}. De bouw in gebruik is niet veranderd. Deze staat in:\n{nieuw.resolve()}")
    else:
        click.echo(f"Gebouwd en in gebruik: {nieuw.stem}.")
    return 0


@etl.command(help="Toon het pad van de bouw die in gebruik is.")
@MAGAZIJN
def pad(map_: Path) -> int:
    """Print the path of the current build."""
    huidig = Magazijn(map_).current_build()
    if huidig is None:
        raise GebruiksFout(f"In {map_} is nog geen bouw. Laad eerst een levering: python -m etl laden MAP.")
    click.echo(huidig.resolve())
    return 0


@etl.command(help="Neem een eerdere bouw weer in gebruik.")
@click.argument("naam", metavar="BOUW")
@MAGAZIJN
def publiceer(naam: str, map_: Path) -> int:
    """Serve an earlier build again."""
    magazijn = Magazijn(map_)
    with magazijn.lock():
        eerdere = magazijn.find_build(naam)
        if versmald := narrowed_since(eerdere, magazijn.manifests()):
            namen = ", ".join(f"{m.naam} ({in_words(m.status)})" for m in versmald)
            raise GebruiksFout(f"In {eerdere.stem} staat wat nu minder mensen mogen zien: {namen}. Bouw opnieuw: python -m etl bouw.")
        magazijn.publish(eerdere)
    click.echo(f"In gebruik: {eerdere.stem}. De volgende keer dat u laadt of bouwt, komt er een nieuwe.")
    return 0


@etl.command(help="Toon leveringen, bouwen en hoe oud ze zijn.")
@MAGAZIJN
@JSON
def status(map_: Path, als_json: bool) -> int:
    """List leveringen and builds."""
    magazijn = Magazijn(map_)
    huidig = magazijn.current_build()
    leveringen, bouwen = magazijn.manifests(), magazijn.builds()
    if als_json:
        click.echo(
            json.dumps(
                {
                    "leveringen": [_as_dict(m) for m in leveringen],
                    "bouwen": [b.stem for b in bouwen],
                    "in_gebruik": huidig.stem if huidig else None,
                },
                ensure_ascii=False,
                indent=2,
            )
        )
        return 0
    if not leveringen:
        click.echo(f"In {map_} staat nog niets. Begin met: python -m etl laden MAP.")
        return 0
    click.echo("Leveringen")
    for m in leveringen:
        wat = "niets nieuws" if m.niets_nieuws else f"{m.rijen} rijen"
        status = "" if m.status == "gedeeld" else f", {in_words(m.status)}"
        click.echo(
            f"  {m.levering}  {m.naam}, van {m.leverancier or 'onbekende leverancier'}: {wat}, geleverd {_age(m.geleverd_op)}{status}"
        )
    click.echo("Bouwen")
    for b in bouwen:
        click.echo(f"  {b.stem}{'  (in gebruik)' if b == huidig else ''}")
    return 0


@etl.command(help="Schrijf een lege levering die een leverancier kan invullen (csv en xlsx).")
@click.argument("map_", metavar="MAP", type=click.Path(file_okay=False, path_type=Path))
def sjabloon(map_: Path) -> int:
    """Write an empty levering."""
    from etl.sjabloon import write_sjabloon

    geschreven = write_sjabloon(map_)
    click.echo(f"Klaar: {len(geschreven)} bestanden in {map_}. Vul de csv-bestanden in, of levering.xlsx.")
    click.echo("Haal weg wat u niet levert. Daarna, voor de csv-bestanden (of met levering.xlsx):")
    click.echo(f"  nakijken  python -m etl controleren {map_ / 'csv'}")
    click.echo(f"  laden     python -m etl laden {map_ / 'csv'}")
    return 0


@etl.command(help="Maak de fictieve gemeente Voorbeeldstad.")
@click.option("--zaad", metavar="N", type=int, default=1, show_default=True, help="Een ander zaad maakt andere cijfers.")
@click.option(
    "--map",
    "map_",
    metavar="MAP",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("data/voorbeeldstad"),
    show_default=True,
    help="Waar de leveringen komen.",
)
def voorbeeld(zaad: int, map_: Path) -> int:
    """Write the fictitious municipality."""
    from etl.voorbeeld import write_voorbeeld

    mappen = write_voorbeeld(map_, zaad)
    click.echo(f"Klaar: {len(mappen)} leveringen in {map_}, met zaad {zaad}.")
    return 0


for _opdracht in (beheer.gezondheid, beheer.bewaar, beheer.herstel):
    etl.add_command(_opdracht)


def _report(
    verslag: Keuringsverslag,
    rapport: Path | None,
    als_json: bool,
    slot: str,
    extra: dict[str, Any] | None = None,
) -> int:
    if rapport:
        write_csv(verslag.afkeuringen, rapport)
    if als_json:
        inhoud = {
            "goed": verslag.is_goed,
            "afkeuringen": [a.as_row() for a in verslag.afkeuringen],
            **(extra or {}),
        }
        click.echo(json.dumps(inhoud, ensure_ascii=False, indent=2))
    else:
        print_report(verslag, click.echo, kort=extra is not None)
        click.echo(slot)
    return 0 if verslag.is_goed else 1


def in_words(status: str) -> str:
    """A status as people write it."""
    return status.replace("_", " ")


def _age(moment: str) -> str:
    dagen = (datetime.now(UTC) - datetime.fromisoformat(moment)).days
    return {0: "vandaag", 1: "gisteren"}.get(dagen, f"{dagen} dagen geleden")


def _as_dict(manifest: Manifest) -> dict[str, Any]:
    return {
        "levering": manifest.levering,
        "naam": manifest.naam,
        "leverancier": manifest.leverancier,
        "geleverd_op": manifest.geleverd_op,
        "geladen_op": manifest.geladen_op,
        "status": manifest.status,
        "fictief": manifest.fictief,
        "niets_nieuws": manifest.niets_nieuws,
        "rijen": manifest.rijen,
    }
