"""What stands in front of a number and says how exact it is: `nearly`, `at least`, `more than`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from tracker.core.facts.edits import Edit
from tracker.core.facts.number_pairs import Side
from tracker.core.facts.values import Amount, Row
from tracker.core.facts.words import Words
from tracker.model import Confidence, Fact, FactKind

_ALIKE = 0.60


def qualified(old: Amount, new: Amount, before: Row, after: Row) -> tuple[str, str] | None:
    """Both numbers as they are written with what qualifies them; None where both are qualified alike, or not at all.

    Where one is not, the word in front must be the same: in `a law about 12 ports` nothing is.
    """
    one, other = _qualifier(old, before), _qualifier(new, after)
    meanings = before.language.claims.qualifiers.get(one), after.language.claims.qualifiers.get(other)
    if meanings[0] == meanings[1]:
        return None
    leads = before.at(old.first - len(one) - 1), after.at(new.first - len(other) - 1)
    if None in meanings and leads[0] != leads[1]:
        return None
    return " ".join((*one, old.text)), " ".join((*other, new.text))


def qualifier_facts(edits: Sequence[Edit], language: Words) -> Iterator[Fact]:
    """Numbers that stand and are qualified otherwise, each once."""
    seen: set[tuple[str, str]] = set()
    for edit in edits:
        if edit.pair.likeness < _ALIKE or not _may_be(edit, language):
            continue
        before, after = Side(edit.pair.before, language), Side(edit.pair.after, language)
        for told in _standing(before, after):
            if told not in seen:
                seen.add(told)
                yield _fact(edit, *told)


def _standing(before: Side, after: Side) -> Iterator[tuple[str, str]]:
    """Numbers that stand once on each side and are qualified otherwise."""
    for old in before.amounts:
        same = [new for new in after.amounts if (new.kind, new.value) == (old.kind, old.value)]
        alone = sum((one.kind, one.value) == (old.kind, old.value) for one in before.amounts) == len(same) == 1
        told = qualified(old, same[0], before.row, after.row) if alone else None
        if told:
            yield told


def _fact(edit: Edit, before: str, after: str) -> Fact:
    return Fact(
        kind=FactKind.HEDGE,
        text=f"{before} → {after}",
        before=before,
        after=after,
        place=edit.pair.place,
        block=edit.pair.block,
        confidence=Confidence.UNSURE,
    )


def _may_be(edit: Edit, language: Words) -> bool:
    """Whether a word that qualifies numbers is among those that changed."""
    touched = (word for run in edit.runs for word in (*edit.old[run[0] : run[1]], *edit.new[run[2] : run[3]]))
    return any(word.lower() in _words(language) for word in touched)


@cache
def _words(language: Words) -> frozenset[str]:
    return frozenset(word for phrase in language.claims.qualifiers for word in phrase)


def _qualifier(amount: Amount, row: Row) -> tuple[str, ...]:
    """The longest phrase that ends in front of a number; empty where there is none."""
    known = row.language.claims.qualifiers
    longest = max(map(len, known), default=0)
    for length in range(min(longest, amount.first), 0, -1):
        phrase = tuple(row.lower[amount.first - length : amount.first])
        if phrase in known:
            return phrase
    return ()
