"""Corrections tied to the sentences that they changed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from tracker.core.facts.amounts import amounts
from tracker.core.facts.changes import Changed, Changes
from tracker.core.facts.notes import note_kind
from tracker.core.facts.numbers import Step
from tracker.core.facts.values import Amount, AmountKind, Row
from tracker.core.facts.words import Words
from tracker.core.text.light_words import LIGHT_WORDS
from tracker.core.text.likeness import content_words
from tracker.model import Fact, FactKind, NoteKind, Story

TIED = frozenset((FactKind.CORRECTION_ADDED, FactKind.CLARIFICATION_ADDED))
_NOTES = frozenset((NoteKind.CORRECTION, NoteKind.CLARIFICATION, NoteKind.EDITORS_NOTE, NoteKind.UPDATE))
_DATES = frozenset((AmountKind.DATE, AmountKind.MONTH, AmountKind.WEEKDAY, AmountKind.YEAR, AmountKind.TIME))
_NATURES = {
    AmountKind.AGE: "age",
    AmountKind.COUNT: "number",
    AmountKind.MONEY: "number",
    AmountKind.PERCENT: "number",
    AmountKind.ROUGH: "number",
    AmountKind.SHARE: "number",
} | dict.fromkeys(_DATES, "date")
_IN_WORDS = frozenset((AmountKind.ROUGH, AmountKind.SHARE))
# Marks a sentence needs to be tied: what the note says of the words that changed, and of those around them.
_ENOUGH = 3.0
# A sentence that went whole is what a note speaks of where this share of the note's own words is in it.
_SHARE_OF_NOTE = 0.5
_FEWEST_SHARED = 3
# A note that speaks of more of what went speaks of none of it clearly.
_MOST_GONE = 3
_HEAD_OF_NOTE = 6
# How far behind `corrected` a day of the note may stand, and its year behind `corrected on March 4,`.
_BEFORE_DAY, _BEFORE_YEAR = 3, 6
_SMALL_NUMBER = 12
# Beyond so many changed sentences a story was written anew, and beyond so many notes it is a list of them.
_MOST_PAIRS, _MOST_NOTES = 300, 10
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Said:
    """What a note says: its own words and those of its numbers, these numbers, and the kinds of change it tells."""

    words: frozenset[str]
    figures: frozenset[str]
    numbers: tuple[Amount, ...]
    natures: frozenset[str]


class Sentences:
    """The sentences that changed, with the numbers and names that changed in them: what a note may speak of."""

    def __init__(
        self,
        changes: Changes,
        after: Story,
        language: Words,
        *,
        steps: Sequence[Step],
        names: Sequence[Fact],
        quotes: Sequence[Fact],
    ) -> None:
        self._language = language
        self._pairs = [pair for pair in changes.pairs[:_MOST_PAIRS] if not self._is_note(pair.after)]
        self._gone = [text for text in changes.gone if not self._is_note(text)]
        self._steps, self._names, self._quotes = steps, names, quotes
        self._after = after
        self._room = _MOST_NOTES

    def tied(self, note: Fact) -> Fact:
        """Give a note with the sentences it changed; as it is where that is not clear."""
        self._room -= 1
        if self._room < 0:
            return note
        said = self._said(self._whole(note.after))
        rated = [(self._marks(pair, said), pair) for pair in self._pairs]
        sure = self._without_halves([pair for marks, pair in rated if marks >= _ENOUGH], said)
        found = [*sure, *self._counted(said, sure)] if sure else self._by_nature(said) or self._by_number(said)
        told = tuple((pair.before, pair.after) for pair in found)
        if not told:
            gone = [text for text in self._gone if _speaks_of(said, text)]
            told = tuple((text, "") for text in gone) if len(gone) <= _MOST_GONE else ()
        text = self._what(found, said)
        return replace(note, text=f"{note.text}: {text}" if text else note.text, sentences=tuple(dict.fromkeys(told)))

    def _without_halves(self, pairs: list[Changed], said: _Said) -> list[Changed]:
        """Leave out numbers of which a note gives one side by chance, where it gives both sides of another one."""
        named = [max((_named(step, said) for step in self._steps_in(pair)), default=0) for pair in pairs]
        if 2 not in named:
            return pairs
        people = self._language.people
        return [
            pair
            for pair, sides in zip(pairs, named, strict=True)
            if sides != 1 or self._names_in(pair) or any(_announces(said, one, people) for one in self._steps_in(pair))
        ]

    def _is_note(self, sentence: str) -> bool:
        return note_kind(sentence, self._language) in _NOTES

    def _whole(self, note: str) -> str:
        """The paragraph of a note that is its first sentence: what it corrects may stand in the next."""
        blocks = (block.text for block in self._after.blocks if block.text.startswith(note))
        return max(blocks, key=len, default=note)

    def _said(self, note: str) -> _Said:
        row = Row(note, self._language)
        patterns = self._language.notes
        bare = [word for word in content_words(note) if len(word) > 1 or word.isdigit()]
        numbers = [one for one in amounts(row) if not _is_date_of_note(one, row, patterns.made)]
        # `Half` is a word of the text as well: it may have come where there was no number before.
        taken = {word for one in numbers if one.kind not in _IN_WORDS for word in content_words(one.text)}
        own = set(bare) - patterns.boilerplate - LIGHT_WORDS - taken
        return _Said(
            words=frozenset(own),
            figures=frozenset(taken),
            numbers=tuple(numbers),
            natures=frozenset(patterns.natures[word] for word in bare if word in patterns.natures),
        )

    def _marks(self, pair: Changed, said: _Said) -> float:
        """How much of what changed in a sentence a note speaks of."""
        old, new = set(content_words(pair.before)), set(content_words(pair.after))
        changed = len(said.words & (old ^ new))
        around = min(2, len((said.words | said.figures) & old & new))
        steps = [_named(step, said) + 0.25 * _counts_it(step, said) for step in self._steps_in(pair)]
        names = [sum(_is_in(name, said.words) for name in (one.before, one.after)) for one in self._names_in(pair)]
        told = max([0.0, *steps, *names])
        if not told and not changed:
            return 0.0
        # A single word that changed may be in a note by chance; a number or a name with its surroundings is not.
        return 2.0 * told + 1.5 * min(2, changed) + 0.75 * around + 0.5 * bool(said.natures & self._natures(pair, said))

    def _steps_in(self, pair: Changed) -> list[Step]:
        return [step for step in self._steps if step.pair is pair or self._repeats(step, pair)]

    def _repeats(self, step: Step, pair: Changed) -> bool:
        """Whether the same number changed in this sentence too: it was told once, of the first one."""
        old, new = step.old.text, step.new.text
        if old not in pair.before and old not in pair.before.lower():
            return False
        return _has(pair.before, old) and _has(pair.after, new) and not _has(pair.after, old)

    def _names_in(self, pair: Changed) -> list[Fact]:
        return [one for one in self._names if one.before in pair.before and one.after in pair.after]

    def _natures(self, pair: Changed, said: _Said) -> set[str]:
        """The kinds of change in a sentence that a note may speak of."""
        found = {_nature(step) for step in self._steps_in(pair) if not _denies(said, step)} - {""}
        if self._quotes_in(pair):
            found.add("quote")
        return found | ({"name"} if self._names_in(pair) else set())

    def _quotes_in(self, pair: Changed) -> list[Fact]:
        return [one for one in self._quotes if one.place == pair.place and one.before in pair.before]

    def _by_nature(self, said: _Said) -> list[Changed]:
        """Sentences with the one change of the kind that a note announces without saying it (`the wrong age`)."""
        if not said.natures:
            return []
        found = [pair for pair in self._pairs if said.natures & self._natures(pair, said)]
        steps = self._meant(found, said)
        names = {one.text for pair in found for one in self._names_in(pair)} if "name" in said.natures else set()
        quotes = {one.before for pair in found for one in self._quotes_in(pair)} if "quote" in said.natures else set()
        if len(steps) + len(names) + len(quotes) != 1:
            return []
        about = [pair for pair in found if not said.words.isdisjoint(content_words(f"{pair.before} {pair.after}"))]
        return about if about or said.words else found

    def _meant(self, pairs: Sequence[Changed], said: _Said) -> set[str]:
        """The numbers that a note may mean: where it names what one of them counts, that one alone."""
        steps = {step.text: step for pair in pairs for step in self._steps_in(pair) if _nature(step) in said.natures}
        people = self._language.people
        meant = {text: step for text, step in steps.items() if not _denies(said, step)}
        named = {text for text, step in meant.items() if _announces(said, step, people)}
        return named if len(named) == 1 else set(meant)

    def _counted(self, said: _Said, sure: Sequence[Changed]) -> list[Changed]:
        """Other sentences in which a number changed of what the note names: `the number of pupils was also wrong`."""
        rest, people = [pair for pair in self._pairs if pair not in sure], self._language.people
        return [pair for pair in rest if any(_announces(said, step, people) for step in self._steps_in(pair))]

    def _by_number(self, said: _Said) -> list[Changed]:
        """Sentences with the one number that a note gives, where no other word of it stands beside it."""
        named = [pair for pair in self._pairs if any(_corrects(said, step) for step in self._steps_in(pair))]
        steps = {step.text for pair in named for step in self._steps_in(pair) if _corrects(said, step)}
        return named if len(steps) == 1 else []

    def _what(self, pairs: Sequence[Changed], said: _Said) -> str:
        """The one number or name that a note corrected, in words for people; empty where it is not one."""
        steps = {step.text: step for pair in pairs for step in self._steps_in(pair)}
        numbers = [text for text, step in steps.items() if _named(step, said) or _nature(step) in said.natures]
        names = list(
            dict.fromkeys(
                one.text
                for pair in pairs
                for one in self._names_in(pair)
                if "name" in said.natures or _is_in(one.after, said.words) or _is_in(one.before, said.words)
            )
        )
        both = [text for text in numbers if _named(steps[text], said) == 2] or numbers
        if len(both) > 1:
            both = [text for text in both if _announces(said, steps[text], self._language.people)]
        if len(both) == 1 and not names:
            return both[0]
        return names[0] if len(names) == 1 and not both else ""


def _nature(step: Step) -> str:
    return _NATURES.get(step.new.kind, "")


def _named(step: Step, said: _Said) -> int:
    """How many of the two values of a step a note names."""
    return sum(
        any(one.value == side.value and one.kind is side.kind for one in said.numbers) for side in (step.old, step.new)
    )


def _corrects(said: _Said, step: Step) -> bool:
    """Whether a note gives the new value of a step; a small number may be in both by chance."""
    telling = step.new.value[0] > _SMALL_NUMBER or len(step.new.value) > 1
    return telling and any(one.value == step.new.value and one.kind is step.new.kind for one in said.numbers)


def _announces(said: _Said, step: Step, people: AbstractSet[str]) -> bool:
    """Whether a note names what a number counts; `people` alone may be those hurt, and those on board."""
    told = {*content_words(step.noun), *content_words(step.toll)} - people
    return _nature(step) in said.natures and not said.words.isdisjoint(told)


def _denies(said: _Said, step: Step) -> bool:
    """Whether a note gives a value that is neither of a step's two: it speaks of another number."""
    given = any(one.kind is step.new.kind for one in said.numbers)
    return given and not _named(step, said)


