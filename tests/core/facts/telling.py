"""Stories of one paragraph or several, and what is told of the step between two of them."""

from __future__ import annotations

from dataclasses import replace

from tests.core.diff.stories import story
from tracker.core.diff import diff
from tracker.core.facts import facts, summary
from tracker.core.facts.changes import Changes, changes
from tracker.core.facts.edits import Edit
from tracker.core.facts.words.english import ENGLISH
from tracker.model import Fact, FactKind, Story

PARTED = " ¶ "


def written(text: str, language: str = "en", headline: str = "A headline") -> Story:
    """A story of paragraphs that are parted by a pilcrow."""
    return replace(story(*text.split(PARTED), headline=headline), language=language)


def told(before: str, after: str, language: str = "en") -> tuple[Fact, ...]:
    """All facts of a step between two texts."""
    old, new = written(before, language), written(after, language)
    return facts(old, new, diff(old, new))


def of_kind(kind: FactKind, before: str, after: str, language: str = "en") -> list[Fact]:
    """The facts of one kind."""
    return [fact for fact in told(before, after, language) if fact.kind is kind]


def texts(kind: FactKind, before: str, after: str, language: str = "en") -> list[str]:
    """The words for people of the facts of one kind."""
    return [fact.text for fact in of_kind(kind, before, after, language)]


def line(before: str, after: str, language: str = "en") -> str:
    """The summary of a step."""
    return summary(told(before, after, language))


def edits(before: str, after: str) -> list[Edit]:
    """The changed sentences of a step, word by word."""
    return [Edit(pair) for pair in touched(written(before), written(after)).pairs]


def touched(before: Story, after: Story) -> Changes:
    """The sentences that differ between two English stories."""
    return changes(diff(before, after), ENGLISH)
