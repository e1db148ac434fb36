"""The rules of the dossier as files, and the questions as screens get them."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest
from streamlit.testing.v1 import AppTest

from dashboard import spiegel
from dashboard.components.regels import all_rules
from dashboard.components.signaal import newest_first
from dashboard.dossier import lezen, vragen
from dashboard.dossier.register import Register, Wie
from dashboard.toegang.zicht import ALLES, Zicht
from dashboard.voorraad import Voorraad
from etl.fouten import RegelFout
from etl.signalen import uitvoeren
from etl.signalen.regelbestand import Regel
from etl.signalen.uitvoeren import Vondst
from tests.dashboard.conftest import gegevens, html
from tests.dashboard.handbouw import write_build

WIE = Wie("regisseur")
SQL = """-- Eén rij per keten
select keten, null as project, null as indicator, null as reeks, keten as onderwerp, null as van, null as tot,
    count(*) as waarnemingen, count(*) < $minimum_waarnemingen as te_weinig, {'wat': 1} as onderbouwing, {'wat': 'iets'} as woorden
from dossier.overleg group by keten
"""
TOML = """titel = "Proef"
vraag = "Wat is {wat} in {keten}?"
kijkt_naar = "Niets."
onschuldig = ["Zomaar.", "Toeval."]
minimum_waarnemingen = 1
sinds = 2026-11-24
soort = "gesprek"
getoond = true
"""


@pytest.fixture
def regels(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with one rule, in the place of the real ones."""
    map_ = tmp_path_factory.mktemp("regels")
    (map_ / "proef.sql").write_text(SQL, encoding="utf-8")
    (map_ / "proef.toml").write_text(TOML, encoding="utf-8")
    monkeypatch.setattr(vragen, "REGELS", map_)
    return map_


@pytest.fixture
def ask(magazijn: Path) -> Callable[[], list[str]]:
    """Ask all rules, and give the texts of the questions."""

    def run() -> list[str]:
        bouw = spiegel.current_build()
        assert bouw is not None
        return [rij["vraag"] for rij in vragen.ask(bouw, lezen.open_register())["signaal_vragen"]]

    return run


def faults(run: Callable[[], object]) -> tuple[str, ...]:
    with pytest.raises(RegelFout) as fout:
        run()
    return fout.value.fouten


def test_a_rule_is_picked_up_by_being_there(regels: Path, ask: Callable[[], list[str]]) -> None:
    lezen.open_register().add("overleg", "opvang", {"naam": "Overleg"}, WIE)
    assert ask() == ["Wat is iets in Opvang van daklozen?"]
    (regels / "tweede.sql").write_text(SQL, encoding="utf-8")
    (regels / "tweede.toml").write_text(TOML.replace("Wat is", "Waar is"), encoding="utf-8")
    assert sorted(ask()) == ["Waar is iets in Opvang van daklozen?", "Wat is iets in Opvang van daklozen?"]


def test_a_mistake_names_the_file_and_the_key(regels: Path, ask: Callable[[], list[str]]) -> None:
    (regels / "proef.toml").write_text(TOML.replace("titel", "titl"), encoding="utf-8")
    assert faults(ask) == (
        "proef.toml, titl: deze sleutel bestaat niet. Bedoelt u titel?",
        'proef.toml, titel: ontbreekt. Schrijf een tekst tussen aanhalingstekens ("...").',
    )


def test_a_kind_that_does_not_exist_is_named(regels: Path, ask: Callable[[], list[str]]) -> None:
    (regels / "proef.sql").write_text(SQL.replace("dossier.overleg", "dossier.overlegje"), encoding="utf-8")
    assert faults(ask) == ("proef.sql: de query werkt niet (Catalog Error: Table with name overlegje does not exist!).",)


