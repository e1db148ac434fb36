"""What is asked of the server, and what it did."""

from collections.abc import Sequence
from statistics import quantiles

from tests.belasting.mensen import Keer, Uitkomst

P95 = 1.0  # seconds of server time, on two cores
GROEI = 60.0  # MB an hour, after warming up: a server that is restarted once a week stays below 12 GB
OPWARMEN = 0.5  # the share of the time in which what is kept may still fill up


def p95(seconden: Sequence[float]) -> float:
    """Nineteen of twenty took no longer than this."""
    return quantiles(seconden, n=20, method="inclusive")[-1] if len(seconden) > 1 else max(seconden, default=0.0)


def slope(rss: Sequence[tuple[float, float]], opwarmen: float = OPWARMEN) -> float:
    """How fast memory grows, in MB an hour: least squares over what was weighed after warming up."""
    if not rss:
        return 0.0
    vanaf = rss[0][0] + opwarmen * (rss[-1][0] - rss[0][0])
    punten = [(t, mb) for t, mb in rss if t >= vanaf]
    mt, mm = (sum(p[i] for p in punten) / len(punten) for i in (0, 1))
    noemer = sum((t - mt) ** 2 for t, _ in punten)
    return 3600 * sum((t - mt) * (mb - mm) for t, mb in punten) / noemer if noemer else 0.0


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
    return regels


def _line(naam: str, keren: Sequence[Keer]) -> str:
    seconden = sorted(k.seconden for k in keren)
    if not seconden:
        return f"{naam}: geen"
    return f"{naam}: {len(seconden)}, p50 {seconden[len(seconden) // 2]:.2f} s, p95 {p95(seconden):.2f} s, langste {seconden[-1]:.2f} s"
