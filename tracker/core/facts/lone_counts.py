"""Counts without a number: `a man` who became two men, `no injuries` that became three."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from tracker.core.facts.amounts import noun_at
from tracker.core.facts.fates import FATES, stem
from tracker.core.facts.frames import begins_bare
from tracker.core.facts.number_pairs import Side, told_behind
from tracker.core.facts.tolls import fate, toll_word
from tracker.core.facts.values import Amount, AmountKind, Row
from tracker.core.facts.words.plurals import stems

_ALIKE = 0.60
# Where nobody became somebody, little else has to change for all the words in front to be others.
_NOBODY_ALIKE = 0.40
_ONE, _NONE = (1.0,), (0.0,)


def lone_counts(
    before: Side, after: Side, likeness: float, paired: Sequence[tuple[Amount, Amount]]
) -> Iterator[tuple[Amount, Amount]]:
    """Find people, or what befell them, that an article or `no` counts on one side and a number on the other.

    What is told behind both must be the same, and so must the word in front.
    """
    if likeness < _NOBODY_ALIKE:
        return
    free_old = [one for one in before.amounts if one.kind is AmountKind.COUNT and all(one is not p[0] for p in paired)]
    free_new = [one for one in after.amounts if one.kind is AmountKind.COUNT and all(one is not p[1] for p in paired)]
    persons = after.row.language.claims.persons if likeness < _ALIKE else ""
    lone_old = [one for one in _lone(before.row) if not persons or one.noun == persons] if free_new else []
    lone_new = [one for one in _lone(after.row) if not persons or one.noun == persons] if free_old else []
    yield from _joined(lone_old, before.row, free_new, after.row)
    said = [one for one in lone_new if one.first < one.last or one.value == _NONE]
    for new, old in _joined(said, after.row, free_old, before.row):
        # `Three → no people`, `two → a woman`: its noun is said behind it.
        none = min(after.row.language.claims.none, default="")
        yield old, replace(new, text=none if new.value == _NONE else after.row.at(new.first))


def _joined(lone: Sequence[Amount], mine: Row, free: Sequence[Amount], theirs: Row) -> Iterator[tuple[Amount, Amount]]:
    there = [stems(other.noun) for other in _lone(theirs)] if lone else []
    for one in lone:
        if stems(one.noun) in there:
            continue
        found = [other for other in free if one.value != other.value and _is_same(one, mine, other, theirs)]
        if len(found) == 1:
            yield (replace(one, noun=found[0].noun) if one.value == _NONE else one), found[0]


def _lone(row: Row) -> Iterator[Amount]:
    """People with an article, and people or their fates of which there are none; in a headline, one without either."""
    language = row.language
    if begins_bare(row):
        noun = noun_at(row, 0)
        text = row.written(0, len(noun.split()))
        yield Amount(value=_ONE, kind=AmountKind.COUNT, text=text, first=0, last=0, noun=noun)
    for place, word in enumerate(row.lower):
        none = word in language.claims.none
        pair = none and row.at(place + 1) in language.ones
        if pair or word in language.claims.nobody:
            # Its last word stands where a noun would.
            text = row.written(place, place + 1 + pair)
            yield Amount(
                value=_NONE,
                kind=AmountKind.COUNT,
                text=text,
                first=place,
                last=place + pair,
                noun=language.claims.persons,
            )
            continue
        if not none and word not in language.articles:
            continue
        noun = noun_at(row, place + 1)
        if noun:
            last = place + 1 if none else place + 1 + len(noun.split())
            text = row.written(place, last)
            value = _NONE if none else _ONE
            yield Amount(value=value, kind=AmountKind.COUNT, text=text, first=place, last=place + 1, noun=noun)


def _is_same(one: Amount, mine: Row, other: Amount, theirs: Row) -> bool:
    """Whether both count the same people: by their noun, what is told behind, and the word in front."""
    # Nobody who became a firefighter: any person will do.
    nobody = one.value == _NONE and one.noun == mine.language.claims.persons
    if not one.noun or not (nobody or stems(one.noun) <= stems(other.noun)) or not _is_of_people(other, theirs):
        return False
    behind, lead = (told_behind(one, mine), told_behind(other, theirs)), mine.at(one.first - 1)
    told = behind[0] == behind[1] and bool(behind[0] or lead)
    return told and (lead in (theirs.at(other.first - 1), "there") or (not lead and _only_qualified(other, theirs)))


def _only_qualified(amount: Amount, row: Row) -> bool:
    """Whether a sentence begins with a number, but for `at least` and the like."""
    return tuple(row.lower[: amount.first]) in row.language.claims.qualifiers


def _is_of_people(amount: Amount, row: Row) -> bool:
    people = stems(" ".join(row.language.people))
    named = not people.isdisjoint(stems(amount.noun)) or bool(toll_word(amount.noun, row.language))
    return named or fate(amount, row) is not None or any(stem(word) in FATES for word in amount.noun.split())
