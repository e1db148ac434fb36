"""What the commands share: their class with Dutch usage lines, their options, and the step at work on a terminal."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from etl.magazijn import STANDAARD

MAGAZIJN = click.option(
    "--magazijn",
    "map_",
    metavar="MAP",
    type=click.Path(file_okay=False, path_type=Path),
    default=STANDAARD,
    show_default=True,
    envvar="KETENSPIEGEL_MAGAZIJN",
    help="Waar leveringen en bouwen staan.",
)
JSON = click.option("--json", "als_json", is_flag=True, help="Schrijf de uitkomst als json.")


class Commando(click.Command):
    """A command whose usage line is Dutch."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"options_metavar": "[OPTIES]", **kwargs})


class Commandos(click.Group):
    """The group of all commands."""

    command_class = Commando


@contextmanager
def progress() -> Iterator[Callable[[str], None] | None]:
    """Show the step at work on a terminal; say nothing when the output goes elsewhere."""
    if not sys.stderr.isatty():
        yield None
        return
    with click.progressbar(
        length=0,
        label="Bezig",
        file=sys.stderr,
        show_eta=False,
        item_show_func=lambda stap: stap,
        bar_template="%(label)s %(info)s",
    ) as balk:
        yield lambda stap: balk.update(1, stap)
