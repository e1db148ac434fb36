"""What stands in place of a page for who may not come in, and the line that says as whom one is here."""

import streamlit as st

from dashboard.components.markering import Html, el
from dashboard.components.melding import melding
from dashboard.toegang.bezoeker import Bezoeker

OPEN = "U kijkt zonder in te loggen. U kunt alles lezen en niets veranderen."
OEFENEN = "U oefent. Iedereen die deze machine gebruikt, kan hier schrijven en zelf kiezen als wie."


def buiten(bezoeker: Bezoeker) -> None:
    """The door: one sentence and one button."""
    verlopen = bezoeker.stand == "verlopen"
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


def geen_rol() -> None:
    """Signed in, and nowhere welcome yet."""
    st.html(
        melding(
            "U hebt hier nog geen rol",
            "U bent ingelogd. Maar u mag nog geen keten zien. Vraag de beheerder of de regisseur van uw keten om een rol.",
        )
    )
    _uitloggen()


def kapot() -> Html:
    """The file with roles is wrong: nobody comes in, for that is safer than a guess. What exactly is wrong stands in the log."""
    return melding(
        "Nu kan niemand naar binnen",
        "De lijst met rollen kan niet worden gelezen. Daarom laat Ketenspiegel niets zien. Er is niets verloren.",
        "De beheerder vindt in het logboek van de server wat er mis is.",
    )


def voet(bezoeker: Bezoeker) -> None:
    """Below every page: as whom one is here, and the way out."""
    if bezoeker.stand in {"open", "oefenen"}:
        st.html(el("p", OPEN if bezoeker.stand == "open" else OEFENEN, klasse="ks-bron ks-voet"))
        return
    rollen = sorted({f"{t.rol} ({'alle ketens' if t.keten == '*' else t.keten})" for t in bezoeker.toekenningen})
    st.html(el("p", f"U bent ingelogd. Uw rol: {', '.join(rollen)}.", klasse="ks-bron ks-voet"))
    _uitloggen()


def _uitloggen() -> None:
    if st.button("Uitloggen", key="uitloggen"):
        st.logout()
