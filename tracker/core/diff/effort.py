"""How much work one diff may cost: steps are counted, never time, so that a diff is the same on every machine."""

from __future__ import annotations

# About a second on a small server. A step is one token compared with one other, or one character read again.
MOST_STEPS = 3_000_000


class Effort:
    """The steps that are left to one diff, and whether any were refused."""

    __slots__ = ("coarse", "left")

    def __init__(self, steps: int = MOST_STEPS) -> None:
        self.left = steps
        self.coarse = False

    def spend(self, steps: int) -> bool:
        """Take so many steps; False, and `coarse` from then on, where they are not left."""
        if steps > self.left:
            self.coarse = True
            return False
        self.left -= steps
        return True
