"""Two sentences word by word: which words of one became which of the other."""

from __future__ import annotations

from difflib import SequenceMatcher

from tracker.core.facts.changes import Changed
from tracker.core.text.words import words

_MOST_WORDS = 120


class Edit:
    """A sentence that became another, word by word.

    Attributes:
        old, new: the words and signs of both, blanks left out.
        runs: where they differ: first and last place in the old one, then in the new one, half open.
    """

    __slots__ = ("new", "old", "pair", "runs")

    def __init__(self, pair: Changed) -> None:
        self.pair = pair
        self.old, self.new = _words(pair.before), _words(pair.after)
        self.runs = self._runs()

    def _runs(self) -> tuple[tuple[int, int, int, int], ...]:
        if max(len(self.old), len(self.new)) > _MOST_WORDS:
            return ()
        matcher = SequenceMatcher(None, self.old, self.new, autojunk=False)
        return tuple(places for tag, *places in matcher.get_opcodes() if tag != "equal")  # type: ignore[misc]

    def swaps(self) -> list[tuple[int, int, int, int]]:
        """Those runs that have words on both sides."""
        return [run for run in self.runs if run[0] < run[1] and run[2] < run[3]]


def _words(sentence: str) -> list[str]:
    return [token.strip() for token in words(sentence) if token.strip()]
