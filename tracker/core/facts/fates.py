"""English words for what befell people, by what they mean, and those for people that say no more than that: data."""

from __future__ import annotations

_DEAD = "dead death died die dying killed fatality fatalities deceased slain"
_INJURED = "injured injury injuries wounded hurt"
_OTHERS = (
    "missing rescued arrested detained displaced infected hospitalised hospitalized trapped stranded freed evacuated"
)
_GENERIC = "people person persons victim victims body bodies toll a an of the in at least"


def stem(word: str) -> str:
    """Give a word in lower case without the s of its plural."""
    lower = word.lower()
    return lower[:-1] if lower.endswith("s") and not lower.endswith("ss") and len(lower) > 3 else lower


FATES = {
    **{stem(word): "dead" for word in _DEAD.split()},
    **{stem(word): "injured" for word in _INJURED.split()},
    **{stem(word): word for word in _OTHERS.split()},
}
"""The fate that the stem of a word tells of; only what surely means the same is one fate."""

GENERIC = frozenset(map(stem, _GENERIC.split()))
"""Stems that a count may have or lack without counting anything else."""
