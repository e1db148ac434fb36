"""The builds and the pointer: whatever is damaged here can be made again, as long as what was delivered is whole."""

from pathlib import Path

import duckdb

from etl.bouw import build, without_concepts
from etl.fouten import KetenspiegelFout, MagazijnFout
from etl.gezondheid.onderzoek import Onderzoek, Voortgang, leveringen_in_use, served_build
from etl.magazijn import Magazijn, Manifest, hash_beside, is_whole


def check_builds(magazijn: Magazijn, werkmap: Path, manifests: list[Manifest], onderzoek: Onderzoek, voortgang: Voortgang | None) -> None:
    """Every build against its hash; what is served is built again when it is damaged, missing or behind."""
    staat = {bouw: _is_whole_with_table(magazijn, bouw) for bouw in magazijn.builds()}
    onderzoek.bouwen = len(staat)
    huidig, reden = _fault_of_served(magazijn, staat, manifests)
    if reden is not None:
        _serve_again(magazijn, werkmap, staat, reden, onderzoek, voortgang)
    elif huidig is not None and huidig != max(staat):
        onderzoek.let_op.append(f"In gebruik is een eerdere bouw: {huidig.stem}. Een nieuwe maakt u met python -m etl bouw.")
    for bouw in [bouw for bouw, heel in staat.items() if heel is False and bouw != served_build(magazijn)]:
        tafel = magazijn.for_table(bouw)
        if tafel.exists():
            hash_beside(tafel).unlink(missing_ok=True)
            magazijn.set_aside(tafel)
        hash_beside(bouw).unlink(missing_ok=True)
        onderzoek.let_op.append(f"De bouw {bouw.stem} was beschadigd en staat nu in {magazijn.set_aside(bouw)}. Hij is niet meer nodig.")


def _fault_of_served(magazijn: Magazijn, staat: dict[Path, bool | None], manifests: list[Manifest]) -> tuple[Path | None, str | None]:
    """The build in use, and why it cannot stay so; no reason when all is well."""
    try:
        huidig = magazijn.current_build()
    except MagazijnFout:
        return None, "De aanwijzer was beschadigd."
    if huidig is None:
        zonder = "De aanwijzer wees naar een bouw die er niet is." if magazijn.aanwijzer.exists() else "Er was geen bouw in gebruik."
        return None, zonder if manifests or magazijn.aanwijzer.exists() else None
    if staat.get(huidig) is False:
        return huidig, f"De bouw {huidig.stem} was beschadigd."
    if huidig == max(staat) and staat[huidig] is None:
        return huidig, f"Van de bouw {huidig.stem} was niet vastgelegd hoe hij hoort te zijn."
    if huidig == max(staat) and _expected(magazijn, manifests) - {levering for levering, *_ in leveringen_in_use(magazijn)}:
        return huidig, "Er was meer geleverd dan in de spiegel stond (van een gestopt laden)."
    return huidig, None


def _is_whole_with_table(magazijn: Magazijn, bouw: Path) -> bool | None:
    """Whether a build is whole, and the one for the tables beside it, if there is one; None when nobody wrote down how it should be."""
    tafel = magazijn.for_table(bouw)
    staat = {is_whole(deel) for deel in (bouw, tafel) if deel.exists() or deel == bouw}
    return False if False in staat else None if None in staat else True


def _expected(magazijn: Magazijn, manifests: list[Manifest]) -> set[str]:
    """The leveringen that a build holds. A status can have been changed later; what is damaged is named apart."""
    try:
        alle = magazijn.manifests()
    except MagazijnFout:
        alle = manifests
    return {m.levering for m in without_concepts(alle)} & {m.levering for m in manifests if m.over is None}


def _serve_again(
    magazijn: Magazijn, werkmap: Path, staat: dict[Path, bool | None], reden: str, onderzoek: Onderzoek, voortgang: Voortgang | None
) -> None:
    """Build again; as long as something delivered is damaged serve the newest whole build instead."""
    if not onderzoek.stuk:
        try:
            nieuw = build(magazijn, werkmap, voortgang=voortgang)
            onderzoek.hersteld.append(f"{reden} De spiegel is opnieuw gebouwd uit alles wat geleverd is: {nieuw.stem}.")
            return
        except (KetenspiegelFout, duckdb.Error) as fout:
            onderzoek.stuk.append(f"{reden} Opnieuw bouwen lukte niet: {fout}")
    huidig = served_build(magazijn)
    if huidig is not None and staat.get(huidig) is not False:
        onderzoek.let_op.append(f"{reden} De bouw blijft in gebruik tot wat hierboven stuk is, is hersteld.")
        return
    heel = [bouw for bouw, is_heel in staat.items() if is_heel]
    if not heel:
        onderzoek.stuk.append(
            f"{reden} Er is geen hele bouw om in gebruik te nemen. Herstel eerst wat hierboven staat; voer dit daarna opnieuw uit."
        )
        return
    magazijn.publish(max(heel))
    onderzoek.hersteld.append(
        f"{reden} Zolang er iets stuk is, wordt niet gebouwd. In gebruik is nu een eerdere, hele bouw: {max(heel).stem}."
    )


def check_as_known(magazijn: Magazijn, onderzoek: Onderzoek) -> None:
    """Builds of an earlier day are made again when asked for: what is damaged goes."""
    if not magazijn.peildatum_map.is_dir():
        return
    with magazijn.as_known_workspace():
        for bouw in sorted(magazijn.peildatum_map.glob("spiegel-*.duckdb")):
            onderzoek.bouwen += 1
            if not is_whole(bouw):
                bouw.unlink()
                onderzoek.hersteld.append(
                    f"De bouw {bouw.stem} van een eerdere dag klopte niet. Hij wordt opnieuw gemaakt als iemand erom vraagt."
                )
        for pad in magazijn.peildatum_map.glob("*.sha256"):
            if not pad.with_suffix("").exists():
                pad.unlink()
