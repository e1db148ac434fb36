"""Overzicht: every keten in name order with four sides in miniature, and what asks for a conversation."""

import re
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.components import overzicht
from dashboard.dossier import vragen as dossiervragen
from tests.dashboard.conftest import APP, gegevens, html
from tests.dashboard.handbouw import write_build
from tests.dashboard.vragen import REGELS, vraag

Opener = Callable[..., AppTest]
SPAN = re.compile(r"<[^>]+>")


@pytest.fixture(autouse=True)
def no_questions_of_the_dossier(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """What the dossier asks has tests of its own (dossier_regels)."""
    monkeypatch.setattr(dossiervragen, "vragen", list)
    overzicht._overzicht.clear()  # what is kept was drawn with them, and what comes now without
    yield
    overzicht._overzicht.clear()


def keten(at: AppTest, naam: str) -> str:
    """The row of one keten."""
    return next(rij for rij in html(at).split("<article")[1:] if naam in rij).split("</article>")[0]


def kant(rij: str, titel: str) -> str:
    """One side of a row."""
    return rij.split(f"<h3>{titel}</h3>")[1].split("</section>", maxsplit=1)[0]


def agenda(at: AppTest) -> str:
    return html(at).split("<aside")[1].split("</aside>")[0]


def words(stuk: str) -> str:
    """The words of a piece of HTML."""
    return " ".join(SPAN.sub(" ", stuk).split())


def test_ketens_stand_in_name_order(open_app: Opener) -> None:
    namen = re.findall(r'<h2><a href="keten\?keten=(\w+)">', html(open_app()))
    assert namen == ["jeugd", "opvang", "aflopend", "zonder"]


def test_a_row_names_the_resultaat_and_every_voorkeursdoel_that_holds_newest_first(open_app: Opener) -> None:
    rij = keten(open_app(), "Opvang van daklozen")
    assert "<p>Niemand slaapt op straat</p>" in rij
    doelen = re.findall(r"Voorkeursdoel</strong>([^<]+)</li>", rij)
    assert doelen == ["Iedereen een eigen huis", "Minder bedden op straat"]


def test_each_indicator_is_one_mark_that_says_what_there_is(open_app: Opener) -> None:
    resultaten = kant(keten(open_app(), "Opvang van daklozen"), "Resultaten")
    assert re.findall(r"ks-mark-(\w+)", resultaten) == ["cijfer", "onderdrukt", "woorden"]
    assert words(resultaten) == (
        "Buitenslapers: een cijfer. Gezinnen op straat: onderdrukt, kleine groep. Verhaal van de straat: een waarde in woorden."
    )


def test_oordelen_are_single_marks_proces_apart_from_resultaat(open_app: Opener) -> None:
    tevredenheid = kant(keten(open_app(), "Opvang van daklozen"), "Tevredenheid")
    assert words(tevredenheid) == "over het proces ± gemengd + positief over het resultaat − negatief"


def test_goals_and_criteria_have_their_own_marks(open_app: Opener) -> None:
    rij = keten(open_app(), "Opvang van daklozen")
    assert words(kant(rij, "Doelbereiking")).endswith("doel bereikt? ◐ deels")
    assert words(kant(rij, "Proceskwaliteit")) == "aan criterium voldaan? ◐ deels ● ja"


def test_an_empty_side_says_niet_gemeten(open_app: Opener) -> None:
    rij = keten(open_app(), "Zonder gegevens")
    for titel in ("Resultaten", "Doelbereiking", "Tevredenheid", "Proceskwaliteit"):
        assert words(kant(rij, titel)) == "niet gemeten"


def test_a_row_says_how_many_afspraken_are_past_their_date_and_how_old_the_figures_are(open_app: Opener) -> None:
    rij = keten(open_app(), "Opvang van daklozen")
    assert '<strong><a href="afspraken?keten=opvang">1 afspraak over datum</a></strong>' in rij
    assert "</strong> · geen vraag bij de cijfers · nieuwste meting over 31 december 2025, 10 maanden oud" in rij
    assert "Geen afspraak over datum · geen vraag bij de cijfers · nog geen meting met een datum" in keten(open_app(), "Zonder gegevens")


def test_a_keten_that_has_ended_asks_nothing(open_app: Opener) -> None:
    at = open_app()
    assert "Deze keten eindigde op 29 juni 2007 en vraagt niets meer. Nog geen meting met een datum." in keten(at, "Wijkverwarming")
    assert "Ketels keuren" not in agenda(at)


def test_the_agenda_has_afspraken_past_their_date_and_old_open_knelpunten(open_app: Opener) -> None:
    assert words(agenda(open_app()).split(">", 1)[1]) == (
        "Gespreksagenda Opvang van daklozen "
        "Afspraak over datum Een bed meer klaar op 1 juni 2026, voortouw: Gemeente "
        "Knelpunt open Te weinig bedden sinds 2024, ligt bij: Wethouder"
    )


def test_older_points_open_on_demand(leeg_magazijn: Path) -> None:
    rijen = gegevens()
    rijen["afspraken"] = [
        {"afspraak_id": f"a{jaar}", "keten": "opvang", "afspraak": f"Afspraak uit {jaar}", "klaar_op": str(jaar), "status": "open"}
        for jaar in (2021, 2024, 2022, 2023)
    ]
    rijen["knelpunten"] = []
    write_build(leeg_magazijn, rijen)
    stuk = agenda(AppTest.from_file(APP, default_timeout=30).run())
    assert re.findall(r"Afspraak uit (\d+)", stuk) == ["2024", "2023", "2022", "2021"]
    assert re.findall(r"Afspraak uit (\d+)", stuk.split("<details>")[1]) == ["2022", "2021"]


def test_questions_stand_on_the_agenda_apart_from_afspraken_each_with_a_way_to_the_figure(leeg_magazijn: Path) -> None:
    rijen = gegevens() | {"regels": REGELS, "signalen": [vraag()]}
    write_build(leeg_magazijn, rijen)
    at = AppTest.from_file(APP, default_timeout=30).run()
    hard, zacht = agenda(at).split('<ul class="ks-hard">')[1].split('<ul class="ks-zacht">')
    assert words(zacht.split("</ul>")[0]) == "Vraag: Wat is er gebeurd met Buitenslapers?"
    assert 'href="indicator?keten=opvang&amp;indicator=slapers#vragen"' in zacht
    assert "Vraag:" not in hard
    assert '<a href="keten?keten=opvang#vragen">1 vraag bij de cijfers</a>' in keten(at, "Opvang van daklozen")


def test_thirty_questions_are_newest_first_with_a_few_in_sight(leeg_magazijn: Path) -> None:
    vragen = [vraag(f"s{dag}", regel="herziening", tot=date(2026, 9, dag), vraag=f"Vraag {dag}?") for dag in range(1, 31)]
    write_build(leeg_magazijn, gegevens() | {"regels": [*REGELS, REGELS[0] | {"regel": "herziening"}], "signalen": vragen})
    stuk = agenda(AppTest.from_file(APP, default_timeout=30).run())
    assert [int(dag) for dag in re.findall(r">Vraag (\d+)\?<", stuk)] == list(range(30, 0, -1))
    assert re.findall(r">Vraag (\d+)\?<", stuk.split("<details>")[0]) == ["30", "29"]


@pytest.mark.parametrize(
    ("maanden", "zin"),
    [((8, 9), "Bij dit cijfer staat nog een eerdere vraag."), ((7, 8, 9), "Bij dit cijfer staan nog eerdere vragen.")],
)
def test_one_movement_that_asks_more_than_once_stands_on_the_agenda_once(leeg_magazijn: Path, maanden: tuple[int, ...], zin: str) -> None:
    vragen = [vraag(f"s{maand}", tot=date(2026, maand, 28), vraag=f"Vraag {maand}?") for maand in maanden]
    write_build(leeg_magazijn, gegevens() | {"regels": REGELS, "signalen": vragen})
    tekst = words(agenda(AppTest.from_file(APP, default_timeout=30).run()))
    assert f"Vraag 9? {zin}" in tekst
    assert "Vraag 8?" not in tekst


def test_the_agenda_never_names_a_count_per_partij(leeg_magazijn: Path) -> None:
    write_build(leeg_magazijn, gegevens() | {"regels": REGELS, "signalen": [vraag(), vraag("s2")]})
    at = AppTest.from_file(APP, default_timeout=30).run()
    assert not re.search(r"\d+ (vragen|vraag|punten|afspraken)", words(agenda(at)))


def test_an_empty_agenda_says_what_is_not_there(leeg_magazijn: Path) -> None:
    write_build(leeg_magazijn, gegevens() | {"afspraken": [], "knelpunten": []})
    at = AppTest.from_file(APP, default_timeout=30).run()
    assert "Er is nu geen afspraak over datum, geen knelpunt dat een jaar open staat en geen open vraag." in agenda(at)


def test_without_ketens_the_page_says_so(leeg_magazijn: Path) -> None:
    write_build(leeg_magazijn, {})
    assert "Er is nog geen keten geleverd." in html(AppTest.from_file(APP, default_timeout=30).run())


def test_nothing_is_counted_up_or_ranked(open_app: Opener) -> None:
    tekst = words(keten(open_app(), "Opvang van daklozen"))
    assert not re.search(r"gemiddeld|totaal|score|\d+ (positief|gemengd|negatief|oordelen)", tekst)


@pytest.mark.parametrize("kwaad", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>'])
def test_names_from_a_levering_never_become_markup(leeg_magazijn: Path, kwaad: str) -> None:
    rijen = gegevens()
    rijen["ketens"][0] |= {"naam": kwaad, "maatschappelijk_resultaat": kwaad}
    rijen["indicatoren"][0]["naam"] = kwaad
    rijen["afspraken"][0] |= {"afspraak": kwaad, "voortouw": kwaad}
    write_build(leeg_magazijn, rijen)
    at = AppTest.from_file(APP, default_timeout=30).run()
    assert kwaad not in html(at)
    assert "<script" not in html(at)
    assert "<img" not in html(at)
