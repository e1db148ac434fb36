"""Checks on single cells, made from the contract: filled, of its kind, one of the choices, an id that exists."""

from collections.abc import Callable, Sequence

import duckdb

from etl.contract import GETALLEN, Kolom, Tabel
from etl.duck import quoted, text_literal
from etl.keuring.afkeuring import Afkeuring, and_more, choice_of, nearest
from etl.keuring.tabellen import PERIODES
from etl.periode import PeriodeFout, parse_datum

MEESTE_PER_TABEL = 10_000  # faults of one kind; more are not read by anyone, and the last line says so
MEESTE_TIPS = 100  # to look for the nearest among thousands of ids takes long; whoever has so many wrong has another mistake

TEKSTEN: dict[str, str] = {
    "id": "is geen kenmerk. Gebruik kleine letters, cijfers en koppeltekens, zoals mijn-keten-1.",
    "verwijzing": "is geen kenmerk. Gebruik kleine letters, cijfers en koppeltekens, zoals mijn-keten-1.",
    "geheel": "is geen heel getal. Schrijf alleen cijfers, zoals 12, of laat de cel leeg.",
}


def check_cells(
    con: duckdb.DuckDBPyConnection, schema: str, tabel: Tabel, bestand: str, getalstijl: str, kop: Sequence[str]
) -> list[Afkeuring]:
    """Every cell that does not fit the contract, in the order of the rows."""
    naam = f"{quoted(schema)}.{quoted(tabel.naam)}"
    toetsen = [toets for kolom in tabel.kolommen if kolom.naam in kop for toets in _tests(kolom)]
    if not toetsen:
        return []
    gevallen = ", ".join(
        f"case when {eis} then {{'kolom': {text_literal(kolom)}, 'waarde': {quoted(kolom)}, 'regel': '{regel}'}} end"
        for kolom, regel, eis in toetsen
    )
    alle_eisen = " or ".join(f"coalesce({eis}, false)" for _, _, eis in toetsen)
    gevonden = con.execute(
        f"select rij, f.kolom, f.waarde, f.regel from (select rij, unnest([{gevallen}]) as f from {naam} where {alle_eisen}) "
        f"where f is not null order by rij limit {MEESTE_PER_TABEL + 1}"
    ).fetchall()
    meldingen = [_afkeuring(con, tabel, bestand, getalstijl, *rij) for rij in gevonden[:MEESTE_PER_TABEL]]
    if len(gevonden) > MEESTE_PER_TABEL:
        meldingen.append(and_more(bestand, "fout", MEESTE_PER_TABEL))
    return meldingen


def _tests(kolom: Kolom) -> list[tuple[str, str, str]]:
    """(kolom, regel, SQL that is true for a wrong cell)."""
    cel = quoted(kolom.naam)
    toetsen = []
    if kolom.verplicht:
        toetsen.append((kolom.naam, "verplicht", f"{cel} is null"))
    if kolom.soort in GETALLEN:
        getal = quoted(f"{kolom.naam}_getal")
        toetsen.append((kolom.naam, kolom.soort, f"{cel} is not null and {getal} is null"))
        if kolom.soort == "geheel":
            toetsen.append((kolom.naam, "geheel", f"{getal} < 0 or {getal} <> floor({getal})"))
    elif kolom.soort == "periode":
        toetsen.append((kolom.naam, "periode", f"{cel} in (select periode from {PERIODES} where fout is not null)"))
    elif kolom.soort == "datum":
        toetsen.append((kolom.naam, "datum", f"{cel} is not null and datum_van({cel}) is null"))
    elif kolom.keuzes:
        keuzes = ", ".join(text_literal(keuze) for keuze in kolom.keuzes)
        toetsen.append((kolom.naam, "geen_keuze", f"{cel} not in ({keuzes})"))
    elif kolom.patroon:
        toetsen.append((kolom.naam, kolom.soort, f"not regexp_full_match({cel}, {text_literal(kolom.patroon)})"))
    return toetsen


def _afkeuring(
    con: duckdb.DuckDBPyConnection,
    tabel: Tabel,
    bestand: str,
    getalstijl: str,
    rij: int,
    kolom: str,
    waarde: str | None,
    regel: str,
) -> Afkeuring:
    teksten: dict[str, Callable[[], str]] = {
        "verplicht": lambda: "Deze cel is leeg. Vul haar in; zij is verplicht.",
        "getal": lambda: number_advice(waarde or "", getalstijl),
        "datum": lambda: date_advice(waarde or ""),
        "periode": lambda: _period_fault(con, waarde or ""),
        "geen_keuze": lambda: choice_advice(waarde or "", tabel.kolom(kolom).keuzes),
    }
    tekst = teksten[regel]() if regel in teksten else TEKSTEN[regel]
    return Afkeuring("", bestand, "fout", regel, tekst, rij, kolom, waarde)


