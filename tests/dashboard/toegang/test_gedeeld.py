"""Who may see equally much of what a query reads shares its answer and its window; who may see more elsewhere gets nothing of that."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest

from dashboard import bouwen, spiegel, vensters
from dashboard.dossier import lezen, vragen
from dashboard.dossier.register import Register, Wie
from dashboard.dossier.verbinding import address, open_engine
from dashboard.toegang.zicht import ALLES, Zicht, as_needed
from dashboard.vensters import close_windows
from tests.dashboard.conftest import gegevens
from tests.dashboard.handbouw import PEILDATUM, publish, write_build
from tests.dashboard.toegang.test_vertrouwen import VERHAAL, in_vertrouwen
from tests.dashboard.toegang.test_zicht import QUERIES, VRAGEN, params

EIGENAAR = Zicht(("opvang",), (), ("Gemeente",))
KIJKER = Zicht(("opvang",), (), ("GGD",), (("opvang", 5),))
PARTNER = Zicht(("opvang",), (), ("GGD",), (("opvang", 5),), ("opvang",), (("opvang", "GGD"),))
VERTELLER = Zicht(("opvang",), (), ("Leger des Heils",), (), ("opvang",), (("opvang", "Leger des Heils"),))
REGISSEUR = Zicht(("opvang",), ("opvang",), ("Gemeente",), (), ("opvang",), (("opvang", "Gemeente"),))
LEGER_BEREIDT_VOOR = VERTELLER._replace(voorbereiding=("opvang",))
ZICHTEN = (EIGENAAR, KIJKER, PARTNER, VERTELLER, LEGER_BEREIDT_VOOR)


def ask_something_new(pad: Path) -> None:
    """A question that is with the owner of the figure (Gemeente) and with who prepares the overleg first, and one for everyone."""
    with duckdb.connect(str(pad)) as con:
        con.execute("update kern.meting set geleverd_op = $dag", {"dag": PEILDATUM.replace(day=PEILDATUM.day - 8)})
        regels = "(select unnest(['beweging', 'lege_kant']) as naam)"
        con.execute(
            f"insert into signalen.regel (regel, titel, soort, getoond, sinds) select naam, naam, 'gesprek', 'ja', '2026' from {regels}"
        )
        for signaal, regel, indicator in (("s1", "beweging", "slapers"), ("s2", "lege_kant", None)):
            kolommen = "signaal, regel, keten, indicator, vraag, status"
            con.execute(
                f"insert into signalen.signaal ({kolommen}) values (?, ?, 'opvang', ?, 'Wat?', 'vraag')", [signaal, regel, indicator]
            )


def fill_register(map_: Path) -> None:
    register = Register(open_engine(address(map_)))
    gemeente, leger = Wie("regisseur", "Gemeente"), Wie("partner", "Leger des Heils")
    register.add("overleg", "opvang", {"naam": "Overleg", "datum": "2027-01-01", "soort": "bestuurlijk"}, gemeente, id_="o1")
    register.add("notitie", "opvang", {"overleg": "o1", "notitie": "Notitie vooraf"}, gemeente)
    register.add("agendapunt", "opvang", {"overleg": "o1", "soort": "duiding", "vraag": "Wat?", "indicator": "slapers"}, gemeente)
    for stand, verhaal in VERHAAL.items():
        velden = {"indicator": "slapers", "partij": "Leger des Heils", "duiding": verhaal, "zichtbaarheid": stand}
        register.add("duiding", "opvang", velden, leger)


@pytest.fixture(scope="module", params=["alles gedeeld", "iets in vertrouwen"])
def gevuld(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A magazijn with notes and stories; with and without a build for the table."""
    map_ = tmp_path_factory.mktemp("gedeeld")
    if request.param == "iets in vertrouwen":
        write_build(map_, in_vertrouwen(), naam="tafel-1.duckdb")
    write_build(map_, gegevens())
    for pad in (map_ / "bouw").glob("*.duckdb"):
        ask_something_new(pad)
    publish(map_, "spiegel-1.duckdb")
    fill_register(map_)
    return map_


