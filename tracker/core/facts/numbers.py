"""Numbers that changed, with the noun they count."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from tracker.core.facts.amounts import shared_words
from tracker.core.facts.changes import Changed
from tracker.core.facts.fates import FATES, stem
from tracker.core.facts.lone_counts import lone_counts
from tracker.core.facts.notes import note_kind
from tracker.core.facts.number_pairs import Side, changed_amounts, changed_measures
from tracker.core.facts.qualifiers import qualified
from tracker.core.facts.tolls import continued_toll, toll_of, toll_word
from tracker.core.facts.values import Amount, AmountKind, Row, measured
from tracker.core.facts.words import Words
from tracker.core.facts.words.plurals import stems
from tracker.model import Fact, FactKind, NoteKind

# Numbers compared with one another in one story: beyond it, in tables and floods of figures, they are not told.
_MOST_CELLS = 100_000
_MOST_TOLD = 200
_COUNTS = frozenset((AmountKind.COUNT, AmountKind.ROUGH))
_WITH_NOUN = _COUNTS | {AmountKind.MONEY, AmountKind.PERCENT, AmountKind.ORDINAL, AmountKind.SHARE}
_TOLD_AS = {AmountKind.MONTH: "date", AmountKind.WEEKDAY: "date", AmountKind.YEAR: "date"} | {
    AmountKind.ROUGH: "count",
    AmountKind.SHARE: "percent",
}


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
        """The step in words for people: `174 → 177 killed`, or `11 people → 3 dogs` of what is not the same."""
        other = f" {self.old.noun}" if self._counts_another else ""
        return f"{self.old.text}{other} → {self.new.text} {self.counted}".rstrip()

    @property
    def _counts_another(self) -> bool:
        counts = self.old.kind is self.new.kind is AmountKind.COUNT
        return (
            counts and bool(self.old.noun and self.new.noun) and stems(self.old.noun).isdisjoint(stems(self.new.noun))
        )

    def repeats(self, other: Step) -> bool:
        """Whether the other said the same before: the same two values, of what may be the same thing."""
        if (self.old.value, self.new.value, self.old.kind) != (other.old.value, other.new.value, other.old.kind):
            return False
        mine, theirs = stems(self.counted), stems(other.counted)
        if mine and theirs and mine.isdisjoint(theirs):
            return bool(self.toll and other.toll) and self._is_fate_of(other)
        return True

    def _is_fate_of(self, other: Step) -> bool:
        """Whether the same may have befallen both: not where words surely mean something else."""
        mine, theirs = (FATES.get(stem(step.toll.split()[-1])) for step in (self, other))
        return mine is None or theirs is None or mine == theirs


def number_steps(pairs: tuple[Changed, ...], language: Words) -> list[Step]:
    """Numbers that became others, each once, in the order of the text: the headline first."""
    seen: list[Step] = []
    room = _MOST_CELLS
    for pair in pairs:
        if _is_about_itself(pair.before, language) or _is_about_itself(pair.after, language):
            continue
        before, after = Side(pair.before, language), Side(pair.after, language)
        room -= len(before.amounts) * len(after.amounts)
        if room < 0 or len(seen) >= _MOST_TOLD:
            break
        found = list(changed_amounts(before, after, pair.likeness))
        measures = changed_measures(before, after, pair.likeness)
        for old, new in (*found, *measures, *lone_counts(before, after, pair.likeness, found)):
            if _is_elsewhere(old, before.row, pair):
                continue
            step = _step(old, new, before, after, pair)
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
    same = step.old.text == step.new.text
    sides = (f"{side.text} {side.noun}" if same else side.text for side in (step.old, step.new))
    return Fact(
        kind=FactKind.NUMBER,
        text=step.text,
        before=next(sides),
        after=next(sides),
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


def _step(old: Amount, new: Amount, before: Side, after: Side, pair: Changed) -> Step:
    noun = " ".join(shared_words(old.noun, new.noun)) or new.noun or old.noun
    toll = _befell(replace(new, noun=noun), after) if new.kind in _COUNTS else ""
    counted = _counted(old, new, before.row, after.row)
    known = new.kind in _WITH_NOUN
    written = qualified(old, new, before.row, after.row) or (old.text, new.text)
    old, new = replace(old, text=written[0]), replace(new, text=written[1])
    return Step(old=old, new=new, counted=counted, noun=noun if known else "", toll=toll, pair=pair)


def _befell(amount: Amount, side: Side) -> str:
    """What befell those that a number counts; nothing befalls hours, nor the storeys of a house."""
    if _measures(amount, side.row):
        return ""
    said = toll_of(amount, side.row) or toll_word(amount.noun, side.row.language)
    return said or continued_toll(amount, side.row, side.amounts)


def _measures(amount: Amount, row: Row) -> bool:
    """Whether a number counts a unit: `12 hours`, `a 12-storey house`."""
    return (
        amount.noun.partition(" ")[0].lower() in row.language.measures
        or measured(amount.text, row.language) is not None
    )


def _is_about_itself(sentence: str, language: Words) -> bool:
    """Whether it is a note or a stamp: its dates move with every publication."""
    if language.notes.stamp.match(sentence):
        return True
    return note_kind(sentence, language) not in (None, NoteKind.NOTICE)


def _counted(old: Amount, new: Amount, before: Row, after: Row) -> str:
    """What both count: `killed`, `people (killed)`, `percent of voters`, `(age)`."""
    if new.kind is AmountKind.PERCENT:
        share = f"{new.lead} {new.noun}".strip() if new.noun and new.noun == old.noun else ""
        return share if "%" in new.text else f"{_percent(new, after)} {share}".rstrip()
    if new.kind is AmountKind.AGE and not after.language.age.search(new.text) and "old" not in new.text:
        return _years(new, after)
    noun = " ".join(shared_words(old.noun, new.noun)) or new.noun or old.noun
    if new.kind not in _COUNTS:
        return f"{new.lead} {noun}".strip() if noun else ""
    if _measures(replace(new, noun=noun), after):
        return noun
    if after.at(new.first - 1) in after.language.measures_before:
        return f"({name})" if (name := _name(old, new, before, after)) else noun
    said = f"{new.lead} {noun}".strip() if noun else ""
    aside = toll_of(replace(new, noun=noun), after) if noun else _aside(old, new, before, after)
    return f"{said} ({_as_written(aside, after)})".strip() if aside else said


def _as_written(aside: str, row: Row) -> str:
    """Words for what befell people as the sentence has them where nouns begin with a capital: `ums Leben`."""
    if not row.language.noun_capitals:
        return aside
    found = re.search(re.escape(aside), " ".join(row.words), re.IGNORECASE)
    return found[0] if found else aside


def _aside(old: Amount, new: Amount, before: Row, after: Row) -> str:
    """What befell those that a number without a noun counts, the word before it, or how it befell them."""
    how = after.at(new.last)
    told = toll_of(new, after) or _name(old, new, before, after)
    return told or (how if after.language.manner.fullmatch(how) and how == before.at(old.last) else "")


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
    names = after.is_capital(new.first - 1) and word.isalpha() and word not in after.language.no_names
    if after.at(new.last) and after.at(new.last) == after.language.of:
        return ""
    told = word == before.at(old.first - 1) and (names or word in after.language.measures_before)
    return after.words[new.first - 1] if told else ""
