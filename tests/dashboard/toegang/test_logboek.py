"""What visitors do is in the log: each kind of event, every file that is given, and who may read it. Never what was in it."""

import re
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from sqlalchemy import Engine, event, text
from streamlit.testing.v1 import AppTest

from dashboard.components import bouwbestand
from dashboard.components.logboek import PER_BLAD, ZONDER_INLOGGEN
from dashboard.dossier.fouten import DossierFout, OnbereikbaarDossier
from dashboard.dossier.logboek import GEBEURTENISSEN, NIET_GESCHREVEN, Filter, Regel, keep, read
from dashboard.dossier.register import Register, Wie
from dashboard.dossier.verbinding import address, open_engine
from dashboard.toegang import bezoeker, logboek
from dashboard.toegang.bezoeker import SLEUTEL, Bezoeker, Stand, looking_as
from dashboard.toegang.rollen import ROLLEN, Toekenning
from etl.magazijn import Magazijn
from tests.dashboard.conftest import html

DASHBOARD = Path(logboek.__file__).parents[1]
PAGINAS = DASHBOARD / "app_pages"
REGIE = Bezoeker("binnen", (Toekenning("regisseur", "opvang", "Gemeente"), Toekenning("kijker", "jeugd")), "u1")
BAAS = Bezoeker("binnen", (Toekenning("beheerder", "*"),), "baas")
VREEMD = Bezoeker("binnen", (), "u2")


@pytest.fixture
def engine(magazijn: Path, monkeypatch: pytest.MonkeyPatch) -> Engine:
    """The database of the log, beside a small magazijn; whoever acts signed in an hour ago."""
    sign_in(monkeypatch, time.time() - 3600)
    monkeypatch.setattr("dashboard.components.downloadknop.is_still", lambda _wie: True)  # these people stand in no file
    return open_engine(address(magazijn))


def sign_in(monkeypatch: pytest.MonkeyPatch, moment: float) -> None:
    monkeypatch.setattr(bezoeker, "read_user", lambda: {"is_logged_in": True, "sub": "u1", "iat": moment})


def rows(engine: Engine) -> list[Regel]:
    return [Regel(**{naam: rij[naam] for naam in Regel._fields}) for rij in reversed(read(engine, Filter()))]


def break_log(engine: Engine) -> None:
    with engine.begin() as verbinding:
        verbinding.execute(text("alter table logboek rename to weg"))


def mend_log(engine: Engine) -> None:
    with engine.begin() as verbinding:
        verbinding.execute(text("alter table weg rename to logboek"))


def act(wie: Bezoeker) -> None:
    """Everything that a visitor can do and that is logged, once."""
    logboek.log_sign_in(wie)
    logboek.log_refused(wie)
    logboek.log_viewed(wie, "opvang", "indicator")
    logboek.log_viewing_as(wie, "kijker", "opvang")
    logboek.log_export(wie, "ketenspiegel-metingen.csv", "opvang")
    logboek.log_export(wie, "stukken.pdf, overleg o1", "opvang", "stukken")
    logboek.log_sign_out(wie)


# --- each kind of event ---


def test_each_event_is_logged_with_who_in_which_role_and_which_thing(engine: Engine) -> None:
    act(REGIE)
    overal, hier = ("u1", "kijker; regisseur", "Gemeente"), ("u1", "regisseur", "Gemeente", "opvang")
    assert rows(engine) == [
        Regel("inloggen", *overal),
        Regel("geweigerd", *overal),
        Regel("bekeken_in_vertrouwen", *hier, "indicator"),
        Regel("bekeken_als", *hier, "als kijker"),
        Regel("uitgevoerd", *hier, "ketenspiegel-metingen.csv"),
        Regel("stukken", *hier, "stukken.pdf, overleg o1"),
        Regel("uitloggen", *overal),
    ]
    assert {regel.gebeurtenis for regel in rows(engine)} | {"gewijzigd"} == set(GEBEURTENISSEN)


def test_a_beheerder_who_looks_as_another_is_logged_as_such_and_did_not_come_in_anew(engine: Engine) -> None:
    logboek.log_sign_in(BAAS)
    als = looking_as(BAAS, Toekenning("partner", "opvang", "Gemeente"))
    logboek.log_sign_in(als)
    logboek.log_export(als, "ketenspiegel-metingen.csv", "opvang")
    assert rows(engine) == [
        Regel("inloggen", "baas", "beheerder"),
        Regel("uitgevoerd", "baas", "beheerder, als partner", None, "opvang", "ketenspiegel-metingen.csv"),
    ]


def test_who_has_no_role_is_logged_without_one(engine: Engine) -> None:
    logboek.log_refused(VREEMD)
    assert rows(engine) == [Regel("geweigerd", "u2")]


