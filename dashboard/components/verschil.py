"""The page that tells what changed between two moments, in the order of a conversation: vragen, afspraken, cijfers."""

from collections.abc import Callable, Sequence
from datetime import date
from itertools import groupby

from dashboard import spiegel
from dashboard.components import opmaak
from dashboard.components.datumkeuze import vorig_moment
from dashboard.components.koppeling import koppeling
from dashboard.components.leeg import lege_staat
from dashboard.components.markering import Html, el, samen
from dashboard.components.registervergelijking import told
from dashboard.components.tabel import tabel
from dashboard.components.vergelijking import Rij, Verandering, difference, figure, part

MEESTE_RIJEN = 15
"""A longer table opens on demand."""


def verschil(veranderingen: Sequence[Verandering], keten: str, peildatum: date) -> Html:
    """Everything that changed; what did not change is named in one sentence."""
    blokken: tuple[tuple[str, Callable[[list[Verandering], str, date], Html], list[Verandering]], ...] = (
        ("nieuwe vragen", _vragen, _of(veranderingen, "vraag", "nieuw")),
        ("vragen die niet meer gesteld worden", _vragen, _of(veranderingen, "vraag", "weg")),
        ("afspraken", _uit_register, _of(veranderingen, "afspraak")),
        ("knelpunten", _uit_register, _of(veranderingen, "knelpunt")),
        ("nieuwe cijfers", _nieuwe_cijfers, _of(veranderingen, "cijfer", "nieuw")),
        ("herziene cijfers", _herziene_cijfers, _of(veranderingen, "cijfer", "anders")),
        ("ingetrokken cijfers", _ingetrokken_cijfers, _of(veranderingen, "cijfer", "weg")),
        ("definities en paspoorten", _paspoorten, _of(veranderingen, "paspoort")),
        ("streefwaarden", _streefwaarden, _of(veranderingen, "streefwaarde")),
    )
    stil = [naam for naam, _, deel in blokken if not deel]
    if len(stil) == len(blokken):
        return lege_staat("Er is in deze tijd niets veranderd.")
    return samen(
        [samen(el("h2", opmaak.met_hoofdletter(naam)), maak(deel, keten, peildatum)) for naam, maak, deel in blokken if deel],
        el("p", f"Niets veranderd bij: {opmaak.opsomming(stil)}.", klasse="ks-bron") if stil else None,
    )


def verschil_koppeling(keten: str | None = None) -> Html:
    """The way to what changed, on the pages Keten and Overzicht; nothing when there is no earlier moment."""
    dag, wat = vorig_moment(keten, spiegel.read_bouw().peildatum)
    if dag is None:
        return Html("")
    vraag = f"Wat is er veranderd sinds {wat} ({opmaak.datum(dag)})?" if keten else "Wat is er veranderd?"
    return el("p", koppeling(vraag, "verschil", keten=keten), klasse="ks-naar-verschil")


def _of(veranderingen: Sequence[Verandering], soort: str, wat: str | None = None) -> list[Verandering]:
    return [v for v in veranderingen if v.soort.woord == soort and wat in (None, v.wat)]


def _long(inhoud: Html, aantal: int) -> Html:
    """A long table opens on demand."""
    return el("details", el("summary", f"Toon de tabel met {aantal} rijen"), inhoud) if aantal > MEESTE_RIJEN else inhoud


def _naar(rij: Rij, keten: str) -> Html:
    return koppeling(rij["naam"], "indicator", keten=keten, indicator=rij["indicator"])


def _vragen(vragen: list[Verandering], keten: str, _dag: date) -> Html:
    def regel(rij: Rij) -> Html:
        waarheen = ("indicator", {"indicator": rij["indicator"]}) if rij["indicator"] else ("keten", {})
        return el("li", koppeling(rij["vraag"], waarheen[0], **{"keten": keten, **waarheen[1]}))

    return el("ul", [regel(v.rij) for v in vragen], klasse="ks-lijst")


def _uit_register(veranderingen: list[Verandering], keten: str, _dag: date) -> Html:
    """One line per thing: what it is, what is new or became different, and who did that and why."""

    def regel(v: Verandering) -> Html:
        anker = v.rij["id"] if v.soort.woord == "afspraak" else "knelpunten"
        kop = koppeling(v.rij[v.soort.naam], "afspraken", anker=anker, keten=keten)
        return el("li", kop, [el("span", zin, klasse="ks-herleid") for zin in told(v)])

    regels = el("ul", [regel(v) for v in veranderingen], klasse="ks-lijst ks-veranderd")
    if len(veranderingen) <= MEESTE_RIJEN:
        return regels
    return el("details", el("summary", f"Toon de lijst van {len(veranderingen)}"), regels)


def _nieuwe_cijfers(cijfers: list[Verandering], keten: str, peildatum: date) -> Html:
    """One row per indicator, in name order: how many, over which time, and the newest with its source and age."""
    groepen = [[v.rij for v in groep] for _, groep in groupby(cijfers, key=lambda v: v.rij["indicator"])]
    rijen = [_nieuw_cijfer(rijen, keten, peildatum) for rijen in groepen]
    koppen = ["Indicator", "Nieuw", "Nieuwste", "Over", "Bron", "Geleverd op", "Leeftijd"]
    return el("div", tabel("Nieuwe cijfers op naam van de indicator", koppen, rijen, toon_onderschrift=False), klasse="ks-breedtabel")


