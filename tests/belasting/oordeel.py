"""What is asked of the server, and what it did."""

from collections.abc import Sequence
from itertools import combinations
from statistics import median, quantiles

from tests.belasting.mensen import Keer, Uitkomst

P95 = 1.0  # seconds of server time, on two cores
GROEI = 60.0  # MB an hour, after warming up: a server that is restarted once a week stays below 12 GB
OPWARMEN = 0.5  # the share of the time in which what is kept may still fill up


def p95(seconden: Sequence[float]) -> float:
    """Nineteen of twenty took no longer than this."""
    return quantiles(seconden, n=20, method="inclusive")[-1] if len(seconden) > 1 else max(seconden, default=0.0)


def lows(rss: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """The least that was held in each minute.

    What is held goes up and down by tens of MB within a minute, with the windows and pages of that moment; what stays, is in the lows.
    """
    per_minuut: dict[int, tuple[float, float]] = {}
    for moment, mb in rss:
        minuut = int((moment - rss[0][0]) // 60)
        per_minuut[minuut] = min(per_minuut.get(minuut, (moment, mb)), (moment, mb), key=lambda punt: punt[1])
    return list(per_minuut.values())


def slope(rss: Sequence[tuple[float, float]], opwarmen: float = OPWARMEN) -> float:
    """How fast memory grows after warming up, in MB an hour: the median of the slopes between the lows of all minutes (Theil, 1950)."""
    if not rss:
        return 0.0
    vanaf = rss[0][0] + opwarmen * (rss[-1][0] - rss[0][0])
    punten = lows([punt for punt in rss if punt[0] >= vanaf])
    hellingen = [(b[1] - a[1]) / (b[0] - a[0]) for a, b in combinations(punten, 2)]
    return 3600 * median(hellingen) if hellingen else 0.0


def failures(uit: Uitkomst, in_register: Sequence[str], bouwen: int) -> list[str]:
    """What must never happen, however busy it is."""
    mis = [f"{k.pagina}: {k.fout}" for k in (*uit.eerste_keren, *uit.keren) if k.fout]
    mis += [f"bevestigd en niet in het register: {naam}" for naam in uit.bevestigd if naam not in in_register]
    mis += [f"dubbel in het register: {naam}" for naam in sorted({n for n in in_register if in_register.count(n) > 1})]
    mis += [f"niet bevestigd: {naam}" for naam in uit.niet_bewaard]
    mis += [f"bouw mislukt: {tekst}" for tekst in uit.mislukte_bouwen]
    if not uit.bevestigd:
        mis.append("niemand kon iets bewaren")
    if len(uit.bouwen) < bouwen:
        mis.append(f"{len(uit.bouwen)} van de {bouwen} bouwen gemaakt")
    return mis


def slow(uit: Uitkomst, is_lang: bool) -> list[str]:
    """Which bars of time and memory were missed; only a long run says something about them."""
    if not is_lang:
        return []
    gevraagd = [k.seconden for k in uit.keren if not k.vanzelf]
    mis = [f"p95 {p95(gevraagd):.2f} s, grens {P95} s"] if p95(gevraagd) > P95 else []
    return mis + ([f"geheugen {slope(uit.rss):+.0f} MB per uur, grens {GROEI:.0f}"] if slope(uit.rss) > GROEI else [])


def lines(uit: Uitkomst, in_register: Sequence[str]) -> list[str]:
    """All figures."""
    gevraagd, vanzelf = ([k for k in uit.keren if k.vanzelf is soort] for soort in (False, True))
    regels = [
        f"pagina's: {len(uit.keren)} ({len(gevraagd)} gevraagd, {len(vanzelf)} vernieuwd na een nieuwe bouw), mislukt: "
        f"{sum(bool(k.fout) for k in uit.keren)}",
        _line("eerste ronde na het starten, één bezoeker tegelijk", uit.eerste_keren),
        _line("alle gevraagde pagina's", gevraagd),
        _line("vernieuwde pagina's", vanzelf),
        *(_line(f"  {pagina}", [k for k in gevraagd if k.pagina == pagina]) for pagina in sorted({k.pagina for k in gevraagd})),
        f"bouwen: {len(uit.bouwen)}, p50 {sorted(uit.bouwen)[len(uit.bouwen) // 2] if uit.bouwen else 0:.1f} s, "
        f"langste {max(uit.bouwen, default=0):.1f} s, mislukt: {len(uit.mislukte_bouwen)}",
        f"bevestigd: {len(uit.bevestigd)}, in het register: {len(in_register)}, niet bevestigd: {len(uit.niet_bewaard)}",
    ]
    if uit.rss:
        regels.append(
            f"geheugen van de server: begin {uit.rss[0][1]:.0f} MB, eind {uit.rss[-1][1]:.0f} MB, "
            f"hoogste {max(mb for _, mb in uit.rss):.0f} MB, helling na opwarmen {slope(uit.rss):+.0f} MB per uur"
        )
        regels.append("  laagste per minuut, in MB: " + " ".join(f"{mb:.0f}" for _, mb in lows(uit.rss)))
    return regels


def _line(naam: str, keren: Sequence[Keer]) -> str:
    seconden = sorted(k.seconden for k in keren)
    if not seconden:
        return f"{naam}: geen"
    return f"{naam}: {len(seconden)}, p50 {seconden[len(seconden) // 2]:.2f} s, p95 {p95(seconden):.2f} s, langste {seconden[-1]:.2f} s"
