"""Pairs of short stories with the facts that must be told of them, in the words of whoever wrote the pair."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from tests.core.diff.stories import story
from tracker.model import FactKind, Story

ABOVE = "The town of Orrin Bay lies at the mouth of the Tesk, below the old lighthouse."
BELOW = "Rain is forecast for the weekend, and ferries to the islands run as usual."

NUMBER_CLASSES = ("toll", "money", "percent", "date", "ordinal", "age", "count", "time", "score")
# Their two sides may be told as the words that changed or with words around them: the label's must be among them.
LOOSE = frozenset(
    {
        FactKind.CLAIM,
        FactKind.NAME,
        FactKind.HEDGE,
        FactKind.SPELLING,
        FactKind.LINK,
        FactKind.REPEATED,
        FactKind.PHOTOGRAPH,
        FactKind.CAPTION,
        FactKind.ENTRIES_ADDED,
        FactKind.ENTRY_EDITED,
        FactKind.ENTRY_DELETED,
        FactKind.ENTRIES_OUT_OF_SIGHT,
    }
)
# Shown beside the text, never in a summary.
BODY_ONLY = frozenset({FactKind.HEDGE, FactKind.SPELLING})


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A fact that must be told; what is empty below is not demanded of it.

    Attributes:
        before, after: its two sides, demanded even where empty but for loose pairs and the kinds of `LOOSE`, where
            they are words that must be among those told, and `a|b` allows either.
        text: its line for people.
        place: where it happened, as the fact says it.
        number: the class of a number; `any` where two could be argued.
        noun: a word of what a number counts.
        sentences: the old and new sentences that a correction is tied to, a part of each; empty: it is tied to none;
            None: not demanded.
        among: it may be tied to other sentences too.
        said: words that its line or one of its sides must hold.
        optional: it may be told or not, once.
    """

    kind: FactKind
    before: str = ""
    after: str = ""
    text: str = ""
    place: str = ""
    number: str = ""
    noun: str = ""
    sentences: tuple[tuple[str, str], ...] | None = None
    among: bool = False
    said: tuple[str, ...] = ()
    optional: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two versions of a story.

    Attributes:
        family: which class of number the pair is about, or what it is a trap for.
        free: kinds that may be told or not: a label could be argued either way.
        loose: the sides of all its labels may be told with words around them.
    """

    family: str
    name: str
    before: Story
    after: Story
    told: tuple[Label, ...]
    free: frozenset[FactKind] = frozenset()
    loose: bool = False

    @property
    def title(self) -> str:
        """Family and name, for reports."""
        return f"{self.family}: {self.name}"


def number(before: str, after: str, counted: str = "", *, kind: str | None = None, noun: str = "") -> Label:
    """A number that became another, and the words behind the two; None: its class is the family of its pair."""
    text = f"{before} → {after} {counted}".rstrip()
    return Label(kind=FactKind.NUMBER, before=before, after=after, text=text, number=kind or "", noun=noun)


def figure(kind: str, before: str, after: str, noun: str = "") -> Label:
    """A number of a class that became another, in whatever words."""
    return Label(kind=FactKind.NUMBER, before=before, after=after, number=kind, noun=noun)


def quote(before: str, after: str) -> Label:
    """A quotation in other words."""
    return Label(kind=FactKind.QUOTE, before=before, after=after, text="quote altered")


def name(before: str, after: str) -> Label:
    """A name that became another."""
    return Label(kind=FactKind.NAME, before=before, after=after)


def reworded(pair: Pair) -> Pair:
    """A pair whose paragraph can be called edited or rewritten."""
    told = tuple(label for label in pair.told if label.kind not in (FactKind.EDITED, FactKind.REWRITTEN))
    return replace(pair, told=told, free=pair.free | {FactKind.EDITED, FactKind.REWRITTEN})


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


def rewritten(count: int = 1) -> Label:
    """So many paragraphs of which little is left."""
    return counted(FactKind.REWRITTEN, count)


def moved(count: int = 1) -> Label:
    """So many paragraphs that stand elsewhere."""
    return counted(FactKind.MOVED, count)


def whole(family: str, name: str, before: Story, after: Story, *told: Label) -> Pair:
    """Two whole stories."""
    return Pair(family=family, name=name, before=before, after=after, told=told)


def edit(family: str, name: str, before: str, after: str, *told: Label) -> Pair:
    """One paragraph in other words, between two that stand."""
    labels = (_placed(_classed(label, family)) for label in told)
    return whole(family, name, story(ABOVE, before, BELOW), story(ABOVE, after, BELOW), *labels, edited())


def _placed(label: Label) -> Label:
    """The paragraph in the middle is the second one."""
    told = label.kind in (FactKind.NUMBER, FactKind.QUOTE, FactKind.NAME)
    return replace(label, place="paragraph 2") if told else label


def revised(
    family: str, name: str, text: tuple[str, ...], edits: Mapping[str, str], *told: Label, language: str = ""
) -> Pair:
    """A story of several paragraphs in which some words, each standing once, became others; sides told loosely."""
    whole_text = "\n\n".join(text)
    for old, new in edits.items():
        if whole_text.count(old) != 1:
            raise ValueError(f"{name}: {old!r} does not stand once in the text.")
        whole_text = whole_text.replace(old, new)
    before = replace(story(*text), language=language)
    after = replace(story(*whole_text.split("\n\n")), language=language)
    touched = sum(old != new for old, new in zip(before.blocks, after.blocks, strict=True))
    return Pair(family=family, name=name, before=before, after=after, told=(*told, edited(touched)), loose=True)


def _classed(label: Label, family: str) -> Label:
    """A number without a class takes that of its pair, but for tolls and counts: what is a toll is said by hand."""
    plain = label.kind is FactKind.NUMBER and not label.number
    return replace(label, number=family) if plain and family in NUMBER_CLASSES else label


def line(family: str, name: str, before: str, after: str, *told: Label) -> Pair:
    """One line above the text, named by the family, over the same text."""
    return whole(family, name, _with_line(family, before), _with_line(family, after), *told)


def _with_line(name: str, text: str) -> Story:
    """The same text below one line that may differ."""
    plain = story(ABOVE, BELOW)
    if name == "dek":
        return replace(plain, dek=text)
    return replace(plain, byline=text) if name == "byline" else replace(plain, headline=text)
