"""The frame around the pages: navigation, the shared choice in the address, and sentences where nothing can be shown."""

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard import router, server, spiegel
from dashboard.app import PAGINAS
from tests.dashboard.conftest import APP, fresh, html, visit
from tests.dashboard.handbouw import publish, write_build

Opener = Callable[..., AppTest]


def run_app(**adres: str) -> AppTest:
    at = AppTest.from_file(APP, default_timeout=30)
    for naam, waarde in adres.items():
        at.query_params[naam] = waarde
    return at.run()


@pytest.mark.parametrize("pagina", [p.bestand.removesuffix(".py") for p in PAGINAS])
@pytest.mark.parametrize("keten", ["opvang", "jeugd", "aflopend", "zonder"])
def test_every_page_draws_for_every_keten(open_app: Opener, pagina: str, keten: str) -> None:
    at = open_app(pagina, keten=keten)
    assert not at.exception
    assert '<h1 class="ks-vraag">' in html(at)


@pytest.mark.parametrize("pagina", [p.bestand.removesuffix(".py") for p in PAGINAS])
def test_every_page_draws_on_a_build_without_rows(leeg_magazijn: Path, pagina: str) -> None:
    write_build(leeg_magazijn, {})
    at = visit(fresh(), pagina)
    assert not at.exception
    assert '<h1 class="ks-vraag">' in html(at)


def test_the_navigation_marks_the_current_page_and_links_the_others(open_app: Opener) -> None:
    at = open_app("keten", keten="opvang")
    assert '<span class="ks-huidig" aria-current="page">Keten</span>' in html(at)
    assert [link.value for link in at.page_link] == [
        "Overzicht",
        "Project",
        "Indicator",
        "Overleg",
        "Afspraken",
        "Meten",
        "Gegevens",
        "Uitleg",
    ]


def test_the_choice_goes_along_to_another_page(open_app: Opener) -> None:
    at = open_app("project", keten="opvang", project="nachtopvang")
    assert {link.proto.query_string for link in at.page_link} == {"keten=opvang&project=nachtopvang"}


def test_a_choice_that_does_not_exist_does_not_go_along(open_app: Opener) -> None:
    at = open_app("keten", keten="bestaat-niet")
    assert {link.proto.query_string for link in at.page_link} == {""}


def test_ketens_stand_in_name_order_and_fictitious_ones_say_so(open_app: Opener) -> None:
    at = open_app("keten")
    assert at.selectbox(key="keuze_keten").options == [
        "Jeugd <naar> school (fictief)",
        "Opvang van daklozen",
        "Wijkverwarming",
        "Zonder gegevens",
    ]


def test_without_a_choice_the_first_keten_is_shown_and_the_address_stays_clean(open_app: Opener) -> None:
    at = open_app("keten")
    assert at.selectbox(key="keuze_keten").value == "jeugd"
    assert dict(at.query_params) == {}


def test_choosing_another_keten_writes_its_id_into_the_address_and_lets_the_project_go(open_app: Opener) -> None:
    at = open_app("project", keten="opvang", project="nachtopvang")
    at.selectbox(key="keuze_keten").select("zonder").run()
    assert dict(at.query_params) == {"keten": "zonder"}
    assert not at.exception


def test_choosing_a_project_writes_it_into_the_address(open_app: Opener) -> None:
    at = open_app("project", keten="opvang")
    at.selectbox(key="keuze_project").select("eigen-huis").run()
    assert dict(at.query_params) == {"keten": "opvang", "project": "eigen-huis"}
    at.selectbox(key="keuze_project").select("").run()
    assert dict(at.query_params) == {"keten": "opvang"}


@pytest.mark.parametrize(("pagina", "adres"), [("project", {"project": "nachtopvang"}), ("indicator", {"indicator": "slapers"})])
def test_a_link_to_a_project_or_indicator_alone_finds_its_keten(open_app: Opener, pagina: str, adres: dict[str, str]) -> None:
    at = open_app(pagina, **adres)
    assert at.selectbox(key="keuze_keten").value == "opvang"
    assert at.selectbox(key=f"keuze_{pagina}").value == adres[pagina]


def test_a_link_to_an_unknown_keten_says_so_and_shows_the_way_on(open_app: Opener) -> None:
    at = open_app("keten", keten="<b>weg</b>")
    assert not at.exception
    assert '<h1 class="ks-vraag">Keten niet gevonden</h1>' in html(at)
    assert "<code>&lt;b&gt;weg&lt;/b&gt;</code>. Die staat niet in de spiegel. Misschien is de naam veranderd." in html(at)
    assert '<li><a href="keten?keten=jeugd">Jeugd &lt;naar&gt; school (fictief)</a></li>' in html(at)
    assert "Hoe staat deze keten ervoor" not in html(at)


