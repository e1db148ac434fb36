"""What is in vertrouwen or still a concept: on every screen, in every query and paper only for whom it is meant."""

import json
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb
import pytest
from streamlit.testing.v1 import AppTest

from dashboard import bouwen, spiegel
from dashboard.app import PAGINAS
from dashboard.dossier import lezen, logboek, vragen
from dashboard.dossier.register import Register, Wie
from dashboard.dossier.verbinding import address, open_engine
from dashboard.rapport.pakket import maak_pakket
from dashboard.toegang import bezoeker
from dashboard.toegang.rollen import Toekenning
from dashboard.toegang.zicht import ALLES, TAFEL, Zicht
from etl import cli
from tests.dashboard.conftest import APP, gegevens, html, visit
from tests.dashboard.handbouw import GELEVERD_OP, publish, write_build
from tests.dashboard.rapport.lezer import tekst
from tests.dashboard.toegang.test_zicht import QUERIES, VRAGEN, params
from tests.etl.hulp import laad, write_levering

Opener = Callable[..., AppTest]
PAGINANAMEN = [p.bestand.removesuffix(".py") for p in PAGINAS if p.bestand != "logboek.py"]
# Marks that cannot come from anywhere else: a name, a figure, words of an actor, and three stories.
GELEVERD = ("Verborgen teller", "4.711", "Fluisterwoord")
VERHAAL = {"concept": "Verhaal in concept", "in_vertrouwen": "Verhaal voor de tafel", "gedeeld": "Verhaal voor allen"}
GEHEIM = (*GELEVERD, VERHAAL["concept"], VERHAAL["in_vertrouwen"])


def in_vertrouwen() -> dict[str, list[dict[str, Any]]]:
    """The rows of the table build: those of the shared one, and in two ketens something that came in vertrouwen."""
    rijen = gegevens()
    for keten in ("opvang", "jeugd"):
        rijen["indicatoren"].append(
            {
                "indicator": f"stil-{keten}", "keten": keten, "naam": "Verborgen teller", "dimensie": "resultaten", "soort": "kwantitatief",
                "eenheid": "dagen", "levering": "stil",
            }
        )  # fmt: skip
        rijen["metingen"] += [
            {"indicator": f"stil-{keten}", "periode": jaar, "waarde": 4711, "bron": "Stil", "levering": "stil"} for jaar in ("2023", "2024")
        ]
        rijen["oordelen"].append(
            {
                "keten": keten, "actor": "Wijkteam", "actorgroep": "professional", "datum": "2025", "onderwerp": "proces",
                "oordeel": "negatief", "toelichting": "Fluisterwoord", "levering": "stil",
            }
        )  # fmt: skip
    return rijen