def test_a_parameter_must_be_declared(regels: Path, ask: Callable[[], list[str]]) -> None:
    (regels / "proef.sql").write_text(SQL.replace("group by", "where 1 < $grens group by"), encoding="utf-8")
    assert faults(ask) == (
        "proef.sql, $grens: deze parameter is niet bekend. "
        "Zet [drempels.grens] in proef.toml, of gebruik $minimum_waarnemingen of $peildatum.",
    )


def test_a_rule_cannot_write(regels: Path, ask: Callable[[], list[str]]) -> None:
    (regels / "proef.sql").write_text("delete from dossier.overleg_versie", encoding="utf-8")
    assert faults(ask) == ("proef.sql: hier hoort precies één query te staan, die rijen oplevert.",)


def test_a_question_goes_when_the_dossier_answers_it(magazijn: Path) -> None:
    register = lezen.open_register()
    afspraak = register.add("afspraak", "opvang", {"afspraak": "Bellen", "klaar_op": "2026-01-01"}, WIE)
    for dag in ("2026-02-01", "2026-03-01"):
        afspraak = register.change("afspraak", afspraak["id"], afspraak["nummer"], {"klaar_op": dag}, WIE)
    assert [v["vraag"] for v in vragen.vragen("opvang") if v["regel"] == "gesprek_zonder_gevolg"] == [
        "De afspraak “Bellen” is 2 keer verschoven. Wat maakt dit lastig, en wat is er nodig om verder te komen?"
    ]
    register.change("afspraak", afspraak["id"], afspraak["nummer"], {"status": "gereed"}, WIE)
    assert [v for v in vragen.vragen("opvang") if v["regel"] == "gesprek_zonder_gevolg"] == []


def test_questions_can_be_chosen_by_figure(magazijn: Path) -> None:
    _story(lezen.open_register())
    assert [v["regel"] for v in vragen.vragen("opvang", indicator="slapers")] == ["kopie_duiding"]
    assert vragen.vragen("opvang", indicator="een-ander") == []
    assert vragen.vragen("een-andere-keten") == []


def test_a_question_keeps_its_name(magazijn: Path) -> None:
    _story(lezen.open_register())
    eerst = [v["signaal"] for v in vragen.vragen()]
    lezen.open_register().add("praktijksignaal", "opvang", {"praktijksignaal": "Een rij"}, WIE)
    assert [v["signaal"] for v in vragen.vragen()] == eerst


def test_screens_show_what_the_dossier_asks_and_its_rules(open_app: Callable[..., AppTest], magazijn: Path) -> None:
    _story(lezen.open_register())
    zin = "dat vrijwel gelijk is aan het vorige van dezelfde partij"
    for pagina, adres in (("overzicht", {}), ("keten", {"keten": "opvang"}), ("indicator", {"keten": "opvang", "indicator": "slapers"})):
        assert zin in html(open_app(pagina, **adres)), pagina
    assert "Vragen over het gesprek" in html(open_app("keten", keten="opvang"))
    uitleg = html(open_app("uitleg"))
    assert "Het ritme stokt" in uitleg
    assert "Vraagt over het gesprek, sinds 24 november 2026." in uitleg
    assert "Vraagt over het vastleggen, sinds 24 november 2026." in uitleg
    assert "Hetzelfde knelpunt komt terug" in html(open_app("meten"))


def test_a_question_about_recording_stands_on_meten_and_not_on_the_agenda(open_app: Callable[..., AppTest], magazijn: Path) -> None:
    lezen.open_register().add("afspraak", "opvang", {"afspraak": "Bellen"}, WIE)
    zin = "staat niet wie het voortouw neemt, of wanneer het klaar is"
    assert zin in html(open_app("meten"))
    assert zin not in html(open_app("overzicht"))


def test_rules_stand_in_order_of_title(magazijn: Path) -> None:
    titels = [str(r["titel"]).lower() for r in all_rules()]
    assert titels == sorted(titels)
    assert "het ritme stokt" in titels


