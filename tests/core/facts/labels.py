"""Pairs of short stories with the facts that must be told of them, and how a telling is scored."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from tests.core.diff.stories import story
from tracker.core.diff import diff
from tracker.core.facts import facts
from tracker.model import Fact, FactKind, Story

ABOVE = "The town of Orrin Bay lies at the mouth of the Tesk, below the old lighthouse."
BELOW = "Rain is forecast for the weekend, and ferries to the islands run as usual."


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A fact that must be told. `text` is its line for people; empty where only the kind and both sides count."""

    kind: FactKind
    before: str = ""
    after: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two versions of a story. `family` says which kind of number the pair is about, or what it is a trap for."""

    family: str
    name: str
    before: Story
    after: Story
    told: tuple[Label, ...]

    @property
    def title(self) -> str:
        """Family and name, for reports."""
        return f"{self.family}: {self.name}"


def number(before: str, after: str, counted: str = "") -> Label:
    """A number that became another, and the words behind the two."""
    return Label(kind=FactKind.NUMBER, before=before, after=after, text=f"{before} → {after} {counted}".rstrip())


def quote(before: str, after: str) -> Label:
    """A quotation in other words."""
    return Label(kind=FactKind.QUOTE, before=before, after=after, text="quote altered")


def counted(kind: FactKind, count: int) -> Label:
    """So many paragraphs that came, went, changed or moved."""
    return Label(kind=kind, after=str(count))


def added(count: int = 1) -> Label:
    """So many new paragraphs."""
    return counted(FactKind.ADDED, count)


def removed(count: int = 1) -> Label:
    """So many paragraphs that are gone."""
    return counted(FactKind.REMOVED, count)


def edited(count: int = 1) -> Label:
    """So many paragraphs in other words."""
    return counted(FactKind.EDITED, count)


def moved(count: int = 1) -> Label:
    """So many paragraphs that stand elsewhere."""
    return counted(FactKind.MOVED, count)


def whole(family: str, name: str, before: Story, after: Story, *told: Label) -> Pair:
    """Two whole stories."""
    return Pair(family=family, name=name, before=before, after=after, told=told)


def edit(family: str, name: str, before: str, after: str, *told: Label) -> Pair:
    """One paragraph in other words, between two that stand."""
    return whole(family, name, story(ABOVE, before, BELOW), story(ABOVE, after, BELOW), *told, edited())


def line(family: str, name: str, before: str, after: str, *told: Label) -> Pair:
    """One line above the text, named by the family, over the same text."""
    return whole(family, name, _with_line(family, before), _with_line(family, after), *told)


def _with_line(name: str, text: str) -> Story:
    """The same text below one line that may differ."""
    plain = story(ABOVE, BELOW)
    if name == "dek":
        return replace(plain, dek=text)
    return replace(plain, byline=text) if name == "byline" else replace(plain, headline=text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """How a telling fared for one kind of fact: told and right, told and wrong, not told."""

    right: int
    wrong: int
    missed: int

    @property
    def precision(self) -> float:
        """Which share of what was told is so."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    @property
    def recall(self) -> float:
        """Which share of what is so was told."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0


Key = tuple[FactKind, str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What was told of one pair, against what should have been."""

    pair: Pair
    right: tuple[Key, ...]
    wrong: tuple[Key, ...]
    missed: tuple[Key, ...]


def told(pair: Pair) -> tuple[Fact, ...]:
    """The facts of a pair."""
    return facts(pair.before, pair.after, diff(pair.before, pair.after))


def outcome(pair: Pair) -> Outcome:
    """Lay what is told of a pair beside its labels."""
    said = Counter((fact.kind, fact.before, fact.after) for fact in told(pair))
    due = Counter((label.kind, label.before, label.after) for label in pair.told)
    return Outcome(
        pair=pair,
        right=tuple((said & due).elements()),
        wrong=tuple((said - due).elements()),
        missed=tuple((due - said).elements()),
    )


def scores(outcomes: Iterable[Outcome]) -> dict[str, Score]:
    """A score for each kind of fact; numbers by the family of the pair, since all are one kind."""
    counts: dict[str, Counter[str]] = {}
    for one in outcomes:
        for verdict, row in _rows(one):
            counts.setdefault(row, Counter())[verdict] += 1
    return {
        row: Score(right=found["right"], wrong=found["wrong"], missed=found["missed"])
        for row, found in sorted(counts.items())
    }


def _rows(one: Outcome) -> Iterator[tuple[str, str]]:
    for verdict, keys in (("right", one.right), ("wrong", one.wrong), ("missed", one.missed)):
        for kind, *_ in keys:
            yield verdict, f"{kind.value}: {one.pair.family}" if kind is FactKind.NUMBER else kind.value


def failures(outcomes: Iterable[Outcome]) -> list[str]:
    """The pairs of which something was told wrongly or not at all, by name."""
    lines: list[str] = []
    for one in outcomes:
        for verdict, keys in (("wrong", one.wrong), ("missed", one.missed)):
            lines += [f"{one.pair.title}: {verdict}: {kind.value} {old!r} → {new!r}" for kind, old, new in keys]
    return lines
