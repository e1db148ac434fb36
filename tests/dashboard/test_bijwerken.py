"""Writing on the page Afspraken: what it keeps, what it refuses and says, and two people on one afspraak."""

import re
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.dossier.register import Daad, Register, Wie
from dashboard.dossier.tijd import today
from dashboard.dossier.verbinding import address, open_engine
from tests.dashboard.conftest import html
from tests.dashboard.handbouw import GELEVERD_OP

Opener = Callable[..., AppTest]
Rij = dict[str, Any]
GEEN_DATUM = "is geen datum. Schrijf 2026-11-24, of 2026-11 of 2026 als u het niet preciezer weet."
KLAAR, REDEN = "Wanneer is het klaar? (jaar-maand-dag)", "Waarom verandert dit?"


@pytest.fixture
def register(magazijn: Path) -> Register:
    return Register(open_engine(address(magazijn)))


def act(at: AppTest, partij: str = "Gemeente", rol: str = "regisseur") -> AppTest:
    """Say as whom you write."""
    for label, keuze in (("U doet dit als", rol), ("Van partij", partij)):
        next(s for s in at.selectbox if s.label == label).select(keuze)
    return at.run()


def field(at: AppTest, label: str, daad: str) -> Any:
    """A field of the form of this deed."""
    velden = (*at.text_input, *at.text_area, *at.selectbox)
    return next(w for w in velden if w.label == label and f"-{daad}-" in str(w.key or w.form_id))


def press(at: AppTest, knop: str, nr: int = 0) -> AppTest:
    return [b for b in at.button if b.label == knop][nr].click().run()


def opened(open_app: Opener, register: Register, partij: str = "Gemeente", **adres: str) -> AppTest:
    return act(open_app("afspraken", keten="opvang", **adres), partij)


def move(at: AppTest, dag: str, reden: str) -> AppTest:
    field(at, KLAAR, "verander").set_value(dag)
    field(at, REDEN, "verander").set_value(reden)
    return press(at, "Bewaar de verandering")


def test_a_new_afspraak_may_have_gaps_which_read_ontbreekt(open_app: Opener, register: Register) -> None:
    at = opened(open_app, register)
    next(v for v in at.text_area if v.label == "Welke actie?").set_value("Sleutels tellen")
    at = press(at, "Bewaar", 0)
    assert "De afspraak is bewaard." in html(at)
    [nieuw] = [a for a in register.all("afspraak", "opvang") if a["herkomst"] == "app"]
    velden = ("afspraak", "voortouw", "klaar_op", "status", "datum", "wie_rol", "wie_partij")
    assert [nieuw[v] for v in velden] == ["Sleutels tellen", None, None, "open", today().isoformat(), "regisseur", "Gemeente"]
    rij = html(at).split("Sleutels tellen")[1].split("</tr>")[0]
    assert rij.count('<span class="ks-niet-gemeten">ontbreekt</span>') == 2


def test_a_new_afspraak_without_an_action_is_refused(open_app: Opener, register: Register) -> None:
    at = press(opened(open_app, register), "Bewaar", 0)
    assert "Afspraak ontbreekt. Vul dit in." in html(at)
    assert [a for a in register.all("afspraak") if a["herkomst"] == "app"] == []


def test_nothing_is_kept_without_a_role_and_a_partij(open_app: Opener, register: Register) -> None:
    at = move(open_app("afspraken", keten="opvang", afspraak="a1"), "2026-09-01", "Geen bouwer")
    assert "Kies eerst bovenaan als wie u dit doet: uw rol en uw partij." in html(at)
    assert register.newest("afspraak", "a1")["nummer"] == 1
    assert field(at, KLAAR, "verander").value == "2026-09-01"


