"""Links between pages. Every selection is in the address, so a link shows a colleague the same view."""

from urllib.parse import urlencode

from dashboard import spiegel
from dashboard.components.markering import Html, el


def adres(pagina: str, **keuze: str | None) -> str:
    """The address of a page with its selection: adres("keten", keten="x") -> "keten?keten=x".

    Relative, so that it also works behind a path of the municipality's own; all pages stand at one level.
    Who looks from an earlier day keeps looking from it; `peildatum=None` leads back to today.
    """
    if dag := spiegel.held_day():
        keuze = {**keuze, "peildatum": keuze.get("peildatum", dag.isoformat())}
    vraag = urlencode({sleutel: waarde for sleutel, waarde in keuze.items() if waarde})
    return f"{pagina}?{vraag}" if vraag else pagina


def koppeling(tekst: object, pagina: str, *, anker: str = "", **keuze: str | None) -> Html:
    """A link to another page, for use inside our own HTML."""
    return el("a", tekst, href=adres(pagina, **keuze) + (f"#{anker}" if anker else ""))
