"""What is planted, at the strength at which a rule must find it: one function per phenomenon, one indicator per call."""

from collections.abc import Callable
from math import sin, tau

from tests.power.stad import MAANDEN, Stad

GEMIDDELDE, SD = 50.0, 4.0


def noise(stad: Stad) -> list[float]:
    """Sixty months of ordinary variation."""
    return [stad.toeval.gauss(GEMIDDELDE, SD) for _ in MAANDEN]


def plant_step(stad: Stad, naam: str) -> None:
    """A step of 2.5 sd, held for the last 8 months."""
    stad.metingen(stad.indicator(naam), [w + 2.5 * SD * (m >= 52) for m, w in enumerate(noise(stad))])


def plant_trend(stad: Stad, naam: str) -> None:
    """A rise of 0.5 sd a month over the last 10 months."""
    stad.metingen(stad.indicator(naam), [w + 0.5 * SD * max(m - 49, 0) for m, w in enumerate(noise(stad))])


def plant_heaping(stad: Stad, naam: str) -> None:
    """Of 24 values within 2% of the streefwaarde of 95, 23 (95%) on the good side; the other 36 lie outside; sd 4."""
    streef, band = 95.0, 1.9
    in_band = [streef + stad.toeval.uniform(0, band) for _ in range(23)] + [streef - stad.toeval.uniform(0.1, band)]
    erbuiten: list[float] = []
    while len(erbuiten) < 36:
        waarde = stad.toeval.gauss(streef, SD)
        if abs(waarde - streef) > band + 0.01:
            erbuiten.append(waarde)
    waarden = in_band + erbuiten
    stad.toeval.shuffle(waarden)
    stad.add("streefwaarden", indicator=stad.indicator(naam), soort="norm", waarde=streef)
    stad.metingen(naam, waarden)


def plant_revisions(stad: Stad, naam: str) -> None:
    """Twelve months delivered again, 11 of them (90%) higher."""
    waarden = noise(stad)
    stad.metingen(stad.indicator(naam), waarden)
    for plaats, m in enumerate(stad.toeval.sample(range(60), 12)):
        nieuw = waarden[m] + (1 if plaats else -1) * stad.toeval.uniform(0.5, 2)
        stad.later.append({"indicator": naam, "periode": MAANDEN[m], "waarde": round(nieuw, 3)})


def plant_shrinking_base(stad: Stad, naam: str) -> None:
    """For six months a quarter less in the noemer than a year before (300 or more), with as many in the teller."""
    stad.indicator(naam, eenheid="%")
    noemers = [stad.toeval.randint(410, 500) for _ in MAANDEN]
    tellers = [round(n * stad.toeval.gauss(0.55, 0.01)) for n in noemers]
    for m in range(54, 60):
        noemers[m] = round(0.75 * noemers[m - 12])
        tellers[m] = round(tellers[m - 12] * stad.toeval.uniform(0.99, 1.01))
    for periode, teller, noemer in zip(MAANDEN, tellers, noemers, strict=True):
        stad.add("metingen", indicator=naam, periode=periode, teller=teller, noemer=noemer)


def plant_creaming(stad: Stad, naam: str) -> None:
    """The share of the hardest group falls by 15 points in a year at n 300, while the total improves."""
    stad.indicator(naam, eenheid="%", zware_groepen="zwaar")
    for m, periode in enumerate(MAANDEN):
        aandeel = 0.40 if m < 48 else 0.25
        zwaar = round(300 * aandeel)
        totaal = (60 if m < 48 else 70) + stad.toeval.gauss(0, 2)
        stad.add("metingen", indicator=naam, periode=periode, waarde=round(totaal, 2), n=300)
        stad.add("metingen", indicator=naam, periode=periode, waarde=round(totaal - 10, 2), n=zwaar, groep="zwaar")
        stad.add("metingen", indicator=naam, periode=periode, waarde=round(totaal + 10, 2), n=300 - zwaar, groep="licht")


def plant_season(stad: Stad, naam: str) -> None:
    """A season with an amplitude of 2 sd over 60 months that the passport does not name."""
    stad.metingen(stad.indicator(naam), [w + 2 * SD * sin(tau * m / 12) for m, w in enumerate(noise(stad))])


