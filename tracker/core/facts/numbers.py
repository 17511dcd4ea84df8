"""Numbers that changed, with the noun they count."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import takewhile

from tracker.core.facts.amounts import amounts, shared_words
from tracker.core.facts.changes import Changed
from tracker.core.facts.notes import note_kind
from tracker.core.facts.values import Amount, AmountKind, Row, value
from tracker.core.facts.words import Words
from tracker.core.facts.words.plurals import PLURALS
from tracker.model import Fact, FactKind, NoteKind

_ALIKE = 0.60
# Points that tell that two numbers count the same: more are asked for where the sentences are less alike.
_ENOUGH, _ENOUGH_UNLIKE = 1.5, 3.1
# What grows more, in other surroundings, is mostly the count of another thing of that name.
_MOST_GROWTH = 8
_REACH = 3
_TOLL_REACH = 6
# Numbers compared with one another in one story: beyond it, in tables and floods of figures, they are not told.
_MOST_CELLS = 100_000
_MOST_TOLD = 200
_WITH_NOUN = frozenset((AmountKind.COUNT, AmountKind.MONEY, AmountKind.PERCENT, AmountKind.ORDINAL))
_TOLD_AS = {AmountKind.MONTH: "date", AmountKind.WEEKDAY: "date", AmountKind.YEAR: "date"}
_CALENDAR = frozenset(
    (AmountKind.DATE, AmountKind.MONTH, AmountKind.WEEKDAY, AmountKind.YEAR, AmountKind.TIME, AmountKind.ORDINAL)
)


class _Side:
    """A sentence and its numbers."""

    __slots__ = ("amounts", "row")

    def __init__(self, sentence: str, language: Words) -> None:
        self.row = Row(sentence, language)
        self.amounts = amounts(self.row)


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One number that became another.

    Attributes:
        counted: what both count, in words for people: `people (killed)`.
        noun: the same as one noun: `people`; empty where it is not clear.
        toll: what befell those it counts, such as `killed`; empty for other numbers.
        pair: the sentence it stands in.
    """

    old: Amount
    new: Amount
    counted: str
    noun: str
    toll: str
    pair: Changed

    @property
    def text(self) -> str:
        """The step in words for people: `174 → 177 killed`."""
        return f"{self.old.text} → {self.new.text} {self.counted}".rstrip()

    def repeats(self, other: Step) -> bool:
        """Whether the other said the same before: the same two values, of what may be the same thing."""
        if (self.old.value, self.new.value, self.old.kind) != (other.old.value, other.new.value, other.old.kind):
            return False
        mine, theirs = _stems(self.counted), _stems(other.counted)
        return not mine or not theirs or not mine.isdisjoint(theirs) or bool(self.toll and other.toll)


def number_steps(pairs: tuple[Changed, ...], language: Words) -> list[Step]:
    """Numbers that became others, each once, in the order of the text: the headline first."""
    seen: list[Step] = []
    room = _MOST_CELLS
    for pair in pairs:
        if _is_about_itself(pair.before, language) or _is_about_itself(pair.after, language):
            continue
        before, after = _Side(pair.before, language), _Side(pair.after, language)
        room -= len(before.amounts) * len(after.amounts)
        if room < 0 or len(seen) >= _MOST_TOLD:
            break
        for old, new in _changed(before, after, pair.likeness):
            if _is_elsewhere(old, before.row, pair):
                continue
            step = _step(old, new, before.row, after.row, pair)
            _keep(step, seen)
    return seen


def _keep(step: Step, seen: list[Step]) -> None:
    """Add a step unless it was seen; where one of the two says what is counted, that one stands for both."""
    for place, other in enumerate(seen):
        if step.repeats(other):
            if step.noun and not other.noun:
                seen[place] = step
            return
    seen.append(step)


def number_fact(step: Step) -> Fact:
    """Tell one number that changed."""
    return Fact(
        kind=FactKind.NUMBER,
        text=step.text,
        before=step.old.text,
        after=step.new.text,
        place=step.pair.place,
        block=step.pair.block,
        number="toll" if step.toll else _TOLD_AS.get(step.new.kind, step.new.kind.value),
        noun=step.noun or step.toll,
    )


