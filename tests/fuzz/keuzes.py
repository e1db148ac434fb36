"""Where the choices of a mutation come from: a seed, or the bytes that a coverage-guided engine tries."""

import random


class ByteKeuzes(random.Random):
    """Random choices read from bytes, so that an engine that changes a byte changes one choice.

    When the bytes are used up the choices go on from a seed made of all of them: a short input is a whole levering too.
    """

    def __init__(self, inhoud: bytes) -> None:
        self._inhoud = inhoud
        self._plaats = 0
        super().__init__(int.from_bytes(inhoud, "big"))

    def getrandbits(self, k: int, /) -> int:
        """Give k bits, from the bytes while there are any."""
        aantal = (k + 7) // 8
        if self._plaats + aantal > len(self._inhoud):
            return super().getrandbits(k)
        stuk = self._inhoud[self._plaats : self._plaats + aantal]
        self._plaats += aantal
        return int.from_bytes(stuk, "big") >> (8 * aantal - k)

    def random(self) -> float:
        """Give a number from 0 up to 1; one byte is enough for a choice of this kind."""
        return self.getrandbits(8) / 256 if self._plaats < len(self._inhoud) else super().random()
