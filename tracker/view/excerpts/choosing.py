"""Which changed sentences are quoted: never more than half of the words of any version.

An article that grows by a paragraph an hour would stand on the page in full, were each addition quoted; so would one
that lost all its sentences one by one. Edits are chosen first, for they say most in the fewest words.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, tzinfo

from tracker.model import Article, Part, SentenceEdit, SentenceOp, Version

LARGEST_SHARE = 0.5
_ORDER = (SentenceOp.EDITED, SentenceOp.REMOVED, SentenceOp.ADDED)


@dataclass(frozen=True, slots=True, kw_only=True)
class ExcerptStep:
    """One step with its sentences.

    Attributes:
        edits: all of the step's before it is chosen from; afterwards those to be quoted.
        left_out: of the changed sentences so many are not quoted; `moved` sentences only stand elsewhere.
        why: why nothing can be said of this step; empty for most.
    """

    before: Version
    after: Version
    edits: tuple[SentenceEdit, ...] = ()
    left_out: int = 0
    moved: int = 0
    summary: str = ""
    language: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Excerpts:
    """Excerpts of one article's life, oldest step first."""

    article: Article
    newest: Version
    steps: tuple[ExcerptStep, ...]
    program: str
    record: str
    now: datetime
    zone: tzinfo

    @property
    def left_out(self) -> int:
        """How many changed sentences of all steps are not quoted."""
        return sum(step.left_out for step in self.steps)


@dataclass(slots=True)
class _Quota:
    """Counts how many words of each version are quoted so far."""

    standing: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    words: dict[int, int] = field(default_factory=lambda: defaultdict(int))
    quoted: dict[int, int] = field(default_factory=lambda: defaultdict(int))
    shown: set[str] = field(default_factory=set)

    def note(self, text: str, number: int) -> None:
        """Note that a sentence stands in a version."""
        if text and number not in self.standing[text]:
            self.standing[text].add(number)
            self.words[number] += _size(text)

    def takes(self, *texts: str) -> bool:
        """Quote some sentences together, if no version gives more than its share away by that."""
        fresh = {text for text in texts if text and text not in self.shown}
        wanted: dict[int, int] = defaultdict(int)
        for text in fresh:
            for number in self.standing.get(text, ()):
                wanted[number] += _size(text)
        # One sentence of each version may always be quoted, or nothing could be said of a short one.
        if any(self.quoted[one] and self.quoted[one] + more > self._most(one) for one, more in wanted.items()):
            return False
        for one, more in wanted.items():
            self.quoted[one] += more
        self.shown |= fresh
        return True

    def _most(self, number: int) -> float:
        return LARGEST_SHARE * self.words[number]


def chosen(steps: Iterable[ExcerptStep]) -> tuple[ExcerptStep, ...]:
    """Give the steps with the sentences that are quoted, and count those that are not.

    The lines above the text are quoted always: a headline is how an article is named. Their words do not count.

    Args:
        steps: one after another, each with all of its edits, kept sentences too; asked for one by one.
    """
    quota = _Quota()
    changed = [_changed_only(step, quota) for step in steps]
    taken = _taken(changed, quota)
    return tuple(_quoting(step, place, taken) for place, step in enumerate(changed))


def _changed_only(step: ExcerptStep, quota: _Quota) -> ExcerptStep:
    """Note where each sentence stands, and keep of a step what changed: most of it did not."""
    for edit in step.edits:
        if edit.part is Part.TEXT:
            quota.note(edit.old, step.before.number)
            quota.note(edit.new, step.after.number)
    moved = sum(edit.op is SentenceOp.MOVED for edit in step.edits)
    return replace(step, edits=tuple(edit for edit in step.edits if edit.op in _ORDER), moved=moved)


def _taken(steps: Sequence[ExcerptStep], quota: _Quota) -> set[tuple[int, int]]:
    found: set[tuple[int, int]] = set()
    for op in _ORDER:
        for place, step in enumerate(steps):
            for index, edit in enumerate(step.edits):
                if edit.op is op and (edit.part is not Part.TEXT or quota.takes(edit.old, edit.new)):
                    found.add((place, index))
    return found


def _quoting(step: ExcerptStep, place: int, taken: set[tuple[int, int]]) -> ExcerptStep:
    quoted = tuple(edit for index, edit in enumerate(step.edits) if (place, index) in taken)
    return replace(step, edits=quoted, left_out=len(step.edits) - len(quoted))


def _size(text: str) -> int:
    """Count words; a script without blanks between them counts by its letters, three to a word."""
    return max(len(text.split()), len(text) // 12, 1)
