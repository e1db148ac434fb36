"""Text of people made fit for print."""

import pytest

from dashboard.rapport.tekens import printable


@pytest.mark.parametrize(
    ("woorden", "gedrukt"),
    [
        ("Gewone tekst, één € 1.234 – “zo”", "Gewone tekst, één € 1.234 – “zo”"),
        ("regel\r\nregel", "regel\nregel"),
        ("Nul\x00punt\x07", "Nulpunt"),
        ("\u202eom\u2066gekeerd", "omgekeerd"),
        ("eigen \ue000 teken", "eigen [teken dat hier niet kan staan] teken"),
        ("\ud800 half", " half"),
        ("maatschappelijkeopvangvoorzieningen", "maatschappelijkeopvangvoorzieningen"),
        (
            "https://voorbeeld.nl/een/heel/lang-adres",
            "https:\u200b/\u200b/\u200bvoorbeeld.\u200bnl/\u200been/\u200bheel/\u200blang-\u200badres",
        ),
        ("x" * 60, "\u200b".join(["x" * 12] * 5)),
    ],
)
def test_a_text_keeps_what_can_be_printed(woorden: str, gedrukt: str) -> None:
    assert printable(woorden) == gedrukt


def test_all_texts_within_blocks_are_made_fit_and_the_rest_is_left_alone() -> None:
    blok = {"tekst": "😀", "delen": [{"wie": "中文", "lang": True, "nr": 3, "leeg": None}], "svg": f"<text>😀{'x' * 60}</text>"}
    assert printable(blok) == {
        "tekst": "[teken dat hier niet kan staan]",
        "delen": [{"wie": "[2 tekens die hier niet kunnen staan]", "lang": True, "nr": 3, "leeg": None}],
        "svg": f"<text>[teken dat hier niet kan staan]{'x' * 60}</text>",
    }