def test_a_date_that_moves_stays_visible_with_who_when_and_why(open_app: Opener, register: Register) -> None:
    at = move(opened(open_app, register, afspraak="a1"), "2027-03-01", "Geen bouwer")
    assert "De afspraak is veranderd." in html(at).split('id="bijwerken"')[1]
    zin = "eerder: 1 juni 2026; veranderd op "
    tabel = html(at).split('id="register"')[1]
    assert zin in tabel
    assert " door regisseur van Gemeente: Geen bouwer" in tabel
    assert "klaar op: 1 juni 2026 werd 1 maart 2027. Reden: Geen bouwer" in tabel
    assert register.newest("afspraak", "a1")["klaar_op"] == "2027-03-01"


@pytest.mark.parametrize(
    ("dag", "reden", "zin"),
    [
        ("2027-03-01", "", "Reden ontbreekt. Schrijf waarom dit verandert."),
        ("1 maart", "Geen bouwer", f"Klaar op: “1 maart” {GEEN_DATUM}"),
        ("2026-06-01", "Zomaar", "U hebt niets veranderd. Verander eerst iets, en bewaar dan."),
    ],
)
def test_a_change_that_cannot_be_kept_says_why_and_loses_nothing(
    open_app: Opener, register: Register, dag: str, reden: str, zin: str
) -> None:
    at = move(opened(open_app, register, afspraak="a1"), dag, reden)
    assert zin in html(at)
    assert register.newest("afspraak", "a1")["nummer"] == 1
    assert (field(at, KLAAR, "verander").value, field(at, REDEN, "verander").value) == (dag, reden)


def test_uitgevoerd_is_confirmed_by_another_partij_and_then_the_effect(open_app: Opener, register: Register) -> None:
    assert _filled(open_app, register)
    register.change("afspraak", "a1", 1, {"status": "gereed", "status_op": "2026-05-20"}, Wie("regisseur", "Gemeente"))
    at = opened(open_app, register, afspraak="a1")
    assert "nog niet bevestigd door een andere partij" in html(at)
    at = press(at, "Bevestig")
    assert "Gemeente heeft zelf het voortouw. Een andere partij bevestigt dat het is uitgevoerd." in html(at)
    at = press(act(at, "Leger des Heils", "partner"), "Bevestig")
    assert "De uitvoering is bevestigd." in html(at)
    assert "uitgevoerd, bevestigd door Leger des Heils op " in html(at)
    assert "effect nog niet vastgesteld" in html(at)
    at = press(at, "Bewaar het effect")
    assert "Het effect ontbreekt. Schrijf wat u ziet dat er is veranderd." in html(at)
    field(at, "Wat ziet u dat er is veranderd?", "effect").set_value("Minder mensen op straat")
    field(at, "Op welke dag stelde u dit vast? (jaar-maand-dag)", "effect").set_value("2026-09-01")
    at = press(at, "Bewaar het effect")
    assert "effect vastgesteld op 1 september 2026: Minder mensen op straat" in html(at)


def _filled(open_app: Opener, register: Register) -> bool:
    """Opening a page fills the register from the build."""
    open_app("afspraken", keten="opvang")
    return register.newest("afspraak", "a1")["nummer"] == 1


def test_an_effect_waits_for_the_confirmation(open_app: Opener, register: Register) -> None:
    at = press(opened(open_app, register, afspraak="a1"), "Bewaar het effect")
    assert "Het effect vaststellen kan pas als een andere partij heeft bevestigd dat de afspraak is uitgevoerd." in html(at)


def test_what_is_withdrawn_stays_readable_with_the_reason(open_app: Opener, register: Register) -> None:
    at = press(opened(open_app, register, afspraak="a1"), "Trek in")
    assert "Reden ontbreekt. Schrijf waarom dit wordt ingetrokken." in html(at)
    field(at, "Waarom trekt u dit in?", "intrekken").set_value("Dubbel")
    at = press(at, "Trek in")
    tekst = html(at)
    assert "Toon 1 ingetrokken afspraak" in tekst
    assert "<s>Een bed meer</s>" in tekst
    assert " door regisseur van Gemeente. Reden: Dubbel" in tekst
    assert "Een bed meer" not in tekst.split('id="register"')[1].split("Toon 1 ingetrokken")[0]
    assert not [b for b in at.button if b.label == "Trek in"]


