"""The macros that rules may call; only those that are called are made, for to make all of them takes longer than to ask a rule."""

import re
from collections.abc import Mapping

BEGIN = "create or replace temp macro "


def split_macros(*teksten: str) -> dict[str, str]:
    """Each macro by its name, with the text that makes it, in the order in which they can be made."""
    return {deel.partition("(")[0]: BEGIN + deel for tekst in teksten for deel in tekst.split(BEGIN)[1:]}


def called_by(sql: str, macros: Mapping[str, str]) -> list[str]:
    """The texts of the macros that `sql` calls, and of those that these call, in their own order."""
    nodig: set[str] = set()
    te_lezen = [sql]
    while te_lezen:
        tekst = te_lezen.pop()
        nieuw = {naam for naam in macros.keys() - nodig if re.search(rf"\b{naam}\(", tekst)}
        nodig |= nieuw
        te_lezen += [macros[naam] for naam in nieuw]
    return [tekst for naam, tekst in macros.items() if naam in nodig]
