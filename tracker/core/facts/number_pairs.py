"""Which number of a sentence became which of another."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from tracker.core.facts.amounts import amounts
from tracker.core.facts.crossings import Crossing
from tracker.core.facts.frames import frame, is_told, with_ones
from tracker.core.facts.tolls import fate
from tracker.core.facts.values import Amount, AmountKind, Row, value
from tracker.core.facts.words import Words
from tracker.core.facts.words.plurals import stems
from tracker.core.text.light_words import LIGHT_WORDS

_ALIKE = 0.60
# Points that tell that two numbers count the same: more are asked for where the sentences are less alike.
_ENOUGH, _ENOUGH_UNLIKE = 1.5, 3.0
# What grows more, in other surroundings, is mostly the count of another thing of that name.
_MOST_GROWTH = 8
# Which share of the words in front must be the same where the sentences are hardly alike.
_BESIDE_UNLIKE = 0.25
_REACH = 3
_PARTED = frozenset(",;.")
_CALENDAR = frozenset(
    (AmountKind.DATE, AmountKind.MONTH, AmountKind.WEEKDAY, AmountKind.YEAR, AmountKind.TIME, AmountKind.ORDINAL)
)


class Side:
    """A sentence and its numbers."""

    __slots__ = ("amounts", "row")

    def __init__(self, sentence: str, language: Words) -> None:
        self.row = Row(sentence, language)
        self.amounts = amounts(self.row)

    def is_told(self) -> bool:
        """Whether words tell what its numbers are."""
        return is_told(self.row, self.amounts)


def changed_amounts(before: Side, after: Side, likeness: float) -> Iterator[tuple[Amount, Amount]]:
    """Find the numbers of one sentence that became others in another that is so much like it."""
    old, new = with_ones(before.row, before.amounts), with_ones(after.row, after.amounts)
    if len(old) == len(new) and frame(before.row, old) == frame(after.row, new) and before.is_told():
        crossing = Crossing(before.row, after.row, old, new)
        pairs = (both for both in zip(old, new, strict=True) if _became(*both) and not _listed(*both, old, new))
        yield from (both for both in pairs if not crossing.parts(*both))
        return
    old, new = before.amounts, after.amounts
    if likeness < _ALIKE and not before.is_told():
        return
    stands = _stands if likeness >= _ALIKE else _is_on
    untold = _untold(before, after)
    free = [amount for amount in new if amount.kind not in untold and not stands(amount, old)]
    crossing = Crossing(before.row, after.row, old, new)
    enough, beside = (_ENOUGH, 0.0) if likeness >= _ALIKE else (_ENOUGH_UNLIKE, _BESIDE_UNLIKE)
    for one in old:
        if one.kind in untold or stands(one, new):
            continue
        rated = [
            (_points(one, other, before.row, after.row) + _alone(one, other, old, new, before.row, after.row), -place)
            for place, other in enumerate(free)
            if one.kind is other.kind
            and not crossing.parts(one, other)
            and not _is_another(one, other, before.row, after.row)
            and (likeness >= _ALIKE or not _is_told_of_else(one, other, before.row, after.row))
        ]
        points, place = max(rated, default=(0.0, 0))
        if points >= enough and _beside(one, free[-place], before.row, after.row) >= beside:
            yield one, free.pop(-place)


def _untold(before: Side, after: Side) -> set[AmountKind]:
    """Kinds of which no number is paired: codes, and the sets of a match of which one side has more."""
    runs = _scores_in_a_row(before), _scores_in_a_row(after)
    return {AmountKind.OTHER, *((AmountKind.SCORE,) if runs[0] != runs[1] and max(runs) > 1 else ())}


def _scores_in_a_row(side: Side) -> int:
    """How many scores stand with nothing but commas between them, as the sets of `6-3, 4-6, 7-5`."""
    most, length, last = 0, 0, -1
    for one in side.amounts:
        if one.kind is AmountKind.SCORE:
            follows = last > 0 and one.first == last + 1 and side.row.at(last) == ","
            length, last = length + 1 if follows else 1, one.last
            most = max(most, length)
    return most


def changed_measures(before: Side, after: Side, likeness: float) -> Iterator[tuple[Amount, Amount]]:
    """Find amounts that stand as they were, but of another measure: `1,200 hectares` that became `1,200 acres`."""
    if likeness < _ALIKE:
        return
    for one in before.amounts:
        found = [other for other in after.amounts if other.value == one.value]
        measures = [_measure(amount, before.row.language) for amount in (one, *found)]
        if len(found) == 1 and "" not in measures and measures[0] != measures[1]:
            yield one, found[0]


def _measure(amount: Amount, language: Words) -> str:
    counts = amount.kind is AmountKind.COUNT
    return language.same_measures.get(amount.noun.partition(" ")[0].lower(), "") if counts else ""


def _became(one: Amount, other: Amount) -> bool:
    """Whether a number in the same place of the same words is another one."""
    return one.kind is other.kind is not AmountKind.OTHER and not _equal(one, other)


def _listed(one: Amount, other: Amount, old: list[Amount], new: list[Amount]) -> bool:
    """Whether both are days that stand on both sides: in another order they say the same."""
    days = one.kind in _CALENDAR
    return days and any(_equal(one, found) for found in new) and any(_equal(other, found) for found in old)


def _stands(one: Amount, others: list[Amount]) -> bool:
    """Whether a number is on the other side too, and not there only by chance, as the count of another thing."""
    same = [other for other in others if _equal(one, other)]
    if not same or not any(_same_noun(one.noun, other.noun) for other in others if not _equal(one, other)):
        return bool(same)
    return any(not one.noun or not other.noun or _same_noun(one.noun, other.noun) for other in same)


def _is_on(one: Amount, others: list[Amount]) -> bool:
    """Whether a number is on the other side at all: enough where the sentences are hardly alike."""
    return any(_equal(one, other) for other in others)


def _equal(one: Amount, other: Amount) -> bool:
    kindred = one.kind is other.kind or not {one.kind, other.kind} & _CALENDAR
    return kindred and one.value == other.value and (one.unit == other.unit or not one.unit or not other.unit)


def _beside(old: Amount, new: Amount, before: Row, after: Row) -> float:
    """Which share of the few words to the left of two numbers is the same; 1.0 where both words behind them are."""
    if before.lower[old.last : old.last + 2] == after.lower[new.last : new.last + 2]:
        return 1.0
    left_old = set(before.lower[max(0, old.first - _REACH) : old.first])
    left_new = set(after.lower[max(0, new.first - _REACH) : new.first])
    return len(left_old & left_new) / max(1, len(left_old | left_new))


def _points(old: Amount, new: Amount, before: Row, after: Row) -> float:
    """How sure it is that two numbers count the same: the noun, and the words on either side."""
    left_old = set(before.lower[max(0, old.first - _REACH) : old.first])
    left_new = set(after.lower[max(0, new.first - _REACH) : new.first])
    right_old, right_new = before.lower[old.last : old.last + 2], after.lower[new.last : new.last + 2]
    around = len(left_old & left_new) / max(1, len(left_old | left_new))
    if not around and _growth(old, new) > _MOST_GROWTH:
        return 0.0
    same_fate = _fate_beside(old, before) == _fate_beside(new, after) != ""
    same_next = right_old[:1] == right_new[:1] != []
    same_start = old.first == new.first == 0
    return (
        max(2 * _same_noun(old.noun, new.noun), 2 * same_fate)
        + around
        + same_next
        + same_start
        + 0.5 * (same_next and right_old == right_new)
        + 0.5 * (around == 1 and right_old[1:] == right_new[1:])
    )


def _fate_beside(amount: Amount, row: Row) -> str:
    """What befell those that a number counts, by the group of the word in front of it or right behind it."""
    beside = (row.at(amount.first - 1), amount.noun.partition(" ")[0].lower())
    found = filter(None, map(row.language.toll.fullmatch, beside))
    return next((match.lastgroup or "" for match in found), "")


def _growth(old: Amount, new: Amount) -> float:
    small, large = sorted((old.value[0], new.value[0]))
    return large / small if small > 0 else 1.0


def _is_another(one: Amount, other: Amount, before: Row, after: Row) -> bool:
    """Whether one is of Lee and the other of Park, one counts the dead and the other the injured, or the like."""
    mine, theirs = _owner(one, before), _owner(other, after)
    if mine and theirs and mine != theirs and mine in after.lower and theirs in before.lower:
        return True
    if one.kind not in (AmountKind.COUNT, AmountKind.ROUGH):
        return False
    if _is_whole(one, before) is not _is_whole(other, after):
        return True
    found = [fate(amount, row) for amount, row in ((one, before), (other, after))]
    return None not in found and found[0] != found[1]


@lru_cache(maxsize=256)
def _owner(amount: Amount, row: Row) -> str:
    """The name close in front of a number, in lower case: `Spain 4`, `Lee won 41%`; empty where there is none."""
    if not row.language.capitals:
        return ""
    for place in range(amount.first - 1, max(-1, amount.first - 1 - _REACH), -1):
        word = row.at(place)
        if value(word, row.language) is not None or word in _PARTED:
            return ""
        if row.is_capital(place) and word not in row.language.no_names:
            return word
    return ""


def _is_told_of_else(one: Amount, other: Amount, before: Row, after: Row) -> bool:
    """Whether two sentences that are hardly alike tell something else of two numbers, or one is many times the other.

    `20 homes burned` and `35 homes were sold` are no step from 20 to 35.
    """
    if _growth(one, other) > _MOST_GROWTH:
        return True
    if one.kind is not AmountKind.COUNT:
        return False
    fates = fate(one, before), fate(other, after)
    told = told_behind(one, before), told_behind(other, after)
    return fates[0] != fates[1] or (fates[0] is None and "" not in told and told[0] != told[1])


def told_behind(amount: Amount, row: Row) -> str:
    """Give the first telling word behind a number and its noun, within a few; empty where there is none."""
    start = amount.last + len(amount.noun.split())
    near = row.lower[start : start + _REACH]
    return next((word for word in near if word.isalpha() and word not in LIGHT_WORDS), "")


def _is_whole(amount: Amount, row: Row) -> bool:
    """Whether a number is that of which another is a part: `22 of 67 counties`, `five of the 12 injured`."""
    place = amount.first - 1
    while row.at(place) in row.language.skipped_before_noun and row.at(place) != row.language.of:
        place -= 1
    return (
        bool(row.at(place)) and row.at(place) == row.language.of and value(row.at(place - 1), row.language) is not None
    )


def _alone(one: Amount, other: Amount, old: list[Amount], new: list[Amount], before: Row, after: Row) -> float:
    """Half a point for the only date, day or time of both sentences behind the same word."""
    if one.kind not in _CALENDAR or before.at(one.first - 1) != after.at(other.first - 1):
        return 0.0
    return 0.5 * (sum(amount.kind is one.kind for amount in (*old, *new)) == len((one, other)))


def _same_noun(old: str, new: str) -> bool:
    return not stems(old).isdisjoint(stems(new))
