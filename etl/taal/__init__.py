"""Dutch for the words that the command-line library says itself."""

import gettext
import os
from pathlib import Path


def use_dutch() -> None:
    """Let gettext find our catalogue; call this before the commands are imported."""
    gettext.bindtextdomain("messages", str(Path(__file__).parent))
    os.environ["LANGUAGE"] = "nl"
