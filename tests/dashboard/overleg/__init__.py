"""The cycle of an overleg: its rules in plain Python, and its screens."""
