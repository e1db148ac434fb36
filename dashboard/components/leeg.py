"""What stands where nothing was delivered: an empty place says so, and says who could fill it."""

from dashboard.components.markering import Html, el


def lege_staat(wat: str, *, sinds: str | None = None, wie: str | None = None, weg: object = None) -> Html:
    """`wat` is missing, `sinds` when, `wie` delivers it, and `weg` the way on (text or a koppeling)."""
    regels = [f"Sinds {sinds}." if sinds else None, f"{wie} kan dit leveren." if wie else None]
    return el(
        "div",
        el("p", wat, klasse="ks-leeg-wat"),
        el("p", " ".join(regel for regel in regels if regel)) if any(regels) else None,
        el("p", weg) if weg else None,
        klasse="ks-leeg",
    )


def niet_gemeten(wat: str = "niet gemeten") -> Html:
    """The short form, for a side, a cell or a miniature."""
    return el("span", wat, klasse="ks-niet-gemeten")