def _is_elsewhere(old: Amount, row: Row, pair: Changed) -> bool:
    """Whether a number with the word behind it stands on in the paragraph, in a sentence that was cut otherwise."""
    if pair.whole is None or old.kind is not AmountKind.COUNT or not old.noun:
        return False
    return row.written(old.first, old.last + 1) in pair.whole.after.replace(pair.after, "")


def _step(old: Amount, new: Amount, before: Row, after: Row, pair: Changed) -> Step:
    noun = " ".join(shared_words(old.noun, new.noun)) or new.noun or old.noun
    is_count = new.kind is AmountKind.COUNT
    toll = (_toll(replace(new, noun=noun), after) or _toll_word(noun, after.language)) if is_count else ""
    counted = _counted(old, new, before, after)
    known = new.kind in _WITH_NOUN
    return Step(old=old, new=new, counted=counted, noun=noun if known else "", toll=toll, pair=pair)


def _is_about_itself(sentence: str, language: Words) -> bool:
    """Whether it is a note or a stamp: its dates move with every publication."""
    if language.notes.stamp.match(sentence):
        return True
    return note_kind(sentence, language) not in (None, NoteKind.NOTICE)


def _changed(before: _Side, after: _Side, likeness: float) -> Iterator[tuple[Amount, Amount]]:
    old, new = before.amounts, after.amounts
    stands = _stands if likeness >= _ALIKE else _is_on
    free = [amount for amount in new if amount.kind is not AmountKind.OTHER and not stands(amount, old)]
    enough = _ENOUGH if likeness >= _ALIKE else _ENOUGH_UNLIKE
    for one in old:
        if one.kind is AmountKind.OTHER or stands(one, new):
            continue
        rated = [
            (_points(one, other, before.row, after.row) + _alone(one, other, old, new, before.row, after.row), -place)
            for place, other in enumerate(free)
            if one.kind is other.kind and not _is_another(one, other, before.row, after.row)
        ]
        points, place = max(rated, default=(0.0, 0))
        if points >= enough:
            yield one, free.pop(-place)


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


def _points(old: Amount, new: Amount, before: Row, after: Row) -> float:
    """How sure it is that two numbers count the same: the noun, and the words on either side."""
    left_old = set(before.lower[max(0, old.first - _REACH) : old.first])
    left_new = set(after.lower[max(0, new.first - _REACH) : new.first])
    right_old, right_new = before.lower[old.last : old.last + 2], after.lower[new.last : new.last + 2]
    around = len(left_old & left_new) / max(1, len(left_old | left_new))
    if not around and _growth(old, new) > _MOST_GROWTH:
        return 0.0
    same_next = right_old[:1] == right_new[:1] != []
    same_start = old.first == new.first == 0
    return (
        2 * _same_noun(old.noun, new.noun)
        + around
        + same_next
        + same_start
        + 0.5 * (same_next and right_old == right_new)
        + 0.5 * (around == 1 and right_old[1:] == right_new[1:])
    )


def _growth(old: Amount, new: Amount) -> float:
    small, large = sorted((old.value[0], new.value[0]))
    return large / small if small > 0 else 1.0


def _is_another(one: Amount, other: Amount, before: Row, after: Row) -> bool:
    """Whether one counts the dead and the other the injured, or the like."""
    if one.kind is not AmountKind.COUNT:
        return False
    found = [_fate(amount, row) for amount, row in ((one, before), (other, after))]
    return None not in found and found[0] != found[1]


def _fate(amount: Amount, row: Row) -> str | None:
    """What befell those that a number counts, by the group of words; None where it says nothing."""
    found = row.language.toll.search(amount.noun) or row.language.toll.search(_surroundings(amount, row))
    return found.lastgroup if found else None


