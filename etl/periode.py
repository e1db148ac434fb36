"""Periods and dates as people write them, and the days they can mean.

A periode is one of `JJJJ`, `JJJJ-MM`, `JJJJ-MM-DD`, `JJJJ-Kn`, `JJJJ-Hn`, `JJJJ-Wnn` (ISO week),
`JJJJ/JJJJ` or `JJJJ/JJ` with consecutive years (a school year, 1 August up to 31 July), or an interval
`begin/eind` of any of these in which one side may be open (`..`).
"""

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

OPEN = ".."
SCHOOLJAAR_BEGINT = (8, 1)
_DATUM = re.compile(r"(?P<jaar>\d{4})(?:-(?P<maand>\d{2})(?:-(?P<dag>\d{2}))?)?", re.ASCII)
_DEEL = re.compile(r"(?P<jaar>\d{4})-(?P<letter>[KHW])(?P<nummer>\d{1,2})", re.ASCII)
_JAREN = re.compile(r"(?P<begin>\d{4})/(?P<eind>\d{4}|\d{2})", re.ASCII)

UITLEG = (
    "Schrijf 2024, 2024-03, 2024-03-15, 2024-K1, 2024-H1, 2024-W05, 2024/2025 (schooljaar) of een begin en "
    "eind met een schuine streep ertussen, zoals 2024-01/2024-06. Een open kant is .. (twee punten)."
)


class PeriodeFout(ValueError):
    """A text that is no periode or no date; the message is a Dutch sentence for the supplier."""


@dataclass(frozen=True)
class Periode:
    """First and last day (inclusive; None where open) and the kind of a periode."""

    van: date | None
    tot: date | None
    soort: str


def parse_periode(tekst: str) -> Periode:
    """Read a periode as written.

    Returns van and tot inclusive and the soort: jaar, maand, dag, kwartaal, halfjaar, week, schooljaar
    or interval. Raises PeriodeFout with a Dutch sentence when the text is no periode.
    """
    if "/" not in tekst:
        return _single(tekst)
    jaren = _JAREN.fullmatch(tekst)
    if jaren and (schooljaar := _schooljaar(jaren)):
        return schooljaar
    return _interval(tekst)


def parse_datum(tekst: str) -> tuple[date, date]:
    """Read `JJJJ`, `JJJJ-MM` or `JJJJ-MM-DD`; return the first and last day it can mean.

    Raises PeriodeFout when it is none of these or names a day that does not exist.
    """
    gevonden = _DATUM.fullmatch(tekst)
    if not gevonden:
        raise PeriodeFout("is geen datum. Schrijf 2024, 2024-03 of 2024-03-15.")
    jaar, maand, dag = (int(deel) if deel else None for deel in gevonden.group("jaar", "maand", "dag"))
    try:
        eerste = date(jaar or 0, 1 if maand is None else maand, 1 if dag is None else dag)
    except ValueError:
        raise PeriodeFout("bestaat niet op de kalender. Kijk de maand en de dag na.") from None
    if dag:
        return eerste, eerste
    laatste_maand = maand or 12
    return eerste, date(eerste.year, laatste_maand, calendar.monthrange(eerste.year, laatste_maand)[1])


def _single(tekst: str) -> Periode:
    if _DATUM.fullmatch(tekst):
        van, tot = parse_datum(tekst)
        return Periode(van, tot, {4: "jaar", 7: "maand"}.get(len(tekst), "dag"))
    if deel := _DEEL.fullmatch(tekst):
        return _part_of_year(int(deel["jaar"]), deel["letter"], deel["nummer"])
    raise PeriodeFout(f"is geen periode. {UITLEG}")


def _part_of_year(jaar: int, letter: str, nummer_tekst: str) -> Periode:
    nummer = int(nummer_tekst)
    if letter == "W":
        return _week(jaar, nummer, nummer_tekst)
    maanden, soort = (3, "kwartaal") if letter == "K" else (6, "halfjaar")
    aantal = 12 // maanden
    if not 1 <= nummer <= aantal or len(nummer_tekst) != 1 or jaar == 0:
        raise PeriodeFout(f"is geen {soort}. Een jaar heeft {letter}1 tot en met {letter}{aantal}.")
    eind_maand = nummer * maanden
    eind = date(jaar, eind_maand, calendar.monthrange(jaar, eind_maand)[1])
    return Periode(date(jaar, eind_maand - maanden + 1, 1), eind, soort)


def _week(jaar: int, nummer: int, nummer_tekst: str) -> Periode:
    try:
        maandag = date.fromisocalendar(jaar, nummer, 1)
        zondag = maandag + timedelta(days=6)
    except (ValueError, OverflowError):
        raise PeriodeFout(f"is geen week. Het jaar {jaar} heeft geen week {nummer}.") from None
    if len(nummer_tekst) != 2:
        raise PeriodeFout(f"is geen week. Schrijf twee cijfers: {jaar}-W{nummer:02d}.")
    return Periode(maandag, zondag, "week")


def _schooljaar(jaren: re.Match[str]) -> Periode | None:
    """A school year when the years follow each other; None when it must be an interval of years."""
    begin, eind = int(jaren["begin"]), jaren["eind"]
    volgend = begin + 1
    if eind not in (f"{volgend:04d}", f"{volgend % 100:02d}"):
        if len(eind) == 2:
            raise PeriodeFout(
                f"is geen schooljaar: de jaren volgen niet op elkaar. Schrijf {begin}/{volgend} "
                "of een begin en eind van vier cijfers, zoals 2004/2007."
            )
        return None
    if begin == 0 or volgend > 9999:
        raise PeriodeFout("bestaat niet op de kalender. Kijk het jaar na.")
    maand, dag = SCHOOLJAAR_BEGINT
    return Periode(date(begin, maand, dag), date(volgend, maand, dag) - timedelta(days=1), "schooljaar")


def _interval(tekst: str) -> Periode:
    begin, _, eind = tekst.partition("/")
    if "/" in eind:
        raise PeriodeFout(f"is geen periode. {UITLEG}")
    if begin == eind == OPEN:
        raise PeriodeFout("is aan beide kanten open. Vul een begin of een eind in, of laat de cel leeg.")
    van = None if begin == OPEN else _single(begin).van
    tot = None if eind == OPEN else _single(eind).tot
    if van and tot and tot < van:
        raise PeriodeFout("loopt achteruit: het eind ligt voor het begin. Draai begin en eind om.")
    return Periode(van, tot, "interval")
