"""A question that the figures raise: what it is based on, and what else may be the matter.

Questions are soft: they open a conversation. They look different from afspraken, and the two are never added up.
"""

import calendar
from collections.abc import Sequence
from datetime import date
from typing import Any

from dashboard import spiegel
from dashboard.components import opmaak
from dashboard.components.koppeling import koppeling
from dashboard.components.markering import Html, el, samen
from dashboard.components.onderbouwing import onderbouwing
from dashboard.dossier import vragen as dossiervragen
from dashboard.dossier.ritme import DUIDING_DAGEN
from dashboard.toegang.zicht import Zicht

EERSTE_VRAGEN = 3
"""So many stand open; the older ones are one click away."""
GEEN = "Geen vragen bij deze cijfers. Dat is geen oordeel: de regels zagen alleen niets om naar te vragen."
GEEN_NOG = "Geen vragen bij deze cijfers die u al kunt zien."
VOORBIJ = "Deze keten is afgelopen. Daarom stellen de regels geen vragen meer."
Rij = dict[str, Any]


def vragen_van(keten: str, *, project: str | None = None, indicator: str | None = None, onder: object = None) -> Html:
    """The questions about a keten, one of its projecten or one indicator."""
    rijen = spiegel.read_rows("signaal_vragen", keten=keten, project=project, indicator=indicator)
    is_voorbij = bool(spiegel.read_rows("keten_kop", keten=keten)[0]["is_voorbij"])
    over_gesprek = dossiervragen.vragen(keten, project, indicator)
    eerst = None if is_voorbij else owners_first(keten, spiegel.zicht())
    leeg = VOORBIJ if is_voorbij else GEEN_NOG if eerst else GEEN
    return samen(
        vragen(rijen, leeg=leeg, toon_waar=indicator is None, onder=samen(onder, eerst)),
        gespreksvragen(over_gesprek, toon_waar=indicator is None),
    )


def owners_first(keten: str, wat: Zicht) -> Html | None:
    """For who may have to wait: that the owner of a figure has the first word. Whether there is a question now, it does not say."""
    if wat.partijen is None or wat.voorbereiding is None or keten in wat.voorbereiding:
        return None
    dagen = dict(wat.termijnen).get(keten, DUIDING_DAGEN)
    na = f"U ziet haar na {opmaak.aantal(dagen, 'dag', 'dagen')}."
    return el("p", f"Een nieuwe vraag is er eerst voor de eigenaar van het cijfer. {na}", klasse="ks-bron") if dagen else None


def gespreksvragen(rijen: Sequence[Rij], *, toon_waar: bool = True) -> Html | None:
    """The questions about the conversation itself, which the rules of the dossier ask; nothing when there are none."""
    if not rijen:
        return None
    # Their days and numbers stand in the question itself.
    artikelen = [signaal(rij, samen(waar(rij), " · ") if toon_waar else None, f"regel: {rij['titel'].lower()}") for rij in rijen]
    return el("section", el("h2", "Vragen over het gesprek", id="gespreksvragen"), artikelen, klasse="ks-signalen")


def newest_first(rijen: Sequence[Rij]) -> list[Rij]:
    """Questions from the figures and from the dossier in one list: newest first, those without a day last."""
    return sorted(rijen, key=lambda rij: rij["tot"] or date.min, reverse=True)


def vragen(rijen: Sequence[Rij], *, leeg: str = GEEN, toon_waar: bool = True, onder: object = None) -> Html:
    """The questions of one screen, newest first, or `leeg`; `toon_waar` names and links the figure each is about."""
    artikelen = [_vraag(rij, toon_waar) for rij in rijen]
    ouder = artikelen[EERSTE_VRAGEN:]
    return el(
        "section",
        el("h2", "Vragen bij deze cijfers", id="vragen"),
        artikelen[:EERSTE_VRAGEN] or el("p", leeg),
        el("details", el("summary", "Oudere vragen"), ouder, klasse="ks-ouder") if ouder else None,
        onder,
        klasse="ks-signalen",
    )


