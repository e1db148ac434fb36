"""The dossier: what people say and agree. Live, append-only, and shown together with the spiegel."""