@pytest.fixture(scope="module")
def gevuld(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A magazijn with both builds and stories, made once: these tests only read, and the log only grows."""
    map_ = tmp_path_factory.mktemp("vertrouwen")
    write_build(map_, in_vertrouwen(), naam="tafel-1.duckdb")
    with duckdb.connect(str(map_ / "bouw" / "tafel-1.duckdb")) as con:
        waarden = ["stil", "GGD", GELEVERD_OP, datetime(2026, 11, 2)]
        con.execute(
            "insert into staging.levering values (?, ?, ?, ?, 'in_vertrouwen', 'nee', 1, 'x', 'Stille levering', 'nee', null)", waarden
        )
    write_build(map_, gegevens())
    publish(map_, "spiegel-1.duckdb")
    register = Register(open_engine(address(map_)))
    overleg = {"naam": "Overleg", "datum": "2027-01-01", "soort": "bestuurlijk"}
    register.add("overleg", "opvang", overleg, Wie("regisseur", "Gemeente"), id_="o9")
    punt = {"overleg": "o9", "soort": "duiding", "vraag": "Wat gebeurde er?", "indicator": "slapers"}
    register.add("agendapunt", "opvang", punt, Wie("regisseur", "Gemeente"))
    for stand, verhaal in VERHAAL.items():
        velden = {"indicator": "slapers", "partij": "Leger des Heils", "duiding": verhaal, "zichtbaarheid": stand}
        register.add("duiding", "opvang", velden, Wie("partner", "Leger des Heils"))
    return map_


@pytest.fixture
def bouw(gevuld: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("KETENSPIEGEL_MAGAZIJN", str(gevuld))
    return gevuld / "bouw" / "spiegel-1.duckdb"


KIJKER = Zicht(("opvang",), (), ())
PARTNER = Zicht(("opvang",), (), ("GGD",), (), ("opvang",), (("opvang", "GGD"),))
GEMENGD = Zicht(("jeugd", "opvang"), (), ("GGD",), (), ("opvang",), (("opvang", "GGD"),))
OVERAL_KIJKER = Zicht(None, (), ("GGD",), (), ("opvang",), (("opvang", "GGD"),))


def marks(tekst_: object) -> set[str]:
    return {merk for merk in (*GEHEIM, "4711") if merk in str(tekst_)}


@pytest.mark.parametrize("query", QUERIES)
def test_no_query_gives_who_only_looks_anything_in_vertrouwen(bouw: Path, query: str) -> None:
    for wat, waarden in ((KIJKER, VRAGEN | {"indicator": "stil-opvang", "id": "stil-opvang"}), (Zicht(None, (), None), {})):
        assert marks(lezen.read_rows_of(bouw, None, query, wat, **params(query, waarden))) == set()


@pytest.mark.parametrize("query", QUERIES)
def test_a_table_elsewhere_gives_no_query_more_of_this_keten(bouw: Path, query: str) -> None:
    """At the table of jeugd, and looking at opvang as anybody: the rows of opvang are those of the shared build."""
    waarden = params(query, {"keten": "opvang", "indicator": "stil-opvang", "project": None})
    elders = Zicht(("jeugd", "opvang"), (), (), (), ("jeugd",), ())
    verwacht = [v for v in VERHAAL.values() if v in str(lezen.read_rows_of(bouw, None, query, KIJKER, **waarden))]
    gezien = str(lezen.read_rows_of(bouw, None, query, elders, **waarden))
    assert [v for v in VERHAAL.values() if v in gezien] == verwacht
    if "$keten" in spiegel.sql_of(query) and query not in {"uitvoer_metingen", "uitvoer_oordelen"}:
        assert not marks(gezien)


@pytest.mark.parametrize(
    "wat", [PARTNER, GEMENGD, OVERAL_KIJKER, ALLES, TAFEL], ids=["partner", "gemengd", "kijkt overal", "alles", "tafel"]
)
def test_the_table_sees_what_came_in_vertrouwen_in_its_own_keten(bouw: Path, wat: Zicht) -> None:
    metingen = lezen.read_rows_of(bouw, None, "paneel_metingen", wat, keten="opvang", project=None)
    assert [m["waarde"] for m in metingen if m["indicator"] == "stil-opvang"] == [4711, 4711]
    zelfde = [m for m in metingen if m["indicator"] != "stil-opvang"]
    assert zelfde == lezen.read_rows_of(bouw, None, "paneel_metingen", KIJKER, keten="opvang", project=None)  # and nothing twice
    van_jeugd = lezen.read_rows_of(bouw, None, "paneel_metingen", wat, keten="jeugd", project=None)
    assert bool(marks(van_jeugd)) is (wat in (ALLES, TAFEL))
    leveringen = lezen.read_rows_of(bouw, None, "gegevens_leveringen", wat)
    assert sorted(r["levering"] for r in leveringen) == sorted({r["levering"] for r in leveringen})
    assert "stil" in {r["levering"] for r in leveringen}
    assert [r["keten"] for r in lezen.read_rows_of(bouw, None, "in_vertrouwen", wat)][-1:] == ["opvang"]


@pytest.fixture
def enter(bouw: Path, gevuld: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    monkeypatch.setattr(bezoeker, "sign_in_settings", lambda: {"client_id": "ks"})

    def enter_(rol: str, keten: str = "opvang", partij: str = "Gemeente") -> None:
        kenmerk = f"{rol}-{keten}-{partij}"
        monkeypatch.setattr(bezoeker, "read_user", lambda: {"is_logged_in": True, "sub": kenmerk, "iat": time.time()})
        rollen = f'[[rol]]\npersoon = "{kenmerk}"\nrol = "{rol}"\nketen = "{keten}"\npartij = "{partij}"\n'
        ander = '[[rol]]\ngroep = "g"\nrol = "regisseur"\nketen = "opvang"\npartij = "Leger des Heils"\n'
        (gevuld / "toegang.toml").write_text(rollen + ander, encoding="utf-8")

    return enter_


@pytest.fixture
def open_app(bouw: Path) -> Opener:
    """Open a page of this magazijn as a link does."""

    def open_(pagina: str = "overzicht", **adres: str) -> AppTest:
        return visit(AppTest.from_file(APP, default_timeout=30), pagina, **adres)

    return open_


def everywhere(at: AppTest) -> set[str]:
    """Marks on any page of a keten."""
    gezien = set()
    for pagina in PAGINANAMEN:
        visit(at, pagina, keten="opvang", indicator="stil-opvang")
        gezien |= marks(html(at))
        assert not at.exception
    visit(at, "indicator", keten="opvang", indicator="slapers")
    return gezien | {v for v in VERHAAL.values() if v in html(at)}


@pytest.mark.parametrize("rol", ["kijker", "gegevensbeheerder", "beheerder"])
def test_who_does_not_sit_at_the_table_sees_on_no_page_what_is_in_vertrouwen(rol: str, enter: Any, open_app: Opener) -> None:
    enter(rol)
    assert everywhere(open_app()) == {VERHAAL["gedeeld"]}


def test_a_partner_sees_it_on_the_screens_and_the_log_says_so(enter: Any, open_app: Opener, gevuld: Path) -> None:
    enter("partner")
    at = open_app("indicator", keten="opvang", indicator="stil-opvang")
    assert "Verborgen teller" in html(at)
    assert "Op deze pagina kan staan wat in vertrouwen is gedeeld met de tafel. Houd het aan tafel." in html(at)
    visit(at, "indicator", keten="opvang", indicator="slapers")
    assert {v: v in html(at) for v in VERHAAL.values()} == {
        VERHAAL["concept"]: False,
        VERHAAL["in_vertrouwen"]: True,
        VERHAAL["gedeeld"]: True,
    }
    regels = logboek.read(open_engine(address(gevuld)), logboek.Filter("bekeken_in_vertrouwen"))
    assert ("partner-opvang-Gemeente", "opvang", "indicator") in [(r["wie"], r["keten"], r["voorwerp"]) for r in regels]
    assert {r["wie"] for r in regels} <= {"partner-opvang-Gemeente", "partner-opvang-Leger des Heils"}


def test_a_concept_is_for_its_own_partij(enter: Any, open_app: Opener) -> None:
    enter("partner", partij="Leger des Heils")
    at = open_app("indicator", keten="opvang", indicator="slapers")
    assert all(verhaal in html(at) for verhaal in VERHAAL.values())
    assert "concept: alleen uw partij ziet dit" in html(at)
    assert [s.label[:18] for s in at.selectbox if s.label.startswith("Wie mag uw verhaal")] == ["Wie mag uw verhaal"] * 3


def test_a_beheerder_looks_as_a_regisseur_and_still_sees_nothing_in_vertrouwen(enter: Any, open_app: Opener, gevuld: Path) -> None:
    enter("beheerder", "*")
    at = open_app("indicator", keten="opvang", indicator="slapers")
    at.selectbox(key="rol-bekijken").set_value(Toekenning("regisseur", "opvang", "Leger des Heils"))
    at.button(key="rol-bekijk").click().run()
    assert "U bekijkt Ketenspiegel als regisseur van Leger des Heils in opvang." in html(at)
    assert everywhere(at) == {VERHAAL["gedeeld"]}
    assert not any(b.label.startswith("Bewaar") for b in at.button)
    regels = logboek.read(open_engine(address(gevuld)), logboek.Filter("bekeken_als"))
    assert [(r["wie"], r["keten"], r["voorwerp"]) for r in regels] == [("beheerder-*-Gemeente", "opvang", "als regisseur")]
    at.button(key="eigen-rol").click().run()
    assert "U bekijkt Ketenspiegel als" not in html(at)


@pytest.mark.parametrize(
    ("wat", "verwacht"), [(KIJKER, ["gedeeld"]), (PARTNER, ["in_vertrouwen", "gedeeld"]), (ALLES, ["in_vertrouwen", "gedeeld"])]
)
def test_a_paper_holds_what_its_reader_may_see_and_never_a_concept(bouw: Path, gevuld: Path, wat: Zicht, verwacht: list[str]) -> None:
    pdf = tekst(maak_pakket(gevuld, bouw, lezen.open_register(), "opvang", "o9", wat=wat))
    assert [stand for stand, verhaal in VERHAAL.items() if verhaal in pdf] == verwacht
    assert ("in vertrouwen, alleen voor de tafel" in pdf) is ("in_vertrouwen" in verwacht)


def test_a_concept_levering_of_another_cannot_be_asked_for(enter: Any, open_app: Opener) -> None:
    enter("partner")
    at = open_app("keten", keten="opvang", concept="20260101T000000000000-00-abcdef12")
    assert "Dit concept is er niet meer, of het is niet voor u." in html(at)


@pytest.mark.parametrize("pagina", ["indicator", "keten"])
def test_a_revision_in_vertrouwen_stays_at_the_table_also_right_after_somebody_there_looked(
    tmp_path: Path, enter: Any, open_app: Opener, monkeypatch: pytest.MonkeyPatch, pagina: str
) -> None:
    """As many rows of the same figure, another number: a drawing that is kept for one must not reach the other."""
    rijen = gegevens()
    herzien = [m for m in rijen["metingen"] if m["indicator"] == "slapers" and m.get("waarde") is not None][-1]
    gewoon = str(herzien["waarde"])
    write_build(tmp_path, rijen)
    herzien["waarde"] = 4711
    write_build(tmp_path, rijen, naam="tafel-1.duckdb")
    publish(tmp_path, "spiegel-1.duckdb")
    monkeypatch.setenv("KETENSPIEGEL_MAGAZIJN", str(tmp_path))
    for rol in ("partner", "kijker", "partner"):
        enter(rol)
        (tmp_path / "toegang.toml").write_text(
            f'[[rol]]\npersoon = "{rol}-opvang-Gemeente"\nrol = "{rol}"\nketen = "opvang"\npartij = "Gemeente"\n', encoding="utf-8"
        )
        gezien = html(open_app(pagina, keten="opvang", indicator="slapers"))
        assert ("4.711" in gezien) is (rol == "partner")
        assert (gewoon in gezien) is (rol == "kijker")


def test_what_came_in_vertrouwen_stays_at_the_table_also_for_who_still_looks_at_the_build_before_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing changed for who only looks, so the screen stays, and a download of it reads that build beside the register of now."""
    monkeypatch.setenv("KETENSPIEGEL_MAGAZIJN", str(tmp_path / "m"))
    kijker, tafel = Zicht(("k",), (), ()), Zicht(("k",), (), ("GGD",), (), ("k",), (("k", "GGD"),))
    laad(tmp_path / "m", write_levering(tmp_path / "basis", ketens="keten,naam,maatschappelijk_resultaat\nk,Keten K,Beter\n"))
    eerder = spiegel.current_build()
    assert eerder is not None

    def agreed(bouw: Path, wat: Zicht) -> list[str]:
        rijen = lezen.read_rows_of(bouw, None, "uitvoer_afspraken", wat, keten="k", project=None)
        return [str(rij["afspraak"]) for rij in rijen]

    assert agreed(eerder, kijker) == agreed(eerder, tafel) == []
    stil = write_levering(tmp_path / "stil", "2025-02-01", afspraken="afspraak_id,keten,afspraak,datum\na1,k,Alleen wij,2025-01-01\n")
    brief = json.loads((stil / "levering.json").read_text(encoding="utf-8"))
    (stil / "levering.json").write_text(json.dumps(brief | {"status": "in_vertrouwen"}), encoding="utf-8")
    laad(tmp_path / "m", stil)
    nu = spiegel.current_build()
    assert nu is not None and nu != eerder
    assert bouwen.contents(eerder, kijker) == bouwen.contents(nu, kijker)
    assert agreed(nu, tafel) == ["Alleen wij"]
    assert agreed(nu, kijker) == agreed(eerder, kijker) == []
    with lezen.connect(eerder, lezen.open_register(), {"afspraak"}, wat=kijker) as con:
        assert con.execute("from dossier.afspraak_versie").fetchall() == []


def test_what_is_taken_back_is_gone_for_who_saw_it_before(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No act in the register tells of it, and the rows of the query come from the register alone."""
    monkeypatch.setenv("KETENSPIEGEL_MAGAZIJN", str(tmp_path / "m"))
    keten = "keten,naam,maatschappelijk_resultaat\nk,Keten K,Beter\n"
    laad(tmp_path / "m", write_levering(tmp_path / "basis", ketens=keten))
    afspraken = "afspraak_id,keten,afspraak,datum\na1,k,Wij bellen de wijkteams,2025-01-01\n"
    laad(tmp_path / "m", write_levering(tmp_path / "tafel", "2025-02-01", afspraken=afspraken))
    kijker = Zicht(("k",), (), ())

    def seen() -> list[str]:
        bouw = spiegel.current_build()
        assert bouw is not None
        versies = lezen.read_rows_of(bouw, None, "afspraken_versies", kijker, keten="k")
        return [
            *(v["afspraak"] for v in versies),
            str(vragen.ask(bouw, lezen.open_register(), None, kijker)["alles"]).count("wijkteams") * "vraag",
        ]

    assert seen() == ["Wij bellen de wijkteams", "vraag"]
    assert cli.run(["delen", "tafel", "in_vertrouwen", "--magazijn", str(tmp_path / "m")]) == 0
    assert seen() == [""]