def te_weinig(rijen: Sequence[Rij]) -> Html | None:
    """One calm sentence about the rules that cannot ask yet; `rijen` come from signaal_te_weinig."""
    if not rijen:
        return None
    delen = [f"{rij['titel'].lower()}{_of_minimum(rij)}" for rij in rijen]
    return el("p", f"Te weinig waarnemingen voor deze regels: {opmaak.opsomming(delen)}.", klasse="ks-bron")


def _of_minimum(rij: Rij) -> str:
    # Some rules need more than their minimum here (months beside quarters): then the number would explain nothing.
    if rij["waarnemingen"] is None or rij["minimum"] is None or rij["waarnemingen"] >= rij["minimum"]:
        return ""
    return f" ({opmaak.getal(rij['waarnemingen'])} van minstens {opmaak.getal(rij['minimum'])})"


def waar(rij: Rij, tekst: str | None = None) -> Html:
    """A link to the screen where this question can be seen, named after what it is about unless `tekst` is given."""
    keuze = {"keten": rij["keten"]}
    if rij["indicator"]:
        keuze |= {"indicator": rij["indicator"], "gebied": rij["gebied"], "groep": rij["groep"]}
        return koppeling(tekst or rij["indicatornaam"] or rij["indicator"], "indicator", anker="vragen", **keuze)
    if rij["project"]:
        return koppeling(tekst or rij["projectnaam"] or rij["project"], "project", anker="vragen", project=rij["project"], **keuze)
    return koppeling(tekst or "De hele keten", "keten", anker="vragen", **keuze)


def tijd(van: date | None, tot: date | None) -> str:
    """The time a question is about, in whole months or years where it covers them."""
    if van and tot and (van.month, van.day, tot.month, tot.day) == (1, 1, 12, 31):
        return opmaak.tijdvak(str(van.year), str(tot.year))
    begin = f"{van:%Y-%m}" if van and van.day == 1 else van
    eind = f"{tot:%Y-%m}" if tot and tot.day == calendar.monthrange(tot.year, tot.month)[1] else tot
    return opmaak.tijdvak(begin, eind)


def _vraag(rij: Rij, toon_waar: bool) -> Html:
    deel = opmaak.opsomming([d for d in (rij["gebied"], rij["groep"]) if d])
    basis = [
        deel,
        tijd(rij["van"], rij["tot"]),
        opmaak.aantal(rij["waarnemingen"], "waarneming", "waarnemingen") if rij["waarnemingen"] is not None else "",
        f"regel: {rij['titel'].lower()}",
    ]
    return signaal(rij, samen(waar(rij), " · ") if toon_waar else None, " · ".join(b for b in basis if b))


def signaal(rij: Rij, *waarover: object) -> Html:
    """One question, in a small line what it is about, and the rest on demand."""
    return el(
        "article",
        el("p", rij["vraag"], klasse="ks-signaalvraag"),
        el("p", *waarover, klasse="ks-bron"),
        _ook(rij),
        klasse="ks-signaal",
        id=f"signaal-{rij['signaal']}",
    )


def _ook(rij: Rij) -> Html:
    """What may be the matter as well, and where the question comes from, one click away."""
    onschuldig = [el("li", zin) for zin in rij["onschuldig"] or []]
    return el(
        "details",
        el("summary", "Wat kan er ook aan de hand zijn?", el("span", f" Bij: {rij['vraag']}", klasse="ks-alleen-voorlezen")),
        el("ul", onschuldig, klasse="ks-lijst"),
        el("p", el("strong", "Waarop is dit gebaseerd? "), rij["kijkt_naar"]),
        onderbouwing(rij["onderbouwing"]),
        el("p", koppeling("Hoe deze regel werkt", "uitleg", anker=f"regel-{rij['regel']}")),
    )
