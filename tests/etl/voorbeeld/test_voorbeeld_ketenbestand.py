"""Reading a keten file: what is not known stops with the name of the file and of the key."""

from pathlib import Path

import pytest

from etl.voorbeeld.ketenbestand import Eerder, read_keten
from etl.voorbeeld.verschijnsel import Verschijnsel

KETEN = """
overlegreeksen = []
[levering]
geleverd_op = ["2025-11-13", "2026-11-16"]
[gebieden]
Noord = 1.0
[keten]
keten = "proef"
naam = "Proef"
[succesfactoren]
bekend_op = "2025-12"
kolommen = ["factor", "beoordelaar"]
rijen = [["Samen", "Regisseur"]]
[[eerder]]
tabel = "ketens"
rij = "proef"
tot = "2026-01-01"
was = { naam = "Oefening" }
[[verschijnselen]]
regel = "te_veel"
vorm = "bestaand"
sterkte = 1
toelichting = "Vier cijfers bij een doel"
[[indicatoren]]
indicator = "proef-een"
frequentie = "maand"
[indicatoren.reeks]
vorm = "aantal"
niveau = 30
gebieden = true
[[indicatoren.reeks.verschijnselen]]
regel = "beweging"
vorm = "stap"
sterkte = 2.5
aantal = 8
toelichting = "Een sprong"
ook = ["tegenindicator"]
"""


def write(map_: Path, tekst: str = KETEN) -> Path:
    bestand = map_ / "proef.toml"
    bestand.write_text(tekst, encoding="utf-8")
    return bestand


def test_a_keten_file_gives_what_it_says(tmp_path: Path) -> None:
    keten = read_keten(write(tmp_path))
    assert (keten.id, keten.leverdata, keten.bekend_op) == ("proef", ("2025-11-13", "2026-11-16"), {"succesfactoren": "2025-12"})
    assert keten.tabellen["succesfactoren"] == [{"keten": "proef", "factor": "Samen", "beoordelaar": "Regisseur"}]
    assert keten.eerder == (Eerder("ketens", "proef", "2026-01-01", {"naam": "Oefening"}),)
    assert keten.verschijnselen == (Verschijnsel("te_veel", "bestaand", 1, "Vier cijfers bij een doel"),)
    [indicator] = keten.indicatoren
    assert indicator.paspoort == {"keten": "proef", "soort": "kwantitatief", "indicator": "proef-een", "frequentie": "maand"}
    assert indicator.reeks.gebieden == {"Noord": 1.0}
    assert indicator.reeks.verschijnselen == (Verschijnsel("beweging", "stap", 2.5, "Een sprong", 8, ook=("tegenindicator",)),)


@pytest.mark.parametrize(
    ("goed", "fout", "melding"),
    [
        ('vorm = "bestaand"\nsterkte = 1', 'vorm = "bestaand"\nsterkt = 1', "Unknown key in a verschijnsel: sterkt"),
        ("sterkte = 2.5", "sterkte = 2.5\nhoelang = 3\nduur = 8", "Unknown key in a verschijnsel: duur, hoelang"),
        ('regel = "te_veel"', 'regel = "te_vaak"', "Unknown regel in a verschijnsel: te_vaak"),
        ('ook = ["tegenindicator"]', 'ook = ["tegenindicatie"]', "Unknown regel in a verschijnsel: tegenindicatie"),
        ('vorm = "stap"', 'vorm = "sprong"', "Unknown vorm in a verschijnsel: sprong"),
        ('tabel = "ketens"', 'tabel = "ketens"\nvan = "2025-01-01"', "Unknown key in eerder: van"),
        ("was = {", "wordt = {", "Unknown key in eerder: wordt"),
        ("niveau = 30", "nivo = 30", "Unknown key in a reeks: nivo"),
        ('bekend_op = "2025-12"', 'bekent_op = "2025-12"', "Unknown key in succesfactoren: bekent_op"),
    ],
)
def test_what_is_not_known_stops_with_file_and_key(goed: str, fout: str, melding: str, tmp_path: Path) -> None:
    assert KETEN.count(goed) == 1
    with pytest.raises(ValueError) as gestopt:
        read_keten(write(tmp_path, KETEN.replace(goed, fout)))
    assert str(gestopt.value) == f"proef.toml: {melding}"


def test_a_file_that_is_no_toml_is_named_too(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"^proef\.toml: .*line 2"):
        read_keten(write(tmp_path, "\n= niets"))
