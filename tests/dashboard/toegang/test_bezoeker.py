"""Who is here: from the settings, from what the provider says, and from the file with roles."""

import time
from pathlib import Path
from typing import Any

import pytest

from dashboard.toegang.bezoeker import Bezoeker, find, is_still, looking_as
from dashboard.toegang.rollen import ToegangFout, Toekenning
from dashboard.toegang.zicht import ALLES, NIETS, Zicht

INSTELLINGEN: dict[str, Any] = {"client_id": "ks"}
ROLLEN = """
[[rol]]
groep = "ks-opvang"
rol = "partner"
keten = "opvang"
partij = "GGD"
[[rol]]
persoon = "regie@stad.nl"
rol = "regisseur"
keten = "zorg"
partij = "Gemeente"
[[rol]]
persoon = "baas"
rol = "beheerder"
keten = "*"
"""


@pytest.fixture
def omgeving(tmp_path: Path) -> dict[str, str]:
    (tmp_path / "toegang.toml").write_text(ROLLEN, encoding="utf-8")
    return {"KETENSPIEGEL_MAGAZIJN": str(tmp_path)}


def person(**anders: Any) -> dict[str, Any]:
    return {"is_logged_in": True, "sub": "u1", "iat": time.time()} | anders


def test_without_sign_in_one_may_look_at_all_and_write_nothing() -> None:
    hier = find(None, {}, {})
    assert (hier.stand, hier.zicht, hier.voices("opvang")) == ("open", Zicht(None, (), None), ())
    assert find(None, {}, {"KETENSPIEGEL_OEFENEN": "1"}).stand == "open"


def test_who_practises_may_see_all() -> None:
    hier = find(None, {}, {"KETENSPIEGEL_OEFENEN": "ja"})
    assert (hier.stand, hier.zicht) == ("oefenen", ALLES)


def test_practising_opens_nothing_where_sign_in_is_set_up(omgeving: dict[str, str]) -> None:
    assert find(INSTELLINGEN, {}, omgeving | {"KETENSPIEGEL_OEFENEN": "ja"}).zicht == NIETS


@pytest.mark.parametrize("persoon", [{}, {"is_logged_in": False, "sub": "baas"}, {"is_logged_in": True}, {"is_logged_in": True, "sub": ""}])
def test_who_did_not_sign_in_sees_nothing(persoon: dict[str, Any], omgeving: dict[str, str]) -> None:
    hier = find(INSTELLINGEN, persoon, omgeving)
    assert (hier.stand, hier.zicht, hier.toekenningen) == ("buiten", NIETS, ())


@pytest.mark.parametrize("iat", [None, "nu", True, 0, time.time() - 11 * 3600], ids=["geen", "tekst", "ja", "nul", "elf uur"])
def test_an_old_sign_in_or_one_without_a_time_is_over(iat: Any, omgeving: dict[str, str]) -> None:
    hier = find(INSTELLINGEN, person(sub="baas", iat=iat), omgeving)
    assert (hier.stand, hier.zicht) == ("verlopen", NIETS)


def test_a_group_gives_sight_of_its_keten_only(omgeving: dict[str, str]) -> None:
    hier = find(INSTELLINGEN, person(groups=["ks-opvang", "iedereen"]), omgeving)
    assert hier.zicht == Zicht(("opvang",), (), ("GGD",), (), ("opvang",), (("opvang", "GGD"),))
    assert [t.rol for t in hier.voices("opvang")] == ["partner"]
    assert hier.voices("zorg") == ()


def test_an_address_that_the_provider_did_not_check_gives_nothing(omgeving: dict[str, str]) -> None:
    assert find(INSTELLINGEN, person(email="Regie@Stad.nl", email_verified=True), omgeving).zicht == Zicht(
        ("zorg",), ("zorg",), ("Gemeente",), (), ("zorg",), (("zorg", "Gemeente"),)
    )
    for niet_nagekeken in ({"email_verified": False}, {"email_verified": None}, {"email_verified": "nee"}, {}):
        assert find(INSTELLINGEN, person(email="regie@stad.nl", **niet_nagekeken), omgeving).zicht == Zicht((), (), ())