def _alone(one: Amount, other: Amount, old: list[Amount], new: list[Amount], before: Row, after: Row) -> float:
    """Half a point for the only date, day or time of both sentences behind the same word."""
    if one.kind not in _CALENDAR or before.at(one.first - 1) != after.at(other.first - 1):
        return 0.0
    return 0.5 * (sum(amount.kind is one.kind for amount in (*old, *new)) == len((one, other)))


def _same_noun(old: str, new: str) -> bool:
    return not _stems(old).isdisjoint(_stems(new))


def _stems(noun: str) -> set[str]:
    words = (PLURALS.get(word, word) for word in re.findall(r"\w+", noun.lower()))
    return {word[:-1] if word.endswith("s") and len(word) > _REACH else word for word in words}


def _counted(old: Amount, new: Amount, before: Row, after: Row) -> str:
    """What both count: `killed`, `people (killed)`, `percent of voters`, `(age)`."""
    if new.kind is AmountKind.PERCENT:
        share = f"{new.lead} {new.noun}".strip() if new.noun and new.noun == old.noun else ""
        return share if "%" in new.text else f"{_percent(new, after)} {share}".rstrip()
    if new.kind is AmountKind.AGE and not after.language.age.search(new.text) and "old" not in new.text:
        return _years(new, after)
    noun = " ".join(shared_words(old.noun, new.noun)) or new.noun or old.noun
    if new.kind is not AmountKind.COUNT:
        return f"{new.lead} {noun}".strip() if noun else ""
    aside = _toll(replace(new, noun=noun), after) if noun else _toll(new, after) or _name(old, new, before, after)
    return f"{noun} ({aside})".strip() if aside else noun


def _percent(amount: Amount, row: Row) -> str:
    """The word for percent, in one form: English has three."""
    if row.language.language == "en":
        return "percent"
    alone = row.at(amount.last) in row.language.percent
    return " ".join(row.words[amount.last : amount.last + (1 if alone else 2)])


def _years(amount: Amount, row: Row) -> str:
    """`years old` where the text says so; else `(age)`."""
    if row.language.language == "en":
        return "years old" if amount.noun.startswith("year") else "(age)"
    behind = (row.words[amount.last : amount.last + len(words)] for words in row.language.age_behind)
    return next((" ".join(said) for said in behind if _is_said(said, row.language)), "(age)")


def _is_said(words: list[str], language: Words) -> bool:
    return tuple(word.lower() for word in words) in language.age_behind


def _name(old: Amount, new: Amount, before: Row, after: Row) -> str:
    """`Flight` in front of `302`, `magnitude` in front of `6.1`: the word that stands before its number."""
    word = after.at(new.first - 1)
    names = after.is_capital(new.first - 1) and word.isalpha() and word not in after.language.weekdays
    told = word == before.at(old.first - 1) and (names or word in after.language.measures_before)
    return after.words[new.first - 1] if told else ""


def _toll(amount: Amount, row: Row) -> str:
    """The word near a number that says what befell those it counts; empty where the noun says it, or nothing does."""
    if _toll_word(amount.noun, row.language):
        return ""
    return _toll_word(_surroundings(amount, row), row.language)


def _surroundings(amount: Amount, row: Row) -> str:
    """The words about a number: up to the next number on either side, without what the one before it counts."""
    start = max(0, amount.first - _TOLL_REACH)
    left = list(_near(reversed(row.words[start : amount.first]), row.language))[::-1]
    behind_number = len(left) < amount.first - start
    if behind_number and left and row.language.toll.fullmatch(left[0]):
        del left[0]
    return " ".join((*left, *_near(row.words[amount.last : amount.last + _TOLL_REACH], row.language)))


def _toll_word(text: str, language: Words) -> str:
    found = language.toll.search(text)
    return found.group().lower() if found else ""


def _near(row: Iterable[str], language: Words) -> Iterator[str]:
    """Beyond another number the words are about what that one counts; `one` is no such border."""
    return takewhile(lambda word: word.lower() in language.ones or value(word, language) is None, row)
