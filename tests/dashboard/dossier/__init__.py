"""The register and all that keeps it: on SQLite and on PostgreSQL."""
