"""What was delivered: the manifests and the raw files they name. Nothing here is deleted or overwritten."""

from pathlib import Path

import duckdb

from etl.fouten import MagazijnFout
from etl.gezondheid.onderzoek import Onderzoek, Voortgang, leveringen_in_use
from etl.magazijn import Magazijn, Manifest, Ruwbestand, file_hash, local_moment, place
from etl.reservekopie import Kopie

UIT = "python -m etl gezondheid --uit RESERVEKOPIE.zip"
EINDE_STATUS = "-status"  # a change of who may see a levering is kept as a manifest of its own
Gebruik = list[tuple[Manifest, str, Ruwbestand]]


class Leveringen:
    """The checks of what was delivered: manifests and raw files."""

    def __init__(self, magazijn: Magazijn, werkmap: Path, kopie: Kopie | None, onderzoek: Onderzoek) -> None:
        self.magazijn, self.werkmap, self.kopie, self.onderzoek = magazijn, werkmap, kopie, onderzoek
        self._duckdb = duckdb.connect()

    def check_manifests(self) -> list[Manifest]:
        """All manifests that can be trusted."""
        return [m for pad in self.magazijn.manifest_paths() if (m := self._manifest(pad)) is not None]

    def _manifest(self, pad: Path) -> Manifest | None:
        if (manifest := self._trusted(pad)) is not None:
            self.onderzoek.leveringen += manifest.over is None
            return manifest
        self.onderzoek.leveringen += not pad.stem.endswith(EINDE_STATUS)
        if self._put_back(f"leveringen/{pad.name}", f"Het manifest van levering {pad.stem}"):
            return self._trusted(pad)
        self.onderzoek.stuk.append(
            f"Levering {pad.stem}, geladen op {_day_of(pad.stem)}: haar manifest {pad} is beschadigd. Het is blijven staan.\n"
            f"Zet het terug uit een reservekopie: {UIT}. Zolang dat niet is gebeurd, kan er niets worden geladen of gebouwd."
        )
        return None

    def _trusted(self, pad: Path) -> Manifest | None:
        try:
            manifest = self.magazijn.read_manifest(pad)
            einde = EINDE_STATUS if manifest.over else f"-{manifest.hash[:8]}"
            return manifest if manifest.levering == pad.stem and pad.stem.endswith(einde) else None
        except MagazijnFout:
            return None

    def check_raw(self, manifests: list[Manifest], meld: Voortgang) -> None:
        """Every raw file against its hash, and what lies between them without a levering."""
        gebruik: dict[Path, Gebruik] = {}
        for manifest in manifests:
            for tabel, bestand in manifest.tabellen.items():
                gebruik.setdefault(self.magazijn.raw_path(tabel, bestand), []).append((manifest, tabel, bestand))
        for pad, wie in gebruik.items():
            meld(f"nakijken: {wie[0][1]}")
            self.onderzoek.bestanden += 1
            self._check_file(pad, wie)
        self._check_without_levering(set(gebruik))

    def _check_file(self, pad: Path, wie: Gebruik) -> None:
        tabel = wie[0][1]
        is_er = pad.exists()
        if is_er and file_hash(pad) == pad.stem:
            self._check_rows(pad, wie)
            return
        opzij = self.magazijn.set_aside(pad) if is_er else next(iter(sorted(self.magazijn.opzij.glob(f"*-{pad.name}"))), None)
        waar = f" Het beschadigde bestand staat in {opzij}." if opzij else ""
        namen = ", ".join(_who(manifest) for manifest, *_ in wie)
        if self._put_back(f"ruw/{tabel}/{pad.name}", f"De tabel {tabel} van {namen}", waar):
            return
        leveranciers = " en ".join(sorted({m.leverancier or "de leverancier" for m, *_ in wie}))
        manifesten = " en ".join(str(self.magazijn.leveringen_map / f"{m.levering}.json") for m, *_ in wie)
        self.onderzoek.stuk.append(
            f"De tabel {tabel} van {namen} is {'veranderd sinds zij werd bewaard' if is_er or opzij else 'weg'}.{waar}\n"
            f"Zet haar terug uit een reservekopie: {UIT}.\n"
            f"Is die er niet: verplaats {manifesten} naar {self.magazijn.opzij}, en vraag {leveranciers} om opnieuw te leveren."
        )

    def _check_rows(self, pad: Path, wie: Gebruik) -> None:
        """The bytes are those of its name; then the manifest must know how many rows that is."""
        [(rijen,)] = self._duckdb.execute("select sum(num_rows)::bigint from parquet_file_metadata(?)", [str(pad)]).fetchall()
        for manifest, tabel, bestand in wie:
            if bestand.rijen != rijen:
                self.onderzoek.stuk.append(
                    f"Het manifest van {_who(manifest)} noemt {bestand.rijen} rijen in {tabel}; het zijn er {rijen}. "
                    f"Iemand heeft het manifest veranderd. Vergelijk het met dat in een reservekopie."
                )

    def _check_without_levering(self, gebruikt: set[Path]) -> None:
        over = [pad for pad in sorted(self.magazijn.ruw.glob("*/*.parquet")) if pad not in gebruikt]
        for pad in [pad for pad in over if file_hash(pad) != pad.stem]:
            over.remove(pad)
            self.onderzoek.let_op.append(
                f"Een beschadigd bestand dat bij geen levering hoort, staat nu in {self.magazijn.set_aside(pad)}. Er is niets verloren."
            )
        if over and not self.onderzoek.stuk:
            wat = "1 bestand hoort" if len(over) == 1 else f"{len(over)} bestanden horen"
            self.onderzoek.let_op.append(f"In {self.magazijn.ruw}: {wat} bij geen levering (van een gestopt laden). Dat kan geen kwaad.")

    def check_known(self, manifests: list[Manifest]) -> None:
        """Leveringen that the build in use knows and that have no manifest any more."""
        bekend = {m.levering for m in manifests} | {pad.stem for pad in self.magazijn.manifest_paths()}
        aside = {pad.stem.partition("Z-")[2] or pad.stem for pad in self.magazijn.opzij.glob("*.json")}
        for levering, naam, leverancier in leveringen_in_use(self.magazijn):
            if levering in bekend or levering in aside:
                continue
            if self._put_back(f"leveringen/{levering}.json", f"Het manifest van levering {naam} ({levering})"):
                if (manifest := self._trusted(self.magazijn.leveringen_map / f"{levering}.json")) is not None:
                    manifests.append(manifest)
                    self.check_raw([manifest], lambda _stap: None)
                continue
            self.onderzoek.stuk.append(
                f"Levering {naam} ({levering}), van {leverancier or 'een onbekende leverancier'}, geladen op {_day_of(levering)}: "
                f"zij zit in de spiegel, maar haar manifest is weg.\nZet het terug uit een reservekopie: {UIT}.\n"
                f"Is het met opzet weggehaald: bouw opnieuw met python -m etl bouw."
            )

    def _put_back(self, naam: str, wat: str, erbij: str = "") -> bool:
        """Put a file from the backup in its place; what stands there is set aside first."""
        if self.kopie is None or naam not in self.kopie.bestanden:
            return False
        goed, doel = self.kopie.unpack(naam, self.werkmap / "terug"), self.magazijn.map / naam
        if doel.exists():
            erbij = f" Het beschadigde bestand staat in {self.magazijn.set_aside(doel)}."
        place(goed, doel)
        self.onderzoek.hersteld.append(f"{wat} is teruggezet uit {self.kopie.bron}.{erbij}")
        return True


def _who(manifest: Manifest) -> str:
    return (
        f"levering {manifest.naam} ({manifest.levering}), van {manifest.leverancier or 'een onbekende leverancier'}, "
        f"geleverd op {manifest.geleverd_dag}, geladen op {local_moment(manifest.geladen_op).date()}"
    )


def _day_of(levering: str) -> str:
    """The day on which a levering was loaded, from its name."""
    return f"{levering[:4]}-{levering[4:6]}-{levering[6:8]}" if levering[:8].isdigit() else "een onbekende dag"