def test_a_beheerder_of_all_waits_for_nobody_and_reads_no_private_notes(omgeving: dict[str, str]) -> None:
    assert find(INSTELLINGEN, person(sub="baas"), omgeving).zicht == Zicht(None, (), None)


def test_who_only_looks_or_cares_for_the_data_does_not_sit_at_the_table() -> None:
    for rol in ("kijker", "gegevensbeheerder", "beheerder"):
        zicht = Bezoeker("binnen", (Toekenning(rol, "opvang", "GGD"),)).zicht
        assert (zicht.ketens, zicht.tafel, zicht.eigen) == (("opvang",), (), ())


REGIE = Toekenning("regisseur", "opvang", "GGD")


def test_a_beheerder_looks_as_another_without_what_is_private_or_in_vertrouwen() -> None:
    hier = looking_as(Bezoeker("binnen", (Toekenning("beheerder", "*"),), "baas"), REGIE)
    assert hier.zicht == Zicht(("opvang",), (), ("GGD",), (), (), ())
    assert (hier.kenmerk, hier.voices("opvang")) == ("baas", ())


@pytest.mark.parametrize("rol", ["kijker", "partner", "regisseur", "gegevensbeheerder"])
@pytest.mark.parametrize("keten", ["opvang", "*"])
def test_nobody_else_looks_as_another(rol: str, keten: str) -> None:
    hier = Bezoeker("binnen", (Toekenning(rol, keten, "GGD"),))
    assert looking_as(hier, REGIE) == hier
    een_keten = Bezoeker("binnen", (Toekenning("beheerder", "opvang"),))
    assert looking_as(een_keten, REGIE) == een_keten


def test_looking_as_another_ends_when_the_role_of_beheerder_does() -> None:
    assert looking_as(Bezoeker("binnen", ()), REGIE) == Bezoeker("binnen", ())


def test_a_signed_in_stranger_has_no_role(omgeving: dict[str, str]) -> None:
    hier = find(INSTELLINGEN, person(groups="anders"), omgeving)
    assert (hier.stand, hier.toekenningen, hier.zicht) == ("binnen", (), Zicht((), (), ()))


def test_a_changed_file_counts_at_once_and_a_wrong_one_lets_nobody_in(omgeving: dict[str, str], tmp_path: Path) -> None:
    assert find(INSTELLINGEN, person(groups=["ks-opvang"]), omgeving).toekenningen
    (tmp_path / "toegang.toml").write_text("", encoding="utf-8")
    assert not find(INSTELLINGEN, person(groups=["ks-opvang"]), omgeving).toekenningen
    (tmp_path / "toegang.toml").write_text("rol = 3", encoding="utf-8")
    with pytest.raises(ToegangFout):
        find(INSTELLINGEN, person(groups=["ks-opvang"]), omgeving)


def test_a_button_that_was_drawn_earlier_gives_nothing_when_the_role_is_gone(
    omgeving: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KETENSPIEGEL_TOEGANG", omgeving.get("KETENSPIEGEL_TOEGANG") or str(tmp_path / "toegang.toml"))
    hier = find(INSTELLINGEN, person(groups=["ks-opvang"]), omgeving)
    als = hier._replace(toekenningen=(Toekenning("partner", "opvang", "GGD"),), bekijkt_als=Toekenning("partner", "opvang", "GGD"))
    assert (is_still(hier), is_still(als), is_still(Bezoeker("open"))) == (True, True, True)
    for inhoud in ("", "rol = 3"):
        (tmp_path / "toegang.toml").write_text(inhoud, encoding="utf-8")
        assert (is_still(hier), is_still(als)) == (False, False)