def _nieuw_cijfer(rijen: list[Rij], keten: str, peildatum: date) -> list[object]:
    """The newest of the total; of several voices on it all, each with its source."""
    totaal = [r for r in rijen if not r["gebied"] and not r["groep"]] or rijen[-1:]
    laatste = max((r["tot"] for r in totaal if r["tot"]), default=None)
    nieuwste = [r for r in totaal if r["tot"] == laatste]
    deel = part(nieuwste[0]) if nieuwste[0]["gebied"] or nieuwste[0]["groep"] else ""
    return [
        _naar(rijen[0], keten),
        opmaak.aantal(len(rijen), "cijfer", "cijfers"),
        opmaak.opsomming([figure(r) + (" (betwist)" if r["betwist"] == "ja" else "") for r in nieuwste]) + (f", {deel}" if deel else ""),
        opmaak.periode(nieuwste[0]["periode"]),
        opmaak.opsomming([r["bron"] or "onbekend" for r in nieuwste]),
        opmaak.datum(nieuwste[0]["geleverd_op"]),
        opmaak.leeftijd(laatste, peildatum),
    ]


def _herziene_cijfers(cijfers: list[Verandering], keten: str, _dag: date) -> Html:
    rijen = [_herzien(v.toen, v.nu, keten) for v in cijfers if v.toen and v.nu]
    koppen = ["Indicator", "Periode", "Deel", "Was", "Is nu", "Verschil", "Was geleverd op", "Nu geleverd op", "Door"]
    inhoud = tabel("Herziene cijfers op naam van de indicator", koppen, rijen, toon_onderschrift=False)
    return el("div", _long(inhoud, len(rijen)), klasse="ks-breedtabel")


def _herzien(toen: Rij, nu: Rij, keten: str) -> list[object]:
    betwist = {None: "", "nee": "", "ja": " (betwist)"}
    return [
        _naar(nu, keten),
        opmaak.periode(nu["periode"]),
        part(nu),
        figure(toen) + betwist[toen["betwist"]],
        figure(nu) + betwist[nu["betwist"]],
        difference(toen, nu),
        opmaak.datum(toen["geleverd_op"]),
        opmaak.datum(nu["geleverd_op"]),
        nu["leverancier"] or "onbekend",
    ]


def _ingetrokken_cijfers(cijfers: list[Verandering], keten: str, _dag: date) -> Html:
    rijen = [
        [_naar(v.rij, keten), opmaak.periode(v.rij["periode"]), part(v.rij), figure(v.rij), opmaak.datum(v.rij["geleverd_op"])]
        for v in cijfers
    ]
    koppen = ["Indicator", "Periode", "Deel", "Was", "Was geleverd op"]
    return _long(tabel("Ingetrokken cijfers op naam van de indicator", koppen, rijen, toon_onderschrift=False), len(rijen))


def _paspoorten(paspoorten: list[Verandering], keten: str, _dag: date) -> Html:
    """New indicatoren by name; of changed ones the old and the new text side by side."""
    nieuw = [_naar(v.rij, keten) for v in paspoorten if v.wat == "nieuw"]
    weg = [v.rij["naam"] for v in paspoorten if v.wat == "weg"]
    rijen: list[list[object]] = [[_naar(v.rij, keten), *veld] for v in paspoorten if v.wat == "anders" for veld in v.velden]
    return samen(
        el("p", "Nieuw: ", _joined(nieuw), ".") if nieuw else None,
        el("p", f"Ingetrokken: {opmaak.opsomming(weg)}.") if weg else None,
        _was_is("Veranderde paspoorten op naam van de indicator", rijen) if rijen else None,
    )


def _streefwaarden(streefwaarden: list[Verandering], keten: str, _dag: date) -> Html:
    rijen: list[list[object]] = []
    for v in streefwaarden:
        wat = f"streefwaarde vanaf {opmaak.datum(v.rij['van'])}" + (f" volgens {v.rij['volgens']}" if v.rij["volgens"] else "")
        if v.wat == "anders":
            rijen += [[_naar(v.rij, keten), f"{wat}: {woord}", was, nu] for woord, was, nu in v.velden]
        else:
            rijen.append([_naar(v.rij, keten), wat, figure(v.toen) if v.toen else "was er niet", figure(v.nu) if v.nu else "ingetrokken"])
    return _was_is("Veranderde streefwaarden op naam van de indicator", rijen)


def _was_is(onderschrift: str, rijen: list[list[object]]) -> Html:
    inhoud = tabel(onderschrift, ["Indicator", "Wat", "Was", "Is nu"], rijen, toon_onderschrift=False)
    return el("div", _long(inhoud, len(rijen)), klasse="ks-breedtabel")


def _joined(delen: list[Html]) -> Html:
    return samen([samen(", " if i else None, deel) for i, deel in enumerate(delen)])
