"""The register: the stand of each afspraak, its slips, and what is not filled in."""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.bouwen import connect
from dashboard.components.afspraken import EERSTE_AFSPRAKEN, knelpunten, leads, register, standen
from dashboard.dossier import lezen
from dashboard.dossier.register import Register
from dashboard.dossier.verbinding import address, open_engine
from dashboard.dossier.vullen import fill
from tests.dashboard.conftest import APP, html, visit
from tests.dashboard.handbouw import write_build

QUERIES = Path(APP).parent / "queries"
KETENS = [
    {"keten": "a", "naam": "Zorg", "maatschappelijk_resultaat": "Beter"},
    {"keten": "b", "naam": "Asiel", "maatschappelijk_resultaat": "Beter", "tot": "2020-06-30"},
]
# status, klaar_op, status_op -> stand, with peildatum 24 november 2026
STANDEN = [
    ("gereed", "2026-06-01", "2026-06-01", "gereed op tijd"),
    ("gereed", "2026-06-01", "2026-06-02", "gereed te laat"),
    ("gereed", "2026-06-01", "2026-06", "gereed op tijd"),
    ("gereed", "2026-06", "2026-06-30", "gereed op tijd"),
    ("gereed", "2026-06", "2026-07", "gereed te laat"),
    ("gereed", "2026", "2026-12-31", "gereed op tijd"),
    ("gereed", None, "2026-06-01", "gereed (datum onbekend)"),
    ("gereed", "2026-06-01", None, "gereed (datum onbekend)"),
    ("gereed", None, None, "gereed (datum onbekend)"),
    ("deels", "2026-06-01", None, "deels"),
    ("niet", None, None, "niet"),
    ("vervallen", "2020", None, "vervallen"),
    ("open", None, None, "open"),
    ("open", "2026-11-24", None, "open"),
    ("open", "2026-11", None, "open"),
    ("open", "2026-11-23", None, "open en over datum"),
    ("open", "2025", None, "open en over datum"),
    ("onbekend", "2020", None, "onbekend"),
    (None, "2020", "2021", "onbekend"),
]


def _stand(map_: Path, **velden: str | None) -> dict[str, Any]:
    afspraak = {"afspraak_id": "x", "keten": "a", "afspraak": "Iets doen", **{k: v for k, v in velden.items() if v is not None}}
    bouw = write_build(map_, {"ketens": KETENS, "afspraken": [afspraak]})
    register = Register(open_engine(address(map_)))
    with connect(bouw) as con:
        fill(register, bouw, con)
    with lezen.connect(bouw, register, {"afspraak_versie", "overleg"}) as con:
        antwoord = con.execute((QUERIES / "afspraken_stand.sql").read_text(), {"keten": None, "project": None, "ingetrokken": False})
        namen = [kolom[0] for kolom in antwoord.description or ()]
        (rij,) = antwoord.fetchall()
    return dict(zip(namen, rij, strict=True))


def _words(deel: object) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", str(deel))).strip()


@pytest.mark.parametrize(("status", "klaar_op", "status_op", "stand"), STANDEN)
def test_the_stand_follows_from_status_and_two_dates(
    tmp_path: Path, status: str | None, klaar_op: str | None, status_op: str | None, stand: str
) -> None:
    assert _stand(tmp_path, status=status, klaar_op=klaar_op, status_op=status_op)["stand"] == stand


@pytest.mark.parametrize(
    ("velden", "zin"),
    [
        (
            {"status": "gereed", "klaar_op": "2026-06-01", "status_op": "2026-06-18"},
            "gereed te laat op 18 juni 2026 17 dagen na de afgesproken datum",
        ),
        (
            {"status": "gereed", "klaar_op": "2025", "status_op": "2026-03"},
            "gereed te laat op maart 2026 minstens 2 maanden na de afgesproken datum",
        ),
        ({"status": "gereed", "klaar_op": "2026-06-01", "status_op": "2026-05-20"}, "gereed op tijd op 20 mei 2026"),
        ({"status": "gereed", "klaar_op": "2026-06-01"}, "gereed (datum onbekend) op welke dag: ontbreekt"),
        (
            {"status": "open", "klaar_op": "2026-09-24", "status_op": "2026-08-01"},
            "open en over datum 2 maanden over datum laatst bekeken: 1 augustus 2026",
        ),
        ({"status": "open", "klaar_op": "2026-12-24"}, "open laatst bekeken: ontbreekt"),
        (
            {"status": "open", "klaar_op": "2020-05-30", "keten": "b"},
            "nog open toen de keten eindigde, 1 maand over datum laatst bekeken: ontbreekt",
        ),
        ({"status": "open", "keten": "b"}, "open nog open toen de keten eindigde laatst bekeken: ontbreekt"),
        ({"status": "deels", "status_op": "2026"}, "deels laatst bekeken: 2026"),
    ],
)
def test_a_slip_is_told_in_words_and_an_ended_keten_stops_the_clock(tmp_path: Path, velden: dict[str, str], zin: str) -> None:
    assert zin in _words(register([_stand(tmp_path, **velden)], None))


def test_what_is_not_filled_in_reads_ontbreekt(tmp_path: Path) -> None:
    tekst = _words(register([_stand(tmp_path)], None))
    assert tekst.count("ontbreekt") == 4
    assert "Afgesproken: ontbreekt Voortouw: ontbreekt Klaar op: ontbreekt Stand: onbekend laatst bekeken: ontbreekt" in tekst