def number_advice(waarde: str, getalstijl: str) -> str:
    """What to write instead of a number that does not fit the style of its file."""
    voorbeeld = "12,5" if getalstijl == "nederlands" else "12.5"
    if getalstijl == "nederlands" and waarde.replace(".", "", 1).lstrip("-").isdigit():
        return f"is geen Nederlands getal. Schrijf {waarde.replace('.', ',')}: in dit bestand staat een komma voor de decimalen."
    if getalstijl == "technisch" and waarde.replace(",", "", 1).lstrip("-").isdigit():
        return f"is geen getal in een bestand met komma's. Schrijf {waarde.replace(',', '.')}, of scheid de kolommen met een puntkomma."
    return f"is geen getal. Schrijf een getal ({voorbeeld}) of laat de cel leeg."


def date_advice(waarde: str) -> str:
    """Why a text is no date."""
    try:
        parse_datum(waarde)
    except PeriodeFout as fout:
        return str(fout)
    return "is geen datum. Schrijf 2024, 2024-03 of 2024-03-15."


def choice_advice(waarde: str, keuzes: tuple[str, ...]) -> str:
    """The choices, and the one that was probably meant."""
    if waarde.strip() in keuzes:
        return f"heeft een spatie te veel. Schrijf {waarde.strip()} zonder spaties ervoor of erna."
    lijkt_op = nearest(waarde, keuzes)
    tip = f" Bedoelt u {lijkt_op}?" if lijkt_op else ""
    return f"is geen keuze. Kies {choice_of(keuzes)}.{tip}"


def _period_fault(con: duckdb.DuckDBPyConnection, waarde: str) -> str:
    return str(con.execute(f"select fout from {PERIODES} where periode = ?", [waarde]).fetchall()[0][0])


def check_references(con: duckdb.DuckDBPyConnection, schema: str, tabel: Tabel, bestand: str) -> list[Afkeuring]:
    """Every id that is neither in the leveringen of this call nor in the magazijn (view alle.<tabel>)."""
    naam = f"{quoted(schema)}.{quoted(tabel.naam)}"
    meldingen = []
    for kolom in tabel.of_soort("verwijzing"):
        cel, doel = quoted(kolom.naam), str(kolom.verwijst_naar)
        sleutel = quoted(id_column(doel))
        onbekend = con.execute(
            f"with onbekend as (select distinct {cel} from {naam} where {cel} is not null and vervallen is distinct from 'ja' "
            f"and {cel} not in (select {sleutel} from alle.{quoted(doel)} where {sleutel} is not null)) "
            f"select rij, {cel} from {naam} semi join onbekend using ({cel}) order by rij limit {MEESTE_PER_TABEL + 1}"
        ).fetchall()
        bekend: list[str] = []
        if onbekend:
            bekend = [w for (w,) in con.execute(f"select {sleutel} from alle.{quoted(doel)} where {sleutel} is not null").fetchall()]
        verschillend = list(dict.fromkeys(waarde for _, waarde in onbekend))
        advies = {
            waarde: _reference_advice(waarde, doel, bekend if nummer < MEESTE_TIPS else []) for nummer, waarde in enumerate(verschillend)
        }
        meldingen += [
            Afkeuring("", bestand, "fout", "onbekende_verwijzing", advies[waarde], rij, kolom.naam, waarde)
            for rij, waarde in onbekend[:MEESTE_PER_TABEL]
        ]
        if len(onbekend) > MEESTE_PER_TABEL:
            meldingen.append(and_more(bestand, "fout", MEESTE_PER_TABEL))
    return meldingen


def _reference_advice(waarde: str, doel: str, bekend: list[str]) -> str:
    lijkt_op = nearest(waarde, bekend)
    tip = f" Bedoelt u {lijkt_op}?" if lijkt_op else ""
    return f"bestaat niet. Lever dit kenmerk in {doel}, of verbeter het.{tip}"


def id_column(tabel: str) -> str:
    """The column that holds the ids of a table others refer to."""
    return {
        "ketens": "keten",
        "projecten": "project",
        "doelen": "doel",
        "indicatoren": "indicator",
        "overleggen": "overleg",
    }[tabel]
