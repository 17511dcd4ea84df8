"""Spellings that were mended: sentences in which a letter or two of one word differ."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tracker.core.facts.edits import Edit
from tracker.core.facts.letters import edit_distance
from tracker.core.facts.values import value
from tracker.core.facts.words import Words
from tracker.model import Confidence, Fact, FactKind

_SHORTEST, _SHORTEST_TURNED = 5, 3
_MOST_LETTERS = 2
_INFLECTION = re.compile(r"(?:ings?|ed|e?s|e?rs?|ly|e?n|ions?|al|y|ies|ied|t|st|e|[aeiouáéíóúàèêâ]{1,2}[ns]?)?")


def spelling_facts(edits: Sequence[Edit], language: Words) -> Iterator[Fact]:
    """Sentences in which one word alone is written otherwise, by a letter or two."""
    seen: set[tuple[str, str]] = set()
    for edit in edits:
        if len(edit.runs) != 1:
            continue
        ((first, last, start, end),) = edit.runs
        if (last - first, end - start) != (1, 1):
            continue
        old, new = edit.old[first], edit.new[start]
        if (old, new) not in seen and _is_fix(old, new, language):
            seen.add((old, new))
            yield Fact(
                kind=FactKind.SPELLING,
                text=f"“{old}” → “{new}”",
                before=old,
                after=new,
                place=edit.pair.place,
                block=edit.pair.block,
                confidence=Confidence.UNSURE,
            )


def _is_fix(old: str, new: str, language: Words) -> bool:
    turned = sorted(old.lower()) == sorted(new.lower()) and edit_distance(old.lower(), new.lower(), 1) == 1
    if min(len(old), len(new)) < (_SHORTEST_TURNED if turned else _SHORTEST) or not (old.isalpha() and new.isalpha()):
        return False
    if old[0] != new[0] or old.lower() == new.lower() or value(old, language) or value(new, language):
        return False
    one, other = old.lower(), new.lower()
    return edit_distance(one, other, _MOST_LETTERS) <= _MOST_LETTERS and not is_inflected(one, other)


def is_inflected(one: str, other: str) -> bool:
    """Whether both may be forms of one word: `kill`, `kills`, `killed`."""
    shared = 0
    while shared < min(len(one), len(other)) and one[shared] == other[shared]:
        shared += 1
    rests = [word[shared:] for word in (one, other)]
    if "d" in rests and one[shared - 1 : shared] != "e":
        return False
    return all(rest == "d" or _INFLECTION.fullmatch(rest) for rest in rests)
