"""What Voorbeeldstad says must hang together. Add here a rule that rows of several tables keep."""

import re
from collections import Counter
from collections.abc import Iterator

import pytest

from etl.contract import Kolom, contract
from etl.periode import parse_datum, parse_periode
from etl.voorbeeld.ketenbestand import Rij, read_ketens
from etl.voorbeeld.schrijven import make_tabellen

KETENS = {keten.id: make_tabellen(keten, zaad=1) for keten in read_ketens()}
VOORVOEGSELS = {
    "inburgering": "inb-",
    "jeugd-en-schooluitval": "jes-",
    "personen-met-verward-gedrag": "pvg-",
    "schulden": "sch-",
}
EIND = "2026-11-16"
# What may lie ahead of the levering: agreements for later, and goals that run on.
VOORUIT = ("klaar_op", "herijken_op", "tot")
# Columns in which the partijen of the keten are named; several are separated by a semicolon.
NAMEN = {
    "schakels": ("partij",),
    "doelen": ("van_partij",),
    "doeloordelen": ("partij",),
    "indicatoren": ("bron_partij", "overeengekomen_met"),
    "metingen": ("bron_partij",),
    "streefwaarden": ("volgens",),
    "oordelen": ("partij",),
    "overleggen": ("deelnemers",),
    "afspraken": ("voortouw", "betrokken_partijen"),
    "projecten": ("trekker",),
}


def rows(tabel: str) -> list[Rij]:
    return [rij for tabellen in KETENS.values() for rij in tabellen.get(tabel, [])]


def cells(tabel: str) -> Iterator[tuple[Kolom, str]]:
    for rij in rows(tabel):
        for kolom in contract()[tabel].kolommen:
            yield kolom, rij.get(kolom.naam, "")


def test_there_are_four_ketens_twelve_projecten_and_sixty_five_indicatoren() -> None:
    assert [len(rows(tabel)) for tabel in ("ketens", "projecten", "indicatoren")] == [4, 12, 65]
    assert {rij["soort"] for rij in rows("projecten")} == {
        "pilot",
        "project",
        "programma",
        "instrument",
        "systeem",
    }


@pytest.mark.parametrize("tabel", contract())
def test_every_table_has_rows_and_only_columns_of_the_contract(tabel: str) -> None:
    for keten, tabellen in KETENS.items():
        assert tabellen[tabel], f"{keten} has no {tabel}"
        for rij in tabellen[tabel]:
            assert rij.keys() <= set(contract()[tabel].kolomnamen)


@pytest.mark.parametrize("tabel", contract())
def test_required_cells_are_filled_and_every_cell_is_valid(tabel: str) -> None:
    for kolom, cel in cells(tabel):
        assert cel or not kolom.verplicht, f"{tabel}.{kolom.naam} is empty"
        if cel and kolom.keuzes:
            assert cel in kolom.keuzes
        if cel and kolom.patroon:
            assert re.fullmatch(kolom.patroon, cel), f"{tabel}.{kolom.naam}: {cel}"


@pytest.mark.parametrize("tabel", contract())
def test_no_key_occurs_twice(tabel: str) -> None:
    sleutel = contract()[tabel].sleutel
    tellingen = Counter(tuple(rij.get(kolom, "") for kolom in sleutel) for rij in rows(tabel))
    assert [waarde for waarde, aantal in tellingen.items() if aantal > 1] == []


@pytest.mark.parametrize("tabel", contract())
def test_every_reference_exists(tabel: str) -> None:
    for kolom, cel in cells(tabel):
        if cel and kolom.verwijst_naar:
            doel = contract()[kolom.verwijst_naar].sleutel[0]
            assert cel in {rij[doel] for rij in rows(kolom.verwijst_naar)}, f"{tabel}.{kolom.naam}: {cel}"


@pytest.mark.parametrize("tabel", NAMEN)
def test_every_named_partij_is_a_partij_of_that_keten(tabel: str) -> None:
    for tabellen in KETENS.values():
        bekend = {rij["partij"] for rij in tabellen["partijen"]}
        for rij in tabellen[tabel]:
            for kolom in NAMEN[tabel]:
                for naam in filter(None, rij.get(kolom, "").split("; ")):
                    assert naam in bekend, f"{tabel}.{kolom}: {naam}"


def test_ids_carry_the_prefix_of_their_keten() -> None:
    for keten, tabellen in KETENS.items():
        for tabel, kolom in (("projecten", "project"), ("doelen", "doel"), ("indicatoren", "indicator")):
            assert all(rij[kolom].startswith(VOORVOEGSELS[keten]) for rij in tabellen[tabel])


@pytest.mark.parametrize("tabel", contract())
def test_dates_exist_and_what_has_happened_lies_before_the_levering(tabel: str) -> None:
    for kolom, cel in cells(tabel):
        if cel and kolom.soort == "datum":
            eerste, _ = parse_datum(cel)
            assert kolom.naam in VOORUIT or eerste.isoformat() <= EIND, f"{tabel}.{kolom.naam}: {cel}"


def test_every_periode_can_be_read_and_ends_before_the_levering() -> None:
    for rij in rows("metingen"):
        tot = parse_periode(rij["periode"]).tot
        assert tot is not None and tot.isoformat() <= "2026-10-31"


