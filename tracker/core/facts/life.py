"""Numbers followed through an article's life: 12, then 45, then 52 dead."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tracker.core.facts.fates import FATES, GENERIC, stem
from tracker.core.facts.values import value
from tracker.core.facts.words.english import ENGLISH
from tracker.model import Confidence, Fact, FactKind
from tracker.model.life import LifeStep, NumberPoint, NumberThread

_ALONE = frozenset(("age", "date", "time", "ordinal"))
"""What these tell of is not said by a noun: two that meet in a value may be two persons' or two events'."""
_LONGEST_QUALIFIER = max(map(len, ENGLISH.claims.qualifiers))
_UNSAID = frozenset(("percent", "year", "old", "age"))


def threads(steps: Iterable[LifeStep]) -> tuple[NumberThread, ...]:
    """Join the numbers of many steps that count the same, in the order in which they first changed.

    Two are joined only where the later one begins with the value that the earlier one came to, both are of one class
    and count the same by every word for it, and no other number could be meant: two counts are never made one.
    """
    open_threads: list[_Thread] = []
    for step in steps:
        told = [fact for fact in step.facts if _is_followed(fact, step)]
        counts = [_count(fact) for fact in told]
        joined = {place: _heir(count, counts, open_threads) for place, count in enumerate(counts)}
        for place, (fact, count) in enumerate(zip(told, counts, strict=True)):
            thread = joined[place]
            if thread is None:
                first = NumberPoint(value=fact.before, number=step.before)
                thread = _Thread(count, _words(fact), [first])
                open_threads.append(thread)
            thread.count = count
            thread.points.append(NumberPoint(value=fact.after, number=step.turn.number, turn=step.turn))
    return tuple(thread.told() for thread in open_threads)


@dataclass(frozen=True, slots=True)
class _Count:
    """What a number counts: its class, what befell those it counts, and the words for them."""

    number: str
    fate: str
    group: frozenset[str]
    before: object
    after: object

    def follows(self, other: _Count) -> bool:
        """Whether it goes on from where the other came to, and surely counts the same."""
        if self.number in _ALONE or not (self.fate or self.group):
            return False
        same = (self.number, self.fate, self.group) == (other.number, other.fate, other.group)
        return same and self.before == other.after


@dataclass(eq=False, slots=True)
class _Thread:
    count: _Count
    counted: str
    points: list[NumberPoint]

    def told(self) -> NumberThread:
        return NumberThread(number=self.count.number, counted=self.counted, points=tuple(self.points))


def _heir(count: _Count, counts: Sequence[_Count], open_threads: Sequence[_Thread]) -> _Thread | None:
    """The one thread that a number goes on; None where there is none, or any doubt which."""
    found = [thread for thread in open_threads if count.follows(thread.count)]
    if len(found) != 1 or sum(other.follows(found[0].count) for other in counts) != 1:
        return None
    return found[0]


def _is_followed(fact: Fact, step: LifeStep) -> bool:
    if fact.kind is not FactKind.NUMBER or fact.confidence is Confidence.UNSURE:
        return False
    # `11 people → 3 dogs` is no step of one count.
    same = bool(fact.before and fact.after) and f"{fact.before} → {fact.after}" in fact.text
    return same and not (step.variant and fact.place == "headline")


def _count(fact: Fact) -> _Count:
    stems = [stem(word) for word in re.findall(r"\w+", f"{_words(fact)} {fact.noun}")]
    fates = sorted({FATES[one] for one in stems if one in FATES})
    group = frozenset(one for one in stems if one not in FATES and one not in GENERIC and one not in _UNSAID)
    return _Count(fact.number, " ".join(fates), group, _worth(fact.before), _worth(fact.after))


def _words(fact: Fact) -> str:
    """What a number counts in the words of the fact: those behind its two values."""
    _, arrow, rest = fact.text.partition(f"{fact.before} → {fact.after}")
    return " ".join(rest.split()) if arrow else fact.noun


def _worth(written: str) -> object:
    """The value of a number however it is written: `4`, `four`, `4.0` and `at least 4` are one."""
    words = written.lower().split()
    phrases = (tuple(words[:length]) for length in range(_LONGEST_QUALIFIER, 0, -1))
    bare = " ".join(words[next((len(phrase) for phrase in phrases if phrase in ENGLISH.claims.qualifiers), 0) :])
    found = value(bare)
    return (found.numbers, found.unit) if found is not None else bare
