"""Looking from an earlier day and comparing two moments, as a person does it: with the keyboard, on a small screen, and back."""

import csv
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import WACHT, Blik, serious

pytestmark = pytest.mark.browser

KETEN = "/keten?keten=schulden"
BANNER = "U ziet de spiegel zoals die op 30 juni 2025 bekend kon zijn. Terug naar vandaag"


def test_a_day_is_chosen_with_the_keyboard_kept_along_the_way_and_left_again(blik: Blik) -> None:
    page = blik.open(KETEN)
    page.get_by_role("button", name="Peildatum: vandaag").focus()
    page.keyboard.press("Enter")
    veld = page.get_by_label("Of zelf een dag, bijvoorbeeld 30-6-2025")
    veld.fill("31 februari 2025")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_have_text(
        "De dag “31 februari 2025” bestaat niet. Schrijf dag, maand en jaar, bijvoorbeeld 30-6-2025.", timeout=WACHT
    )
    assert serious(page) == []
    veld.fill("30-6-2025")
    page.keyboard.press("Enter")
    expect(page.locator(".ks-peildatum")).to_have_text(BANNER, timeout=WACHT)
    assert page.url.endswith("/keten?keten=schulden&peildatum=2025-06-30")
    page.keyboard.press("Escape")
    page.get_by_role("link", name="Afspraken", exact=True).click()
    page.wait_for_url("**/afspraken?*peildatum=2025-06-30", timeout=WACHT)
    expect(page.locator(".ks-peildatum")).to_have_text(BANNER, timeout=WACHT)
    blik.settle()  # a link that is drawn again while it is clicked loses the click
    page.get_by_role("link", name="Terug naar vandaag").click()
    page.wait_for_url("**/afspraken?keten=schulden", timeout=WACHT)
    blik.settle()
    expect(page.get_by_role("button", name="Peildatum: vandaag")).to_be_visible()
    assert blik.console == []
    assert blik.naar_buiten == []


@pytest.mark.parametrize(
    "pad", [f"{KETEN}&peildatum=2025-06-30", f"{KETEN}&peildatum=2000-01-01", "/verschil?keten=schulden&sinds=2025-06-30"]
)
def test_these_pages_are_accessible_and_fit_a_small_screen(pad: str, smalle_blik: Blik) -> None:
    page = smalle_blik.open(pad)
    assert serious(page) == []
    assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth") <= 390
    assert "kan nu niet worden getoond" not in page.inner_text("body")


def test_from_keten_to_what_changed_and_take_it_along(blik: Blik) -> None:
    page = blik.open(KETEN)
    page.get_by_role("link", name="Wat is er veranderd sinds het vorige overleg").click()
    blik.settle()
    expect(page.locator("h1").first).to_have_text("Wat is er veranderd?", timeout=WACHT)
    expect(page.get_by_role("heading", name="Nieuwe cijfers")).to_be_visible(timeout=WACHT)
    with page.expect_download() as gekregen:
        page.get_by_role("button", name="Download wat er veranderd is (csv)").click()
    with Path(gekregen.value.path()).open(encoding="utf-8-sig", newline="") as bestand:
        rijen = list(csv.DictReader(bestand, delimiter=";"))
    assert {rij["keten"] for rij in rijen} == {"schulden"}
    assert "cijfer" in {rij["soort"] for rij in rijen}