def _counts_it(step: Step, said: _Said) -> bool:
    """Whether a note names one of the values and what they count."""
    return _named(step, said) > 0 and not said.words.isdisjoint(content_words(f"{step.noun} {step.toll}"))


def _is_in(name: str, words: frozenset[str]) -> bool:
    found = [word.lower() for word in _WORD.findall(name) if len(word) > 1]
    return bool(found) and all(word in words for word in found)


def _has(sentence: str, number: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(number)}(?!\w)", sentence, re.IGNORECASE) is not None


def _is_date_of_note(one: Amount, row: Row, made: frozenset[str]) -> bool:
    """Whether a date says when the note was made: `Correction (5 May)`, `corrected on 4 March`."""
    if one.kind not in _DATES:
        return False
    if row.at(one.first - 1) in ("(", "[", ",") and one.first <= _HEAD_OF_NOTE:
        return True
    reach = _BEFORE_YEAR if one.kind is AmountKind.YEAR else _BEFORE_DAY
    return any(row.at(place) in made for place in range(max(0, one.first - reach), one.first))


def _speaks_of(said: _Said, sentence: str) -> bool:
    shared = said.words & set(content_words(sentence))
    return len(shared) >= _FEWEST_SHARED and len(shared) >= _SHARE_OF_NOTE * len(said.words)
