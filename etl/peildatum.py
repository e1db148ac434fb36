"""The spiegel as it could be known on an earlier day: the same models over the leveringen of that day and before."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from etl.bouw import Voortgang, as_known_name, build, known_on, shared, suppressed_now
from etl.fouten import GebruiksFout
from etl.magazijn import Magazijn, Manifest


class PeildatumFout(GebruiksFout):
    """This day cannot be shown; the message is a Dutch sentence."""


class Toekomst(PeildatumFout):
    """This day has not been yet."""

    def __init__(self, peildatum: date) -> None:
        super().__init__(f"{peildatum} ligt in de toekomst. Kies een dag tot en met vandaag, {date.today()}.")
        self.peildatum = peildatum


class NietsBekend(PeildatumFout):
    """Nothing had been delivered yet; carries the day of the first levering (None when there is none at all)."""

    def __init__(self, peildatum: date, eerste: date | None) -> None:
        sinds = f"De eerste levering is van {eerste}." if eerste else "Laad eerst een levering: python -m etl laden MAP."
        super().__init__(f"Op {peildatum} was er nog niets geleverd. {sinds}")
        self.peildatum, self.eerste = peildatum, eerste


def parse_peildatum(tekst: str) -> date:
    """The day meant by JJJJ-MM-DD; PeildatumFout when it is no day or has not been yet."""
    try:
        dag = date.fromisoformat(tekst)
        if dag.isoformat() != tekst:
            raise ValueError(tekst)
    except ValueError:
        raise PeildatumFout(f"“{tekst}” is geen datum. Schrijf jaar, maand en dag, bijvoorbeeld 2025-06-30.") from None
    if dag > date.today():
        raise Toekomst(dag)
    return dag


def find_as_known(magazijn: Magazijn, peildatum: date) -> Path | None:
    """The build of this day when it was made before; NietsBekend when there is nothing to make it from."""
    onderdrukking, manifests = suppressed_now(magazijn), magazijn.manifests()
    _expect_known(manifests, peildatum)
    return magazijn.as_known(as_known_name(manifests, peildatum, onderdrukking))


def build_as_known(magazijn: Magazijn, peildatum: date, voortgang: Voortgang | None = None, *, opnieuw: bool = False) -> Path:
    """The build of this day, made when it is not there yet (or `opnieuw`, whatever is there); publishes nothing.

    Who asks for the same day at the same time waits and gets the same build.
    """
    _expect_known(magazijn.manifests(), peildatum)
    with magazijn.as_known_workspace() as werkmap:
        bestaand = None if opnieuw else find_as_known(magazijn, peildatum)
        return bestaand or build(magazijn, werkmap, peildatum, voortgang)


def _expect_known(manifests: Sequence[Manifest], peildatum: date) -> None:
    gedeeld = shared(manifests)
    if not known_on(gedeeld, peildatum):
        raise NietsBekend(peildatum, min((m.geleverd_dag for m in gedeeld), default=None))
