"""What stands in place of a page for who may not come in, and the line that says as whom one is here."""

import streamlit as st

from dashboard.components.koppeling import adres
from dashboard.components.markering import Html, el
from dashboard.components.melding import melding
from dashboard.dossier.fouten import DossierFout
from dashboard.toegang.beleid import may_read_log, may_view_as
from dashboard.toegang.bezoeker import Bezoeker, roles_in_file, view_as
from dashboard.toegang.logboek import log_sign_out, log_viewing_as
from dashboard.toegang.rollen import ALLE_KETENS, Toekenning

MERK = el("p", el("span", "Ketenspiegel", klasse="ks-merk"))
OPEN = "U kijkt zonder in te loggen. U kunt alles lezen en niets veranderen."
OEFENEN = "U oefent. Iedereen die deze machine gebruikt, kan hier schrijven en zelf kiezen als wie."


def buiten(bezoeker: Bezoeker) -> None:
    """The door: one sentence and one button."""
    verlopen = bezoeker.stand == "verlopen"
    st.html(MERK)
    st.html(
        melding(
            "Log opnieuw in" if verlopen else "Log in om verder te gaan",
            "U bent te lang geleden ingelogd."
            if verlopen
            else "Ketenspiegel laat zien hoe organisaties samen aan een maatschappelijk probleem werken.",
            "U logt in met het account van uw organisatie.",
        )
    )
    if st.button("Inloggen", type="primary", key="inloggen"):
        st.login()


def geen_rol(bezoeker: Bezoeker) -> None:
    """Signed in, and nowhere welcome yet."""
    st.html(MERK)
    st.html(
        melding(
            "U hebt hier nog geen rol",
            "U bent ingelogd. Maar u mag nog geen keten zien. Vraag de beheerder of de regisseur van uw keten om een rol.",
        )
    )
    _uitloggen(bezoeker)


def kapot() -> Html:
    """The file with roles is wrong: nobody comes in, for that is safer than a guess. What exactly is wrong stands in the log."""
    return melding(
        "Nu kan niemand naar binnen",
        "De lijst met rollen kan niet worden gelezen. Daarom laat Ketenspiegel niets zien. Er is niets verloren.",
        "De beheerder vindt in het logboek van de server wat er mis is.",
    )


def bekeken_als(bezoeker: Bezoeker) -> None:
    """Above every page, while a beheerder looks as another: as whom, what stays shut, and the way back."""
    if bezoeker.bekijkt_als is None:
        return
    st.html(
        el(
            "p",
            el("strong", f"U bekijkt Ketenspiegel als {role_in_words(bezoeker.bekijkt_als)}. "),
            "Wat in vertrouwen is of een eigen aantekening, ziet u niet. U kunt niets veranderen.",
            klasse="ks-peildatum",
            role="status",
        )
    )
    if st.button("Terug naar uw eigen rol", key="eigen-rol"):
        view_as(None)
        st.rerun()


def vertrouwelijk() -> Html:
    """Above a page with something that was said or delivered in vertrouwen."""
    return el("p", "Op deze pagina kan staan wat in vertrouwen is gedeeld met de tafel. Houd het aan tafel.", klasse="ks-bron")


def voet(bezoeker: Bezoeker) -> None:
    """Below every page: as whom one is here, and the way out."""
    if bezoeker.stand in {"open", "oefenen"}:
        st.html(el("p", OPEN if bezoeker.stand == "open" else OEFENEN, klasse="ks-bron ks-voet"))
        return
    rollen = sorted({f"{t.rol} ({_where(t)})" for t in bezoeker.toekenningen})
    weg = el("a", "Bekijk het logboek", href=adres("logboek")) if may_read_log(bezoeker.toekenningen) else None
    st.html(el("p", f"U bent ingelogd. Uw rol: {', '.join(rollen)}. ", weg, klasse="ks-bron ks-voet"))
    with st.container(horizontal=True, key="ks-wie-voet"):
        _uitloggen(bezoeker)
        if may_view_as(bezoeker.toekenningen):
            _choose_role(bezoeker)


def _choose_role(bezoeker: Bezoeker) -> None:
    """For a beheerder: look as one of the roles in the file."""
    with st.popover("Bekijk als", key="bekijk-als"):
        uitleg = "Zie welke ketens en knoppen een rol geeft. Wat in vertrouwen of concept is, blijft dicht. Het logboek noemt dat u keek."
        st.html(el("p", uitleg))
        keuze = st.selectbox("Rol", roles_in_file(), index=None, format_func=role_in_words, placeholder="Kies een rol", key="rol-bekijken")
        if st.button("Bekijk", key="rol-bekijk") and keuze:
            try:
                log_viewing_as(bezoeker, keuze.rol, keuze.keten)
            except DossierFout as fout:
                st.html(el("p", str(fout), klasse="ks-veldfout", role="alert"))
                return
            view_as(keuze)
            st.rerun()


def role_in_words(rol: Toekenning) -> str:
    """A role, for whom and where, in words."""
    return f"{rol.rol} van {rol.partij} in {_where(rol)}" if rol.partij else f"{rol.rol} in {_where(rol)}"


def _where(rol: Toekenning) -> str:
    return "alle ketens" if rol.keten == ALLE_KETENS else rol.keten


def _uitloggen(bezoeker: Bezoeker) -> None:
    if st.button("Uitloggen", key="uitloggen"):
        log_sign_out(bezoeker)
        st.logout()
        st.stop()  # a run that went on would start again, and what sends the browser to the provider would be dropped
