"""The line that stands under every figure: who said it, about when, delivered when, and how old it is."""

from datetime import date

from dashboard.components import opmaak
from dashboard.components.markering import Html, el


def bron_regel(
    bron: str | None,
    peildatum: date,
    *,
    periode: str | None = None,
    tot: date | None = None,
    geleverd_op: date | None = None,
    basis: str | None = None,
) -> Html:
    """Source, period, base of a percentage, delivery and age in one muted line; see `bron_woorden`."""
    return el("p", bron_woorden(bron, peildatum, periode=periode, tot=tot, geleverd_op=geleverd_op, basis=basis), klasse="ks-bron")


def bron_woorden(
    bron: str | None,
    peildatum: date,
    *,
    periode: str | None = None,
    tot: date | None = None,
    geleverd_op: date | None = None,
    basis: str | None = None,
) -> str:
    """The same as plain text.

    bron is the figure's own source, else its bron_partij, else the leverancier; tot is the last day it speaks of.
    """
    delen = [
        f"Bron: {bron or 'onbekend'}",
        opmaak.periode(periode) if periode else None,
        basis,
        f"geleverd op {opmaak.datum(geleverd_op)}" if geleverd_op else None,
        opmaak.leeftijd(tot, peildatum) if tot else None,
    ]
    return " · ".join(deel for deel in delen if deel)