@pytest.fixture
def bouw(gevuld: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("KETENSPIEGEL_MAGAZIJN", str(gevuld))
    forget()
    yield gevuld / "bouw" / "spiegel-1.duckdb"
    forget()


def forget() -> None:
    close_windows()
    for bewaard in (spiegel._rows, lezen._rows, vragen._asked):
        bewaard.clear()
    for voorraad in (lezen._bewaard, vragen._vondsten, vragen._antwoorden):
        voorraad._bewaard.clear()


def whole(monkeypatch: pytest.MonkeyPatch) -> None:
    """From here on each sight asks with all that it is."""
    for plaats in (bouwen, lezen):
        monkeypatch.setattr(plaats, "as_needed", lambda wat, _sql, *, tafel_ziet_meer: wat)
    forget()


def test_every_query_shows_each_sight_what_the_whole_sight_shows(bouw: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One after the other through the same windows and stores; beside it each sight whole, with nothing shared."""
    vragen_ = [(query, params(query, VRAGEN | {"project": None})) for query in QUERIES]
    gedeeld = {
        (wat, nummer): lezen.read_rows_of(bouw, None, query, wat, **waarden)
        for nummer, (query, waarden) in enumerate(vragen_)
        for wat in ZICHTEN
    }
    whole(monkeypatch)
    anders = []
    for wat in ZICHTEN:
        forget()
        for nummer, (query, waarden) in enumerate(vragen_):
            if lezen.read_rows_of(bouw, None, query, wat, **waarden) != gedeeld[wat, nummer]:
                anders.append((query, waarden, wat))
    assert anders == []


def test_the_rules_ask_each_sight_what_the_whole_sight_makes_them_ask(bouw: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    register = Register(open_engine(address(bouw.parents[1])))
    gedeeld = [vragen.ask(bouw, register, None, wat) for wat in (*ZICHTEN, *ZICHTEN)]
    whole(monkeypatch)
    apart = []
    for wat in ZICHTEN:
        forget()
        apart.append(vragen.ask(bouw, register, None, wat))
    assert gedeeld == [*apart, *apart]


def stories(bouw: Path, wat: Zicht, tabel: str) -> list[str]:
    register = Register(open_engine(address(bouw.parents[1])))
    with lezen.look(bouw, register, f"dossier.{tabel}", None, wat) as con:
        return sorted(str(rij[0]) for rij in con.execute(f"select distinct duiding from dossier.{tabel}").fetchall())


def test_versions_and_the_newest_of_them_are_laid_out_together_for_who_asks(bouw: Path) -> None:
    """Both in one window: who asks for the one does not leave the other there for somebody else."""
    voor_allen, eigen = [VERHAAL["gedeeld"]], sorted(VERHAAL.values())
    kijkt = VERTELLER._replace(tafel=(), eigen=())
    assert stories(bouw, kijkt, "duiding_versie") == voor_allen
    assert stories(bouw, VERTELLER, "duiding") == eigen
    assert stories(bouw, kijkt, "duiding_versie") == voor_allen
    assert stories(bouw, VERTELLER, "duiding_versie") == eigen
    assert stories(bouw, kijkt, "duiding") == voor_allen


def test_when_laying_out_breaks_off_the_next_one_gets_its_own_sight(bouw: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kijkt, echt = VERTELLER._replace(tafel=(), eigen=()), lezen._copy

    def copy_and_fail(*inhoud: Any) -> None:
        echt(*inhoud)
        raise OSError("register weg")

    assert stories(bouw, kijkt, "duiding") == [VERHAAL["gedeeld"]]
    monkeypatch.setattr(lezen, "_copy", copy_and_fail)
    with pytest.raises(OSError, match="register weg"):
        stories(bouw, VERTELLER, "duiding")
    monkeypatch.setattr(lezen, "_copy", echt)
    assert stories(bouw, kijkt, "duiding") == [VERHAAL["gedeeld"]]


def test_what_the_rules_found_does_not_stay_in_a_window_of_others(bouw: Path) -> None:
    register = Register(open_engine(address(bouw.parents[1])))
    vragen.ask(bouw, register, None, VERTELLER)
    with pytest.raises(duckdb.CatalogException), lezen.look(bouw, register, "", None, VERTELLER) as con:
        con.execute("from dossier.signalen.signaal")


def test_no_rule_names_the_register_in_another_way_than_a_window_notices() -> None:
    boek = vragen._regelboek()
    for tekst in (*(regel.sql for regel in boek.regels), *boek.macros.values()):
        zonder_uitleg = re.sub(r"--.*", "", tekst)
        for naam in re.findall(r"(?i)\bdossier\b.{0,30}", zonder_uitleg):
            assert re.match(r"dossier\.[a-z_]+\b(?!\.)", naam), naam


def test_roles_of_one_keten_look_through_one_window_when_nothing_is_in_vertrouwen(bouw: Path) -> None:
    for wat in (KIJKER, PARTNER):
        lezen.read_rows_of(bouw, None, "overleg_duidingen", wat, **params("overleg_duidingen", VRAGEN))
        lezen.read_rows_of(bouw, None, "keten_kop", wat, keten="opvang")
    assert len(vensters._open) == (2 if bouw.with_name("tafel-1.duckdb").exists() else 1)


@pytest.mark.parametrize(
    ("sql", "tafel_ziet_meer", "over"),
    [
        ("from kern.meting", False, Zicht(("opvang",), (), ())),
        ("from kern.meting", True, Zicht(("opvang",), (), (), (), ("opvang",))),
        ("from signalen.signaal", False, Zicht(("opvang",), ("opvang",), ("Gemeente",), (("opvang", 9),))),
        ("from dossier.notitie", False, Zicht(("opvang",), ("opvang",), ())),
        ("from dossier.duiding_versie", False, Zicht(("opvang",), (), (), (), ("opvang",), (("opvang", "Gemeente"),))),
    ],
)
def test_a_sight_is_narrowed_to_what_a_query_reads(sql: str, tafel_ziet_meer: bool, over: Zicht) -> None:
    heel = REGISSEUR._replace(termijnen=(("opvang", 9),))
    assert as_needed(heel, sql, tafel_ziet_meer=tafel_ziet_meer) == over
    assert as_needed(ALLES, sql, tafel_ziet_meer=tafel_ziet_meer) == ALLES._replace(termijnen=())
