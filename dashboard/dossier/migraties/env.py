"""How alembic reaches the database: over the connection it is given. Nothing runs from a settings file."""

from alembic import context

from dashboard.dossier.tabellen import Basis

context.configure(connection=context.config.attributes["connection"], target_metadata=Basis.metadata, render_as_batch=True)
with context.begin_transaction():
    context.run_migrations()