def test_the_second_of_two_sees_what_the_first_changed_and_puts_a_version_on_top(open_app: Opener, register: Register) -> None:
    een, twee = (opened(open_app, register, partij, afspraak="a1") for partij in ("Gemeente", "Woningcorporatie"))
    move(een, "2026-09-01", "Geen bouwer")
    twee = move(twee, "2026-12-01", "Geen geld")
    tekst = html(twee)
    assert "Dit is intussen gewijzigd door Gemeente. Kijk wat er nu staat en kies wat het wordt." in tekst
    assert "Nu, volgens regisseur van Gemeente" in tekst
    botsing = [re.sub("<.*?>", "", cel) for cel in re.findall("<td.*?</td>", tekst.split("U vulde in</th>")[1].split("</table>")[0])]
    assert botsing == ["Was: 1 juni 2026", "Nu, volgens regisseur van Gemeente: 1 september 2026", "U vulde in: 1 december 2026"]
    assert (field(twee, KLAAR, "verander").value, field(twee, REDEN, "verander").value) == ("2026-12-01", "Geen geld")
    assert register.newest("afspraak", "a1")["klaar_op"] == "2026-09-01"
    twee = press(twee, "Zet mijn versie erover")
    assert "De afspraak is veranderd." in html(twee)
    assert [v["klaar_op"] for v in register.history("afspraak", "a1")] == ["2026-06-01", "2026-09-01", "2026-12-01"]


def test_the_second_of_two_may_leave_what_the_first_made_of_it(open_app: Opener, register: Register) -> None:
    een, twee = (opened(open_app, register, partij, afspraak="a1") for partij in ("Gemeente", "Woningcorporatie"))
    move(een, "2026-09-01", "Geen bouwer")
    twee = press(move(twee, "2026-12-01", "Geen geld"), "Laat staan wat er nu staat")
    assert "U liet staan wat er nu staat." in html(twee)
    assert (register.newest("afspraak", "a1")["klaar_op"], field(twee, KLAAR, "verander").value) == ("2026-09-01", "2026-09-01")
    assert not [b for b in twee.button if b.label == "Zet mijn versie erover"]


def test_my_version_on_top_leaves_the_fields_i_did_not_touch(open_app: Opener, register: Register) -> None:
    een, twee = (opened(open_app, register, partij, afspraak="a1") for partij in ("Gemeente", "Woningcorporatie"))
    field(een, "Wie heeft het voortouw?", "verander").set_value("Leger des Heils")
    move(een, "2026-06-01", "Zij doen het")
    twee = move(twee, "2026-12-01", "Geen geld")
    assert "Was: </span>“Gemeente”</td>" in html(twee)
    assert "U vulde in: </span>niets</td>" in html(twee)
    assert field(twee, "Wie heeft het voortouw?", "verander").value == "Leger des Heils"
    press(twee, "Zet mijn versie erover")
    nu = register.newest("afspraak", "a1")
    assert (nu["voortouw"], nu["klaar_op"]) == ("Leger des Heils", "2026-12-01")


def test_my_version_may_be_what_stood_there_before(open_app: Opener, register: Register) -> None:
    een, twee = (opened(open_app, register, partij, afspraak="a1") for partij in ("Gemeente", "Woningcorporatie"))
    move(een, "2026-09-01", "Geen bouwer")
    twee = move(twee, "2026-12-01", "Geen geld")
    field(twee, KLAAR, "verander").set_value("2026-06-01")
    press(twee, "Zet mijn versie erover")
    assert [v["klaar_op"] for v in register.history("afspraak", "a1")] == ["2026-06-01", "2026-09-01", "2026-06-01"]