def plant_missing_group(stad: Stad, naam: str) -> None:
    """One of four groepen misses the last 2 of 60 months."""
    stad.indicator(naam)
    for groep in "abcd":
        for m, (periode, waarde) in enumerate(zip(MAANDEN, noise(stad), strict=True)):
            if groep != "d" or m < 58:
                stad.add("metingen", indicator=naam, periode=periode, waarde=round(waarde, 3), groep=groep)


def plant_counter_indicator(stad: Stad, naam: str) -> None:
    """An indicator and its counter-indicator, both shifted 2.5 sd in the last 8 months, each its own way."""
    stad.indicator(naam, tegenindicator=f"{naam}-tegen")
    stad.indicator(f"{naam}-tegen")
    stad.metingen(naam, [w + 2.5 * SD * (m >= 52) for m, w in enumerate(noise(stad))])
    stad.metingen(f"{naam}-tegen", [w - 2.5 * SD * (m >= 52) for m, w in enumerate(noise(stad))])


GEPLANT: dict[str, tuple[str, Callable[[Stad, str], None]]] = {
    "sprong": ("beweging", plant_step),
    "trend": ("beweging", plant_trend),
    "stapeling": ("stapeling", plant_heaping),
    "herziening": ("herziening", plant_revisions),
    "krimpende noemer": ("noemer_krimpt", plant_shrinking_base),
    "andere samenstelling": ("samenstelling", plant_creaming),
    "seizoen": ("seizoen_vermoed", plant_season),
    "ontbrekende groep": ("groep_ontbreekt", plant_missing_group),
    "tegenindicator": ("tegenindicator", plant_counter_indicator),
}


# A keten of sixteen indicatoren in the mix of Voorbeeldstad: dimensie, laag, goal, in a project or not, counter-indicator.
SCHONE_KETEN = (
    ("resultaten", "resultaat", 0, False, 1), ("resultaten", "effect", 0, False, None), ("resultaten", "resultaat", 1, False, None),
    ("resultaten", "output", 2, True, None), ("resultaten", "effect", 2, False, None), ("resultaten", "resultaat", None, False, None),
    ("doelbereiking", "output", 1, True, 2), ("doelbereiking", "resultaat", 3, False, None),
    ("doelbereiking", "resultaat", 0, False, None),
    ("doelbereiking", "resultaat", 1, True, None), ("doelbereiking", "output", 3, True, None),
    ("tevredenheid", "resultaat", 2, False, None),
    ("tevredenheid", "resultaat", None, True, None), ("proceskwaliteit", "activiteit", None, False, None),
    ("proceskwaliteit", "activiteit", None, False, 13), ("proceskwaliteit", "output", None, False, None),
)  # fmt: skip


# What the sixteen deliver besides a value, again in the mix of Voorbeeldstad (34 in 65 with groepen, 38 with teller and noemer,
# 12 with zware groepen, 5 with a newer definition, 6 revised); of revising a little more, because registers do.
MET_NOEMER = {0, 2, 4, 5, 7, 8, 9, 10, 12}
MET_GROEPEN = {0, 1, 4, 6, 8, 11, 13, 15}
MET_ZWARE_GROEPEN = {0, 4, 8}
MET_NIEUWE_DEFINITIE = {5}
MET_HERZIENINGEN = {2, 3, 9, 14}

PERSONEN = 300  # of whom the hardest group is 40%, and the three others 20% each
GROEPEN = {"zwaar": 0.4, "midden": 0.2, "licht": 0.2, "nieuw": 0.2}
ONTBREEKT = 0.05  # of the figures about a groep, at random
HERZIEN_PER_REEKS = 12  # up or down by chance
EERSTE_MAAND_NIEUWE_DEFINITIE = 48


