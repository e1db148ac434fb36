"""Shared pieces of screen. Most are pure functions that return safe HTML; see markering.py."""
