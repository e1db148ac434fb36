"""The keuring: every fault and warning of a levering at once, before anything is kept."""
