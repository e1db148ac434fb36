"""The dossier: can it be read, is it what an append-only register can be, and does it still hold all that a backup held?"""

import os
from pathlib import Path
from typing import Any

from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, Table, select
from sqlalchemy.exc import DatabaseError, OperationalError

from dashboard.dossier.kopie import as_kept, one_moment
from dashboard.dossier.logboek import check_chain
from dashboard.dossier.tabellen import Basis
from dashboard.dossier.verbinding import MIGRATIES, make_engine
from etl.gezondheid.onderzoek import Onderzoek
from etl.gezondheid.register import faults, tables_of
from etl.gezondheid.terugzetten import LEEG, ONLEESBAAR, STOP, UIT, Bewaard, file_of, mend, saved

Rijen = dict[str, list[dict[str, Any]]]


def examine_dossier(adres: str, uit: Path | None, onderzoek: Onderzoek) -> None:
    """Look at the dossier at this address, and put it back from `uit` when it cannot be read."""
    with saved(uit, onderzoek) as bewaard:
        pad = file_of(adres)
        if pad is not None and not pad.exists():
            reden = "was weg" if bewaard else None  # without a backup: there was no dossier yet, and the dashboard makes one
        else:
            reden = _why_unreadable(adres, pad, bewaard, onderzoek)
        if reden is not None and mend(adres, reden, bewaard, onderzoek):
            _why_unreadable(adres, pad, bewaard, onderzoek)  # what could be read was written again: is it also right?


def _why_unreadable(adres: str, pad: Path | None, bewaard: Bewaard | None, onderzoek: Onderzoek) -> str | None:
    """Look at everything in it; gives why it cannot be read, None when it can or when only somebody else can see to that."""
    engine = make_engine(adres)
    try:
        return _look(engine, bewaard, onderzoek)
    except OperationalError as fout:
        if pad is not None and not _is_out_of_reach(pad, str(fout.orig)):
            return str(fout.orig)
        waar = f"u {pad} mag lezen en schrijven" if pad else "PostgreSQL aan staat en of het adres in KETENSPIEGEL_DOSSIER klopt"
        onderzoek.stuk.append(
            f"Het dossier is niet te bereiken: {str(fout.orig).splitlines()[0]}.\nKijk of {waar}, en herhaal dit commando."
        )
        return None
    except ONLEESBAAR as fout:
        return (str(fout.orig if isinstance(fout, DatabaseError) else fout).splitlines() or [type(fout).__name__])[0]
    finally:
        engine.dispose()


def _is_out_of_reach(pad: Path, reden: str) -> bool:
    """Whether it is about rights or about somebody else who is writing; any other trouble is in the file itself."""
    return "locked" in reden or not (os.access(pad, os.R_OK | os.W_OK) and os.access(pad.parent, os.W_OK))


def _look(engine: Engine, bewaard: Bewaard | None, onderzoek: Onderzoek) -> str | None:
    """Read everything and say what is wrong with it; gives why it cannot be read, None when it can."""
    with one_moment(engine) as verbinding:
        revisie = MigrationContext.configure(verbinding).get_current_revision()
        if revisie is None:
            return LEEG if engine.dialect.name == "sqlite" or bewaard else None  # a new database gets its tables from the dashboard
        script = ScriptDirectory(str(MIGRATIES))
        if revisie not in {deel.revision for deel in script.walk_revisions()}:
            onderzoek.stuk.append(
                "Dit dossier is gemaakt met een nieuwere versie van Ketenspiegel. Zet die versie neer; er is niets veranderd."
            )
            return None
        if gebrek := _file_fault(verbinding):
            return f"de controle zegt: {gebrek}"
        tabellen = tables_of(verbinding)
        rijen = {naam: [as_kept(rij) for rij in verbinding.execute(select(t)).mappings()] for naam, t in tabellen.items()}
        if revisie != script.get_current_head():
            onderzoek.let_op.append("Het dossier is van een eerdere versie. Het wordt vanzelf bijgewerkt als het dashboard start.")
        onderzoek.versies = sum(len(deel) for naam, deel in rijen.items() if naam.endswith("_versie"))
        weg = sorted(Basis.metadata.tables.keys() - tabellen.keys()) if revisie == script.get_current_head() else []
        fouten = [f"De tabel {naam} is weg." for naam in weg] or [str(fout) for fout in faults(verbinding, tabellen)]
    fouten += check_chain(engine) if "logboek" in tabellen else []
    kwijt = _lost(bewaard, tabellen, rijen) if bewaard else []
    _tell_content(fouten, kwijt, bewaard, onderzoek)
    return None


def _file_fault(verbinding: Connection) -> str | None:
    """What SQLite finds wrong with its file; PostgreSQL looks after its own."""
    if verbinding.dialect.name != "sqlite":
        return None
    verbinding.exec_driver_sql("pragma foreign_key_check").all()  # raises when the tables no longer fit together
    [eerste, *_] = verbinding.exec_driver_sql("pragma integrity_check").scalars().all()
    return None if eerste == "ok" else str(eerste).splitlines()[-1]


def _lost(bewaard: Bewaard, tabellen: dict[str, Table], rijen: Rijen) -> list[str]:
    """What the backup holds and the dossier does not, or otherwise: in a register that only grows there is none."""
    uit = []
    for naam, toen in bewaard.rijen.items():
        if (tabel := tabellen.get(naam)) is None:
            uit += [f"{naam} (de hele tabel)"] if toen else []
            continue
        sleutel = [kolom.name for kolom in tabel.primary_key.columns]
        nu = {tuple(rij[k] for k in sleutel): rij for rij in rijen[naam]}
        weg = [rij for rij in toen if not rij.items() <= nu.get(tuple(rij[k] for k in sleutel), {}).items()]
        uit += [f"{len(weg)} in {naam}"] if weg else []
    return uit


def _tell_content(fouten: list[str], kwijt: list[str], bewaard: Bewaard | None, onderzoek: Onderzoek) -> None:
    if fouten:
        onderzoek.stuk.append(
            "Het dossier klopt niet:\n"
            + "\n".join(f"- {fout}" for fout in fouten)
            + "\nIemand heeft buiten Ketenspiegel om iets veranderd, "
            f"of de schijf is stuk. Vergelijk het met een reservekopie van daarvoor: {UIT}."
        )
    if kwijt and bewaard:
        onderzoek.stuk.append(
            f"De reservekopie van {bewaard.gemaakt_op} heeft rijen die in het dossier weg zijn of anders zijn: {', '.join(kwijt)}.\n"
            f"Wilt u terug naar die reservekopie? {STOP} Geef het bestand van het dossier dan een andere naam, en herhaal dit commando. "
            "Wat na de reservekopie is afgesproken, staat dan alleen nog in het oude bestand."
        )
