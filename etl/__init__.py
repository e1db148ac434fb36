"""From leveringen to a published spiegel: read, check, keep, model, publish."""
