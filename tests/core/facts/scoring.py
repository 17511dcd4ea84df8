"""How a telling of facts is scored against labels: right, wrong and missed, by kind."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tests.core.facts.labels import LOOSE, NUMBER_CLASSES, Label, Pair
from tracker.core.diff import diff
from tracker.core.facts import facts
from tracker.model import Fact, FactKind

_WORDS = re.compile(r"\w+(?:[.,:'’]\w+)*|[%$€£¥]")


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What was told of one pair, against what should have been.

    Attributes:
        said: all that was told, in order.
        right: each label that was met, with the fact that met it.
    """

    pair: Pair
    said: tuple[Fact, ...]
    right: tuple[tuple[Label, Fact], ...]
    wrong: tuple[Fact, ...]
    missed: tuple[Label, ...]


def told(pair: Pair) -> tuple[Fact, ...]:
    """The facts of a pair."""
    return facts(pair.before, pair.after, diff(pair.before, pair.after))


def outcome(pair: Pair) -> Outcome:
    """Lay what is told of a pair beside its labels."""
    said = told(pair)
    left = list(said)
    right: list[tuple[Label, Fact]] = []
    missed: list[Label] = []
    for label in pair.told:
        meeting = [fact for fact in left if meets(label, fact, pair.loose)]
        if meeting:
            best = min(meeting, key=lambda fact: len(unmet(label, fact)))
            left.remove(best)
            right.append((label, best))
        elif not label.optional:
            missed.append(label)
    wrong = tuple(fact for fact in left if fact.kind not in pair.free)
    return Outcome(pair=pair, said=said, right=tuple(right), wrong=wrong, missed=tuple(missed))


def meets(label: Label, fact: Fact, loose: bool = False) -> bool:
    """Whether a fact is the one that a label asks for."""
    if label.kind is not fact.kind:
        return False
    sides = ((label.before, fact.before), (label.after, fact.after))
    if loose or label.kind in LOOSE:
        lines = f"{fact.text} {fact.before} {fact.after} {fact.place}"
        return all(_holds(said, due) for due, said in sides) and all(_holds(lines, word) for word in label.said)
    return all(due == said for due, said in sides)


def _holds(said: str, due: str) -> bool:
    """Whether the words of a label, or one of its choices of them, stand among those that were said."""
    line = f" {' '.join(_folded(said))} "
    return not due or any(f" {' '.join(_folded(choice))} " in line for choice in due.split("|"))


def _folded(text: str) -> list[str]:
    return [word.casefold().replace("’", "'") for word in _WORDS.findall(text)]


def unmet(label: Label, fact: Fact) -> tuple[str, ...]:
    """What a label demands of a fact beyond its kind and sides, and does not get."""
    demands = {
        "place": (label.place, label.place == fact.place),
        "class": (label.number in NUMBER_CLASSES, label.number == fact.number),
        "noun": (label.noun, _holds(fact.noun, label.noun)),
        "sentences": (label.sentences is not None, _tied(label, fact)),
    }
    return tuple(demand for demand, (due, met) in demands.items() if due and not met)


def demanded(label: Label) -> tuple[str, ...]:
    """What a label demands of a fact beyond its kind and sides."""
    asked = {
        "place": bool(label.place),
        "class": label.number in NUMBER_CLASSES,
        "noun": bool(label.noun),
        "sentences": label.sentences is not None,
    }
    return tuple(demand for demand, due in asked.items() if due)


def _tied(label: Label, fact: Fact) -> bool:
    """Whether a correction is tied to the sentences of its label, and to no others where it may not be."""
    due = label.sentences or ()
    return (label.among or len(due) == len(fact.sentences)) and all(
        any(_holds(before, old) and _holds(after, new) for before, after in fact.sentences) for old, new in due
    )


def scores(outcomes: Iterable[Outcome], *, by_class: bool = True) -> dict[str, Score]:
    """A score for each kind of fact; numbers by their class, or all in one row."""
    counts: dict[str, Counter[str]] = {}
    for one in outcomes:
        for verdict, kind, number in _verdicts(one):
            row = row_of(kind, number, one.pair.family) if by_class else kind.value
            counts.setdefault(row, Counter())[verdict] += 1
    return {
        row: Score(right=found["right"], wrong=found["wrong"], missed=found["missed"])
        for row, found in sorted(counts.items())
    }


def _verdicts(one: Outcome) -> Iterator[tuple[str, FactKind, str]]:
    for label, _ in one.right:
        if not label.optional:
            yield "right", label.kind, label.number
    for fact in one.wrong:
        yield "wrong", fact.kind, fact.number
    for label in one.missed:
        yield "missed", label.kind, label.number


def row_of(kind: FactKind, number: str, family: str) -> str:
    """The row of the table that a fact is counted in: of a number whose class is not said, that of its pair."""
    if kind is not FactKind.NUMBER:
        return kind.value
    return f"{kind.value}: {number if number in NUMBER_CLASSES else family}"


def demands(outcomes: Iterable[Outcome]) -> dict[str, Score]:
    """Of the facts that were right, how often what else their labels demand was right too."""
    counts: dict[str, Counter[str]] = {}
    for one in outcomes:
        for label, fact in one.right:
            for demand in demanded(label):
                verdict = "wrong" if demand in unmet(label, fact) else "right"
                counts.setdefault(demand, Counter())[verdict] += 1
    return {row: Score(right=found["right"], wrong=found["wrong"], missed=0) for row, found in sorted(counts.items())}


def failures(outcomes: Iterable[Outcome]) -> list[str]:
    """What was told wrongly, not at all or not as demanded, with the name of its pair."""
    lines: list[str] = []
    for one in outcomes:
        title = one.pair.title
        lines += [f"{title}: wrong: {_shown(fact)}" for fact in one.wrong]
        lines += [f"{title}: missed: {_shown(label)}" for label in one.missed]
        for label, fact in one.right:
            lines += [
                f"{title}: {demand}: {_shown(fact)}: {getattr(fact, _FIELDS[demand])!r}, "
                f"not {getattr(label, _FIELDS[demand])!r}"
                for demand in unmet(label, fact)
            ]
    return lines


_FIELDS = {"place": "place", "class": "number", "noun": "noun", "sentences": "sentences"}


def _shown(one: Label | Fact) -> str:
    return f"{one.kind.value} {one.before!r} → {one.after!r} {one.text}".rstrip()
