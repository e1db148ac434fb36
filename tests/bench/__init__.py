"""Measurements, run by hand with `make bench`: ratios against a floor in the same run."""