def test_an_afspraak_is_made_on_the_day_of_its_overleg_and_settled_later() -> None:
    for rij in rows("afspraken"):
        assert rij["overleg"].removesuffix("-bestuurlijk").endswith(rij["datum"])
        assert not rij["klaar_op"] or rij["klaar_op"] > rij["datum"]
        assert not rij["status_op"] or rij["status_op"] >= rij["datum"]


def test_afspraken_show_every_status_and_every_way_to_slip() -> None:
    afspraken = rows("afspraken")
    assert {rij["status"] for rij in afspraken} == set(contract()["afspraken"].kolom("status").keuzes)
    assert any(rij["status"] == "gereed" and rij["status_op"] > rij["klaar_op"] for rij in afspraken)
    assert any(rij["status"] == "open" and "" < rij["klaar_op"] < EIND for rij in afspraken)
    assert any(rij["status"] == "open" and not rij["klaar_op"] for rij in afspraken)
    assert any(not rij["voortouw"] for rij in afspraken)


def test_a_knelpunt_is_solved_after_it_was_found() -> None:
    for rij in rows("knelpunten"):
        assert not rij["opgelost_op"] or (rij["opgelost_op"] >= rij["datum"] and rij["oplossing"])


def test_a_pilot_has_no_streefwaarden() -> None:
    pilots = {rij["project"] for rij in rows("projecten") if rij["soort"] == "pilot"}
    van_pilot = {rij["indicator"] for rij in rows("indicatoren") if rij.get("project") in pilots}
    assert len(pilots) == 4
    assert van_pilot.isdisjoint(rij["indicator"] for rij in rows("streefwaarden"))


def test_in_three_ketens_two_partijen_set_different_streefwaarden_for_one_indicator() -> None:
    waarden: dict[str, set[str]] = {}
    for rij in rows("streefwaarden"):
        waarden.setdefault(rij["indicator"], set()).add(rij["waarde"])
    oneens = {indicator for indicator, gevonden in waarden.items() if len(gevonden) > 1}
    assert oneens == {
        "inb-betaald-werk",
        "jes-vsv-percentage",
        "pvg-buiten-cel",
        "sch-gesprek-vier-weken",
    }


def test_every_keten_has_a_voorkeursdoel_of_the_gemeenteraad_and_goals_of_others() -> None:
    for tabellen in KETENS.values():
        voorkeur = [rij for rij in tabellen["doelen"] if rij["voorkeur"] == "ja"]
        assert {rij["van_partij"] for rij in voorkeur} == {"Gemeenteraad Voorbeeldstad"}
        assert len(tabellen["doelen"]) >= 5


def test_all_onderwerpen_and_actorgroepen_are_heard_somewhere() -> None:
    assert {rij["onderwerp"] for rij in rows("oordelen")} == set(contract()["oordelen"].kolom("onderwerp").keuzes)
    assert {rij["actorgroep"] for rij in rows("oordelen")} == {
        "partner",
        "bestuur",
        "professional",
        "gebruiker",
        "inwoner",
        "extern",
    }


def test_in_one_keten_no_gebruiker_was_heard() -> None:
    zonder = [keten for keten, tabellen in KETENS.items() if "gebruiker" not in {rij["actorgroep"] for rij in tabellen["oordelen"]}]
    assert zonder == ["personen-met-verward-gedrag"]


def test_every_keten_has_partijen_without_oordeel() -> None:
    for tabellen in KETENS.values():
        gehoord = {rij["partij"] for rij in tabellen["oordelen"]}
        assert {rij["partij"] for rij in tabellen["partijen"]} - gehoord


def test_one_keten_does_not_measure_proceskwaliteit_and_the_others_measure_all_four() -> None:
    dimensies = contract()["indicatoren"].kolom("dimensie").keuzes
    leeg = {
        (keten, dimensie)
        for keten, tabellen in KETENS.items()
        for dimensie in dimensies
        if dimensie not in {rij["dimensie"] for rij in tabellen["indicatoren"]}
    }
    assert leeg == {("inburgering", "proceskwaliteit")}


def test_most_passports_are_full_and_a_few_are_honestly_thin() -> None:
    kolommen = ("definitie", "definitie_versie", "eigenaar", "overeengekomen_met", "herijken_op", "bron")
    dun = {rij["indicator"] for rij in rows("indicatoren") if not all(rij.get(kolom) for kolom in kolommen)}
    assert dun == {
        "inb-meedoen-in-woorden",
        "inb-z-route-aanwezig",
        "jes-mentoren-tevreden",
        "pvg-cijfer-samenwerking",
        "pvg-crisismaatregelen",
        "sch-klachten",
    }


def test_a_change_of_definition_has_an_event_on_the_first_day_of_the_new_version() -> None:
    nieuw: dict[str, str] = {}
    for rij in rows("metingen"):
        van = str(parse_periode(rij["periode"]).van)
        if rij["definitie_versie"] == "2":
            nieuw[rij["indicator"]] = min(van, nieuw.get(rij["indicator"], van))
    gebeurd = {rij["indicator"]: rij["datum"] for rij in rows("gebeurtenissen") if rij["soort"] == "definitiewijziging"}
    assert len(nieuw) == 5
    assert nieuw == gebeurd
