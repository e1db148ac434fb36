"""The signals: neutral questions about the keten or about the measuring, one rule per pair of files.

A rule is `etl/models/40_signalen/<regel>.sql` (what is asked about, and when) with `<regel>.toml` (the question, its innocent
explanations, its thresholds and their reasons). It is picked up by being there; a mistake in any of them stops the build.
"""

from etl.signalen.regelbestand import REGELS
from etl.signalen.uitvoeren import ask_all

__all__ = ["REGELS", "ask_all"]
