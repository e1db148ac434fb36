"""The log, which the database itself only lets grow; and for whose eyes a story is.

revision: 0002, after 0001
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

WEIGERING = "Het logboek kan alleen groeien."
SQLITE = (
    f"create trigger logboek_niet_wijzigen before update on logboek begin select raise(abort, '{WEIGERING}'); end",
    f"create trigger logboek_niet_wissen before delete on logboek begin select raise(abort, '{WEIGERING}'); end",
    # "insert or replace" removes a row without asking the trigger on delete.
    "create trigger logboek_niet_vervangen before insert on logboek when exists (select 1 from logboek where nummer = new.nummer) "
    f"begin select raise(abort, '{WEIGERING}'); end",
)
POSTGRESQL = (
    f"create function logboek_weigert() returns trigger language plpgsql as $$ begin raise exception '{WEIGERING}'; end $$",
    "create trigger logboek_groeit before update or delete or truncate on logboek for each statement execute function logboek_weigert()",
)


def upgrade() -> None:
    """Make the table of the log with its guards, and add a column to the stories."""
    op.create_table(
        "logboek",
        sa.Column("nummer", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("op", sa.DateTime(), nullable=False, comment="UTC"),
        sa.Column("wie", sa.Text(), nullable=True),
        sa.Column("rol", sa.Text(), nullable=True),
        sa.Column("partij", sa.Text(), nullable=True),
        sa.Column("keten", sa.Text(), nullable=True),
        sa.Column("gebeurtenis", sa.String(length=40), nullable=False),
        sa.Column("voorwerp", sa.Text(), nullable=True),
        sa.Column("vorige", sa.String(length=64), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("nummer"),
    )
    op.create_index(op.f("ix_logboek_keten"), "logboek", ["keten"], unique=False)
    op.create_index(op.f("ix_logboek_gebeurtenis"), "logboek", ["gebeurtenis"], unique=False)
    for regel in POSTGRESQL if op.get_bind().dialect.name == "postgresql" else SQLITE:
        op.execute(regel)
    op.add_column("duiding_versie", sa.Column("zichtbaarheid", sa.String(length=40), nullable=True))
