"""What happens to the magazijn when things go wrong: kills, damage, two at once, a clock that jumps. `make chaos` prints figures."""
