"""The periods of Voorbeeldstad: sixty months, and the quarters, halves and years that fit in them.

A month is counted as one whole number (year x 12 + month - 1), so that arithmetic stays simple.
"""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

EERSTE_MAAND = "2021-11"
LAATSTE_MAAND = "2026-10"
SCHOOLJAAR_BEGINT = 8
MAANDEN_PER_FREQUENTIE = {"maand": 1, "kwartaal": 3, "halfjaar": 6, "jaar": 12, "schooljaar": 12}


@dataclass(frozen=True)
class Tijdvak:
    """One period: how it is written in a levering, and the months it covers."""

    code: str
    maanden: tuple[int, ...]

    @property
    def eerste_dag(self) -> date:
        """The first day of the period."""
        return date(self.maanden[0] // 12, self.maanden[0] % 12 + 1, 1)

    @property
    def laatste_dag(self) -> date:
        """The last day of the period."""
        jaar, maand = self.maanden[-1] // 12, self.maanden[-1] % 12 + 1
        return date(jaar, maand, calendar.monthrange(jaar, maand)[1])

    def due(self, levertermijn: str) -> date:
        """Give the day on which its figure is to be delivered; without levertermijn that is one period later."""
        lengte = (self.laatste_dag - self.eerste_dag).days + 1
        return self.laatste_dag + timedelta(days=int(levertermijn or lengte))

    def earlier(self, maanden: int) -> "Tijdvak":
        """Give the period of the same length that lies this many months before."""
        return Tijdvak(self.code, tuple(maand - maanden for maand in self.maanden))


def parse_maand(tekst: str) -> int:
    """Turn `2024-03` into the number of that month."""
    jaar, maand = tekst.split("-")
    return int(jaar) * 12 + int(maand) - 1


def month_of_year(maand: int) -> int:
    """Give 1 for January up to 12 for December."""
    return maand % 12 + 1


def list_tijdvakken(frequentie: str, vanaf: str = EERSTE_MAAND, tot: str = LAATSTE_MAAND) -> list[Tijdvak]:
    """List the periods of one frequentie that fall wholly between two months (both included)."""
    eerste, laatste = parse_maand(vanaf), parse_maand(tot)
    lengte = MAANDEN_PER_FREQUENTIE[frequentie]
    begint_in = SCHOOLJAAR_BEGINT - 1 if frequentie == "schooljaar" else 0
    starts = [maand for maand in range(eerste, laatste + 1) if (maand - begint_in) % lengte == 0]
    return [Tijdvak(_code(frequentie, start), tuple(range(start, start + lengte))) for start in starts if start + lengte - 1 <= laatste]


def _code(frequentie: str, maand: int) -> str:
    jaar, nummer = maand // 12, maand % 12
    codes = {
        "maand": f"{jaar}-{nummer + 1:02d}",
        "kwartaal": f"{jaar}-K{nummer // 3 + 1}",
        "halfjaar": f"{jaar}-H{nummer // 6 + 1}",
        "jaar": f"{jaar}",
        "schooljaar": f"{jaar}/{jaar + 1}",
    }
    return codes[frequentie]
