"""Numbers, dates, periods and ages as people read them in Dutch. Pure functions, no Streamlit."""

from collections.abc import Sequence
from datetime import date, datetime

from etl.periode import PeriodeFout, parse_periode

MAANDEN = "januari februari maart april mei juni juli augustus september oktober november december".split()
GEEN_WAARDE = "–"
ONDERDRUKT = "onderdrukt (kleine groep)"
VAST = "\u00a0"  # a space that keeps number and unit on one line


def getal(waarde: float | None, decimalen: int | None = None) -> str:
    """1234.5 -> "1.234,5". Without decimalen: as many as the value has, two at most."""
    if waarde is None:
        return GEEN_WAARDE
    tekst = f"{waarde:,.{2 if decimalen is None else decimalen}f}"
    if decimalen is None:
        tekst = tekst.rstrip("0").rstrip(".")
    tekst = tekst.translate(str.maketrans(",.", ".,"))
    return "0" if tekst == "-0" else tekst.replace("-", "\u2212", 1)


def waarde(bedrag: float | None, eenheid: str | None) -> str:
    """A number with its unit: "12,5%", "€ 1.234", "30 bedden"."""
    tekst = getal(bedrag)
    if bedrag is None or eenheid in (None, "", "aantal"):
        return tekst
    if eenheid in ("%", "procent"):
        return f"{tekst}%"
    if eenheid == "euro":
        return f"€{VAST}{tekst}"
    return f"{tekst}{VAST}{eenheid}"


def datum(dag: date | str | None) -> str:
    """As precise as it was delivered: "24 november 2026", "2005-08" -> "augustus 2005", "2005" -> "2005"."""
    if dag is None or dag == "":
        return "datum onbekend"
    if isinstance(dag, datetime):
        dag = dag.date()
    delen = [int(deel) for deel in (dag.isoformat() if isinstance(dag, date) else dag).split("-")]
    if len(delen) == 1:
        return str(delen[0])
    maand_en_jaar = f"{MAANDEN[delen[1] - 1]} {delen[0]}"
    return maand_en_jaar if len(delen) == 2 else f"{delen[2]} {maand_en_jaar}"


def op_datum(dag: date | str | None) -> str:
    """The same after a preposition: "op 24 november 2026", "in augustus 2005", "in 2005"."""
    tekst = datum(dag)
    if dag is None or dag == "":
        return f"op een {tekst.replace('datum onbekend', 'onbekende datum')}"
    return f"{'op' if tekst[0].isdigit() and ' ' in tekst else 'in'} {tekst}"


def tijdvak(van: date | str | None, tot: date | str | None) -> str:
    """From begin to end, both as delivered: "2002 tot en met 2004", "vanaf 1982", "tot en met 1995"."""
    if van and tot:
        return datum(van) if van == tot else f"{datum(van)} tot en met {datum(tot)}"
    if van:
        return f"vanaf {datum(van)}"
    return f"tot en met {datum(tot)}" if tot else "periode onbekend"


def periode(tekst: str | None) -> str:
    """A periode as delivered: "schooljaar 2005/06", "januari 2024", "1e kwartaal 2024", "week 5 van 2024"."""
    if not tekst:
        return "periode onbekend"
    if "/" not in tekst:
        return _single(tekst)
    begin, eind = tekst.split("/")
    if _is_schooljaar(tekst):
        return f"schooljaar {begin}/{eind[-2:]}"
    if begin == "..":
        return f"tot en met {_single(eind)}"
    return f"vanaf {_single(begin)}" if eind == ".." else f"{_single(begin)} tot en met {_single(eind)}"


def _is_schooljaar(tekst: str) -> bool:
    try:
        return parse_periode(tekst).soort == "schooljaar"
    except PeriodeFout:
        return False


def _single(tekst: str) -> str:
    jaar, _, deel = tekst.partition("-")
    if deel[:1] == "K":
        return f"{deel[1:]}e kwartaal {jaar}"
    if deel[:1] == "H":
        return f"{deel[1:]}e halfjaar {jaar}"
    return f"week {int(deel[1:])} van {jaar}" if deel[:1] == "W" else datum(tekst)


def duur(van: date, tot: date) -> str:
    """The time between two days: "5 jaar en 3 maanden", "3 maanden", "12 dagen"."""
    maanden = (tot.year - van.year) * 12 + tot.month - van.month - (tot.day < van.day)
    if maanden < 1:
        dagen = max((tot - van).days, 0)
        return "1 dag" if dagen == 1 else f"{dagen} dagen"
    jaren, rest = divmod(maanden, 12)
    maandtekst = "1 maand" if rest == 1 else f"{rest} maanden"
    return " en ".join(deel for deel in (f"{jaren} jaar" if jaren else "", maandtekst if rest else "") if deel)


def leeftijd(laatste_dag: date | None, peildatum: date) -> str:
    """How old a figure is, counted from the last day it speaks of: "5 jaar en 3 maanden oud"."""
    if laatste_dag is None:
        return "leeftijd onbekend"
    return "van vandaag" if laatste_dag >= peildatum else f"{duur(laatste_dag, peildatum)} oud"


def opsomming(delen: Sequence[str], leeg: str = "") -> str:
    """ "a, b en c"."""
    if not delen:
        return leeg
    return " en ".join(deel for deel in (", ".join(delen[:-1]), delen[-1]) if deel)


def aantal(hoeveel: int, enkel: str, meer: str) -> str:
    """A count with its noun: "1 overleg", "3 overleggen"."""
    return f"{getal(hoeveel)} {enkel if hoeveel == 1 else meer}"


def met_hoofdletter(tekst: str) -> str:
    """The first letter as a capital, the rest as it is."""
    return tekst[:1].upper() + tekst[1:]