def test_text_from_data_is_escaped(tmp_path: Path) -> None:
    kwaad = "<script>x</script>"
    velden = ("afspraak", "voortouw", "aanleiding", "toelichting", "betrokken_partijen", "bron")
    tekst = register([_stand(tmp_path, **dict.fromkeys(velden, kwaad))], None)
    assert "<script>" not in tekst
    assert tekst.count("&lt;script&gt;") == len(velden)


def test_the_counts_stand_per_keten_in_the_given_order_with_zeros() -> None:
    afspraken = [{"keten": "a", "stand": s} for s in ("open", "open", "gereed te laat")]
    tekst = _words(standen(afspraken, {"b": "Asiel", "a": "Zorg"}))
    koppen = "Gereed op tijd Gereed te laat Gereed (datum onbekend) Deels Niet Vervallen Open Open en over datum Onbekend"
    assert f"Keten {koppen} Asiel 0 0 0 0 0 0 0 0 0 Zorg 0 1 0 0 0 0 2 0 0" in tekst
    assert "%" not in tekst


@pytest.mark.parametrize(("cel", "namen"), [("A; B", ["A", "B"]), ("A", ["A"]), (None, ["ontbreekt"]), (" ; ", ["ontbreekt"])])
def test_several_parties_with_the_voortouw_are_each_found(cel: str | None, namen: list[str]) -> None:
    assert leads({"voortouw": cel}) == namen


def test_a_long_register_shows_the_newest_and_a_way_to_all(tmp_path: Path) -> None:
    rijen = [_stand(tmp_path)] * (EERSTE_AFSPRAKEN + 1)
    kort = register(rijen, None, "afspraken?alles=ja")
    assert kort.count("<tr>") == EERSTE_AFSPRAKEN + 1
    assert '<a href="afspraken?alles=ja">Toon alle 51 afspraken</a>' in kort
    assert register(rijen, None).count("<tr>") == EERSTE_AFSPRAKEN + 2


@pytest.mark.parametrize(
    ("velden", "zin"),
    [
        ({"stand": "open"}, "open hoe lang: ontbreekt"),
        ({"stand": "open", "datum": "2026-11-20", "datum_van": date(2026, 11, 20)}, "open 4 dagen"),
        ({"stand": "open", "datum": "2024", "datum_van": date(2024, 1, 1)}, "open ongeveer 2 jaar en 10 maanden"),
        (
            {"stand": "open", "datum": "2026-10-24", "datum_van": date(2026, 10, 24), "keten_voorbij": True},
            "nog open toen de keten eindigde, na 1 maand",
        ),
        ({"stand": "opgelost", "opgelost_op": "2026-03", "wijze": "omzeild"}, "opgelost (omzeild) op maart 2026"),
        ({"stand": "opgelost, datum onbekend", "oplossing": "Slot"}, "opgelost, datum onbekend"),
    ],
)
def test_a_knelpunt_says_how_long_or_when(velden: dict[str, Any], zin: str) -> None:
    leeg = dict.fromkeys(("datum", "datum_van", "escalatie_naar", "escalatie_op", "oplossing", "wijze", "opgelost_op"))
    rij = {"keten": "a", "knelpunt": "Vast", **leeg, "keten_voorbij": False, "tot_dag": date(2026, 11, 24), **velden}
    assert zin in _words(knelpunten([rij], None))


def test_a_knelpunt_with_a_solution_but_no_date_is_not_open(open_app: Callable[..., AppTest]) -> None:
    at = open_app("afspraken", keten="opvang")
    open_, opgelost = html(at).split("Toon 1 opgelost knelpunt")
    assert "Te weinig bedden" in open_
    assert "Geen sleutel" not in open_.split('id="knelpunten"')[1]
    assert "Geen sleutel" in opgelost
    assert "opgelost, datum onbekend" in opgelost


def test_the_page_shows_all_ketens_and_the_choice_narrows_it(open_app: Callable[..., AppTest]) -> None:
    at = open_app("afspraken")
    assert not at.exception
    assert "Een bed meer" in html(at)
    assert "Ketels keuren" in html(at)
    assert "Jeugd &lt;naar&gt; school (fictief)" in html(at)
    at = visit(at, "afspraken", keten="opvang")
    assert "Ketels keuren" not in html(at)


def test_a_filter_is_in_the_address_and_survives_another_keten(open_app: Callable[..., AppTest]) -> None:
    at = open_app("afspraken", keten="opvang", voortouw="Gemeente", stand="open en over datum")
    assert "Een bed meer" in html(at)
    assert "Sleutels bestellen" not in html(at)
    at = visit(at, "afspraken", keten="aflopend")
    assert "Er is geen afspraak die bij deze keuze past." in html(at)
    at.selectbox(key="keuze_voortouw").select("").run()
    assert "Ketels keuren" in html(at)
    assert "voortouw" not in at.query_params


def test_an_unknown_filter_says_so(open_app: Callable[..., AppTest]) -> None:
    assert "Voortouw niet gevonden" in html(open_app("afspraken", voortouw="Niemand"))


def test_a_keten_without_afspraken_says_who_can_deliver_them(open_app: Callable[..., AppTest]) -> None:
    tekst = html(open_app("afspraken", keten="zonder"))
    assert "Er zijn hier nog geen afspraken." in tekst
    assert "Er is geen knelpunt dat bij deze keuze past." in tekst