def test_a_third_who_is_first_again_is_seen_too(open_app: Opener, register: Register) -> None:
    een, twee = (opened(open_app, register, partij, afspraak="a1") for partij in ("Gemeente", "Woningcorporatie"))
    move(een, "2026-09-01", "Geen bouwer")
    twee = move(twee, "2026-12-01", "Geen geld")
    register.change("afspraak", "a1", 2, {"klaar_op": "2026-10-01", "status": "deels"}, Wie("partner", "Leger des Heils"), "Toch")
    twee = press(twee, "Zet mijn versie erover")
    assert "Dit is intussen gewijzigd door Leger des Heils." in html(twee)
    assert "Was: </span>1 september 2026</td>" in html(twee)
    assert (field(twee, "Status", "verander").value, field(twee, KLAAR, "verander").value) == ("deels", "2026-12-01")
    press(twee, "Zet mijn versie erover")
    nu = register.newest("afspraak", "a1")
    assert (nu["nummer"], nu["klaar_op"], nu["status"]) == (4, "2026-12-01", "deels")


def test_what_cannot_be_done_yet_is_said_above_the_form(open_app: Opener, register: Register) -> None:
    tekst = html(opened(open_app, register, afspraak="a1"))
    assert "Deze afspraak staat nog niet op gereed. Bevestigen kan pas daarna." in tekst
    assert "Het effect vaststellen kan pas als een andere partij heeft bevestigd dat de afspraak is uitgevoerd." in tekst
    register.change("afspraak", "a1", 1, {"status": "gereed"}, Wie("regisseur", "Gemeente"))
    tekst = html(opened(open_app, register, "Woningcorporatie", afspraak="a1"))
    assert "Dit doet een andere partij dan die met het voortouw. Bovenaan staat namens welke partij u dit doet." in tekst


def test_an_afspraak_that_went_to_another_keten_says_from_where(open_app: Opener, register: Register) -> None:
    assert _filled(open_app, register)
    with register.change_set(Daad(Wie(None, "Gemeente"), datetime(2026, 11, 1), levering="later")) as daad:
        daad.change("afspraak", "a1", 1, {"keten": "jeugd", "project": None})
    assert "Een bed meer" not in html(open_app("afspraken", keten="opvang"))
    tekst = html(open_app("afspraken", keten="jeugd"))
    assert "keten: “Opvang van daklozen” werd “Jeugd &lt;naar&gt; school (fictief)”" in tekst


def test_two_forms_of_one_person_do_not_clash(open_app: Opener, register: Register) -> None:
    at = move(opened(open_app, register, afspraak="a1"), "2026-09-01", "Geen bouwer")
    field(at, "Waarom trekt u dit in?", "intrekken").set_value("Dubbel")
    assert "Ingetrokken." in html(press(at, "Trek in"))


def test_a_clash_with_a_withdrawal_keeps_what_was_typed(open_app: Opener, register: Register) -> None:
    at = opened(open_app, register, afspraak="a1")
    register.withdraw("afspraak", "a1", 1, Wie("partner", "Woningcorporatie"), "Dubbel")
    at = move(at, "2026-12-01", "Geen geld")
    assert "Dit is intussen gewijzigd door Woningcorporatie." in html(at)
    assert field(at, KLAAR, "verander").value == "2026-12-01"
    assert "Ingetrokken op " in html(press(at, "Laat staan wat er nu staat"))


def test_a_knelpunt_climbs_the_ladder_of_its_keten_and_is_closed(open_app: Opener, register: Register) -> None:
    velden = {"trap": "Procesmanagers; Wethouder; Stuurgroep"}
    register.add("werkwijze", "opvang", velden, Wie("regisseur", "Gemeente"), id_="opvang")
    at = opened(open_app, register, knelpunt="k1")
    niveau = field(at, "Naar welk niveau gaat het?", "escaleer")
    assert niveau.value == "Stuurgroep"
    at = press(at, "Breng verder")
    assert "Het knelpunt ligt nu bij Stuurgroep." in html(at)
    assert "eerder bij “Wethouder”; veranderd op " in html(at).split('id="knelpunten"')[1]
    at = press(at, "Sluit")
    assert "Hoe het knelpunt is opgelost, ontbreekt. Kies voorkomen, omzeild of weggenomen." in html(at)
    field(at, "Hoe is het opgelost?", "sluit").select("omzeild")
    field(at, "Op welke dag? (jaar-maand-dag)", "sluit").set_value("2026-11-20")
    at = press(at, "Sluit")
    assert "<strong>opgelost (omzeild)</strong>" in html(at)
    assert "op 20 november 2026" in html(at)


