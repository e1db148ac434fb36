"""The rules of the dossier."""