def plant_clean(stad: Stad, aantal: int, samenhang: float) -> dict[str, list[float]]:
    """Series in which nothing happens, in ketens with what the rules look at; gives the values of single numbers by indicator.

    samenhang: how much of the deviation of a month stays in the next (0 is plain noise). Targets lie within reach.
    Somebody is critical of the result: all content while nothing moves would be a phenomenon itself.
    """
    losse_waarden = {}
    for i in range(aantal):
        keten, plaats = f"k{i // len(SCHONE_KETEN)}", i % len(SCHONE_KETEN)
        if plaats == 0:
            _found_keten(stad, keten)
        dimensie, laag, doel, heeft_project, tegen = SCHONE_KETEN[plaats]
        naam = stad.indicator(
            f"schoon-{i}", keten, dimensie=dimensie, laag=laag, doel=f"{keten}-d{doel}" if doel is not None else "",
            project=f"{keten}-p" if heeft_project else "", tegenindicator=f"schoon-{i - plaats + tegen}" if tegen is not None else "",
            eenheid="%" if plaats in MET_NOEMER else "punten", zware_groepen="zwaar" if plaats in MET_ZWARE_GROEPEN else "",
        )  # fmt: skip
        waarden = autocorrelated(stad, samenhang)
        _deliver_clean(stad, naam, plaats, waarden)
        stad.add("streefwaarden", indicator=naam, soort="norm", waarde=round(GEMIDDELDE + stad.toeval.uniform(-SD, SD), 2))
        if plaats not in MET_NOEMER | MET_HERZIENINGEN | MET_NIEUWE_DEFINITIE:
            losse_waarden[naam] = waarden
    return losse_waarden


def _deliver_clean(stad: Stad, naam: str, plaats: int, waarden: list[float]) -> None:
    for m, (periode, waarde) in enumerate(zip(MAANDEN, waarden, strict=True)):
        versie = ("2" if m >= EERSTE_MAAND_NIEUWE_DEFINITIE else "1") if plaats in MET_NIEUWE_DEFINITIE else ""
        personen = round(stad.toeval.gauss(PERSONEN, PERSONEN**0.5))
        cijfer = (
            {"teller": round(personen * waarde / 100), "noemer": personen} if plaats in MET_NOEMER else {"waarde": waarde, "n": personen}
        )
        stad.add("metingen", indicator=naam, periode=periode, definitie_versie=versie, **cijfer)
        if plaats in MET_GROEPEN:
            _deliver_groepen(stad, naam, periode, waarde, personen)
    if plaats in MET_HERZIENINGEN:
        for m in sorted(stad.toeval.sample(range(60), HERZIEN_PER_REEKS)):
            _revise(stad, naam, m, waarden[m], plaats in MET_NOEMER)


def _deliver_groepen(stad: Stad, naam: str, periode: str, waarde: float, personen: int) -> None:
    """Everybody in a groep by chance; now and then a groep is not delivered."""
    groepen = stad.toeval.choices(list(GROEPEN), list(GROEPEN.values()), k=personen)
    for groep in GROEPEN:
        if stad.toeval.random() >= ONTBREEKT:
            stad.add(
                "metingen", indicator=naam, periode=periode, groep=groep, n=groepen.count(groep),
                waarde=round(waarde + stad.toeval.gauss(0, SD), 3),
            )  # fmt: skip


def _revise(stad: Stad, naam: str, m: int, waarde: float, met_noemer: bool) -> None:
    nieuw = waarde + stad.toeval.choice((-1, 1)) * stad.toeval.uniform(0.5, 2)
    cijfer = {"teller": round(PERSONEN * nieuw / 100), "noemer": PERSONEN} if met_noemer else {"waarde": round(nieuw, 3)}
    stad.later.append({"indicator": naam, "periode": MAANDEN[m], **cijfer})


def _found_keten(stad: Stad, keten: str) -> None:
    """Four goals, a project, and four actors who were heard about the result."""
    for d in range(4):
        stad.add("doelen", doel=f"{keten}-d{d}", keten=keten, omschrijving="Doel", voorkeur="ja" if d == 0 else "nee")
    stad.add("projecten", project=f"{keten}-p", keten=keten, naam="Project")
    oordelen = {"partner": "positief", "professional": "positief", "gebruiker": "gemengd", "inwoner": "negatief"}
    for groep, oordeel in oordelen.items():
        stad.add("oordelen", keten=keten, actor=groep, actorgroep=groep, datum="2025-06", onderwerp="resultaat", oordeel=oordeel)


def autocorrelated(stad: Stad, samenhang: float) -> list[float]:
    """Noise of the same size in which a part of each deviation stays in the next month."""
    afwijking, uit = stad.toeval.gauss(0, SD), []
    for _ in MAANDEN:
        uit.append(round(GEMIDDELDE + afwijking, 3))
        afwijking = samenhang * afwijking + (1 - samenhang**2) ** 0.5 * stad.toeval.gauss(0, SD)
    return uit
