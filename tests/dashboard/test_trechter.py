"""Which parts stand in one funnel, and what the page says of them."""

from datetime import date
from typing import Any

import pandas as pd

from dashboard.components.trechter import newest_parts, trechterbeeld

LEEG: dict[str, Any] = {
    "groep": None,
    "bron_partij": "GGD",
    "definitie_versie": "1",
    "bron": "Register",
    "geleverd_op": pd.Timestamp("2026-02-01"),
}


def _meting(gebied: str, teller: float | None, noemer: float | None, periode: str = "2026-01", **anders: Any) -> dict[str, Any]:
    tot = {"2026-01": "2026-01-31", "2026-K1": "2026-03-31", "2025-12": "2025-12-31"}[periode]
    van = "2025-12-01" if periode == "2025-12" else "2026-01-01"
    eigen = {"gebied": gebied, "teller": teller, "noemer": noemer, "periode": periode, "van": pd.Timestamp(van), "tot": pd.Timestamp(tot)}
    return LEEG | eigen | anders


DRIE = [_meting("Zuid", 60, 100), _meting("Noord", 48, 100), _meting("Oost", 52, 100)]


def _parts(*extra: dict[str, Any]) -> list[tuple[str, float]]:
    delen = newest_parts(pd.DataFrame([*DRIE, *extra]))
    return list(zip(delen.get("naam", []), delen["teller"], strict=True))


def test_parts_stand_in_name_order() -> None:
    assert _parts() == [("Noord", 48), ("Oost", 52), ("Zuid", 60)]


def test_a_month_and_a_quarter_that_begin_together_are_not_counted_twice() -> None:
    kwartaal = [_meting(naam, 150, 300, "2026-K1") for naam in ("Noord", "Oost", "Zuid")]
    assert _parts(*kwartaal) == [("Noord", 150), ("Oost", 150), ("Zuid", 150)]


def test_an_older_period_another_source_another_definition_and_a_group_stay_out() -> None:
    anders = [
        _meting("Noord", 1, 100, "2025-12"), _meting("West", 2, 100, bron_partij="Politie"), _meting("West", 3, 100, definitie_versie="2"),
        _meting("West", 4, 100, groep="jongeren"), _meting("West", None, None), _meting("West", 120, 100),
    ]  # fmt: skip
    assert _parts(*anders) == [("Noord", 48), ("Oost", 52), ("Zuid", 60)]


def test_two_gebieden_are_no_funnel() -> None:
    metingen = pd.DataFrame(DRIE[:2])
    assert newest_parts(metingen).empty
    assert trechterbeeld({"naam": "Op tijd geholpen"}, metingen, date(2026, 2, 15)) == ""


def test_the_funnel_says_what_is_seen_with_its_values_source_and_age() -> None:
    metingen = pd.DataFrame([_meting("Noord", 62, 100), _meting("Zuid", 62, 100), _meting("Oost", 88, 100)])
    beeld = trechterbeeld({"naam": "Op tijd geholpen"}, metingen, date(2026, 2, 15))
    assert "Oost ligt verder van het geheel dan toeval meestal geeft. Wat is daar anders?" in beeld
    assert "Noord 62% (past bij toeval), Oost 88% (verder van het geheel dan toeval meestal geeft) en Zuid 62% (past bij toeval)." in beeld
    assert "Bron: Register · januari 2026 · geleverd op 1 februari 2026" in beeld
