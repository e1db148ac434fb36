"""Figures that were delivered again with another value: old and new side by side, when and by whom. No verdict."""

from dashboard.components import opmaak
from dashboard.components.markering import Html, el, samen
from dashboard.components.tabel import tabel
from dashboard.components.vergelijking import Rij, difference, figure, part

KOPPEN = ["Periode", "Deel", "Was", "Werd", "Verschil", "Was geleverd", "Werd geleverd"]
MEESTE_RIJEN = 15
"""A longer table opens on demand."""


def herzieningen(rijen: list[Rij], eenheid: str | None) -> Html:
    """One row per revision, in order of time; nothing where nothing was revised."""
    if not rijen:
        return Html("")
    inhoud = tabel("Herziene cijfers op volgorde van tijd", KOPPEN, [_herziening(rij, eenheid) for rij in rijen], toon_onderschrift=False)
    return samen(
        el("h2", "Later anders geleverd", id="herzien"),
        el(
            "p", "Wat eerst geleverd is, blijft bewaard. Een herziening is gewoon: gegevens worden later vaak vollediger.", klasse="ks-bron"
        ),
        el("details", el("summary", f"Toon de tabel met {len(rijen)} rijen"), inhoud) if len(rijen) > MEESTE_RIJEN else inhoud,
    )


def _herziening(rij: Rij, eenheid: str | None) -> list[object]:
    toen, nu = {**rij["eerst"], "eenheid": eenheid}, {**rij, "eenheid": eenheid}
    is_getal = "ja" not in (toen["vervallen"], nu["vervallen"])
    return [
        opmaak.periode(rij["periode"]),
        part(rij),
        _told(toen),
        _told(nu),
        difference(toen, nu) if is_getal else "",
        _delivered(toen),
        _delivered(nu),
    ]


def _told(versie: Rij) -> str:
    if versie["vervallen"] == "ja":
        return "ingetrokken"
    return figure(versie) + (" (betwist)" if versie["betwist"] == "ja" else "")


def _delivered(versie: Rij) -> str:
    return f"{opmaak.datum(versie['geleverd_op'])}, door {versie['leverancier'] or 'onbekend'}"
