"""A history of leveringen: each holds only the rows that were new or different by then."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from etl.contract import contract
from etl.periode import parse_datum
from etl.voorbeeld.ketenbestand import Keten, Rij

# Where the date of a row stands that says from when it is known; the first that is filled counts.
BEKEND_OP = {
    "partijen": ("van",),
    "projecten": ("van",),
    "doelen": ("van",),
    "doeloordelen": ("datum",),
    "streefwaarden": ("vastgesteld_op", "van"),
    "oordelen": ("datum",),
    "procescriteria": ("datum",),
    "gebeurtenissen": ("datum",),
    "overleggen": ("datum",),
    "afspraken": ("datum",),
    "knelpunten": ("datum",),
}
# What a row said before a date of its own had come: (the column of that date, what stood there).
AFLOOP: Mapping[str, tuple[str, Rij]] = {
    "afspraken": ("status_op", {"status": "open", "status_op": "", "toelichting": ""}),
    "knelpunten": ("opgelost_op", {"opgelost_op": "", "oplossing": "", "wijze": ""}),
    "doelen": ("tot", {"tot": "", "status": "werkbaar"}),
}
# This reference may come later than the row that holds it: the cell stays empty until then.
KAN_WACHTEN = "tegenindicator"
ALTIJD = date.min


@dataclass
class Verhaal:
    """One row through time: from when it is known, and what it said before each of some days."""

    tabel: str
    rij: Rij
    bekend: date
    eerder: list[tuple[date, Rij]]

    def at(self, dag: date) -> Rij | None:
        """Give the row as it was known on this day, or None when it was not known yet."""
        if dag < self.bekend:
            return None
        for tot, was in self.eerder:
            if dag < tot:
                return self.rij | was
        return self.rij


def split_leveringen(keten: Keten, tabellen: Mapping[str, Sequence[Rij]], metingen: Iterable[Verhaal]) -> dict[str, dict[str, list[Rij]]]:
    """Give the tables of each levering of a keten, by its day."""
    verhalen = [*_verhalen(keten, tabellen), *metingen]
    _pull_forward(verhalen)
    dagen = [date.fromisoformat(dag) for dag in keten.leverdata]
    bekend = {verhaal.rij["indicator"]: verhaal.bekend for verhaal in verhalen if verhaal.tabel == "indicatoren"}
    leveringen: dict[str, dict[str, list[Rij]]] = {dag.isoformat(): defaultdict(list) for dag in dagen}
    for verhaal in verhalen:
        for dag, rij in _changes(verhaal, dagen, bekend):
            leveringen[dag.isoformat()][verhaal.tabel].append(rij)
    return leveringen


def _changes(verhaal: Verhaal, dagen: Sequence[date], bekend: Mapping[str, date]) -> Iterator[tuple[date, Rij]]:
    """Give the row at each day on which it differs from the levering before."""
    vorige: Rij | None = None
    for dag in dagen:
        rij = verhaal.at(dag)
        if rij and verhaal.tabel == "indicatoren" and bekend.get(rij.get(KAN_WACHTEN, ""), ALTIJD) > dag:
            rij = rij | {KAN_WACHTEN: ""}
        if rij is not None and rij != vorige:
            yield dag, rij
        vorige = rij


def _verhalen(keten: Keten, tabellen: Mapping[str, Sequence[Rij]]) -> Iterator[Verhaal]:
    verteld = {(eerder.tabel, eerder.rij) for eerder in keten.eerder}
    for tabel, rijen in tabellen.items():
        kenmerk = contract()[tabel].sleutel[0]
        standaard = keten.bekend_op.get(tabel, "")
        for rij in rijen:
            verteld.discard((tabel, rij[kenmerk]))
            yield Verhaal(tabel, rij, _known_on(tabel, rij, standaard), _eerder(keten, tabel, rij))
    if verteld:
        raise ValueError(f"Eerder is about rows that do not exist: {sorted(verteld)}")


def _known_on(tabel: str, rij: Rij, standaard: str) -> date:
    if tabel == "indicatoren":
        return date.max  # an indicator is known as soon as something refers to it
    datum = next((rij[kolom] for kolom in BEKEND_OP.get(tabel, ()) if rij.get(kolom)), standaard)
    return parse_datum(datum)[1] if datum else ALTIJD


def _eerder(keten: Keten, tabel: str, rij: Rij) -> list[tuple[date, Rij]]:
    """Give what the row said before, oldest first; what the keten file tells goes before what its own date tells."""
    kenmerk = contract()[tabel].sleutel[0]
    eigen = [(parse_datum(e.tot)[0], e.was) for e in keten.eerder if (e.tabel, e.rij) == (tabel, rij[kenmerk])]
    if tabel in AFLOOP:
        kolom, was = AFLOOP[tabel]
        if afloop := rij.get(kolom):
            eigen = [(tot, was | anders) for tot, anders in eigen] + [(parse_datum(afloop)[1], was)]
    return sorted(eigen, key=lambda een: een[0])


def _pull_forward(verhalen: Sequence[Verhaal]) -> None:
    """Let a row be known no later than the rows that refer to it."""
    per_id = {(verhaal.tabel, verhaal.rij[contract()[verhaal.tabel].sleutel[0]]): verhaal for verhaal in verhalen}
    for _ronde in range(3):  # a meting pulls its indicator, which pulls its doel, which pulls its project
        for verhaal in verhalen:
            for kolom in contract()[verhaal.tabel].kolommen:
                genoemd = per_id.get((kolom.verwijst_naar or "", verhaal.rij.get(kolom.naam, "")))
                if genoemd and kolom.naam != KAN_WACHTEN:
                    genoemd.bekend = min(genoemd.bekend, verhaal.bekend)