def test_without_a_ladder_the_level_is_free_text(open_app: Opener, register: Register) -> None:
    at = opened(open_app, register, knelpunt="k1")
    at = press(at, "Breng verder")
    assert "Het niveau ontbreekt. Kies waar het knelpunt naartoe gaat." in html(at)
    field(at, "Naar welk niveau gaat het?", "escaleer").set_value("Raad")
    assert "Het knelpunt ligt nu bij Raad." in html(press(at, "Breng verder"))


def test_a_new_knelpunt_stands_in_the_list_at_once(open_app: Opener, register: Register) -> None:
    at = opened(open_app, register)
    next(v for v in at.text_area if v.label == "Wat zit er vast?").set_value("Geen <b>vervoer</b>")
    at = press(at, "Bewaar", 1)
    assert "Het knelpunt is bewaard." in html(at)
    assert "Geen &lt;b&gt;vervoer&lt;/b&gt;" in html(at).split('id="knelpunten"')[1]


def test_without_a_keten_the_page_says_how_to_write(open_app: Opener) -> None:
    at = open_app("afspraken")
    assert "Kies bovenaan een keten. Dan kunt u afspraken en knelpunten vastleggen en bijwerken." in html(at)
    assert not [b for b in at.button if b.label == "Bewaar"]


def test_an_unknown_afspraak_in_the_address_says_so(open_app: Opener) -> None:
    assert "Afspraak niet gevonden" in html(open_app("afspraken", keten="opvang", afspraak="zzz"))


def test_another_keten_lets_go_of_the_afspraak(open_app: Opener, register: Register) -> None:
    at = opened(open_app, register, afspraak="a1")
    at.selectbox(key="keuze_keten").select("zonder").run()
    assert "niet gevonden" not in html(at)
    assert "afspraak" not in at.query_params


def test_a_later_levering_that_says_something_else_stands_beside_it(open_app: Opener, register: Register, monkeypatch: Any) -> None:
    assert _filled(open_app, register)
    # Changed before the levering of the small magazijn came in.
    monkeypatch.setattr("dashboard.dossier.register.now", lambda: datetime(2020, 1, 1))
    register.change("afspraak", "a1", 1, {"klaar_op": "2027-01-01"}, Wie("regisseur", "Gemeente"), "Later")
    tekst = html(open_app("afspraken", keten="opvang"))
    assert re.search(r"De levering van \d+ \w+ \d{4} zegt iets anders: klaar op 1 juni 2026. Wat hier is veranderd, blijft staan.", tekst)


def test_what_was_changed_after_the_levering_has_nothing_beside_it(open_app: Opener, register: Register) -> None:
    assert _filled(open_app, register)
    register.change("afspraak", "a1", 1, {"klaar_op": "2027-01-01"}, Wie("regisseur", "Gemeente"), "Later")
    if date.today() > GELEVERD_OP:
        assert "zegt iets anders" not in html(open_app("afspraken", keten="opvang"))


def test_on_an_earlier_day_one_can_only_read(open_app: Opener, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "dashboard.components.bijwerken.read_only_reason", lambda: "U kijkt vanaf een eerdere dag. Dan kunt u alleen lezen."
    )
    at = open_app("afspraken", keten="opvang", afspraak="a1")
    assert "U kijkt vanaf een eerdere dag. Dan kunt u alleen lezen." in html(at)
    assert not at.button