@pytest.mark.parametrize("stand", ["open", "oefenen", "buiten", "verlopen"])
def test_without_somebody_to_name_nothing_is_logged(stand: Stand, engine: Engine) -> None:
    act(Bezoeker(stand))
    assert logboek.change_log(Bezoeker(stand)) is None
    assert rows(engine) == []


def test_a_change_is_logged_with_the_role_it_was_made_in(engine: Engine) -> None:
    register = Register(engine, log=logboek.change_log(REGIE))
    register.add("afspraak", "opvang", {"afspraak": "MERKTEKEN"}, Wie("regisseur", "Gemeente"), "MERKTEKEN", id_="nieuw")
    assert rows(engine) == [Regel("gewijzigd", "u1", "regisseur", "Gemeente", "opvang", "afspraak nieuw, versie 1")]


def test_coming_in_and_looking_are_logged_once_per_sign_in_and_cost_no_writing_after(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    def look() -> None:
        logboek.log_sign_in(REGIE)
        logboek.log_viewed(REGIE, "opvang", "indicator")
        logboek.log_viewing_as(BAAS, "partner", "opvang")

    look()
    opdrachten: list[Any] = []
    event.listen(engine, "before_cursor_execute", lambda *deel: opdrachten.append(deel))
    look()
    assert opdrachten == []
    assert [regel.wie for regel in rows(engine)] == ["u1", "u1", "baas"]
    logboek.log_viewed(REGIE, "opvang", "keten")
    logboek.log_viewed(REGIE, "jeugd", "indicator")
    assert [(r.keten, r.voorwerp) for r in rows(engine)[3:]] == [("opvang", "keten"), ("jeugd", "indicator")]
    sign_in(monkeypatch, time.time())
    look()
    assert len(rows(engine)) == 8


def test_what_could_not_be_logged_is_refused_and_logged_the_next_time(engine: Engine) -> None:
    break_log(engine)
    with pytest.raises(OnbereikbaarDossier, match="Daarom gaat dit niet door"):
        logboek.log_viewed(REGIE, "opvang", "indicator")
    mend_log(engine)
    logboek.log_viewed(REGIE, "opvang", "indicator")
    assert [regel.gebeurtenis for regel in rows(engine)] == ["bekeken_in_vertrouwen"]


def test_nobody_is_kept_in_by_a_log_that_cannot_be_written(engine: Engine, caplog: pytest.LogCaptureFixture) -> None:
    break_log(engine)
    logboek.log_sign_out(REGIE)
    assert "Iemand logde uit, en het logboek kon niet worden bijgehouden" in caplog.text


# --- files ---


class Knoppen:
    """The download buttons of a page, to press without a browser."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.knoppen: dict[str, Callable[[], bytes]] = {}
        monkeypatch.setattr(st, "download_button", self._note)

    def _note(self, label: str, data: Callable[[], bytes], **_: Any) -> None:
        self.knoppen[label] = data

    def press(self) -> dict[str, bytes]:
        return {label: data() for label, data in self.knoppen.items()}


@pytest.fixture
def knoppen(monkeypatch: pytest.MonkeyPatch) -> Knoppen:
    return Knoppen(monkeypatch)


def open_page(naam: str, wie: Bezoeker, **adres: str) -> AppTest:
    """A page as this visitor meets it."""
    at = AppTest.from_file(PAGINAS / f"{naam}.py", default_timeout=60)
    at.session_state[SLEUTEL] = wie
    for sleutel, waarde in adres.items():
        at.query_params[sleutel] = waarde
    at.run()
    assert not at.exception
    return at


def test_every_file_of_a_page_is_logged_when_it_is_given_and_not_before(
    engine: Engine, knoppen: Knoppen, magazijn: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bouwbestand, "as_parquet", lambda _: b"zip")
    open_page("gegevens", BAAS, keten="opvang")
    assert rows(engine) == []
    assert all(knoppen.press().values())
    bouw = Magazijn(magazijn).current_build()
    assert bouw is not None
    wie = ("baas", "beheerder", None)
    assert rows(engine) == [
        *(
            Regel("uitgevoerd", *wie, "opvang", f"ketenspiegel-{wat}.{soort}")
            for wat in ("metingen", "afspraken", "knelpunten", "oordelen")
            for soort in ("csv", "xlsx")
        ),
        Regel("uitgevoerd", *wie, None, f"ketenspiegel.duckdb, bouw {bouw.stem}"),
        Regel("uitgevoerd", *wie, None, f"ketenspiegel-parquet.zip, bouw {bouw.stem}"),
    ]


def test_a_file_about_one_thing_names_that_thing(engine: Engine, knoppen: Knoppen) -> None:
    def page() -> None:
        from dashboard.components.kalender import afsprakenknop
        from dashboard.components.keuring import _show
        from dashboard.components.uitvoer import download_knoppen
        from etl.keuring.afkeuring import Afkeuring

        download_knoppen("cijfers", "cijfers", indicator="slapers")
        afsprakenknop("opvang")
        _show([Afkeuring("l", "metingen.csv", "fout", "regel", "MERKTEKEN")])

    at = AppTest.from_function(page, default_timeout=60)
    at.session_state[SLEUTEL] = REGIE
    at.query_params["keten"] = "opvang"
    assert not at.run().exception
    assert b"MERKTEKEN" in knoppen.press()["Download het rapport (csv)"]
    hier = ("uitgevoerd", "u1", "regisseur", "Gemeente", "opvang")
    assert rows(engine) == [
        Regel(*hier, "ketenspiegel-cijfers.csv, indicator slapers"),
        Regel(*hier, "ketenspiegel-cijfers.xlsx, indicator slapers"),
        Regel(*hier, "ketenspiegel-afspraken.ics"),
        Regel("uitgevoerd", "u1", "kijker; regisseur", "Gemeente", None, "keuring.csv"),
    ]


def test_the_papers_of_an_overleg_are_logged_as_papers(engine: Engine, knoppen: Knoppen, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dashboard.components.overleg.stukken.maak_pakket", lambda *_, **__: b"%PDF MERKTEKEN")
    open_page("overleg", REGIE, keten="opvang", overleg="o1", fase="opvolgen")
    assert set(knoppen.press()) == {"Download de besluitenlijst (pdf)", "Download de afsprakenlijst (pdf)"}
    wie = ("u1", "regisseur", "Gemeente", "opvang")
    assert rows(engine) == [
        Regel("stukken", *wie, "besluitenlijst-2026-01-10-opvang.pdf, overleg o1"),
        Regel("stukken", *wie, "afsprakenlijst-2026-01-10-opvang.pdf, overleg o1"),
    ]


def test_a_file_that_cannot_be_logged_is_not_given_and_the_page_says_so(engine: Engine, knoppen: Knoppen) -> None:
    at = open_page("afspraken", REGIE, keten="opvang")
    break_log(engine)
    with pytest.raises(OnbereikbaarDossier):
        knoppen.knoppen["Download knelpunten (csv)"]()
    mend_log(engine)
    assert rows(engine) == []
    zin = f"Download knelpunten (csv): dit bestand krijgt u nu niet. {NIET_GESCHREVEN}"
    assert zin not in html(at)
    assert zin in html(at.run())
    assert zin not in html(at.run())


def test_who_lost_a_role_since_the_page_was_drawn_gets_no_file(engine: Engine, knoppen: Knoppen, monkeypatch: pytest.MonkeyPatch) -> None:
    at = open_page("afspraken", REGIE, keten="opvang")
    monkeypatch.setattr("dashboard.components.downloadknop.is_still", lambda _wie: False)
    with pytest.raises(DossierFout):
        knoppen.knoppen["Download knelpunten (csv)"]()
    assert rows(engine) == []
    assert "Uw rol is veranderd sinds dit scherm werd getoond. Ververs de pagina." in html(at.run())


def test_the_page_is_drawn_again_once_to_say_that_a_file_was_not_given(engine: Engine, knoppen: Knoppen) -> None:
    def page() -> None:
        import streamlit as st

        from dashboard.components.downloadknop import downloadknop, has_refusal

        st.text(str(has_refusal()))
        if not st.query_params.get("elders"):
            downloadknop("Knop", lambda: b"", "bestand", "text/csv", "sleutel", keten=None)

    at = AppTest.from_function(page)
    at.session_state[SLEUTEL] = REGIE
    at.run()
    break_log(engine)
    with pytest.raises(OnbereikbaarDossier):
        knoppen.knoppen["Knop"]()
    at.query_params["elders"] = "ja"
    assert [at.run().text[0].value for _ in range(2)] == ["True", "False"]


def test_there_is_one_button_for_files() -> None:
    met_knop = [pad for pad in DASHBOARD.rglob("*.py") if re.search(r"\bdownload_button\b", pad.read_text(encoding="utf-8"))]
    assert [pad.relative_to(DASHBOARD).as_posix() for pad in met_knop] == ["components/downloadknop.py"]


# --- reading it ---


def numbers_on(at: AppTest) -> list[str]:
    """The numbers of the rows on screen, from top to bottom."""
    return re.findall(r"Regel: </span>(\d+)</td>", html(at))


def test_the_beheerder_reads_what_happened_newest_first(engine: Engine) -> None:
    act(REGIE)
    at = open_page("logboek", BAAS)
    tekst = html(at)
    assert "Wat is er gebeurd?" in tekst
    assert numbers_on(at) == ["7", "6", "5", "4", "3", "2", "1"]
    for deel in ("bekeken wat in vertrouwen is", "u1", "regisseur, Gemeente", "Opvang van daklozen", "stukken.pdf, overleg o1"):
        assert deel in tekst


@pytest.mark.parametrize(("rol", "keten"), [*((rol, "*") for rol in ROLLEN if rol != "beheerder"), ("beheerder", "opvang")])
def test_nobody_else_reads_a_word_of_it(rol: str, keten: str, engine: Engine, knoppen: Knoppen) -> None:
    act(REGIE)
    at = open_page("logboek", Bezoeker("binnen", (Toekenning(rol, keten, "Gemeente"),), "u3"), gebeurtenis="stukken", keten="opvang")
    assert [el.value for el in at.html] == [
        '<section class="ks-melding"><h1 class="ks-vraag">Het logboek is voor de beheerder</h1>'
        "<p>Met uw rol kunt u het niet lezen. Vraag het de beheerder van alle ketens.</p></section>"
    ]
    assert (len(at.button), len(at.selectbox), knoppen.knoppen) == (0, 0, {})


@pytest.mark.parametrize("stand", ["open", "oefenen"])
def test_without_sign_in_the_page_says_why_there_is_no_log(stand: Stand, engine: Engine) -> None:
    act(REGIE)
    at = open_page("logboek", Bezoeker(stand))
    assert ZONDER_INLOGGEN in html(at)
    assert "u1" not in html(at)


def test_the_choices_in_the_address_narrow_the_log(engine: Engine) -> None:
    act(REGIE)
    keep(engine, Regel("stukken", "server", keten="weg", voorwerp="stukken, overleg o9"))

    def numbers(**adres: str) -> list[str]:
        return numbers_on(open_page("logboek", BAAS, **adres))

    assert numbers(gebeurtenis="stukken") == ["8", "6"]
    assert numbers(gebeurtenis="stukken", keten="opvang") == ["6"]
    assert numbers(keten="weg") == ["8"]
    assert numbers(onder="3") == ["2", "1"]
    assert numbers(onder="'; drop table logboek; --") == numbers(onder="99999999999999999999") == numbers()
    assert numbers(vanaf="2020-01-01") == numbers()
    assert numbers(keten="jeugd") == []
    assert "Er zijn geen regels die hierbij passen." in html(open_page("logboek", BAAS, keten="jeugd"))
    assert "“gisteren” is geen datum." in html(open_page("logboek", BAAS, vanaf="gisteren"))


def test_older_rows_are_one_link_away(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    assert PER_BLAD == 200
    monkeypatch.setattr("dashboard.components.logboek.PER_BLAD", 3)
    act(REGIE)
    tekst = html(open_page("logboek", BAAS))
    assert '<a href="logboek?onder=5">Oudere regels</a>' in tekst
    assert "nieuwste regels" not in tekst
    oudste = html(open_page("logboek", BAAS, onder="2"))
    assert '<a href="logboek">Naar de nieuwste regels</a>' in oudste
    assert "Oudere regels" not in oudste


def test_taking_the_log_along_gives_all_chosen_rows_is_logged_and_harms_no_spreadsheet(
    engine: Engine, knoppen: Knoppen, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dashboard.components.logboek.PER_BLAD", 1)
    keep(engine, Regel("stukken", "=cmd()", keten="opvang"))
    keep(engine, Regel("stukken", "server", keten="opvang"))
    keep(engine, Regel("inloggen", "u1"))
    open_page("logboek", BAAS, gebeurtenis="stukken", keten="opvang")
    regels = knoppen.press()["Download deze regels (csv)"].decode("utf-8-sig").splitlines()
    assert regels[0] == "nummer;op;wie;rol;partij;keten;gebeurtenis;voorwerp;vorige;hash"
    assert [regel.split(";")[0::2][:2] for regel in regels[1:]] == [["2", "server"], ["1", "'=cmd()"]]
    assert rows(engine)[-1] == Regel("uitgevoerd", "baas", "beheerder", None, "opvang", "ketenspiegel-logboek.csv")


def test_the_beheerder_can_have_the_log_checked(engine: Engine) -> None:
    act(REGIE)
    at = open_page("logboek", BAAS)
    at.button(key="logboek_nakijken").click().run()
    assert "Alle regels sluiten aan. De nieuwste is regel 7." in html(at)
    with engine.begin() as verbinding:
        verbinding.execute(text("drop trigger logboek_niet_wissen"))
        verbinding.execute(text("delete from logboek where nummer = 4"))
    at.button(key="logboek_nakijken").click().run()
    assert '<p class="ks-veldfout" role="alert">In het logboek ontbreekt iets tussen regel 3 en regel 5.</p>' in html(at)
