"""Voorbeeldstad: a municipality that does not exist, with four ketens and sixty months of figures.

The texts and the shape of every reeks stand in `ketens/*.toml`, one file per keten. This package turns
them into one levering folder per keten, the same bytes for the same zaad.
"""

from etl.voorbeeld.schrijven import write_voorbeeld

__all__ = ["write_voorbeeld"]
