"""The parts of the page Overleg: choose, prepare, hold, follow up."""
