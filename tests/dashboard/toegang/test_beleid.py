"""What a role may write: a table of every role, kind and situation, and that nobody acts as somebody else."""

from contextlib import nullcontext
from itertools import product

import pytest

from dashboard.dossier.tabellen import TABELLEN
from dashboard.toegang.beleid import GeenRecht, may_check_files, may_download_build, may_prepare, may_see_concept, require_write, scope
from dashboard.toegang.rollen import ROLLEN, Toekenning

HIER, ELDERS = "opvang", "zorg"
NIEUW = {"afspraak": "Bellen", "partij": "GGD"}
# Who may make something new of a kind, in a keten where the role holds. Kinds that are not named here nobody may make.
REGIE = ("werkwijze", "overleg", "agendapunt", "besluit", "standpunt", "notitie", "overdracht", "advies", "afspraak")
SAMEN = ("knelpunt", "praktijksignaal", "duiding", "oordeel")
MAKEN = {soort: {"regisseur"} for soort in REGIE} | {soort: {"regisseur", "partner"} for soort in SAMEN}


def may(
    rol: str, soort: str, keten: str = HIER, nu: dict[str, object] | None = None, nieuw: dict[str, object] | None = None, **anders: str
) -> bool:
    toekenning = Toekenning(rol, keten, "GGD")
    als = (anders.get("als_rol", rol), anders.get("als_partij", "GGD"))
    try:
        require_write([toekenning], soort, HIER, als, nu or {}, NIEUW if nieuw is None else nieuw)
    except GeenRecht:
        return False
    return True


@pytest.mark.parametrize(("rol", "soort"), list(product(ROLLEN, TABELLEN)))
def test_each_role_makes_only_what_is_its_own_and_only_in_its_keten(rol: str, soort: str) -> None:
    assert may(rol, soort) == (rol in MAKEN.get(soort, set()))
    assert may(rol, soort, "*") == (rol in MAKEN.get(soort, set()))
    assert not may(rol, soort, ELDERS)


@pytest.mark.parametrize("soort", TABELLEN)
def test_nobody_acts_with_a_role_or_a_partij_of_somebody_else(soort: str) -> None:
    assert not may("partner", soort, als_rol="regisseur")
    assert not may("regisseur", soort, als_partij="Politie")
    assert not may("kijker", soort, als_rol="partner")


def test_without_a_role_nothing_may_be_written() -> None:
    with pytest.raises(GeenRecht, match=r"^Dit mag u niet vastleggen met uw rol\. Dat kan de regisseur van deze keten\.$"):
        require_write([], "besluit", HIER, ("regisseur", "GGD"), {}, {})


@pytest.mark.parametrize("rol", ["partner", "regisseur"])
def test_a_story_is_told_by_the_partij_itself_also_when_the_regisseur_writes(rol: str) -> None:
    assert may(rol, "duiding", nieuw={"partij": "GGD", "duiding": "Het was druk"})
    assert not may(rol, "duiding", nieuw={"partij": "Politie", "duiding": "Zij liepen achter"})
    assert not may(rol, "duiding", nu={"partij": "Politie"}, nieuw={"duiding": "Anders"})
    assert not may(rol, "duiding", nu={"partij": "Politie"}, nieuw={"partij": "GGD"})
    assert not may(rol, "duiding", nu={"partij": "Politie"}, nieuw={"is_ingetrokken": True})


@pytest.mark.parametrize(
    ("afspraak", "nieuw", "mag"),
    [
        ({"voortouw": "GGD"}, {"status": "gereed"}, True),
        ({"betrokken_partijen": "Politie; GGD"}, {"klaar_op": "2027-01-01"}, True),
        ({"voortouw": "GGD-regio"}, {"status": "gereed"}, False),
        ({"voortouw": "Politie"}, {"status": "gereed"}, False),
        ({"voortouw": "Politie"}, {"bevestigd_door": "GGD", "bevestigd_op": "2027-01-01"}, True),
        ({"voortouw": "GGD"}, {"voortouw": "Politie"}, False),
        ({"voortouw": "GGD"}, {"afspraak": "Iets lichters"}, False),
        ({"voortouw": "GGD"}, {"is_ingetrokken": True}, False),
    ],
)
def test_a_partner_says_how_far_its_own_afspraken_are_and_confirms_those_of_others(
    afspraak: dict[str, object], nieuw: dict[str, object], mag: bool
) -> None:
    assert may("partner", "afspraak", nu=afspraak, nieuw=nieuw) is mag
    assert may("regisseur", "afspraak", nu=afspraak, nieuw=nieuw)


def test_a_partner_reports_a_knelpunt_and_the_table_decides_where_it_goes() -> None:
    assert may("partner", "knelpunt", nieuw={"knelpunt": "Geen bedden"})
    assert not may("partner", "knelpunt", nu={"knelpunt": "Geen bedden"}, nieuw={"escalatie_naar": "stuurgroep"})


@pytest.mark.parametrize("soort", TABELLEN)
def test_only_the_round_is_answered_without_saying_as_whom(soort: str) -> None:
    for rol in ("partner", "regisseur"):
        with nullcontext() if soort == "oordeel" else pytest.raises(GeenRecht):
            require_write([Toekenning(rol, HIER, "GGD")], soort, HIER, (None, None), {}, NIEUW)
    with pytest.raises(GeenRecht):
        require_write([Toekenning("kijker", HIER)], soort, HIER, (None, None), {}, NIEUW)


def test_sight_is_the_ketens_of_the_roles_and_a_star_is_all_of_them() -> None:
    assert scope([]) == ()
    assert scope([Toekenning("kijker", "zorg"), Toekenning("partner", "opvang", "GGD"), Toekenning("kijker", "zorg")]) == ("opvang", "zorg")
    assert scope([Toekenning("kijker", "zorg"), Toekenning("kijker", "*")]) is None


@pytest.mark.parametrize("rol", ROLLEN)
def test_the_whole_build_the_notes_and_the_keuring_are_for_those_who_need_them(rol: str) -> None:
    assert may_download_build([Toekenning(rol, "*", "GGD")]) == (rol in {"gegevensbeheerder", "beheerder"})
    assert not may_download_build([Toekenning(rol, HIER, "GGD")])
    assert may_prepare([Toekenning(rol, HIER, "GGD")], HIER) == (rol == "regisseur")
    assert not may_prepare([Toekenning(rol, ELDERS, "GGD")], HIER)
    assert may_check_files([Toekenning(rol, HIER, "GGD")]) == (rol != "kijker")


@pytest.mark.parametrize("rol", ROLLEN)
@pytest.mark.parametrize("keten", [HIER, "*"])
def test_a_concept_is_for_who_speaks_for_its_partij_and_for_who_cares_for_leveringen(rol: str, keten: str) -> None:
    altijd = rol == "gegevensbeheerder"
    assert may_see_concept([Toekenning(rol, keten, "GGD")], "GGD") is (altijd or rol in {"partner", "regisseur"})
    for partij, leverancier in (("GGD", "Politie"), (None, "GGD"), ("GGD", None), (None, None), ("", "")):
        assert may_see_concept([Toekenning(rol, keten, partij)], leverancier) is altijd


def test_the_partij_of_one_role_does_not_count_for_another() -> None:
    assert not may_see_concept([Toekenning("kijker", HIER, "GGD"), Toekenning("partner", HIER, "Politie")], "GGD")
    assert may_see_concept([Toekenning("kijker", ELDERS, "Politie"), Toekenning("partner", HIER, "GGD")], "GGD")
    assert not may_see_concept([], "GGD")
