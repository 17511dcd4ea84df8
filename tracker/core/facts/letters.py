"""How near two words are letter by letter."""

from __future__ import annotations

import unicodedata

_LONGEST = 60


def alike(one: str, other: str) -> bool:
    """Whether two words may be two spellings of one: hardly a letter differs, accents count little."""
    left, right = _plain(one), _plain(other)
    if left == right:
        return True
    most = 2 if min(len(left), len(right)) > 4 else 1
    near = edit_distance(left, right, most) <= most
    return near and left[:1] == right[:1]


def _plain(text: str) -> str:
    folded = unicodedata.normalize("NFKD", text.casefold())
    return "".join(character for character in folded if not unicodedata.combining(character))


def edit_distance(one: str, other: str, most: int) -> int:
    """How many letters must be put in, out, in place of others, or turned round; `most` + 1 for all beyond `most`.

    Source: Damerau, A technique for computer detection and correction of spelling errors, 1964.
    """
    if abs(len(one) - len(other)) > most or max(len(one), len(other)) > _LONGEST:
        return most + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, start=1):
        older, before, row = before, row, [i]
        for j, wanted in enumerate(other, start=1):
            best = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != wanted))
            turned = i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == wanted
            row.append(min(best, older[j - 2] + 1) if turned else best)
    return row[-1]
