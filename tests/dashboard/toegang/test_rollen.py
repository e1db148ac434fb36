"""The file with roles: what it gives, and that every mistake in it is named at once."""

from pathlib import Path

import pytest

from dashboard.toegang.rollen import Rollen, ToegangFout, Toekenning, read_rollen

GOED = """
geldig_uren = 8
groepen_in = "roles"
[[rol]]
groep = "ks-opvang"
rol = "regisseur"
keten = "opvang"
partij = "Gemeente"
[[rol]]
persoon = "Beheer@Stad.nl"
rol = "beheerder"
keten = "*"
"""


def written(tmp_path: Path, tekst: str) -> Path:
    pad = tmp_path / "toegang.toml"
    pad.write_text(tekst, encoding="utf-8")
    return pad


def test_a_role_comes_from_a_group_or_from_the_person_and_nobody_else_has_one(tmp_path: Path) -> None:
    rollen = read_rollen(written(tmp_path, GOED))
    assert (rollen.geldig_uren, rollen.groepen_in) == (8.0, "roles")
    assert rollen.of({"iemand"}, {"ks-opvang", "anders"}) == (Toekenning("regisseur", "opvang", "Gemeente", groep="ks-opvang"),)
    assert rollen.of({"beheer@stad.nl"}, ()) == (Toekenning("beheerder", "*", persoon="Beheer@Stad.nl"),)
    assert rollen.of({"iemand", "ks-opvang"}, {"beheer@stad.nl"}) == ()


def test_a_file_that_is_not_there_or_empty_gives_nobody_a_role(tmp_path: Path) -> None:
    assert read_rollen(tmp_path / "weg.toml") == Rollen(())
    assert read_rollen(written(tmp_path, "")) == Rollen(())


@pytest.mark.parametrize(
    ("tekst", "zin"),
    [
        (
            '[[rol]]\ngroep="g"\nrol="koning"\nketen="*"',
            "Rol 1: rol is “koning”; kies uit kijker, partner, regisseur, gegevensbeheerder, beheerder.",
        ),
        ('[[rol]]\ngroep="g"\nrol="kijker"', "Rol 1: keten ontbreekt; noem een keten, of * voor alle."),
        ('[[rol]]\nrol="kijker"\nketen="*"', "Rol 1: noem een groep of een persoon, en niet allebei."),
        ('[[rol]]\ngroep="g"\npersoon="p"\nrol="kijker"\nketen="*"', "Rol 1: noem een groep of een persoon, en niet allebei."),
        ('[[rol]]\ngroep="g"\nrol="partner"\nketen="opvang"', "Rol 1: een partner spreekt namens een partij; noem die."),
        ('[[rol]]\ngroep=""\nrol="kijker"\nketen="*"', "Rol 1: groep hoort tekst te zijn, en niet leeg."),
        ('[[rol]]\ngroep=1\nrol="kijker"\nketen="*"', "Rol 1: groep hoort tekst te zijn, en niet leeg."),
        (
            '[[rol]]\ngroep="g"\nrol="kijker"\nketen="*"\ngebied="x"',
            "Rol 1: onbekend veld gebied; kies uit groep, keten, partij, persoon, rol.",
        ),
        ("geldig_uren = 0", "geldig_uren: schrijf een getal boven 0 en hoogstens 720."),
        ("geldig_uren = true", "geldig_uren: schrijf een getal boven 0 en hoogstens 720."),
        ("groepen_in = 3", "groepen_in: schrijf een naam tussen aanhalingstekens."),
        ("toegang = 1", "Onbekend: toegang. Kies uit: geldig_uren, groepen_in, rol."),
        ("rol = 3", "Schrijf boven elke rol een regel [[rol]]."),
    ],
)
def test_a_mistake_is_named_and_gives_nobody_a_role(tmp_path: Path, tekst: str, zin: str) -> None:
    with pytest.raises(ToegangFout) as fout:
        read_rollen(written(tmp_path, tekst))
    assert str(fout.value) == f"toegang.toml klopt niet. {zin}"


def test_all_mistakes_come_at_once(tmp_path: Path) -> None:
    with pytest.raises(ToegangFout) as fout:
        read_rollen(written(tmp_path, 'geldig_uren = -1\n[[rol]]\nrol="x"\nketen="*"\ngroep="g"\n[[rol]]\ngroep="g"\nrol="kijker"'))
    assert str(fout.value).count(".") >= 4
    assert "Rol 1:" in str(fout.value)
    assert "Rol 2:" in str(fout.value)


def test_a_file_that_is_no_toml_says_so(tmp_path: Path) -> None:
    with pytest.raises(ToegangFout, match=r"^toegang\.toml kan niet worden gelezen: .+ Verbeter het bestand\.$"):
        read_rollen(written(tmp_path, "dit is geen toml"))
