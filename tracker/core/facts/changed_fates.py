"""The same people with another fate: `three killed` that became `three injured`."""

from __future__ import annotations

from collections.abc import Iterator

from tracker.core.facts.amounts import amounts
from tracker.core.facts.edits import Edit
from tracker.core.facts.tolls import fate
from tracker.core.facts.values import Amount, AmountKind, Row
from tracker.core.facts.words import Words
from tracker.core.facts.words.plurals import stems
from tracker.core.text.light_words import LIGHT_WORDS

_Run = tuple[int, int, int, int]


def changed_fates(edit: Edit, language: Words) -> Iterator[tuple[str, str, str]]:
    """What befell people and is told otherwise now: both words, and a line for people.

    Where more of the sentence changed, only with a number that stands: else it may be told of someone else.
    """
    for run in edit.swaps():
        old, new = _fate(edit.old, *run[:2], language), _fate(edit.new, *run[2:], language)
        if old is None or new is None or _group(old, language) == _group(new, language):
            continue
        if _is_swapped(edit, run, old, new, language):
            continue
        counted = _counted(edit, language)
        if counted or len(edit.runs) == 1:
            told = f"{old} → {new}"
            yield old, new, f"{counted}: {told}" if counted else told


def _fate(row: list[str], first: int, last: int, language: Words) -> str | None:
    """The one word of a run that says as a predicate what befell people; None where it says anything else."""
    words = [word.lower() for word in row[first:last]]
    found = [place for place, word in enumerate(words) if _group(word, language)]
    rest = (word for place, word in enumerate(words) if place not in found)
    if len(found) != 1 or not language.claims.around_fate.issuperset(rest):
        return None
    place = first + found[0]
    lead = row[place - 1].lower() if place else ""
    return None if lead in language.claims.not_before_fate or _goes_on(row, place + 1, language) else words[found[0]]


def _group(word: str, language: Words) -> str | None:
    """What a word says of people's fate, by its group; None for nouns such as `arrests`, and for all else."""
    found = None if word in language.claims.not_fates else language.toll.fullmatch(word)
    return found.lastgroup if found else None


def _goes_on(row: list[str], place: int, language: Words) -> bool:
    """Whether a noun follows: `the missing boat` tells of the boat only by the way."""
    word = row[place] if place < len(row) else ""
    plain = word.isalpha() and word.islower()
    ends = word in language.noun_ends or word in LIGHT_WORDS or word in language.units or word in language.tens
    return plain and not ends and not word.endswith("ly")


def _is_swapped(edit: Edit, run: _Run, old: str, new: str, language: Words) -> bool:
    """Whether each fate is told on the other side too, of others: they may only have changed places."""
    before = {_group(word.lower(), language) for word in (*edit.old[: run[0]], *edit.old[run[1] :])}
    after = {_group(word.lower(), language) for word in (*edit.new[: run[2]], *edit.new[run[3] :])}
    return _group(new, language) in before and _group(old, language) in after


def _counted(edit: Edit, language: Words) -> str:
    """The one number, with its noun, of which another fate is told; empty where there is none, or several are."""
    before, after = Row(edit.pair.before, language), Row(edit.pair.after, language)
    found = {
        _in_words(other, language)
        for one in amounts(before)
        for other in amounts(after)
        if _is_same(one, other, language) and _differ(fate(one, before), fate(other, after))
    }
    return found.pop() if len(found) == 1 else ""


def _is_same(one: Amount, other: Amount, language: Words) -> bool:
    if not one.kind is other.kind is AmountKind.COUNT or one.value != other.value:
        return False
    nouns = [_noun(amount, language) for amount in (one, other)]
    return nouns[0] == nouns[1] or stems(nouns[0]) == stems(nouns[1])


def _noun(amount: Amount, language: Words) -> str:
    return " ".join(word for word in amount.noun.split() if not language.toll.fullmatch(word))


def _in_words(amount: Amount, language: Words) -> str:
    return f"{amount.text} {_noun(amount, language)}".rstrip()


def _differ(one: str | None, other: str | None) -> bool:
    return None not in (one, other) and one != other
