"""The first tables of the dossier.

revision: 0001, after nothing
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make every table."""
    op.create_table(
        "verwerkte_bouw",
        sa.Column("bouw", sa.String(length=200), nullable=False),
        sa.Column("op", sa.DateTime(), nullable=False, comment="UTC"),
        sa.PrimaryKeyConstraint("bouw"),
    )
    op.create_table(
        "wijziging",
        sa.Column("wijziging", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("op", sa.DateTime(), nullable=False, comment="UTC"),
        sa.Column("rol", sa.String(length=200), nullable=True),
        sa.Column("partij", sa.String(length=200), nullable=True),
        sa.Column("reden", sa.Text(), nullable=True),
        sa.Column("herkomst", sa.String(length=20), nullable=False),
        sa.Column("levering", sa.String(length=200), nullable=True),
        sa.PrimaryKeyConstraint("wijziging"),
    )
    op.create_table(
        "advies_versie",
        sa.Column("van_wie", sa.Text(), nullable=True),
        sa.Column("datum", sa.String(length=10), nullable=True),
        sa.Column("advies", sa.Text(), nullable=True),
        sa.Column("besluit", sa.String(length=40), nullable=True),
        sa.Column("besluit_op", sa.String(length=10), nullable=True),
        sa.Column("gedaan", sa.Text(), nullable=True),
        sa.Column("gedaan_op", sa.String(length=10), nullable=True),
        sa.Column("bron", sa.Text(), nullable=True),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("nummer", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("keten", sa.String(length=100), nullable=False),
        sa.Column("is_ingetrokken", sa.Boolean(), nullable=False),
        sa.Column("wijziging", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["wijziging"],
            ["wijziging.wijziging"],
        ),
        sa.PrimaryKeyConstraint("id", "nummer"),
    )
    op.create_index(op.f("ix_advies_versie_keten"), "advies_versie", ["keten"], unique=False)
    op.create_index(op.f("ix_advies_versie_wijziging"), "advies_versie", ["wijziging"], unique=False)
    op.create_table(
        "afspraak_versie",
        sa.Column("project", sa.Text(), nullable=True),
        sa.Column("overleg", sa.Text(), nullable=True),
        sa.Column("agendapunt", sa.Text(), nullable=True),
        sa.Column("aanleiding", sa.Text(), nullable=True),
        sa.Column("datum", sa.String(length=10), nullable=True),
        sa.Column("afspraak", sa.Text(), nullable=True),
        sa.Column("voortouw", sa.Text(), nullable=True),
        sa.Column("betrokken_partijen", sa.Text(), nullable=True),
        sa.Column("klaar_op", sa.String(length=10), nullable=True),
        sa.Column("status", sa.String(length=40), nullable=True),
        sa.Column("status_op", sa.String(length=10), nullable=True),
        sa.Column("toelichting", sa.Text(), nullable=True),
        sa.Column("bron", sa.Text(), nullable=True),
        sa.Column("bevestigd_door", sa.Text(), nullable=True),
        sa.Column("bevestigd_op", sa.String(length=10), nullable=True),
        sa.Column("effect", sa.Text(), nullable=True),
        sa.Column("effect_op", sa.String(length=10), nullable=True),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("nummer", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("keten", sa.String(length=100), nullable=False),
        sa.Column("is_ingetrokken", sa.Boolean(), nullable=False),
        sa.Column("wijziging", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["wijziging"],
            ["wijziging.wijziging"],
        ),
        sa.PrimaryKeyConstraint("id", "nummer"),
    )
    op.create_index(op.f("ix_afspraak_versie_keten"), "afspraak_versie", ["keten"], unique=False)
    op.create_index(op.f("ix_afspraak_versie_wijziging"), "afspraak_versie", ["wijziging"], unique=False)
    op.create_table(
        "agendapunt_versie",
        sa.Column("overleg", sa.Text(), nullable=True),
        sa.Column("volgorde", sa.Integer(), nullable=True),
        sa.Column("soort", sa.String(length=40), nullable=True),
        sa.Column("vraag", sa.Text(), nullable=True),
        sa.Column("partij", sa.Text(), nullable=True),
        sa.Column("minuten", sa.Integer(), nullable=True),
        sa.Column("signaal", sa.Text(), nullable=True),
        sa.Column("regel", sa.Text(), nullable=True),
        sa.Column("indicator", sa.Text(), nullable=True),
        sa.Column("afspraak", sa.Text(), nullable=True),
        sa.Column("knelpunt", sa.Text(), nullable=True),
        sa.Column("stand", sa.String(length=40), nullable=True),
        sa.Column("doorgeschoven_van", sa.Text(), nullable=True),
        sa.Column("uitkomst", sa.Text(), nullable=True),
        sa.Column("werkt_het", sa.String(length=40), nullable=True),
        sa.Column("werkt_het_omdat", sa.Text(), nullable=True),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("nummer", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("keten", sa.String(length=100), nullable=False),
        sa.Column("is_ingetrokken", sa.Boolean(), nullable=False),
        sa.Column("wijziging", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["wijziging"],
            ["wijziging.wijziging"],
        ),
        sa.PrimaryKeyConstraint("id", "nummer"),
    )
    op.create_index(op.f("ix_agendapunt_versie_keten"), "agendapunt_versie", ["keten"], unique=False)
    op.create_index(op.f("ix_agendapunt_versie_wijziging"), "agendapunt_versie", ["wijziging"], unique=False)
    op.create_table(
        "besluit_versie",
        sa.Column("overleg", sa.Text(), nullable=True),
        sa.Column("agendapunt", sa.Text(), nullable=True),
        sa.Column("besluit", sa.Text(), nullable=True),
        sa.Column("datum", sa.String(length=10), nullable=True),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("nummer", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("keten", sa.String(length=100), nullable=False),
        sa.Column("is_ingetrokken", sa.Boolean(), nullable=False),
        sa.Column("wijziging", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["wijziging"],
            ["wijziging.wijziging"],
        ),
        sa.PrimaryKeyConstraint("id", "nummer"),
    )
    op.create_index(op.f("ix_besluit_versie_keten"), "besluit_versie", ["keten"], unique=False)
    op.create_index(op.f("ix_besluit_versie_wijziging"), "besluit_versie", ["wijziging"], unique=False)
    op.create_table(
        "duiding_versie",
        sa.Column("indicator", sa.Text(), nullable=True),
        sa.Column("signaal", sa.Text(), nullable=True),
        sa.Column("partij", sa.Text(), nullable=True),
        sa.Column("duiding", sa.Text(), nullable=True),
        sa.Column("datum", sa.String(length=10), nullable=True),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("nummer", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("keten", sa.String(length=100), nullable=False),
        sa.Column("is_ingetrokken", sa.Boolean(), nullable=False),
        sa.Column("wijziging", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["wijziging"],
            ["wijziging.wijziging"],
        ),
        sa.PrimaryKeyConstraint("id", "nummer"),
    )
    op.create_index(op.f("ix_duiding_versie_keten"), "duiding_versie", ["keten"], unique=False)
    op.create_index(op.f("ix_duiding_versie_wijziging"), "duiding_versie", ["wijziging"], unique=False)
    op.create_table(
        "knelpunt_versie",
        sa.Column("project", sa.Text(), nullable=True),
        sa.Column("overleg", sa.Text(), nullable=True),
        sa.Column("agendapunt", sa.Text(), nullable=True),
        sa.Column("datum", sa.String(length=10), nullable=True),
        sa.Column("knelpunt", sa.Text(), nullable=True),
        sa.Column("soort", sa.String(length=40), nullable=True),
        sa.Column("escalatie_naar", sa.Text(), nullable=True),
        sa.Column("escalatie_op", sa.String(length=10), nullable=True),
        sa.Column("oplossing", sa.Text(), nullable=True),
        sa.Column("wijze", sa.String(length=40), nullable=True),
        sa.Column("opgelost_op", sa.String(length=10), nullable=True),
        sa.Column("bron", sa.Text(), nullable=True),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("nummer", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("keten", sa.String(length=100), nullable=False),
        sa.Column("is_ingetrokken", sa.Boolean(), nullable=False),
        sa.Column("wijziging", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["wijziging"],
            ["wijziging.wijziging"],
        ),
        sa.PrimaryKeyConstraint("id", "nummer"),
    )
    op.create_index(op.f("ix_knelpunt_versie_keten"), "knelpunt_versie", ["keten"], unique=False)
    op.create_index(op.f("ix_knelpunt_versie_wijziging"), "knelpunt_versie", ["wijziging"], unique=False)
    op.create_table(
        "notitie_versie",
        sa.Column("overleg", sa.Text(), nullable=True),
        sa.Column("notitie", sa.Text(), nullable=True),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("nummer", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("keten", sa.String(length=100), nullable=False),
        sa.Column("is_ingetrokken", sa.Boolean(), nullable=False),
        sa.Column("wijziging", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["wijziging"],
            ["wijziging.wijziging"],
        ),
        sa.PrimaryKeyConstraint("id", "nummer"),
    )
    op.create_index(op.f("ix_notitie_versie_keten"), "notitie_versie", ["keten"], unique=False)
    op.create_index(op.f("ix_notitie_versie_wijziging"), "notitie_versie", ["wijziging"], unique=False)
    op.create_table(
        "oordeel_versie",
        sa.Column("project", sa.Text(), nullable=True),
        sa.Column("overleg", sa.Text(), nullable=True),
        sa.Column("actor", sa.Text(), nullable=True),
        sa.Column("partij", sa.Text(), nullable=True),
        sa.Column("actorgroep", sa.String(length=40), nullable=True),
        sa.Column("datum", sa.String(length=10), nullable=True),
        sa.Column("onderwerp", sa.String(length=40), nullable=True),
        sa.Column("oordeel", sa.String(length=40), nullable=True),
        sa.Column("toelichting", sa.Text(), nullable=True),
        sa.Column("bron", sa.Text(), nullable=True),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("nummer", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("keten", sa.String(length=100), nullable=False),
        sa.Column("is_ingetrokken", sa.Boolean(), nullable=False),
        sa.Column("wijziging", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["wijziging"],
            ["wijziging.wijziging"],
        ),
        sa.PrimaryKeyConstraint("id", "nummer"),
    )
    op.create_index(op.f("ix_oordeel_versie_keten"), "oordeel_versie", ["keten"], unique=False)
    op.create_index(op.f("ix_oordeel_versie_wijziging"), "oordeel_versie", ["wijziging"], unique=False)
    op.create_table(
        "overdracht_versie",
        sa.Column("overleg", sa.Text(), nullable=True),
        sa.Column("wat", sa.Text(), nullable=True),
        sa.Column("van_rol", sa.Text(), nullable=True),
        sa.Column("naar_rol", sa.Text(), nullable=True),
        sa.Column("gedaan_op", sa.String(length=10), nullable=True),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("nummer", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("keten", sa.String(length=100), nullable=False),
        sa.Column("is_ingetrokken", sa.Boolean(), nullable=False),
        sa.Column("wijziging", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["wijziging"],
            ["wijziging.wijziging"],
        ),
        sa.PrimaryKeyConstraint("id", "nummer"),
    )
    op.create_index(op.f("ix_overdracht_versie_keten"), "overdracht_versie", ["keten"], unique=False)
    op.create_index(op.f("ix_overdracht_versie_wijziging"), "overdracht_versie", ["wijziging"], unique=False)
    op.create_table(
        "overleg_versie",
        sa.Column("naam", sa.Text(), nullable=True),
        sa.Column("datum", sa.String(length=10), nullable=True),
        sa.Column("soort", sa.String(length=40), nullable=True),
        sa.Column("voorzitter", sa.Text(), nullable=True),
        sa.Column("deelnemers", sa.Text(), nullable=True),
        sa.Column("frequentie", sa.Text(), nullable=True),
        sa.Column("uitkomst", sa.Text(), nullable=True),
        sa.Column("bron", sa.Text(), nullable=True),
        sa.Column("stand", sa.String(length=40), nullable=True),
        sa.Column("borgingsplan", sa.Text(), nullable=True),
        sa.Column("terugkijken_op", sa.String(length=10), nullable=True),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("nummer", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("keten", sa.String(length=100), nullable=False),
        sa.Column("is_ingetrokken", sa.Boolean(), nullable=False),
        sa.Column("wijziging", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["wijziging"],
            ["wijziging.wijziging"],
        ),
        sa.PrimaryKeyConstraint("id", "nummer"),
    )
    op.create_index(op.f("ix_overleg_versie_keten"), "overleg_versie", ["keten"], unique=False)
    op.create_index(op.f("ix_overleg_versie_wijziging"), "overleg_versie", ["wijziging"], unique=False)
    op.create_table(
        "praktijksignaal_versie",
        sa.Column("project", sa.Text(), nullable=True),
        sa.Column("actorgroep", sa.String(length=40), nullable=True),
        sa.Column("datum", sa.String(length=10), nullable=True),
        sa.Column("praktijksignaal", sa.Text(), nullable=True),
        sa.Column("bron", sa.Text(), nullable=True),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("nummer", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("keten", sa.String(length=100), nullable=False),
        sa.Column("is_ingetrokken", sa.Boolean(), nullable=False),
        sa.Column("wijziging", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["wijziging"],
            ["wijziging.wijziging"],
        ),
        sa.PrimaryKeyConstraint("id", "nummer"),
    )
    op.create_index(op.f("ix_praktijksignaal_versie_keten"), "praktijksignaal_versie", ["keten"], unique=False)
    op.create_index(op.f("ix_praktijksignaal_versie_wijziging"), "praktijksignaal_versie", ["wijziging"], unique=False)
    op.create_table(
        "standpunt_versie",
        sa.Column("overleg", sa.Text(), nullable=True),
        sa.Column("agendapunt", sa.Text(), nullable=True),
        sa.Column("partij", sa.Text(), nullable=True),
        sa.Column("standpunt", sa.Text(), nullable=True),
        sa.Column("datum", sa.String(length=10), nullable=True),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("nummer", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("keten", sa.String(length=100), nullable=False),
        sa.Column("is_ingetrokken", sa.Boolean(), nullable=False),
        sa.Column("wijziging", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["wijziging"],
            ["wijziging.wijziging"],
        ),
        sa.PrimaryKeyConstraint("id", "nummer"),
    )
    op.create_index(op.f("ix_standpunt_versie_keten"), "standpunt_versie", ["keten"], unique=False)
    op.create_index(op.f("ix_standpunt_versie_wijziging"), "standpunt_versie", ["wijziging"], unique=False)
    op.create_table(
        "werkwijze_versie",
        sa.Column("interval_dagen", sa.Integer(), nullable=True),
        sa.Column("volgende_datum", sa.String(length=10), nullable=True),
        sa.Column("stukken_dagen", sa.Integer(), nullable=True),
        sa.Column("cijfers_dagen", sa.Integer(), nullable=True),
        sa.Column("navraag_dagen", sa.Integer(), nullable=True),
        sa.Column("duiding_dagen", sa.Integer(), nullable=True),
        sa.Column("besluit_dagen", sa.Integer(), nullable=True),
        sa.Column("trap", sa.Text(), nullable=True),
        sa.Column("ritme", sa.String(length=40), nullable=True),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("nummer", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("keten", sa.String(length=100), nullable=False),
        sa.Column("is_ingetrokken", sa.Boolean(), nullable=False),
        sa.Column("wijziging", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["wijziging"],
            ["wijziging.wijziging"],
        ),
        sa.PrimaryKeyConstraint("id", "nummer"),
    )
    op.create_index(op.f("ix_werkwijze_versie_keten"), "werkwijze_versie", ["keten"], unique=False)
    op.create_index(op.f("ix_werkwijze_versie_wijziging"), "werkwijze_versie", ["wijziging"], unique=False)
