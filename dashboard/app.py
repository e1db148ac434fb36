"""The dashboard: which pages there are. Start it with `python -m streamlit run dashboard/app.py`.

The server imports this file for `app`; Streamlit runs it as a script for every session.
"""

import streamlit as st

from dashboard.paginas import Pagina

PAGINAS = [
    Pagina("overzicht.py", "Overzicht", "overzicht"),
    Pagina("keten.py", "Keten", "keten", keuze="keten"),
    Pagina("project.py", "Project", "project", keuze="project"),
    Pagina("indicator.py", "Indicator", "indicator", keuze="keten"),
    Pagina("overleg.py", "Overleg", "overleg", keuze="keten"),
    Pagina("afspraken.py", "Afspraken", "afspraken", keuze="keten of alle"),
    Pagina("meten.py", "Meten", "meten"),
    Pagina("gegevens.py", "Gegevens", "gegevens"),
    Pagina("uitleg.py", "Uitleg", "uitleg"),
    Pagina("verschil.py", "Wat is er veranderd?", "verschil", keuze="keten", in_navigatie=False),
    Pagina("logboek.py", "Logboek", "logboek", in_navigatie=False),
]

if __name__ == "__main__":
    from dashboard import router

    router.draw(PAGINAS)
else:
    from dashboard import server
    from dashboard.opwarmen import warm_start
    from dashboard.toegang.begin import check_start

    check_start()
    app = st.App(
        __file__,
        lifespan=warm_start,
        routes=server.ROUTES,
        middleware=server.MIDDLEWARE,
        on_script_error=server.report_script_error,
    )