def test_a_link_to_a_project_of_another_keten_says_so(open_app: Opener) -> None:
    at = open_app("project", keten="jeugd", project="nachtopvang")
    assert "Project niet gevonden" in html(at)
    assert "Er is nu niets om uit te kiezen." in html(at)


def test_made_up_figures_are_announced(open_app: Opener) -> None:
    assert "Deze cijfers zijn verzonnen." in html(open_app("keten", keten="jeugd"))
    assert "verzonnen" not in html(open_app("keten", keten="opvang"))
    assert "Bij ketens met (fictief) achter de naam zijn de cijfers verzonnen." in html(open_app("overzicht"))


def test_without_a_build_the_screen_says_what_to_do(leeg_magazijn: Path) -> None:
    at = run_app(keten="opvang")
    assert not at.exception
    assert "Er is nog geen spiegel" in html(at)
    assert "<code>make start</code>" in html(at)
    assert "<code>python -m etl laden MAP</code>" in html(at)
    assert len(at.page_link) == sum(p.in_navigatie for p in PAGINAS) - 1


@pytest.mark.parametrize("inhoud", [b"", b"geen database", b"x" * 20_000])
def test_a_damaged_build_is_told_without_a_stack_trace(magazijn: Path, inhoud: bytes) -> None:
    (magazijn / "bouw" / "spiegel-1.duckdb").write_bytes(inhoud)
    at = run_app()
    assert not at.exception
    assert "De spiegel kan niet worden gelezen" in html(at)
    assert "<code>python -m etl bouw</code>" in html(at)


def test_a_build_of_other_models_is_told_without_a_stack_trace(magazijn: Path) -> None:
    import duckdb

    with duckdb.connect(str(magazijn / "bouw" / "spiegel-1.duckdb")) as con:
        con.execute("drop table kern.oordeel")
    at = run_app()
    assert not at.exception
    assert "De spiegel spiegel-1.duckdb kan niet worden gelezen." in html(at)


def test_a_new_build_is_followed_even_when_the_old_one_is_gone(magazijn: Path) -> None:
    at = run_app()
    assert "Opvang van daklozen" in html(at)
    write_build(
        magazijn, {"ketens": [{"keten": "a", "naam": "Nieuwe keten", "maatschappelijk_resultaat": "Beter"}]}, naam="spiegel-2.duckdb"
    )
    (magazijn / "bouw" / "spiegel-1.duckdb").unlink()
    at.run()
    assert not at.exception
    assert "Nieuwe keten" in html(at)
    assert "Opvang van daklozen" not in html(at)


def test_the_screen_that_said_no_build_shows_the_first_one(leeg_magazijn: Path) -> None:
    at = run_app()
    write_build(leeg_magazijn, {"ketens": [{"keten": "a", "naam": "Eerste keten", "maatschappelijk_resultaat": "Beter"}]})
    assert "Eerste keten" in html(at.run())


def test_a_pointer_that_is_mended_is_followed(magazijn: Path) -> None:
    (magazijn / "huidig.json").write_text("{", encoding="utf-8")
    at = run_app()
    assert "is beschadigd" in html(at)
    publish(magazijn, "spiegel-1.duckdb")
    assert "Opvang van daklozen" in html(at.run())


def test_an_unexpected_fault_gives_a_dutch_sentence_and_a_number_for_the_log(caplog: pytest.LogCaptureFixture) -> None:
    def pagina() -> None:
        from dashboard.server import report_script_error

        assert report_script_error(ValueError("geheim")) is True

    at = AppTest.from_function(pagina).run()
    tekst = at.error[0].value
    assert tekst.startswith("Deze pagina kan nu niet worden getoond. Dat ligt niet aan u. Probeer het opnieuw.")
    assert "geheim" not in tekst
    kenmerk = tekst.split("nummer ")[1].split(" ")[0]
    assert f"Fout {kenmerk} in een pagina: geheim" in caplog.text


def test_the_app_is_served_with_our_routes_and_rules() -> None:
    from dashboard.app import app

    assert [route.path for route in server.ROUTES] == ["/gezond", "/.well-known/security.txt"]
    assert app.script_path == Path(APP)


def test_a_screen_that_starts_again_by_itself_waits_for_its_turn_and_one_that_was_asked_for_does_not(
    open_app: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    beurten: list[str] = []

    class Beurt:
        def __enter__(self) -> None:
            beurten.append("begin")

        def __exit__(self, *fout: object) -> None:
            beurten.append("eind")

    at = open_app("keten")
    monkeypatch.setattr(router, "_vanzelf", Beurt())
    at.run()
    assert beurten == []
    antwoorden = iter([False])
    monkeypatch.setattr(spiegel, "is_current", lambda: next(antwoorden, True))
    at.run()
    assert beurten == ["begin", "eind"]
    at.run()
    assert beurten == ["begin", "eind"]
