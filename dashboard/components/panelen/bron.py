"""What the four panels show, read once: the rows of one keten or one project."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

import pandas as pd

from dashboard import spiegel
from dashboard.dossier import lezen

Rij = dict[str, Any]


@dataclass(frozen=True)
class Paneelbron:
    """All rows behind the panels of a keten (project None) or of one project."""

    keten: str
    project: str | None
    peildatum: date
    indicatoren: list[Rij]
    metingen: pd.DataFrame
    streefwaarden: pd.DataFrame
    gebeurtenissen: pd.DataFrame
    doelen: list[Rij]
    doeloordelen: list[Rij]
    oordelen: list[Rij]
    partijen: list[Rij]
    criteria: list[Rij]
    knelpunten: list[Rij]
    overleggen: list[Rij]
    afspraken: list[Rij]

    def indicatoren_van(self, dimensie: str) -> list[Rij]:
        """The indicatoren of one side, in name order."""
        return [rij for rij in self.indicatoren if rij["dimensie"] == dimensie]

    def metingen_van(self, indicator: str) -> pd.DataFrame:
        """The metingen of one indicator, in order of time."""
        return self._metingen_per_indicator.get(indicator, self.metingen.iloc[:0])

    def streefwaarden_van(self, indicator: str) -> pd.DataFrame:
        """The streefwaarden of one indicator."""
        return self._streefwaarden_per_indicator.get(indicator, self.streefwaarden.iloc[:0])

    @cached_property
    def _metingen_per_indicator(self) -> dict[str, pd.DataFrame]:
        return {str(naam): deel for naam, deel in self.metingen.groupby("indicator", sort=False)}

    @cached_property
    def _streefwaarden_per_indicator(self) -> dict[str, pd.DataFrame]:
        return {str(naam): deel for naam, deel in self.streefwaarden.groupby("indicator", sort=False)}

    def gebeurtenissen_van(self, indicator: Rij) -> pd.DataFrame:
        """The gebeurtenissen that concern an indicator: its own and those of its whole keten or project."""
        df = self.gebeurtenissen
        eigen = df["indicator"] == indicator["indicator"]
        algemeen = df["indicator"].isna() & (df["project"].isna() | (df["project"] == indicator["project"]))
        return df[eigen | algemeen]


def read_paneelbron(keten: str, project: str | None) -> Paneelbron:
    """Read everything for the panels; one cached read per query."""
    keuze = {"keten": keten, "project": project}
    return Paneelbron(
        keten=keten,
        project=project,
        peildatum=spiegel.read_bouw().peildatum,
        indicatoren=spiegel.read_rows("paneel_indicatoren", **keuze),
        metingen=spiegel.read("paneel_metingen", **keuze),
        streefwaarden=spiegel.read("paneel_streefwaarden", **keuze),
        gebeurtenissen=spiegel.read("paneel_gebeurtenissen", **keuze),
        doelen=spiegel.read_rows("paneel_doelen", **keuze),
        doeloordelen=spiegel.read_rows("paneel_doeloordelen", **keuze),
        oordelen=lezen.read_rows("paneel_oordelen", **keuze),
        partijen=spiegel.read_rows("keten_partijen", keten=keten),
        criteria=spiegel.read_rows("paneel_criteria", **keuze),
        knelpunten=lezen.read_rows("paneel_knelpunten", **keuze, ingetrokken=False),
        overleggen=lezen.read_rows("keten_overleggen", keten=keten) if project is None else [],
        afspraken=lezen.read_rows("afspraken_stand", **keuze, ingetrokken=False),
    )
