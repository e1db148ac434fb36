"""What the router must know of a page."""

from dataclasses import dataclass
from typing import Literal

Keuzesoort = Literal["geen", "keten", "keten of alle", "project"]


@dataclass(frozen=True)
class Pagina:
    """A page: its file in app_pages, its name, its address, which shared choice stands above it, and whether the navigation names it."""

    bestand: str
    naam: str
    adres: str
    keuze: Keuzesoort = "geen"
    in_navigatie: bool = True
