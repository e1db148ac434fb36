"""Where a packet comes from: the build, the day it looks from, the state of the dossier and the leveringen."""

from dashboard.components import opmaak
from dashboard.rapport.blokken import Blok, alinea, cel, kop, tabel
from dashboard.rapport.bronnen import Bronnen

REGELS = (
    "Cijfers van een kleine groep zijn onderdrukt; dan staat er: onderdrukt (kleine groep). Een cijfer is een vraag en geen oordeel. "
    "Verhalen van partijen staan naast elkaar; geen vervangt een ander. Wat niet is ingevuld, heet ontbreekt."
)


def kenmerken(bronnen: Bronnen) -> list[str]:
    """What is needed to make the same packet again, for the properties of the file."""
    return [
        f"bouw={bronnen.bouw.stem}",
        f"peildatum={bronnen.peildatum.isoformat()}",
        f"stand={bronnen.stand}",
        f"versie={bronnen.versie}",
    ]


def herkomst(bronnen: Bronnen, keten: str, overleg: str, soort: str) -> list[Blok]:
    """The last page."""
    opdracht = f"python -m dashboard.rapport {keten} --overleg {overleg} --soort {soort} --bouw {bronnen.bouw.stem} --stand {bronnen.stand}"
    rijen = [
        ["Bouw van de spiegel", cel(bronnen.bouw.stem, f"gebouwd op {opmaak.datum(bronnen.gebouwd_op)}, versie {bronnen.versie}")],
        ["Peildatum", cel(opmaak.datum(bronnen.peildatum), "leeftijden zijn geteld tot deze dag")],
        ["Stand van het dossier", cel(f"wijziging {opmaak.getal(bronnen.stand)}", "wat daarna is vastgelegd, staat er niet in")],
        ["Opnieuw te maken met", cel(opdracht)],
    ]
    return [
        kop(1, "Waar dit stuk vandaan komt", nieuwe_pagina=True),
        alinea(REGELS),
        tabel("Kenmerken van dit stuk", ("Kenmerk", "Waarde"), rijen, (1, 2.6)),
        kop(2, "Leveringen"),
        *_leveringen(bronnen, keten),
    ]


def _leveringen(bronnen: Bronnen, keten: str) -> list[Blok]:
    rijen = [
        [
            cel(rij["levering"], "fictieve gegevens" if rij["fictief"] == "ja" else ""),
            cel(rij["leverancier"]),
            cel(opmaak.datum(rij["geleverd_op"])),
            cel(opmaak.datum(rij["geladen_op"])),
        ]
        for rij in bronnen.rows("rapport_leveringen", keten=keten)
    ]
    if not rijen:
        return [alinea("Er is voor deze keten niets geleverd.", "leeg")]
    return [tabel("Leveringen, nieuwste eerst", ("Levering", "Geleverd door", "Geleverd op", "Geladen op"), rijen, (2.3, 1.9, 1.5, 1.5))]