def test_questions_without_a_day_come_last() -> None:
    rijen: list[dict[str, object]] = [{"tot": None}, {"tot": date(2026, 1, 1)}, {"tot": date(2026, 2, 1)}]
    assert newest_first(rijen) == [{"tot": date(2026, 2, 1)}, {"tot": date(2026, 1, 1)}, {"tot": None}]


def test_an_earlier_day_knows_nothing_of_what_was_kept_later(leeg_magazijn: Path) -> None:
    bouw = write_build(leeg_magazijn, gegevens())
    register = lezen.open_register()
    _story(register)
    toen = vragen.ask(bouw, register, date(2026, 1, 1))["signaal_vragen"]
    assert "kopie_duiding" not in [v["regel"] for v in toen]


def _story(register: Register) -> None:
    for dag in ("2026-09-01", "2026-11-01"):
        register.add("duiding", "opvang", {"indicator": "slapers", "partij": "GGZ", "duiding": "Het was druk.", "datum": dag}, WIE)


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the rules that are really asked, from now on."""
    namen: list[str] = []
    echt = uitvoeren._ask

    def count(con: duckdb.DuckDBPyConnection, regel: Regel, *rest: Any) -> Iterator[str]:
        namen.append(regel.naam)
        return echt(con, regel, *rest)

    monkeypatch.setattr(uitvoeren, "_ask", count)
    return namen


def test_a_rule_in_whose_tables_nothing_changed_is_not_asked_again(ask: Callable[[], list[str]], asked: list[str]) -> None:
    eerst = ask()
    assert len(asked) == len(list(vragen.REGELS.glob("*.sql")))
    asked.clear()
    assert ask() == eerst
    assert asked == []


def test_an_act_asks_only_the_rules_that_read_of_it(ask: Callable[[], list[str]], asked: list[str]) -> None:
    ask()
    asked.clear()
    lezen.open_register().add("knelpunt", "jeugd", {"knelpunt": "De wachtlijst groeit"}, WIE)
    ask()
    assert asked == ["escalatie_blijft_liggen", "zelfde_knelpunt"]
    asked.clear()
    lezen.open_register().add("overleg", "jeugd", {"naam": "Kernoverleg", "datum": "2026-11-02", "stand": "gehouden"}, WIE)
    ask()
    assert asked == ["gesprek_zonder_gevolg", "nooit_besproken", "ritme_stokt", "zelfde_knelpunt"]


def test_another_day_or_sight_asks_its_own(magazijn: Path, asked: list[str]) -> None:
    bouw, register = spiegel.held_build(), lezen.open_register()
    aantal = len(list(vragen.REGELS.glob("*.sql")))
    for dag, wat in ((None, ALLES), (date(2026, 1, 1), ALLES), (None, Zicht(("jeugd",), (), None))):
        asked.clear()
        vragen.ask(bouw, register, dag, wat)
        assert len(asked) == aantal


def test_what_is_kept_is_what_would_be_found_anew(magazijn: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After acts of many kinds: with what was kept, and without."""
    daden: list[tuple[str, dict[str, Any]]] = [
        ("overleg", {"naam": "Kernoverleg", "datum": "2026-03-02", "stand": "gehouden"}),
        ("afspraak", {"afspraak": "Wij bellen de wijkteams"}),
        ("knelpunt", {"knelpunt": "De wachtlijst bij de crisisopvang groeit elke maand", "datum": "2025-01-01"}),
        ("werkwijze", {"duiding_dagen": 3}),
    ]
    bouw, gezien = spiegel.held_build(), []
    for soort, velden in daden:
        gezien.append(vragen.ask(bouw, lezen.open_register())["alles"])
        lezen.open_register().add(soort, "jeugd", velden, WIE)
        bewaard = vragen.ask(bouw, lezen.open_register())
        with monkeypatch.context() as leeg:
            leeg.setattr(vragen, "_vondsten", Voorraad[Vondst](1000))
            leeg.setattr(vragen, "_antwoorden", Voorraad[Any](100))
            assert vragen.ask(bouw, lezen.open_register()) == bewaard
    assert gezien[-1] != gezien[0]
