"""Sentences in place of a page: what is the matter and what to do about it."""

from dashboard.components import opmaak
from dashboard.components.keuze import OnbekendeKeuze, chosen, is_fictief
from dashboard.components.koppeling import koppeling
from dashboard.components.markering import Html, el, samen
from dashboard.dossier.fouten import DossierFout
from dashboard.paginas import Keuzesoort
from dashboard.spiegel import GeenSpiegel, SpiegelFout, held_day
from etl.fouten import RegelFout


def melding(titel: str, *alineas: object) -> Html:
    """A heading with some paragraphs."""
    return el(
        "section",
        el("h1", titel, klasse="ks-vraag"),
        [el("p", alinea) for alinea in alineas],
        klasse="ks-melding",
    )


def geen_spiegel() -> Html:
    """Nothing was published yet."""
    return melding(
        "Er is nog geen spiegel",
        "Er zijn nog geen gegevens geladen. Daarom is hier nog niets te zien.",
        samen("Laad de voorbeelden en start met ", el("code", "make start"), "."),
        samen("Of laad een eigen levering met ", el("code", "python -m etl laden MAP"), "."),
        "Dit scherm ververst daarna vanzelf.",
    )


def beschadigde_spiegel(fout: SpiegelFout) -> Html:
    """The build cannot be read."""
    return melding(
        "De spiegel kan niet worden gelezen",
        str(fout),
        samen(
            "De gegevens zelf zijn bewaard. Bouw de spiegel opnieuw met ",
            el("code", "python -m etl bouw"),
            ".",
        ),
        "Dit scherm ververst daarna vanzelf.",
    )


def eerdere_spiegel() -> Html:
    """Above every page, also during an overleg, when the last good build is served in place of what is damaged."""
    uitleg = "U ziet de laatste die goed is. Nieuwere cijfers kunnen ontbreken. Vraag uw beheerder de spiegel te herstellen."
    return el("p", el("strong", "Er is iets mis met de spiegel. "), uitleg, klasse="ks-eerder")


def spiegel_melding(fout: SpiegelFout) -> Html:
    """What to say when there is nothing to read."""
    return geen_spiegel() if isinstance(fout, GeenSpiegel) else beschadigde_spiegel(fout)


def dossier_melding(fout: DossierFout) -> Html:
    """The register does not answer: what people agreed is safe, and cannot be shown now."""
    return melding(
        "Het dossier kan nu niet worden gelezen",
        str(fout),
        "Wat eerder is afgesproken, is bewaard. Laad de pagina straks opnieuw. Blijft het zo? Vraag dan uw beheerder.",
    )


def regel_melding(fout: RegelFout) -> Html:
    """A rule file of the dossier holds mistakes: nothing is lost, but the questions cannot be asked."""
    return samen(
        melding(
            "De vragen uit het dossier kunnen nu niet worden gesteld",
            "In de regels die de vragen stellen, staat een fout. De cijfers en wat is afgesproken, zijn bewaard.",
            "Geef dit door aan uw beheerder. Is het hersteld? Laad dan de pagina opnieuw.",
            samen("Dit klopt niet in de map ", el("code", "dashboard/dossier/regels"), ":"),
        ),
        el("ul", [el("li", el("code", zin)) for zin in fout.fouten], klasse="ks-lijst"),
    )


def onbekende_keuze(fout: OnbekendeKeuze, pagina: str) -> Html:
    """The address names something that is not there; shows what is."""
    wegen = [el("li", koppeling(naam, pagina, **{fout.parameter: id_})) for id_, naam in fout.opties.items()]
    return samen(
        melding(
            f"{fout.woord} niet gevonden",
            samen(
                f"De koppeling wijst naar {fout.woord.lower()} ",
                el("code", fout.gevraagd),
                f". Die staat niet in de spiegel. {_waarom_niet()}",
            ),
            "Kies uit deze lijst:" if wegen else "Er is nu niets om uit te kiezen.",
        ),
        el("ul", wegen) if wegen else None,
    )


def _waarom_niet() -> str:
    dag = held_day()
    return f"Op {opmaak.datum(dag)} was die er nog niet, of de naam is veranderd." if dag else "Misschien is de naam veranderd."


def fictief_banner(keuze: Keuzesoort) -> Html | None:
    """Above every screen that shows made-up figures; None when it shows none."""
    keten = None if keuze == "geen" else chosen("keten")
    if not is_fictief(keten):
        return None
    uitleg = (
        "Deze cijfers zijn verzonnen. Ze laten zien hoe de spiegel werkt."
        if keten
        else "Bij ketens met (fictief) achter de naam zijn de cijfers verzonnen."
    )
    return el("p", el("strong", "Fictieve gegevens. "), uitleg, klasse="ks-fictief")
