"""What the four panels show, read when a panel asks for it and then once: the rows of one keten or one project."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

import pandas as pd

from dashboard import spiegel
from dashboard.dossier import lezen

Rij = dict[str, Any]


@dataclass
class Paneelbron:
    """All rows behind the panels of a keten (project None) or of one project; one cached read per query."""

    keten: str
    project: str | None

    @cached_property
    def peildatum(self) -> date:
        """The date the figures look from."""
        return spiegel.read_bouw().peildatum

    @cached_property
    def indicatoren(self) -> list[Rij]:
        """The passports, in name order."""
        return spiegel.read_rows("paneel_indicatoren", **self._keuze)

    @cached_property
    def doelen(self) -> list[Rij]:
        """The goals, the voorkeursdoelen first."""
        return spiegel.read_rows("paneel_doelen", **self._keuze)

    @cached_property
    def doeloordelen(self) -> list[Rij]:
        """What partijen say of the goals."""
        return spiegel.read_rows("paneel_doeloordelen", **self._keuze)

    @cached_property
    def oordelen(self) -> list[Rij]:
        """What partijen and others found afterwards, as the register has it."""
        return lezen.read_rows("paneel_oordelen", **self._keuze)

    @cached_property
    def partijen(self) -> list[Rij]:
        """Who belongs to the keten."""
        return spiegel.read_rows("keten_partijen", keten=self.keten)

    @cached_property
    def criteria(self) -> list[Rij]:
        """The process criteria with their answers."""
        return spiegel.read_rows("paneel_criteria", **self._keuze)

    @cached_property
    def knelpunten(self) -> list[Rij]:
        """What holds the keten up, as the register has it."""
        return lezen.read_rows("paneel_knelpunten", **self._keuze, ingetrokken=False)

    @cached_property
    def overleggen(self) -> list[Rij]:
        """The overleggen of the keten; none for a project."""
        return lezen.read_rows("keten_overleggen", keten=self.keten) if self.project is None else []

    @cached_property
    def afspraken(self) -> list[Rij]:
        """The afspraken as they stand in the register."""
        return lezen.read_rows("afspraken_stand", **self._keuze, ingetrokken=False)

    def indicatoren_van(self, dimensie: str) -> list[Rij]:
        """The indicatoren of one side, in name order."""
        return [rij for rij in self.indicatoren if rij["dimensie"] == dimensie]

    def metingen_van(self, indicator: str) -> pd.DataFrame:
        """The metingen of one indicator, in order of time."""
        return self._metingen.get(indicator, self._alle_metingen.iloc[:0])

    def streefwaarden_van(self, indicator: str) -> pd.DataFrame:
        """The streefwaarden of one indicator."""
        return self._streefwaarden.get(indicator, self._alle_streefwaarden.iloc[:0])

    def gebeurtenissen_van(self, indicator: Rij) -> pd.DataFrame:
        """The gebeurtenissen that concern an indicator: its own and those of its whole keten or project."""
        df = self._gebeurtenissen
        eigen = df["indicator"] == indicator["indicator"]
        algemeen = df["indicator"].isna() & (df["project"].isna() | (df["project"] == indicator["project"]))
        return df[eigen | algemeen]

    @property
    def _keuze(self) -> dict[str, str | None]:
        return {"keten": self.keten, "project": self.project}

    @cached_property
    def _alle_metingen(self) -> pd.DataFrame:
        return spiegel.read("paneel_metingen", **self._keuze)

    @cached_property
    def _alle_streefwaarden(self) -> pd.DataFrame:
        return spiegel.read("paneel_streefwaarden", **self._keuze)

    @cached_property
    def _gebeurtenissen(self) -> pd.DataFrame:
        return spiegel.read("paneel_gebeurtenissen", **self._keuze)

    @cached_property
    def _metingen(self) -> dict[str, pd.DataFrame]:
        return {str(naam): deel for naam, deel in self._alle_metingen.groupby("indicator", sort=False)}

    @cached_property
    def _streefwaarden(self) -> dict[str, pd.DataFrame]:
        return {str(naam): deel for naam, deel in self._alle_streefwaarden.groupby("indicator", sort=False)}
