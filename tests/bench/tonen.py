"""How fast the page Keten shows its last chart, beside an empty page with one chart in the same browser and run."""

import os
import statistics
import tempfile
import time
from contextlib import ExitStack, closing
from pathlib import Path

from playwright.sync_api import Page, sync_playwright
from streamlit.testing.v1 import AppTest

from etl.laden import load
from etl.magazijn import Magazijn
from tests.browser.conftest import LEVERINGEN, VLAGGEN, WORTEL, start_server, start_streamlit

RONDES = 12
KETEN = "/keten?keten=jeugd-en-schooluitval"
LEGE_PAGINA = """
import altair as alt
import pandas as pd
import streamlit as st

st.altair_chart(alt.Chart(pd.DataFrame({"x": [1, 2, 3], "y": [3, 1, 2]})).mark_line().encode(x="x", y="y"))
"""
ALLE_BEELDEN = """() => {
    const beelden = [...document.querySelectorAll('.ks-figuur img')];
    const tijdlijn = document.querySelector('.ks-maten img'); // the last chart of the page
    return tijdlijn && beelden.length > 3 && beelden.every(beeld => beeld.complete);
}"""
EEN_BEELD = "() => document.querySelector('[data-testid=stVegaLiteChart] canvas, [data-testid=stVegaLiteChart] svg')"


def main() -> None:
    """Print the two medians, their ratio, and what a change of keten costs the server."""
    with tempfile.TemporaryDirectory() as naam, ExitStack() as stapel:
        magazijn = Path(naam) / "magazijn"
        load(LEVERINGEN, Magazijn(magazijn))
        leeg = Path(naam) / "leeg.py"
        leeg.write_text(LEGE_PAGINA)
        spiegel = next(stapel.enter_context(closing(start_server(magazijn))))
        kaal = next(stapel.enter_context(closing(start_streamlit(leeg))))
        with sync_playwright() as p:
            browser = p.chromium.launch(executable_path="/usr/bin/chromium", args=VLAGGEN)
            page = browser.new_page(viewport={"width": 1440, "height": 900})
            keten, een = [], []
            for ronde in range(RONDES + 2):
                a = time_page(page, spiegel.adres + KETEN, ALLE_BEELDEN)
                b = time_page(page, kaal, EEN_BEELD)
                if ronde >= 2:  # the first rounds warm caches and browser
                    keten.append(a)
                    een.append(b)
            browser.close()
        print("Tonen: tot het laatste beeld, warm (mediaan)")
        print(f"pagina Keten {statistics.median(keten):.2f} s, lege pagina met één beeld {statistics.median(een):.2f} s")
        print(f"verhouding {statistics.median(keten) / statistics.median(een):.2f} (de lat: hoogstens 1,50)")
        print(f"wisselen van keten kost de server {1000 * time_switch(magazijn):.0f} ms (mediaan; de lat: hoogstens 250 ms)")


def time_page(page: Page, adres: str, klaar: str) -> float:
    """Seconds from asking for a page until its charts are there."""
    page.goto("about:blank")
    begin = time.perf_counter()
    page.goto(adres, wait_until="commit")
    page.wait_for_function(klaar, polling=20, timeout=60_000)
    return time.perf_counter() - begin


def time_switch(magazijn: Path) -> float:
    """Median seconds of a run of the page Keten on the server after a change of keten, everything warm."""
    os.environ["KETENSPIEGEL_MAGAZIJN"] = str(magazijn)
    proef = AppTest.from_file(str(WORTEL / "dashboard" / "app.py"), default_timeout=60)
    proef.run()
    proef.switch_page("app_pages/keten.py").run()
    keuze = proef.selectbox(key="keuze_keten")
    ketens = list(keuze.options)
    duren = []
    for ronde in range(3):
        for keten in ketens:
            begin = time.perf_counter()
            proef.selectbox(key="keuze_keten").select_index(ketens.index(keten)).run()
            if ronde:
                duren.append(time.perf_counter() - begin)
    return statistics.median(duren)


if __name__ == "__main__":
    main()
