"""Which parts stand in one funnel, and what the page says of them."""

from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from dashboard.components.trechter import newest_parts, trechterbeeld
from tests.dashboard.conftest import fresh, gegevens, html, visit
from tests.dashboard.handbouw import write_build
from tests.dashboard.test_overzicht import words

CIJFER = {"indicator": "op-tijd", "keten": "opvang", "naam": "Op tijd geholpen", "eenheid": "%"}
LEEG: dict[str, Any] = {
    "indicator": "op-tijd",
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
    assert trechterbeeld(CIJFER, metingen, date(2026, 2, 15)) == ""


def test_the_funnel_says_what_is_seen_with_its_values_source_and_age() -> None:
    metingen = pd.DataFrame([_meting("Noord", 62, 100), _meting("Zuid", 62, 100), _meting("Oost", 88, 100)])
    beeld = trechterbeeld(CIJFER, metingen, date(2026, 2, 15))
    assert "Oost ligt verder van het geheel dan toeval meestal geeft. Wat is daar anders?" in beeld
    assert "Noord 62% (past bij toeval), Oost 88% (verder van het geheel dan toeval meestal geeft) en Zuid 62% (past bij toeval)." in beeld
    assert "Bron: Register · januari 2026 · geleverd op 1 februari 2026" in beeld


def test_a_ratio_that_is_no_percentage_is_no_funnel() -> None:
    assert trechterbeeld(CIJFER | {"eenheid": "bezoeken per gezin"}, pd.DataFrame(DRIE), date(2026, 2, 15)) == ""


def test_without_the_name_of_a_partij_the_source_decides_what_was_counted_in_one_way() -> None:
    eigen = [_meting(naam, 50, 100, bron_partij=None, bron=f"Tabel {naam}") for naam in ("Noord", "Oost", "Zuid")]
    assert newest_parts(pd.DataFrame(eigen)).empty
    assert len(newest_parts(pd.DataFrame([{**meting, "bron": "Tabel"} for meting in eigen]))) == 3


def test_all_sources_are_named_and_who_is_left_out_is_named_too() -> None:
    metingen = pd.DataFrame(
        [*DRIE[:2], _meting("Oost", 52, 100, bron="Telling"), _meting("West", None, None), _meting("Kern", 1, 2, "2025-12")]
    )
    tekst = words(trechterbeeld(CIJFER, metingen, date(2026, 2, 15)))
    assert "Bron: Register en Telling · januari 2026" in tekst
    assert (
        "Niet in dit beeld: West. Daar is over deze periode geen cijfer te zien dat op dezelfde manier is geteld, of de groep is te klein."
    ) in tekst
    assert "Kern" not in tekst


# Three projecten that measure one figure, delivered in another order than that of their names and of their size.
PROJECTEN = {"wijk-c": ("Wijkteam Oost", 30, 100), "wijk-a": ("Wijkteam Zuid", 160, 200), "wijk-b": ("Wijkteam Noord", 61, 100)}
ZELFDE = {
    "keten": "opvang", "naam": "Onderdak na een half jaar", "dimensie": "resultaten", "soort": "kwantitatief", "eenheid": "%",
    "definitie": "Mensen die na een half jaar een dak hebben", "definitie_versie": "1",
}  # fmt: skip
TITEL = "Hetzelfde cijfer in de projecten naast elkaar"


def _project_page(
    magazijn: Path,
    anders: dict[str, dict[str, Any]],
    indicator: str = "onderdak-wijk-a",
    projecten: dict[str, tuple[str, int, int]] = PROJECTEN,
    dubbel: str | None = None,
) -> str:
    """The page of one project's figure; anders: cells of an indicator or its meting that differ from the others', per project."""
    rijen = gegevens()
    if dubbel:
        rijen["indicatoren"].append(ZELFDE | {"indicator": "onderdak-dubbel", "project": dubbel})
    for project, (naam, teller, noemer) in projecten.items():
        eigen, meting = anders.get(project, {}), {"periode": "2026-K1", "teller": teller, "noemer": noemer, "waarde": 100 * teller / noemer}
        meting |= {"bron_partij": "Gemeente", "definitie_versie": "1", "bron": "Register"}
        rijen["projecten"].append({"project": project, "keten": "opvang", "naam": naam, "soort": "project"})
        rijen["indicatoren"].append(ZELFDE | {"indicator": f"onderdak-{project}", "project": project} | _of(eigen, ZELFDE))
        rijen["metingen"].append(meting | {"indicator": f"onderdak-{project}"} | _of(eigen, meting))
    rijen["indicatoren"].append(ZELFDE | {"indicator": "onderdak"})
    write_build(magazijn, rijen)
    return html(visit(fresh(), "indicator", keten="opvang", indicator=indicator))


def _of(cellen: dict[str, Any], soort: dict[str, Any]) -> dict[str, Any]:
    return {naam: cel for naam, cel in cellen.items() if naam in soort}


@pytest.mark.parametrize("indicator", ["onderdak-wijk-a", "onderdak"])
def test_projecten_that_measure_the_same_stand_in_one_funnel_in_name_order(leeg_magazijn: Path, indicator: str) -> None:
    deel = _project_page(leeg_magazijn, {}, indicator).split(TITEL)[1].split("Paspoort van dit cijfer")[0]
    assert "Wijkteam Oost en Wijkteam Zuid liggen verder van het geheel dan toeval meestal geeft. Wat is daar anders?" in words(deel)
    assert "19 van de 20 projecten" in deel
    assert "Of de mensen in de projecten op elkaar lijken, zegt dit beeld niet." in deel
    assert "Bron: Register · 1e kwartaal 2026" in words(deel)
    rijen = [words(rij) for rij in deel.split("<tbody>")[1].split("</tbody>")[0].split("</tr>")[:-1]]
    assert [rij.split("%")[0] for rij in rijen] == ["Wijkteam Noord 61", "Wijkteam Oost 30", "Wijkteam Zuid 80"]
    assert "160 van 200" in rijen[2]


def test_each_other_project_leads_to_its_own_figure(leeg_magazijn: Path) -> None:
    deel = _project_page(leeg_magazijn, {}).split(TITEL)[1]
    assert '<a href="indicator?keten=opvang&amp;indicator=onderdak-wijk-b">Wijkteam Noord</a>' in deel
    assert ">Wijkteam Zuid</a>" not in deel


@pytest.mark.parametrize(
    "anders",
    [
        {"naam": "Onderdak na een jaar"}, {"eenheid": "procent"}, {"definitie": "Mensen met een eigen huis"}, {"definitie": None},
        {"definitie_versie": "2"}, {"bron_partij": "Leger des Heils"}, {"periode": "2025-K4"}, {"teller": None, "noemer": None},
    ],
    ids="-".join,
)  # fmt: skip
def test_what_is_not_measured_in_the_same_way_makes_no_funnel(leeg_magazijn: Path, anders: dict[str, Any]) -> None:
    assert TITEL not in _project_page(leeg_magazijn, {"wijk-b": anders})


def test_one_definition_that_nobody_wrote_down_is_not_one_definition(leeg_magazijn: Path) -> None:
    assert TITEL not in _project_page(leeg_magazijn, {project: {"definitie": None} for project in PROJECTEN})


def test_a_project_with_two_figures_of_one_name_stays_out(leeg_magazijn: Path) -> None:
    assert TITEL not in _project_page(leeg_magazijn, {}, dubbel="wijk-b")


def test_a_project_without_a_figure_over_this_period_is_named_as_left_out(leeg_magazijn: Path) -> None:
    vier = PROJECTEN | {"wijk-d": ("Wijkteam Buiten", 40, 80)}
    deel = _project_page(leeg_magazijn, {"wijk-d": {"periode": "2025-K1"}}, projecten=vier).split(TITEL)[1]
    assert "Niet in dit beeld: Wijkteam Buiten." in words(deel)


def test_figures_of_one_name_are_told_apart_by_their_project_in_the_list_and_in_the_panels(leeg_magazijn: Path) -> None:
    _project_page(leeg_magazijn, {})
    at = visit(fresh(), "indicator", keten="opvang", indicator="onderdak-wijk-a")
    (lijst,) = [keuze.options for keuze in at.selectbox if "Buitenslapers" in keuze.options]
    assert [naam for naam in lijst if naam.startswith("Onderdak")] == [
        "Onderdak na een half jaar",
        "Onderdak na een half jaar (Wijkteam Noord)",
        "Onderdak na een half jaar (Wijkteam Oost)",
        "Onderdak na een half jaar (Wijkteam Zuid)",
    ]
    keten = words(html(visit(at, "keten", keten="opvang")))
    assert "Onderdak na een half jaar (Wijkteam Noord)" in keten
