"""What happens to magazijn and dossier when things go wrong: kills, damage, two at once, a clock that jumps. `make chaos` tells."""
